//! Other machines: [MS-DCOM] over TCP.
//!
//! ```text
//!   this machine                                                    another one
//!   ┌ oxcom dcom serve ┐ ◀── RemoteCreateInstance ──────────────── activation  (client.rs)
//!   │ activator.rs     │       "it is at port 4711"
//!   └──────────────────┘
//!   ┌ a server ────────┐ ◀── ResolveOxid2, ComplexPing ─────────── client.rs, uses.rs
//!   │ resolver.rs      │
//!   │ pings.rs         │
//!   │ service.rs       │ ◀── the objects' methods, RemRelease … ── proxies
//!   └──────────────────┘
//! ```
//!
//! Nothing of this is there unless the variable `OXCOM_DCOM` names a file that says so
//! ([`oxcom_activation::remote`]). Each process that listens is the object resolver of its own exporters, and its OBJREFs name
//! it; the service that activates classes for other machines has no objects, and hands on what they say of those of others.
//!
//! A connection that ends says nothing of who had it: references of other machines belong to all of them together
//! (`export/account.rs`), until they are released or nobody pings the object any more.

mod activator;
mod client;
mod ntlm;
mod pings;
mod resolver;
mod service;
mod uses;

use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use oxcom_activation::RemoteAccess;
use oxcom_link::Hub;
use oxcom_wire::objref::{AUTHZ_NONE, DualStringArray, SecurityBinding, StringBinding, TOWER_NCACN_IP_TCP};
use windows_core::GUID;

pub(crate) use client::{Identity, activate, resolve};
pub use service::{RemoteService, serve_remote};

use self::client::Links;
use self::pings::Pings;
use self::service::Abroad;
use self::uses::Uses;
use crate::error::{Error, Result};
use crate::export;

/// RPC_C_AUTHN_WINNT.
const AUTHN_WINNT: u16 = 10;

/// This process among those of other machines.
pub(crate) struct Dcom {
    /// Immutable.
    access: RemoteAccess,
    /// Links to other machines, and theirs to this process's objects. Immutable.
    hub: Arc<Hub>,
    /// Where other machines find this process's objects, if it listens. Immutable.
    bindings: Option<DualStringArray>,
    /// Which objects other machines still use. Guarded by its lock, never held while calling out.
    pings: Mutex<Pings>,
    /// Which objects of other machines this process uses. Guarded by its lock, never held while calling out.
    uses: Mutex<Uses>,
    links: Links,
    /// Whether the thread that pings is to end. Guarded by its lock.
    ending: Mutex<bool>,
    ended: Condvar,
    /// Guarded by its lock.
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Guarded by its lock; held while it is opened, so that it is opened once.
static DCOM: Mutex<Option<Arc<Dcom>>> = Mutex::new(None);

fn slot() -> MutexGuard<'static, Option<Arc<Dcom>>> {
    DCOM.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What this process is to other machines, opened when it is not yet.
///
/// # Errors
/// E_NOTIMPL: nothing says that it is to be anything. What is wrong with the file that does, or with the address in it.
pub(crate) fn open() -> Result<Arc<Dcom>> {
    crate::process::open()?;
    let mut slot = slot();
    if let Some(dcom) = slot.as_ref() {
        return Ok(dcom.clone());
    }
    let access = RemoteAccess::from_environment()?;
    let access =
        access.ok_or(Error::NotSupported("other machines: OXCOM_DCOM names no file that allows them"))?;
    let dcom = Arc::new(Dcom::new(access)?);
    dcom.start()?;
    Ok(slot.insert(dcom).clone())
}

/// The same if it is open.
fn opened() -> Option<Arc<Dcom>> {
    slot().clone()
}

/// Whether other machines may call this process.
pub(crate) fn listens() -> bool {
    match open() {
        Ok(dcom) => dcom.bindings.is_some(),
        Err(Error::NotSupported(_)) => false,
        Err(error) => {
            tracing::warn!(%error, "other machines cannot call");
            false
        }
    }
}

/// Closes the links, and tells other machines nothing: they see it by themselves.
pub(crate) fn close() {
    let dcom = slot().take();
    if let Some(dcom) = dcom {
        *dcom.ending.lock().unwrap_or_else(PoisonError::into_inner) = true;
        dcom.ended.notify_all();
        let thread = dcom.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        dcom.hub.close();
        if let Some(thread) = thread.filter(|thread| thread.thread().id() != thread::current().id()) {
            let _ = thread.join();
        }
    }
}

/// Another machine has been given references to an interface of an object.
pub(crate) fn given(oid: u64, _iid: GUID) {
    if let Some(dcom) = opened() {
        dcom.pings().given(oid, Instant::now());
    }
}

/// An object lives whether or not it is pinged (MSHLFLAGS_NOPING).
pub(crate) fn not_pinged(oid: u64) {
    if let Some(dcom) = opened() {
        dcom.pings().exempt(oid);
    }
}

/// Other machines have said elsewhere that they still use objects, among which may be some of this process.
pub(crate) fn heard(oids: &[u64]) {
    if let Some(dcom) = opened() {
        let (mut pings, now) = (dcom.pings(), Instant::now());
        oids.iter().for_each(|oid| pings.heard(*oid, now));
    }
}

/// This process has one proxy more for an object of another machine, whose lives a resolver looks after.
pub(crate) fn using(resolver: &DualStringArray, oid: u64) {
    if let Some(dcom) = opened() {
        dcom.uses().add(resolver, oid);
    }
}

/// One proxy less.
pub(crate) fn not_using(resolver: &DualStringArray, oid: u64) {
    if let Some(dcom) = opened() {
        dcom.uses().remove(resolver, oid);
    }
}

impl Dcom {
    fn new(access: RemoteAccess) -> Result<Self> {
        let hub =
            Hub::new(crate::random::nonzero(), Arc::new(Abroad { activates: false }), service::options())?;
        let bindings = match access.listen {
            None => None,
            Some(address) => {
                let listening = hub.listen_tcp(service::listening(&access, address, false))?;
                Some(bindings_of(&access, listening)?)
            }
        };
        let pings = Pings::new(access.ping_period * access.ping_count);
        Ok(Self {
            access,
            hub,
            bindings,
            pings: Mutex::new(pings),
            uses: Mutex::default(),
            links: Links::default(),
            ending: Mutex::new(false),
            ended: Condvar::new(),
            thread: Mutex::default(),
        })
    }

    /// Where other machines find this process's objects.
    ///
    /// # Errors
    /// E_NOTIMPL: nowhere.
    pub(crate) fn bindings(&self) -> Result<&DualStringArray> {
        let nowhere =
            Error::NotSupported("an object for other machines: the file of OXCOM_DCOM has no `listen`");
        self.bindings.as_ref().ok_or(nowhere)
    }

    /// Starts the thread that looks after both sides' pings.
    fn start(self: &Arc<Self>) -> Result<()> {
        let its = self.clone();
        let thread = thread::Builder::new()
            .name("oxcom-pings".into())
            .spawn(move || its.look_after())
            .map_err(|source| Error::System { what: "starting a thread", source })?;
        *self.thread.lock().unwrap_or_else(PoisonError::into_inner) = Some(thread);
        Ok(())
    }

    fn look_after(self: Arc<Self>) {
        let period = self.access.ping_period;
        let round = (period / 4).max(Duration::from_millis(1));
        let mut ping = Instant::now() + period;
        while self.pause(round) {
            let now = Instant::now();
            let expired = self.pings().expire(now);
            for oid in expired {
                tracing::debug!(oid, "no machine uses the object any more");
                export::expire_abroad(oid);
            }
            if now >= ping {
                ping = now + period;
                self.ping_others();
            }
        }
    }

    /// False at the end.
    fn pause(&self, time: Duration) -> bool {
        let ending = self.ending.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.ended.wait_timeout_while(ending, time, |ending| !*ending);
        let (ending, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !*ending
    }

    fn pings(&self) -> MutexGuard<'_, Pings> {
        self.pings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn uses(&self) -> MutexGuard<'_, Uses> {
        self.uses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where what listens at an address is found, and how it wants to be told who calls.
fn bindings_of(access: &RemoteAccess, listening: SocketAddr) -> Result<DualStringArray> {
    let own = [listening.ip().to_string()];
    let names = if access.names.is_empty() { &own[..] } else { &access.names[..] };
    let string = |name: &String| StringBinding {
        tower_id: TOWER_NCACN_IP_TCP,
        address: format!("{name}[{}]", listening.port()),
    };
    let ntlm = SecurityBinding {
        authentication_service: AUTHN_WINNT,
        authorization_service: AUTHZ_NONE,
        principal: String::new(),
    };
    Ok(DualStringArray::new(names.iter().map(string).collect(), vec![ntlm])?)
}
