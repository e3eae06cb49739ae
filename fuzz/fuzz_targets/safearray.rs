//! A SAFEARRAY of any type, as another process sends it. The first byte chooses between an argument and one that is changed.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((choice, bytes)) = input.split_first() else { return };
    oxcom_fuzz::give_back(if choice % 2 == 0 { "Echo" } else { "Update" }, bytes);
});
