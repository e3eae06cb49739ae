//! The object's side: requests come from the link's pool, and run in the object's apartment.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use oxcom_abi::IErrorInfo;
use oxcom_abi::inspection::TracedCall;
use oxcom_link::{Incoming, Link, Outgoing, Reply, Service};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::orpc::{self, Extension, OrpcThis};
use oxcom_wire::pdu::{self, FaultHead};
use windows_core::GUID;

use super::buffers::{self, Buffers};
use super::cancelled::{self, Cancellable};
use super::pointers::{Direction, Duplicates, MessagePointers, Written, claims};
use super::{context, error_info, incoming};
use crate::apartment::message_filter::{self, Arrival};
use crate::apartment::{self, Apartment};
use crate::error::{Error, Result};
use crate::export::{self, Stub};
use crate::extension;
use crate::inspection::{self, trace};

/// What stands before the stub data of a response ([C706] 12.6.4.10): the common header, alloc_hint, p_cont_id, cancel_count.
const RESPONSE_HEAD: usize = pdu::HEADER_LEN + 8;

/// Takes the requests of all links of this process.
pub(crate) struct Exporter {
    /// Whether those who ask are on this machine, and can be lent memory.
    shares_memory: bool,
}

impl Exporter {
    /// For processes of this machine.
    pub(crate) const LOCAL: Self = Self { shares_memory: true };
    /// For other machines.
    pub(crate) const ABROAD: Self = Self { shares_memory: false };
}

/// What a request is for.
enum Target {
    /// An object's method; the call, if it can be given up.
    Object(export::Called, Option<Cancellable>),
    /// The exporter itself, and the object if that must be asked.
    Exporter { oxid: u64, asked: Option<Arc<Stub>> },
}

impl Service for Exporter {
    fn opened(&self, link: &Arc<dyn Link>) {
        let peer = link.peer();
        tracing::debug!(pid = peer.pid, uid = peer.uid, technique = ?link.technique(), "link opened");
    }

    fn request(&self, link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        let received = std::mem::take(&mut request.descriptors);
        let shares_memory = self.shares_memory;
        let mut question = match Question::read(&request.bytes, received, shares_memory) {
            Ok(question) => question,
            Err(error) => return refuse_unread(reply, &error),
        };
        let target = match Target::of(link, &question) {
            Ok(target) => target,
            Err(error) => return refuse_unread(reply, &error),
        };
        match target.apartment().filter(|apartment| apartment.queue().is_some()).cloned() {
            None => target.run(link, &mut question, reply),
            Some(apartment) => {
                let received = question.received;
                let (link, bytes) = (link.clone(), std::mem::take(&mut request.bytes));
                let reply = ReplyOrRefuse(Some(reply));
                apartment.run(move || match Question::read(&bytes, received, shares_memory) {
                    Ok(mut question) => target.run(&link, &mut question, reply.take()),
                    Err(error) => refuse_unread(reply.take(), &error),
                });
            }
        }
    }

    fn closed(&self, link: &Arc<dyn Link>) {
        tracing::debug!(pid = link.peer().pid, "link closed");
        cancelled::link_closed(link);
        crate::import::link_closed(link);
        export::link_closed(link);
        crate::arrays::link_closed(link);
        trace::stop(link);
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
            refuse_unread(reply, &Error::Disconnected);
        }
    }
}

/// A request, read up to its arguments.
struct Question<'a> {
    request: pdu::Request<'a>,
    this: OrpcThis<'a>,
    arguments: Reader<'a>,
    /// The descriptors that came with it.
    received: Vec<OwnedFd>,
    /// Whether who asks can be lent memory.
    shares_memory: bool,
}

impl<'a> Question<'a> {
    // Always: each copy of what has just been read waits until that is in memory.
    #[inline(always)]
    fn read(bytes: &'a [u8], received: Vec<OwnedFd>, shares_memory: bool) -> Result<Self> {
        let request = pdu::parse_request(bytes)?;
        let mut arguments = Reader::new(request.stub);
        let this = OrpcThis::read(&mut arguments)?;
        Ok(Self { request, this, arguments, received, shares_memory })
    }
}

impl Target {
    /// What a request is for.
    #[inline(always)] // as `Question::read`
    fn of(link: &Arc<dyn Link>, question: &Question<'_>) -> Result<Self> {
        let request = &question.request;
        let ipid = request.object.ok_or_else(|| Error::InvalidMessage("a request without an IPID".into()))?;
        let Some(oxid) = export::exporter_of(&ipid) else {
            let stub = export::find_to_call(&ipid).ok_or(Error::Disconnected)?;
            let name = question.this.extensions.find(&cancelled::EXTENSION);
            let cancellable = name.and_then(|name| Cancellable::new(link, request.call_id, name));
            return Ok(Self::Object(stub, cancellable));
        };
        Ok(Self::Exporter { oxid, asked: export::object_asked(request.opnum, request.stub)? })
    }

    /// Where the object lives that is called or asked.
    fn apartment(&self) -> Option<&Arc<Apartment>> {
        let stub: Option<&Arc<Stub>> = match self {
            Self::Object(stub, _) => Some(stub),
            Self::Exporter { asked, .. } => asked.as_ref(),
        };
        stub.map(|stub| stub.apartment())
    }

    /// Runs the request on this thread, which is where it belongs, and answers.
    fn run(&self, link: &Arc<dyn Link>, question: &mut Question<'_>, reply: Reply) {
        match self.apartment() {
            Some(apartment) if apartment.is_closed() => refuse_unread(reply, &Error::Disconnected),
            Some(apartment) if apartment.queue().is_none() => {
                crate::apartment::visit(apartment, || self.answer(link, question, reply));
            }
            _ => self.answer(link, question, reply),
        }
    }

    /// Runs a request of this very thread to an object of the neutral apartment; what a link would bring back is put into
    /// `answer`.
    fn run_here(
        &self,
        link: &Arc<dyn Link>,
        question: &mut Question<'_>,
        apartment: &Arc<Apartment>,
        answer: &mut Incoming,
    ) {
        crate::apartment::visit(apartment, || {
            let mut writer = Writer::on(&mut answer.bytes);
            answer.descriptors = self.invoke(link, question, false, &mut writer).unwrap_or_else(|error| {
                writer.restart();
                write_fault(&mut writer, &error, false);
                Vec::new()
            });
        });
    }

    fn answer(&self, link: &Arc<dyn Link>, question: &mut Question<'_>, reply: Reply) {
        buffers::with(|Buffers { written, .. }| {
            let mut writer = Writer::on(written);
            match self.invoke(link, question, reply.is_one_way(), &mut writer) {
                Ok(none) if none.is_empty() => send(reply, Outgoing::bytes(writer.as_slice())),
                Ok(descriptors) => {
                    let descriptors: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
                    send(reply, Outgoing { bytes: writer.as_slice(), descriptors: &descriptors });
                }
                Err(error) => refuse(reply, &error),
            }
        });
    }

    /// Writes the answer, and gives the descriptors that go with it.
    fn invoke(
        &self,
        link: &Arc<dyn Link>,
        question: &mut Question<'_>,
        one_way: bool,
        writer: &mut Writer<'_>,
    ) -> Result<Vec<OwnedFd>> {
        let Question { request, this, arguments, received, shares_memory } = question;
        context::within(this.causality_id, || match self {
            Self::Object(stub, cancellable) => {
                let (cancellable, shares_memory) = (cancellable.as_ref(), *shares_memory);
                let call = ObjectCall { link, stub, cancellable, request, shares_memory };
                if trace::is_on() {
                    return call.run_traced(this, one_way, (arguments, received), writer);
                }
                call.run(this, one_way, (arguments, received), writer)
            }
            Self::Exporter { oxid, .. } => {
                let open = pdu::write_response(writer, request.call_id);
                orpc::write_that(writer, &[])?;
                let (opnum, mut descriptors) = (request.opnum, Vec::new());
                export::dispatch_rem_unknown(link, *oxid, opnum, arguments, writer, &mut descriptors)?;
                open.finish(writer)?;
                Ok(descriptors)
            }
        })
    }
}

/// A method of an object that is called.
struct ObjectCall<'a> {
    link: &'a Arc<dyn Link>,
    stub: &'a Arc<Stub>,
    cancellable: Option<&'a Cancellable>,
    request: &'a pdu::Request<'a>,
    shares_memory: bool,
}

impl ObjectCall<'_> {
    fn run(
        &self,
        this: &OrpcThis<'_>,
        one_way: bool,
        (arguments, received): (&mut Reader<'_>, &mut Vec<OwnedFd>),
        writer: &mut Writer<'_>,
    ) -> Result<Vec<OwnedFd>> {
        let shares_memory = self.shares_memory && this.extensions.find(&extension::UNSHARED).is_none();
        let (carries, sent) = (Written::default(), Duplicates::default());
        let mut pointers = MessagePointers::new(self.link, Direction::Answer);
        (pointers.shares_memory, pointers.sent) = (shares_memory, Some(&sent));
        pointers.received = claims(received);
        if let Some(call) = self.cancellable {
            pointers.given_up = Some(&call.flag);
            pointers.written = Some(&carries);
        }
        if let Err(refusal) = self.admit(this.causality_id, one_way) {
            self.stub.discard(self.request.opnum, arguments, &mut pointers);
            return Err(refusal);
        }
        let open = pdu::write_response(writer, self.request.call_id);
        orpc::write_that(writer, &[])?;
        let results = writer.len();
        let flag = self.cancellable.map(|call| &call.flag);
        let method = || {
            let opnum = self.request.opnum;
            self.stub.invoke(self.link, shares_memory, opnum, arguments, writer, &mut pointers)
        };
        let _noted = inspection::note(self.link, &self.stub.ipid(), self.request.opnum);
        let (done, info) =
            incoming::run(self.link, self.request.call_id, flag, || error_info::of_method(method));
        done.map_err(|error| pointers.explain(error))?;
        if let Some(call) = self.cancellable {
            call.answered(self.link, self.stub.apartment(), carries);
        }
        match info.filter(|info| self.has_failed(writer.as_slice()) && self.is_for_caller(info)) {
            None => open.finish(writer)?,
            Some(info) => self.say_why(&error_info::encode(&info), results, writer)?,
        }
        Ok(sent.take())
    }

    /// The same, noted for those who trace this process.
    #[cold]
    fn run_traced(
        &self,
        this: &OrpcThis<'_>,
        one_way: bool,
        arguments: (&mut Reader<'_>, &mut Vec<OwnedFd>),
        writer: &mut Writer<'_>,
    ) -> Result<Vec<OwnedFd>> {
        if inspection::is_own(self.stub) {
            return self.run(this, one_way, arguments, writer);
        }
        let begun = trace::Begun::new(TracedCall {
            thread: apartment::gettid(),
            process_id: self.link.peer().pid,
            oid: self.stub.manager().oid(),
            iid: self.stub.plan().iid(),
            method: self.request.opnum.into(),
            bytes_in: u32::try_from(self.request.stub.len()).unwrap_or(u32::MAX),
            ..TracedCall::default()
        });
        let done = self.run(this, one_way, arguments, writer);
        match &done {
            Ok(_) => {
                let last = writer.as_slice().last_chunk::<4>().map_or(0, |bytes| i32::from_le_bytes(*bytes));
                let result = if self.stub.answers_hresult(self.request.opnum) { last } else { 0 };
                begun.ended(result, writer.len().saturating_sub(RESPONSE_HEAD));
            }
            Err(error) => begun.ended(error.hresult().0, 0),
        }
        done
    }

    /// Whether the call is to be made: its caller still wants it, and the apartment's message filter takes it.
    fn admit(&self, causality: GUID, one_way: bool) -> Result<()> {
        if self.cancellable.is_some_and(Cancellable::is_cancelled) {
            return Err(Error::Cancelled);
        }
        if self.stub.apartment().queue().is_none() || !message_filter::is_registered() {
            return Ok(());
        }
        let object = self.stub.interface()?;
        message_filter::admit(&Arrival {
            object: &object,
            iid: self.stub.plan().iid(),
            method: self.request.opnum,
            caller: self.request.call_id,
            causality,
            one_way,
        })
    }

    /// Whether the method has answered with a failure.
    fn has_failed(&self, answer: &[u8]) -> bool {
        let hresult = answer.last_chunk::<4>().map_or(0, |bytes| i32::from_le_bytes(*bytes));
        hresult < 0 && self.stub.answers_hresult(self.request.opnum)
    }

    fn is_for_caller(&self, info: &IErrorInfo) -> bool {
        let object = self.stub.interface();
        object.is_ok_and(|object| error_info::is_for_caller(info, &object, &self.stub.plan().iid()))
    }

    /// Writes the answer once more, with error information before its results. That is a multiple of 8 bytes long, so that
    /// the results stay aligned.
    fn say_why(&self, info: &[u8], results: usize, writer: &mut Writer<'_>) -> Result<()> {
        let results = writer.as_slice()[results..].to_vec();
        writer.restart();
        let open = pdu::write_response(writer, self.request.call_id);
        orpc::write_that(writer, &[Extension { id: orpc::ERROR_INFO_EXTENSION, data: info }])?;
        writer.bytes(&results);
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
    answer_fault(reply, error, false);
}

/// The same for a request of which nothing has been read: its sender takes back what it sent.
fn refuse_unread(reply: Reply, error: &Error) {
    answer_fault(reply, error, true);
}

fn answer_fault(reply: Reply, error: &Error, did_not_execute: bool) {
    let mut writer = Writer::new();
    if write_fault(&mut writer, error, did_not_execute) {
        send(reply, Outgoing::bytes(writer.as_slice()));
    }
}

/// False: of no length that can be written; the link says that there is no answer.
fn write_fault(writer: &mut Writer<'_>, error: &Error, did_not_execute: bool) -> bool {
    tracing::debug!(%error, "a call was refused");
    let status = error.hresult().0 as u32;
    let head = FaultHead { call_id: 0, context_id: 0, status, did_not_execute };
    let why = if error.says_more() { error_info::explain(error).unwrap_or_default() } else { Vec::new() };
    pdu::write_fault_saying(writer, &head, &why).is_ok()
}

/// Runs a call of this thread to an object of the neutral apartment of this process.
///
/// # Errors
/// RPC_E_DISCONNECTED: the object is gone, or the apartment.
pub(super) fn run_here(link: &Arc<dyn Link>, request: Outgoing<'_>, answer: &mut Incoming) -> Result<()> {
    let mut question = Question::read(request.bytes, duplicates(request.descriptors)?, true)?;
    let target = Target::of(link, &question)?;
    let apartment = target.apartment().filter(|apartment| !apartment.is_closed());
    target.run_here(link, &mut question, apartment.ok_or(Error::Disconnected)?, answer);
    Ok(())
}

/// What a link would bring of the descriptors that go with a message.
fn duplicates(descriptors: &[BorrowedFd<'_>]) -> Result<Vec<OwnedFd>> {
    let duplicates = descriptors.iter().map(|descriptor| descriptor.try_clone_to_owned());
    let failed = |source| Error::System { what: "duplicating a descriptor", source };
    duplicates.collect::<std::io::Result<_>>().map_err(failed)
}
