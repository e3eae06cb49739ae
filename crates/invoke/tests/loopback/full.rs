//! Full pointers (C706 14.3.10): what several of them point to is sent once, and is one thing on the other side too.

use crate::samples::full::*;
use crate::samples::harness::*;
use crate::samples::structs::Point;
use oxcom_abi::{CoTaskMemFree, RPC_X_BAD_STUB_DATA, S_FALSE, S_OK};
use std::ptr::{null, null_mut};
use windows_core::HRESULT;

#[test]
fn what_is_pointed_to_twice_is_sent_once() {
    let (object, point, other) = (full_pointers(), Point { x: 1, y: 2 }, Point { x: 1, y: 2 });
    unsafe {
        assert_eq!(object.Same(&point, &point), S_OK);
        assert_eq!(traffic().request, *b"\x04\0\0\0\x01\0\0\0\x02\0\0\0\x04\0\0\0");
        assert_eq!(object.Same(&point, &other), S_FALSE, "equal values at two places");
        assert_eq!(traffic().request.len(), 24);
        assert_eq!(object.Same(null(), null()), S_OK);
        assert_eq!(traffic().request, [0; 8]);
    }
}

#[test]
fn one_variable_that_goes_both_ways_twice_is_changed_twice() {
    let (object, mut a, mut b) = (full_pointers(), 100, 200);
    unsafe {
        assert_eq!(object.Add(&mut a, &mut b), S_OK);
        assert_eq!((a, b), (101, 210));
        let same: *mut i32 = &mut a;
        assert_eq!(object.Add(same, same), S_OK);
        let sent = traffic();
        assert_eq!((sent.request.len(), sent.answer.len()), (12, 16), "two ids, a number; and a result");
        assert_eq!(sent.request[..4], sent.answer[..4], "the id stays");
    }
    assert_eq!(a, 112);
}

#[test]
fn pointers_in_a_struct_become_equal_and_different_and_are_released_once() {
    let (object, number) = (full_pointers(), 5);
    unsafe {
        let (first, second) = (task(Point { x: 1, y: 2 }), task(Point { x: 3, y: 4 }));
        let mut pair = Pair { first, second, number: (&raw const number).cast_mut() };
        assert_eq!(object.Join(&mut pair, &number), S_OK, "{:?}", traffic().error);
        assert_eq!((pair.first, *pair.first), (pair.second, Point { x: 2, y: 2 }));
        assert_eq!(*pair.number, 5);
        if pair.number.cast_const() != &raw const number {
            CoTaskMemFree(pair.number.cast());
        }
        pair.number = (&raw const number).cast_mut();
        assert_eq!(object.Join(&mut pair, &number), S_OK);
        assert_ne!(pair.first, pair.second);
        assert_eq!((*pair.first, *pair.second), (Point { x: 3, y: 2 }, Point { x: 3, y: 2 }));
        for memory in [pair.first.cast(), pair.second.cast(), pair.number.cast()] {
            CoTaskMemFree(memory);
        }
    }
}

#[test]
fn an_id_of_something_else_is_bad_data() {
    let (object, number) = (full_pointers(), 5);
    let mut pair = Pair { first: null_mut(), second: null_mut(), number: null_mut() };
    let ids = |first: u8, number: u8| [[first, 0, 0, 0], [0; 4], [number, 0, 0, 0]].concat();
    // The number has the id of a point.
    set_tampering(Tampering::Request([ids(4, 4), vec![0; 8], vec![0; 4]].concat()));
    let code = unsafe { object.Join(&mut pair, &number) };
    assert_eq!(code, HRESULT(RPC_X_BAD_STUB_DATA | 0x8007_0000_u32 as i32));
    assert!(traffic().error.unwrap().contains("a full pointer contradicts"));
    // The method may free what the pair points to, but not what another argument does.
    set_tampering(Tampering::Nothing);
    let mut one = 1;
    pair.number = &mut one;
    assert_eq!(unsafe { full_pointers().Borrow(&one, &mut pair) }, code);
    assert!(traffic().error.unwrap().contains("a full pointer contradicts"));
}
