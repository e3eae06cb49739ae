//! Methods whose arguments are integers, of every width and in every number, through the function in a proxy's vtable, the bytes,
//! and the call of the object.

use oxcom_automation as _; // defines CoTaskMemAlloc, …
use oxcom_invoke::{Call, Pointers, ProxyVtable, StubPlan};
use oxcom_typeinfo::plan::{Direction, Interface, Method, MethodResult, Param, Scalar, Type};
use oxcom_wire::ndr::{Reader, Writer};
use std::cell::RefCell;
use std::ffi::c_void;
use std::mem::transmute;
use std::ptr::null;
use std::sync::{Arc, OnceLock};
use windows_core::{GUID, HRESULT};

/// An integer.
trait Word {
    const SCALAR: Scalar;
}

macro_rules! words {
    ($($word:ident $scalar:ident),*) => {
        $(impl Word for $word {
            const SCALAR: Scalar = Scalar::$scalar;
        })*
    };
}
words!(i8 I8, u8 U8, i16 I16, u16 U16, i32 I32, u32 U32, i64 I64, u64 U64);

/// Makes the object, its interface, and calls of its methods.
macro_rules! methods {
    ($($slot:literal $name:ident($($argument:ident: $word:ident),*);)*) => {
        $(unsafe extern "system" fn $name(_this: *mut c_void, $($argument: $word),*) -> HRESULT {
            SEEN.set(vec![$(i128::from($argument)),*]);
            HRESULT(-$slot)
        })*

        const FUNCTIONS: &[*const c_void] = &[null(), null(), null(), $($name as *const c_void),*];

        fn interface() -> Arc<Interface> {
            interface_of([$(vec![$(<$word as Word>::SCALAR),*]),*])
        }

        unsafe fn call_all(this: *mut c_void) {
            $({
                // SAFETY: the caller's promise: the vtable has this method, which takes so many integers, each in a word of
                // its own.
                let code = unsafe {
                    let function = *(*this.cast::<*const *const c_void>()).add($slot);
                    type Function = unsafe extern "system" fn(*mut c_void, $(word!($argument)),*) -> HRESULT;
                    transmute::<*const c_void, Function>(function)(this, $(dirty(stringify!($argument))),*)
                };
                assert_eq!(code, HRESULT(-$slot));
                let expected: Vec<i128> = vec![$(i128::from(dirty(stringify!($argument)) as $word)),*];
                assert_eq!(SEEN.take(), expected, stringify!($name));
            })*
        }
    };
}

macro_rules! word {
    ($argument:ident) => {
        u64
    };
}

methods! {
    3 none();
    4 one(a: i8);
    5 two(a: u8, b: i8);
    6 three(a: i16, b: u8, c: i8);
    7 four(a: u16, b: i16, c: u8, d: i8);
    8 five(a: i32, b: u16, c: i16, d: u8, e: i8);
    9 six(a: u32, b: i32, c: u16, d: i16, e: u8, f: i8);
    10 seven(a: i64, b: u32, c: i32, d: u16, e: i16, f: u8, g: i8);
    11 eight(a: u64, b: i64, c: u32, d: i32, e: u16, f: i16, g: u8, h: i8);
    12 nine(a: i8, b: u64, c: i64, d: u32, e: i32, f: u16, g: i16, h: u8, i: i8);
    13 seven_others(a: i8, b: i8, c: u8, d: i16, e: u16, f: i32, g: u32);
}

thread_local! {
    /// What the object was called with.
    static SEEN: RefCell<Vec<i128>> = const { RefCell::new(Vec::new()) };
}

/// A word whose bits are all other than those of its neighbours, and mostly not the narrow argument's whose place it has.
fn dirty(argument: &str) -> u64 {
    0x8192_a3b4_c5d6_e7f8_u64.rotate_left(8 * u32::from(argument.as_bytes()[0] - b'a'))
}

fn interface_of(methods: impl IntoIterator<Item = Vec<Scalar>>) -> Arc<Interface> {
    let iid = GUID::from_u128(1);
    let param = |scalar| Param {
        name: "a".into(),
        direction: Direction::In,
        ty: Type::Scalar(scalar),
        retval: false,
    };
    let method = |(index, scalars): (usize, Vec<Scalar>)| Method {
        name: format!("Method{index}"),
        slot: index as u16 + 3,
        params: scalars.into_iter().map(param).collect(),
        result: MethodResult::Hresult,
        one_way: false,
        call_as: false,
        declared_by: iid,
    };
    Arc::new(Interface {
        iid,
        name: "IWords".into(),
        methods: methods.into_iter().enumerate().map(method).collect(),
    })
}

/// There are no interface pointers.
struct None;

impl Pointers for None {
    unsafe fn marshal(&mut self, _: &GUID, _: *mut c_void, _: &mut Vec<u8>) -> Result<(), HRESULT> {
        Err(HRESULT(-1))
    }
    unsafe fn unmarshal(&mut self, _: &GUID, _: &[u8]) -> Result<*mut c_void, HRESULT> {
        Err(HRESULT(-1))
    }
    fn discard(&mut self, _: &[u8]) {}
}

/// Proxy to stub and back.
unsafe fn carry(_: *mut c_void, call: &Call<'_>) -> HRESULT {
    static STUB: OnceLock<StubPlan> = OnceLock::new();
    let stub = STUB.get_or_init(|| StubPlan::new(interface()).expect("the plan can be walked"));
    let (mut request, mut answer) = (Writer::new(), Writer::new());
    let object = &raw const *Box::leak(Box::new(FUNCTIONS.as_ptr()));
    // SAFETY: the arguments are those of the call; the object has the interface.
    unsafe {
        call.write_request(&mut request, &mut None).expect("numbers can be written");
        let mut arguments = Reader::new(request.as_slice());
        stub.invoke(object.cast_mut().cast(), call.method().slot, &mut arguments, &mut answer, &mut None)
            .expect("numbers can be read");
        assert_eq!(arguments.remaining(), 0);
        call.read_answer(&mut Reader::new(answer.as_slice()), &mut None).expect("there is an HRESULT")
    }
}

#[test]
fn arguments_arrive_in_any_number_and_width() {
    let vtable = ProxyVtable::new(interface(), [null(); 3], carry).expect("the plan can be walked");
    let this = vtable.as_ptr();
    // SAFETY: a proxy of this interface.
    unsafe { call_all((&raw const this).cast_mut().cast()) };
}

#[test]
fn each_slot_has_its_own_method() {
    unsafe fn slot(_: *mut c_void, call: &Call<'_>) -> HRESULT {
        HRESULT(call.method().slot.into())
    }
    type Function = unsafe extern "system" fn(*mut c_void, u64) -> HRESULT;
    let vtable = ProxyVtable::new(interface_of(vec![vec![Scalar::I32]; 100]), [null(); 3], slot);
    let this = vtable.expect("the plan can be walked").as_ptr();
    for slot in 3..103 {
        // SAFETY: the vtable has these methods, which take a number.
        let code = unsafe {
            transmute::<*const c_void, Function>(*this.add(slot))((&raw const this).cast_mut().cast(), 7)
        };
        assert_eq!(code, HRESULT(slot as i32));
    }
}
