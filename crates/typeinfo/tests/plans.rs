//! The plans of the interfaces in `metadata/test.rdl`, the sample's and COM's own, in full.
#![allow(missing_docs)]

use std::path::Path;

use oxcom_typeinfo::model::Library;
use oxcom_typeinfo::plan::{self, Scope};
use oxcom_typeinfo::{system, winmd};

/// The compiled description at a path from the project's root.
fn library(path: &str) -> Library {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let bytes = std::fs::read(root.join(path)).expect("the project has this file");
    winmd::read(&bytes).expect("it is a description")
}

/// The plans of all interfaces of a library, as text.
fn plans(library: &Library) -> String {
    let scope = [system::library(), library];
    let described = library.interfaces().filter(|interface| !interface.opaque);
    let plans = described.map(|interface| {
        let iid = interface.iid.expect("every interface here has an id");
        plan::compile(Scope(&scope), &iid).expect("every interface here can be marshaled").to_string()
    });
    plans.collect::<Vec<_>>().join("\n")
}

/// Asserts that each of the expected plans, which blank lines separate, is among the plans. A library may have more.
#[track_caller]
fn assert_holds(plans: &str, expected: &str) {
    for expected in expected.trim_end().split("\n\n") {
        let head = expected.lines().next();
        let plan = plans.split("\n\n").find(|plan| plan.lines().next() == head).expect(expected);
        for (line, expected) in plan.lines().zip(expected.lines()) {
            assert_eq!(line, expected);
        }
        assert_eq!(plan.lines().count(), expected.lines().count(), "{plan}");
    }
}

#[test]
fn every_shape_of_a_parameter() {
    assert_holds(&plans(&library("metadata/test.winmd")), include_str!("plans/test.txt"));
}

#[test]
fn the_image_source() {
    let plans = plans(&library("samples/image-source/image_source.winmd"));
    let manager = "\
IHandleMgr {7D278258-3B05-45D3-AD60-CF65497B56B6}
  3 GetImageHandle(retval handle: *interface {3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D}) -> HRESULT
";
    let handle = "\
IImageHandle {3CBD54F2-C9A5-4E64-A582-B7D6AD14CE3D}
  3 GetData(retval data: *Image2d) -> HRESULT
  struct Image2d, 24 bytes, aligned to 8
    time: f64 at 0
    format: u32 at 8
    dims: [u16; 2] at 12
    data: SAFEARRAY(VT 17) at 16
";
    assert!(plans.contains(manager) && plans.contains(handle), "{plans}");
}

#[test]
fn coms_own_interfaces() {
    let (plans, expected) = (plans(&library("metadata/system.winmd")), include_str!("plans/system.txt"));
    assert_holds(&plans, expected);
    assert_eq!(plans.split("\n\n").count(), expected.split("\n\n").count(), "each is looked at here");
}

#[test]
fn structs_that_contain_themselves() {
    let plans = plans(&library("metadata/values.winmd"));
    let tree = "\
  struct Tree, 56 bytes, aligned to 8
    mark: u8 at 0
    left: ?Tree at 8
    right: ??Tree at 16
    count: u8 at 24
    children: ?[Tree; as field 3 says] at 32
    label: ?text of 16 bits at 40
    day: enum of 16 bits at 48
";
    let union = "\
  union Item, 8 bytes, aligned to 8
    1: folder ?Folder
    2: size u64
";
    assert!(plans.contains(tree) && plans.contains(union), "{plans}");
}

#[test]
fn structs_that_end_in_an_array() {
    let plans = plans(&library("metadata/values.winmd"));
    let blob = "\
  struct Blob, 8 bytes, aligned to 4
    flags: u32 at 0
    size: u16 at 4
    data: [u16; as field 1 says] at 6
";
    assert!(plans.contains(blob), "{plans}");
    assert!(plans.contains("    values: [Tagged; as field 0 says, sent as field 1 says] at 16\n"), "{plans}");
}
