//! Structs by value and by pointer, plain ones, padded ones, and ones that own what they point to.

use crate::calc::{Calc, ICalc};
use crate::harness::{in_flight, proxy, traffic};
use crate::plans::*;
use oxcom_abi::{
    BSTR, CoTaskMemAlloc, CoTaskMemFree, E_FAIL, S_OK, SAFEARRAY, SafeArrayCreateVector, SafeArrayDestroy,
    VARIANT, VARTYPE, VT_UI1, VariantClear,
};
use oxcom_typeinfo::plan::{Count, InterfaceId, Struct, Type};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use windows_core::{GUID, HRESULT, IUnknown, Interface, implement, interface};

#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Point {
    x: i32,
    y: i32,
}

/// Passed in one integer and one floating-point register.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Mixed {
    count: i64,
    weight: f64,
}

/// Passed in memory, with padding in the middle and at the end.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Large {
    tag: u8,
    value: f64,
    point: Point,
    id: [u16; 3],
    last: u8,
}

/// One field of every kind that lies in place or follows.
#[repr(C)]
#[derive(Clone)]
struct Frame {
    mark: u8,
    time: f64,
    id: GUID,
    corners: [Point; 2],
    name: *const u16,
    data: *mut SAFEARRAY,
    value: VARIANT,
    labels: [*const u16; 2],
    last: u8,
}

impl Default for Frame {
    fn default() -> Self {
        unsafe { std::mem::zeroed() }
    }
}

/// Fields that point elsewhere.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
struct Polygon {
    count: u32,
    points: *mut Point,
    label: *mut u16,
    center: *mut Point,
    owner: *mut c_void,
}

#[repr(C, packed)]
#[derive(Debug, Clone, Copy)]
struct Packed {
    tag: u8,
    value: u32,
    tail: u16,
}

#[interface("5E0A7C12-0002-4C0D-9A5E-0A1B2C3D4E5F")]
unsafe trait IStructs: IUnknown {
    unsafe fn ByValue(&self, point: Point, mixed: Mixed, large: Large, sum: *mut f64) -> HRESULT;
    unsafe fn Swap(&self, mixed: *const Mixed, point: *mut Point, large: *mut Large) -> HRESULT;
    unsafe fn FrameIn(&self, frame: *const Frame, total: *mut f64) -> HRESULT;
    unsafe fn FrameOut(&self, frame: *mut Frame) -> HRESULT;
    unsafe fn FrameInOut(&self, frame: *mut Frame) -> HRESULT;
    unsafe fn PolygonIn(&self, polygon: *const Polygon, sum: *mut i32) -> HRESULT;
    unsafe fn PolygonOut(&self, corners: u32, polygon: *mut Polygon) -> HRESULT;
    unsafe fn Packed(&self, packed: *const Packed, same: *mut Packed) -> HRESULT;
    unsafe fn MaybePoint(&self, present: i32, point: *mut *mut Point) -> HRESULT;
    unsafe fn Fail(&self, frame: *mut Frame, polygon: *mut Polygon) -> HRESULT;
}

#[implement(IStructs)]
struct Structs;

fn text(of: *const u16) -> String {
    unsafe { ManuallyDrop::new(BSTR::from_raw(of)) }.to_string()
}

fn bytes(count: u32) -> *mut SAFEARRAY {
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, count);
        (0..count as usize).for_each(|i| (*array).pvData.cast::<u8>().add(i).write(i as u8 * 3));
        array
    }
}

fn variant_text(of: &str) -> VARIANT {
    let mut value = VARIANT::default();
    unsafe {
        let raw = (&raw mut value).cast::<u16>();
        raw.write(8); // VT_BSTR
        raw.add(4).cast::<*const u16>().write(BSTR::from(of).into_raw());
    }
    value
}

fn sample_frame() -> Frame {
    Frame {
        mark: 0xaa,
        time: 1.25,
        id: Structs::ID,
        corners: [Point { x: 1, y: 2 }, Point { x: 3, y: 4 }],
        name: BSTR::from("frame").into_raw(),
        data: bytes(5),
        value: variant_text("value"),
        labels: [BSTR::from("left").into_raw(), std::ptr::null()],
        last: 0xbb,
    }
}

/// Says everything that a frame holds.
fn describe(frame: &Frame) -> String {
    unsafe {
        let value = text((&raw const frame.value).cast::<*const u16>().add(1).read());
        let data = &*frame.data;
        let data = std::slice::from_raw_parts(data.pvData.cast::<u8>(), data.rgsabound[0].cElements as usize);
        let Frame { mark, time, id, corners, name, labels, last, .. } = frame;
        let (name, labels) = (text(*name), labels.map(text));
        format!("{mark} {time} {id:?} {corners:?} {name} {data:?} {value} {labels:?} {last}")
    }
}

fn clear(frame: &mut Frame) {
    unsafe {
        drop(BSTR::from_raw(frame.name));
        frame.labels.iter().for_each(|label| drop(BSTR::from_raw(*label)));
        assert_eq!(SafeArrayDestroy(frame.data), S_OK);
        assert_eq!(VariantClear(&raw mut frame.value), S_OK);
        std::ptr::write(frame, Frame::default());
    }
}

fn task<T>(values: &[T]) -> *mut T {
    unsafe {
        let memory = CoTaskMemAlloc(size_of_val(values)).cast::<T>();
        std::ptr::copy_nonoverlapping(values.as_ptr(), memory, values.len());
        memory
    }
}

impl Structs {
    const ID: GUID = GUID::from_u128(0x0102_0304_0506_0708_090a_0b0c_0d0e_0f10);
}

impl IStructs_Impl for Structs_Impl {
    unsafe fn ByValue(&self, point: Point, mixed: Mixed, large: Large, sum: *mut f64) -> HRESULT {
        let integers =
            i64::from(point.x + point.y) + mixed.count + i64::from(large.tag) + i64::from(large.last);
        let more = i64::from(large.point.x) + large.id.iter().map(|n| i64::from(*n)).sum::<i64>();
        unsafe { *sum = (integers + more) as f64 + mixed.weight + large.value };
        S_OK
    }
    unsafe fn Swap(&self, mixed: *const Mixed, point: *mut Point, large: *mut Large) -> HRESULT {
        unsafe {
            *point = Point { x: (*mixed).count as i32, y: 0 };
            let Large { tag, value, point: inner, id: [a, b, c], last } = *large;
            *large = Large {
                tag: last,
                value: -value,
                point: Point { x: inner.y, y: inner.x },
                id: [c, b, a],
                last: tag,
            };
        }
        S_OK
    }
    unsafe fn FrameIn(&self, frame: *const Frame, total: *mut f64) -> HRESULT {
        let expected = describe(&sample_frame_once());
        unsafe { *total = if describe(&*frame) == expected { 1.0 } else { 0.0 } };
        S_OK
    }
    unsafe fn FrameOut(&self, frame: *mut Frame) -> HRESULT {
        unsafe { frame.write(sample_frame()) };
        S_OK
    }
    unsafe fn FrameInOut(&self, frame: *mut Frame) -> HRESULT {
        unsafe {
            let (time, last) = ((*frame).time, (*frame).last);
            clear(&mut *frame);
            frame.write(Frame { time: time * 2.0, last: last + 1, ..sample_frame() });
        }
        S_OK
    }
    unsafe fn PolygonIn(&self, polygon: *const Polygon, sum: *mut i32) -> HRESULT {
        unsafe {
            let polygon = &*polygon;
            let points = std::slice::from_raw_parts(polygon.points, polygon.count as usize);
            let mut total = points.iter().map(|point| point.x * point.y).sum::<i32>();
            if !polygon.center.is_null() {
                total += (*polygon.center).x;
            }
            if let Some(calc) = ICalc::from_raw_borrowed(&polygon.owner) {
                let before = total;
                assert_eq!(calc.Add(before, 1000, &mut total), S_OK);
            }
            let letters = (0..).take_while(|i| *polygon.label.add(*i) != 0).count();
            *sum = total + 10_000 * letters as i32;
        }
        S_OK
    }
    unsafe fn PolygonOut(&self, corners: u32, polygon: *mut Polygon) -> HRESULT {
        let points: Vec<_> = (0..corners as i32).map(|i| Point { x: i, y: -i }).collect();
        let label: Vec<u16> = "out\0".encode_utf16().collect();
        let owner = ICalc::from(Calc).into_raw();
        unsafe {
            polygon.write(Polygon {
                count: corners,
                points: task(&points),
                label: task(&label),
                center: std::ptr::null_mut(),
                owner,
            });
        }
        S_OK
    }
    unsafe fn Packed(&self, packed: *const Packed, same: *mut Packed) -> HRESULT {
        unsafe { *same = *packed };
        S_OK
    }
    unsafe fn MaybePoint(&self, present: i32, point: *mut *mut Point) -> HRESULT {
        unsafe { *point = if present != 0 { task(&[Point { x: 7, y: 8 }]) } else { std::ptr::null_mut() } };
        S_OK
    }
    unsafe fn Fail(&self, _: *mut Frame, _: *mut Polygon) -> HRESULT {
        E_FAIL
    }
}

/// A frame whose contents are never freed, for comparison.
fn sample_frame_once() -> Frame {
    static ONCE: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    let at = *ONCE.get_or_init(|| Box::into_raw(Box::new(sample_frame())) as usize);
    unsafe { (*(at as *const Frame)).clone() }
}

fn structs() -> IStructs {
    let point = structure!(Point { x: I32, y: I32 });
    let mixed = structure!(Mixed { count: I64, weight: F64 });
    let large = structure!(Large { tag: U8, value: F64, point: &point, id: fixed(U16, 3), last: U8 });
    let frame = frame_plan(&point);
    let polygon = structure!(Polygon {
        count: U32,
        points: array(&point, Count::Field(0)),
        label: WIDE,
        center: optional(&point),
        owner: Type::Interface(InterfaceId::Known(ICalc::IID)),
    });
    let packed = structure!(Packed { tag: U8, value: U32, tail: U16 });
    let plan = interface(
        IStructs::IID,
        "IStructs",
        [
            method(
                "ByValue",
                [arg("point", &point), arg("mixed", &mixed), arg("large", &large), out("sum", F64)],
            ),
            method("Swap", [arg("mixed", reference(&mixed)), out("point", &point), inout("large", &large)]),
            method("FrameIn", [arg("frame", reference(&frame)), out("total", F64)]),
            method("FrameOut", [out("frame", &frame)]),
            method("FrameInOut", [inout("frame", &frame)]),
            method("PolygonIn", [arg("polygon", reference(&polygon)), out("sum", I32)]),
            method("PolygonOut", [arg("corners", U32), out("polygon", &polygon)]),
            method("Packed", [arg("packed", reference(&packed)), out("same", &packed)]),
            method("MaybePoint", [arg("present", I32), out("point", optional(&point))]),
            method("Fail", [out("frame", &frame), out("polygon", optional(&polygon))]),
        ],
    );
    proxy(&plan, IStructs::from(Structs))
}

fn frame_plan(point: &Arc<Struct>) -> Arc<Struct> {
    structure!(Frame {
        mark: U8,
        time: F64,
        id: Type::Guid,
        corners: fixed(point, 2),
        name: Type::Bstr,
        data: Type::SafeArray(Some(VT_UI1 as u16)),
        value: Type::Variant,
        labels: fixed(Type::Bstr, 2),
        last: U8,
    })
}

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
