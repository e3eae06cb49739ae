//! Descriptors among the arguments: each side has its own, and closes its own.

use std::fs::File;
use std::io::Write;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd};
use std::path::PathBuf;
use std::time::Duration;

use oxcom::abi::{self, E_ACCESSDENIED, E_HANDLE, E_INVALIDARG};
use oxcom::{HRESULT, Interface, Result as ComResult};

use crate::common::{IDescriptors, IDescriptors_Impl, IRemoting, bytes};
use crate::drivers::Place;
use crate::objects::Remoting_Impl;

/// What an argument without a file is.
const NONE: i32 = -1;

impl IDescriptors_Impl for Remoting_Impl {
    fn Size(&self, file: i32) -> ComResult<u64> {
        if file == NONE {
            return Err(E_INVALIDARG.into());
        }
        Ok(size(file))
    }

    fn Create(&self, size: u64) -> ComResult<i32> {
        Ok(file_of(size).into_raw_fd())
    }

    fn Exchange(&self, file: *mut i32) -> ComResult<()> {
        // SAFETY: [in, out]: the object gets the caller's, and gives another.
        let mut old = unsafe { File::from_raw_fd(file.read()) };
        let new = file_of(old.metadata().unwrap().len());
        old.write_all(b"x").unwrap();
        // SAFETY: as above.
        unsafe { file.write(new.into_raw_fd()) };
        Ok(())
    }

    fn Swap(&self, a: i32, b: i32, first: *mut i32, second: *mut i32) -> ComResult<()> {
        // SAFETY: [out] arguments are writable.
        unsafe {
            first.write(duplicate(b));
            second.write(duplicate(a));
        }
        Ok(())
    }

    fn Fail(&self) -> ComResult<i32> {
        Err(E_ACCESSDENIED.into())
    }

    fn Append(&self, file: i32) -> ComResult<()> {
        // SAFETY: the descriptor is open during the call.
        unsafe { File::from_raw_fd(duplicate(file)) }.write_all(b"x").unwrap();
        Ok(())
    }

    fn Open(&self) -> ComResult<u32> {
        Ok(open())
    }
}

tests![
    a_file_goes_in_and_stays_the_callers,
    a_file_comes_out_and_is_the_callers,
    two_files_keep_their_order,
    a_file_that_goes_in_and_comes_out_is_another_one,
    a_file_goes_along_with_a_call_that_has_no_answer,
    no_file_is_no_file,
    what_is_no_descriptor_is_refused,
    a_failed_call_brings_none,
    none_is_left_open,
    none_goes_where_none_can_go,
];

fn descriptors(object: &IRemoting) -> Result<IDescriptors, String> {
    object.cast().map_err(|error| format!("{error:?}"))
}

/// A file of so many bytes, without a name.
fn file_of(size: u64) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.set_len(size).unwrap();
    std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0)).unwrap();
    file
}

fn size(file: i32) -> u64 {
    // SAFETY: a duplicate that nobody else has.
    unsafe { File::from_raw_fd(duplicate(file)) }.metadata().unwrap().len()
}

fn duplicate(file: i32) -> i32 {
    // SAFETY: no preconditions.
    let own = unsafe { libc::fcntl(file, libc::F_DUPFD_CLOEXEC, 0) };
    assert!(own >= 0, "{file} is no descriptor");
    own
}

/// How many descriptors of [`file_of`]'s files this process has.
fn open() -> u32 {
    let links = std::fs::read_dir("/proc/self/fd").unwrap();
    let files = links.filter_map(|link| std::fs::read_link(link.ok()?.path()).ok());
    let nameless = |file: &PathBuf| file.to_string_lossy().ends_with(" (deleted)");
    files.filter(|file| file.starts_with(std::env::temp_dir()) && nameless(file)).count() as u32
}

/// Waits until it is so.
fn soon(so: impl Fn() -> bool) -> bool {
    let later = |_: &i32| std::thread::sleep(Duration::from_millis(1));
    (0..20_000).inspect(later).any(|_| so())
}

fn take(file: i32) -> File {
    assert!(file >= 0);
    // SAFETY: what comes out is the caller's.
    unsafe { File::from_raw_fd(file) }
}

fn a_file_goes_in_and_stays_the_callers(object: &IRemoting, _: Place) -> Result<(), String> {
    let file = file_of(1234);
    // SAFETY: arguments of their types, here and below.
    same!(unsafe { descriptors(object)?.Size(file.as_raw_fd()) }, Ok(1234));
    same!(file.metadata().unwrap().len(), 1234);
    Ok(())
}

fn a_file_comes_out_and_is_the_callers(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: as above.
    let mut file = take(unsafe { descriptors(object)?.Create(77) }.unwrap());
    file.write_all(b"more").unwrap();
    same!(file.metadata().unwrap().len(), 81);
    Ok(())
}

fn two_files_keep_their_order(object: &IRemoting, _: Place) -> Result<(), String> {
    let (a, b) = (file_of(1), file_of(2));
    let (mut first, mut second) = (NONE, NONE);
    // SAFETY: as above.
    let done = unsafe { descriptors(object)?.Swap(a.as_raw_fd(), b.as_raw_fd(), &mut first, &mut second) };
    same!(done, HRESULT(0));
    let (first, second) = (take(first), take(second));
    same!((first.metadata().unwrap().len(), second.metadata().unwrap().len()), (2, 1));
    Ok(())
}

fn a_file_that_goes_in_and_comes_out_is_another_one(object: &IRemoting, _: Place) -> Result<(), String> {
    let file = file_of(5);
    let watched = file.try_clone().unwrap();
    let mut exchanged = file.into_raw_fd();
    // SAFETY: as above.
    same!(unsafe { descriptors(object)?.Exchange(&mut exchanged) }, HRESULT(0));
    let new = take(exchanged);
    same!((watched.metadata().unwrap().len(), new.metadata().unwrap().len()), (6, 5));
    Ok(())
}

fn a_file_goes_along_with_a_call_that_has_no_answer(object: &IRemoting, _: Place) -> Result<(), String> {
    let file = file_of(0);
    let descriptors = descriptors(object)?;
    for sent in 1..=20 {
        // SAFETY: as above.
        unsafe {
            same!(descriptors.Append(file.as_raw_fd()), HRESULT(0));
            // A call with an answer, of this thread, does not overtake it; what it started may still run.
            descriptors.Open().unwrap();
        }
        same!(soon(|| file.metadata().unwrap().len() == sent), true);
    }
    Ok(())
}

fn no_file_is_no_file(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: as above.
    let refused = unsafe { descriptors(object)?.Size(NONE) };
    same!(refused.unwrap_err().code(), E_INVALIDARG);
    Ok(())
}

fn what_is_no_descriptor_is_refused(object: &IRemoting, place: Place) -> Result<(), String> {
    if place == Place::SameApartment {
        return Ok(()); // nothing is between caller and object
    }
    // More than a process may have open; one that was just closed another thread may open again.
    const NEVER: i32 = 1 << 30;
    // SAFETY: as above; that the descriptor is none is the test.
    let refused = unsafe { descriptors(object)?.Size(NEVER) };
    same!(refused.unwrap_err().code(), E_HANDLE);
    Ok(())
}

fn a_failed_call_brings_none(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: as above.
    let failed = unsafe { descriptors(object)?.Fail() };
    same!(failed.unwrap_err().code(), E_ACCESSDENIED);
    same!(soon(|| open() == 0), true);
    Ok(())
}

fn none_is_left_open(object: &IRemoting, place: Place) -> Result<(), String> {
    let descriptors = descriptors(object)?;
    let every_kind = || -> Result<(), String> {
        a_file_goes_in_and_stays_the_callers(object, place)?;
        a_file_comes_out_and_is_the_callers(object, place)?;
        two_files_keep_their_order(object, place)?;
        a_file_that_goes_in_and_comes_out_is_another_one(object, place)
    };
    for _ in 0..100 {
        every_kind()?;
    }
    // What a side has sent it closes when it is sent, which the other need not wait for.
    // SAFETY: as above.
    let none = || open() == 0 && unsafe { descriptors.Open() } == Ok(0);
    same!(soon(none), true);
    Ok(())
}

fn none_goes_where_none_can_go(object: &IRemoting, place: Place) -> Result<(), String> {
    if place == Place::SameApartment {
        return Ok(()); // the object itself
    }
    for context in [abi::MSHCTX_NOSHAREDMEM, abi::MSHCTX_DIFFERENTMACHINE] {
        let marshaled = bytes::marshal(&descriptors(object)?, context, 0).unwrap();
        let far: IDescriptors = bytes::unmarshal(&marshaled).unwrap();
        let file = file_of(3);
        // SAFETY: as above.
        unsafe {
            same!(far.Size(file.as_raw_fd()).unwrap_err().code(), abi::E_NOTIMPL);
            same!(far.Create(5).unwrap_err().code(), abi::E_NOTIMPL);
            same!(far.Size(NONE).unwrap_err().code(), E_INVALIDARG); // none is none anywhere
        }
    }
    // SAFETY: as above.
    same!(soon(|| open() == 0 && unsafe { far_open(object) } == Ok(0)), true);
    Ok(())
}

unsafe fn far_open(object: &IRemoting) -> ComResult<u32> {
    // SAFETY: a call without arguments.
    unsafe { object.cast::<IDescriptors>()?.Open() }
}
