//! The oracle: what Oxcom answers beside what Wine's COM answers, an implementation that nobody here wrote.
//!
//! The same program, `interop/conformance`, is built for Linux and for Windows. Wine runs the latter; where it cannot, the
//! transcript of an earlier run takes its place.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, read, write};

/// What Windows' side is built for.
const TARGET: &str = "x86_64-pc-windows-gnu";

/// The C compiler for it, which links, too.
const COMPILER: &str = "x86_64-w64-mingw32-gcc";

/// The program's folder, from the root.
const FOLDER: &str = "interop/conformance";

/// Compares. With `--update` among the arguments, what Wine answers becomes the transcript that is checked in.
pub(crate) fn run(root: &Path, mut arguments: impl Iterator<Item = String>) -> Result<(), Error> {
    let update = arguments.any(|argument| argument == "--update");
    let mut compare = Command::new("cargo");
    compare.current_dir(root).args(["run", "--quiet", "--locked", "-p", "conformance", "--", "--compare"]);
    match missing() {
        Some(what) => {
            println!(
                "{what}: Oxcom is compared with the transcript of an earlier run ({FOLDER}/transcript.txt)"
            );
            if update {
                return Err(Error::Differs(vec!["there is nothing to update the transcript from".into()]));
            }
        }
        None => {
            let transcript = ask_wine(root)?;
            if update {
                write(&root.join(FOLDER).join("transcript.txt"), read(&transcript)?)?;
            }
            compare.arg(transcript);
        }
    }
    done("conformance", &mut compare)
}

/// What is not here of that which Wine's side needs.
fn missing() -> Option<&'static str> {
    let there = |program: &str, argument: &str| {
        Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success())
    };
    if !there("wine", "--version") {
        return Some("there is no Wine");
    }
    if !there(COMPILER, "--version") {
        return Some("there is no linker for Windows");
    }
    let library = Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).output();
    let library = library.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    if !library.is_ok_and(|library| library.is_dir()) {
        return Some("there is no standard library for Windows");
    }
    None
}

/// Builds Windows' side, runs it under Wine and gives the file that holds what it said.
fn ask_wine(root: &Path) -> Result<PathBuf, Error> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
    let mut build = Command::new("cargo");
    // Without debug assertions: Wine passes interface ids that are not aligned.
    build.current_dir(root).args([
        "build",
        "--quiet",
        "--locked",
        "--release",
        "-p",
        "conformance",
        "--target",
        TARGET,
    ]);
    done("cargo build", build.env("CARGO_TARGET_DIR", &target))?;
    let folder = target.join(TARGET).join("release");
    let mut library = Command::new(COMPILER);
    library.arg("-shared").arg("-o").arg(folder.join("bcryptprimitives.dll"));
    done(COMPILER, library.arg(root.join(FOLDER).join("bcryptprimitives.c")))?;
    let prefix = target.join("wine");
    let output = wine(&folder, &prefix).arg(folder.join("conformance.exe")).output();
    let output = output.map_err(|error| Error::File("wine".into(), error))?;
    if !output.status.success() {
        return Err(Error::Tool("wine", output.status));
    }
    let version = wine(&folder, &prefix).arg("--version").output();
    let version = version.map_err(|error| Error::File("wine".into(), error))?.stdout;
    let version = String::from_utf8_lossy(&version);
    let transcript = target.join("wine.txt");
    let said = String::from_utf8_lossy(&output.stdout).replace('\r', "");
    write(&transcript, format!("# {}\n{said}", version.trim()))?;
    Ok(transcript)
}

/// Wine in a prefix of its own.
fn wine(folder: &Path, prefix: &Path) -> Command {
    let mut wine = Command::new("wine");
    wine.current_dir(folder)
        .env("WINEPREFIX", prefix)
        .env("WINEDEBUG", "-all")
        .env("WINEDLLOVERRIDES", "mscoree,mshtml=");
    wine
}

fn done(tool: &'static str, command: &mut Command) -> Result<(), Error> {
    let status = command.status().map_err(|error| Error::File(tool.into(), error))?;
    if status.success() { Ok(()) } else { Err(Error::Tool(tool, status)) }
}
