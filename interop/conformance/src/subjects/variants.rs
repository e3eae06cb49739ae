//! VARIANT: copies, and changes of type.

use oxcom_abi as abi;
use oxcom_abi::com_core::{BSTR, Result};
use oxcom_abi::{VARIANT, VARIANT_BOOL, VARTYPE};

use crate::operation::{Seen, operation, seen};

const ALPHABOOL: u16 = 2;
const ENGLISH: abi::LCID = abi::LCID(0x409);

/// A value, by what a test would write.
#[derive(Clone, Copy)]
enum Value {
    Empty,
    Null,
    I2(i16),
    I4(i32),
    Ui1(u8),
    R8(f64),
    Bool(bool),
    Text(&'static str),
    Date(f64),
    Currency(i64),
    Error(i32),
}

impl Value {
    fn variant(self) -> VARIANT {
        let mut value = VARIANT::default();
        let inner = unsafe { &mut *value.Anonymous.Anonymous };
        let to = &mut inner.Anonymous;
        let kind = match self {
            Self::Empty => abi::VT_EMPTY,
            Self::Null => abi::VT_NULL,
            Self::I2(number) => (to.iVal = number, abi::VT_I2).1,
            Self::I4(number) => (to.lVal = number, abi::VT_I4).1,
            Self::Ui1(number) => (to.bVal = number, abi::VT_UI1).1,
            Self::R8(number) => (to.dblVal = number, abi::VT_R8).1,
            Self::Bool(yes) => (to.boolVal = VARIANT_BOOL(-i16::from(yes)), abi::VT_BOOL).1,
            Self::Text(text) => (to.bstrVal = std::mem::ManuallyDrop::new(BSTR::from(text)), abi::VT_BSTR).1,
            Self::Date(date) => (to.date = date, abi::VT_DATE).1,
            Self::Currency(units) => (to.cyVal = abi::CY { int64: units }, abi::VT_CY).1,
            Self::Error(code) => (to.lVal = code, abi::VT_ERROR).1,
        };
        inner.vt = VARTYPE(kind as u16);
        value
    }
}

fn describe(value: &VARIANT) -> String {
    let inner = unsafe { &*value.Anonymous.Anonymous };
    let from = &inner.Anonymous;
    let said = unsafe {
        match i32::from(inner.vt.0) {
            abi::VT_I2 => from.iVal.to_string(),
            abi::VT_I4 => from.lVal.to_string(),
            abi::VT_I8 => from.llVal.to_string(),
            abi::VT_UI1 => from.bVal.to_string(),
            abi::VT_UI4 => from.ulVal.to_string(),
            abi::VT_R8 | abi::VT_DATE => from.dblVal.to_string(),
            abi::VT_R4 => from.fltVal.to_string(),
            abi::VT_BOOL => from.boolVal.0.to_string(),
            abi::VT_BSTR => format!("{:?}", from.bstrVal.to_string()),
            abi::VT_CY => from.cyVal.int64.to_string(),
            abi::VT_ERROR => from.lVal.to_string(),
            _ => String::new(),
        }
    };
    format!("{}({said})", inner.vt.0)
}

fn clear(mut value: VARIANT) {
    let _ = unsafe { abi::VariantClear(&mut value) };
}

pub fn perform() {
    changes();
    copies();
}

fn changes() {
    use Value::*;
    let types = [
        ("VT_I2", abi::VT_I2),
        ("VT_I4", abi::VT_I4),
        ("VT_UI1", abi::VT_UI1),
        ("VT_R8", abi::VT_R8),
        ("VT_BOOL", abi::VT_BOOL),
        ("VT_BSTR", abi::VT_BSTR),
        ("VT_CY", abi::VT_CY),
    ];
    for (name, value) in [
        ("VT_EMPTY", Empty),
        ("VT_NULL", Null),
        ("VT_I2 -7", I2(-7)),
        ("VT_I4 70000", I4(70_000)),
        ("VT_UI1 200", Ui1(200)),
        ("VT_R8 2.5", R8(2.5)),
        ("VT_R8 -3.5", R8(-3.5)),
        ("VT_R8 1e300", R8(1e300)),
        ("VT_BOOL true", Bool(true)),
        ("VT_BSTR 12", Text("12")),
        ("VT_BSTR 12.5", Text("12.5")),
        ("VT_BSTR with a word", Text("twelve")),
        ("VT_BSTR without text", Text("")),
        ("VT_BSTR True", Text("True")),
        ("VT_CY 12.3456", Currency(123_456)),
        ("VT_ERROR", Error(5)),
    ] {
        for (target, kind) in types {
            change(&format!("VariantChangeTypeEx {name} to {target}"), value, kind, 0);
        }
    }
    change("VariantChangeTypeEx VT_BOOL true to VT_BSTR in letters", Bool(true), abi::VT_BSTR, ALPHABOOL);
    change("VariantChangeTypeEx VT_BOOL false to VT_BSTR in letters", Bool(false), abi::VT_BSTR, ALPHABOOL);
    change("VariantChangeTypeEx VT_DATE to VT_R8", Date(36_526.25), abi::VT_R8, 0);
    change("VariantChangeTypeEx VT_DATE to VT_I4", Date(36_526.75), abi::VT_I4, 0);
    change("VariantChangeTypeEx VT_R8 to VT_DATE", R8(1.5), abi::VT_DATE, 0);
    change("VariantChangeTypeEx VT_R8 to VT_I8", R8(1e15), abi::VT_I8, 0);
    change("VariantChangeTypeEx VT_R8 to VT_R4, too large", R8(1e300), abi::VT_R4, 0);
    change("VariantChangeTypeEx VT_I4 to an unknown type", I4(1), 77, 0);
    change("VariantChangeTypeEx VT_I4 to VT_UNKNOWN", I4(1), abi::VT_UNKNOWN, 0);
    change("VariantChangeTypeEx VT_I4 to VT_I4", I4(1), abi::VT_I4, 0);
    change("VariantChangeTypeEx VT_I4 to VT_EMPTY", I4(1), abi::VT_EMPTY, 0);
    change("VariantChangeTypeEx VT_I4 -1 to VT_UI4", I4(-1), abi::VT_UI4, 0);
}

fn change(name: &str, value: Value, kind: i32, flags: u16) {
    operation(name, move || {
        let (source, mut target) = (value.variant(), VARIANT::default());
        let answer =
            unsafe { abi::VariantChangeTypeEx(&mut target, &source, ENGLISH, flags, VARTYPE(kind as u16)) };
        let seen = seen(answer).and("value", describe(&target));
        clear(source);
        clear(target);
        Ok(seen)
    });
}

fn copies() {
    let copied = |name: &str, perform: fn() -> Result<Seen>| operation(name, perform);
    copied("VariantClear of text", || {
        let mut value = Value::Text("gone").variant();
        Ok(seen(unsafe { abi::VariantClear(&mut value) }).and("value", describe(&value)))
    });
    copied("VariantClear of an unknown type", || {
        let mut value = Value::I4(1).variant();
        unsafe { (*value.Anonymous.Anonymous).vt = VARTYPE(77) };
        Ok(seen(unsafe { abi::VariantClear(&mut value) }))
    });
    copied("VariantCopy of text", || {
        let (source, mut target) = (Value::Text("both").variant(), Value::Text("old").variant());
        let seen = seen(unsafe { abi::VariantCopy(&mut target, &source) }).and("value", describe(&target));
        clear(source);
        clear(target);
        Ok(seen)
    });
    copied("VariantCopy onto itself", || {
        let mut value = Value::Text("itself").variant();
        let pointer = &raw mut value;
        let seen = seen(unsafe { abi::VariantCopy(pointer, pointer) }).and("value", describe(&value));
        clear(value);
        Ok(seen)
    });
    copied("VariantCopyInd of a reference", || {
        let (mut number, mut target) = (7, VARIANT::default());
        let source = reference(&mut number);
        Ok(seen(unsafe { abi::VariantCopyInd(&mut target, &source) }).and("value", describe(&target)))
    });
    copied("VariantCopy of a reference", || {
        let (mut number, mut target) = (7, VARIANT::default());
        let source = reference(&mut number);
        let answer = unsafe { abi::VariantCopy(&mut target, &source) };
        Ok(seen(answer).and("type", unsafe { target.Anonymous.Anonymous.vt.0 }))
    });
    copied("VariantClear of a reference leaves what it refers to", || {
        let mut number = 7;
        let mut value = reference(&mut number);
        Ok(seen(unsafe { abi::VariantClear(&mut value) })
            .and("number", number)
            .and("value", describe(&value)))
    });
    copied("VariantChangeTypeEx of a reference", || {
        let (mut number, mut target) = (7, VARIANT::default());
        let source = reference(&mut number);
        let text = VARTYPE(abi::VT_BSTR as u16);
        let answer = unsafe { abi::VariantChangeTypeEx(&mut target, &source, ENGLISH, 0, text) };
        let seen = seen(answer).and("value", describe(&target));
        clear(target);
        Ok(seen)
    });
}

fn reference(number: &mut i32) -> VARIANT {
    let mut value = VARIANT::default();
    let inner = unsafe { &mut *value.Anonymous.Anonymous };
    inner.vt = VARTYPE((abi::VT_I4 | abi::VT_BYREF) as u16);
    inner.Anonymous.plVal = number;
    value
}
