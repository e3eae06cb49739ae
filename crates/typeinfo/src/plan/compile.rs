//! From an interface's description to its plan: the methods of its bases and its own, and how they hang together.

use std::sync::Arc;

use super::param;
use super::values::Values;
use super::{Direction, Interface, Method, MethodResult, Place, PlanError, Reason, Scope, Struct, Type};
use crate::model::{self, Form, Name, Notes};
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

/// Works out how a record lies in memory and on the wire: a struct that has an id.
///
/// # Errors
///
/// [`PlanError`], which says what in the description must change.
pub fn record(scope: Scope<'_>, id: &GUID) -> Result<Arc<Struct>, PlanError> {
    let name = Name::of_id(id);
    let Some(model::Definition::Struct(record)) = scope.definition(&name) else {
        return Err(PlanError::Unknown(*id));
    };
    let mut values = Values::new(scope);
    values.structure(record).map_err(|reason| {
        let (interface, field) = (record.name.to_string(), values.field_in_error());
        PlanError::Refused { place: Box::new(Place { interface, field, ..Place::default() }), reason }
    })
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
            let compiled = param::compile(&mut self.values, method, index, param);
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
}
