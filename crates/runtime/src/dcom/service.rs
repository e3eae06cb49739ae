//! Requests of other machines: who may ask, and who answers.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use oxcom_activation::RemoteAccess;
use oxcom_link::tcp::{FAULT_ACCESS_DENIED, FAULT_UNKNOWN_INTERFACE, TcpOptions};
use oxcom_link::{Hub, Incoming, Link, Options, Outgoing, Reply, Service};
use oxcom_wire::activation::IID_IREMOTESCMACTIVATOR;
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::object_exporter::{IID_IOBJECTEXPORTER, SERVER_ALIVE2};
use oxcom_wire::pdu::{self, FaultHead};
use oxcom_wire::rem_unknown::{IID_IREMUNKNOWN, IID_IREMUNKNOWN2};

use super::ntlm::Acceptors;
use crate::call::Exporter;
use crate::error::{Error, Result};
use crate::export::exporter_of;
use crate::{extension, interfaces};

/// Bytes of a message to or from another machine.
const MOST_BYTES: usize = 64 << 20;
/// nca_op_rng_error ([C706] Appendix E): no such method.
const FAULT_NO_METHOD: u32 = 0x1c01_0002;
/// nca_s_fault_ndr: the arguments are none.
const FAULT_BAD_ARGUMENTS: u32 = 0x1c00_000d;

/// Takes the requests of other machines.
pub(super) struct Abroad {
    /// Whether it activates classes for them.
    pub(super) activates: bool,
}

/// How this process links with other machines.
pub(super) fn options() -> Options {
    Options { message_bytes: MOST_BYTES, message_descriptors: 0, threads: 256, ..Options::default() }
}

/// How it listens.
pub(super) fn listening(access: &RemoteAccess, address: SocketAddr, activates: bool) -> TcpOptions {
    TcpOptions {
        // What has not been marshaled, nobody can have a pointer to.
        offers: Arc::new(move |iid| match *iid {
            IID_IOBJECTEXPORTER | IID_IREMUNKNOWN | IID_IREMUNKNOWN2 => true,
            IID_IREMOTESCMACTIVATOR => activates,
            _ => interfaces::is_known(iid),
        }),
        security: Some(Arc::new(Acceptors::new(access))),
        stranger_bytes: if access.unauthenticated { MOST_BYTES } else { 4096 },
        handshake: Duration::from_secs(10),
        ..TcpOptions::at(address)
    }
}

impl Service for Abroad {
    fn opened(&self, link: &Arc<dyn Link>) {
        tracing::debug!(peer = ?link.peer().remote, "link to another machine opened");
    }

    fn request(&self, link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        let handled = match pdu::parse_request(&request.bytes) {
            Ok(parsed) => self.answer_plain(link, &parsed),
            Err(error) => Err(error.into()),
        };
        match handled {
            Ok(Handled::Answered(answer)) => send(reply, &answer),
            Ok(Handled::Refused(status)) => refuse(reply, status),
            Ok(Handled::ForObject) => Exporter::ABROAD.request(link, request, reply),
            Err(error) => {
                tracing::debug!(%error, "a call was refused");
                let status = match error {
                    Error::InvalidMessage(_) => FAULT_BAD_ARGUMENTS,
                    other => other.hresult().0 as u32,
                };
                refuse(reply, status);
            }
        }
    }

    fn closed(&self, link: &Arc<dyn Link>) {
        tracing::debug!(peer = ?link.peer().remote, "link to another machine closed");
        crate::call::link_closed(link);
        crate::import::link_closed(link);
    }
}

/// What became of a request.
enum Handled {
    Answered(Vec<u8>),
    /// By a fault with this status.
    Refused(u32),
    ForObject,
}

impl Abroad {
    /// Answers what is not for an object.
    fn answer_plain(&self, link: &Arc<dyn Link>, request: &pdu::Request<'_>) -> Result<Handled> {
        let Some(dcom) = super::opened() else { return Err(Error::Disconnected) };
        let Some(interface) = link.interface_of(request.context_id) else {
            return Ok(Handled::Refused(FAULT_UNKNOWN_INTERFACE));
        };
        let resolves = interface == IID_IOBJECTEXPORTER;
        let is_known = link.peer().remote.as_ref().is_some_and(|peer| peer.principal.is_some());
        let may = is_known || dcom.access.unauthenticated || resolves && request.opnum == SERVER_ALIVE2;
        if !may {
            return Ok(Handled::Refused(FAULT_ACCESS_DENIED));
        }
        let mut writer = Writer::new();
        let open = pdu::write_response(&mut writer, request.call_id);
        let mut arguments = Reader::new(request.stub);
        let answered = if resolves {
            dcom.resolver_method(request.opnum, &mut arguments, &mut writer, self.activates)?
        } else if interface == IID_IREMOTESCMACTIVATOR && self.activates {
            dcom.activator_method(link, request.opnum, &mut arguments, &mut writer)?
        } else {
            let exporter = request.object.as_ref().and_then(exporter_of);
            let foreign = exporter.is_some() && request.opnum >= extension::FIRST;
            return Ok(if foreign { Handled::Refused(FAULT_NO_METHOD) } else { Handled::ForObject });
        };
        if !answered {
            return Ok(Handled::Refused(FAULT_NO_METHOD));
        }
        open.finish(&mut writer)?;
        Ok(Handled::Answered(writer.into_vec()))
    }
}

fn send(reply: Reply, answer: &[u8]) {
    if let Err(error) = reply.send(Outgoing::bytes(answer)) {
        tracing::debug!(%error, "an answer found nobody");
    }
}

fn refuse(reply: Reply, status: u32) {
    let mut writer = Writer::new();
    pdu::write_fault_with(
        &mut writer,
        &FaultHead { call_id: 0, context_id: 0, status, did_not_execute: true },
    );
    send(reply, writer.as_slice());
}

/// What other machines ask first: the object resolver and activator of this machine. Ends when it is dropped.
pub struct RemoteService {
    hub: Arc<Hub>,
    address: SocketAddr,
}

impl RemoteService {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for RemoteService {
    fn drop(&mut self) {
        self.hub.close();
    }
}

impl std::fmt::Debug for RemoteService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RemoteService").field("address", &self.address).finish_non_exhaustive()
    }
}

/// Lets other machines activate the classes that say `remote = true` in their registration, as the file says that the variable
/// `OXCOM_DCOM` names. The calling thread has entered an apartment, which stays.
///
/// # Errors
/// E_NOTIMPL: there is no such file. What is wrong with it, or the address is taken.
pub fn serve_remote(address: SocketAddr) -> std::result::Result<RemoteService, windows_core::Error> {
    let failed = |error: Error| {
        let hresult = error.hresult();
        _ = crate::error::answer(Err(error));
        windows_core::Error::from_hresult(hresult)
    };
    let serve = || -> Result<RemoteService> {
        let dcom = super::open()?;
        let hub = Hub::new(crate::random::nonzero(), Arc::new(Abroad { activates: true }), options())?;
        let address = hub.listen_tcp(listening(&dcom.access, address, true))?;
        Ok(RemoteService { hub, address })
    };
    serve().map_err(failed)
}
