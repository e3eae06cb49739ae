//! Functions for the slots of a vtable, made when this was compiled: for methods whose arguments are integers and pointers, which
//! nearly all are. A closure of libffi, which all others have, finds out anew with every call how its arguments are passed.
//!
//! ```text
//!  vtable of a proxy    │ methods │ QueryInterface │ AddRef │ Release │ slot 3 │ slot 4 │ …
//!                            ▲    ▲ what `this` points to                │
//!                            └────┼────────────────────────────────── thunk: its own slot, the methods of the vtable
//! ```
//!
//! An argument narrower than a register comes with anything above its own bits; nobody looks there, as each argument is
//! read by its address and in its own width. That takes a little-endian machine, as this crate does.

use crate::proxy::enter_slot;
use std::ffi::c_void;

macro_rules! thunks {
    ($($name:ident($($argument:ident),*);)*) => {
        $(unsafe extern "system" fn $name<const SLOT: u16>(this: *mut c_void, $($argument: u64),*) -> u64 {
            let arguments = [$((&raw const $argument).cast_mut().cast::<c_void>()),*];
            // SAFETY: called through the vtable of a proxy, in whose slot this is because its method has these parameters.
            unsafe { enter_slot(this, SLOT, arguments.as_ptr()) }
        })*
    };
}
macro_rules! slots {
    ($name:ident) => {
        slots!($name: 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63)
    };
    ($name:ident: $($slot:literal)*) => {
        [$(Code($name::<$slot> as *const c_void)),*]
    };
}

/// Slots from 3 on for which there are functions.
const SLOTS: usize = 61;

/// A function for slot `slot`, for a method with so many parameters beside `this`, all of which are integers or pointers.
pub(crate) fn thunk(slot: u16, params: usize) -> Option<*const c_void> {
    THUNKS.get(params)?.get(usize::from(slot).checked_sub(3)?).copied().map(|Code(code)| code)
}

/// The address of a function.
#[derive(Clone, Copy)]
struct Code(*const c_void);

// SAFETY: functions never change.
unsafe impl Sync for Code {}

/// By the number of parameters, then by slot.
static THUNKS: [[Code; SLOTS]; 8] = [
    slots!(thunk0),
    slots!(thunk1),
    slots!(thunk2),
    slots!(thunk3),
    slots!(thunk4),
    slots!(thunk5),
    slots!(thunk6),
    slots!(thunk7),
];

thunks! {
    thunk0();
    thunk1(a);
    thunk2(a, b);
    thunk3(a, b, c);
    thunk4(a, b, c, d);
    thunk5(a, b, c, d, e);
    thunk6(a, b, c, d, e, f);
    thunk7(a, b, c, d, e, f, g);
}
