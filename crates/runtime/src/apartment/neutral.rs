//! The neutral apartment: objects that any thread may call, one call after the other or at the same time, without a switch.
//!
//! A thread that calls such an object of its own process goes in and out itself. It stays what it is meanwhile: one of a
//! single-threaded apartment still takes that apartment's calls while it waits. Since nobody waits for an answer, there is
//! nothing to give up: neither a deadline nor CoCancelCall ends such a call.

use std::sync::Arc;

use oxcom_abi::{
    APTTYPEQUALIFIER, APTTYPEQUALIFIER_NA_ON_IMPLICIT_MTA, APTTYPEQUALIFIER_NA_ON_MAINSTA,
    APTTYPEQUALIFIER_NA_ON_MTA, APTTYPEQUALIFIER_NA_ON_STA,
};

use super::{Apartment, Kind, THREAD, Thread, close, shared, visit};

/// The neutral apartment, made when there is none. It closes with the last of the others.
pub(super) fn open() -> Arc<Apartment> {
    let mut shared = shared();
    if let Some(neutral) = &shared.hosts.neutral {
        return neutral.clone();
    }
    shared.open += 1;
    shared.hosts.neutral.insert(Apartment::new(Kind::Neutral, false)).clone()
}

pub(super) fn end(neutral: &Arc<Apartment>) {
    visit(neutral, || close(neutral));
}

/// The apartment that the calling thread entered itself, or visits: where it was before it came to the neutral one.
pub(super) fn entered() -> Option<Arc<Apartment>> {
    with_entered(|apartment| Some(apartment.clone()))
}

/// The same for one who only looks at it.
pub(super) fn with_entered<R>(body: impl FnOnce(&Arc<Apartment>) -> Option<R>) -> Option<R> {
    let look = |thread: &Thread| match &*thread.apartment.borrow() {
        Some(apartment) if apartment.is_neutral() => thread.beneath.borrow().as_ref().and_then(body),
        other => other.as_ref().and_then(body),
    };
    THREAD.try_with(look).ok().flatten()
}

/// What kind of thread it is that visits the neutral apartment.
pub(super) fn qualifier() -> APTTYPEQUALIFIER {
    match entered() {
        Some(apartment) if apartment.is_main() => APTTYPEQUALIFIER_NA_ON_MAINSTA,
        Some(apartment) if apartment.queue().is_some() => APTTYPEQUALIFIER_NA_ON_STA,
        Some(_) => APTTYPEQUALIFIER_NA_ON_MTA,
        None => APTTYPEQUALIFIER_NA_ON_IMPLICIT_MTA,
    }
}
