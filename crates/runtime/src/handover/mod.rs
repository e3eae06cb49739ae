//! Ways to hand an interface pointer to another apartment of the process.
//!
//! | way | how often it can be picked up |
//! |---|---|
//! | [`stream`]: CoMarshalInterThreadInterfaceInStream | once |
//! | [`table`]: the global interface table | until it is revoked |
//! | [`agile`]: an agile reference | as long as it is held |
//!
//! All three go by CoMarshalInterface: an object says itself whether its own pointer or a proxy is handed out. One that is
//! agile (IAgileObject) is handed out as it is.

pub(crate) mod agile;
mod classes;
mod shared;
pub(crate) mod stream;
mod table;

pub(crate) use classes::class_object;
