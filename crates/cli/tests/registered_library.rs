//! Interfaces of which nobody knows more than a registered type library, made by widl: dual, [oleautomation] and dispinterfaces
//! cross processes with no code of their own.
#![allow(missing_docs, non_snake_case, clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc)]

mod common;

use std::ffi::c_void;
use std::path::PathBuf;
use std::sync::Mutex;

use common::enter;
use oxcom::abi::{
    self, CLSCTX_LOCAL_SERVER, DISP_E_MEMBERNOTFOUND, DISP_E_UNKNOWNNAME, DISPATCH_METHOD,
    DISPATCH_PROPERTYGET, DISPID, DISPPARAMS, E_INVALIDARG, E_NOINTERFACE, E_NOTIMPL, EXCEPINFO, IDispatch,
    IDispatch_Impl, IProvideClassInfo_Impl, IProvideClassInfo2, IProvideClassInfo2_Impl, ITypeInfo, LCID,
    VARIANT,
};
use oxcom::com_core::PCWSTR;
use oxcom::{
    Apartment, Factory, GUID, HRESULT, IUnknown, Interface, Result, Server, ServerLock, implement, interface,
};
use oxcom_host as _;
use oxcom_testing::{Place, Process, limit, until};

const LIBID: GUID = GUID::from_u128(0x5e0a7c20_2f43_4c0d_9a5e_0a1b2c3d4e5f);
const CLSID: GUID = GUID::from_u128(0x5e0a7c26_2f43_4c0d_9a5e_0a1b2c3d4e5f);

/// A VARIANT as the tests write it.
type Raw = [u64; 3];

#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Point {
    x: i32,
    y: i32,
    weights: [f64; 3],
}

#[interface("5E0A7C24-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
unsafe trait IPlain: IUnknown {
    fn Sum(&self, a: i32, b: i32, result: *mut i32) -> HRESULT;
    fn Where(&self, place: *mut Point) -> HRESULT;
}

#[interface("5E0A7C23-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
unsafe trait IShapes: IDispatch {
    fn Item(&self, index: &VARIANT, found: *mut *mut c_void) -> HRESULT;
    fn Count(&self, result: *mut i32) -> HRESULT;
    fn NewEnum(&self, enumerator: *mut *mut c_void) -> HRESULT;
}

/// A dispinterface: IDispatch under an id of its own.
#[interface("5E0A7C25-2F43-4C0D-9A5E-0A1B2C3D4E5F")]
unsafe trait DShapeEvents: IDispatch {}

// ---- The server

#[implement(IShapes, IPlain, IProvideClassInfo2)]
struct Shapes {
    _lock: ServerLock,
}

oxcom::dispatch!(Shapes_Impl: IShapes);

impl IShapes_Impl for Shapes_Impl {
    unsafe fn Item(&self, _: &VARIANT, _: *mut *mut c_void) -> HRESULT {
        E_NOTIMPL
    }

    unsafe fn Count(&self, result: *mut i32) -> HRESULT {
        unsafe { result.write(2) };
        HRESULT(0)
    }

    unsafe fn NewEnum(&self, enumerator: *mut *mut c_void) -> HRESULT {
        let told = IUnknown::from(Events { moved: Mutex::new(None) });
        unsafe { enumerator.write(told.into_raw()) };
        HRESULT(0)
    }
}

impl IPlain_Impl for Shapes_Impl {
    unsafe fn Sum(&self, a: i32, b: i32, result: *mut i32) -> HRESULT {
        unsafe { result.write(a + b) };
        HRESULT(0)
    }

    unsafe fn Where(&self, place: *mut Point) -> HRESULT {
        unsafe { place.write(Point { x: 3, y: -4, weights: [0.5, 1.5, 2.5] }) };
        HRESULT(0)
    }
}

/// The library says what the class is.
impl IProvideClassInfo_Impl for Shapes_Impl {
    fn GetClassInfo(&self) -> Result<ITypeInfo> {
        unsafe { abi::LoadRegTypeLib(&LIBID, 1, 2, LCID(0))?.GetTypeInfoOfGuid(&CLSID) }
    }
}

impl IProvideClassInfo2_Impl for Shapes_Impl {
    fn GetGUID(&self, kind: u32) -> Result<GUID> {
        const GUIDKIND_DEFAULT_SOURCE_DISP_IID: u32 = 1;
        match kind {
            GUIDKIND_DEFAULT_SOURCE_DISP_IID => Ok(DShapeEvents::IID),
            _ => Err(E_INVALIDARG.into()),
        }
    }
}

/// What is called by numbers only.
#[implement(DShapeEvents)]
struct Events {
    moved: Mutex<Option<(i32, i32)>>,
}

impl DShapeEvents_Impl for Events_Impl {}

impl IDispatch_Impl for Events_Impl {
    fn GetTypeInfoCount(&self) -> Result<u32> {
        Ok(0)
    }

    fn GetTypeInfo(&self, _: u32, _: LCID) -> Result<ITypeInfo> {
        Err(E_NOTIMPL.into())
    }

    fn GetIDsOfNames(&self, _: *const GUID, _: *const PCWSTR, _: u32, _: LCID) -> Result<DISPID> {
        Err(DISP_E_UNKNOWNNAME.into())
    }

    fn Invoke(
        &self,
        id: DISPID,
        _: *const GUID,
        _: LCID,
        _: u16,
        params: *const DISPPARAMS,
        result: *mut VARIANT,
        _: *mut EXCEPINFO,
        _: *mut u32,
    ) -> Result<()> {
        let mut moved = self.moved.lock().unwrap();
        match id.0 {
            1 => unsafe {
                // Arguments come from the last to the first.
                let given = (*params).rgvarg.cast::<Raw>();
                *moved = Some(((*given.add(1))[1] as i32, (*given)[1] as i32));
            },
            // It may close when it has been moved to the right place.
            2 => unsafe {
                let truth = if *moved == Some((7, -8)) { 0xffff } else { 0 };
                result.cast::<Raw>().write([11, truth, 0]);
            },
            _ => return Err(DISP_E_MEMBERNOTFOUND.into()),
        }
        Ok(())
    }
}

#[test]
#[ignore = "run by the test in a process of its own"]
fn other_process() {
    if std::env::var_os("OXCOM_SERVES").is_none() {
        return;
    }
    let _apartment = Apartment::multithreaded().unwrap();
    let make = || Ok(IUnknown::from(Shapes { _lock: ServerLock::new() }));
    let server = Server::new().class(CLSID, Factory::new(make));
    println!("\n<ready>");
    server.run().unwrap();
}

// ---- The client

#[test]
fn a_registered_library_is_all_that_its_interfaces_need() {
    let _limit = limit();
    let place = Place::new();
    enter(&place);
    let mut command = place.command(std::env::current_exe().unwrap());
    command.args(["other_process", "--exact", "--ignored", "--nocapture"]).env("OXCOM_SERVES", "1");
    let mut server = Process::start(&mut command);
    server.line_with("<ready>");

    let _apartment = Apartment::multithreaded().unwrap();
    let create = || oxcom::create_instance::<IUnknown>(&CLSID, CLSCTX_LOCAL_SERVER).ok();
    let (object, _) = until("the server's class", create);
    assert_eq!(object.cast::<IPlain>().unwrap_err().code(), E_NOINTERFACE, "nobody has described it yet");
    register();

    let plain = until("the new registration", || object.cast::<IPlain>().ok()).0;
    let (mut sum, mut place) = (0, Point::default());
    assert!(unsafe { plain.Sum(20, 22, &mut sum) }.is_ok() && sum == 42);
    assert!(unsafe { plain.Where(&mut place) }.is_ok());
    assert_eq!(place, Point { x: 3, y: -4, weights: [0.5, 1.5, 2.5] });

    let shapes: IShapes = object.cast().unwrap();
    let mut count = 0;
    assert!(unsafe { shapes.Count(&mut count) }.is_ok() && count == 2);
    assert_eq!(unsafe { shapes.Item(&VARIANT::default(), &mut std::ptr::null_mut()) }, E_NOTIMPL);
    let by_name = shapes.cast::<IDispatch>().unwrap();
    let id = identify(&by_name, "count").unwrap();
    assert_eq!(invoke(&by_name, id, DISPATCH_PROPERTYGET, &mut []), Ok([3, 2, 0]));
    assert_eq!(identify(&by_name, "Volume"), Err(DISP_E_UNKNOWNNAME));

    describes_itself(&object);

    let mut told = std::ptr::null_mut();
    assert!(unsafe { shapes.NewEnum(&mut told) }.is_ok());
    let events: DShapeEvents = unsafe { IUnknown::from_raw(told) }.cast().unwrap();
    assert_eq!(invoke(&events, DISPID(2), DISPATCH_METHOD, &mut []), Ok([11, 0, 0]));
    let minus_eight = u64::from((-8_i32).cast_unsigned());
    assert!(invoke(&events, DISPID(1), DISPATCH_METHOD, &mut [[3, minus_eight, 0], [3, 7, 0]]).is_ok());
    assert_eq!(invoke(&events, DISPID(2), DISPATCH_METHOD, &mut []), Ok([11, 0xffff, 0]));
    assert_eq!(invoke(&events, DISPID(3), DISPATCH_METHOD, &mut []), Err(DISP_E_MEMBERNOTFOUND));
}

/// Type information comes from the other process, and is read here.
fn describes_itself(object: &IUnknown) {
    let shapes: IDispatch = object.cast::<IShapes>().unwrap().cast().unwrap();
    let class: IProvideClassInfo2 = object.cast().unwrap();
    let id_of = |info: &ITypeInfo| unsafe {
        let attributes = info.GetTypeAttr().unwrap();
        let id = (*attributes).guid;
        info.ReleaseTypeAttr(attributes);
        id
    };
    unsafe {
        let own = shapes.GetTypeInfo(0, LCID(0)).unwrap();
        assert_eq!(id_of(&own), IShapes::IID);
        let (mut library, mut index) = (None, 0);
        own.GetContainingTypeLib(&mut library, &mut index).ok().unwrap();
        let coclass = class.GetClassInfo().unwrap();
        assert_eq!(id_of(&coclass), CLSID);
        let again = library.unwrap().GetTypeInfoOfGuid(&CLSID).unwrap();
        assert_eq!(id_of(&again), CLSID);
        // The third of its interfaces is its default source.
        const FDEFAULT_AND_FSOURCE: i32 = 3; // IMPLTYPEFLAG_*
        assert_eq!(coclass.GetImplTypeFlags(2).unwrap(), FDEFAULT_AND_FSOURCE);
        let events = coclass.GetRefTypeInfo(coclass.GetRefTypeOfImplType(2).unwrap()).unwrap();
        assert_eq!(id_of(&events), DShapeEvents::IID);
        assert_eq!(class.GetGUID(1).unwrap(), DShapeEvents::IID);
        assert_eq!(class.GetGUID(7).unwrap_err().code(), E_INVALIDARG);
    }
}

/// Registers the library for the user: of this place.
fn register() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../typeinfo/tests/data/automation.tlb");
    let path: Vec<u16> = file.to_str().unwrap().encode_utf16().chain([0]).collect();
    unsafe {
        let library = abi::LoadTypeLib(PCWSTR(path.as_ptr())).unwrap();
        abi::RegisterTypeLib(&library, PCWSTR(path.as_ptr()), PCWSTR::null()).unwrap();
    }
}

fn identify(object: &IDispatch, name: &str) -> std::result::Result<DISPID, HRESULT> {
    let name: Vec<u16> = name.encode_utf16().chain([0]).collect();
    let mut id = DISPID(0);
    let ask = object.vtable().GetIDsOfNames;
    let code = unsafe { ask(object.as_raw(), &GUID::zeroed(), &PCWSTR(name.as_ptr()), 1, LCID(0), &mut id) };
    if code.is_ok() { Ok(id) } else { Err(code) }
}

fn invoke(
    object: &IDispatch,
    id: DISPID,
    flags: i32,
    arguments: &mut [Raw],
) -> std::result::Result<Raw, HRESULT> {
    let params = DISPPARAMS {
        rgvarg: arguments.as_mut_ptr().cast(),
        rgdispidNamedArgs: std::ptr::null_mut(),
        cArgs: arguments.len() as u32,
        cNamedArgs: 0,
    };
    let mut result = Raw::default();
    let into = Some((&raw mut result).cast());
    let code =
        unsafe { object.Invoke(id, &GUID::zeroed(), LCID(0), flags as u16, &params, into, None, None) };
    if code.is_ok() { Ok(result) } else { Err(code) }
}
