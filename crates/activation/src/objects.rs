//! Named objects: who announces which, for the running object table.
//!
//! As with class objects the directory is the table: an announcement is a file, `{NAME}.PROCESS.COOKIE.object`, that appears
//! whole and goes with its process. The name is a hash; what it stands for is in the content, which this crate does not read.

use windows_core::GUID;

use crate::classes::{MAX_OBJECT, parse_file_name, prefix, read_file, write_whole};
use crate::directory::Opened;
use crate::{Directory, Error, Presence, Result};

/// An object that a process announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedObject {
    /// The hash of its name.
    pub name: GUID,
    /// The process that announces it.
    pub process: u64,
    /// That process's name for the announcement.
    pub cookie: u32,
    /// What it says of the object.
    pub content: Vec<u8>,
}

/// Keeps an object announced. Dropped, it revokes.
#[derive(Debug)]
pub struct ObjectAnnouncement {
    directory: Directory,
    file: String,
    /// The process that announced, for a forked child must not revoke.
    process_id: u32,
}

impl Presence {
    /// Announces an object of this process under the hash of its name, until the guard is dropped or the process ends.
    ///
    /// # Errors
    ///
    /// [`Error::ObjectTooLong`]; [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn announce_object(&self, name: &GUID, cookie: u32, content: &[u8]) -> Result<ObjectAnnouncement> {
        if content.len() > MAX_OBJECT {
            return Err(Error::ObjectTooLong { length: content.len() });
        }
        let directory = self.directory().clone();
        let file = format!("{}{:016x}.{cookie:08x}.object", prefix(name), self.process());
        write_whole(&directory.open_or_make()?, &file, content)?;
        Ok(ObjectAnnouncement { directory, file, process_id: std::process::id() })
    }
}

impl Drop for ObjectAnnouncement {
    fn drop(&mut self) {
        if self.process_id != std::process::id() {
            return;
        }
        if let Ok(Some(opened)) = self.directory.open() {
            // If it cannot be removed, the end of the process revokes it.
            let _ = opened.remove(&self.file);
        }
    }
}

impl Directory {
    /// The objects that live processes announce under a hash, or all. What the dead announced is removed.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn announced_objects(&self, name: Option<&GUID>) -> Result<Vec<NamedObject>> {
        let Some(opened) = self.open()? else { return Ok(Vec::new()) };
        let prefix = name.map(prefix).unwrap_or_default();
        let names = opened.names()?;
        let wanted = names.iter().filter(|file| file.ends_with(".object") && file.starts_with(&prefix));
        wanted.filter_map(|file| live(&opened, file).transpose()).collect()
    }
}

fn live(opened: &Opened<'_>, file: &str) -> Result<Option<NamedObject>> {
    let Some((name, process, cookie)) = parse_file_name(file) else { return Ok(None) };
    if !opened.is_alive(process) {
        if opened.is_mine() {
            opened.directory.forget(process)?;
        }
        return Ok(None);
    }
    Ok(read_file(opened, file)?.map(|content| NamedObject { name, process, cookie, content }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_found_by_its_name_until_it_is_revoked() {
        let place = tempfile::tempdir().unwrap();
        let directory = Directory::at(place.path().join("oxcom")).unwrap();
        let presence = directory.enter(7).unwrap();
        let (name, other) = (GUID::from_u128(1), GUID::from_u128(2));
        let first = presence.announce_object(&name, 1, b"first").unwrap();
        let second = presence.announce_object(&other, 2, b"second").unwrap();
        let found = directory.announced_objects(Some(&name)).unwrap();
        assert_eq!(found, [NamedObject { name, process: 7, cookie: 1, content: b"first".to_vec() }]);
        assert_eq!(directory.announced_objects(None).unwrap().len(), 2);
        assert!(directory.announced_classes().unwrap().is_empty());
        drop(first);
        assert!(directory.announced_objects(Some(&name)).unwrap().is_empty());
        drop((second, presence));
        assert!(directory.announced_objects(None).unwrap().is_empty());
        let long = vec![0; MAX_OBJECT + 1];
        let presence = directory.enter(8).unwrap();
        assert!(matches!(presence.announce_object(&name, 1, &long), Err(Error::ObjectTooLong { .. })));
    }
}
