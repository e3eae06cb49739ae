//! The sample's registration, for those who know only where its programs are when they run: the demo and the tests.

use std::fmt::Write;
use std::path::Path;

use oxcom::{GUID, Interface};

use crate::{
    CLSID_HANDLE_MGR, CLSID_IMAGE_HANDLE_PROXY, IHandleMgr, IImageCatalog, IImageHandle, IImageStatistics,
};

/// The description of the interfaces, by which calls are marshaled.
const TYPE_LIBRARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../image-source/image_source.winmd");

/// Writes the text of a registration.
///
/// ```
/// use image_source_interfaces::Registration;
/// let text = Registration::new()
///     .server("/usr/bin/image-source", &["/usr/share/pictures"])
///     .proxy("/usr/lib/libimage_source_proxy.so".as_ref())
///     .into_text();
/// assert!(text.contains("server.command = [\"/usr/bin/image-source\", \"/usr/share/pictures\"]"));
/// ```
#[derive(Clone, Debug)]
pub struct Registration {
    text: String,
}

impl Registration {
    /// The interfaces, and no class yet.
    pub fn new() -> Self {
        let mut text = format!("name = \"Image source\"\ntype_libraries = [{}]\n", quoted(TYPE_LIBRARY));
        for (iid, name) in [
            (IHandleMgr::IID, "IHandleMgr"),
            (IImageHandle::IID, "IImageHandle"),
            (IImageStatistics::IID, "IImageStatistics"),
            (IImageCatalog::IID, "IImageCatalog"),
        ] {
            add(&mut text, format_args!("\n[[interface]]\niid = \"{iid:?}\"\nname = \"{name}\"\n"));
        }
        Self { text }
    }

    /// With the class HandleMgr, served by a program.
    #[must_use]
    pub fn server(self, program: impl AsRef<Path>, arguments: &[&str]) -> Self {
        self.class(CLSID_HANDLE_MGR, "ImageSource.HandleMgr", program, arguments)
    }

    /// With a class like HandleMgr, under an id and a program id of the caller's choice.
    #[must_use]
    pub fn class(
        mut self,
        clsid: GUID,
        program_id: &str,
        program: impl AsRef<Path>,
        arguments: &[&str],
    ) -> Self {
        let program = program.as_ref().to_string_lossy();
        let words: Vec<String> = [&*program].iter().chain(arguments).map(|word| quoted(word)).collect();
        let command = words.join(", ");
        add(&mut self.text, format_args!("\n[[class]]\nclsid = \"{clsid:?}\"\nname = \"HandleMgr\"\n"));
        add(&mut self.text, format_args!("progid = \"{program_id}.1\"\n"));
        add(&mut self.text, format_args!("version_independent_progid = \"{program_id}\"\n"));
        add(&mut self.text, format_args!("server.command = [{command}]\n"));
        self
    }

    /// With a file for the output of the server that was named last.
    #[must_use]
    pub fn log(mut self, file: &Path) -> Self {
        add(&mut self.text, format_args!("server.log = {}\n", quoted(&file.to_string_lossy())));
        self
    }

    /// With the proxy library.
    #[must_use]
    pub fn proxy(mut self, library: &Path) -> Self {
        let (clsid, library) = (CLSID_IMAGE_HANDLE_PROXY, quoted(&library.to_string_lossy()));
        add(
            &mut self.text,
            format_args!("\n[[class]]\nclsid = \"{clsid:?}\"\nname = \"ImageHandleProxy\"\n"),
        );
        add(&mut self.text, format_args!("progid = \"ImageSource.ImageHandleProxy\"\n"));
        add(&mut self.text, format_args!("library = {library}\nthreading = \"Both\"\nmarshaler = true\n"));
        self
    }

    /// The text of the registration file.
    pub fn into_text(self) -> String {
        self.text
    }
}

impl Default for Registration {
    fn default() -> Self {
        Self::new()
    }
}

fn add(text: &mut String, more: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = text.write_fmt(more);
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                add(&mut quoted, format_args!("\\u{:04X}", u32::from(control)))
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_names_are_quoted() {
        assert_eq!(quoted("a \"b\" \\ c\n"), r#""a \"b\" \\ c\u000A""#);
    }
}
