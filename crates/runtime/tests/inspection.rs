//! What a process tells about itself, asked by itself.

mod common;

use std::thread;

use common::{Calc, ICalc, set_up};
use oxcom::abi::extension::OxcomInspectProcess;
use oxcom::abi::inspection::{IProcessInspection, InterfaceFigures, ObjectFigures, OwnerFigures, TracedCall};
use oxcom::abi::{self, IStream, MSHCTX_LOCAL, MSHLFLAGS_TABLESTRONG, SAFEARRAY, VARTYPE, VT_R8};
use oxcom::{Apartment, BSTR, HRESULT, Interface};
use oxcom_activation::Directory;

fn inspect(process: u64) -> Result<IProcessInspection, HRESULT> {
    let mut object = std::ptr::null_mut();
    // SAFETY: pointers of their types; with success an owned pointer to the interface.
    unsafe {
        match OxcomInspectProcess(process, &IProcessInspection::IID, &mut object) {
            abi::S_OK => Ok(IProcessInspection::from_raw(object)),
            failure => Err(failure),
        }
    }
}

/// This process's name: the only one in its runtime directory.
fn own_name() -> u64 {
    let [name] = Directory::from_environment().unwrap().processes().unwrap()[..] else {
        panic!("one process")
    };
    name
}

/// Takes rows over from the method that gave them.
fn take<T: Copy>(rows: *mut T, count: u32) -> Vec<T> {
    assert_eq!(rows.is_null(), count == 0);
    if rows.is_null() {
        return Vec::new();
    }
    // SAFETY: as many rows in task memory, which are the caller's.
    unsafe {
        let taken = std::slice::from_raw_parts(rows, count as usize).to_vec();
        abi::CoTaskMemFree(rows.cast());
        taken
    }
}

type Page = (Vec<ObjectFigures>, Vec<InterfaceFigures>, Vec<OwnerFigures>, u64);

fn objects(inspection: &IProcessInspection, after: u64, most: u32) -> Page {
    let (mut objects, mut count) = (std::ptr::null_mut(), 0);
    let (mut interfaces, mut interface_count) = (std::ptr::null_mut(), 0);
    let (mut owners, mut owner_count, mut left) = (std::ptr::null_mut(), 0, 0);
    // SAFETY: all are writable.
    unsafe {
        inspection
            .Objects(
                after,
                most,
                &mut objects,
                &mut count,
                &mut interfaces,
                &mut interface_count,
                &mut owners,
                &mut owner_count,
                &mut left,
            )
            .unwrap();
    }
    (take(objects, count), take(interfaces, interface_count), take(owners, owner_count), left)
}

fn read_trace(inspection: &IProcessInspection) -> Result<Vec<TracedCall>, HRESULT> {
    let (mut calls, mut count, mut dropped) = (std::ptr::null_mut(), 0, 9);
    // SAFETY: all are writable.
    let told = unsafe { inspection.ReadTrace(u32::MAX, &mut calls, &mut count, &mut dropped) };
    let calls = take(calls, count);
    if told.is_err() {
        return Err(told);
    }
    assert_eq!(dropped, 0);
    Ok(calls)
}

/// A calculator in a table, for anybody who reads the stream.
fn exported() -> IStream {
    let calc = ICalc::from(Calc::new());
    // SAFETY: calls with arguments of their types; the stream stands at its start again.
    unsafe {
        let stream: IStream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        let (context, flags) = (MSHCTX_LOCAL as u32, MSHLFLAGS_TABLESTRONG as u32);
        abi::CoMarshalInterface(&stream, &ICalc::IID, &calc, context, None, flags).unwrap();
        stream.Seek(0, 0, None).unwrap();
        stream
    }
}

fn read(stream: &IStream) -> ICalc {
    // SAFETY: the stream stands at a marshaled pointer.
    unsafe { abi::CoUnmarshalInterface(stream) }.unwrap()
}

#[test]
fn a_process_tells_what_it_exports_and_what_it_runs() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let streams = [exported(), exported(), exported()];
    let name = own_name();
    let unavailable = HRESULT(0x8007_0000_u32 as i32 | abi::RPC_S_SERVER_UNAVAILABLE);
    assert_eq!(inspect(name ^ 1).unwrap_err(), unavailable);
    let inspection = inspect(name).unwrap();

    // One page for each object, in the order of their ids.
    let mut after = 0;
    for left in [2, 1, 0] {
        let (page, interfaces, owners, rest) = objects(&inspection, after, 1);
        let ([object], [interface]) = (&page[..], &interfaces[..]) else { panic!("{page:?} {interfaces:?}") };
        assert!(object.oid > after && rest == left);
        assert_eq!((object.references, object.by_links), (1, 0));
        assert_eq!((interface.iid, interface.tables, interface.oid), (ICalc::IID, 1, object.oid));
        assert!(owners.is_empty());
        after = object.oid;
    }
    assert_eq!(objects(&inspection, after, 1).0, []);

    let (mut interface, mut method) = (BSTR::new(), BSTR::new());
    // SAFETY: an id, and writable BSTRs.
    unsafe { inspection.Name(&ICalc::IID, 3, &mut interface, &mut method) }.unwrap();
    assert_eq!((interface.to_string(), method.to_string()), ("ICalc".into(), "Add".into()));

    assert_eq!(read_trace(&inspection).unwrap_err(), abi::E_INVALIDARG);
    // SAFETY: no arguments.
    unsafe { inspection.StartTrace() }.unwrap();
    let stream = oxcom::AgileReference::new(&streams[0]).unwrap();
    thread::spawn(move || {
        let _apartment = Apartment::single_threaded().unwrap();
        call_twice(&read(&stream.resolve().unwrap()));
    })
    .join()
    .unwrap();
    let calls = read_trace(&inspection).unwrap();
    let calls: Vec<_> = calls.iter().filter(|call| call.iid == ICalc::IID).collect();
    let told = calls.iter().map(|call| (call.method, call.result, call.arrays_lent, call.arrays_copied));
    assert_eq!(told.collect::<Vec<_>>(), [(3, 0, 0, 0), (5, abi::E_NOTIMPL.0, 1, 0)]);
    assert!(calls.iter().all(|call| call.process_id == std::process::id() && call.bytes_in > 0));
    // SAFETY: no arguments.
    unsafe { inspection.StopTrace() }.unwrap();
    assert_eq!(read_trace(&inspection).unwrap_err(), abi::E_INVALIDARG);
}

/// A call with numbers, and one with an array that is large enough to be lent.
fn call_twice(calc: &ICalc) {
    // SAFETY: calls with arguments of their types.
    unsafe {
        assert_eq!(calc.Add(1, 2).unwrap(), 3);
        let array: *mut SAFEARRAY = abi::SafeArrayCreateVector(VARTYPE(VT_R8 as u16), 0, 100_000);
        assert_eq!(calc.Sum(array).unwrap_err().code(), abi::E_NOTIMPL);
        abi::SafeArrayDestroy(array).unwrap();
    }
}
