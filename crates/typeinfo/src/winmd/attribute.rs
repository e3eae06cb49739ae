//! Custom attributes: the notes that a description attaches to its items (ECMA-335 II.23.3).

use super::Damage;
use super::bytes::{Cursor, wide};
use super::rows::TypeRow;
use super::signature::{Primitive, Raw};
use super::tables::{Table, Tables};

/// An attribute's arguments, as far as they are numbers and text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Arguments<'a> {
    pub(super) fixed: Vec<Value<'a>>,
    pub(super) named: Vec<(&'a str, Value<'a>)>,
}

/// One argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    Number(i64),
    Text(&'a str),
}

/// The type of an attribute: whose constructor it names.
pub(super) fn type_of(tables: &Tables<'_>, row: u32) -> Result<Option<TypeRow>, Damage> {
    Ok(constructor(tables, row)?.map(|constructor| constructor.parent))
}

struct Constructor {
    parent: TypeRow,
    signature: u32,
}

/// Attributes that a file declares itself (a MethodDef, tag 2) are not told apart by name here: compilers of RDL always
/// write a MemberRef (tag 3).
fn constructor(tables: &Tables<'_>, row: u32) -> Result<Option<Constructor>, Damage> {
    let coded = tables.cell(Table::CustomAttribute, row, 1)?;
    let Some(member) = (coded >> 3).checked_sub(1).filter(|_| coded & 7 == 3) else { return Ok(None) };
    let parent = tables.cell(Table::MemberRef, member, 0)?;
    let parent_row = (parent >> 3).checked_sub(1);
    let parent = match (parent & 7, parent_row) {
        (0, Some(row)) => TypeRow::Def(row),
        (1, Some(row)) => TypeRow::Ref(row),
        _ => return Ok(None),
    };
    Ok(Some(Constructor { parent, signature: tables.cell(Table::MemberRef, member, 2)? }))
}

/// Decodes an attribute's arguments.
pub(super) fn arguments<'a>(
    tables: &Tables<'a>,
    row: u32,
    charge: &mut impl FnMut() -> Result<(), Damage>,
) -> Result<Arguments<'a>, Damage> {
    let Some(Constructor { signature, .. }) = constructor(tables, row)? else {
        return Ok(Arguments::default());
    };
    let signature = super::signature::method(tables.blob(signature)?, charge)?;
    let mut cursor = Cursor::new(tables.blob(tables.cell(Table::CustomAttribute, row, 2)?)?, "an attribute");
    if cursor.u16()? != 1 {
        return Err(Damage::Malformed("an attribute"));
    }
    let mut arguments = Arguments::default();
    for ty in &signature.params {
        arguments.fixed.push(fixed(&mut cursor, ty)?);
    }
    for _ in 0..cursor.u16()? {
        charge()?;
        arguments.named.push(named(&mut cursor)?);
    }
    Ok(arguments)
}

fn fixed<'a>(cursor: &mut Cursor<'a>, ty: &Raw) -> Result<Value<'a>, Damage> {
    match ty {
        Raw::Primitive(primitive) => number(cursor, *primitive),
        Raw::Foreign("a WinRT string") => text(cursor).map(Value::Text),
        // An enumeration, whose definition is in another file: all that attributes use have 32 bits.
        Raw::Named(_) => number(cursor, Primitive::I32),
        _ => Err(Damage::Malformed("an attribute's argument")),
    }
}

fn named<'a>(cursor: &mut Cursor<'a>) -> Result<(&'a str, Value<'a>), Damage> {
    let malformed = Damage::Malformed("an attribute's argument");
    if !matches!(cursor.u8()?, 0x53 | 0x54) {
        return Err(malformed);
    }
    let code = cursor.u8()?;
    match code {
        0x0E => Ok((text(cursor)?, Value::Text(text(cursor)?))),
        0x55 => {
            text(cursor)?; // the enumeration's name
            Ok((text(cursor)?, number(cursor, Primitive::I32)?))
        }
        _ => {
            let primitive = super::signature::primitive(code).ok_or(malformed)?;
            Ok((text(cursor)?, number(cursor, primitive)?))
        }
    }
}

fn number<'a>(cursor: &mut Cursor<'a>, ty: Primitive) -> Result<Value<'a>, Damage> {
    let value = match ty {
        Primitive::Bool | Primitive::U8 => i64::from(cursor.u8()?),
        Primitive::I8 => i64::from(cursor.u8()?.cast_signed()),
        Primitive::Char | Primitive::U16 => i64::from(cursor.u16()?),
        Primitive::I16 => i64::from(cursor.u16()?.cast_signed()),
        Primitive::U32 => i64::from(cursor.u32()?),
        Primitive::I32 => i64::from(cursor.u32()?.cast_signed()),
        Primitive::I64 | Primitive::U64 => cursor.u64()?.cast_signed(),
        _ => return Err(Damage::Malformed("an attribute's argument")),
    };
    Ok(Value::Number(value))
}

/// Text with its length before it; one byte 0xFF stands for none.
fn text<'a>(cursor: &mut Cursor<'a>) -> Result<&'a str, Damage> {
    if let [0xFF, ..] = cursor.rest() {
        cursor.u8()?;
        return Ok("");
    }
    let len = cursor.compressed()?;
    std::str::from_utf8(cursor.take(wide(len))?).map_err(|_| Damage::Malformed("an attribute's text"))
}
