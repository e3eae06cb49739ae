//! A call by DISPPARAMS through a vtable.
//!
//! ```text
//!   rgvarg (last first)   names ─┐
//!        │                       ▼
//!        └── arranged ──► one variant a parameter ──passed──► one slot a parameter ──► the method
//!                            (or its default)                    │
//!                                      result, EXCEPINFO ◀───────┘
//! ```

mod argument;
mod passed;
mod prepared;

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{BSTR, DISPID_PROPERTYPUT, DISPPARAMS, EXCEPINFO, IDispatch, IErrorInfo, SCODE, VARIANT};
use oxcom_typeinfo::typelib::{Function, Parameter, TypeDesc, vt};
use windows_core::{GUID, HRESULT, Interface};

use crate::error::{Error, Result};
use crate::library::Loaded;
use crate::value::{self, Value};
use argument::Argument;
use prepared::Prepared;

pub(crate) use passed::Passed;
pub(crate) use prepared::Methods;

/// `ITypeInfo::Invoke`'s arguments.
pub(crate) struct Call {
    pub(crate) instance: *mut c_void,
    pub(crate) memid: i32,
    pub(crate) flags: u16,
    pub(crate) params: *mut DISPPARAMS,
    pub(crate) result: *mut VARIANT,
    pub(crate) exception: *mut EXCEPINFO,
}

/// The parameters that a caller gives arguments for.
pub(crate) fn visible(function: &Function) -> impl Iterator<Item = &Parameter> {
    function.params.iter().filter(|param| !param.is(Parameter::RETVAL | Parameter::LCID))
}

impl Call {
    /// Calls a method of the interface that a type describes.
    ///
    /// # Safety
    /// The instance is null or an object with this interface; the other pointers are null or what their types say.
    pub(crate) unsafe fn run(&self, loaded: &Arc<Loaded>, index: usize, methods: &Methods) -> Result<()> {
        if self.instance.is_null() || self.params.is_null() {
            return Err(Error::InvalidArgument("no object, or no arguments"));
        }
        if !loaded.info(index)?.has_vtable() {
            // SAFETY: a dispinterface is IDispatch.
            return unsafe { self.forward() };
        }
        let prepared = methods.find(loaded, index, self.memid, self.flags & 0xF)?;
        let function = prepared.member.function()?;
        // SAFETY: not null, so as the caller says.
        let given = unsafe { Given::new(&*self.params)? };
        let arranged = arrange(function, &given)?;
        let mut arguments = Vec::with_capacity(function.params.len());
        let mut shown = arranged.iter();
        for (param, passed) in function.params.iter().zip(&prepared.passed) {
            let argument = if param.is(Parameter::RETVAL) {
                Argument::result(passed)
            } else if param.is(Parameter::LCID) {
                Argument::default_of(passed)
            } else {
                let source = shown.next().ok_or(Error::BadCount)?;
                // SAFETY: the variants of the caller's arguments.
                unsafe { Argument::given(param, passed, source) }
            };
            arguments.push(argument?);
        }
        // SAFETY: the instance has this interface; the arguments are what its description says.
        unsafe { self.through_vtable(&prepared, function, arguments) }
    }

    /// # Safety
    /// The instance is an `IDispatch`.
    unsafe fn forward(&self) -> Result<()> {
        // SAFETY: as the caller says; the pointers go on as they came.
        let code = unsafe {
            let object = IDispatch::from_raw_borrowed(&self.instance).ok_or(Error::NullPointer)?;
            let none = &GUID::zeroed();
            let (id, language) = (oxcom_abi::DISPID(self.memid), oxcom_abi::LCID(0));
            let invoke = object.vtable().Invoke;
            let mut argument = 0;
            let (params, exception) = (self.params, self.exception);
            let this = object.as_raw();
            invoke(this, id, none, language, self.flags, params, self.result, exception, &mut argument)
        };
        value::check(code)
    }

    /// # Safety
    /// The instance has the interface that the function is of, and the arguments are what the function takes.
    unsafe fn through_vtable(
        &self,
        prepared: &Prepared,
        function: &Function,
        mut arguments: Vec<Argument<'_>>,
    ) -> Result<()> {
        let mut this = self.instance;
        let mut places: Vec<*mut c_void> = vec![(&raw mut this).cast()];
        places.extend(arguments.iter_mut().map(|argument| argument.slot.as_mut_ptr().cast::<c_void>()));
        let mut register = 0_u64;
        // What an earlier call said is not what this one says.
        // SAFETY: nothing is asked of the caller; the vtable has this slot, as the caller promises.
        unsafe {
            let _ = oxcom_abi::SetErrorInfo(0, None);
            let vtable = *this.cast::<*const *const c_void>();
            let method = *vtable.add(usize::from(function.slot));
            prepared.signature.call(method, places.as_mut_ptr(), &mut register);
        }
        if let TypeDesc::Base(vt::HRESULT) = function.result {
            let code = HRESULT((register & 0xFFFF_FFFF) as u32 as i32);
            if code.is_err() {
                // SAFETY: null or writable.
                unsafe { self.explain(code) };
                return Err(Error::Exception);
            }
        }
        let mut result = None;
        for argument in arguments {
            // SAFETY: the variants of the caller's arguments.
            result = unsafe { argument.finish()? }.or(result);
        }
        if let (None, Some(returned)) = (&result, &prepared.returned)
            && !matches!(function.result, TypeDesc::Base(vt::HRESULT))
        {
            result = Some(Value::new(returned.vartype(), register));
        }
        if !self.result.is_null() {
            // SAFETY: not null, so writable; nothing is in it, by the contract of Invoke.
            unsafe { self.result.write(result.unwrap_or_default().into_raw()) };
        }
        Ok(())
    }

    /// Tells what the method said of its failure.
    ///
    /// # Safety
    /// The place is null or writable.
    unsafe fn explain(&self, code: HRESULT) {
        if self.exception.is_null() {
            return;
        }
        // SAFETY: a call without preconditions.
        let info: Option<IErrorInfo> = unsafe { oxcom_abi::GetErrorInfo(0) }.ok();
        let ask = |ask: &dyn Fn(&IErrorInfo) -> windows_core::Result<BSTR>| {
            info.as_ref().and_then(|info| ask(info).ok()).unwrap_or_default()
        };
        // SAFETY: calls of an object of the method's; each gives an owned text.
        let (source, description, file) = unsafe {
            (
                ask(&|info| info.GetSource()),
                ask(&|info| info.GetDescription()),
                ask(&|info| info.GetHelpFile()),
            )
        };
        let said = if description.is_empty() { BSTR::from(code.message().as_str()) } else { description };
        // SAFETY: as above.
        let context = info.as_ref().and_then(|info| unsafe { info.GetHelpContext() }.ok()).unwrap_or(0);
        let own = std::mem::ManuallyDrop::new;
        // SAFETY: not null, so writable; what was in it is the caller's to forget.
        unsafe {
            self.exception.write(EXCEPINFO {
                wCode: 0,
                wReserved: 0,
                bstrSource: own(source),
                bstrDescription: own(said),
                bstrHelpFile: own(file),
                dwHelpContext: context,
                pvReserved: std::ptr::null_mut(),
                pfnDeferredFillIn: std::ptr::null_mut(),
                scode: SCODE(code.0),
            });
        }
    }
}

/// The caller's arguments.
struct Given<'a> {
    values: &'a [Value],
    /// Of the first of them, what parameter each is for.
    names: &'a [oxcom_abi::DISPID],
}

impl<'a> Given<'a> {
    /// # Safety
    /// The arrays are null or as long as the counts say.
    unsafe fn new(params: &'a DISPPARAMS) -> Result<Self> {
        let (count, named) = (params.cArgs as usize, params.cNamedArgs as usize);
        if named > count || (count > 0 && params.rgvarg.is_null()) {
            return Err(Error::InvalidArgument("the counts of the arguments"));
        }
        if named > 0 && params.rgdispidNamedArgs.is_null() {
            return Err(Error::InvalidArgument("no names of the named arguments"));
        }
        // SAFETY: as long as the counts say, and not null where there is something.
        unsafe {
            Ok(Self {
                values: if count == 0 {
                    &[]
                } else {
                    std::slice::from_raw_parts(params.rgvarg.cast(), count)
                },
                names: match named {
                    0 => &[],
                    _ => std::slice::from_raw_parts(params.rgdispidNamedArgs, named),
                },
            })
        }
    }

    fn at(&self, index: usize) -> Source<'a> {
        Source::One(&self.values[index], u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// What a parameter gets.
pub(crate) enum Source<'a> {
    /// Nothing was given.
    Missing,
    /// An argument, and its place in `rgvarg`.
    One(&'a Value, u32),
    /// All that are left, for the last parameter of a `[vararg]` method.
    Rest(Vec<&'a Value>),
}

/// Which argument each visible parameter gets.
fn arrange<'a>(function: &Function, given: &Given<'a>) -> Result<Vec<Source<'a>>> {
    let count = visible(function).count();
    let mut arranged: Vec<_> = (0..count).map(|_| Source::Missing).collect();
    for (index, name) in given.names.iter().enumerate() {
        let place = match name.0 {
            DISPID_PROPERTYPUT => count.checked_sub(1),
            number => usize::try_from(number).ok(),
        };
        let place = place.and_then(|place| arranged.get_mut(place));
        *place.ok_or(Error::NoParameter(u32::try_from(index).unwrap_or(0)))? = given.at(index);
    }
    let positional: Vec<_> = (given.names.len()..given.values.len()).rev().collect();
    let variable = function.optional == -1 && count > 0;
    let fixed = if variable { count - 1 } else { count };
    if positional.len() > fixed && !variable {
        return Err(Error::BadCount);
    }
    for (place, index) in positional.iter().take(fixed).enumerate() {
        if let Source::One(_, at) = arranged[place] {
            return Err(Error::NoParameter(at));
        }
        arranged[place] = given.at(*index);
    }
    if variable {
        let rest = positional.iter().skip(fixed).map(|index| &given.values[*index]);
        arranged[fixed] = Source::Rest(rest.collect());
    }
    // Too few: every parameter that must be given is.
    let mut needed = visible(function).zip(&arranged);
    let lacks = |param: &Parameter| !param.is(Parameter::OPTIONAL) && param.default.is_none();
    match needed.any(|(param, source)| matches!(source, Source::Missing) && lacks(param)) {
        true if given.names.is_empty() => Err(Error::BadCount),
        true => Err(Error::NotOptional),
        false => Ok(arranged),
    }
}
