//! The project's own chores. `cargo xtask help` lists them.

mod bindings;
mod check;
mod error;
mod folder;
mod install;
mod links;
mod oracle;
mod rdl;
mod rust;
mod sdk;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use error::Error;

const HELP: &str = "\
Chores of this project:

  cargo xtask bindings   writes everything that is generated: the abi crate's bindings, and for each description
                         (*.rdl) its compiled form (*.winmd) and its Rust bindings (*.rs); include/oxcom.h, and
                         the bindings of samples and tests in C, C++ and C#
  cargo xtask check      fails if anything generated differs from what is checked in, or if a Markdown file
                         links to something that is not there
  cargo xtask install --prefix DIR [--debug] [--no-command]
                         builds and installs the library, its headers, the command and the type libraries
  cargo xtask oracle [--update]
                         compares what Oxcom answers with what Wine's COM answers to the same operations; where Wine
                         cannot be asked, with the transcript that is checked in (--update writes it)
  cargo xtask ci         all that continuous integration runs (.ci/run)
  cargo xtask help       this text
";

fn main() -> ExitCode {
    let chore = std::env::args().nth(1);
    let done = match chore.as_deref() {
        Some("bindings") => bindings::update(&root()).map(|changed| println!("{changed} files changed")),
        Some("check") => check::run(&root()),
        Some("install") => install::run(&root(), std::env::args().skip(2))
            .map(|prefix| println!("installed into {}", prefix.display())),
        Some("oracle") => oracle::run(&root(), std::env::args().skip(2)),
        Some("ci") => ci(&root()),
        Some("help") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(unknown) => Err(Error::Usage(unknown.to_owned())),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's folder.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

fn ci(root: &Path) -> Result<(), Error> {
    let script = root.join(".ci/run");
    let status =
        Command::new(&script).current_dir(root).status().map_err(|error| Error::File(script, error))?;
    if status.success() { Ok(()) } else { Err(Error::Ci(status)) }
}
