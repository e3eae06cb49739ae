//! Type libraries of the MSFT format, also inside programs: what is read is printed in both languages, and marshaled or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_typeinfo::plan::{self, Scope};
use oxcom_typeinfo::{print, system, tlb, typelib};

fuzz_target!(|file: &[u8]| {
    let Ok(library) = tlb::read(file, 1) else { return };
    assert!(print::idl(&library).contains("library "));
    assert!(print::rdl(&library).contains("mod "));
    let neutral = typelib::neutral(&library);
    for iid in neutral.interfaces().filter_map(|interface| interface.iid) {
        let _ = plan::compile(Scope(&[system::library(), &neutral]), &iid);
    }
});
