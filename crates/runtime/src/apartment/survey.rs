//! Which apartments and threads there are, for who looks at the process.

use std::path::Path;
use std::sync::Arc;

use oxcom_abi::inspection::{
    APARTMENT_MAIN_STA, APARTMENT_MTA, APARTMENT_NTA, APARTMENT_STA, ApartmentFigures, ApartmentThread,
};

use super::{Apartment, Kind, shared};

/// The apartments that are open.
pub(crate) fn all() -> Vec<Arc<Apartment>> {
    let shared = shared();
    let single = shared.single.iter().filter_map(std::sync::Weak::upgrade);
    let others = shared.mta.iter().chain(&shared.hosts.neutral).cloned();
    single.chain(others).filter(|apartment| !apartment.is_closed()).collect()
}

/// The apartments, and the threads in them. A thread that has ended without leaving is in none.
pub(crate) fn survey() -> (Vec<ApartmentFigures>, Vec<ApartmentThread>) {
    let (mut figures, mut threads) = (Vec::new(), Vec::new());
    let entered = shared().mta_threads.clone();
    for apartment in all() {
        figures.push(apartment.figures());
        let own = if apartment.is_multithreaded() { &entered[..] } else { &[apartment.thread] };
        let alive = own.iter().filter(|thread| Path::new(&format!("/proc/self/task/{thread}")).exists());
        threads.extend(alive.map(|thread| ApartmentThread { oxid: apartment.oxid, thread: *thread }));
    }
    (figures, threads)
}

impl Apartment {
    fn figures(&self) -> ApartmentFigures {
        let kind = match &self.kind {
            Kind::Single(_) if self.main => APARTMENT_MAIN_STA,
            Kind::Single(_) => APARTMENT_STA,
            Kind::Multi => APARTMENT_MTA,
            Kind::Neutral => APARTMENT_NTA,
        };
        let waiting = self.queue().map_or(0, super::Queue::length);
        ApartmentFigures { oxid: self.oxid, kind, waiting: waiting.try_into().unwrap_or(u32::MAX) }
    }
}
