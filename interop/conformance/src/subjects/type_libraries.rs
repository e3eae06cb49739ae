//! The type library of the operations' interfaces, read and called through.

use oxcom_abi as abi;
use oxcom_abi::com_core::{BSTR, GUID, Interface, PCWSTR, Result};
use oxcom_abi::{DISPID, DISPPARAMS, ITypeInfo, ITypeLib, VARIANT, VARTYPE};

use crate::apartment::Apartment;
use crate::objects::{ICalculator, UNKNOWN_CLASS, UNKNOWN_INTERFACE, calculator};
use crate::operation::{Seen, no_code, operation, or_code, seen};
use crate::platform::wide;

/// The library's id.
const LIBRARY: GUID = GUID::from_u128(0x2f1c9d30_7a4e_4b52_9f0d_6b1e53c7a840);

fn library() -> Result<ITypeLib> {
    unsafe { abi::LoadRegTypeLib(&LIBRARY, 1, 0, abi::LCID(0)) }
}

/// An operation on the library, in an STA.
fn on_library(name: &str, perform: fn(ITypeLib) -> Result<Seen>) {
    operation(name, move || Apartment::sta().run(|| perform(library()?)));
}

/// The same on ICalculator.
fn on_interface(name: &str, perform: fn(ITypeInfo) -> Result<Seen>) {
    operation(name, move || {
        Apartment::sta().run(|| perform(unsafe { library()?.GetTypeInfoOfGuid(&ICalculator::IID) }?))
    });
}

pub fn perform() {
    libraries();
    interfaces();
    calls();
}

fn libraries() {
    operation("LoadRegTypeLib", || Apartment::sta().run(|| Ok(seen(library()))));
    for (what, major, minor) in [("another major version", 2, 0), ("a higher minor version", 1, 1)] {
        operation(&format!("LoadRegTypeLib of {what}"), move || {
            Apartment::sta()
                .run(|| Ok(seen(unsafe { abi::LoadRegTypeLib(&LIBRARY, major, minor, abi::LCID(0)) })))
        });
    }
    operation("LoadRegTypeLib of an unknown library", || {
        Apartment::sta().run(|| Ok(seen(unsafe { abi::LoadRegTypeLib(&UNKNOWN_CLASS, 1, 0, abi::LCID(0)) })))
    });
    operation("LoadTypeLib of a file that is not there", || {
        Ok(seen(unsafe { abi::LoadTypeLib(wide("conformance-not-there.tlb").pointer()) }))
    });
    operation("LoadTypeLib of null", || Ok(seen(unsafe { abi::LoadTypeLib(PCWSTR::null()) })));
    operation("QueryPathOfRegTypeLib of an unknown library", || {
        Ok(seen(unsafe { abi::QueryPathOfRegTypeLib(&UNKNOWN_CLASS, 1, 0, abi::LCID(0)) }))
    });
    operation("UnRegisterTypeLib of an unknown library", || {
        Ok(seen(unsafe { abi::UnRegisterTypeLib(&UNKNOWN_CLASS, 1, 0, abi::LCID(0), abi::SYS_WIN64) }))
    });
    on_library("ITypeLib::GetTypeInfoCount", |library| {
        Ok(no_code().and("count", unsafe { library.GetTypeInfoCount() }))
    });
    on_library("ITypeLib::GetTypeInfo beyond the last", |library| {
        Ok(seen(unsafe { library.GetTypeInfo(2) }))
    });
    on_library("ITypeLib::GetTypeInfoType", |library| {
        let kind = unsafe { library.GetTypeInfoType(0) };
        Ok(seen(&kind).and("kind", or_code(kind)))
    });
    on_library("ITypeLib::GetTypeInfoType beyond the last", |library| {
        Ok(seen(unsafe { library.GetTypeInfoType(2) }))
    });
    on_library("ITypeLib::GetTypeInfoOfGuid of an unknown interface", |library| {
        Ok(seen(unsafe { library.GetTypeInfoOfGuid(&UNKNOWN_INTERFACE) }))
    });
    on_library("ITypeLib::GetLibAttr", |library| unsafe {
        let attributes = library.GetLibAttr()?;
        let read = &*attributes;
        let (same, major, minor, system) =
            (read.guid == LIBRARY, read.wMajorVerNum, read.wMinorVerNum, read.syskind);
        library.ReleaseTLibAttr(attributes);
        Ok(no_code().and("same", same).and("version", format!("{major}.{minor}")).and("system", system))
    });
    on_library("ITypeLib::GetDocumentation of the library", |library| {
        let (mut name, mut text, mut context, mut file) = (BSTR::new(), BSTR::new(), 0, BSTR::new());
        let answer = unsafe { library.GetDocumentation(-1, &mut name, &mut text, &mut context, &mut file) };
        Ok(seen(answer).and("name", name).and("text", text).and("context", context))
    });
    on_library("ITypeLib::GetDocumentation of an interface", |library| {
        let (mut name, mut text, mut context, mut file) = (BSTR::new(), BSTR::new(), 0, BSTR::new());
        let answer = unsafe { library.GetDocumentation(0, &mut name, &mut text, &mut context, &mut file) };
        Ok(seen(answer).and("name", name).and("text", text).and("context", context))
    });
    on_library("ITypeLib::IsName", |library| unsafe {
        let mut name: Vec<u16> = "icalculator\0".encode_utf16().collect();
        let mut found = windows_core::BOOL(0);
        let answer = library.IsName(windows_core::PWSTR(name.as_mut_ptr()), 0, &mut found);
        Ok(seen(answer).and("found", found.0 != 0).and("now", String::from_utf16_lossy(&name[..11])))
    });
}

fn interfaces() {
    on_interface("ITypeInfo::GetTypeAttr", |info| unsafe {
        let attributes = info.GetTypeAttr()?;
        let read = &*attributes;
        let seen = no_code()
            .and("same", read.guid == ICalculator::IID)
            .and("kind", read.typekind)
            .and("functions", read.cFuncs)
            .and("variables", read.cVars)
            .and("bases", read.cImplTypes)
            .and("vtable", read.cbSizeVft)
            .and("flags", format!("{:#x}", read.wTypeFlags));
        info.ReleaseTypeAttr(attributes);
        Ok(seen)
    });
    for index in [0, 4, 5, 8] {
        operation(&format!("ITypeInfo::GetFuncDesc of function {index}"), move || {
            Apartment::sta()
                .run(|| function(&unsafe { library()?.GetTypeInfoOfGuid(&ICalculator::IID) }?, index))
        });
    }
    on_interface("ITypeInfo::GetFuncDesc beyond the last", |info| Ok(seen(unsafe { info.GetFuncDesc(9) })));
    on_interface("ITypeInfo::GetVarDesc beyond the last", |info| Ok(seen(unsafe { info.GetVarDesc(0) })));
    on_interface("ITypeInfo::GetNames", |info| {
        let mut names: [BSTR; 5] = Default::default();
        let mut count = 0;
        let answer = unsafe { info.GetNames(DISPID(1), names.as_mut_ptr(), 5, &mut count) };
        Ok(seen(answer)
            .and("names", names[..count as usize].iter().map(BSTR::to_string).collect::<Vec<_>>().join(",")))
    });
    on_interface("ITypeInfo::GetNames of an unknown member", |info| {
        let (mut name, mut count) = (BSTR::new(), 0);
        Ok(seen(unsafe { info.GetNames(DISPID(99), &mut name, 1, &mut count) }))
    });
    on_interface("ITypeInfo::GetIDsOfNames", |info| {
        let name = wide("add");
        let id = unsafe { info.GetIDsOfNames(&name.pointer(), 1) };
        Ok(seen(&id).and("id", or_code(id.map(|id| id.0))))
    });
    on_interface("ITypeInfo::GetIDsOfNames of an unknown name", |info| {
        let name = wide("subtract");
        Ok(seen(unsafe { info.GetIDsOfNames(&name.pointer(), 1) }))
    });
    on_interface("ITypeInfo::GetDocumentation of a function", |info| {
        let (mut name, mut text, mut context, mut file) = (BSTR::new(), BSTR::new(), 0, BSTR::new());
        let answer =
            unsafe { info.GetDocumentation(DISPID(1), &mut name, &mut text, &mut context, &mut file) };
        Ok(seen(answer).and("name", name).and("text", text))
    });
    on_interface("ITypeInfo::GetRefTypeOfImplType", |info| unsafe {
        let base = info.GetRefTypeOfImplType(0);
        let base = base.and_then(|base| info.GetRefTypeInfo(base));
        let (mut name, mut text, mut context, mut file) = (BSTR::new(), BSTR::new(), 0, BSTR::new());
        if let Ok(base) = &base {
            base.GetDocumentation(DISPID(-1), &mut name, &mut text, &mut context, &mut file).ok()?;
        }
        Ok(seen(base).and("name", name))
    });
    on_interface("ITypeInfo::GetRefTypeOfImplType beyond the last", |info| {
        Ok(seen(unsafe { info.GetRefTypeOfImplType(1) }))
    });
    on_interface("ITypeInfo::GetContainingTypeLib", |info| {
        let (mut library, mut index) = (None, 9);
        let answer = unsafe { info.GetContainingTypeLib(&mut library, &mut index) };
        Ok(seen(answer).and("there", library.is_some()).and("index", index))
    });
    on_interface("ITypeInfo::GetMops", |info| Ok(seen(unsafe { info.GetMops(DISPID(1)) })));
}

fn function(info: &ITypeInfo, index: u32) -> Result<Seen> {
    unsafe {
        let function = info.GetFuncDesc(index)?;
        let read = &*function;
        let parameters = std::slice::from_raw_parts(read.lprgelemdescParam, read.cParams as usize);
        let types: Vec<_> = parameters.iter().map(|parameter| parameter.tdesc.vt.0.to_string()).collect();
        let seen = no_code()
            .and("id", read.memid.0)
            .and("kind", read.funckind)
            .and("invoke", read.invkind)
            .and("offset", read.oVft)
            .and("parameters", types.join(","))
            .and("optional", read.cParamsOpt)
            .and("returns", read.elemdescFunc.tdesc.vt.0);
        info.ReleaseFuncDesc(function);
        Ok(seen)
    }
}

fn calls() {
    on_interface("DispInvoke of Add", |info| Ok(invoke(&info, 1, &[2, 3])));
    on_interface("DispInvoke of Add with too few arguments", |info| Ok(invoke(&info, 1, &[2])));
    on_interface("DispInvoke of Add with too many arguments", |info| Ok(invoke(&info, 1, &[2, 3, 4, 5])));
    on_interface("DispInvoke of an unknown member", |info| Ok(invoke(&info, 99, &[2, 3])));
    on_interface("DispInvoke of Fail", |info| Ok(invoke(&info, 2, &[abi::CO_E_OBJNOTREG.0])));
}

fn invoke(info: &ITypeInfo, member: i32, arguments: &[i32]) -> Seen {
    let mut arguments: Vec<VARIANT> = arguments
        .iter()
        .rev()
        .map(|number| {
            let mut argument = VARIANT::default();
            let inner = unsafe { &mut *argument.Anonymous.Anonymous };
            inner.vt = VARTYPE(abi::VT_I4 as u16);
            inner.Anonymous.lVal = *number;
            argument
        })
        .collect();
    let mut parameters = DISPPARAMS {
        rgvarg: arguments.as_mut_ptr(),
        rgdispidNamedArgs: std::ptr::null_mut(),
        cArgs: arguments.len() as u32,
        cNamedArgs: 0,
    };
    let (mut result, mut exception, mut wrong) = (VARIANT::default(), abi::EXCEPINFO::default(), 77);
    let object = calculator().0;
    let answer = unsafe {
        abi::DispInvoke(
            object.as_raw(),
            info,
            DISPID(member),
            abi::DISPATCH_METHOD as u16,
            &mut parameters,
            &mut result,
            &mut exception,
            &mut wrong,
        )
    };
    let number = unsafe { (*result.Anonymous.Anonymous).Anonymous.lVal };
    seen(answer).and("result", number).and("exception", format!("{:08x}", exception.scode.0))
}
