//! What every driver has to stand.

use oxcom::abi::{self, IMarshal};
use oxcom::{BSTR, GUID, IUnknown, Interface};

use crate::common::{ALIVE, Calc, ICalc, IRemoting};
use crate::drivers::Place;
use crate::objects::{Remoting, thread_id};

tests![
    results_and_errors_pass_untouched,
    text_passes_whole,
    an_object_has_one_identity,
    query_interface_keeps_its_rules,
    the_object_calls_back_during_the_call,
    calls_nest_both_ways,
    a_returned_object_lives_as_long_as_its_pointer,
    a_kept_pointer_keeps_the_object,
    an_object_that_comes_home_is_itself,
    a_proxy_can_be_handed_back,
    an_interface_is_asked_for_by_its_id,
    calls_run_where_the_object_lives,
    many_calls_in_a_row,
];

pub fn text(error: oxcom::Error) -> String {
    format!("HRESULT {:#010x}", error.code().0)
}

fn results_and_errors_pass_untouched(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let calc = object.Create().map_err(text)?;
        same!(calc.Add(2, 3), Ok(5));
        same!(calc.Add(i32::MAX, 1).unwrap_err().code(), abi::DISP_E_OVERFLOW);
        same!(calc.Sum(std::ptr::null_mut()).unwrap_err().code(), abi::E_NOTIMPL);
    }
    Ok(())
}

fn text_passes_whole(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let calc = object.Create().map_err(text)?;
        for sent in ["", "a", "hé\0llo 🙂", &"x".repeat(100_000)] {
            same!(calc.Echo(&BSTR::from(sent)).map_err(text)?, BSTR::from(sent));
        }
    }
    Ok(())
}

fn an_object_has_one_identity(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let calc: ICalc = Calc::new().into();
        object.Keep(&calc).ok().map_err(text)?;
        let (first, second) = (object.Kept().map_err(text)?, object.Kept().map_err(text)?);
        object.Keep(None).ok().map_err(text)?;
        same!(first.cast::<IUnknown>().unwrap(), second.cast::<IUnknown>().unwrap());
        let other = object.Create().map_err(text)?;
        let another = object.Create().map_err(text)?;
        if other.cast::<IUnknown>().unwrap() == another.cast::<IUnknown>().unwrap() {
            return Err("two objects are one".into());
        }
    }
    Ok(())
}

fn query_interface_keeps_its_rules(object: &IRemoting, place: Place) -> Result<(), String> {
    let unknown: IUnknown = object.cast().map_err(text)?;
    let again: IRemoting = unknown.cast().map_err(text)?;
    same!(again.as_raw(), object.as_raw());
    same!(unknown.cast::<IUnknown>().unwrap(), unknown);
    same!(object.cast::<ICalc>().unwrap_err().code(), abi::E_NOINTERFACE);
    if place != Place::SameApartment {
        let marshal: IMarshal = object.cast().map_err(text)?;
        same!(marshal.cast::<IUnknown>().unwrap(), unknown);
        same!(object.cast::<abi::IAgileObject>().unwrap_err().code(), abi::E_NOINTERFACE);
    }
    Ok(())
}

fn the_object_calls_back_during_the_call(object: &IRemoting, _: Place) -> Result<(), String> {
    let calc: ICalc = Calc::new().into();
    // SAFETY: calls with arguments of their types.
    unsafe {
        same!(object.CallBack(&calc, 20, 22), Ok(42));
        same!(object.CallBack(&calc, i32::MIN, -1).unwrap_err().code(), abi::DISP_E_OVERFLOW);
    }
    Ok(())
}

fn calls_nest_both_ways(object: &IRemoting, _: Place) -> Result<(), String> {
    let here: IRemoting = Remoting::new().into();
    // SAFETY: a call with arguments of its types.
    same!(unsafe { object.Descend(&here, 20) }, Ok(20));
    Ok(())
}

/// Waits until as many calculators are left here: releases travel without an answer.
pub fn wait_for_objects(object: &IRemoting, place: Place, wanted: u32) -> Result<(), String> {
    for _ in 0..10_000 {
        // SAFETY: a call with arguments of its types.
        let found = unsafe { objects_of(object, place) }?;
        if found == wanted {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Err(format!("there are not {wanted} objects"))
}

pub unsafe fn objects_of(object: &IRemoting, place: Place) -> Result<u32, String> {
    let (mut process, mut objects) = (0, 0);
    // SAFETY: writable.
    unsafe { object.Process(&mut process, &mut objects) }.ok().map_err(text)?;
    if (process != std::process::id()) != (place == Place::OtherProcess) {
        return Err(format!("process {process} is the wrong one"));
    }
    Ok(objects)
}

fn a_returned_object_lives_as_long_as_its_pointer(object: &IRemoting, place: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        wait_for_objects(object, place, 0)?;
        let calc = object.Create().map_err(text)?;
        let copy = calc.clone();
        drop(calc);
        same!(objects_of(object, place)?, 1);
        same!(copy.Add(1, 1), Ok(2));
        drop(copy);
        wait_for_objects(object, place, 0)
    }
}

fn a_kept_pointer_keeps_the_object(object: &IRemoting, _: Place) -> Result<(), String> {
    let alive = || ALIVE.load(std::sync::atomic::Ordering::SeqCst);
    let before = alive();
    // SAFETY: calls with arguments of their types.
    unsafe {
        object.Keep(&ICalc::from(Calc::new())).ok().map_err(text)?;
        same!(alive(), before + 1);
        same!(object.Kept().map_err(text)?.Add(3, 4), Ok(7));
        object.Keep(None).ok().map_err(text)?;
    }
    for _ in 0..10_000 {
        if alive() == before {
            return Ok(());
        }
        // SAFETY: a call: it lets an apartment of one thread run what comes.
        let _ = unsafe { object.Thread() };
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Err("the object outlives the last pointer".into())
}

fn an_object_that_comes_home_is_itself(object: &IRemoting, _: Place) -> Result<(), String> {
    let calc: ICalc = Calc::new().into();
    // SAFETY: calls with arguments of their types.
    unsafe {
        object.Keep(&calc).ok().map_err(text)?;
        same!(object.Kept().map_err(text)?.as_raw(), calc.as_raw());
        object.Keep(None).ok().map_err(text)?;
    }
    Ok(())
}

fn a_proxy_can_be_handed_back(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let calc = object.Create().map_err(text)?;
        same!(object.CallBack(&calc, 5, 6), Ok(11));
        object.Keep(&calc).ok().map_err(text)?;
        let kept = object.Kept().map_err(text)?;
        same!(kept.cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
        object.Keep(None).ok().map_err(text)?;
    }
    Ok(())
}

fn an_interface_is_asked_for_by_its_id(object: &IRemoting, _: Place) -> Result<(), String> {
    let calc: IUnknown = ICalc::from(Calc::new()).cast().unwrap();
    // SAFETY: calls with arguments of their types.
    unsafe {
        let found: ICalc = object.QueryIt(&calc).map_err(text)?;
        same!(found.Add(1, 2), Ok(3));
        let (mut missing, nothing) = (std::ptr::dangling_mut(), GUID::from_u128(0x1234));
        let query = object.vtable().QueryIt;
        same!(query(object.as_raw(), calc.as_raw(), &nothing, &mut missing), abi::E_NOINTERFACE);
        same!(missing, std::ptr::null_mut());
    }
    Ok(())
}

fn calls_run_where_the_object_lives(object: &IRemoting, place: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    let thread = unsafe { object.Thread() }.map_err(text)?;
    if place == Place::SameApartment {
        same!(thread, thread_id());
    }
    if place == Place::OtherApartment && thread == thread_id() {
        return Err("the call ran on the caller's thread".into());
    }
    Ok(())
}

fn many_calls_in_a_row(object: &IRemoting, _: Place) -> Result<(), String> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let calc = object.Create().map_err(text)?;
        for number in 0..5_000 {
            same!(calc.Add(number, 1), Ok(number + 1));
        }
    }
    Ok(())
}
