//! The object that tells.

use std::collections::HashMap;

use oxcom_abi::inspection::{
    ApartmentFigures, ApartmentThread, IProcessInspection, IProcessInspection_Impl, InterfaceFigures,
    LINK_ITSELF, LINK_RING, LINK_SOCKET, LINK_TCP, LinkFigures, ObjectFigures, OwnerFigures, ProcessFigures,
    ProxyFigures, RunningCall, TracedCall,
};
use oxcom_abi::{BSTR, CoTaskMemAlloc, E_ACCESSDENIED, E_OUTOFMEMORY, E_POINTER, RPC_E_CALL_COMPLETE};
use oxcom_link::{Link, LinkId, Technique};
use windows_core::{GUID, Result, implement};

use super::{running, trace};
use crate::{apartment, arrays, call, export, import, interfaces, process};

/// Rows of one answer at most.
const OBJECTS: u32 = 1 << 10;
const PROXIES: u32 = 16 << 10;
const CALLS: u32 = 1 << 10;

#[implement(IProcessInspection)]
pub(super) struct Inspection;

impl IProcessInspection_Impl for Inspection_Impl {
    fn Process(&self, figures: *mut ProcessFigures, program: *mut BSTR) -> Result<()> {
        check_caller()?;
        let ((objects, interfaces), usage) = (export::counts(), arrays::usage());
        let (some, others) = import::survey(0);
        let told = ProcessFigures {
            process_id: std::process::id(),
            objects: objects as u64,
            interfaces: interfaces as u64,
            proxies: (some.len() + others) as u64,
            blocks: usage.blocks as u64,
            block_bytes: usage.bytes as u64,
            held_blocks: usage.held as u64,
            lent_blocks: usage.lent as u64,
            tracers: trace::tracing() as u32,
        };
        let path = std::env::current_exe().unwrap_or_default();
        // SAFETY: null or writable, by the method's contract.
        unsafe {
            put(figures, told)?;
            put(program, BSTR::from(&*path.to_string_lossy()))
        }
    }

    fn Apartments(
        &self,
        apartments: *mut *mut ApartmentFigures,
        count: *mut u32,
        threads: *mut *mut ApartmentThread,
        thread_count: *mut u32,
    ) -> Result<()> {
        check_caller()?;
        let (figures, inside) = apartment::survey();
        // SAFETY: null or writable, by the method's contract.
        unsafe {
            give(&figures, apartments, count)?;
            give(&inside, threads, thread_count)
        }
    }

    fn Links(&self, links: *mut *mut LinkFigures, count: *mut u32) -> Result<()> {
        check_caller()?;
        let figures: Vec<_> = self::links().iter().map(figures_of).collect();
        // SAFETY: null or writable, by the method's contract.
        unsafe { give(&figures, links, count) }
    }

    fn Objects(
        &self,
        after: u64,
        most: u32,
        objects: *mut *mut ObjectFigures,
        count: *mut u32,
        interfaces: *mut *mut InterfaceFigures,
        interface_count: *mut u32,
        owners: *mut *mut OwnerFigures,
        owner_count: *mut u32,
        left: *mut u64,
    ) -> Result<()> {
        check_caller()?;
        let survey = export::survey(after, most.min(OBJECTS) as usize);
        let peers: HashMap<_, _> = self::links().iter().map(|link| (link.id(), link.peer().pid)).collect();
        let owned = survey.owners.iter().map(|(ipid, link, references)| OwnerFigures {
            ipid: *ipid,
            link: link.map_or(0, LinkId::value),
            process_id: link.and_then(|link| peers.get(&link).copied()).unwrap_or(0),
            references: *references,
        });
        let owned: Vec<_> = owned.collect();
        // SAFETY: null or writable, by the method's contract.
        unsafe {
            give(&survey.objects, objects, count)?;
            give(&survey.interfaces, interfaces, interface_count)?;
            give(&owned, owners, owner_count)?;
            put(left, survey.left as u64)
        }
    }

    fn Proxies(
        &self,
        most: u32,
        proxies: *mut *mut ProxyFigures,
        count: *mut u32,
        left: *mut u64,
    ) -> Result<()> {
        check_caller()?;
        let (figures, others) = import::survey(most.min(PROXIES) as usize);
        // SAFETY: null or writable, by the method's contract.
        unsafe {
            give(&figures, proxies, count)?;
            put(left, others as u64)
        }
    }

    fn Calls(&self, calls: *mut *mut RunningCall, count: *mut u32) -> Result<()> {
        check_caller()?;
        let running: Vec<_> = running::look().iter().map(describe).collect();
        // SAFETY: null or writable, by the method's contract.
        unsafe { give(&running, calls, count) }
    }

    fn Name(&self, iid: *const GUID, method: u32, interface: *mut BSTR, name: *mut BSTR) -> Result<()> {
        check_caller()?;
        // SAFETY: null or an id, by the method's contract.
        let iid = unsafe { iid.as_ref() }.ok_or(E_POINTER)?;
        let (its, methods) = interfaces::name(iid, method).unwrap_or_default();
        // SAFETY: null or writable, by the method's contract.
        unsafe {
            put(interface, BSTR::from(&*its))?;
            put(name, BSTR::from(&*methods))
        }
    }

    fn StartTrace(&self) -> Result<()> {
        let caller = check_caller()?;
        trace::start(&caller).map_err(|error| error.hresult().into())
    }

    fn ReadTrace(
        &self,
        most: u32,
        calls: *mut *mut TracedCall,
        count: *mut u32,
        dropped: *mut u64,
    ) -> Result<()> {
        let caller = check_caller()?;
        let (ended, lost) =
            trace::read(&caller, most.min(CALLS) as usize).map_err(|error| error.hresult())?;
        // SAFETY: null or writable, by the method's contract.
        unsafe {
            give(&ended, calls, count)?;
            put(dropped, lost)
        }
    }

    fn StopTrace(&self) -> Result<()> {
        trace::stop(&check_caller()?);
        Ok(())
    }
}

/// The link of who asks, if that is a process of the same user.
fn check_caller() -> Result<std::sync::Arc<dyn Link>> {
    let link = call::caller().ok_or(RPC_E_CALL_COMPLETE)?;
    if link.peer().uid != rustix::process::geteuid().as_raw() {
        return Err(E_ACCESSDENIED.into());
    }
    Ok(link)
}

fn links() -> Vec<std::sync::Arc<dyn Link>> {
    process::opened().map_or_else(Vec::new, |process| process.links())
}

fn figures_of(link: &std::sync::Arc<dyn Link>) -> LinkFigures {
    let traffic = link.traffic();
    LinkFigures {
        link: link.id().value(),
        process_id: link.peer().pid,
        kind: match link.technique() {
            Technique::InProcess => LINK_ITSELF,
            Technique::SharedMemory => LINK_RING,
            Technique::Tcp => LINK_TCP,
            _ => LINK_SOCKET,
        },
        running: traffic.running.try_into().unwrap_or(u32::MAX),
        waiting: traffic.waiting.try_into().unwrap_or(u32::MAX),
        requests: traffic.requests,
        lent_bytes: arrays::lent_bytes(link) as u64,
    }
}

fn describe(call: &running::Running) -> RunningCall {
    let stub = export::find(&call.ipid);
    RunningCall {
        thread: call.thread,
        outer: call.outer as u32,
        milliseconds: u64::try_from(call.age.as_millis()).unwrap_or(u64::MAX),
        process_id: call.process_id,
        oid: stub.as_ref().map_or(0, |stub| stub.manager().oid()),
        iid: stub.as_ref().map_or(GUID::zeroed(), |stub| stub.plan().iid()),
        ipid: call.ipid,
        method: call.method.into(),
    }
}

/// # Safety
/// The pointer is null or writable.
unsafe fn put<T>(out: *mut T, value: T) -> Result<()> {
    if out.is_null() {
        return Err(E_POINTER.into());
    }
    // SAFETY: not null, so writable by contract.
    unsafe { out.write(value) };
    Ok(())
}

/// Gives rows in task memory of their own; null when there are none.
///
/// # Safety
/// The pointers are null or writable.
unsafe fn give<T: Copy>(rows: &[T], out: *mut *mut T, count: *mut u32) -> Result<()> {
    let length = u32::try_from(rows.len()).map_err(|_| E_OUTOFMEMORY)?;
    let mut memory = std::ptr::null_mut::<T>();
    if length > 0 && !out.is_null() {
        // SAFETY: as much as is written has been allocated, aligned for any type.
        unsafe {
            memory = CoTaskMemAlloc(size_of_val(rows)).cast();
            if memory.is_null() {
                return Err(E_OUTOFMEMORY.into());
            }
            memory.copy_from_nonoverlapping(rows.as_ptr(), rows.len());
        }
    }
    // SAFETY: by contract. Should `count` be null, the rows are the caller's all the same: as failed calls have it, they are lost.
    unsafe {
        put(out, memory)?;
        put(count, length)
    }
}
