//! Pointers as bytes: how often they can be used, what they keep, and for how long.

use std::sync::atomic::Ordering;

use oxcom::abi::{self, SAFEARRAY};
use oxcom::{ArrayView, HRESULT, IUnknown, Interface, array_of};

use crate::common::apartment_thread::ApartmentThread;
use crate::common::{ALIVE, Calc, ICalc, IHandOver, IRemoting, bytes};
use crate::drivers::Place;
use crate::hand_over::{WITH_EXTERNAL_CONNECTION, WITH_WEAK_REFERENCES, WITHOUT_WEAK_REFERENCES};
use crate::objects::Remoting;
use crate::tests::{objects_of, text, wait_for_objects};

tests![
    a_normal_pointer_is_unmarshaled_once,
    a_normal_pointer_keeps_the_object_until_it_is_released,
    a_normal_pointer_can_be_released_by_who_received_it,
    a_strong_table_serves_until_it_is_released,
    a_weak_table_ends_with_the_object,
    a_weak_table_that_is_released_is_over,
    a_weak_table_of_an_object_that_cannot_be_watched_ends_with_its_clients,
    a_weak_table_and_a_pointer_in_flight_go_together,
    every_context_is_served_and_unknown_flags_are_not,
    a_disconnected_object_answers_nobody,
    an_external_lock_keeps_the_object,
    an_object_hears_of_its_connections,
    a_proxys_strong_table_is_held_by_who_made_it,
    a_proxys_weak_table_ends_with_the_proxies,
    a_proxy_marshaled_to_a_stream_comes_home,
    a_proxy_is_marshaled_as_iunknown,
    a_weak_reference_works_from_afar,
    a_refused_call_takes_its_pointers_back,
];

fn failure<T: std::fmt::Debug>(result: oxcom::Result<T>) -> HRESULT {
    result.map_or_else(|error| error.code(), |_| abi::S_OK)
}

/// The object's side, in the test's own types.
struct Far<'a> {
    object: &'a IRemoting,
    hand_over: IHandOver,
    place: Place,
}

impl<'a> Far<'a> {
    fn with(object: &'a IRemoting, place: Place, kind: u32) -> Result<Self, String> {
        let far = Self { object, hand_over: object.cast().map_err(text)?, place };
        far.objects(0)?;
        // SAFETY: a call with arguments of its types.
        unsafe { far.hand_over.KeepNew(kind) }.ok().map_err(text)?;
        Ok(far)
    }

    fn marshal(&self, flags: i32) -> Result<Vec<u8>, String> {
        // SAFETY: arguments of their types; the array is ours.
        unsafe {
            let array = self.hand_over.Marshal(crate::drivers::CONTEXT as u32, flags as u32).map_err(text)?;
            Ok(ArrayView::<u8>::take(array).map_err(text)?.to_vec())
        }
    }

    fn unmarshal(&self, bytes: &[u8]) -> HRESULT {
        // SAFETY: an array of ours.
        with_array(bytes, |array| unsafe { self.hand_over.Unmarshal(array) })
    }

    fn discard(&self, bytes: &[u8]) -> HRESULT {
        // SAFETY: an array of ours.
        with_array(bytes, |array| unsafe { self.hand_over.Discard(array) })
    }

    fn forget(&self) -> Result<(), String> {
        // SAFETY: a call with arguments of its types.
        unsafe { self.object.Keep(None) }.ok().map_err(text)
    }

    fn objects(&self, wanted: u32) -> Result<(), String> {
        wait_for_objects(self.object, self.place, wanted)
    }

    fn connections(&self) -> Result<String, String> {
        // SAFETY: a call with arguments of its types.
        unsafe { self.hand_over.Connections() }.map(|calls| calls.to_string()).map_err(text)
    }
}

fn with_array(bytes: &[u8], body: impl FnOnce(*mut SAFEARRAY) -> HRESULT) -> HRESULT {
    let array = array_of(bytes).unwrap();
    let answer = body(array);
    // SAFETY: ours, and nobody uses it any more.
    unsafe { abi::SafeArrayDestroy(array) }.unwrap();
    answer
}

fn add(calc: &ICalc) -> oxcom::Result<i32> {
    // SAFETY: a call with arguments of its types.
    unsafe { calc.Add(2, 3) }
}

fn a_normal_pointer_is_unmarshaled_once(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let bytes = far.marshal(abi::MSHLFLAGS_NORMAL)?;
    let calc: ICalc = bytes::unmarshal(&bytes).map_err(text)?;
    same!(add(&calc), Ok(5));
    same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTCONNECTED);
    same!(add(&calc), Ok(5));
    far.forget()?;
    drop(calc);
    far.objects(0)
}

fn a_normal_pointer_keeps_the_object_until_it_is_released(
    object: &IRemoting,
    place: Place,
) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let bytes = far.marshal(abi::MSHLFLAGS_NORMAL | abi::MSHLFLAGS_NOPING)?;
    far.forget()?;
    far.objects(1)?;
    same!(far.discard(&bytes), abi::S_OK);
    far.objects(0)?;
    same!(far.discard(&bytes), abi::RPC_E_INVALID_OBJREF);
    same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTCONNECTED);
    Ok(())
}

fn a_normal_pointer_can_be_released_by_who_received_it(
    object: &IRemoting,
    place: Place,
) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let bytes = far.marshal(abi::MSHLFLAGS_NORMAL)?;
    far.forget()?;
    same!(failure(bytes::discard(&bytes)), abi::S_OK);
    far.objects(0)?;
    same!(failure(bytes::discard(&bytes)), abi::RPC_E_INVALID_OBJREF);
    Ok(())
}

fn a_strong_table_serves_until_it_is_released(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let bytes = far.marshal(abi::MSHLFLAGS_TABLESTRONG)?;
    far.forget()?;
    for _ in 0..2 {
        let calc: ICalc = bytes::unmarshal(&bytes).map_err(text)?;
        same!(add(&calc), Ok(5));
        drop(calc);
        far.objects(1)?;
    }
    same!(far.discard(&bytes), abi::S_OK);
    far.objects(0)?;
    same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTCONNECTED);
    same!(far.discard(&bytes), abi::RPC_E_INVALID_OBJREF);
    Ok(())
}

fn a_weak_table_ends_with_the_object(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let bytes = far.marshal(abi::MSHLFLAGS_TABLEWEAK)?;
    for _ in 0..2 {
        let calc: ICalc = bytes::unmarshal(&bytes).map_err(text)?;
        same!(add(&calc), Ok(5));
        same!(calc.cast::<IUnknown>().map(|_| ()), Ok(()));
    }
    far.objects(1)?;
    let calc: ICalc = bytes::unmarshal(&bytes).map_err(text)?;
    far.forget()?;
    same!(add(&calc), Ok(5)); // a client keeps it
    drop(calc);
    far.objects(0)?;
    same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTREG);
    same!(far.discard(&bytes), abi::RPC_E_INVALID_OBJREF);
    Ok(())
}

fn a_weak_table_that_is_released_is_over(object: &IRemoting, place: Place) -> Result<(), String> {
    for kind in [WITH_WEAK_REFERENCES, WITHOUT_WEAK_REFERENCES] {
        let far = Far::with(object, place, kind)?;
        let bytes = far.marshal(abi::MSHLFLAGS_TABLEWEAK)?;
        same!(far.discard(&bytes), abi::S_OK);
        same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTREG);
        far.forget()?;
        far.objects(0)?;
    }
    Ok(())
}

fn a_weak_table_of_an_object_that_cannot_be_watched_ends_with_its_clients(
    object: &IRemoting,
    place: Place,
) -> Result<(), String> {
    let far = Far::with(object, place, WITHOUT_WEAK_REFERENCES)?;
    let bytes = far.marshal(abi::MSHLFLAGS_TABLEWEAK)?;
    let calc: ICalc = bytes::unmarshal(&bytes).map_err(text)?;
    same!(add(&calc), Ok(5));
    drop(calc);
    if place != Place::SameApartment {
        far.objects(1)?;
        for _ in 0..10_000 {
            if failure(bytes::unmarshal::<ICalc>(&bytes)) == abi::CO_E_OBJNOTREG {
                break;
            }
        }
        same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTREG);
    } else {
        same!(far.discard(&bytes), abi::S_OK);
    }
    far.forget()?;
    far.objects(0)
}

fn a_weak_table_and_a_pointer_in_flight_go_together(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let weak = far.marshal(abi::MSHLFLAGS_TABLEWEAK)?;
    let once = far.marshal(abi::MSHLFLAGS_NORMAL)?;
    far.forget()?;
    far.objects(1)?;
    let calc: ICalc = bytes::unmarshal(&once).map_err(text)?;
    let same: ICalc = bytes::unmarshal(&weak).map_err(text)?;
    same!(calc.cast::<IUnknown>().unwrap(), same.cast::<IUnknown>().unwrap());
    drop((calc, same));
    far.objects(0)
}

fn every_context_is_served_and_unknown_flags_are_not(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    // SAFETY: calls with arguments of their types.
    unsafe {
        for context in [
            crate::drivers::CONTEXT,
            abi::MSHCTX_NOSHAREDMEM,
            abi::MSHCTX_DIFFERENTMACHINE,
            abi::MSHCTX_INPROC,
            abi::MSHCTX_CROSSCTX,
        ] {
            let array = far.hand_over.Marshal(context as u32, 0).map_err(text)?;
            let bytes = ArrayView::<u8>::take(array).map_err(text)?.to_vec();
            same!(add(&bytes::unmarshal(&bytes).map_err(text)?), Ok(5));
        }
        for flags in [3, 7, 8, 0x10, 0x8000_0000] {
            same!(failure(far.hand_over.Marshal(0, flags)), abi::E_INVALIDARG);
        }
    }
    far.forget()?;
    far.objects(0)
}

fn a_disconnected_object_answers_nobody(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let (first, second) = (far.marshal(0)?, far.marshal(0)?);
    let calc: ICalc = bytes::unmarshal(&first).map_err(text)?;
    // SAFETY: calls with arguments of their types.
    unsafe {
        same!(abi::CoIsHandlerConnected(&calc).as_bool(), true);
        same!(far.hand_over.Disconnect(), abi::S_OK);
        if place != Place::SameApartment {
            same!(failure(add(&calc)), abi::RPC_E_DISCONNECTED);
            same!(failure(calc.cast::<abi::IClassFactory>()), abi::RPC_E_DISCONNECTED);
        }
    }
    same!(failure(bytes::unmarshal::<ICalc>(&second)), abi::CO_E_OBJNOTCONNECTED);
    let third: ICalc = bytes::unmarshal(&far.marshal(0)?).map_err(text)?; // it can be marshaled anew
    same!(add(&third), Ok(5));
    drop((calc, third));
    far.forget()?;
    far.objects(0)
}

fn an_external_lock_keeps_the_object(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let weak = far.marshal(abi::MSHLFLAGS_TABLEWEAK)?;
    // SAFETY: calls with arguments of their types.
    unsafe {
        same!(far.hand_over.Lock(true, true), abi::S_OK);
        same!(far.hand_over.Lock(true, true), abi::S_OK);
        far.forget()?;
        far.objects(1)?;
        object.Keep(&bytes::unmarshal::<ICalc>(&weak).map_err(text)?).ok().map_err(text)?;
        same!(far.hand_over.Lock(false, true), abi::S_OK);
        far.forget()?;
        far.objects(1)?;
        object.Keep(&bytes::unmarshal::<ICalc>(&weak).map_err(text)?).ok().map_err(text)?;
        same!(far.hand_over.Lock(false, true), abi::S_OK);
        same!(far.hand_over.Lock(false, true), abi::S_OK); // one too many does nothing
    }
    far.forget()?;
    far.objects(0)
}

fn an_object_hears_of_its_connections(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_EXTERNAL_CONNECTION)?;
    let heard = || {
        // The release of a proxy is a message of its own.
        for _ in 0..10_000 {
            let calls = far.connections()?;
            if !calls.is_empty() {
                return Ok(calls);
            }
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        Err("nothing was heard".to_owned())
    };
    let bytes = far.marshal(abi::MSHLFLAGS_NORMAL)?;
    same!(far.connections()?, "+");
    let calc: ICalc = bytes::unmarshal(&bytes).map_err(text)?;
    same!(far.connections()?, if place == Place::SameApartment { "-c" } else { "" });
    drop(calc);
    if place != Place::SameApartment {
        same!(heard()?, "-c");
    }
    let table = far.marshal(abi::MSHLFLAGS_TABLESTRONG)?;
    same!(far.connections()?, "+");
    same!(far.discard(&table), abi::S_OK);
    same!(far.connections()?, "-c");
    let weak = far.marshal(abi::MSHLFLAGS_TABLEWEAK)?;
    same!(far.connections()?, "");
    // SAFETY: calls with arguments of their types.
    unsafe {
        same!(far.hand_over.Lock(true, true), abi::S_OK);
        same!(far.connections()?, "+");
        same!(far.hand_over.Lock(false, false), abi::S_OK);
        same!(far.connections()?, "-o");
    }
    same!(far.discard(&weak), abi::S_OK);
    far.forget()?;
    far.objects(0)
}

fn a_proxys_strong_table_is_held_by_who_made_it(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let calc: ICalc = bytes::unmarshal(&far.marshal(0)?).map_err(text)?;
    let table = bytes::marshal(&calc, crate::drivers::CONTEXT, abi::MSHLFLAGS_TABLESTRONG).map_err(text)?;
    drop(calc);
    far.forget()?;
    far.objects(1)?;
    same!(far.unmarshal(&table), abi::S_OK);
    far.forget()?;
    for _ in 0..2 {
        same!(add(&bytes::unmarshal(&table).map_err(text)?), Ok(5));
        far.objects(1)?;
    }
    if place == Place::OtherProcess {
        same!(far.discard(&table), abi::RPC_E_INVALID_OBJREF); // it is not theirs
    }
    same!(failure(bytes::discard(&table)), abi::S_OK);
    far.objects(0)?;
    same!(failure(bytes::unmarshal::<ICalc>(&table)), abi::CO_E_OBJNOTCONNECTED);
    same!(failure(bytes::discard(&table)), abi::RPC_E_INVALID_OBJREF);
    Ok(())
}

fn a_proxys_weak_table_ends_with_the_proxies(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let calc: ICalc = bytes::unmarshal(&far.marshal(0)?).map_err(text)?;
    let table = bytes::marshal(&calc, crate::drivers::CONTEXT, abi::MSHLFLAGS_TABLEWEAK).map_err(text)?;
    far.forget()?;
    same!(add(&bytes::unmarshal(&table).map_err(text)?), Ok(5));
    drop(calc);
    far.objects(0)?;
    same!(failure(bytes::unmarshal::<ICalc>(&table)), abi::CO_E_OBJNOTREG);
    Ok(())
}

fn a_proxy_marshaled_to_a_stream_comes_home(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let calc: ICalc = bytes::unmarshal(&far.marshal(0)?).map_err(text)?;
    let bytes = bytes::marshal(&calc, crate::drivers::CONTEXT, 0).map_err(text)?;
    far.forget()?;
    drop(calc);
    far.objects(1)?; // what is in flight keeps it
    same!(far.unmarshal(&bytes), abi::S_OK);
    same!(far.unmarshal(&bytes), abi::CO_E_OBJNOTCONNECTED);
    far.objects(1)?;
    far.forget()?;
    far.objects(0)
}

fn a_proxy_is_marshaled_as_iunknown(object: &IRemoting, place: Place) -> Result<(), String> {
    let far = Far::with(object, place, WITH_WEAK_REFERENCES)?;
    let calc: ICalc = bytes::unmarshal(&far.marshal(0)?).map_err(text)?;
    let unknown: IUnknown = calc.cast().map_err(text)?;
    // Through a stream: here it is the same object; there it is asked for another interface.
    let bytes = || bytes::marshal(&unknown, crate::drivers::CONTEXT, 0).map_err(text);
    same!(bytes::unmarshal::<IUnknown>(&bytes()?).map_err(text)?, unknown);
    same!(add(&bytes::unmarshal(&bytes()?).map_err(text)?), Ok(5));
    same!(far.unmarshal(&bytes()?), abi::S_OK);
    // In a call.
    // SAFETY: calls with arguments of their types.
    unsafe {
        let again: ICalc = object.QueryIt(&unknown).map_err(text)?;
        same!(again.cast::<IUnknown>().map_err(text)?, unknown);
    }
    far.forget()?;
    far.objects(1)?;
    drop((calc, unknown));
    far.objects(0)
}

fn a_weak_reference_works_from_afar(object: &IRemoting, place: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        wait_for_objects(object, place, 0)?;
        let calc = object.Create().map_err(text)?;
        let source: abi::IWeakReferenceSource = calc.cast().map_err(text)?;
        let weak = source.GetWeakReference().map_err(text)?;
        drop(source);
        let strong: ICalc = weak.Resolve().map_err(text)?;
        same!(strong.cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
        drop((strong, calc));
        wait_for_objects(object, place, 0)?;
        let mut gone = std::ptr::dangling_mut();
        same!((weak.vtable().Resolve)(weak.as_raw(), &ICalc::IID, &mut gone), abi::S_OK);
        same!(gone, std::ptr::null_mut());
        same!(objects_of(object, place)?, 0);
    }
    Ok(())
}

fn a_refused_call_takes_its_pointers_back(object: &IRemoting, place: Place) -> Result<(), String> {
    wait_for_objects(object, place, 0)?;
    let home = ApartmentThread::single_threaded();
    let (bytes, address) = home.run(|| {
        let remoting: IRemoting = Remoting::new().into();
        let bytes = bytes::marshal(&remoting, abi::MSHCTX_INPROC, 0).unwrap();
        (bytes, remoting.into_raw() as usize)
    });
    let proxy: IRemoting = bytes::unmarshal(&bytes).map_err(text)?;
    home.run(move || {
        // SAFETY: the pointer that was kept above, in its apartment.
        unsafe { abi::CoDisconnectObject(&IRemoting::from_raw(address as *mut _), 0) }.unwrap();
    });
    let calc: ICalc = Calc::new().into();
    // SAFETY: a call with arguments of its types.
    same!(unsafe { proxy.Keep(&calc) }, abi::RPC_E_DISCONNECTED);
    same!(ALIVE.load(Ordering::SeqCst), 1);
    drop(calc);
    same!(ALIVE.load(Ordering::SeqCst), 0); // nobody else has it
    Ok(())
}
