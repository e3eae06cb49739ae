//! A collection's enumerator, written and read in Rust.
#![allow(missing_docs, clippy::undocumented_unsafe_blocks)]

use oxcom::abi::VARIANT;
use oxcom::{OwnedVariant, elements, enumerator};
use oxcom_automation as _;
use oxcom_typelib as _;

const VT_I4: u64 = 3;

fn number(value: u64) -> OwnedVariant {
    OwnedVariant::from_raw(unsafe { std::mem::transmute::<[u64; 3], VARIANT>([VT_I4, value, 0]) })
}

fn value(variant: &OwnedVariant) -> u64 {
    let whole: *const VARIANT = variant.as_raw();
    let [vt, value, _] = unsafe { whole.cast::<[u64; 3]>().read() };
    assert_eq!(vt & 0xFFFF, VT_I4);
    value & 0xFFFF_FFFF
}

#[test]
fn all_elements_come_in_order() {
    let items = enumerator((0..100).map(number).collect());
    let read: Vec<_> = elements(items).map(|item| value(&item.unwrap())).collect();
    assert_eq!(read, Vec::from_iter(0..100));
    assert_eq!(elements(enumerator(Vec::new())).count(), 0);
}

#[test]
fn a_clone_goes_on_from_the_same_place() {
    let items = enumerator((0..5).map(number).collect());
    unsafe {
        items.Skip(3).unwrap();
        let rest: Vec<_> = elements(items.Clone().unwrap()).map(|item| value(&item.unwrap())).collect();
        assert_eq!(rest, [3, 4]);
        items.Reset().unwrap();
    }
    assert_eq!(elements(items).count(), 5);
}
