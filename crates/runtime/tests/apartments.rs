//! Calls between the apartments of one process.

mod common;

use common::{Calc, ICalc, set_up};
use oxcom::abi::{self, IStream};
use oxcom::{Apartment, Interface};

/// Marshals an interface pointer to a stream in memory, which stands at its start then.
fn marshal(object: &ICalc) -> IStream {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        abi::CoMarshalInterface(&stream, &ICalc::IID, object, abi::MSHCTX_INPROC as u32, None, 0).unwrap();
        stream.Seek(0, 0, None).unwrap();
        stream
    }
}

fn unmarshal(stream: &IStream) -> oxcom::Result<ICalc> {
    // SAFETY: arguments of their types.
    unsafe { abi::CoUnmarshalInterface(stream) }
}

/// A stream in memory belongs to no apartment.
struct Carried(IStream);
// SAFETY: streams on memory are agile.
unsafe impl Send for Carried {}

#[test]
fn a_pointer_that_comes_home_is_the_object_itself() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let stream = marshal(&calc);
    let home = unmarshal(&stream).unwrap();
    assert_eq!(home.as_raw(), calc.as_raw());
}

#[test]
fn a_single_threaded_apartment_calls_an_object_of_the_multithreaded_one() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    let stream = Carried(marshal(&calc));
    std::thread::spawn(move || {
        let stream = stream;
        let _apartment = Apartment::single_threaded().unwrap();
        let proxy = unmarshal(&stream.0).unwrap();
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(proxy.Add(2, 3).unwrap(), 5);
            assert_eq!(proxy.Add(i32::MAX, 1).unwrap_err().code(), abi::DISP_E_OVERFLOW);
            assert_eq!(proxy.Echo(&"hé\0🙂".into()).unwrap(), "hé\0🙂");
        }
    })
    .join()
    .unwrap();
}
