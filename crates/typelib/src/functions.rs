//! All functions that this crate defines, so that a host can keep them in its program.

use std::ffi::c_void;

/// The address of a function.
#[repr(transparent)]
pub struct Function(#[allow(dead_code)] *const c_void);

// SAFETY: the address of a function is a constant that nobody reads through.
unsafe impl Sync for Function {}

macro_rules! functions {
    ($($path:path),* $(,)?) => {
        /// The functions of type libraries and late binding, by address.
        pub static FUNCTIONS: &[Function] = &[$(Function($path as *const c_void)),*];
    };
}

use crate::{dispatch, load, record};

functions![
    dispatch::CreateDispTypeInfo,
    dispatch::CreateStdDispatch,
    dispatch::DispGetIDsOfNames,
    dispatch::DispGetParam,
    dispatch::DispInvoke,
    load::LoadRegTypeLib,
    load::LoadTypeLib,
    load::LoadTypeLibEx,
    load::OxcomTypeInfoOf,
    load::QueryPathOfRegTypeLib,
    load::RegisterTypeLib,
    load::UnRegisterTypeLib,
    record::GetRecordInfoFromGuids,
    record::GetRecordInfoFromTypeInfo,
];
