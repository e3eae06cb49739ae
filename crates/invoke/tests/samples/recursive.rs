//! Structs that contain themselves: a list, a ring of full pointers, a tree of arrays.

use super::full::task;
use super::harness::proxy;
use super::plans::*;
use oxcom_abi::{CoTaskMemAlloc, CoTaskMemFree, S_OK};
use oxcom_typeinfo::plan::{Count, Enclosing, Field, Interface as Plan, PointerKind, Struct, Type};
use std::collections::BTreeSet;
use std::ptr::null_mut;
use std::sync::Arc;
use windows_core::{HRESULT, IUnknown, Interface, implement, interface};

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Node {
    pub value: i32,
    pub next: *mut Node,
}

/// The last one points to the first.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Link {
    pub value: u16,
    pub next: *mut Link,
    pub previous: *mut Link,
}

/// Holds the first of a ring.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Ring {
    pub first: *mut Link,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Tree {
    pub count: u8,
    pub children: *mut Tree,
    pub value: i32,
}

#[interface("5E0A7C12-000B-4C0D-9A5E-0A1B2C3D4E5F")]
pub unsafe trait IRecursive: IUnknown {
    /// The sum of a list.
    pub unsafe fn Sum(&self, list: *const Node, sum: *mut i64) -> HRESULT;
    /// The same list backwards.
    pub unsafe fn Reverse(&self, list: *mut *mut Node) -> HRESULT;
    /// How many links there are until the first comes again; 0 if it does not.
    pub unsafe fn Length(&self, first: *const Link, length: *mut u32) -> HRESULT;
    /// A ring of so many.
    pub unsafe fn Make(&self, length: u16, ring: *mut Ring) -> HRESULT;
    /// Adds one to each value, and gives each leaf a child.
    pub unsafe fn Grow(&self, tree: *mut Tree) -> HRESULT;
}

#[implement(IRecursive)]
struct Recursive;

impl IRecursive_Impl for Recursive_Impl {
    unsafe fn Sum(&self, mut list: *const Node, sum: *mut i64) -> HRESULT {
        unsafe {
            *sum = 0;
            while !list.is_null() {
                *sum += i64::from((*list).value);
                list = (*list).next;
            }
        }
        S_OK
    }

    unsafe fn Reverse(&self, list: *mut *mut Node) -> HRESULT {
        unsafe {
            let (mut rest, mut turned) = (*list, null_mut());
            while !rest.is_null() {
                let next = (*rest).next;
                (*rest).next = turned;
                (turned, rest) = (rest, next);
            }
            *list = turned;
        }
        S_OK
    }

    unsafe fn Length(&self, first: *const Link, length: *mut u32) -> HRESULT {
        unsafe {
            let (mut at, mut count) = (first, 0);
            loop {
                if at.is_null() || (!(*at).next.is_null() && (*(*at).next).previous.cast_const() != at) {
                    break *length = 0;
                }
                (at, count) = ((*at).next, count + 1);
                if at == first {
                    break *length = count;
                }
            }
        }
        S_OK
    }

    unsafe fn Make(&self, length: u16, ring: *mut Ring) -> HRESULT {
        unsafe { *ring = Ring { first: make_ring(length) } };
        S_OK
    }

    unsafe fn Grow(&self, tree: *mut Tree) -> HRESULT {
        unsafe { grow(tree) };
        S_OK
    }
}

unsafe fn grow(tree: *mut Tree) {
    unsafe {
        (*tree).value += 1;
        match (*tree).count {
            0 => {
                (*tree).count = 1;
                (*tree).children = task(Tree { count: 0, children: null_mut(), value: 0 });
            }
            count => (0..usize::from(count)).for_each(|child| grow((*tree).children.add(child))),
        }
    }
}

/// A list of these, in task memory.
pub unsafe fn make_list(values: impl DoubleEndedIterator<Item = i32>) -> *mut Node {
    unsafe { values.rev().fold(null_mut(), |next, value| task(Node { value, next })) }
}

pub unsafe fn values_of(mut list: *const Node) -> Vec<i32> {
    let mut values = Vec::new();
    unsafe {
        while !list.is_null() {
            values.push((*list).value);
            list = (*list).next;
        }
    }
    values
}

pub unsafe fn free_list(mut list: *mut Node) {
    unsafe {
        while !list.is_null() {
            let next = (*list).next;
            CoTaskMemFree(list.cast());
            list = next;
        }
    }
}

/// So many links in a circle, in task memory.
pub unsafe fn make_ring(length: u16) -> *mut Link {
    unsafe {
        let links: Vec<*mut Link> =
            (0..length).map(|value| task(Link { value, next: null_mut(), previous: null_mut() })).collect();
        for (index, link) in links.iter().enumerate() {
            let next = links[(index + 1) % links.len()];
            (**link).next = next;
            (*next).previous = *link;
        }
        links.first().copied().unwrap_or(null_mut())
    }
}

/// Frees all that can be reached from a link, and tells how many that are.
pub unsafe fn free_links(first: *mut Link) -> usize {
    let (mut found, mut left) = (BTreeSet::new(), vec![first]);
    while let Some(link) = left.pop() {
        if !link.is_null() && found.insert(link) {
            left.extend(unsafe { [(*link).next, (*link).previous] });
        }
    }
    found.iter().for_each(|link| unsafe { CoTaskMemFree(link.cast()) });
    found.len()
}

/// A tree of this depth, each node of which has two children.
pub unsafe fn make_tree(depth: u32) -> Tree {
    unsafe {
        if depth == 0 {
            return Tree { count: 0, children: null_mut(), value: 0 };
        }
        let children: *mut Tree = CoTaskMemAlloc(2 * size_of::<Tree>()).cast();
        for index in 0..2 {
            children.add(index).write(make_tree(depth - 1));
        }
        Tree { count: 2, children, value: depth as i32 }
    }
}

/// Frees what a tree points to; tells the sum of its values.
pub unsafe fn free_tree(tree: &Tree) -> i64 {
    let mut sum = i64::from(tree.value);
    unsafe {
        if !tree.children.is_null() {
            for index in 0..usize::from(tree.count) {
                sum += free_tree(&*tree.children.add(index));
            }
            CoTaskMemFree(tree.children.cast());
        }
    }
    sum
}

/// A struct of which the fields are known only when there is something that stands for it.
fn knotted<T>(name: &str, fields: impl FnOnce(Type) -> Vec<(&'static str, usize, Type)>) -> Arc<Struct> {
    let itself = Enclosing::new(name);
    let field =
        |(name, offset, ty): (&str, usize, Type)| Field { name: name.into(), offset: offset as u32, ty };
    let fields = fields(Type::Enclosing(itself.clone())).into_iter().map(field).collect();
    let (size, align) = (size_of::<T>() as u32, align_of::<T>() as u32);
    itself.close(Struct { name: name.into(), size, align, fields })
}

fn full(target: impl Into<Shape>) -> Type {
    Type::Pointer { kind: PointerKind::Full, target: Box::new(target.into().0) }
}

pub fn plan() -> Arc<Plan> {
    let node =
        knotted::<Node>("Node", |node| vec![("value", 0, Type::Scalar(I32)), ("next", 8, optional(node))]);
    let link = knotted::<Link>("Link", |link| {
        vec![("value", 0, Type::Scalar(U16)), ("next", 8, full(link.clone())), ("previous", 16, full(link))]
    });
    let tree = knotted::<Tree>("Tree", |tree| {
        let children = optional_array(tree, Count::Field(0));
        vec![("count", 0, Type::Scalar(U8)), ("children", 8, children), ("value", 16, Type::Scalar(I32))]
    });
    let ring = structure!(Ring { first: full(&link) });
    interface(
        IRecursive::IID,
        "IRecursive",
        [
            method("Sum", [arg("list", optional(&node)), out("sum", I64)]),
            method("Reverse", [inout("list", optional(&node))]),
            method("Length", [arg("first", full(&link)), out("length", U32)]),
            method("Make", [arg("length", U16), out("ring", &ring)]),
            method("Grow", [inout("tree", &tree)]),
        ],
    )
}

pub fn recursive() -> IRecursive {
    proxy(&plan(), IRecursive::from(Recursive))
}
