//! ISupportErrorInfo: what a method leaves with its thread goes to the caller only when its object says that it is its own.

mod common;

use common::apartment_thread::ApartmentThread;
use common::{ICalc, ICalc_Impl, bytes, set_up};
use oxcom::abi::{self, IErrorInfo, ISupportErrorInfo, ISupportErrorInfo_Impl, SAFEARRAY};
use oxcom::com_core::w;
use oxcom::{BSTR, GUID, Interface, Result, implement};

/// Leaves error information and fails.
fn fail<T>() -> Result<T> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let made = abi::CreateErrorInfo()?;
        made.SetDescription(w!("the shutter is stuck")).ok()?;
        abi::SetErrorInfo(0, &made.cast::<IErrorInfo>()?).ok()?;
    }
    Err(abi::E_ABORT.into())
}

macro_rules! calculator {
    ($($name:ident),*) => {$(
        impl ICalc_Impl for $name {
            fn Add(&self, _: i32, _: i32) -> Result<i32> {
                fail()
            }

            fn Echo(&self, text: &BSTR) -> Result<BSTR> {
                fail::<BSTR>().or_else(|_| Ok(text.clone()))
            }

            fn Sum(&self, _: *const SAFEARRAY) -> Result<f64> {
                Err(oxcom::error_with_message(abi::E_ABORT, "there is nothing to add"))
            }
        }
    )*};
}

/// Says nothing about its errors.
#[implement(ICalc)]
struct Silent;

/// Says of which interface the errors are its own.
#[implement(ICalc, ISupportErrorInfo)]
struct Speaking(GUID);

calculator!(Silent_Impl, Speaking_Impl);

impl ISupportErrorInfo_Impl for Speaking_Impl {
    fn InterfaceSupportsErrorInfo(&self, iid: *const GUID) -> Result<()> {
        // SAFETY: the id of an interface.
        if unsafe { *iid } == self.0 { Ok(()) } else { Err(abi::S_FALSE.into()) }
    }
}

/// What a caller in another apartment reads of a failure.
fn read(make: fn() -> ICalc, call: fn(&ICalc) -> oxcom::Error) -> String {
    set_up();
    let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
    let bytes = home.run(move || bytes::marshal(&make(), abi::MSHCTX_INPROC, 0).unwrap());
    other.run(move || {
        let calc: ICalc = bytes::unmarshal(&bytes).unwrap();
        // SAFETY: null takes away what the thread has of earlier calls.
        unsafe { abi::SetErrorInfo(0, None) }.unwrap();
        oxcom::message_of(&call(&calc))
    })
}

fn add(calc: &ICalc) -> oxcom::Error {
    // SAFETY: a call with arguments of its types.
    unsafe { calc.Add(1, 2) }.unwrap_err()
}

fn sum(calc: &ICalc) -> oxcom::Error {
    // SAFETY: a call with arguments of its types.
    unsafe { calc.Sum(std::ptr::null()) }.unwrap_err()
}

const BARE: &str = "HRESULT 0x80004004";

#[test]
fn an_object_that_supports_error_information_is_heard() {
    let own = || ICalc::from(Speaking(ICalc::IID));
    assert_eq!(read(own, add), format!("the shutter is stuck ({})", &BARE["HRESULT ".len()..]));
}

#[test]
fn what_an_object_does_not_own_up_to_stays_at_home() {
    assert_eq!(read(|| Silent.into(), add), BARE);
    assert_eq!(read(|| Speaking(abi::IPersist::IID).into(), add), BARE);
}

#[test]
fn a_message_that_is_meant_for_the_caller_gets_there_in_any_case() {
    let expected = "there is nothing to add (0x80004004)";
    assert_eq!(read(|| Silent.into(), sum), expected);
    assert_eq!(read(|| Speaking(ICalc::IID).into(), sum), expected);
}

#[test]
fn what_a_method_leaves_that_succeeds_goes_nowhere() {
    fn echo(calc: &ICalc) -> oxcom::Error {
        // SAFETY: a call with arguments of its types.
        assert_eq!(unsafe { calc.Echo(&BSTR::from("eins")) }.unwrap(), "eins");
        abi::E_ABORT.into()
    }
    assert_eq!(read(|| Speaking(ICalc::IID).into(), echo), BARE);
}
