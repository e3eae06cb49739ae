//! Arrays whose length is told elsewhere, and text.

use super::harness::proxy;
use super::plans::*;
use oxcom_abi::{BSTR, CoTaskMemAlloc, S_FALSE, S_OK};
use oxcom_typeinfo::plan::{Count, Direction, Interface as Plan, Param, Type};
use std::sync::Arc;
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

#[interface("5E0A7C12-0003-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IArrays: IUnknown {
    pub unsafe fn SumCounted(&self, values: *const i32, count: u32, sum: *mut i64) -> HRESULT;
    pub unsafe fn SumSized(&self, bytes: u32, values: *const i32, sum: *mut i64) -> HRESULT;
    pub unsafe fn Fill(&self, first: i32, values: *mut i32, count: u32) -> HRESULT;
    pub unsafe fn Next(&self, room: u32, names: *mut *const u16, used: *mut u32) -> HRESULT;
    pub unsafe fn Double(&self, values: *mut i32, count: u32) -> HRESULT;
    pub unsafe fn Rename(&self, count: u32, names: *mut *const u16) -> HRESULT;
    pub unsafe fn Allocate(&self, values: *mut *mut i32, count: *mut u32) -> HRESULT;
    pub unsafe fn Join(&self, names: *const *const u16, count: u32, joined: *mut BSTR) -> HRESULT;
    pub unsafe fn Fixed(&self, input: *const [u16; 3], output: *mut [u16; 3]) -> HRESULT;
    pub unsafe fn Maybe(&self, values: *const u64, count: u16, was_there: *mut i32) -> HRESULT;
    pub unsafe fn Wide(&self, text: *const u16, same: *mut *mut u16) -> HRESULT;
    pub unsafe fn Narrow(&self, text: *const u8, maybe: *const u16, same: *mut *mut u8) -> HRESULT;
    pub unsafe fn Lines(&self, count: *mut i32, lines: *mut *mut *mut u16) -> HRESULT;
}

#[implement(IArrays)]
pub struct Arrays;

pub unsafe fn units<T: Copy + PartialEq + Default>(text: *const T) -> Vec<T> {
    let count = (0..).take_while(|i| unsafe { *text.add(*i) } != T::default()).count();
    unsafe { std::slice::from_raw_parts(text, count + 1) }.to_vec()
}

pub unsafe fn task<T: Copy>(values: &[T]) -> *mut T {
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

pub fn arrays() -> IArrays {
    proxy(&plan(), IArrays::from(Arrays))
}

pub fn plan() -> Arc<Plan> {
    let pointer = |direction, name, ty| Param { direction, ..arg(name, ty) };
    let (outgoing, both) = (Direction::Out, Direction::InOut);
    interface(
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
    )
}
