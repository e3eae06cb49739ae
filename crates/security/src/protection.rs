//! The protection of fragments: \[MS-RPCE\] 3.3.1.5.2, "Security Context", with header signing.
//!
//! ```text
//!   ├ header ┼ stub data ┼ padding ┼ sec_trailer ┼ signature ┤
//!   └──────────────── signed ────────────────────┘
//!            └── sealed, for privacy ┘
//! ```

use crate::session::{Direction, SIGNATURE_LEN};
use crate::token::{AUTHN_WINNT, trailer};
use crate::{Error, Level, Result};
use oxcom_wire::pdu::{Fragment, SECURITY_TRAILER_LEN, Seams, SecurityTrailer};
use std::ops::Range;

/// The sec_trailer begins at a multiple of this from the start of the stub data.
const ALIGNMENT: usize = 16;

/// How many bytes [`Protector::protect`] adds to a fragment at most: what
/// [`Fragments::new`](oxcom_wire::pdu::Fragments::new) has to leave free.
pub const TRAILER_LEN: u16 = (ALIGNMENT - 1 + SECURITY_TRAILER_LEN + SIGNATURE_LEN) as u16;

/// Protects the fragments that are sent in one security context.
///
/// Fragments have to be sent in the order in which they were protected: whoever sends from several threads
/// holds one lock over both.
#[derive(Debug)]
pub struct Protector {
    direction: Direction,
    level: Level,
    context_id: u32,
}

/// Verifies the fragments that arrive in one security context, in the order in which they arrive.
#[derive(Debug)]
pub struct Verifier {
    direction: Direction,
    level: Level,
    context_id: u32,
}

impl Protector {
    pub(crate) fn new(direction: Direction, level: Level, context_id: u32) -> Protector {
        Protector { direction, level, context_id }
    }

    /// The bytes to send: the fragment, padded, signed, and for [`Level::Privacy`] sealed.
    ///
    /// # Errors
    /// [`Error::Exhausted`] after 2³² fragments.
    pub fn protect(&mut self, mut fragment: Fragment<'_>) -> Result<Vec<u8>> {
        let padding = fragment.stub.len().wrapping_neg() % ALIGNMENT;
        fragment.announce_trailer(padding as u8, SIGNATURE_LEN as u16);
        let stub = fragment.head().len();
        let trailer_at = stub + fragment.stub.len() + padding;
        let mut pdu = Vec::with_capacity(trailer_at + SECURITY_TRAILER_LEN + SIGNATURE_LEN);
        pdu.extend_from_slice(fragment.head());
        pdu.extend_from_slice(fragment.stub);
        pdu.resize(trailer_at, 0);
        pdu.extend(trailer(self.level, self.context_id, padding as u8, &[]).to_vec());
        let signature = self.direction.wrap(&mut pdu, sealed(self.level, stub..trailer_at))?;
        pdu.extend_from_slice(&signature);
        Ok(pdu)
    }
}

impl Verifier {
    pub(crate) fn new(direction: Direction, level: Level, context_id: u32) -> Verifier {
        Verifier { direction, level, context_id }
    }

    /// Verifies `pdu`, which is exactly one fragment of a request, response or fault, and unseals it in place:
    /// then [`Reassembler::push`](oxcom_wire::pdu::Reassembler::push) takes it.
    ///
    /// # Errors
    /// [`Error::Altered`] when the fragment is not, bit for bit, the next that the peer sent in this context;
    /// [`Error::Pdu`] when it is no such fragment at all. After an error nothing more is verified: close the
    /// connection.
    pub fn verify(&mut self, pdu: &mut [u8]) -> Result<()> {
        let result = self.verify_next(pdu);
        if result.is_err() {
            self.direction.give_up();
        }
        result
    }

    fn verify_next(&mut self, pdu: &mut [u8]) -> Result<()> {
        let seams = Seams::read(pdu)?;
        let trailer = SecurityTrailer::read(&pdu[seams.trailer..])?;
        let ours = trailer.auth_type == AUTHN_WINNT
            && trailer.auth_level == self.level as u8
            && trailer.context_id == self.context_id;
        let (message, signature) = pdu.split_at_mut(seams.value);
        match <&[u8; SIGNATURE_LEN]>::try_from(&*signature) {
            Ok(signature) if ours => {
                self.direction.unwrap(message, sealed(self.level, seams.stub..seams.trailer), signature)
            }
            _ => Err(Error::Altered),
        }
    }
}

/// What of a fragment is sealed.
fn sealed(level: Level, body: Range<usize>) -> Range<usize> {
    match level {
        Level::Integrity => body.start..body.start,
        Level::Privacy => body,
    }
}
