//! A VARIANT as an enum.

use std::fmt;
use std::mem::ManuallyDrop;

use oxcom_abi::{
    BSTR, CY, DECIMAL, DISP_E_TYPEMISMATCH, IDispatch, SAFEARRAY, SafeArrayDestroy, VARIANT, VARIANT_0_0_0,
    VARTYPE, VT_ARRAY, VT_BOOL, VT_BSTR, VT_BYREF, VT_CY, VT_DATE, VT_DECIMAL, VT_DISPATCH, VT_EMPTY,
    VT_ERROR, VT_I1, VT_I2, VT_I4, VT_I8, VT_INT, VT_NULL, VT_R4, VT_R8, VT_RECORD, VT_UI1, VT_UI2, VT_UI4,
    VT_UI8, VT_UINT, VT_UNKNOWN, VariantCopyInd,
};
use windows_core::{HRESULT, IUnknown};

use crate::{ArrayView, OwnedVariant, Result, Scalar, array_of};

/// What a VARIANT holds, owned.
///
/// ```no_run
/// # use oxcom::{OwnedVariant, Variant};
/// # fn main() -> oxcom::Result<()> {
/// let argument = OwnedVariant::from(Variant::from("text"));
/// match Variant::try_from(argument)? {
///     Variant::Text(text) => println!("{text}"),
///     Variant::I32(number) => println!("{number}"),
///     other => println!("something else: {other:?}"),
/// }
/// let number: f64 = Variant::from(1.5).try_into()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Variant {
    /// VT_EMPTY: nothing yet.
    Empty,
    /// VT_NULL: nothing, and that is known.
    Null,
    /// VT_I1
    I8(i8),
    /// VT_UI1
    U8(u8),
    /// VT_I2
    I16(i16),
    /// VT_UI2
    U16(u16),
    /// VT_I4, VT_INT
    I32(i32),
    /// VT_UI4, VT_UINT
    U32(u32),
    /// VT_I8
    I64(i64),
    /// VT_UI8
    U64(u64),
    /// VT_R4
    F32(f32),
    /// VT_R8
    F64(f64),
    /// VT_BOOL
    Bool(bool),
    /// VT_CY, in units of 1/10,000.
    Currency(i64),
    /// VT_DATE, in days since midnight before 30 December 1899.
    Date(f64),
    /// VT_ERROR; DISP_E_PARAMNOTFOUND stands for an argument that was left out.
    Error(HRESULT),
    /// VT_DECIMAL
    Decimal(Decimal),
    /// VT_BSTR
    Text(BSTR),
    /// VT_UNKNOWN
    Object(Option<IUnknown>),
    /// VT_DISPATCH
    Dispatch(Option<IDispatch>),
    /// VT_ARRAY of any type
    Array(OwnedArray),
    /// VT_RECORD: the record stays in its VARIANT, with its IRecordInfo.
    Record(OwnedVariant),
}

/// A number of up to 96 bits, divided by a power of ten: VT_DECIMAL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// Below zero.
    pub negative: bool,
    /// How many decimal digits are behind the point: at most 28.
    pub scale: u8,
    /// The digits, as a number of at most 96 bits.
    pub digits: u128,
}

/// A SAFEARRAY that is destroyed when it is dropped.
pub struct OwnedArray(*mut SAFEARRAY, u16);

impl OwnedArray {
    /// The VARTYPE of its elements.
    pub fn vartype(&self) -> u16 {
        self.1
    }

    /// The array as a slice.
    ///
    /// # Errors
    /// DISP_E_TYPEMISMATCH: its elements are of another type; the array is destroyed then. E_INVALIDARG: it is null.
    pub fn into_view<T: Scalar>(self) -> Result<ArrayView<T>> {
        // SAFETY: it is this one's own; whoever is called takes it over.
        unsafe { ArrayView::take(self.into_raw()) }
    }

    /// The array itself, which the caller then destroys.
    pub fn into_raw(self) -> *mut SAFEARRAY {
        ManuallyDrop::new(self).0
    }
}

impl Drop for OwnedArray {
    fn drop(&mut self) {
        if !self.0.is_null() {
            // SAFETY: it is this one's own.
            let _ = unsafe { SafeArrayDestroy(self.0) };
        }
    }
}

impl fmt::Debug for OwnedArray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an array of VARTYPE {}", self.1)
    }
}

impl fmt::Debug for OwnedVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // SAFETY: every variant has a type.
        write!(f, "a variant of VARTYPE {}", unsafe { self.as_raw().Anonymous.Anonymous.vt.0 })
    }
}

impl TryFrom<OwnedVariant> for Variant {
    type Error = crate::Error;

    /// What the variant holds. One by reference is read: the value is a copy of what it refers to.
    ///
    /// # Errors
    /// DISP_E_TYPEMISMATCH: a VARTYPE that no VARIANT has. What `VariantCopyInd` answers.
    fn try_from(variant: OwnedVariant) -> Result<Self> {
        // SAFETY: every variant has a type, which says which of its values is there. What it owns goes over to the result:
        // the variant is not cleared then.
        unsafe {
            let vt = i32::from(variant.as_raw().Anonymous.Anonymous.vt.0);
            if vt & VT_BYREF != 0 {
                let mut copy = VARIANT::default();
                VariantCopyInd(&mut copy, variant.as_raw()).ok()?;
                return OwnedVariant::from_raw(copy).try_into();
            }
            let value = &raw const variant.as_raw().Anonymous.Anonymous.Anonymous;
            let taken = match vt {
                VT_RECORD => return Ok(Self::Record(variant)),
                VT_DECIMAL => Self::Decimal(Decimal::of(&variant.as_raw().Anonymous.decVal)),
                vt => Self::taken(vt, &*value).ok_or(DISP_E_TYPEMISMATCH)?,
            };
            std::mem::forget(variant);
            Ok(taken)
        }
    }
}

impl Variant {
    /// What a variant of this type owns.
    ///
    /// # Safety
    /// The value is that of such a variant, which is not used afterwards.
    unsafe fn taken(vt: i32, value: &VARIANT_0_0_0) -> Option<Self> {
        // SAFETY: the type says which of the values is there; pointers go over.
        unsafe {
            Some(match vt {
                VT_EMPTY => Self::Empty,
                VT_NULL => Self::Null,
                VT_I1 => Self::I8(value.cVal),
                VT_UI1 => Self::U8(value.bVal),
                VT_I2 => Self::I16(value.iVal),
                VT_UI2 => Self::U16(value.uiVal),
                VT_I4 | VT_INT => Self::I32(value.lVal),
                VT_UI4 | VT_UINT => Self::U32(value.ulVal),
                VT_I8 => Self::I64(value.llVal),
                VT_UI8 => Self::U64(value.ullVal),
                VT_R4 => Self::F32(value.fltVal),
                VT_R8 => Self::F64(value.dblVal),
                VT_BOOL => Self::Bool(value.boolVal.0 != 0),
                VT_CY => Self::Currency(value.cyVal.int64),
                VT_DATE => Self::Date(value.date),
                VT_ERROR => Self::Error(HRESULT(value.scode.0)),
                VT_BSTR => Self::Text(std::ptr::read(&*value.bstrVal)),
                VT_UNKNOWN => Self::Object(std::ptr::read(&*value.punkVal)),
                VT_DISPATCH => Self::Dispatch(std::ptr::read(&*value.pdispVal)),
                array if array & VT_ARRAY != 0 => {
                    Self::Array(OwnedArray(value.parray, (array & !VT_ARRAY) as u16))
                }
                _ => return None,
            })
        }
    }
}

impl From<Variant> for OwnedVariant {
    fn from(value: Variant) -> Self {
        let mut variant = VARIANT::default();
        // SAFETY: an empty variant. A DECIMAL lies over all of it, so that its type comes last.
        unsafe {
            let parts = &raw mut *variant.Anonymous.Anonymous;
            let place = &mut (*parts).Anonymous;
            let vt = match value {
                Variant::Empty => VT_EMPTY,
                Variant::Null => VT_NULL,
                Variant::I8(number) => (place.cVal = number, VT_I1).1,
                Variant::U8(number) => (place.bVal = number, VT_UI1).1,
                Variant::I16(number) => (place.iVal = number, VT_I2).1,
                Variant::U16(number) => (place.uiVal = number, VT_UI2).1,
                Variant::I32(number) => (place.lVal = number, VT_I4).1,
                Variant::U32(number) => (place.ulVal = number, VT_UI4).1,
                Variant::I64(number) => (place.llVal = number, VT_I8).1,
                Variant::U64(number) => (place.ullVal = number, VT_UI8).1,
                Variant::F32(number) => (place.fltVal = number, VT_R4).1,
                Variant::F64(number) => (place.dblVal = number, VT_R8).1,
                Variant::Bool(truth) => (place.boolVal.0 = -i16::from(truth), VT_BOOL).1,
                Variant::Currency(units) => (place.cyVal = CY { int64: units }, VT_CY).1,
                Variant::Date(days) => (place.date = days, VT_DATE).1,
                Variant::Error(code) => (place.scode.0 = code.0, VT_ERROR).1,
                Variant::Text(text) => (place.bstrVal = ManuallyDrop::new(text), VT_BSTR).1,
                Variant::Object(object) => (place.punkVal = ManuallyDrop::new(object), VT_UNKNOWN).1,
                Variant::Dispatch(object) => (place.pdispVal = ManuallyDrop::new(object), VT_DISPATCH).1,
                Variant::Decimal(decimal) => {
                    variant.Anonymous.decVal = decimal.into_raw();
                    VT_DECIMAL
                }
                Variant::Array(array) => {
                    let vt = VT_ARRAY | i32::from(array.vartype());
                    place.parray = array.into_raw();
                    vt
                }
                Variant::Record(record) => return record,
            };
            (*parts).vt = VARTYPE(vt as u16);
        }
        Self::from_raw(variant)
    }
}

impl Decimal {
    fn of(raw: &DECIMAL) -> Self {
        // SAFETY: every pattern of bits is a number of each of the unions' kinds.
        let (sign_and_scale, low) = unsafe { (raw.Anonymous.signscale, raw.Anonymous2.Lo64) };
        Self {
            negative: sign_and_scale & 0x8000 != 0,
            scale: sign_and_scale as u8,
            digits: u128::from(raw.Hi32) << 64 | u128::from(low),
        }
    }

    fn into_raw(self) -> DECIMAL {
        let mut raw = DECIMAL { Hi32: (self.digits >> 64) as u32, ..DECIMAL::default() };
        raw.Anonymous2.Lo64 = self.digits as u64;
        raw.Anonymous.signscale = u16::from(self.scale) | if self.negative { 0x8000 } else { 0 };
        raw
    }
}

macro_rules! values {
    ($($ty:ty => $variant:ident),*) => {
        $(
            impl From<$ty> for Variant {
                fn from(value: $ty) -> Self {
                    Self::$variant(value)
                }
            }

            impl TryFrom<Variant> for $ty {
                type Error = crate::Error;

                /// # Errors
                /// DISP_E_TYPEMISMATCH: it holds something else; `VariantChangeType` may make one of the other.
                fn try_from(value: Variant) -> Result<Self> {
                    match value {
                        Variant::$variant(value) => Ok(value),
                        _ => Err(DISP_E_TYPEMISMATCH.into()),
                    }
                }
            }
        )*
    };
}

values!(i8 => I8, u8 => U8, i16 => I16, u16 => U16, i32 => I32, u32 => U32, i64 => I64, u64 => U64, f32 => F32, f64 => F64,
    bool => Bool, Decimal => Decimal, BSTR => Text, OwnedArray => Array, HRESULT => Error);

impl From<&str> for Variant {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<IUnknown> for Variant {
    fn from(object: IUnknown) -> Self {
        Self::Object(Some(object))
    }
}

impl From<IDispatch> for Variant {
    fn from(object: IDispatch) -> Self {
        Self::Dispatch(Some(object))
    }
}

impl<T: Scalar> TryFrom<&[T]> for OwnedArray {
    type Error = crate::Error;

    /// # Errors
    /// As for [`array_of`].
    fn try_from(elements: &[T]) -> Result<Self> {
        Ok(Self(array_of(elements)?, T::VARTYPE))
    }
}
