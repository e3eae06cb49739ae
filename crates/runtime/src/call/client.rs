//! The caller's side.

use std::ffi::c_void;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use oxcom_invoke::Call;
use oxcom_link::{Incoming, Link, Outgoing, Uninterrupted, Wait};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::orpc::{self, OrpcThat};
use oxcom_wire::pdu::{self, PacketType};
use windows_core::{GUID, HRESULT};

use super::pointers::{Direction, MessagePointers};
use super::{buffers, context, fault_hresult};
use crate::apartment::{self, Apartment};
use crate::error::{Error, Result};
use crate::import::InterfaceProxy;

/// Runs whenever a method is called through a proxy: `this` is the interface pointer that was called.
///
/// # Safety
/// Called by the vtable of a proxy only, with the arguments that its method has.
pub(crate) unsafe fn from_proxy(this: *mut c_void, call: &Call<'_>) -> HRESULT {
    // SAFETY: `this` is one of our proxies, which its caller keeps alive during the call.
    let proxy = unsafe { InterfaceProxy::from_raw(this) };
    // SAFETY: the vtable hands us the arguments of its own method.
    match unsafe { call_through(proxy, call) } {
        Ok(hresult) => hresult,
        Err(error) => {
            // SAFETY: as above; nothing has been stored in the [out] arguments yet, or it has been cleared.
            unsafe { call.fail() };
            crate::error::answer(Err(error))
        }
    }
}

unsafe fn call_through(proxy: &InterfaceProxy, call: &Call<'_>) -> Result<HRESULT> {
    let exporter = proxy.manager().exporter_for_call()?;
    let (link, opnum) = (&exporter.link, call.method().slot);
    if call.method().one_way {
        // SAFETY: by this function's contract.
        post(link, &proxy.ipid(), opnum, |writer| unsafe {
            write_arguments(call, MessagePointers::one_way(link), writer)
        })?;
        return Ok(oxcom_abi::S_OK);
    }
    round_trip(
        link,
        &proxy.ipid(),
        opnum,
        // SAFETY: by this function's contract.
        |writer| unsafe { write_arguments(call, MessagePointers::new(link, Direction::Request), writer) },
        |reader, _| {
            // SAFETY: by this function's contract.
            Ok(unsafe { call.read_answer(reader, &mut MessagePointers::new(link, Direction::Answer)) }?)
        },
    )
}

unsafe fn write_arguments(
    call: &Call<'_>,
    mut pointers: MessagePointers<'_>,
    writer: &mut Writer<'_>,
) -> Result<()> {
    // SAFETY: by this function's contract.
    Ok(unsafe { call.write_request(writer, &mut pointers) }?)
}

/// Sends a request to the interface `ipid` and reads its answer.
pub(crate) fn round_trip<R>(
    link: &Arc<dyn Link>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    read: impl FnOnce(&mut Reader<'_>, &mut Vec<OwnedFd>) -> Result<R>,
) -> Result<R> {
    buffers::with_message(|answer| {
        with_request(ipid, opnum, write, |request| {
            let mut waiting = Waiting::new();
            link.call(Outgoing::bytes(request), answer, &mut waiting).map_err(Error::from)
        })?;
        read_answer(answer, read)
    })
}

/// Asks the exporter at the other end of a link for a descriptor, while a message is read: no call of others runs meanwhile.
pub(crate) fn fetch_descriptor(
    link: &Arc<dyn Link>,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>),
) -> Result<OwnedFd> {
    let ipid = crate::export::rem_unknown_ipid(0);
    let write = |writer: &mut Writer<'_>| {
        write(writer);
        Ok(())
    };
    buffers::with_message(|answer| {
        with_request(&ipid, opnum, write, |request| {
            link.call(Outgoing::bytes(request), answer, &mut Uninterrupted).map_err(Error::from)
        })?;
        read_answer(answer, |reader, descriptors| match (HRESULT(reader.i32()?), descriptors.pop()) {
            (oxcom_abi::S_OK, Some(descriptor)) => Ok(descriptor),
            (hresult, _) if hresult.is_err() => Err(Error::Answered(hresult)),
            _ => Err(Error::InvalidMessage("no descriptor came".into())),
        })
    })
}

/// Sends a request that has no answer.
pub(crate) fn post(
    link: &Arc<dyn Link>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
) -> Result<()> {
    with_request(ipid, opnum, write, |request| {
        link.post_while(Outgoing::bytes(request), &mut Waiting::new()).map_err(Error::from)
    })
}

fn with_request<R>(
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    send: impl FnOnce(&[u8]) -> Result<R>,
) -> Result<R> {
    buffers::with_bytes(|buffer| {
        let mut writer = Writer::with_vec(buffer);
        let sent = write_request(&mut writer, ipid, opnum, write).and_then(|()| send(writer.as_slice()));
        (writer.into_vec(), sent)
    })
}

fn write_request(
    writer: &mut Writer<'_>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
) -> Result<()> {
    // The link pairs answers with requests, so the PDU's own call id says nothing.
    let open = pdu::write_request(writer, 0, opnum, ipid);
    orpc::write_this(writer, &context::causality(), &[])?;
    write(writer)?;
    Ok(open.finish(writer)?)
}

fn read_answer<R>(
    answer: &mut Incoming,
    read: impl FnOnce(&mut Reader<'_>, &mut Vec<OwnedFd>) -> Result<R>,
) -> Result<R> {
    match pdu::Header::read(&answer.bytes)?.packet_type {
        PacketType::Response => {
            let response = pdu::parse_response(&answer.bytes)?;
            let mut reader = Reader::new(response.stub);
            OrpcThat::read(&mut reader)?;
            read(&mut reader, &mut answer.descriptors)
        }
        PacketType::Fault => {
            let fault = pdu::parse_fault(&answer.bytes)?;
            Err(Error::Answered(fault_hresult(fault.status)))
        }
        other => Err(Error::InvalidMessage(format!("a {other:?} PDU is no answer"))),
    }
}

/// How a thread waits for its answer: one of an STA runs the apartment's incoming calls meanwhile.
struct Waiting {
    single: Option<Arc<Apartment>>,
}

impl Waiting {
    fn new() -> Self {
        Self { single: apartment::current().ok().filter(|apartment| apartment.queue().is_some()) }
    }
}

impl Wait for Waiting {
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        Some(self.single.as_ref()?.queue()?.as_fd())
    }

    fn work(&mut self) -> ControlFlow<()> {
        if let Some(queue) = self.single.as_ref().and_then(|apartment| apartment.queue()) {
            queue.run_pending();
        }
        ControlFlow::Continue(())
    }
}
