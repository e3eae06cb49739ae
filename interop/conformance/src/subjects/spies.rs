//! Spies on initialization.

use oxcom_abi as abi;
use oxcom_abi::IInitializeSpy;

use crate::apartment::{initialize, uninitialize};
use crate::objects::spy;
use crate::operation::{operation, seen};

const STA: i32 = abi::COINIT_APARTMENTTHREADED;

pub fn perform() {
    operation("CoRegisterInitializeSpy", || {
        let cookie = unsafe { abi::CoRegisterInitializeSpy(&spy().0) };
        let revoked =
            cookie.clone().map_or(abi::S_FALSE, |cookie| unsafe { abi::CoRevokeInitializeSpy(cookie) });
        Ok(seen(cookie).then("revoked", revoked))
    });
    operation("CoRegisterInitializeSpy of none", || {
        Ok(seen(unsafe { abi::CoRegisterInitializeSpy(None::<&IInitializeSpy>) }))
    });
    operation("CoRevokeInitializeSpy of an unknown cookie", || {
        Ok(seen(unsafe { abi::CoRevokeInitializeSpy(0x1234_5678) }))
    });
    operation("CoRevokeInitializeSpy twice", || {
        let cookie = unsafe { abi::CoRegisterInitializeSpy(&spy().0) }?;
        let revoke = || unsafe { abi::CoRevokeInitializeSpy(cookie) };
        Ok(seen(revoke()).then("again", revoke()))
    });
    operation("a spy sees CoInitializeEx and CoUninitialize", || {
        let (spy, log) = spy();
        let cookie = unsafe { abi::CoRegisterInitializeSpy(&spy) }?;
        let answer = initialize(STA);
        uninitialize();
        unsafe { abi::CoRevokeInitializeSpy(cookie) }.ok()?;
        Ok(seen(answer).and("seen", log))
    });
    operation("a spy sees CoInitializeEx twice", || {
        let (spy, log) = spy();
        let cookie = unsafe { abi::CoRegisterInitializeSpy(&spy) }?;
        let answers = [initialize(STA), initialize(STA)];
        uninitialize();
        uninitialize();
        unsafe { abi::CoRevokeInitializeSpy(cookie) }.ok()?;
        Ok(seen(answers[1]).and("seen", log))
    });
    operation("a spy sees CoInitializeEx of the other kind", || {
        let (spy, log) = spy();
        initialize(STA).ok()?;
        let cookie = unsafe { abi::CoRegisterInitializeSpy(&spy) }?;
        let answer = initialize(abi::COINIT_MULTITHREADED);
        unsafe { abi::CoRevokeInitializeSpy(cookie) }.ok()?;
        uninitialize();
        Ok(seen(answer).and("seen", log))
    });
    operation("a spy that is revoked sees nothing", || {
        let (spy, log) = spy();
        unsafe { abi::CoRevokeInitializeSpy(abi::CoRegisterInitializeSpy(&spy)?) }.ok()?;
        let answer = initialize(STA);
        uninitialize();
        Ok(seen(answer).and("seen", log))
    });
}
