//! Where answers meet the callers that wait for them.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

use crate::parker::Parker;
use crate::{Incoming, LinkError};

/// How a call ended, as the other side has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Answered,
    Unanswered,
    Busy,
}

impl Outcome {
    pub(crate) fn into_result(self) -> Result<(), LinkError> {
        match self {
            Outcome::Answered => Ok(()),
            Outcome::Unanswered => Err(LinkError::Unanswered),
            Outcome::Busy => Err(LinkError::Busy),
        }
    }
}

/// The calls of one link that are under way. The caller's lock guards it.
#[derive(Default)]
pub(crate) struct Slots {
    slots: HashMap<u64, Slot>,
    /// Answers that came before their callers knew that they come this way.
    early: HashMap<u64, (Outcome, Incoming)>,
    last: u64,
    closed: bool,
}

struct Slot {
    state: State,
    /// The caller's own buffer, lent until the call ends.
    answer: Incoming,
    caller: Arc<Parker>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The caller waits.
    Waiting,
    /// The caller does other work meanwhile.
    Away,
    /// The caller has given up; the answer is still to come.
    Abandoned,
    Done(Outcome),
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    Filled,
    /// Its caller has given up.
    Dropped,
    /// No such call was made, or it has its answer.
    Unknown,
}

/// What a caller finds in its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    Nothing,
    Outcome(Outcome),
    Closed,
}

impl Slots {
    /// Calls whose answers are awaited.
    pub(crate) fn waiting(&self) -> usize {
        self.slots.values().filter(|slot| matches!(slot.state, State::Waiting | State::Away)).count()
    }

    /// Reserves the slot of a new call, with the caller's buffer in it.
    pub(crate) fn open(&mut self, answer: &mut Incoming, caller: &Arc<Parker>) -> Result<u64, LinkError> {
        if self.closed {
            return Err(LinkError::NotSent);
        }
        self.last += 1;
        answer.clear();
        let slot = Slot { state: State::Away, answer: mem::take(answer), caller: Arc::clone(caller) };
        self.slots.insert(self.last, slot);
        Ok(self.last)
    }

    /// Reserves the slot of a call whose number is given from elsewhere; its outcome, if the answer has come already.
    pub(crate) fn adopt(
        &mut self,
        request: u64,
        answer: &mut Incoming,
        caller: &Arc<Parker>,
    ) -> Result<Option<Outcome>, LinkError> {
        if let Some((outcome, early)) = self.early.remove(&request) {
            *answer = early;
            return Ok(Some(outcome));
        }
        if self.closed {
            return Err(LinkError::Closed);
        }
        let slot = Slot { state: State::Away, answer: mem::take(answer), caller: Arc::clone(caller) };
        self.slots.insert(request, slot);
        Ok(None)
    }

    /// Keeps an answer whose caller is about to [adopt](Self::adopt) it, and no more of those that nobody awaits.
    pub(crate) fn keep_early(
        &mut self,
        request: u64,
        outcome: Outcome,
        message: &mut Incoming,
        is_awaited: impl Fn(u64) -> bool,
    ) {
        self.early.retain(|&other, _| is_awaited(other));
        self.early.insert(request, (outcome, mem::take(message)));
    }

    /// Drops an answer that came early. False when it has not come.
    pub(crate) fn drop_early(&mut self, request: u64) -> bool {
        self.early.remove(&request).is_some()
    }

    /// Puts an answer into its slot, whose old buffer comes back in `message`, and wakes the caller, if that is not the
    /// thread that calls this.
    pub(crate) fn fill(&mut self, request: u64, outcome: Outcome, message: &mut Incoming) -> Fill {
        let Some(slot) = self.slots.get_mut(&request) else { return Fill::Unknown };
        match slot.state {
            State::Waiting | State::Away => {
                mem::swap(&mut slot.answer, message);
                slot.state = State::Done(outcome);
                slot.caller.wake();
            }
            State::Abandoned => {
                self.slots.remove(&request);
                return Fill::Dropped;
            }
            State::Done(_) => return Fill::Unknown,
        }
        Fill::Filled
    }

    /// Looks whether a call has ended.
    pub(crate) fn look(&mut self, request: u64) -> Found {
        match self.slots.get_mut(&request) {
            Some(Slot { state: State::Done(outcome), .. }) => Found::Outcome(*outcome),
            _ if self.closed => Found::Closed,
            Some(slot) => {
                slot.state = State::Waiting;
                Found::Nothing
            }
            None => Found::Closed,
        }
    }

    /// The caller turns to other work.
    pub(crate) fn leave(&mut self, request: u64) {
        if let Some(slot) = self.slots.get_mut(&request)
            && slot.state == State::Waiting
        {
            slot.state = State::Away;
        }
    }

    /// Ends a call; its buffer goes back to the caller, with the answer, or empty.
    pub(crate) fn end(&mut self, request: u64, answer: &mut Incoming, how: &Result<(), LinkError>) {
        let Some(slot) = self.slots.get_mut(&request) else { return };
        *answer = mem::take(&mut slot.answer);
        if how.is_err() {
            answer.clear();
        }
        let still_to_come = matches!(slot.state, State::Waiting | State::Away)
            && matches!(how, Err(LinkError::TimedOut | LinkError::Cancelled | LinkError::Io { .. }));
        if still_to_come && !self.closed {
            slot.state = State::Abandoned;
        } else {
            self.slots.remove(&request);
        }
    }

    /// Ends a call whose request never left.
    pub(crate) fn withdraw(&mut self, request: u64, answer: &mut Incoming) {
        if let Some(slot) = self.slots.remove(&request) {
            *answer = slot.answer;
            answer.clear();
        }
    }

    /// Wakes one caller that waits, to look after the others.
    pub(crate) fn wake_one(&self) {
        if let Some(slot) = self.slots.values().find(|slot| slot.state == State::Waiting) {
            slot.caller.wake();
        }
    }

    /// No answer will come any more: wakes all.
    pub(crate) fn close(&mut self) {
        self.closed = true;
        self.slots.retain(|_, slot| slot.state != State::Abandoned);
        for slot in self.slots.values() {
            slot.caller.wake();
        }
    }
}
