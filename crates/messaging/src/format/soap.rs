//! The SOAP messages of the contract in binary XML: `Send(data)` of the service contract `IIpcClient` in the namespace
//! `http://tempuri.org/`, its answer, and faults. SOAP 1.2 and WS-Addressing 1.0, as the net.pipe and net.tcp bindings of
//! WCF have them.

use std::borrow::Cow;

use super::dictionary::Session;
use super::nbfx::{Event, Reader, Text, Writer};
use super::{Read, wrong};
use crate::Result;

const FORMAT: &str = "SOAP in MC-NBFX";
const NAMESPACE: &str = "http://tempuri.org/";
const ACTION: &str = "http://tempuri.org/IIpcClient/Send";
const OPERATION: &str = "Send";

/// Numbers of the static dictionary, [MC-NBFS] 2.2.
mod known {
    pub(super) const ENVELOPE: u8 = 0x02;
    pub(super) const SOAP: u8 = 0x04;
    pub(super) const ADDRESSING: u8 = 0x06;
    pub(super) const HEADER: u8 = 0x08;
    pub(super) const ACTION: u8 = 0x0a;
    pub(super) const TO: u8 = 0x0c;
    pub(super) const BODY: u8 = 0x0e;
    pub(super) const RELATES_TO: u8 = 0x12;
    pub(super) const ANONYMOUS: u8 = 0x14;
    pub(super) const MESSAGE_ID: u8 = 0x1a;
    pub(super) const ADDRESS: u8 = 0x2a;
    pub(super) const REPLY_TO: u8 = 0x2c;
    pub(super) const FAULT: u8 = 0x86;
    pub(super) const CODE: u8 = 0x8e;
    pub(super) const REASON: u8 = 0x90;
    pub(super) const TEXT: u8 = 0x92;
    pub(super) const VALUE: u8 = 0x9a;
}

/// The identity of a request, which its answer repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageId {
    /// `urn:uuid:` in its short form.
    Unique([u8; 16]),
    /// Any other.
    Named(String),
}

/// A message as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The action header.
    pub action: String,
    /// The identity of a request that wants an answer.
    pub message_id: Option<MessageId>,
    /// The name of the element in the body.
    pub operation: String,
    /// The text of the first element in that: of a request the argument.
    pub argument: String,
    /// Of a fault, all its texts.
    pub fault: Option<String>,
}

impl Envelope {
    /// Reads a document.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed) when it is no SOAP message in binary XML.
    pub fn read(bytes: &[u8], session: &Session) -> Result<Envelope> {
        read(&mut Reader::new(bytes, session)).map_err(|fault| fault.of(FORMAT))
    }

    /// Whether it asks for the operation of the contract.
    pub fn is_send(&self) -> bool {
        self.operation == OPERATION
    }
}

/// The bytes of a request to `to`; with `id` it asks for an answer.
pub fn request(to: &str, id: Option<&[u8; 16]>, text: &str) -> Vec<u8> {
    let mut writer = envelope(ACTION);
    if let Some(id) = id {
        writer.open('a', known::MESSAGE_ID).unique_id(id);
        writer.open('a', known::REPLY_TO).open('a', known::ADDRESS).known_text(known::ANONYMOUS).close();
    }
    writer.open('a', known::TO).must_understand().text(to).close();
    writer.open('s', known::BODY).open_named(OPERATION).default_namespace(NAMESPACE);
    writer.open_named("data").text(text);
    writer.close().close().close().finish()
}

/// The bytes of the answer to a request.
pub fn answer(request: &Envelope) -> Vec<u8> {
    let mut writer = envelope(&format!("{}Response", request.action));
    relates_to(&mut writer, request);
    writer.close().open('s', known::BODY);
    writer.open_named(&format!("{}Response", request.operation)).default_namespace(NAMESPACE);
    writer.close().close().close().finish()
}

/// The bytes of a fault instead of an answer.
pub fn fault(request: &Envelope, reason: &str) -> Vec<u8> {
    let mut writer = envelope("http://www.w3.org/2005/08/addressing/soap/fault");
    relates_to(&mut writer, request);
    writer.close().open('s', known::BODY).open('s', known::FAULT);
    writer.open('s', known::CODE).open('s', known::VALUE).text("s:Receiver").close();
    writer.open('s', known::REASON).open('s', known::TEXT).language("en").text(reason).close();
    writer.close().close().close().finish()
}

/// An envelope up to its header's action.
fn envelope(action: &str) -> Writer {
    let mut writer = Writer::new();
    writer.open('s', known::ENVELOPE).namespace('s', known::SOAP).namespace('a', known::ADDRESSING);
    writer.open('s', known::HEADER).open('a', known::ACTION).must_understand().text(action);
    writer
}

fn relates_to(writer: &mut Writer, request: &Envelope) {
    match &request.message_id {
        Some(MessageId::Unique(id)) => drop(writer.open('a', known::RELATES_TO).unique_id(id)),
        Some(MessageId::Named(id)) => drop(writer.open('a', known::RELATES_TO).text(id)),
        None => {}
    }
}

fn read(reader: &mut Reader<'_>) -> Read<Envelope> {
    let mut envelope = Envelope::default();
    let mut path: Vec<Cow<'_, str>> = Vec::new();
    let mut arguments = 0;
    while let Some(event) = reader.next()? {
        match event {
            Event::Element(name) => {
                path.push(name);
                match &path[..] {
                    [root] if root != "Envelope" => return wrong("it is no envelope"),
                    [_, body, operation] if body == "Body" => {
                        if !envelope.operation.is_empty() {
                            return wrong("the body has more than one element");
                        }
                        envelope.operation = operation.clone().into_owned();
                        if operation == "Fault" {
                            envelope.fault = Some(String::new());
                        }
                    }
                    [_, body, _, _] if body == "Body" => arguments += 1,
                    _ => {}
                }
            }
            Event::Text(text) => put(&mut envelope, &path, arguments, text)?,
            Event::End => drop(path.pop()),
            Event::Attribute | Event::Namespace(_) => {}
        }
        if path.is_empty() && reader.depth() == 0 {
            break;
        }
    }
    if envelope.operation.is_empty() { wrong("the body is empty") } else { Ok(envelope) }
}

/// Puts a text where its element says.
fn put(envelope: &mut Envelope, path: &[Cow<'_, str>], arguments: usize, text: Text<'_>) -> Read<()> {
    let path: Vec<&str> = path.iter().map(Cow::as_ref).collect();
    match (&path[..], text) {
        (["Envelope", "Header", "Action"], Text::Characters(text)) => envelope.action.push_str(&text),
        (["Envelope", "Header", "MessageID"], Text::UniqueId(id)) => {
            envelope.message_id = Some(MessageId::Unique(id));
        }
        (["Envelope", "Header", "MessageID"], Text::Characters(id)) => {
            envelope.message_id = Some(MessageId::Named(id.into_owned()));
        }
        (["Envelope", "Body", "Fault", ..], Text::Characters(text)) => {
            let fault = envelope.fault.get_or_insert_default();
            if !fault.is_empty() {
                fault.push_str(": ");
            }
            fault.push_str(&text);
        }
        (["Envelope", "Body", _, _], Text::Characters(text)) if arguments == 1 => {
            envelope.argument.push_str(&text);
        }
        (["Envelope", "Body", _, _], Text::Other | Text::UniqueId(_)) => {
            return wrong("the argument is no string");
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    const ID: [u8; 16] = *b"0123456789abcdef";

    /// An envelope of Mono 6.8 in a buffered session: `data` is in the session's string table.
    fn mono_request() -> Vec<u8> {
        let mut bytes = hex("05 04 64617461 56 02 0b0173 04 0b0161 06 56 08 44 0a 1e 00 82 99 22");
        bytes.extend(b"http://tempuri.org/IIpcClient/Send\x44\x1a\xad");
        bytes.extend(ID);
        bytes.extend(b"\x44\x2c\x5e\x07Address\x99\x2ehttp://www.w3.org/2005/08/addressing/anonymous\x01");
        bytes.extend(b"\x44\x0c\x1e\x00\x82\x99\x23net.tcp://localhost:9811/IIpcClient\x01");
        bytes.extend(b"\x56\x0e\x40\x04Send\x08\x13http://tempuri.org/\x42\x01\x99\x05Hello\x01\x01\x01");
        bytes
    }

    #[test]
    fn a_request_of_mono_is_read() {
        let mut session = Session::default();
        let bytes = mono_request();
        let start = session.take_table(&bytes).unwrap();
        let envelope = Envelope::read(&bytes[start..], &session).unwrap();
        assert!(envelope.is_send());
        assert_eq!((envelope.action.as_str(), envelope.argument.as_str()), (ACTION, "Hello"));
        assert_eq!(envelope.message_id, Some(MessageId::Unique(ID)));
        for end in start..bytes.len() {
            assert!(Envelope::read(&bytes[start..end], &session).is_err(), "{end}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let session = Session::default();
        for text in ["", "x", &"long".repeat(100), &"longer".repeat(20_000)] {
            let written = Envelope::read(&request("net.tcp://h:1/N", Some(&ID), text), &session).unwrap();
            assert_eq!((written.argument.as_str(), written.fault.as_ref()), (text, None));
        }
        let asked = Envelope::read(&request("net.tcp://h:1/N", Some(&ID), "text"), &session).unwrap();
        assert_eq!(Envelope::read(&answer(&asked), &session).unwrap().operation, "SendResponse");
        let fault = Envelope::read(&fault(&asked, "no"), &session).unwrap();
        assert_eq!(fault.fault.as_deref(), Some("s:Receiver: no"));
        let one_way = Envelope::read(&request("net.tcp://h:1/N", None, "text"), &session).unwrap();
        assert_eq!(one_way.message_id, None);
    }

    #[test]
    fn elements_have_a_greatest_depth_and_must_end() {
        let session = Session::default();
        let deep = hex("56 02").into_iter().chain(hex("40 01 41").repeat(100_000)).collect::<Vec<_>>();
        assert!(Envelope::read(&deep, &session).is_err());
        assert!(Envelope::read(&hex("01"), &session).is_err());
        assert!(Envelope::read(&hex("56 02 56 0e 40 01 41 9d ffffffff"), &session).is_err());
    }
}
