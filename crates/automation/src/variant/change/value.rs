//! One conversion: what a variant says, and how each type is made of it.

use core::mem::ManuallyDrop;

use oxcom_abi::{BSTR, CY, VARIANT, VARIANT_0_0_0, VARIANT_BOOL, VARTYPE};

use super::decimal::Decimal;
use super::number::{Number, decimal_of_real, format_currency, format_real, round_currency};
use super::{date, date_text};
use crate::variant::types::{self, parts};
use crate::{Error, Result};

/// What a variant says, whatever its size.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// Zero, false and no text at once.
    Nothing,
    Boolean(bool),
    Integer(i128),
    /// A real number, and how many of its digits mean something.
    Real(f64, usize),
    /// In units of 1/10,000.
    Currency(i64),
    Date(f64),
    Decimal(Decimal),
    Text(BSTR),
}

/// How a truth value becomes text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum BooleanText {
    /// `-1` and `0`.
    Number,
    /// `True` and `False`.
    Word,
}

/// The value of a variant, whose text it takes away. None for types that are no value: null, error codes, objects, arrays,
/// records.
///
/// # Safety
/// The variant is one, not by reference.
pub(super) unsafe fn take(variant: &mut VARIANT) -> Result<Value> {
    // SAFETY: the type says which of the values is meant; text leaves the variant null.
    unsafe {
        let vt = parts(variant).vt.0;
        if vt == types::DECIMAL {
            return Decimal::read(variant.Anonymous.decVal).map(Value::Decimal);
        }
        let value = &mut parts(variant).Anonymous;
        Ok(match vt {
            types::EMPTY => Value::Nothing,
            types::BOOL => Value::Boolean(value.boolVal.0 != 0),
            types::I1 => Value::Integer(value.cVal.into()),
            types::UI1 => Value::Integer(value.bVal.into()),
            types::I2 => Value::Integer(value.iVal.into()),
            types::UI2 => Value::Integer(value.uiVal.into()),
            types::I4 | types::INT => Value::Integer(value.lVal.into()),
            types::UI4 | types::UINT => Value::Integer(value.ulVal.into()),
            types::I8 => Value::Integer(value.llVal.into()),
            types::UI8 => Value::Integer(value.ullVal.into()),
            types::R4 => Value::Real(value.fltVal.into(), 7),
            types::R8 => Value::Real(value.dblVal, 15),
            types::CY => Value::Currency(value.cyVal.int64),
            types::DATE => Value::Date(value.date),
            types::BSTR => {
                let text = core::mem::replace(&mut value.byref, core::ptr::null_mut());
                Value::Text(BSTR::from_raw(text.cast()))
            }
            _ => return Err(Error::TypeMismatch),
        })
    }
}

impl Value {
    /// A variant of this type. DISP_E_TYPEMISMATCH for types that are no value, and for text that says none;
    /// DISP_E_OVERFLOW for a value that the type does not hold.
    pub(super) fn into_variant(self, vt: u16, booleans: BooleanText) -> Result<VARIANT> {
        let mut variant = VARIANT::default();
        if vt == types::DECIMAL {
            variant.Anonymous.decVal = self.to_decimal()?.write();
        } else {
            let value = self.to_scalar(vt, booleans)?;
            // SAFETY: an empty variant.
            unsafe { parts(&mut variant) }.Anonymous = value;
        }
        // SAFETY: as above; the decimal leaves room for the type.
        unsafe { parts(&mut variant) }.vt = VARTYPE(vt);
        Ok(variant)
    }

    fn to_scalar(&self, vt: u16, booleans: BooleanText) -> Result<VARIANT_0_0_0> {
        let mut value = VARIANT_0_0_0::default();
        match vt {
            types::BOOL => value.boolVal = VARIANT_BOOL(if self.to_boolean()? { -1 } else { 0 }),
            types::I1 => value.cVal = self.to_integer()?,
            types::UI1 => value.bVal = self.to_integer()?,
            types::I2 => value.iVal = self.to_integer()?,
            types::UI2 => value.uiVal = self.to_integer()?,
            types::I4 | types::INT => value.lVal = self.to_integer()?,
            types::UI4 | types::UINT => value.ulVal = self.to_integer()?,
            types::I8 => value.llVal = self.to_integer()?,
            types::UI8 => value.ullVal = self.to_integer()?,
            types::R4 => value.fltVal = self.to_single()?,
            types::R8 => value.dblVal = self.to_real()?,
            types::CY => value.cyVal = CY { int64: self.to_currency()? },
            types::DATE => value.date = self.to_date()?,
            types::BSTR => value.bstrVal = ManuallyDrop::new(self.to_text(booleans)?),
            _ => return Err(Error::TypeMismatch),
        }
        Ok(value)
    }

    fn to_boolean(&self) -> Result<bool> {
        Ok(match self {
            Self::Nothing => false,
            Self::Boolean(truth) => *truth,
            Self::Integer(value) => *value != 0,
            Self::Currency(value) => *value != 0,
            Self::Real(value, _) | Self::Date(value) => *value != 0.0,
            Self::Decimal(value) => !value.is_zero(),
            Self::Text(text) => match text.to_string().trim().to_ascii_lowercase().as_str() {
                "true" | "#true#" => true,
                "false" | "#false#" => false,
                _ => Number::parse(text)?.to_real()? != 0.0,
            },
        })
    }

    fn to_integer<T: Integer>(&self) -> Result<T> {
        let integer = match self {
            Self::Nothing | Self::Boolean(false) => 0,
            Self::Boolean(true) => return Ok(T::ALL_ONES),
            Self::Integer(value) => *value,
            Self::Currency(value) => round_currency(*value),
            Self::Real(value, _) | Self::Date(value) => round(*value)?,
            Self::Decimal(value) => value.in_units(0)?,
            Self::Text(text) => Number::parse(text)?.to_integer(T::BITS, T::SIGNED)?,
        };
        T::try_from(integer).map_err(|_| Error::Overflow)
    }

    fn to_real(&self) -> Result<f64> {
        Ok(match self {
            Self::Nothing | Self::Boolean(false) => 0.0,
            Self::Boolean(true) => -1.0,
            Self::Integer(value) => *value as f64,
            Self::Currency(value) => Decimal::new(*value < 0, value.unsigned_abs().into(), 4)?.to_real(),
            Self::Real(value, _) | Self::Date(value) => *value,
            Self::Decimal(value) => value.to_real(),
            Self::Text(text) => Number::parse(text)?.to_real()?,
        })
    }

    fn to_single(&self) -> Result<f32> {
        let real = self.to_real()?;
        let single = real as f32;
        if single.is_infinite() && real.is_finite() { Err(Error::Overflow) } else { Ok(single) }
    }

    fn to_currency(&self) -> Result<i64> {
        let units = match self {
            Self::Currency(value) => (*value).into(),
            Self::Real(value, _) | Self::Date(value) => round(*value * 10_000.0)?,
            Self::Text(text) => Number::parse(text)?.in_units(4)?,
            _ => self.to_decimal()?.in_units(4)?,
        };
        i64::try_from(units).map_err(|_| Error::Overflow)
    }

    fn to_date(&self) -> Result<f64> {
        match self {
            Self::Date(value) => Ok(*value),
            Self::Text(text) => date_text::parse(text),
            _ => date::check(self.to_real()?),
        }
    }

    fn to_decimal(&self) -> Result<Decimal> {
        let integer = |value: i128| Decimal::new(value < 0, value.unsigned_abs(), 0);
        match self {
            Self::Nothing | Self::Boolean(false) => integer(0),
            Self::Boolean(true) => integer(-1),
            Self::Integer(value) => integer(*value),
            Self::Currency(value) => Decimal::new(*value < 0, value.unsigned_abs().into(), 4),
            Self::Real(value, digits) => decimal_of_real(*value, *digits),
            Self::Date(value) => decimal_of_real(*value, 15),
            Self::Decimal(value) => Ok(*value),
            Self::Text(text) => Number::parse(text)?.to_decimal(),
        }
    }

    fn to_text(&self, booleans: BooleanText) -> Result<BSTR> {
        let text = match self {
            Self::Nothing => String::new(),
            Self::Boolean(truth) => match (booleans, truth) {
                (BooleanText::Number, true) => "-1".into(),
                (BooleanText::Number, false) => "0".into(),
                (BooleanText::Word, true) => "True".into(),
                (BooleanText::Word, false) => "False".into(),
            },
            Self::Integer(value) => value.to_string(),
            Self::Real(value, digits) => format_real(*value, *digits),
            Self::Currency(value) => format_currency(*value),
            Self::Date(value) => date::format(*value)?,
            Self::Decimal(value) => value.to_string(),
            Self::Text(text) => return Ok(text.clone()),
        };
        let text = BSTR::from(text);
        if text.as_raw().is_null() { Err(Error::OutOfMemory) } else { Ok(text) }
    }
}

/// The integers of variants.
trait Integer: TryFrom<i128> {
    const BITS: u32;
    const SIGNED: bool;
    /// What true becomes.
    const ALL_ONES: Self;
}

macro_rules! integers {
    ($($integer:ty),+) => {
        $(impl Integer for $integer {
            const BITS: u32 = <$integer>::BITS;
            const SIGNED: bool = <$integer>::MIN != 0;
            const ALL_ONES: Self = !0;
        })+
    };
}

integers!(i8, u8, i16, u16, i32, u32, i64, u64);

/// The nearest integer, half way the even one; DISP_E_OVERFLOW when it is too large for any type, or no number.
fn round(value: f64) -> Result<i128> {
    if value.abs() < 1e30 { Ok(value.round_ties_even() as i128) } else { Err(Error::Overflow) }
}
