//! Activation without a daemon: how a client that knows nothing but a class id reaches a running class object.
//!
//! ```text
//!   client                      $XDG_RUNTIME_DIR/oxcom                   server
//!     │  Registry: class id → command        │                             │
//!     ├─ claim(CLSID) ──────────────────────▶│ nothing announced           │
//!     ├─ lock CLSID.start ──────────────────▶│ one starter, others wait    │
//!     ├─ command -Embedding ─────────────────┼────────────────────────────▶│
//!     │                                      │◀── enter: PROCESS.lock ─────┤
//!     │                                      │◀── announce: CLSID….class ──┤
//!     │◀── inotify: there it is ─────────────┤                             │
//!     ├─ claim(CLSID) ──────────────────────▶│ OBJREF of the class factory │
//!     └─ unmarshal, call ──────────────────────────────────────────────────┘
//! ```
//!
//! Nothing here knows a COM object: a class object is the bytes of its OBJREF, a process is a random 64-bit name,
//! its life is a lock that the kernel drops with it. So nothing stale survives a crash, and no service is needed.
//!
//! - [`registration`]: what components say of themselves, in files; the [`Registry`] finds them.
//! - [`directory`]: the runtime directory, and who is alive.
//! - [`classes`]: announcements of class objects.
//! - [`objects`]: announcements of objects by name.
//! - [`remote`]: what an administrator says of other machines.
//! - [`launch`]: [`activate`], which joins a server or starts one.
//!
//! ```no_run
//! use oxcom_activation::{Directory, Purpose, Registry, activate};
//! # fn main() -> Result<(), oxcom_activation::Error> {
//! let registry = Registry::from_environment();
//! let directory = Directory::from_environment()?;
//! let presence = directory.enter(0x1234_5678_9abc_def0)?;
//! let class = registry.class_by_progid("ImageSource.HandleMgr").expect("registered");
//! let record = activate(&presence, &class, Purpose::StartIfNeeded)?;
//! println!("{} bytes of OBJREF, exported by {:016x}", record.object.len(), record.process);
//! # Ok(())
//! # }
//! ```

pub mod classes;
pub mod directory;
pub mod launch;
pub mod objects;
pub mod registration;
pub mod remote;

mod environment;
mod error;
mod guid;

pub use classes::{Announcement, ClassUse, Record};
pub use directory::{Directory, Presence};
pub use error::{Error, Result};
pub use guid::{format_guid, parse_guid};
pub use launch::{Purpose, activate};
pub use objects::{NamedObject, ObjectAnnouncement};
pub use registration::{Class, Component, Interface, Registry, ThreadingModel};
pub use remote::RemoteAccess;
