//! The other side of the exporter: proxies for objects of other apartments and processes.
//!
//! ```text
//!   the client's pointer ──▶ InterfaceProxy ──▶ ProxyManager ──▶ RemoteExporter ──▶ link
//!   (one per interface: an IPID)   (one per object and apartment: an OID)   (an OXID)
//! ```

mod exporter;
mod handler;
mod held;
mod manager;
mod multi_query;
mod passed;
mod proxy;
mod rem_unknown;
mod standing;

use std::sync::Arc;

use oxcom_link::Link;

pub(crate) use exporter::{RemoteExporter, keep as keep_exporter, known, resolve};
pub(crate) use handler::part_of as part_of_handler;
pub(crate) use held::{Purpose, keep, let_go};
pub(crate) use manager::{ManagerRef, Owned as OwnedManager, ProxyManager};
pub(crate) use passed::{pass_on, say_taken, taken};
pub(crate) use proxy::{InterfaceProxy, functions as proxy_functions};
pub(crate) use rem_unknown::RemoteReference;
pub(crate) use standing::Standing;

use oxcom_abi::inspection::ProxyFigures;

use crate::apartment::{self, Apartment};

/// A peer has gone, and with it what led there and what was kept for it.
pub(crate) fn link_closed(link: &Arc<dyn Link>) {
    exporter::link_closed(link);
    passed::link_closed(link);
}

/// The proxies of all apartments, for who looks at the process: `most` of them, and how many there are besides.
pub(crate) fn survey(most: usize) -> (Vec<ProxyFigures>, usize) {
    let (mut figures, mut left) = (Vec::new(), 0);
    for apartment in apartment::all() {
        let (some, others) = manager::survey(&apartment, most - figures.len());
        figures.extend(some);
        left += others;
    }
    (figures, left)
}

/// Disconnects the proxies of an apartment whose last thread leaves: pointers that are still held answer
/// RPC_E_DISCONNECTED from now on, and the servers are told.
pub(crate) fn apartment_closed(apartment: &Arc<Apartment>) {
    held::apartment_closed(apartment);
    manager::disconnect_all(apartment);
}
