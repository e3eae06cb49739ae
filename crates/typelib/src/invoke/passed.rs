//! How values of a described type are passed.

use std::sync::Arc;

use oxcom_invoke::Native;
use oxcom_typeinfo::plan::{Scalar, Type};
use oxcom_typeinfo::typelib::{TypeDesc, TypeKind, TypeRef, vt};
use windows_core::GUID;

use crate::error::{Error, Result};
use crate::library::Loaded;
use crate::value::ARRAY;

/// Aliases of aliases of aliases end here.
const MAX_ALIASES: usize = 16;

/// A type as a method takes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Passed {
    /// A number, a date, a BSTR: what fits a register, by its VARTYPE.
    Scalar(u16),
    Variant,
    Decimal,
    /// An interface pointer: VT_DISPATCH or VT_UNKNOWN, and the interface if it is another.
    Object(u16, Option<GUID>),
    /// A SAFEARRAY of elements of this VARTYPE.
    Array(u16),
    /// A pointer to one of these.
    Pointer(Box<Passed>),
    /// A struct of the user's, which only a pointer leads to.
    Record,
}

impl Passed {
    pub(crate) fn of(loaded: &Arc<Loaded>, ty: &TypeDesc) -> Result<Self> {
        Self::resolve(loaded, ty, 0)
    }

    /// The struct that a type is, through aliases.
    pub(crate) fn record(loaded: &Arc<Loaded>, ty: &TypeDesc) -> Result<(Arc<Loaded>, usize)> {
        let (mut loaded, mut ty) = (loaded.clone(), ty.clone());
        for _ in 0..MAX_ALIASES {
            let TypeDesc::User(reference) = ty else { break };
            let (library, index, _) = loaded.resolve(loaded.number(reference))?;
            let info = library.info(index)?;
            match (info.kind, &info.alias) {
                (TypeKind::Record, _) => return Ok((library, index)),
                (TypeKind::Alias, Some(target)) => ty = target.clone(),
                _ => break,
            }
            loaded = library;
        }
        Err(Error::WrongKind)
    }

    fn resolve(loaded: &Arc<Loaded>, ty: &TypeDesc, depth: usize) -> Result<Self> {
        if depth == MAX_ALIASES {
            return Err(Error::NotCallable("a type is an alias that leads nowhere"));
        }
        match ty {
            TypeDesc::Base(base) => Self::base(*base),
            TypeDesc::SafeArray(element) => {
                Ok(Self::Array(match Self::resolve(loaded, element, depth + 1)? {
                    Self::Pointer(_) | Self::Array(_) => {
                        return Err(Error::NotCallable("an array of pointers"));
                    }
                    element => element.vartype(),
                }))
            }
            TypeDesc::Array(..) => Err(Error::NotCallable("an array of C's")),
            TypeDesc::Pointer(target) => match &**target {
                TypeDesc::User(reference)
                    if loaded.library.kind_of(*reference).is_some_and(TypeKind::is_object) =>
                {
                    Self::object(loaded, *reference)
                }
                target => Ok(Self::Pointer(Box::new(Self::resolve(loaded, target, depth + 1)?))),
            },
            TypeDesc::User(reference) => Self::user(loaded, *reference, depth),
        }
    }

    fn base(base: u16) -> Result<Self> {
        Ok(match base {
            vt::VARIANT => Self::Variant,
            vt::DECIMAL => Self::Decimal,
            vt::DISPATCH | vt::UNKNOWN => Self::Object(base, None),
            vt::INT => Self::Scalar(vt::I4),
            vt::UINT => Self::Scalar(vt::UI4),
            vt::HRESULT => Self::Scalar(vt::ERROR),
            vt::INT_PTR => Self::Scalar(vt::I8),
            vt::UINT_PTR => Self::Scalar(vt::UI8),
            vt::I2..=vt::BSTR | vt::ERROR | vt::BOOL | vt::I1..=vt::UI8 => Self::Scalar(base),
            _ => return Err(Error::NotCallable("a type that no VARIANT has")),
        })
    }

    fn user(loaded: &Arc<Loaded>, reference: TypeRef, depth: usize) -> Result<Self> {
        let (library, index, _) = loaded.resolve(loaded.number(reference))?;
        let info = library.info(index)?;
        match (info.kind, &info.alias, info.name.as_str()) {
            (TypeKind::Enum, ..) => Ok(Self::Scalar(vt::I4)),
            (TypeKind::Alias, Some(target), _) => Self::resolve(&library, target, depth + 1),
            (TypeKind::Record, _, "tagCY") => Ok(Self::Scalar(vt::CY)),
            (TypeKind::Record, _, "tagDEC") => Ok(Self::Decimal),
            (TypeKind::Record, ..) => Ok(Self::Record),
            (kind, ..) if kind.is_object() => Self::object(loaded, reference),
            _ => Err(Error::NotCallable("a type that no VARIANT has")),
        }
    }

    fn object(loaded: &Arc<Loaded>, reference: TypeRef) -> Result<Self> {
        let (library, index, _) = loaded.resolve(loaded.number(reference))?;
        let info = library.info(index)?;
        Ok(match info.kind {
            TypeKind::Dispatch => Self::Object(vt::DISPATCH, Some(info.guid)),
            // Of a class, its default interface.
            TypeKind::Coclass => match info.implemented.first() {
                Some(of) if !matches!(library.library.kind_of(of.reference), Some(TypeKind::Coclass)) => {
                    return Self::object(&library, of.reference);
                }
                _ => Self::Object(vt::UNKNOWN, None),
            },
            _ => Self::Object(vt::UNKNOWN, Some(info.guid)),
        })
    }

    /// The VARTYPE of a variant that holds one.
    pub(crate) fn vartype(&self) -> u16 {
        match self {
            Self::Scalar(vt) | Self::Object(vt, _) => *vt,
            Self::Variant => vt::VARIANT,
            Self::Decimal => vt::DECIMAL,
            Self::Array(element) => ARRAY | element,
            Self::Record => vt::RECORD,
            Self::Pointer(target) => crate::value::BYREF | target.vartype(),
        }
    }

    /// How the calling convention sees it.
    pub(super) fn native(&self) -> Result<Native> {
        Ok(match self {
            Self::Scalar(vt::BSTR) => Native::Pointer,
            Self::Scalar(vt) => Native::Scalar(scalar(*vt)),
            Self::Variant => Native::of(&Type::Variant).map_err(Error::NotCallable)?,
            Self::Decimal => Native::of(&Type::Decimal).map_err(Error::NotCallable)?,
            Self::Object(..) | Self::Array(_) | Self::Pointer(_) => Native::Pointer,
            Self::Record => return Err(Error::NotCallable("a struct by value")),
        })
    }

    /// The same for what a method returns: only what fits a register.
    pub(super) fn native_result(&self) -> Result<Native> {
        match self {
            Self::Variant | Self::Decimal | Self::Record => Err(Error::NotCallable("a struct as the result")),
            other => other.native(),
        }
    }
}

fn scalar(vt: u16) -> Scalar {
    match vt {
        vt::I1 => Scalar::I8,
        vt::UI1 => Scalar::U8,
        vt::I2 | vt::BOOL => Scalar::I16,
        vt::UI2 => Scalar::U16,
        vt::I4 | vt::ERROR => Scalar::I32,
        vt::UI4 => Scalar::U32,
        vt::R4 => Scalar::F32,
        vt::R8 | vt::DATE => Scalar::F64,
        vt::UI8 => Scalar::U64,
        _ => Scalar::I64,
    }
}
