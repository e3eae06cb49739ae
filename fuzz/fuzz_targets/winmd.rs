//! Descriptions in metadata files: what is read is described for Automation and printed, and marshaled or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_typeinfo::plan::{self, Scope};
use oxcom_typeinfo::{print, system, typelib, winmd};

fuzz_target!(|file: &[u8]| {
    let Ok(library) = winmd::read(file) else { return };
    let described = typelib::describe(&library);
    assert!(print::idl(&described).contains("library "));
    assert!(print::rdl(&described).contains("mod "));
    for iid in library.interfaces().filter_map(|interface| interface.iid) {
        let _ = plan::compile(Scope(&[system::library(), &library]), &iid);
    }
});
