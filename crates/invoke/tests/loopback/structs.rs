//! Structs by value and by pointer, plain ones, padded ones, and ones that own what they point to.

use crate::samples::calc::*;
use crate::samples::harness::*;
use crate::samples::structs::*;
use oxcom_abi::{CoTaskMemFree, E_FAIL, S_OK, STG_E_MEDIUMFULL};
use windows_core::{HRESULT, Interface};

#[test]
fn structs_travel_in_registers_and_on_the_stack() {
    let mut sum = 0.0;
    let large = Large { tag: 1, value: 0.25, point: Point { x: 100, y: 0 }, id: [10, 20, 30], last: 2 };
    let (point, mixed) = (Point { x: 3, y: 4 }, Mixed { count: 1 << 40, weight: 0.5 });
    assert_eq!(unsafe { structs().ByValue(point, mixed, large, &mut sum) }, S_OK);
    assert_eq!(sum, (3 + 4 + (1_i64 << 40) + 1 + 2 + 100 + 60) as f64 + 0.75);
}

#[test]
fn padding_is_not_sent() {
    let (mut point, mut large) = (Point::default(), Large::default());
    unsafe { (&raw mut large).cast::<[u8; size_of::<Large>()]>().write([0xee; _]) };
    large = Large { tag: 1, value: 2.0, point: Point { x: 3, y: 4 }, id: [5, 6, 7], last: 8 };
    let mixed = Mixed { count: 9, weight: 1.0 };
    assert_eq!(unsafe { structs().Swap(&mixed, &mut point, &mut large) }, S_OK);
    assert_eq!(point, Point { x: 9, y: 0 });
    assert_eq!(large, Large { tag: 8, value: -2.0, point: Point { x: 4, y: 3 }, id: [7, 6, 5], last: 1 });
    let bytes = traffic();
    assert!(!bytes.request.contains(&0xee));
    assert_eq!(bytes.request.len(), 16 + 8 + 8 + 8 + 7);
}

#[test]
fn a_struct_comes_out_with_all_that_it_owns() {
    let structs = structs();
    let (mut frame, mut total) = (Frame::default(), 0.0);
    unsafe {
        assert_eq!(structs.FrameOut(&mut frame), S_OK);
        assert_eq!(describe(&frame), describe(&sample_frame_once()));
        assert_eq!(structs.FrameIn(&frame, &mut total), S_OK);
        assert_eq!(total, 1.0);
        assert_eq!(structs.FrameInOut(&mut frame), S_OK);
        assert_eq!((frame.time, frame.last), (2.5, 0xbc));
        assert_eq!(text(frame.name), "frame");
    }
    clear(&mut frame);
}

#[test]
fn a_failed_call_leaves_nothing_to_free() {
    let mut frame = sample_frame_once();
    let mut polygon = Polygon { count: 9, ..unsafe { std::mem::zeroed() } };
    let mut no_pointer: *mut Polygon = &mut polygon;
    let result = unsafe { structs().Fail(&mut frame, (&raw mut no_pointer).cast()) };
    assert_eq!(result, E_FAIL);
    assert!(frame.name.is_null() && frame.data.is_null() && no_pointer.is_null());
    assert_eq!(frame.time, 0.0);
}

#[test]
fn a_failure_counts_more_than_the_results_that_it_lacks() {
    // Without points, which may not be null, a polygon cannot be sent.
    let mut polygon: Polygon = unsafe { std::mem::zeroed() };
    assert_eq!(unsafe { structs().PolygonOut(0xffff, &mut polygon) }, STG_E_MEDIUMFULL);
    assert_eq!(
        traffic().error.as_deref(),
        Some(
            "IStructs::PolygonOut(polygon): the method failed with HRESULT(0x80030070), and its results cannot be sent"
        )
    );
}

#[test]
fn what_fields_point_to_follows_the_struct() {
    let structs = structs();
    let mut points = [Point { x: 1, y: 2 }, Point { x: 3, y: 4 }, Point { x: 5, y: 6 }];
    let mut label: Vec<u16> = "ab\0".encode_utf16().collect();
    let mut center = Point { x: 7, y: 0 };
    let owner = ICalc::from(Calc);
    let mut polygon = Polygon {
        count: 3,
        points: points.as_mut_ptr(),
        label: label.as_mut_ptr(),
        center: &mut center,
        owner: owner.as_raw(),
    };
    let mut sum = 0;
    unsafe {
        assert_eq!(structs.PolygonIn(&polygon, &mut sum), S_OK);
        assert_eq!(sum, 2 + 12 + 30 + 7 + 1000 + 20_000);
        let request = traffic().request;
        let words: Vec<u32> =
            request.chunks_exact(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
        let ids = |n: u32| 0x0002_0000 + 4 * n;
        assert_eq!(words[..5], [3, ids(0), ids(1), ids(2), ids(3)], "the struct, with referent ids");
        assert_eq!(words[5..12], [3, 1, 2, 3, 4, 5, 6], "the points");
        assert_eq!(words[12..17], [3, 0, 3, 0x0062_0061, 0], "the text, and padding");
        assert_eq!(words[17..20], [7, 0, 24], "the center, and the OBJREF's length");

        polygon = Polygon { center: std::ptr::null_mut(), owner: std::ptr::null_mut(), ..polygon };
        assert_eq!(structs.PolygonIn(&polygon, &mut sum), S_OK);
        assert_eq!(sum, 2 + 12 + 30 + 20_000);

        polygon.points = std::ptr::null_mut();
        assert_eq!(structs.PolygonIn(&polygon, &mut sum), HRESULT(0x8007_06f4_u32 as _));
        assert_eq!(in_flight(), 0);
    }
}

#[test]
fn what_a_method_allocates_is_the_callers() {
    let structs = structs();
    unsafe {
        let mut polygon: Polygon = std::mem::zeroed();
        assert_eq!(structs.PolygonOut(4, &mut polygon), S_OK);
        let points = std::slice::from_raw_parts(polygon.points, 4);
        assert_eq!(points[3], Point { x: 3, y: -3 });
        assert_eq!(std::slice::from_raw_parts(polygon.label, 4), [111, 117, 116, 0]);
        let mut sum = 0;
        assert_eq!(ICalc::from_raw(polygon.owner).Add(1, 2, &mut sum), S_OK);
        assert_eq!(sum, 3);
        CoTaskMemFree(polygon.points.cast());
        CoTaskMemFree(polygon.label.cast());

        let mut point = std::ptr::null_mut();
        assert_eq!(structs.MaybePoint(1, &mut point), S_OK);
        assert_eq!(*point, Point { x: 7, y: 8 });
        CoTaskMemFree(point.cast());
        assert_eq!(structs.MaybePoint(0, &mut point), S_OK);
        assert!(point.is_null());
    }
}

#[test]
fn packed_structs_are_aligned_on_the_wire() {
    let packed = Packed { tag: 1, value: 0x0403_0201, tail: 0x0605 };
    let mut same = Packed { tag: 0, value: 0, tail: 0 };
    assert_eq!(unsafe { structs().Packed(&packed, &mut same) }, S_OK);
    assert_eq!(({ same.tag }, { same.value }, { same.tail }), (1, 0x0403_0201, 0x0605));
    assert_eq!(traffic().request, [1, 0, 0, 0, 1, 2, 3, 4, 5, 6]);
}
