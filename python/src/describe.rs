//! What is known of interfaces: from registration, and from the files that a program names.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use oxcom::abi::{E_NOINTERFACE, TYPE_E_CANTLOADLIBRARY};
use oxcom_activation::Registry;
use oxcom_typeinfo::model::{self, Definition, Library, MethodKind};
use oxcom_typeinfo::plan::{Direction, MethodResult};
use oxcom_typeinfo::{Catalog, Error, system};
use pyo3::prelude::*;
use windows_core::GUID;

use crate::error::failure;
use crate::native::Signature;
use crate::shape::{Scope, Shape};

/// What registration files say: of classes, and of interfaces' descriptions.
pub(crate) static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::from_environment);

/// The files that a program named itself, by interface. Guarded by its lock, never held while files are read.
static NAMED: LazyLock<Mutex<HashMap<GUID, PathBuf>>> = LazyLock::new(Mutex::default);

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::new(files_of));

static INTERFACES: LazyLock<Mutex<HashMap<GUID, Arc<Interface>>>> = LazyLock::new(Mutex::default);

fn files_of(iid: &GUID) -> Vec<PathBuf> {
    if let Some(file) = lock(&NAMED).get(iid) {
        return vec![file.clone()];
    }
    REGISTRY.interface(iid).map_or_else(Vec::new, |found| found.type_libraries.clone())
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An interface with all its methods.
pub(crate) struct Interface {
    pub(crate) iid: GUID,
    pub(crate) name: String,
    pub(crate) namespace: String,
    pub(crate) base: Option<GUID>,
    /// Those of the bases first: `methods[i]` is in slot `i + 3`.
    pub(crate) methods: Vec<Arc<Method>>,
    /// How many of them are the interface's own.
    pub(crate) own: usize,
    /// Itself and what it derives from, without IUnknown.
    pub(crate) lineage: Vec<GUID>,
}

/// A method.
pub(crate) struct Method {
    pub(crate) interface: String,
    pub(crate) name: String,
    pub(crate) slot: usize,
    pub(crate) params: Vec<Param>,
    pub(crate) result: MethodResult,
    pub(crate) kind: MethodKind,
    pub(crate) dispid: Option<i32>,
    /// The vtable's method takes other arguments than are described here.
    pub(crate) is_local: bool,
    pub(crate) signature: Signature,
    /// As an interface definition would have it.
    pub(crate) text: String,
}

/// A parameter.
pub(crate) struct Param {
    pub(crate) name: String,
    pub(crate) direction: Direction,
    pub(crate) shape: Shape,
    pub(crate) optional: bool,
}

impl Param {
    pub(crate) fn goes_in(&self) -> bool {
        self.direction != Direction::Out
    }

    pub(crate) fn comes_out(&self) -> bool {
        self.direction != Direction::In
    }
}

/// Reads a file and remembers the interfaces that it describes.
pub(crate) fn load(py: Python<'_>, path: &Path) -> PyResult<Arc<Library>> {
    let library =
        CATALOG.library(path).map_err(|error| failure(py, TYPE_E_CANTLOADLIBRARY, error.to_string()))?;
    let mut named = lock(&NAMED);
    for iid in library.interfaces().filter_map(|interface| interface.iid) {
        named.entry(iid).or_insert_with(|| path.to_owned());
    }
    Ok(library)
}

/// What an interface looks like; `None` where nothing describes it, or only its name is known.
pub(crate) fn interface(py: Python<'_>, iid: &GUID) -> PyResult<Option<Arc<Interface>>> {
    if let Some(found) = lock(&INTERFACES).get(iid) {
        return Ok(Some(found.clone()));
    }
    let plan = match CATALOG.plan_of(iid) {
        Ok(plan) => plan,
        Err(Error::NotRegistered(_)) => return Ok(None),
        Err(error) => return Err(failure(py, E_NOINTERFACE, error.to_string())),
    };
    let files = if system::library().interface(iid).is_some() { Vec::new() } else { files_of(iid) };
    let libraries = files.iter().map(|file| CATALOG.library(file)).collect::<Result<Vec<_>, _>>();
    let libraries = libraries.map_err(|error| failure(py, TYPE_E_CANTLOADLIBRARY, error.to_string()))?;
    let mut all = vec![system::library()];
    all.extend(libraries.iter().map(|library| &**library));
    let scope = Scope(&all);
    let Some(described) = all.iter().find_map(|library| library.interface(iid)) else { return Ok(None) };
    let made = Arc::new(join(&scope, described, &plan));
    Ok(Some(lock(&INTERFACES).entry(*iid).or_insert(made).clone()))
}

/// The interfaces from the one below IUnknown to this one.
fn chain<'a>(scope: &Scope<'a>, last: &'a model::Interface) -> Vec<&'a model::Interface> {
    let mut chain = vec![last];
    while let Some(name) = chain.last().and_then(|interface| interface.base.as_ref()) {
        match scope.definition(name) {
            Some(Definition::Interface(base)) if name.short() != "IUnknown" && chain.len() < 64 => {
                chain.push(base)
            }
            _ => break,
        }
    }
    chain.reverse();
    chain
}

fn join(
    scope: &Scope<'_>,
    described: &model::Interface,
    plan: &oxcom_typeinfo::plan::Interface,
) -> Interface {
    let chain = chain(scope, described);
    let own = described.methods.len();
    let named =
        chain.iter().flat_map(|interface| interface.methods.iter().map(move |method| (*interface, method)));
    let methods = plan.methods.iter().zip(named).map(|(planned, (interface, named))| {
        let params = planned.params.iter().zip(&named.params).map(|(param, named)| Param {
            name: named.name.clone(),
            direction: param.direction,
            shape: scope.shape(&param.ty, &named.ty),
            optional: named.optional,
        });
        let params: Vec<Param> = params.collect();
        let signature = Signature::new(params.iter().map(|param| &param.shape), planned.result.clone());
        Arc::new(Method {
            interface: interface.name.short().to_owned(),
            name: named.name.clone(),
            slot: usize::from(planned.slot),
            result: planned.result.clone(),
            kind: named.kind,
            dispid: named.dispid,
            is_local: planned.call_as || named.form != model::Form::Same,
            text: text_of(named),
            signature,
            params,
        })
    });
    Interface {
        iid: plan.iid,
        name: described.name.short().to_owned(),
        namespace: described.name.namespace().to_owned(),
        base: chain.len().checked_sub(2).and_then(|index| chain[index].iid),
        methods: methods.collect(),
        own,
        lineage: chain.iter().rev().filter_map(|interface| interface.iid).collect(),
    }
}

/// A method in the notation of interface definitions.
fn text_of(method: &model::Method) -> String {
    let params = method.params.iter().map(|param| {
        let mut words = Vec::new();
        if param.is_in || !param.is_out {
            words.push("in");
        }
        for (is, word) in [(param.is_out, "out"), (param.retval, "retval"), (param.optional, "optional")] {
            words.extend(is.then_some(word));
        }
        format!("[{}] {} {}", words.join(", "), type_text(&param.ty), param.name)
    });
    let params: Vec<String> = params.collect();
    let property = match method.kind {
        MethodKind::Method => "",
        MethodKind::PropertyGet => "[propget] ",
        MethodKind::PropertyPut => "[propput] ",
        MethodKind::PropertyPutRef => "[propputref] ",
    };
    format!("{property}{} {}({})", type_text(&method.result), method.name, params.join(", "))
}

fn type_text(ty: &model::Type) -> String {
    use model::Type as T;
    match ty {
        T::Pointer { target } => format!("{}*", type_text(target)),
        T::Array { element, count } => format!("{}[{count}]", type_text(element)),
        T::Named(name) => name.short().to_owned(),
        T::Text { unit: 1 } => "LPSTR".into(),
        T::Text { .. } => "LPOLESTR".into(),
        T::SafeArray => "SAFEARRAY*".into(),
        T::Foreign(what) => (*what).to_owned(),
        T::Void => "void".into(),
        T::Bool => "boolean".into(),
        T::I8 => "signed char".into(),
        T::U8 => "byte".into(),
        T::I16 => "short".into(),
        T::U16 => "unsigned short".into(),
        T::I32 => "long".into(),
        T::U32 => "unsigned long".into(),
        T::I64 => "hyper".into(),
        T::U64 => "unsigned hyper".into(),
        T::F32 => "float".into(),
        T::F64 => "double".into(),
        T::ISize => "LONG_PTR".into(),
        T::USize => "ULONG_PTR".into(),
        T::VariantBool => "VARIANT_BOOL".into(),
        T::Currency => "CURRENCY".into(),
        T::Date => "DATE".into(),
        T::Hresult => "HRESULT".into(),
        T::Guid => "GUID".into(),
        T::Bstr => "BSTR".into(),
        T::Variant => "VARIANT".into(),
        T::Decimal => "DECIMAL".into(),
    }
}
