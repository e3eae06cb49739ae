//! The stream of .NET's EventPipe, "Nettrace" version 4: blocks of events behind blocks of metadata, as the runtime's
//! documentation of the format (EventPipe Format, NetTraceFormat) has it.
//!
//! ```text
//! "Nettrace" 20 "!FastSerialization.1" object … 1          object: 5 5 1 version reader name 6 content 6
//! Trace block: clock, pointer size, process     MetadataBlock: event kinds     EventBlock: events    … others
//! ```
//!
//! The reader wants the events of one provider that carry one string; it skips all others.

use std::collections::HashMap;

use super::{Cursor, Fault, Read, Step, step, wrong};
use crate::Result;

const FORMAT: &str = "nettrace";
const BEGINNING: &[u8] = b"Nettrace\x14\0\0\0!FastSerialization.1";
const NULL: u8 = 1;
const BEGIN: u8 = 5;
const END: u8 = 6;
/// The content of a Trace object: a date, two clock values, four numbers.
const TRACE_LENGTH: usize = 48;
/// .NET writes blocks of 100 kB; an event is at most 64 kB.
const BLOCK_LIMIT: usize = 4 << 20;
/// The most kinds of events that are remembered, and the deepest nesting of their fields.
const KINDS_LIMIT: usize = 4096;
const FIELD_DEPTH: usize = 8;
/// The field's type "string", TypeCode.String.
const STRING: u32 = 18;
/// The field's type "a group of fields", TypeCode.Object.
const GROUP: u32 = 1;
/// The identifiers of what an EventSource says about itself: error messages and its manifest.
const OWN_EVENTS: [u32; 2] = [0, 0xfffe];

/// Reads a stream piece by piece.
#[derive(Debug)]
pub struct Decoder {
    provider: String,
    /// How many bytes of the stream were read: blocks are aligned to it.
    position: u64,
    /// The kinds of events by number, and whether their text is wanted.
    kinds: HashMap<u32, bool>,
    ended: bool,
}

/// What a piece of the stream was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The texts of the wanted events in it.
    Texts(Vec<String>),
    /// The stream's end.
    End,
}

impl Decoder {
    /// A reader of the events of `provider`.
    pub fn new(provider: &str) -> Decoder {
        Decoder { provider: provider.to_owned(), position: 0, kinds: HashMap::new(), ended: false }
    }

    /// Reads the next object from `bytes`, which continue the stream.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed).
    pub fn read(&mut self, bytes: &[u8]) -> Result<Step<Piece>> {
        if self.ended {
            return Ok(Step::Done(Piece::End, 0));
        }
        let mut cursor = Cursor::new(bytes);
        let read = if self.position == 0 { beginning(&mut cursor) } else { self.object(&mut cursor) };
        let used = cursor.position();
        let stepped = step(read.map(|piece| (piece, used)), bytes.len(), FORMAT)?;
        if let Step::Done(piece, used) = &stepped {
            self.position += *used as u64;
            self.ended = *piece == Piece::End;
        }
        Ok(stepped)
    }

    fn object(&mut self, cursor: &mut Cursor<'_>) -> Read<Piece> {
        match cursor.u8()? {
            NULL => return Ok(Piece::End),
            BEGIN => {}
            other => return wrong(format!("tag {other} instead of an object")),
        }
        if [cursor.u8()?, cursor.u8()?] != [BEGIN, NULL] {
            return wrong("an object without a type");
        }
        let [_version, _reader_version, length] = [cursor.u32()?, cursor.u32()?, cursor.u32()?];
        if length > 64 {
            return wrong("a type's name is too long");
        }
        let name = cursor.take(length as usize)?;
        expect(cursor, END)?;
        let mut texts = Vec::new();
        if name == b"Trace" {
            cursor.take(TRACE_LENGTH)?;
        } else {
            let mut block = self.block(cursor)?;
            // Whole before it is looked at: what is read below cannot be short of bytes that may still come.
            expect(&mut cursor.clone(), END)?;
            let read = match name {
                b"MetadataBlock" => self.metadata_block(&mut block),
                b"EventBlock" => self.event_block(&mut block, &mut texts),
                _ => Ok(()),
            };
            read.map_err(|fault| match fault {
                Fault::Short => Fault::Wrong("a block ends in the middle of an event".to_owned()),
                wrong => wrong,
            })?;
        }
        expect(cursor, END)?;
        Ok(Piece::Texts(texts))
    }

    /// The content of a block, behind its length and the padding to four bytes of the stream.
    fn block<'a>(&self, cursor: &mut Cursor<'a>) -> Read<Cursor<'a>> {
        let length = cursor.u32()? as usize;
        if length > BLOCK_LIMIT {
            return wrong(format!("a block of {length} bytes"));
        }
        let position = self.position + cursor.position() as u64;
        cursor.take((position.next_multiple_of(4) - position) as usize)?;
        cursor.take(length).map(Cursor::new)
    }

    fn metadata_block(&mut self, block: &mut Cursor<'_>) -> Read<()> {
        let mut events = Events::read(block)?;
        while let Some(event) = events.next(block)? {
            let (number, wanted) = self.kind(&mut Cursor::new(event.payload))?;
            if self.kinds.len() == KINDS_LIMIT && !self.kinds.contains_key(&number) {
                return wrong("there are too many kinds of events");
            }
            self.kinds.insert(number, wanted);
        }
        Ok(())
    }

    /// A definition of a kind of event: its number, and whether it is one string of our provider.
    fn kind(&self, payload: &mut Cursor<'_>) -> Read<(u32, bool)> {
        let number = payload.u32()?;
        let provider = utf16(payload)?;
        let event = payload.u32()?;
        utf16(payload)?;
        let [_keywords, _version_and_level] = [payload.u64()?, payload.u64()?];
        let mut types = Vec::new();
        fields(payload, &mut types, 0)?;
        let one_string = types == [STRING] && !OWN_EVENTS.contains(&event);
        Ok((number, one_string && provider.eq_ignore_ascii_case(&self.provider)))
    }

    fn event_block(&self, block: &mut Cursor<'_>, texts: &mut Vec<String>) -> Read<()> {
        let mut events = Events::read(block)?;
        while let Some(event) = events.next(block)? {
            if self.kinds.get(&event.kind) == Some(&true) {
                texts.push(text(event.payload)?);
            }
        }
        Ok(())
    }
}

fn beginning(cursor: &mut Cursor<'_>) -> Read<Piece> {
    for expected in BEGINNING {
        expect(cursor, *expected)?;
    }
    Ok(Piece::Texts(Vec::new()))
}

fn expect(cursor: &mut Cursor<'_>, expected: u8) -> Read<()> {
    match cursor.u8()? {
        found if found == expected => Ok(()),
        found => wrong(format!("byte {found:#04x} instead of {expected:#04x}")),
    }
}

/// The types of the fields of an event, those of groups in their place.
fn fields(payload: &mut Cursor<'_>, types: &mut Vec<u32>, depth: usize) -> Read<()> {
    if depth == FIELD_DEPTH {
        return wrong("fields lie too deep");
    }
    for _ in 0..payload.u32()? {
        match payload.u32()? {
            GROUP => fields(payload, types, depth + 1)?,
            other => types.push(other),
        }
        utf16(payload)?;
    }
    Ok(())
}

/// A text that a zero ends.
fn utf16(payload: &mut Cursor<'_>) -> Read<String> {
    let mut units = Vec::new();
    loop {
        match payload.u16()? {
            0 => return Ok(String::from_utf16_lossy(&units)),
            unit => units.push(unit),
        }
    }
}

/// The payload of an event of one string: all of it but the zero at its end, so that zeros inside survive.
fn text(payload: &[u8]) -> Read<String> {
    let mut units: Vec<u16> =
        payload.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    if units.pop() != Some(0) || !payload.len().is_multiple_of(2) {
        return wrong("a string does not end in a zero");
    }
    String::from_utf16(&units).or_else(|_| wrong("a string is not UTF-16"))
}

/// The events of a block, whose headers say only what differs from the one before.
struct Events {
    kind: u32,
    payload_length: usize,
}

struct Event<'a> {
    kind: u32,
    payload: &'a [u8],
}

/// The bits of an event's compressed header.
mod flag {
    pub(super) const KIND: u8 = 1;
    pub(super) const CAPTURE: u8 = 2;
    pub(super) const THREAD: u8 = 4;
    pub(super) const STACK: u8 = 8;
    pub(super) const ACTIVITY: u8 = 16;
    pub(super) const RELATED_ACTIVITY: u8 = 32;
    pub(super) const SORTED: u8 = 64;
    pub(super) const LENGTH: u8 = 128;
}

impl Events {
    /// Reads the header of a block.
    fn read(block: &mut Cursor<'_>) -> Read<Events> {
        let [length, flags] = [block.u16()?, block.u16()?];
        let rest = usize::from(length).checked_sub(4).ok_or(Fault::Short)?;
        block.take(rest)?;
        if flags & 1 == 0 {
            return wrong("a block of uncompressed events, which no runtime writes");
        }
        Ok(Events { kind: 0, payload_length: 0 })
    }

    fn next<'a>(&mut self, block: &mut Cursor<'a>) -> Read<Option<Event<'a>>> {
        if block.is_empty() {
            return Ok(None);
        }
        let flags = block.u8()?;
        if flags & flag::KIND != 0 {
            self.kind = block.packed(5)? as u32;
        }
        if flags & flag::CAPTURE != 0 {
            let [_sequence, _thread, _processor] = [block.packed(5)?, block.packed(10)?, block.packed(5)?];
        }
        if flags & flag::THREAD != 0 {
            block.packed(10)?;
        }
        if flags & flag::STACK != 0 {
            block.packed(5)?;
        }
        let _time = block.packed(10)?;
        for activity in [flag::ACTIVITY, flag::RELATED_ACTIVITY] {
            if flags & activity != 0 {
                block.take(16)?;
            }
        }
        if flags & flag::LENGTH != 0 {
            self.payload_length = block.packed_u31()?;
        }
        let payload = block.take(self.payload_length)?;
        Ok(Some(Event { kind: self.kind, payload }))
    }
}

/// Writes a stream with one kind of event: a string.
#[derive(Debug)]
pub struct Encoder {
    position: u64,
    process: u32,
}

/// The number of our kind of event in the stream, and of the event in its provider.
const KIND: u32 = 1;
const EVENT: u32 = 1;
const LEVEL_INFORMATIONAL: u32 = 4;

impl Encoder {
    /// A writer for the process of that number.
    pub fn new(process: u32) -> Encoder {
        Encoder { position: 0, process }
    }

    /// The beginning of the stream: the clock (a count of nanoseconds that is `now`), and the kind of our events.
    pub fn begin(&mut self, provider: &str, now: u64) -> Vec<u8> {
        let mut bytes = BEGINNING.to_vec();
        put_type(&mut bytes, "Trace", 4);
        // The day 1 January 2000: what a listener makes of the clock is not used by this contract.
        bytes.extend([2000u16, 1, 6, 1, 0, 0, 0, 0].map(u16::to_le_bytes).concat());
        bytes.extend([now, 1_000_000_000].map(u64::to_le_bytes).concat());
        bytes.extend([8, self.process, 1, 1_000_000].map(u32::to_le_bytes).concat());
        bytes.push(END);
        self.position = bytes.len() as u64;

        let mut definition = KIND.to_le_bytes().to_vec();
        put_utf16(&mut definition, provider);
        definition.extend(EVENT.to_le_bytes());
        put_utf16(&mut definition, "Data");
        definition.extend(0u64.to_le_bytes());
        definition.extend([0, LEVEL_INFORMATIONAL, 1, STRING].map(u32::to_le_bytes).concat());
        put_utf16(&mut definition, "text");
        bytes.extend(self.block("MetadataBlock", now, 0, &definition));
        bytes
    }

    /// A block with one event.
    pub fn event(&mut self, text: &str, now: u64, thread: u64) -> Vec<u8> {
        let mut payload = Vec::with_capacity(text.len() * 2 + 2);
        put_utf16(&mut payload, text);
        self.block("EventBlock", now, thread, &payload)
    }

    /// The end of the stream.
    pub fn end(&mut self) -> Vec<u8> {
        vec![NULL]
    }

    fn block(&mut self, name: &str, now: u64, thread: u64, payload: &[u8]) -> Vec<u8> {
        let mut content = Vec::with_capacity(payload.len() + 64);
        content.extend([20u16, 1].map(u16::to_le_bytes).concat());
        content.extend([now, now].map(u64::to_le_bytes).concat());
        let kind = if name == "EventBlock" { KIND } else { 0 };
        content.push(flag::KIND | flag::CAPTURE | flag::THREAD | flag::SORTED | flag::LENGTH);
        for number in [u64::from(kind), 0, thread, 0, thread, now, payload.len() as u64] {
            put_number(&mut content, number);
        }
        content.extend(payload);

        let mut bytes = Vec::with_capacity(content.len() + 48);
        put_type(&mut bytes, name, 2);
        bytes.extend((content.len() as u32).to_le_bytes());
        let position = self.position + bytes.len() as u64;
        bytes.resize(bytes.len() + (position.next_multiple_of(4) - position) as usize, 0);
        bytes.extend(content);
        bytes.push(END);
        self.position += bytes.len() as u64;
        bytes
    }
}

fn put_type(bytes: &mut Vec<u8>, name: &str, version: u32) {
    bytes.extend([BEGIN, BEGIN, NULL]);
    bytes.extend([version, version, name.len() as u32].map(u32::to_le_bytes).concat());
    bytes.extend(name.as_bytes());
    bytes.push(END);
}

fn put_utf16(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend(text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    /// Reads a stream that comes in pieces of `size` bytes.
    fn texts(stream: &[u8], provider: &str, size: usize) -> Result<(Vec<String>, bool)> {
        let (mut decoder, mut texts, mut start, mut end) = (Decoder::new(provider), Vec::new(), 0, 0);
        loop {
            match decoder.read(&stream[start..end])? {
                Step::Done(Piece::End, _) => return Ok((texts, true)),
                Step::Done(Piece::Texts(more), used) => {
                    texts.extend(more);
                    start += used;
                }
                Step::Need(_) if end == stream.len() => return Ok((texts, false)),
                Step::Need(_) => end = (end + size).min(stream.len()),
            }
        }
    }

    fn stream(sent: &[&str]) -> Vec<u8> {
        let mut encoder = Encoder::new(4711);
        let mut bytes = encoder.begin("Provider", 1_000_000);
        sent.iter().for_each(|text| bytes.extend(encoder.event(text, 2_000_000, 7)));
        bytes.extend(encoder.end());
        bytes
    }

    #[test]
    fn what_is_written_is_read_in_pieces_of_any_size() {
        let sent = ["", "Hello", "nul\0inside", "🦀"];
        for size in [1, 3, 7, 10_000] {
            let (read, ended) = texts(&stream(&sent), "provider", size).unwrap();
            assert!(ended && read == sent, "{read:?}");
        }
        assert!(texts(&stream(&sent), "Other", 100).unwrap().0.is_empty());
    }

    /// The beginning of a stream of .NET Core 3.1 whose EventSource wrote a group of one string, `new { Data = … }`.
    fn core_stream() -> Vec<u8> {
        let mut bytes = BEGINNING.to_vec();
        put_type(&mut bytes, "Trace", 4);
        bytes.extend(hex("ea070b00050014000600280000000302f7a630e6e901000000ca9a3b00000000"));
        bytes.extend(hex("08000000144500000200000040420f0006 05 05 01 02000000 02000000 0d000000"));
        bytes.extend(b"MetadataBlock\x06");
        bytes.extend(hex("8a000000 00 1400 0100 a4822aefe9010000 a4822aefe9010000"));
        bytes.extend(hex("c6 ffffffff0f 00 ffffffff0f d38a01 a485aaf99e3d 60 01000000"));
        put_utf16(&mut bytes, "IIpcClient");
        bytes.extend(hex("02000000"));
        put_utf16(&mut bytes, "IIpcClient");
        bytes.extend(hex("0000000000000000 00000000 05000000 01000000 01000000 01000000 12000000"));
        put_utf16(&mut bytes, "Data");
        bytes.extend(hex("0000 06 05 05 01 02000000 02000000 0a000000"));
        bytes.extend(b"StackBlock\x06");
        bytes.extend(hex("0c000000 000000 01000000 01000000 00000000 06"));
        bytes
    }

    #[test]
    fn a_group_of_one_string_of_net_core_is_a_text() {
        let mut bytes = core_stream();
        let mut content = hex("1400 0100 a4822aefe9010000 a4822aefe9010000");
        content.extend(hex("cf 01 00 948a01 ffffffff0f 948a01 01 a485aaf99e3d 10"));
        put_utf16(&mut content, "Hello 6");
        put_type(&mut bytes, "EventBlock", 2);
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        bytes.extend(content);
        bytes.push(END);
        assert_eq!(texts(&bytes, "IIpcClient", 11).unwrap(), (vec!["Hello 6".to_owned()], false));
    }

    #[test]
    fn bombs_do_not_go_off() {
        let head = [BEGINNING, &hex("05 05 01 02000000 02000000")].concat();
        let name = [&head[..], &hex("ffffffff")].concat();
        assert!(texts(&name, "P", 100).is_err(), "a name of 4 GiB");
        let mut block = [&head[..], &hex("0a000000"), b"EventBlock\x06"].concat();
        block.extend(hex("ffffffff"));
        assert!(texts(&block, "P", 100).is_err(), "a block of 4 GiB");
        let mut definition = 1u32.to_le_bytes().to_vec();
        put_utf16(&mut definition, "P");
        definition.extend([0; 22]);
        definition.extend(u32::MAX.to_le_bytes());
        let kind = Decoder::new("P").kind(&mut Cursor::new(&definition));
        assert!(kind.is_err(), "4 G fields");
        let deep = [1u32, 1].map(u32::to_le_bytes).concat().repeat(1000);
        assert!(fields(&mut Cursor::new(&deep), &mut Vec::new(), 0).is_err(), "groups of groups");
        for end in 0..stream(&["a"]).len() - 1 {
            assert!(!texts(&stream(&["a"])[..end], "P", 100).unwrap().1, "{end}");
        }
    }
}
