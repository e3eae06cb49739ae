//! The frame of WCF over a stream, [MC-NMF] 2.2: records of a type byte and what belongs to it.
//!
//! ```text
//! client: version, mode, via, encoding, preamble end ──▶   ◀── preamble acknowledged, or a fault
//!         envelopes … end                            ──▶   ◀── envelopes … end
//! ```

use super::{Cursor, Fault, Read, Step, put_packed, step, wrong};
use crate::{Error, Result};

const FORMAT: &str = "MC-NMF";
/// The longest address, encoding name or fault.
const NAME_LIMIT: usize = 4096;

/// How the two sides exchange messages, [MC-NMF] 2.2.3.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One message each way, of unknown size (TransferMode.Streamed).
    SingletonUnsized,
    /// Messages both ways (TransferMode.Buffered).
    Duplex,
    /// Messages one way.
    Simplex,
    /// One message each way, the client's to its stream's end.
    SingletonSized,
}

/// The encoding of envelopes, [MC-NMF] 2.2.3.4.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Binary XML with the static dictionary, [MC-NBFS].
    Binary,
    /// The same with a dictionary of the session, [MC-NBFSE].
    BinarySession,
    /// Any other: text, MTOM.
    Other,
}

/// A record, [MC-NMF] 2.2.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// The framing's version.
    Version(u8, u8),
    /// The mode.
    Mode(Mode),
    /// The address of the service.
    Via(String),
    /// The encoding.
    Encoding(Encoding),
    /// An envelope of unknown size begins; its [`Chunk`]s follow.
    UnsizedEnvelope,
    /// An envelope.
    SizedEnvelope(Vec<u8>),
    /// The side that says so sends nothing more.
    End,
    /// What the server does not accept, a URI.
    Fault(String),
    /// The client wants a security protocol.
    UpgradeRequest(String),
    /// The server will.
    UpgradeResponse,
    /// The preamble is accepted.
    PreambleAcknowledged,
    /// The preamble's end.
    PreambleEnd,
}

impl Record {
    /// Reads a record from the beginning of a stream. An envelope has at most `limit` bytes.
    ///
    /// # Errors
    /// [`Error::Malformed`] for what is no record, [`Error::TooLong`] for an envelope above the limit.
    pub fn read(bytes: &[u8], limit: usize) -> Result<Step<Record>> {
        let mut cursor = Cursor::new(bytes);
        if bytes.first() == Some(&0x06) {
            return read_sized(bytes, 1, limit).map(|step| map(step, Record::SizedEnvelope));
        }
        let read = read_small(&mut cursor).map(|record| (record, cursor.position()));
        step(read, bytes.len(), FORMAT)
    }

    /// Appends the record's bytes.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        let text = |bytes: &mut Vec<u8>, kind, text: &str| {
            bytes.push(kind);
            put_packed(bytes, text.len());
            bytes.extend(text.as_bytes());
        };
        match self {
            Record::Version(major, minor) => bytes.extend([0, *major, *minor]),
            Record::Mode(mode) => bytes.extend([1, *mode as u8 + 1]),
            Record::Via(via) => text(bytes, 2, via),
            Record::Encoding(Encoding::Binary | Encoding::Other) => bytes.extend([3, 7]),
            Record::Encoding(Encoding::BinarySession) => bytes.extend([3, 8]),
            Record::UnsizedEnvelope => bytes.push(5),
            Record::SizedEnvelope(envelope) => {
                bytes.push(6);
                put_packed(bytes, envelope.len());
                bytes.extend(envelope);
            }
            Record::End => bytes.push(7),
            Record::Fault(fault) => text(bytes, 8, fault),
            Record::UpgradeRequest(protocol) => text(bytes, 9, protocol),
            Record::UpgradeResponse => bytes.push(10),
            Record::PreambleAcknowledged => bytes.push(11),
            Record::PreambleEnd => bytes.push(12),
        }
    }
}

/// A piece of an envelope of unknown size; an empty one is its end, [MC-NMF] 2.2.4.3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk(pub Vec<u8>);

impl Chunk {
    /// Reads a chunk of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`Record::read`].
    pub fn read(bytes: &[u8], limit: usize) -> Result<Step<Chunk>> {
        read_sized(bytes, 0, limit).map(|step| map(step, Chunk))
    }

    /// Appends the bytes of a chunk.
    pub fn write(content: &[u8], bytes: &mut Vec<u8>) {
        put_packed(bytes, content.len());
        bytes.extend(content);
    }
}

fn map<T, U>(step: Step<T>, make: impl FnOnce(T) -> U) -> Step<U> {
    match step {
        Step::Done(value, used) => Step::Done(make(value), used),
        Step::Need(count) => Step::Need(count),
    }
}

/// A length and so many bytes, behind `skip` bytes that were read.
fn read_sized(bytes: &[u8], skip: usize, limit: usize) -> Result<Step<Vec<u8>>> {
    let mut cursor = Cursor::new(bytes);
    let length = cursor.take(skip).and_then(|_| cursor.packed_u31());
    let length = match step(length.map(|length| (length, 0)), bytes.len(), FORMAT)? {
        Step::Done(length, _) => length,
        Step::Need(count) => return Ok(Step::Need(count)),
    };
    if length > limit {
        return Err(Error::TooLong { length, limit });
    }
    let end = cursor.position() + length;
    Ok(match cursor.take(length) {
        Ok(content) => Step::Done(content.to_vec(), end),
        Err(_) => Step::Need(end),
    })
}

fn read_small(cursor: &mut Cursor<'_>) -> Read<Record> {
    Ok(match cursor.u8()? {
        0 => Record::Version(cursor.u8()?, cursor.u8()?),
        1 => Record::Mode(match cursor.u8()? {
            1 => Mode::SingletonUnsized,
            2 => Mode::Duplex,
            3 => Mode::Simplex,
            4 => Mode::SingletonSized,
            other => return wrong(format!("mode {other}")),
        }),
        2 => Record::Via(name(cursor)?),
        3 => Record::Encoding(match cursor.u8()? {
            7 => Encoding::Binary,
            8 => Encoding::BinarySession,
            _ => Encoding::Other,
        }),
        4 => name(cursor).map(|_| Record::Encoding(Encoding::Other))?,
        5 => Record::UnsizedEnvelope,
        7 => Record::End,
        8 => Record::Fault(name(cursor)?),
        9 => Record::UpgradeRequest(name(cursor)?),
        10 => Record::UpgradeResponse,
        11 => Record::PreambleAcknowledged,
        12 => Record::PreambleEnd,
        other => return wrong(format!("record {other}")),
    })
}

fn name(cursor: &mut Cursor<'_>) -> Read<String> {
    let length = cursor.packed_u31()?;
    if length > NAME_LIMIT {
        return Err(Fault::Wrong(format!("a name has {length} bytes")));
    }
    cursor.utf8(length).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    fn records(mut bytes: &[u8]) -> Vec<Record> {
        let mut records = Vec::new();
        while !bytes.is_empty() {
            let Step::Done(record, used) = Record::read(bytes, 100).unwrap() else { panic!("not whole") };
            records.push(record);
            bytes = &bytes[used..];
        }
        records
    }

    #[test]
    fn the_preamble_of_mono_is_read_and_written() {
        let mut bytes = hex("00 01 00 01 02 02 23");
        bytes.extend(b"net.tcp://localhost:9811/IIpcClient\x03\x08\x0c");
        let expected = [
            Record::Version(1, 0),
            Record::Mode(Mode::Duplex),
            Record::Via("net.tcp://localhost:9811/IIpcClient".into()),
            Record::Encoding(Encoding::BinarySession),
            Record::PreambleEnd,
        ];
        assert_eq!(records(&bytes), expected);
        let mut written = Vec::new();
        expected.iter().for_each(|record| record.write(&mut written));
        assert_eq!(written, bytes);
    }

    #[test]
    fn envelopes_have_a_limit_that_is_checked_first() {
        let mut bytes = vec![6];
        put_packed(&mut bytes, 101);
        assert!(matches!(Record::read(&bytes, 100), Err(Error::TooLong { length: 101, limit: 100 })));
        assert_eq!(Record::read(&bytes, 101).unwrap(), Step::Need(103));
        assert_eq!(Chunk::read(&hex("02 6162 00"), 100).unwrap(), Step::Done(Chunk(b"ab".to_vec()), 3));
        assert_eq!(Chunk::read(&hex("00"), 100).unwrap(), Step::Done(Chunk(vec![]), 1));
        assert!(Record::read(&hex("06 ffffffffff"), 100).is_err());
        assert!(Record::read(&hex("0d"), 100).is_err());
    }
}
