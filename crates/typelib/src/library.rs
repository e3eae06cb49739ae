//! A loaded type library: what its objects share, and the object itself.

use std::ffi::c_void;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use oxcom_abi::{CUSTDATA, IMarshal, TLIBATTR, VARIANT};
use oxcom_typeinfo::typelib::{TypeInfo, TypeLibrary, TypeRef};
use windows_core::{ComObject, GUID, HRESULT, Interface, implement};

use crate::comp::Comp;
use crate::error::{Error, Result, answer};
use crate::info::{Info, View};
use crate::load;
use crate::marshal::{Reference, marshal_by_reference};
use crate::raw::{
    ITypeLib2Raw, ITypeLib2Raw_Impl, ITypeLibRaw, ITypeLibRaw_Impl, Object, Text, name, put, text,
};

/// A library that was read.
pub(crate) struct Loaded {
    /// Where from; nowhere for one that a program made.
    pub(crate) path: PathBuf,
    pub(crate) library: TypeLibrary,
    /// References to other libraries' types that have a number. Guarded by: itself.
    external: Mutex<Vec<TypeRef>>,
}

impl Loaded {
    pub(crate) fn new(path: PathBuf, library: TypeLibrary) -> Arc<Self> {
        Arc::new(Self { path, library, external: Mutex::default() })
    }

    pub(crate) fn info(&self, index: usize) -> Result<&TypeInfo> {
        self.library.types.get(index).ok_or(Error::NoElement)
    }

    /// The number (HREFTYPE) of a reference: four times an index for a type of this library.
    pub(crate) fn number(&self, reference: TypeRef) -> u32 {
        if let TypeRef::Local(index) = reference {
            return index << 2;
        }
        let mut external = self.external.lock().unwrap_or_else(PoisonError::into_inner);
        let index = external.iter().position(|known| *known == reference).unwrap_or_else(|| {
            external.push(reference);
            external.len() - 1
        });
        (u32::try_from(index).unwrap_or(0) << 2) | 1
    }

    /// What a number refers to, and from which side it is seen.
    pub(crate) fn resolve(self: &Arc<Self>, number: u32) -> Result<(Arc<Loaded>, usize, View)> {
        let index = usize::try_from(number >> 2).map_err(|_| Error::NoElement)?;
        match number & 3 {
            0 => self.info(index).map(|_| (self.clone(), index, View::Default)),
            2 => self.info(index).map(|_| (self.clone(), index, View::Vtable)),
            1 => {
                let external = self.external.lock().unwrap_or_else(PoisonError::into_inner);
                let reference = *external.get(index).ok_or(Error::NoElement)?;
                drop(external); // other libraries are loaded now
                let (library, index) = self.import(reference)?;
                Ok((library, index, View::Default))
            }
            _ => Err(Error::NoElement),
        }
    }

    /// A type of another library.
    fn import(&self, reference: TypeRef) -> Result<(Arc<Loaded>, usize)> {
        let (TypeRef::External(import, ..) | TypeRef::ExternalIndex(import, ..)) = reference else {
            return Err(Error::NoElement);
        };
        let import = usize::try_from(import).ok().and_then(|index| self.library.imports.get(index));
        let import = import.ok_or(Error::UndefinedType)?;
        if let TypeRef::External(_, id, _) = reference
            && let Some(found) = load::builtin(&id)
        {
            return Ok(found);
        }
        let library = load::imported(import, &self.path)?;
        let index = match reference {
            TypeRef::External(_, id, _) => library.library.types.iter().position(|info| info.guid == id),
            TypeRef::ExternalIndex(_, index, _) => usize::try_from(index).ok(),
            TypeRef::Local(_) => None,
        };
        let index = index.filter(|index| *index < library.library.types.len()).ok_or(Error::UndefinedType)?;
        Ok((library, index))
    }
}

/// The object.
#[implement(ITypeLib2Raw, ITypeLibRaw, IMarshal, Agile = false)]
pub(crate) struct Library {
    loaded: Arc<Loaded>,
}

impl Library {
    /// An owned `ITypeLib`.
    pub(crate) fn object(loaded: Arc<Loaded>) -> Object {
        let library: ITypeLib2Raw = ComObject::new(Self { loaded }).into_interface();
        library.into_raw()
    }

    #[expect(clippy::unnecessary_wraps, reason = "as a type's, which may fail")]
    fn reference(&self) -> Result<Reference> {
        Ok(Reference::to_library(&self.loaded))
    }

    fn at(&self, index: u32) -> Result<(usize, &TypeInfo)> {
        let index = usize::try_from(index).map_err(|_| Error::NoElement)?;
        self.loaded.info(index).map(|info| (index, info))
    }

    fn documentation(&self, index: i32) -> Result<(&str, Option<&str>, u32)> {
        let library = &self.loaded.library;
        if index == -1 {
            return Ok((&library.name, library.help.text.as_deref(), library.help.context));
        }
        let (_, info) = self.at(u32::try_from(index).map_err(|_| Error::NoElement)?)?;
        Ok((&info.name, info.help.text.as_deref(), info.help.context))
    }

    /// The types and members of a name, letters' case aside.
    /// A type's or member's name as the library spells it, which differs from `wanted` in ASCII letters' case at most.
    fn spelled(&self, wanted: &str) -> Option<&str> {
        let types = &self.loaded.library.types;
        let members = types.iter().flat_map(|info| {
            let functions = info.functions.iter().map(|function| function.name.as_str());
            functions.chain(info.variables.iter().map(|variable| variable.name.as_str()))
        });
        let mut names = types.iter().map(|info| info.name.as_str()).chain(members);
        names.find(|name| name.eq_ignore_ascii_case(wanted))
    }

    fn named(&self, wanted: &str) -> Vec<(usize, i32)> {
        let is = |name: &str| name.eq_ignore_ascii_case(wanted);
        let mut found = Vec::new();
        for (index, info) in self.loaded.library.types.iter().enumerate() {
            if is(&info.name) {
                found.push((index, -1));
            } else if let Some(memid) = crate::info::member_named(info, wanted) {
                found.push((index, memid));
            }
        }
        found
    }
}

marshal_by_reference!(Library_Impl);

impl ITypeLibRaw_Impl for Library_Impl {
    unsafe fn GetTypeInfoCount(&self) -> u32 {
        u32::try_from(self.loaded.library.types.len()).unwrap_or(u32::MAX)
    }

    unsafe fn GetTypeInfo(&self, index: u32, info: *mut Object) -> HRESULT {
        // SAFETY: null or writable by the contract of the method; so in all methods below.
        answer(unsafe {
            object(info, || Ok(Info::object(self.loaded.clone(), self.at(index)?.0, View::Default)))
        })
    }

    unsafe fn GetTypeInfoType(&self, index: u32, kind: *mut i32) -> HRESULT {
        answer(self.at(index).and_then(|(_, info)| {
            if kind.is_null() {
                return Err(Error::NullPointer);
            }
            // SAFETY: not null, so writable.
            unsafe { kind.write(info.kind as i32) };
            Ok(())
        }))
    }

    unsafe fn GetTypeInfoOfGuid(&self, id: *const GUID, info: *mut Object) -> HRESULT {
        // SAFETY: null or a GUID.
        let Some(id) = (unsafe { id.as_ref() }) else { return Error::NullPointer.code() };
        let index = self.loaded.library.types.iter().position(|info| info.guid == *id);
        // SAFETY: as above.
        answer(unsafe {
            object(info, || {
                Ok(Info::object(self.loaded.clone(), index.ok_or(Error::NoElement)?, View::Default))
            })
        })
    }

    unsafe fn GetLibAttr(&self, attr: *mut *mut TLIBATTR) -> HRESULT {
        if attr.is_null() {
            return Error::NullPointer.code();
        }
        let library = &self.loaded.library;
        let made = Box::new(TLIBATTR {
            guid: library.guid,
            lcid: oxcom_abi::LCID(library.lcid),
            syskind: library.system.cast_signed(),
            wMajorVerNum: library.version.0,
            wMinorVerNum: library.version.1,
            wLibFlags: library.flags,
        });
        // SAFETY: not null, so writable.
        unsafe { attr.write(Box::into_raw(made)) };
        oxcom_abi::S_OK
    }

    unsafe fn GetTypeComp(&self, comp: *mut Object) -> HRESULT {
        // SAFETY: as above.
        answer(unsafe { object(comp, || Ok(Comp::of_library(self.loaded.clone()))) })
    }

    unsafe fn GetDocumentation(
        &self,
        index: i32,
        name: *mut Text,
        help: *mut Text,
        context: *mut u32,
        file: *mut Text,
    ) -> HRESULT {
        answer(self.documentation(index).map(|(called, said, number)| {
            // SAFETY: null or writable.
            unsafe {
                put_text(name, Some(called));
                put_text(help, said);
                put(context, number);
                put_text(file, self.loaded.library.help_file.as_deref());
            }
        }))
    }

    unsafe fn IsName(&self, buffer: *mut u16, _hash: u32, is: *mut i32) -> HRESULT {
        // SAFETY: text of the caller's that ends with a NUL, or null.
        let Some(wanted) = (unsafe { name(buffer) }) else { return Error::NullPointer.code() };
        if is.is_null() {
            return Error::NullPointer.code();
        }
        let spelled = self.spelled(&wanted);
        // SAFETY: not null, so writable; the name is as long as the one that it replaces.
        unsafe {
            is.write(i32::from(spelled.is_some()));
            for (place, unit) in spelled.iter().flat_map(|name| name.encode_utf16()).enumerate() {
                buffer.add(place).write(unit);
            }
        }
        oxcom_abi::S_OK
    }

    unsafe fn FindName(
        &self,
        buffer: *mut u16,
        _hash: u32,
        infos: *mut Object,
        memids: *mut i32,
        found: *mut u16,
    ) -> HRESULT {
        // SAFETY: text of the caller's that ends with a NUL, or null.
        let Some(wanted) = (unsafe { name(buffer) }) else { return Error::NullPointer.code() };
        if infos.is_null() || memids.is_null() || found.is_null() {
            return Error::NullPointer.code();
        }
        // SAFETY: none is null; the arrays have as many places as `found` says.
        unsafe {
            let room = usize::from(found.read());
            let named = self.named(&wanted);
            for (place, (index, memid)) in named.iter().take(room).enumerate() {
                infos.add(place).write(Info::object(self.loaded.clone(), *index, View::Default));
                memids.add(place).write(*memid);
            }
            found.write(u16::try_from(named.len().min(room)).unwrap_or(0));
        }
        oxcom_abi::S_OK
    }

    unsafe fn ReleaseTLibAttr(&self, attr: *mut TLIBATTR) {
        if !attr.is_null() {
            // SAFETY: it came from GetLibAttr.
            drop(unsafe { Box::from_raw(attr) });
        }
    }
}

impl ITypeLib2Raw_Impl for Library_Impl {
    unsafe fn GetCustData(&self, _id: *const GUID, value: *mut VARIANT) -> HRESULT {
        // SAFETY: null or writable.
        unsafe { no_value(value) }
    }

    unsafe fn GetLibStatistics(&self, names: *mut u32, characters: *mut u32) -> HRESULT {
        let all = self.loaded.library.types.iter().map(|info| info.name.len());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // SAFETY: null or writable.
        unsafe {
            put(names, count(all.clone().count()));
            put(characters, count(all.sum()));
        }
        oxcom_abi::S_OK
    }

    unsafe fn GetDocumentation2(
        &self,
        index: i32,
        _lcid: u32,
        help: *mut Text,
        context: *mut u32,
        dll: *mut Text,
    ) -> HRESULT {
        answer(self.documentation(index).map(|(_, said, _)| {
            // SAFETY: null or writable.
            unsafe {
                put_text(help, said);
                put(context, 0);
                put_text(dll, None);
            }
        }))
    }

    unsafe fn GetAllCustData(&self, data: *mut CUSTDATA) -> HRESULT {
        // SAFETY: null or writable.
        unsafe { put(data, CUSTDATA::default()) };
        oxcom_abi::S_OK
    }
}

/// Makes an object, or a struct, for an answer's place, which is null when that fails.
///
/// # Safety
/// The place is null or writable.
pub(crate) unsafe fn object<T>(place: *mut *mut T, make: impl FnOnce() -> Result<*mut T>) -> Result<()> {
    if place.is_null() {
        return Err(Error::NullPointer);
    }
    // SAFETY: not null, so writable.
    unsafe {
        place.write(std::ptr::null_mut());
        place.write(make()?);
    }
    Ok(())
}

/// Writes a text to an answer's place; none is made for a place that is not there.
///
/// # Safety
/// The place is null or writable.
pub(crate) unsafe fn put_text(place: *mut Text, said: Option<&str>) {
    if !place.is_null() {
        // SAFETY: not null, so writable.
        unsafe { place.write(text(said)) };
    }
}

/// Custom data of which there is none: VT_EMPTY.
///
/// # Safety
/// The place is null or writable.
pub(crate) unsafe fn no_value(place: *mut VARIANT) -> HRESULT {
    if place.is_null() {
        return Error::NullPointer.code();
    }
    // SAFETY: not null, so writable.
    unsafe { place.write(VARIANT::default()) };
    oxcom_abi::S_OK
}
