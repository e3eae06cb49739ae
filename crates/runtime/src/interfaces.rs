//! The interfaces that this process has marshaled: what each needs to be called through a proxy and through a stub,
//! worked out once.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError, RwLock};

use oxcom_invoke::{ProxyVtable, StubPlan};
use oxcom_typeinfo::Catalog;
use oxcom_typeinfo::plan::Interface;
use windows_core::{GUID, IUnknown, Interface as _};

use crate::error::{Error, Result};
use crate::proxy_stub;
use crate::type_libraries;

/// An interface that can be marshaled.
pub(crate) struct Plan {
    iid: GUID,
    form: Form,
}

/// What its proxies and stubs are made of.
enum Form {
    /// Of its description.
    Described(Box<Described>),
    /// By a class of a component.
    Library(GUID),
}

struct Described {
    interface: Arc<Interface>,
    stub: StubPlan,
    /// Made by the first proxy.
    vtable: OnceLock<&'static ProxyVtable>,
    /// Held while the vtable is made: it is never freed, so that a second one would stay for nothing.
    making: Mutex<()>,
}

/// Guarded by its lock, never held while reading descriptions.
static PLANS: LazyLock<RwLock<HashMap<GUID, Arc<Plan>>>> = LazyLock::new(RwLock::default);

/// How `iid` is marshaled.
pub(crate) fn plan(iid: &GUID) -> Result<Arc<Plan>> {
    if let Some(plan) = PLANS.read().unwrap_or_else(PoisonError::into_inner).get(iid) {
        return Ok(plan.clone());
    }
    let plan = Arc::new(Plan::new(iid)?);
    Ok(PLANS.write().unwrap_or_else(PoisonError::into_inner).entry(*iid).or_insert(plan).clone())
}

/// Whether an interface has been marshaled in this process.
pub(crate) fn is_known(iid: &GUID) -> bool {
    PLANS.read().unwrap_or_else(PoisonError::into_inner).contains_key(iid)
}

/// Works out anew how `iid` is marshaled, when it is next asked for.
pub(crate) fn forget(iid: &GUID) {
    PLANS.write().unwrap_or_else(PoisonError::into_inner).remove(iid);
}

/// The names of an interface and of the method in a slot of its vtable; the second is empty where nothing describes it.
pub(crate) fn name(iid: &GUID, slot: u32) -> Option<(String, String)> {
    const UNKNOWN: [&str; 3] = ["QueryInterface", "AddRef", "Release"];
    let plan = plan(iid);
    let described = plan.as_ref().ok().and_then(|plan| plan.described().ok());
    let Some(described) = described else {
        let registered = crate::process::registry().interface(iid)?;
        return registered.name.clone().map(|name| (name, String::new()));
    };
    let slot = slot as usize;
    let methods = &described.interface.methods;
    let method = UNKNOWN.get(slot).copied().or_else(|| Some(&*methods.get(slot.checked_sub(3)?)?.name));
    Some((described.interface.name.clone(), method.unwrap_or_default().to_owned()))
}

impl Plan {
    fn new(iid: &GUID) -> Result<Self> {
        if let Some(class) = proxy_stub::class_of(iid) {
            return Ok(Self { iid: *iid, form: Form::Library(class) });
        }
        let no_proxy = |why: String| Error::NoProxy { iid: *iid, why };
        let interface = describe(iid)?;
        let stub = StubPlan::new(interface.clone()).map_err(|error| no_proxy(error.to_string()))?;
        let described =
            Box::new(Described { interface, stub, vtable: OnceLock::new(), making: Mutex::default() });
        Ok(Self { iid: *iid, form: Form::Described(described) })
    }

    pub(crate) fn iid(&self) -> GUID {
        self.iid
    }

    /// The class of a component that makes its proxies and stubs.
    pub(crate) fn library(&self) -> Option<&GUID> {
        match &self.form {
            Form::Library(class) => Some(class),
            Form::Described(_) => None,
        }
    }

    fn described(&self) -> Result<&Described> {
        match &self.form {
            Form::Described(described) => Ok(described),
            Form::Library(_) => Err(Error::NotSupported("an interface that a library marshals")),
        }
    }

    /// What calls its methods, unless a library does.
    pub(crate) fn stub(&self) -> Result<&StubPlan> {
        Ok(&self.described()?.stub)
    }

    /// The functions of this interface's proxies, unless a library makes them.
    pub(crate) fn vtable(&self) -> Result<&'static ProxyVtable> {
        let described = self.described()?;
        if let Some(vtable) = described.vtable.get() {
            return Ok(vtable);
        }
        let _making = described.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(vtable) = described.vtable.get() {
            return Ok(vtable);
        }
        let functions = crate::import::proxy_functions();
        let vtable = ProxyVtable::new(described.interface.clone(), functions, crate::call::from_proxy)
            .map_err(|error| Error::NoProxy { iid: self.iid, why: error.to_string() })?;
        Ok(described.vtable.get_or_init(|| vtable))
    }
}

/// The description of an interface: from the type library that its registration names, or the system's own.
fn describe(iid: &GUID) -> Result<Arc<Interface>> {
    if *iid == IUnknown::IID {
        return Ok(Arc::new(Interface { iid: *iid, name: "IUnknown".into(), methods: Vec::new() }));
    }
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::new(type_libraries::Registered));
    CATALOG.plan_of(iid).map_err(|error| Error::NoProxy { iid: *iid, why: error.to_string() })
}
