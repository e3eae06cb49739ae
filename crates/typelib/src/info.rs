//! The type information of one type.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{
    CUSTDATA, DISPPARAMS, E_INVALIDARG, E_NOTIMPL, EXCEPINFO, FUNCDESC, IMarshal, S_OK, TYPEATTR, VARDESC,
    VARIANT,
};
use oxcom_typeinfo::typelib::{Entry, Function, Help, Parameter, TypeInfo, TypeKind, TypeRef};
use windows_core::{ComObject, GUID, HRESULT, Interface, implement};

use crate::comp::Comp;
use crate::error::{Error, Result, answer};
use crate::library::{Library, Loaded, no_value, object, put_text};
use crate::marshal::{Reference, marshal_by_reference};
use crate::raw::{
    IRecordSource, IRecordSource_Impl, ITypeInfo2Raw, ITypeInfo2Raw_Impl, ITypeInfoRaw, ITypeInfoRaw_Impl,
    Object, Text, name, put, text,
};
use crate::{describe, invoke, record};

/// No interface derives through more.
const MAX_BASES: usize = 64;
/// The number of a dual interface's other side (`GetRefTypeOfImplType`).
const OTHER_SIDE: u32 = u32::MAX;
const MEMBERID_NIL: i32 = -1;

/// A dual interface has two sides; other types one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// What the library says: for a dual interface, what `IDispatch` callers see.
    Default,
    /// A dual interface as callers of its vtable see it.
    Vtable,
}

impl View {
    /// What a type is, seen from here.
    pub(crate) fn kind(self, info: &TypeInfo) -> TypeKind {
        match self {
            Self::Vtable if info.is_dual() => TypeKind::Interface,
            _ => info.kind,
        }
    }
}

/// A function with the library that describes it.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) loaded: Arc<Loaded>,
    pub(crate) owner: usize,
    pub(crate) index: usize,
}

impl Member {
    pub(crate) fn function(&self) -> Result<&Function> {
        self.loaded.info(self.owner)?.functions.get(self.index).ok_or(Error::NoElement)
    }
}

/// All functions of an interface: those of its bases first, those of IUnknown and IDispatch left out.
pub(crate) fn functions(loaded: &Arc<Loaded>, index: usize) -> Result<Vec<Member>> {
    let mut chain = vec![(loaded.clone(), index)];
    while let Some((loaded, index)) = chain.last().cloned()
        && chain.len() < MAX_BASES
    {
        let info = loaded.info(index)?;
        let base = info.implemented.first().filter(|_| info.has_vtable()).map(|of| of.reference);
        // IUnknown and IDispatch end the chain; an unknown base does, too: its functions cannot be named.
        match base.map(|base| loaded.resolve(loaded.number(base))) {
            Some(Ok((library, index, _))) if !is_root(&library, index) => chain.push((library, index)),
            _ => break,
        }
    }
    let own = |(loaded, owner): (Arc<Loaded>, usize)| {
        let count = loaded.info(owner).map_or(0, |info| info.functions.len());
        (0..count).map(move |index| Member { loaded: loaded.clone(), owner, index })
    };
    Ok(chain.into_iter().rev().flat_map(own).collect())
}

fn is_root(loaded: &Loaded, index: usize) -> bool {
    const IDISPATCH: GUID = GUID::from_u128(0x00020400_0000_0000_c000_000000000046);
    const IUNKNOWN: GUID = GUID::from_u128(0x00000000_0000_0000_c000_000000000046);
    loaded.info(index).is_ok_and(|info| [IDISPATCH, IUNKNOWN].contains(&info.guid))
}

/// The number of a type's own member of this name.
pub(crate) fn member_named(info: &TypeInfo, wanted: &str) -> Option<i32> {
    let functions = info.functions.iter().map(|function| (&function.name, function.memid));
    let mut members = functions.chain(info.variables.iter().map(|variable| (&variable.name, variable.memid)));
    members.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, memid)| memid)
}

/// The object.
#[implement(ITypeInfo2Raw, ITypeInfoRaw, IRecordSource, IMarshal, Agile = false)]
pub(crate) struct Info {
    loaded: Arc<Loaded>,
    index: usize,
    view: View,
    /// What `GetFuncDesc` counts.
    functions: Vec<Member>,
    /// What `Invoke` has called.
    called: invoke::Methods,
}

impl Info {
    /// An owned `ITypeInfo`.
    pub(crate) fn object(loaded: Arc<Loaded>, index: usize, view: View) -> Object {
        let own = |info: &TypeInfo| info.functions.len();
        let functions = match loaded.info(index) {
            Ok(info) if info.is_dual() && view == View::Default => {
                functions(&loaded, index).unwrap_or_default()
            }
            Ok(info) => {
                (0..own(info)).map(|at| Member { loaded: loaded.clone(), owner: index, index: at }).collect()
            }
            Err(_) => Vec::new(),
        };
        let info: ITypeInfo2Raw =
            ComObject::new(Self { loaded, index, view, functions, called: Default::default() })
                .into_interface();
        info.into_raw()
    }

    fn info(&self) -> Result<&TypeInfo> {
        self.loaded.info(self.index)
    }

    fn reference(&self) -> Result<Reference> {
        Reference::to_type(&self.loaded, self.index, self.view)
    }

    fn member(&self, index: u32) -> Result<&Member> {
        usize::try_from(index).ok().and_then(|index| self.functions.get(index)).ok_or(Error::NoElement)
    }

    fn function_of(&self, memid: i32, kind: Option<u16>) -> Result<&Function> {
        let is =
            |function: &&Function| function.memid == memid && kind.is_none_or(|kind| function.invoke == kind);
        let mut functions = self.functions.iter().filter_map(|member| member.function().ok());
        functions.find(is).ok_or(Error::NoElement)
    }

    /// Name, help and names of the parameters of a member; of the type itself for -1.
    fn documentation(&self, memid: i32) -> Result<(&str, &Help, &[Parameter])> {
        let info = self.info()?;
        if memid == MEMBERID_NIL {
            return Ok((&info.name, &info.help, &[]));
        }
        if let Ok(function) = self.function_of(memid, None) {
            return Ok((&function.name, &function.help, &function.params));
        }
        let variable = info.variables.iter().find(|variable| variable.memid == memid);
        variable.map(|variable| (variable.name.as_str(), &variable.help, &[][..])).ok_or(Error::NoElement)
    }

    /// The numbers of a member and of its parameters.
    fn ids(&self, names: &[String]) -> Result<Vec<i32>> {
        let (member, params) = names.split_first().ok_or(Error::InvalidArgument("no name"))?;
        let info = self.info()?;
        let all = functions(&self.loaded, self.index)?;
        let function =
            all.iter().filter_map(|at| at.function().ok()).find(|f| f.name.eq_ignore_ascii_case(member));
        let memid = function.map(|function| function.memid).or_else(|| member_named(info, member));
        let mut ids = vec![memid.unwrap_or(oxcom_abi::DISPID_UNKNOWN)];
        let visible: Vec<_> = function.into_iter().flat_map(invoke::visible).collect();
        for name in params {
            let at = visible.iter().position(|param| param.name.eq_ignore_ascii_case(name));
            ids.push(at.and_then(|at| i32::try_from(at).ok()).unwrap_or(oxcom_abi::DISPID_UNKNOWN));
        }
        Ok(ids)
    }

    fn reference_of(&self, index: u32) -> Result<u32> {
        let info = self.info()?;
        let own = u32::try_from(self.index).map_err(|_| Error::NoElement)? << 2;
        if index == OTHER_SIDE {
            return match (info.is_dual(), self.view) {
                (true, View::Default) => Ok(own | 2),
                (true, View::Vtable) => Ok(own),
                _ => Err(Error::NoElement),
            };
        }
        let index = usize::try_from(index).map_err(|_| Error::NoElement)?;
        if self.view.kind(info) == TypeKind::Dispatch && index == 0 && !info.is_dual() {
            // Whatever a dispinterface is made of, it derives from IDispatch.
            return Ok(self.loaded.number(TypeRef::External(
                0,
                oxcom_abi::IDispatch::IID,
                TypeKind::Interface,
            )));
        }
        info.implemented.get(index).map(|of| self.loaded.number(of.reference)).ok_or(Error::NoElement)
    }
}

marshal_by_reference!(Info_Impl);

impl ITypeInfoRaw_Impl for Info_Impl {
    unsafe fn GetTypeAttr(&self, attr: *mut *mut TYPEATTR) -> HRESULT {
        // SAFETY: null or writable by the contract of the method; so in all methods below.
        answer(unsafe {
            object(attr, || {
                Ok(describe::type_attr(&self.loaded, self.info()?, self.view, self.functions.len()))
            })
        })
    }

    unsafe fn GetTypeComp(&self, comp: *mut Object) -> HRESULT {
        // SAFETY: as above.
        answer(unsafe { object(comp, || Ok(Comp::of_type(self.loaded.clone(), self.index))) })
    }

    unsafe fn GetFuncDesc(&self, index: u32, desc: *mut *mut FUNCDESC) -> HRESULT {
        // SAFETY: as above.
        answer(unsafe {
            object(desc, || {
                let member = self.member(index)?;
                let dispatch = self.view.kind(self.info()?) == TypeKind::Dispatch;
                let view = if dispatch { View::Default } else { View::Vtable };
                Ok(describe::function(&member.loaded, member.function()?, view))
            })
        })
    }

    unsafe fn GetVarDesc(&self, index: u32, desc: *mut *mut VARDESC) -> HRESULT {
        // SAFETY: as above.
        answer(unsafe {
            object(desc, || {
                let index = usize::try_from(index).map_err(|_| Error::NoElement)?;
                let variable = self.info()?.variables.get(index).ok_or(Error::NoElement)?;
                Ok(describe::variable(&self.loaded, variable))
            })
        })
    }

    unsafe fn GetNames(&self, memid: i32, names: *mut Text, max: u32, count: *mut u32) -> HRESULT {
        if names.is_null() || count.is_null() {
            return Error::NullPointer.code();
        }
        answer(self.documentation(memid).map(|(own, _, params)| {
            let dispatch = self.info().is_ok_and(|info| self.view.kind(info) == TypeKind::Dispatch);
            let shown = params.iter().filter(|param| !(dispatch && param.is(Parameter::RETVAL)));
            let all = std::iter::once(own).chain(shown.map(|param| param.name.as_str()));
            let mut written = 0;
            for (place, said) in all.take_while(|said| !said.is_empty()).take(max as usize).enumerate() {
                // SAFETY: within the room of the caller's array.
                unsafe { names.add(place).write(text(Some(said))) };
                written += 1;
            }
            // SAFETY: not null, so writable.
            unsafe { count.write(written) };
        }))
    }

    unsafe fn GetRefTypeOfImplType(&self, index: u32, reference: *mut u32) -> HRESULT {
        // SAFETY: as above.
        answer(self.reference_of(index).map(|number| unsafe { put(reference, number) }))
    }

    unsafe fn GetImplTypeFlags(&self, index: u32, flags: *mut i32) -> HRESULT {
        answer(self.info().and_then(|info| {
            let index = usize::try_from(index).map_err(|_| Error::NoElement)?;
            let of = info.implemented.get(index).ok_or(Error::NoElement)?;
            // SAFETY: as above.
            unsafe { put(flags, of.flags.cast_signed()) };
            Ok(())
        }))
    }

    unsafe fn GetIDsOfNames(&self, names: *const *const u16, count: u32, ids: *mut i32) -> HRESULT {
        if names.is_null() || ids.is_null() || count == 0 {
            return E_INVALIDARG;
        }
        // SAFETY: an array of as many names, each null or ending with a NUL.
        let names: Vec<_> =
            (0..count as usize).map(|i| unsafe { name(*names.add(i)) }.unwrap_or_default()).collect();
        answer(self.ids(&names).and_then(|found| {
            for (place, id) in found.iter().enumerate() {
                // SAFETY: an array of as many places as names.
                unsafe { ids.add(place).write(*id) };
            }
            match found.contains(&oxcom_abi::DISPID_UNKNOWN) {
                true => Err(Error::UnknownName),
                false => Ok(()),
            }
        }))
    }

    unsafe fn Invoke(
        &self,
        instance: *mut c_void,
        memid: i32,
        flags: u16,
        params: *mut DISPPARAMS,
        result: *mut VARIANT,
        exception: *mut EXCEPINFO,
        argument: *mut u32,
    ) -> HRESULT {
        let call = invoke::Call { instance, memid, flags, params, result, exception };
        // SAFETY: the caller says that the instance is an object with this interface, and that the others are what their
        // types say.
        let outcome = unsafe { call.run(&self.loaded, self.index, &self.called) };
        if let Err(Error::Argument(place, _) | Error::NoParameter(place)) = &outcome {
            // SAFETY: null or writable.
            unsafe { put(argument, *place) };
        }
        answer(outcome)
    }

    unsafe fn GetDocumentation(
        &self,
        memid: i32,
        name: *mut Text,
        help: *mut Text,
        context: *mut u32,
        file: *mut Text,
    ) -> HRESULT {
        // SAFETY: as above.
        answer(self.documentation(memid).map(|(called, said, _)| unsafe {
            put_text(name, Some(called));
            put_text(help, said.text.as_deref());
            put(context, said.context);
            put_text(file, self.loaded.library.help_file.as_deref());
        }))
    }

    unsafe fn GetDllEntry(
        &self,
        memid: i32,
        kind: i32,
        dll: *mut Text,
        name: *mut Text,
        ordinal: *mut u16,
    ) -> HRESULT {
        answer(self.info().and_then(|info| {
            if info.kind != TypeKind::Module {
                return Err(Error::WrongKind);
            }
            let function = self.function_of(memid, u16::try_from(kind).ok())?;
            let (entry, number) = match &function.entry {
                Some(Entry::Name(entry)) => (Some(entry.as_str()), 0),
                Some(Entry::Ordinal(number)) => (None, *number),
                None => (None, 0),
            };
            // SAFETY: as above.
            unsafe {
                put_text(dll, info.dll.as_deref());
                put_text(name, entry);
                put(ordinal, number);
            }
            Ok(())
        }))
    }

    unsafe fn GetRefTypeInfo(&self, reference: u32, info: *mut Object) -> HRESULT {
        // SAFETY: as above.
        answer(unsafe {
            object(info, || {
                let (loaded, index, view) = self.loaded.resolve(reference)?;
                Ok(Info::object(loaded, index, view))
            })
        })
    }

    unsafe fn AddressOfMember(&self, _memid: i32, _kind: i32, address: *mut *mut c_void) -> HRESULT {
        // SAFETY: as above.
        unsafe { put(address, std::ptr::null_mut()) };
        Error::WrongKind.code()
    }

    unsafe fn CreateInstance(&self, outer: Object, iid: *const GUID, object: *mut Object) -> HRESULT {
        let Ok(info) = self.info() else { return Error::NoElement.code() };
        if info.kind != TypeKind::Coclass {
            return Error::WrongKind.code();
        }
        unsafe extern "system" {
            fn CoCreateInstance(
                class: *const GUID,
                outer: Object,
                context: u32,
                iid: *const GUID,
                object: *mut Object,
            ) -> HRESULT;
        }
        let context = oxcom_abi::CLSCTX_INPROC_SERVER | oxcom_abi::CLSCTX_LOCAL_SERVER;
        // SAFETY: the caller's arguments as they are.
        unsafe { CoCreateInstance(&info.guid, outer, context as _, iid, object) }
    }

    unsafe fn GetMops(&self, _memid: i32, said: *mut Text) -> HRESULT {
        // SAFETY: as above.
        unsafe { put_text(said, None) };
        S_OK
    }

    unsafe fn GetContainingTypeLib(&self, library: *mut Object, index: *mut u32) -> HRESULT {
        // SAFETY: as above.
        unsafe { put(index, u32::try_from(self.index).unwrap_or(0)) };
        if library.is_null() {
            return S_OK;
        }
        // SAFETY: as above.
        answer(unsafe { object(library, || Ok(Library::object(self.loaded.clone()))) })
    }

    unsafe fn ReleaseTypeAttr(&self, attr: *mut TYPEATTR) {
        // SAFETY: it came from GetTypeAttr.
        unsafe { describe::release(attr) };
    }

    unsafe fn ReleaseFuncDesc(&self, desc: *mut FUNCDESC) {
        // SAFETY: it came from GetFuncDesc or Bind.
        unsafe { describe::release(desc) };
    }

    unsafe fn ReleaseVarDesc(&self, desc: *mut VARDESC) {
        // SAFETY: it came from GetVarDesc or Bind.
        unsafe { describe::release(desc) };
    }
}

impl ITypeInfo2Raw_Impl for Info_Impl {
    unsafe fn GetTypeKind(&self, kind: *mut i32) -> HRESULT {
        // SAFETY: as above.
        answer(self.info().map(|info| unsafe { put(kind, self.view.kind(info) as i32) }))
    }

    unsafe fn GetTypeFlags(&self, flags: *mut u32) -> HRESULT {
        // SAFETY: as above.
        answer(self.info().map(|info| unsafe { put(flags, info.flags.into()) }))
    }

    unsafe fn GetFuncIndexOfMemId(&self, memid: i32, kind: i32, index: *mut u32) -> HRESULT {
        let is = |member: &Member| {
            member
                .function()
                .is_ok_and(|f| f.memid == memid && (kind == 0 || i32::from(f.invoke) & kind != 0))
        };
        let at = self.functions.iter().position(is).and_then(|at| u32::try_from(at).ok());
        // SAFETY: as above.
        answer(at.ok_or(Error::NoElement).map(|at| unsafe { put(index, at) }))
    }

    unsafe fn GetVarIndexOfMemId(&self, memid: i32, index: *mut u32) -> HRESULT {
        answer(self.info().and_then(|info| {
            let at = info.variables.iter().position(|variable| variable.memid == memid);
            let at = at.and_then(|at| u32::try_from(at).ok()).ok_or(Error::NoElement)?;
            // SAFETY: as above.
            unsafe { put(index, at) };
            Ok(())
        }))
    }

    unsafe fn GetCustData(&self, _id: *const GUID, value: *mut VARIANT) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_value(value) }
    }

    unsafe fn GetFuncCustData(&self, _index: u32, _id: *const GUID, value: *mut VARIANT) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_value(value) }
    }

    unsafe fn GetParamCustData(&self, _f: u32, _p: u32, _id: *const GUID, value: *mut VARIANT) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_value(value) }
    }

    unsafe fn GetVarCustData(&self, _index: u32, _id: *const GUID, value: *mut VARIANT) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_value(value) }
    }

    unsafe fn GetImplTypeCustData(&self, _index: u32, _id: *const GUID, value: *mut VARIANT) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_value(value) }
    }

    unsafe fn GetDocumentation2(
        &self,
        memid: i32,
        _lcid: u32,
        help: *mut Text,
        context: *mut u32,
        dll: *mut Text,
    ) -> HRESULT {
        // SAFETY: as above.
        answer(self.documentation(memid).map(|(_, said, _)| unsafe {
            put_text(help, said.text.as_deref());
            put(context, 0);
            put_text(dll, None);
        }))
    }

    unsafe fn GetAllCustData(&self, data: *mut CUSTDATA) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_data(data) }
    }

    unsafe fn GetAllFuncCustData(&self, _index: u32, data: *mut CUSTDATA) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_data(data) }
    }

    unsafe fn GetAllParamCustData(&self, _f: u32, _p: u32, data: *mut CUSTDATA) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_data(data) }
    }

    unsafe fn GetAllVarCustData(&self, _index: u32, data: *mut CUSTDATA) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_data(data) }
    }

    unsafe fn GetAllImplTypeCustData(&self, _index: u32, data: *mut CUSTDATA) -> HRESULT {
        // SAFETY: as above.
        unsafe { no_data(data) }
    }
}

impl IRecordSource_Impl for Info_Impl {
    unsafe fn Record(&self, info: *mut Object) -> HRESULT {
        // SAFETY: the caller's promise.
        answer(unsafe {
            object(info, || Ok(record::record_info(self.loaded.clone(), self.index)?.into_raw()))
        })
    }
}

/// # Safety
/// The place is null or writable.
unsafe fn no_data(data: *mut CUSTDATA) -> HRESULT {
    if data.is_null() {
        return E_NOTIMPL;
    }
    // SAFETY: not null, so writable.
    unsafe { data.write(CUSTDATA::default()) };
    S_OK
}
