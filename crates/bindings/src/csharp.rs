//! Sources for C#: interfaces in the classic `[ComImport]` form, which .NET Framework and Mono know.
//!
//! What the runtime converts (numbers, strings, interfaces, simple structs) has its C# type. What Mono cannot convert is an
//! `IntPtr` (pointers to pointers, BSTR and SAFEARRAY fields), or a class of the helper sources (`Oxcom.SafeArray`).
//!
//! Clients get results and exceptions. A method that a C# object serves may as well give its HRESULT itself: Mono then leaves
//! alone what the method said in words, whereas it clears that when an exception leaves.

use std::fmt::Write;

use oxcom_typeinfo::model::{
    Count, Definition, Enum, Interface, Library, Method, MethodKind, Name, Param, Record, Type,
};

use crate::description::{Description, is_nested};
use crate::{Error, Result};

/// Whose side of an interface is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Side {
    /// Everything that a description defines: methods give their results, and throw.
    Client,
    /// The interfaces again, named `IFooServer`: methods give their HRESULTs.
    Server,
}

/// A source file with what a description defines, in namespaces of its names.
pub(crate) fn generate(library: &Library, source: &str, side: Side) -> Result<String> {
    let description = Description::new(library);
    let mut text = format!(
        "// Made of {source} by `oxcom bindings`; changes belong there.\nusing System;\nusing System.Runtime.InteropServices;\n"
    );
    let mut open: Option<&str> = None;
    for definition in description.ordered()? {
        let namespace = definition.name().namespace();
        let written = write_definition(&description, definition, side)?;
        if written.is_empty() {
            continue;
        }
        if open != Some(namespace) {
            text.push_str(if open.is_some() { "}\n" } else { "" });
            let _ = write!(text, "\nnamespace {namespace}\n{{\n");
            open = Some(namespace);
        } else {
            text.push('\n');
        }
        text.extend(written.lines().map(|line| format!("    {line}\n")));
    }
    text.push_str(if open.is_some() { "}\n" } else { "" });
    Ok(text)
}

fn write_definition(description: &Description<'_>, definition: &Definition, side: Side) -> Result<String> {
    match definition {
        Definition::Interface(value) => interface(description, value, side),
        _ if side == Side::Server => Ok(String::new()),
        Definition::Struct(value) => record(description, value),
        // A union of anything but numbers has no safe form.
        Definition::Union(_) | Definition::Other(_) | Definition::Alias(_) => Ok(String::new()),
        Definition::Enum(value) => Ok(enumeration(value)),
        Definition::Coclass(class) => Ok(match &class.clsid {
            Some(clsid) => {
                format!("[ComImport, Guid(\"{clsid:?}\")]\npublic class {}\n{{\n}}\n", class.name.short())
            }
            None => String::new(),
        }),
    }
}

fn enumeration(value: &Enum) -> String {
    let repr = number(&value.repr).unwrap_or("int");
    let mut text = format!("public enum {} : {repr}\n{{\n", value.name.short());
    for (name, value) in &value.values {
        let _ = writeln!(text, "    {} = {value},", identifier(name));
    }
    text + "}\n"
}

fn record(description: &Description<'_>, record: &Record) -> Result<String> {
    let pack = record.pack.map_or(String::new(), |pack| format!(", Pack = {pack}"));
    let mut text =
        format!("[StructLayout(LayoutKind.Sequential{pack})]\npublic struct {}\n{{\n", record.name.short());
    for field in &record.fields {
        let place = format!("{}.{}", record.name, field.name);
        let Place { attributes, ty } = field_type(description, &place, &field.ty)?;
        let _ = writeln!(text, "    {}public {ty} {};", bracketed(&attributes), identifier(&field.name));
    }
    Ok(text + "}\n")
}

/// How something is declared: attributes, and a type with its modifier.
struct Place {
    attributes: Vec<String>,
    ty: String,
}

impl Place {
    fn plain(ty: impl Into<String>) -> Self {
        Self { attributes: Vec::new(), ty: ty.into() }
    }

    fn marshaled(how: &str, ty: impl Into<String>) -> Self {
        Self { attributes: vec![format!("MarshalAs({how})")], ty: ty.into() }
    }

    fn direction(mut self, attribute: &str) -> Self {
        self.attributes.insert(0, attribute.to_owned());
        self
    }

    fn modified(mut self, modifier: &str) -> Self {
        self.ty = format!("{modifier}{}", self.ty);
        self
    }
}

fn bracketed(attributes: &[String]) -> String {
    if attributes.is_empty() { String::new() } else { format!("[{}] ", attributes.join(", ")) }
}

/// A field: only what has the same form in memory.
fn field_type(description: &Description<'_>, place: &str, ty: &Type) -> Result<Place> {
    Ok(match ty {
        Type::Array { element, count } => {
            let element = field_type(description, place, element)?.ty;
            let how = format!("UnmanagedType.ByValArray, SizeConst = {count}");
            Place::marshaled(&how, format!("{element}[]"))
        }
        Type::Bool => Place::marshaled("UnmanagedType.U1", "bool"),
        Type::VariantBool => Place::plain("short"),
        Type::Variant => Place::plain("Oxcom.RawVariant"),
        Type::Bstr | Type::SafeArray | Type::Text { .. } | Type::Pointer { .. } => Place::plain("IntPtr"),
        Type::Named(name) if description.is_interface(name) => Place::plain("IntPtr"),
        ty => value_type(description, place, ty)?,
    })
}

/// A value, as it is passed by value.
fn value_type(description: &Description<'_>, place: &str, ty: &Type) -> Result<Place> {
    const SAFEARRAY: &str =
        "UnmanagedType.CustomMarshaler, MarshalTypeRef = typeof(Oxcom.SafeArrayMarshaler)";
    if let Some(number) = number(ty) {
        return Ok(Place::plain(number));
    }
    Ok(match ty {
        Type::Bool => Place::marshaled("UnmanagedType.U1", "bool"),
        Type::VariantBool => Place::marshaled("UnmanagedType.VariantBool", "bool"),
        Type::Guid => Place::plain("Guid"),
        Type::Decimal => Place::plain("decimal"),
        Type::Bstr => Place::marshaled("UnmanagedType.BStr", "string"),
        Type::Variant => Place::marshaled("UnmanagedType.Struct", "object"),
        Type::Text { unit: 1 } => Place::marshaled("UnmanagedType.LPStr", "string"),
        Type::Text { .. } => Place::marshaled("UnmanagedType.LPWStr", "string"),
        Type::SafeArray => Place::marshaled(SAFEARRAY, "Oxcom.SafeArray"),
        Type::Named(name) => return named_type(description, place, name),
        Type::Foreign(what) => return Err(Error::Foreign { place: place.to_owned(), what }),
        _ => Place::plain("IntPtr"),
    })
}

fn named_type(description: &Description<'_>, place: &str, name: &Name) -> Result<Place> {
    if description.is_interface(name) {
        return Ok(match name.full() {
            "Windows.Win32.IUnknown" => Place::marshaled("UnmanagedType.IUnknown", "object"),
            "Windows.Win32.IDispatch" => Place::marshaled("UnmanagedType.IDispatch", "object"),
            _ if description.library.definition(name).is_some() => {
                Place::marshaled("UnmanagedType.Interface", name.short())
            }
            // COM's own interfaces are not in this file.
            _ => Place::marshaled("UnmanagedType.IUnknown", "object"),
        });
    }
    match description.library.definition(name) {
        Some(Definition::Alias(alias)) => value_type(description, place, &alias.target),
        Some(Definition::Struct(_) | Definition::Enum(_)) if !is_nested(name) => {
            Ok(Place::plain(name.short()))
        }
        _ => Err(Error::Foreign { place: place.to_owned(), what: "a type of another description" }),
    }
}

fn number(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::I8 => "sbyte",
        Type::U8 => "byte",
        Type::I16 => "short",
        Type::U16 => "ushort",
        Type::I32 | Type::Hresult => "int",
        Type::U32 => "uint",
        Type::I64 | Type::Currency => "long",
        Type::U64 => "ulong",
        Type::F32 => "float",
        Type::F64 | Type::Date => "double",
        Type::ISize => "IntPtr",
        Type::USize => "UIntPtr",
        _ => return None,
    })
}

/// A parameter: values by their types, pointers as `ref`, `out` or arrays.
fn parameter(description: &Description<'_>, place: &str, param: &Param) -> Result<Place> {
    let Type::Pointer { target } = &param.ty else { return value_type(description, place, &param.ty) };
    if let Type::Array { element, count } = &**target {
        let element = field_type(description, place, element)?.ty;
        let how = format!("UnmanagedType.LPArray, SizeConst = {count}");
        return Ok(Place::marshaled(&how, format!("{element}[]")).direction(direction(param)));
    }
    if let Some(count) = &param.notes.count {
        return Ok(match (count, number(target)) {
            (Count::Elements(index), Some(element)) => {
                let how = format!("UnmanagedType.LPArray, SizeParamIndex = {index}");
                Place::marshaled(&how, format!("{element}[]")).direction(direction(param))
            }
            _ => Place::plain("IntPtr"),
        });
    }
    let unknown = matches!(**target, Type::Void | Type::Text { .. } | Type::Pointer { .. });
    if description.is_open(target) {
        return Ok(Place::plain("IntPtr")); // a copy would end with the struct
    }
    match (param.is_in, param.is_out) {
        (true, false) if unknown || param.optional => Ok(Place::plain("IntPtr")),
        (true, false) => Ok(value_type(description, place, target)?.direction("In").modified("ref ")),
        (_, _) if unknown => Ok(Place::plain("IntPtr").modified(if param.is_in { "ref " } else { "out " })),
        (true, true) => Ok(handed_over(value_type(description, place, target)?).modified("ref ")),
        (false, _) => Ok(handed_over(value_type(description, place, target)?).modified("out ")),
    }
}

/// A value that comes out of a method changes its owner: the marshaler of SAFEARRAYs is told.
fn handed_over(mut place: Place) -> Place {
    for attribute in &mut place.attributes {
        if let Some(custom) = attribute.strip_suffix("typeof(Oxcom.SafeArrayMarshaler))") {
            *attribute = format!("{custom}typeof(Oxcom.SafeArrayMarshaler), MarshalCookie = \"out\")");
        }
    }
    place
}

fn direction(param: &Param) -> &'static str {
    match (param.is_in, param.is_out) {
        (true, true) => "In, Out",
        (false, true) => "Out",
        _ => "In",
    }
}

fn interface(description: &Description<'_>, interface: &Interface, side: Side) -> Result<String> {
    let Some(iid) = &interface.iid else { return Ok(String::new()) };
    let suffix = if side == Side::Server { "Server" } else { "" };
    let mut line = description.bases(interface);
    line.insert(0, interface);
    let outer = line.last().and_then(|last| last.base.as_ref()).map_or("", |base| base.short());
    let kind = if outer == "IDispatch" { "InterfaceIsDual" } else { "InterfaceIsIUnknown" };
    let base = match line.get(1) {
        Some(base) => format!(" : {}{suffix}", base.name.short()),
        None => String::new(),
    };
    let mut text = format!(
        "[ComImport, Guid(\"{iid:?}\"), InterfaceType(ComInterfaceType.{kind})]\npublic interface {}{suffix}{base}\n{{\n",
        interface.name.short()
    );
    // A derived interface's vtable is declared in full.
    for (depth, declaring) in line.iter().enumerate().rev() {
        for method in &declaring.methods {
            let hides = if depth > 0 { "new " } else { "" };
            text.push_str(&write_method(description, declaring, method, hides, side)?);
        }
    }
    Ok(text + "}\n")
}

fn write_method(
    description: &Description<'_>,
    interface: &Interface,
    method: &Method,
    hides: &str,
    side: Side,
) -> Result<String> {
    let place = format!("{}::{}", interface.name, method.name);
    let mut text = String::new();
    if let Some(dispid) = method.dispid {
        let _ = writeln!(text, "    [DispId({dispid})]");
    }
    let mut params = method.params.as_slice();
    let mut result = "void".to_owned();
    if method.result == Type::Hresult && side == Side::Client {
        if let [rest @ .., last] = params
            && last.retval
            && last.notes.count.is_none()
        {
            let Place { attributes, ty } = parameter(description, &place, last)?;
            if let Some(ty) = ty.strip_prefix("out ") {
                for attribute in attributes {
                    let _ = writeln!(text, "    [return: {attribute}]");
                }
                (params, result) = (rest, ty.to_owned());
            }
        }
    } else {
        text.push_str("    [PreserveSig]\n");
        if method.result != Type::Void {
            result = value_type(description, &place, &method.result)?.ty;
        }
    }
    let mut list = Vec::new();
    for param in params {
        let Place { attributes, ty } = parameter(description, &place, param)?;
        list.push(format!("{}{ty} {}", bracketed(&attributes), identifier(&param.name)));
    }
    let shared = interface.methods.iter().filter(|other| other.name == method.name).count() > 1;
    let prefix = match method.kind {
        MethodKind::PropertyPut if shared => "Set",
        MethodKind::PropertyPutRef if shared => "SetRef",
        _ => "",
    };
    let _ = writeln!(text, "    {hides}{result} {prefix}{}({});", method.name, list.join(", "));
    Ok(text)
}

/// A name that is no keyword of C#.
fn identifier(name: &str) -> String {
    const KEYWORDS: &[&str] = &[
        "abstract",
        "as",
        "base",
        "bool",
        "break",
        "byte",
        "case",
        "catch",
        "char",
        "checked",
        "class",
        "const",
        "continue",
        "decimal",
        "default",
        "delegate",
        "do",
        "double",
        "else",
        "enum",
        "event",
        "explicit",
        "extern",
        "false",
        "finally",
        "fixed",
        "float",
        "for",
        "foreach",
        "goto",
        "if",
        "implicit",
        "in",
        "int",
        "interface",
        "internal",
        "is",
        "lock",
        "long",
        "namespace",
        "new",
        "null",
        "object",
        "operator",
        "out",
        "override",
        "params",
        "private",
        "protected",
        "public",
        "readonly",
        "ref",
        "return",
        "sbyte",
        "sealed",
        "short",
        "sizeof",
        "stackalloc",
        "static",
        "string",
        "struct",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "uint",
        "ulong",
        "unchecked",
        "unsafe",
        "ushort",
        "using",
        "virtual",
        "void",
        "volatile",
        "while",
    ];
    if KEYWORDS.contains(&name) { format!("@{name}") } else { name.to_owned() }
}
