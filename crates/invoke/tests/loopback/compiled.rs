//! Plans compiled from a type description, as in real life: every method of the project's test interface.

use crate::samples::arrays::units;
use crate::samples::automation::{self, Raw, describe, numbers, variant};
use crate::samples::harness::*;
use bindings::*;
use oxcom_abi::com_core::{self as windows_core};
use oxcom_abi::*;
use oxcom_typeinfo::plan::{Interface as Plan, Scope, compile};
use oxcom_typeinfo::{system, winmd};
use std::cell::Cell;
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::os::fd::{AsRawFd, FromRawFd, IntoRawFd};
use std::ptr::{null, null_mut};
use std::sync::Arc;
use windows_core::{
    BOOL, GUID, HRESULT, IUnknown, Interface, OutRef, PCSTR, PCWSTR, PSTR, PWSTR, Ref, Result,
};
use windows_core::{IUnknownImpl, implement};

#[path = "../../../../metadata/test.rs"]
mod bindings;

fn plan_of<I: Interface>() -> Arc<Plan> {
    let library = winmd::read(include_bytes!("../../../../metadata/test.winmd")).expect("a description");
    compile(Scope(&[&library, system::library()]), &I::IID).expect("it can be marshaled")
}

#[implement(ITypes)]
#[derive(Default)]
struct Types {
    notified: Cell<i32>,
}

#[implement(ICalc)]
struct Calc(i32);

impl ICalc_Impl for Calc_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        a.checked_add(b).map(|sum| sum + self.0).ok_or_else(|| DISP_E_OVERFLOW.into())
    }
    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }
    fn Sum(&self, values: *const SAFEARRAY) -> Result<f64> {
        Ok(unsafe { slice_of::<f64>(values) }.iter().sum())
    }
}

unsafe fn slice_of<'a, T>(array: *const SAFEARRAY) -> &'a [T] {
    unsafe { std::slice::from_raw_parts((*array).pvData.cast(), (*array).rgsabound[0].cElements as usize) }
}

unsafe fn task<T: Copy>(values: &[T]) -> *mut T {
    unsafe {
        let memory = CoTaskMemAlloc(size_of_val(values)).cast::<T>();
        std::ptr::copy_nonoverlapping(values.as_ptr(), memory, values.len());
        memory
    }
}

fn frame() -> Frame {
    unsafe {
        let data = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, 3);
        (*data).pvData.cast::<[u8; 3]>().write([1, 2, 3]);
        let value = variant(VT_I4, 9);
        Frame {
            mark: 1,
            time: 2.5,
            color: Infrared,
            id: ITypes::IID,
            origin: Point { x: 3, y: 4 },
            dims: [5, 6, 7],
            corners: [Point { x: 8, y: 9 }, Point { x: 10, y: 11 }],
            visible: VARIANT_TRUE,
            ticks: Ticks(12),
            name: ManuallyDrop::new(BSTR::from("frame")),
            data,
            value: std::mem::transmute_copy(&value),
            price: CY { int64: 13 },
            last: 14,
        }
    }
}

/// Everything that a frame holds, added up.
fn total(frame: &Frame) -> f64 {
    unsafe {
        let points = frame.corners.iter().chain([&frame.origin]).map(|point| point.x + point.y).sum::<i32>();
        let dims: i32 = frame.dims.iter().map(|dim| i32::from(*dim)).sum();
        let bytes: i32 = slice_of::<u8>(frame.data).iter().map(|byte| i32::from(*byte)).sum();
        let value = (&raw const frame.value).cast::<Raw>().read().value as i32;
        let small = i32::from(frame.mark) + i32::from(frame.last) + i32::from(frame.visible.0) + frame.color;
        let id = if frame.id == ITypes::IID { 1000 } else { 0 };
        let text = frame.name.len() as i32;
        let large = frame.time + frame.ticks.0 as f64 + frame.price.int64 as f64;
        f64::from(points + dims + bytes + value + small + id + text) + large
    }
}

fn free(frame: &mut Frame) {
    unsafe {
        assert_eq!(SafeArrayDestroy(frame.data), S_OK);
        drop(ManuallyDrop::take(&mut frame.name));
        assert_eq!(VariantClear((&raw mut frame.value).cast()), S_OK);
    }
}

impl ITypes_Impl for Types_Impl {
    fn ScalarsIn(
        &self,
        a: i8,
        b: u8,
        c: i16,
        d: u16,
        e: i32,
        f: u32,
        g: i64,
        h: u64,
        i: f32,
        j: f64,
        k: isize,
        l: usize,
    ) -> Result<f64> {
        let integers = a as i64 + b as i64 + c as i64 + d as i64 + e as i64 + f as i64 + g + h as i64;
        Ok((integers + k as i64 + l as i64) as f64 + f64::from(i) + j)
    }
    fn ScalarsOut(
        &self,
        a: *mut i8,
        b: *mut u8,
        c: *mut i16,
        d: *mut u16,
        e: *mut i32,
        f: *mut u32,
        g: *mut i64,
        h: *mut u64,
        i: *mut f32,
        j: *mut f64,
        k: *mut isize,
        l: *mut usize,
    ) -> Result<()> {
        unsafe { (*a, *b, *c, *d, *e, *f) = (-1, 2, -3, 4, -5, 6) };
        unsafe { (*g, *h, *i, *j, *k, *l) = (-7, 8, 9.5, -10.5, -11, 12) };
        Ok(())
    }
    fn ScalarsInOut(
        &self,
        a: *mut i8,
        b: *mut u8,
        c: *mut i16,
        d: *mut u16,
        e: *mut i32,
        f: *mut u32,
        g: *mut i64,
        h: *mut u64,
        i: *mut f32,
        j: *mut f64,
        k: *mut isize,
        l: *mut usize,
    ) -> Result<()> {
        unsafe { (*a, *b, *c, *d, *e, *f) = (-*a, *b + 1, -*c, *d + 1, -*e, *f + 1) };
        unsafe { (*g, *h, *i, *j, *k, *l) = (-*g, *h + 1, -*i, -*j, -*k, *l + 1) };
        Ok(())
    }
    fn Flags(
        &self,
        yes: BOOL,
        no: VARIANT_BOOL,
        yes_out: *mut BOOL,
        no_out: *mut VARIANT_BOOL,
    ) -> Result<()> {
        unsafe { (*yes_out, *no_out) = (yes, no) };
        Ok(())
    }
    fn Enumerations(
        &self,
        color: Color,
        day: Weekday,
        color_out: *mut Color,
        day_out: *mut Weekday,
    ) -> Result<()> {
        unsafe { (*color_out, *day_out) = (color, day) };
        Ok(())
    }
    fn Aliases(&self, ticks: Ticks) -> Result<Ticks> {
        Ok(Ticks(ticks.0 + 1))
    }
    fn Guids(&self, id: *const GUID) -> Result<GUID> {
        Ok(unsafe { *id })
    }
    fn Result(&self, code: HRESULT) -> Result<()> {
        Err(code.into())
    }
    fn Nothing(&self, value: i32) {
        self.notified.set(value);
    }
    fn Count(&self) -> u32 {
        self.notified.get() as u32
    }
    fn Money(
        &self,
        price: &CY,
        rate: *const DECIMAL,
        day: f64,
        price_out: *mut CY,
        rate_out: *mut DECIMAL,
        day_out: *mut f64,
    ) -> Result<()> {
        unsafe { (*price_out, *rate_out, *day_out) = (*price, *rate, day) };
        Ok(())
    }
    fn Wide(&self, text: &PCWSTR) -> Result<PWSTR> {
        Ok(PWSTR(unsafe { task(&units(text.0)) }))
    }
    fn Narrow(&self, text: &PCSTR) -> Result<PSTR> {
        Ok(PSTR(unsafe { task(&units(text.0)) }))
    }
    fn Marked(&self, text: *const u16, maybe: &PCWSTR) -> Result<u32> {
        let optional = if maybe.is_null() { 0 } else { unsafe { units(maybe.0) }.len() * 100 };
        Ok((unsafe { units(text) }.len() + optional) as u32)
    }
    fn Bstrs(&self, text: &BSTR, both: *mut BSTR, same: *mut BSTR) -> Result<()> {
        unsafe {
            *both = BSTR::from(format!("{}{text}", *both));
            same.write(text.clone());
        }
        Ok(())
    }
    fn Optional(&self, value: *const i32) -> Result<BOOL> {
        Ok((!value.is_null()).into())
    }
    fn Fixed(&self, input: *const [u16; 3]) -> Result<[u16; 3]> {
        Ok(unsafe { *input }.map(|number| number * 2))
    }
    fn SumCounted(&self, values: *const i32, count: u32) -> Result<i64> {
        let values = unsafe { std::slice::from_raw_parts(values, count as usize) };
        Ok(values.iter().map(|value| i64::from(*value)).sum())
    }
    fn SumSized(&self, values: *const i32, bytes: u32) -> Result<i64> {
        self.SumCounted(values, bytes / 4)
    }
    fn FillCounted(&self, first: i32, values: *mut i32, count: u32) -> Result<()> {
        (0..count).for_each(|index| unsafe { *values.add(index as usize) = first + index as i32 });
        Ok(())
    }
    fn FillSized(&self, first: u8, bytes: *mut c_void, size: u32) -> Result<()> {
        (0..size).for_each(|index| unsafe { *bytes.cast::<u8>().add(index as usize) = first + index as u8 });
        Ok(())
    }
    fn FillPart(&self, values: *mut i32, room: u32, used: *mut u32) -> Result<()> {
        unsafe { *used = room / 2 };
        self.FillCounted(1, values, room / 2)
    }
    fn Double(&self, values: *mut i32, count: u32) -> Result<()> {
        (0..count).for_each(|index| unsafe { *values.add(index as usize) *= 2 });
        Ok(())
    }
    fn Allocate(&self, values: *mut *mut i32, count: *mut u32) -> Result<()> {
        unsafe { (*values, *count) = (task(&[1, 2, 3, 4]), 4) };
        Ok(())
    }
    fn Join(&self, names: *const PCWSTR, count: u32) -> Result<BSTR> {
        let names = unsafe { std::slice::from_raw_parts(names, count as usize) };
        let letters = names.iter().flat_map(|name| unsafe { units(name.0) }).filter(|letter| *letter != 0);
        Ok(BSTR::from_wide(&letters.collect::<Vec<_>>()))
    }
    fn PointByValue(&self, point: &Point) -> Result<Point> {
        Ok(*point)
    }
    fn FrameIn(&self, frame: *const Frame) -> Result<f64> {
        Ok(total(unsafe { &*frame }))
    }
    fn FrameOut(&self) -> Result<Frame> {
        Ok(frame())
    }
    fn FrameInOut(&self, at: *mut Frame) -> Result<()> {
        unsafe {
            free(&mut *at);
            at.write(Frame { time: (*at).time * 2.0, ..frame() });
        }
        Ok(())
    }
    fn PolygonIn(&self, polygon: *const Polygon) -> Result<u32> {
        let polygon = unsafe { &*polygon };
        let points = unsafe { std::slice::from_raw_parts(polygon.points, polygon.count as usize) };
        assert!(unsafe { units(polygon.label.0) }.len() == 3 && polygon.center.is_null());
        let sum = points.iter().map(|point| point.x).sum();
        Ok(unsafe { polygon.owner.as_ref().unwrap().Add(sum, polygon.count as i32) }? as u32)
    }
    fn PolygonOut(&self) -> Result<Polygon> {
        unsafe {
            Ok(Polygon {
                count: 2,
                points: task(&[Point { x: 1, y: 2 }, Point { x: 3, y: 4 }]),
                label: PWSTR(task(&[97, 0])),
                center: task(&[Point { x: 5, y: 6 }]),
                owner: ManuallyDrop::new(Some(Calc(1).into())),
            })
        }
    }
    fn PackedIn(&self, packed: *const Packed) -> Result<u32> {
        let Packed { tag, value, tail } = unsafe { *packed };
        Ok(u32::from(tag) + value + u32::from(tail))
    }
    fn MaybePoint(&self, present: BOOL) -> Result<*mut Point> {
        Ok(if present.as_bool() { unsafe { task(&[Point { x: 7, y: 8 }]) } } else { null_mut() })
    }
    fn CalcIn(&self, calc: Ref<'_, ICalc>) -> Result<i32> {
        calc.as_ref().map_or(Ok(-1), |calc| unsafe { calc.Add(1, 2) })
    }
    fn CalcOut(&self) -> Result<ICalc> {
        Ok(Calc(10).into())
    }
    fn CalcInOut(&self, calc: OutRef<'_, ICalc>) -> Result<()> {
        calc.write(Some(Calc(20).into()))
    }
    fn ObjectOut(&self, riid: *const GUID, object: *mut *mut c_void) -> Result<()> {
        unsafe { IUnknown::from(ICalc::from(Calc(30))).query(riid, object) }.ok()
    }
    fn ObjectIn(&self, riid: *const GUID, object: Ref<'_, IUnknown>) -> Result<BOOL> {
        Ok((object.is_some() && unsafe { *riid } == ICalc::IID).into())
    }
    fn CalcsIn(&self, calcs: *const Option<ICalc>, count: u32) -> Result<i32> {
        let calcs = unsafe { std::slice::from_raw_parts(calcs, count as usize) };
        calcs.iter().flatten().map(|calc| unsafe { calc.Add(1, 0) }).sum()
    }
    fn Itself(&self) -> Result<ITypes> {
        Ok(self.to_object().to_interface())
    }
    fn VariantIn(&self, value: &VARIANT, pointer: *const VARIANT) -> Result<u16> {
        let raw = |at: *const VARIANT| unsafe { at.cast::<Raw>().read() };
        Ok(raw(value).vt + raw(pointer).vt * 100)
    }
    fn VariantOut(&self, kind: u16) -> Result<VARIANT> {
        let value = if i32::from(kind) == VT_BSTR { automation::text("out") } else { 5 };
        Ok(unsafe { std::mem::transmute_copy(&variant(kind.into(), value)) })
    }
    fn VariantInOut(&self, value: *mut VARIANT) -> Result<()> {
        unsafe { (*value.cast::<Raw>()).value += 1 };
        Ok(())
    }
    fn ArrayOut(&self) -> Result<*mut SAFEARRAY> {
        unsafe {
            let names = SafeArrayCreateVector(VARTYPE(VT_BSTR as u16), 0, 2);
            (*names).pvData.cast::<[u64; 2]>().write(["one", "two"].map(automation::text));
            Ok(names)
        }
    }
    fn ArrayInOut(&self, values: *mut *mut SAFEARRAY) -> Result<()> {
        unsafe {
            assert_eq!(SafeArrayDestroy(*values), S_OK);
            *values = numbers(1, &[1, 2, 3]);
        }
        Ok(())
    }
    fn Notify(&self, value: i32) -> Result<()> {
        self.notified.set(value);
        Ok(())
    }
    fn DescriptorIn(&self, file: i32) -> Result<u64> {
        let file = ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(file) });
        Ok(file.metadata().map_or(0, |metadata| metadata.len()))
    }
    fn DescriptorOut(&self) -> Result<i32> {
        Ok(std::fs::File::open("/dev/null").map_err(|_| E_FAIL)?.into_raw_fd())
    }
}

fn types() -> ITypes {
    proxy(&plan_of::<ITypes>(), ITypes::from(Types::default()))
}

#[test]
fn numbers_by_a_compiled_plan() -> Result<()> {
    let types = types();
    unsafe {
        assert_eq!(types.ScalarsIn(-1, 2, -3, 4, -5, 6, -7, 8, 0.5, 0.25, -9, 10)?, 5.75);
        let (mut a, mut b, mut c, mut d, mut e, mut f) = (0, 0, 0, 0, 0, 0);
        let (mut g, mut h, mut i, mut j, mut k, mut l) = (0, 0, 0.0, 0.0, 0, 0);
        macro_rules! all {
            ($method:ident) => {
                types.$method(
                    &mut a, &mut b, &mut c, &mut d, &mut e, &mut f, &mut g, &mut h, &mut i, &mut j, &mut k,
                    &mut l,
                )
            };
        }
        assert_eq!(all!(ScalarsOut), S_OK);
        assert_eq!(all!(ScalarsInOut), S_OK);
        assert_eq!((a, b, c, d, e, f), (1, 3, 3, 5, 5, 7));
        assert_eq!((g, h, i, j, k, l), (7, 9, -9.5, 10.5, 11, 13));
        let (mut yes, mut no, mut color, mut day) = (BOOL(0), VARIANT_TRUE, 0, 0);
        assert_eq!(types.Flags(true, VARIANT_FALSE, &mut yes, &mut no), S_OK);
        assert!(yes.as_bool() && no == VARIANT_FALSE);
        assert_eq!(types.Enumerations(Infrared, Sunday, &mut color, &mut day), S_OK);
        assert_eq!((color, day), (Infrared, Sunday));
        assert_eq!(traffic().request, [0xff, 0xff, 0xff, 0xff, 7, 0], "one as 32 bits, the other as 16");
        assert_eq!(types.Aliases(Ticks(7))?, Ticks(8));
        assert_eq!(types.Guids(&ICalc::IID)?, ICalc::IID);
        assert_eq!(types.Result(STG_E_SEEKERROR), STG_E_SEEKERROR);
        types.Nothing(77);
        assert_eq!(types.Count(), 77);
        assert_eq!(types.Notify(78), S_OK);
        assert_eq!(types.Count(), 78);
        let (mut price, mut rate, mut date) = (CY { int64: 0 }, DECIMAL::default(), 0.0);
        let sent = DECIMAL { Hi32: 5, ..DECIMAL::default() };
        assert_eq!(types.Money(CY { int64: -12 }, &sent, 1.5, &mut price, &mut rate, &mut date), S_OK);
        assert_eq!((price.int64, rate.Hi32, date), (-12, 5, 1.5));
    }
    Ok(())
}

#[test]
fn text_and_arrays_by_a_compiled_plan() -> Result<()> {
    let types = types();
    unsafe {
        let (wide, narrow) = (windows_core::w!("wide"), windows_core::s!("narrow"));
        let same = types.Wide(wide)?;
        assert_eq!(units(same.0), units(wide.0));
        CoTaskMemFree(same.0.cast());
        let same = types.Narrow(narrow)?;
        assert_eq!(units(same.0), units(narrow.0));
        CoTaskMemFree(same.0.cast());
        assert_eq!(types.Marked(wide.0, PCWSTR(null()))?, 5);
        assert_eq!(types.Marked(wide.0, wide)?, 505);
        let (mut both, mut same) = (BSTR::from("ab"), BSTR::new());
        assert_eq!(types.Bstrs(&BSTR::from("c"), &mut both, &mut same), S_OK);
        assert_eq!((both, same), (BSTR::from("abc"), BSTR::from("c")));

        assert!(types.Optional(Some(&1))?.as_bool() && !types.Optional(None)?.as_bool());
        assert_eq!(types.Fixed(&[1, 2, 3])?, [2, 4, 6]);
        assert_eq!(types.SumCounted(&[1, 2, 3])?, 6);
        let sized = types.vtable().SumSized;
        let mut sum = 0;
        assert_eq!(sized(types.as_raw(), [4, 5].as_ptr().cast(), 8, &mut sum), S_OK);
        assert_eq!(sum, 9);
        let mut values = [0; 4];
        assert_eq!((types.vtable().FillCounted)(types.as_raw(), 5, values.as_mut_ptr(), 3), S_OK);
        assert_eq!(values, [5, 6, 7, 0]);
        let mut bytes = [0_u8; 3];
        assert_eq!((types.vtable().FillSized)(types.as_raw(), 8, bytes.as_mut_ptr().cast(), 3), S_OK);
        assert_eq!(bytes, [8, 9, 10]);
        let mut used = 0;
        assert_eq!((types.vtable().FillPart)(types.as_raw(), values.as_mut_ptr(), 4, &mut used), S_OK);
        assert_eq!((values, used), ([1, 2, 7, 0], 2));
        assert_eq!((types.vtable().Double)(types.as_raw(), values.as_mut_ptr(), 3), S_OK);
        assert_eq!(values, [2, 4, 14, 0]);
        let (mut made, mut count) = (null_mut(), 0);
        assert_eq!(types.Allocate(&mut made, &mut count), S_OK);
        assert_eq!(std::slice::from_raw_parts(made, count as usize), [1, 2, 3, 4]);
        CoTaskMemFree(made.cast());
        assert_eq!(types.Join(&[wide, wide])?, "widewide");
    }
    Ok(())
}

#[test]
fn structs_by_a_compiled_plan() -> Result<()> {
    let types = types();
    unsafe {
        assert_eq!(types.PointByValue(Point { x: 1, y: -2 })?, Point { x: 1, y: -2 });
        let mut sent = frame();
        assert_eq!(types.FrameIn(&sent)?, total(&sent));
        assert_eq!(types.FrameInOut(&mut sent), S_OK);
        assert_eq!(sent.time, 5.0);
        free(&mut sent);
        let mut received = types.FrameOut()?;
        assert_eq!(total(&received), total(&frame()));
        free(&mut received);

        let mut points = [Point { x: 1, y: 2 }, Point { x: 3, y: 4 }];
        let mut label = [97, 98, 0];
        let polygon = Polygon {
            count: 2,
            points: points.as_mut_ptr(),
            label: PWSTR(label.as_mut_ptr()),
            center: null_mut(),
            owner: ManuallyDrop::new(Some(Calc(100).into())),
        };
        assert_eq!(types.PolygonIn(&polygon)?, 106);
        drop(ManuallyDrop::into_inner(polygon.owner));
        let polygon = types.PolygonOut()?;
        assert_eq!((*polygon.points.add(1), *polygon.center), (Point { x: 3, y: 4 }, Point { x: 5, y: 6 }));
        assert_eq!(polygon.owner.as_ref().unwrap().Add(1, 1)?, 3);
        drop(ManuallyDrop::into_inner(polygon.owner));
        [polygon.points, polygon.center].iter().for_each(|at| CoTaskMemFree(at.cast()));
        CoTaskMemFree(polygon.label.0.cast());
        assert_eq!(types.PackedIn(&Packed { tag: 1, value: 2, tail: 3 })?, 6);
        let point = types.MaybePoint(true)?;
        assert_eq!(*point, Point { x: 7, y: 8 });
        CoTaskMemFree(point.cast());
        assert!(types.MaybePoint(false)?.is_null());
    }
    Ok(())
}

#[test]
fn objects_and_variants_by_a_compiled_plan() -> Result<()> {
    let types = types();
    unsafe {
        let mut calc = Some(types.CalcOut()?);
        assert_eq!(types.CalcIn(calc.as_ref())?, 13);
        assert_eq!(types.CalcIn(None)?, -1);
        assert_eq!(types.CalcInOut(&mut calc), S_OK);
        assert_eq!(calc.as_ref().unwrap().Add(0, 0)?, 20);
        let object: ICalc = types.ObjectOut()?;
        assert_eq!(object.Add(0, 0)?, 30);
        assert!(types.ObjectIn(&ICalc::IID, &IUnknown::from(object.clone()))?.as_bool());
        assert_eq!(types.CalcsIn(&[calc, None, Some(object)])?, 52);
        assert_eq!(types.Itself()?.Count(), 0);

        let of = |value: Raw| -> VARIANT { std::mem::transmute_copy(&value) };
        assert_eq!(types.VariantIn(&of(variant(VT_I4, 1)), &of(variant(VT_NULL, 0)))?, 103);
        let mut text = types.VariantOut(VT_BSTR as u16)?;
        assert!(describe(&(&raw const text).cast::<Raw>().read()).starts_with("8:false 6"));
        assert_eq!(VariantClear(&mut text), S_OK);
        let mut number = of(variant(VT_I4, 1));
        assert_eq!(types.VariantInOut(&mut number), S_OK);
        assert_eq!((&raw const number).cast::<Raw>().read().value, 2);
        let names = types.ArrayOut()?;
        assert_eq!(slice_of::<BSTR>(names), ["one", "two"]);
        assert_eq!(SafeArrayDestroy(names), S_OK);
        let mut values = numbers(0, &[9]);
        assert_eq!(types.ArrayInOut(&mut values), S_OK);
        assert_eq!(slice_of::<i32>(values), [1, 2, 3]);
        assert_eq!(SafeArrayDestroy(values), S_OK);

        let file = std::fs::File::open("/dev/null").unwrap();
        assert_eq!(types.DescriptorIn(file.as_raw_fd())?, 0);
        drop(std::fs::File::from_raw_fd(types.DescriptorOut()?));
    }
    Ok(())
}
