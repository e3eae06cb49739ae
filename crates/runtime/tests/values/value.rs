//! A value of any type, apart from the memory that it lies in.

use oxcom::abi::{VT_BYREF, VT_VARIANT};
use oxcom_typeinfo::plan::{Arm, Union};

/// What two values must have in common to be equal.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A null pointer, a null BSTR, nothing.
    Null,
    /// The bytes of a number, a GUID, a DECIMAL.
    Plain(Vec<u8>),
    /// The bytes of a BSTR.
    Bstr(Vec<u8>),
    /// The bytes of text, its NUL included.
    Text(Vec<u8>),
    /// The address of an object's IUnknown.
    Object(usize),
    /// A pointer, and what it points to.
    Pointer(Box<Value>),
    /// The fields of a struct, the elements of an array, what a union holds.
    Sequence(Vec<Value>),
    /// A VARTYPE, and what the VARIANT holds; with VT_BYREF a pointer to it.
    Variant(u16, Box<Value>),
    /// A SAFEARRAY: the bounds (how many, the lowest index) with the leftmost dimension first.
    SafeArray { vartype: u16, iid: Option<u128>, bounds: Vec<(u32, i32)>, elements: Vec<Value> },
}

impl Value {
    /// The value as it comes back where nobody would own what a VARIANT refers to: the VARIANT holds it.
    pub fn settled(self) -> Self {
        let all = |values: Vec<Self>| values.into_iter().map(Self::settled).collect();
        match self {
            Self::Variant(vt, held) if i32::from(vt) & VT_BYREF != 0 => match *held {
                Self::Pointer(held) if i32::from(vt) == VT_BYREF | VT_VARIANT => *held,
                Self::Pointer(held) => Self::Variant(vt & !(VT_BYREF as u16), held),
                other => Self::Variant(vt, Box::new(other)),
            },
            Self::Pointer(target) => Self::Pointer(Box::new(target.settled())),
            Self::Sequence(values) => Self::Sequence(all(values)),
            other => other,
        }
    }

    /// The value as a number that counts.
    pub fn number(&self) -> usize {
        let Self::Plain(bytes) = self else { panic!("{self:?} is no number") };
        let mut wide = [0; 8];
        wide[..bytes.len()].copy_from_slice(bytes);
        usize::from_le_bytes(wide)
    }

    /// What a union holds whose switch has this value.
    pub fn arm<'a>(&self, union: &'a Union) -> &'a Arm {
        let Self::Plain(bytes) = self else { panic!("{self:?} is no number") };
        let is_for = |arm: &&Arm| arm.cases.iter().any(|case| case.to_le_bytes()[..bytes.len()] == bytes[..]);
        union.arms.iter().find(is_for).unwrap_or_else(|| &union.arms[usize::from(union.default.unwrap())])
    }
}
