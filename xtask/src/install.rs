//! Puts the project in place for programs in other languages: library, headers, command, type libraries, pkg-config file.
//!
//! ```text
//!   DIR/bin/oxcom                       the command
//!   DIR/lib/liboxcom.so.0               the runtime
//!       liboxcom.so                     symlink: for the linker
//!       libole32.so, liboleaut32.so     symlinks: the names by which .NET knows COM
//!       pkgconfig/oxcom.pc, oxcom-windows.pc
//!   DIR/include/oxcom.h, oxcom/*.hpp    COM's declarations, the C++ layer
//!       oxcom/windows/*.h               the names of Windows' headers, for what widl makes
//!   DIR/share/oxcom/*.winmd             COM's own interfaces, for descriptions that use them
//! ```

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Error, read, read_bytes, write};

/// The library's file: its soname, which programs record.
const LIBRARY: &str = "liboxcom.so.0";
/// The other names of the same file. A copy would be a second runtime in the process.
const NAMES: [&str; 3] = ["liboxcom.so", "libole32.so", "liboleaut32.so"];
/// What pkg-config knows: the headers under their own names, and under those of Windows' headers.
const PACKAGES: [&str; 2] = ["oxcom", "oxcom-windows"];
const TYPE_LIBRARIES: [&str; 2] = ["metadata/oxcom.winmd", "metadata/system.winmd"];

/// Where and what to install.
struct Options {
    prefix: PathBuf,
    /// An unoptimised build, as tests use.
    debug: bool,
    /// Without the command `oxcom`, which takes longest to build.
    no_command: bool,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, Error> {
        let (mut prefix, mut debug, mut no_command) = (None, false, false);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--prefix" => prefix = words.next(),
                "--debug" => debug = true,
                "--no-command" => no_command = true,
                unknown => return Err(Error::Usage(format!("install {unknown}"))),
            }
        }
        let prefix = prefix.ok_or_else(|| Error::Usage("install without --prefix DIR".to_owned()))?;
        let prefix = std::path::absolute(&prefix).map_err(|error| Error::File(prefix.into(), error))?;
        Ok(Self { prefix, debug, no_command })
    }
}

/// Builds what is installed, and installs it; says where.
pub(crate) fn run(root: &Path, words: impl Iterator<Item = String>) -> Result<PathBuf, Error> {
    let options = Options::parse(words)?;
    let built = build(root, &options)?;
    let prefix = &options.prefix;
    place(&built.join("liboxcom.so"), &prefix.join("lib").join(LIBRARY))?;
    for name in NAMES {
        link(LIBRARY, &prefix.join("lib").join(name))?;
    }
    if !options.no_command {
        place(&built.join("oxcom"), &prefix.join("bin/oxcom"))?;
    }
    for package in PACKAGES {
        let template = read(&root.join("crates/liboxcom").join(package).with_extension("pc.in"))?;
        let text = template
            .replace("@PREFIX@", &prefix.to_string_lossy())
            .replace("@VERSION@", env!("CARGO_PKG_VERSION"));
        write(&prefix.join("lib/pkgconfig").join(package).with_extension("pc"), text)?;
    }
    place_tree(&root.join("include"), &prefix.join("include"))?;
    for library in TYPE_LIBRARIES {
        let name = Path::new(library).file_name().unwrap_or_default();
        place(&root.join(library), &prefix.join("share/oxcom").join(name))?;
    }
    Ok(options.prefix)
}

/// Builds the library and the command; says in which folder they are.
fn build(root: &Path, options: &Options) -> Result<PathBuf, Error> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root).args(["build", "--locked", "-p", "liboxcom"]);
    if !options.no_command {
        cargo.args(["-p", "oxcom-cli"]);
    }
    if !options.debug {
        cargo.arg("--release");
    }
    let status = cargo.status().map_err(|error| Error::File("cargo".into(), error))?;
    if !status.success() {
        return Err(Error::Tool("cargo build", status));
    }
    // This program was built into the same target folder: target/PROFILE/xtask.
    let own = std::env::current_exe().map_err(|error| Error::File("xtask".into(), error))?;
    let target = own.parent().and_then(Path::parent).unwrap_or(root);
    Ok(target.join(if options.debug { "debug" } else { "release" }))
}

/// Copies a file beside its place and moves it there: a program that runs from the old file keeps it.
fn place(from: &Path, to: &Path) -> Result<(), Error> {
    let fresh = to.with_extension("new");
    write(&fresh, read_bytes(from)?)?;
    let failed = |error| Error::File(to.to_owned(), error);
    let permissions = std::fs::metadata(from).map_err(failed)?.permissions();
    std::fs::set_permissions(&fresh, permissions).map_err(failed)?;
    std::fs::rename(&fresh, to).map_err(failed)
}

fn place_tree(from: &Path, to: &Path) -> Result<(), Error> {
    let failed = |error| Error::File(from.to_owned(), error);
    for entry in std::fs::read_dir(from).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { place_tree(&path, &target)? } else { place(&path, &target)? }
    }
    Ok(())
}

fn link(target: &str, link: &Path) -> Result<(), Error> {
    let failed = |error| Error::File(link.to_owned(), error);
    match std::fs::remove_file(link) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => (),
    }
    symlink(target, link).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Options, Error> {
        Options::parse(words.iter().map(|word| (*word).to_owned()))
    }

    #[test]
    fn a_prefix_is_needed_and_made_absolute() {
        assert!(matches!(parse(&[]), Err(Error::Usage(_))));
        assert!(matches!(parse(&["--prefix"]), Err(Error::Usage(_))));
        assert!(matches!(parse(&["--prefix", "x", "--fast"]), Err(Error::Usage(_))));
        let options = parse(&["--debug", "--prefix", "x"]).unwrap();
        assert!(options.debug && options.prefix.is_absolute());
    }
}
