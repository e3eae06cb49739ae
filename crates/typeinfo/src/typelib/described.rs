//! What Automation sees of a description that was written in RDL: the neutral model, turned into type information.

use super::{
    Function, Help, Implemented, Import, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary, TypeRef,
    Variable, VariableKind, vt,
};
use crate::model::{Coclass, Definition, Interface, Library, Method, MethodKind, Name, Notes, Record, Type};
use crate::system;
use windows_core::GUID;

/// FUNC_PUREVIRTUAL and CC_STDCALL
const PURE_VIRTUAL: u16 = 1;
const STDCALL: u16 = 4;
/// What MIDL numbers methods without an `[id]` from.
const FIRST_MEMID: i32 = 0x6002_0000;
/// The import that all of COM's own types come from: OLE Automation, LIBID_StdOle.
const STDOLE: GUID = GUID::from_u128(0x00020430_0000_0000_c000_000000000046);

/// Converts the definitions of a file.
pub fn describe(library: &Library) -> TypeLibrary {
    let describer = Describer { library };
    let namespace = library.definitions().first().map_or("", |first| first.name().namespace());
    TypeLibrary {
        name: namespace.replace('.', "_"),
        version: (1, 0),
        system: 3,
        imports: vec![Import { guid: STDOLE, version: (2, 0), lcid: 0, file: "stdole2.tlb".into() }],
        types: library.definitions().iter().map(|definition| describer.info(definition)).collect(),
        ..TypeLibrary::default()
    }
}

struct Describer<'a> {
    library: &'a Library,
}

impl Describer<'_> {
    fn info(&self, definition: &Definition) -> TypeInfo {
        let new = |kind| TypeInfo::new(definition.name().short(), kind);
        match definition {
            Definition::Interface(interface) => self.interface(interface),
            Definition::Struct(record) => self.record(record, new(TypeKind::Record)),
            Definition::Union(record) => self.record(record, new(TypeKind::Union)),
            Definition::Enum(enumeration) => {
                let constant = |(index, (name, value)): (usize, &(String, i64))| Variable {
                    name: name.clone(),
                    memid: 0x4000_0000 + i32::try_from(index).unwrap_or(0),
                    kind: VariableKind::Constant(super::Constant::Integer(vt::I4, *value)),
                    ty: TypeDesc::Base(vt::I4),
                    flags: 0,
                    help: Help::default(),
                };
                let variables = enumeration.values.iter().enumerate().map(constant).collect();
                TypeInfo { variables, alignment: 4, size: 4, ..new(TypeKind::Enum) }
            }
            Definition::Alias(alias) => {
                let target = self.ty(&alias.target, &Notes::default());
                let (size, alignment) = self.layout(&target);
                TypeInfo { alias: Some(target), size, alignment, ..new(TypeKind::Alias) }
            }
            Definition::Coclass(class) => self.coclass(class),
            Definition::Other(_) => new(TypeKind::Module),
        }
    }

    fn interface(&self, interface: &Interface) -> TypeInfo {
        let kind = if interface.dual { TypeKind::Dispatch } else { TypeKind::Interface };
        let mut info = TypeInfo::new(interface.name.short(), kind);
        info.guid = interface.iid.unwrap_or_default();
        if interface.dual {
            info.flags |= TypeInfo::DUAL | TypeInfo::OLEAUTOMATION | 0x1000; // dispatchable
        } else if interface.oleautomation {
            info.flags |= TypeInfo::OLEAUTOMATION;
        }
        if let Some(reference) = interface.base.as_ref().and_then(|base| self.reference(base)) {
            info.implemented.push(Implemented { reference, flags: 0 });
        }
        let first = self.slots_of_bases(interface.base.as_ref(), 0);
        let functions = interface.methods.iter().enumerate();
        info.functions =
            functions.map(|(index, method)| self.function(interface, first, index, method)).collect();
        info
    }

    /// How many slots the bases have.
    fn slots_of_bases(&self, base: Option<&Name>, depth: u32) -> usize {
        let base = base.and_then(|name| {
            [self.library, system::library()].into_iter().find_map(|library| library.definition(name))
        });
        match base {
            Some(Definition::Interface(base)) if base.base.is_some() && depth < 64 => {
                base.methods.len() + self.slots_of_bases(base.base.as_ref(), depth + 1)
            }
            _ => 3,
        }
    }

    fn function(&self, interface: &Interface, first: usize, index: usize, method: &Method) -> Function {
        let params: Vec<_> = method
            .params
            .iter()
            .map(|param| {
                let flag = |is: bool, flag: u16| if is { flag } else { 0 };
                Parameter {
                    name: param.name.clone(),
                    ty: self.ty(&param.ty, &param.notes),
                    flags: flag(param.is_in, Parameter::IN)
                        | flag(param.is_out, Parameter::OUT)
                        | flag(param.retval, Parameter::RETVAL)
                        | flag(param.optional, Parameter::OPTIONAL),
                    default: None,
                }
            })
            .collect();
        let given = params.iter().filter(|param| !param.is(Parameter::RETVAL)).rev();
        let optional = given.take_while(|param| param.is(Parameter::OPTIONAL)).count();
        let memid = method.dispid.unwrap_or(FIRST_MEMID + i32::try_from(index).unwrap_or(0));
        Function {
            name: dispatch_name(interface, method),
            memid,
            kind: PURE_VIRTUAL,
            invoke: match method.kind {
                MethodKind::Method => 1,
                MethodKind::PropertyGet => 2,
                MethodKind::PropertyPut => 4,
                MethodKind::PropertyPutRef => 8,
            },
            convention: STDCALL,
            slot: u16::try_from(first + index).unwrap_or(u16::MAX),
            flags: 0,
            optional: i16::try_from(optional).unwrap_or(0),
            result: self.ty(&method.result, &Notes::default()),
            params,
            help: Help::default(),
            entry: None,
        }
    }

    fn record(&self, record: &Record, mut info: TypeInfo) -> TypeInfo {
        let (mut size, mut alignment) = (0_u32, 1);
        for (index, field) in record.fields.iter().enumerate() {
            let ty = self.ty(&field.ty, &field.notes);
            let (field_size, natural) = self.layout(&ty);
            let align = natural.min(record.pack.unwrap_or(u16::MAX)).max(1);
            alignment = alignment.max(align);
            let union = info.kind == TypeKind::Union;
            let at = if union { 0 } else { size.next_multiple_of(align.into()) };
            size = if union { size.max(field_size) } else { at.saturating_add(field_size) };
            info.variables.push(Variable {
                name: field.name.clone(),
                memid: 0x4000_0000 + i32::try_from(index).unwrap_or(0),
                kind: VariableKind::Field(at),
                ty,
                flags: 0,
                help: Help::default(),
            });
        }
        let size = size.checked_next_multiple_of(alignment.into()).unwrap_or(size);
        TypeInfo { size, alignment, guid: record.guid.unwrap_or_default(), ..info }
    }

    fn coclass(&self, class: &Coclass) -> TypeInfo {
        let implemented = class.interfaces.iter().filter_map(|of| {
            let flags = u32::from(of.default) | u32::from(of.source) << 1;
            Some(Implemented { reference: self.reference(&of.interface)?, flags })
        });
        TypeInfo {
            guid: class.clsid.unwrap_or_default(),
            flags: 2, // can be created
            implemented: implemented.collect(),
            ..TypeInfo::new(class.name.short(), TypeKind::Coclass)
        }
    }

    fn reference(&self, name: &Name) -> Option<TypeRef> {
        let index = self.library.definitions().iter().position(|definition| definition.name() == name);
        if let Some(index) = index {
            return u32::try_from(index).ok().map(TypeRef::Local);
        }
        match system::library().definition(name) {
            Some(Definition::Interface(interface)) => {
                Some(TypeRef::External(0, interface.iid?, TypeKind::Interface))
            }
            _ => None,
        }
    }

    fn ty(&self, ty: &Type, notes: &Notes) -> TypeDesc {
        let base = TypeDesc::Base;
        match ty {
            Type::Void => base(vt::VOID),
            Type::Bool | Type::U8 => base(vt::UI1),
            Type::I8 => base(vt::I1),
            Type::I16 => base(vt::I2),
            Type::U16 => base(vt::UI2),
            Type::I32 => base(vt::I4),
            Type::U32 => base(vt::UI4),
            Type::I64 => base(vt::I8),
            Type::U64 => base(vt::UI8),
            Type::F32 => base(vt::R4),
            Type::F64 => base(vt::R8),
            Type::ISize => base(vt::INT_PTR),
            Type::USize => base(vt::UINT_PTR),
            Type::VariantBool => base(vt::BOOL),
            Type::Currency => base(vt::CY),
            Type::Date => base(vt::DATE),
            Type::Hresult => base(vt::HRESULT),
            Type::Bstr => base(vt::BSTR),
            Type::Variant => base(vt::VARIANT),
            Type::Decimal => base(vt::DECIMAL),
            Type::Text { unit: 1 } => base(vt::LPSTR),
            Type::Text { .. } => base(vt::LPWSTR),
            // Sixteen bytes with no VARTYPE of their own.
            Type::Guid => TypeDesc::Array(Box::new(base(vt::UI1)), vec![(16, 0)]),
            Type::SafeArray => TypeDesc::SafeArray(Box::new(base(notes.element.unwrap_or(vt::VARIANT)))),
            Type::Pointer { target } => TypeDesc::Pointer(Box::new(self.ty(target, notes))),
            Type::Array { element, count } => {
                TypeDesc::Array(Box::new(self.ty(element, notes)), vec![(*count, 0)])
            }
            Type::Named(name) => self.named(name),
            Type::Foreign(_) => base(vt::VOID),
        }
    }

    fn named(&self, name: &Name) -> TypeDesc {
        match name.full() {
            "Windows.Win32.IUnknown" => return TypeDesc::Base(vt::UNKNOWN),
            "Windows.Win32.IDispatch" => return TypeDesc::Base(vt::DISPATCH),
            _ => {}
        }
        match (self.reference(name), self.library.definition(name)) {
            (Some(reference), None | Some(Definition::Interface(_))) => {
                TypeDesc::Pointer(Box::new(TypeDesc::User(reference)))
            }
            (Some(reference), _) => TypeDesc::User(reference),
            (None, _) => TypeDesc::Base(vt::VOID),
        }
    }

    /// Size and alignment of a value in memory.
    fn layout(&self, ty: &TypeDesc) -> (u32, u16) {
        match ty {
            TypeDesc::Pointer(_) | TypeDesc::SafeArray(_) => (8, 8),
            TypeDesc::Base(vt) => match *vt {
                vt::I1 | vt::UI1 => (1, 1),
                vt::I2 | vt::UI2 | vt::BOOL => (2, 2),
                vt::I4 | vt::UI4 | vt::R4 | vt::INT | vt::UINT | vt::ERROR | vt::HRESULT => (4, 4),
                vt::VARIANT => (24, 8),
                vt::DECIMAL => (16, 8),
                vt::VOID => (0, 1),
                _ => (8, 8),
            },
            TypeDesc::Array(element, bounds) => {
                let (size, alignment) = self.layout(element);
                (bounds.iter().fold(size, |size, (count, _)| size.saturating_mul(*count)), alignment)
            }
            // The types before this one are laid out by their own descriptions.
            TypeDesc::User(TypeRef::Local(index)) => {
                let definition = usize::try_from(*index).ok().and_then(|i| self.library.definitions().get(i));
                match definition {
                    Some(Definition::Enum(_)) => (4, 4),
                    Some(Definition::Alias(alias)) if !matches!(alias.target, Type::Named(_)) => {
                        self.layout(&self.ty(&alias.target, &Notes::default()))
                    }
                    Some(Definition::Struct(record)) if !self.nested(record) => {
                        let laid_out = self.record(record, TypeInfo::new("", TypeKind::Record));
                        (laid_out.size, laid_out.alignment)
                    }
                    _ => (8, 8),
                }
            }
            TypeDesc::User(_) => (8, 8),
        }
    }

    /// Has records inside records: their size is not worked out, since a hostile file nests them without end.
    fn nested(&self, record: &Record) -> bool {
        let inner = |ty: &Type| match ty {
            Type::Named(name) => {
                matches!(self.library.definition(name), Some(Definition::Struct(_) | Definition::Union(_)))
            }
            Type::Array { .. } => true,
            _ => false,
        };
        record.fields.iter().any(|field| inner(&field.ty))
    }
}

/// The name by which `IDispatch` knows a method: a property's functions share one.
fn dispatch_name(interface: &Interface, method: &Method) -> String {
    let plain = |name: &str, prefixes: &[&str]| {
        let stripped =
            prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).filter(|rest| !rest.is_empty());
        stripped.unwrap_or(name).to_owned()
    };
    let is_getter = |other: &&Method| other.kind == MethodKind::PropertyGet && other.dispid == method.dispid;
    match method.kind {
        MethodKind::Method => method.name.clone(),
        MethodKind::PropertyGet => plain(&method.name, &["get_"]),
        MethodKind::PropertyPut | MethodKind::PropertyPutRef => {
            match interface.methods.iter().find(is_getter).filter(|_| method.dispid.is_some()) {
                Some(getter) => plain(&getter.name, &["get_"]),
                None => plain(&method.name, &["put_", "putref_", "Set"]),
            }
        }
    }
}
