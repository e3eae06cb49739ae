//! What is allocated: nothing for a call with numbers; nothing that stays, and never much, for damaged messages, which are every
//! truncation and many thousand mutations of requests and answers.
//!
//! ```text
//!  request ─▶ damaged ─▶ stub ─▶ an object that does nothing
//!  proxy ◀─ damaged ◀─ answer of the real object
//! ```

#![allow(dead_code, non_snake_case, unreachable_pub, clippy::too_many_arguments)]
// Every line here calls through a vtable or looks into what came back; the reason is always that the plan says so.
#![allow(clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc)]

use oxcom_automation as _; // defines SysAllocString, SafeArrayCreate, …

mod samples;

use oxcom_abi::*;
use oxcom_invoke::{Call, ProxyVtable, StubPlan};
use oxcom_typeinfo::{plan, system};
use oxcom_wire::ndr::{Reader, Writer};
use samples::arrays::{IArrays, arrays, units};
use samples::automation::{IAutomation, Raw, automation, numbers, text, variant};
use samples::calc::{Calc, ICalc};
use samples::full::{IFull, Pair, full_pointers, task};
use samples::harness::*;
use samples::objects::{IObjects, objects};
use samples::open::{IOpen, free_chain, make_blob, make_chain, make_outer, make_part, open};
use samples::random::Random;
use samples::recursive::{
    IRecursive, Ring, free_links, free_list, free_tree, make_list, make_ring, make_tree, recursive,
};
use samples::structs::{Frame, IStructs, Point, Polygon, clear, sample_frame, structs};
use samples::unions::{Choice, Either, IUnions, Tagged, unions};
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::{Arc, OnceLock};
use windows_core::{GUID, HRESULT, Interface};

/// The C library's allocator, counted. Rust's own uses it too.
mod counting {
    use super::*;

    thread_local! {
        /// Blocks that this thread allocated more than it freed.
        pub static LIVE: Cell<isize> = const { Cell::new(0) };
        /// How often this thread asked for memory.
        pub static ASKED: Cell<usize> = const { Cell::new(0) };
        /// The largest size that this thread asked for.
        pub static LARGEST: Cell<usize> = const { Cell::new(0) };
    }

    unsafe extern "C" {
        fn __libc_malloc(size: usize) -> *mut c_void;
        fn __libc_calloc(count: usize, size: usize) -> *mut c_void;
        fn __libc_realloc(memory: *mut c_void, size: usize) -> *mut c_void;
        fn __libc_free(memory: *mut c_void);
    }

    fn count(size: usize, memory: *mut c_void) -> *mut c_void {
        ASKED.set(ASKED.get() + 1);
        LARGEST.set(LARGEST.get().max(size));
        LIVE.set(LIVE.get() + isize::from(!memory.is_null()));
        memory
    }

    fn forget(memory: *mut c_void) {
        LIVE.set(LIVE.get() - isize::from(!memory.is_null()));
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
        count(size, unsafe { __libc_malloc(size) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn calloc(number: usize, size: usize) -> *mut c_void {
        count(number.saturating_mul(size), unsafe { __libc_calloc(number, size) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn realloc(memory: *mut c_void, size: usize) -> *mut c_void {
        forget(memory);
        count(size, unsafe { __libc_realloc(memory, size) })
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn free(memory: *mut c_void) {
        forget(memory);
        unsafe { __libc_free(memory) };
    }
}

/// An object that has every interface and does nothing.
#[repr(C)]
struct Nothing(*const [*const c_void; 64]);

unsafe impl Sync for Nothing {}

fn nothing<I: Interface>() -> I {
    static VTABLE: Sync64 = Sync64({
        let mut functions = [succeed as *const c_void; 64];
        functions[0] = have as *const c_void;
        functions
    });
    static NOTHING: Nothing = Nothing(&VTABLE.0);
    unsafe { I::from_raw((&raw const NOTHING).cast_mut().cast()) }
}

struct Sync64([*const c_void; 64]);

unsafe impl Sync for Sync64 {}

unsafe extern "system" fn succeed(_: *mut c_void) -> HRESULT {
    S_OK
}

unsafe extern "system" fn have(this: *mut c_void, _: *const GUID, object: *mut *mut c_void) -> HRESULT {
    unsafe { *object = this };
    S_OK
}

/// A call that cleans up after itself, however it ends.
struct Exercise {
    name: &'static str,
    /// On the real object.
    real: Box<dyn Fn()>,
    /// On the one that does nothing.
    idle: Box<dyn Fn()>,
}

fn exercise<I: Interface + 'static>(
    name: &'static str,
    real: I,
    plan: &Arc<plan::Interface>,
    call: impl Fn(&I) + Copy + 'static,
) -> Exercise {
    let idle = proxy(plan, nothing::<I>());
    Exercise { name, real: Box::new(move || call(&real)), idle: Box::new(move || call(&idle)) }
}

fn free_text(text: u64) {
    drop(unsafe { BSTR::from_raw(text as *const u16) });
}

fn clear_variant(value: &mut Raw) {
    assert_eq!(unsafe { VariantClear((&raw mut *value).cast()) }, S_OK);
}

unsafe fn destroy(array: *mut SAFEARRAY) {
    if !array.is_null() {
        assert_eq!(unsafe { SafeArrayDestroy(array) }, S_OK);
    }
}

unsafe fn release(object: *mut c_void) {
    if !object.is_null() {
        drop(unsafe { windows_core::IUnknown::from_raw(object) });
    }
}

fn exercises() -> Vec<Exercise> {
    let all = [
        array_exercises(),
        struct_exercises(),
        union_exercises(),
        full_pointer_exercises(),
        recursive_exercises(),
        open_exercises(),
        automation_exercises(),
        record_exercises(),
        object_exercises(),
    ];
    all.into_iter().flatten().collect()
}

fn array_exercises() -> Vec<Exercise> {
    let plan = samples::arrays::plan();
    let on = |name, call: fn(&IArrays)| exercise(name, arrays(), &plan, call);
    vec![
        on("an array in", |arrays| unsafe {
            let _ = arrays.SumCounted([1, 2, 3].as_ptr(), 3, &mut 0);
        }),
        on("a part of an array out", |arrays| unsafe {
            let mut names = [0_u64; 5];
            let _ = arrays.Next(5, names.as_mut_ptr().cast(), &mut 0);
            names.into_iter().for_each(free_text);
        }),
        on("an array both ways", |arrays| unsafe {
            let mut names = ["a", "b"].map(text);
            let _ = arrays.Rename(2, names.as_mut_ptr().cast());
            names.into_iter().for_each(free_text);
        }),
        on("an array of text that the method makes", |arrays| unsafe {
            let (mut count, mut lines) = (3, null_mut::<*mut u16>());
            let _ = arrays.Lines(&mut count, &mut lines);
            if !lines.is_null() {
                (0..count as usize).for_each(|index| CoTaskMemFree((*lines.add(index)).cast()));
            }
            CoTaskMemFree(lines.cast());
        }),
        on("text", |arrays| unsafe {
            let (narrow, wide) = (c"narrow", [119, 0]);
            let mut same = null_mut();
            let _ = arrays.Narrow(narrow.as_ptr().cast(), wide.as_ptr(), &mut same);
            assert!(same.is_null() || units(same).ends_with(&[0]));
            CoTaskMemFree(same.cast());
        }),
    ]
}

fn struct_exercises() -> Vec<Exercise> {
    let plan = samples::structs::plan();
    let on = |name, call: fn(&IStructs)| exercise(name, structs(), &plan, call);
    vec![
        on("a struct out", |structs| unsafe {
            let mut frame = Frame::default();
            let _ = structs.FrameOut(&mut frame);
            clear(&mut frame);
        }),
        on("a struct both ways", |structs| unsafe {
            let mut frame = sample_frame();
            let _ = structs.FrameInOut(&mut frame);
            clear(&mut frame);
        }),
        on("a struct that points in", |structs| unsafe {
            let (mut points, mut center) = ([Point { x: 1, y: 2 }; 3], Point { x: 3, y: 4 });
            let (mut label, owner) = ([97, 0], ICalc::from(Calc));
            let polygon = Polygon {
                count: 3,
                points: points.as_mut_ptr(),
                label: label.as_mut_ptr(),
                center: &mut center,
                owner: owner.as_raw(),
            };
            let _ = structs.PolygonIn(&polygon, &mut 0);
        }),
        on("a struct that points out", |structs| unsafe {
            let mut polygon: Polygon = std::mem::zeroed();
            let _ = structs.PolygonOut(2, &mut polygon);
            CoTaskMemFree(polygon.points.cast());
            CoTaskMemFree(polygon.label.cast());
            CoTaskMemFree(polygon.center.cast());
            release(polygon.owner);
        }),
    ]
}

fn union_exercises() -> Vec<Exercise> {
    let plan = samples::unions::plan();
    let on = |name, call: fn(&IUnions)| exercise(name, unions(), &plan, call);
    vec![
        on("a union in and out", |unions| unsafe {
            let (sent, mut same) = (Choice { text: text("text") as *const u16 }, Choice { wide: 0.0 });
            let _ = unions.Echo(&sent, 3, &mut same);
            free_text(sent.text as u64);
            free_text(same.text as u64);
        }),
        on("a union both ways", |unions| unsafe {
            let choice = Choice { number: 12 };
            let mut tagged = Tagged { mark: 1, kind: 1, choice, tail: 2, last: 3 };
            let _ = unions.Change(&mut tagged);
            if tagged.kind == 3 {
                free_text(tagged.choice.text as u64);
            }
        }),
        on("a union that is one with its switch", |unions| unsafe {
            let mut same = Either { kind: 0, choice: Choice { wide: 0.0 } };
            let _ = unions.Encapsulated(&Either { kind: 2, choice: Choice { wide: 0.5 } }, &mut same);
            if same.kind == 3 {
                free_text(same.choice.text as u64);
            }
        }),
    ]
}

fn full_pointer_exercises() -> Vec<Exercise> {
    let plan = samples::full::plan();
    let on = |name, call: fn(&IFull)| exercise(name, full_pointers(), &plan, call);
    vec![
        on("equal pointers in", |full| unsafe {
            let point = Point { x: 1, y: 2 };
            let _ = full.Same(&point, &point);
        }),
        on("equal pointers both ways", |full| unsafe {
            let number: *mut i32 = &mut 5;
            let _ = full.Add(number, number);
        }),
        on("equal pointers in a struct and beside it", |full| unsafe {
            let (mut number, first) = (5, task(Point { x: 1, y: 2 }));
            let mut pair = Pair { first, second: first, number: &mut number };
            let _ = full.Join(&mut pair, &number);
            let mut all: Vec<*mut c_void> = vec![pair.first.cast(), pair.second.cast(), pair.number.cast()];
            all.sort();
            all.dedup();
            all.into_iter()
                .filter(|memory| *memory != (&raw mut number).cast())
                .for_each(|memory| CoTaskMemFree(memory));
        }),
    ]
}

fn recursive_exercises() -> Vec<Exercise> {
    let plan = samples::recursive::plan();
    let on = |name, call: fn(&IRecursive)| exercise(name, recursive(), &plan, call);
    vec![
        on("a list both ways", |object| unsafe {
            let mut list = make_list(0..4);
            let _ = object.Reverse(&mut list);
            free_list(list);
        }),
        on("a ring in", |object| unsafe {
            let ring = make_ring(3);
            let _ = object.Length(ring, &mut 0);
            free_links(ring);
        }),
        on("a ring out", |object| unsafe {
            let mut ring = Ring { first: null_mut() };
            let _ = object.Make(3, &mut ring);
            free_links(ring.first);
        }),
        on("a tree both ways", |object| unsafe {
            let mut tree = make_tree(2);
            let _ = object.Grow(&mut tree);
            free_tree(&tree);
        }),
    ]
}

fn open_exercises() -> Vec<Exercise> {
    let plan = samples::open::plan();
    let on = |name, call: fn(&IOpen)| exercise(name, open(), &plan, call);
    vec![
        on("an array at the end both ways", |object| unsafe {
            let blob = make_blob(5, &[1, 2, 3]);
            let _ = object.Shrink(blob);
            CoTaskMemFree(blob.cast());
        }),
        on("an array at the end of a struct in a struct", |object| unsafe {
            let outer = make_outer(5, &[1, 2, 3]);
            let _ = object.SumOuter(outer, 4, &mut 0);
            CoTaskMemFree(outer.cast());
        }),
        on("an array at the end out", |object| unsafe {
            let mut blob = null_mut();
            let _ = object.Make(4, &mut blob);
            CoTaskMemFree(blob.cast());
        }),
        on("a part of an array at the end", |object| unsafe {
            let part = make_part(3, &[1, 2]);
            let _ = object.Use(part, 1);
            CoTaskMemFree(part.cast());
        }),
        on("a list with arrays at the ends", |object| unsafe {
            let mut chain = make_chain(4);
            let _ = object.Increment(&mut chain, &mut 0);
            free_chain(chain);
        }),
    ]
}

fn automation_exercises() -> Vec<Exercise> {
    let plan = samples::automation::plan();
    let on = |name, call: fn(&IAutomation)| exercise(name, automation(), &plan, call);
    vec![
        on("an array of variants", |automation| unsafe {
            let (mut value, mut same) = (variant(VT_ARRAY | VT_VARIANT, nested() as u64), Raw::default());
            let _ = automation.EchoVariant(value, &mut same);
            clear_variant(&mut same);
            clear_variant(&mut value);
        }),
        on("variants by reference", |automation| unsafe {
            let (mut number, mut string) = (5, text("by reference"));
            let mut inner = variant(VT_BYREF | VT_BSTR, &raw mut string as u64);
            let mut all = [
                variant(VT_BYREF | VT_I4, &raw mut number as u64),
                variant(VT_BYREF | VT_VARIANT, &raw mut inner as u64),
                variant(VT_BSTR, text("by value")),
            ];
            let _ = automation.Many(all.as_mut_ptr(), 3);
            all.iter_mut().for_each(clear_variant);
            clear_variant(&mut inner);
            free_text(string);
        }),
        on("an array of text", |automation| unsafe {
            let array = SafeArrayCreateVector(VARTYPE(VT_BSTR as u16), 0, 3);
            (*array).pvData.cast::<[u64; 3]>().write([text("one"), 0, text("three")]);
            let mut same = null_mut();
            let _ = automation.EchoArray(array, &mut same);
            destroy(same);
            destroy(array);
        }),
        on("an array both ways", |automation| unsafe {
            let mut array = numbers(0, &[1, 2]);
            let _ = automation.ChangeArray(&mut array);
            destroy(array);
        }),
    ]
}

/// A number, text, a reference and an array in an array.
fn record_exercises() -> Vec<Exercise> {
    let plan = samples::automation::plan();
    let on = |name, call: fn(&IAutomation)| exercise(name, automation(), &plan, call);
    vec![
        on("a record in and out", |automation| unsafe {
            let (record, info) = samples::records::allocate(samples::records::Landmark::new("ab", 7));
            let mut sent = Raw { second: info, ..variant(VT_RECORD, record) };
            let mut same = Raw::default();
            let _ = automation.EchoVariant(sent, &mut same);
            clear_variant(&mut sent);
            clear_variant(&mut same);
        }),
        on("a record by reference", |automation| unsafe {
            let (record, info) = samples::records::allocate(samples::records::Landmark::new("ab", 7));
            let mut mine = Raw { second: info, ..variant(VT_RECORD, record) };
            let mut reference = Raw { vt: (VT_RECORD | VT_BYREF) as u16, ..mine };
            let _ = automation.ChangeVariant(&mut reference);
            if i32::from(reference.vt) != VT_RECORD | VT_BYREF {
                clear_variant(&mut reference);
            }
            clear_variant(&mut mine);
        }),
        on("records in an array", |automation| unsafe {
            let (array, mut same) = (samples::records::landmarks(&["a", "b"]), null_mut());
            let _ = automation.EchoArray(array, &mut same);
            destroy(array);
            destroy(same);
        }),
    ]
}

fn nested() -> *mut SAFEARRAY {
    static NUMBER: i64 = 77;
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_VARIANT as u16), 0, 4);
        (*array).pvData.cast::<[Raw; 4]>().write([
            variant(VT_R8, 1),
            variant(VT_BSTR, text("nested")),
            variant(VT_BYREF | VT_I8, &raw const NUMBER as u64),
            variant(VT_ARRAY | VT_I4, numbers(1, &[1, 2, 3]) as u64),
        ]);
        array
    }
}

fn object_exercises() -> Vec<Exercise> {
    let plan = samples::objects::plan();
    let on = |name, call: fn(&IObjects)| exercise(name, objects(), &plan, call);
    let dispatch_plan = system::plan_of(&IDispatch::IID).unwrap().unwrap();
    vec![
        on("a pointer both ways", |objects| unsafe {
            let mut calc = Some(ICalc::from(Calc));
            let _ = objects.CalcInOut(&mut calc);
        }),
        on("a pointer out", |objects| unsafe {
            let mut object = null_mut();
            let _ = objects.ObjectOut(&IObjects::IID, &mut object);
            release(object);
        }),
        on("pointers in", |objects| unsafe {
            let calcs = [Some(ICalc::from(Calc)), None];
            let _ = objects.CalcsIn(calcs.as_ptr(), 2, &mut 0);
        }),
        exercise(
            "a call by number",
            proxy(&dispatch_plan, nothing()),
            &dispatch_plan,
            |dispatch: &IDispatch| {
                let mut number = 5;
                let mut all =
                    [variant(VT_BYREF | VT_I4, &raw mut number as u64), variant(VT_BSTR, text("argument"))];
                let parameters =
                    DISPPARAMS { rgvarg: all.as_mut_ptr().cast(), cArgs: 2, ..DISPPARAMS::default() };
                let (mut result, mut exception) = (Raw::default(), EXCEPINFO::default());
                unsafe {
                    let (this, id, locale) = (dispatch.as_raw(), GUID::zeroed(), LCID(0));
                    let result: *mut VARIANT = (&raw mut result).cast();
                    let invoke = dispatch.vtable().Invoke;
                    let _ = invoke(
                        this,
                        DISPID(1),
                        &id,
                        locale,
                        1,
                        &parameters,
                        result,
                        &mut exception,
                        null_mut(),
                    );
                }
                clear_variant(&mut result);
                clear_variant(&mut all[1]);
                let EXCEPINFO { bstrSource, bstrDescription, bstrHelpFile, .. } = exception;
                for text in [bstrSource, bstrDescription, bstrHelpFile] {
                    free_text(text.as_raw() as u64);
                }
            },
        ),
    ]
}

/// Runs a call with other bytes, and finds that it left nothing behind.
fn run(name: &str, call: &dyn Fn(), tampering: fn(Vec<u8>) -> Tampering, bytes: &[u8]) {
    let leaked = || {
        set_tampering(tampering(bytes.to_vec()));
        let before = counting::LIVE.get();
        call();
        drop(traffic());
        discard_all();
        let leaked = counting::LIVE.get() - before;
        set_tampering(Tampering::Nothing);
        leaked
    };
    // A table that grows once in a while is no leak: that would happen every time.
    let every_time = (0..40).all(|_| leaked() != 0);
    assert!(!every_time, "{name}: memory leaked by {bytes:x?}");
}

/// Damages some bytes.
fn mutate(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..1 + random.below(3) {
        let at = random.below(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, random.next() as u8),
            2 => bytes.iter_mut().skip(at).take(4).for_each(|byte| *byte = 0xff),
            3 => {
                let piece: Vec<u8> = bytes[at..].iter().copied().take(8).collect();
                bytes.splice(at..at, piece);
            }
            4..6 => {
                let word = at & !3;
                let value =
                    [0, 1, 2, 7, 0x10, 0xffff, 0x2000, 0x400c, 0x0100_0000, 0x7fff_ffff][random.below(10)];
                let value: [u8; 4] = u32::to_le_bytes(value);
                bytes.iter_mut().skip(word).zip(value).for_each(|(byte, new)| *byte = new);
            }
            _ => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = random.next() as u8),
        }
    }
}

const MUTATIONS: u64 = 3_500;

#[test]
fn damaged_messages_are_survived_without_a_trace() {
    let mut total = 0;
    for (number, exercise) in exercises().into_iter().enumerate() {
        let name = exercise.name;
        // Once for all that is allocated only the first time.
        run_first(&*exercise.real);
        let genuine = run_first(&*exercise.idle);
        let answer = run_first(&*exercise.real).answer;
        counting::LARGEST.set(0);
        damage(number, &genuine.request, &mut |bytes| {
            total += 1;
            run(name, &*exercise.idle, Tampering::Request, &bytes);
        });
        damage(number + 100, &answer, &mut |bytes| {
            total += 1;
            run(name, &*exercise.real, Tampering::Answer, &bytes);
        });
        let largest = counting::LARGEST.get();
        assert!(largest <= oxcom_invoke::MAX_ROOM, "{name}: {largest} bytes allocated at once");
    }
    assert!(total > 100_000, "{total}");
}

fn run_first(call: &dyn Fn()) -> Traffic {
    call();
    discard_all();
    traffic()
}

/// Makes all truncations of a message, and many mutations.
fn damage(seed: usize, genuine: &[u8], run: &mut dyn FnMut(Vec<u8>)) {
    (0..genuine.len()).for_each(|length| run(genuine[..length].to_vec()));
    let mut random = Random::new(seed as u64);
    for _ in 0..MUTATIONS {
        let mut bytes = genuine.to_vec();
        mutate(&mut random, &mut bytes);
        run(bytes);
    }
}

/// Carries a call in two vectors that are used again.
unsafe fn carry_in_kept_memory(_: *mut c_void, call: &Call<'_>) -> HRESULT {
    static STUB: OnceLock<StubPlan> = OnceLock::new();
    let stub = STUB.get_or_init(|| StubPlan::new(samples::calc::plan()).expect("the plan can be walked"));
    thread_local!(static BYTES: RefCell<[Vec<u8>; 2]> = const { RefCell::new([Vec::new(), Vec::new()]) });
    BYTES.with_borrow_mut(|[request, answer]| unsafe {
        call.write_request(&mut Writer::on(request), &mut Table).expect("numbers can be written");
        let object = nothing::<ICalc>();
        let (mut reader, mut writer) = (Reader::new(request), Writer::on(answer));
        stub.invoke(object.as_raw(), call.method().slot, &mut reader, &mut writer, &mut Table)
            .expect("the object does nothing");
        call.read_answer(&mut Reader::new(answer), &mut Table).expect("numbers can be read")
    })
}

#[test]
fn a_call_with_numbers_allocates_nothing() {
    let vtable = ProxyVtable::new(samples::calc::plan(), UNKNOWN, carry_in_kept_memory)
        .expect("the plan can be walked");
    let this = vtable.as_ptr();
    let calc = std::mem::ManuallyDrop::new(unsafe { ICalc::from_raw((&raw const this).cast_mut().cast()) });
    let mut sum = 7;
    assert_eq!(unsafe { calc.Add(1, 2, &mut sum) }, S_OK);
    let before = counting::ASKED.get();
    for _ in 0..100 {
        assert_eq!(unsafe { calc.Add(1, 2, &mut sum) }, S_OK);
    }
    assert_eq!(counting::ASKED.get(), before);
    assert_eq!(sum, 0, "what does nothing adds nothing");
}
