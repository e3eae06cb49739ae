//! Events: connection points, by which sources call sinks.
//!
//! ```text
//!   sink ──Advise──▶ ConnectionPoint ──fire──▶ every sink, in the order in which they came
//!                        │
//!                        └── a sink that cannot be reached any more is forgotten
//! ```

use std::ffi::c_void;
use std::sync::{Arc, Mutex, PoisonError};

use oxcom_abi::{
    CONNECT_E_CANNOTCONNECT, CONNECT_E_NOCONNECTION, CONNECTDATA, E_POINTER, E_UNEXPECTED, IConnectionPoint,
    IConnectionPoint_Impl, IConnectionPointContainer, IConnectionPointContainer_Impl, IEnumConnectionPoints,
    IEnumConnectionPoints_Impl, IEnumConnections, IEnumConnections_Impl, RPC_E_DISCONNECTED,
    RPC_E_SERVER_DIED, RPC_E_SERVER_DIED_DNE, S_FALSE,
};
use windows_core::{OutRef, Ref, implement};

use crate::{AgileReference, Error, GUID, HRESULT, IUnknown, Interface, Result};

/// The sinks of one outgoing interface. Cheap to clone: all clones are the same.
///
/// ```no_run
/// # use oxcom::{abi::IDispatch, Result, Sinks};
/// let sinks = Sinks::<IDispatch>::new();
/// // The object's IConnectionPointContainer: what FindConnectionPoint and EnumConnectionPoints answer.
/// let container = oxcom::connection_points(vec![sinks.point()]);
/// // Later, when something happens:
/// sinks.fire(|sink| { /* sink.Invoke(…) */ Ok(()) });
/// # drop(container);
/// ```
pub struct Sinks<T: Interface> {
    shared: Arc<Shared>,
    interface: std::marker::PhantomData<fn() -> T>,
}

impl<T: Interface> Clone for Sinks<T> {
    fn clone(&self) -> Self {
        Self { shared: self.shared.clone(), interface: self.interface }
    }
}

impl<T: Interface> Default for Sinks<T> {
    fn default() -> Self {
        Self::new()
    }
}

struct Shared {
    iid: GUID,
    /// Guarded by its lock, never held while calling a sink.
    connections: Mutex<Connections>,
}

#[derive(Default)]
struct Connections {
    last_cookie: u32,
    sinks: Vec<(u32, Arc<AgileReference<IUnknown>>)>,
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, Connections> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The sinks that there are now.
    fn now(&self) -> Vec<(u32, Arc<AgileReference<IUnknown>>)> {
        self.lock().sinks.clone()
    }

    fn remove(&self, cookie: u32) -> bool {
        let mut connections = self.lock();
        let at = connections.sinks.iter().position(|(known, _)| *known == cookie);
        let removed = at.map(|at| connections.sinks.remove(at));
        drop(connections); // before the reference: releasing it calls the sink's process
        removed.is_some()
    }
}

impl<T: Interface> Sinks<T> {
    /// No sink yet.
    pub fn new() -> Self {
        let shared = Arc::new(Shared { iid: T::IID, connections: Mutex::default() });
        Self { shared, interface: std::marker::PhantomData }
    }

    /// How many sinks there are.
    pub fn len(&self) -> usize {
        self.shared.lock().sinks.len()
    }

    /// Whether nobody listens.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Calls each sink. One whose process has gone is forgotten; what others answer is the caller's to look at, in `call`.
    pub fn fire(&self, mut call: impl FnMut(&T) -> Result<()>) {
        for (cookie, reference) in self.shared.now() {
            let reached = reference.resolve().and_then(|sink| sink.cast::<T>()).and_then(|sink| call(&sink));
            if reached.is_err_and(|error| is_gone(error.code())) {
                self.shared.remove(cookie);
            }
        }
    }

    /// What sinks are advised through.
    pub fn point(&self) -> Point {
        Point(self.shared.clone())
    }
}

/// Whether an error says that the object will never answer again.
fn is_gone(code: HRESULT) -> bool {
    // HRESULT_FROM_WIN32 of RPC_S_SERVER_UNAVAILABLE and RPC_S_CALL_FAILED
    let unavailable = [HRESULT(0x8007_06BA_u32.cast_signed()), HRESULT(0x8007_06BE_u32.cast_signed())];
    [RPC_E_DISCONNECTED, RPC_E_SERVER_DIED, RPC_E_SERVER_DIED_DNE].contains(&code)
        || unavailable.contains(&code)
}

/// The connection point of some [`Sinks`].
#[derive(Clone)]
pub struct Point(Arc<Shared>);

/// The IConnectionPointContainer of an object with these connection points. Its methods of the same names answer for the
/// object's own.
pub fn connection_points(points: Vec<Point>) -> IConnectionPointContainer {
    Container { points: points.into_iter().map(|point| point.0).collect() }.into()
}

#[implement(IConnectionPointContainer)]
struct Container {
    points: Vec<Arc<Shared>>,
}

impl Container_Impl {
    fn point(&self, shared: &Arc<Shared>) -> IConnectionPoint {
        let container: IConnectionPointContainer = crate::IUnknownImpl::to_interface(self);
        ConnectionPoint { shared: shared.clone(), container }.into()
    }
}

impl IConnectionPointContainer_Impl for Container_Impl {
    fn EnumConnectionPoints(&self) -> Result<IEnumConnectionPoints> {
        let points = self.points.iter().map(|shared| self.point(shared)).collect();
        Ok(PointEnumerator { points, next: Mutex::new(0) }.into())
    }

    fn FindConnectionPoint(&self, riid: *const GUID) -> Result<IConnectionPoint> {
        // SAFETY: null, or a GUID of the caller's.
        let iid = unsafe { riid.as_ref() }.ok_or(E_POINTER)?;
        let found = self.points.iter().find(|shared| shared.iid == *iid);
        found.map(|shared| self.point(shared)).ok_or_else(|| HRESULT(CONNECT_E_NOCONNECTION).into())
    }
}

#[implement(IConnectionPoint)]
struct ConnectionPoint {
    shared: Arc<Shared>,
    container: IConnectionPointContainer,
}

impl IConnectionPoint_Impl for ConnectionPoint_Impl {
    fn GetConnectionInterface(&self) -> Result<GUID> {
        Ok(self.shared.iid)
    }

    fn GetConnectionPointContainer(&self) -> Result<IConnectionPointContainer> {
        Ok(self.container.clone())
    }

    fn Advise(&self, sink: Ref<'_, IUnknown>) -> Result<u32> {
        let sink = sink.ok()?;
        let mut asked: *mut c_void = std::ptr::null_mut();
        // SAFETY: the id and the place for the answer are there.
        let asked = unsafe {
            sink.query(&self.shared.iid, &mut asked)
                .ok()
                .map_err(|_| Error::from(HRESULT(CONNECT_E_CANNOTCONNECT)))?;
            IUnknown::from_raw(asked)
        };
        let reference = Arc::new(AgileReference::new(&asked)?);
        let mut connections = self.shared.lock();
        connections.last_cookie = connections.last_cookie.checked_add(1).ok_or(E_UNEXPECTED)?;
        let cookie = connections.last_cookie;
        connections.sinks.push((cookie, reference));
        Ok(cookie)
    }

    fn Unadvise(&self, cookie: u32) -> Result<()> {
        if self.shared.remove(cookie) { Ok(()) } else { Err(HRESULT(CONNECT_E_NOCONNECTION).into()) }
    }

    fn EnumConnections(&self) -> Result<IEnumConnections> {
        Ok(ConnectionEnumerator { connections: self.shared.now(), next: Mutex::new(0) }.into())
    }
}

#[implement(IEnumConnections)]
struct ConnectionEnumerator {
    connections: Vec<(u32, Arc<AgileReference<IUnknown>>)>,
    /// Guarded by its lock.
    next: Mutex<usize>,
}

impl IEnumConnections_Impl for ConnectionEnumerator_Impl {
    fn Next(&self, count: u32, data: *mut CONNECTDATA, fetched: *mut u32) -> Result<()> {
        advance(&self.next, self.connections.len(), count, fetched, |place, index| {
            let (cookie, reference) = &self.connections[index];
            let sink = std::mem::ManuallyDrop::new(reference.resolve().ok());
            // SAFETY: the caller's array has as many places as are asked for.
            unsafe { data.add(place).write(CONNECTDATA { pUnk: sink, dwCookie: *cookie }) };
        })
    }

    fn Skip(&self, count: u32) -> Result<()> {
        advance(&self.next, self.connections.len(), count, std::ptr::null_mut(), |_, _| ())
    }

    fn Reset(&self) -> Result<()> {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        Ok(())
    }

    fn Clone(&self) -> Result<IEnumConnections> {
        let next = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ConnectionEnumerator { connections: self.connections.clone(), next: Mutex::new(next) }.into())
    }
}

#[implement(IEnumConnectionPoints)]
struct PointEnumerator {
    points: Vec<IConnectionPoint>,
    /// Guarded by its lock.
    next: Mutex<usize>,
}

impl IEnumConnectionPoints_Impl for PointEnumerator_Impl {
    fn Next(&self, count: u32, points: OutRef<'_, IConnectionPoint>, fetched: *mut u32) -> Result<()> {
        // SAFETY: an OutRef is the pointer that the caller passed, here to an array.
        let places: *mut Option<IConnectionPoint> = unsafe { std::mem::transmute(points) };
        if places.is_null() {
            return Err(E_POINTER.into());
        }
        advance(&self.next, self.points.len(), count, fetched, |place, index| {
            // SAFETY: the caller's array has as many places as are asked for.
            unsafe { places.add(place).write(Some(self.points[index].clone())) };
        })
    }

    fn Skip(&self, count: u32) -> Result<()> {
        advance(&self.next, self.points.len(), count, std::ptr::null_mut(), |_, _| ())
    }

    fn Reset(&self) -> Result<()> {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = 0;
        Ok(())
    }

    fn Clone(&self) -> Result<IEnumConnectionPoints> {
        let next = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(PointEnumerator { points: self.points.clone(), next: Mutex::new(next) }.into())
    }
}

/// The body of an enumerator's Next: gives up to `count` elements, S_FALSE when there are fewer.
pub(crate) fn advance(
    next: &Mutex<usize>,
    len: usize,
    count: u32,
    fetched: *mut u32,
    mut give: impl FnMut(usize, usize),
) -> Result<()> {
    let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
    let given = usize::try_from(count).unwrap_or(usize::MAX).min(len.saturating_sub(*next));
    for place in 0..given {
        give(place, *next + place);
    }
    *next += given;
    if !fetched.is_null() {
        // SAFETY: not null, so writable by the contract of Next.
        unsafe { fetched.write(u32::try_from(given).unwrap_or(u32::MAX)) };
    }
    if u32::try_from(given) == Ok(count) { Ok(()) } else { Err(S_FALSE.into()) }
}
