//! MS-NRTP frames, and MS-NRBF in them. What is read is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_messaging::format::Step;
use oxcom_messaging::format::nrbf::{Answer, Call};
use oxcom_messaging::format::nrtp::Frame;

fuzz_target!(|data: &[u8]| {
    content(data);
    let mut rest = data;
    while let Ok(Step::Done(frame, used)) = Frame::read(rest, 1 << 16) {
        assert!(used > 0 && used <= rest.len());
        rest = &rest[used..];
        content(&frame.content);
        let Ok(Step::Done(again, _)) = Frame::read(&frame.write(), 1 << 16) else { panic!("{frame:?}") };
        assert_eq!((again.operation, again.content), (frame.operation, frame.content));
    }
});

fn content(bytes: &[u8]) {
    if let Ok(call) = Call::read(bytes) {
        assert_eq!(Call::read(&call.write()).unwrap(), call);
    }
    if let Ok(Answer::Threw(reason)) = Answer::read(bytes) {
        assert!(matches!(Answer::read(&Answer::Threw(reason).write()), Ok(Answer::Threw(_))));
    }
}
