//! The arguments and results of IRemUnknown and IRemUnknown2, by which a client asks an exporter for further
//! interfaces and counts references: \[MS-DCOM\] 3.1.1.5.6, "IRemUnknown Interface", and 3.1.1.5.7,
//! "IRemUnknown2 Interface".
//!
//! ```text
//!   client                                  exporter
//!   RemQueryInterface … write ──────▶ read
//!                        read ◀────── write … RemQueryInterfaceResults
//! ```
//!
//! A body is what follows ORPCTHIS or ORPCTHAT; the writer or reader stands there, and counts alignment from
//! the start of the stub data, as it does after [`pdu::write_request`](crate::pdu::write_request) and
//! [`pdu::parse_request`](crate::pdu::parse_request).
//!
//! ```
//! use oxcom_wire::{ndr::{Reader, Writer}, rem_unknown::{InterfaceRef, read_interface_refs, write_interface_refs}};
//! use windows_core::GUID;
//!
//! # fn main() -> Result<(), oxcom_wire::Error> {
//! // RemRelease of three references
//! let refs = [InterfaceRef { ipid: GUID::from_u128(1), public_refs: 3, private_refs: 0 }];
//! let mut writer = Writer::new();
//! write_interface_refs(&mut writer, &refs)?;
//! assert_eq!(read_interface_refs(&mut Reader::new(writer.as_slice()))?, refs);
//! # Ok(()) }
//! ```

use crate::ndr::{Reader, Writer};
use crate::objref::{STD_LEN, StdObjRef, read_interface_pointer_data, write_interface_pointer_data};
use crate::{Error, Result};
use windows_core::{GUID, HRESULT};

/// IRemUnknown.
pub const IID_IREMUNKNOWN: GUID = GUID::from_u128(0x00000131_0000_0000_c000_000000000046);
/// IRemUnknown2, which is derived from IRemUnknown.
pub const IID_IREMUNKNOWN2: GUID = GUID::from_u128(0x00000143_0000_0000_c000_000000000046);

/// The method number of RemQueryInterface.
pub const REM_QUERY_INTERFACE: u16 = 3;
/// The method number of RemAddRef.
pub const REM_ADD_REF: u16 = 4;
/// The method number of RemRelease.
pub const REM_RELEASE: u16 = 5;
/// The method number of RemQueryInterface2.
pub const REM_QUERY_INTERFACE2: u16 = 6;

/// The length of a REMQIRESULT: hResult, padding to 8, STDOBJREF.
const QI_RESULT_LEN: usize = 8 + STD_LEN;

/// What RemQueryInterface is asked: \[MS-DCOM\] 3.1.1.5.6.1.1, "IRemUnknown::RemQueryInterface (Opnum 3)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemQueryInterface {
    /// ripid: any interface of the object.
    pub ipid: GUID,
    /// cRefs: how many references are wanted to each interface.
    pub public_refs: u32,
    /// The interfaces wanted, at most 65,535.
    pub iids: Vec<GUID>,
}

/// What RemQueryInterface answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemQueryInterfaceResults {
    /// ppQIResults: one for each IID, in order; empty when the call failed as a whole.
    pub results: Vec<RemQiResult>,
    /// S_OK, S_FALSE when some and E_NOINTERFACE when all of the interfaces are not there, or why the call
    /// failed.
    pub hresult: HRESULT,
}

/// One answer to RemQueryInterface: \[MS-DCOM\] 2.2.24, "REMQIRESULT".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemQiResult {
    /// What QueryInterface returned.
    pub hresult: HRESULT,
    /// The reference; without meaning when `hresult` is a failure.
    pub std: StdObjRef,
}

/// References to be added or released: \[MS-DCOM\] 2.2.23, "REMINTERFACEREF".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InterfaceRef {
    /// The interface.
    pub ipid: GUID,
    /// How many public references.
    pub public_refs: u32,
    /// How many private references, which belong to one client identity.
    pub private_refs: u32,
}

/// What RemAddRef answers: \[MS-DCOM\] 3.1.1.5.6.1.2, "IRemUnknown::RemAddRef (Opnum 4)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemAddRefResults {
    /// pResults: one for each [`InterfaceRef`], in order.
    pub results: Vec<HRESULT>,
    /// What the call as a whole returned.
    pub hresult: HRESULT,
}

/// What RemQueryInterface2 is asked: \[MS-DCOM\] 3.1.1.5.7.1, "IRemUnknown2::RemQueryInterface2 (Opnum 6)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemQueryInterface2 {
    /// ripid: any interface of the object.
    pub ipid: GUID,
    /// The interfaces wanted, at most 65,535.
    pub iids: Vec<GUID>,
}

/// What RemQueryInterface2 answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemQueryInterface2Results<'a> {
    /// phr and ppMIF: one for each IID, in order.
    pub results: Vec<RemQi2Result<'a>>,
    /// What the call as a whole returned.
    pub hresult: HRESULT,
}

/// One answer to RemQueryInterface2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemQi2Result<'a> {
    /// What QueryInterface returned.
    pub hresult: HRESULT,
    /// The bytes of an OBJREF, of any form; `None` when `hresult` is a failure.
    pub objref: Option<&'a [u8]>,
}

impl RemQueryInterface {
    /// Writes the request's body.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 IIDs.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let count = short("a list of IIDs", self.iids.len())?;
        writer.guid(&self.ipid);
        writer.u32(self.public_refs);
        write_iids(writer, count, &self.iids);
        Ok(())
    }

    /// Reads the request's body.
    ///
    /// # Errors
    /// [`Error::CountTooLarge`], [`Error::Inconsistent`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(RemQueryInterface { ipid: reader.guid()?, public_refs: reader.u32()?, iids: read_iids(reader)? })
    }
}

impl RemQueryInterfaceResults {
    /// Writes the response's body.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 results.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let count = short("a list of REMQIRESULT", self.results.len())?;
        if self.results.is_empty() {
            writer.null_referent();
        } else {
            writer.referent();
            writer.count(count.into());
            for result in &self.results {
                writer.align(8);
                writer.i32(result.hresult.0);
                writer.zeros(4);
                writer.bytes(&result.std.to_bytes());
            }
        }
        writer.i32(self.hresult.0);
        Ok(())
    }

    /// Reads the response to a request with `asked` IIDs.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when there are not as many results and the call did not fail;
    /// [`Error::CountTooLarge`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>, asked: usize) -> Result<Self> {
        let start = reader.offset();
        let mut results = Vec::new();
        if reader.referent()?.is_some() {
            let count = reader.count(QI_RESULT_LEN)?;
            results.reserve_exact(count);
            for _ in 0..count {
                results.push(RemQiResult::read(reader)?);
            }
        }
        let hresult = HRESULT(reader.i32()?);
        check_answers(asked, results.len(), hresult, start)?;
        Ok(RemQueryInterfaceResults { results, hresult })
    }
}

impl RemQiResult {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        reader.align(8)?;
        let hresult = HRESULT(reader.i32()?);
        reader.align(8)?;
        Ok(RemQiResult { hresult, std: StdObjRef::read_packed(reader)? })
    }
}

/// Writes the request's body of RemAddRef and RemRelease: \[MS-DCOM\] 3.1.1.5.6.1.2 and 3.1.1.5.6.1.3.
///
/// # Errors
/// [`Error::TooLong`] for more than 65,535 entries.
pub fn write_interface_refs(writer: &mut Writer<'_>, refs: &[InterfaceRef]) -> Result<()> {
    let count = short("a list of REMINTERFACEREF", refs.len())?;
    writer.u16(count);
    writer.count(count.into());
    for entry in refs {
        writer.guid(&entry.ipid);
        writer.u32(entry.public_refs);
        writer.u32(entry.private_refs);
    }
    Ok(())
}

/// Reads the request's body of RemAddRef and RemRelease.
///
/// # Errors
/// [`Error::CountTooLarge`], [`Error::Inconsistent`], [`Error::Truncated`].
pub fn read_interface_refs(reader: &mut Reader<'_>) -> Result<Vec<InterfaceRef>> {
    let count = read_count(reader, 24)?;
    let mut refs = Vec::with_capacity(count);
    for _ in 0..count {
        refs.push(InterfaceRef {
            ipid: reader.guid()?,
            public_refs: reader.u32()?,
            private_refs: reader.u32()?,
        });
    }
    Ok(refs)
}

/// Writes the response's body of RemRelease, which is its HRESULT.
pub fn write_release_result(writer: &mut Writer<'_>, hresult: HRESULT) {
    writer.i32(hresult.0);
}

/// Reads the response's body of RemRelease.
///
/// # Errors
/// [`Error::Truncated`].
pub fn read_release_result(reader: &mut Reader<'_>) -> Result<HRESULT> {
    reader.i32().map(HRESULT)
}

impl RemAddRefResults {
    /// Writes the response's body.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 results.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.count(short("a list of HRESULT", self.results.len())?.into());
        self.results.iter().for_each(|result| writer.i32(result.0));
        writer.i32(self.hresult.0);
        Ok(())
    }

    /// Reads the response to a request with `asked` entries.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when there are not as many results and the call did not fail;
    /// [`Error::CountTooLarge`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>, asked: usize) -> Result<Self> {
        let start = reader.offset();
        let results = read_hresults(reader)?;
        let hresult = HRESULT(reader.i32()?);
        check_answers(asked, results.len(), hresult, start)?;
        Ok(RemAddRefResults { results, hresult })
    }
}

impl RemQueryInterface2 {
    /// Writes the request's body.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 IIDs.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let count = short("a list of IIDs", self.iids.len())?;
        writer.guid(&self.ipid);
        write_iids(writer, count, &self.iids);
        Ok(())
    }

    /// Reads the request's body.
    ///
    /// # Errors
    /// [`Error::CountTooLarge`], [`Error::Inconsistent`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(RemQueryInterface2 { ipid: reader.guid()?, iids: read_iids(reader)? })
    }
}

impl<'a> RemQueryInterface2Results<'a> {
    /// Writes the response's body.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 results or an OBJREF beyond 4 GiB; what was written by then is
    /// of no use.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let count = short("a list of MInterfacePointer", self.results.len())?;
        writer.count(count.into());
        self.results.iter().for_each(|result| writer.i32(result.hresult.0));
        writer.count(count.into());
        for result in &self.results {
            match result.objref {
                Some(_) => _ = writer.referent(),
                None => writer.null_referent(),
            }
        }
        for objref in self.results.iter().filter_map(|result| result.objref) {
            write_interface_pointer_data(writer, objref)?;
        }
        writer.i32(self.hresult.0);
        Ok(())
    }

    /// Reads the response to a request with `asked` IIDs.
    ///
    /// # Errors
    /// [`Error::Inconsistent`] when there are not as many results and the call did not fail, or not as many
    /// pointers as HRESULTs; [`Error::CountTooLarge`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'a>, asked: usize) -> Result<Self> {
        let start = reader.offset();
        let hresults = read_hresults(reader)?;
        let count = reader.count(4)?;
        if count != hresults.len() {
            return Err(Error::Inconsistent {
                what: "number of pointers in ppMIF",
                offset: reader.offset() - 4,
            });
        }
        let mut referents = Reader::new(reader.bytes(count * 4)?);
        let mut results = Vec::with_capacity(count);
        for hresult in hresults {
            let objref = referents.referent()?.map(|_| read_interface_pointer_data(reader)).transpose()?;
            results.push(RemQi2Result { hresult, objref });
        }
        let hresult = HRESULT(reader.i32()?);
        check_answers(asked, results.len(), hresult, start)?;
        Ok(RemQueryInterface2Results { results, hresult })
    }
}

/// cIids, then the IIDs as a conformant array.
fn write_iids(writer: &mut Writer<'_>, count: u16, iids: &[GUID]) {
    writer.u16(count);
    writer.count(count.into());
    iids.iter().for_each(|iid| writer.guid(iid));
}

fn read_iids(reader: &mut Reader<'_>) -> Result<Vec<GUID>> {
    let count = read_count(reader, 16)?;
    let mut iids = Vec::with_capacity(count);
    for _ in 0..count {
        iids.push(reader.guid()?);
    }
    Ok(iids)
}

fn read_hresults(reader: &mut Reader<'_>) -> Result<Vec<HRESULT>> {
    let count = reader.count(4)?;
    let mut hresults = Vec::with_capacity(count);
    for _ in 0..count {
        hresults.push(HRESULT(reader.i32()?));
    }
    Ok(hresults)
}

/// A count as an argument of its own, then as that of the conformant array whose size it is.
fn read_count(reader: &mut Reader<'_>, element_size: usize) -> Result<usize> {
    let declared = reader.u16()?;
    let count = reader.count(element_size)?;
    if count != usize::from(declared) {
        return Err(Error::Inconsistent { what: "size of a conformant array", offset: reader.offset() - 4 });
    }
    Ok(count)
}

/// There are as many answers as questions, or none to a call that failed.
fn check_answers(asked: usize, answered: usize, hresult: HRESULT, offset: usize) -> Result<()> {
    if answered == asked || (answered == 0 && hresult.is_err()) {
        return Ok(());
    }
    Err(Error::Inconsistent { what: "number of results", offset })
}

fn short(what: &'static str, length: usize) -> Result<u16> {
    u16::try_from(length).map_err(|_| Error::TooLong { what, length, limit: usize::from(u16::MAX) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orpc;
    use crate::pdu;

    const E_NOINTERFACE: HRESULT = HRESULT(0x8000_4002_u32 as i32);
    const S_FALSE: HRESULT = HRESULT(1);
    const RPC_E_INVALID_OBJECT: HRESULT = HRESULT(0x8001_0114_u32 as i32);

    fn iid(number: u32) -> GUID {
        GUID { data1: number, ..Default::default() }
    }

    /// The bytes that `write` makes after an ORPCTHAT, and a reader of them that stands where `write` stood.
    fn after_orpcthat(write: impl FnOnce(&mut Writer<'_>) -> Result<()>) -> Result<Vec<u8>> {
        let mut writer = Writer::new();
        orpc::write_that(&mut writer, &[])?;
        write(&mut writer)?;
        Ok(writer.into_vec())
    }

    fn reader_after_orpcthat(stub: &[u8]) -> Result<Reader<'_>> {
        let mut reader = Reader::new(stub);
        orpc::OrpcThat::read(&mut reader)?;
        Ok(reader)
    }

    #[test]
    fn rem_query_interface_asks_as_the_idl_says() -> Result<()> {
        let question = RemQueryInterface { ipid: iid(1), public_refs: 5, iids: vec![iid(2), iid(3)] };
        let mut writer = Writer::new();
        question.write(&mut writer)?;
        let expected = [
            &[1][..],
            &[0; 15],
            &[5, 0, 0, 0, 2, 0, 0, 0], // cRefs, cIids, padding
            &[2, 0, 0, 0, 2],          // size of the array, the first IID
            &[0; 15],
            &[3],
            &[0; 15],
        ]
        .concat();
        assert_eq!(writer.as_slice(), expected);
        assert_eq!(RemQueryInterface::read(&mut Reader::new(&expected))?, question);
        Ok(())
    }

    #[test]
    fn remqiresults_are_aligned_to_8() -> Result<()> {
        let std = StdObjRef { flags: 0, public_refs: 5, oxid: 1, oid: 2, ipid: iid(9) };
        let found = RemQiResult { hresult: HRESULT(0), std };
        let missing = RemQiResult { hresult: E_NOINTERFACE, std: StdObjRef::default() };
        let answer = RemQueryInterfaceResults { results: vec![found, missing], hresult: S_FALSE };
        let stub = after_orpcthat(|writer| answer.write(writer))?;

        // ORPCTHAT, referent and count take 16 bytes; the elements 48 each.
        assert_eq!(stub.len(), 16 + 2 * 48 + 4);
        assert_eq!(stub[8..16], [0, 0, 2, 0, 2, 0, 0, 0]);
        assert_eq!(stub[24..64], std.to_bytes());
        assert_eq!(RemQueryInterfaceResults::read(&mut reader_after_orpcthat(&stub)?, 2)?, answer);
        let error = RemQueryInterfaceResults::read(&mut reader_after_orpcthat(&stub)?, 3).unwrap_err();
        assert_eq!(error, Error::Inconsistent { what: "number of results", offset: 8 });
        Ok(())
    }

    #[test]
    fn a_failed_rem_query_interface_has_no_results() -> Result<()> {
        let answer = RemQueryInterfaceResults { results: vec![], hresult: RPC_E_INVALID_OBJECT };
        let stub = after_orpcthat(|writer| answer.write(writer))?;
        assert_eq!(stub[8..], [0, 0, 0, 0, 0x14, 1, 1, 0x80]);
        assert_eq!(RemQueryInterfaceResults::read(&mut reader_after_orpcthat(&stub)?, 2)?, answer);
        Ok(())
    }

    #[test]
    fn references_are_released_in_one_call() -> Result<()> {
        let refs = [1, 2, 3].map(|n| InterfaceRef { ipid: iid(n), public_refs: n, private_refs: 0 });
        let mut writer = Writer::new();
        let request = pdu::write_request(&mut writer, 1, REM_RELEASE, &iid(7));
        orpc::write_this(&mut writer, &iid(8), &[])?;
        write_interface_refs(&mut writer, &refs)?;
        request.finish(&mut writer)?;

        let request = pdu::parse_request(writer.as_slice())?;
        assert_eq!(request.stub.len(), 32 + 4 + 4 + 3 * 24);
        let mut reader = Reader::new(request.stub);
        orpc::OrpcThis::read(&mut reader)?;
        assert_eq!(read_interface_refs(&mut reader)?, refs);

        let stub = after_orpcthat(|writer| {
            write_release_result(writer, S_FALSE);
            Ok(())
        })?;
        assert_eq!(read_release_result(&mut reader_after_orpcthat(&stub)?)?, S_FALSE);
        Ok(())
    }

    #[test]
    fn rem_add_ref_answers_for_each_entry() -> Result<()> {
        let answer =
            RemAddRefResults { results: vec![HRESULT(0), RPC_E_INVALID_OBJECT], hresult: HRESULT(0) };
        let stub = after_orpcthat(|writer| answer.write(writer))?;
        assert_eq!(stub[8..], [2, 0, 0, 0, 0, 0, 0, 0, 0x14, 1, 1, 0x80, 0, 0, 0, 0]);
        assert_eq!(RemAddRefResults::read(&mut reader_after_orpcthat(&stub)?, 2)?, answer);
        assert!(RemAddRefResults::read(&mut reader_after_orpcthat(&stub)?, 1).is_err());
        Ok(())
    }

    #[test]
    fn rem_query_interface2_answers_with_objrefs() -> Result<()> {
        let question = RemQueryInterface2 { ipid: iid(1), iids: vec![iid(2), iid(3), iid(4)] };
        let mut writer = Writer::new();
        question.write(&mut writer)?;
        assert_eq!(RemQueryInterface2::read(&mut Reader::new(writer.as_slice()))?, question);

        let answer = RemQueryInterface2Results {
            results: vec![
                RemQi2Result { hresult: HRESULT(0), objref: Some(b"MEOW!") },
                RemQi2Result { hresult: E_NOINTERFACE, objref: None },
                RemQi2Result { hresult: HRESULT(0), objref: Some(b"MEOW") },
            ],
            hresult: S_FALSE,
        };
        let stub = after_orpcthat(|writer| answer.write(writer))?;
        assert_eq!(stub[24..40], [3, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 4, 0, 2, 0]);
        assert_eq!(stub[40..53], *b"\x05\0\0\0\x05\0\0\0MEOW!");
        assert_eq!(RemQueryInterface2Results::read(&mut reader_after_orpcthat(&stub)?, 3)?, answer);
        Ok(())
    }

    #[test]
    fn a_count_that_disagrees_with_its_array_is_refused() -> Result<()> {
        let mut writer = Writer::new();
        write_interface_refs(&mut writer, &[InterfaceRef { ipid: iid(1), public_refs: 1, private_refs: 0 }])?;
        let mut bytes = writer.into_vec();
        bytes[0] = 2;
        let error = read_interface_refs(&mut Reader::new(&bytes)).unwrap_err();
        assert_eq!(error, Error::Inconsistent { what: "size of a conformant array", offset: 4 });
        Ok(())
    }
}
