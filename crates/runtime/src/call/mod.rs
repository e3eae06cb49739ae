//! One call: from a proxy's vtable to the object and back.
//!
//! ```text
//!  proxy vtable ─▶ from_proxy ─▶ request PDU ─▶ link ═══▶ link ─▶ Exporter ─▶ stub ─▶ the object
//!  (client.rs)                                                   (server.rs)
//!       results ◀─ answer PDU ◀───────────────────────────────── answer PDU ◀────────┘
//! ```

mod buffers;
mod cancel;
mod cancelled;
mod client;
mod context;
pub(crate) mod error_info;
mod incoming;
pub(crate) mod options;
mod pointers;
mod security;
mod server;

pub(crate) use cancelled::{cancelled_by_peer, given_up_by_peer, link_closed};
pub(crate) use client::{fetch_descriptor, from_proxy, post, round_trip};
pub(crate) use context::{Carried, carried, causality, set_causality};
pub(crate) use incoming::{caller, is_running};
pub(crate) use options::Options;
pub(crate) use pointers::Direction;
pub(crate) use security::capabilities;
pub(crate) use server::Exporter;

/// The functions of this folder, for the table of all.
pub(crate) mod exported {
    pub(crate) use super::cancel::{
        CoCancelCall, CoDisableCallCancellation, CoEnableCallCancellation, CoGetCancelObject,
        CoSetCancelObject,
    };
    pub(crate) use super::error_info::OxcomSetErrorMessage;
    pub(crate) use super::incoming::{
        CoGetCallContext, CoGetCallerTID, CoGetCurrentLogicalThreadId, CoSwitchCallContext, CoTestCancel,
        OxcomCallerCredentials,
    };
    pub(crate) use super::security::{
        CoCopyProxy, CoImpersonateClient, CoInitializeSecurity, CoQueryClientBlanket, CoQueryProxyBlanket,
        CoRevertToSelf, CoSetProxyBlanket,
    };
}

use windows_core::HRESULT;

use crate::error::Error;

impl From<oxcom_wire::Error> for Error {
    fn from(error: oxcom_wire::Error) -> Self {
        Self::InvalidMessage(error.to_string())
    }
}

/// The status of a fault PDU as an HRESULT: Oxcom sends HRESULTs; other implementations also send statuses of DCE/RPC.
pub(crate) fn fault_hresult(status: u32) -> HRESULT {
    const FACILITY_WIN32: u32 = 0x8007_0000;
    match status {
        0 => oxcom_abi::RPC_E_FAULT,
        failure if failure & 0x8000_0000 != 0 => HRESULT(failure as i32),
        win32 if win32 <= 0xFFFF => HRESULT((win32 | FACILITY_WIN32) as i32),
        _ => oxcom_abi::RPC_E_FAULT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faults_status_becomes_a_failure_whatever_it_is() {
        assert_eq!(fault_hresult(0x8001_0108), oxcom_abi::RPC_E_DISCONNECTED);
        assert_eq!(fault_hresult(5), oxcom_abi::E_ACCESSDENIED);
        assert_eq!(fault_hresult(0x1c01_0003), oxcom_abi::RPC_E_FAULT);
        assert_eq!(fault_hresult(0), oxcom_abi::RPC_E_FAULT);
    }
}
