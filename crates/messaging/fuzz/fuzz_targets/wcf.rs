//! MC-NMF records, and in their envelopes MC-NBFSE and SOAP in MC-NBFX. What is read is answered, and the answer is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_messaging::format::Step;
use oxcom_messaging::format::dictionary::Session;
use oxcom_messaging::format::nmf::{Chunk, Record};
use oxcom_messaging::format::soap::{self, Envelope};

const LIMIT: usize = 1 << 16;

fuzz_target!(|data: &[u8]| {
    let mut session = Session::default();
    envelope(data, &Session::default());
    let mut rest = data;
    while let Ok(Step::Done(record, used)) = Record::read(rest, LIMIT) {
        assert!(used > 0 && used <= rest.len());
        rest = &rest[used..];
        match record {
            Record::SizedEnvelope(bytes) => {
                if let Ok(start) = session.take_table(&bytes) {
                    envelope(&bytes[start..], &session);
                }
            }
            Record::UnsizedEnvelope => {
                while let Ok(Step::Done(Chunk(bytes), used)) = Chunk::read(rest, LIMIT) {
                    rest = &rest[used..];
                    if bytes.is_empty() {
                        break;
                    }
                    envelope(&bytes, &session);
                }
            }
            _ => {}
        }
    }
});

fn envelope(bytes: &[u8], session: &Session) {
    let Ok(read) = Envelope::read(bytes, session) else { return };
    let answer = Envelope::read(&soap::answer(&read), &Session::default()).unwrap();
    assert_eq!(answer.operation, format!("{}Response", read.operation));
    let again =
        Envelope::read(&soap::request("net.tcp://h:1/N", None, &read.argument), &Session::default()).unwrap();
    assert_eq!(again.argument, read.argument);
}
