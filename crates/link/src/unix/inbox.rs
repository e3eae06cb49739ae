//! The reading half of a socket: frames out of a stream, whatever pieces it arrives in.

use std::collections::VecDeque;
use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, recvmsg};

use super::frame::{HEADER, Header, Limits};
use crate::{Incoming, LinkError};

/// The kernel's bound on the descriptors of one sendmsg (SCM_MAX_FD).
pub(crate) const MOST_DESCRIPTORS: usize = 253;
/// One receive takes up to this much, so that a small message, or many, cost one system call.
const BUFFER: usize = 64 << 10;
/// Reserved for a message before its bytes are there; beyond, memory grows with what has arrived.
const RESERVED: usize = 1 << 20;

/// Reads frames from one socket. Used by one thread at a time: whoever leads the callers, or has the token of the
/// serving side.
pub(crate) struct Inbox {
    limits: Limits,
    buffer: Box<[u8]>,
    /// `buffer[start..end]` has been received and not yet taken.
    start: usize,
    end: usize,
    /// Received and not yet claimed by a header. The kernel hands descriptors over with the first byte of what they
    /// were sent with, so a header's own are always here.
    descriptors: VecDeque<OwnedFd>,
    /// The message of which some bytes are missing.
    unfinished: Option<Header>,
    /// The message last received, once [`Inbox::next`] has said so; the receiver swaps it for an empty one.
    pub(crate) message: Incoming,
    /// The last receive left nothing in the socket.
    drained: bool,
}

/// What [`Inbox::next`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Received {
    /// A whole message, in [`Inbox::message`].
    Frame(Header),
    /// Nothing whole is there yet.
    Nothing,
    /// The peer has ended.
    End,
}

/// Whether [`Inbox::next`] waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patience {
    /// In the system call, until something comes.
    Blocking,
    /// Not at all; a receive that did not fill the buffer is taken to have emptied the socket.
    UntilShort,
    /// Not at all; asks until the system says that there is nothing.
    UntilEmpty,
}

impl Inbox {
    pub(crate) fn new(limits: Limits) -> Inbox {
        Inbox {
            limits,
            buffer: vec![0; BUFFER].into_boxed_slice(),
            start: 0,
            end: 0,
            descriptors: VecDeque::new(),
            unfinished: None,
            message: Incoming::new(),
            drained: false,
        }
    }

    /// The socket has news: what an earlier receive said of it no longer holds.
    pub(crate) fn expect_news(&mut self) {
        self.drained = false;
    }

    /// Whether the next call of [`next`](Self::next) may find a message without further news.
    pub(crate) fn may_have_more(&self) -> bool {
        !self.drained || self.has_frame()
    }

    /// Whether a whole message has been received already.
    pub(crate) fn has_frame(&self) -> bool {
        if self.unfinished.is_some() {
            return false;
        }
        match self.buffer[self.start..self.end].first_chunk::<HEADER>() {
            // A bad header counts as something to find.
            Some(bytes) => Header::parse(bytes, self.limits)
                .map_or(true, |header| self.end - self.start - HEADER >= header.length as usize),
            None => false,
        }
    }

    /// The next message, as far as it has arrived.
    pub(crate) fn next(&mut self, socket: BorrowedFd<'_>, patience: Patience) -> Result<Received, LinkError> {
        loop {
            if let Some(header) = self.take()? {
                return Ok(Received::Frame(header));
            }
            if patience == Patience::UntilShort && self.drained {
                return Ok(Received::Nothing);
            }
            match self.receive(socket, patience) {
                Ok(0) => return Ok(Received::End),
                Ok(_) => {}
                Err(Errno::AGAIN) => return Ok(Received::Nothing),
                Err(Errno::CONNRESET | Errno::PIPE) => return Ok(Received::End),
                // Descriptors were lost, for instance because this process may have no more.
                Err(error) => return Err(LinkError::io("receiving")(error)),
            }
        }
    }

    /// Takes from the buffer; a header when its message is whole.
    fn take(&mut self) -> Result<Option<Header>, LinkError> {
        let header = match self.unfinished {
            Some(header) => header,
            None => {
                let Some(bytes) = self.buffer[self.start..self.end].first_chunk::<HEADER>() else {
                    return Ok(None);
                };
                let header = Header::parse(bytes, self.limits)?;
                self.start += HEADER;
                self.begin(header)?;
                header
            }
        };
        let missing = header.length as usize - self.message.bytes.len();
        let piece = missing.min(self.end - self.start);
        self.message.bytes.extend_from_slice(&self.buffer[self.start..self.start + piece]);
        self.start += piece;
        if piece < missing {
            self.unfinished = Some(header);
            return Ok(None);
        }
        self.unfinished = None;
        if self.start == self.end && !self.descriptors.is_empty() {
            return Err(LinkError::Protocol("descriptors that belong to no message"));
        }
        Ok(Some(header))
    }

    fn begin(&mut self, header: Header) -> Result<(), LinkError> {
        let count = usize::from(header.descriptors);
        if count > self.descriptors.len() {
            return Err(LinkError::Protocol("a message without the descriptors it announced"));
        }
        self.message.clear();
        self.message.descriptors.extend(self.descriptors.drain(..count));
        self.message.bytes.reserve((header.length as usize).min(RESERVED));
        Ok(())
    }

    fn receive(&mut self, socket: BorrowedFd<'_>, patience: Patience) -> Result<usize, Errno> {
        // What is left is less than a header.
        self.buffer.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        let mut flags = RecvFlags::CMSG_CLOEXEC;
        if patience != Patience::Blocking {
            flags |= RecvFlags::DONTWAIT;
        }
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(MOST_DESCRIPTORS))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let room = self.buffer.len() - self.end;
        let received = loop {
            let mut pieces = [IoSliceMut::new(&mut self.buffer[self.end..])];
            match recvmsg(socket, &mut pieces, &mut control, flags) {
                Err(Errno::INTR) => continue,
                other => break other?,
            }
        };
        self.end += received.bytes;
        // A receive ends early at a message with descriptors, though there may be more behind it.
        self.drained = received.bytes < room;
        for message in control.drain() {
            if let RecvAncillaryMessage::ScmRights(descriptors) = message {
                self.descriptors.extend(descriptors);
                self.drained = false;
            }
        }
        if received.flags.contains(ReturnFlags::CTRUNC) {
            return Err(Errno::MFILE);
        }
        if self.descriptors.len() > MOST_DESCRIPTORS + self.limits.descriptors {
            return Err(Errno::TOOMANYREFS);
        }
        Ok(received.bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use super::super::frame::Kind;
    use super::*;

    const LIMITS: Limits = Limits { bytes: 1 << 20, descriptors: 4 };

    fn frame(request: u64, bytes: &[u8]) -> (Header, Vec<u8>) {
        let header = Header::of(Kind::Call, request, 0, crate::Outgoing::bytes(bytes), LIMITS).unwrap();
        (header, [&header.to_bytes(), bytes].concat())
    }

    #[test]
    fn a_message_in_single_bytes_is_one_message() {
        let (mut ours, theirs) = UnixStream::pair().unwrap();
        let mut inbox = Inbox::new(LIMITS);
        let (header, sent) = frame(9, b"hello");
        let (last, most) = sent.split_last().unwrap();
        for byte in most {
            ours.write_all(&[*byte]).unwrap();
            inbox.expect_news();
            assert_eq!(inbox.next(theirs.as_fd(), Patience::UntilShort).unwrap(), Received::Nothing);
            assert!(!inbox.may_have_more());
        }
        ours.write_all(&[*last]).unwrap();
        inbox.expect_news();
        assert_eq!(inbox.next(theirs.as_fd(), Patience::UntilShort).unwrap(), Received::Frame(header));
        assert_eq!(inbox.message.bytes, b"hello");
    }

    #[test]
    fn many_messages_come_out_of_one_receive() {
        let (mut ours, theirs) = UnixStream::pair().unwrap();
        let mut inbox = Inbox::new(LIMITS);
        let sent: Vec<_> = (0..100).map(|i| frame(i, &vec![i as u8; i as usize])).collect();
        ours.write_all(&sent.iter().flat_map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>()).unwrap();
        for (header, bytes) in &sent {
            assert!(inbox.may_have_more());
            let received = inbox.next(theirs.as_fd(), Patience::UntilShort).unwrap();
            assert_eq!(received, Received::Frame(*header));
            assert_eq!(inbox.message.bytes, bytes[HEADER..]);
        }
        assert!(!inbox.may_have_more());
        drop(ours);
        assert_eq!(inbox.next(theirs.as_fd(), Patience::UntilEmpty).unwrap(), Received::End);
    }

    #[test]
    fn an_announced_length_takes_no_memory() {
        let (mut ours, theirs) = UnixStream::pair().unwrap();
        let limits = Limits { bytes: 1 << 31, descriptors: 0 };
        let mut inbox = Inbox::new(limits);
        let header = Header { length: 1 << 31, kind: Kind::Call, descriptors: 0, request: 1, lane: 0 };
        ours.write_all(&header.to_bytes()).unwrap();
        assert_eq!(inbox.next(theirs.as_fd(), Patience::UntilEmpty).unwrap(), Received::Nothing);
        assert!(inbox.message.bytes.capacity() <= 2 * RESERVED);
    }
}
