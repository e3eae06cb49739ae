//! What Oxcom adds to IRemUnknown2 between processes of one machine: methods behind its last one, on the same IPID.
//!
//! In DCOM, references that lie in a stream belong to nobody, and a crashed client's come back by pings that stop. Here
//! every reference belongs to a link or to the process that marshaled it, so taking it from a stream is an act of its own.

use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::rem_unknown::InterfaceRef;
use windows_core::GUID;

/// Takes over references that were written to a stream: the caller's link owns them from now on.
pub(crate) const REM_CLAIM: u16 = 7;
/// Adds references that wait for a claim: the caller is going to write them to a stream.
pub(crate) const REM_LAUNCH: u16 = 8;
/// Takes references away that wait for a claim: what the caller knows of a stream is not to be used any more.
pub(crate) const REM_WITHDRAW: u16 = 9;
/// Asks for the descriptor of a shared segment by its id of 16 bytes.
pub(crate) const REM_SEGMENT: u16 = 10;
/// Asks for the descriptor of the words by which the caller gives borrowed blocks back. The exporter is not looked at.
pub(crate) const REM_WORDS: u16 = 11;
/// Asks for the descriptor of a block that is lent to the caller, by its number (u64). The exporter is not looked at.
pub(crate) const REM_BLOCK: u16 = 12;

/// Cancels a call that is under way, by the number in its [`CANCELLABLE`]; has no answer. The caller may still read the call's.
pub(crate) const REM_CANCEL: u16 = 13;

/// Says that the caller has references of its own to an object that was passed on to it, by the number that came with the
/// pointer; has no answer. The exporter is not looked at.
pub(crate) const REM_TAKEN: u16 = 14;

/// Gives a call up, by the number in its [`CANCELLABLE`]: the caller will not read its answer, not even one that has left. Has
/// no answer itself.
pub(crate) const REM_GIVE_UP: u16 = 15;

/// Asks for an OBJREF by which another machine finds an interface that the caller uses: arguments as of the first three; an
/// HRESULT, and the bytes with their length. The exporter must be one that listens on TCP.
pub(crate) const REM_ABROAD: u16 = 16;

/// Says which objects (OIDs, with their number before them) a machine abroad has said that it still uses; has no answer. The
/// exporter is not looked at.
pub(crate) const REM_HEARD: u16 = 17;

/// An extension of ORPCTHIS: the number of a call that its caller may give up, and that of the outermost such call that the
/// caller's thread waits for, of 8 bytes each.
pub(crate) const CANCELLABLE: GUID = GUID::from_u128(0x3f0c5b7e_92a1_4d7c_8d55_6f1b0e9a4c21);

/// An extension of ORPCTHIS without data: neither the request nor its answer may lend memory.
pub(crate) const UNSHARED: GUID = GUID::from_u128(0x7b8e41d2_5c06_4f3a_a917_2d94c3e05f68);

/// Methods from this number on are the extension's.
pub(crate) const FIRST: u16 = REM_CLAIM;

/// The argument of the first three.
pub(crate) fn write_reference(writer: &mut Writer<'_>, reference: &InterfaceRef) -> oxcom_wire::Result<()> {
    writer.guid(&reference.ipid);
    writer.u32(reference.public_refs);
    Ok(())
}

/// The argument of the first three.
pub(crate) fn read_reference(reader: &mut Reader<'_>) -> oxcom_wire::Result<InterfaceRef> {
    Ok(InterfaceRef { ipid: reader.guid()?, public_refs: reader.u32()?, private_refs: 0 })
}
