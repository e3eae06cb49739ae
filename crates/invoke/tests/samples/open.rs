//! Structs that end in an array of variable length: by pointer, in other structs, in arrays of pointers, in lists.

use super::full::task;
use super::harness::proxy;
use super::plans::*;
use oxcom_abi::{CoTaskMemAlloc, CoTaskMemFree, S_OK};
use oxcom_typeinfo::plan::{Count, Enclosing, Field, Interface as Plan, Struct, Type};
use std::mem::offset_of;
use std::ptr::null_mut;
use std::sync::Arc;
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

#[repr(C)]
pub struct Blob {
    pub flags: u32,
    pub size: u16,
    pub data: [u16; 1],
}

/// Ends in a struct that ends in an array.
#[repr(C)]
pub struct Outer {
    pub mark: u8,
    pub wide: u64,
    pub blob: Blob,
}

/// Of an array, a part is sent.
#[repr(C)]
pub struct Part {
    pub room: u8,
    pub used: u8,
    pub values: [i64; 1],
}

/// A list, each node of which has numbers of its own.
#[repr(C)]
pub struct Chain {
    pub next: *mut Chain,
    pub count: u8,
    pub numbers: [*mut i32; 1],
}

#[interface("5E0A7C12-000C-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IOpen: IUnknown {
    pub unsafe fn Sum(&self, blob: *const Blob, sum: *mut u32) -> HRESULT;
    /// Doubles each element, and takes the last one away; where the flags are 7, says that there are ten more.
    pub unsafe fn Shrink(&self, blob: *mut Blob) -> HRESULT;
    pub unsafe fn Make(&self, size: u16, blob: *mut *mut Blob) -> HRESULT;
    pub unsafe fn SumOuter(&self, outer: *const Outer, tail: u8, sum: *mut u32) -> HRESULT;
    pub unsafe fn SumAll(&self, blobs: *const *mut Blob, count: u32, sum: *mut u32) -> HRESULT;
    /// Uses so many elements more; the first of them is 77.
    pub unsafe fn Use(&self, part: *mut Part, more: i32) -> HRESULT;
    /// The sum of all numbers of a chain, each of which is then one more.
    pub unsafe fn Increment(&self, chain: *mut *mut Chain, sum: *mut i64) -> HRESULT;
}

#[implement(IOpen)]
struct Open;

impl IOpen_Impl for Open_Impl {
    unsafe fn Sum(&self, blob: *const Blob, sum: *mut u32) -> HRESULT {
        unsafe { *sum = sum_of(blob) };
        S_OK
    }

    unsafe fn Shrink(&self, blob: *mut Blob) -> HRESULT {
        unsafe {
            let data: *mut u16 = (&raw mut (*blob).data).cast();
            (0..usize::from((*blob).size)).for_each(|index| *data.add(index) *= 2);
            match (*blob).flags {
                7 => (*blob).size += 10,
                _ => (*blob).size -= 1,
            }
        }
        S_OK
    }

    unsafe fn Make(&self, size: u16, blob: *mut *mut Blob) -> HRESULT {
        unsafe { *blob = make_blob(size.into(), &(0..size).collect::<Vec<_>>()) };
        S_OK
    }

    unsafe fn SumOuter(&self, outer: *const Outer, tail: u8, sum: *mut u32) -> HRESULT {
        unsafe { *sum = sum_of(&raw const (*outer).blob) + u32::from((*outer).mark) + u32::from(tail) };
        S_OK
    }

    unsafe fn SumAll(&self, blobs: *const *mut Blob, count: u32, sum: *mut u32) -> HRESULT {
        unsafe { *sum = (0..count as usize).map(|index| sum_of(*blobs.add(index))).sum() };
        S_OK
    }

    unsafe fn Use(&self, part: *mut Part, more: i32) -> HRESULT {
        unsafe {
            if more > 0 {
                *(&raw mut (*part).values).cast::<i64>().add((*part).used.into()) = 77;
            }
            (*part).used = (i32::from((*part).used) + more) as u8;
        }
        S_OK
    }

    unsafe fn Increment(&self, chain: *mut *mut Chain, sum: *mut i64) -> HRESULT {
        unsafe {
            *sum = 0;
            let mut at = *chain;
            while !at.is_null() {
                for number in numbers(at) {
                    *sum += i64::from(**number);
                    **number += 1;
                }
                at = (*at).next;
            }
        }
        S_OK
    }
}

/// The elements of a blob.
pub unsafe fn units<'a>(blob: *const Blob) -> &'a [u16] {
    unsafe { std::slice::from_raw_parts((&raw const (*blob).data).cast(), (*blob).size.into()) }
}

unsafe fn sum_of(blob: *const Blob) -> u32 {
    if blob.is_null() { 0 } else { unsafe { units(blob) }.iter().copied().map(u32::from).sum() }
}

/// A blob in as much task memory as C's programs have for it, and no more.
pub unsafe fn make_blob(flags: u32, data: &[u16]) -> *mut Blob {
    unsafe {
        let blob: *mut Blob = CoTaskMemAlloc(offset_of!(Blob, data) + size_of_val(data)).cast();
        fill_blob(blob, flags, data);
        blob
    }
}

unsafe fn fill_blob(blob: *mut Blob, flags: u32, data: &[u16]) {
    unsafe {
        (&raw mut (*blob).flags).write(flags);
        (&raw mut (*blob).size).write(data.len() as u16);
        (&raw mut (*blob).data).cast::<u16>().copy_from_nonoverlapping(data.as_ptr(), data.len());
    }
}

pub unsafe fn make_outer(mark: u8, data: &[u16]) -> *mut Outer {
    unsafe {
        let bytes = offset_of!(Outer, blob) + offset_of!(Blob, data) + size_of_val(data);
        let outer: *mut Outer = CoTaskMemAlloc(bytes).cast();
        (&raw mut (*outer).mark).write(mark);
        (&raw mut (*outer).wide).write(9);
        fill_blob(&raw mut (*outer).blob, 5, data);
        outer
    }
}

pub unsafe fn make_part(room: u8, values: &[i64]) -> *mut Part {
    unsafe {
        let part: *mut Part = CoTaskMemAlloc(offset_of!(Part, values) + 8 * usize::from(room)).cast();
        (&raw mut (*part).room).write(room);
        (&raw mut (*part).used).write(values.len() as u8);
        (&raw mut (*part).values).cast::<i64>().copy_from_nonoverlapping(values.as_ptr(), values.len());
        part
    }
}

pub unsafe fn part_values<'a>(part: *const Part) -> &'a [i64] {
    unsafe { std::slice::from_raw_parts((&raw const (*part).values).cast(), (*part).used.into()) }
}

unsafe fn numbers<'a>(chain: *mut Chain) -> &'a mut [*mut i32] {
    unsafe { std::slice::from_raw_parts_mut((&raw mut (*chain).numbers).cast(), (*chain).count.into()) }
}

/// A chain with nodes of 0, 1, 2 … numbers, which are their indices.
pub unsafe fn make_chain(nodes: u8) -> *mut Chain {
    unsafe {
        (0..nodes).rev().fold(null_mut(), |next, count| {
            let bytes = offset_of!(Chain, numbers) + 8 * usize::from(count);
            let chain: *mut Chain = CoTaskMemAlloc(bytes).cast();
            (&raw mut (*chain).next).write(next);
            (&raw mut (*chain).count).write(count);
            for (index, number) in (0..).zip(numbers(chain)) {
                std::ptr::write(number, task(index));
            }
            chain
        })
    }
}

/// Frees a chain, and tells the sum of its numbers.
pub unsafe fn free_chain(mut chain: *mut Chain) -> i64 {
    let mut sum = 0;
    unsafe {
        while !chain.is_null() {
            for number in numbers(chain).iter().filter(|number| !number.is_null()) {
                sum += i64::from(**number);
                CoTaskMemFree(number.cast());
            }
            let next = (*chain).next;
            CoTaskMemFree(chain.cast());
            chain = next;
        }
    }
    sum
}

/// An array in place that is as long as a field says.
pub fn conformant(element: impl Into<Shape>, size: u16, length: Option<u16>) -> Type {
    let (element, length) = (Box::new(element.into().0), length.map(Count::Field));
    Type::Conformant { element, size: Count::Field(size), length, declared: 1 }
}

fn chain() -> Arc<Struct> {
    let itself = Enclosing::new("Chain");
    let field = |name: &str, offset: usize, ty: Type| Field { name: name.into(), offset: offset as u32, ty };
    let fields = vec![
        field("next", 0, optional(Type::Enclosing(itself.clone()))),
        field("count", 8, Type::Scalar(U8)),
        field("numbers", 16, conformant(optional(I32), 1, None)),
    ];
    itself.close(Struct { name: "Chain".into(), size: 24, align: 8, fields })
}

pub fn blob() -> Arc<Struct> {
    structure!(Blob { flags: U32, size: U16, data: conformant(U16, 1, None) })
}

pub fn plan() -> Arc<Plan> {
    let (blob, chain) = (blob(), chain());
    let outer = structure!(Outer { mark: U8, wide: U64, blob: &blob });
    let part = structure!(Part { room: U8, used: U8, values: conformant(I64, 0, Some(1)) });
    let blobs = array(optional(&blob), Count::Param(1));
    interface(
        IOpen::IID,
        "IOpen",
        [
            method("Sum", [arg("blob", optional(&blob)), out("sum", U32)]),
            method("Shrink", [inout("blob", &blob)]),
            method("Make", [arg("size", U16), out("blob", optional(&blob))]),
            method("SumOuter", [arg("outer", reference(&outer)), arg("tail", U8), out("sum", U32)]),
            method("SumAll", [arg("blobs", blobs), arg("count", U32), out("sum", U32)]),
            method("Use", [inout("part", &part), arg("more", I32)]),
            method("Increment", [inout("chain", optional(&chain)), out("sum", I64)]),
        ],
    )
}

pub fn open() -> IOpen {
    proxy(&plan(), IOpen::from(Open))
}
