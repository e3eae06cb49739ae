//! A VARIANT of any type, as another process sends it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| oxcom_fuzz::give_back("EchoVariant", input));
