//! What marshaling needs of a type library.
//!
//! Type libraries say less than IDL does: no sizes of arrays, no `[iid_is]`. What uses them is refused later, by the plan. The
//! rules for the rest are those of [MS-OAUT] 2.2: enumerations are 32 bits, an interface is passed by pointer, a SAFEARRAY's
//! element type is known.

use super::{Function, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary, TypeRef, VariableKind, vt};
use crate::model::{
    Alias, Arms, Coclass, Definition, Enum, Field, Form, Implemented, Interface, Library, Method, MethodKind,
    Name, Notes, Param, Record, Type,
};
use windows_core::GUID;

/// Converts a library.
pub fn neutral(library: &TypeLibrary) -> Library {
    let converter = Converter { library };
    let mut converted = Library::new();
    for info in &library.types {
        converted.add(converter.definition(info));
        if info.guid != GUID::zeroed() {
            converted.alias_last(Name::of_id(&info.guid));
        }
    }
    converted
}

struct Converter<'a> {
    library: &'a TypeLibrary,
}

impl Converter<'_> {
    fn name(&self, info: &TypeInfo) -> Name {
        Name::new(&format!("{}.{}", self.library.name, info.name))
    }

    fn definition(&self, info: &TypeInfo) -> Definition {
        let name = self.name(info);
        match info.kind {
            TypeKind::Interface | TypeKind::Dispatch => Definition::Interface(self.interface(info, name)),
            TypeKind::Record => Definition::Struct(self.record(info, name)),
            TypeKind::Union => Definition::Union(self.record(info, name)),
            TypeKind::Enum => Definition::Enum(enumeration(info, name)),
            TypeKind::Alias => match &info.alias {
                Some(target) => Definition::Alias(Alias { name, target: self.ty(target) }),
                None => Definition::Other(name),
            },
            TypeKind::Coclass => Definition::Coclass(Coclass {
                name,
                clsid: id(info),
                interfaces: info.implemented.iter().map(|of| self.implemented(of)).collect(),
            }),
            TypeKind::Module => Definition::Other(name),
        }
    }

    fn interface(&self, info: &TypeInfo, name: Name) -> Interface {
        let described = info.has_vtable();
        let base = match info.implemented.first() {
            Some(base) if described => Some(self.reference(base.reference)),
            // IUnknown itself has none.
            None if info.kind == TypeKind::Interface => None,
            _ => Some(Name::new("Windows.Win32.IDispatch")),
        };
        let methods = info.functions.iter().filter(|_| described).map(|function| self.method(function));
        Interface {
            name,
            iid: id(info),
            base,
            methods: methods.collect(),
            dual: info.is_dual(),
            oleautomation: info.flags & TypeInfo::OLEAUTOMATION != 0 || info.is_dual(),
            opaque: false,
        }
    }

    fn implemented(&self, of: &super::Implemented) -> Implemented {
        Implemented {
            interface: self.reference(of.reference),
            default: of.flags & super::Implemented::DEFAULT != 0,
            source: of.flags & super::Implemented::SOURCE != 0,
        }
    }

    fn method(&self, function: &Function) -> Method {
        Method {
            name: function.name.clone(),
            kind: match function.invoke {
                2 => MethodKind::PropertyGet,
                4 => MethodKind::PropertyPut,
                8 => MethodKind::PropertyPutRef,
                _ => MethodKind::Method,
            },
            dispid: Some(function.memid),
            params: function
                .params
                .iter()
                .enumerate()
                .map(|(index, param)| self.param(index, param))
                .collect(),
            result: self.ty(&function.result),
            one_way: false,
            form: Form::Same,
            unknown: None,
        }
    }

    fn param(&self, index: usize, param: &Parameter) -> Param {
        let is_out = param.is(Parameter::OUT);
        let name = match param.name.as_str() {
            "" => format!("value{index}"),
            name => name.to_owned(),
        };
        Param {
            name,
            ty: self.ty(&param.ty),
            is_in: param.is(Parameter::IN) || !is_out,
            is_out,
            // A pointer to a VARIANT that was left out says so itself: it is never null.
            optional: false,
            retval: param.is(Parameter::RETVAL),
            notes: Notes { element: self.element(&param.ty), ..Notes::default() },
        }
    }

    fn record(&self, info: &TypeInfo, name: Name) -> Record {
        let fields = info.variables.iter().map(|field| Field {
            name: field.name.clone(),
            ty: self.ty(&field.ty),
            notes: Notes { element: self.element(&field.ty), ..Notes::default() },
        });
        let pack = Some(info.alignment).filter(|n| n.is_power_of_two() && *n <= 16);
        Record { name, guid: id(info), fields: fields.collect(), pack, align: None, arms: Arms::default() }
    }

    fn ty(&self, desc: &TypeDesc) -> Type {
        match desc {
            TypeDesc::Base(vt) => base(*vt),
            TypeDesc::Pointer(target) => match &**target {
                TypeDesc::User(reference) if self.is_object(*reference) => {
                    Type::Named(self.reference(*reference))
                }
                target => Type::Pointer { target: Box::new(self.ty(target)) },
            },
            TypeDesc::SafeArray(_) => Type::SafeArray,
            TypeDesc::Array(element, bounds) => Type::Array {
                element: Box::new(self.ty(element)),
                count: bounds.iter().fold(1, |product: u32, (count, _)| product.saturating_mul(*count)),
            },
            TypeDesc::User(reference) => Type::Named(self.reference(*reference)),
        }
    }

    /// The name under which a reference is found. Of a class, its default interface is meant.
    fn reference(&self, reference: TypeRef) -> Name {
        let import = |library: u32| {
            let import = usize::try_from(library).ok().and_then(|index| self.library.imports.get(index));
            import.map_or("?", |import| import.file.as_str())
        };
        match reference {
            TypeRef::Local(_) => match self.library.local(reference) {
                Some(info) if info.kind == TypeKind::Coclass => self.default_interface(info),
                Some(info) => self.name(info),
                None => Name::new("?"),
            },
            TypeRef::External(_, id, _) => Name::of_id(&id),
            TypeRef::ExternalIndex(library, index, _) => {
                Name::new(&format!("type {index} of {}", import(library)))
            }
        }
    }

    fn default_interface(&self, class: &TypeInfo) -> Name {
        let default = class.implemented.iter().find(|of| of.flags & 3 == super::Implemented::DEFAULT);
        match default.or(class.implemented.first()).map(|of| of.reference) {
            Some(TypeRef::Local(index)) => match self.library.local(TypeRef::Local(index)) {
                Some(info) if info.kind != TypeKind::Coclass => self.name(info),
                _ => Name::new("Windows.Win32.IUnknown"),
            },
            Some(reference) => self.reference(reference),
            None => Name::new("Windows.Win32.IUnknown"),
        }
    }

    fn is_object(&self, reference: TypeRef) -> bool {
        self.library.kind_of(reference).is_some_and(TypeKind::is_object)
    }

    /// The VARTYPE of the elements of the SAFEARRAY that a type is, or points to.
    fn element(&self, desc: &TypeDesc) -> Option<u16> {
        match desc {
            TypeDesc::SafeArray(element) => Some(self.vartype(element)),
            TypeDesc::Pointer(target) => self.element(target),
            _ => None,
        }
    }

    fn vartype(&self, element: &TypeDesc) -> u16 {
        let object = |reference| match self.library.kind_of(reference) {
            Some(TypeKind::Dispatch) => vt::DISPATCH,
            _ => vt::UNKNOWN,
        };
        match element {
            TypeDesc::Base(vt::INT) => vt::I4,
            TypeDesc::Base(vt::UINT) => vt::UI4,
            TypeDesc::Base(vt) => *vt,
            TypeDesc::Pointer(target) => match **target {
                TypeDesc::User(reference) => object(reference),
                _ => vt::PTR,
            },
            TypeDesc::User(reference) => match self.library.kind_of(*reference) {
                Some(TypeKind::Enum) => vt::I4,
                Some(TypeKind::Record) => vt::RECORD,
                Some(TypeKind::Alias) => {
                    match self.library.local(*reference).and_then(|i| i.alias.as_ref()) {
                        Some(TypeDesc::Base(vt)) => *vt,
                        _ => vt::USERDEFINED,
                    }
                }
                _ => object(*reference),
            },
            TypeDesc::SafeArray(_) | TypeDesc::Array(..) => vt::SAFEARRAY,
        }
    }
}

fn id(info: &TypeInfo) -> Option<GUID> {
    Some(info.guid).filter(|guid| *guid != GUID::zeroed())
}

fn enumeration(info: &TypeInfo, name: Name) -> Enum {
    let values = info.variables.iter().filter_map(|value| match &value.kind {
        VariableKind::Constant(super::Constant::Integer(_, number)) => Some((value.name.clone(), *number)),
        _ => None,
    });
    Enum { name, repr: Type::I32, short: false, values: values.collect() }
}

fn base(vt: u16) -> Type {
    match vt {
        vt::I2 => Type::I16,
        vt::I4 | vt::INT | vt::ERROR => Type::I32,
        vt::R4 => Type::F32,
        vt::R8 => Type::F64,
        vt::CY => Type::Currency,
        vt::DATE => Type::Date,
        vt::BSTR => Type::Bstr,
        vt::DISPATCH => Type::Named(Name::new("Windows.Win32.IDispatch")),
        vt::BOOL => Type::VariantBool,
        vt::VARIANT => Type::Variant,
        vt::UNKNOWN => Type::Named(Name::new("Windows.Win32.IUnknown")),
        vt::DECIMAL => Type::Decimal,
        vt::I1 => Type::I8,
        vt::UI1 => Type::U8,
        vt::UI2 => Type::U16,
        vt::UI4 | vt::UINT => Type::U32,
        vt::I8 => Type::I64,
        vt::UI8 => Type::U64,
        vt::VOID => Type::Void,
        vt::HRESULT => Type::Hresult,
        vt::LPSTR => Type::Text { unit: 1 },
        vt::LPWSTR => Type::Text { unit: 2 },
        vt::INT_PTR => Type::ISize,
        vt::UINT_PTR => Type::USize,
        _ => Type::Foreign("a VARTYPE that no value of its own has"),
    }
}
