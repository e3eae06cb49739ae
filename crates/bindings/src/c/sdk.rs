//! `oxcom.h`: COM's own types, functions and constants, in C and C++ at once.

use std::collections::HashSet;
use std::fmt::Write;

use oxcom_typeinfo::model::{Library, Param, Type};

use super::types::{declare, parameter};
use super::{Language, definitions};
use crate::Result;
use crate::description::Description;

/// What the header is made of.
#[derive(Debug, Clone, Default)]
pub struct Sdk {
    /// The types, and no others: what they mention beyond is declared only.
    pub types: Library,
    /// The functions, in order.
    pub functions: Vec<Function>,
    /// The constants, in order.
    pub constants: Vec<Constant>,
    /// Which parameters of methods point to const: interface, method, index.
    pub const_params: HashSet<(String, String, usize)>,
}

/// A function that the library exports.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The parameters, each with whether it points to const.
    pub params: Vec<(Param, bool)>,
    /// What it returns.
    pub result: Type,
}

/// A named number.
#[derive(Debug, Clone)]
pub struct Constant {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: i64,
    /// Whether it is an HRESULT.
    pub is_hresult: bool,
}

/// Writes the header.
///
/// # Errors
/// See [`Error`](crate::Error).
pub fn generate_sdk(sdk: &Sdk) -> Result<String> {
    let description = Description::new(&sdk.types);
    let mut text = HEAD.to_owned();
    let is_const = |interface: &oxcom_typeinfo::model::Interface,
                    method: &oxcom_typeinfo::model::Method,
                    index: usize| {
        let key = (interface.name.short().to_owned(), method.name.clone(), index);
        sdk.const_params.contains(&key)
    };
    text.push_str(&definitions(&description, Language::Both, &is_const)?);
    text.push_str("\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
    for function in &sdk.functions {
        text.push_str(&prototype(&description, function)?);
    }
    text.push_str("\n#ifdef __cplusplus\n}\n#endif\n\n");
    for constant in &sdk.constants {
        text.push_str(&define(constant));
    }
    text.push_str("\n#include \"oxcom/extension.h\"\n");
    Ok(text)
}

const HEAD: &str = "\
/* COM for C and C++: interfaces, structs, functions and constants under their published names.
 *
 * Made of the official metadata by `cargo xtask bindings`: the types that crates/abi/bindings.txt lists, the functions that
 * crates/liboxcom/exports.txt lists. Link with -loxcom (a program) or with nothing (a component library).
 */
#pragma once
#pragma GCC system_header

#include \"oxcom/base.h\"

";

fn prototype(description: &Description<'_>, function: &Function) -> Result<String> {
    let mut params = Vec::new();
    for (param, is_const) in &function.params {
        params.push(parameter(description, &function.name, param, *is_const)?);
    }
    let params = if params.is_empty() { "void".to_owned() } else { params.join(", ") };
    let result = declare(description, &function.name, &function.result, "")?;
    Ok(format!("{} STDAPICALLTYPE {}({params});\n", result.trim_end(), function.name))
}

fn define(constant: &Constant) -> String {
    let Constant { name, value, is_hresult } = constant;
    let mut text = String::new();
    let _ = match (is_hresult, i32::try_from(*value)) {
        (true, Ok(value)) => writeln!(text, "#define {name} ((HRESULT){value:#010x})"),
        (_, Ok(value)) => writeln!(text, "#define {name} ({value})"),
        (_, Err(_)) => writeln!(text, "#define {name} ({value:#x})"),
    };
    text
}
