//! The commands of the diagnostic port, and nettrace streams that come in pieces.
#![no_main]

use libfuzzer_sys::fuzz_target;
use oxcom_messaging::format::Step;
use oxcom_messaging::format::diagnostics::Command;
use oxcom_messaging::format::nettrace::{Decoder, Piece};

fuzz_target!(|data: &[u8]| {
    if let Ok(Step::Done(command, used)) = Command::read(data) {
        assert!(used <= data.len());
        drop(command);
    }
    // Whole, and byte by byte: the same texts, in the same order.
    let whole = texts(data, data.len().max(1));
    if data.len() < 2000 {
        assert_eq!(whole, texts(data, 1));
    }
});

fn texts(stream: &[u8], size: usize) -> Vec<String> {
    let (mut decoder, mut texts, mut start, mut end) = (Decoder::new("IIpcClient"), Vec::new(), 0, 0);
    loop {
        match decoder.read(&stream[start..end]) {
            Ok(Step::Done(Piece::Texts(more), used)) => {
                assert!(used > 0);
                texts.extend(more);
                start += used;
            }
            Ok(Step::Need(count)) if end < stream.len() => {
                assert!(count > end - start);
                end = (end + size).min(stream.len());
            }
            _ => return texts,
        }
    }
}
