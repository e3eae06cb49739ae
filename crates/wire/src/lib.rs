//! The bytes of Oxcom's one wire.
//!
//! A call travels as NDR arguments inside ORPC inside a DCE/RPC PDU; a pointer travels as an OBJREF. The
//! bytes are the same on a link between two processes of one machine and on a TCP connection to another:
//!
//! ```text
//!  pdu     ┌ header ─┬ alloc_hint, context, opnum ┬ IPID ┐
//!          │ 16 bytes│ 8 bytes                    │ 16   │        ← pdu::write_request, pdu::parse_request
//!          ├─────────┴────────────────────────────┴──────┤
//!  stub    │ ORPCTHIS: version, causality, extensions    │        ← orpc::write_this, orpc::OrpcThis
//!          │ the arguments, NDR 2.0 little-endian        │        ← ndr::Writer, ndr::Reader
//!          │   … an interface pointer among them: OBJREF │        ← objref::ObjRef
//!          └─────────────────────────────────────────────┘
//! ```
//!
//! The crate does no I/O, knows no clock and no randomness (both come in as arguments), contains no unsafe
//! code and treats every byte it reads as hostile: lengths are checked before anything is allocated, what is
//! allocated is bounded by a small multiple of what was received, and nothing panics.
//!
//! One call, from the client's bytes to the server's eyes:
//!
//! ```
//! use oxcom_wire::{ndr::{Reader, Writer}, orpc, pdu};
//! use windows_core::GUID;
//!
//! # fn main() -> Result<(), oxcom_wire::Error> {
//! let (ipid, causality) = (GUID::from_u128(1), GUID::from_u128(2));
//!
//! let mut bytes = Vec::with_capacity(256); // lent again and again
//! let mut writer = Writer::on(&mut bytes);
//! let request = pdu::write_request(&mut writer, 7, 3, &ipid);
//! orpc::write_this(&mut writer, &causality, &[])?;
//! writer.i32(20);
//! writer.i32(22);
//! request.finish(&mut writer)?;
//!
//! let request = pdu::parse_request(writer.as_slice())?;
//! assert_eq!((request.call_id, request.opnum, request.object), (7, 3, Some(ipid)));
//! let mut arguments = Reader::new(request.stub);
//! let this = orpc::OrpcThis::read(&mut arguments)?;
//! assert_eq!(this.causality_id, causality);
//! assert_eq!(arguments.i32()? + arguments.i32()?, 42);
//! # Ok(()) }
//! ```
//!
//! Specifications: \[C706\] (DCE 1.1: Remote Procedure Call), \[MS-RPCE\], \[MS-DCOM\]. Each type names its
//! section.
#![forbid(unsafe_code)]

pub mod activation;
mod error;
pub mod ndr;
pub mod object_exporter;
pub mod objref;
pub mod orpc;
pub mod pdu;
pub mod rem_unknown;

pub use error::{Error, Result};
