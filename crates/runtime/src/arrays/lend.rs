//! The sender's side: which arrays are lent, and to whom.

use std::any::Any;
use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::SAFEARRAY;
use oxcom_automation::safearray::{Descriptor, owner_of};
use oxcom_link::{Link, LinkId};
use oxcom_memory::{Borrower, Loan};

use super::{BLOCKS, Own};
use crate::error::{Error, Result};

/// Who borrows, by link. Guarded by its lock, under which nothing is lent or given back.
static BORROWERS: LazyLock<Mutex<HashMap<LinkId, Arc<Borrower>>>> = LazyLock::new(Mutex::default);

fn borrowers() -> MutexGuard<'static, HashMap<LinkId, Arc<Borrower>>> {
    BORROWERS.lock().unwrap_or_else(PoisonError::into_inner)
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
    borrower.lend(&copy)
}

/// Takes back what was lent for a message that will not be sent.
pub(crate) fn discard(link: &Arc<dyn Link>, loan: &[u8]) {
    let borrower = borrowers().get(&link.id()).cloned();
    if let (Some(borrower), Ok(loan)) = (borrower, loan.try_into()) {
        borrower.revoke(&Loan::from_bytes(loan));
    }
}

/// What the peer maps to give blocks back.
pub(crate) fn words_descriptor(link: &Arc<dyn Link>) -> Result<OwnedFd> {
    let borrower = borrowers().get(&link.id()).cloned().ok_or(Error::ObjectNotRegistered)?;
    duplicate(borrower.words())
}

/// The descriptor of a block that is lent to the peer now.
pub(crate) fn block_descriptor(link: &Arc<dyn Link>, block: u64) -> Result<OwnedFd> {
    let borrower = borrowers().get(&link.id()).cloned().ok_or(Error::ObjectNotRegistered)?;
    let segment = borrower.lent(block).ok_or(Error::ObjectNotRegistered)?;
    duplicate(segment.descriptor())
}

pub(super) fn link_closed(link: &Arc<dyn Link>) {
    let gone = borrowers().remove(&link.id());
    drop(gone);
}

/// The books for a link, which are open as long as it is alive: `link_closed` takes them away after that.
fn borrower(link: &Arc<dyn Link>) -> Option<Arc<Borrower>> {
    let mut borrowers = borrowers();
    if let Some(borrower) = borrowers.get(&link.id()) {
        return Some(borrower.clone());
    }
    if !link.is_alive() {
        return None;
    }
    match BLOCKS.borrower(link.peer().uid) {
        Ok(borrower) => Some(borrowers.entry(link.id()).or_insert(Arc::new(borrower)).clone()),
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
