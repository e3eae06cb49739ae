//! Who takes requests, and the right to answer one.

use std::fmt;
use std::sync::Arc;

use crate::{Incoming, Link, LinkError, Outgoing};

/// Takes the requests of all links of a [hub](crate::Hub).
///
/// Every function is called on a thread of the hub's pool, except `opened` for a link that this process asked for, which
/// is called on the thread that [connects](crate::Hub::connect). The thread that reads a request runs it, and another
/// takes its place at the link: a function may take as long as it likes.
pub trait Service: Send + Sync + 'static {
    /// A link has been made. Its requests come after this returns.
    fn opened(&self, link: &Arc<dyn Link>);

    /// The peer asks for something.
    ///
    /// `request` is the pool's, lent so that a small request allocates nothing: what is to outlive the call is taken out
    /// of it (`std::mem::take`). What is left in it is cleared afterwards, descriptors closed.
    fn request(&self, link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply);

    /// The link is gone: [`Link::is_alive`] is false, no request is read from it any more.
    ///
    /// Called exactly once for each `opened`, after `opened` has returned, at once when the peer dies. Requests that
    /// were read before may still be running, or be just about to enter [`request`](Self::request): see
    /// [`Link::is_alive`] for how to keep books all the same.
    fn closed(&self, link: &Arc<dyn Link>);
}

/// The right to answer one request, once, from any thread.
///
/// Dropped without an answer, it gives the caller [`LinkError::Unanswered`]; the drop never waits.
pub struct Reply {
    /// None for a one-way request, and after the answer.
    to: Option<(Arc<dyn Answers>, u64)>,
}

/// The side of a technique that takes answers.
pub trait Answers: Send + Sync {
    /// Answers the request; waits while the caller's process is behind.
    fn answer(&self, request: u64, answer: Outgoing<'_>) -> Result<(), LinkError>;

    /// Says that there will be no answer; never waits.
    fn no_answer(&self, request: u64);
}

impl Reply {
    /// The right to answer a request to whoever takes the answers: for a technique, or a service that hands requests on to
    /// another one and changes the answers.
    pub fn to(answers: Arc<dyn Answers>, request: u64) -> Self {
        Reply { to: Some((answers, request)) }
    }

    pub(crate) fn one_way() -> Self {
        Reply { to: None }
    }

    /// Answers. For a one-way request it does nothing.
    ///
    /// # Errors
    /// [`LinkError::NotSent`] when the link has closed; [`LinkError::TooLarge`], upon which the caller gets
    /// [`LinkError::Unanswered`].
    pub fn send(mut self, answer: Outgoing<'_>) -> Result<(), LinkError> {
        let Some((answers, request)) = self.to.take() else { return Ok(()) };
        let sent = answers.answer(request, answer);
        if matches!(sent, Err(LinkError::TooLarge { .. })) {
            answers.no_answer(request);
        }
        sent
    }

    /// Whether nobody waits for an answer.
    pub fn is_one_way(&self) -> bool {
        self.to.is_none()
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some((answers, request)) = self.to.take() {
            answers.no_answer(request);
        }
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("request", &self.to.as_ref().map(|(_, request)| request)).finish()
    }
}
