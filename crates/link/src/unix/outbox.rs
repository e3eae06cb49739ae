//! The writing half of a socket: whole frames from many threads, one after the other.

use std::collections::VecDeque;
use std::io::IoSlice;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, send, sendmsg};

use super::frame::{HEADER, Header};
use super::inbox::MOST_DESCRIPTORS;
use crate::parker::{Parker, Woken, poll_with_work};
use crate::{LinkError, Outgoing, Wait};

/// Small frames that a peer may leave unread before it is taken to mean harm.
const PARKED_MOST: usize = 1 << 20;

/// Writes frames to one socket. A thread that has begun a frame has the *turn* until the frame is out; when it cannot
/// stay, it *parks* the rest, which goes out before anything else does.
pub(crate) struct Outbox {
    turn: Mutex<Turn>,
}

/// guarded by: [`Outbox::turn`]
#[derive(Default)]
struct Turn {
    /// A thread is in the middle of a frame.
    taken: bool,
    /// Threads that sleep until the turn is free.
    waiting: VecDeque<Arc<Parker>>,
    /// What is to be sent as soon as there is room; `parked[..sent]` is gone already.
    parked: Vec<u8>,
    sent: usize,
    /// How much of it are small frames.
    small: usize,
}

/// Whether something is parked, so that somebody must [flush](Outbox::flush) when the socket has room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub(crate) enum Left {
    Nothing,
    Parked,
}

/// How an attempt to send ended.
enum Attempt {
    Sent,
    /// Nothing of the frame has gone: there is other work, or the deadline has passed.
    Interrupted(Woken),
}

impl Outbox {
    pub(crate) fn new() -> Outbox {
        Outbox { turn: Mutex::default() }
    }

    /// Sends a frame; on an error nothing that the peer could take for a request has gone.
    pub(crate) fn send(
        &self,
        socket: BorrowedFd<'_>,
        header: Header,
        message: Outgoing<'_>,
        wait: &mut dyn Wait,
    ) -> Result<Left, LinkError> {
        loop {
            let woken = match self.take_turn(wait)? {
                Some(woken) => woken,
                None => {
                    let attempt = self.attempt(socket, header, message, wait);
                    let left = self.give_turn(socket);
                    match attempt? {
                        Attempt::Sent => return Ok(left),
                        Attempt::Interrupted(woken) => woken,
                    }
                }
            };
            match woken {
                Woken::Called => {}
                Woken::Late => return Err(LinkError::TimedOut),
                Woken::Work if wait.work().is_break() => return Err(LinkError::Cancelled),
                Woken::Work => {}
            }
        }
    }

    /// Sends a frame without bytes, or parks it: never waits.
    pub(crate) fn send_or_park(&self, socket: BorrowedFd<'_>, header: Header) -> Result<Left, LinkError> {
        debug_assert_eq!((header.length, header.descriptors), (0, 0));
        let mut turn = self.lock();
        if turn.small > PARKED_MOST {
            return Err(LinkError::Protocol("answers are not read"));
        }
        turn.small += HEADER;
        turn.parked.extend_from_slice(&header.to_bytes());
        if turn.taken { Ok(Left::Nothing) } else { Ok(turn.flush(socket)) }
    }

    /// The socket has room: sends what is parked.
    pub(crate) fn flush(&self, socket: BorrowedFd<'_>) -> Left {
        let mut turn = self.lock();
        // Whoever has the turn flushes when he gives it back.
        if turn.taken { Left::Nothing } else { turn.flush(socket) }
    }

    /// None with the turn taken.
    fn take_turn(&self, wait: &dyn Wait) -> Result<Option<Woken>, LinkError> {
        let parker = {
            let mut turn = self.lock();
            if !turn.taken {
                turn.taken = true;
                return Ok(None);
            }
            let parker = Parker::current();
            turn.waiting.push_back(Arc::clone(&parker));
            parker
        };
        let woken = parker.sleep(wait);
        let mut turn = self.lock();
        turn.waiting.retain(|other| !Arc::ptr_eq(other, &parker));
        if !turn.taken {
            if matches!(woken, Ok(Woken::Called)) {
                turn.taken = true;
                return Ok(None);
            }
            turn.wake_next();
        }
        woken.map(Some)
    }

    fn give_turn(&self, socket: BorrowedFd<'_>) -> Left {
        let mut turn = self.lock();
        turn.taken = false;
        let left = turn.flush(socket);
        turn.wake_next();
        left
    }

    /// With the turn: what is parked first, then the frame.
    fn attempt(
        &self,
        socket: BorrowedFd<'_>,
        header: Header,
        message: Outgoing<'_>,
        wait: &dyn Wait,
    ) -> Result<Attempt, LinkError> {
        while self.lock().flush(socket) == Left::Parked {
            match room(socket, wait)? {
                Woken::Called => {}
                woken => return Ok(Attempt::Interrupted(woken)),
            }
        }
        let header = header.to_bytes();
        let total = HEADER + message.bytes.len();
        let mut sent = 0;
        while sent < total {
            match write(socket, &header, message, sent) {
                Ok(more) => sent += more,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => match room(socket, wait) {
                    Ok(Woken::Called) => {}
                    Ok(woken) if sent == 0 => return Ok(Attempt::Interrupted(woken)),
                    Err(error) if sent == 0 => return Err(error),
                    _ => {
                        self.lock().park_rest(&header, message.bytes, sent);
                        return Ok(Attempt::Sent);
                    }
                },
                Err(Errno::PIPE | Errno::CONNRESET | Errno::NOTCONN) => return Err(LinkError::NotSent),
                Err(_) if sent > 0 => return Err(LinkError::NotSent),
                Err(error) => return Err(LinkError::io("sending")(error)),
            }
        }
        Ok(Attempt::Sent)
    }

    fn lock(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Turn {
    fn wake_next(&mut self) {
        if let Some(next) = self.waiting.pop_front() {
            next.wake();
        }
    }

    /// Puts the rest of a frame before what others have parked meanwhile.
    fn park_rest(&mut self, header: &[u8; HEADER], bytes: &[u8], sent: usize) {
        let behind = self.parked.split_off(self.sent.min(self.parked.len()));
        self.parked.clear();
        self.sent = 0;
        self.parked.extend_from_slice(header.get(sent..).unwrap_or_default());
        self.parked.extend_from_slice(&bytes[sent.saturating_sub(HEADER)..]);
        self.parked.extend_from_slice(&behind);
    }

    fn flush(&mut self, socket: BorrowedFd<'_>) -> Left {
        while self.sent < self.parked.len() {
            match send(socket, &self.parked[self.sent..], SendFlags::DONTWAIT | SendFlags::NOSIGNAL) {
                Ok(more) => self.sent += more,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Left::Parked,
                // The link is broken; its readers will tell.
                Err(_) => self.sent = self.parked.len(),
            }
        }
        (self.sent, self.small) = (0, 0);
        self.parked.clear();
        self.parked.shrink_to(PARKED_MOST);
        Left::Nothing
    }
}

/// Waits for room in the socket, for work or for the deadline.
fn room(socket: BorrowedFd<'_>, wait: &dyn Wait) -> Result<Woken, LinkError> {
    poll_with_work(socket, PollFlags::OUT, wait.descriptor(), wait.deadline())
}

/// Sends what is left of a frame; the descriptors go with its first byte.
fn write(
    socket: BorrowedFd<'_>,
    header: &[u8; HEADER],
    message: Outgoing<'_>,
    sent: usize,
) -> Result<usize, Errno> {
    let flags = SendFlags::DONTWAIT | SendFlags::NOSIGNAL;
    if sent >= HEADER {
        return send(socket, &message.bytes[sent - HEADER..], flags);
    }
    let pieces = [IoSlice::new(&header[sent..]), IoSlice::new(message.bytes)];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if sent == 0 && !message.descriptors.is_empty() {
        let fits = control.push(SendAncillaryMessage::ScmRights(message.descriptors));
        debug_assert!(fits, "the limits are within the kernel's");
    }
    sendmsg(socket.as_fd(), &pieces, &mut control, flags)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::time::Instant;

    use super::super::frame::{Kind, Limits};
    use super::*;
    use crate::Uninterrupted;

    struct Impatient;

    impl Wait for Impatient {
        fn deadline(&self) -> Option<Instant> {
            Some(Instant::now())
        }
    }

    const LIMITS: Limits = Limits { bytes: 1 << 24, descriptors: 4 };

    #[test]
    fn a_frame_given_up_half_way_goes_out_whole_before_the_next() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        let outbox = Outbox::new();
        let large = vec![1; 4 << 20];
        let header =
            |request, bytes| Header::of(Kind::Call, request, 0, Outgoing::bytes(bytes), LIMITS).unwrap();
        let first = outbox.send(ours.as_fd(), header(1, &large), Outgoing::bytes(&large), &mut Impatient);
        assert_eq!(first.unwrap(), Left::Parked);
        assert_eq!(outbox.send_or_park(ours.as_fd(), Header::alone(Kind::Busy, 2)).unwrap(), Left::Parked);
        let late = outbox.send(ours.as_fd(), header(3, b"no"), Outgoing::bytes(b"no"), &mut Impatient);
        assert!(matches!(late, Err(LinkError::TimedOut)));

        let reader = std::thread::spawn(move || {
            let mut all = vec![0; 3 * HEADER + (4 << 20) + 3];
            theirs.read_exact(&mut all).unwrap();
            all
        });
        let last = outbox.send(ours.as_fd(), header(4, b"yes"), Outgoing::bytes(b"yes"), &mut Uninterrupted);
        assert_eq!(last.unwrap(), Left::Nothing);
        let expected = [
            &header(1, &large).to_bytes()[..],
            &large,
            &Header::alone(Kind::Busy, 2).to_bytes(),
            &header(4, b"yes").to_bytes(),
            b"yes",
        ];
        assert!(reader.join().unwrap() == expected.concat());
    }
}
