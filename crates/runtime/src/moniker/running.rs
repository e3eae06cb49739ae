//! The running object table, without anybody who keeps it.
//!
//! Each process has the objects that it has registered; others find them in the runtime directory, where each lies as a file
//! that goes with its process. What an entry holds is a marshaled pointer, strong or weak, so that any apartment can use it.

use std::ffi::c_void;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use oxcom_abi::{
    E_INVALIDARG, E_UNEXPECTED, FILETIME, IEnumMoniker, IMoniker, IRunningObjectTable,
    IRunningObjectTable_Impl, MK_E_UNAVAILABLE, MK_S_MONIKERALREADYREGISTERED, MSHCTX_LOCAL,
    MSHLFLAGS_TABLESTRONG, MSHLFLAGS_TABLEWEAK, ROTFLAGS_ALLOWANYCLIENT, ROTFLAGS_REGISTRATIONKEEPSALIVE,
    S_FALSE, S_OK,
};
use oxcom_activation::ObjectAnnouncement;
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref, Result as ComResult, implement};

use super::one::failure;
use super::{Name, enumerator};
use crate::apartment::{self, Apartment};
use crate::error::{Error, Result, answer};
use crate::marshal::{self, Destination};
use crate::process;

/// An object that this process has registered.
struct Entry {
    cookie: u32,
    name: Name,
    objref: Vec<u8>,
    time: FILETIME,
    apartment: Arc<Apartment>,
    /// What tells other processes of it.
    _announcement: ObjectAnnouncement,
}

/// Guarded by its lock, never held while calling out.
static TABLE: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

fn entries() -> MutexGuard<'static, Vec<Entry>> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Entry {
    fn revoke(self) {
        if let Err(error) = marshal::discard(&self.objref, None) {
            tracing::debug!(%error, "a registered object has gone before its registration");
        }
    }
}

/// What a process says of an object in the runtime directory.
struct Announced {
    name: Name,
    time: FILETIME,
    objref: Vec<u8>,
}

const MAGIC: [u8; 4] = *b"oxro";

impl Announced {
    /// Magic, time, number of parts, for each its class and its text, the OBJREF; little-endian.
    fn encode(name: &Name, time: FILETIME, objref: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(time.dwLowDateTime.to_le_bytes());
        bytes.extend(time.dwHighDateTime.to_le_bytes());
        bytes.extend((name.0.len() as u32).to_le_bytes());
        for (class, text) in &name.0 {
            bytes.extend(class.to_u128().to_le_bytes());
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        bytes.extend(objref);
        bytes
    }

    /// None for what this version did not write.
    fn decode(bytes: &[u8]) -> Option<Self> {
        fn number(bytes: &mut &[u8]) -> Option<u32> {
            let (number, rest) = bytes.split_first_chunk::<4>()?;
            *bytes = rest;
            Some(u32::from_le_bytes(*number))
        }
        let mut rest = bytes.strip_prefix(&MAGIC)?;
        let time = FILETIME { dwLowDateTime: number(&mut rest)?, dwHighDateTime: number(&mut rest)? };
        let count = number(&mut rest)?;
        let mut parts = Vec::new();
        for _ in 0..count {
            let (class, text) = rest.split_first_chunk::<16>()?;
            rest = text;
            let length = number(&mut rest)? as usize;
            let (text, after) = rest.split_at_checked(length)?;
            rest = after;
            let text = std::str::from_utf8(text).ok()?;
            parts.push((GUID::from_u128(u128::from_le_bytes(*class)), text.to_owned()));
        }
        (!parts.is_empty()).then(|| Self { name: Name(parts), time, objref: rest.to_vec() })
    }
}

/// Registers an object of the calling apartment; gives the number of the registration, and
/// MK_S_MONIKERALREADYREGISTERED when the name has been registered before.
pub(super) fn register(flags: u32, object: &IUnknown, name: Name) -> Result<(u32, HRESULT)> {
    const KNOWN: u32 = (ROTFLAGS_REGISTRATIONKEEPSALIVE | ROTFLAGS_ALLOWANYCLIENT) as u32;
    if flags & !KNOWN != 0 {
        return Err(Error::InvalidArgument("IRunningObjectTable::Register: unknown flags"));
    }
    let (apartment, process) = (apartment::current()?, process::open()?);
    let known = is_running(&name)?;
    let strong = flags & ROTFLAGS_REGISTRATIONKEEPSALIVE as u32 != 0;
    let destination = Destination::Stream {
        context: MSHCTX_LOCAL as u32,
        context_data: std::ptr::null(),
        flags: if strong { MSHLFLAGS_TABLESTRONG } else { MSHLFLAGS_TABLEWEAK } as u32,
    };
    // SAFETY: the object is the calling apartment's.
    let objref = unsafe { marshal::marshal(&IUnknown::IID, object.as_raw(), destination) }?;
    let (cookie, time) = (crate::random::nonzero() as u32 | 1, file_time(SystemTime::now()));
    let content = Announced::encode(&name, time, &objref);
    let announced = process.presence().announce_object(&name.hash(), cookie, &content);
    let announcement = announced.inspect_err(|_| _ = marshal::discard(&objref, None))?;
    entries().push(Entry { cookie, name, objref, time, apartment, _announcement: announcement });
    Ok((cookie, if known { MK_S_MONIKERALREADYREGISTERED } else { S_OK }))
}

/// Undoes a registration.
pub(super) fn revoke(cookie: u32) -> Result<()> {
    apartment::current()?;
    let entry = {
        let mut entries = entries();
        let place = entries.iter().position(|entry| entry.cookie == cookie);
        entries.remove(place.ok_or(Error::InvalidArgument("no object is registered under this number"))?)
    };
    entry.revoke();
    Ok(())
}

/// Revokes what an apartment whose last thread leaves has registered.
pub(crate) fn apartment_closed(apartment: &Arc<Apartment>) {
    let gone: Vec<_> = entries().extract_if(.., |entry| Arc::ptr_eq(&entry.apartment, apartment)).collect();
    gone.into_iter().for_each(Entry::revoke);
}

/// What is registered under a name, in this process and in others, or under any name.
fn announced(name: Option<&Name>) -> Result<Vec<Announced>> {
    let process = process::open()?;
    let hash = name.map(Name::hash);
    let found = process.presence().directory().announced_objects(hash.as_ref())?;
    let found = found.iter().filter_map(|object| Announced::decode(&object.content));
    let key = name.map(Name::key);
    Ok(found.filter(|found| key.as_ref().is_none_or(|key| found.name.key() == *key)).collect())
}

/// Whether something is registered under a name.
pub(super) fn is_running(name: &Name) -> Result<bool> {
    Ok(!announced(Some(name))?.is_empty())
}

/// When what is registered under a name has changed last, as far as it has said.
pub(super) fn time_of(name: &Name) -> Result<Option<FILETIME>> {
    let key = name.key();
    if let Some(own) = entries().iter().find(|entry| entry.name.key() == key) {
        return Ok(Some(own.time));
    }
    Ok(announced(Some(name))?.first().map(|found| found.time))
}

/// The object that is registered under a name, for the calling apartment.
pub(super) fn find(name: &Name) -> Result<IUnknown> {
    apartment::current()?;
    for found in announced(Some(name))? {
        match marshal::unmarshal(&IUnknown::IID, &found.objref, None) {
            // SAFETY: an owned pointer to the interface that was asked for.
            Ok(object) => return Ok(unsafe { IUnknown::from_raw(object) }),
            // It was registered weakly and has gone, or its process is just ending.
            Err(error) => tracing::debug!(%error, "a registered object is not there"),
        }
    }
    Err(Error::Answered(MK_E_UNAVAILABLE))
}

/// A time as 100 ns since 1601.
pub(super) fn file_time(time: SystemTime) -> FILETIME {
    const SECONDS_TO_1970: u64 = 11_644_473_600;
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let ticks = (since.as_secs() + SECONDS_TO_1970) * 10_000_000 + u64::from(since.subsec_nanos()) / 100;
    FILETIME { dwLowDateTime: ticks as u32, dwHighDateTime: (ticks >> 32) as u32 }
}

/// Gives the running object table.
///
/// # Errors
/// E_INVALIDARG: a null pointer. E_UNEXPECTED: `reserved` is not 0. CO_E_NOTINITIALIZED.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GetRunningObjectTable(reserved: u32, out: *mut *mut c_void) -> HRESULT {
    if out.is_null() {
        return E_INVALIDARG;
    }
    if reserved != 0 {
        return E_UNEXPECTED;
    }
    // SAFETY: not null, so writable by contract.
    answer(apartment::current().map(|_| unsafe { out.write(table().into_raw()) }))
}

/// The running object table, as an object.
pub(super) fn table() -> IRunningObjectTable {
    super::successes::table(RunningObjectTable.into())
}

#[implement(IRunningObjectTable, Agile = false)]
struct RunningObjectTable;

fn name_of(moniker: &Ref<'_, IMoniker>) -> ComResult<Name> {
    Name::of(moniker.as_ref().ok_or(E_INVALIDARG)?)
}

impl IRunningObjectTable_Impl for RunningObjectTable_Impl {
    fn Register(&self, flags: u32, object: Ref<'_, IUnknown>, name: Ref<'_, IMoniker>) -> ComResult<u32> {
        let object = object.as_ref().ok_or(E_INVALIDARG)?;
        register(flags, object, name_of(&name)?).map(|(cookie, _)| cookie).map_err(failure)
    }

    fn Revoke(&self, cookie: u32) -> ComResult<()> {
        revoke(cookie).map_err(failure)
    }

    fn IsRunning(&self, name: Ref<'_, IMoniker>) -> ComResult<()> {
        if is_running(&name_of(&name)?).map_err(failure)? { Ok(()) } else { Err(S_FALSE.into()) }
    }

    fn GetObject(&self, name: Ref<'_, IMoniker>) -> ComResult<IUnknown> {
        find(&name_of(&name)?).map_err(failure)
    }

    fn NoteChangeTime(&self, cookie: u32, time: *const FILETIME) -> ComResult<()> {
        // SAFETY: null, or a time by the method's contract.
        let time = unsafe { time.as_ref() }.ok_or(E_INVALIDARG)?;
        let mut entries = entries();
        let entry = entries.iter_mut().find(|entry| entry.cookie == cookie).ok_or(E_INVALIDARG)?;
        entry.time = *time;
        Ok(())
    }

    fn GetTimeOfLastChange(&self, name: Ref<'_, IMoniker>) -> ComResult<FILETIME> {
        let time = time_of(&name_of(&name)?).map_err(failure)?;
        time.ok_or_else(|| MK_E_UNAVAILABLE.into())
    }

    fn EnumRunning(&self) -> ComResult<IEnumMoniker> {
        let all = announced(None).map_err(failure)?;
        Ok(enumerator::new(all.iter().map(|found| found.name.moniker()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_announced_is_read_and_damage_is_refused() {
        let name = Name(vec![(GUID::from_u128(1), "a".into()), (GUID::from_u128(2), "größer".into())]);
        let time = FILETIME { dwLowDateTime: 1, dwHighDateTime: 2 };
        let bytes = Announced::encode(&name, time, b"MEOW");
        let read = Announced::decode(&bytes).unwrap();
        assert_eq!((read.name, read.objref), (name, b"MEOW".to_vec()));
        assert_eq!((read.time.dwLowDateTime, read.time.dwHighDateTime), (1, 2));
        for length in 0..bytes.len() - 4 {
            assert!(Announced::decode(&bytes[..length]).is_none(), "{length}");
        }
    }
}
