//! Binary XML, [MC-NBFX]: records of elements, attributes and texts, read one by one.

use std::borrow::Cow;

use super::dictionary::Session;
use super::{Cursor, Read, put_packed, wrong};

/// How deep elements may lie in each other.
const DEPTH_LIMIT: usize = 64;

/// What the next record is. Names are local names: no peer's message depends on its prefixes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Event<'a> {
    Element(Cow<'a, str>),
    /// An attribute that is no namespace; nothing here depends on their values.
    Attribute,
    Namespace(Cow<'a, str>),
    Text(Text<'a>),
    End,
}

/// A text record, [MC-NBFX] 2.2.3.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Text<'a> {
    Characters(Cow<'a, str>),
    UniqueId([u8; 16]),
    /// Numbers, times, bytes: no part of the contract.
    Other,
}

/// Reads the records of one document.
pub(crate) struct Reader<'a> {
    cursor: Cursor<'a>,
    session: &'a Session,
    depth: usize,
    ended_by_text: bool,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], session: &'a Session) -> Reader<'a> {
        Reader { cursor: Cursor::new(bytes), session, depth: 0, ended_by_text: false }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The next event; `None` after the end of the outermost element.
    pub(crate) fn next(&mut self) -> Read<Option<Event<'a>>> {
        if std::mem::take(&mut self.ended_by_text) {
            return self.close().map(Some);
        }
        loop {
            if self.cursor.is_empty() && self.depth == 0 {
                return Ok(None);
            }
            match self.cursor.u8()? {
                0x01 => return self.close().map(Some),
                0x02 => drop(self.string()?),
                kind @ 0x04..=0x3f => return self.attribute(kind).map(Some),
                kind @ 0x40..=0x77 => return self.element(kind).map(Some),
                kind @ 0x80..=0xbd => {
                    let text = self.text(kind & !1)?;
                    self.ended_by_text = kind & 1 == 1;
                    return Ok(Some(Event::Text(text)));
                }
                other => return wrong(format!("record {other:#04x}")),
            }
        }
    }

    fn close(&mut self) -> Read<Event<'a>> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(Event::End)
            }
            None => wrong("an element ends that never began"),
        }
    }

    /// [MC-NBFX] 2.2.1.
    fn element(&mut self, kind: u8) -> Read<Event<'a>> {
        if self.depth == DEPTH_LIMIT {
            return wrong("elements lie too deep");
        }
        self.depth += 1;
        let name = match kind {
            0x40 | 0x5e..=0x77 => self.string()?,
            0x41 => {
                self.string()?;
                self.string()?
            }
            0x42 | 0x44..=0x5d => self.known()?,
            _ => {
                self.string()?;
                self.known()?
            }
        };
        Ok(Event::Element(name))
    }

    /// [MC-NBFX] 2.2.2.
    fn attribute(&mut self, kind: u8) -> Read<Event<'a>> {
        match kind {
            0x08 => return self.string().map(Event::Namespace),
            0x09 => {
                self.string()?;
                return self.string().map(Event::Namespace);
            }
            0x0a => return self.known().map(Event::Namespace),
            0x0b => {
                self.string()?;
                return self.known().map(Event::Namespace);
            }
            0x04 | 0x26..=0x3f => drop(self.string()?),
            0x05 => {
                self.string()?;
                self.string()?;
            }
            0x06 | 0x0c..=0x25 => drop(self.known()?),
            _ => {
                self.string()?;
                self.known()?;
            }
        }
        let value = self.cursor.u8()?;
        if value == 0xa4 {
            self.list()?;
        } else {
            self.text(value)?;
        }
        Ok(Event::Attribute)
    }

    /// The rest of a list, [MC-NBFX] 2.2.3.21: texts up to its end.
    fn list(&mut self) -> Read<()> {
        loop {
            match self.cursor.u8()? {
                0xa6 => return Ok(()),
                kind => drop(self.text(kind)?),
            }
        }
    }

    fn text(&mut self, kind: u8) -> Read<Text<'a>> {
        let cursor = &mut self.cursor;
        let skip = match kind {
            0x80 => return Ok(Text::Characters("0".into())),
            0x82 => return Ok(Text::Characters("1".into())),
            0x84 => return Ok(Text::Characters("false".into())),
            0x86 => return Ok(Text::Characters("true".into())),
            0xa8 => return Ok(Text::Characters("".into())),
            0xaa => return self.known().map(Text::Characters),
            0xac => return cursor.array().map(Text::UniqueId),
            0x98 | 0x9a | 0x9c => {
                let length = length(cursor, kind - 0x98)?;
                return cursor.utf8(length).map(|text| Text::Characters(text.into()));
            }
            0xb6 | 0xb8 | 0xba => {
                let length = length(cursor, kind - 0xb6)?;
                return utf16(cursor.take(length)?).map(|text| Text::Characters(text.into()));
            }
            0x9e | 0xa0 | 0xa2 => length(cursor, kind - 0x9e)?,
            0x88 | 0xb4 => 1,
            0x8a => 2,
            0x8c | 0x90 | 0xbc => 4,
            0x8e | 0x92 | 0x96 | 0xae | 0xb2 => 8,
            0x94 | 0xb0 => 16,
            other => return wrong(format!("text record {other:#04x}")),
        };
        cursor.take(skip).map(|_| Text::Other)
    }

    fn string(&mut self) -> Read<Cow<'a, str>> {
        let length = self.cursor.packed_u31()?;
        self.cursor.utf8(length).map(Cow::Borrowed)
    }

    fn known(&mut self) -> Read<Cow<'a, str>> {
        let number = self.cursor.packed_u31()?;
        self.session.string(number).map(Cow::Borrowed)
    }
}

/// A length of 8, 16 or 32 bits, by how far the record's type lies behind that of 8 bits.
fn length(cursor: &mut Cursor<'_>, width: u8) -> Read<usize> {
    Ok(match width {
        0 => cursor.u8()?.into(),
        2 => cursor.u16()?.into(),
        _ => cursor.u32()? as usize,
    })
}

fn utf16(bytes: &[u8]) -> Read<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    String::from_utf16(&units).or_else(|_| wrong("a text is not UTF-16"))
}

/// Writes records.
#[derive(Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn new() -> Writer {
        Writer::default()
    }

    /// Opens an element of prefix `a` to `z` by the number of its name.
    pub(crate) fn open(&mut self, prefix: char, name: u8) -> &mut Writer {
        self.bytes.push(0x44 + (prefix as u8 - b'a'));
        put_packed(&mut self.bytes, name.into());
        self
    }

    /// Opens an element without a prefix.
    pub(crate) fn open_named(&mut self, name: &str) -> &mut Writer {
        self.bytes.push(0x40);
        self.put(name)
    }

    /// Declares the namespace of a prefix by its number.
    pub(crate) fn namespace(&mut self, prefix: char, number: u8) -> &mut Writer {
        self.bytes.extend([0x0b, 1, prefix as u8, number]);
        self
    }

    /// Declares the namespace of elements without a prefix.
    pub(crate) fn default_namespace(&mut self, namespace: &str) -> &mut Writer {
        self.bytes.push(0x08);
        self.put(namespace)
    }

    /// The attribute `s:mustUnderstand="1"`.
    pub(crate) fn must_understand(&mut self) -> &mut Writer {
        self.bytes.extend([0x0c + (b's' - b'a'), 0x00, 0x82]);
        self
    }

    /// The attribute `xml:lang`.
    pub(crate) fn language(&mut self, language: &str) -> &mut Writer {
        self.bytes.push(0x05);
        self.put("xml").put("lang");
        self.bytes.extend([0x98, language.len() as u8]);
        self.bytes.extend(language.as_bytes());
        self
    }

    /// A text, and the end of its element.
    pub(crate) fn text(&mut self, text: &str) -> &mut Writer {
        let length = text.len();
        match (u8::try_from(length), u16::try_from(length)) {
            (Ok(length), _) => self.bytes.extend([0x99, length]),
            (_, Ok(length)) => {
                self.bytes.push(0x9b);
                self.bytes.extend(length.to_le_bytes());
            }
            _ => {
                self.bytes.push(0x9d);
                self.bytes.extend((length as u32).to_le_bytes());
            }
        }
        self.bytes.extend(text.as_bytes());
        self
    }

    /// A text of the static dictionary, and the end of its element.
    pub(crate) fn known_text(&mut self, number: u8) -> &mut Writer {
        self.bytes.extend([0xab]);
        put_packed(&mut self.bytes, number.into());
        self
    }

    /// A unique identifier, and the end of its element.
    pub(crate) fn unique_id(&mut self, id: &[u8; 16]) -> &mut Writer {
        self.bytes.push(0xad);
        self.bytes.extend(id);
        self
    }

    pub(crate) fn close(&mut self) -> &mut Writer {
        self.bytes.push(0x01);
        self
    }

    pub(crate) fn finish(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    fn put(&mut self, text: &str) -> &mut Writer {
        put_packed(&mut self.bytes, text.len());
        self.bytes.extend(text.as_bytes());
        self
    }
}
