//! Arrays whose length is told elsewhere, and text.

use crate::harness::{proxy, traffic};
use crate::plans::*;
use oxcom_abi::{BSTR, CoTaskMemAlloc, CoTaskMemFree, S_FALSE, S_OK};
use oxcom_typeinfo::plan::{Count, Direction, Param, Type};
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C12-0003-4C0D-9A5E-0A1B2C3D4E5F")]
unsafe trait IArrays: IUnknown {
    unsafe fn SumCounted(&self, values: *const i32, count: u32, sum: *mut i64) -> HRESULT;
    unsafe fn SumSized(&self, bytes: u32, values: *const i32, sum: *mut i64) -> HRESULT;
    unsafe fn Fill(&self, first: i32, values: *mut i32, count: u32) -> HRESULT;
    unsafe fn Next(&self, room: u32, names: *mut *const u16, used: *mut u32) -> HRESULT;
    unsafe fn Double(&self, values: *mut i32, count: u32) -> HRESULT;
    unsafe fn Rename(&self, count: u32, names: *mut *const u16) -> HRESULT;
    unsafe fn Allocate(&self, values: *mut *mut i32, count: *mut u32) -> HRESULT;
    unsafe fn Join(&self, names: *const *const u16, count: u32, joined: *mut BSTR) -> HRESULT;
    unsafe fn Fixed(&self, input: *const [u16; 3], output: *mut [u16; 3]) -> HRESULT;
    unsafe fn Maybe(&self, values: *const u64, count: u16, was_there: *mut i32) -> HRESULT;
    unsafe fn Wide(&self, text: *const u16, same: *mut *mut u16) -> HRESULT;
    unsafe fn Narrow(&self, text: *const u8, maybe: *const u16, same: *mut *mut u8) -> HRESULT;
    unsafe fn Lines(&self, count: *mut i32, lines: *mut *mut *mut u16) -> HRESULT;
}

#[implement(IArrays)]
struct Arrays;

unsafe fn units<T: Copy + PartialEq + Default>(text: *const T) -> Vec<T> {
    let count = (0..).take_while(|i| unsafe { *text.add(*i) } != T::default()).count();
    unsafe { std::slice::from_raw_parts(text, count + 1) }.to_vec()
}

unsafe fn task<T: Copy>(values: &[T]) -> *mut T {
    unsafe {
        let memory = CoTaskMemAlloc(size_of_val(values)).cast::<T>();
        std::ptr::copy_nonoverlapping(values.as_ptr(), memory, values.len());
        memory
    }
}

impl IArrays_Impl for Arrays_Impl {
    unsafe fn SumCounted(&self, values: *const i32, count: u32, sum: *mut i64) -> HRESULT {
        unsafe {
            *sum = std::slice::from_raw_parts(values, count as usize).iter().map(|v| i64::from(*v)).sum()
        };
        S_OK
    }
    unsafe fn SumSized(&self, bytes: u32, values: *const i32, sum: *mut i64) -> HRESULT {
        unsafe { self.SumCounted(values, bytes / 4, sum) }
    }
    unsafe fn Fill(&self, first: i32, values: *mut i32, count: u32) -> HRESULT {
        (0..count as i32).for_each(|i| unsafe { values.add(i as usize).write(first + i) });
        S_OK
    }
    unsafe fn Next(&self, room: u32, names: *mut *const u16, used: *mut u32) -> HRESULT {
        unsafe {
            *used = room.min(2);
            (0..*used as usize).for_each(|i| names.add(i).write(BSTR::from(format!("name {i}")).into_raw()));
            if room > 2 { S_FALSE } else { S_OK }
        }
    }
    unsafe fn Double(&self, values: *mut i32, count: u32) -> HRESULT {
        (0..count as usize).for_each(|i| unsafe { *values.add(i) *= 2 });
        S_OK
    }
    unsafe fn Rename(&self, count: u32, names: *mut *const u16) -> HRESULT {
        for i in 0..count as usize {
            let old = unsafe { BSTR::from_raw(*names.add(i)) };
            unsafe { *names.add(i) = BSTR::from(format!("{old}!")).into_raw() };
        }
        S_OK
    }
    unsafe fn Allocate(&self, values: *mut *mut i32, count: *mut u32) -> HRESULT {
        unsafe { (*values, *count) = (task(&[5, 6, 7]), 3) };
        S_OK
    }
    unsafe fn Join(&self, names: *const *const u16, count: u32, joined: *mut BSTR) -> HRESULT {
        unsafe {
            let names = std::slice::from_raw_parts(names, count as usize);
            let all: Vec<u16> = names
                .iter()
                .flat_map(|name| {
                    let mut text = units(*name);
                    text.pop();
                    text
                })
                .collect();
            joined.write(BSTR::from_wide(&all));
        }
        S_OK
    }
    unsafe fn Fixed(&self, input: *const [u16; 3], output: *mut [u16; 3]) -> HRESULT {
        unsafe { *output = (*input).map(|n| n + 1) };
        S_OK
    }
    unsafe fn Maybe(&self, values: *const u64, count: u16, was_there: *mut i32) -> HRESULT {
        unsafe { *was_there = if values.is_null() { -1 } else { *values.add(count as usize - 1) as i32 } };
        S_OK
    }
    unsafe fn Wide(&self, text: *const u16, same: *mut *mut u16) -> HRESULT {
        unsafe { *same = task(&units(text)) };
        S_OK
    }
    unsafe fn Narrow(&self, text: *const u8, maybe: *const u16, same: *mut *mut u8) -> HRESULT {
        unsafe { *same = if maybe.is_null() { std::ptr::null_mut() } else { task(&units(text)) } };
        S_OK
    }
    unsafe fn Lines(&self, count: *mut i32, lines: *mut *mut *mut u16) -> HRESULT {
        unsafe {
            let all: Vec<*mut u16> = (0..*count).map(|i| task(&[65 + i as u16, 0])).collect();
            *lines = task(&all);
        }
        S_OK
    }
}

fn arrays() -> IArrays {
    let pointer = |direction, name, ty| Param { direction, ..arg(name, ty) };
    let (outgoing, both) = (Direction::Out, Direction::InOut);
    let plan = interface(
        IArrays::IID,
        "IArrays",
        [
            method(
                "SumCounted",
                [arg("values", array(I32, Count::Param(1))), arg("count", U32), out("sum", I64)],
            ),
            method(
                "SumSized",
                [arg("bytes", U32), arg("values", array(I32, Count::ParamBytes(0))), out("sum", I64)],
            ),
            method(
                "Fill",
                [
                    arg("first", I32),
                    pointer(outgoing, "values", array(I32, Count::Param(2))),
                    arg("count", U32),
                ],
            ),
            method(
                "Next",
                [
                    arg("room", U32),
                    pointer(outgoing, "names", part_of_array(Type::Bstr, Count::Param(0), Count::Param(2))),
                    out("used", U32),
                ],
            ),
            method("Double", [pointer(both, "values", array(I32, Count::Param(1))), arg("count", U32)]),
            method("Rename", [arg("count", U32), pointer(both, "names", array(Type::Bstr, Count::Param(0)))]),
            method("Allocate", [out("values", optional_array(I32, Count::Param(1))), out("count", U32)]),
            method(
                "Join",
                [arg("names", array(WIDE, Count::Param(1))), arg("count", U32), out("joined", Type::Bstr)],
            ),
            method("Fixed", [arg("input", reference(fixed(U16, 3))), out("output", fixed(U16, 3))]),
            method(
                "Maybe",
                [
                    arg("values", optional_array(U64, Count::Param(1))),
                    arg("count", U16),
                    out("was_there", I32),
                ],
            ),
            method("Wide", [arg("text", WIDE), out("same", OPTIONAL_WIDE)]),
            method(
                "Narrow",
                [arg("text", NARROW), arg("maybe", OPTIONAL_WIDE), out("same", OPTIONAL_NARROW)],
            ),
            method(
                "Lines",
                [inout("count", I32), out("lines", optional_array(OPTIONAL_WIDE, Count::Param(0)))],
            ),
        ],
    );
    proxy(&plan, IArrays::from(Arrays))
}

#[test]
fn counts_come_before_or_after_their_array() {
    let arrays = arrays();
    let (values, mut sum) = ([1, -2, 300], 0);
    unsafe {
        assert_eq!(arrays.SumCounted(values.as_ptr(), 3, &mut sum), S_OK);
        assert_eq!(sum, 299);
        assert_eq!(traffic().request.len(), 4 + 12 + 4);
        assert_eq!(arrays.SumSized(8, values.as_ptr(), &mut sum), S_OK);
        assert_eq!(sum, -1);
        assert_eq!(arrays.SumCounted(std::ptr::null(), 0, &mut sum), S_OK, "nothing may be null");
        assert_eq!(sum, 0);
        assert_eq!(arrays.SumCounted(std::ptr::null(), 1, &mut sum), HRESULT(0x8007_06f4_u32 as _));
    }
}

#[test]
fn the_callers_buffer_is_filled() {
    let mut values = [9; 4];
    assert_eq!(unsafe { arrays().Fill(10, values.as_mut_ptr(), 3) }, S_OK);
    assert_eq!(values, [10, 11, 12, 9]);
}

#[test]
fn a_part_of_the_room_comes_back() {
    let mut names: [BSTR; 5] = std::array::from_fn(|_| BSTR::new());
    let mut used = 0;
    assert_eq!(unsafe { arrays().Next(5, names.as_mut_ptr().cast(), &mut used) }, S_FALSE);
    assert_eq!(used, 2);
    assert_eq!(names[..3], [BSTR::from("name 0"), BSTR::from("name 1"), BSTR::new()]);
}

#[test]
fn an_array_is_changed_in_place() {
    let mut values = [1, 2, 3];
    assert_eq!(unsafe { arrays().Double(values.as_mut_ptr(), 3) }, S_OK);
    assert_eq!(values, [2, 4, 6]);
    let mut names = ["a", "b"].map(BSTR::from);
    assert_eq!(unsafe { arrays().Rename(2, names.as_mut_ptr().cast()) }, S_OK);
    assert_eq!(names, ["a!", "b!"].map(BSTR::from));
}

#[test]
fn an_array_that_the_method_made_is_the_callers() {
    let (mut values, mut count) = (std::ptr::null_mut(), 0);
    unsafe {
        assert_eq!(arrays().Allocate(&mut values, &mut count), S_OK);
        assert_eq!(std::slice::from_raw_parts(values, count as usize), [5, 6, 7]);
        CoTaskMemFree(values.cast());

        let (mut lines, mut count) = (std::ptr::null_mut(), 2);
        assert_eq!(arrays().Lines(&mut count, &mut lines), S_OK);
        let all = std::slice::from_raw_parts(lines, 2);
        assert_eq!((units(all[0]), units(all[1])), (vec![65, 0], vec![66, 0]));
        all.iter().for_each(|line| CoTaskMemFree(line.cast()));
        CoTaskMemFree(lines.cast());
    }
}

#[test]
fn text_is_counted_with_its_end() {
    let arrays = arrays();
    let names = ["one", "", "two"].map(|name| name.encode_utf16().chain([0]).collect::<Vec<u16>>());
    let pointers = names.each_ref().map(|name| name.as_ptr());
    let mut joined = BSTR::new();
    unsafe {
        assert_eq!(arrays.Join(pointers.as_ptr(), 3, &mut joined), S_OK);
        assert_eq!(joined, "onetwo");

        let mut same = std::ptr::null_mut();
        assert_eq!(arrays.Wide(names[0].as_ptr(), &mut same), S_OK);
        assert_eq!(units(same), names[0]);
        CoTaskMemFree(same.cast());
        assert_eq!(traffic().request, [4, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, b'o', 0, b'n', 0, b'e', 0, 0, 0]);

        let mut same = std::ptr::null_mut();
        assert_eq!(arrays.Narrow(c"narrow".as_ptr().cast(), names[1].as_ptr(), &mut same), S_OK);
        assert_eq!(units(same), b"narrow\0");
        CoTaskMemFree(same.cast());
        assert_eq!(arrays.Narrow(c"".as_ptr().cast(), std::ptr::null(), &mut same), S_OK);
        assert!(same.is_null());
    }
}

#[test]
fn arrays_in_place_and_arrays_that_are_not_there() {
    let arrays = arrays();
    let (mut output, mut was_there) = ([0; 3], 0);
    unsafe {
        assert_eq!(arrays.Fixed(&[1, 2, 3], &mut output), S_OK);
        assert_eq!(output, [2, 3, 4]);
        assert_eq!(arrays.Maybe([1, 2, 3].as_ptr(), 3, &mut was_there), S_OK);
        assert_eq!(was_there, 3);
        assert_eq!(arrays.Maybe(std::ptr::null(), 3, &mut was_there), S_OK);
        assert_eq!(was_there, -1);
    }
}
