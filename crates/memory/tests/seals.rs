//! What the seals forbid, to receivers and to whoever reopens a descriptor; and what a receiver does not map.

use std::fs::File;
use std::io::Write;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

use oxcom_memory::{MemoryError, PrivateView, ReadView, Segment, View};
use rustix::fs::{
    FallocateFlags, MemfdFlags, SealFlags, fallocate, fcntl_add_seals, ftruncate, memfd_create,
};
use rustix::io::Errno;
use rustix::mm::{MapFlags, MprotectFlags, ProtFlags, mmap, mprotect};

fn duplicate(segment: &Segment) -> OwnedFd {
    segment.descriptor().try_clone_to_owned().unwrap()
}

/// The receiver's descriptors of a segment: as received, and reopened for writing.
fn descriptors(segment: &Segment) -> [OwnedFd; 2] {
    let received = duplicate(segment);
    let path = format!("/proc/self/fd/{}", received.as_raw_fd());
    let reopened = File::options().read(true).write(true).open(path).unwrap().into();
    [received, reopened]
}

#[test]
fn nobody_writes_through_a_descriptor() {
    let segment = Segment::create(10_000).unwrap();
    for descriptor in descriptors(&segment) {
        assert_eq!(rustix::io::pwrite(&descriptor, b"x", 0), Err(Errno::PERM));
        assert!(File::from(descriptor).write_all(b"x").is_err());
    }
    let mut first = [9];
    segment.read(0, &mut first).unwrap();
    assert_eq!(first, [0]);
}

#[test]
fn nobody_maps_it_for_shared_writing() {
    let segment = Segment::create(10_000).unwrap();
    for descriptor in descriptors(&segment) {
        let protection = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: the system chooses the address.
        let mapped =
            unsafe { mmap(std::ptr::null_mut(), 4096, protection, MapFlags::SHARED, &descriptor, 0) };
        assert_eq!(mapped, Err(Errno::PERM));
    }
}

#[test]
fn nobody_changes_its_size() {
    let segment = Segment::create(10_000).unwrap();
    for descriptor in descriptors(&segment) {
        for length in [0, 5000, 20_000] {
            assert_eq!(ftruncate(&descriptor, length), Err(Errno::PERM), "to {length}");
        }
        assert_eq!(fallocate(&descriptor, FallocateFlags::empty(), 0, 20_000), Err(Errno::PERM));
    }
}

#[test]
fn nobody_punches_holes() {
    let segment = Segment::create(10_000).unwrap();
    segment.write(0, b"kept").unwrap();
    for descriptor in descriptors(&segment) {
        let flags = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
        assert_eq!(fallocate(&descriptor, flags, 0, 4096), Err(Errno::PERM));
    }
    let mut bytes = [0; 4];
    segment.read(0, &mut bytes).unwrap();
    assert_eq!(&bytes, b"kept");
}

#[test]
fn nobody_adds_seals() {
    let segment = Segment::create(10_000).unwrap();
    for descriptor in descriptors(&segment) {
        assert_eq!(fcntl_add_seals(&descriptor, SealFlags::WRITE), Err(Errno::PERM));
    }
}

#[test]
fn a_read_view_cannot_be_made_writable() {
    let segment = Segment::create(10_000).unwrap();
    let view = ReadView::map(duplicate(&segment), 10_000).unwrap();
    let (start, flags) = (view.as_ptr().as_ptr().cast(), MprotectFlags::READ | MprotectFlags::WRITE);
    // SAFETY: the range is the view's, and no reference into it exists.
    assert_eq!(unsafe { mprotect(start, 10_000, flags) }, Err(Errno::ACCESS));
}

#[test]
fn the_owner_writes_and_receivers_see_it() {
    let segment = Segment::create(1 << 20).unwrap();
    let read = ReadView::map(duplicate(&segment), 1 << 20).unwrap();
    let private = PrivateView::map(duplicate(&segment), 1 << 20).unwrap();
    segment.write(500_000, b"frame 1").unwrap();
    let mut bytes = [0; 7];
    read.read(500_000, &mut bytes).unwrap();
    assert_eq!(&bytes, b"frame 1");
    private.read(500_000, &mut bytes).unwrap();
    assert_eq!(&bytes, b"frame 1");
}

#[test]
fn private_writes_stay_private_until_discarded() {
    let segment = Segment::create(10_000).unwrap();
    let private = PrivateView::map(duplicate(&segment), 10_000).unwrap();
    let other = PrivateView::map(duplicate(&segment), 10_000).unwrap();
    private.write(10, b"mine").unwrap();
    segment.write(10, b"yours").unwrap();
    let mut bytes = [0; 5];
    private.read(10, &mut bytes).unwrap();
    assert_eq!(&bytes, b"mine\0");
    other.read(10, &mut bytes).unwrap();
    assert_eq!(&bytes, b"yours");
    private.discard().unwrap();
    private.read(10, &mut bytes).unwrap();
    assert_eq!(&bytes, b"yours");
}

#[test]
fn a_view_outlives_its_segment() {
    let segment = Segment::create(10_000).unwrap();
    segment.write(0, b"still").unwrap();
    let view = ReadView::map(duplicate(&segment), 10_000).unwrap();
    drop(segment);
    let mut bytes = [0; 5];
    view.read(0, &mut bytes).unwrap();
    assert_eq!(&bytes, b"still");
    assert!(matches!(view.read(9_999, &mut bytes), Err(MemoryError::OutOfRange { .. })));
}

fn memfd(length: u64, seals: SealFlags) -> OwnedFd {
    let descriptor = memfd_create("test", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING).unwrap();
    ftruncate(&descriptor, length).unwrap();
    fcntl_add_seals(&descriptor, seals).unwrap();
    descriptor
}

fn refusals(descriptor: BorrowedFd<'_>, length: usize) -> [MemoryError; 2] {
    let duplicate = || descriptor.try_clone_to_owned().unwrap();
    [ReadView::map(duplicate(), length).unwrap_err(), PrivateView::map(duplicate(), length).unwrap_err()]
}

#[test]
fn what_is_not_a_memfd_is_not_mapped() {
    let directory = std::env::temp_dir();
    let path = directory.join(format!("oxcom-memory-{}", std::process::id()));
    std::fs::write(&path, [0; 8192]).unwrap();
    let descriptors: [OwnedFd; 6] = [
        std::io::pipe().unwrap().0.into(),
        File::open("/dev/zero").unwrap().into(),
        File::open("/dev/null").unwrap().into(),
        File::open("/proc/self/maps").unwrap().into(),
        File::open("/proc").unwrap().into(),
        std::os::unix::net::UnixStream::pair().unwrap().0.into(),
    ];
    for (number, descriptor) in descriptors.iter().enumerate() {
        for refusal in refusals(descriptor.as_fd(), 4096) {
            assert!(matches!(refusal, MemoryError::NotMemory), "{number}: {refusal}");
        }
    }
    // An ordinary file: no memory, or, where the directory is on a tmpfs, not sealed.
    for refusal in refusals(File::open(&path).unwrap().as_fd(), 4096) {
        assert!(matches!(refusal, MemoryError::NotMemory | MemoryError::NotSealed(_)), "{refusal}");
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn each_missing_seal_is_missed() {
    let all = [SealFlags::FUTURE_WRITE, SealFlags::SHRINK, SealFlags::GROW, SealFlags::SEAL];
    for missing in all {
        let seals: SealFlags = all.into_iter().filter(|&seal| seal != missing).collect();
        for refusal in refusals(memfd(8192, seals).as_fd(), 8192) {
            assert!(matches!(refusal, MemoryError::NotSealed(found) if found == seals.bits()), "{refusal}");
        }
    }
    for refusal in refusals(memfd(8192, SealFlags::empty()).as_fd(), 8192) {
        assert!(matches!(refusal, MemoryError::NotSealed(0)), "{refusal}");
    }
    let unsealable = memfd_create("test", MemfdFlags::CLOEXEC).unwrap();
    ftruncate(&unsealable, 8192).unwrap();
    for refusal in refusals(unsealable.as_fd(), 8192) {
        assert!(matches!(refusal, MemoryError::NotSealed(_)), "{refusal}");
    }
}

#[test]
fn immutable_memory_is_as_good() {
    let seals = SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    ReadView::map(memfd(8192, seals), 8192).unwrap();
    PrivateView::map(memfd(8192, seals), 8192).unwrap();
}

#[test]
fn less_memory_than_announced_is_not_mapped() {
    let seals = SealFlags::FUTURE_WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    for (has, announced) in [(0, 1), (4096, 4097), (8192, 1 << 40)] {
        for refusal in refusals(memfd(has, seals).as_fd(), announced) {
            assert!(matches!(refusal, MemoryError::TooShort { found, .. } if found == has), "{refusal}");
        }
    }
    for refusal in refusals(memfd(8192, seals).as_fd(), 0) {
        assert!(matches!(refusal, MemoryError::Length(0)), "{refusal}");
    }
}

#[test]
fn memory_of_huge_pages_is_not_mapped() {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING | MemfdFlags::HUGETLB;
    let seals = SealFlags::FUTURE_WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    // A system without huge pages has nothing to refuse.
    let Ok(descriptor) = memfd_create("test", flags) else { return };
    ftruncate(&descriptor, 2 << 20).unwrap();
    fcntl_add_seals(&descriptor, seals).unwrap();
    for refusal in refusals(descriptor.as_fd(), 4096) {
        assert!(matches!(refusal, MemoryError::NotMemory), "{refusal}");
    }
}
