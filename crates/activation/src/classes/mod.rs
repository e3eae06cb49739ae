//! Class objects: who announces which, and how a client gets at one.
//!
//! An announcement is a file, `{CLSID}.PROCESS.COOKIE.class`, that appears whole (written under another name, then renamed).
//! The directory is the table and needs no lock of its own: finding is reading, revoking is removing, and a class object
//! for a single use goes to the one client whose removal of the file succeeds.

mod record;
pub(crate) mod watch;

use std::io;
use std::os::fd::AsFd;

use rustix::fs::{Mode, OFlags};
use windows_core::GUID;

pub use record::{MAX_OBJECT, Record};

use crate::directory::{Opened, parse_process, retry};
use crate::launch::Ticket;
use crate::{Directory, Error, Presence, Result, format_guid, parse_guid};

/// How many clients a class object serves: REGCLS without its flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClassUse {
    /// REGCLS_SINGLEUSE: one client; then it is no longer announced.
    Single,
    /// REGCLS_MULTIPLEUSE: every client.
    #[default]
    Multiple,
    /// REGCLS_MULTI_SEPARATE: every client; the server's own process does not use it for in-process requests.
    MultiSeparate,
}

/// Keeps a class object announced. Dropped, it revokes: nobody finds the class object from then on.
#[derive(Debug)]
pub struct Announcement {
    directory: Directory,
    name: String,
    /// The process that announced, for a forked child must not revoke.
    process_id: u32,
}

impl Announcement {
    pub(crate) fn make(
        presence: &Presence,
        clsid: &GUID,
        cookie: u32,
        usage: ClassUse,
        object: &[u8],
    ) -> Result<Self> {
        let record = Record {
            clsid: *clsid,
            process: presence.process(),
            cookie,
            usage,
            object: object.to_vec(),
            ticket: Ticket::of_this_process(clsid).filter(|_| usage == ClassUse::Single),
        };
        let bytes = record.encode()?;
        let directory = presence.directory().clone();
        let name = file_name(clsid, record.process, cookie);
        write_whole(&directory.open_or_make()?, &name, &bytes)?;
        crate::launch::output::release(clsid);
        Ok(Announcement { directory, name, process_id: std::process::id() })
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        if self.process_id != std::process::id() {
            return;
        }
        if let Ok(Some(opened)) = self.directory.open() {
            // It is gone already when it was for a single use. If it cannot be removed, the end of the process revokes it.
            let _ = opened.remove(&self.name);
        }
    }
}

impl Directory {
    /// The class objects of `clsid` that live processes announce, without taking any. What the dead announced is removed.
    ///
    /// # Errors
    ///
    /// [`Error::Directory`] if the directory is not safe to use; [`Error::System`].
    pub fn announced(&self, clsid: &GUID) -> Result<Vec<Record>> {
        let Some(opened) = self.open()? else { return Ok(Vec::new()) };
        let prefix = prefix(clsid);
        live_records(&opened, |name| name.starts_with(&prefix))
    }

    /// The class objects of all classes that live processes announce.
    ///
    /// # Errors
    ///
    /// As [`announced`](Self::announced).
    pub fn announced_classes(&self) -> Result<Vec<Record>> {
        let Some(opened) = self.open()? else { return Ok(Vec::new()) };
        live_records(&opened, |_| true)
    }

    /// A class object of `clsid` for this client to use: one for multiple use, or one for single use, which is nobody else's
    /// from then on. Of the latter, those whose server another client has started, and waits for, are left to that client.
    ///
    /// # Errors
    ///
    /// As [`announced`](Self::announced).
    pub fn claim(&self, clsid: &GUID) -> Result<Option<Record>> {
        self.claim_with(clsid, None)
    }

    pub(crate) fn claim_with(&self, clsid: &GUID, own: Option<&Ticket>) -> Result<Option<Record>> {
        let Some(opened) = self.open()? else { return Ok(None) };
        let prefix = prefix(clsid);
        for record in live_records(&opened, |name| name.starts_with(&prefix))? {
            if record.usage != ClassUse::Single {
                return Ok(Some(record));
            }
            let promised = record.ticket.as_ref().filter(|ticket| Some(*ticket) != own);
            if promised.is_some_and(|ticket| opened.is_alive(ticket.client)) || !opened.is_mine() {
                continue;
            }
            if opened.remove(&file_name(clsid, record.process, record.cookie))? {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }
}

/// The process whose announcement a file is.
pub(crate) fn process_of_file(name: &str) -> Option<u64> {
    Some(parse_file_name(name)?.1)
}

/// Whether a file is an announcement of this class.
pub(crate) fn announces(name: &str, clsid: &GUID) -> bool {
    name.ends_with(".class") && name.starts_with(&prefix(clsid))
}

/// The live announcements among the files that `wanted` names; those of dead processes are removed, and all they left.
fn live_records(opened: &Opened<'_>, wanted: impl Fn(&str) -> bool) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for name in opened.names()?.iter().filter(|name| name.ends_with(".class") && wanted(name)) {
        let Some((clsid, process, cookie)) = parse_file_name(name) else { continue };
        if !opened.is_alive(process) {
            if opened.is_mine() {
                opened.directory.forget(process)?;
            }
            continue;
        }
        if let Some(bytes) = read_file(opened, name)?
            && let Some(record) = Record::decode(clsid, process, cookie, &bytes)
        {
            records.push(record);
        }
    }
    Ok(records)
}

/// The file's bytes, as many as an announcement can have; `None` if it is no longer there.
pub(crate) fn read_file(opened: &Opened<'_>, name: &str) -> Result<Option<Vec<u8>>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let failed = |error| Error::system("read", opened.directory.path().join(name), error);
    let file = match retry(|| rustix::fs::openat(opened.as_fd(), name, flags, Mode::empty())) {
        Ok(file) => std::fs::File::from(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    let longest = record::HEADER + MAX_OBJECT + 1;
    io::Read::read_to_end(&mut io::Read::take(file, longest as u64), &mut bytes).map_err(failed)?;
    Ok(Some(bytes))
}

/// Writes a file of which nobody ever sees a part.
pub(crate) fn write_whole(opened: &Opened<'_>, name: &str, bytes: &[u8]) -> Result<()> {
    let half = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned() + ".new";
    let failed = |error| Error::system("write", opened.directory.path().join(name), error);
    let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mode = opened.directory.file_mode();
    let file = retry(|| rustix::fs::openat(opened.as_fd(), &*half, flags, mode)).map_err(failed)?;
    let written = io::Write::write_all(&mut std::fs::File::from(file), bytes);
    let renamed =
        written.and_then(|()| Ok(rustix::fs::renameat(opened.as_fd(), &*half, opened.as_fd(), name)?));
    renamed.map_err(|error| {
        let _ = opened.remove(&half);
        failed(error)
    })
}

pub(crate) fn prefix(clsid: &GUID) -> String {
    format_guid(clsid) + "."
}

fn file_name(clsid: &GUID, process: u64, cookie: u32) -> String {
    format!("{}{process:016x}.{cookie:08x}.class", prefix(clsid))
}

/// The class or the name of an object, the process and its cookie.
pub(crate) fn parse_file_name(name: &str) -> Option<(GUID, u64, u32)> {
    let name = [".class", ".object", ".new"].iter().find_map(|suffix| name.strip_suffix(suffix))?;
    let (clsid, rest) = name.split_once('.')?;
    let (process, cookie) = rest.split_once('.')?;
    let cookie = if cookie.len() == 8 { u32::from_str_radix(cookie, 16).ok()? } else { return None };
    Some((parse_guid(clsid)?, parse_process(process)?, cookie))
}
