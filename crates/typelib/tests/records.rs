//! Records by their descriptions: fields by name, copies, ends, and the way to another process.
#![allow(missing_docs, clippy::undocumented_unsafe_blocks)]

use std::ffi::c_void;
use std::path::Path;
use std::sync::Once;

use oxcom::abi::*;
use oxcom::{BSTR, GUID, IUnknown, Interface, Result};
use oxcom_automation as _;
use oxcom_typelib as _;
use windows_core::{HSTRING, PCWSTR};

const LANDMARK: GUID = GUID::from_u128(0x5E0A7CD1_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const JOURNEY: GUID = GUID::from_u128(0x5E0A7CD2_2F43_4C0D_9A5E_0A1B2C3D4E5F);
/// The struct of `records.idl`.
const BUOY: GUID = GUID::from_u128(0x5E0A7C61_2F43_4C0D_9A5E_0A1B2C3D4E5F);
const LOOSE: GUID = GUID::from_u128(0x5E0A7CD3_2F43_4C0D_9A5E_0A1B2C3D4E5F);

/// The description of a record of `metadata/values.rdl`, which is registered for this process.
fn record_info(id: &GUID) -> Result<IRecordInfo> {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        let text = r#"
            name = "Records"
            type_libraries = ["values.winmd"]
            [[interface]]
            iid = "{5E0A7C18-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "IValues"
        "#;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata");
        oxcom::register_component(text, &folder).unwrap();
    });
    unsafe { GetRecordInfoFromGuids(&GUID::zeroed(), 1, 0, LCID::default(), id) }
}

/// A variant that is cleared when it is dropped.
struct Owned(VARIANT);

impl Drop for Owned {
    fn drop(&mut self) {
        let _ = unsafe { VariantClear(&mut self.0) };
    }
}

fn variant(vt: VARENUM, fill: impl FnOnce(&mut VARIANT_0_0_0)) -> Owned {
    let mut variant = VARIANT::default();
    let parts = unsafe { &mut *variant.Anonymous.Anonymous };
    fill(&mut parts.Anonymous);
    parts.vt = VARTYPE(vt as u16);
    Owned(variant)
}

fn text(of: &str) -> Owned {
    variant(VT_BSTR, |value| value.bstrVal = std::mem::ManuallyDrop::new(of.into()))
}

fn get(info: &IRecordInfo, record: *const c_void, field: &str) -> Result<Owned> {
    unsafe { info.GetField(record, PCWSTR(HSTRING::from(field).as_ptr())) }.map(Owned)
}

fn put(info: &IRecordInfo, record: *mut c_void, field: &str, value: &Owned) -> Result<()> {
    unsafe {
        info.PutField(INVOKE_PROPERTYPUT as u32, record, PCWSTR(HSTRING::from(field).as_ptr()), &value.0)
    }
    .ok()
}

/// What a variant says as text.
fn said(value: &Owned) -> String {
    let mut changed = variant(VT_EMPTY, |_| {});
    unsafe {
        VariantChangeType(&mut changed.0, &value.0, 0, VARTYPE(VT_BSTR as u16)).unwrap();
        changed.0.Anonymous.Anonymous.Anonymous.bstrVal.to_string()
    }
}

fn mount(info: &IRecordInfo) -> *mut c_void {
    let record = unsafe { info.RecordCreate() };
    put(info, record, "name", &text("Mont Blanc")).unwrap();
    put(info, record, "height", &variant(VT_I4, |value| value.lVal = 4806)).unwrap();
    put(info, record, "value", &text("snow")).unwrap();
    record
}

#[test]
fn fields_are_read_and_written_by_name() {
    let info = record_info(&LANDMARK).unwrap();
    let record = mount(&info);
    unsafe {
        assert_eq!(
            (info.GetName().unwrap().to_string(), info.GetGuid().unwrap()),
            ("Landmark".into(), LANDMARK)
        );
        assert_eq!(info.GetSize().unwrap(), 104);
        for (field, expected) in
            [("name", "Mont Blanc"), ("height", "4806"), ("value", "snow"), ("kind", "0")]
        {
            assert_eq!(said(&get(&info, record, field).unwrap()), expected);
        }
        put(&info, record, "name", &text("Dom")).unwrap();
        assert_eq!(said(&get(&info, record, "name").unwrap()), "Dom", "the old text is freed");
        let unknown = get(&info, record, "depth").err().unwrap();
        assert_eq!(unknown.code(), TYPE_E_FIELDNOTFOUND);
        let wrong = put(&info, record, "height", &text("high")).unwrap_err();
        assert_eq!(wrong.code(), DISP_E_TYPEMISMATCH);
        let mut reference = VARIANT::default();
        let name = HSTRING::from("height");
        info.GetFieldNoCopy(record, PCWSTR(name.as_ptr()), &mut reference, std::ptr::null_mut()).unwrap();
        let place = reference.Anonymous.Anonymous.Anonymous.pdblVal;
        *place += 0.5;
        assert_eq!(said(&get(&info, record, "height").unwrap()), "4806.5", "it refers to the record");
        info.RecordDestroy(record).unwrap();
    }
}

#[test]
fn names_are_counted_and_given() {
    let info = record_info(&LANDMARK).unwrap();
    unsafe {
        let mut count = 0;
        info.GetFieldNames(&mut count, std::ptr::null_mut()).unwrap();
        assert_eq!(count, 10);
        let mut names: Vec<BSTR> = vec![BSTR::new(); 3];
        count = 3;
        info.GetFieldNames(&mut count, names.as_mut_ptr()).unwrap();
        assert_eq!(names, ["name", "height", "mark"]);
    }
}

#[test]
fn a_copy_owns_its_own() {
    let info = record_info(&LANDMARK).unwrap();
    let (record, mut copy) = (mount(&info), std::ptr::null_mut());
    unsafe {
        info.RecordCreateCopy(record, &mut copy).unwrap();
        info.RecordClear(record).unwrap();
        assert_eq!(said(&get(&info, record, "name").unwrap()), "");
        assert_eq!(said(&get(&info, copy, "name").unwrap()), "Mont Blanc");
        info.RecordCopy(copy, record).unwrap();
        info.RecordCopy(record, record).unwrap();
        info.RecordDestroy(copy).unwrap();
        assert_eq!(said(&get(&info, record, "value").unwrap()), "snow");
        info.RecordDestroy(record).unwrap();
    }
}

#[test]
fn records_in_records_are_variants() {
    let (info, inner) = (record_info(&JOURNEY).unwrap(), record_info(&LANDMARK).unwrap());
    let (journey, mount) = (unsafe { info.RecordCreate() }, mount(&inner));
    let held = variant(VT_RECORD, |value| {
        let record =
            VARIANT_0_0_0_0 { pvRecord: mount, pRecInfo: std::mem::ManuallyDrop::new(Some(inner.clone())) };
        value.Anonymous = std::mem::ManuallyDrop::new(record);
    });
    put(&info, journey, "to", &held).unwrap();
    drop(held);
    let found = get(&info, journey, "to").unwrap();
    unsafe {
        let parts = &found.0.Anonymous.Anonymous;
        assert_eq!(parts.vt, VARTYPE(VT_RECORD as u16));
        let record = parts.Anonymous.Anonymous.pvRecord;
        assert_eq!(said(&get(&inner, record, "name").unwrap()), "Mont Blanc");
        let wrong = variant(VT_RECORD, |value| {
            let record = VARIANT_0_0_0_0 {
                pvRecord: info.RecordCreate(),
                pRecInfo: std::mem::ManuallyDrop::new(Some(info.clone())),
            };
            value.Anonymous = std::mem::ManuallyDrop::new(record);
        });
        assert_eq!(put(&info, journey, "to", &wrong).unwrap_err().code(), DISP_E_TYPEMISMATCH);
        info.RecordDestroy(journey).unwrap();
    }
}

#[test]
fn arrays_hold_records() {
    let info = record_info(&LANDMARK).unwrap();
    let record = mount(&info);
    unsafe {
        let bound = SAFEARRAYBOUND { cElements: 2, lLbound: 1 };
        let array = SafeArrayCreateEx(VARTYPE(VT_RECORD as u16), 1, &bound, info.as_raw());
        assert_eq!(((*array).cbElements, (*array).fFeatures & FADF_RECORD as u16), (104, FADF_RECORD as u16));
        assert_eq!(SafeArrayGetRecordInfo(array).unwrap(), info);
        SafeArrayPutElement(array, &2, record).unwrap();
        info.RecordDestroy(record).unwrap();
        let taken = info.RecordCreate();
        SafeArrayGetElement(array, &2, taken).unwrap();
        assert_eq!(said(&get(&info, taken, "name").unwrap()), "Mont Blanc");
        info.RecordDestroy(taken).unwrap();
        SafeArrayDestroy(array).unwrap();
    }
}

#[test]
fn type_information_leads_to_the_record_and_back() {
    let info = record_info(&LANDMARK).unwrap();
    unsafe {
        let described = info.GetTypeInfo().unwrap();
        let again = GetRecordInfoFromTypeInfo(&described).unwrap();
        assert!(info.IsMatchingType(&again).as_bool());
        let other = record_info(&JOURNEY).unwrap();
        assert!(!info.IsMatchingType(&other).as_bool());
    }
}

#[test]
fn a_description_is_passed_by_name() {
    let _apartment = oxcom::Apartment::multithreaded().unwrap();
    let info = record_info(&LANDMARK).unwrap();
    unsafe {
        let stream = CreateStreamOnHGlobal(Default::default(), true).unwrap();
        let object: IUnknown = info.cast().unwrap();
        let context = MSHCTX_DIFFERENTMACHINE as u32;
        CoMarshalInterface(&stream, &IRecordInfo::IID, &object, context, None, 0).unwrap();
        stream.Seek(0, 0, None).unwrap();
        let same: IRecordInfo = CoUnmarshalInterface(&stream).unwrap();
        assert_eq!(same, info, "one of a kind in a process");
    }
}

#[test]
fn what_is_no_record_is_refused() {
    let refused = |id: &GUID| record_info(id).err().unwrap().code();
    assert_eq!(refused(&LOOSE), TYPE_E_UNSUPFORMAT, "its text is nobody's");
    assert_eq!(refused(&GUID::from_u128(1)), TYPE_E_LIBNOTREGISTERED);
    let interface = GUID::from_u128(0x5E0A7C18_2F43_4C0D_9A5E_0A1B2C3D4E5F);
    assert_eq!(refused(&interface), TYPE_E_BADMODULEKIND);
    let nowhere = unsafe { GetRecordInfoFromGuids(&LANDMARK, 1, 0, LCID::default(), &LANDMARK) };
    assert_eq!(nowhere.unwrap_err().code(), TYPE_E_LIBNOTREGISTERED);
}

#[test]
fn a_struct_of_a_type_library_is_a_record_too() {
    let file = HSTRING::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/records.tlb"));
    unsafe {
        let library = LoadTypeLib(PCWSTR(file.as_ptr())).unwrap();
        let buoy = library.GetTypeInfoOfGuid(&BUOY).unwrap();
        let info = GetRecordInfoFromTypeInfo(&buoy).unwrap();
        assert_eq!((info.GetGuid().unwrap(), info.GetSize().unwrap()), (BUOY, 32));
        let record = info.RecordCreate();
        put(&info, record, "lit", &variant(VT_BOOL, |value| value.boolVal.0 = -1)).unwrap();
        put(&info, record, "name", &text("north")).unwrap();
        assert_eq!(said(&get(&info, record, "lit").unwrap()), "-1");
        assert_eq!(said(&get(&info, record, "name").unwrap()), "north");
        let array = get(&info, record, "bytes").err().unwrap();
        assert_eq!(array.code(), TYPE_E_UNSUPFORMAT, "no VARIANT holds an array of C's");
        info.RecordDestroy(record).unwrap();
    }
}
