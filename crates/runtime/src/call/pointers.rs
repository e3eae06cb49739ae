//! Interface pointers among the arguments of a call.

use std::cell::RefCell;
use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use oxcom_abi::{SAFEARRAY, SAFEARRAYBOUND, VARTYPE};
use oxcom_invoke::Pointers;
use oxcom_link::Link;
use oxcom_memory::Access;
use windows_core::{GUID, HRESULT};

use crate::arrays;
use crate::error::Error;
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
    shares_memory: bool,
    /// Set when nobody wants the message any more.
    given_up: Option<&'a AtomicBool>,
    /// How the arrays are mapped that the peer lends.
    access: Access,
    written: Option<&'a Written>,
    /// What was wrong with a pointer or an array, for who reads the failure.
    wrong: Option<String>,
}

/// What a message carries that is more than bytes, in case its receiver does not read it.
#[derive(Default)]
pub(super) struct Written {
    objrefs: RefCell<Vec<Vec<u8>>>,
    arrays: RefCell<Vec<Vec<u8>>>,
}

impl Written {
    pub(super) fn is_empty(&self) -> bool {
        self.objrefs.borrow().is_empty() && self.arrays.borrow().is_empty()
    }

    /// Takes all back: the peer of the link has said that it reads nothing, or the message was never sent.
    pub(super) fn take_back(&self, link: &Arc<dyn Link>) {
        let mut pointers = MessagePointers::new(link, Direction::Request);
        self.objrefs.take().iter().for_each(|objref| pointers.discard(objref));
        self.arrays.take().iter().for_each(|array| pointers.discard_array(array));
    }
}

impl<'a> MessagePointers<'a> {
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
        }
    }

    /// The same for a message that may lend memory, or may not.
    pub(super) fn sharing(self, shares_memory: bool) -> Self {
        Self { shares_memory, ..self }
    }

    /// The same for a message of which is noted what it carries.
    pub(super) fn noting(self, written: &'a Written) -> Self {
        Self { written: Some(written), ..self }
    }

    /// For a request that has no answer.
    pub(super) fn one_way(link: &'a Arc<dyn Link>) -> Self {
        Self { one_way: true, ..Self::new(link, Direction::Request) }
    }

    /// For reading the answer to a call of this thread.
    pub(super) fn of_answer(link: &'a Arc<dyn Link>) -> Self {
        Self { access: arrays::access_of_caller(), ..Self::new(link, Direction::Answer) }
    }

    /// For an answer that carries nothing once the flag is set.
    pub(super) fn unless(self, given_up: &'a AtomicBool) -> Self {
        Self { given_up: Some(given_up), ..self }
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
        reference: &mut Vec<u8>,
    ) -> Result<bool, HRESULT> {
        self.check()?;
        if !self.shares_memory {
            return Ok(false);
        }
        let stays = match self.direction {
            Direction::Request => !self.one_way,
            Direction::Answer => !kept,
        };
        // SAFETY: by the contract of this function.
        let loan = unsafe { arrays::lend(self.link, array, stays) };
        reference.extend(loan.iter().flat_map(|loan| loan.to_bytes()));
        if let (Some(written), Some(loan)) = (self.written, &loan) {
            written.arrays.borrow_mut().push(loan.to_bytes().to_vec());
        }
        Ok(loan.is_some())
    }

    fn borrow_array(
        &mut self,
        vartype: VARTYPE,
        bounds: &[SAFEARRAYBOUND],
        reference: &[u8],
    ) -> Result<*mut SAFEARRAY, HRESULT> {
        let borrowed = arrays::borrow(self.link, self.access, vartype, bounds, reference);
        borrowed.map_err(|error| self.fail(&error))
    }

    fn discard_array(&mut self, reference: &[u8]) {
        arrays::discard(self.link, reference);
    }
}
