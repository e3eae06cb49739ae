//! Interface pointers and descriptors among the arguments of a call.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use oxcom_abi::{SAFEARRAY, SAFEARRAYBOUND, VARTYPE};
use oxcom_invoke::{ArrayReference, Pointers};
use oxcom_link::Link;
use oxcom_memory::{Access, Loan};
use windows_core::{GUID, HRESULT};

use crate::arrays;
use crate::error::Error;
use crate::inspection::trace;
use crate::marshal::{self, Destination};

/// Which of a call's two messages is being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The caller keeps its pointers until the call ends.
    Request,
    /// The object's method may let go of what it returns at once.
    Answer,
}

/// Writes the pointers of a message for the peer at the other end of a link, and reads the peer's.
pub(super) struct MessagePointers<'a> {
    link: &'a Arc<dyn Link>,
    direction: Direction,
    /// The sender does not wait for the receiver: what it keeps, it may change at once.
    one_way: bool,
    /// Whether the receiver may be lent memory.
    pub(super) shares_memory: bool,
    /// Set when nobody wants the message any more: it carries nothing then.
    pub(super) given_up: Option<&'a AtomicBool>,
    /// How the arrays are mapped that the peer lends.
    access: Access,
    /// Where is noted what the message carries.
    pub(super) written: Option<&'a Written>,
    /// What was wrong with a pointer or an array, for who reads the failure.
    wrong: Option<String>,
    /// Where the duplicates are put that go with the message that is written.
    pub(super) sent: Option<&'a Duplicates>,
    /// What came with the message that is read, each until it is claimed. Those that nobody claims are closed.
    pub(super) received: Claims,
}

/// Descriptors to be claimed.
pub(super) type Claims = Vec<Option<OwnedFd>>;

/// What came with a message.
#[inline]
pub(super) fn claims(descriptors: &mut Vec<OwnedFd>) -> Claims {
    if descriptors.is_empty() { Vec::new() } else { descriptors.drain(..).map(Some).collect() }
}

/// The descriptors that go with a message; each has its place for its number.
pub(super) type Duplicates = RefCell<Vec<OwnedFd>>;

/// What a message carries that is more than bytes, in case its receiver does not read it.
#[derive(Default)]
pub(super) struct Written {
    objrefs: RefCell<Vec<Vec<u8>>>,
    /// Most often there is one array, if any.
    array: Cell<Option<Loan>>,
    more_arrays: RefCell<Vec<Loan>>,
}

impl Written {
    pub(super) fn is_empty(&self) -> bool {
        self.objrefs.borrow().is_empty() && self.array.get().is_none()
    }

    fn note_array(&self, loan: Loan) {
        match self.array.get() {
            None => self.array.set(Some(loan)),
            Some(_) => self.more_arrays.borrow_mut().push(loan),
        }
    }

    /// Takes all back: the peer of the link has said that it reads nothing, or the message was never sent.
    pub(super) fn take_back(&self, link: &Arc<dyn Link>) {
        let mut pointers = MessagePointers::new(link, Direction::Request);
        self.objrefs.take().iter().for_each(|objref| pointers.discard(objref));
        let arrays = self.array.take().into_iter().chain(self.more_arrays.take());
        arrays.for_each(|loan| arrays::discard(link, &loan));
    }
}

impl<'a> MessagePointers<'a> {
    #[inline]
    pub(super) fn new(link: &'a Arc<dyn Link>, direction: Direction) -> Self {
        Self {
            link,
            direction,
            one_way: false,
            shares_memory: true,
            given_up: None,
            access: Access::Private,
            written: None,
            wrong: None,
            sent: None,
            received: Vec::new(),
        }
    }

    /// For a request that has no answer.
    #[inline]
    pub(super) fn one_way(link: &'a Arc<dyn Link>) -> Self {
        Self { one_way: true, ..Self::new(link, Direction::Request) }
    }

    /// For reading the answer to a call of this thread.
    #[inline]
    pub(super) fn of_answer(link: &'a Arc<dyn Link>) -> Self {
        Self { access: arrays::access_of_caller(), ..Self::new(link, Direction::Answer) }
    }

    /// The failure of a message, with the words of what was wrong with a pointer or an array of it, if that was it.
    pub(super) fn explain(&mut self, error: Error) -> Error {
        match self.wrong.take() {
            Some(why) => Error::Argument { hresult: error.hresult(), why },
            None => error,
        }
    }

    fn fail(&mut self, error: &Error) -> HRESULT {
        tracing::debug!(%error, "a pointer or an array among the arguments");
        if error.says_more() {
            self.wrong = Some(error.to_string());
        }
        error.hresult()
    }

    /// Whether the message is still wanted: what nobody reads must not own anything.
    fn check(&self) -> Result<(), HRESULT> {
        let given_up = self.given_up.is_some_and(|flag| flag.load(Ordering::Relaxed));
        if given_up { Err(oxcom_abi::RPC_E_CALL_CANCELED) } else { Ok(()) }
    }
}

impl Pointers for MessagePointers<'_> {
    unsafe fn marshal(
        &mut self,
        iid: &GUID,
        object: *mut c_void,
        objref: &mut Vec<u8>,
    ) -> Result<(), HRESULT> {
        self.check()?;
        let destination = Destination::Message {
            link: self.link,
            direction: self.direction,
            shares_memory: self.shares_memory,
        };
        // SAFETY: by the contract of this function.
        let bytes = unsafe { marshal::marshal(iid, object, destination) };
        let bytes = bytes.map_err(|error| self.fail(&error))?;
        objref.extend_from_slice(&bytes);
        if let Some(written) = self.written {
            written.objrefs.borrow_mut().push(bytes);
        }
        Ok(())
    }

    unsafe fn unmarshal(&mut self, iid: &GUID, objref: &[u8]) -> Result<*mut c_void, HRESULT> {
        marshal::unmarshal(iid, objref, Some(self.link)).map_err(|error| self.fail(&error))
    }

    fn discard(&mut self, objref: &[u8]) {
        if let Err(error) = marshal::unsend(objref, self.link) {
            tracing::debug!(%error, "a pointer that was not sent");
        }
    }

    unsafe fn lend_array(
        &mut self,
        array: *const SAFEARRAY,
        kept: bool,
    ) -> Result<Option<ArrayReference>, HRESULT> {
        self.check()?;
        if !self.shares_memory {
            trace::array_copied();
            return Ok(None);
        }
        let stays = match self.direction {
            Direction::Request => !self.one_way,
            Direction::Answer => !kept,
        };
        // SAFETY: by the contract of this function.
        let Some(loan) = (unsafe { arrays::lend(self.link, array, stays) }) else {
            trace::array_copied();
            return Ok(None);
        };
        trace::array_lent();
        if let Some(written) = self.written {
            written.note_array(loan);
        }
        Ok(Some(loan.to_bytes()))
    }

    fn borrow_array(
        &mut self,
        vartype: VARTYPE,
        bounds: &[SAFEARRAYBOUND],
        reference: &[u8],
    ) -> Result<*mut SAFEARRAY, HRESULT> {
        trace::array_lent();
        let borrowed = arrays::borrow(self.link, self.access, vartype, bounds, reference);
        borrowed.map_err(|error| self.fail(&error))
    }

    fn discard_array(&mut self, reference: &ArrayReference) {
        arrays::discard(self.link, &Loan::from_bytes(reference));
    }

    fn send_descriptor(&mut self, descriptor: BorrowedFd<'_>) -> Result<u32, HRESULT> {
        self.check()?;
        if !self.shares_memory {
            let why = "a descriptor, through a pointer that was marshaled for where none can go";
            return Err(self.fail(&Error::NotSupported(why)));
        }
        let Some(sent) = self.sent else {
            return Err(self.fail(&Error::NotSupported("a descriptor in such a message")));
        };
        let duplicate = descriptor.try_clone_to_owned();
        let duplicate = duplicate.map_err(|error| self.fail(&not_duplicated(error)))?;
        let mut sent = sent.borrow_mut();
        sent.push(duplicate);
        Ok(sent.len() as u32 - 1)
    }

    fn receive_descriptor(&mut self, number: u32) -> Result<OwnedFd, HRESULT> {
        let claimed = self.received.get_mut(number as usize).and_then(Option::take);
        claimed.ok_or_else(|| self.fail(&Error::InvalidMessage(format!("descriptor {number} did not come"))))
    }
}

/// Why a descriptor cannot be sent: most often it is none.
fn not_duplicated(source: std::io::Error) -> Error {
    match source.raw_os_error() {
        Some(libc::EBADF) => {
            Error::Argument { hresult: oxcom_abi::E_HANDLE, why: "there is no such descriptor".into() }
        }
        _ => Error::System { what: "duplicating a descriptor", source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::fd::AsRawFd;

    #[test]
    fn a_descriptor_is_claimed_once_and_no_other_ever() {
        let hub =
            oxcom_link::Hub::new(1, Arc::new(crate::call::Exporter::LOCAL), oxcom_link::Options::default());
        let link = hub.unwrap().in_process();
        let (read, write) = std::io::pipe().unwrap();
        let numbers = [read.as_raw_fd(), write.as_raw_fd()];
        let mut descriptors = vec![read.into(), write.into()];
        let mut pointers = MessagePointers::new(&link, Direction::Request);
        pointers.received = claims(&mut descriptors);
        assert_eq!(pointers.receive_descriptor(1).unwrap().as_raw_fd(), numbers[1]);
        let bad = crate::error::from_win32(oxcom_abi::RPC_X_BAD_STUB_DATA);
        for lie in [1, 2, 1 << 31] {
            assert_eq!(pointers.receive_descriptor(lie).unwrap_err(), bad);
        }
        drop(pointers); // what nobody claimed is closed with it
        // SAFETY: asks about a number.
        assert_eq!(unsafe { libc::fcntl(numbers[0], libc::F_GETFD) }, -1);
    }
}
