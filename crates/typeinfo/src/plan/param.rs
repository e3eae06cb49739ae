//! Parameters: the outermost pointer, which the direction and the notes govern, and how parameters refer to each other.

use super::values::{Values, closed, integer};
use super::{Count, Direction, InterfaceId, Param, PointerKind, Reason, Scalar, Scope, Type};
use crate::model::{self, Iid, Notes};

/// Compiles the parameter of a method that has this index.
pub(super) fn compile(
    values: &mut Values<'_>,
    method: &model::Method,
    index: usize,
    param: &model::Param,
) -> Result<Param, Reason> {
    let direction = match (param.is_in, param.is_out) {
        (true, true) => Direction::InOut,
        (false, true) => Direction::Out,
        (_, false) => Direction::In,
    };
    let (scope, kind) = (values.scope, top_kind(param, direction)?);
    values.check_notes(&param.ty, &param.notes)?;
    let top = Top { scope, method, index, param, direction, kind };
    if let Some(switch) = param.notes.switch {
        top.set_switch(switch, values)?;
    }
    let ty = top.compile(values)?;
    if contains_union(&ty) {
        return Err(Reason::UnionByValue);
    }
    let ty = closed(ty)?;
    check_out(&ty, direction)?;
    Ok(Param { name: param.name.clone(), direction, ty, retval: param.retval })
}

/// Whether there is a union in the value itself. How those are passed depends on all their arms.
fn contains_union(ty: &Type) -> bool {
    match ty {
        Type::Union { .. } => true,
        Type::Struct(structure) => structure.fields.iter().any(|field| contains_union(&field.ty)),
        Type::FixedArray { element, .. } => contains_union(element),
        _ => false,
    }
}

/// Refuses to give a method room of which only the method knows how much is needed.
fn check_out(ty: &Type, direction: Direction) -> Result<(), Reason> {
    match ty {
        Type::Pointer { target, .. } if direction == Direction::Out => match &**target {
            Type::Struct(structure) if structure.is_open() => Err(Reason::OpenOut(structure.name.clone())),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Whether a parameter's pointer is never null.
fn is_there(param: &model::Param) -> bool {
    !param.optional && matches!(param.notes.pointer, None | Some(PointerKind::Ref))
}

/// The kind of a parameter's outermost pointer: Ref, unless the description says that it may be null.
fn top_kind(param: &model::Param, direction: Direction) -> Result<PointerKind, Reason> {
    match (param.notes.pointer, direction) {
        (Some(PointerKind::Unique | PointerKind::Full), Direction::Out) => Err(Reason::NullableOut),
        (Some(kind), _) => Ok(kind),
        (None, Direction::In | Direction::InOut) if param.optional => Ok(PointerKind::Unique),
        (None, _) => Ok(PointerKind::Ref),
    }
}

/// A parameter, seen with the others of its method, to which its notes refer.
struct Top<'a> {
    scope: Scope<'a>,
    method: &'a model::Method,
    index: usize,
    param: &'a model::Param,
    direction: Direction,
    kind: PointerKind,
}

impl Top<'_> {
    fn compile(&self, values: &mut Values<'_>) -> Result<Type, Reason> {
        let notes = &self.param.notes;
        match self.scope.resolve(&self.param.ty)? {
            (model::Type::SafeArray, _) if self.direction != Direction::In => Err(Reason::OutSafeArray),
            (model::Type::Text { unit }, _) => self.text(unit),
            (model::Type::Pointer { target }, _) => self.pointer(&target, values),
            (model::Type::Array { .. }, _) => Err(Reason::ArrayByValue),
            (_, Some(model::Definition::Interface(_)))
                if self.direction == Direction::In && notes.iid.is_some() =>
            {
                Ok(Type::Interface(self.iid()?))
            }
            _ if self.direction != Direction::In => Err(Reason::OutByValue),
            _ => values.value(&self.param.ty, notes),
        }
    }

    /// A PWSTR or PSTR itself: text that goes in, or a buffer for characters.
    fn text(&self, unit: u8) -> Result<Type, Reason> {
        match (&self.param.notes.count, self.direction) {
            (Some(count), _) => {
                let unit = if unit == 1 { Scalar::U8 } else { Scalar::U16 };
                self.array(count, Type::Scalar(unit))
            }
            (None, Direction::In) => Ok(Type::Text { kind: self.kind, unit }),
            (None, _) => Err(Reason::OutText),
        }
    }

    fn pointer(&self, target: &model::Type, values: &mut Values<'_>) -> Result<Type, Reason> {
        let notes = &self.param.notes;
        let (resolved, definition) = self.scope.resolve(target)?;
        let is_interface = matches!(definition, Some(model::Definition::Interface(_)));
        match (&resolved, &notes.count) {
            (model::Type::Void, Some(count)) => self.array(count, Type::Scalar(Scalar::U8)),
            (model::Type::Void, None) if notes.iid.is_some() && self.direction == Direction::In => {
                Ok(Type::Interface(self.iid()?))
            }
            (model::Type::Void, None) => Err(Reason::VoidPointer),
            (model::Type::Pointer { target: inner }, Some(count)) if notes.iid.is_some() => {
                self.check_void(inner)?;
                self.array(count, Type::Interface(self.iid()?))
            }
            (_, Some(count)) if notes.iid.is_some() && is_interface => {
                self.array(count, Type::Interface(self.iid()?))
            }
            (_, Some(count)) => self.array(count, values.value(target, notes)?),
            (model::Type::Pointer { target: inner }, None) => self.double_pointer(inner, values),
            _ if notes.text && self.direction == Direction::In => {
                Ok(Type::Text { kind: self.kind, unit: values.text_unit(target)? })
            }
            _ if notes.text => Err(Reason::OutText),
            _ if notes.iid.is_some() && is_interface => self.pointer_to(Type::Interface(self.iid()?)),
            _ => self.pointer_to(values.value(target, notes)?),
        }
    }

    /// `T**`: an interface pointer, an array or a value that the other side allocates.
    fn double_pointer(&self, inner: &model::Type, values: &mut Values<'_>) -> Result<Type, Reason> {
        let notes = &self.param.notes;
        let is_void = self.scope.resolve(inner)?.0 == model::Type::Void;
        if is_void && notes.iid.is_some() {
            return self.pointer_to(Type::Interface(self.iid()?));
        }
        let kind = PointerKind::Unique;
        if let Some(count) = notes.inner_count {
            self.check_count(count, self.direction == Direction::InOut)?;
            let element = match is_void {
                true => Type::Scalar(Scalar::U8),
                false => closed(values.value(inner, &Notes::default())?)?,
            };
            let (element, size) = (Box::new(element), Count::Param(count));
            return self.pointer_to(Type::Array { kind, element, size, length: None });
        }
        match (is_void, notes.single) {
            (true, _) => Err(Reason::VoidPointer),
            (false, false) => Err(Reason::PointerToPointer),
            (false, true) => self.pointer_to(Type::Pointer {
                kind,
                target: Box::new(values.value(inner, &Notes::default())?),
            }),
        }
    }

    /// What an interface's id is given for is an interface type, or nothing typed.
    fn check_void(&self, target: &model::Type) -> Result<(), Reason> {
        match self.scope.resolve(target)?.0 {
            model::Type::Void => Ok(()),
            _ => Err(Reason::PointerToPointer),
        }
    }

    fn pointer_to(&self, target: Type) -> Result<Type, Reason> {
        Ok(Type::Pointer { kind: self.kind, target: Box::new(target) })
    }

    fn array(&self, count: &model::Count, element: Type) -> Result<Type, Reason> {
        let element = closed(element)?;
        let (param, size) = match *count {
            model::Count::Elements(param) => (param, Count::Param(param)),
            model::Count::Bytes(param) => (param, Count::ParamBytes(param)),
            model::Count::Constant(0) => return Err(Reason::EmptyArray),
            model::Count::Constant(count) => {
                return self.pointer_to(Type::FixedArray { element: Box::new(element), count });
            }
            model::Count::Named(ref field) => return Err(Reason::BadCountField(field.clone())),
        };
        self.check_count(param, true)?;
        let length = match self.param.notes.length {
            Some(length) => {
                self.check_count(length, self.direction != Direction::Out)?;
                Some(Count::Param(length))
            }
            None => None,
        };
        Ok(Type::Array { kind: self.kind, element: Box::new(element), size, length })
    }

    /// What counts elements is another parameter: a number, or a pointer to one that is never null.
    fn check_count(&self, index: u16, before_the_call: bool) -> Result<(), Reason> {
        let counter = self.method.params.get(usize::from(index)).filter(|_| usize::from(index) != self.index);
        let counter = counter.ok_or(Reason::BadCount(index))?;
        let ty = match self.scope.resolve(&counter.ty)?.0 {
            model::Type::Pointer { target } if is_there(counter) => self.scope.resolve(&target)?.0,
            ty => ty,
        };
        match integer(&ty) {
            None => Err(Reason::BadCount(index)),
            Some(_) if before_the_call && !counter.is_in => Err(Reason::CountComesBack(index)),
            Some(_) => Ok(()),
        }
    }

    /// Says which parameter switches the union that this one points to: a number, or a pointer to one that is never null.
    fn set_switch(&self, index: u16, values: &mut Values<'_>) -> Result<(), Reason> {
        let switch = self.method.params.get(usize::from(index)).filter(|_| usize::from(index) != self.index);
        let switch = switch.ok_or(Reason::BadSwitch(index))?;
        let number = match self.scope.resolve(&switch.ty)?.0 {
            model::Type::Pointer { target } if is_there(switch) => *target,
            ty => ty,
        };
        if !switch.is_in && self.direction != Direction::Out {
            return Err(Reason::CountComesBack(index));
        }
        match values.set_switch(Count::Param(index), &number, true)? {
            true => Ok(()),
            false => Err(Reason::BadSwitch(index)),
        }
    }

    /// The parameter that holds the id of the interface that this one points to.
    fn iid(&self) -> Result<InterfaceId, Reason> {
        let index = match self.param.notes.iid {
            Some(Iid::Param(index)) if self.is_iid(usize::from(index)) => Some(index),
            Some(Iid::Param(index)) => return Err(Reason::BadIidParam(index)),
            Some(Iid::Before) | None => {
                let before = (0..self.index).rev().find(|&index| self.is_iid(index));
                before.and_then(|index| u16::try_from(index).ok())
            }
        };
        index.map(InterfaceId::Param).ok_or(Reason::NoIidParam)
    }

    fn is_iid(&self, index: usize) -> bool {
        let param = self.method.params.get(index).filter(|param| param.is_in && is_there(param));
        let Some(param) = param else { return false };
        let Ok((model::Type::Pointer { target }, _)) = self.scope.resolve(&param.ty) else { return false };
        matches!(self.scope.resolve(&target), Ok((model::Type::Guid, _)))
    }
}
