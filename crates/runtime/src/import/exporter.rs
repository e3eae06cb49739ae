//! The exporters whose objects this process uses, and the links that lead to them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_link::{Link, Technique};
use oxcom_wire::objref::DualStringArray;

use windows_core::GUID;

use crate::apartment;
use crate::error::{Error, Result};
use crate::export::rem_unknown_ipid;

/// An apartment somewhere, as seen from here.
pub(crate) struct RemoteExporter {
    /// Immutable.
    pub(crate) oxid: u64,
    /// Immutable: an exporter is reached over one link as long as that lives.
    pub(crate) link: Arc<dyn Link>,
    /// The IPID of its IRemUnknown2. Immutable.
    pub(crate) rem_unknown: GUID,
    /// Whether it is the neutral apartment of this process, whose calls run on the thread that makes them. Immutable.
    neutral: bool,
    /// Where the resolver of an exporter on another machine is found. Immutable.
    resolver: Option<DualStringArray>,
}

impl RemoteExporter {
    pub(crate) fn new(oxid: u64, link: Arc<dyn Link>) -> Self {
        let neutral = link.technique() == Technique::InProcess && apartment::is_neutral(oxid);
        Self { oxid, link, rem_unknown: rem_unknown_ipid(oxid), neutral, resolver: None }
    }

    /// One of another machine, whose objects' lives its resolver looks after.
    pub(crate) fn on_another_machine(
        oxid: u64,
        link: Arc<dyn Link>,
        rem_unknown: GUID,
        resolver: DualStringArray,
    ) -> Self {
        Self { oxid, link, rem_unknown, neutral: false, resolver: Some(resolver) }
    }

    /// Whether it is on another machine.
    pub(crate) fn is_abroad(&self) -> bool {
        self.resolver.is_some()
    }

    /// Where its resolver is found, if it is on another machine.
    pub(crate) fn resolver(&self) -> Option<&DualStringArray> {
        self.resolver.as_ref()
    }

    pub(crate) fn is_neutral(&self) -> bool {
        self.neutral
    }
}

/// By OXID. Guarded by its lock, never held while connecting.
static EXPORTERS: LazyLock<Mutex<HashMap<u64, Arc<RemoteExporter>>>> = LazyLock::new(Mutex::default);

fn exporters() -> MutexGuard<'static, HashMap<u64, Arc<RemoteExporter>>> {
    EXPORTERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The exporter `oxid`, if a pointer of it has come here and its link lives.
pub(crate) fn known(oxid: u64) -> Option<Arc<RemoteExporter>> {
    exporters().get(&oxid).filter(|exporter| exporter.link.is_alive()).cloned()
}

/// Finds the exporter of a marshaled pointer. `sender` is the link that brought the pointer, when a message did: bindings
/// that are empty mean it.
pub(crate) fn resolve(
    oxid: u64,
    bindings: &DualStringArray,
    sender: Option<&Arc<dyn Link>>,
) -> Result<Arc<RemoteExporter>> {
    if let Some(exporter) = known(oxid) {
        return Ok(exporter);
    }
    let link = match (bindings.unix_path().map(Path::new), sender) {
        (None, Some(sender)) if bindings.strings().is_empty() => sender.clone(),
        (Some(path), Some(sender)) if sender.peer().address.as_deref() == Some(path) => sender.clone(),
        (Some(path), _) => link_to(path)?,
        (None, _) => return keep(crate::dcom::resolve(oxid, bindings)?),
    };
    keep(RemoteExporter::new(oxid, link))
}

/// The exporter, from now on: another one when another thread was faster.
pub(crate) fn keep(exporter: RemoteExporter) -> Result<Arc<RemoteExporter>> {
    let oxid = exporter.oxid;
    let mut exporters = exporters();
    if let Some(exporter) = exporters.get(&oxid).filter(|exporter| exporter.link.is_alive()) {
        return Ok(exporter.clone()); // another thread was faster
    }
    // `link_closed` comes after the link's death, so that no exporter stays here whose link is gone.
    if !exporter.link.is_alive() {
        return Err(Error::ServerUnavailable);
    }
    let exporter = Arc::new(exporter);
    exporters.insert(oxid, exporter.clone());
    Ok(exporter)
}

/// The link that other exporters of the same process are reached by, or a new one.
fn link_to(path: &Path) -> Result<Arc<dyn Link>> {
    let open = exporters()
        .values()
        .map(|exporter| &exporter.link)
        .find(|link| link.is_alive() && link.peer().address.as_deref() == Some(path))
        .cloned();
    match open {
        Some(link) => Ok(link),
        None => crate::process::open()?.connect(path),
    }
}

/// Forgets the exporters that a link led to.
pub(crate) fn link_closed(link: &Arc<dyn Link>) {
    let gone: Vec<_> =
        exporters().extract_if(|_, exporter| exporter.link.id() == link.id()).map(|(oxid, _)| oxid).collect();
    gone.into_iter().for_each(crate::segment::exporter_gone);
}
