//! IProcessInspection for Rust: what a process tells, as vectors.

use std::cell::RefCell;
use std::collections::HashMap;

use oxcom::abi::CoTaskMemFree;
use oxcom::abi::extension::OxcomInspectProcess;
use oxcom::abi::inspection::{
    ApartmentFigures, ApartmentThread, IProcessInspection, InterfaceFigures, LinkFigures, ObjectFigures,
    OwnerFigures, ProcessFigures, ProxyFigures, RunningCall, TracedCall,
};
use oxcom::{BSTR, GUID, Interface, Result};

use super::{Process, names};

/// A process that is asked.
pub(super) struct Inspector {
    process: IProcessInspection,
    /// What has been asked already: the names of a method's interface and of the method.
    known: RefCell<HashMap<(GUID, u32), (String, String)>>,
}

/// Objects, and who owns what of them.
#[derive(Default)]
pub(super) struct Objects {
    pub(super) objects: Vec<ObjectFigures>,
    pub(super) interfaces: Vec<InterfaceFigures>,
    pub(super) owners: Vec<OwnerFigures>,
    /// How many others there are.
    pub(super) left: u64,
}

impl Inspector {
    pub(super) fn of(process: Process) -> Result<Self> {
        let mut object = std::ptr::null_mut();
        // SAFETY: pointers of their types; with success the result is an owned pointer to the interface.
        let process = unsafe {
            OxcomInspectProcess(process.name, &IProcessInspection::IID, &mut object).ok()?;
            IProcessInspection::from_raw(object)
        };
        Ok(Self { process, known: RefCell::default() })
    }

    /// Figures, and the path of the program.
    pub(super) fn process(&self) -> Result<(ProcessFigures, String)> {
        let (mut figures, mut program) = (ProcessFigures::default(), BSTR::new());
        // SAFETY: both are writable.
        unsafe { self.process.Process(&mut figures, &mut program) }.ok()?;
        Ok((figures, text(&program)))
    }

    pub(super) fn apartments(&self) -> Result<(Vec<ApartmentFigures>, Vec<ApartmentThread>)> {
        let (mut apartments, mut threads) = (Rows::new(), Rows::new());
        // SAFETY: all are writable, and get rows.
        unsafe {
            let (one, other) = (&mut apartments, &mut threads);
            self.process.Apartments(&mut one.rows, &mut one.count, &mut other.rows, &mut other.count)
        }
        .ok()?;
        Ok((apartments.take(), threads.take()))
    }

    pub(super) fn links(&self) -> Result<Vec<LinkFigures>> {
        let mut links = Rows::new();
        // SAFETY: both are writable, and get rows.
        unsafe { self.process.Links(&mut links.rows, &mut links.count) }.ok()?;
        Ok(links.take())
    }

    /// The objects, `most` of them.
    pub(super) fn objects(&self, most: usize) -> Result<Objects> {
        let mut all = Objects::default();
        loop {
            let after = all.objects.last().map_or(0, |object| object.oid);
            let wanted = u32::try_from(most - all.objects.len()).unwrap_or(u32::MAX);
            let (mut objects, mut interfaces, mut owners) = (Rows::new(), Rows::new(), Rows::new());
            // SAFETY: all are writable, and get rows.
            unsafe {
                self.process.Objects(
                    after,
                    wanted,
                    &mut objects.rows,
                    &mut objects.count,
                    &mut interfaces.rows,
                    &mut interfaces.count,
                    &mut owners.rows,
                    &mut owners.count,
                    &mut all.left,
                )
            }
            .ok()?;
            let objects = objects.take();
            let done = objects.is_empty() || all.left == 0;
            all.objects.extend(objects);
            all.interfaces.extend(interfaces.take());
            all.owners.extend(owners.take());
            if done || all.objects.len() >= most {
                return Ok(all);
            }
        }
    }

    /// The proxies, `most` of them, and how many others there are.
    pub(super) fn proxies(&self, most: usize) -> Result<(Vec<ProxyFigures>, u64)> {
        let (mut proxies, mut left) = (Rows::new(), 0);
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        // SAFETY: all are writable, and get rows.
        unsafe { self.process.Proxies(most, &mut proxies.rows, &mut proxies.count, &mut left) }.ok()?;
        Ok((proxies.take(), left))
    }

    pub(super) fn calls(&self) -> Result<Vec<RunningCall>> {
        let mut calls = Rows::new();
        // SAFETY: both are writable, and get rows.
        unsafe { self.process.Calls(&mut calls.rows, &mut calls.count) }.ok()?;
        Ok(calls.take())
    }

    /// The name of an interface: the process's, or that which is registered, or its id.
    pub(super) fn interface(&self, iid: &GUID) -> Result<String> {
        self.names(iid, 0).map(|(interface, _)| interface)
    }

    /// `interface::method`; the method by its slot when nothing tells its name.
    pub(super) fn method(&self, iid: &GUID, slot: u32) -> Result<String> {
        let (interface, method) = self.names(iid, slot)?;
        Ok(format!("{interface}::{method}"))
    }

    fn names(&self, iid: &GUID, slot: u32) -> Result<(String, String)> {
        if let Some(known) = self.known.borrow().get(&(*iid, slot)) {
            return Ok(known.clone());
        }
        let (mut interface, mut method) = (BSTR::new(), BSTR::new());
        // SAFETY: an id, and writable BSTRs.
        unsafe { self.process.Name(iid, slot, &mut interface, &mut method) }.ok()?;
        let or = |name: BSTR, other: &dyn Fn() -> String| match name.is_empty() {
            true => other(),
            false => text(&name),
        };
        let found = (or(interface, &|| names::interface(iid)), or(method, &|| format!("method {slot}")));
        self.known.borrow_mut().insert((*iid, slot), found.clone());
        Ok(found)
    }

    pub(super) fn start_trace(&self) -> Result<()> {
        // SAFETY: a call without arguments.
        unsafe { self.process.StartTrace() }.ok()
    }

    /// The calls that have ended since this was last asked, and how many were dropped.
    pub(super) fn read_trace(&self) -> Result<(Vec<TracedCall>, u64)> {
        let (mut calls, mut dropped) = (Rows::new(), 0);
        // SAFETY: all are writable, and get rows.
        unsafe { self.process.ReadTrace(u32::MAX, &mut calls.rows, &mut calls.count, &mut dropped) }.ok()?;
        Ok((calls.take(), dropped))
    }
}

/// What a process calls something; it shall not steer the terminal.
fn text(name: &BSTR) -> String {
    name.to_string().replace(char::is_control, "\u{fffd}")
}

/// Rows that a method gives in task memory.
struct Rows<T> {
    rows: *mut T,
    count: u32,
}

impl<T: Copy> Rows<T> {
    fn new() -> Self {
        Self { rows: std::ptr::null_mut(), count: 0 }
    }

    fn take(self) -> Vec<T> {
        if self.rows.is_null() {
            return Vec::new();
        }
        // SAFETY: not null, so as many rows as the method says: the stub and the proxy see to that.
        unsafe { std::slice::from_raw_parts(self.rows, self.count as usize) }.to_vec()
    }
}

impl<T> Drop for Rows<T> {
    fn drop(&mut self) {
        // SAFETY: null, or memory that the method gave to its caller.
        unsafe { CoTaskMemFree(self.rows.cast()) };
    }
}
