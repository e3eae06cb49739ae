//! Which way a message goes, when the link has a ring: through that, or by the sockets.
//!
//! The sockets take what is large and what carries descriptors. The peer must take a thread's one-way requests before what the
//! same thread sends later, whichever way either goes:
//!
//! * One that goes by the socket after others went through the ring waits until the peer has taken those.
//! * After one by the socket, the thread *keeps to* the socket, until a call of its has come back from there: then the peer
//!   has taken all that went before it.

use std::cell::RefCell;

use super::UnixLink;
use crate::lanes::current_lane;
use crate::ring::{Called, Ring};
use crate::slots::Outcome;
use crate::{Incoming, LinkError, Outgoing, Wait};

thread_local! {
    /// The links on which this thread keeps to the socket.
    static KEPT_TO: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// So many may be noted before the dead are looked for.
const MANY: usize = 16;

impl UnixLink {
    pub(super) fn call_some_way(
        &self,
        request: Outgoing<'_>,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let Some(ring) = &self.ring else { return self.calls.call(self, request, answer, wait) };
        if self.may_use(ring, request) {
            match ring.call(current_lane(), request.bytes, answer, wait) {
                Called::Answered(outcome) => return outcome.into_result(),
                Called::BySocket(number) => return self.collect(ring, number, answer, wait),
                Called::Failed(error) => return Err(self.failed(error)),
                Called::Abandoned(number, error) => {
                    if self.calls.forget(number) {
                        ring.done(number);
                    }
                    return Err(self.failed(error));
                }
                Called::NoSlot => {}
            }
        }
        ring.overtake_nothing(current_lane(), wait).map_err(|error| self.failed(error))?;
        let called = self.calls.call(self, request, answer, wait);
        if matches!(called, Ok(()) | Err(LinkError::Unanswered | LinkError::Busy)) {
            self.keep_to_nothing();
        }
        called
    }

    pub(super) fn post_some_way(&self, request: Outgoing<'_>, wait: &mut dyn Wait) -> Result<(), LinkError> {
        let Some(ring) = &self.ring else { return self.calls.post(self, request, wait) };
        if self.may_use(ring, request) {
            return ring.post(current_lane(), request.bytes, wait).map_err(|error| self.failed(error));
        }
        ring.overtake_nothing(current_lane(), wait).map_err(|error| self.failed(error))?;
        self.calls.post(self, request, wait)?;
        self.keep_to_socket();
        Ok(())
    }

    pub(super) fn answer_some_way(&self, request: u64, answer: Outgoing<'_>) -> Result<(), LinkError> {
        let Some((ring, number)) = self.ring_of(request) else { return self.send_answer(request, answer) };
        let (bytes, descriptors) = (answer.bytes.len(), answer.descriptors.len());
        if self.life.is_over() {
            return Err(LinkError::NotSent);
        }
        if bytes > self.options().message_bytes || descriptors > self.options().message_descriptors {
            return Err(LinkError::TooLarge { bytes, descriptors });
        }
        if ring.takes(bytes, descriptors) {
            ring.answer(number, Outcome::Answered, answer.bytes);
            return Ok(());
        }
        ring.answer_by_socket(number);
        self.send_answer(request, answer)
    }

    /// The ring through which a request came.
    pub(super) fn ring_of(&self, request: u64) -> Option<(&Ring, u32)> {
        Some((self.ring.as_ref()?, Ring::ring_number(request)?))
    }

    /// An answer to what went through the ring comes by the socket.
    fn collect(
        &self,
        ring: &Ring,
        number: u64,
        answer: &mut Incoming,
        wait: &mut dyn Wait,
    ) -> Result<(), LinkError> {
        let collected = self.calls.collect(self, number, answer, wait);
        let still_to_come =
            matches!(collected, Err(LinkError::TimedOut | LinkError::Cancelled | LinkError::Io { .. }));
        if !still_to_come {
            ring.done(number);
        }
        collected
    }

    fn may_use(&self, ring: &Ring, request: Outgoing<'_>) -> bool {
        let bytes = request.bytes.len();
        ring.takes(bytes, request.descriptors.len())
            && bytes <= self.options().message_bytes
            && !KEPT_TO.with_borrow(|kept| kept.contains(&self.id.value()))
    }

    fn keep_to_socket(&self) {
        KEPT_TO.with_borrow_mut(|kept| {
            if kept.contains(&self.id.value()) {
                return;
            }
            if kept.len() >= MANY {
                kept.retain(|&link| self.core.endpoint(link).is_some());
            }
            kept.push(self.id.value());
        });
    }

    fn keep_to_nothing(&self) {
        KEPT_TO.with_borrow_mut(|kept| kept.retain(|&link| link != self.id.value()));
    }

    /// The peer's fault ends the link.
    fn failed(&self, error: LinkError) -> LinkError {
        if let LinkError::Protocol(_) = error {
            self.calls.close();
            self.ended(&error);
        }
        error
    }
}
