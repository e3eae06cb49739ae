//! The three messages of a logon: \[MS-NLMP\] 2.2.1, "NTLM Messages".
//!
//! Each begins with a fixed part, in which fields of eight bytes say where in the payload behind it the
//! variable parts lie:
//!
//! ```text
//!  0            8        12                                payload
//!  ├ "NTLMSSP\0" ┼ type ──┼ length, room, offset ┬ … flags ─┼ … the bytes … ┤
//!  └─────────────┴────────┴────────────────────┬─┴──────────┘      ▲
//!                                              └───────────────────┘
//! ```

mod authenticate;
mod av_pairs;
mod challenge;
pub mod flags;
mod negotiate;
mod parts;

pub use authenticate::{Authenticate, NtResponse};
pub use av_pairs::{AvPairs, av};
pub use challenge::Challenge;
pub use negotiate::Negotiate;

pub(crate) use authenticate::MIC;
pub(crate) use av_pairs::AvPairsWriter;

/// VERSION, for debugging only: \[MS-NLMP\] 2.2.2.10. It says 10.0, and NTLMSSP_REVISION_W2K3.
pub const VERSION: [u8; 8] = [10, 0, 0, 0, 0, 0, 0, 15];
