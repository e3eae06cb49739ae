//! What a server received.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::lock;

/// A received text. `queue:`, `amqp:`, `file:` and `shm:` keep the message until this is dropped: that says "done". With the
/// first two a drop while the thread panics, or [`reject`](Message::reject), says "again".
pub struct Message {
    text: String,
    redelivered: bool,
    receipt: Option<Arc<Receipt>>,
}

impl Message {
    pub(crate) fn new(text: String, redelivered: bool, receipt: Option<Arc<Receipt>>) -> Message {
        Message { text, redelivered, receipt }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, taken out. The message counts as done.
    pub fn into_text(mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Whether somebody may have seen this message before: it was given out and never acknowledged.
    pub fn is_redelivered(&self) -> bool {
        self.redelivered
    }

    /// Gives the message back: `queue:` delivers it again, and after `max_attempts` puts it to the dead letters; `amqp:`
    /// delivers it once again. The other techniques have no place for it, and ignore this.
    pub fn reject(&self) {
        if let Some(receipt) = &self.receipt {
            receipt.settle(Outcome::Rejected);
        }
    }
}

impl Drop for Message {
    fn drop(&mut self) {
        if let Some(receipt) = &self.receipt {
            receipt.settle(if std::thread::panicking() { Outcome::Rejected } else { Outcome::Done });
        }
    }
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Message {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Message { text, redelivered, .. } = self;
        f.debug_struct("Message").field("text", text).field("redelivered", redelivered).finish()
    }
}

/// What became of a message that is acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    Rejected,
    /// The server was stopped while the message was in the user's hands: the technique must assume the worst.
    Unknown,
}

/// Where a technique waits for the user's "done". The first word counts.
#[derive(Debug, Default)]
pub(crate) struct Receipt {
    // guarded by: itself
    outcome: Mutex<Option<Outcome>>,
    settled: Condvar,
}

impl Receipt {
    pub(crate) fn settle(&self, outcome: Outcome) {
        lock(&self.outcome).get_or_insert(outcome);
        self.settled.notify_all();
    }

    /// The outcome, if there is one.
    pub(crate) fn outcome(&self) -> Option<Outcome> {
        *lock(&self.outcome)
    }

    /// Waits for the outcome.
    pub(crate) fn wait(&self) -> Outcome {
        let mut outcome = lock(&self.outcome);
        loop {
            match *outcome {
                Some(outcome) => return outcome,
                None => outcome = self.settled.wait(outcome).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome_of(end: impl FnOnce(Message) + Send + 'static) -> Option<Outcome> {
        let receipt = Arc::new(Receipt::default());
        let message = Message::new("text".into(), false, Some(receipt.clone()));
        let _ = std::thread::spawn(move || end(message)).join();
        receipt.outcome()
    }

    #[test]
    fn the_end_of_a_message_is_its_acknowledgement() {
        assert_eq!(outcome_of(drop), Some(Outcome::Done));
        assert_eq!(outcome_of(|message| message.reject()), Some(Outcome::Rejected));
        let panics = |message: Message| panic!("while handling {message:?}, as the test wants");
        assert_eq!(outcome_of(panics), Some(Outcome::Rejected));
        assert_eq!(outcome_of(std::mem::forget), None);
    }
}
