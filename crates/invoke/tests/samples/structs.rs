//! Structs by value and by pointer, plain ones, padded ones, and ones that own what they point to.

use super::calc::{Calc, ICalc};
use super::harness::proxy;
use super::plans::*;
use oxcom_abi::{
    BSTR, CoTaskMemAlloc, E_FAIL, S_OK, SAFEARRAY, STG_E_MEDIUMFULL, SafeArrayCreateVector, SafeArrayDestroy,
    VARIANT, VARTYPE, VT_UI1, VariantClear,
};
use oxcom_typeinfo::plan::{Count, Interface as Plan, InterfaceId, Struct, Type};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::sync::Arc;
use windows_core::{GUID, HRESULT, IUnknown, Interface, implement, interface};

#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// Passed in one integer and one floating-point register.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mixed {
    pub count: i64,
    pub weight: f64,
}

/// Passed in memory, with padding in the middle and at the end.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Large {
    pub tag: u8,
    pub value: f64,
    pub point: Point,
    pub id: [u16; 3],
    pub last: u8,
}

/// One field of every kind that lies in place or follows.
#[repr(C)]
#[derive(Clone)]
pub struct Frame {
    pub mark: u8,
    pub time: f64,
    pub id: GUID,
    pub corners: [Point; 2],
    pub name: *const u16,
    pub data: *mut SAFEARRAY,
    pub value: VARIANT,
    pub labels: [*const u16; 2],
    pub last: u8,
}

impl Default for Frame {
    fn default() -> Self {
        unsafe { std::mem::zeroed() }
    }
}

/// Fields that point elsewhere.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct Polygon {
    pub count: u32,
    pub points: *mut Point,
    pub label: *mut u16,
    pub center: *mut Point,
    pub owner: *mut c_void,
}

#[repr(C, packed)]
#[derive(Debug, Clone, Copy)]
pub struct Packed {
    pub tag: u8,
    pub value: u32,
    pub tail: u16,
}

#[interface("5E0A7C12-0002-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IStructs: IUnknown {
    pub unsafe fn ByValue(&self, point: Point, mixed: Mixed, large: Large, sum: *mut f64) -> HRESULT;
    pub unsafe fn Swap(&self, mixed: *const Mixed, point: *mut Point, large: *mut Large) -> HRESULT;
    pub unsafe fn FrameIn(&self, frame: *const Frame, total: *mut f64) -> HRESULT;
    pub unsafe fn FrameOut(&self, frame: *mut Frame) -> HRESULT;
    pub unsafe fn FrameInOut(&self, frame: *mut Frame) -> HRESULT;
    pub unsafe fn PolygonIn(&self, polygon: *const Polygon, sum: *mut i32) -> HRESULT;
    pub unsafe fn PolygonOut(&self, corners: u32, polygon: *mut Polygon) -> HRESULT;
    pub unsafe fn Packed(&self, packed: *const Packed, same: *mut Packed) -> HRESULT;
    pub unsafe fn MaybePoint(&self, present: i32, point: *mut *mut Point) -> HRESULT;
    pub unsafe fn Fail(&self, frame: *mut Frame, polygon: *mut Polygon) -> HRESULT;
}

#[implement(IStructs)]
pub struct Structs;

pub fn text(of: *const u16) -> String {
    unsafe { ManuallyDrop::new(BSTR::from_raw(of)) }.to_string()
}

pub fn bytes(count: u32) -> *mut SAFEARRAY {
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, count);
        (0..count as usize).for_each(|i| (*array).pvData.cast::<u8>().add(i).write(i as u8 * 3));
        array
    }
}

pub fn variant_text(of: &str) -> VARIANT {
    let mut value = VARIANT::default();
    unsafe {
        let raw = (&raw mut value).cast::<u16>();
        raw.write(8); // VT_BSTR
        raw.add(4).cast::<*const u16>().write(BSTR::from(of).into_raw());
    }
    value
}

pub fn sample_frame() -> Frame {
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
pub fn describe(frame: &Frame) -> String {
    unsafe {
        let value = text((&raw const frame.value).cast::<*const u16>().add(1).read());
        let data = &*frame.data;
        let data = std::slice::from_raw_parts(data.pvData.cast::<u8>(), data.rgsabound[0].cElements as usize);
        let Frame { mark, time, id, corners, name, labels, last, .. } = frame;
        let (name, labels) = (text(*name), labels.map(text));
        format!("{mark} {time} {id:?} {corners:?} {name} {data:?} {value} {labels:?} {last}")
    }
}

pub fn clear(frame: &mut Frame) {
    unsafe {
        drop(BSTR::from_raw(frame.name));
        frame.labels.iter().for_each(|label| drop(BSTR::from_raw(*label)));
        assert_eq!(SafeArrayDestroy(frame.data), S_OK);
        assert_eq!(VariantClear(&raw mut frame.value), S_OK);
        std::ptr::write(frame, Frame::default());
    }
}

pub fn task<T>(values: &[T]) -> *mut T {
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
        if corners > 1_000 {
            return STG_E_MEDIUMFULL;
        }
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
pub fn sample_frame_once() -> Frame {
    static ONCE: std::sync::OnceLock<usize> = std::sync::OnceLock::new();
    let at = *ONCE.get_or_init(|| Box::into_raw(Box::new(sample_frame())) as usize);
    unsafe { (*(at as *const Frame)).clone() }
}

pub fn structs() -> IStructs {
    proxy(&plan(), IStructs::from(Structs))
}

pub fn plan() -> Arc<Plan> {
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
    interface(
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
    )
}

pub fn frame_plan(point: &Arc<Struct>) -> Arc<Struct> {
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
