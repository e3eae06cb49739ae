//! Wrong use, and the error in which it ends.

use oxcom::{Apartment, HRESULT, Interface, Result, create_instance, message_of};
use oxcom_abi::{
    CLSCTX_LOCAL_SERVER, CO_E_NOTINITIALIZED, E_NOINTERFACE, RPC_E_WRONG_THREAD, RPC_X_NULL_REF_POINTER,
};

use crate::CLSID_PEER;
use crate::bindings::{IPeer, IProgress};

/// HRESULT_FROM_WIN32(RPC_X_NULL_REF_POINTER)
const NULL_REF_POINTER: HRESULT = HRESULT(0x8007_0000_u32 as i32 | RPC_X_NULL_REF_POINTER);

/// Does what is wrong; true if all of it ended as it should.
pub(crate) fn misuse() -> Result<bool> {
    let uninitialised = create().err().map_or(HRESULT(0), |error| error.code());
    let mut good = tell("uninitialised", uninitialised, CO_E_NOTINITIALIZED);
    let _apartment = Apartment::multithreaded()?;
    let peer = create()?;
    let cast = peer.cast::<IProgress>().err().map_or(HRESULT(0), |error| error.code());
    good &= tell("interface", cast, E_NOINTERFACE);
    good &= tell("thread", on_a_wrong_thread(), RPC_E_WRONG_THREAD);
    println!("impossible released: the compiler refuses it");
    // SAFETY: the method is given its own object; the null is what is tried: the proxy refuses it.
    let null = unsafe { (Interface::vtable(&peer).Process)(peer.as_raw(), std::ptr::null_mut()) };
    good &= tell("argument", null, NULL_REF_POINTER);
    Ok(good)
}

fn create() -> Result<IPeer> {
    create_instance(&CLSID_PEER, CLSCTX_LOCAL_SERVER)
}

fn tell(name: &str, saw: HRESULT, expected: HRESULT) -> bool {
    let good = saw == expected;
    println!("{} {name}: {}", if good { "ok" } else { "FAILED" }, message_of(&saw.into()));
    good
}

/// A pointer as the compiler would not let it go: into another apartment.
struct Smuggled(IPeer);

// SAFETY: none: that is what is tried. The proxy knows its apartment.
unsafe impl Send for Smuggled {}

/// What the other thread's call answers.
fn on_a_wrong_thread() -> HRESULT {
    let owner = std::thread::spawn(|| -> Result<HRESULT> {
        let _apartment = Apartment::single_threaded()?;
        let smuggled = Smuggled(create()?);
        let other = std::thread::spawn(move || {
            let smuggled = smuggled;
            // SAFETY: a call without arguments.
            let answer = unsafe { smuggled.0.Process() };
            (answer.err().map_or(HRESULT(0), |error| error.code()), smuggled)
        });
        // The pointer comes back, and is released where it belongs.
        Ok(other.join().map(|(answer, _smuggled)| answer).unwrap_or_default())
    });
    owner.join().ok().and_then(Result::ok).unwrap_or_default()
}
