//! The bind context: what goes along when a moniker is bound.

use std::ffi::c_void;
use std::sync::{Mutex, MutexGuard, PoisonError};

use oxcom_abi::{
    BIND_OPTS, E_FAIL, E_INVALIDARG, E_NOTIMPL, IBindCtx, IBindCtx_Impl, IEnumString, IRunningObjectTable,
    MK_E_NOTBOUND, S_OK,
};
use windows_core::{HRESULT, IUnknown, Interface, PCWSTR, Ref, Result, implement};

use super::{running, text};

#[implement(IBindCtx, Agile = false)]
struct BindContext(Mutex<State>);

/// Guarded by the context's lock.
struct State {
    bound: Vec<IUnknown>,
    options: BIND_OPTS,
    parameters: Vec<(String, IUnknown)>,
}

/// A new bind context.
pub(super) fn new() -> IBindCtx {
    const READ_WRITE: u32 = 2; // STGM_READWRITE
    let options = BIND_OPTS {
        cbStruct: size_of::<BIND_OPTS>() as u32,
        grfFlags: 0,
        grfMode: READ_WRITE,
        dwTickCountDeadline: 0,
    };
    BindContext(Mutex::new(State { bound: Vec::new(), options, parameters: Vec::new() })).into()
}

/// Makes a bind context.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or `reserved` is not 0.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateBindCtx(reserved: u32, out: *mut *mut c_void) -> HRESULT {
    if reserved != 0 || out.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: not null, so writable by contract.
    unsafe { out.write(new().into_raw()) };
    S_OK
}

impl BindContext {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl IBindCtx_Impl for BindContext_Impl {
    fn RegisterObjectBound(&self, object: Ref<'_, IUnknown>) -> Result<()> {
        self.state().bound.extend(object.as_ref().cloned());
        Ok(())
    }

    fn RevokeObjectBound(&self, object: Ref<'_, IUnknown>) -> Result<()> {
        let object = object.as_ref().ok_or(E_INVALIDARG)?;
        let mut state = self.state();
        let place = state.bound.iter().position(|bound| bound == object).ok_or(MK_E_NOTBOUND)?;
        let bound = state.bound.swap_remove(place);
        drop(state);
        drop(bound);
        Ok(())
    }

    fn ReleaseBoundObjects(&self) -> Result<()> {
        let bound = std::mem::take(&mut self.state().bound);
        drop(bound); // outside the lock
        Ok(())
    }

    fn SetBindOptions(&self, options: *const BIND_OPTS) -> Result<()> {
        // SAFETY: null, or options by the method's contract.
        let options = unsafe { options.as_ref() }.ok_or(E_INVALIDARG)?;
        if (options.cbStruct as usize) < size_of::<BIND_OPTS>() {
            return Err(E_INVALIDARG.into());
        }
        self.state().options = BIND_OPTS { cbStruct: size_of::<BIND_OPTS>() as u32, ..*options };
        Ok(())
    }

    fn GetBindOptions(&self, options: *mut BIND_OPTS) -> Result<()> {
        // SAFETY: null, or options by the method's contract.
        let options = unsafe { options.as_mut() }.ok_or(E_INVALIDARG)?;
        if (options.cbStruct as usize) < size_of::<BIND_OPTS>() {
            return Err(E_INVALIDARG.into());
        }
        let size = options.cbStruct;
        *options = BIND_OPTS { cbStruct: size, ..self.state().options };
        Ok(())
    }

    fn GetRunningObjectTable(&self) -> Result<IRunningObjectTable> {
        Ok(running::table())
    }

    fn RegisterObjectParam(&self, key: &PCWSTR, object: Ref<'_, IUnknown>) -> Result<()> {
        // SAFETY: a text by the method's contract.
        let key = unsafe { text(*key) }?;
        let object = object.as_ref().cloned().ok_or(E_INVALIDARG)?;
        let mut state = self.state();
        match state.parameters.iter_mut().find(|(known, _)| *known == key) {
            Some(known) => {
                let before = std::mem::replace(&mut known.1, object);
                drop(state);
                drop(before);
            }
            None => state.parameters.push((key, object)),
        }
        Ok(())
    }

    fn GetObjectParam(&self, key: &PCWSTR) -> Result<IUnknown> {
        // SAFETY: a text by the method's contract.
        let key = unsafe { text(*key) }?;
        let state = self.state();
        let found = state.parameters.iter().find(|(known, _)| *known == key);
        found.map(|(_, object)| object.clone()).ok_or_else(|| E_FAIL.into())
    }

    fn EnumObjectParam(&self) -> Result<IEnumString> {
        Err(E_NOTIMPL.into())
    }

    fn RevokeObjectParam(&self, key: &PCWSTR) -> Result<()> {
        // SAFETY: a text by the method's contract.
        let key = unsafe { text(*key) }?;
        let mut state = self.state();
        let place = state.parameters.iter().position(|(known, _)| *known == key).ok_or(oxcom_abi::S_FALSE)?;
        let parameter = state.parameters.swap_remove(place);
        drop(state);
        drop(parameter);
        Ok(())
    }
}
