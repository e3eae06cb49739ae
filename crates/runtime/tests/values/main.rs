//! A random value of each type goes to an object and comes home equal: as `[in]`, `[out]` and `[in, out]`, to another
//! process and to another apartment of this one.
//!
//! ```text
//!  Value ── make ──▶ memory ─▶ proxy ─ bytes ─▶ stub ─▶ memory ── read ──▶ Value ─┐
//!    ║ equal?                                                                     │ the object, whose methods are made
//!  Value ◀── read ── memory ◀─ proxy ◀ bytes ◀─ stub ◀─ memory ◀── make ── Value ◀┘ of the description too
//! ```
//!
//! The methods are those of `metadata/values.rdl`: a type that is added there is tested here. OXCOM_TEST_VALUES says how many
//! values of each (1,000 unless set; 10,000 for the long form), OXCOM_TEST_SEED which ones.

#![allow(missing_docs, unreachable_pub, non_snake_case)]
// a program of several modules; COM's names
// Every line here makes or reads memory as a description says; that is the reason each time.
#![allow(clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc)]

mod automation;
mod call;
mod memory;
mod native;
mod object;
mod random;
mod value;

use std::path::Path;
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use libtest_mimic::{Arguments, Trial};
use oxcom::abi::{self, DISPID, DISPPARAMS, EXCEPINFO, IDispatch, IDispatch_Impl, ITypeInfo, LCID, VARIANT};
use oxcom::{
    AgileReference, Apartment, Factory, GUID, IUnknown, Interface, Result, Server, implement, interface,
};
use oxcom_runtime as _;
use oxcom_typeinfo::model::Library;
use oxcom_typeinfo::plan;
use oxcom_typelib as _;

use crate::call::Caller;
use crate::random::Generator;
use crate::value::Value;

// Its methods are known at run time only.
#[interface("5E0A7C18-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IValues: IUnknown {}

const CLSID: GUID = GUID::from_u128(0x5E0A7CC5_2F43_4C0D_9A5E_0A1B2C3D4E5F);

const REGISTRATION: &str = r#"
    name = "Values"
    type_libraries = ["values.winmd"]
    [[interface]]
    iid = "{5E0A7C18-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
    name = "IValues"
    [[class]]
    clsid = "{5E0A7CC5-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
    name = "Values"
    server.command = ["@EXE@"]
"#;

/// A record's id.
const LANDMARK: GUID = GUID::from_u128(0x5E0A7CD1_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// The record that VARIANTs hold here.
static RECORD: LazyLock<Arc<plan::Struct>> = LazyLock::new(|| {
    plan::record(plan::Scope(&[oxcom_typeinfo::system::library(), &LIBRARY]), &LANDMARK).unwrap()
});

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    oxcom_typeinfo::winmd::read(include_bytes!("../../../../metadata/values.winmd")).unwrap()
});

/// The interface as its description has it.
static DESCRIPTION: LazyLock<Arc<plan::Interface>> = LazyLock::new(|| {
    let scope = [oxcom_typeinfo::system::library(), &*LIBRARY];
    plan::compile(plan::Scope(&scope), &IValues::IID).unwrap()
});

fn main() {
    set_up();
    if std::env::args().any(|argument| argument == "-Embedding") {
        return serve();
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(2));
    let (seed, count) = (number("OXCOM_TEST_SEED", 1), number("OXCOM_TEST_VALUES", 1_000));
    println!("{count} values of each type, OXCOM_TEST_SEED={seed}");
    let trials = DESCRIPTION.methods.iter().flat_map(|method| {
        let drivers: [(&str, Driver); 2] = [("process", in_a_process), ("apartment", in_an_apartment)];
        drivers.map(|(name, driver)| {
            let run = move || driver(&mut |object| echo_values(object, method, seed, count / 2));
            Trial::test(format!("{name}::{}", method.name), move || run().map_err(Into::into))
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

fn set_up() {
    if std::env::var_os("OXCOM_TEST_DIRECTORY").is_none() {
        let directory = tempfile::tempdir().unwrap().keep();
        // SAFETY: the first thing that the program does; no other thread reads the environment yet.
        unsafe {
            std::env::set_var("XDG_RUNTIME_DIR", &directory);
            std::env::set_var("OXCOM_TEST_DIRECTORY", &directory);
        }
    }
    let metadata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata");
    let program = std::env::current_exe().unwrap();
    let registration = REGISTRATION.replace("@EXE@", program.to_str().unwrap());
    oxcom::register_component(&registration, &metadata).unwrap();
}

fn serve() {
    let _apartment = Apartment::multithreaded().unwrap();
    let factory = Factory::new(|| Ok(object::echo()));
    Server::new().class(CLSID, factory).patience(Duration::from_secs(20)).run().unwrap();
}

type Body<'a> = &'a mut (dyn FnMut(&IValues) -> std::result::Result<(), String> + Send);
type Driver = fn(Body<'_>) -> std::result::Result<(), String>;

/// The object is in another process.
fn in_a_process(body: Body<'_>) -> std::result::Result<(), String> {
    let _apartment = Apartment::multithreaded().unwrap();
    let object = oxcom::create_instance(&CLSID, abi::CLSCTX_LOCAL_SERVER);
    body(&object.map_err(|error| oxcom::message_of(&error))?)
}

/// The object is in this process's multithreaded apartment, and called from a single-threaded one.
fn in_an_apartment(body: Body<'_>) -> std::result::Result<(), String> {
    let _apartment = Apartment::multithreaded().unwrap();
    let object: IValues = object::echo().cast().unwrap();
    let reference = AgileReference::new(&object).unwrap();
    thread::scope(|scope| {
        let client = scope.spawn(|| {
            let _apartment = Apartment::single_threaded().unwrap();
            body(&reference.resolve().unwrap())
        });
        client.join().unwrap_or_else(|_| Err("panicked".into()))
    })
}

/// Sends as many pairs of values, one `[in]` and back, the other `[in, out]` and back.
fn echo_values(
    object: &IValues,
    method: &plan::Method,
    seed: u64,
    pairs: u64,
) -> std::result::Result<(), String> {
    let things: Vec<IUnknown> = (0..3).map(|_| IDispatch::from(Thing).cast().unwrap()).collect();
    let addresses = things.iter().map(|thing| thing.as_raw() as usize).collect();
    let (caller, mut random) = (Caller::new(method), Generator::new(seed, addresses));
    for round in 0..pairs {
        let sent = random.arguments(method);
        let outcome = unsafe { caller.call(object.as_raw(), &sent) };
        let failed = |what: &str| format!("OXCOM_TEST_SEED={seed}, round {round}: {what}\nsent {sent:?}");
        outcome.result.ok().map_err(|error| failed(&oxcom::message_of(&error)))?;
        let [.., _, b, c] = &outcome.values[..] else { return Err(failed("nothing came back")) };
        let [.., a, _, old_c] = &sent[..] else { return Err(failed("nothing was sent")) };
        let expect = |name: &str, found: &Value, expected: &Value| match *found == expected.clone().settled()
        {
            true => Ok(()),
            false => Err(failed(&format!("{name} is {found:?}"))),
        };
        expect("b", b, old_c)?;
        expect("c", c, a)?;
    }
    Ok(())
}

/// An object to point to.
#[implement(IDispatch)]
struct Thing;

impl IDispatch_Impl for Thing_Impl {
    fn GetTypeInfoCount(&self) -> Result<u32> {
        Ok(0)
    }
    fn GetTypeInfo(&self, _: u32, _: LCID) -> Result<ITypeInfo> {
        Err(abi::DISP_E_BADINDEX.into())
    }
    fn GetIDsOfNames(
        &self,
        _: *const GUID,
        _: *const oxcom::com_core::PCWSTR,
        _: u32,
        _: LCID,
    ) -> Result<DISPID> {
        Err(abi::DISP_E_UNKNOWNNAME.into())
    }
    fn Invoke(
        &self,
        _: DISPID,
        _: *const GUID,
        _: LCID,
        _: u16,
        _: *const DISPPARAMS,
        _: *mut VARIANT,
        _: *mut EXCEPINFO,
        _: *mut u32,
    ) -> Result<()> {
        Err(abi::DISP_E_MEMBERNOTFOUND.into())
    }
}
