//! Plans on demand, from files.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use oxcom_typeinfo::plan::PlanError;
use oxcom_typeinfo::{Catalog, Error, Source};
use windows_core::GUID;

const IID_ICALC: GUID = GUID::from_u128(0x5E0A7C11_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const IID_ITYPES: GUID = GUID::from_u128(0x5E0A7C12_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const IID_ICOUNTER: GUID = GUID::from_u128(0x5E0A7C13_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const IID_IDISPATCH: GUID = GUID::from_u128(0x00020400_0000_0000_c000_000000000046);
const IID_IMONIKER: GUID = GUID::from_u128(0x0000000f_0000_0000_c000_000000000046);

fn metadata(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata").join(file)
}

/// Registers every interface as described by one file, and counts how often it is read.
struct OneFile {
    path: PathBuf,
    reads: Arc<AtomicUsize>,
}

impl Source for OneFile {
    fn files_of(&self, _: &GUID) -> Vec<PathBuf> {
        vec![self.path.clone()]
    }

    fn read(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        self.reads.fetch_add(1, Ordering::Relaxed); // a count, nothing hangs on it
        std::fs::read(path)
    }
}

#[test]
fn a_file_is_read_once_for_all_of_its_interfaces() {
    let reads = Arc::new(AtomicUsize::new(0));
    let catalog = Catalog::new(OneFile { path: metadata("test.winmd"), reads: reads.clone() });
    let calc = catalog.plan_of(&IID_ICALC).expect("it is described");
    assert_eq!((calc.name.as_str(), calc.methods.len()), ("ICalc", 3));
    assert!(Arc::ptr_eq(&calc, &catalog.plan_of(&IID_ICALC).expect("it is described")));
    assert_eq!(catalog.plan_of(&IID_ITYPES).expect("it is described").name, "ITypes");
    assert_eq!(reads.load(Ordering::Relaxed), 1);
}

#[test]
fn threads_get_the_same_plan() {
    let catalog = Catalog::new(|_: &GUID| vec![metadata("test.winmd")]);
    let plans: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| catalog.plan_of(&IID_ITYPES))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no panic").expect("it is described")).collect()
    });
    assert!(plans.iter().all(|plan| Arc::ptr_eq(plan, &plans[0])));
}

#[test]
fn coms_own_interfaces_need_no_registration() {
    let catalog = Catalog::new(|_: &GUID| -> Vec<PathBuf> { panic!("nobody asks for it") });
    assert_eq!(catalog.plan_of(&IID_IDISPATCH).expect("it is described").methods[3].name, "Invoke");
}

#[test]
fn what_c_programs_see_is_not_what_is_sent() {
    let win32 = std::env::temp_dir().join(format!("oxcom-typeinfo-win32-{}.winmd", std::process::id()));
    std::fs::write(&win32, windows_default::WIN32).expect("the temporary folder is writable");
    let file = win32.clone();
    let catalog = Catalog::new(move |_: &GUID| vec![metadata("test.winmd"), file.clone()]);
    let counter = catalog.plan_of(&IID_ICOUNTER).expect("it is described");
    std::fs::remove_file(win32).expect("it was just written");

    let invoke = &counter.methods[3];
    assert_eq!((invoke.name.as_str(), invoke.call_as, invoke.params.len()), ("Invoke", true, 11));
    assert_eq!(invoke.declared_by, IID_IDISPATCH);
    assert_eq!(counter.methods[4].declared_by, IID_ICOUNTER);
}

#[test]
fn what_is_not_there_is_said() {
    let nothing = Catalog::new(|_: &GUID| Vec::new());
    assert!(matches!(nothing.plan_of(&IID_ICALC), Err(Error::NotRegistered(IID_ICALC))));
    // Known by name only.
    assert!(matches!(nothing.plan_of(&IID_IMONIKER), Err(Error::NotRegistered(IID_IMONIKER))));

    let missing = Catalog::new(|_: &GUID| vec![metadata("no-such-file.winmd")]);
    let error = missing.plan_of(&IID_ICALC).expect_err("the file is not there");
    assert!(matches!(&error, Error::Unreadable { path, .. } if path.ends_with("no-such-file.winmd")));

    let not_one = Catalog::new(|_: &GUID| vec![metadata("test.rdl")]);
    assert!(matches!(not_one.plan_of(&IID_ICALC), Err(Error::Damaged { .. })));

    let other_file = Catalog::new(|_: &GUID| vec![metadata("oxcom.winmd")]);
    let error = other_file.plan_of(&IID_ICALC).expect_err("that file does not describe it");
    assert!(matches!(error, Error::Refused(PlanError::Unknown(IID_ICALC))));
}
