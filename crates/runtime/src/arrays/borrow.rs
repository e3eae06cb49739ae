//! The receiver's side: arrays over blocks that peers lend.

use std::cell::{Cell, RefCell};
use std::os::fd::OwnedFd;
use std::sync::Arc;

use oxcom_abi::{SAFEARRAY, SAFEARRAYBOUND, VARTYPE};
use oxcom_automation::safearray::{DataOwner, create_within};
use oxcom_link::{Link, Technique};
use oxcom_memory::{Access, Borrowed, Lender, Loan};

use super::books::{Books, Last};
use crate::error::{Error, Result};
use crate::segment::size_of_scalar;
use crate::{call, extension};

/// Who lends.
static LENDERS: Books<Lender> = Books::new(&LAST);

thread_local! {
    /// Whether the arrays that this thread's calls return are read-only.
    static READ_ONLY: Cell<bool> = const { Cell::new(false) };
    static LAST: Last<Lender> = const { RefCell::new(None) };
}

/// Says whether the arrays that this thread's calls return are read-only; tells what held before.
pub(super) fn set_read_only(read_only: bool) -> bool {
    READ_ONLY.replace(read_only)
}

/// An array's data in a block of another process.
struct Theirs(Borrowed);

impl DataOwner for Theirs {
    fn is_read_only(&self) -> bool {
        self.0.is_read_only()
    }
}

/// How the arrays are mapped that an answer to this thread brings.
pub(crate) fn access_of_caller() -> Access {
    if READ_ONLY.get() { Access::Read } else { Access::Private }
}

/// Makes an array over what the peer of a link lends.
pub(crate) fn borrow(
    link: &Arc<dyn Link>,
    access: Access,
    vartype: VARTYPE,
    bounds: &[SAFEARRAYBOUND],
    loan: &[u8],
) -> Result<*mut SAFEARRAY> {
    let damaged = || Error::InvalidMessage("a loan of nothing".into());
    let loan = Loan::from_bytes(loan.try_into().map_err(|_| damaged())?);
    let size = size_of_scalar(vartype.0).ok_or_else(damaged)?;
    let bytes = bounds.iter().try_fold(size, |bytes, bound| bytes.checked_mul(bound.cElements.into()));
    let bytes = bytes.and_then(|bytes| usize::try_from(bytes).ok()).filter(|bytes| *bytes > 0);
    let lender = lender(link)?;
    let fetch = || fetch_block(link, loan.block);
    let borrowed = lender.borrow(&loan, bytes.ok_or_else(damaged)?, access, fetch)?;
    let data = borrowed.as_ptr().as_ptr().cast();
    // SAFETY: the mapping is as long as the bounds say, aligned to a page, and stays as long as its owner; if it is
    // writable, it is this array's alone.
    unsafe { create_within(vartype, data, bounds, Arc::new(Theirs(borrowed))) }
        .map_err(|error| Error::Answered(error.code()))
}

/// The peer's words: asked for once.
fn lender(link: &Arc<dyn Link>) -> Result<Arc<Lender>> {
    if let Some(lender) = LENDERS.find(link) {
        return Ok(lender);
    }
    let made = Lender::new(fetch_words(link)?)?;
    LENDERS.open(link, made).ok_or(Error::Disconnected)
}

fn fetch_words(link: &Arc<dyn Link>) -> Result<OwnedFd> {
    match link.technique() {
        Technique::InProcess => super::words_descriptor(link),
        _ => call::fetch_descriptor(link, extension::REM_WORDS, |_| ()),
    }
}

fn fetch_block(link: &Arc<dyn Link>, block: u64) -> Result<OwnedFd> {
    match link.technique() {
        Technique::InProcess => super::block_descriptor(link, block),
        _ => call::fetch_descriptor(link, extension::REM_BLOCK, |writer| writer.u64(block)),
    }
}

pub(super) fn link_closed(link: &Arc<dyn Link>) {
    LENDERS.close(link);
}
