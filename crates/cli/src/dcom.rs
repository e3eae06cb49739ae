//! Other machines: the service that activates classes for them, and the accounts of those who may call.

use std::io::{BufRead, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use oxcom_activation::RemoteAccess;
use oxcom_activation::remote::VARIABLE;
use oxcom_security::NtHash;

use crate::error::{Error, Result, com};

/// What has to do with other machines (DCOM). `docs/dcom.md` tells how to allow it.
#[derive(Subcommand)]
pub(crate) enum Dcom {
    /// Lets other machines activate the classes whose registration says `remote = true`.
    Serve(Serve),
    /// Reads a password from the standard input, and prints the line of the accounts' file for a user.
    Account(Account),
}

/// The service.
#[derive(Args)]
pub(crate) struct Serve {
    /// The file that says who may call where; default: the one that OXCOM_DCOM names.
    #[arg(long)]
    config: Option<PathBuf>,
    /// The address to listen on; default: the file's.
    #[arg(long)]
    address: Option<IpAddr>,
    /// The port to listen on; default: 135, for root only. 0: any free one.
    #[arg(long)]
    port: Option<u16>,
}

/// A line for a user.
#[derive(Args)]
pub(crate) struct Account {
    /// The user, or DOMAIN\USER.
    user: String,
}

impl Dcom {
    pub(crate) fn run(self) -> Result<()> {
        match self {
            Dcom::Serve(serve) => serve.run(),
            Dcom::Account(account) => account.run(),
        }
    }
}

/// Where other machines look for the service.
const PORT: u16 = 135;

impl Serve {
    fn run(self) -> Result<()> {
        if let Some(config) = &self.config {
            let failed = |source| Error::File { path: config.clone(), source };
            let config = config.canonicalize().map_err(failed)?; // the servers that it starts run elsewhere
            // SAFETY: the command's only thread does this first.
            unsafe { std::env::set_var(VARIABLE, config) };
        }
        let access = RemoteAccess::from_environment()?;
        let access = access.ok_or(Error::Usage("nothing allows other machines: name a file by --config"))?;
        // SAFETY: no preconditions.
        let privileged = unsafe { libc::geteuid() } == 0;
        let port = match self.port {
            None if !privileged => return Err(Error::Usage("port 135 is for root: name another by --port")),
            port => port.unwrap_or(PORT),
        };
        let own = access.listen.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip());
        let address = SocketAddr::new(self.address.unwrap_or(own), port);
        let _apartment = oxcom::Apartment::multithreaded().map_err(com("use COM"))?;
        let service = oxcom_host::serve_remote(address).map_err(com("listen"))?;
        eprintln!("ready on {}", service.address());
        loop {
            std::thread::park(); // until the process is ended
        }
    }
}

impl Account {
    fn run(self) -> Result<()> {
        let mut password = String::new();
        let failed = |source| Error::File { path: "the standard input".into(), source };
        std::io::stdin().lock().read_line(&mut password).map_err(failed)?;
        let password = password.strip_suffix('\n').unwrap_or(&password);
        let hash = NtHash::of_password(password).to_bytes().map(|byte| format!("{byte:02x}"));
        let failed = |source| Error::File { path: "the standard output".into(), source };
        writeln!(std::io::stdout(), "{}:{}", self.user, hash.concat()).map_err(failed)
    }
}
