//! From rows to definitions.

use std::collections::HashMap;

use super::Damage;
use super::attribute;
use super::known;
use super::notes::{self, Attributes};
use super::rows::{Owner, Related, TypeRow};
use super::signature::{self, Primitive, Raw};
use super::tables::{Table, Tables};
use crate::model::{
    Alias, Arms, Definition, Enum, Field, Form, Interface, Library, Method, MethodKind, Name, Param, Record,
    Type,
};

/// Converts all types of a file.
pub(super) fn library(tables: &Tables<'_>) -> Result<Library, Damage> {
    let (related, budget) = (Related::read(tables)?, Budget::of(tables));
    let mut converter = Converter { tables, related, names: HashMap::new(), budget };
    let mut library = Library::new();
    for row in 0..tables.rows(Table::TypeDef) {
        if let Some(definition) = converter.definition(row)? {
            let id = match &definition {
                Definition::Struct(record) => record.guid,
                _ => None,
            };
            library.add(definition);
            if let Some(id) = id {
                library.alias_last(Name::of_id(&id));
            }
        }
    }
    Ok(library)
}

/// Bounds what is built, in units of a type or of 64 characters. A hostile file may let thousands of rows share one huge
/// signature; a proper one of some size spends 15 bytes or more on each unit.
struct Budget(usize);

impl Budget {
    fn of(tables: &Tables<'_>) -> Self {
        Self(tables.file_len / 4)
    }

    fn spend(&mut self, amount: usize) -> Result<(), Damage> {
        self.0 = self.0.checked_sub(amount).ok_or(Damage::TooMuch)?;
        Ok(())
    }
}

struct Converter<'a> {
    tables: &'a Tables<'a>,
    related: Related,
    /// The names met so far.
    names: HashMap<TypeRow, Name>,
    budget: Budget,
}

/// What a TypeDef is, as its base type and flags tell (ECMA-335 II.10, and how Win32 metadata uses it).
enum Kind {
    Interface,
    Record {
        union: bool,
    },
    Enum,
    Delegate,
    /// Attributes, the class that holds constants and functions, the module itself.
    Nothing,
}

impl<'a> Converter<'a> {
    fn definition(&mut self, row: u32) -> Result<Option<Definition>, Damage> {
        let kind = self.kind(row)?;
        if let Kind::Nothing = kind {
            return Ok(None);
        }
        let attributes = self.attributes(Owner::Type(row))?;
        if attributes.other_architecture() {
            return Ok(None);
        }
        let name = self.name(TypeRow::Def(row))?;
        Ok(Some(match kind {
            Kind::Interface => Definition::Interface(self.interface(row, name, &attributes)?),
            Kind::Record { union: true } => Definition::Union(self.record(row, name, &attributes)?),
            Kind::Record { union: false } => self.structure(row, name, &attributes)?,
            Kind::Enum => Definition::Enum(self.enumeration(row, name, &attributes)?),
            Kind::Delegate | Kind::Nothing => Definition::Other(name),
        }))
    }

    fn kind(&mut self, row: u32) -> Result<Kind, Damage> {
        const INTERFACE: u32 = 0x20;
        const LAYOUT_MASK: u32 = 0x18;
        const EXPLICIT_LAYOUT: u32 = 0x10;
        let def = self.tables.type_def(row)?;
        if def.flags & INTERFACE != 0 {
            return Ok(Kind::Interface);
        }
        let Some(base) = TypeRow::decode(def.extends) else { return Ok(Kind::Nothing) };
        Ok(match self.name(base)?.full() {
            "System.ValueType" => Kind::Record { union: def.flags & LAYOUT_MASK == EXPLICIT_LAYOUT },
            "System.Enum" => Kind::Enum,
            "System.MulticastDelegate" => Kind::Delegate,
            _ => Kind::Nothing,
        })
    }

    fn interface(&mut self, row: u32, name: Name, attributes: &Attributes<'_>) -> Result<Interface, Damage> {
        let def = self.tables.type_def(row)?;
        let base = match self.related.base(row) {
            Some(base) => TypeRow::decode(self.tables.cell(Table::InterfaceImpl, base, 1)?),
            None => None,
        };
        let base = base.map(|base| self.name(base)).transpose()?;
        let mut methods = Vec::new();
        for method in def.methods {
            methods.push(self.method(method)?);
        }
        Ok(Interface {
            name,
            iid: attributes.guid()?,
            base,
            methods,
            dual: attributes.has("Oxcom.DualAttribute"),
            oleautomation: attributes.has("Oxcom.OleAutomationAttribute"),
            opaque: attributes.has("Oxcom.OpaqueAttribute"),
        })
    }

    fn method(&mut self, row: u32) -> Result<Method, Damage> {
        let signature = self.tables.blob(self.tables.cell(Table::MethodDef, row, 4)?)?;
        let signature = signature::method(signature, &mut || self.budget.spend(1))?;
        let mut params = Vec::new();
        for ty in &signature.params {
            let ty = self.ty(ty, None)?;
            params.push(Param {
                name: format!("param{}", params.len()),
                is_in: true,
                is_out: false,
                optional: false,
                retval: false,
                notes: Default::default(),
                ty,
            });
        }
        for param in self.tables.params(row)? {
            self.describe_param(param, &mut params)?;
        }
        let attributes = self.attributes(Owner::Method(row))?;
        let form = match attributes.text("Oxcom.CallAsAttribute") {
            Some(local) => Form::RemoteFormOf(local.to_owned()),
            None if attributes.has("Oxcom.LocalAttribute") => Form::LocalOnly,
            None => Form::Same,
        };
        let kind = match () {
            () if attributes.has("Oxcom.PropertyGetAttribute") => MethodKind::PropertyGet,
            () if attributes.has("Oxcom.PropertyPutAttribute") => MethodKind::PropertyPut,
            () if attributes.has("Oxcom.PropertyPutRefAttribute") => MethodKind::PropertyPutRef,
            () => MethodKind::Method,
        };
        Ok(Method {
            name: self.string(self.tables.cell(Table::MethodDef, row, 3)?)?,
            kind,
            dispid: attributes.number("Oxcom.DispIdAttribute").and_then(|id| i32::try_from(id).ok()),
            params,
            result: self.ty(&signature.result, None)?,
            one_way: attributes.has("Oxcom.OneWayAttribute"),
            form,
            unknown: attributes.unknown(notes::OF_METHODS),
        })
    }

    /// Adds to the parameters what a row of the Param table says; its sequence number says of which.
    fn describe_param(&mut self, row: u32, params: &mut [Param]) -> Result<(), Damage> {
        const IN: u32 = 0x01;
        const OUT: u32 = 0x02;
        const OPTIONAL: u32 = 0x10;
        let flags = self.tables.cell(Table::Param, row, 0)?;
        let sequence = self.tables.cell(Table::Param, row, 1)?;
        // Number 0 is the result.
        let Some(index) = usize::try_from(sequence).ok().and_then(|n| n.checked_sub(1)) else {
            return Ok(());
        };
        let name = self.string(self.tables.cell(Table::Param, row, 2)?)?;
        let attributes = self.attributes(Owner::Param(row))?;
        let param = params.get_mut(index).ok_or(Damage::Outside("a parameter"))?;
        param.name = name;
        param.is_out = flags & OUT != 0;
        param.is_in = flags & IN != 0 || !param.is_out;
        param.optional = flags & OPTIONAL != 0;
        param.retval = attributes.has_metadata("RetValAttribute");
        param.notes = attributes.notes();
        Ok(())
    }

    /// A struct, unless it is the struct that metadata makes of a typedef.
    fn structure(&mut self, row: u32, name: Name, attributes: &Attributes<'_>) -> Result<Definition, Damage> {
        let mut record = self.record(row, name, attributes)?;
        if attributes.has_metadata("NativeTypedefAttribute") && record.fields.len() == 1 {
            let field = record.fields.remove(0);
            return Ok(Definition::Alias(Alias { name: record.name, target: field.ty }));
        }
        Ok(Definition::Struct(record))
    }

    fn record(&mut self, row: u32, name: Name, attributes: &Attributes<'_>) -> Result<Record, Damage> {
        const STATIC: u32 = 0x10;
        let mut fields = Vec::new();
        for field in self.tables.type_def(row)?.fields {
            if self.tables.cell(Table::Field, field, 0)? & STATIC != 0 {
                continue;
            }
            let ty = self.field_type(field)?;
            fields.push(Field {
                name: self.string(self.tables.cell(Table::Field, field, 1)?)?,
                ty: self.ty(&ty, Some(&name))?,
                notes: self.attributes(Owner::Field(field))?.notes(),
            });
        }
        let pack = match self.related.layout(row) {
            Some(layout) => u16::try_from(self.tables.cell(Table::ClassLayout, layout, 0)?).ok(),
            None => None,
        };
        let align = attributes.metadata_number("AlignmentAttribute").and_then(|n| u16::try_from(n).ok());
        let arms = Arms {
            empty_cases: attributes.numbers("Oxcom.EmptyCaseAttribute"),
            empty_default: attributes.has("Oxcom.EmptyDefaultAttribute"),
            encapsulated: attributes.has("Oxcom.EncapsulatedAttribute"),
        };
        Ok(Record {
            name,
            guid: attributes.record_id()?,
            fields,
            pack: pack.filter(|&pack| pack != 0),
            align,
            arms,
        })
    }

    fn enumeration(&mut self, row: u32, name: Name, attributes: &Attributes<'_>) -> Result<Enum, Damage> {
        const LITERAL: u32 = 0x40;
        let (mut repr, mut values) = (Type::I32, Vec::new());
        for field in self.tables.type_def(row)?.fields {
            if self.tables.cell(Table::Field, field, 0)? & LITERAL == 0 {
                let ty = self.field_type(field)?;
                repr = self.ty(&ty, None)?;
            } else if let Some(constant) = self.related.constant(field) {
                let value = self.tables.blob(self.tables.cell(Table::Constant, constant, 2)?)?;
                values.push((self.string(self.tables.cell(Table::Field, field, 1)?)?, integer(value, &repr)));
            }
        }
        Ok(Enum { name, repr, short: attributes.has("Oxcom.Enum16Attribute"), values })
    }

    fn field_type(&mut self, row: u32) -> Result<Raw, Damage> {
        let signature = self.tables.blob(self.tables.cell(Table::Field, row, 2)?)?;
        signature::field(signature, &mut || self.budget.spend(1))
    }

    /// A type with its names looked up; `inside` is the struct whose nested types have no namespace of their own.
    fn ty(&mut self, raw: &Raw, inside: Option<&Name>) -> Result<Type, Damage> {
        Ok(match raw {
            Raw::Primitive(primitive) => primitive_type(*primitive),
            Raw::Foreign(what) => Type::Foreign(what),
            Raw::Array { element, count } => {
                Type::Array { element: Box::new(self.ty(element, inside)?), count: *count }
            }
            Raw::Pointer(target) => match self.ty(target, inside)? {
                Type::Named(name) if name.full() == known::SAFEARRAY => Type::SafeArray,
                target => Type::Pointer { target: Box::new(target) },
            },
            Raw::Named(row) => {
                let name = self.name(*row)?;
                match (known::known(name.full()), inside) {
                    (Some(known), _) => known,
                    (None, Some(outer)) if name.namespace().is_empty() && !name.full().contains('/') => {
                        Type::Named(Name::new(&format!("{outer}/{name}")))
                    }
                    (None, _) => Type::Named(name),
                }
            }
        })
    }

    fn attributes(&mut self, owner: Owner) -> Result<Attributes<'a>, Damage> {
        let mut found = Vec::new();
        let rows: Vec<u32> = self.related.attributes(owner).collect();
        for row in rows {
            let Some(ty) = attribute::type_of(self.tables, row)? else { continue };
            let name = self.name(ty)?;
            if notes::of_interest(&name) {
                let arguments = attribute::arguments(self.tables, row, &mut || self.budget.spend(1))?;
                found.push((name, arguments));
            }
        }
        Ok(Attributes(found))
    }

    fn name(&mut self, row: TypeRow) -> Result<Name, Damage> {
        if let Some(name) = self.names.get(&row) {
            return Ok(name.clone());
        }
        let name = self.tables.type_name(row, &self.related)?;
        self.budget.spend(name.full().len() / 64)?;
        self.names.insert(row, name.clone());
        Ok(name)
    }

    fn string(&mut self, offset: u32) -> Result<String, Damage> {
        let text = self.tables.string(offset)?;
        self.budget.spend(text.len() / 64)?;
        Ok(text.to_owned())
    }
}

fn primitive_type(primitive: Primitive) -> Type {
    match primitive {
        Primitive::Void => Type::Void,
        Primitive::Bool => Type::Bool,
        Primitive::Char => Type::U16,
        Primitive::I8 => Type::I8,
        Primitive::U8 => Type::U8,
        Primitive::I16 => Type::I16,
        Primitive::U16 => Type::U16,
        Primitive::I32 => Type::I32,
        Primitive::U32 => Type::U32,
        Primitive::I64 => Type::I64,
        Primitive::U64 => Type::U64,
        Primitive::F32 => Type::F32,
        Primitive::F64 => Type::F64,
        Primitive::ISize => Type::ISize,
        Primitive::USize => Type::USize,
    }
}

/// An enumerator's value: as many little-endian bytes as its type has.
fn integer(bytes: &[u8], repr: &Type) -> i64 {
    let mut wide = [0; 8];
    let len = bytes.len().min(8);
    wide[..len].copy_from_slice(&bytes[..len]);
    let value = i64::from_le_bytes(wide);
    let signed = matches!(repr, Type::I8 | Type::I16 | Type::I32);
    let unused = 64 - 8 * len.clamp(1, 8);
    if signed { value << unused >> unused } else { value }
}
