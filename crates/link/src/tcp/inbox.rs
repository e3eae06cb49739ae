//! The reading half of a connection: PDUs out of a stream of bytes.

use std::os::fd::BorrowedFd;

use oxcom_wire::pdu::frame_length;
use rustix::io::Errno;
use rustix::net::{RecvFlags, recv};

use crate::LinkError;

/// How much is asked of the system at once.
const PIECE: usize = 16 << 10;

/// What has arrived and is not read yet: never more than one PDU and a piece.
#[derive(Default)]
pub(super) struct Inbox {
    bytes: Vec<u8>,
    /// `bytes[..taken]` has been given out.
    taken: usize,
}

/// What an attempt to read brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Filled {
    Something,
    Nothing,
    /// The peer has closed the connection, or it broke.
    End,
}

impl Inbox {
    /// Takes what the system has, without waiting.
    pub(super) fn fill(&mut self, socket: BorrowedFd<'_>) -> Filled {
        self.bytes.drain(..self.taken);
        self.taken = 0;
        let length = self.bytes.len();
        self.bytes.resize(length + PIECE, 0);
        let got = loop {
            match recv(socket, &mut self.bytes[length..], RecvFlags::DONTWAIT) {
                Ok((got, _)) => break Ok(got),
                Err(Errno::INTR) => {}
                Err(error) => break Err(error),
            }
        };
        self.bytes.truncate(length + got.unwrap_or(0));
        match got {
            Ok(0) => Filled::End,
            Ok(_) => Filled::Something,
            Err(Errno::AGAIN) => Filled::Nothing,
            Err(_) => Filled::End,
        }
    }

    /// The next PDU that is whole.
    ///
    /// # Errors
    /// [`LinkError::Protocol`]: what came is no PDU.
    pub(super) fn next(&mut self) -> Result<Option<Vec<u8>>, LinkError> {
        let rest = &self.bytes[self.taken..];
        let length = frame_length(rest).map_err(|_| LinkError::Protocol("what came is no PDU"))?;
        let Some(pdu) = length.and_then(|length| rest.get(..length)) else { return Ok(None) };
        self.taken += pdu.len();
        Ok(Some(pdu.to_vec()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::fd::AsFd;
    use std::os::unix::net::UnixStream;

    use oxcom_wire::ndr::Writer;
    use oxcom_wire::pdu::write_shutdown;

    use super::*;

    #[test]
    fn pdus_come_out_whole_however_they_arrive() {
        let (mut peer, socket) = UnixStream::pair().unwrap();
        let mut writer = Writer::new();
        write_shutdown(&mut writer);
        let pdu = writer.into_vec();
        let mut inbox = Inbox::default();
        assert_eq!(inbox.fill(socket.as_fd()), Filled::Nothing);
        peer.write_all(&pdu[..7]).unwrap();
        assert_eq!((inbox.fill(socket.as_fd()), inbox.next().unwrap()), (Filled::Something, None));
        peer.write_all(&[&pdu[7..], &pdu, &pdu[..1]].concat()).unwrap();
        assert_eq!(inbox.fill(socket.as_fd()), Filled::Something);
        assert_eq!(inbox.next().unwrap().as_ref(), Some(&pdu));
        assert_eq!(inbox.next().unwrap().as_ref(), Some(&pdu));
        assert_eq!(inbox.next().unwrap(), None);
        drop(peer);
        assert_eq!(inbox.fill(socket.as_fd()), Filled::End);
    }

    #[test]
    fn what_is_no_pdu_is_refused_before_memory_is_asked_for() {
        let (mut peer, socket) = UnixStream::pair().unwrap();
        peer.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        let mut inbox = Inbox::default();
        assert_eq!(inbox.fill(socket.as_fd()), Filled::Something);
        assert!(matches!(inbox.next(), Err(LinkError::Protocol(_))));
    }
}
