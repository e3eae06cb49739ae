//! From segments to a library.

use super::Damage;
use super::segments::{Segment, Segments, signed};
use crate::typelib::{
    Entry, Function, Help, Implemented, Import, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary,
    Variable, VariableKind,
};
use crate::winmd::bytes::{Cursor, wide};

/// Converts a whole file.
pub(super) fn library(segments: &Segments<'_>) -> Result<TypeLibrary, Damage> {
    let header = &segments.header;
    let mut library = TypeLibrary {
        name: segments.name(header.name)?,
        guid: segments.guid(header.guid)?,
        version: version(header.version),
        lcid: header.lcid,
        system: header.system,
        flags: (header.flags & 0xFFFF) as u16,
        help: Help { text: segments.text(header.help)?, context: header.help_context },
        help_file: segments.text(header.help_file)?,
        imports: imports(segments)?,
        types: Vec::new(),
    };
    for &at in &segments.types_at {
        library.types.push(type_info(segments, at)?);
    }
    Ok(library)
}

/// Major and minor number out of the halves of one.
fn version(both: u32) -> (u16, u16) {
    ((both & 0xFFFF) as u16, (both >> 16) as u16)
}

fn imports(segments: &Segments<'_>) -> Result<Vec<Import>, Damage> {
    let mut imports = Vec::new();
    for (_, mut at) in segments.files() {
        let (guid, lcid, version_word) = (signed(&mut at)?, at.u32()?, at.u32()?);
        let len = usize::from(at.u16()? >> 2);
        segments.spend(2 + len / 64)?;
        imports.push(Import {
            guid: segments.guid(guid)?,
            version: version(version_word),
            lcid,
            file: String::from_utf8_lossy(at.take(len)?).into_owned(),
        });
    }
    Ok(imports)
}

fn type_info(segments: &Segments<'_>, place: u32) -> Result<TypeInfo, Damage> {
    let mut at = segments.at(Segment::Types, place, "a type")?;
    let kind_word = at.u32()?;
    let members_at = at.u32()?;
    at.take(16)?;
    let counts = at.u32()?;
    at.take(16)?;
    let guid = signed(&mut at)?;
    let (flags, name, type_version) = (at.u32()?, signed(&mut at)?, at.u32()?);
    let help = signed(&mut at)?;
    at.u32()?; // helpstringcontext
    let context = at.u32()?;
    signed(&mut at)?; // custom data
    let implemented = at.u16()?;
    at.u16()?; // size of the vtable
    let size = at.u32()?;
    let extra = at.u32()?;
    segments.spend(8)?;

    let kind = TypeKind::from_number(kind_word & 0xF).ok_or(Damage::Malformed("a type's kind"))?;
    let members = Members::read(segments, members_at, counts)?;
    let mut info = TypeInfo {
        guid: segments.guid(guid)?,
        flags: (flags & 0xFFFF) as u16,
        version: version(type_version),
        help: Help { text: segments.text(help)?, context },
        alignment: (kind_word >> 11 & 0x1F) as u16,
        size,
        ..TypeInfo::new(segments.name(name)?, kind)
    };
    for member in 0..members.functions {
        info.functions.push(members.function(segments, member)?);
    }
    for member in 0..members.variables {
        info.variables.push(members.variable(segments, member, kind)?);
    }
    if matches!(kind, TypeKind::Interface | TypeKind::Dispatch) && info.has_vtable() {
        info.functions.sort_by_key(|function| function.slot); // stable: the file's order else
    }
    match kind {
        TypeKind::Interface | TypeKind::Dispatch if extra.cast_signed() >= 0 => {
            info.implemented.push(Implemented { reference: segments.reference(extra)?, flags: 0 });
        }
        TypeKind::Coclass => info.implemented = coclass(segments, extra, implemented)?,
        TypeKind::Alias => info.alias = Some(segments.ty(extra)?),
        TypeKind::Module => info.dll = segments.text(extra.cast_signed())?,
        _ => {}
    }
    Ok(info)
}

/// The interfaces of a coclass: a chain through the segment of references.
fn coclass(segments: &Segments<'_>, first: u32, count: u16) -> Result<Vec<Implemented>, Damage> {
    let mut implemented = Vec::new();
    let mut next = first;
    for _ in 0..count {
        if next == u32::MAX {
            break;
        }
        segments.spend(1)?;
        let mut at = segments.at(Segment::References, next, "a class's interface")?;
        let (reference, flags) = (at.u32()?, at.u32()?);
        at.u32()?; // custom data
        next = at.u32()?;
        implemented.push(Implemented { reference: segments.reference(reference)?, flags });
    }
    Ok(implemented)
}

/// A type's functions and variables: their records, then for each an id, a name, and where its record is.
struct Members<'a> {
    functions: usize,
    variables: usize,
    records: &'a [u8],
    table: &'a [u8],
}

impl<'a> Members<'a> {
    fn read(segments: &Segments<'a>, at: u32, counts: u32) -> Result<Self, Damage> {
        let (functions, variables) = (wide(counts & 0xFFFF), wide(counts >> 16));
        let all = functions + variables;
        if all == 0 {
            return Ok(Self { functions, variables, records: &[], table: &[] });
        }
        segments.spend(all)?;
        let mut at = Cursor::at(segments.file, wide(at), "a type's members")?;
        let len = at.u32()?;
        let records = at.take(wide(len))?;
        Ok(Self { functions, variables, records, table: at.take(12 * all)? })
    }

    /// The id and name of a member, and its record.
    fn member(&self, segments: &Segments<'_>, member: usize) -> Result<(i32, String, Record<'a>), Damage> {
        let all = self.functions + self.variables;
        let column = |column: usize| {
            signed(&mut Cursor::at(self.table, 4 * (column * all + member), "a type's member")?)
        };
        let (memid, name, offset) = (column(0)?, segments.name(column(1)?)?, column(2)?.cast_unsigned());
        // Functions are found at their offsets, variables too: the first record has offset 0.
        Ok((memid, name, Record::at(self.records, offset)?))
    }

    fn function(&self, segments: &Segments<'_>, member: usize) -> Result<Function, Damage> {
        let (memid, name, record) = self.member(segments, member)?;
        let mut at = record.cursor();
        at.u32()?; // size, index
        let result = segments.ty(at.u32()?)?;
        let flags = at.u32()?;
        let vtable = at.u16()?;
        at.u16()?;
        let codes = at.u32()?;
        let (count, optional) = (usize::from(at.u16()?), at.u16()?.cast_signed());
        let defaults = codes & 0x1000 != 0;
        let tail = count * if defaults { 16 } else { 12 };
        let attributes = record.bytes.len().checked_sub(0x18 + tail).ok_or(Damage::Outside("a function"))?;
        let attribute = |index: usize| record.attribute(0x18, index, attributes);
        let entry = match (codes >> 13 & 1, attribute(2)?) {
            (_, None) => None,
            (1, Some(number)) => Some(Entry::Ordinal((number & 0xFFFF) as u16)),
            (_, Some(text)) => segments.text(text.cast_signed())?.map(Entry::Name),
        };
        let params = params(segments, &record, 0x18 + attributes, count, defaults)?;
        Ok(Function {
            name,
            memid,
            kind: (codes & 7) as u16,
            invoke: (codes >> 3 & 0xF) as u16,
            convention: (codes >> 8 & 0xF) as u16,
            slot: (vtable & 0xFFFE) / segments.pointer_size(),
            flags: (flags & 0xFFFF) as u16,
            optional,
            result,
            params,
            help: record.help(segments, 0x18, attributes)?,
            entry,
        })
    }

    fn variable(&self, segments: &Segments<'_>, member: usize, kind: TypeKind) -> Result<Variable, Damage> {
        const CONSTANT: u16 = 2;
        const DISPATCH: u16 = 3;
        let (memid, name, record) = self.member(segments, self.functions + member)?;
        let mut at = record.cursor();
        at.u32()?; // size, index
        let ty: TypeDesc = segments.ty(at.u32()?)?;
        let flags = at.u32()?;
        let of = at.u16()?;
        at.u16()?;
        let value = at.u32()?;
        let attributes = record.bytes.len().saturating_sub(0x14);
        Ok(Variable {
            name,
            memid,
            kind: match of {
                CONSTANT => VariableKind::Constant(segments.constant(value)?),
                DISPATCH => VariableKind::Property,
                _ if kind == TypeKind::Dispatch => VariableKind::Property,
                _ => VariableKind::Field(value),
            },
            ty,
            flags: (flags & 0xFFFF) as u16,
            help: record.help(segments, 0x14, attributes)?,
        })
    }
}

fn params(
    segments: &Segments<'_>,
    record: &Record<'_>,
    start: usize,
    count: usize,
    defaults: bool,
) -> Result<Vec<Parameter>, Damage> {
    let mut values = Cursor::at(record.bytes, start, "default values")?;
    let mut at = Cursor::at(record.bytes, start + if defaults { 4 * count } else { 0 }, "parameters")?;
    let mut params = Vec::new();
    for _ in 0..count {
        let (ty, name, flags) = (segments.ty(at.u32()?)?, signed(&mut at)?, at.u32()?);
        let default = if defaults { values.u32()? } else { u32::MAX };
        let flags = (flags & 0xFFFF) as u16;
        let default = match default {
            code if flags & Parameter::HAS_DEFAULT != 0 && defaults => Some(segments.constant(code)?),
            _ => None,
        };
        params.push(Parameter { name: segments.name(name)?, ty, flags, default });
    }
    Ok(params)
}

/// A function's or variable's record: as long as it says itself.
struct Record<'a> {
    bytes: &'a [u8],
}

impl<'a> Record<'a> {
    fn at(records: &'a [u8], offset: u32) -> Result<Self, Damage> {
        let what = Damage::Outside("a member's record");
        let mut at = Cursor::at(records, wide(offset), "a member's record")?;
        let len = usize::from(at.u16()?);
        let bytes = records.get(wide(offset)..).and_then(|rest| rest.get(..len)).ok_or(what)?;
        Ok(Self { bytes })
    }

    fn cursor(&self) -> Cursor<'a> {
        Cursor::new(self.bytes, "a member's record")
    }

    /// One of the numbers that only longer records have, if this one has it.
    fn attribute(&self, start: usize, index: usize, len: usize) -> Result<Option<u32>, Damage> {
        if 4 * index + 4 > len {
            return Ok(None);
        }
        let value = Cursor::at(self.bytes, start + 4 * index, "a member's record")?.u32()?;
        Ok((value != u32::MAX).then_some(value))
    }

    fn help(&self, segments: &Segments<'_>, start: usize, len: usize) -> Result<Help, Damage> {
        let context = self.attribute(start, 0, len)?.unwrap_or(0);
        let text = match self.attribute(start, 1, len)? {
            Some(text) => segments.text(text.cast_signed())?,
            None => None,
        };
        Ok(Help { text, context })
    }
}
