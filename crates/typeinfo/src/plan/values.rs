//! Values: what a parameter points to, what an array or struct consists of.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Arm, Count, Enclosing, InterfaceId, PointerKind, Reason, Scalar, Scope, Struct, Switch, Type, Union,
    layout,
};
use crate::model::{self, Definition, Name, Notes, Record};

/// No real type has more layers.
const MAX_DEPTH: usize = 32;

/// Compiles the types of one interface; structs that several parameters use are compiled once.
pub(super) struct Values<'a> {
    pub(super) scope: Scope<'a>,
    structs: HashMap<Name, Arc<Struct>>,
    unions: HashMap<Name, Arc<Union>>,
    /// What switches the union that will be met next.
    switch: Option<Switch>,
    /// The structs and unions being compiled, outermost first.
    open: Vec<Open>,
    /// How many pointers lead from the parameter to what is being compiled.
    pointers: usize,
    depth: usize,
    field_in_error: Option<String>,
}

/// A struct or union that is being compiled.
struct Open {
    name: Name,
    /// How many pointers lead to it.
    pointers: usize,
    /// What stands for it inside of it; nothing does for a union.
    enclosing: Option<Enclosing>,
}

impl<'a> Values<'a> {
    pub(super) fn new(scope: Scope<'a>) -> Self {
        Self {
            scope,
            structs: HashMap::new(),
            unions: HashMap::new(),
            switch: None,
            open: Vec::new(),
            pointers: 0,
            depth: 0,
            field_in_error: None,
        }
    }

    /// The struct's field at which the last error was met.
    pub(super) fn field_in_error(&self) -> Option<String> {
        self.field_in_error.clone()
    }

    /// Refuses what a description says in vain: it was meant to change something.
    pub(super) fn check_notes(&self, ty: &model::Type, notes: &Notes) -> Result<(), Reason> {
        if let Some(unknown) = &notes.unknown {
            return Err(Reason::UnknownAttribute(unknown.clone()));
        }
        if notes.length.is_some() && notes.count.is_none() {
            return Err(Reason::LengthAlone);
        }
        let (mut innermost, mut pointers) = (self.scope.resolve(ty)?.0, 0);
        while let model::Type::Pointer { target } = innermost {
            (innermost, pointers) = (self.scope.resolve(&target)?.0, pointers + 1);
        }
        if notes.switch.is_some() && !self.is_union(&innermost) {
            return Err(Reason::SwitchAlone);
        }
        let is_text = matches!(innermost, model::Type::Text { .. });
        if notes.count.is_some() && matches!(innermost, model::Type::Array { .. }) && pointers == 0 {
            return Err(Reason::ConformantStruct);
        }
        let in_vain = [
            ("len_param or size_param", notes.count.is_some() && pointers == 0 && !is_text),
            ("InnerSizeIs", notes.inner_count.is_some() && (pointers < 2 || notes.count.is_some())),
            ("Single", notes.single && (pointers < 2 || notes.count.is_some())),
            ("Text", notes.text && (pointers != 1 || notes.count.is_some())),
            ("Ref, Unique or Full", notes.pointer.is_some() && pointers == 0 && !is_text),
            ("ArrayOf", notes.element.is_some() && innermost != model::Type::SafeArray),
            ("iid_is or IidIs", notes.iid.is_some() && !self.may_be_object(&innermost)),
        ];
        match in_vain.iter().find(|(_, is)| *is) {
            Some((what, _)) => Err(Reason::InVain(what)),
            None => Ok(()),
        }
    }

    /// Whether it is a union, or an array of them in place.
    fn is_union(&self, ty: &model::Type) -> bool {
        match self.scope.resolve(ty) {
            Ok((model::Type::Array { element, .. }, _)) => self.is_union(&element),
            Ok((_, definition)) => matches!(definition, Some(Definition::Union(_))),
            Err(_) => false,
        }
    }

    /// Says what switches the union that is compiled next: a number, which `by` names. `None` if it is no number.
    pub(super) fn set_switch(&mut self, by: Count, number: &model::Type, sent: bool) -> Result<bool, Reason> {
        let (number, definition) = self.scope.resolve(number)?;
        let scalar = match definition {
            Some(Definition::Enum(_)) => match self.value(&number, &Notes::default())? {
                Type::Scalar(scalar) => Some(scalar),
                _ => None,
            },
            _ => integer(&number),
        };
        self.switch = scalar.map(|scalar| Switch { by, scalar, sent });
        Ok(self.switch.is_some())
    }

    fn may_be_object(&self, ty: &model::Type) -> bool {
        let model::Type::Named(name) = ty else { return *ty == model::Type::Void };
        matches!(self.scope.definition(name), Some(Definition::Interface(_)))
    }

    /// The type of a value that is not a parameter's outermost pointer.
    pub(super) fn value(&mut self, ty: &model::Type, notes: &Notes) -> Result<Type, Reason> {
        if self.depth == MAX_DEPTH {
            return Err(Reason::TooDeep);
        }
        self.depth += 1;
        let compiled = self.value_inside(ty, notes);
        self.depth -= 1;
        compiled
    }

    fn value_inside(&mut self, ty: &model::Type, notes: &Notes) -> Result<Type, Reason> {
        use model::Type as T;
        let (ty, definition) = self.scope.resolve(ty)?;
        if notes.descriptor {
            return match ty {
                T::I32 | T::U32 => Ok(Type::Descriptor),
                _ => Err(Reason::BadDescriptor),
            };
        }
        if notes.int3264 {
            return match ty {
                T::USize => Ok(Type::Scalar(Scalar::Int3264)),
                _ => Err(Reason::BadInt3264),
            };
        }
        if let Some(definition) = definition {
            return self.defined(definition);
        }
        Ok(match ty {
            T::Bool => return Err(Reason::Bool),
            T::Void => return Err(Reason::VoidPointer),
            T::F32 => Type::Scalar(Scalar::F32),
            T::F64 | T::Date => Type::Scalar(Scalar::F64),
            T::VariantBool => Type::Scalar(Scalar::I16),
            T::Currency => Type::Scalar(Scalar::I64),
            T::Hresult => Type::Scalar(Scalar::I32),
            T::Guid => Type::Guid,
            T::Bstr => Type::Bstr,
            T::Variant => Type::Variant,
            T::Decimal => Type::Decimal,
            T::SafeArray => Type::SafeArray(notes.element),
            T::Text { unit } => Type::Text { kind: PointerKind::Unique, unit },
            T::Pointer { target } => self.pointer(&target, PointerKind::Unique)?,
            T::Array { count: 0, .. } => return Err(Reason::EmptyArray),
            T::Array { element, count } => {
                let element = Box::new(closed(self.value(&element, &Notes::default())?)?);
                Type::FixedArray { element, count }
            }
            T::Foreign(what) => return Err(Reason::Foreign(what.to_owned())),
            ty => Type::Scalar(integer(&ty).ok_or_else(|| Reason::Foreign(format!("{ty:?}")))?),
        })
    }

    /// A pointer to one value, inside another value.
    fn pointer(&mut self, target: &model::Type, kind: PointerKind) -> Result<Type, Reason> {
        if let model::Type::Pointer { .. } = self.scope.resolve(target)?.0 {
            return Err(Reason::PointerToPointer);
        }
        Ok(Type::Pointer { kind, target: Box::new(self.behind_pointer(target, &Notes::default())?) })
    }

    /// What a pointer inside another value points to.
    fn behind_pointer(&mut self, target: &model::Type, notes: &Notes) -> Result<Type, Reason> {
        self.pointers += 1;
        let target = self.value(target, notes);
        self.pointers -= 1;
        target
    }

    fn defined(&mut self, definition: &Definition) -> Result<Type, Reason> {
        match definition {
            Definition::Interface(interface) => {
                let iid = interface.iid.ok_or_else(|| Reason::NoIid(interface.name.to_string()))?;
                Ok(Type::Interface(InterfaceId::Known(iid)))
            }
            Definition::Struct(record) => match self.enclosing(record)? {
                Some(enclosing) => Ok(Type::Enclosing(enclosing)),
                None => self.structure(record).map(Type::Struct),
            },
            Definition::Union(record) => {
                let switch = self.switch.take().ok_or_else(|| Reason::Union(record.name.to_string()))?;
                Ok(Type::Union { union: self.union(record)?, switch })
            }
            Definition::Enum(enumeration) => match (integer(&enumeration.repr), enumeration.short) {
                (Some(Scalar::I32 | Scalar::U32), true) => Ok(Type::Scalar(Scalar::Enum16)),
                (Some(scalar), _) => Ok(Type::Scalar(scalar)),
                (None, _) => Err(Reason::Foreign(enumeration.name.to_string())),
            },
            Definition::Alias(_) | Definition::Coclass(_) | Definition::Other(_) => {
                Err(Reason::Foreign(definition.name().to_string()))
            }
        }
    }

    /// What stands for a struct inside of itself, if this is there: behind a pointer.
    fn enclosing(&self, record: &Record) -> Result<Option<Enclosing>, Reason> {
        match self.open.iter().find(|open| open.name == record.name) {
            None => Ok(None),
            Some(Open { pointers, enclosing: Some(enclosing), .. }) if *pointers < self.pointers => {
                Ok(Some(enclosing.clone()))
            }
            Some(_) => Err(Reason::Recursive(record.name.to_string())),
        }
    }

    pub(super) fn structure(&mut self, record: &Record) -> Result<Arc<Struct>, Reason> {
        if let Some(compiled) = self.structs.get(&record.name) {
            return Ok(compiled.clone());
        }
        if record.fields.is_empty() {
            return Err(Reason::EmptyStruct(record.name.to_string()));
        }
        self.check_encapsulated(record)?;
        let name = record.name.short().to_owned();
        let enclosing = Enclosing::new(&name);
        let fields = self.fields(record, Some(&enclosing))?;
        let compiled = layout::structure(name, fields, record.pack, record.align).ok_or(Reason::TooLarge)?;
        let compiled = enclosing.close(compiled);
        self.structs.insert(record.name.clone(), compiled.clone());
        Ok(compiled)
    }

    /// The fields of a struct, the arms of a union.
    fn fields(
        &mut self,
        record: &Record,
        enclosing: Option<&Enclosing>,
    ) -> Result<Vec<(String, Type)>, Reason> {
        if self.open.iter().any(|open| open.name == record.name) {
            return Err(Reason::Recursive(record.name.to_string()));
        }
        let odd = |n: u16| !n.is_power_of_two() || n > 16;
        if record.pack.is_some_and(odd) || record.align.is_some_and(odd) {
            return Err(Reason::BadPack(record.name.to_string()));
        }
        let (name, is_struct) = (record.name.clone(), enclosing.is_some());
        self.open.push(Open { name, pointers: self.pointers, enclosing: enclosing.cloned() });
        let mut fields = Vec::with_capacity(record.fields.len());
        for field in &record.fields {
            let may_be_open = is_struct && fields.len() + 1 == record.fields.len();
            let ty = self.field(record, field).and_then(|ty| if may_be_open { Ok(ty) } else { closed(ty) });
            let ty = ty.inspect_err(|_| {
                let path = || format!("{}.{}", record.name.short(), field.name);
                self.field_in_error.get_or_insert_with(path);
            })?;
            fields.push((field.name.clone(), ty));
        }
        self.open.pop();
        Ok(fields)
    }

    fn check_encapsulated(&self, record: &Record) -> Result<(), Reason> {
        let fits = match &record.fields[..] {
            _ if !record.arms.encapsulated => true,
            [_, union] => self.is_union(&union.ty) && union.notes.switch.is_none(),
            _ => false,
        };
        if fits { Ok(()) } else { Err(Reason::Encapsulated(record.name.to_string())) }
    }

    fn union(&mut self, record: &Record) -> Result<Arc<Union>, Reason> {
        if let Some(compiled) = self.unions.get(&record.name) {
            return Ok(compiled.clone());
        }
        let counted = |field: &model::Field| {
            field.notes.length.is_some()
                || field.notes.count.as_ref().is_some_and(|count| !matches!(count, model::Count::Constant(_)))
        };
        if record.fields.iter().any(counted) {
            return Err(Reason::ArmCount);
        }
        let mut arms = Vec::with_capacity(record.fields.len() + 1);
        for ((name, ty), field) in self.fields(record, None)?.into_iter().zip(&record.fields) {
            arms.push(Arm { name, cases: field.notes.cases.clone(), ty: Some(ty) });
        }
        let mut defaults: Vec<_> = (0..)
            .zip(&record.fields)
            .filter(|(_, field)| field.notes.default_case)
            .map(|(index, _)| index)
            .collect();
        if !record.arms.empty_cases.is_empty() || record.arms.empty_default {
            defaults.extend(record.arms.empty_default.then_some(arms.len() as u16));
            arms.push(Arm { name: String::new(), cases: record.arms.empty_cases.clone(), ty: None });
        }
        check_cases(&arms, &defaults).ok_or_else(|| Reason::BadCases(record.name.to_string()))?;
        let name = record.name.short().to_owned();
        let compiled = layout::union(name, arms, defaults.first().copied(), record.align);
        let compiled = Arc::new(compiled.ok_or(Reason::TooLarge)?);
        self.unions.insert(record.name.clone(), compiled.clone());
        Ok(compiled)
    }

    fn field(&mut self, record: &Record, field: &model::Field) -> Result<Type, Reason> {
        self.switch_field(record, field)?;
        let ty = self.field_type(record, field);
        self.switch = None;
        ty
    }

    /// Says which field switches the union that a field is made of, if it is.
    fn switch_field(&mut self, record: &Record, field: &model::Field) -> Result<(), Reason> {
        let encapsulated = record.arms.encapsulated && field.name == record.fields[1].name;
        let Some(index) = field.notes.switch.or(encapsulated.then_some(0)) else { return Ok(()) };
        let number = record.fields.get(usize::from(index)).filter(|number| number.name != field.name);
        let number = number.ok_or(Reason::BadSwitch(index))?;
        match self.set_switch(Count::Field(index), &number.ty, !encapsulated)? {
            true => Ok(()),
            false => Err(Reason::BadSwitch(index)),
        }
    }

    fn field_type(&mut self, record: &Record, field: &model::Field) -> Result<Type, Reason> {
        let notes = &field.notes;
        if notes.iid.is_some() {
            return Err(Reason::FieldIid);
        }
        if notes.single || notes.inner_count.is_some() {
            return Err(Reason::PointerToPointer);
        }
        if let Some(array) = self.last_array(record, field)? {
            return Ok(array);
        }
        self.check_notes(&field.ty, notes)?;
        let kind = notes.pointer.unwrap_or(PointerKind::Unique);
        let (ty, _) = self.scope.resolve(&field.ty)?;
        match (ty, &notes.count) {
            (model::Type::Pointer { target }, Some(count)) => {
                let element = match self.scope.resolve(&target)?.0 {
                    model::Type::Void => Type::Scalar(Scalar::U8),
                    _ => self.behind_pointer(&target, notes)?,
                };
                self.array(record, field, kind, count, element)
            }
            (model::Type::Text { unit }, Some(count)) => {
                let unit = if unit == 1 { Scalar::U8 } else { Scalar::U16 };
                self.array(record, field, kind, count, Type::Scalar(unit))
            }
            (model::Type::Text { unit }, None) => Ok(Type::Text { kind, unit }),
            (model::Type::Pointer { target }, None) if notes.text => {
                Ok(Type::Text { kind, unit: self.text_unit(&target)? })
            }
            (model::Type::Pointer { target }, None) => self.pointer(&target, kind),
            _ => self.value(&field.ty, notes),
        }
    }

    /// The array of variable length in which a struct ends, if this field is one.
    fn last_array(&mut self, record: &Record, field: &model::Field) -> Result<Option<Type>, Reason> {
        let (model::Type::Array { element, count: declared }, Some(_)) =
            (self.scope.resolve(&field.ty)?.0, &field.notes.count)
        else {
            return Ok(None);
        };
        let is_last = record.fields.last().is_some_and(|last| last.name == field.name);
        self.check_notes(&field.ty, &Notes { count: None, length: None, ..field.notes.clone() })?;
        let element = closed(self.value(&element, &Notes::default())?)?;
        match (&field.notes.count, is_last) {
            (Some(count), true) if !matches!(count, model::Count::Constant(_)) => {
                let array = self.array(record, field, PointerKind::Ref, count, element)?;
                let Type::Array { element, size, length, .. } = array else {
                    return Err(Reason::ConformantStruct);
                };
                Ok(Some(Type::Conformant { element, size, length, declared }))
            }
            _ => Err(Reason::ConformantStruct),
        }
    }

    /// An array that a field points to.
    fn array(
        &self,
        record: &Record,
        field: &model::Field,
        kind: PointerKind,
        count: &model::Count,
        element: Type,
    ) -> Result<Type, Reason> {
        let element = Box::new(closed(element)?);
        let size = match count {
            model::Count::Elements(index) => *index,
            model::Count::Bytes(index) if element.layout().is_some_and(|layout| layout.size == 1) => *index,
            model::Count::Bytes(_) => return Err(Reason::FieldBytes),
            model::Count::Named(name) => {
                let index = record.fields.iter().position(|field| field.name == *name);
                index
                    .and_then(|n| u16::try_from(n).ok())
                    .ok_or_else(|| Reason::BadCountField(name.clone()))?
            }
            model::Count::Constant(0) => return Err(Reason::EmptyArray),
            model::Count::Constant(count) => {
                let target = Box::new(Type::FixedArray { element, count: *count });
                return Ok(Type::Pointer { kind, target });
            }
        };
        self.check_count(record, field, size)?;
        if let Some(length) = field.notes.length {
            self.check_count(record, field, length)?;
        }
        Ok(Type::Array {
            kind,
            element,
            size: Count::Field(size),
            length: field.notes.length.map(Count::Field),
        })
    }

    /// What counts a field's elements is another field that is a number.
    fn check_count(&self, record: &Record, field: &model::Field, index: u16) -> Result<(), Reason> {
        let counter = record.fields.get(usize::from(index)).filter(|counter| counter.name != field.name);
        let counter = counter.ok_or(Reason::BadCount(index))?;
        let (ty, _) = self.scope.resolve(&counter.ty)?;
        integer(&ty).map(|_| ()).ok_or(Reason::BadCount(index))
    }

    /// How wide the characters are that a pointer marked as text points to.
    pub(super) fn text_unit(&self, target: &model::Type) -> Result<u8, Reason> {
        match integer(&self.scope.resolve(target)?.0) {
            Some(Scalar::I8 | Scalar::U8) => Ok(1),
            Some(Scalar::U16) => Ok(2),
            _ => Err(Reason::BadText),
        }
    }
}

/// A type that may be an element, or stand before others.
pub(super) fn closed(ty: Type) -> Result<Type, Reason> {
    match &ty {
        Type::Struct(structure) if structure.is_open() => Err(Reason::OpenStruct(structure.name.clone())),
        _ => Ok(ty),
    }
}

/// Each arm has cases or is the one default, and no two have the same.
fn check_cases(arms: &[Arm], defaults: &[u16]) -> Option<()> {
    let mut all: Vec<_> = arms.iter().flat_map(|arm| &arm.cases).collect();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    let is_reached = |(index, arm): (u16, &Arm)| !arm.cases.is_empty() || defaults.contains(&index);
    (all.len() == count && defaults.len() <= 1 && !arms.is_empty() && (0..).zip(arms).all(is_reached))
        .then_some(())
}

/// A type as the integer that it is.
pub(super) fn integer(ty: &model::Type) -> Option<Scalar> {
    use model::Type as T;
    Some(match ty {
        T::I8 => Scalar::I8,
        T::U8 => Scalar::U8,
        T::I16 => Scalar::I16,
        T::U16 => Scalar::U16,
        T::I32 => Scalar::I32,
        T::U32 => Scalar::U32,
        T::I64 => Scalar::I64,
        T::U64 => Scalar::U64,
        T::ISize => Scalar::ISize,
        T::USize => Scalar::USize,
        _ => return None,
    })
}
