//! One argument of a call: the variant that was given, the value that is passed, what comes back.

use std::ffi::c_void;

use oxcom_abi::{
    DISP_E_PARAMNOTFOUND, DISP_E_TYPEMISMATCH, SafeArrayCreateVector, SafeArrayPutElement, VARIANT, VARTYPE,
    VariantClear,
};
use oxcom_typeinfo::typelib::{Parameter, vt};
use windows_core::{IUnknown, Interface};

use super::Source;
use super::passed::Passed;
use crate::error::{Error, Result};
use crate::value::{self, ARRAY, BYREF, Value};

/// A value in the place from which it is passed. Pointers lead into `value`, so it is boxed before they are used.
pub(super) struct Argument<'a> {
    passed: &'a Passed,
    /// What the method takes: a number, a pointer, a whole VARIANT.
    pub(super) slot: [u64; 3],
    /// What the slot's content belongs to, or points to.
    value: Box<Value>,
    /// The interface that the method asked for.
    _object: Option<IUnknown>,
    /// The caller's variant that a value which comes back is written to.
    back: Option<*mut VARIANT>,
    is_result: bool,
}

impl<'a> Argument<'a> {
    fn new(passed: &'a Passed, value: Value) -> Self {
        Self { passed, slot: [0; 3], value: Box::new(value), _object: None, back: None, is_result: false }
    }

    /// Room for the method's result.
    pub(super) fn result(passed: &'a Passed) -> Result<Self> {
        let Passed::Pointer(target) = passed else { return Err(Error::NotCallable("a result by value")) };
        let mut argument = match **target {
            Passed::Variant => Self::new(passed, Value::default()),
            Passed::Record => return Err(Error::NotCallable("a struct as the result")),
            ref target => {
                let vartype = target.vartype();
                Self::new(passed, Value::new(vartype, 0))
            }
        };
        argument.is_result = true;
        argument.point();
        Ok(argument)
    }

    /// Zero, or a variant that says that nothing was given.
    pub(super) fn default_of(passed: &'a Passed) -> Result<Self> {
        let left_out = || Value::new(vt::ERROR, u64::from(DISP_E_PARAMNOTFOUND.0.cast_unsigned()));
        match passed {
            Passed::Variant => {
                let mut argument = Self::new(passed, left_out());
                argument.copy();
                Ok(argument)
            }
            Passed::Pointer(target) => {
                let value = match **target {
                    Passed::Variant => left_out(),
                    Passed::Record => return Err(Error::NotOptional),
                    ref target => Value::new(target.vartype(), 0),
                };
                let mut argument = Self::new(passed, value);
                argument.point();
                Ok(argument)
            }
            other => {
                let value = Value::new(other.vartype(), 0);
                let mut argument = Self::new(passed, value);
                argument.copy();
                Ok(argument)
            }
        }
    }

    /// What a parameter gets.
    ///
    /// # Safety
    /// The source's variants are proper ones.
    pub(super) unsafe fn given(param: &Parameter, passed: &'a Passed, source: &Source<'_>) -> Result<Self> {
        let (given, at) = match source {
            Source::One(given, at) => (*given, *at),
            Source::Missing => return Self::left_out(param, passed),
            // SAFETY: the caller's promise.
            Source::Rest(rest) => return unsafe { Self::rest(passed, rest) },
        };
        if given.vt == vt::ERROR && given.data[0] as u32 == DISP_E_PARAMNOTFOUND.0.cast_unsigned() {
            let optional = param.is(Parameter::OPTIONAL) || param.default.is_some();
            return if optional { Self::left_out(param, passed) } else { Err(Error::NotOptional) };
        }
        let mismatch = |error| match error {
            Error::Object(code) => Error::Argument(at, code),
            other => other,
        };
        // SAFETY: the caller's promise.
        unsafe { Self::convert(param, passed, given) }.map_err(mismatch)
    }

    fn left_out(param: &Parameter, passed: &'a Passed) -> Result<Self> {
        match &param.default {
            // SAFETY: a variant of our own making.
            Some(default) => unsafe { Self::convert(param, passed, &value::of_constant(default)) },
            None => Self::default_of(passed),
        }
    }

    /// # Safety
    /// The given variant is a proper one.
    unsafe fn convert(param: &Parameter, passed: &'a Passed, given: &Value) -> Result<Self> {
        let raw: *const VARIANT = (&raw const *given).cast();
        // SAFETY: the caller's promise, in all branches.
        unsafe {
            match passed {
                Passed::Pointer(target) => Self::by_pointer(param, passed, target, given),
                Passed::Array(_) => {
                    let vartype = passed.vartype();
                    let mut argument = Self::new(passed, Value::default());
                    argument.slot[0] = array(given, vartype)?;
                    Ok(argument)
                }
                Passed::Object(vartype, iid) => {
                    let (vartype, iid) = (*vartype, *iid);
                    // Any object will do; the method's own interface is asked for.
                    let value = match given.vt {
                        vt::DISPATCH | vt::UNKNOWN => Value::copy_of(raw)?,
                        _ => Value::changed(raw, vartype)?,
                    };
                    let mut argument = Self::new(passed, value);
                    let mut pointer = argument.value.data[0] as *mut c_void;
                    if let Some(object) = IUnknown::from_raw_borrowed(&pointer) {
                        let mut wanted = std::ptr::null_mut();
                        let iid = iid.unwrap_or(match vartype {
                            vt::DISPATCH => oxcom_abi::IDispatch::IID,
                            _ => IUnknown::IID,
                        });
                        if object.query(&iid, &mut wanted).is_err() {
                            return Err(Error::Object(DISP_E_TYPEMISMATCH));
                        }
                        argument._object = Some(IUnknown::from_raw(wanted));
                        pointer = wanted;
                    }
                    argument.slot[0] = pointer as u64;
                    Ok(argument)
                }
                Passed::Record => Err(Error::NotCallable("a struct by value")),
                Passed::Scalar(_) | Passed::Variant | Passed::Decimal => {
                    let value = Value::changed(raw, passed.vartype())?;
                    let mut argument = Self::new(passed, value);
                    argument.copy();
                    Ok(argument)
                }
            }
        }
    }

    /// # Safety
    /// The given variant is a proper one.
    unsafe fn by_pointer(
        param: &Parameter,
        passed: &'a Passed,
        target: &Passed,
        given: &Value,
    ) -> Result<Self> {
        let vartype = target.vartype();
        let raw: *const VARIANT = (&raw const *given).cast();
        let direct = |passed| {
            let mut argument = Self::new(passed, Value::default());
            argument.slot[0] = given.data[0];
            Ok(argument)
        };
        if given.vt == BYREF | vartype || (given.vt == vartype && *target == Passed::Record) {
            if given.data[0] == 0 {
                return Err(Error::Object(DISP_E_TYPEMISMATCH));
            }
            return direct(passed);
        }
        if *target == Passed::Record {
            return Err(Error::Object(DISP_E_TYPEMISMATCH));
        }
        let comes_back = param.is(Parameter::OUT);
        let only_back = comes_back && !param.is(Parameter::IN);
        // SAFETY: the caller's promise.
        let value = unsafe {
            match target {
                _ if only_back && *target == Passed::Variant => Value::default(),
                _ if only_back => Value::new(vartype, 0),
                Passed::Array(_) => {
                    // A copy, which the method may change.
                    array(given, vartype)?;
                    Value::copy_of(raw)?
                }
                _ => Value::changed(raw, vartype)?,
            }
        };
        let mut argument = Self::new(passed, value);
        if comes_back && given.vt == BYREF | vt::VARIANT {
            argument.back = Some(given.data[0] as *mut VARIANT);
        }
        argument.point();
        Ok(argument)
    }

    /// A SAFEARRAY of variants of all that are left.
    ///
    /// # Safety
    /// The variants are proper ones.
    unsafe fn rest(passed: &'a Passed, rest: &[&Value]) -> Result<Self> {
        let by_pointer = match passed {
            Passed::Array(vt::VARIANT) => false,
            Passed::Pointer(target) if **target == Passed::Array(vt::VARIANT) => true,
            _ => return Err(Error::NotCallable("a [vararg] parameter is no array of variants")),
        };
        let count = u32::try_from(rest.len()).map_err(|_| Error::BadCount)?;
        // SAFETY: a new array with as many places as there are values, which are proper variants.
        let array = unsafe {
            let array = SafeArrayCreateVector(VARTYPE(vt::VARIANT), 0, count);
            if array.is_null() {
                return Err(Error::Object(oxcom_abi::E_OUTOFMEMORY));
            }
            for (index, value) in (0_i32..).zip(rest) {
                value::check(SafeArrayPutElement(array, &index, (&raw const **value).cast()))?;
            }
            array
        };
        let mut argument = Self::new(passed, Value::new(ARRAY | vt::VARIANT, array as u64));
        if by_pointer {
            argument.point()
        } else {
            argument.slot[0] = array as u64
        }
        Ok(argument)
    }

    /// Passes the value itself.
    fn copy(&mut self) {
        match self.passed {
            Passed::Variant => {
                let whole: *const [u64; 3] = (&raw const *self.value).cast();
                // SAFETY: a variant has this size and alignment.
                self.slot = unsafe { whole.read() };
            }
            Passed::Decimal => {
                let whole: *const [u64; 3] = (&raw const *self.value).cast();
                // SAFETY: as above; the first two bytes are the variant's type, reserved in a DECIMAL.
                self.slot = unsafe { whole.read() };
                self.slot[0] &= !0xFFFF;
            }
            _ => self.slot[0] = self.value.data[0],
        }
    }

    /// Passes a pointer to the value.
    fn point(&mut self) {
        let is_variant = matches!(self.passed, Passed::Pointer(target) if **target == Passed::Variant);
        let place = if is_variant { self.value.as_raw().cast() } else { self.value.place() };
        self.slot[0] = place as u64;
    }

    /// After the call: the value if it is the result. What the caller wants back is written.
    ///
    /// # Safety
    /// The variant that is written to is still there.
    pub(super) unsafe fn finish(mut self) -> Result<Option<Value>> {
        if matches!(self.passed, Passed::Pointer(target) if **target == Passed::Decimal) && self.value.vt == 0
        {
            self.value.vt = vt::DECIMAL; // the method has overwritten it
        }
        if !self.is_result && self.back.is_none() {
            return Ok(None);
        }
        let value = std::mem::take(&mut *self.value);
        let Some(back) = self.back else { return Ok(Some(value)) };
        // SAFETY: the caller's variant, a proper one, which gets another value.
        unsafe {
            value::check(VariantClear(back))?;
            back.write(value.into_raw());
        }
        Ok(None)
    }
}

/// The array that a variant has or refers to.
///
/// # Safety
/// The given variant is a proper one.
unsafe fn array(given: &Value, vartype: u16) -> Result<u64> {
    if given.vt == vartype {
        return Ok(given.data[0]);
    }
    if given.vt == BYREF | vartype && given.data[0] != 0 {
        // SAFETY: a proper variant's reference leads to a pointer to an array.
        return Ok(unsafe { *(given.data[0] as *const u64) });
    }
    if given.vt == BYREF | vt::VARIANT && given.data[0] != 0 {
        // SAFETY: a proper variant's reference leads to a variant, which refers to no other.
        let inner = unsafe { Value::parts(given.data[0] as *const VARIANT) };
        if inner.vt == vartype {
            return Ok(inner.data[0]);
        }
    }
    Err(Error::Object(DISP_E_TYPEMISMATCH))
}
