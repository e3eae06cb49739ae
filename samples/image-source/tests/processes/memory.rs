//! The client's pixels are the server's memory.

use std::os::unix::process::ExitStatusExt;

use oxcom::abi::{MSHCTX_LOCAL, MSHCTX_NOSHAREDMEM};
use oxcom_testing::{Process, limit, until};

use crate::common::{Mapping, Sample, answer, ask, mapping_at, mappings};

/// An owner of an image marshaled for a context, and the image's OBJREF.
fn owner(sample: &Sample, context: i32) -> (Process, String) {
    let mut owner = sample.role("owner", &context.to_string());
    let objref = answer(&mut owner, "objref");
    (owner, objref)
}

/// A reader of the image, and the mapping in which it has the pixels.
fn reader(sample: &Sample, objref: &str) -> (Process, Mapping) {
    let mut reader = sample.role("reader", objref);
    let pixels = answer(&mut reader, "pixels");
    let (address, length) = pixels.split_once(' ').unwrap();
    assert_eq!(length, (4 * 512 * 512).to_string());
    let mapping = mapping_at(reader.id(), address.parse().unwrap());
    (reader, mapping)
}

fn is_mapped_by(process: &Process, mapping: &Mapping) -> bool {
    mappings(process.id()).iter().any(|other| other.file == mapping.file)
}

#[test]
fn pixels_are_the_same_memory() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let (mut owner, objref) = owner(&sample, MSHCTX_LOCAL);
    let (mut reader, mapping) = reader(&sample, &objref);

    // One file, mapped by both; the reader's rights end with reading.
    assert!(mapping.path.starts_with("/memfd:"), "{mapping:?}");
    assert_eq!(mapping.rights, "r--s");
    assert!(is_mapped_by(&owner, &mapping));

    // What the owner writes, the reader reads.
    let before = ask(&mut reader, "read", "read");
    let after = ask(&mut owner, "change", "changed");
    assert_ne!(before, after);
    assert_eq!(ask(&mut reader, "read", "read"), after);
    assert_eq!(ask(&mut owner, "copied", "copied"), "0");

    // The array outlives the image, which its owner lets go.
    assert_eq!(ask(&mut owner, "live", "live"), "1");
    ask(&mut reader, "release", "released");
    until("the image to go", || (ask(&mut owner, "live", "live") == "0").then_some(()));
    assert_eq!(ask(&mut reader, "read", "read"), after);
}

#[test]
fn pixels_outlive_the_process_that_shared_them() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let (mut owner, objref) = owner(&sample, MSHCTX_LOCAL);
    let (mut reader, _) = reader(&sample, &objref);
    let before = ask(&mut reader, "read", "read");
    owner.kill().unwrap();
    owner.wait().unwrap();
    assert_eq!(ask(&mut reader, "read", "read"), before);
    ask(&mut reader, "release", "released");
    assert_eq!(ask(&mut reader, "read", "read"), before);
}

#[test]
fn the_kernel_refuses_a_write() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let (mut owner, objref) = owner(&sample, MSHCTX_LOCAL);
    let (mut reader, _) = reader(&sample, &objref);
    std::io::Write::write_all(reader.stdin.as_mut().unwrap(), b"write\n").unwrap();
    assert_eq!(reader.wait().unwrap().signal(), Some(libc::SIGSEGV));
    // The reader is gone, and with it what it held.
    until("the image to go", || (ask(&mut owner, "live", "live") == "0").then_some(()));
}

#[test]
fn an_image_handed_on_is_the_same_memory_again() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let (mut owner, objref) = owner(&sample, MSHCTX_LOCAL);
    let (mut second, _) = reader(&sample, &objref);
    let objref = ask(&mut second, "hand on", "objref");
    let (mut third, mapping) = reader(&sample, &objref);
    assert!(is_mapped_by(&owner, &mapping));

    // The third has the image from its owner, whatever becomes of the second.
    second.kill().unwrap();
    second.wait().unwrap();
    let after = ask(&mut owner, "change", "changed");
    assert_eq!(ask(&mut third, "read", "read"), after);
    assert_eq!(ask(&mut owner, "live", "live"), "1");
    ask(&mut third, "release", "released");
    until("the image to go", || (ask(&mut owner, "live", "live") == "0").then_some(()));
}

#[test]
fn pixels_are_copied_where_memory_is_not_shared() {
    for (sample, context) in
        [(Sample::with_proxy(), MSHCTX_NOSHAREDMEM), (Sample::without_proxy(), MSHCTX_LOCAL)]
    {
        let _limit = limit();
        let (mut owner, objref) = owner(&sample, context);
        let (mut reader, mapping) = reader(&sample, &objref);
        if context == MSHCTX_NOSHAREDMEM {
            assert!(!is_mapped_by(&owner, &mapping) || mapping.file.1 == 0, "{mapping:?}");
        } else {
            // The copy is lent in a block: what the reader sees is its own, whatever is done to the image.
            assert!(mapping.file.1 == 0 || mapping.rights == "rw-p", "{mapping:?}");
        }
        assert_eq!(ask(&mut owner, "copied", "copied"), (4 * 512 * 512).to_string());
        let before = ask(&mut reader, "read", "read");
        assert_ne!(ask(&mut owner, "change", "changed"), before);
        assert_eq!(ask(&mut reader, "read", "read"), before);
    }
}

#[test]
fn marshal_data_that_nobody_reads_is_given_up() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let (mut owner, _) = owner(&sample, MSHCTX_LOCAL);
    assert_eq!(ask(&mut owner, "live", "live"), "1");
    assert_eq!(ask(&mut owner, "release marshal data", "released"), "0x0");
    assert_eq!(ask(&mut owner, "live", "live"), "0");
}
