//! The security of DCOM's connections: who calls, and that nobody altered or read what was said.
//!
//! NTLMv2 of \[MS-NLMP\], and its use in DCE/RPC by \[MS-RPCE\] 2.2.2.11 and 3.3.1.5.2. A session is set up by
//! three tokens, which travel in the trailers of a bind, its answer and what follows it; from then on each
//! side protects fragments with one key and verifies the other's with another.
//!
//! ```text
//!   client                                                         server
//!   Initiator::begin  ─── NEGOTIATE     in bind ───────────────▶   Acceptor::begin
//!   Initiator::finish ◀── CHALLENGE     in bind_ack ───────────        │
//!        │            ─── AUTHENTICATE  in rpc_auth_3 ─────────▶   Acceptor::finish
//!        ▼                          or in alter_context                ▼
//!     Session                                                       Accepted.session
//!        │ protection(context id)                                      │ protection(context id)
//!        ├─ Protector ─── fragment + padding + trailer + signature ──▶ Verifier
//!        └─ Verifier  ◀── fragment + padding + trailer + signature ─── Protector
//! ```
//!
//! A connection may have several sessions; a server keeps them in [`Contexts`].
//!
//! The crate does no I/O and knows no clock, no randomness and no accounts: all come in as arguments. It
//! treats every byte it reads as hostile, and keeps its secrets in memory that is wiped. The cryptography is
//! RustCrypto's.
//!
//! What is weak is refused, by both sides: the LM and NTLMv1 responses, keys of fewer than 128 bits, sessions
//! without key exchange, authentication levels below [`Level::Integrity`]. Headers are always signed: a peer
//! need not say that it can, but must. Other security providers (Kerberos, SPNEGO) are refused.
//!
//! ```
//! use oxcom_security::{Acceptor, Identity, Initiator, InitiatorSecrets, Level, NtHash, ServerName};
//! use oxcom_wire::{ndr::Writer, pdu::{self, Fragments}};
//!
//! # fn main() -> Result<(), oxcom_security::Error> {
//! let now = 133_000_000_000_000_000; // a FILETIME; the random numbers below are not random here
//! let me = Identity {
//!     user: "ada".into(),
//!     domain: "LAB".into(),
//!     workstation: "DESK".into(),
//!     hash: NtHash::of_password("engine"),
//! };
//! let server = ServerName { netbios_domain: "LAB".into(), netbios_computer: "RACK".into(), ..Default::default() };
//! let accounts =
//!     |user: &str, domain: &str| (user == "ada" && domain == "LAB").then(|| NtHash::of_password("engine"));
//!
//! let (initiator, negotiate) = Initiator::begin(&me, Level::Privacy, "RPCSS/rack")?;
//! let (acceptor, challenge) = Acceptor::begin(&negotiate, &server, Level::Privacy, [7; 8], now)?;
//! let secrets = InitiatorSecrets { client_challenge: [8; 8], session_key: [9; 16] };
//! let (session, authenticate) = initiator.finish(&challenge, secrets, now)?;
//! let accepted = acceptor.finish(&authenticate, &accounts)?;
//! assert_eq!((accepted.user.as_str(), accepted.target_name.as_deref()), ("ada", Some("RPCSS/rack")));
//!
//! let (mut protector, _) = session.protection(0);
//! let (_, mut verifier) = accepted.session.protection(0);
//! let mut writer = Writer::new();
//! let request = pdu::write_request(&mut writer, 1, 3, &windows_core::GUID::from_u128(1));
//! writer.bytes(b"attack at dawn");
//! request.finish(&mut writer)?;
//! for fragment in Fragments::new(writer.as_slice(), 4280, oxcom_security::TRAILER_LEN)? {
//!     let mut sealed = protector.protect(fragment)?;
//!     assert!(!sealed.windows(6).any(|bytes| bytes == b"attack"));
//!     verifier.verify(&mut sealed)?; // ready for pdu::Reassembler::push
//!     assert!(sealed.windows(6).any(|bytes| bytes == b"attack"));
//! }
//! # Ok(()) }
//! ```
#![forbid(unsafe_code)]

mod acceptor;
mod contexts;
mod crypto;
mod error;
mod initiator;
mod level;
pub mod message;
mod protection;
mod session;
mod token;
#[cfg(test)]
mod vectors;

pub use acceptor::{Accepted, Acceptor, Accounts, ServerName};
pub use contexts::{Client, Contexts, Progress};
pub use crypto::NtHash;
pub use error::{Error, Result};
pub use initiator::{Identity, Initiator, InitiatorSecrets};
pub use level::Level;
pub use protection::{Protector, TRAILER_LEN, Verifier};
pub use session::{Direction, SIGNATURE_LEN, Session};
pub use token::{AUTHN_WINNT, Token};
