//! `oxcom register` and `oxcom unregister`: registrations in the user's data directory.

use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::{Table, Value};

use super::{Component, Registry, format, library};
use crate::{Error, Result, format_guid};

impl Registry {
    /// Registers a component for the user: writes its registration to `$XDG_DATA_HOME/oxcom/registrations`.
    ///
    /// `path` is a registration file, or a library. A library's registration is the file beside it (`libfoo.so`:
    /// `foo.toml` or `libfoo.toml`), otherwise the text it carries in its symbol `OXCOM_REGISTRATION`, where a class with
    /// neither server nor library is taken to be in this library. Paths stay relative to where `path` lies.
    ///
    /// # Errors
    ///
    /// [`Error::Registration`] if it is broken, or if another component's registration has the same file name;
    /// [`Error::NotRegistered`] for a library without registration; [`Error::WriteRegistration`].
    pub fn register(&self, path: &Path) -> Result<Arc<Component>> {
        let broken = |message| Error::Registration { file: path.to_path_buf(), message };
        let source = Source::find(path)?;
        let mut table: Table =
            source.text.parse().map_err(|error: toml::de::Error| broken(error.to_string()))?;
        source.settle(&mut table);
        let text = format!("# Registered from {}\n{table}", source.path.display());
        let component = Component::parse(&text, &source.folder).map_err(|error| match error {
            Error::Registration { message, .. } => broken(message),
            other => other,
        })?;

        let target = self.user_folder()?.join(&source.name).with_extension("toml");
        if let Ok(other) = Component::read(&target)
            && other.folder != component.folder
            && !shares_a_class(&other, &component)
        {
            let message = format!("{} belongs to another component; rename one", target.display());
            return Err(broken(message));
        }
        write_whole(&target, &text)
            .map_err(|source| Error::WriteRegistration { path: target.clone(), source })?;
        self.refresh();
        Ok(Arc::new(Component { file: Some(target), ..component }))
    }

    /// Removes registrations from the user's data directory: those that `what` names by file name (with or without
    /// `.toml`), by path, by the library or file they were registered from, by CLSID or by program id. Returns the files.
    ///
    /// # Errors
    ///
    /// [`Error::NotRegistered`] if there is none; [`Error::WriteRegistration`].
    pub fn unregister(&self, what: &str) -> Result<Vec<PathBuf>> {
        let folder = self.user_folder()?;
        let mut removed = Vec::new();
        for component in self.list().components {
            let Some(file) = component.file.as_ref().filter(|file| file.parent() == Some(&folder)) else {
                continue;
            };
            if is_called(&component, file, what) {
                std::fs::remove_file(file)
                    .map_err(|source| Error::WriteRegistration { path: file.clone(), source })?;
                removed.push(file.clone());
            }
        }
        self.refresh();
        if removed.is_empty() { Err(Error::NotRegistered { what: what.into() }) } else { Ok(removed) }
    }

    fn user_folder(&self) -> Result<PathBuf> {
        self.user.clone().ok_or_else(|| Error::WriteRegistration {
            path: PathBuf::from("~/.local/share/oxcom/registrations"),
            source: io::Error::new(io::ErrorKind::NotFound, "neither XDG_DATA_HOME nor HOME is set"),
        })
    }
}

/// A registration's text and where it comes from.
struct Source {
    /// The file given, absolute.
    path: PathBuf,
    /// What its paths are relative to.
    folder: PathBuf,
    /// The registration's file name, without extension.
    name: PathBuf,
    /// For a text inside of a library: the library's file name.
    inside: Option<String>,
    text: String,
}

impl Source {
    fn find(given: &Path) -> Result<Self> {
        let broken = |message| Error::Registration { file: given.to_path_buf(), message };
        let path = given.canonicalize().map_err(|error| broken(error.to_string()))?;
        let folder = path.parent().unwrap_or(Path::new("/")).to_path_buf();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(name) = file.strip_suffix(".toml") {
            let text = format::read_text(&path).map_err(broken)?;
            return Ok(Source { name: name.into(), folder, inside: None, text, path });
        }
        let stem = file.split_once(".so").map_or(&*file, |(stem, _)| stem);
        let short = stem.strip_prefix("lib").unwrap_or(stem);
        let beside = [short, stem].map(|name| folder.join(format!("{name}.toml")));
        if let Some(beside) = beside.iter().find(|beside| beside.is_file()) {
            return Source::find(beside);
        }
        match library::embedded_text(&path).map_err(broken)? {
            Some(text) => Ok(Source { name: short.into(), folder, inside: Some(file), text, path }),
            None => Err(Error::NotRegistered {
                what: format!("a component in {} (no {short}.toml beside it, none inside)", path.display()),
            }),
        }
    }

    /// Makes the text mean the same in the user's folder.
    fn settle(&self, table: &mut Table) {
        let folder = match table.get("folder").and_then(Value::as_str) {
            Some(said) => self.folder.join(said),
            None => self.folder.clone(),
        };
        table.insert("folder".into(), Value::String(folder.to_string_lossy().into_owned()));
        let (Some(library), Some(Value::Array(classes))) = (&self.inside, table.get_mut("class")) else {
            return;
        };
        for class in classes.iter_mut().filter_map(Value::as_table_mut) {
            if !class.contains_key("server") && !class.contains_key("library") {
                class.insert("library".into(), Value::String(library.clone()));
            }
        }
    }
}

fn shares_a_class(one: &Component, other: &Component) -> bool {
    one.classes.iter().any(|class| other.classes.iter().any(|theirs| theirs.clsid == class.clsid))
}

fn is_called(component: &Component, file: &Path, what: &str) -> bool {
    let path = Path::new(what);
    let absolute = path.canonicalize().ok();
    let name = file.file_stem().and_then(|stem| stem.to_str());
    let origin = std::fs::read_to_string(file).ok().and_then(|text| {
        let line = text.lines().next()?.strip_prefix("# Registered from ")?;
        Some(PathBuf::from(line))
    });
    name == Some(what)
        || file.file_name() == Some(path.as_os_str())
        || (absolute.is_some() && (absolute.as_deref() == Some(file) || absolute == origin))
        || component.classes.iter().any(|class| {
            crate::parse_guid(what).is_some_and(|clsid| clsid == class.clsid)
                || format_guid(&class.clsid) == what
                || [&class.progid, &class.version_independent_progid]
                    .into_iter()
                    .flatten()
                    .any(|progid| progid.eq_ignore_ascii_case(what))
        })
}

/// Writes a file so that nobody ever reads half of it.
fn write_whole(target: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let half = target.with_extension(format!("{}.new", std::process::id()));
    let mut options = std::fs::OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o644).open(&half)?;
    file.write_all(text.as_bytes())?;
    std::fs::rename(&half, target).inspect_err(|_| drop(std::fs::remove_file(&half)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_guid;

    const CLSID: &str = "{C8767698-8297-4BE1-904E-FC25034851D2}";

    fn registry(home: &Path) -> Registry {
        let user = home.join("oxcom/registrations");
        Registry::new(vec![user.clone()], Some(user))
    }

    #[test]
    fn a_registered_file_keeps_its_paths() {
        let (home, package) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = package.path().join("image-source.toml");
        std::fs::write(&file, format!("[[class]]\nclsid = '{CLSID}'\nprogid = 'A.B'\nlibrary = 'lib/x.so'"))
            .unwrap();
        let registry = registry(home.path());
        let component = registry.register(&file).unwrap();
        assert_eq!(component.file, Some(home.path().join("oxcom/registrations/image-source.toml")));

        let class = registry.class(&parse_guid(CLSID).unwrap()).unwrap();
        assert_eq!(class.library, Some(package.path().canonicalize().unwrap().join("lib/x.so")));
        registry.register(&file).expect("registering again replaces");

        for name in ["image-source", "image-source.toml", CLSID, "a.b", file.to_str().unwrap()] {
            assert_eq!(registry.unregister(name).expect(name).len(), 1);
            assert!(matches!(registry.unregister(name), Err(Error::NotRegistered { .. })));
            assert!(registry.class(&parse_guid(CLSID).unwrap()).is_none());
            registry.register(&file).unwrap();
        }
    }

    #[test]
    fn another_components_registration_is_not_overwritten() {
        let (home, one, two) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let registry = registry(home.path());
        std::fs::write(one.path().join("x.toml"), format!("[[class]]\nclsid = '{CLSID}'")).unwrap();
        std::fs::write(two.path().join("x.toml"), "").unwrap();
        registry.register(&one.path().join("x.toml")).unwrap();
        let refusal = registry.register(&two.path().join("x.toml")).unwrap_err();
        assert!(refusal.to_string().contains("another component"), "{refusal}");
    }

    #[test]
    fn a_library_is_registered_by_the_file_beside_it() {
        let (home, package) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let library = package.path().join("libfoo.so.1");
        std::fs::write(&library, "").unwrap();
        std::fs::write(package.path().join("foo.toml"), format!("[[class]]\nclsid = '{CLSID}'")).unwrap();
        let component = registry(home.path()).register(&library).unwrap();
        assert_eq!(component.file.as_ref().unwrap().file_name().unwrap(), "foo.toml");
    }

    #[test]
    fn a_broken_file_is_not_registered() {
        let (home, package) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = package.path().join("x.toml");
        std::fs::write(&file, "[[class]]").unwrap();
        assert!(matches!(registry(home.path()).register(&file), Err(Error::Registration { .. })));
        assert!(!home.path().join("oxcom").exists());
    }
}
