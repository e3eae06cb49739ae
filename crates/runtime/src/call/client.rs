//! The caller's side.

use std::cell::Cell;
use std::ffi::c_void;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use oxcom_invoke::Call;
use oxcom_link::{Incoming, Link, LinkError, Outgoing, Uninterrupted, Wait};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::orpc::{self, Extension, OrpcThat};
use oxcom_wire::pdu::{self, Answer, RequestHead};
use windows_core::{GUID, HRESULT};

use super::buffers::{self, Buffers};
use super::cancel::{self, PendingCall};
use super::pointers::{Direction, Duplicates, MessagePointers, Written, claims};
use super::{context, error_info, fault_hresult, server};
use crate::apartment::message_filter::{self, Messages};
use crate::apartment::{Apartment, wait};
use crate::error::{Error, Result};
use crate::extension;
use crate::import::{InterfaceProxy, RemoteExporter};

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
        let terms = Terms::of(proxy);
        // SAFETY: by this function's contract.
        post_on(&terms, link, &proxy.ipid(), opnum, |writer| unsafe {
            let mut pointers = MessagePointers::one_way(link);
            (pointers.shares_memory, pointers.sent) = (terms.shares_memory, Some(&terms.sent));
            write_arguments(call, &mut pointers, writer)
        })?;
        return Ok(oxcom_abi::S_OK);
    }
    let deadline = proxy.options().timeout().map(|timeout| Instant::now() + timeout);
    let since = message_filter::is_registered().then(Instant::now);
    loop {
        // SAFETY: by this function's contract.
        match unsafe { call_once(exporter, proxy, call, deadline) } {
            Err(rejection @ (Error::Rejected | Error::RetryLater)) => {
                message_filter::retry(rejection, link.peer().pid, since.unwrap_or_else(Instant::now))?;
            }
            Ok(failure) if failure.is_err() => {
                error_info::hand_over();
                return Ok(failure);
            }
            Err(failure @ Error::Answered(_)) => {
                error_info::hand_over();
                return Err(failure);
            }
            answered => return answered,
        }
    }
}

unsafe fn call_once(
    exporter: &RemoteExporter,
    proxy: &InterfaceProxy,
    call: &Call<'_>,
    deadline: Option<Instant>,
) -> Result<HRESULT> {
    let link = &exporter.link;
    let terms =
        Terms { deadline, pending: cancel::pending(deadline)?, exporter: Some(exporter), ..Terms::of(proxy) };
    let written = Written::default();
    let done = round_trip_on(
        &terms,
        link,
        &proxy.ipid(),
        call.method().slot,
        // SAFETY: by this function's contract.
        |writer| unsafe {
            let mut pointers = MessagePointers::new(link, Direction::Request);
            (pointers.shares_memory, pointers.sent) = (terms.shares_memory, Some(&terms.sent));
            pointers.written = Some(&written);
            write_arguments(call, &mut pointers, writer)
        },
        |reader, descriptors| {
            let mut pointers = MessagePointers::of_answer(link);
            pointers.received = claims(descriptors);
            // SAFETY: by this function's contract.
            let read = unsafe { call.read_answer(reader, &mut pointers) };
            read.map_err(|error| pointers.explain(error.into()))
        },
    );
    if terms.unread.get() {
        written.take_back(link);
    }
    done
}

/// How long a call may take, how it is given up, what it may lend.
struct Terms<'a> {
    deadline: Option<Instant>,
    pending: Option<cancel::Guard>,
    /// Who is told when it is.
    exporter: Option<&'a RemoteExporter>,
    /// Whether memory may be lent, by the request and by its answer.
    shares_memory: bool,
    /// The number by which the link knows the interface that is called.
    context: u16,
    /// Set when the peer has certainly read nothing of the request.
    unread: Cell<bool>,
    /// The descriptors that go with the request.
    sent: Duplicates,
}

impl Terms<'_> {
    /// None at all.
    fn none() -> Self {
        Self {
            deadline: None,
            pending: None,
            exporter: None,
            shares_memory: true,
            context: 0,
            unread: Cell::new(false),
            sent: Duplicates::default(),
        }
    }

    /// Those that all calls through a proxy have.
    fn of(proxy: &InterfaceProxy) -> Self {
        Self { shares_memory: proxy.manager().shares_memory(), context: proxy.context(), ..Self::none() }
    }

    /// Why a call has ended without an answer.
    fn failure(&self, error: LinkError) -> Error {
        if matches!(error, LinkError::NotSent | LinkError::TooLarge { .. } | LinkError::Busy) {
            self.unread.set(true);
        }
        let Some(pending) = &self.pending else { return error.into() };
        if !matches!(error, LinkError::TimedOut | LinkError::Cancelled) {
            return error.into();
        }
        let cancelled = pending.is_cancelled();
        if let Some(exporter) = self.exporter {
            exporter.give_up(pending.number());
        }
        // The thread's message filter gives a call up, too.
        let by_filter = matches!(error, LinkError::Cancelled);
        if cancelled || by_filter { Error::Cancelled } else { Error::TimedOut }
    }

    fn tell_server(&self, pending: &PendingCall) {
        if let Some(exporter) = self.exporter {
            exporter.cancel(pending.number());
        }
    }
}

unsafe fn write_arguments(
    call: &Call<'_>,
    pointers: &mut MessagePointers<'_>,
    writer: &mut Writer<'_>,
) -> Result<()> {
    // SAFETY: by this function's contract.
    let written = unsafe { call.write_request(writer, pointers) };
    written.map_err(|error| pointers.explain(error.into()))
}

/// Sends a request to the interface `ipid`, which the link knows by the number `context`, and reads its answer.
/// `shares_memory`: the answer may lend some.
pub(crate) fn round_trip<R>(
    link: &Arc<dyn Link>,
    shares_memory: bool,
    (context, ipid): (u16, &GUID),
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    read: impl FnOnce(&mut Reader<'_>, &mut Vec<OwnedFd>) -> Result<R>,
) -> Result<R> {
    round_trip_on(&Terms { shares_memory, context, ..Terms::none() }, link, ipid, opnum, write, read)
}

#[inline]
fn round_trip_on<R>(
    terms: &Terms<'_>,
    link: &Arc<dyn Link>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    read: impl FnOnce(&mut Reader<'_>, &mut Vec<OwnedFd>) -> Result<R>,
) -> Result<R> {
    buffers::with(|Buffers { written, received: answer, .. }| {
        with_request(written, terms, ipid, opnum, write, |request| {
            if terms.exporter.is_some_and(RemoteExporter::is_neutral) {
                return server::run_here(link, request, answer);
            }
            let mut waiting = Waiting::new(terms);
            let single = waiting.single.is_some();
            let mut call = || link.call(request, answer, &mut waiting);
            let answered =
                if single { message_filter::while_waiting(context::causality(), call) } else { call() };
            answered.map_err(|error| terms.failure(error))
        })?;
        read_answer(terms, answer, read)
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
    buffers::with(|Buffers { written, received: answer, .. }| {
        with_request(written, &Terms::none(), &ipid, opnum, write, |request| {
            link.call(request, answer, &mut Uninterrupted).map_err(Error::from)
        })?;
        read_answer(&Terms::none(), answer, |reader, descriptors| {
            match (HRESULT(reader.i32()?), descriptors.pop()) {
                (oxcom_abi::S_OK, Some(descriptor)) => Ok(descriptor),
                (hresult, _) if hresult.is_err() => Err(Error::Answered(hresult)),
                _ => Err(Error::InvalidMessage("no descriptor came".into())),
            }
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
    post_on(&Terms::none(), link, ipid, opnum, write)
}

fn post_on(
    terms: &Terms<'_>,
    link: &Arc<dyn Link>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
) -> Result<()> {
    buffers::with(|Buffers { written, .. }| {
        with_request(written, terms, ipid, opnum, write, |request| {
            link.post_while(request, &mut Waiting::new(&Terms::none())).map_err(Error::from)
        })
    })
}

/// Writes a request into `buffer`, and sends it.
#[inline]
fn with_request<R>(
    buffer: &mut Vec<u8>,
    terms: &Terms<'_>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    send: impl FnOnce(Outgoing<'_>) -> Result<R>,
) -> Result<R> {
    write_request(&mut Writer::on(buffer), terms, ipid, opnum, write)?;
    let duplicates = terms.sent.take();
    let descriptors: Vec<_> = duplicates.iter().map(AsFd::as_fd).collect();
    send(Outgoing { bytes: buffer, descriptors: &descriptors })
}

#[inline]
fn write_request(
    writer: &mut Writer<'_>,
    terms: &Terms<'_>,
    ipid: &GUID,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
) -> Result<()> {
    // The link pairs answers with requests, so the PDU's own call id is free to say which thread calls.
    let (call_id, context_id) = (cancel::thread_number(), terms.context);
    let head = RequestHead { flags: 0, call_id, context_id, opnum, object: Some(*ipid) };
    let open = pdu::write_request_with(writer, &head);
    match (&terms.pending, terms.shares_memory) {
        (None, true) => orpc::write_this(writer, &context::causality(), &[])?,
        _ => write_this_with_terms(writer, terms)?,
    }
    write(writer)?;
    Ok(open.finish(writer)?)
}

/// ORPCTHIS, with extensions that say what is not so for most calls.
#[cold]
fn write_this_with_terms(writer: &mut Writer<'_>, terms: &Terms<'_>) -> Result<()> {
    if terms.exporter.is_some_and(|exporter| exporter.is_abroad()) {
        return Ok(orpc::write_this(writer, &context::causality(), &[])?); // it would not know what they say
    }
    let name = terms.pending.as_ref().map(|pending| pending.name());
    let name = name.as_ref().map(|name| Extension { id: extension::CANCELLABLE, data: name });
    let unshared = (!terms.shares_memory).then_some(Extension { id: extension::UNSHARED, data: &[] });
    let extensions: Vec<_> = name.into_iter().chain(unshared).collect();
    Ok(orpc::write_this(writer, &context::causality(), &extensions)?)
}

#[inline]
fn read_answer<R>(
    terms: &Terms<'_>,
    answer: &mut Incoming,
    read: impl FnOnce(&mut Reader<'_>, &mut Vec<OwnedFd>) -> Result<R>,
) -> Result<R> {
    match pdu::parse_answer(&answer.bytes)? {
        Answer::Response(response) => {
            let mut reader = Reader::new(response.stub);
            let that = OrpcThat::read(&mut reader)?;
            error_info::received(that.extensions.find(&orpc::ERROR_INFO_EXTENSION));
            read(&mut reader, &mut answer.descriptors)
        }
        Answer::Fault(fault) => {
            error_info::received_with_fault(fault.stub);
            terms.unread.set(fault.did_not_execute());
            Err(match fault_hresult(fault.status) {
                oxcom_abi::RPC_E_SERVERCALL_REJECTED => Error::Rejected,
                oxcom_abi::RPC_E_SERVERCALL_RETRYLATER => Error::RetryLater,
                failure => Error::Answered(failure),
            })
        }
    }
}

/// How a thread waits for its answer: one of an STA runs the apartment's incoming calls meanwhile.
struct Waiting<'a> {
    single: Option<Arc<Apartment>>,
    /// What the thread's message filter wants to be asked about, and the process that is called.
    messages: Option<(Rc<Messages>, u32)>,
    terms: &'a Terms<'a>,
}

impl<'a> Waiting<'a> {
    fn new(terms: &'a Terms<'a>) -> Self {
        let callee = terms.exporter.map_or(0, |exporter| exporter.link.peer().pid);
        let messages = message_filter::messages().map(|messages| (messages, callee));
        Self { single: wait::single_threaded(), messages, terms }
    }
}

impl Wait for Waiting<'_> {
    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        match (&self.messages, self.single.as_ref().and_then(|apartment| apartment.queue())) {
            (Some((messages, _)), Some(_)) => Some(messages.as_fd()),
            (_, Some(queue)) => Some(queue.as_fd()),
            (_, None) => self.terms.pending.as_ref()?.event(),
        }
    }

    fn work(&mut self) -> ControlFlow<()> {
        if let Some(apartment) = &self.single {
            apartment.with_queue(|queue| queue.run_pending());
        }
        if let Some(pending) = &self.terms.pending {
            pending.quiet();
            if pending.must_tell() {
                self.terms.tell_server(pending);
            }
        }
        self.messages.as_ref().map_or(ControlFlow::Continue(()), |(messages, callee)| messages.go_on(*callee))
    }

    fn deadline(&self) -> Option<Instant> {
        let cancelled = self.terms.pending.as_ref().and_then(|pending| pending.deadline());
        [self.terms.deadline, cancelled].into_iter().flatten().min()
    }
}
