//! The file format: TOML to [`Component`] and its refusals.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use windows_core::GUID;

use super::{Access, Class, Component, Interface, Principal, Server, ThreadingModel};
use crate::{ClassUse, Error, Result, parse_guid};

/// The longest registration that is read, in bytes.
const MAX_LENGTH: u64 = 1 << 20;

impl Component {
    /// Reads the text of a registration whose own folder is `folder` (absolute).
    ///
    /// # Errors
    ///
    /// [`Error::Registration`] names the line and what is wrong with it.
    pub fn parse(text: &str, folder: &Path) -> Result<Self> {
        let broken = |message| Error::Registration { file: folder.to_path_buf(), message };
        let file: File = toml::from_str(text).map_err(|error| broken(error.to_string()))?;
        file.component(folder).map_err(broken)
    }

    /// Reads a registration file.
    ///
    /// # Errors
    ///
    /// [`Error::Registration`] if it cannot be read, may be written by everybody, or is broken.
    pub fn read(path: &Path) -> Result<Self> {
        let broken = |message| Error::Registration { file: path.to_path_buf(), message };
        // A symbolic link is relative to what it points at.
        let real = path.canonicalize().map_err(|error| broken(error.to_string()))?;
        let text = read_text(&real).map_err(broken)?;
        match Component::parse(&text, real.parent().unwrap_or(Path::new("/"))) {
            Ok(component) => Ok(Component { file: Some(path.to_path_buf()), ..component }),
            Err(Error::Registration { message, .. }) => Err(broken(message)),
            Err(other) => Err(other),
        }
    }
}

/// The text of a registration file, unless it is too long or anybody may write it.
pub(crate) fn read_text(path: &Path) -> std::result::Result<String, String> {
    use std::os::unix::fs::MetadataExt;
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    let facts = file.metadata().map_err(|error| error.to_string())?;
    if !facts.is_file() {
        return Err("is not a file".into());
    }
    if facts.mode() & 0o002 != 0 {
        return Err("may be written by everybody, so nobody can trust it (chmod o-w)".into());
    }
    let mut text = String::new();
    file.take(MAX_LENGTH + 1).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > MAX_LENGTH {
        return Err(format!("is longer than {MAX_LENGTH} bytes"));
    }
    Ok(text)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Option<String>,
    folder: Option<PathBuf>,
    #[serde(default)]
    type_libraries: Vec<PathBuf>,
    #[serde(default)]
    class: Vec<FileClass>,
    #[serde(default)]
    interface: Vec<FileInterface>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileClass {
    clsid: Guid,
    name: Option<String>,
    progid: Option<String>,
    version_independent_progid: Option<String>,
    server: Option<FileServer>,
    library: Option<PathBuf>,
    #[serde(default)]
    threading: FileThreading,
    type_libraries: Option<Vec<PathBuf>>,
    #[serde(default)]
    marshaler: bool,
    #[serde(default)]
    remote: bool,
    #[serde(default, rename = "use")]
    usage: FileUse,
    #[serde(default)]
    access: FileAccess,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileServer {
    command: Vec<String>,
    #[serde(default)]
    environment: BTreeMap<String, String>,
    timeout: Option<f64>,
    log: Option<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAccess {
    #[serde(default)]
    users: Vec<FilePrincipal>,
    #[serde(default)]
    groups: Vec<FilePrincipal>,
    directory: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum FilePrincipal {
    Id(u32),
    Name(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileInterface {
    iid: Guid,
    name: Option<String>,
    type_library: Option<PathBuf>,
    proxy_stub: Option<Guid>,
}

#[derive(Default, Deserialize)]
enum FileThreading {
    #[default]
    None,
    Apartment,
    Free,
    Both,
    Neutral,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FileUse {
    #[default]
    Multiple,
    Single,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Guid(GUID);

impl TryFrom<String> for Guid {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        parse_guid(&text)
            .map(Guid)
            .ok_or_else(|| format!("`{text}` is not a GUID such as {{C8767698-8297-4BE1-904E-FC25034851D2}}"))
    }
}

impl File {
    fn component(self, own_folder: &Path) -> std::result::Result<Component, String> {
        let folder = self.folder.map_or_else(|| own_folder.to_path_buf(), |folder| own_folder.join(folder));
        let libraries: Vec<_> = self.type_libraries.iter().map(|path| folder.join(path)).collect();
        let classes = self.class.into_iter().map(|class| class.class(&folder, &libraries));
        let interfaces = self.interface.into_iter().map(|interface| interface.interface(&folder, &libraries));
        Ok(Component {
            file: None,
            name: self.name,
            classes: classes.collect::<std::result::Result<_, _>>()?,
            interfaces: interfaces.collect(),
            folder,
        })
    }
}

impl FileClass {
    fn class(self, folder: &Path, libraries: &[PathBuf]) -> std::result::Result<Arc<Class>, String> {
        let clsid = self.clsid.0;
        let about = |message: String| format!("class {clsid:?}: {message}");
        let type_libraries = match self.type_libraries {
            Some(own) => own.iter().map(|path| folder.join(path)).collect(),
            None => libraries.to_vec(),
        };
        Ok(Arc::new(Class {
            clsid,
            name: self.name,
            progid: self.progid.map(progid).transpose().map_err(about)?,
            version_independent_progid: self
                .version_independent_progid
                .map(progid)
                .transpose()
                .map_err(about)?,
            server: self.server.map(|server| server.server(folder)).transpose().map_err(about)?,
            library: self.library.map(|path| folder.join(path)),
            threading: self.threading.into(),
            type_libraries,
            marshaler: self.marshaler,
            remote: self.remote,
            usage: match self.usage {
                FileUse::Multiple => ClassUse::Multiple,
                FileUse::Single => ClassUse::Single,
            },
            access: self.access.access(folder),
        }))
    }
}

impl FileServer {
    fn server(self, folder: &Path) -> std::result::Result<Server, String> {
        if self.command.first().is_none_or(String::is_empty) {
            return Err("`server.command` names no program".into());
        }
        let texts = self.command.iter().chain(self.environment.keys()).chain(self.environment.values());
        if texts.into_iter().any(|text| text.contains('\0'))
            || self.environment.keys().any(|key| key.contains('='))
        {
            return Err("`server` has a NUL, or a variable's name has an equals sign".into());
        }
        let timeout = self.timeout.map(|seconds| {
            Duration::try_from_secs_f64(seconds)
                .map_err(|_| format!("`server.timeout` of {seconds} s is not a time"))
        });
        Ok(Server {
            command: self.command,
            folder: folder.to_path_buf(),
            environment: self.environment,
            timeout: timeout.transpose()?,
            log: self.log.map(|path| folder.join(path)),
        })
    }
}

impl FileAccess {
    fn access(self, folder: &Path) -> Access {
        let principals = |list: Vec<FilePrincipal>| list.into_iter().map(Principal::from).collect();
        Access {
            users: principals(self.users),
            groups: principals(self.groups),
            directory: self.directory.map(|path| folder.join(path)),
        }
    }
}

impl FileInterface {
    fn interface(self, folder: &Path, libraries: &[PathBuf]) -> Arc<Interface> {
        let type_libraries = match self.type_library {
            Some(own) => vec![folder.join(own)],
            None => libraries.to_vec(),
        };
        Arc::new(Interface {
            iid: self.iid.0,
            name: self.name,
            type_libraries,
            proxy_stub: self.proxy_stub.map(|clsid| clsid.0),
        })
    }
}

impl From<FilePrincipal> for Principal {
    fn from(principal: FilePrincipal) -> Self {
        match principal {
            FilePrincipal::Id(id) => Principal::Id(id),
            FilePrincipal::Name(name) => Principal::Name(name),
        }
    }
}

impl From<FileThreading> for ThreadingModel {
    fn from(threading: FileThreading) -> Self {
        match threading {
            FileThreading::None => ThreadingModel::None,
            FileThreading::Apartment => ThreadingModel::Apartment,
            FileThreading::Free => ThreadingModel::Free,
            FileThreading::Both => ThreadingModel::Both,
            FileThreading::Neutral => ThreadingModel::Neutral,
        }
    }
}

/// A program id: at most 39 characters, no spaces, no digit first.
fn progid(text: String) -> std::result::Result<String, String> {
    let valid = (1..=39).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
        && !text.as_bytes()[0].is_ascii_digit();
    valid.then_some(text.clone()).ok_or_else(|| format!("`{text}` is not a program id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Component::parse(text, Path::new("/opt/x")).expect_err(text).to_string()
    }

    #[test]
    fn a_class_needs_its_clsid_only() {
        let text = "[[class]]\nclsid = 'c8767698-8297-4be1-904e-fc25034851d2'";
        let component = Component::parse(text, Path::new("/opt/x")).unwrap();
        let class = &component.classes[0];
        assert_eq!(class.title(), "{C8767698-8297-4BE1-904E-FC25034851D2}");
        assert_eq!(class.threading, ThreadingModel::None);
        assert_eq!(class.usage, ClassUse::Multiple);
        assert!(class.server.is_none() && class.library.is_none() && !class.marshaler);
        assert_eq!(class.access, Access::default());
    }

    #[test]
    fn relative_paths_are_relative_to_the_folder() {
        let text = "
            folder = 'bin'
            [[class]]
            clsid = 'C8767698-8297-4BE1-904E-FC25034851D2'
            library = 'libx.so'
            server.command = ['./x', 'y']
            type_libraries = ['/usr/x.winmd', 'x.winmd']";
        let component = Component::parse(text, Path::new("/opt/x")).unwrap();
        let class = &component.classes[0];
        assert_eq!(class.library.as_deref(), Some(Path::new("/opt/x/bin/libx.so")));
        assert_eq!(class.type_libraries, [Path::new("/usr/x.winmd"), Path::new("/opt/x/bin/x.winmd")]);
        let server = class.server.as_ref().unwrap();
        assert_eq!(server.folder, Path::new("/opt/x/bin"));
        assert_eq!(server.program(), Path::new("/opt/x/bin/./x"));
    }

    #[test]
    fn a_bare_program_lies_beside_the_file_or_on_path() {
        let folder = tempfile::tempdir().unwrap();
        let server = Server { command: vec!["sh".into()], folder: folder.path().into(), ..Server::default() };
        assert_eq!(server.program(), Path::new("sh"));
        std::fs::write(folder.path().join("sh"), "").unwrap();
        assert_eq!(server.program(), folder.path().join("sh"));
    }

    #[test]
    fn what_is_refused_is_named() {
        let class = "[[class]]\nclsid = 'C8767698-8297-4BE1-904E-FC25034851D2'\n";
        for (text, complaint) in [
            ("[[class]]\nclsid = 'x'", "`x` is not a GUID"),
            ("[[class]]\nname = 'x'", "missing field `clsid`"),
            ("nmae = 'x'", "unknown field `nmae`"),
            (&format!("{class}threading = 'Any'"), "unknown variant `Any`"),
            (&format!("{class}server.command = []"), "names no program"),
            (&format!("{class}server.command = [\"a\\u0000\"]"), "NUL"),
            (&format!("{class}server = {{ command = ['a'], timeout = -1.0 }}"), "not a time"),
            (&format!("{class}server = {{ command = ['a'], timeout = nan }}"), "not a time"),
            (&format!("{class}progid = '1.x'"), "`1.x` is not a program id"),
        ] {
            let message = refusal(text);
            assert!(message.contains(complaint), "{message}");
        }
    }

    #[test]
    fn a_file_that_everybody_may_write_is_not_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.toml");
        std::fs::write(&path, "name = 'x'").unwrap();
        assert_eq!(Component::read(&path).unwrap().name.as_deref(), Some("x"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o666)).unwrap();
        assert!(Component::read(&path).unwrap_err().to_string().contains("written by everybody"));
    }
}
