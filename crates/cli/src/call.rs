//! `oxcom call`.

use std::ffi::c_void;

use clap::Args;
use oxcom::abi::{self, BSTR, DISPID, DISPPARAMS, EXCEPINFO, IDispatch, LCID, VARIANT, VARTYPE};
use oxcom::com_core::PCWSTR;
use oxcom::{Apartment, GUID, HRESULT, Interface};

use crate::error::{Error, Result, com};

/// VARTYPEs
const VT_NULL: u16 = 1;
const VT_I4: u16 = 3;
const VT_R4: u16 = 4;
const VT_R8: u16 = 5;
const VT_BSTR: u16 = 8;
const VT_DISPATCH: u16 = 9;
const VT_BOOL: u16 = 11;
const VT_UNKNOWN: u16 = 13;
const VT_I8: u16 = 20;

/// Calls a method of any class by its name, and prints the result.
///
/// ARGUMENTS are numbers, true, false, null, or text; NAME=VALUE names the parameter. A text that looks like something else is
/// written in quotes of its own: '"42"'.
#[derive(Args)]
pub(crate) struct Call {
    /// The class: its program id, or its CLSID in braces.
    class: String,
    /// The method or property.
    method: String,
    /// Its arguments.
    #[arg(allow_negative_numbers = true)]
    arguments: Vec<String>,
    /// Writes the property instead of reading it; the last argument is its value.
    #[arg(long)]
    put: bool,
    /// Prints the result, or the error, as JSON.
    #[arg(long)]
    json: bool,
}

/// Why a call did not give a result.
struct Failure {
    code: HRESULT,
    message: String,
    /// Which argument is to blame, counted from 0.
    argument: Option<usize>,
}

impl Call {
    pub(crate) fn run(self) -> Result<()> {
        let _apartment = Apartment::multithreaded().map_err(com("enter the multithreaded apartment"))?;
        let class = match oxcom_activation::parse_guid(&self.class) {
            Some(class) => class,
            None => oxcom::class_named(&self.class).map_err(com("find the class"))?,
        };
        let contexts = abi::CLSCTX_INPROC_SERVER | abi::CLSCTX_LOCAL_SERVER;
        let object: IDispatch =
            oxcom::create_instance(&class, contexts).map_err(com("create an object with IDispatch"))?;
        match (self.invoke(&object), self.json) {
            (Ok(value), true) => println!("{}", value.json()),
            (Ok(value), false) => println!("{}", value.text()),
            (Err(failure), true) => {
                println!("{}", failure.json());
                return Err(failure.into());
            }
            (Err(failure), false) => return Err(failure.into()),
        }
        Ok(())
    }

    fn invoke(&self, object: &IDispatch) -> std::result::Result<Value, Failure> {
        let given: Vec<_> = self.arguments.iter().map(|argument| named(argument)).collect();
        let names: Vec<&str> = given.iter().filter_map(|(name, _)| *name).collect();
        let ids = numbers(object, &self.method, &names)?;
        // Named ones first, then the others from the last to the first.
        let order = |named: bool| {
            let all = given.iter().enumerate();
            all.filter(move |(_, (name, _))| name.is_some() == named).map(|(index, _)| index)
        };
        let mut order: Vec<usize> =
            order(true).chain(order(false).collect::<Vec<_>>().into_iter().rev()).collect();
        let mut dispids: Vec<DISPID> = ids[1..].to_vec();
        if self.put {
            // The value comes first, under a number of its own.
            let last = given.len().checked_sub(1).filter(|last| given[*last].0.is_none());
            let last = last.ok_or_else(|| Failure::plain(abi::DISP_E_BADPARAMCOUNT))?;
            order.retain(|index| *index != last);
            order.insert(0, last);
            dispids.insert(0, DISPID(abi::DISPID_PROPERTYPUT));
        }
        let mut values: Vec<Value> = order.iter().map(|index| Value::of(given[*index].1)).collect();
        let params = DISPPARAMS {
            rgvarg: values.as_mut_ptr().cast(),
            rgdispidNamedArgs: dispids.as_mut_ptr(),
            cArgs: u32::try_from(values.len()).unwrap_or(u32::MAX),
            cNamedArgs: u32::try_from(dispids.len()).unwrap_or(u32::MAX),
        };
        let flags = if self.put {
            abi::DISPATCH_PROPERTYPUT
        } else {
            abi::DISPATCH_METHOD | abi::DISPATCH_PROPERTYGET
        };
        let (mut result, mut exception, mut argument) = (Value::default(), EXCEPINFO::default(), u32::MAX);
        let (none, language) = (GUID::zeroed(), LCID(0));
        let into = result.as_raw();
        // SAFETY: as many arguments and names as the counts say; answers of their types.
        let code = unsafe {
            let (said, wrong) = (Some(&raw mut exception), Some(&raw mut argument));
            object.Invoke(ids[0], &none, language, flags as u16, &params, Some(into), said, wrong)
        };
        if code.is_ok() {
            return Ok(result);
        }
        let blamed =
            matches!(code, abi::DISP_E_TYPEMISMATCH | abi::DISP_E_OVERFLOW | abi::DISP_E_PARAMNOTFOUND);
        let argument =
            usize::try_from(argument).ok().filter(|_| blamed).and_then(|at| order.get(at).copied());
        let failure = Failure { argument, ..Failure::plain(code) };
        Err(failure.explained(exception))
    }
}

/// A parameter's name, if the argument says it, and the value.
fn named(argument: &str) -> (Option<&str>, &str) {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_alphabetic() || first == '_')
            && name.chars().all(|character| character.is_alphanumeric() || character == '_')
    };
    match argument.split_once('=') {
        Some((name, value)) if is_name(name) => (Some(name), value),
        _ => (None, argument),
    }
}

/// The numbers of a method and of its parameters.
fn numbers(object: &IDispatch, method: &str, names: &[&str]) -> std::result::Result<Vec<DISPID>, Failure> {
    let all = std::iter::once(&method).chain(names);
    let texts: Vec<Vec<u16>> = all.clone().map(|name| name.encode_utf16().chain([0]).collect()).collect();
    let pointers: Vec<_> = texts.iter().map(|text| PCWSTR(text.as_ptr())).collect();
    let mut ids = vec![DISPID(abi::DISPID_UNKNOWN); texts.len()];
    let count = u32::try_from(texts.len()).unwrap_or(u32::MAX);
    // SAFETY: the arrays are as long as the count says.
    let code = unsafe {
        let ask = object.vtable().GetIDsOfNames;
        ask(object.as_raw(), &GUID::zeroed(), pointers.as_ptr(), count, LCID(0), ids.as_mut_ptr())
    };
    if code.is_ok() {
        return Ok(ids);
    }
    let failure = Failure::plain(code);
    if code != abi::DISP_E_UNKNOWNNAME {
        return Err(failure);
    }
    let unknown: Vec<_> =
        all.zip(&ids).filter(|(_, id)| id.0 == abi::DISPID_UNKNOWN).map(|(name, _)| *name).collect();
    // An object in another process may not say which.
    let what = if unknown.is_empty() { method.to_owned() } else { unknown.join(", ") };
    Err(Failure { message: format!("there is no member or parameter called {what}"), ..failure })
}

impl Failure {
    fn plain(code: HRESULT) -> Self {
        let message = match code {
            abi::DISP_E_BADPARAMCOUNT => "the number of arguments is wrong".into(),
            abi::DISP_E_TYPEMISMATCH => "an argument is of the wrong type".into(),
            abi::DISP_E_OVERFLOW => "an argument is too large for its type".into(),
            abi::DISP_E_PARAMNOTFOUND => "the method has no such parameter".into(),
            abi::DISP_E_PARAMNOTOPTIONAL => "an argument that must be given is missing".into(),
            abi::DISP_E_MEMBERNOTFOUND => {
                "the member cannot be used this way (--put writes properties)".into()
            }
            code => oxcom::message_of(&oxcom::Error::from(code)),
        };
        Self { code, message, argument: None }
    }

    /// With what the method said itself.
    fn explained(mut self, mut exception: EXCEPINFO) -> Self {
        // SAFETY: the texts are owned, and taken once each.
        let description = unsafe {
            let _source = std::mem::ManuallyDrop::take(&mut exception.bstrSource);
            let _file = std::mem::ManuallyDrop::take(&mut exception.bstrHelpFile);
            std::mem::ManuallyDrop::take(&mut exception.bstrDescription)
        };
        if self.code == abi::DISP_E_EXCEPTION {
            self.code = HRESULT(exception.scode.0);
            self.message = match description.is_empty() {
                true => Self::plain(self.code).message,
                false => description.to_string(),
            };
        }
        self
    }

    fn json(&self) -> serde_json::Value {
        let code = format!("{:#010x}", self.code.0);
        serde_json::json!({ "error": { "code": code, "message": self.message, "argument": self.argument } })
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let place = failure.argument.map(|at| format!(", argument {}", at + 1)).unwrap_or_default();
        let message = format!("{} ({:#010x}{place})", failure.message, failure.code.0);
        Error::Com { doing: "call the method", message }
    }
}

/// A VARIANT, cleared when it is dropped: its type, and sixteen bytes of value.
#[repr(C)]
struct Value {
    vt: u16,
    reserved: [u16; 3],
    data: [u64; 2],
}

impl Default for Value {
    fn default() -> Self {
        Self::new(0, 0)
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        // SAFETY: a proper variant.
        let _ = unsafe { abi::VariantClear(self.as_raw()) };
    }
}

impl Value {
    fn new(vt: u16, data: u64) -> Self {
        Self { vt, reserved: [0; 3], data: [data, 0] }
    }

    fn as_raw(&mut self) -> *mut VARIANT {
        (&raw mut *self).cast()
    }

    /// What an argument on the command line means.
    fn of(argument: &str) -> Self {
        let text = |text: &str| Self::new(VT_BSTR, BSTR::from(text).into_raw() as u64);
        if let Some(quoted) = argument.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            return text(quoted);
        }
        if let Ok(number) = argument.parse::<i32>() {
            return Self::new(VT_I4, u64::from(number.cast_unsigned()));
        }
        if let Ok(number) = argument.parse::<i64>() {
            return Self::new(VT_I8, number.cast_unsigned());
        }
        let is_number = argument.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
        if let (true, Ok(number)) = (is_number, argument.parse::<f64>()) {
            return Self::new(VT_R8, number.to_bits());
        }
        match argument {
            "true" => Self::new(VT_BOOL, 0xFFFF),
            "false" => Self::new(VT_BOOL, 0),
            "null" => Self::new(VT_NULL, 0),
            _ => text(argument),
        }
    }

    /// As text, whatever it is.
    fn text(&self) -> String {
        match self.json() {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        }
    }

    fn json(&self) -> serde_json::Value {
        use serde_json::json;
        let data = self.data[0];
        match self.vt {
            0 | VT_NULL => serde_json::Value::Null,
            VT_BOOL => json!(data as u16 != 0),
            2 => json!(data as i16),
            VT_I4 | 10 | 22 => json!(data as i32),
            16 => json!(data as i8),
            17 => json!(data as u8),
            18 => json!(data as u16),
            19 | 23 => json!(data as u32),
            VT_I8 => json!(data as i64),
            21 => json!(data),
            VT_R4 => json!(f32::from_bits(data as u32)),
            VT_R8 => json!(f64::from_bits(data)),
            VT_DISPATCH | VT_UNKNOWN if data == 0 => serde_json::Value::Null,
            VT_DISPATCH | VT_UNKNOWN => json!("(an object)"),
            array if array & 0x2000 != 0 => self.elements(),
            _ => self.changed_to_text(),
        }
    }

    /// Dates, currency and the like, as COM writes them.
    fn changed_to_text(&self) -> serde_json::Value {
        let mut text = Value::default();
        let from: *const Value = self;
        // SAFETY: both are proper variants.
        let code = unsafe { abi::VariantChangeType(text.as_raw(), from.cast(), 0, VARTYPE(VT_BSTR)) };
        if code.is_err() {
            return serde_json::json!(format!("(a value of type {})", self.vt));
        }
        // SAFETY: a BSTR that `text` owns.
        let owned = std::mem::ManuallyDrop::new(unsafe { BSTR::from_raw(text.data[0] as *const u16) });
        serde_json::Value::String(owned.to_string())
    }

    /// The elements of an array of one dimension.
    fn elements(&self) -> serde_json::Value {
        let array = self.data[0] as *mut abi::SAFEARRAY;
        let element = self.vt & 0x0FFF;
        if self.vt & 0x4000 != 0 || array.is_null() {
            return serde_json::json!("(an array)");
        }
        // SAFETY: the variant's own array.
        let bounds = unsafe {
            match abi::SafeArrayGetDim(array) {
                1 => abi::SafeArrayGetLBound(array, 1).ok().zip(abi::SafeArrayGetUBound(array, 1).ok()),
                _ => None,
            }
        };
        let Some((low, high)) = bounds else { return serde_json::json!("(an array of several dimensions)") };
        let mut elements = Vec::new();
        for index in low..=high {
            let mut value = Value::default();
            let place: *mut c_void = match element {
                12 => value.as_raw().cast(),
                _ => {
                    value.vt = element;
                    value.data.as_mut_ptr().cast()
                }
            };
            // SAFETY: room for one element.
            if unsafe { abi::SafeArrayGetElement(array, &index, place) }.is_ok() {
                elements.push(value.json());
            }
        }
        serde_json::Value::Array(elements)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_what_they_look_like() {
        let seen = |argument| {
            let value = Value::of(argument);
            (value.vt, value.text())
        };
        assert_eq!(seen("42"), (VT_I4, "42".into()));
        assert_eq!(seen("-3000000000"), (VT_I8, "-3000000000".into()));
        assert_eq!(seen("2.5"), (VT_R8, "2.5".into()));
        assert_eq!(seen("true"), (VT_BOOL, "true".into()));
        assert_eq!(seen("\"42\""), (VT_BSTR, "42".into()));
        assert_eq!(seen("nan"), (VT_BSTR, "nan".into()));
        assert_eq!(named("by=3"), (Some("by"), "3"));
        assert_eq!(named("1=2"), (None, "1=2"));
    }
}
