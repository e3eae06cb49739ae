//! The object's side: requests come from the link's pool, and run in the object's apartment.

use std::os::fd::AsFd;
use std::sync::Arc;

use oxcom_link::{Incoming, Link, Outgoing, Reply, Service};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::orpc::{self, OrpcThis};
use oxcom_wire::pdu;

use super::pointers::{Direction, MessagePointers};
use super::{buffers, context};
use crate::apartment::Apartment;
use crate::error::{Error, Result};
use crate::export::{self, Stub};

/// Takes the requests of all links of this process.
pub(crate) struct Exporter;

/// What a request is for.
enum Target {
    /// An object's method.
    Object(Arc<Stub>),
    /// The exporter itself, and the object if that must be asked.
    Exporter { oxid: u64, asked: Option<Arc<Stub>> },
}

impl Service for Exporter {
    fn opened(&self, link: &Arc<dyn Link>) {
        let peer = link.peer();
        tracing::debug!(pid = peer.pid, uid = peer.uid, technique = ?link.technique(), "link opened");
    }

    fn request(&self, link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        let (target, apartment) = match Target::of(&request.bytes) {
            Ok(found) => found,
            Err(error) => return refuse(reply, &error),
        };
        match apartment.filter(|apartment| apartment.queue().is_some()) {
            None => target.run(link, &request.bytes, reply),
            Some(apartment) => {
                let (link, bytes) = (link.clone(), std::mem::take(&mut request.bytes));
                let reply = ReplyOrRefuse(Some(reply));
                apartment.run(move || target.run(&link, &bytes, reply.take()));
            }
        }
    }

    fn closed(&self, link: &Arc<dyn Link>) {
        tracing::debug!(pid = link.peer().pid, "link closed");
        crate::import::link_closed(link);
        export::link_closed(link);
        crate::arrays::link_closed(link);
        crate::process::forget(link.peer().process);
    }
}

/// Refuses the call when it is dropped in the queue of an apartment that closes.
struct ReplyOrRefuse(Option<Reply>);

impl ReplyOrRefuse {
    fn take(mut self) -> Reply {
        self.0.take().expect("a reply is taken once")
    }
}

impl Drop for ReplyOrRefuse {
    fn drop(&mut self) {
        if let Some(reply) = self.0.take() {
            refuse(reply, &Error::Disconnected);
        }
    }
}

impl Target {
    /// What a request is for, and where that lives.
    fn of(bytes: &[u8]) -> Result<(Self, Option<Arc<Apartment>>)> {
        let request = pdu::parse_request(bytes)?;
        let ipid = request.object.ok_or_else(|| Error::InvalidMessage("a request without an IPID".into()))?;
        let Some(oxid) = export::exporter_of(&ipid) else {
            let stub = export::find(&ipid).ok_or(Error::Disconnected)?;
            let apartment = stub.apartment().clone();
            return Ok((Self::Object(stub), Some(apartment)));
        };
        let asked = export::object_asked(request.opnum, request.stub)?;
        let apartment = asked.as_ref().map(|stub| stub.apartment().clone());
        Ok((Self::Exporter { oxid, asked }, apartment))
    }

    /// Runs the request on this thread, which is where it belongs, and answers.
    fn run(&self, link: &Arc<dyn Link>, bytes: &[u8], reply: Reply) {
        let stub = match self {
            Self::Object(stub) | Self::Exporter { asked: Some(stub), .. } => Some(stub),
            Self::Exporter { asked: None, .. } => None,
        };
        match stub {
            Some(stub) if stub.apartment().is_closed() => refuse(reply, &Error::Disconnected),
            Some(stub) if stub.apartment().queue().is_none() => {
                crate::apartment::visit(stub.apartment(), || self.answer(link, bytes, reply));
            }
            _ => self.answer(link, bytes, reply),
        }
    }

    fn answer(&self, link: &Arc<dyn Link>, bytes: &[u8], reply: Reply) {
        buffers::with_bytes(|buffer| {
            let mut writer = Writer::with_vec(buffer);
            let mut descriptors = Vec::new();
            match self.invoke(link, bytes, &mut writer, &mut descriptors) {
                Ok(()) => {
                    let descriptors: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
                    send(reply, Outgoing { bytes: writer.as_slice(), descriptors: &descriptors });
                }
                Err(error) => refuse(reply, &error),
            }
            (writer.into_vec(), ())
        });
    }

    fn invoke(
        &self,
        link: &Arc<dyn Link>,
        bytes: &[u8],
        writer: &mut Writer<'_>,
        descriptors: &mut Vec<std::os::fd::OwnedFd>,
    ) -> Result<()> {
        let request = pdu::parse_request(bytes)?;
        let mut reader = Reader::new(request.stub);
        let this = OrpcThis::read(&mut reader)?;
        let open = pdu::write_response(writer, request.call_id);
        orpc::write_that(writer, &[])?;
        context::within(this.causality_id, || match self {
            Self::Object(stub) => {
                let mut pointers = MessagePointers::new(link, Direction::Answer);
                stub.invoke(link, request.opnum, &mut reader, writer, &mut pointers)
            }
            Self::Exporter { oxid, .. } => {
                export::dispatch_rem_unknown(link, *oxid, request.opnum, &mut reader, writer, descriptors)
            }
        })?;
        Ok(open.finish(writer)?)
    }
}

fn send(reply: Reply, answer: Outgoing<'_>) {
    if let Err(error) = reply.send(answer) {
        tracing::debug!(%error, "an answer found nobody");
    }
}

/// Answers with a fault that carries the HRESULT.
fn refuse(reply: Reply, error: &Error) {
    tracing::debug!(%error, "a call was refused");
    let mut writer = Writer::new();
    pdu::write_fault(&mut writer, 0, error.hresult().0 as u32);
    send(reply, Outgoing::bytes(writer.as_slice()));
}
