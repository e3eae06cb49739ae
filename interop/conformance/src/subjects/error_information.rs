//! IErrorInfo: a thread's own, and what travels with a call.

use oxcom_abi as abi;
use oxcom_abi::IErrorInfo;
use oxcom_abi::com_core::{Interface, Result};

use crate::apartment::Apartment;
use crate::marshaling::{marshal, unmarshal};
use crate::objects::{IName, error_information, reporter};
use crate::operation::{Seen, operation, or_code, seen};

/// What GetErrorInfo gives, which is gone afterwards.
fn taken() -> String {
    match unsafe { abi::GetErrorInfo(0) } {
        Ok(info) => or_code(unsafe { info.GetDescription() }.map(|text| format!("{:?}", text.to_string()))),
        Err(error) if error.code().is_ok() => "none".into(),
        Err(error) => format!("{:08x}", error.code().0),
    }
}

fn set() -> windows_core::HRESULT {
    error_information().map_or_else(|error| error.code(), |info| unsafe { abi::SetErrorInfo(0, &info) })
}

pub fn perform() {
    of_a_thread();
    about_it();
    with_a_call();
}

fn of_a_thread() {
    operation("GetErrorInfo when there is none", || Ok(seen(abi::S_OK).and("information", taken())));
    operation("SetErrorInfo", || Ok(seen(set()).and("information", taken())));
    operation("GetErrorInfo twice", || {
        set().ok()?;
        let first = taken();
        Ok(seen(abi::S_OK).and("information", first).and("again", taken()))
    });
    operation("SetErrorInfo to none", || {
        set().ok()?;
        Ok(seen(unsafe { abi::SetErrorInfo(0, None::<&IErrorInfo>) }).and("information", taken()))
    });
    operation("SetErrorInfo with a reserved argument", || {
        Ok(seen(unsafe { abi::SetErrorInfo(1, &error_information()?) }))
    });
    operation("GetErrorInfo with a reserved argument", || Ok(seen(unsafe { abi::GetErrorInfo(1) })));
    operation("GetErrorInfo of another thread", || {
        Apartment::none().run(set).ok()?;
        Ok(seen(abi::S_OK).and("information", taken()))
    });
    operation("GetErrorInfo gives what SetErrorInfo was given", || {
        let info = error_information()?;
        unsafe { abi::SetErrorInfo(0, &info) }.ok()?;
        let same = unsafe { abi::GetErrorInfo(0) }.map(|given| given == info);
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
}

fn about_it() {
    operation("CreateErrorInfo: nothing is set", || {
        let info: IErrorInfo = unsafe { abi::CreateErrorInfo() }?.cast()?;
        let (id, source, text) = unsafe { (info.GetGUID(), info.GetSource(), info.GetDescription()) };
        let zero = id.clone().map(|id| id == windows_core::GUID::zeroed());
        Ok(seen(id)
            .and("zero", or_code(zero))
            .then("source", &source)
            .and("text", or_code(source.map(|text| text.len())))
            .then("description", &text)
            .and("text", or_code(text.map(|text| text.len())))
            .then("help file", unsafe { info.GetHelpFile() })
            .and("help context", or_code(unsafe { info.GetHelpContext() })))
    });
    operation("ICreateErrorInfo: what is set can be read", || {
        let info = error_information()?;
        let id = unsafe { info.GetGUID() };
        let set = id.clone().map(|id| id == IName::IID);
        Ok(seen(id)
            .and("set", or_code(set))
            .and("source", or_code(unsafe { info.GetSource() }))
            .and("description", or_code(unsafe { info.GetDescription() }))
            .and("help file", or_code(unsafe { info.GetHelpFile() }))
            .and("help context", or_code(unsafe { info.GetHelpContext() })))
    });
    operation("ICreateErrorInfo::SetDescription to null", || unsafe {
        let info = abi::CreateErrorInfo()?;
        let answer = info.SetDescription(windows_core::PCWSTR::null());
        let text = info.cast::<IErrorInfo>()?.GetDescription();
        Ok(seen(answer).and("length", or_code(text.map(|text| text.len()))))
    });
    operation("CreateErrorInfo: its interfaces", || {
        let info = unsafe { abi::CreateErrorInfo() }?;
        Ok(seen(info.cast::<IErrorInfo>()).then("ISupportErrorInfo", info.cast::<abi::ISupportErrorInfo>()))
    });
}

fn with_a_call() {
    for (name, supported) in [("supported", abi::S_OK), ("not supported", abi::S_FALSE)] {
        operation(&format!("error information of a failed call, {name}"), move || {
            called(move || reporter(supported), |object| seen(unsafe { object.Name() }))
        });
    }
    operation("error information from before a call that fails without any", || {
        let (home, away) = (Apartment::sta(), Apartment::mta());
        let object = home.keep(|| crate::objects::calculator().0);
        let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, 0))?;
        let proxy = away.try_keep(|| unmarshal::<crate::objects::ICalculator>(&bytes))?;
        Ok(proxy.with(|proxy| {
            let _ = set();
            let answer = unsafe { proxy.Fail(abi::DISP_E_OVERFLOW.0) };
            seen(answer).and("information", taken())
        }))
    });
}

fn called<F: FnOnce() -> IName + Send>(make: F, call: fn(&IName) -> Seen) -> Result<Seen> {
    let (home, away) = (Apartment::sta(), Apartment::mta());
    let object = home.keep(make);
    let bytes = object.with(|object| marshal(object, abi::MSHCTX_INPROC, 0))?;
    let proxy = away.try_keep(|| unmarshal::<IName>(&bytes))?;
    Ok(proxy.with(|proxy| call(proxy).and("information", taken())))
}
