//! IDispatch::Invoke as RemoteInvoke ([MS-OAUT] 3.1.4.4): arguments by reference travel beside the others, because only they come
//! back; flags say which results the caller does not want.
//!
//! ```text
//!  local   rgvarg:  [ I4 5 │ BYREF I4 ─▶ variable │ BSTR ]
//!  remote  rgvarg:  [ I4 5 │ EMPTY                │ BSTR ]   rgVarRefIdx: [ 1 ]   rgVarRef: [ BYREF I4 ]
//! ```

use super::{Adapter, Send, argument};
use crate::native::Native;
use crate::variant::vt::VT_BYREF;
use crate::variant::{RawVariant, clear};
use oxcom_abi::{
    DISP_E_BADINDEX, DISP_E_BADVARTYPE, DISP_E_EXCEPTION, DISPPARAMS, E_POINTER, EXCEPINFO, IDispatch,
};
use oxcom_typeinfo::plan::Scalar;
use std::ffi::c_void;
use std::mem::{ManuallyDrop, transmute};
use std::ptr::null_mut;
use windows_core::{GUID, HRESULT, Interface};

pub(super) static ADAPTERS: [Adapter; 1] = [Adapter {
    iid: IDispatch::IID,
    slot: 6,
    remote: 11,
    local: &[
        Native::Scalar(Scalar::I32),
        Native::Pointer,
        Native::Scalar(Scalar::U32),
        Native::Scalar(Scalar::U16),
        Native::Pointer,
        Native::Pointer,
        Native::Pointer,
        Native::Pointer,
    ],
    client,
    server,
}];

/// The caller does not want the result.
const NO_RESULT: u32 = 0x0002_0000;
/// The caller does not want to know of an exception.
const NO_EXCEPTION: u32 = 0x0004_0000;
/// The caller does not want to know which argument was wrong.
const NO_ARGUMENT_ERROR: u32 = 0x0008_0000;

unsafe fn client(args: *const *mut c_void, send: Send<'_>) -> HRESULT {
    // SAFETY: the table points to the eight local arguments, each of them what the interface says.
    unsafe {
        let parameters: *const DISPPARAMS = argument(args, 4);
        if parameters.is_null() {
            return E_POINTER;
        }
        let mut flags = u32::from(argument::<u16>(args, 3));
        // What the caller does not want comes nevertheless.
        let mut scratch = (RawVariant::default(), EXCEPINFO::default(), 0_u32);
        let mut wanted = |index: usize, flag: u32, instead: *mut c_void| {
            let pointer: *mut c_void = argument(args, index);
            if pointer.is_null() {
                flags |= flag;
            }
            if pointer.is_null() { instead } else { pointer }
        };
        let mut result = wanted(5, NO_RESULT, (&raw mut scratch.0).cast());
        let mut exception = wanted(6, NO_EXCEPTION, (&raw mut scratch.1).cast());
        let mut wrong = wanted(7, NO_ARGUMENT_ERROR, (&raw mut scratch.2).cast());

        let mut split = Split::new(&*parameters);
        let mut remote = split.parameters(&*parameters);
        let mut remote: *mut DISPPARAMS = &mut remote;
        let mut count = split.references.len() as u32;
        let (mut indices, mut references) = (split.indices.as_mut_ptr(), split.references.as_mut_ptr());
        let table: [*mut c_void; 11] = [
            *args,
            *args.add(1),
            *args.add(2),
            (&raw mut flags).cast(),
            (&raw mut remote).cast(),
            (&raw mut result).cast(),
            (&raw mut exception).cast(),
            (&raw mut wrong).cast(),
            (&raw mut count).cast(),
            (&raw mut indices).cast(),
            (&raw mut references).cast(),
        ];
        let code = send(table.as_ptr());
        // What a peer sent unasked is nobody else's: results, and values in the place of references.
        clear(&raw mut scratch.0);
        free_text(&mut scratch.1);
        split.references.iter_mut().for_each(|reference| clear(reference));
        code
    }
}

/// The arguments of a call, those by reference apart. All are borrowed from the caller.
struct Split {
    all: Vec<RawVariant>,
    indices: Vec<u32>,
    references: Vec<RawVariant>,
}

impl Split {
    /// # Safety
    /// The parameters point to as many arguments as they say.
    unsafe fn new(parameters: &DISPPARAMS) -> Self {
        let mut split = Split { all: Vec::new(), indices: Vec::new(), references: Vec::new() };
        for index in 0..parameters.cArgs {
            // SAFETY: the caller's promise.
            let argument = unsafe { parameters.rgvarg.cast::<RawVariant>().add(index as usize).read() };
            if argument.vt & VT_BYREF == 0 {
                split.all.push(argument);
            } else {
                split.all.push(RawVariant::default());
                split.indices.push(index);
                split.references.push(argument);
            }
        }
        split
    }

    /// The parameters with these arguments.
    fn parameters(&mut self, local: &DISPPARAMS) -> DISPPARAMS {
        let arguments = if self.all.is_empty() { null_mut() } else { self.all.as_mut_ptr() };
        DISPPARAMS { rgvarg: arguments.cast(), ..*local }
    }
}

type Invoke = unsafe extern "system" fn(
    *mut c_void,
    i32,
    *const GUID,
    u32,
    u16,
    *mut DISPPARAMS,
    *mut c_void,
    *mut EXCEPINFO,
    *mut u32,
) -> HRESULT;

unsafe fn server(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: the function is the one in the slot of Invoke; the table points to the eleven remote arguments, whose counts
    // were compared with each other.
    unsafe {
        let invoke = transmute::<*const c_void, Invoke>(function);
        let flags: u32 = argument(args, 3);
        let parameters: *mut DISPPARAMS = argument(args, 4);
        let count: u32 = argument(args, 8);
        let (indices, references): (*const u32, *const RawVariant) = (argument(args, 9), argument(args, 10));
        for index in 0..count as usize {
            let place = indices.add(index).read();
            if place >= (*parameters).cArgs || (*parameters).rgvarg.is_null() {
                return DISP_E_BADINDEX;
            }
            if references.add(index).read().vt & VT_BYREF == 0 {
                return DISP_E_BADVARTYPE;
            }
            // The stub releases both by what it read, so that a copy is no second owner.
            *(*parameters).rgvarg.cast::<RawVariant>().add(place as usize) = references.add(index).read();
        }
        let unless = |flag: u32, index: usize| {
            if flags & flag == 0 { argument::<*mut c_void>(args, index) } else { null_mut() }
        };
        let exception: *mut EXCEPINFO = unless(NO_EXCEPTION, 6).cast();
        let code = invoke(
            object,
            argument(args, 0),
            argument(args, 1),
            argument(args, 2),
            flags as u16,
            parameters,
            unless(NO_RESULT, 5),
            exception,
            unless(NO_ARGUMENT_ERROR, 7).cast(),
        );
        if !exception.is_null() {
            complete(exception, code);
        }
        code
    }
}

/// Fills in what an EXCEPINFO leaves for later: a function of this process means nothing to another one.
unsafe fn complete(exception: *mut EXCEPINFO, code: HRESULT) {
    // SAFETY: the method left an EXCEPINFO there; its function, if there is one, takes the EXCEPINFO itself.
    unsafe {
        let function = std::mem::replace(&mut (*exception).pfnDeferredFillIn, null_mut());
        if code == DISP_E_EXCEPTION && !function.is_null() {
            let fill_in =
                transmute::<*mut u8, unsafe extern "system" fn(*mut EXCEPINFO) -> HRESULT>(function);
            let _ = fill_in(exception);
        }
        (*exception).pvReserved = null_mut();
        (*exception).pfnDeferredFillIn = null_mut();
    }
}

fn free_text(exception: &mut EXCEPINFO) {
    let EXCEPINFO { bstrSource, bstrDescription, bstrHelpFile, .. } = exception;
    for text in [bstrSource, bstrDescription, bstrHelpFile] {
        drop(ManuallyDrop::into_inner(std::mem::take(text)));
    }
}
