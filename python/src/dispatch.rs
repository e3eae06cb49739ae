//! Late binding: IDispatch called by names ([`get_ids`], [`invoke`]), and answered for Python's objects ([`SERVER`]).

use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::ptr::null_mut;

use oxcom::abi::{
    BSTR, DISP_E_BADPARAMCOUNT, DISP_E_EXCEPTION, DISP_E_MEMBERNOTFOUND, DISP_E_PARAMNOTFOUND,
    DISP_E_UNKNOWNNAME, DISPATCH_METHOD, DISPATCH_PROPERTYGET, DISPATCH_PROPERTYPUT, DISPATCH_PROPERTYPUTREF,
    DISPID, DISPID_PROPERTYPUT, DISPPARAMS, E_INVALIDARG, E_NOTIMPL, E_POINTER, EXCEPINFO, IDispatch_Vtbl,
    LCID, RPC_E_DISCONNECTED, S_OK, SCODE, VARIANT,
};
use oxcom_typeinfo::model::MethodKind;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use windows_core::{GUID, HRESULT, PCWSTR};

use crate::describe::Method;
use crate::error::{Details, check, code_of, com_error};
use crate::lift::{Lift, lift};
use crate::lower::Lower;
use crate::object::{self, Function, behind, property_name};
use crate::pointer::{Address, Unknown};
use crate::shape::Shape;

const VARIANT_SIZE: usize = 24;

/// The numbers of a member's name and of names of its arguments.
#[pyfunction]
pub(crate) fn dispatch_ids(
    py: Python<'_>,
    object: &Bound<'_, Unknown>,
    names: Vec<String>,
) -> PyResult<Vec<i32>> {
    let held = object.get().hold(py)?;
    let pointer = held.address();
    let (code, ids) = py.detach(move || {
        let units = names.iter().map(|name| name.encode_utf16().chain([0]).collect());
        let units: Vec<Vec<u16>> = units.collect();
        let names: Vec<_> = units.iter().map(|units| PCWSTR(units.as_ptr())).collect();
        let mut ids = vec![DISPID(-1); names.len()];
        let (this, count) = ({ pointer }.0, names.len() as u32);
        // SAFETY: a live pointer to IDispatch: Python's side of the package has asked for it; arguments of their types.
        let code = unsafe {
            let vtable = *this.cast::<*const IDispatch_Vtbl>();
            ((*vtable).GetIDsOfNames)(this, &GUID::zeroed(), names.as_ptr(), count, LCID(0), ids.as_mut_ptr())
        };
        (code, ids)
    });
    check(py, code)?;
    Ok(ids.iter().map(|id| id.0).collect())
}

/// Calls a method, or reads or writes a property, by its number. Named arguments come with their numbers.
#[pyfunction]
#[pyo3(signature = (object, id, flags, args, named = Vec::new()))]
pub(crate) fn dispatch_invoke<'py>(
    py: Python<'py>,
    object: &Bound<'py, Unknown>,
    id: i32,
    flags: u16,
    args: &Bound<'py, PyTuple>,
    named: Vec<(i32, Bound<'py, PyAny>)>,
) -> PyResult<Bound<'py, PyAny>> {
    let held = object.get().hold(py)?;
    let pointer = held.address();
    let mut lower = Lower::lending(py);
    let count = named.len() + args.len();
    let room = lower.room(VARIANT_SIZE * count)?;
    let values = named.iter().map(|(_, value)| value.clone()).chain(args.iter().rev());
    for (index, value) in values.enumerate() {
        // SAFETY: room for so many VARIANTs; named arguments come first, of the others the last one.
        unsafe { lower.value(&Shape::Variant, &value, room.add(index * VARIANT_SIZE))? };
    }
    let is_put = i32::from(flags) & (DISPATCH_PROPERTYPUT | DISPATCH_PROPERTYPUTREF) != 0;
    let mut names: Vec<_> = named.iter().map(|(id, _)| DISPID(*id)).collect();
    if is_put {
        names.push(DISPID(DISPID_PROPERTYPUT));
    }
    let mut parameters = DISPPARAMS {
        rgvarg: room.cast(),
        rgdispidNamedArgs: names.as_mut_ptr(),
        cArgs: count as u32,
        cNamedArgs: names.len() as u32,
    };
    let mut result = [0u64; 3];
    let mut exception = EXCEPINFO::default();
    let (mut wrong, mut code) = (u32::MAX, S_OK);
    let all = (Address((&raw mut parameters).cast()), Address((&raw mut result).cast()));
    let more = (
        Address((&raw mut exception).cast()),
        Address((&raw mut wrong).cast()),
        Address((&raw mut code).cast()),
    );
    py.detach(move || {
        let (this, (parameters, result), (exception, wrong, code)) = ({ pointer }.0, { all }, { more });
        // SAFETY: as in `dispatch_ids`; the addresses are of variables that wait for the call.
        unsafe {
            let vtable = *this.cast::<*const IDispatch_Vtbl>();
            let invoke = (*vtable).Invoke;
            let result = if is_put { null_mut() } else { result.0.cast::<VARIANT>() };
            let answer = invoke(
                this,
                DISPID(id),
                &GUID::zeroed(),
                LCID(0),
                flags,
                parameters.0.cast(),
                result,
                exception.0.cast(),
                wrong.0.cast(),
            );
            code.0.cast::<HRESULT>().write(answer);
        }
    });
    if code == DISP_E_EXCEPTION {
        return Err(exception_error(py, exception));
    }
    if code.is_err() {
        return Err(com_error(py, code, Details::take()));
    }
    let place: *mut u8 = result.as_mut_ptr().cast();
    let count = |_| 0;
    let how = Lift { py, own: true, count: &count, iid: None };
    // SAFETY: the method left an owned VARIANT there, or it is empty.
    unsafe {
        let lifted = lift(&Shape::Variant, place, &how);
        crate::lift::release(&Shape::Variant, place, &count);
        lifted
    }
}

fn exception_error(py: Python<'_>, mut exception: EXCEPINFO) -> PyErr {
    let text = |text: &mut ManuallyDrop<BSTR>| std::mem::take(&mut **text).to_string();
    let (_source, description) = (text(&mut exception.bstrSource), text(&mut exception.bstrDescription));
    drop(text(&mut exception.bstrHelpFile));
    let code = if exception.scode.0 != 0 { HRESULT(exception.scode.0) } else { DISP_E_EXCEPTION };
    com_error(py, code, Details::with_text(description))
}

/// IDispatch's methods for objects of Python's, in the order of the vtable.
pub(crate) static SERVER: [Function; 4] = [
    Function(type_info_count as *const c_void),
    Function(type_info as *const c_void),
    Function(ids_of_names as *const c_void),
    Function(serve_invoke as *const c_void),
];

unsafe extern "system" fn type_info_count(_: *mut c_void, count: *mut u32) -> HRESULT {
    if count.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null.
    unsafe { count.write(0) };
    S_OK
}

unsafe extern "system" fn type_info(_: *mut c_void, _: u32, _: u32, info: *mut *mut c_void) -> HRESULT {
    if !info.is_null() {
        // SAFETY: not null.
        unsafe { info.write(null_mut()) };
    }
    E_NOTIMPL
}

unsafe extern "system" fn ids_of_names(
    this: *mut c_void,
    _: *const GUID,
    names: *const *const u16,
    count: u32,
    _: u32,
    ids: *mut i32,
) -> HRESULT {
    if names.is_null() || ids.is_null() || count == 0 {
        return E_INVALIDARG;
    }
    let found = Python::try_attach(|py| {
        // SAFETY: a Tear of ours; as many names as `count` says, each with a NUL at its end, and as much room.
        unsafe {
            let (_, served) = behind(py, this);
            let name = String::from_utf16_lossy(oxcom::abi::units_at(*names));
            let methods = served.map_or(&[][..], |served| &served.interface.methods);
            let method = methods.iter().find(|method| {
                method.dispid.is_some()
                    && (method.name.eq_ignore_ascii_case(&name)
                        || property_name(&method.name, method.kind).eq_ignore_ascii_case(&name))
            });
            for index in 0..count as usize {
                ids.add(index).write(-1);
            }
            let Some(method) = method else { return DISP_E_UNKNOWNNAME };
            ids.write(method.dispid.unwrap_or(-1));
            // The other names are arguments, numbered from 0.
            for index in 1..count as usize {
                let name = String::from_utf16_lossy(oxcom::abi::units_at(*names.add(index)));
                let ins = method.params.iter().filter(|param| param.goes_in());
                let Some(at) = ins.into_iter().position(|param| param.name.eq_ignore_ascii_case(&name))
                else {
                    return DISP_E_UNKNOWNNAME;
                };
                ids.add(index).write(at as i32);
            }
            S_OK
        }
    });
    found.unwrap_or(RPC_E_DISCONNECTED)
}

unsafe extern "system" fn serve_invoke(
    this: *mut c_void,
    id: i32,
    _: *const GUID,
    _: u32,
    flags: u16,
    parameters: *const DISPPARAMS,
    result: *mut VARIANT,
    exception: *mut EXCEPINFO,
    _: *mut u32,
) -> HRESULT {
    if crate::apartment::is_closed() {
        return RPC_E_DISCONNECTED;
    }
    let answered = Python::try_attach(|py| {
        // SAFETY: a Tear of ours; the parameters are what IDispatch::Invoke says.
        let done = unsafe {
            if !result.is_null() {
                result.cast::<[u64; 3]>().write_unaligned([0; 3]);
            }
            let (python, served) = behind(py, this);
            let methods = served.map_or(&[][..], |served| &served.interface.methods);
            match methods.iter().find(|method| method.dispid == Some(id) && suits(method.kind, flags)) {
                None => return DISP_E_MEMBERNOTFOUND,
                Some(method) => serve(&python, method, parameters, result),
            }
        };
        match done {
            Ok(code) => code,
            Err(error) => {
                let (code, text) = code_of(py, &error);
                // SAFETY: null, or writable by the contract of Invoke.
                if let Some(exception) = unsafe { exception.as_mut() } {
                    *exception = EXCEPINFO { scode: SCODE(code.0), ..EXCEPINFO::default() };
                    exception.bstrDescription = ManuallyDrop::new(BSTR::from(text));
                }
                DISP_E_EXCEPTION
            }
        }
    });
    answered.unwrap_or(RPC_E_DISCONNECTED)
}

fn suits(kind: MethodKind, flags: u16) -> bool {
    let wanted = match kind {
        MethodKind::Method => DISPATCH_METHOD,
        MethodKind::PropertyGet => DISPATCH_PROPERTYGET,
        MethodKind::PropertyPut | MethodKind::PropertyPutRef => {
            DISPATCH_PROPERTYPUT | DISPATCH_PROPERTYPUTREF
        }
    };
    i32::from(flags) & wanted != 0
}

/// # Safety
/// The arguments of IDispatch::Invoke.
unsafe fn serve(
    python: &Bound<'_, PyAny>,
    method: &Method,
    parameters: *const DISPPARAMS,
    result: *mut VARIANT,
) -> PyResult<HRESULT> {
    let py = python.py();
    let wanted = method.params.iter().filter(|param| param.goes_in()).count();
    // SAFETY: null or parameters, by contract.
    let (all, named) = unsafe {
        match parameters.as_ref() {
            Some(given) => (given.cArgs as usize, given.cNamedArgs as usize),
            None => (0, 0),
        }
    };
    if all > wanted || named > all {
        return Ok(DISP_E_BADPARAMCOUNT);
    }
    let mut values: Vec<Option<Bound<'_, PyAny>>> = vec![None; wanted];
    for index in 0..all {
        // SAFETY: as many arguments as the parameters say, the named ones first, the others from the last one on.
        let (place, value) = unsafe {
            let given = &*parameters;
            let place = match index < named {
                true => match given.rgdispidNamedArgs.add(index).read().0 {
                    DISPID_PROPERTYPUT => wanted.saturating_sub(1),
                    at => usize::try_from(at).unwrap_or(usize::MAX),
                },
                false => all - 1 - index,
            };
            (
                place,
                lift(
                    &Shape::Variant,
                    given.rgvarg.cast::<u8>().add(index * VARIANT_SIZE),
                    &Lift::borrowed(py),
                )?,
            )
        };
        match values.get_mut(place) {
            Some(slot) => *slot = Some(value),
            None => return Ok(DISP_E_PARAMNOTFOUND),
        }
    }
    let optional = method.params.iter().filter(|param| param.goes_in()).map(|param| param.optional);
    let missing = py.import("oxcom._types")?.getattr("Missing")?;
    let mut args = Vec::new();
    for (value, optional) in values.into_iter().zip(optional) {
        match value {
            Some(value) => args.push(value),
            None if optional => args.push(missing.clone()),
            None => return Ok(DISP_E_PARAMNOTFOUND),
        }
    }
    let property = property_name(&method.name, method.kind);
    let answer = object::invoke(python, &method.name, method.kind, &property, PyTuple::new(py, args)?)?;
    if !result.is_null() {
        let mut lower = Lower::owning(py);
        // SAFETY: the caller's VARIANT, zeroed above.
        unsafe { lower.value(&Shape::Variant, &answer, result.cast())? };
        lower.commit();
    }
    Ok(S_OK)
}
