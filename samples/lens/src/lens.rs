//! The lens: its IMarshal chooses, interface by interface.

use std::ffi::c_void;
use std::sync::{Mutex, PoisonError};

use oxcom::abi::{
    CoGetStandardMarshal, E_INVALIDARG, E_POINTER, E_UNEXPECTED, IMarshal, IMarshal_Impl, IStream,
    MSHCTX_LOCAL, MSHLFLAGS_NORMAL,
};
use oxcom::com_core::IUnknownImpl;
use oxcom::{GUID, IUnknown, Interface, Ref, Result, implement};

use crate::calibration::Coefficients;
use crate::{CLSID_CALIBRATION, ICalibration, ICalibration_Impl, IFocus, IFocus_Impl};

/// The least distance at which a lens focuses, in metres.
const NEAREST: f64 = 0.3;

/// A lens with a motor.
#[implement(ICalibration, IFocus, IMarshal, Agile = false)]
pub struct Lens {
    /// Immutable: measured once.
    coefficients: Coefficients,
    /// In metres. Guarded by its lock.
    distance: Mutex<f64>,
}

impl Lens {
    /// A lens whose distortion has these coefficients, of radius³, radius⁵ and radius⁷.
    pub fn new(coefficients: [f64; 3]) -> Self {
        Self { coefficients: Coefficients(coefficients), distance: Mutex::new(NEAREST) }
    }
}

impl ICalibration_Impl for Lens_Impl {
    fn Distortion(&self, radius: f64) -> Result<f64> {
        Ok(self.coefficients.distortion(radius))
    }
}

impl IFocus_Impl for Lens_Impl {
    fn MoveTo(&self, distance: f64) -> Result<()> {
        if distance.is_nan() || distance < NEAREST {
            return Err(E_INVALIDARG.into());
        }
        *self.distance.lock().unwrap_or_else(PoisonError::into_inner) = distance;
        Ok(())
    }

    fn Distance(&self) -> Result<f64> {
        Ok(*self.distance.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// How an interface of the lens goes to another apartment or process.
enum Way {
    /// As a copy of what was measured.
    ByValue,
    /// As a proxy, which this marshaler makes.
    Standard(IMarshal),
}

impl Lens_Impl {
    /// The choice. It depends on the interface alone here; context and flags may have a say, too.
    fn way(&self, iid: *const GUID, context: u32, data: *const c_void, flags: u32) -> Result<Way> {
        // SAFETY: IMarshal's methods are called with null or the id of an interface.
        let iid = unsafe { iid.as_ref() }.ok_or(E_POINTER)?;
        if *iid == ICalibration::IID {
            return Ok(Way::ByValue);
        }
        let this: IUnknown = self.to_interface();
        // SAFETY: arguments of their types.
        unsafe { CoGetStandardMarshal(iid, &this, context, Some(data), flags) }.map(Way::Standard)
    }
}

impl IMarshal_Impl for Lens_Impl {
    fn GetUnmarshalClass(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        data: *const c_void,
        flags: u32,
    ) -> Result<GUID> {
        match self.way(iid, context, data, flags)? {
            Way::ByValue => Ok(CLSID_CALIBRATION),
            // SAFETY: the arguments of the same method.
            Way::Standard(standard) => unsafe {
                standard.GetUnmarshalClass(iid, Some(object), context, Some(data), flags)
            },
        }
    }

    fn GetMarshalSizeMax(
        &self,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        data: *const c_void,
        flags: u32,
    ) -> Result<u32> {
        match self.way(iid, context, data, flags)? {
            Way::ByValue => Ok(Coefficients::LENGTH),
            // SAFETY: the arguments of the same method.
            Way::Standard(standard) => unsafe {
                standard.GetMarshalSizeMax(iid, Some(object), context, Some(data), flags)
            },
        }
    }

    fn MarshalInterface(
        &self,
        into: Ref<'_, IStream>,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        data: *const c_void,
        flags: u32,
    ) -> Result<()> {
        let into = into.ok()?;
        match self.way(iid, context, data, flags)? {
            Way::ByValue => self.coefficients.write(into),
            Way::Standard(standard) => {
                // SAFETY: the arguments of the same method.
                unsafe { standard.MarshalInterface(into, iid, Some(object), context, Some(data), flags) }.ok()
            }
        }
    }

    /// The lens never reads what was written: its calibration's class does, or the standard marshaler.
    fn UnmarshalInterface(&self, _: Ref<'_, IStream>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(E_UNEXPECTED.into())
    }

    /// As for `UnmarshalInterface`.
    fn ReleaseMarshalData(&self, _: Ref<'_, IStream>) -> Result<()> {
        Err(E_UNEXPECTED.into())
    }

    /// Cuts off the proxies of IFocus; the copies of the calibration are nobody's but their owners'.
    fn DisconnectObject(&self, reserved: u32) -> Result<()> {
        let way = self.way(&IFocus::IID, MSHCTX_LOCAL as u32, std::ptr::null(), MSHLFLAGS_NORMAL as u32)?;
        match way {
            Way::ByValue => Ok(()),
            // SAFETY: the argument of the same method.
            Way::Standard(standard) => unsafe { standard.DisconnectObject(reserved) }.ok(),
        }
    }
}
