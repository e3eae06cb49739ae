//! Monikers: names of objects, and how they lead to them.
//!
//! ```text
//!  text ── MkParseDisplayName ─▶ moniker ── BindToObject ─▶ the running object table: who has registered this name?
//!  (parse.rs)                   (one.rs)                   (running.rs, in this and in other processes)
//!                                                      └──▶ or what the moniker itself knows: a class, an OBJREF
//! ```
//!
//! | moniker | display name |
//! |---|---|
//! | class | `clsid:00000000-0000-0000-0000-000000000000:` |
//! | objref | `objref:` OBJREF in base64 `:` |
//! | file | its path |
//! | item | its delimiter and its name, such as `!camera` |
//! | anti-moniker | `\\..` |
//! | pointer | none |
//! | generic composite | those of its parts |

mod base64;
mod bind_context;
mod enumerator;
mod functions;
mod one;
mod parse;
mod relation;
mod running;
mod successes;

pub(crate) use running::apartment_closed;

/// The functions of this folder, for the table of all.
pub(crate) mod exported {
    pub(crate) use super::bind_context::CreateBindCtx;
    pub(crate) use super::functions::{
        BindMoniker, CoGetObject, CreateAntiMoniker, CreateClassMoniker, CreateFileMoniker,
        CreateGenericComposite, CreateItemMoniker, CreateObjrefMoniker, CreatePointerMoniker,
        GetActiveObject, RegisterActiveObject, RevokeActiveObject,
    };
    pub(crate) use super::parse::MkParseDisplayName;
    pub(crate) use super::running::GetRunningObjectTable;
}

use oxcom_abi::{CoTaskMemFree, IBindCtx, IMoniker, units_at};
use windows_core::{GUID, Interface, PCWSTR, Result};

/// What names an object for the running object table: the parts of its moniker, each by class and display name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name(Vec<(GUID, String)>);

impl Name {
    /// The name that a moniker stands for.
    fn of(moniker: &IMoniker) -> Result<Self> {
        let context: IBindCtx = bind_context::new();
        let parts = one::parts(moniker)?;
        let part = |part: &IMoniker| -> Result<(GUID, String)> {
            // SAFETY: calls with arguments of their types.
            Ok((unsafe { part.GetClassID() }?, display_name(part, &context)?))
        };
        parts.iter().map(part).collect::<Result<_>>().map(Self)
    }

    /// The name as bytes, by which two names are compared. Items are the same whatever their case.
    fn key(&self) -> Vec<u8> {
        let mut key = Vec::new();
        for (class, text) in &self.0 {
            let item = *class == one::CLSID_ITEM;
            let text = if item { text.to_lowercase() } else { text.clone() };
            key.extend(class.to_u128().to_le_bytes());
            key.extend((text.len() as u32).to_le_bytes());
            key.extend(text.into_bytes());
        }
        key
    }

    /// The hash of the key (FNV-1a).
    fn hash(&self) -> GUID {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        let step = |hash: u128, byte: &u8| (hash ^ u128::from(*byte)).wrapping_mul(PRIME);
        GUID::from_u128(self.key().iter().fold(BASIS, step))
    }

    /// A moniker for the name.
    fn moniker(&self) -> IMoniker {
        one::composite(self.0.iter().map(|(class, text)| one::named(class, text)).collect())
    }
}

/// A moniker's display name.
fn display_name(moniker: &IMoniker, context: &IBindCtx) -> Result<String> {
    // SAFETY: a call with arguments of their types; with success a text in task memory that ends with a NUL.
    unsafe {
        let text = moniker.GetDisplayName(context, None)?;
        let name = String::from_utf16_lossy(units_at(text.0));
        CoTaskMemFree(text.0.cast());
        Ok(name)
    }
}

/// A text that a caller hands over.
///
/// # Safety
/// The pointer is null or ends with a NUL.
unsafe fn text(from: PCWSTR) -> Result<String> {
    if from.is_null() {
        return Err(oxcom_abi::E_INVALIDARG.into());
    }
    // SAFETY: by contract.
    Ok(String::from_utf16_lossy(unsafe { units_at(from.0) }))
}

/// Asks for the interface `iid` of an object.
///
/// # Safety
/// `iid` is null or an id, `out` null or writable.
unsafe fn query<T: Interface>(object: &T, iid: *const GUID, out: *mut *mut std::ffi::c_void) -> Result<()> {
    if iid.is_null() || out.is_null() {
        return Err(oxcom_abi::E_INVALIDARG.into());
    }
    // SAFETY: neither is null; every interface pointer begins with the functions of IUnknown.
    unsafe { object.query(iid, out) }.ok()
}
