//! ITypeComp: what compilers ask a name for.

use std::sync::Arc;

use oxcom_abi::{
    BINDPTR, DESCKIND_FUNCDESC, DESCKIND_IMPLICITAPPOBJ, DESCKIND_NONE, DESCKIND_TYPECOMP, DESCKIND_VARDESC,
    S_OK,
};
use oxcom_typeinfo::typelib::{TypeInfo, TypeKind};
use windows_core::{ComObject, HRESULT, Interface, implement};

use crate::describe;
use crate::error::Error;
use crate::info::{Info, View};
use crate::library::Loaded;
use crate::raw::{ITypeCompRaw, ITypeCompRaw_Impl, Object, name, put};

/// TYPEFLAG_FAPPOBJECT
const APPOBJECT: u16 = 1;

/// The object: of a library, or of one of its types.
#[implement(ITypeCompRaw)]
pub(crate) struct Comp {
    loaded: Arc<Loaded>,
    of: Option<usize>,
}

impl Comp {
    /// An owned `ITypeComp` of a library: it knows the names of types, and of what modules and enumerations have.
    pub(crate) fn of_library(loaded: Arc<Loaded>) -> Object {
        let comp: ITypeCompRaw = ComObject::new(Self { loaded, of: None }).into_interface();
        comp.into_raw()
    }

    /// An owned `ITypeComp` of a type: it knows the names of its members.
    pub(crate) fn of_type(loaded: Arc<Loaded>, index: usize) -> Object {
        let comp: ITypeCompRaw = ComObject::new(Self { loaded, of: Some(index) }).into_interface();
        comp.into_raw()
    }

    /// What a name of a type's member is bound to, for these kinds of use (none: all).
    fn member(&self, index: usize, wanted: &str, flags: u16) -> Option<(i32, BINDPTR)> {
        let info = self.loaded.info(index).ok()?;
        let is = |name: &str| name.eq_ignore_ascii_case(wanted);
        let function = info.functions.iter().find(|f| is(&f.name) && (flags == 0 || flags & f.invoke != 0));
        if let Some(function) = function {
            let view = if info.kind == TypeKind::Dispatch { View::Default } else { View::Vtable };
            let lpfuncdesc = describe::function(&self.loaded, function, view);
            return Some((DESCKIND_FUNCDESC, BINDPTR { lpfuncdesc }));
        }
        let variable = info.variables.iter().find(|variable| is(&variable.name))?;
        Some((DESCKIND_VARDESC, BINDPTR { lpvardesc: describe::variable(&self.loaded, variable) }))
    }

    /// Where a name is found, and what it is bound to.
    fn bind(&self, wanted: &str, flags: u16) -> Option<(usize, i32, BINDPTR)> {
        if let Some(index) = self.of {
            return self.member(index, wanted, flags).map(|(kind, bound)| (index, kind, bound));
        }
        let types = self.loaded.library.types.iter().enumerate();
        let shares = |info: &TypeInfo| matches!(info.kind, TypeKind::Module | TypeKind::Enum);
        for (index, info) in types {
            if shares(info) && info.name.eq_ignore_ascii_case(wanted) {
                let comp = Comp::of_type(self.loaded.clone(), index);
                // SAFETY: an owned pointer to an ITypeComp.
                let lptcomp = unsafe { oxcom_abi::ITypeComp::from_raw(comp) };
                let bound = BINDPTR { lptcomp: std::mem::ManuallyDrop::new(Some(lptcomp)) };
                return Some((index, DESCKIND_TYPECOMP, bound));
            }
            if shares(info)
                && let Some((kind, bound)) = self.member(index, wanted, flags)
            {
                return Some((index, kind, bound));
            }
            if info.kind == TypeKind::Coclass
                && info.flags & APPOBJECT != 0
                && info.name.eq_ignore_ascii_case(wanted)
            {
                let lpvardesc = std::ptr::null_mut();
                return Some((index, DESCKIND_IMPLICITAPPOBJ, BINDPTR { lpvardesc }));
            }
        }
        None
    }
}

impl ITypeCompRaw_Impl for Comp_Impl {
    unsafe fn Bind(
        &self,
        wanted: *const u16,
        _hash: u32,
        flags: u16,
        info: *mut Object,
        kind: *mut i32,
        bound: *mut BINDPTR,
    ) -> HRESULT {
        // SAFETY: null, or text that ends with a NUL.
        let Some(wanted) = (unsafe { name(wanted) }) else { return Error::NullPointer.code() };
        if info.is_null() || kind.is_null() || bound.is_null() {
            return Error::NullPointer.code();
        }
        // SAFETY: none of them is null, so all are writable.
        unsafe {
            info.write(std::ptr::null_mut());
            kind.write(DESCKIND_NONE);
            bound.write(BINDPTR { lpvardesc: std::ptr::null_mut() });
            if let Some((index, found, value)) = self.bind(&wanted, flags) {
                kind.write(found);
                bound.write(value);
                if found != DESCKIND_TYPECOMP {
                    info.write(Info::object(self.loaded.clone(), index, View::Default));
                }
            }
        }
        S_OK
    }

    unsafe fn BindType(
        &self,
        wanted: *const u16,
        _hash: u32,
        info: *mut Object,
        comp: *mut Object,
    ) -> HRESULT {
        // SAFETY: null, or text that ends with a NUL.
        let Some(wanted) = (unsafe { name(wanted) }) else { return Error::NullPointer.code() };
        let is = |info: &TypeInfo| info.name.eq_ignore_ascii_case(&wanted);
        let index = self.loaded.library.types.iter().position(is).filter(|_| self.of.is_none());
        let object = index.map_or(std::ptr::null_mut(), |index| {
            if info.is_null() {
                std::ptr::null_mut()
            } else {
                Info::object(self.loaded.clone(), index, View::Default)
            }
        });
        // SAFETY: null or writable.
        unsafe {
            put(info, object);
            put(comp, std::ptr::null_mut());
        }
        S_OK
    }
}
