//! IDL, as `widl` and MIDL compile it into a type library.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::{KNOWN, in_order, is_automatic, name_of};
use crate::typelib::{
    Constant, Entry, Function, Help, Implemented, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary,
    TypeRef, Variable, VariableKind, vt,
};
use windows_core::GUID;

/// A library as IDL.
pub fn idl(library: &TypeLibrary) -> String {
    let mut printer = Printer { library, text: String::new() };
    printer.library();
    printer.text
}

struct Printer<'a> {
    library: &'a TypeLibrary,
    text: String,
}

/// Flags and the attributes that say them.
type Flags = &'static [(u16, &'static str)];

const LIBRARY_FLAGS: Flags = &[(1, "restricted"), (2, "control"), (4, "hidden")];
const TYPE_FLAGS: Flags = &[
    (0x01, "appobject"),
    (0x04, "licensed"),
    (0x10, "hidden"),
    (0x20, "control"),
    (0x80, "nonextensible"),
    (0x200, "restricted"),
    (0x400, "aggregatable"),
];
const FUNCTION_FLAGS: Flags = &[
    (0x01, "restricted"),
    (0x02, "source"),
    (0x04, "bindable"),
    (0x08, "requestedit"),
    (0x10, "displaybind"),
    (0x20, "defaultbind"),
    (0x40, "hidden"),
    (0x80, "usesgetlasterror"),
    (0x100, "defaultcollelem"),
    (0x200, "uidefault"),
    (0x400, "nonbrowsable"),
    (0x800, "replaceable"),
    (0x1000, "immediatebind"),
];
const VARIABLE_FLAGS: Flags = &[
    (0x01, "readonly"),
    (0x02, "source"),
    (0x04, "bindable"),
    (0x08, "requestedit"),
    (0x10, "displaybind"),
    (0x20, "defaultbind"),
    (0x40, "hidden"),
    (0x80, "restricted"),
    (0x100, "defaultcollelem"),
    (0x200, "uidefault"),
    (0x400, "nonbrowsable"),
    (0x800, "replaceable"),
    (0x1000, "immediatebind"),
];
const IMPLEMENTED_FLAGS: Flags = &[(1, "default"), (2, "source"), (4, "restricted"), (8, "defaultvtable")];

/// Attributes in the making.
#[derive(Default)]
struct Attributes(Vec<String>);

impl Attributes {
    fn add(&mut self, attribute: impl Into<String>) -> &mut Self {
        self.0.push(attribute.into());
        self
    }

    fn flags(&mut self, flags: u16, names: Flags) -> &mut Self {
        let set = names.iter().filter(|(flag, _)| flags & flag != 0);
        self.0.extend(set.map(|(_, name)| (*name).to_owned()));
        self
    }

    fn guid(&mut self, guid: GUID) -> &mut Self {
        if guid != GUID::zeroed() {
            self.add(format!("uuid({guid:?})").to_lowercase());
        }
        self
    }

    fn version(&mut self, (major, minor): (u16, u16)) -> &mut Self {
        if (major, minor) != (0, 0) {
            self.add(format!("version({major}.{minor})"));
        }
        self
    }

    fn help(&mut self, help: &Help) -> &mut Self {
        if let Some(text) = &help.text {
            self.add(format!("helpstring({})", quoted(text)));
        }
        if help.context != 0 {
            self.add(format!("helpcontext({:#x})", help.context));
        }
        self
    }

    /// In brackets and with a space after it, or nothing.
    fn in_line(&self) -> String {
        if self.0.is_empty() { String::new() } else { format!("[{}] ", self.0.join(", ")) }
    }
}

/// What `oaidl.idl` says, for the library that it cannot be imported into: that which defines IUnknown. Compilers know
/// Automation's types by their names, whatever is said of them.
const FOUNDATION: &str = "typedef short VARIANT_BOOL;
typedef long HRESULT;
typedef long SCODE;
typedef double DATE;
typedef wchar_t *BSTR;
typedef struct { hyper data; } CURRENCY;
typedef struct { hyper data[2]; } DECIMAL;
typedef struct { hyper data[3]; } VARIANT;
";
const IID_IUNKNOWN: GUID = GUID::from_u128(0x00000000_0000_0000_c000_000000000046);

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.text, "{:1$}{text}", "", 4 * depth); // a String takes all
    }

    fn library(&mut self) {
        let library = self.library;
        let mut attributes = Attributes::default();
        attributes.guid(library.guid).version(library.version).help(&library.help);
        if let Some(file) = &library.help_file {
            attributes.add(format!("helpfile({})", quoted(file)));
        }
        if library.lcid != 0 {
            attributes.add(format!("lcid({:#x})", library.lcid));
        }
        attributes.flags(library.flags, LIBRARY_FLAGS);
        let is_foundation = library.find_guid(&IID_IUNKNOWN).is_some();
        self.text.push_str(if is_foundation { FOUNDATION } else { "import \"oaidl.idl\";\n" });
        self.line(0, "");
        self.line(0, attributes.in_line().trim_end());
        self.line(0, &format!("library {}", library.name));
        self.line(0, "{");
        // The foundation imports itself.
        for import in library.imports.iter().filter(|_| !is_foundation) {
            self.line(1, &format!("importlib({});", quoted(&import.file)));
        }
        self.forward_declarations();
        let mut aliases = HashSet::new();
        for info in in_order(library) {
            // widl writes an alias of a pointer twice.
            if info.alias.is_some() && !aliases.insert(&info.name) {
                continue;
            }
            if is_foundation || !KNOWN.contains(&info.name.as_str()) {
                self.line(0, "");
                self.info(info);
            }
        }
        self.line(0, "};");
    }

    fn forward_declarations(&mut self) {
        self.line(0, "");
        for info in &self.library.types {
            match info.kind {
                _ if info.has_vtable() => self.line(1, &format!("interface {};", info.name)),
                TypeKind::Dispatch => self.line(1, &format!("dispinterface {};", info.name)),
                TypeKind::Coclass => self.line(1, &format!("coclass {};", info.name)),
                _ => {}
            }
        }
    }

    fn info(&mut self, info: &TypeInfo) {
        let mut attributes = Attributes::default();
        if info.has_vtable() {
            attributes.add("object");
        }
        attributes.guid(info.guid).version(info.version).help(&info.help).flags(info.flags, TYPE_FLAGS);
        match info.kind {
            TypeKind::Interface | TypeKind::Dispatch if info.has_vtable() => {
                if info.is_dual() {
                    attributes.add("dual");
                }
                if info.flags & TypeInfo::OLEAUTOMATION != 0 {
                    attributes.add("oleautomation");
                }
                self.interface(info, &attributes);
            }
            TypeKind::Interface | TypeKind::Dispatch => self.dispinterface(info, &attributes),
            TypeKind::Coclass => self.coclass(info, attributes),
            TypeKind::Enum => self.enumeration(info, &attributes),
            TypeKind::Record => self.record("struct", info, &attributes),
            TypeKind::Union => self.record("union", info, &attributes),
            TypeKind::Module => self.module(info, attributes),
            TypeKind::Alias => {
                let target = info.alias.as_ref().map_or_else(|| "void".into(), |ty| self.ty(ty));
                attributes.add("public");
                self.line(1, &format!("typedef {}{target} {};", attributes.in_line(), info.name));
            }
        }
    }

    fn interface(&mut self, info: &TypeInfo, attributes: &Attributes) {
        let base = info.implemented.first().map(|of| name_of(self.library, of.reference));
        let base = base.map_or_else(String::new, |base| format!(" : {base}"));
        self.line(1, attributes.in_line().trim_end());
        self.line(1, &format!("interface {}{base}", info.name));
        self.line(1, "{");
        for function in &info.functions {
            self.function(2, function);
        }
        self.line(1, "};");
    }

    fn dispinterface(&mut self, info: &TypeInfo, attributes: &Attributes) {
        self.line(1, attributes.in_line().trim_end());
        self.line(1, &format!("dispinterface {}", info.name));
        self.line(1, "{");
        // One that is another way to call an interface.
        let of = info.implemented.first().map(|of| name_of(self.library, of.reference));
        if let Some(of) = of.filter(|of| of != "IDispatch") {
            self.line(2, &format!("interface {of};"));
            self.line(1, "};");
            return;
        }
        self.line(2, "properties:");
        for property in &info.variables {
            let mut attributes = Attributes::default();
            attributes.add(id(property.memid)).help(&property.help).flags(property.flags, VARIABLE_FLAGS);
            let declared = self.declared(&property.ty, &property.name);
            self.line(3, &format!("{}{declared};", attributes.in_line()));
        }
        self.line(2, "methods:");
        for function in &info.functions {
            self.function(3, function);
        }
        self.line(1, "};");
    }

    fn coclass(&mut self, info: &TypeInfo, mut attributes: Attributes) {
        const CAN_CREATE: u16 = 2;
        if info.flags & CAN_CREATE == 0 {
            attributes.add("noncreatable");
        }
        self.line(1, attributes.in_line().trim_end());
        self.line(1, &format!("coclass {}", info.name));
        self.line(1, "{");
        for of in &info.implemented {
            self.implemented(of);
        }
        self.line(1, "};");
    }

    fn implemented(&mut self, of: &Implemented) {
        let mut attributes = Attributes::default();
        attributes.flags((of.flags & 0xF) as u16, IMPLEMENTED_FLAGS);
        let word = match self.library.local(of.reference) {
            Some(info) if info.kind == TypeKind::Dispatch && !info.is_dual() => "dispinterface",
            _ => "interface",
        };
        let name = name_of(self.library, of.reference);
        self.line(2, &format!("{}{word} {name};", attributes.in_line()));
    }

    fn enumeration(&mut self, info: &TypeInfo, attributes: &Attributes) {
        self.line(1, &format!("typedef {}enum {} {{", attributes.in_line(), info.name));
        for (index, value) in info.variables.iter().enumerate() {
            let comma = if index + 1 < info.variables.len() { "," } else { "" };
            let number = match &value.kind {
                VariableKind::Constant(constant) => literal(constant),
                _ => index.to_string(),
            };
            self.line(2, &format!("{} = {number}{comma}", value.name));
        }
        self.line(1, &format!("}} {};", info.name));
    }

    fn record(&mut self, word: &str, info: &TypeInfo, attributes: &Attributes) {
        self.line(1, &format!("typedef {}{word} {} {{", attributes.in_line(), info.name));
        for field in &info.variables {
            let declared = self.declared(&field.ty, &field.name);
            // Inside itself, a record goes by its tag: the typedef is not finished.
            let itself = declared.starts_with(&format!("{} *", info.name));
            let tag = if itself { format!("{word} ") } else { String::new() };
            self.line(2, &format!("{tag}{declared};"));
        }
        self.line(1, &format!("}} {};", info.name));
    }

    fn module(&mut self, info: &TypeInfo, mut attributes: Attributes) {
        attributes.add(format!("dllname({})", quoted(info.dll.as_deref().unwrap_or(""))));
        self.line(1, attributes.in_line().trim_end());
        self.line(1, &format!("module {} {{", info.name));
        for variable in &info.variables {
            self.constant(variable);
        }
        for function in &info.functions {
            self.function(2, function);
        }
        self.line(1, "};");
    }

    fn constant(&mut self, variable: &Variable) {
        if let VariableKind::Constant(value) = &variable.kind {
            let mut attributes = Attributes::default();
            attributes.help(&variable.help).flags(variable.flags, VARIABLE_FLAGS);
            let declared = self.declared(&variable.ty, &variable.name);
            self.line(2, &format!("{}const {declared} = {};", attributes.in_line(), literal(value)));
        }
    }

    fn function(&mut self, depth: usize, function: &Function) {
        let mut attributes = Attributes::default();
        if !is_automatic(function.memid) {
            attributes.add(id(function.memid));
        }
        match function.invoke {
            2 => _ = attributes.add("propget"),
            4 => _ = attributes.add("propput"),
            8 => _ = attributes.add("propputref"),
            _ => {}
        }
        match &function.entry {
            Some(Entry::Name(name)) => _ = attributes.add(format!("entry({})", quoted(name))),
            Some(Entry::Ordinal(number)) => _ = attributes.add(format!("entry({number})")),
            None => {}
        }
        if function.optional == -1 {
            attributes.add("vararg");
        }
        attributes.help(&function.help).flags(function.flags, FUNCTION_FLAGS);
        let result = self.ty(&function.result);
        let params = function.params.iter().enumerate().map(|(index, param)| self.param(index, param));
        let params: Vec<_> = params.collect();
        let text = format!("{}{result} {}({});", attributes.in_line(), function.name, params.join(", "));
        self.line(depth, &text);
    }

    fn param(&self, index: usize, param: &Parameter) -> String {
        const FLAGS: Flags = &[(1, "in"), (2, "out"), (4, "lcid"), (8, "retval"), (16, "optional")];
        let mut attributes = Attributes::default();
        // A default value makes it optional by itself.
        let flags = if param.default.is_some() { param.flags & !Parameter::OPTIONAL } else { param.flags };
        attributes.flags(flags, FLAGS);
        if let Some(default) = &param.default {
            attributes.add(format!("defaultvalue({})", literal(default)));
        }
        let name = match param.name.as_str() {
            "" => format!("value{index}"),
            name => name.to_owned(),
        };
        format!("{}{}", attributes.in_line(), self.declared(&param.ty, &name))
    }

    /// A name with its type around it.
    fn declared(&self, ty: &TypeDesc, name: &str) -> String {
        match ty {
            TypeDesc::Array(element, bounds) => {
                let bounds: String = bounds.iter().map(|(count, _)| format!("[{count}]")).collect();
                format!("{} {name}{bounds}", self.ty(element))
            }
            _ => format!("{} {name}", self.ty(ty)),
        }
    }

    fn ty(&self, ty: &TypeDesc) -> String {
        match ty {
            TypeDesc::Base(vt) => base(*vt).to_owned(),
            TypeDesc::Pointer(target) => format!("{} *", self.ty(target)),
            TypeDesc::SafeArray(element) => format!("SAFEARRAY({})", self.ty(element)),
            TypeDesc::Array(element, _) => format!("{} *", self.ty(element)),
            TypeDesc::User(reference) => self.user(*reference),
        }
    }

    fn user(&self, reference: TypeRef) -> String {
        match name_of(self.library, reference).as_str() {
            "tagCY" => "CURRENCY".into(),
            "tagDEC" => "DECIMAL".into(),
            name => name.to_owned(),
        }
    }
}

fn id(memid: i32) -> String {
    if memid < -0xFFFF { format!("id({:#x})", memid.cast_unsigned()) } else { format!("id({memid})") }
}

fn base(vt: u16) -> &'static str {
    match vt {
        vt::I1 => "signed char",
        vt::UI1 => "unsigned char",
        vt::I2 => "short",
        vt::UI2 => "unsigned short",
        vt::I4 => "long",
        vt::UI4 => "unsigned long",
        vt::I8 => "hyper",
        vt::UI8 => "unsigned hyper",
        vt::INT => "int",
        vt::UINT => "unsigned int",
        vt::R4 => "float",
        vt::R8 => "double",
        vt::CY => "CURRENCY",
        vt::DATE => "DATE",
        vt::BSTR => "BSTR",
        vt::DISPATCH => "IDispatch *",
        vt::UNKNOWN => "IUnknown *",
        vt::ERROR => "SCODE",
        vt::BOOL => "VARIANT_BOOL",
        vt::VARIANT => "VARIANT",
        vt::DECIMAL => "DECIMAL",
        vt::HRESULT => "HRESULT",
        vt::LPSTR => "LPSTR",
        vt::LPWSTR => "LPWSTR",
        vt::INT_PTR => "INT_PTR",
        vt::UINT_PTR => "UINT_PTR",
        _ => "void",
    }
}

fn literal(constant: &Constant) -> String {
    match constant {
        Constant::Integer(_, number) => number.to_string(),
        Constant::Real(_, number) => format!("{number:?}"),
        Constant::Text(text) => quoted(text),
        Constant::Nothing(vt::BSTR) => "\"\"".into(),
        Constant::Nothing(_) => "0".into(),
    }
}

/// As C writes text; control characters, which no compiler would take, are left out.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars().filter(|character| !character.is_control()) {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}
