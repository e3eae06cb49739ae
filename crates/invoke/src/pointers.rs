//! What the engine asks of whoever owns the call.

use oxcom_abi::{E_NOTIMPL, SAFEARRAY, SAFEARRAYBOUND, VARTYPE};
use std::ffi::c_void;
use std::os::fd::{BorrowedFd, OwnedFd};
use windows_core::{GUID, HRESULT};

/// Turns what is more than bytes into bytes and back: interface pointers and file descriptors.
///
/// The engine knows no apartments and no links; the runtime implements this once per message.
pub trait Pointers {
    /// Appends the OBJREF of `object`, for the receiver of this message, to `objref`, which may hold others already.
    ///
    /// # Safety
    /// `object` is a non-null pointer to interface `iid`, borrowed for the call.
    ///
    /// # Errors
    /// What the method's caller shall see. Nothing needs to be undone then.
    unsafe fn marshal(
        &mut self,
        iid: &GUID,
        object: *mut c_void,
        objref: &mut Vec<u8>,
    ) -> Result<(), HRESULT>;

    /// Makes an owned pointer to interface `iid` of an OBJREF that came in. It is not null.
    ///
    /// # Safety
    /// None of the caller's: the bytes come from another process and may say anything. What is returned is called as an
    /// interface pointer, so the implementer vouches for it.
    ///
    /// # Errors
    /// What the method's caller shall see.
    unsafe fn unmarshal(&mut self, iid: &GUID, objref: &[u8]) -> Result<*mut c_void, HRESULT>;

    /// Gives up an OBJREF that [`marshal`](Self::marshal) wrote into a message that will not be sent.
    fn discard(&mut self, objref: &[u8]);

    /// Says where the data of an array lies, instead of sending it: by bytes that [`borrow_array`](Self::borrow_array) on the other
    /// side understands. Asked for arrays of numbers of at least [`LEAST_LENT`] bytes only. `Ok(None)`, the default: the data is
    /// sent.
    ///
    /// The array of an `[out]` argument is destroyed before the receiver reads the message: whoever lends keeps the data.
    ///
    /// `kept` says that it is not destroyed then: its owner keeps it, and may write to it at any time.
    ///
    /// # Safety
    /// `array` is a SAFEARRAY, borrowed for the call.
    ///
    /// # Errors
    /// What the method's caller shall see. Nothing needs to be undone then.
    unsafe fn lend_array(
        &mut self,
        array: *const SAFEARRAY,
        kept: bool,
    ) -> Result<Option<ArrayReference>, HRESULT> {
        let _ = (array, kept);
        Ok(None)
    }

    /// Makes an array over data that lies elsewhere. It is not null, has this type and these bounds, the leftmost dimension
    /// first, and is destroyed by SafeArrayDestroy.
    ///
    /// # Errors
    /// E_NOTIMPL unless overridden.
    fn borrow_array(
        &mut self,
        vartype: VARTYPE,
        bounds: &[SAFEARRAYBOUND],
        reference: &[u8],
    ) -> Result<*mut SAFEARRAY, HRESULT> {
        let _ = (vartype, bounds, reference);
        Err(E_NOTIMPL)
    }

    /// Gives up what [`lend_array`](Self::lend_array) said for a message that will not be sent.
    fn discard_array(&mut self, reference: &ArrayReference) {
        let _ = reference;
    }

    /// Sends a duplicate of a file descriptor along with this message, and says which number stands for it there.
    /// [`NO_DESCRIPTOR`] is taken. The sender keeps its own.
    ///
    /// # Errors
    /// E_NOTIMPL unless overridden: bytes alone carry no descriptor.
    fn send_descriptor(&mut self, descriptor: BorrowedFd<'_>) -> Result<u32, HRESULT> {
        let _ = descriptor;
        Err(E_NOTIMPL)
    }

    /// The descriptor that came with this message under a number.
    ///
    /// # Errors
    /// E_NOTIMPL unless overridden.
    fn receive_descriptor(&mut self, number: u32) -> Result<OwnedFd, HRESULT> {
        let _ = number;
        Err(E_NOTIMPL)
    }
}

/// What a message holds instead of an array's data.
pub type ArrayReference = [u8; 24];

/// The fewest bytes for which an array's owner is asked whether they need to be sent.
pub const LEAST_LENT: usize = 4096;

/// What stands in a message where an argument has no descriptor, which is -1 in memory.
pub const NO_DESCRIPTOR: u32 = u32::MAX;
