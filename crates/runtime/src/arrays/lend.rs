//! The sender's side: which arrays are lent, and to whom.

use std::any::Any;
use std::cell::RefCell;
use std::os::fd::OwnedFd;
use std::sync::Arc;

use oxcom_abi::SAFEARRAY;
use oxcom_automation::safearray::{Descriptor, owner_of};
use oxcom_link::Link;
use oxcom_memory::{Borrower, Loan};

use super::books::{Books, Last};
use super::{BLOCKS, Own};
use crate::error::{Error, Result};

/// Who borrows.
static BORROWERS: Books<Borrower> = Books::new(&LAST);

thread_local! {
    static LAST: Last<Borrower> = const { RefCell::new(None) };
}

/// Lends the data of an array to the peer of a link. None: the bytes are to be sent.
///
/// `stays`: nobody writes to the array as long as the receiver may read it.
///
/// # Safety
/// `array` is a SAFEARRAY of plain numbers.
pub(crate) unsafe fn lend(link: &Arc<dyn Link>, array: *const SAFEARRAY, stays: bool) -> Option<Loan> {
    // SAFETY: by contract.
    let descriptor = unsafe { Descriptor::new(array) }.ok()?;
    let (data, bytes) = (descriptor.data(), descriptor.bytes().ok()?);
    if bytes < super::threshold() || data.is_null() {
        return None;
    }
    let borrower = borrower(link)?;
    // SAFETY: by contract.
    let owner = unsafe { owner_of(array) };
    let own = owner.as_deref().and_then(|owner| (owner as &dyn Any).downcast_ref::<Own>());
    if let Some(Own(block)) = own
        && (stays || block.is_frozen())
        && block.user() == link.peer().uid
        && block.as_ptr().as_ptr().cast() == data
        && bytes <= block.length()
    {
        return borrower.lend(block);
    }
    if !borrower.has_room(bytes) {
        return None;
    }
    // SAFETY: the array is as long, and nobody writes to it while the message is written.
    let content = unsafe { std::slice::from_raw_parts(data.cast(), bytes) };
    let copy = BLOCKS.allocate_copy(content, link.peer().uid).ok()?;
    crate::inspection::trace::array_copied();
    borrower.lend(&copy)
}

/// Takes back what was lent for a message that will not be sent.
pub(crate) fn discard(link: &Arc<dyn Link>, loan: &Loan) {
    if let Some(borrower) = BORROWERS.find(link) {
        borrower.revoke(loan);
    }
}

/// What the peer maps to give blocks back.
pub(crate) fn words_descriptor(link: &Arc<dyn Link>) -> Result<OwnedFd> {
    let borrower = BORROWERS.find(link).ok_or(Error::ObjectNotRegistered)?;
    duplicate(borrower.words())
}

/// The descriptor of a block that is lent to the peer now.
pub(crate) fn block_descriptor(link: &Arc<dyn Link>, block: u64) -> Result<OwnedFd> {
    let borrower = BORROWERS.find(link).ok_or(Error::ObjectNotRegistered)?;
    let segment = borrower.lent(block).ok_or(Error::ObjectNotRegistered)?;
    duplicate(segment.descriptor())
}

/// Bytes that the peer of a link has borrowed.
pub(crate) fn lent_bytes(link: &Arc<dyn Link>) -> usize {
    BORROWERS.find(link).map_or(0, |borrower| borrower.lent_bytes())
}

pub(super) fn link_closed(link: &Arc<dyn Link>) {
    BORROWERS.close(link);
}

/// The books for a link, which are open as long as it is alive: `link_closed` takes them away after that.
fn borrower(link: &Arc<dyn Link>) -> Option<Arc<Borrower>> {
    if let Some(borrower) = BORROWERS.find(link) {
        return Some(borrower);
    }
    match BLOCKS.borrower(link.peer().uid) {
        Ok(borrower) => BORROWERS.open(link, Arc::new(borrower)),
        Err(error) => {
            tracing::debug!(%error, "nothing is lent to this peer");
            None
        }
    }
}

fn duplicate(descriptor: std::os::fd::BorrowedFd<'_>) -> Result<OwnedFd> {
    let cloned = descriptor.try_clone_to_owned();
    cloned.map_err(|source| Error::System { what: "a duplicate of a block's descriptor", source })
}
