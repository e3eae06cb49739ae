//! Message filters: what a single-threaded apartment says to calls that come in, and to calls that are turned down.

mod common;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use common::apartment_thread::ApartmentThread;
use common::{Calc, ICalc, ICalc_Impl, set_up};
use oxcom::abi::{self, HTASK, IMessageFilter, IMessageFilter_Impl, INTERFACEINFO, IStream};
use oxcom::{Apartment, BSTR, Interface, Result, implement};

/// What a filter was asked: call type or reject type, method.
type Asked = Arc<Mutex<Vec<(u32, u16)>>>;

/// Gives the answers it was made with, in order, then the last one again.
#[implement(IMessageFilter, Agile = false)]
struct Filter {
    incoming: Mutex<VecDeque<u32>>,
    rejected: Mutex<VecDeque<u32>>,
    asked: Asked,
}

fn next(answers: &Mutex<VecDeque<u32>>) -> u32 {
    let mut answers = answers.lock().unwrap();
    if answers.len() > 1 { answers.pop_front().unwrap() } else { answers[0] }
}

impl IMessageFilter_Impl for Filter_Impl {
    fn HandleInComingCall(&self, kind: u32, _: HTASK, _: u32, info: *const INTERFACEINFO) -> u32 {
        // SAFETY: the filter gets a description of the call.
        let info = unsafe { &*info };
        assert_eq!(info.iid, ICalc::IID);
        assert!(info.pUnk.as_ref().unwrap().cast::<ICalc>().is_ok());
        self.asked.lock().unwrap().push((kind, info.wMethod));
        next(&self.incoming)
    }

    fn RetryRejectedCall(&self, _: HTASK, _: u32, kind: u32) -> u32 {
        self.asked.lock().unwrap().push((kind, 0));
        next(&self.rejected)
    }

    fn MessagePending(&self, _: HTASK, _: u32, kind: u32) -> u32 {
        let mut asked = self.asked.lock().unwrap();
        asked.push((kind, MESSAGE));
        // Waits the first time, and gives up the second.
        let cancel = asked.iter().filter(|(_, what)| *what == MESSAGE).count() > 1;
        if cancel {
            return abi::PENDINGMSG_CANCELCALL as u32;
        }
        SECOND_MESSAGE.with(|event| {
            if let Some(event) = &*event.borrow() {
                let _ = rustix::io::write(event, &1u64.to_ne_bytes());
            }
        });
        abi::PENDINGMSG_WAITDEFPROCESS as u32
    }
}

/// Stands in the place of a method for MessagePending.
const MESSAGE: u16 = 99;

thread_local! {
    static SECOND_MESSAGE: std::cell::RefCell<Option<std::os::fd::OwnedFd>> = const { std::cell::RefCell::new(None) };
}

/// Registers a filter for the calling thread, which answers so to incoming calls and to rejections of its own.
fn register(incoming: &[u32], rejected: &[u32]) -> Asked {
    let asked = Asked::default();
    let filter: IMessageFilter = Filter {
        incoming: Mutex::new(incoming.iter().copied().collect()),
        rejected: Mutex::new(rejected.iter().copied().collect()),
        asked: asked.clone(),
    }
    .into();
    // SAFETY: a call with arguments of its types.
    unsafe { oxcom_register(&filter) };
    asked
}

unsafe fn oxcom_register(filter: &IMessageFilter) {
    // The function gives an error without an HRESULT of failure when there was no filter before.
    // SAFETY: a call with arguments of its types.
    let _ = unsafe { abi::CoRegisterMessageFilter(filter) };
}

struct Carried(IStream);
// SAFETY: streams on memory are agile.
unsafe impl Send for Carried {}

fn marshal(object: &ICalc) -> Carried {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        abi::CoMarshalInterface(&stream, &ICalc::IID, object, abi::MSHCTX_INPROC as u32, None, 0).unwrap();
        stream.Seek(0, 0, None).unwrap();
        Carried(stream)
    }
}

fn unmarshal(stream: &Carried) -> ICalc {
    // SAFETY: arguments of their types.
    unsafe { abi::CoUnmarshalInterface(&stream.0).unwrap() }
}

/// A server's apartment with a calculator behind a filter.
fn server(incoming: &'static [u32]) -> (ApartmentThread, ICalc, Asked) {
    set_up();
    let thread = ApartmentThread::single_threaded();
    let (stream, asked) = thread.run(|| {
        let asked = register(incoming, &[0]);
        (marshal(&Calc::new().into()), asked)
    });
    let proxy = unmarshal(&stream);
    (thread, proxy, asked)
}

const HANDLED: u32 = abi::SERVERCALL_ISHANDLED as u32;
const REJECTED: u32 = abi::SERVERCALL_REJECTED as u32;
const LATER: u32 = abi::SERVERCALL_RETRYLATER as u32;
const TOPLEVEL: u32 = abi::CALLTYPE_TOPLEVEL as u32;

#[test]
fn only_single_threaded_apartments_have_filters() {
    set_up();
    std::thread::spawn(|| {
        // SAFETY: a call with arguments of its types.
        let register = || unsafe { abi::CoRegisterMessageFilter(None) }.map_err(|error| error.code()).err();
        assert_eq!(register(), Some(abi::CO_E_NOT_SUPPORTED));
        let _apartment = Apartment::multithreaded().unwrap();
        assert_eq!(register(), Some(abi::CO_E_NOT_SUPPORTED));
    })
    .join()
    .unwrap();
}

#[test]
fn a_filter_sees_what_comes_in_and_may_reject_it() {
    std::thread::spawn(|| {
        let _apartment = Apartment::multithreaded().unwrap();
        let (_thread, calc, asked) = server(&[HANDLED, REJECTED, LATER, HANDLED]);
        let code = |result: Result<i32>| result.err().map(|error| error.code());
        // SAFETY: calls with arguments of their types.
        unsafe {
            assert_eq!(calc.Add(2, 3), Ok(5));
            assert_eq!(code(calc.Add(2, 3)), Some(abi::RPC_E_CALL_REJECTED));
            assert_eq!(code(calc.Add(2, 3)), Some(abi::RPC_E_SERVERCALL_RETRYLATER));
            assert_eq!(calc.Echo(&BSTR::from("x")).unwrap(), "x");
        }
        let calls = [(TOPLEVEL, 3), (TOPLEVEL, 3), (TOPLEVEL, 3), (TOPLEVEL, 4)];
        assert_eq!(*asked.lock().unwrap(), calls);
        drop(calc);
    })
    .join()
    .unwrap();
}

#[test]
fn a_rejected_caller_tries_again_as_its_filter_says() {
    std::thread::spawn(|| {
        let _apartment = Apartment::single_threaded().unwrap();
        // At once, then after 120 ms.
        let retries = register(&[HANDLED], &[0, 120]);
        let (_thread, calc, asked) = server(&[LATER, REJECTED, HANDLED]);
        let start = Instant::now();
        // SAFETY: a call with arguments of its types.
        assert_eq!(unsafe { calc.Add(2, 3) }, Ok(5));
        assert!(start.elapsed() >= Duration::from_millis(120));
        assert_eq!(*retries.lock().unwrap(), [(LATER, 0), (REJECTED, 0)]);
        assert_eq!(asked.lock().unwrap().len(), 3);
        drop(calc);
    })
    .join()
    .unwrap();
}

#[test]
fn a_callers_filter_can_give_up() {
    std::thread::spawn(|| {
        let _apartment = Apartment::single_threaded().unwrap();
        register(&[HANDLED], &[u32::MAX]);
        let (_thread, calc, _) = server(&[LATER]);
        // SAFETY: a call with arguments of its types.
        assert_eq!(unsafe { calc.Add(2, 3) }.unwrap_err().code(), abi::RPC_E_CALL_REJECTED);
        drop(calc);
    })
    .join()
    .unwrap();
}

/// Calls another calculator while it is called.
#[implement(ICalc, Agile = false)]
struct Middle(Mutex<Option<ICalc>>);

impl ICalc_Impl for Middle_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        let other = self.0.lock().unwrap().clone().unwrap();
        // SAFETY: a call with arguments of its types.
        unsafe { other.Add(a, b) }
    }
    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }
    fn Sum(&self, _: *const abi::SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

#[test]
fn a_call_back_is_known_as_nested() {
    std::thread::spawn(|| {
        let _apartment = Apartment::single_threaded().unwrap();
        let asked = register(&[HANDLED], &[0]);
        set_up();
        let here = marshal(&Calc::new().into());
        let thread = ApartmentThread::single_threaded();
        let middle = thread.run(move || marshal(&Middle(Mutex::new(Some(unmarshal(&here)))).into()));
        let middle = unmarshal(&middle);
        // SAFETY: a call with arguments of its types.
        assert_eq!(unsafe { middle.Add(20, 22) }, Ok(42));
        assert_eq!(*asked.lock().unwrap(), [(abi::CALLTYPE_NESTED as u32, 3)]);
        drop(middle);
    })
    .join()
    .unwrap();
}

/// Answers when the test is over.
#[implement(ICalc, Agile = false)]
struct Slow(Mutex<std::sync::mpsc::Receiver<()>>);

impl ICalc_Impl for Slow_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        let _ = self.0.lock().unwrap().recv();
        Ok(a + b)
    }
    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }
    fn Sum(&self, _: *const abi::SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

#[test]
fn messages_that_wait_can_end_a_call() {
    std::thread::spawn(|| {
        let _apartment = Apartment::single_threaded().unwrap();
        let asked = register(&[HANDLED], &[0]);
        set_up();
        let (over, end) = std::sync::mpsc::channel();
        let thread = ApartmentThread::single_threaded();
        let slow = unmarshal(&thread.run(move || marshal(&Slow(Mutex::new(end)).into())));
        // A message waits already; answering the filter's first question brings another.
        let event = rustix::event::eventfd(1, rustix::event::EventfdFlags::CLOEXEC).unwrap();
        SECOND_MESSAGE.set(Some(event.try_clone().unwrap()));
        let number = std::os::fd::AsRawFd::as_raw_fd(&event);
        assert_eq!(abi::extension::OxcomSetMessageDescriptor(number), abi::S_OK);
        // SAFETY: a call with arguments of its types.
        assert_eq!(unsafe { slow.Add(2, 3) }.unwrap_err().code(), abi::RPC_E_CALL_CANCELED);
        let toplevel = (abi::PENDINGTYPE_TOPLEVEL as u32, MESSAGE);
        assert_eq!(*asked.lock().unwrap(), [toplevel, toplevel]);
        assert_eq!(abi::extension::OxcomSetMessageDescriptor(-1), abi::S_OK);
        drop(over);
        // SAFETY: as above.
        assert_eq!(unsafe { slow.Add(2, 3) }, Ok(5));
        drop(slow);
    })
    .join()
    .unwrap();
}
