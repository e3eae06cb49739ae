//! The structs that ITypeInfo hands out. Each lies at the start of an allocation that also holds what it points to, so that
//! releasing it frees all of it.

use std::mem::offset_of;

use oxcom_abi::{
    ARRAYDESC, DISPID, ELEMDESC, ELEMDESC_0, FUNCDESC, HREFTYPE, IDLDESC, LCID, PARAMDESC, PARAMDESCEX,
    SAFEARRAYBOUND, TYPEATTR, TYPEDESC, TYPEDESC_0, VARDESC, VARDESC_0, VARIANT, VARTYPE, VariantClear,
};
use oxcom_typeinfo::typelib::{
    Constant, Function, Parameter, TypeDesc, TypeInfo, TypeKind, Variable, VariableKind, vt,
};

use crate::info::View;
use crate::library::Loaded;
use crate::value;

/// FUNC_DISPATCH
const FUNC_DISPATCH: i32 = 4;

/// A struct and what it points to.
#[repr(C)]
struct Holder<T> {
    desc: T,
    parts: Parts,
}

/// What a struct points to. The boxes stay where they are when they are moved into it.
#[derive(Default)]
#[allow(clippy::vec_box, reason = "pointers lead to them")]
struct Parts {
    params: Box<[ELEMDESC]>,
    types: Vec<Box<TYPEDESC>>,
    arrays: Vec<Box<[u64]>>,
    defaults: Vec<Box<PARAMDESCEX>>,
    value: Option<Box<VARIANT>>,
}

impl Drop for Parts {
    fn drop(&mut self) {
        let defaults = self.defaults.iter_mut().map(|default| &raw mut default.varDefaultValue);
        for variant in defaults.chain(self.value.iter_mut().map(|value| &raw mut **value)) {
            // SAFETY: a variant of our own making.
            let _ = unsafe { VariantClear(variant) };
        }
    }
}

/// Hands a struct out.
fn hand_out<T>(desc: T, parts: Parts) -> *mut T {
    Box::into_raw(Box::new(Holder { desc, parts })).cast()
}

/// Takes one back.
///
/// # Safety
/// The pointer is null, or one that was handed out as this type and not taken back yet.
pub(crate) unsafe fn release<T>(desc: *mut T) {
    if !desc.is_null() {
        // SAFETY: handed out above, as a holder of this type.
        drop(unsafe { Box::from_raw(desc.cast::<Holder<T>>()) });
    }
}

/// A type's TYPEATTR as seen from one side.
pub(crate) fn type_attr(loaded: &Loaded, info: &TypeInfo, view: View, functions: usize) -> *mut TYPEATTR {
    let mut parts = Parts::default();
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let kind = view.kind(info);
    let slots = info.functions.iter().map(|function| function.slot + 1).max();
    let attr = TYPEATTR {
        guid: info.guid,
        lcid: LCID(loaded.library.lcid),
        memidConstructor: DISPID(-1),
        memidDestructor: DISPID(-1),
        cbSizeInstance: info.size,
        typekind: kind as i32,
        cFuncs: short(functions),
        cVars: short(info.variables.len()),
        cImplTypes: match kind {
            TypeKind::Dispatch => 1,
            _ => short(info.implemented.len()),
        },
        cbSizeVft: match kind {
            TypeKind::Dispatch => 7 * 8,
            TypeKind::Interface => slots.unwrap_or(3).saturating_mul(8),
            _ => 0,
        },
        cbAlignment: info.alignment,
        wTypeFlags: info.flags,
        wMajorVerNum: info.version.0,
        wMinorVerNum: info.version.1,
        tdescAlias: match &info.alias {
            Some(target) => parts.ty(loaded, target),
            None => TYPEDESC::default(),
        },
        idldescType: IDLDESC::default(),
        ..TYPEATTR::default()
    };
    hand_out(attr, parts)
}

/// A function's FUNCDESC. `IDispatch` callers see the result where others see an HRESULT and one parameter more.
pub(crate) fn function(loaded: &Loaded, function: &Function, view: View) -> *mut FUNCDESC {
    let mut parts = Parts::default();
    let dispatch = view == View::Default && function.kind != 3;
    let shown = |param: &&Parameter| !(dispatch && param.is(Parameter::RETVAL | Parameter::LCID));
    let params: Vec<_> =
        function.params.iter().filter(shown).map(|param| parts.param(loaded, param)).collect();
    parts.params = params.into_boxed_slice();
    let result = function.params.iter().find(|param| dispatch && param.is(Parameter::RETVAL));
    let result = match (result.map(|param| &param.ty), &function.result) {
        (Some(TypeDesc::Pointer(target)), _) => target,
        (None, TypeDesc::Base(vt::HRESULT)) if dispatch => &TypeDesc::Base(vt::VOID),
        (_, result) => result,
    };
    let desc = FUNCDESC {
        memid: DISPID(function.memid),
        lprgelemdescParam: parts.params.as_mut_ptr(),
        funckind: if dispatch { FUNC_DISPATCH } else { function.kind.into() },
        invkind: function.invoke.into(),
        callconv: function.convention.into(),
        cParams: i16::try_from(parts.params.len()).unwrap_or(i16::MAX),
        cParamsOpt: function.optional,
        oVft: i16::try_from(function.slot.saturating_mul(8)).unwrap_or(i16::MAX),
        elemdescFunc: ELEMDESC { tdesc: parts.ty(loaded, result), ..ELEMDESC::default() },
        wFuncFlags: function.flags,
        ..FUNCDESC::default()
    };
    hand_out(desc, parts)
}

/// A variable's VARDESC.
pub(crate) fn variable(loaded: &Loaded, variable: &Variable) -> *mut VARDESC {
    let mut parts = Parts::default();
    let (kind, place) = match &variable.kind {
        VariableKind::Field(offset) => (oxcom_abi::VAR_PERINSTANCE, VARDESC_0 { oInst: *offset }),
        VariableKind::Property => (oxcom_abi::VAR_DISPATCH, VARDESC_0::default()),
        VariableKind::Constant(constant) => {
            let value = parts.value.insert(Box::new(value::of_constant(constant).into_raw()));
            (oxcom_abi::VAR_CONST, VARDESC_0 { lpvarValue: &raw mut **value })
        }
    };
    let desc = VARDESC {
        memid: DISPID(variable.memid),
        Anonymous: place,
        elemdescVar: ELEMDESC { tdesc: parts.ty(loaded, &variable.ty), ..ELEMDESC::default() },
        wVarFlags: variable.flags,
        varkind: kind,
        ..VARDESC::default()
    };
    hand_out(desc, parts)
}

impl Parts {
    fn param(&mut self, loaded: &Loaded, param: &Parameter) -> ELEMDESC {
        let mut described = PARAMDESC { wParamFlags: param.flags, ..PARAMDESC::default() };
        if let Some(default) = &param.default {
            described.pparamdescex = self.default_value(default);
        }
        ELEMDESC { tdesc: self.ty(loaded, &param.ty), Anonymous: ELEMDESC_0 { paramdesc: described } }
    }

    fn default_value(&mut self, default: &Constant) -> *mut PARAMDESCEX {
        let size = u32::try_from(size_of::<PARAMDESCEX>()).unwrap_or(0);
        let value = value::of_constant(default).into_raw();
        self.defaults.push(Box::new(PARAMDESCEX { cBytes: size, varDefaultValue: value }));
        self.defaults.last_mut().map_or(std::ptr::null_mut(), |default| &raw mut **default)
    }

    fn boxed(&mut self, ty: TYPEDESC) -> *mut TYPEDESC {
        self.types.push(Box::new(ty));
        self.types.last_mut().map_or(std::ptr::null_mut(), |ty| &raw mut **ty)
    }

    fn ty(&mut self, loaded: &Loaded, ty: &TypeDesc) -> TYPEDESC {
        let (code, part) = match ty {
            TypeDesc::Base(vt) => (*vt, TYPEDESC_0::default()),
            TypeDesc::Pointer(target) | TypeDesc::SafeArray(target) => {
                let target = self.ty(loaded, target);
                let code = if matches!(ty, TypeDesc::Pointer(_)) { vt::PTR } else { vt::SAFEARRAY };
                (code, TYPEDESC_0 { lptdesc: self.boxed(target) })
            }
            TypeDesc::Array(element, bounds) => {
                let element = self.ty(loaded, element);
                (vt::CARRAY, TYPEDESC_0 { lpadesc: self.array(element, bounds) })
            }
            TypeDesc::User(reference) => {
                (vt::USERDEFINED, TYPEDESC_0 { hreftype: HREFTYPE(loaded.number(*reference)) })
            }
        };
        TYPEDESC { Anonymous: part, vt: VARTYPE(code) }
    }

    /// An ARRAYDESC with as many bounds as there are.
    fn array(&mut self, element: TYPEDESC, bounds: &[(u32, i32)]) -> *mut ARRAYDESC {
        let bytes = size_of::<ARRAYDESC>() + bounds.len() * size_of::<SAFEARRAYBOUND>();
        self.arrays.push(vec![0; bytes.div_ceil(8)].into_boxed_slice());
        let Some(memory) = self.arrays.last_mut() else { return std::ptr::null_mut() };
        let desc: *mut ARRAYDESC = memory.as_mut_ptr().cast();
        // SAFETY: the memory is aligned as the struct, and has room for it and for all bounds behind each other.
        unsafe {
            (&raw mut (*desc).tdescElem).write(element);
            (&raw mut (*desc).cDims).write(u16::try_from(bounds.len()).unwrap_or(u16::MAX));
            let list = desc.byte_add(offset_of!(ARRAYDESC, rgbounds)).cast::<SAFEARRAYBOUND>();
            for (index, (count, lowest)) in bounds.iter().enumerate() {
                list.add(index).write(SAFEARRAYBOUND { cElements: *count, lLbound: *lowest });
            }
        }
        desc
    }
}
