//! In-process classes of each threading model, created from each kind of apartment.

mod common;

use std::ffi::{CString, c_void};
use std::process::Command;
use std::sync::{Mutex, Once, PoisonError};
use std::thread;

use common::{ICalc, IRemoting, IRemoting_Impl, set_up};
use oxcom::abi::{self, CoCreateInstance};
use oxcom::{Apartment, Factory, GUID, HRESULT, IUnknown, Interface, Ref, Result, implement};

/// Says where it lives.
#[implement(IRemoting, Agile = false)]
struct Whereabouts;

#[allow(unused_variables)]
impl IRemoting_Impl for Whereabouts_Impl {
    fn Thread(&self) -> Result<u64> {
        let (mut kind, mut qualifier) = (0, 0);
        // SAFETY: writable.
        unsafe { abi::CoGetApartmentType(&mut kind, &mut qualifier) }.ok()?;
        Ok((kind as u64) << 32 | u64::from(thread_number()))
    }
    fn CallBack(&self, calc: Ref<'_, ICalc>, a: i32, b: i32) -> Result<i32> {
        // SAFETY: a call with arguments of its types.
        unsafe { calc.ok()?.Add(a, b) }
    }
    fn Descend(&self, other: Ref<'_, IRemoting>, depth: u32) -> Result<u32> {
        Err(abi::E_NOTIMPL.into())
    }
    fn Create(&self) -> Result<ICalc> {
        Err(abi::E_NOTIMPL.into())
    }
    fn Keep(&self, calc: Ref<'_, ICalc>) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }
    fn Kept(&self) -> Result<ICalc> {
        Err(abi::E_NOTIMPL.into())
    }
    fn QueryIt(&self, _: Ref<'_, IUnknown>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }
    /// The thread, and what qualifies its apartment.
    fn Process(&self, id: *mut u32, objects: *mut u32) -> Result<()> {
        let (mut kind, mut qualifier) = (0, 0);
        // SAFETY: writable, as [out] arguments are.
        unsafe {
            abi::CoGetApartmentType(&mut kind, &mut qualifier).ok()?;
            id.write(thread_number());
            objects.write(qualifier as u32);
        }
        Ok(())
    }
    fn Sleep(&self, milliseconds: u32) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }
    fn Die(&self) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }
}

fn thread_number() -> u32 {
    // SAFETY: no preconditions.
    unsafe { libc::gettid() as u32 }
}

const CLASSES: [(&str, u128); 5] = [
    ("None", 0x5E0A7CD0_2F43_4C0D_9A5E_0A1B2C3D4E5F),
    ("Apartment", 0x5E0A7CD1_2F43_4C0D_9A5E_0A1B2C3D4E5F),
    ("Free", 0x5E0A7CD2_2F43_4C0D_9A5E_0A1B2C3D4E5F),
    ("Both", 0x5E0A7CD3_2F43_4C0D_9A5E_0A1B2C3D4E5F),
    ("Neutral", 0x5E0A7CD4_2F43_4C0D_9A5E_0A1B2C3D4E5F),
];

unsafe extern "system" fn class_object(_: *const GUID, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
    let factory: abi::IClassFactory = Factory::new(|| Ok(IRemoting::from(Whereabouts).into())).into();
    // SAFETY: the arguments of DllGetClassObject.
    unsafe { factory.query(iid, out) }
}

/// Makes a component library whose class objects are made by this program, and registers its classes.
fn set_up_classes() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_up();
        let folder = tempfile::tempdir().unwrap().keep();
        let (code, library) = (folder.join("component.c"), folder.join("libcomponent.so"));
        let source = "typedef int (*get)(const void *, const void *, void **);\n\
                      get class_object;\n\
                      int DllGetClassObject(const void *c, const void *i, void **o) { return class_object(c, i, o); }\n";
        std::fs::write(&code, source).unwrap();
        let compiled = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &code]).status();
        assert!(compiled.expect("a C compiler").success());
        let name = CString::new(library.to_str().unwrap()).unwrap();
        // SAFETY: our own library; the variable has the type of the function.
        unsafe {
            let handle = libc::dlopen(name.as_ptr(), libc::RTLD_NOW);
            let variable = libc::dlsym(handle, c"class_object".as_ptr());
            *variable.cast::<*const c_void>() = class_object as *const c_void;
        }
        let mut text = "name = 'Threading models'\n".to_string();
        for (model, clsid) in CLASSES {
            let clsid = GUID::from_u128(clsid);
            text += &format!("[[class]]\nclsid = '{{{clsid:?}}}'\nlibrary = 'libcomponent.so'\n");
            if model != "None" {
                text += &format!("threading = '{model}'\n");
            }
        }
        oxcom::register_component(&text, &folder).unwrap();
    });
}

/// Creates an object of each class; says for each in which kind of apartment it lives, and whether on this thread.
fn create_each() -> Vec<(&'static str, i32, bool)> {
    let each = CLASSES.iter().map(|(model, clsid)| {
        // SAFETY: calls with arguments of their types.
        let place = unsafe {
            let object: IRemoting =
                CoCreateInstance(&GUID::from_u128(*clsid), None, abi::CLSCTX_INPROC_SERVER)
                    .unwrap_or_else(|error| panic!("{model}: {}", oxcom::message_of(&error)));
            object.Thread().unwrap()
        };
        (*model, (place >> 32) as i32, place as u32 == thread_number())
    });
    each.collect()
}

const STA: i32 = abi::APTTYPE_STA;
const MAIN: i32 = abi::APTTYPE_MAINSTA;
const MTA: i32 = abi::APTTYPE_MTA;
const NA: i32 = abi::APTTYPE_NA;

/// Apartments are the whole process's, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

#[test]
fn each_threading_model_is_honoured_in_each_apartment() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    set_up_classes();
    // The main apartment and another one; nobody else needs to dispatch for what is created in the main one itself.
    thread::spawn(|| {
        let _apartment = Apartment::single_threaded().unwrap();
        let expected =
            [("None", MAIN, true), ("Apartment", MAIN, true), ("Free", MTA, false), ("Both", MAIN, true)];
        assert_eq!(create_each()[..4], expected);
        assert_eq!(create_each()[4], ("Neutral", NA, true));
    })
    .join()
    .unwrap();
    // No single-threaded apartment of the program's: the runtime opens them, the first as the main one.
    thread::spawn(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        let expected = [
            ("None", MAIN, false),
            ("Apartment", MAIN, false),
            ("Free", MTA, true),
            ("Both", MTA, true),
            ("Neutral", NA, true),
        ];
        assert_eq!(create_each(), expected);
        thread::spawn(|| {
            let _apartment = Apartment::single_threaded().unwrap();
            let expected = [
                ("None", MAIN, false),
                ("Apartment", STA, true),
                ("Free", MTA, false),
                ("Both", STA, true),
                ("Neutral", NA, true),
            ];
            assert_eq!(create_each(), expected);
        })
        .join()
        .unwrap();
    })
    .join()
    .unwrap();
    // With the last apartment the runtime's own go.
    let names = std::fs::read_dir("/proc/self/task").unwrap();
    let hosts = names
        .filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok())
        .filter(|name| name.starts_with("oxcom-host"));
    assert_eq!(hosts.count(), 0);
}

/// Says on which thread it is called, and in which kind of apartment.
#[implement(ICalc, Agile = false)]
struct Here;

impl common::ICalc_Impl for Here_Impl {
    fn Add(&self, thread: i32, kind: i32) -> Result<i32> {
        let (mut now, mut qualifier) = (0, 0);
        // SAFETY: writable.
        unsafe { abi::CoGetApartmentType(&mut now, &mut qualifier) }.ok()?;
        Ok(i32::from(thread == thread_number() as i32 && now == kind))
    }

    fn Echo(&self, _: &oxcom::BSTR) -> Result<oxcom::BSTR> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sum(&self, _: *const abi::SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

fn neutral() -> IRemoting {
    let (_, clsid) = CLASSES[4];
    // SAFETY: arguments of their types.
    unsafe { CoCreateInstance(&GUID::from_u128(clsid), None, abi::CLSCTX_INPROC_SERVER) }.unwrap()
}

/// What a neutral object finds when the calling thread calls it: that very thread, and this qualifier.
fn qualifier(object: &IRemoting) -> i32 {
    let (mut thread, mut qualifier) = (0, 0);
    // SAFETY: writable.
    unsafe { object.Process(&mut thread, &mut qualifier) }.unwrap();
    assert_eq!(thread, thread_number());
    qualifier as i32
}

#[test]
fn a_call_to_a_neutral_object_stays_on_its_thread() {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    set_up_classes();
    let keep = common::apartment_thread::ApartmentThread::multithreaded();
    let in_sta = || {
        let _apartment = Apartment::single_threaded().unwrap();
        let object = neutral();
        let found = qualifier(&object);
        let (mut kind, mut of) = (0, 0);
        // SAFETY: calls with arguments of their types.
        unsafe {
            // The thread is back where it was, and a callback finds it there, too.
            abi::CoGetApartmentType(&mut kind, &mut of).unwrap();
            assert_eq!(of, abi::APTTYPEQUALIFIER_NONE);
            let here: ICalc = Here.into();
            assert_eq!(object.CallBack(&here, thread_number() as i32, kind), Ok(1));
        }
        found
    };
    let (main, other) = (in_sta, in_sta);
    thread::spawn(move || {
        let _apartment = Apartment::single_threaded().unwrap();
        let found = [main(), thread::spawn(other).join().unwrap()];
        assert_eq!(found, [abi::APTTYPEQUALIFIER_NA_ON_MAINSTA, abi::APTTYPEQUALIFIER_NA_ON_STA]);
    })
    .join()
    .unwrap();
    let in_mta = keep.run(|| qualifier(&neutral()));
    assert_eq!(in_mta, abi::APTTYPEQUALIFIER_NA_ON_MTA);
    let implicit = thread::spawn(|| qualifier(&neutral())).join().unwrap();
    assert_eq!(implicit, abi::APTTYPEQUALIFIER_NA_ON_IMPLICIT_MTA);
}
