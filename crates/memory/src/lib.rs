//! Memory that processes share by descriptor: sealed segments.
//!
//! A [`Segment`] is made by its *owner*, who alone can ever write to it: its memfd is mapped once, then sealed, so that
//! whoever gets the descriptor can neither change the content nor take memory away under a reader. A *receiver* trusts no
//! descriptor: it checks the seals and the size before it maps, as a [`ReadView`] or, to write where nobody else sees it,
//! as a [`PrivateView`].
//!
//! ```text
//!   owner                                          receiver
//!   Segment::create ── maps, seals
//!     │ as_ptr: reads and writes                   ReadView::map    ── checks, maps for reading
//!     └ descriptor ──── sent over a link ────────▶ PrivateView::map ── checks, maps copy-on-write
//!   Segments: by id, for who asks                  Views: by exporter and id, mapped once
//! ```
//!
//! ```
//! use oxcom_memory::{ReadView, Segment, View};
//!
//! # fn main() -> Result<(), oxcom_memory::MemoryError> {
//! let segment = Segment::create(4096)?;
//! segment.write(100, b"hello")?;
//!
//! // In another process, with the descriptor that came over a link:
//! let received = segment.descriptor().try_clone_to_owned().unwrap();
//! let view = ReadView::map(received, segment.length())?;
//! let mut bytes = [0; 5];
//! view.read(100, &mut bytes)?;
//! assert_eq!(&bytes, b"hello");
//! # Ok(())
//! # }
//! ```
//!
//! [`Blocks`] are segments for arrays: lent, given back by a word, and used again.
//!
//! No name in any file system is involved. This is the only crate that maps memory; its `unsafe` code is in `mapping`,
//! `pages` and `fork`.

mod blocks;
mod error;
mod fork;
mod id;
mod mapping;
mod pages;
mod segment;
mod segments;
mod shared_words;
mod view;
mod views;
mod words;

pub use blocks::{Access, Block, Blocks, Borrowed, Borrower, Lender, Limits, Loan, Usage};
pub use error::MemoryError;
pub use fork::ForkMark;
pub use id::SegmentId;
pub use segment::Segment;
pub use segments::Segments;
pub use shared_words::SharedWords;
pub use view::{PrivateView, ReadView, View};
pub use views::Views;
pub use words::ReadWords;
