//! Where a running server puts what it received: handlers, or a bounded queue for the iterator and the stream.
//!
//! ```text
//! technique ── deliver ──▶ handlers (one at a time)
//!                     └──▶ queue ──▶ iterator or stream       (when there is no handler)
//! ```

use std::cell::Cell;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures_core::Stream;

use crate::message::{Outcome, Receipt};
use crate::{Error, Message, Result, lock};

type Handler = Box<dyn FnMut(&Message) + Send>;
type FaultHandler = Box<dyn FnMut(&Error) + Send>;

thread_local! {
    /// The inbox whose handler runs on this thread, to know a `stop` from within it.
    static DELIVERING: Cell<*const Inbox> = const { Cell::new(std::ptr::null()) };
}

pub(crate) struct Inbox {
    // guarded by: itself, held while the handlers run, so they run one at a time
    handlers: Mutex<Vec<Handler>>,
    // guarded by: itself
    fault_handlers: Mutex<Vec<FaultHandler>>,
    // guarded by: itself; `arrived` and `room` go with it
    queue: Mutex<Queue>,
    arrived: Condvar,
    room: Condvar,
    // immutable
    depth: usize,
}

#[derive(Default)]
struct Queue {
    messages: VecDeque<Message>,
    /// Whether a server runs: a closed queue takes nothing and, once empty, ends the iterator.
    open: bool,
    wakers: Vec<Waker>,
    /// What techniques wait for.
    receipts: Vec<Arc<Receipt>>,
}

impl Inbox {
    pub(crate) fn new(depth: usize) -> Inbox {
        Inbox {
            handlers: Mutex::default(),
            fault_handlers: Mutex::default(),
            queue: Mutex::default(),
            arrived: Condvar::new(),
            room: Condvar::new(),
            depth: depth.max(1),
        }
    }

    pub(crate) fn add_handler(&self, handler: Handler) {
        lock(&self.handlers).push(handler);
    }

    pub(crate) fn add_fault_handler(&self, handler: FaultHandler) {
        lock(&self.fault_handlers).push(handler);
    }

    pub(crate) fn open(&self) {
        lock(&self.queue).open = true;
    }

    /// Wakes everybody: senders get [`Error::Stopped`], the iterator ends when the queue is empty.
    pub(crate) fn close(&self) {
        let mut queue = lock(&self.queue);
        queue.open = false;
        self.arrived.notify_all();
        self.room.notify_all();
        queue.wakers.drain(..).for_each(Waker::wake);
        queue.receipts.drain(..).for_each(|receipt| receipt.settle(Outcome::Unknown));
    }

    /// Whether this thread is inside a handler of this inbox.
    pub(crate) fn is_delivering_here(&self) -> bool {
        DELIVERING.get() == std::ptr::from_ref(self)
    }

    /// Runs the handlers, or waits for room in the queue. Ok means that the server has the text.
    pub(crate) fn deliver(&self, text: String) -> Result<()> {
        self.put(Message::new(text, false, None))
    }

    /// As [`deliver`](Inbox::deliver), and waits until the user is done with the message, or the server stops.
    pub(crate) fn deliver_and_wait(&self, text: String, redelivered: bool) -> Outcome {
        let receipt = Arc::new(Receipt::default());
        match self.put(Message::new(text, redelivered, Some(receipt.clone()))) {
            // The message was dropped unseen; the receipt of that drop means nothing.
            Err(Error::Stopped) => return Outcome::Unknown,
            Err(_) => return Outcome::Rejected,
            Ok(()) => {}
        }
        {
            let mut queue = lock(&self.queue);
            if !queue.open {
                // Nobody will interrupt this wait any more.
                return receipt.outcome().unwrap_or(Outcome::Unknown);
            }
            queue.receipts.push(receipt.clone());
        }
        let outcome = receipt.wait();
        lock(&self.queue).receipts.retain(|waiting| !Arc::ptr_eq(waiting, &receipt));
        outcome
    }

    /// Tells the fault handlers, and the log.
    pub(crate) fn fail(&self, error: &Error) {
        if matches!(error, Error::Stopped) {
            return;
        }
        tracing::warn!(%error, "a message was not received");
        for handler in lock(&self.fault_handlers).iter_mut() {
            handler(error);
        }
    }

    fn put(&self, message: Message) -> Result<()> {
        let mut handlers = lock(&self.handlers);
        if handlers.is_empty() {
            drop(handlers);
            return self.enqueue(message);
        }
        if !lock(&self.queue).open {
            return Err(Error::Stopped);
        }
        let before = DELIVERING.replace(self);
        let ran =
            catch_unwind(AssertUnwindSafe(|| handlers.iter_mut().for_each(|handler| handler(&message))));
        DELIVERING.set(before);
        ran.map_err(|_| {
            message.reject();
            Error::HandlerPanicked
        })
    }

    fn enqueue(&self, message: Message) -> Result<()> {
        let mut queue = lock(&self.queue);
        while queue.open && queue.messages.len() >= self.depth {
            queue = self.room.wait(queue).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        if !queue.open {
            return Err(Error::Stopped);
        }
        queue.messages.push_back(message);
        self.arrived.notify_one();
        queue.wakers.drain(..).for_each(Waker::wake);
        Ok(())
    }

    /// Takes the next message, waiting at most `patience` (for ever when `None`).
    pub(crate) fn next(&self, patience: Option<Duration>) -> Option<Message> {
        let mut queue = lock(&self.queue);
        let deadline = patience.map(|patience| std::time::Instant::now() + patience);
        loop {
            if let Some(message) = queue.messages.pop_front() {
                self.room.notify_one();
                return Some(message);
            }
            if !queue.open {
                return None;
            }
            queue = match deadline
                .map(|deadline| deadline.saturating_duration_since(std::time::Instant::now()))
            {
                Some(Duration::ZERO) => return None,
                Some(left) => match self.arrived.wait_timeout(queue, left) {
                    Ok((queue, _)) => queue,
                    Err(poisoned) => poisoned.into_inner().0,
                },
                None => self.arrived.wait(queue).unwrap_or_else(std::sync::PoisonError::into_inner),
            };
        }
    }

    fn poll_next(&self, context: &mut Context<'_>) -> Poll<Option<Message>> {
        let mut queue = lock(&self.queue);
        if let Some(message) = queue.messages.pop_front() {
            self.room.notify_one();
            return Poll::Ready(Some(message));
        }
        if !queue.open {
            return Poll::Ready(None);
        }
        if !queue.wakers.iter().any(|waker| waker.will_wake(context.waker())) {
            queue.wakers.push(context.waker().clone());
        }
        Poll::Pending
    }
}

/// The received messages as an iterator that waits. It ends when the server is stopped and everything that had
/// arrived was taken; after another start it goes on.
pub struct Messages {
    pub(crate) inbox: Arc<Inbox>,
}

impl Messages {
    /// The next message, or `None` when none came in time or the server is stopped.
    pub fn next_within(&mut self, patience: Duration) -> Option<Message> {
        self.inbox.next(Some(patience))
    }
}

impl Iterator for Messages {
    type Item = Message;

    fn next(&mut self) -> Option<Message> {
        self.inbox.next(None)
    }
}

/// The received messages as an asynchronous stream, for any executor.
pub struct MessageStream {
    pub(crate) inbox: Arc<Inbox>,
}

impl Stream for MessageStream {
    type Item = Message;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Message>> {
        self.inbox.poll_next(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_queue_makes_the_sender_wait_and_a_closed_one_lets_it_go() {
        let inbox = Arc::new(Inbox::new(1));
        inbox.open();
        inbox.deliver("first".into()).unwrap();
        let sender = std::thread::spawn({
            let inbox = inbox.clone();
            move || (inbox.deliver("second".into()), inbox.deliver("third".into()))
        });
        assert_eq!(inbox.next(None).unwrap().text(), "first");
        while lock(&inbox.queue).messages.is_empty() {
            std::thread::yield_now();
        }
        inbox.close();
        let (second, third) = sender.join().unwrap();
        assert!(second.is_ok() && matches!(third, Err(Error::Stopped)));
        assert_eq!(inbox.next(None).unwrap().text(), "second");
        assert!(inbox.next(None).is_none());
    }

    #[test]
    fn a_handler_that_panics_is_an_error_and_the_next_message_works() {
        let inbox = Inbox::new(1);
        inbox.open();
        inbox.add_handler(Box::new(|message| assert_ne!(message.text(), "bad")));
        assert!(matches!(inbox.deliver("bad".into()), Err(Error::HandlerPanicked)));
        assert_eq!(inbox.deliver_and_wait("bad".into(), false), Outcome::Rejected);
        assert_eq!(inbox.deliver_and_wait("good".into(), false), Outcome::Done);
    }

    #[test]
    fn the_stream_is_woken() {
        let inbox = Arc::new(Inbox::new(4));
        inbox.open();
        let mut stream = MessageStream { inbox: inbox.clone() };
        let mut context = Context::from_waker(Waker::noop());
        assert!(Pin::new(&mut stream).poll_next(&mut context).is_pending());
        inbox.deliver("text".into()).unwrap();
        assert!(lock(&inbox.queue).wakers.is_empty(), "the waker was used");
        assert!(matches!(Pin::new(&mut stream).poll_next(&mut context), Poll::Ready(Some(_))));
        inbox.close();
        assert!(matches!(Pin::new(&mut stream).poll_next(&mut context), Poll::Ready(None)));
    }
}
