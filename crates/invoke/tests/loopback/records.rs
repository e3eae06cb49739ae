//! Records ([MS-OAUT] 2.2.28.2): their bytes, by reference, in arrays.

use crate::samples::automation::*;
use crate::samples::harness::*;
use crate::samples::records::*;
use oxcom_abi::{S_OK, SafeArrayDestroy, VT_BYREF, VT_RECORD};
use std::ptr::null_mut;

fn record(vt: i32, landmark: Landmark) -> Raw {
    let (record, info) = allocate(landmark);
    Raw { vt: vt as u16, value: record, second: info, ..Raw::default() }
}

unsafe fn landmark<'a>(value: &Raw) -> &'a Landmark {
    unsafe { &*(value.value as *const Landmark) }
}

#[test]
fn a_record_is_sent_with_its_description() {
    let (automation, mut same) = (automation(), Raw::default());
    let mut sent = record(VT_RECORD, Landmark::new("ab", 7));
    unsafe {
        assert_eq!(automation.EchoVariant(sent, &mut same), S_OK, "{:?}", traffic().error);
        assert_eq!((same.vt, landmark(&same)), (VT_RECORD as u16, landmark(&sent)));
        assert_ne!(same.value, sent.value, "a copy");
        let request = traffic().request;
        // The VARTYPE, the tag, a pointer to the record; then flags, size, two pointers.
        assert_eq!(
            (&request[16..18], &request[24..26]),
            (&[VT_RECORD as u8, 0][..], &[VT_RECORD as u8, 0][..])
        );
        assert_eq!(request[32..36], [1, 0, 0, 0]);
        let size = u32::from_le_bytes(request[36..40].try_into().unwrap());
        let objref = u32::from_le_bytes(request[48..52].try_into().unwrap()) as usize;
        let records = &request[(56 + objref).next_multiple_of(4)..];
        assert_eq!(records.len(), 4 + size as usize, "the size counts itself, once");
        assert_eq!((&records[..4], &records[4..8]), (&size.to_le_bytes()[..], &size.to_le_bytes()[..]));
        assert_eq!(records[12..16], [7, 0, 0, 0], "a pointer to the name, the height");
        clear(&mut sent);
        clear(&mut same);
    }
}

#[test]
fn nothing_is_a_record_too() {
    let (automation, mut same) = (automation(), Raw::default());
    let mut sent = Raw { second: landmark_info_raw(), ..variant(VT_RECORD, 0) };
    assert_eq!(unsafe { automation.EchoVariant(sent, &mut same) }, S_OK, "{:?}", traffic().error);
    assert_eq!((same.vt, same.value), (VT_RECORD as u16, 0));
    assert_ne!(same.second, 0);
    clear(&mut sent);
    clear(&mut same);
}

fn landmark_info_raw() -> u64 {
    windows_core::Interface::into_raw(landmark_info()) as u64
}

#[test]
fn a_record_by_reference_is_changed_where_it_lies() {
    let automation = automation();
    let mut mine = record(VT_RECORD, Landmark::new("old", 1));
    let mut reference = Raw { vt: (VT_RECORD | VT_BYREF) as u16, ..mine };
    unsafe {
        assert_eq!(automation.ChangeVariant(&mut reference), S_OK, "{:?}", traffic().error);
        assert_eq!((reference.vt, reference.value), ((VT_RECORD | VT_BYREF) as u16, mine.value), "still one");
        assert_eq!(*landmark(&mine), Landmark::new("old", 2));
    }
    clear(&mut mine);
}

#[test]
fn an_array_of_records_is_one_record_on_the_wire() {
    let automation = automation();
    let (array, mut same) = (landmarks(&["a", "b", "c"]), null_mut());
    unsafe {
        assert_eq!(automation.EchoArray(array, &mut same), S_OK, "{:?}", traffic().error);
        let elements = |array: *mut oxcom_abi::SAFEARRAY| {
            std::slice::from_raw_parts((*array).pvData.cast::<Landmark>(), 3)
        };
        assert_eq!(elements(array), elements(same));
        let request = traffic().request;
        // cDims twice, features, cbElements, locks and VARTYPE, the tag, the count
        assert_eq!(request[24..28], [VT_RECORD as u8, 0, 0, 0]);
        assert_eq!(request[28..32], [1, 0, 0, 0]);
        assert_eq!((SafeArrayDestroy(array), SafeArrayDestroy(same)), (S_OK, S_OK));
    }
}
