//! A calibration: three numbers, and a copy of them is as good as they are.

use std::ffi::c_void;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use oxcom::abi::{CO_E_ALREADYINITIALIZED, E_POINTER, E_UNEXPECTED, IMarshal, IMarshal_Impl, IStream};
use oxcom::com_core::IUnknownImpl;
use oxcom::{GUID, Ref, Result, implement, read_exact, write_all};

use crate::{CLSID_CALIBRATION, ICalibration, ICalibration_Impl};

/// How many there are. atomic: a count that orders nothing
static OBJECTS: AtomicU32 = AtomicU32::new(0);

/// The coefficients of a lens's distortion: of radius³, radius⁵ and radius⁷.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Coefficients(pub(crate) [f64; 3]);

impl Coefficients {
    /// Their length in a stream, in bytes: three doubles, little-endian.
    pub(crate) const LENGTH: u32 = 24;

    pub(crate) fn distortion(&self, radius: f64) -> f64 {
        let Self([third, fifth, seventh]) = self;
        let square = radius * radius;
        radius * square * (third + square * (fifth + square * seventh))
    }

    pub(crate) fn write(&self, into: &IStream) -> Result<()> {
        self.0.iter().try_for_each(|number| write_all(into, &number.to_le_bytes()))
    }

    fn read(from: &IStream) -> Result<Self> {
        let mut numbers = [0.0; 3];
        for number in &mut numbers {
            let mut bytes = [0; 8];
            read_exact(from, &mut bytes)?;
            *number = f64::from_le_bytes(bytes);
        }
        Ok(Self(numbers))
    }
}

/// The copy of a lens's calibration that another process or apartment has. It outlives the lens, and is handed on as another
/// copy.
#[implement(ICalibration, IMarshal)]
pub struct Calibration {
    /// What was read; nothing before.
    coefficients: OnceLock<Coefficients>,
}

impl Calibration {
    /// One that is still to be read from a stream.
    pub(crate) fn unread() -> Self {
        OBJECTS.fetch_add(1, Ordering::Relaxed);
        Self { coefficients: OnceLock::new() }
    }

    /// How many there are: the library is in use as long as there is one.
    pub(crate) fn count() -> u32 {
        OBJECTS.load(Ordering::Relaxed)
    }

    fn coefficients(&self) -> Result<&Coefficients> {
        self.coefficients.get().ok_or_else(|| E_UNEXPECTED.into())
    }
}

impl Drop for Calibration {
    fn drop(&mut self) {
        OBJECTS.fetch_sub(1, Ordering::Relaxed);
    }
}

impl ICalibration_Impl for Calibration_Impl {
    fn Distortion(&self, radius: f64) -> Result<f64> {
        Ok(self.coefficients()?.distortion(radius))
    }
}

impl IMarshal_Impl for Calibration_Impl {
    fn GetUnmarshalClass(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<GUID> {
        Ok(CLSID_CALIBRATION)
    }

    fn GetMarshalSizeMax(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<u32> {
        Ok(Coefficients::LENGTH)
    }

    fn MarshalInterface(
        &self,
        into: Ref<'_, IStream>,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> Result<()> {
        self.coefficients()?.write(into.ok()?)
    }

    fn UnmarshalInterface(
        &self,
        from: Ref<'_, IStream>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        if iid.is_null() || out.is_null() {
            return Err(E_POINTER.into());
        }
        let read = Coefficients::read(from.ok()?)?;
        self.coefficients.set(read).map_err(|_| CO_E_ALREADYINITIALIZED)?;
        // SAFETY: neither is null.
        unsafe { self.QueryInterface(iid, out) }.ok()
    }

    /// What was written holds nothing; it is read past.
    fn ReleaseMarshalData(&self, from: Ref<'_, IStream>) -> Result<()> {
        Coefficients::read(from.ok()?).map(|_| ())
    }

    /// Nobody is connected to a copy.
    fn DisconnectObject(&self, _: u32) -> Result<()> {
        Ok(())
    }
}
