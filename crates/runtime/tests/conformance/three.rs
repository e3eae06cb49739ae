//! A pointer that passes through three processes: the test's own, and two servers of which one dies.

use oxcom::abi;
use oxcom::{Apartment, ArrayView, HRESULT, IUnknown, Interface};

use crate::common::{ICalc, IHandOver, IRemoting, bytes};
use crate::drivers::Place;
use crate::hand_over::WITH_WEAK_REFERENCES;
use crate::objects::{CLSID, OTHER_CLSID};
use crate::tests::{text, wait_for_objects};

/// A test gets a server that stays and one that may die.
type Test = fn(&IRemoting, &IRemoting) -> Result<(), String>;

const TESTS: &[(&str, Test)] = &[
    ("a_pointer_passed_on_outlives_the_process_in_the_middle", passed_on),
    ("a_pointer_passed_on_in_an_answer_is_the_receivers_own", passed_on_in_an_answer),
    ("a_pointer_in_flight_dies_with_its_marshaler", in_flight),
    ("a_table_of_a_proxy_dies_with_its_marshaler", table_of_a_proxy),
    ("an_object_that_was_far_away_comes_home_as_itself", comes_home),
    ("what_a_dead_process_exported_cannot_be_reached", dead_exporter),
    ("what_a_dead_process_held_is_released", dead_holder),
];

pub fn all() -> impl Iterator<Item = (&'static str, impl FnOnce() -> Result<(), String> + Send + 'static)> {
    TESTS.iter().map(|(name, test)| (*name, move || run(*test)))
}

fn run(test: Test) -> Result<(), String> {
    let body = move || {
        let _apartment = Apartment::multithreaded().unwrap();
        let create = |clsid| {
            oxcom::create_instance(clsid, abi::CLSCTX_LOCAL_SERVER).map_err(|error| oxcom::message_of(&error))
        };
        let (stays, dies): (IRemoting, IRemoting) = (create(&CLSID)?, create(&OTHER_CLSID)?);
        wait_for_objects(&stays, Place::OtherProcess, 0)?;
        test(&stays, &dies)
    };
    std::thread::spawn(body).join().unwrap_or_else(|_| Err("panicked".into()))
}

fn objects(server: &IRemoting, wanted: u32) -> Result<(), String> {
    wait_for_objects(server, Place::OtherProcess, wanted)
}

fn add(calc: &ICalc) -> oxcom::Result<i32> {
    // SAFETY: a call with arguments of its types.
    unsafe { calc.Add(2, 3) }
}

fn keep(server: &IRemoting, calc: Option<&ICalc>) -> Result<(), String> {
    // SAFETY: a call with arguments of its types.
    unsafe { server.Keep(calc) }.ok().map_err(text)
}

fn kept(server: &IRemoting) -> Result<ICalc, String> {
    // SAFETY: a call with arguments of its types.
    unsafe { server.Kept() }.map_err(text)
}

fn create(server: &IRemoting) -> Result<ICalc, String> {
    // SAFETY: a call with arguments of its types.
    unsafe { server.Create() }.map_err(text)
}

/// Marshals what the server keeps, in the server.
fn marshal_kept(server: &IRemoting, flags: i32) -> Result<Vec<u8>, String> {
    let hand_over: IHandOver = server.cast().map_err(text)?;
    // SAFETY: arguments of their types; the array is ours.
    unsafe {
        let array = hand_over.Marshal(abi::MSHCTX_LOCAL as u32, flags as u32).map_err(text)?;
        Ok(ArrayView::<u8>::take(array).map_err(text)?.to_vec())
    }
}

fn kill(server: &IRemoting) -> Result<(), String> {
    // SAFETY: a call with arguments of its types.
    let answer = unsafe { server.Die() };
    same!(answer.is_err(), true);
    Ok(())
}

fn failure<T>(result: oxcom::Result<T>) -> HRESULT {
    result.map_or_else(|error| error.code(), |_| abi::S_OK)
}

fn passed_on(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    let calc = create(stays)?;
    keep(dies, Some(&calc))?;
    drop(calc);
    objects(stays, 1)?; // the one that dies has references of its own
    let calc = kept(dies)?;
    kill(dies)?;
    same!(add(&calc), Ok(5)); // and so have we
    objects(stays, 1)?;
    drop(calc);
    objects(stays, 0)
}

fn passed_on_in_an_answer(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    keep(dies, Some(&create(stays)?))?;
    let calc = kept(dies)?;
    keep(dies, None)?;
    same!(add(&calc), Ok(5));
    keep(stays, Some(&calc))?; // goes home
    let home = kept(stays)?;
    same!(home.cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
    keep(stays, None)?;
    drop((home, calc));
    objects(stays, 0)
}

fn in_flight(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    keep(dies, Some(&create(stays)?))?;
    let bytes = marshal_kept(dies, abi::MSHLFLAGS_NORMAL)?;
    keep(dies, None)?;
    objects(stays, 1)?; // what lies in the stream keeps it
    kill(dies)?;
    objects(stays, 0)?;
    same!(failure(bytes::unmarshal::<ICalc>(&bytes)), abi::CO_E_OBJNOTCONNECTED);
    Ok(())
}

fn table_of_a_proxy(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    keep(dies, Some(&create(stays)?))?;
    let bytes = marshal_kept(dies, abi::MSHLFLAGS_TABLESTRONG)?;
    keep(dies, None)?;
    same!(add(&bytes::unmarshal(&bytes).map_err(text)?), Ok(5));
    objects(stays, 1)?;
    same!(failure(bytes::discard(&bytes)), abi::RPC_E_INVALID_OBJREF); // it is not ours
    kill(dies)?;
    objects(stays, 0)
}

fn comes_home(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    let calc = create(stays)?;
    keep(stays, Some(&calc))?;
    for _ in 0..10 {
        keep(dies, Some(&calc))?; // home, here, there
        keep(stays, Some(&kept(dies)?))?; // there, here, home
    }
    same!(kept(stays)?.cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
    keep(dies, None)?;
    keep(stays, None)?;
    drop(calc);
    objects(stays, 0)
}

fn dead_exporter(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    let hand_over: IHandOver = dies.cast().map_err(text)?;
    // SAFETY: a call with arguments of its types.
    unsafe { hand_over.KeepNew(WITH_WEAK_REFERENCES) }.ok().map_err(text)?;
    let bytes = marshal_kept(dies, abi::MSHLFLAGS_NORMAL)?;
    let calc = create(dies)?;
    keep(stays, Some(&calc))?;
    kill(dies)?;
    same!(add(&calc).unwrap_err().code(), abi::RPC_E_DISCONNECTED);
    // SAFETY: a live interface pointer. The link hears of a death at its own time.
    while unsafe { abi::CoIsHandlerConnected(&calc) }.as_bool() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let unavailable = HRESULT(0x8007_06BA_u32 as i32); // HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE)
    same!(failure(bytes::unmarshal::<ICalc>(&bytes)), unavailable);
    keep(stays, None)
}

fn dead_holder(stays: &IRemoting, dies: &IRemoting) -> Result<(), String> {
    keep(dies, Some(&create(stays)?))?;
    objects(stays, 1)?;
    kill(dies)?;
    objects(stays, 0)
}
