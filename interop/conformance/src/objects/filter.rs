//! A message filter that notes what it is asked.

use oxcom_abi::com_core::{Interface, implement};
use oxcom_abi::{self as abi, HTASK, IMessageFilter, IMessageFilter_Impl, INTERFACEINFO};

use super::ICalculator;
use super::log::Log;

/// What HandleInComingCall may answer.
const HANDLED: u32 = abi::SERVERCALL_ISHANDLED as u32;
/// Another.
pub const REJECTED: u32 = abi::SERVERCALL_REJECTED as u32;
/// Another.
pub const RETRY_LATER: u32 = abi::SERVERCALL_RETRYLATER as u32;

/// The filter: what it answers to incoming calls, and how long it waits before it tries a rejected one again.
#[implement(IMessageFilter, Agile = false)]
pub struct Filter {
    verdicts: std::sync::Mutex<Vec<u32>>,
    retry: u32,
    log: Log,
}

impl Filter {
    /// A filter that answers with the verdicts in turn, and then handles calls. `retry` is what RetryRejectedCall answers.
    pub fn answering(verdicts: &[u32], retry: u32) -> (IMessageFilter, Log) {
        let log = Log::default();
        let noted = log.clone();
        let verdicts = std::sync::Mutex::new(verdicts.iter().rev().copied().collect());
        (Self { verdicts, retry, log }.into(), noted)
    }
}

impl IMessageFilter_Impl for Filter_Impl {
    fn HandleInComingCall(&self, kind: u32, _caller: HTASK, _ticks: u32, info: *const INTERFACEINFO) -> u32 {
        let info = unsafe { info.as_ref() };
        // Calls of IUnknown's are the system's own affair, and differ in number.
        if let Some(info) = info
            && info.iid == ICalculator::IID
        {
            self.log.note(format!("call(type={kind},method={})", info.wMethod));
        }
        match info {
            Some(info) if info.iid == ICalculator::IID => {
                self.verdicts.lock().ok().and_then(|mut verdicts| verdicts.pop()).unwrap_or(HANDLED)
            }
            _ => HANDLED,
        }
    }

    fn RetryRejectedCall(&self, _callee: HTASK, _ticks: u32, kind: u32) -> u32 {
        self.log.note(format!("rejected(type={kind})"));
        self.retry
    }

    // Not noted: when messages arrive is a matter of the message queues, of which each system has its own.
    fn MessagePending(&self, _callee: HTASK, _ticks: u32, _kind: u32) -> u32 {
        abi::PENDINGMSG_WAITDEFPROCESS as u32
    }
}
