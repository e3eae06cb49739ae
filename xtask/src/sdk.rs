//! `include/oxcom.h`: COM's own declarations for C and C++, out of the official metadata.

use std::collections::{BTreeSet, HashSet};

use oxcom_bindings::{Constant, Function, Sdk, generate_sdk};
use oxcom_typeinfo::model::{Definition, Library, Name, Param, Type};
use oxcom_typeinfo::winmd;
use windows_metadata::reader::{File, Index, Item, MethodDef};
use windows_metadata::{ParamAttributes, Value};

use crate::error::Error;

/// The namespace of everything that Win32 has.
const NAMESPACE: &str = "Windows.Win32";

/// Parameters that the published headers declare as pointers to const, and the metadata with no size: interface, method, index.
const CONST_BUFFERS: [(&str, &str, usize); 1] = [("ISequentialStream", "Write", 0)];

/// Writes the header: the types and constants among `names`, the functions of `exports`. What the text of `base.h` names, it
/// has defined.
pub(crate) fn header<'a>(
    names: impl Iterator<Item = &'a str>,
    exports: &str,
    base: &str,
) -> Result<String, Error> {
    let official = winmd::read(windows_default::WIN32).map_err(|damage| Error::Sdk(damage.to_string()))?;
    let file = File::new(windows_default::WIN32.to_vec())
        .ok_or_else(|| Error::Sdk("the official metadata cannot be read".to_owned()))?;
    let index = Index::new(vec![file]);
    let names: Vec<&str> = names.collect();
    let functions: Vec<Function> = exports
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|name| {
            index.get_item(NAMESPACE, name).find_map(|item| match item {
                Item::Fn(function) => Some(self::function(function)),
                _ => None,
            })
        })
        .collect();
    let code = base.split("/*").filter_map(|part| part.split("*/").last());
    let basic = code.flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    let types = types(&official, &names, &functions, basic);
    let const_params = const_params(&index, &types);
    let constants = names.iter().filter_map(|name| constant(&index, name)).collect();
    generate_sdk(&Sdk { types, functions, constants, const_params })
        .map_err(|error| Error::Sdk(error.to_string()))
}

/// The listed types, and what these and the functions contain or point to; of interfaces only the listed and their bases.
fn types(official: &Library, names: &[&str], functions: &[Function], basic: HashSet<&str>) -> Library {
    let mut wanted = Wanted { official, basic, found: BTreeSet::new() };
    names.iter().for_each(|name| wanted.name(&win32(name)));
    for function in functions {
        function.params.iter().for_each(|(param, _)| wanted.ty(&param.ty));
        wanted.ty(&function.result);
    }
    let mut library = Library::new();
    for definition in official.definitions() {
        let outermost = definition.name().full().split('/').next().unwrap_or_default();
        if wanted.found.contains(outermost) {
            library.add(definition.clone());
        }
    }
    library
}

fn win32(name: &str) -> Name {
    Name::new(&format!("{NAMESPACE}.{name}"))
}

struct Wanted<'a> {
    official: &'a Library,
    /// What is defined already.
    basic: HashSet<&'a str>,
    found: BTreeSet<String>,
}

impl Wanted<'_> {
    fn name(&mut self, name: &Name) {
        if self.basic.contains(name.short()) {
            return;
        }
        let Some(definition) = self.official.definition(name) else { return };
        if !self.found.insert(name.full().to_owned()) {
            return;
        }
        match definition {
            Definition::Interface(interface) => {
                interface.base.iter().for_each(|base| self.name(base));
                let methods = interface.methods.iter();
                methods.flat_map(|method| &method.params).for_each(|param| self.ty(&param.ty));
            }
            Definition::Struct(record) | Definition::Union(record) => {
                record.fields.iter().for_each(|field| self.ty(&field.ty));
            }
            Definition::Alias(alias) => self.ty(&alias.target),
            _ => (),
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Pointer { target } => self.ty(target),
            Type::Array { element, .. } => self.ty(element),
            // An interface that is only mentioned is declared, not defined.
            Type::Named(name)
                if !matches!(self.official.definition(name), Some(Definition::Interface(_))) =>
            {
                self.name(name);
            }
            _ => (),
        }
    }
}

/// What the types' methods take by pointer to const, which the library's model does not keep. The metadata has it wherever a
/// parameter only goes in; the published headers say `const` for ids, text and buffers, and nobody's class would
/// override a method that says more.
fn const_params(index: &Index, types: &Library) -> HashSet<(String, String, usize)> {
    let mut found: HashSet<(String, String, usize)> = CONST_BUFFERS
        .iter()
        .map(|&(interface, method, index)| (interface.to_owned(), method.to_owned(), index))
        .collect();
    for interface in types.interfaces() {
        for definition in index.get(NAMESPACE, interface.name.short()) {
            for method in definition.methods() {
                let sized: Vec<u16> = method
                    .params()
                    .filter(|param| param.buffer_relationship().is_some())
                    .map(|param| param.sequence())
                    .collect();
                for (position, ty) in method.signature(&[]).types.iter().enumerate() {
                    let is_sized = sized.iter().any(|&sequence| usize::from(sequence) == position + 1);
                    if points_to_const(ty) && (is_id_or_text(ty) || is_sized) {
                        found.insert((interface.name.short().to_owned(), method.name().to_owned(), position));
                    }
                }
            }
        }
    }
    found
}

fn is_id_or_text(ty: &windows_metadata::Type) -> bool {
    match ty {
        windows_metadata::Type::PtrConst(target, _) => model(target) == Type::Guid,
        _ => true,
    }
}

fn points_to_const(ty: &windows_metadata::Type) -> bool {
    match ty {
        // The functions of SAFEARRAYs change what they are given, whatever the metadata says.
        windows_metadata::Type::PtrConst(target, _) => {
            model(target) != Type::Named(win32("SAFEARRAY")) && model(target) != Type::Void
        }
        windows_metadata::Type::ValueName(name) => {
            matches!(&*name.name, "PCWSTR" | "PCSTR" | "LPCWSTR" | "LPCOLESTR" | "LPCSTR")
        }
        _ => false,
    }
}

fn function(method: MethodDef<'_>) -> Function {
    let signature = method.signature(&[]);
    let mut params: Vec<(Param, bool)> =
        signature.types.iter().map(|ty| (param(ty), points_to_const(ty))).collect();
    for row in method.params() {
        if let Some((param, _)) =
            usize::from(row.sequence()).checked_sub(1).and_then(|index| params.get_mut(index))
        {
            param.name = row.name().to_owned();
            param.optional = row.flags().contains(ParamAttributes::Optional);
        }
    }
    Function { name: method.name().to_owned(), params, result: model(&signature.return_type) }
}

fn param(ty: &windows_metadata::Type) -> Param {
    Param {
        name: String::new(),
        ty: model(ty),
        is_in: true,
        is_out: false,
        optional: false,
        retval: false,
        notes: Default::default(),
    }
}

/// A type as the model has it.
fn model(ty: &windows_metadata::Type) -> Type {
    use windows_metadata::Type as Metadata;
    let pointer = |target| Type::Pointer { target: Box::new(target) };
    match ty {
        Metadata::Void => Type::Void,
        Metadata::Bool => Type::Bool,
        Metadata::I8 => Type::I8,
        Metadata::U8 => Type::U8,
        Metadata::I16 => Type::I16,
        Metadata::U16 | Metadata::Char => Type::U16,
        Metadata::I32 => Type::I32,
        Metadata::U32 => Type::U32,
        Metadata::I64 => Type::I64,
        Metadata::U64 => Type::U64,
        Metadata::F32 => Type::F32,
        Metadata::F64 => Type::F64,
        Metadata::ISize => Type::ISize,
        Metadata::USize => Type::USize,
        Metadata::PtrMut(target, depth) | Metadata::PtrConst(target, depth) => {
            (0..*depth).fold(model(target), |target, _| pointer(target))
        }
        Metadata::ArrayFixed(element, count) => {
            Type::Array { element: Box::new(model(element)), count: u32::try_from(*count).unwrap_or(0) }
        }
        Metadata::ClassName(name) | Metadata::ValueName(name) => match &*name.name {
            "GUID" | "Guid" => Type::Guid,
            "HRESULT" | "HResult" => Type::Hresult,
            "PWSTR" | "PCWSTR" | "LPWSTR" | "LPCWSTR" | "LPOLESTR" | "LPCOLESTR" => Type::Text { unit: 2 },
            "PSTR" | "PCSTR" | "LPSTR" | "LPCSTR" => Type::Text { unit: 1 },
            other => Type::Named(Name::new(&format!("{}.{other}", name.namespace))),
        },
        _ => Type::Foreign("a type of another system"),
    }
}

fn constant(index: &Index, name: &str) -> Option<Constant> {
    let field = index.get_item(NAMESPACE, name).find_map(|item| match item {
        Item::Const(field) => Some(field),
        _ => None,
    })?;
    let is_hresult = matches!(field.ty(), windows_metadata::Type::ValueName(ty) if matches!(&*ty.name, "HRESULT" | "HResult"));
    let value = match field.constant()?.value() {
        Value::I8(value) => value.into(),
        Value::U8(value) => value.into(),
        Value::I16(value) => value.into(),
        Value::U16(value) => value.into(),
        Value::I32(value) => value.into(),
        Value::U32(value) => value.into(),
        Value::I64(value) => value,
        Value::U64(value) => i64::try_from(value).ok()?,
        _ => return None,
    };
    let is_hresult = is_hresult || (value < 0 && name.contains("_E_"));
    Some(Constant { name: name.to_owned(), value, is_hresult })
}
