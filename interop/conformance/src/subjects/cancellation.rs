//! Cancelling calls, and who may be impersonated.

use oxcom_abi as abi;
use oxcom_abi::ICancelMethodCalls;
use oxcom_abi::com_core::{PWSTR, Result};

use crate::apartment::Apartment;
use crate::operation::{Seen, operation, seen};

/// An operation in the MTA.
fn in_mta(name: &str, perform: fn() -> Result<Seen>) {
    operation(name, move || Apartment::mta().run(perform));
}

fn enable() -> windows_core::HRESULT {
    unsafe { abi::CoEnableCallCancellation(None) }
}

fn disable() -> windows_core::HRESULT {
    unsafe { abi::CoDisableCallCancellation(None) }
}

pub fn perform() {
    in_mta("CoEnableCallCancellation", || Ok(seen(enable()).then("disabled", disable())));
    in_mta("CoDisableCallCancellation when it is not enabled", || Ok(seen(disable())));
    in_mta("CoEnableCallCancellation twice", || {
        Ok(seen(enable())
            .then("again", enable())
            .then("disabled", disable())
            .then("disabled", disable())
            .then("more", disable()))
    });
    in_mta("CoCancelCall without a call", || Ok(seen(unsafe { abi::CoCancelCall(0, 0) })));
    in_mta("CoCancelCall without a call, enabled", || {
        enable().ok()?;
        let answer = unsafe { abi::CoCancelCall(0, 0) };
        disable().ok()?;
        Ok(seen(answer))
    });
    in_mta("CoGetCancelObject without a call", || {
        Ok(seen(unsafe { abi::CoGetCancelObject::<ICancelMethodCalls>(0) }))
    });
    in_mta("CoGetCancelObject of an unknown thread", || {
        Ok(seen(unsafe { abi::CoGetCancelObject::<ICancelMethodCalls>(0x7fff_fff1) }))
    });
    in_mta("CoImpersonateClient outside a call", || Ok(seen(unsafe { abi::CoImpersonateClient() })));
    in_mta("CoRevertToSelf outside a call", || Ok(seen(unsafe { abi::CoRevertToSelf() })));
    in_mta("CoQueryClientBlanket outside a call", || {
        let (mut principal, mut privileges) = (PWSTR::null(), Default::default());
        Ok(seen(unsafe {
            abi::CoQueryClientBlanket(None, None, &mut principal, None, None, &mut privileges, None)
        }))
    });
}
