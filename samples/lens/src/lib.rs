//! A lens, of which one interface travels by value and the next stays where it is.
//!
//! ```text
//!   who has the lens                                      who wants it
//!   Lens ── ICalibration ─▶ three numbers, by value ────▶ Calibration: calculates where it is
//!        └─ IFocus ───────▶ the standard marshaler ─────▶ a proxy: moves the motor of the one lens
//! ```
//!
//! The runtime asks the object's IMarshal for each interface anew, which is how an object chooses ([`Lens`]). What it wrote is
//! read by a class that is registered as a marshaler, which this crate's library has ([`Calibration`]).

mod calibration;
mod lens;

#[allow(missing_docs)]
#[path = "../lens.rs"]
mod bindings;

use std::ffi::c_void;

use oxcom::{Factory, GUID, HRESULT, IUnknown};

pub use bindings::*;
pub use calibration::Calibration;
pub use lens::Lens;

/// The class that reads in the receiver's process what the lens wrote: of an in-process library, registered as a marshaler.
pub const CLSID_CALIBRATION: GUID = GUID::from_u128(0x0F5B6E0C_7F1D_4E0C_9C3B_6A0E5D1B7A21);

/// Gives the class object of a class of this library.
///
/// # Safety
/// The pointers are null, or point to ids and to writable memory.
#[unsafe(no_mangle)]
unsafe extern "system" fn DllGetClassObject(
    clsid: *const GUID,
    iid: *const GUID,
    object: *mut *mut c_void,
) -> HRESULT {
    let factory = || Factory::new(|| Ok(IUnknown::from(Calibration::unread())));
    // SAFETY: the arguments of DllGetClassObject.
    unsafe { oxcom::get_class_object(clsid, iid, object, &[(CLSID_CALIBRATION, factory)]) }
}

/// Tells by S_OK that the library is not in use.
#[unsafe(no_mangle)]
extern "system" fn DllCanUnloadNow() -> HRESULT {
    oxcom::can_unload_now(Calibration::count())
}
