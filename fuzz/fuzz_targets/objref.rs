//! OBJREF: what is read is written and read again to the same value; what a stream gives piecewise is read as a whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_wire::objref::{self, MAX_LEN, ObjRef};

fuzz_target!(|bytes: &[u8]| {
    if let Ok((reference, length)) = ObjRef::read(bytes) {
        assert!(length <= bytes.len());
        let again = reference.write();
        assert_eq!(ObjRef::read(&again), Ok((reference, again.len())));
    }
    let _ = objref::custom_header(bytes);

    let mut have = 0;
    while let Ok(more @ 1..) = objref::further_bytes(&bytes[..have]) {
        have += more;
        assert!(have <= MAX_LEN);
        if have > bytes.len() {
            return;
        }
    }
    if let Ok((_, length)) = ObjRef::read(&bytes[..have]) {
        assert_eq!(length, have, "the stream was read as far as the OBJREF goes");
    }
});
