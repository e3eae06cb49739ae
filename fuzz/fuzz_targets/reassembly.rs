//! Reassembly. The input is cut into PDUs as a TCP stream is; what is put together is a whole PDU within the limits, and
//! cutting it again and putting it together gives the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_wire::pdu::{Fragments, Limits, Pdu, Reassembler, frame_length};
use std::borrow::Cow;

fuzz_target!(|stream: &[u8]| {
    let limits = Limits { message: 4096, calls: 3, total: 8192 };
    let mut reassembler = Reassembler::new(limits);
    let mut rest = stream;
    while let Ok(Some(length)) = frame_length(rest) {
        let Some((pdu, after)) = rest.split_at_checked(length) else { return };
        rest = after;
        let Ok(message) = reassembler.push(pdu).map(|message| message.map(Cow::into_owned)) else { return };
        assert!(reassembler.held() <= limits.total);
        if let Some(message) = message {
            assert!(message.len() <= limits.message);
            Pdu::parse(&message).expect("a whole message");
            cut_and_join(&message);
        }
    }
});

fn cut_and_join(message: &[u8]) {
    let mut joined = Vec::new();
    let mut reassembler = Reassembler::new(Limits::default());
    for fragment in Fragments::new(message, 64, 0).expect("a whole message without trailer") {
        let fragment = fragment.to_vec();
        joined.extend(reassembler.push(&fragment).expect("fragments in order").map(Cow::into_owned));
    }
    assert_eq!(joined.len(), 1);
    // The sender's guess of the length is not kept, and need not have been right.
    let behind_hint = 20;
    assert_eq!(joined[0][behind_hint..], message[behind_hint..]);
}
