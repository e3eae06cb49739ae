//! The exporters whose objects this process uses, and the links that lead to them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_link::{Link, Technique};
use oxcom_wire::objref::DualStringArray;

use crate::apartment;
use crate::error::{Error, Result};

/// An apartment somewhere, as seen from here.
pub(crate) struct RemoteExporter {
    /// Immutable.
    pub(crate) oxid: u64,
    /// Immutable: an exporter is reached over one link as long as that lives.
    pub(crate) link: Arc<dyn Link>,
    /// Whether it is the neutral apartment of this process, whose calls run on the thread that makes them. Immutable.
    neutral: bool,
}

impl RemoteExporter {
    pub(crate) fn new(oxid: u64, link: Arc<dyn Link>) -> Self {
        let neutral = link.technique() == Technique::InProcess && apartment::is_neutral(oxid);
        Self { oxid, link, neutral }
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
        (None, _) => return Err(Error::ServerUnavailable),
    };
    let mut exporters = exporters();
    if let Some(exporter) = exporters.get(&oxid).filter(|exporter| exporter.link.is_alive()) {
        return Ok(exporter.clone()); // another thread was faster
    }
    // `link_closed` comes after the link's death, so that no exporter stays here whose link is gone.
    if !link.is_alive() {
        return Err(Error::ServerUnavailable);
    }
    let exporter = Arc::new(RemoteExporter::new(oxid, link));
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
