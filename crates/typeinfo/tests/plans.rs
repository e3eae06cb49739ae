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
    let scope = [library, system::library()];
    let described = library.interfaces().filter(|interface| !interface.opaque);
    let plans = described.map(|interface| {
        let iid = interface.iid.expect("every interface here has an id");
        plan::compile(Scope(&scope), &iid).expect("every interface here can be marshaled").to_string()
    });
    plans.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn assert_same(plans: &str, expected: &str) {
    for (plan, expected) in plans.lines().zip(expected.lines()) {
        assert_eq!(plan, expected);
    }
    assert_eq!(plans.lines().count(), expected.lines().count());
}

#[test]
fn every_shape_of_a_parameter() {
    assert_same(&plans(&library("metadata/test.winmd")), include_str!("plans/test.txt"));
}

#[test]
fn the_image_source() {
    assert_same(
        &plans(&library("samples/image-source/image_source.winmd")),
        include_str!("plans/image_source.txt"),
    );
}

#[test]
fn coms_own_interfaces() {
    assert_same(&plans(&library("metadata/system.winmd")), include_str!("plans/system.txt"));
}
