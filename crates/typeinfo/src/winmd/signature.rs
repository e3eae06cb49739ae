//! Signatures: the types of fields, parameters and results, as blobs encode them (ECMA-335 II.23.2).

use super::Damage;
use super::bytes::Cursor;
use super::rows::TypeRow;

/// No type is built of more layers.
const MAX_DEPTH: u32 = 32;

/// A type as the file writes it, before names are looked up.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    Primitive(Primitive),
    Named(TypeRow),
    Pointer(Box<Raw>),
    Array {
        element: Box<Raw>,
        count: u32,
    },
    /// Something that only WinRT or .NET has.
    Foreign(&'static str),
}

/// The types that need no name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Primitive {
    Void,
    Bool,
    Char,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
    F32,
    F64,
    ISize,
    USize,
}

/// A method's types.
pub(super) struct MethodSignature {
    pub(super) result: Raw,
    pub(super) params: Vec<Raw>,
}

/// Reads a method's signature (II.23.2.1). `charge` is told of every type read.
pub(super) fn method(
    blob: &[u8],
    charge: &mut impl FnMut() -> Result<(), Damage>,
) -> Result<MethodSignature, Damage> {
    let mut cursor = Cursor::new(blob, "a method's signature");
    let flags = cursor.u8()?;
    if flags & 0x10 != 0 {
        cursor.compressed()?; // how many generic parameters
    }
    let count = cursor.compressed()?;
    let result = read(&mut cursor, 0, charge)?;
    let mut params = Vec::new();
    for _ in 0..count {
        params.push(read(&mut cursor, 0, charge)?);
    }
    Ok(MethodSignature { result, params })
}

/// Reads a field's signature (II.23.2.4).
pub(super) fn field(blob: &[u8], charge: &mut impl FnMut() -> Result<(), Damage>) -> Result<Raw, Damage> {
    let mut cursor = Cursor::new(blob, "a field's signature");
    if cursor.u8()? != 0x06 {
        return Err(Damage::Malformed("a field's signature"));
    }
    read(&mut cursor, 0, charge)
}

fn read(
    cursor: &mut Cursor<'_>,
    depth: u32,
    charge: &mut impl FnMut() -> Result<(), Damage>,
) -> Result<Raw, Damage> {
    if depth > MAX_DEPTH {
        return Err(Damage::TooDeep("a type"));
    }
    charge()?;
    skip_modifiers(cursor)?;
    let code = cursor.u8()?;
    if let Some(primitive) = primitive(code) {
        return Ok(Raw::Primitive(primitive));
    }
    match code {
        0x0F | 0x10 => Ok(Raw::Pointer(Box::new(read(cursor, depth + 1, charge)?))),
        0x11 | 0x12 => {
            let row = TypeRow::decode(cursor.compressed()?);
            row.map(Raw::Named).ok_or(Damage::Malformed("a type's name"))
        }
        0x14 => array(cursor, depth, charge),
        0x15 => {
            cursor.u8()?;
            cursor.compressed()?;
            for _ in 0..cursor.compressed()? {
                read(cursor, depth + 1, charge)?;
            }
            Ok(Raw::Foreign("a generic type"))
        }
        0x0E => Ok(Raw::Foreign("a WinRT string")),
        0x1C => Ok(Raw::Foreign("a WinRT object")),
        0x13 | 0x1E => cursor.compressed().map(|_| Raw::Foreign("a generic parameter")),
        0x1D => read(cursor, depth + 1, charge).map(|_| Raw::Foreign("a WinRT array")),
        _ => Err(Damage::Malformed("a type")),
    }
}

/// Steps over custom modifiers: `IsConst` is all that descriptions use, and directions say the same.
fn skip_modifiers(cursor: &mut Cursor<'_>) -> Result<(), Damage> {
    while let [0x1F | 0x20, ..] = cursor.rest() {
        cursor.u8()?;
        cursor.compressed()?;
    }
    Ok(())
}

/// An array of fixed length: one dimension whose size is given (II.23.2.13).
fn array(
    cursor: &mut Cursor<'_>,
    depth: u32,
    charge: &mut impl FnMut() -> Result<(), Damage>,
) -> Result<Raw, Damage> {
    let element = Box::new(read(cursor, depth + 1, charge)?);
    let (rank, sizes) = (cursor.compressed()?, cursor.compressed()?);
    if (rank, sizes) != (1, 1) {
        return Err(Damage::Malformed("an array's shape"));
    }
    let count = cursor.compressed()?;
    for _ in 0..cursor.compressed()? {
        cursor.compressed()?; // lower bounds
    }
    Ok(Raw::Array { element, count })
}

/// Element types without parts (II.23.1.16).
pub(super) fn primitive(code: u8) -> Option<Primitive> {
    Some(match code {
        0x01 => Primitive::Void,
        0x02 => Primitive::Bool,
        0x03 => Primitive::Char,
        0x04 => Primitive::I8,
        0x05 => Primitive::U8,
        0x06 => Primitive::I16,
        0x07 => Primitive::U16,
        0x08 => Primitive::I32,
        0x09 => Primitive::U32,
        0x0A => Primitive::I64,
        0x0B => Primitive::U64,
        0x0C => Primitive::F32,
        0x0D => Primitive::F64,
        0x18 => Primitive::ISize,
        0x19 => Primitive::USize,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(blob: &[u8]) -> Result<Raw, Damage> {
        field(blob, &mut || Ok(()))
    }

    #[test]
    fn pointers_and_arrays_nest() {
        let double = Raw::Pointer(Box::new(Raw::Pointer(Box::new(Raw::Primitive(Primitive::U8)))));
        assert_eq!(of(&[0x06, 0x1F, 0x05, 0x0F, 0x0F, 0x05]), Ok(double));
        let array = Raw::Array { element: Box::new(Raw::Primitive(Primitive::U16)), count: 3 };
        assert_eq!(of(&[0x06, 0x14, 0x07, 1, 1, 3, 0]), Ok(array));
        assert_eq!(of(&[0x06, 0x11, 0x09]), Ok(Raw::Named(TypeRow::Ref(1))));
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let endless = [&[0x06][..], &[0x0F; 100]].concat();
        assert_eq!(of(&endless), Err(Damage::TooDeep("a type")));
        assert_eq!(of(&[0x06]), Err(Damage::Outside("a field's signature")));
        assert_eq!(of(&[0x07, 0x05]), Err(Damage::Malformed("a field's signature")));
        assert_eq!(of(&[0x06, 0x14, 0x07, 2, 0, 0]), Err(Damage::Malformed("an array's shape")));
        assert_eq!(of(&[0x06, 0x11, 0x00]), Err(Damage::Malformed("a type's name")));
    }
}
