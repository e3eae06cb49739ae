//! An object that calculates, and says what it sees while it is called. It lives in the apartment that it was made in.

use std::ffi::c_void;

use oxcom_abi::com_core::{BSTR, IUnknown, IUnknownImpl, Interface, Ref, Result, implement};
use oxcom_abi::{self as abi, IMarshal, IMarshal_Impl, IStream, SAFEARRAY, VARIANT};
use windows_core::{GUID, HRESULT};

use super::log::{Life, Watch};
use super::{ICalculator, ICalculator_Impl, IName, IName_Impl, IUndescribed, IUndescribed_Impl};

type Observer = Box<dyn Fn() -> String + Send + Sync>;

#[implement(ICalculator, IName, IUndescribed, Agile = false)]
struct Calculator {
    _life: Life,
    observer: Observer,
}

/// Makes a calculator, and a watch on its life.
pub fn calculator() -> (ICalculator, Watch) {
    observing(|| "nothing".into())
}

/// Makes one that, when it is asked to observe, says what `observer` gives.
pub fn observing(observer: impl Fn() -> String + Send + Sync + 'static) -> (ICalculator, Watch) {
    let life = Life::default();
    let watch = life.watch();
    (Calculator { _life: life, observer: Box::new(observer) }.into(), watch)
}

/// ICalculator::Add.
pub fn add(calculator: &ICalculator, a: i32, b: i32) -> Result<i32> {
    unsafe { calculator.Add(a, b) }
}

/// ICalculator::Observe.
pub fn observed(calculator: &ICalculator) -> Result<String> {
    unsafe { calculator.Observe() }.map(|seen| seen.to_string())
}

impl ICalculator_Impl for Calculator_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        Ok(a.wrapping_add(b))
    }

    fn Fail(&self, code: i32) -> Result<()> {
        HRESULT(code).ok()
    }

    fn Observe(&self) -> Result<BSTR> {
        Ok(BSTR::from((self.observer)().as_str()))
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn EchoVariant(&self, value: &VARIANT) -> Result<VARIANT> {
        let mut same = VARIANT::default();
        unsafe { abi::VariantCopy(&mut same, value) }.map(|| same)
    }

    fn Total(&self, numbers: *const SAFEARRAY) -> Result<f64> {
        let mut data = std::ptr::null_mut();
        unsafe {
            abi::SafeArrayAccessData(numbers, &mut data).ok()?;
            let count = (*numbers).rgsabound[0].cElements as usize;
            let total = (0..count).map(|index| *data.cast::<f64>().add(index)).sum();
            abi::SafeArrayUnaccessData(numbers).map(|| total)
        }
    }

    fn AddBy(&self, other: Ref<'_, ICalculator>, a: i32, b: i32) -> Result<i32> {
        add(other.ok()?, a, b)
    }

    fn Same(&self, object: Ref<'_, IUnknown>) -> Result<IUnknown> {
        Ok(object.ok()?.clone())
    }

    fn Nest(&self, other: Ref<'_, ICalculator>, depth: i32) -> Result<i32> {
        if depth == 0 {
            return Ok(0);
        }
        let this: ICalculator = self.to_interface();
        Ok(unsafe { other.ok()?.Nest(&this, depth - 1) }? + 1)
    }
}

impl IName_Impl for Calculator_Impl {
    fn Name(&self) -> Result<BSTR> {
        Ok(BSTR::from("calculator"))
    }
}

impl IUndescribed_Impl for Calculator_Impl {
    fn Do(&self) -> Result<()> {
        Ok(())
    }
}

/// An object that any thread may use: its marshaling is that of the free-threaded marshaler.
#[implement(ICalculator, IMarshal)]
pub struct Free {
    life: Life,
    marshaler: IMarshal,
}

impl Free {
    /// Makes one, and a watch on its life.
    pub fn object() -> Result<(ICalculator, Watch)> {
        let life = Life::default();
        let watch = life.watch();
        let marshaler = unsafe { abi::CoCreateFreeThreadedMarshaler(None::<&IUnknown>) }?.cast()?;
        Ok((Self { life, marshaler }.into(), watch))
    }
}

impl ICalculator_Impl for Free_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        Ok(a.wrapping_add(b))
    }

    fn Fail(&self, code: i32) -> Result<()> {
        HRESULT(code).ok()
    }

    fn Observe(&self) -> Result<BSTR> {
        Ok(BSTR::from(if self.life.watch().alive() { "alive" } else { "dead" }))
    }

    fn Echo(&self, _text: &BSTR) -> Result<BSTR> {
        Err(abi::E_NOTIMPL.into())
    }

    fn EchoVariant(&self, _value: &VARIANT) -> Result<VARIANT> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Total(&self, _numbers: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }

    fn AddBy(&self, _other: Ref<'_, ICalculator>, _a: i32, _b: i32) -> Result<i32> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Same(&self, _object: Ref<'_, IUnknown>) -> Result<IUnknown> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Nest(&self, _other: Ref<'_, ICalculator>, _depth: i32) -> Result<i32> {
        Err(abi::E_NOTIMPL.into())
    }
}

impl Free_Impl {
    /// The object's pointer, which the marshaler writes, for an interface.
    fn pointer(&self, iid: *const GUID) -> Result<IUnknown> {
        let this: IUnknown = self.to_interface();
        let mut pointer = std::ptr::null_mut();
        unsafe {
            this.query(iid, &mut pointer).ok()?;
            Ok(IUnknown::from_raw(pointer))
        }
    }
}

impl IMarshal_Impl for Free_Impl {
    fn GetUnmarshalClass(
        &self,
        iid: *const GUID,
        _object: *const c_void,
        context: u32,
        _data: *const c_void,
        flags: u32,
    ) -> Result<GUID> {
        let this = self.pointer(iid)?;
        unsafe { self.marshaler.GetUnmarshalClass(iid, Some(this.as_raw()), context, None, flags) }
    }

    fn GetMarshalSizeMax(
        &self,
        iid: *const GUID,
        _object: *const c_void,
        context: u32,
        _data: *const c_void,
        flags: u32,
    ) -> Result<u32> {
        let this = self.pointer(iid)?;
        unsafe { self.marshaler.GetMarshalSizeMax(iid, Some(this.as_raw()), context, None, flags) }
    }

    fn MarshalInterface(
        &self,
        stream: Ref<'_, IStream>,
        iid: *const GUID,
        _object: *const c_void,
        context: u32,
        _data: *const c_void,
        flags: u32,
    ) -> Result<()> {
        let this = self.pointer(iid)?;
        unsafe {
            self.marshaler.MarshalInterface(stream.as_ref(), iid, Some(this.as_raw()), context, None, flags)
        }
        .ok()
    }

    fn UnmarshalInterface(
        &self,
        stream: Ref<'_, IStream>,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> Result<()> {
        unsafe {
            (self.marshaler.vtable().UnmarshalInterface)(
                self.marshaler.as_raw(),
                stream.as_ref().map_or(std::ptr::null_mut(), Interface::as_raw),
                iid,
                object,
            )
        }
        .ok()
    }

    fn ReleaseMarshalData(&self, stream: Ref<'_, IStream>) -> Result<()> {
        unsafe { self.marshaler.ReleaseMarshalData(stream.as_ref()) }.ok()
    }

    fn DisconnectObject(&self, reserved: u32) -> Result<()> {
        unsafe { self.marshaler.DisconnectObject(reserved) }.ok()
    }
}
