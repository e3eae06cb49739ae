//! From an interface's description to its plan: the methods of its bases and its own, and how they hang together.

use std::sync::Arc;

use super::values::{Values, integer};
use super::{
    Count, Direction, Interface, InterfaceId, Method, MethodResult, Param, Place, PlanError, PointerKind,
    Reason, Scope, Type,
};
use crate::model::{self, Form, Iid, Notes};
use windows_core::GUID;

/// IUnknown's own three methods are answered without a plan.
const FIRST_SLOT: u16 = 3;
/// No interface derives through more.
const MAX_BASES: usize = 64;
/// As many methods as proxies have room for.
const MAX_METHODS: usize = 1024;
/// {00000000-0000-0000-C000-000000000046}
const IID_IUNKNOWN: GUID = GUID::from_u128(0x00000000_0000_0000_c000_000000000046);

/// Works out the plan of an interface.
///
/// # Errors
///
/// [`PlanError`], which says what in the description must change.
pub fn compile(scope: Scope<'_>, iid: &GUID) -> Result<Arc<Interface>, PlanError> {
    let interface = scope.interface(iid).ok_or(PlanError::Unknown(*iid))?;
    let mut place = Place { interface: interface.name.to_string(), ..Place::default() };
    let (methods, values) = (methods(scope, interface), Values::new(scope));
    let compiler = Compiler { values };
    match methods.and_then(|methods| compiler.methods(&methods, &mut place)) {
        Ok(methods) => {
            Ok(Arc::new(Interface { iid: *iid, name: interface.name.short().to_owned(), methods }))
        }
        Err(reason) => Err(PlanError::Refused { place: Box::new(place), reason }),
    }
}

/// A method and the interface that declares it.
type Declared<'a> = (GUID, &'a model::Method);

/// All methods from slot 3 on: those of the bases first.
fn methods<'a>(scope: Scope<'a>, interface: &'a model::Interface) -> Result<Vec<Declared<'a>>, Reason> {
    let mut chain = Vec::new();
    let mut current = interface;
    while current.iid != Some(IID_IUNKNOWN) {
        if current.opaque {
            return Err(Reason::Opaque);
        }
        if chain.len() == MAX_BASES {
            return Err(Reason::BaseChain);
        }
        let iid = current.iid.ok_or_else(|| Reason::NoIid(current.name.to_string()))?;
        chain.push((iid, current));
        let base = current.base.as_ref().ok_or(Reason::NoUnknown)?;
        current = match scope.definition(base) {
            Some(model::Definition::Interface(base)) => base,
            _ => return Err(Reason::BaseUnknown(base.to_string())),
        };
    }
    let declared =
        |&(iid, interface): &(GUID, &'a model::Interface)| interface.methods.iter().map(move |m| (iid, m));
    let methods: Vec<_> = chain.iter().rev().flat_map(declared).collect();
    if methods.len() > MAX_METHODS {
        return Err(Reason::TooManyMethods(MAX_METHODS));
    }
    Ok(methods)
}

struct Compiler<'a> {
    values: Values<'a>,
}

impl Compiler<'_> {
    /// On an error, `place` tells where it was met.
    fn methods(mut self, methods: &[Declared<'_>], place: &mut Place) -> Result<Vec<Method>, Reason> {
        let mut compiled = Vec::with_capacity(methods.len());
        for (slot, declared) in (FIRST_SLOT..).zip(methods) {
            place.method = Some(declared.1.name.clone());
            compiled.push(self.method(slot, declared, place)?);
        }
        Ok(compiled)
    }

    fn method(&mut self, slot: u16, declared: &Declared<'_>, place: &mut Place) -> Result<Method, Reason> {
        let &(declared_by, method) = declared;
        if let Some(unknown) = &method.unknown {
            return Err(Reason::UnknownAttribute(unknown.clone()));
        }
        let call_as = method.form != Form::Same;
        let (name, described): (_, &[model::Param]) = match &method.form {
            Form::Same => (&method.name, &method.params),
            Form::RemoteFormOf(local) => (local, &method.params),
            Form::LocalOnly => (&method.name, &[]),
        };
        let mut params = Vec::with_capacity(described.len());
        for (index, param) in described.iter().enumerate() {
            place.param = Some(param.name.clone());
            let compiled = self.param(method, index, param);
            place.field = self.values.field_in_error();
            params.push(compiled?);
        }
        place.param = None;
        let result = self.result(&method.result)?;
        let answers = params.iter().any(|param| param.direction != Direction::In);
        if method.one_way && (answers || matches!(result, MethodResult::Scalar(_))) {
            return Err(Reason::OneWayAnswers);
        }
        Ok(Method { name: name.clone(), slot, params, result, one_way: method.one_way, call_as, declared_by })
    }

    fn result(&mut self, ty: &model::Type) -> Result<MethodResult, Reason> {
        match self.values.scope.resolve(ty)?.0 {
            model::Type::Void => Ok(MethodResult::Void),
            model::Type::Hresult => Ok(MethodResult::Hresult),
            _ => match self.values.value(ty, &Notes::default())? {
                Type::Scalar(scalar) => Ok(MethodResult::Scalar(scalar)),
                _ => Err(Reason::BadResult),
            },
        }
    }

    fn param(&mut self, method: &model::Method, index: usize, param: &model::Param) -> Result<Param, Reason> {
        let direction = match (param.is_in, param.is_out) {
            (true, true) => Direction::InOut,
            (false, true) => Direction::Out,
            (_, false) => Direction::In,
        };
        let top = Top {
            scope: self.values.scope,
            method,
            index,
            param,
            direction,
            kind: top_kind(param, direction)?,
        };
        top.check_notes()?;
        let ty = top.compile(&mut self.values)?;
        Ok(Param { name: param.name.clone(), direction, ty, retval: param.retval })
    }
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
    fn check_notes(&self) -> Result<(), Reason> {
        let notes = &self.param.notes;
        if let Some(unknown) = &notes.unknown {
            return Err(Reason::UnknownAttribute(unknown.clone()));
        }
        if notes.switch.is_some() {
            return Err(Reason::SwitchAlone);
        }
        if notes.length.is_some() && notes.count.is_none() {
            return Err(Reason::LengthAlone);
        }
        Ok(())
    }

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
                let unit = if unit == 1 { super::Scalar::U8 } else { super::Scalar::U16 };
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
            (model::Type::Void, Some(count)) => self.array(count, Type::Scalar(super::Scalar::U8)),
            (model::Type::Void, None) if notes.iid.is_some() && self.direction == Direction::In => {
                Ok(Type::Interface(self.iid()?))
            }
            (model::Type::Void, None) => Err(Reason::VoidPointer),
            (_, Some(count)) => {
                let element =
                    values.value(target, &Notes { count: None, length: None, iid: None, ..notes.clone() })?;
                self.array(count, element)
            }
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
            let element = if is_void {
                Type::Scalar(super::Scalar::U8)
            } else {
                values.value(inner, &Notes::default())?
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

    fn pointer_to(&self, target: Type) -> Result<Type, Reason> {
        Ok(Type::Pointer { kind: self.kind, target: Box::new(target) })
    }

    fn array(&self, count: &model::Count, element: Type) -> Result<Type, Reason> {
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

    /// What counts elements is another parameter: a number or a pointer to one.
    fn check_count(&self, index: u16, before_the_call: bool) -> Result<(), Reason> {
        let counter = self.method.params.get(usize::from(index)).filter(|_| usize::from(index) != self.index);
        let counter = counter.ok_or(Reason::BadCount(index))?;
        let (ty, _) = match self.scope.resolve(&counter.ty)?.0 {
            model::Type::Pointer { target } => self.scope.resolve(&target)?,
            ty => (ty, None),
        };
        match integer(&ty) {
            None => Err(Reason::BadCount(index)),
            Some(_) if before_the_call && !counter.is_in => Err(Reason::CountComesBack(index)),
            Some(_) => Ok(()),
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
        let Some(param) = self.method.params.get(index).filter(|param| param.is_in) else { return false };
        let Ok((model::Type::Pointer { target }, _)) = self.scope.resolve(&param.ty) else { return false };
        matches!(self.scope.resolve(&target), Ok((model::Type::Guid, _)))
    }
}
