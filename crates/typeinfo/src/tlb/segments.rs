//! The file's header and segments, and single values out of them.

use std::cell::Cell;
use std::collections::HashMap;

use super::Damage;
use crate::typelib::{Constant, TypeDesc, TypeKind, TypeRef, vt};
use crate::winmd::bytes::{Cursor, wide};
use windows_core::GUID;

/// No type is nested deeper.
const MAX_DEPTH: u32 = 32;
/// Bytes of a type's description in the segment of types.
pub(super) const TYPE_SIZE: u32 = 0x64;

/// A file with its header read.
pub(super) struct Segments<'a> {
    pub(super) file: &'a [u8],
    pub(super) header: Header,
    /// Where each type's description begins in the segment of types.
    pub(super) types_at: Vec<u32>,
    /// The type that begins there.
    type_at: HashMap<u32, u32>,
    /// Where each imported library's description begins, in rising order.
    files_at: Vec<u32>,
    segments: [&'a [u8]; 15],
    /// What may still be built, in units of a type or of 64 characters.
    budget: Cell<usize>,
}

/// The segments by their place in the directory.
#[derive(Clone, Copy)]
pub(super) enum Segment {
    Types = 0,
    Imports = 1,
    Files = 2,
    References = 3,
    Guids = 5,
    Names = 7,
    Texts = 8,
    TypeDescs = 9,
    ArrayDescs = 10,
    Constants = 11,
}

/// The fixed part of the file.
pub(super) struct Header {
    pub(super) guid: i32,
    pub(super) lcid: u32,
    pub(super) system: u32,
    pub(super) version: u32,
    pub(super) flags: u32,
    pub(super) help: i32,
    pub(super) help_context: u32,
    pub(super) name: i32,
    pub(super) help_file: i32,
}

impl<'a> Segments<'a> {
    pub(super) fn open(file: &'a [u8]) -> Result<Self, Damage> {
        let mut at = Cursor::new(file, "the type library's header");
        if !file.starts_with(b"MSFT") {
            return Err(Damage::NotMetadata("it does not begin as a type library does"));
        }
        at.take(4)?;
        if at.u32()? != 0x0001_0002 {
            return Err(Damage::NotMetadata("it is a type library of an unknown version"));
        }
        let guid = signed(&mut at)?;
        at.u32()?; // the language of the compiler
        let lcid = at.u32()?;
        let kind = at.u32()?;
        let (version, flags, count) = (at.u32()?, at.u32()?, at.u32()?);
        let help = signed(&mut at)?;
        at.u32()?; // helpstringcontext
        let help_context = at.u32()?;
        at.take(8)?; // how many names, of how many characters
        let (name, help_file) = (signed(&mut at)?, signed(&mut at)?);
        at.take(20)?; // custom data, constants, where IDispatch is, how many imports
        if kind & 0x100 != 0 {
            at.u32()?; // the library with localized help
        }
        let mut types_at = Vec::new();
        for _ in 0..count {
            types_at.push(at.u32()?);
        }
        let mut segments = [&file[..0]; 15];
        for segment in &mut segments {
            let (offset, len) = (at.u32()?, at.u32()?);
            at.take(8)?;
            if offset != u32::MAX && len != 0 {
                *segment = file
                    .get(wide(offset)..)
                    .and_then(|rest| rest.get(..wide(len)))
                    .ok_or(Damage::Outside("a segment"))?;
            }
        }
        let header =
            Header { guid, lcid, system: kind & 0xF, version, flags, help, help_context, name, help_file };
        let type_at = (0..).zip(&types_at).map(|(index, at)| (*at, index)).collect();
        let files_at = Vec::new();
        let budget = Cell::new(64 + file.len());
        let mut opened = Self { file, header, types_at, type_at, files_at, segments, budget };
        opened.files_at = opened.files().map(|(at, _)| at).collect();
        Ok(opened)
    }

    /// Bytes of a pointer on the system that the library was made for.
    pub(super) fn pointer_size(&self) -> u16 {
        if self.header.system == 3 { 8 } else { 4 }
    }

    pub(super) fn at(&self, segment: Segment, offset: u32, what: &'static str) -> Result<Cursor<'a>, Damage> {
        Cursor::at(self.segments[segment as usize], wide(offset), what)
    }

    pub(super) fn spend(&self, amount: usize) -> Result<(), Damage> {
        self.budget.set(self.budget.get().checked_sub(amount).ok_or(Damage::TooMuch)?);
        Ok(())
    }

    /// An id; zero where there is none.
    pub(super) fn guid(&self, offset: i32) -> Result<GUID, Damage> {
        let Some(offset) = place(offset) else { return Ok(GUID::zeroed()) };
        let mut at = self.at(Segment::Guids, offset, "an id")?;
        let (data1, data2, data3) = (at.u32()?, at.u16()?, at.u16()?);
        let mut data4 = [0; 8];
        data4.copy_from_slice(at.take(8)?);
        Ok(GUID { data1, data2, data3, data4 })
    }

    /// A name; empty where there is none.
    pub(super) fn name(&self, offset: i32) -> Result<String, Damage> {
        let Some(offset) = place(offset) else { return Ok(String::new()) };
        let mut at = self.at(Segment::Names, offset, "a name")?;
        at.take(8)?; // the type that has it, the next name of the same hash
        let len = wide(at.u32()? & 0xFF);
        self.spend(1 + len / 64)?;
        Ok(latin(at.take(len)?))
    }

    pub(super) fn text(&self, offset: i32) -> Result<Option<String>, Damage> {
        let Some(offset) = place(offset) else { return Ok(None) };
        let mut at = self.at(Segment::Texts, offset, "a text")?;
        let len = usize::from(at.u16()?);
        self.spend(1 + len / 64)?;
        Ok(Some(latin(at.take(len)?)))
    }

    /// A type: in place when the topmost bit is set, else in the segment of type descriptions.
    pub(super) fn ty(&self, code: u32) -> Result<TypeDesc, Damage> {
        self.ty_inside(code, 0)
    }

    fn ty_inside(&self, code: u32, depth: u32) -> Result<TypeDesc, Damage> {
        if depth == MAX_DEPTH {
            return Err(Damage::TooDeep("a type"));
        }
        self.spend(1)?;
        if code & 0x8000_0000 != 0 {
            return Ok(TypeDesc::Base((code & 0x0FFF) as u16));
        }
        let mut at = self.at(Segment::TypeDescs, code, "a type")?;
        let kind = at.u16()? & 0x0FFF;
        at.u16()?;
        let inner = at.u32()?;
        let boxed = |code| self.ty_inside(code, depth + 1).map(Box::new);
        Ok(match kind {
            vt::PTR => TypeDesc::Pointer(boxed(inner)?),
            vt::SAFEARRAY => TypeDesc::SafeArray(boxed(inner)?),
            vt::CARRAY => {
                let mut at = self.at(Segment::ArrayDescs, inner, "an array")?;
                let element = boxed(at.u32()?)?;
                let dimensions = at.u16()?;
                at.u16()?;
                let mut bounds = Vec::new();
                for _ in 0..dimensions {
                    self.spend(1)?;
                    bounds.push((at.u32()?, signed(&mut at)?));
                }
                TypeDesc::Array(element, bounds)
            }
            vt::USERDEFINED => TypeDesc::User(self.reference(inner)?),
            other => TypeDesc::Base(other),
        })
    }

    /// A reference to a type: of this library, unless the lowest bits say otherwise.
    pub(super) fn reference(&self, code: u32) -> Result<TypeRef, Damage> {
        const BY_GUID: u32 = 0x0001_0000;
        if code & 3 == 0 {
            return self
                .type_at
                .get(&code)
                .map(|index| TypeRef::Local(*index))
                .ok_or(Damage::Outside("a type"));
        }
        let mut at = self.at(Segment::Imports, code & !3, "an imported type")?;
        let (flags, file, id) = (at.u32()?, at.u32()?, signed(&mut at)?);
        let library = self.files_at.binary_search(&file).map_err(|_| Damage::Outside("an import"))?;
        let library = u32::try_from(library).unwrap_or(u32::MAX);
        let kind = TypeKind::from_number(flags >> 24 & 0xF).ok_or(Damage::Malformed("an imported type"))?;
        if flags & BY_GUID != 0 {
            return Ok(TypeRef::External(library, self.guid(id)?, kind));
        }
        Ok(TypeRef::ExternalIndex(library, id.cast_unsigned() / TYPE_SIZE, kind))
    }

    /// The imported libraries' descriptions, with where each begins in its segment.
    pub(super) fn files(&self) -> impl Iterator<Item = (u32, Cursor<'a>)> {
        let segment = self.segments[Segment::Files as usize];
        let mut offset = 0;
        std::iter::from_fn(move || {
            let at = Cursor::at(segment, offset, "an imported library").ok()?;
            let mut len = at;
            len.take(12).ok()?;
            let start = u32::try_from(offset).ok()?;
            offset += (14 + usize::from(len.u16().ok()? >> 2)).next_multiple_of(4);
            Some((start, at))
        })
    }

    /// A value: a small number in place, else in the segment of constants.
    pub(super) fn constant(&self, code: u32) -> Result<Constant, Damage> {
        self.spend(1)?;
        if code & 0x8000_0000 != 0 {
            let (kind, value) = ((code >> 26 & 0x1F) as u16, i64::from(code & 0x03FF_FFFF));
            return Ok(match kind {
                vt::I1 => Constant::Integer(kind, value << 56 >> 56),
                vt::I2 | vt::BOOL => Constant::Integer(kind, value << 48 >> 48),
                _ => number(kind, value),
            });
        }
        let mut at = self.at(Segment::Constants, code, "a constant")?;
        let kind = at.u16()?;
        Ok(match kind {
            vt::BSTR => {
                let len = wide(at.u32()?);
                if len == u32::MAX as usize {
                    return Ok(Constant::Nothing(vt::BSTR));
                }
                self.spend(len / 64)?;
                Constant::Text(latin(at.take(len)?))
            }
            vt::R4 => Constant::Real(kind, f64::from(f32::from_bits(at.u32()?))),
            vt::R8 | vt::DATE => Constant::Real(kind, f64::from_bits(at.u64()?)),
            vt::I8 | vt::UI8 | vt::CY => Constant::Integer(kind, at.u64()?.cast_signed()),
            vt::I1 => Constant::Integer(kind, at.u8()?.cast_signed().into()),
            vt::UI1 => Constant::Integer(kind, at.u8()?.into()),
            vt::I2 | vt::BOOL => Constant::Integer(kind, at.u16()?.cast_signed().into()),
            vt::UI2 => Constant::Integer(kind, at.u16()?.into()),
            vt::UI4 | vt::UINT => Constant::Integer(kind, at.u32()?.into()),
            vt::I4 | vt::INT | vt::ERROR | vt::HRESULT => {
                Constant::Integer(kind, at.u32()?.cast_signed().into())
            }
            other => Constant::Nothing(other),
        })
    }
}

fn number(kind: u16, value: i64) -> Constant {
    match kind {
        vt::EMPTY | vt::NULL | vt::UNKNOWN | vt::DISPATCH | vt::BSTR => Constant::Nothing(kind),
        vt::R4 | vt::R8 | vt::DATE => Constant::Real(kind, value as f64),
        _ => Constant::Integer(kind, value),
    }
}

/// An offset that is there.
fn place(offset: i32) -> Option<u32> {
    u32::try_from(offset).ok()
}

pub(super) fn signed(at: &mut Cursor<'_>) -> Result<i32, Damage> {
    at.u32().map(u32::cast_signed)
}

/// Names and texts have one byte a character, of a code page that the file's language implies; Western European here, unless
/// the bytes are UTF-8.
fn latin(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}
