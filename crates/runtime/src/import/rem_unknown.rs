//! Asking an exporter about its objects: the client's side of IRemUnknown2 and of its extension
//! ([MS-DCOM] 3.1.1.5.6; `export/rem_unknown.rs` is the other side).

use std::os::fd::OwnedFd;

use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::rem_unknown::{
    InterfaceRef, REM_ADD_REF, REM_QUERY_INTERFACE, REM_RELEASE, RemAddRefResults, RemQiResult,
    RemQueryInterface, RemQueryInterfaceResults, write_interface_refs,
};
use windows_core::{GUID, HRESULT};

use super::RemoteExporter;
use crate::call;
use crate::error::{Error, Result};
use crate::export::REFERENCES;
use crate::extension;

/// References to an interface of another apartment, which its exporter's link owns for this process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RemoteReference {
    pub(crate) oid: u64,
    pub(crate) ipid: GUID,
    pub(crate) count: u32,
}

impl RemoteExporter {
    /// RemQueryInterface: other interfaces of the object that `ipid` belongs to, in the order of `iids`.
    pub(crate) fn query_interfaces(
        &self,
        ipid: &GUID,
        iids: &[GUID],
    ) -> Result<Vec<std::result::Result<RemoteReference, HRESULT>>> {
        let question = RemQueryInterface { ipid: *ipid, public_refs: REFERENCES, iids: iids.to_vec() };
        let answer = self.ask(
            REM_QUERY_INTERFACE,
            |writer| question.write(writer),
            |reader, _| RemQueryInterfaceResults::read(reader, iids.len()),
        )?;
        if answer.results.len() != iids.len() {
            return Err(Error::Answered(failure(answer.hresult)));
        }
        let reference = |result: &RemQiResult| match result.hresult {
            failure if failure.is_err() => Err(failure),
            _ => Ok(RemoteReference {
                oid: result.std.oid,
                ipid: result.std.ipid,
                count: result.std.public_refs,
            }),
        };
        Ok(answer.results.iter().map(reference).collect())
    }

    /// RemAddRef: references of one's own, for a pointer that came without.
    pub(crate) fn add_references(&self, ipid: &GUID, count: u32) -> Result<()> {
        let references = [interface_ref(ipid, count)];
        let answer = self.ask(
            REM_ADD_REF,
            |writer| write_interface_refs(writer, &references),
            |reader, _| RemAddRefResults::read(reader, 1),
        )?;
        let result = answer.results.first().copied().unwrap_or(answer.hresult);
        if result.is_ok() { Ok(()) } else { Err(Error::Answered(result)) }
    }

    /// RemRelease, without waiting: the exporter takes it before whatever this thread sends after it.
    pub(crate) fn release(&self, references: &[(GUID, u32)]) {
        let references: Vec<_> = references.iter().map(|(ipid, count)| interface_ref(ipid, *count)).collect();
        let sent = call::post(&self.link, &self.rem_unknown, REM_RELEASE, |writer| {
            Ok(write_interface_refs(writer, &references)?)
        });
        if let Err(error) = sent {
            tracing::trace!(%error, "nothing to release: the exporter is gone");
        }
    }

    /// Says, without waiting, that this process has cancelled a call, whose answer it may still read.
    pub(crate) fn cancel(&self, number: u64) {
        self.tell(extension::REM_CANCEL, number);
    }

    /// Says, without waiting, that this process has given a call up, whose answer it will not read.
    pub(crate) fn give_up(&self, number: u64) {
        self.tell(extension::REM_GIVE_UP, number);
    }

    fn tell(&self, opnum: u16, number: u64) {
        if self.is_abroad() {
            return; // other machines know nothing of it
        }
        let sent = call::post(&self.link, &self.rem_unknown, opnum, |writer| {
            writer.u64(number);
            Ok(())
        });
        if let Err(error) = sent {
            tracing::trace!(%error, "nothing to cancel: the exporter is gone");
        }
    }

    /// Takes over references that were written to a stream.
    pub(crate) fn claim(&self, ipid: &GUID, count: u32) -> Result<()> {
        self.change(extension::REM_CLAIM, ipid, count)
    }

    /// Lets references that this process is to write to a stream wait at the exporter until somebody claims them.
    pub(crate) fn launch(&self, ipid: &GUID, count: u32) -> Result<()> {
        self.change(extension::REM_LAUNCH, ipid, count)
    }

    /// Gives up references that were written to a stream.
    pub(crate) fn withdraw(&self, ipid: &GUID, count: u32) -> Result<()> {
        self.change(extension::REM_WITHDRAW, ipid, count)
    }

    /// An OBJREF by which another machine finds an interface of a process of this machine.
    pub(crate) fn abroad(&self, ipid: &GUID, count: u32) -> Result<Vec<u8>> {
        let reference = interface_ref(ipid, count);
        let (hresult, objref) = self.ask(
            extension::REM_ABROAD,
            |writer| extension::write_reference(writer, &reference),
            |reader, _| {
                let hresult = HRESULT(reader.i32()?);
                let length = reader.count(1)?;
                Ok((hresult, reader.bytes(length)?.to_vec()))
            },
        )?;
        if hresult.is_ok() { Ok(objref) } else { Err(Error::Answered(hresult)) }
    }

    /// Fetches the descriptor of a shared segment.
    pub(crate) fn segment(&self, id: &[u8; 16]) -> Result<OwnedFd> {
        let (hresult, descriptor) = self.ask(
            extension::REM_SEGMENT,
            |writer| {
                writer.bytes(id);
                Ok(())
            },
            |reader, descriptors| Ok((HRESULT(reader.i32()?), descriptors.pop())),
        )?;
        match descriptor {
            Some(descriptor) if hresult.is_ok() => Ok(descriptor),
            _ => Err(Error::Answered(failure(hresult))),
        }
    }

    fn change(&self, opnum: u16, ipid: &GUID, count: u32) -> Result<()> {
        let reference = interface_ref(ipid, count);
        let hresult = self.ask(
            opnum,
            |writer| extension::write_reference(writer, &reference),
            |reader, _| Ok(HRESULT(reader.i32()?)),
        )?;
        if hresult.is_ok() { Ok(()) } else { Err(Error::Answered(hresult)) }
    }

    fn ask<R>(
        &self,
        opnum: u16,
        write: impl FnOnce(&mut Writer<'_>) -> oxcom_wire::Result<()>,
        read: impl FnOnce(&mut Reader<'_>, &mut Vec<OwnedFd>) -> oxcom_wire::Result<R>,
    ) -> Result<R> {
        call::round_trip(
            &self.link,
            true,
            (0, &self.rem_unknown),
            opnum,
            |writer| Ok(write(writer)?),
            |reader, descriptors| Ok(read(reader, descriptors)?),
        )
    }
}

fn interface_ref(ipid: &GUID, count: u32) -> InterfaceRef {
    InterfaceRef { ipid: *ipid, public_refs: count, private_refs: 0 }
}

/// What a peer answered who says success and gives nothing.
fn failure(hresult: HRESULT) -> HRESULT {
    if hresult.is_err() { hresult } else { oxcom_abi::E_UNEXPECTED }
}
