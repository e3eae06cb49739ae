//! Other machines (DCOM): where this one may be called, by whom, and as whom it calls.
//!
//! A small TOML file says so, which the variable `OXCOM_DCOM` names. Without the variable a process opens no TCP port and
//! connects to none.
//!
//! ```toml
//! listen = "192.0.2.7"         # an address of this machine, with a port or without; without it a process calls only
//! names = ["rack.example"]     # what others find it by; default: the address
//! accounts = "accounts"        # who may call: a file with a line for each account, see below
//! unauthenticated = false      # true: whoever reaches the port may call
//! identity = "identity"        # as whom this process calls: a file with one such line
//! level = "privacy"            # of its calls: "privacy" (encrypted, the default), "integrity" (signed)
//! ping.period = 120            # seconds
//! ping.count = 3               # an object goes when so many periods have passed without a ping
//! ```
//!
//! Paths are relative to the file's folder. A line of the accounts' file is `USER:HASH` or `DOMAIN\USER:HASH`, HASH being the NT
//! hash in 32 hexadecimal digits; lines that begin with `#` are skipped. Whoever has a hash can call as its owner: only the
//! file's own user may be able to read it.

use std::io::Read;
use std::net::{IpAddr, SocketAddr};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::environment::variable;
use crate::registration::read_text;
use crate::{Error, Result};

/// The variable that names the file.
pub const VARIABLE: &str = "OXCOM_DCOM";
/// The longest file of accounts, in bytes.
const MAX_LENGTH: u64 = 4 << 20;

/// What the administrator says of other machines.
#[derive(Clone, Debug)]
pub struct RemoteAccess {
    /// Where this machine may be called; none: nowhere.
    pub listen: Option<SocketAddr>,
    /// What others find it by.
    pub names: Vec<String>,
    /// Who may call.
    pub accounts: Vec<Account>,
    /// Whether whoever reaches the port may call.
    pub unauthenticated: bool,
    /// As whom processes of this machine call.
    pub identity: Option<Account>,
    /// Whether their calls are encrypted, or signed only.
    pub private: bool,
    /// How often clients say what they use.
    pub ping_period: Duration,
    /// How many periods may pass without.
    pub ping_count: u32,
}

/// A user and what stands for the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The domain; empty for any.
    pub domain: String,
    /// The user.
    pub user: String,
    /// The NT hash: guard it as the password.
    pub hash: [u8; 16],
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account")
            .field("domain", &self.domain)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<Address>,
    #[serde(default)]
    names: Vec<String>,
    accounts: Option<PathBuf>,
    #[serde(default)]
    unauthenticated: bool,
    identity: Option<PathBuf>,
    #[serde(default)]
    level: Level,
    #[serde(default)]
    ping: Ping,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Address {
    WithPort(SocketAddr),
    Host(IpAddr),
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Integrity,
    #[default]
    Privacy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Ping {
    period: f64,
    count: u32,
}

impl Default for Ping {
    /// pingPeriod and numPings of [MS-DCOM] 3.1.2.2 and 3.2.2.
    fn default() -> Self {
        Self { period: 120.0, count: 3 }
    }
}

impl RemoteAccess {
    /// What the file says that [`VARIABLE`] names; `None` without the variable.
    ///
    /// # Errors
    /// [`Error::Registration`]: the file, or one that it names, cannot be read, is broken, or can be read by others who must
    /// not.
    pub fn from_environment() -> Result<Option<Self>> {
        variable(VARIABLE)
            .filter(|path| !path.is_empty())
            .map(|path| Self::read(Path::new(&path)))
            .transpose()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// As for [`from_environment`](Self::from_environment).
    pub fn read(path: &Path) -> Result<Self> {
        let broken = |message| Error::Registration { file: path.to_path_buf(), message };
        let real = path.canonicalize().map_err(|error| broken(error.to_string()))?;
        let text = read_text(&real).map_err(broken)?;
        let file: File = toml::from_str(&text).map_err(|error| broken(error.to_string()))?;
        let folder = real.parent().unwrap_or(Path::new("/"));
        let listen = file.listen.map(|address| match address {
            Address::WithPort(address) => address,
            Address::Host(host) => SocketAddr::new(host, 0),
        });
        if listen.is_some_and(|address| address.ip().is_unspecified()) && file.names.is_empty() {
            return Err(broken("an address that is none needs `names` by which others find it".into()));
        }
        let period = Duration::try_from_secs_f64(file.ping.period).ok().filter(|period| !period.is_zero());
        let accounts = file.accounts.map(|path| read_accounts(&folder.join(path))).transpose()?;
        let identity = file.identity.map(|path| read_accounts(&folder.join(path))).transpose()?;
        Ok(Self {
            listen,
            names: file.names,
            accounts: accounts.unwrap_or_default(),
            unauthenticated: file.unauthenticated,
            identity: identity.and_then(|accounts| accounts.into_iter().next()),
            private: matches!(file.level, Level::Privacy),
            ping_period: period.ok_or_else(|| broken("ping.period must be above 0".into()))?,
            ping_count: file.ping.count.max(1),
        })
    }

    /// The account of a user, as a client writes the names. The case of the user does not count.
    pub fn account(&self, user: &str, domain: &str) -> Option<&Account> {
        let same = |account: &&Account| {
            account.user.to_lowercase() == user.to_lowercase()
                && (account.domain.is_empty() || account.domain.eq_ignore_ascii_case(domain))
        };
        self.accounts.iter().find(same)
    }
}

/// The accounts in a file that nobody but its user may read.
fn read_accounts(path: &Path) -> Result<Vec<Account>> {
    let broken = |message: String| Error::Registration { file: path.to_path_buf(), message };
    let file = std::fs::File::open(path).map_err(|error| broken(error.to_string()))?;
    let facts = file.metadata().map_err(|error| broken(error.to_string()))?;
    let owner = rustix::process::geteuid().as_raw();
    if !facts.is_file() || facts.mode() & 0o077 != 0 || ![owner, 0].contains(&facts.uid()) {
        return Err(broken(
            "holds secrets, and must be a file that its user alone can read (chmod 600)".into(),
        ));
    }
    let mut text = String::new();
    file.take(MAX_LENGTH).read_to_string(&mut text).map_err(|error| broken(error.to_string()))?;
    let lines = text.lines().enumerate().map(|(number, line)| (number + 1, line.trim()));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let account =
        |(number, line)| Account::parse(line).ok_or_else(|| broken(format!("line {number} is no account")));
    lines.map(account).collect()
}

impl Account {
    /// A line of the file.
    fn parse(line: &str) -> Option<Self> {
        let (name, digits) = line.rsplit_once(':')?;
        let (domain, user) = name.split_once('\\').unwrap_or(("", name));
        let mut hash = [0; 16];
        if user.is_empty() || digits.len() != 32 || !digits.is_ascii() {
            return None;
        }
        for (byte, digits) in hash.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self { domain: domain.into(), user: user.into(), hash })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const HASH: &str = "8846f7eaee8fb117ad06bdd830b7586c";

    fn write(folder: &Path, name: &str, text: &str, mode: u32) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    #[test]
    fn a_file_says_who_may_call_where() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "accounts", &format!("# who\nada:{HASH}\nLAB\\Bob:{HASH}\n"), 0o600);
        let text = "listen = '127.0.0.1'\naccounts = 'accounts'\nping.period = 0.5\n";
        let access = RemoteAccess::read(&write(folder.path(), "dcom.toml", text, 0o644)).unwrap();
        assert_eq!(access.listen, Some(([127, 0, 0, 1], 0).into()));
        assert!(access.private && !access.unauthenticated && access.identity.is_none());
        assert_eq!((access.ping_period, access.ping_count), (Duration::from_millis(500), 3));
        assert_eq!(access.account("ADA", "anything").unwrap().hash[..2], [0x88, 0x46]);
        assert!(access.account("bob", "lab").is_some());
        assert!(access.account("bob", "elsewhere").is_none());
        assert!(!format!("{access:?}").contains("88"));
    }

    #[test]
    fn secrets_that_others_can_read_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "accounts", &format!("ada:{HASH}\n"), 0o640);
        let file = write(folder.path(), "dcom.toml", "accounts = 'accounts'\n", 0o644);
        assert!(RemoteAccess::read(&file).unwrap_err().to_string().contains("chmod 600"));
    }

    #[test]
    fn slips_of_the_pen_pass_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["listen = '0.0.0.0'\n", "port = 135\n", "ping.period = 0\n", "level = 'none'\n"] {
            assert!(RemoteAccess::read(&write(folder.path(), "dcom.toml", text, 0o644)).is_err(), "{text}");
        }
        for line in ["ada", "ada:12", &format!(":{HASH}"), &format!("ada:{}", "x".repeat(32))] {
            assert_eq!(Account::parse(line), None, "{line}");
        }
    }
}
