//! Blocks: memory for one array at a time, lent to other processes and used again.
//!
//! ```text
//!   owner                                             borrower (another process)
//!   Blocks::allocate ─▶ Block (one array's memory)
//!   Borrower::lend(&Block) ─▶ Loan ── in a message ─▶ Lender::borrow(&Loan) ─▶ Borrowed (a private mapping)
//!     │                                                 the first time: ── asks for the block's descriptor
//!   Block dropped: the array has ended                  Borrowed dropped: the mapping is kept (private pages are dropped
//!     │                                                 before it is used again), and
//!     └▶ free, once the words say so too ◀── words ──── the loan's serial is written to the loan's word
//! ```
//!
//! The words are a memory of their own for each pair of owner and borrower. Whatever a borrower writes there, it can only
//! give back what it has borrowed: the owner compares the word of each of *its* loans with the loan's serial, and nothing
//! else. When a [`Borrower`] is dropped (its link has closed) the blocks that it has not given back go to the system rather
//! than back to the pool: should it live and read on, it reads what it was lent.
//!
//! In one more word the owner counts the blocks that it gave back to the system: then the borrower unmaps those that it does
//! not use at the moment. That too can be scribbled over, to the borrower's own harm.
//!
//! A block belongs to one user for good: whoever has had its descriptor can read what will be in it later. It is all zero
//! before it is used again. Blocks of several sizes (four to each doubling) are kept, with their mappings on both sides, so
//! that a steady stream of arrays costs neither descriptors nor mappings nor page faults.
//!
//! ```
//! use oxcom_memory::{Access, Blocks, Lender, Limits, MemoryError};
//!
//! # fn main() -> Result<(), MemoryError> {
//! let blocks = Blocks::new(Limits::default());
//! let borrower = blocks.borrower(1000)?; // another process of user 1000
//! let frame = blocks.allocate(5 << 20, 1000)?;
//! let loan = borrower.lend(&frame).expect("it is within the quota");
//!
//! // In the other process, with descriptors that come over a link:
//! let lender = Lender::new(borrower.words().try_clone_to_owned().unwrap())?;
//! let seen = lender.borrow(&loan, 5 << 20, Access::Private, || {
//!     Ok::<_, MemoryError>(borrower.lent(loan.block).unwrap().descriptor().try_clone_to_owned().unwrap())
//! })?;
//! drop(frame);
//! assert_eq!(blocks.usage().lent, 1);
//! drop(seen);
//! assert_eq!(blocks.usage().lent, 0);
//! # Ok(())
//! # }
//! ```

mod borrower;
mod kept;
mod lender;
mod loan;
mod places;
mod pool;

pub use borrower::Borrower;
pub use lender::{Access, Borrowed, Lender};
pub use loan::Loan;
pub use pool::{Block, Blocks, Limits, Usage};

/// How many loans a borrower may have at one time; each has a word.
const SLOTS: usize = 4096;
/// The word in which the owner counts blocks that have gone for good.
const REMOVALS: usize = SLOTS;
/// Words for each pair of owner and borrower.
const WORDS: usize = SLOTS + 1;

/// How many private mappings of a borrower's wait for one question whether they were written to; as many of one block are made
/// when it is in steady use.
const BATCH: usize = 16;
/// Bytes of such mappings: what was written to them is memory of its own until the question is asked.
const BATCH_BYTES: usize = 8 << 20;
