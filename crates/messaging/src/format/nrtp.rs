//! The frame of .NET remoting over a stream, [MS-NRTP] 2.2.3.3: a preamble, an operation, headers, and the content.
//!
//! ```text
//! ".NET" 1 0 | operation u16 | 0 u16 | length u32 | headers … 0 u16 | content
//!                            | 1 u16 |              headers … 0 u16 | chunks: length u32, bytes, CR LF … 0 u32 CR LF
//! ```

use super::{Cursor, Read, Step, step, wrong};
use crate::{Error, Result};

const FORMAT: &str = "MS-NRTP";
const PREAMBLE: [u8; 6] = *b".NET\x01\x00";
const HEADERS_LIMIT: usize = 64 << 10;

/// What a frame is for, [MS-NRTP] 2.2.3.3.1.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// A call that wants an answer.
    Request,
    /// A call that wants none.
    OneWayRequest,
    /// The answer.
    Reply,
}

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// What it is for.
    pub operation: Operation,
    /// The object that is called, in a request.
    pub uri: Option<String>,
    /// Why the server could not answer, in a reply that carries no content.
    pub status: Option<String>,
    /// The serialized message, [MS-NRBF].
    pub content: Vec<u8>,
}

impl Frame {
    /// Reads a frame from the beginning of a stream. The content has at most `limit` bytes.
    ///
    /// # Errors
    /// [`Error::Malformed`] for what no remoting peer writes, [`Error::TooLong`] for a content above the limit.
    pub fn read(bytes: &[u8], limit: usize) -> Result<Step<Frame>> {
        let mut cursor = Cursor::new(bytes);
        let head = match step(Head::read(&mut cursor).map(|head| (head, 0)), bytes.len(), FORMAT)? {
            Step::Done(head, _) => head,
            Step::Need(_) if bytes.len() > HEADERS_LIMIT => {
                return Err(Error::malformed(FORMAT, "the headers have no end"));
            }
            Step::Need(count) => return Ok(Step::Need(count)),
        };
        let Head { operation, length, uri, status } = head;
        let too_long = |length| Error::TooLong { length, limit };
        let content = match length {
            Some(length) if length > limit => return Err(too_long(length)),
            Some(length) if length > cursor.left() => return Ok(Step::Need(cursor.position() + length)),
            Some(length) => cursor.take(length).map(<[u8]>::to_vec).map(|content| (content, 0)),
            None => match chunks(&mut cursor, limit) {
                Ok(None) => return Err(too_long(limit + 1)),
                Ok(Some(content)) => Ok((content, 0)),
                Err(fault) => Err(fault),
            },
        };
        Ok(match step(content, bytes.len(), FORMAT)? {
            Step::Done(content, _) => {
                Step::Done(Frame { operation, uri, status, content }, cursor.position())
            }
            Step::Need(count) => Step::Need(count),
        })
    }

    /// The frame's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = PREAMBLE.to_vec();
        let operation: u16 = match self.operation {
            Operation::Request => 0,
            Operation::OneWayRequest => 1,
            Operation::Reply => 2,
        };
        bytes.extend(operation.to_le_bytes());
        bytes.extend(0u16.to_le_bytes());
        bytes.extend((self.content.len() as u32).to_le_bytes());
        if let Some(uri) = &self.uri {
            put_string_header(&mut bytes, 4, uri);
            put_string_header(&mut bytes, 6, "application/octet-stream");
        }
        bytes.extend(0u16.to_le_bytes());
        bytes.extend(&self.content);
        bytes
    }
}

struct Head {
    operation: Operation,
    length: Option<usize>,
    uri: Option<String>,
    status: Option<String>,
}

impl Head {
    fn read(cursor: &mut Cursor<'_>) -> Read<Head> {
        for expected in PREAMBLE {
            if cursor.u8()? != expected {
                return wrong("it does not begin with .NET 1.0");
            }
        }
        let operation = match cursor.u16()? {
            0 => Operation::Request,
            1 => Operation::OneWayRequest,
            2 => Operation::Reply,
            other => return wrong(format!("operation {other}")),
        };
        let length = match cursor.u16()? {
            0 => Some(cursor.u32()? as usize),
            1 => None,
            other => return wrong(format!("content distribution {other}")),
        };
        let mut head = Head { operation, length, uri: None, status: None };
        head.read_headers(cursor)?;
        Ok(head)
    }

    /// [MS-NRTP] 2.2.3.3.3.
    fn read_headers(&mut self, cursor: &mut Cursor<'_>) -> Read<()> {
        loop {
            match cursor.u16()? {
                0 => return Ok(()),
                1 => {
                    counted_string(cursor)?;
                    counted_string(cursor)?;
                }
                token => {
                    let value = header_value(cursor)?;
                    match token {
                        3 => self.status = value,
                        4 => self.uri = value,
                        _ => {}
                    }
                }
            }
        }
    }
}

/// The value of a header when it is a string, [MS-NRTP] 2.2.3.2.
fn header_value(cursor: &mut Cursor<'_>) -> Read<Option<String>> {
    match cursor.u8()? {
        0 => Ok(None),
        1 => counted_string(cursor).map(Some),
        2 => cursor.take(1).map(|_| None),
        3 => cursor.take(2).map(|_| None),
        4 => cursor.take(4).map(|_| None),
        other => wrong(format!("header data type {other}")),
    }
}

/// [MS-NRTP] 2.2.3.1.
fn counted_string(cursor: &mut Cursor<'_>) -> Read<String> {
    let encoding = cursor.u8()?;
    let length = cursor.u32()? as usize;
    if length > HEADERS_LIMIT {
        return wrong("a header is too long");
    }
    match encoding {
        0 => {
            let units: Vec<u16> = cursor
                .take(length)?
                .chunks_exact(2)
                .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
                .collect();
            String::from_utf16(&units).or_else(|_| wrong("a header is not UTF-16"))
        }
        1 => cursor.utf8(length).map(str::to_owned),
        other => wrong(format!("string encoding {other}")),
    }
}

/// [MS-NRTP] 2.2.3.3.2: `None` when there are more than `limit` bytes.
fn chunks(cursor: &mut Cursor<'_>, limit: usize) -> Read<Option<Vec<u8>>> {
    let mut content = Vec::new();
    loop {
        let length = cursor.u32()? as usize;
        if length > limit - content.len() {
            return Ok(None);
        }
        content.extend_from_slice(cursor.take(length)?);
        if cursor.array()? != *b"\r\n" {
            return wrong("a chunk does not end in CR LF");
        }
        if length == 0 {
            return Ok(Some(content));
        }
    }
}

fn put_string_header(bytes: &mut Vec<u8>, token: u16, value: &str) {
    bytes.extend(token.to_le_bytes());
    bytes.extend([1, 1]);
    bytes.extend((value.len() as u32).to_le_bytes());
    bytes.extend(value.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    /// A request as Mono's TcpChannel writes it, with the content left out.
    fn mono_request() -> Vec<u8> {
        let mut bytes = hex("2e4e455401000000 00000300 0000 0400 01 01 25000000");
        bytes.extend(b"tcp://127.0.0.1:9810/RemoteObject.rem");
        bytes.extend(hex("0600 01 01 18000000"));
        bytes.extend(b"application/octet-stream\0\0abc");
        bytes
    }

    #[test]
    fn a_request_of_mono_is_read_as_soon_as_it_is_whole() {
        let bytes = mono_request();
        for end in 0..bytes.len() {
            match Frame::read(&bytes[..end], 100).unwrap() {
                Step::Need(count) => assert!(count > end && count <= bytes.len()),
                Step::Done(..) => panic!("done after {end} bytes"),
            }
        }
        let Step::Done(frame, used) = Frame::read(&bytes, 100).unwrap() else { panic!("not done") };
        assert_eq!(used, bytes.len());
        assert_eq!(frame.uri.as_deref(), Some("tcp://127.0.0.1:9810/RemoteObject.rem"));
        assert_eq!((frame.operation, &frame.content[..]), (Operation::Request, &b"abc"[..]));
        assert_eq!(frame.write(), bytes, "and written as Mono writes it");
    }

    #[test]
    fn chunks_are_put_together() {
        let bytes = hex("2e4e455401000200 0100 0000 02000000 6162 0d0a 01000000 63 0d0a 00000000 0d0a ff");
        let Step::Done(frame, used) = Frame::read(&bytes, 3).unwrap() else { panic!("not done") };
        assert_eq!((&frame.content[..], used), (&b"abc"[..], bytes.len() - 1));
        assert!(matches!(Frame::read(&bytes, 2), Err(Error::TooLong { .. })));
    }

    #[test]
    fn a_lying_length_is_refused_before_anything_is_kept() {
        let bytes = hex("2e4e455401000000 0000 ffffffff 0000");
        assert!(matches!(Frame::read(&bytes, 1 << 20), Err(Error::TooLong { .. })));
        assert!(matches!(Frame::read(b"GET / HTTP/1.1", 100), Err(Error::Malformed { .. })));
        let endless = [&hex("2e4e455401000000 0000 01000000")[..], &[5, 0, 0].repeat(50_000)].concat();
        assert!(matches!(Frame::read(&endless, 100), Err(Error::Malformed { .. })));
    }
}
