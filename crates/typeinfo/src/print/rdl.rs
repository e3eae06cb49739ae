//! RDL, as `windows-rdl` compiles it into a `.winmd`.

use std::fmt::Write as _;

use super::{KNOWN, in_order, is_automatic, name_of};
use crate::typelib::{Function, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary, VariableKind, vt};
use windows_core::GUID;

/// Words of Rust that no name can be without `r#`.
const WORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "dyn", "else", "enum", "extern", "false",
    "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut",
    "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "use", "virtual", "where", "while", "yield", "abstract", "become", "do", "gen", "unsized",
];

/// A library as RDL. Classes, modules and help have no words in it; they become comments.
pub fn rdl(library: &TypeLibrary) -> String {
    let mut printer = Printer { library, text: String::new() };
    printer.library();
    printer.text
}

struct Printer<'a> {
    library: &'a TypeLibrary,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.text, "{:1$}{text}", "", 4 * depth); // a String takes all
    }

    fn library(&mut self) {
        let library = self.library;
        if let Some(help) = &library.help.text {
            self.comment(0, help);
        }
        self.line(0, "use Oxcom::*;");
        self.line(0, "use Windows::Win32::*;");
        self.line(0, "");
        self.line(0, "#[win32]");
        self.line(0, &format!("mod {} {{", name(&library.name)));
        for info in in_order(library) {
            if !KNOWN.contains(&info.name.as_str()) {
                self.info(info);
            }
        }
        self.line(0, "}");
    }

    fn comment(&mut self, depth: usize, text: &str) {
        let text: String = text.chars().filter(|character| !character.is_control()).collect();
        self.line(depth, &format!("// {text}"));
    }

    fn info(&mut self, info: &TypeInfo) {
        if let Some(help) = &info.help.text {
            self.comment(1, help);
        }
        match info.kind {
            TypeKind::Interface | TypeKind::Dispatch => self.interface(info),
            TypeKind::Enum => self.enumeration(info),
            TypeKind::Record => self.record("struct", info),
            TypeKind::Union => self.record("union", info),
            TypeKind::Alias => {
                let target = info.alias.as_ref().map_or_else(|| "void".into(), |ty| self.ty(ty));
                self.line(1, &format!("type {} = {target};", name(&info.name)));
            }
            TypeKind::Coclass => {
                self.comment(1, &format!("coclass {} {{{:?}}}", info.name, info.guid));
            }
            TypeKind::Module => self.comment(1, &format!("module {}", info.name)),
        }
    }

    fn interface(&mut self, info: &TypeInfo) {
        if info.is_dual() {
            self.line(1, "#[Dual]");
        }
        if info.flags & TypeInfo::OLEAUTOMATION != 0 {
            self.line(1, "#[OleAutomation]");
        }
        if info.guid != GUID::zeroed() {
            self.line(1, &format!("#[guid(0x{})]", format!("{:?}", info.guid).replace('-', "_")));
        }
        let base = match info.implemented.first() {
            Some(base) if info.has_vtable() => name_of(self.library, base.reference),
            _ => "IDispatch".into(),
        };
        self.line(1, &format!("interface {}: {} {{", name(&info.name), name(&base)));
        for function in info.functions.iter().filter(|_| info.has_vtable()) {
            self.function(function);
        }
        self.line(1, "}");
    }

    fn function(&mut self, function: &Function) {
        if let Some(help) = &function.help.text {
            self.comment(2, help);
        }
        if !is_automatic(function.memid) {
            self.line(2, &format!("#[DispId({})]", function.memid));
        }
        let prefix = match function.invoke {
            2 => {
                self.line(2, "#[PropertyGet]");
                ""
            }
            4 => {
                self.line(2, "#[PropertyPut]");
                "Set"
            }
            8 => {
                self.line(2, "#[PropertyPutRef]");
                "SetRef"
            }
            _ => "",
        };
        let params: String =
            function.params.iter().enumerate().map(|(i, param)| self.param(i, param)).collect();
        let result = match &function.result {
            TypeDesc::Base(vt::VOID) => String::new(),
            result => format!(" -> {}", self.ty(result)),
        };
        let method = format!("{prefix}{}", function.name);
        self.line(2, &format!("fn {}(&self{params}){result};", name(&method)));
    }

    fn param(&self, index: usize, param: &Parameter) -> String {
        let mut text = String::from(", ");
        let pointer = matches!(param.ty, TypeDesc::Pointer(_) | TypeDesc::SafeArray(_));
        if pointer && (param.is(Parameter::IN) || !param.is(Parameter::OUT)) {
            text += "#[in] ";
        }
        if param.is(Parameter::OUT) {
            text += "#[out] ";
        }
        if param.is(Parameter::RETVAL) {
            text += "#[retval] ";
        }
        if param.is(Parameter::OPTIONAL) {
            text += "#[opt] ";
        }
        if let Some(element) = element(&param.ty).and_then(vartype_name) {
            text += &format!("#[ArrayOf({element})] ");
        }
        let called = if param.name.is_empty() { format!("value{index}") } else { param.name.clone() };
        format!("{text}{}: {}", name(&called), self.ty(&param.ty))
    }

    fn enumeration(&mut self, info: &TypeInfo) {
        self.line(1, "#[repr(i32)]");
        self.line(1, &format!("enum {} {{", name(&info.name)));
        for value in &info.variables {
            if let VariableKind::Constant(crate::typelib::Constant::Integer(_, number)) = value.kind {
                self.line(2, &format!("{} = {number},", name(&value.name)));
            }
        }
        self.line(1, "}");
    }

    fn record(&mut self, word: &str, info: &TypeInfo) {
        if info.alignment < 8 && info.alignment.is_power_of_two() {
            self.line(1, &format!("#[packed({})]", info.alignment));
        }
        if info.kind == TypeKind::Record && info.guid != GUID::zeroed() {
            self.line(1, &format!("#[RecordId(\"{:?}\")]", info.guid));
        }
        self.line(1, &format!("{word} {} {{", name(&info.name)));
        for field in &info.variables {
            if let Some(element) = element(&field.ty).and_then(vartype_name) {
                self.line(2, &format!("#[ArrayOf({element})]"));
            }
            let ty = self.ty(&field.ty);
            self.line(2, &format!("{}: {ty},", name(&field.name)));
        }
        self.line(1, "}");
    }

    fn ty(&self, ty: &TypeDesc) -> String {
        match ty {
            TypeDesc::Base(vt) => base(*vt).to_owned(),
            TypeDesc::SafeArray(_) => "*mut SAFEARRAY".into(),
            TypeDesc::Pointer(target) => match &**target {
                // A pointer to an object is what the object's name means.
                TypeDesc::User(reference)
                    if self.library.kind_of(*reference).is_some_and(TypeKind::is_object) =>
                {
                    self.object(*reference)
                }
                target => format!("*mut {}", self.ty(target)),
            },
            TypeDesc::Array(element, bounds) => {
                let element = self.ty(element);
                bounds.iter().rev().fold(element, |inner, (count, _)| format!("[{inner}; {count}]"))
            }
            TypeDesc::User(reference) => match name_of(self.library, *reference).as_str() {
                "tagCY" => "CY".into(),
                "tagDEC" => "DECIMAL".into(),
                other => name(other),
            },
        }
    }

    /// The interface by which an object is passed: of a class, its default.
    fn object(&self, reference: crate::typelib::TypeRef) -> String {
        match self.library.local(reference) {
            Some(class) if class.kind == TypeKind::Coclass => {
                let default = class.implemented.first().map(|of| of.reference);
                default.map_or_else(|| "IUnknown".into(), |of| name(&name_of(self.library, of)))
            }
            _ => name(&name_of(self.library, reference)),
        }
    }
}

fn element(ty: &TypeDesc) -> Option<&TypeDesc> {
    match ty {
        TypeDesc::SafeArray(element) => Some(element),
        TypeDesc::Pointer(target) => element(target),
        _ => None,
    }
}

fn vartype_name(element: &TypeDesc) -> Option<&'static str> {
    let vt = match element {
        TypeDesc::Base(vt) => *vt,
        TypeDesc::User(_) => vt::I4,
        TypeDesc::Pointer(_) => vt::UNKNOWN,
        _ => return None,
    };
    Some(match vt {
        vt::I1 => "VT_I1",
        vt::UI1 => "VT_UI1",
        vt::I2 => "VT_I2",
        vt::UI2 => "VT_UI2",
        vt::I4 | vt::INT => "VT_I4",
        vt::UI4 | vt::UINT => "VT_UI4",
        vt::I8 => "VT_I8",
        vt::UI8 => "VT_UI8",
        vt::R4 => "VT_R4",
        vt::R8 => "VT_R8",
        vt::CY => "VT_CY",
        vt::DATE => "VT_DATE",
        vt::BSTR => "VT_BSTR",
        vt::DISPATCH => "VT_DISPATCH",
        vt::UNKNOWN => "VT_UNKNOWN",
        vt::ERROR => "VT_ERROR",
        vt::BOOL => "VT_BOOL",
        vt::VARIANT => "VT_VARIANT",
        vt::DECIMAL => "VT_DECIMAL",
        _ => return None,
    })
}

fn base(vt: u16) -> &'static str {
    match vt {
        vt::I1 => "i8",
        vt::UI1 => "u8",
        vt::I2 => "i16",
        vt::UI2 => "u16",
        vt::I4 | vt::INT | vt::ERROR => "i32",
        vt::UI4 | vt::UINT => "u32",
        vt::I8 => "i64",
        vt::UI8 => "u64",
        vt::R4 => "f32",
        vt::R8 | vt::DATE => "f64",
        vt::CY => "CY",
        vt::BSTR => "BSTR",
        vt::DISPATCH => "IDispatch",
        vt::UNKNOWN => "IUnknown",
        vt::BOOL => "VARIANT_BOOL",
        vt::VARIANT => "VARIANT",
        vt::DECIMAL => "DECIMAL",
        vt::HRESULT => "HRESULT",
        vt::LPSTR => "PSTR",
        vt::LPWSTR => "PWSTR",
        vt::INT_PTR => "isize",
        vt::UINT_PTR => "usize",
        _ => "void",
    }
}

fn name(name: &str) -> String {
    if WORDS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}
