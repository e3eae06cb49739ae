//! Calls by name through a type library that `widl` made.
#![allow(missing_docs, non_snake_case, clippy::undocumented_unsafe_blocks)]

use std::path::{Path, PathBuf};
use std::ptr::null_mut;
use std::sync::Mutex;

use oxcom_abi as abi;
use oxcom_abi::{
    BSTR, DISPID, DISPPARAMS, EXCEPINFO, IDispatch, ITypeInfo, ITypeLib, LCID, SAFEARRAY, VARIANT, VARTYPE,
};
use oxcom_automation as _;
use oxcom_typelib as _;
use windows_core::{ComObject, GUID, HRESULT, IUnknown, Interface, PCWSTR, implement, interface};

const METHOD: u16 = 1;
const GET: u16 = 2;
const PUT: u16 = 4;
const VT_I4: u16 = 3;
const VT_R8: u16 = 5;
const VT_BSTR: u16 = 8;
const VT_ERROR: u16 = 10;

/// calls.idl, in Rust.
#[interface("5e0a7c41-2f43-4c0d-9a5e-0a1b2c3d4e5f")]
unsafe trait ICalls: IUnknown {
    unsafe fn Add(&self, a: i32, b: i32, result: *mut i32) -> HRESULT;
    unsafe fn Label(&self, text: *mut *const u16) -> HRESULT;
    unsafe fn SetLabel(&self, text: *const u16) -> HRESULT;
    unsafe fn Mix(&self, ratio: f64, flag: i16, extra: Raw, text: *mut *const u16) -> HRESULT;
    unsafe fn Swap(&self, a: *mut i32, b: *mut i32) -> HRESULT;
    unsafe fn Fail(&self, why: *const u16) -> HRESULT;
    unsafe fn Sum(&self, numbers: *const SAFEARRAY, total: *mut f64) -> HRESULT;
    unsafe fn Many(&self, all: *const SAFEARRAY, count: *mut i32) -> HRESULT;
    unsafe fn Echo(&self, value: Raw, same: *mut Raw) -> HRESULT;
    unsafe fn Feel(&self, mood: i32, same: *mut i32) -> HRESULT;
}

/// A VARIANT's bytes.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
struct Raw {
    vt: u16,
    reserved: [u16; 3],
    data: [u64; 2],
}

#[implement(ICalls)]
#[derive(Default)]
struct Calls {
    label: Mutex<String>,
}

/// A BSTR that belongs to the caller.
fn borrowed(text: *const u16) -> String {
    let text = std::mem::ManuallyDrop::new(unsafe { BSTR::from_raw(text) });
    text.to_string()
}

impl ICalls_Impl for Calls_Impl {
    unsafe fn Add(&self, a: i32, b: i32, result: *mut i32) -> HRESULT {
        unsafe { result.write(a * 100 + b) };
        abi::S_OK
    }
    unsafe fn Label(&self, text: *mut *const u16) -> HRESULT {
        unsafe { text.write(BSTR::from(self.label.lock().unwrap().as_str()).into_raw()) };
        abi::S_OK
    }
    unsafe fn SetLabel(&self, text: *const u16) -> HRESULT {
        *self.label.lock().unwrap() = borrowed(text);
        abi::S_OK
    }
    unsafe fn Mix(&self, ratio: f64, flag: i16, extra: Raw, text: *mut *const u16) -> HRESULT {
        let said = format!("{ratio} {flag} vt={} {:#x}", extra.vt, extra.data[0]);
        unsafe { text.write(BSTR::from(said.as_str()).into_raw()) };
        abi::S_OK
    }
    unsafe fn Swap(&self, a: *mut i32, b: *mut i32) -> HRESULT {
        unsafe { std::ptr::swap(a, b) };
        abi::S_OK
    }
    unsafe fn Fail(&self, why: *const u16) -> HRESULT {
        unsafe {
            let error = abi::CreateErrorInfo().unwrap();
            let why: Vec<u16> = borrowed(why).encode_utf16().chain([0]).collect();
            error.SetDescription(PCWSTR(why.as_ptr())).unwrap();
            abi::SetErrorInfo(0, &error.cast::<abi::IErrorInfo>().unwrap()).unwrap();
        }
        abi::E_ACCESSDENIED
    }
    unsafe fn Sum(&self, numbers: *const SAFEARRAY, total: *mut f64) -> HRESULT {
        unsafe {
            let array = &*numbers;
            let values =
                std::slice::from_raw_parts(array.pvData.cast::<f64>(), array.rgsabound[0].cElements as usize);
            total.write(values.iter().sum());
        }
        abi::S_OK
    }
    unsafe fn Many(&self, all: *const SAFEARRAY, count: *mut i32) -> HRESULT {
        unsafe { count.write((*all).rgsabound[0].cElements as i32) };
        abi::S_OK
    }
    unsafe fn Echo(&self, value: Raw, same: *mut Raw) -> HRESULT {
        let value: *const Raw = &value;
        unsafe { abi::VariantCopy(same.cast(), value.cast()) }
    }
    unsafe fn Feel(&self, mood: i32, same: *mut i32) -> HRESULT {
        unsafe { same.write(mood) };
        abi::S_OK
    }
}

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/calls.tlb")
}

fn library() -> ITypeLib {
    let path = wide(file().to_str().unwrap());
    unsafe { abi::LoadTypeLib(PCWSTR(path.as_ptr())) }.expect("it loads")
}

fn info() -> ITypeInfo {
    unsafe { library().GetTypeInfoOfGuid(&ICalls::IID) }.expect("it describes the interface")
}

/// The object, and an IDispatch that calls it through the type information.
fn object() -> (ICalls, IDispatch) {
    let calls: ICalls = ComObject::new(Calls::default()).into_interface();
    let mut dispatch = None;
    unsafe { abi::CreateStdDispatch(None, calls.as_raw(), &info(), &mut dispatch) }.unwrap();
    let dispatch = dispatch.expect("an object").cast().expect("it is an IDispatch");
    (calls, dispatch)
}

fn number(value: i32) -> Raw {
    Raw { vt: VT_I4, reserved: [0; 3], data: [u64::from(value as u32), 0] }
}

fn real(value: f64) -> Raw {
    Raw { vt: VT_R8, reserved: [0; 3], data: [value.to_bits(), 0] }
}

fn text(value: &str) -> Raw {
    Raw { vt: VT_BSTR, reserved: [0; 3], data: [BSTR::from(value).into_raw() as u64, 0] }
}

fn text_of(value: Raw) -> String {
    assert_eq!(value.vt, VT_BSTR);
    unsafe { BSTR::from_raw(value.data[0] as *const u16) }.to_string()
}

struct Outcome {
    code: HRESULT,
    result: Raw,
    argument: u32,
    said: String,
}

/// Calls with arguments from left to right, and after them named ones.
fn call(dispatch: &IDispatch, id: i32, flags: u16, arguments: &[Raw], named: &[(i32, Raw)]) -> Outcome {
    let mut values: Vec<Raw> = named.iter().map(|(_, value)| *value).collect();
    values.extend(arguments.iter().rev());
    let mut names: Vec<DISPID> = named.iter().map(|(id, _)| DISPID(*id)).collect();
    let params = DISPPARAMS {
        rgvarg: values.as_mut_ptr().cast(),
        rgdispidNamedArgs: names.as_mut_ptr(),
        cArgs: values.len() as u32,
        cNamedArgs: names.len() as u32,
    };
    let mut result = Raw { vt: 0, reserved: [0; 3], data: [0; 2] };
    let (mut exception, mut argument) = (EXCEPINFO::default(), u32::MAX);
    let into: *mut VARIANT = (&raw mut result).cast();
    let code = unsafe {
        dispatch.Invoke(
            DISPID(id),
            &GUID::zeroed(),
            LCID(0),
            flags,
            &params,
            Some(into),
            Some(&mut exception),
            Some(&mut argument),
        )
    };
    let said = exception.bstrDescription.to_string();
    for value in &mut values {
        let value: *mut Raw = value;
        unsafe { abi::VariantClear(value.cast()) }.unwrap();
    }
    Outcome { code, result, argument, said }
}

#[test]
fn a_method_is_called_with_positions_names_and_defaults() {
    let (_calls, dispatch) = object();
    let sum = |arguments: &[Raw], named: &[(i32, Raw)]| {
        let outcome = call(&dispatch, 1, METHOD, arguments, named);
        assert_eq!((outcome.code, outcome.result.vt), (abi::S_OK, VT_I4));
        outcome.result.data[0]
    };
    assert_eq!(sum(&[number(1), number(2)], &[]), 102);
    assert_eq!(sum(&[number(1)], &[]), 105, "the default");
    assert_eq!(sum(&[], &[(1, number(2)), (0, number(1))]), 102);
    assert_eq!(sum(&[number(7)], &[(1, number(3))]), 703);
    assert_eq!(sum(&[text("12"), real(3.0)], &[]), 1203, "converted");
}

#[test]
fn names_have_numbers() {
    let (_calls, dispatch) = object();
    let ask = |names: &[&str]| {
        let texts: Vec<_> = names.iter().map(|name| wide(name)).collect();
        let pointers: Vec<_> = texts.iter().map(|text| PCWSTR(text.as_ptr())).collect();
        let mut ids = vec![DISPID(77); names.len()];
        let code = unsafe {
            (dispatch.vtable().GetIDsOfNames)(
                dispatch.as_raw(),
                &GUID::zeroed(),
                pointers.as_ptr(),
                names.len() as u32,
                LCID(0),
                ids.as_mut_ptr(),
            )
        };
        (code, ids.iter().map(|id| id.0).collect::<Vec<_>>())
    };
    assert_eq!(ask(&["add", "B", "a"]), (abi::S_OK, vec![1, 1, 0]));
    assert_eq!(ask(&["Subtract"]), (abi::DISP_E_UNKNOWNNAME, vec![-1]));
    assert_eq!(ask(&["Add", "c", "a"]), (abi::DISP_E_UNKNOWNNAME, vec![1, -1, 0]));
}

#[test]
fn a_property_is_put_and_read() {
    let (_calls, dispatch) = object();
    let put = call(&dispatch, 2, PUT, &[], &[(abi::DISPID_PROPERTYPUT, text("front camera"))]);
    assert_eq!(put.code, abi::S_OK);
    let got = call(&dispatch, 2, METHOD | GET, &[], &[]);
    assert_eq!(text_of(got.result), "front camera");
    assert_eq!(call(&dispatch, 1, PUT, &[], &[]).code, abi::DISP_E_MEMBERNOTFOUND);
}

#[test]
fn values_of_all_kinds_arrive() {
    let (_calls, dispatch) = object();
    let mixed = call(&dispatch, 3, METHOD, &[number(3), number(1)], &[]);
    assert_eq!(text_of(mixed.result), "3 -1 vt=10 0x80020004", "what is left out says so");
    let mixed = call(&dispatch, 3, METHOD, &[real(0.5), number(0), number(9)], &[]);
    assert_eq!(text_of(mixed.result), "0.5 0 vt=3 0x9");
    assert_eq!(text_of(call(&dispatch, 8, METHOD, &[text("a")], &[]).result), "a");
    assert_eq!(call(&dispatch, 9, METHOD, &[number(7)], &[]).result.data[0], 7);

    let (mut a, mut b) = (1_i32, 2_i32);
    let by_reference =
        |value: &mut i32| Raw { vt: 0x4000 | VT_I4, reserved: [0; 3], data: [&raw mut *value as u64, 0] };
    let references = [by_reference(&mut a), by_reference(&mut b)];
    assert_eq!(call(&dispatch, 4, METHOD, &references, &[]).code, abi::S_OK);
    assert_eq!((a, b), (2, 1));

    let array = unsafe { abi::SafeArrayCreateVector(VARTYPE(VT_R8), 0, 3) };
    for (index, value) in [1.5, 2.5, 3.0].iter().enumerate() {
        unsafe { abi::SafeArrayPutElement(array, &(index as i32), (&raw const *value).cast()) }.unwrap();
    }
    let array = Raw { vt: 0x2000 | VT_R8, reserved: [0; 3], data: [array as u64, 0] };
    assert_eq!(f64::from_bits(call(&dispatch, 6, METHOD, &[array], &[]).result.data[0]), 7.0);
    let many = call(&dispatch, 7, METHOD, &[number(1), text("two"), real(3.0)], &[]);
    assert_eq!((many.code, many.result.data[0]), (abi::S_OK, 3));
}

#[test]
fn what_is_wrong_is_said() {
    let (_calls, dispatch) = object();
    let code = |id, flags, arguments: &[Raw]| call(&dispatch, id, flags, arguments, &[]).code;
    assert_eq!(code(99, METHOD, &[]), abi::DISP_E_MEMBERNOTFOUND);
    assert_eq!(code(1, METHOD, &[]), abi::DISP_E_BADPARAMCOUNT);
    assert_eq!(code(1, METHOD, &[number(1); 3]), abi::DISP_E_BADPARAMCOUNT);
    let left_out = Raw { vt: VT_ERROR, reserved: [0; 3], data: [0x8002_0004, 0] };
    assert_eq!(code(1, METHOD, &[left_out]), abi::DISP_E_PARAMNOTOPTIONAL);
    let mismatch = call(&dispatch, 1, METHOD, &[number(1), text("many")], &[]);
    assert_eq!((mismatch.code, mismatch.argument), (abi::DISP_E_TYPEMISMATCH, 0));
    assert_eq!(code(1, METHOD, &[real(1e20)]), abi::DISP_E_OVERFLOW);
    let unknown = call(&dispatch, 1, METHOD, &[], &[(5, number(1))]);
    assert_eq!((unknown.code, unknown.argument), (abi::DISP_E_PARAMNOTFOUND, 0));
    let failed = call(&dispatch, 5, METHOD, &[text("the lens cap is on")], &[]);
    assert_eq!((failed.code, failed.said.as_str()), (abi::DISP_E_EXCEPTION, "the lens cap is on"));
}

#[test]
fn an_argument_is_found_by_position_or_number() {
    let mut values = [number(30), text("20"), number(10)];
    let mut names = [DISPID(5)];
    let params = DISPPARAMS {
        rgvarg: values.as_mut_ptr().cast(),
        rgdispidNamedArgs: names.as_mut_ptr(),
        cArgs: 3,
        cNamedArgs: 1,
    };
    let get = |position| {
        let mut result = Raw { vt: 0, reserved: [0; 3], data: [0; 2] };
        let into: *mut VARIANT = (&raw mut result).cast();
        let code = unsafe { abi::DispGetParam(&params, position, VARTYPE(VT_I4), into, None) };
        (code, result.data[0])
    };
    assert_eq!(get(0), (abi::S_OK, 10));
    assert_eq!(get(1), (abi::S_OK, 20));
    assert_eq!(get(5), (abi::S_OK, 30));
    assert_eq!(get(2), (abi::DISP_E_PARAMNOTFOUND, 0));
    unsafe { abi::VariantClear((&raw mut values[1]).cast()) }.unwrap();
}

#[test]
fn type_information_says_what_the_library_says() {
    unsafe {
        let library = library();
        let attr = library.GetLibAttr().unwrap();
        assert_eq!(((*attr).guid.data1, (*attr).wMajorVerNum), (0x5e0a7c40, 1));
        library.ReleaseTLibAttr(attr);
        let mut name = BSTR::new();
        library.GetDocumentation(-1, &mut name, null_mut(), null_mut(), null_mut()).unwrap();
        assert_eq!(name, "Calls");

        let info = info();
        let attr = info.GetTypeAttr().unwrap();
        assert_eq!(((*attr).typekind, (*attr).cFuncs, (*attr).cbSizeVft), (abi::TKIND_INTERFACE, 10, 13 * 8));
        info.ReleaseTypeAttr(attr);

        let desc = info.GetFuncDesc(0).unwrap();
        let function = &*desc;
        assert_eq!((function.memid.0, function.cParams, function.oVft), (1, 3, 24));
        let b = &*function.lprgelemdescParam.add(1);
        assert_eq!(b.tdesc.vt, VARTYPE(VT_I4));
        let default = b.Anonymous.paramdesc.pparamdescex;
        assert_eq!((*(&raw const (*default).varDefaultValue).cast::<Raw>()).data[0], 5);
        let result = &*function.lprgelemdescParam.add(2);
        assert_eq!((*result.tdesc.Anonymous.lptdesc).vt, VARTYPE(VT_I4));
        info.ReleaseFuncDesc(desc);

        let reference = info.GetRefTypeOfImplType(0).unwrap();
        let base = info.GetRefTypeInfo(reference).unwrap();
        let attr = base.GetTypeAttr().unwrap();
        assert_eq!((*attr).guid, IUnknown::IID);
        base.ReleaseTypeAttr(attr);

        let comp = info.GetTypeComp().unwrap();
        let (mut found, mut kind, mut bound) = (None, 0, abi::BINDPTR::default());
        let name = wide("echo");
        comp.Bind(PCWSTR(name.as_ptr()), 0, METHOD, &mut found, &mut kind, &mut bound).unwrap();
        assert_eq!((kind, (*bound.lpfuncdesc).memid.0), (abi::DESCKIND_FUNCDESC, 8));
        found.expect("where it was found").ReleaseFuncDesc(bound.lpfuncdesc);
        assert!(info.GetFuncDesc(99).is_err_and(|error| error.code() == abi::TYPE_E_ELEMENTNOTFOUND));
    }
}
