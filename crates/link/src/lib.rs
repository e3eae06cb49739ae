//! Bytes and descriptors between two processes of one machine, and bytes between two of two ([`tcp`]).
//!
//! A [`Link`] joins two processes; each may [call](Link::call) the other, to any depth of nesting, from any number of
//! threads. A process has one [`Hub`]: it listens, connects, runs requests on its pool of threads, and sees peers die.
//! What the requests mean is the business of a [`Service`]. This crate knows nothing of it.
//!
//! ```text
//!   caller ── Link::call(request) ──▶ │ technique │ ──▶ Service::request(link, request, reply)   (a thread of the pool)
//!          ◀── answer ─────────────── │           │ ◀── Reply::send(answer)                     (any thread)
//! ```
//!
//! ```
//! use std::sync::Arc;
//! use oxcom_link::{Hub, Incoming, Link, Options, Outgoing, Reply, Service, Uninterrupted};
//!
//! struct Echo;
//!
//! impl Service for Echo {
//!     fn opened(&self, _link: &Arc<dyn Link>) {}
//!     fn request(&self, _link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
//!         let _ = reply.send(Outgoing::bytes(&request.bytes));
//!     }
//!     fn closed(&self, _link: &Arc<dyn Link>) {}
//! }
//!
//! # fn main() -> Result<(), oxcom_link::LinkError> {
//! let path = std::env::temp_dir().join(format!("oxcom-link-example-{}", std::process::id()));
//! let server = Hub::new(1, Arc::new(Echo), Options::default())?;
//! server.listen(&path)?;
//!
//! // Most often in another process:
//! let client = Hub::new(2, Arc::new(Echo), Options::default())?;
//! let link = client.connect(&path)?;
//! let mut answer = Incoming::new();
//! link.call(Outgoing::bytes(b"hello"), &mut answer, &mut Uninterrupted)?;
//! assert_eq!(answer.bytes, b"hello");
//! # Ok(())
//! # }
//! ```
//!
//! Everything that a peer says is taken to be hostile: lengths are checked before memory is allocated, a peer that breaks
//! the protocol loses its link, and none of that harms another link.

mod error;
mod hub;
mod in_process;
mod lanes;
mod link;
mod parker;
mod ring;
mod service;
mod slots;
pub mod tcp;
mod unix;

pub use error::LinkError;
pub use hub::{Accept, Credentials, Hub, Options};
pub use link::{Incoming, Link, LinkId, Outgoing, Peer, RemotePeer, Technique, Traffic, Uninterrupted, Wait};
pub use service::{Answers, Reply, Service};
