//! The system's monikers.

use std::ffi::c_void;

use oxcom_abi::{
    CLSCTX_INPROC_SERVER, CLSCTX_LOCAL_SERVER, CoTaskMemAlloc, E_INVALIDARG, E_NOTIMPL, E_OUTOFMEMORY,
    E_UNEXPECTED, FILETIME, IBindCtx, IEnumMoniker, IMoniker, IMoniker_Impl, IOleItemContainer,
    IParseDisplayName, IPersist_Impl, IPersistStream_Impl, IStream, MK_E_INVALIDEXTENSION, MK_E_NOSTORAGE,
    MK_E_SYNTAX, MK_E_UNAVAILABLE, MK_S_REDUCED_TO_SELF, MKSYS_ANTIMONIKER, MKSYS_CLASSMONIKER,
    MKSYS_FILEMONIKER, MKSYS_GENERICCOMPOSITE, MKSYS_ITEMMONIKER, MKSYS_OBJREFMONIKER, MKSYS_POINTERMONIKER,
    S_FALSE, S_OK,
};
use windows_core::{AsImpl, BOOL, GUID, IUnknown, Interface, OutRef, PCWSTR, PWSTR, Ref, Result, implement};

use super::relation::{self, Found};
use super::{Name, base64, enumerator, parse, query, running, successes, text};
use crate::activation;
use crate::error::Error;
use crate::marshal;

const fn class(data1: u32) -> GUID {
    GUID { data1, data2: 0, data3: 0, data4: [0xc0, 0, 0, 0, 0, 0, 0, 0x46] }
}

pub(super) const CLSID_FILE: GUID = class(0x303);
pub(super) const CLSID_ANTI: GUID = class(0x305);
pub(super) const CLSID_POINTER: GUID = class(0x306);
pub(super) const CLSID_ITEM: GUID = class(0x304);
const CLSID_COMPOSITE: GUID = class(0x309);
const CLSID_CLASS: GUID = class(0x31a);
const CLSID_OBJREF: GUID = class(0x327);

/// What a moniker stands for.
pub(super) enum What {
    Item {
        delimiter: String,
        name: String,
    },
    File(String),
    Class(GUID),
    Objref(Objref),
    /// An object, without any name.
    Pointer(IUnknown),
    /// The inverse of any of the others: what stands left of it comes to nothing.
    Anti,
    /// At least two, none of them a composite.
    Composite(Vec<IMoniker>),
}

/// A marshaled pointer, for as many as want it.
pub(super) struct Objref {
    pub(super) bytes: Vec<u8>,
    /// Whether it goes with the moniker.
    pub(super) owned: bool,
}

impl Drop for Objref {
    fn drop(&mut self) {
        if self.owned
            && let Err(error) = marshal::discard(&self.bytes, None)
        {
            tracing::debug!(%error, "the object of a moniker has gone before it");
        }
    }
}

#[implement(IMoniker, Agile = false)]
struct Moniker(What);

/// A moniker for something.
pub(super) fn new(what: What) -> IMoniker {
    successes::moniker(Moniker(what).into())
}

/// A moniker for several parts, in order.
pub(super) fn composite(mut parts: Vec<IMoniker>) -> IMoniker {
    if parts.len() == 1 { parts.remove(0) } else { new(What::Composite(parts)) }
}

/// The parts of a moniker, which is its own only one unless it is a composite.
pub(super) fn parts(moniker: &IMoniker) -> Result<Vec<IMoniker>> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        if moniker.GetClassID()? != CLSID_COMPOSITE {
            return Ok(vec![moniker.clone()]);
        }
        let enumerator = moniker.Enum(true)?;
        let mut parts = Vec::new();
        loop {
            let (mut next, mut fetched) = ([None], 0);
            let answer = enumerator.Next(1, next.as_mut_ptr(), Some(&mut fetched));
            match next[0].take() {
                Some(part) if answer.is_ok() && fetched == 1 => parts.push(part),
                _ => return Ok(parts),
            }
        }
    }
}

/// A moniker's class.
pub(super) fn class_of(moniker: &IMoniker) -> Result<GUID> {
    // SAFETY: a call without arguments.
    unsafe { moniker.GetClassID() }
}

/// What a moniker of this file is.
///
/// # Safety
/// `this` is such a moniker, and lives.
pub(super) unsafe fn of(this: &*mut c_void) -> (&IMoniker, &What) {
    // SAFETY: by contract.
    unsafe {
        let moniker = IMoniker::from_raw_borrowed(this).expect("no method is called on null");
        (moniker, &AsImpl::<Moniker>::as_impl(moniker).0)
    }
}

/// IMoniker::ComposeWith.
pub(super) fn compose(own: (&IMoniker, &What), right: &IMoniker, only_if_not_generic: bool) -> Found {
    let (this, what) = own;
    if only_if_not_generic {
        return relation::merge(what, right).map(|merged| (merged, S_OK));
    }
    let all = relation::compose(parts(this)?, parts(right)?)?;
    Ok(((!all.is_empty()).then(|| composite(all)), S_OK))
}

/// IMoniker::Enum: only composites have parts.
pub(super) fn enumerate(what: &What, forward: bool) -> Option<IEnumMoniker> {
    let What::Composite(all) = what else { return None };
    let mut all = all.clone();
    if !forward {
        all.reverse();
    }
    Some(enumerator::new(all))
}

/// What `#[implement]` can say of a success: S_OK and an object (`successes.rs` says the rest).
fn simply<T>(found: Option<T>) -> Result<T> {
    found.ok_or_else(|| E_UNEXPECTED.into())
}

/// The moniker of a class and a display name, as they were of one.
pub(super) fn named(class: &GUID, text: &str) -> IMoniker {
    let parsed = match *class {
        CLSID_FILE => Some(What::File(text.into())),
        CLSID_ANTI => Some(What::Anti),
        CLSID_CLASS | CLSID_OBJREF => parse::prefixed(text).map(|(what, _)| what),
        _ => None,
    };
    new(parsed.unwrap_or_else(|| {
        let split = text.chars().next().filter(|first| !first.is_alphanumeric()).map_or(0, char::len_utf8);
        What::Item { delimiter: text[..split].into(), name: text[split..].into() }
    }))
}

impl Moniker {
    fn display_name(&self, context: Option<&IBindCtx>) -> Result<String> {
        Ok(match &self.0 {
            What::Item { delimiter, name } => format!("{delimiter}{name}"),
            What::File(path) => path.clone(),
            What::Class(clsid) => format!("clsid:{clsid:?}:"),
            What::Objref(objref) => format!("objref:{}:", base64::encode(&objref.bytes)),
            What::Anti => "\\..".into(),
            What::Pointer(_) => return Err(E_NOTIMPL.into()),
            What::Composite(parts) => {
                let own = super::bind_context::new();
                let context = context.unwrap_or(&own);
                parts.iter().map(|part| super::display_name(part, context)).collect::<Result<_>>()?
            }
        })
    }
}

/// What was running under a moniker's name.
fn registered(context: &Ref<'_, IBindCtx>, name: &IMoniker) -> Result<IUnknown> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let table = match context.as_ref() {
            Some(context) => context.GetRunningObjectTable()?,
            None => running::table(),
        };
        table.GetObject(name)
    }
}

impl Moniker_Impl {
    fn this(&self) -> IMoniker {
        windows_core::IUnknownImpl::to_interface(self)
    }

    /// The whole name, with what stands left of this part.
    fn whole(&self, left: &Ref<'_, IMoniker>) -> Result<IMoniker> {
        match left.as_ref() {
            None => Ok(self.this()),
            Some(left) => {
                let all = relation::compose(parts(left)?, parts(&self.this())?)?;
                if all.is_empty() { Err(MK_E_UNAVAILABLE.into()) } else { Ok(composite(all)) }
            }
        }
    }

    unsafe fn bind(
        &self,
        context: &Ref<'_, IBindCtx>,
        left: &Ref<'_, IMoniker>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        // SAFETY: all calls below have arguments of their types; `iid` and `out` are checked by who calls this.
        unsafe {
            match &self.0 {
                What::Class(clsid) if left.is_null() => {
                    const SERVERS: u32 = CLSCTX_INPROC_SERVER | CLSCTX_LOCAL_SERVER;
                    let found = activation::class_object(clsid, SERVERS, &*iid);
                    found.map(|object| out.write(object)).map_err(|error| error.hresult().into())
                }
                What::Objref(objref) if left.is_null() => {
                    let found = marshal::unmarshal(&*iid, &objref.bytes, None);
                    found.map(|object| out.write(object)).map_err(|error| error.hresult().into())
                }
                What::Pointer(object) => query(object, iid, out),
                What::Class(_) | What::Objref(_) | What::Anti => Err(E_NOTIMPL.into()),
                What::Item { name, .. } => {
                    if let Ok(object) = registered(context, &self.whole(left)?) {
                        return query(&object, iid, out);
                    }
                    let left = left.as_ref().ok_or(E_INVALIDARG)?;
                    let mut container = std::ptr::null_mut();
                    let context = context.as_ref().ok_or(E_INVALIDARG)?;
                    left.bind_to_object(context, None, &IOleItemContainer::IID, &mut container)?;
                    let container = IOleItemContainer::from_raw(container);
                    let name: Vec<u16> = name.encode_utf16().chain([0]).collect();
                    let vtable = container.vtable();
                    const AT_LENGTH: u32 = 1; // BINDSPEED_INDEFINITE
                    (vtable.GetObject)(
                        container.as_raw(),
                        PCWSTR(name.as_ptr()),
                        AT_LENGTH,
                        context.as_raw(),
                        iid,
                        out,
                    )
                    .ok()
                }
                What::File(_) => match registered(context, &self.whole(left)?) {
                    Ok(object) => query(&object, iid, out),
                    Err(_) => Err(MK_E_INVALIDEXTENSION.into()), // no class is known for a file
                },
                What::Composite(all) => {
                    if let Ok(object) = registered(context, &self.whole(left)?) {
                        return query(&object, iid, out);
                    }
                    let (last, rest) = all.split_last().ok_or(MK_E_UNAVAILABLE)?;
                    let mut rest = rest.to_vec();
                    if let Some(left) = left.as_ref() {
                        rest.splice(0..0, parts(left)?);
                    }
                    let context = context.as_ref().ok_or(E_INVALIDARG)?;
                    last.bind_to_object(context, Some(&composite(rest)), &*iid, out)
                }
            }
        }
    }
}

/// BindToObject for an interface that is known at run time only.
trait Bind {
    unsafe fn bind_to_object(
        &self,
        context: &IBindCtx,
        left: Option<&IMoniker>,
        iid: &GUID,
        out: *mut *mut c_void,
    ) -> Result<()>;
}

impl Bind for IMoniker {
    unsafe fn bind_to_object(
        &self,
        context: &IBindCtx,
        left: Option<&IMoniker>,
        iid: &GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        let left = left.map_or(std::ptr::null_mut(), Interface::as_raw);
        // SAFETY: arguments of their types, `out` writable by the caller's promise.
        unsafe { (self.vtable().BindToObject)(self.as_raw(), context.as_raw(), left, iid, out) }.ok()
    }
}

/// Binds a moniker.
///
/// # Safety
/// `out` is writable.
pub(super) unsafe fn bind(
    moniker: &IMoniker,
    context: &IBindCtx,
    iid: &GUID,
    out: *mut *mut c_void,
) -> Result<()> {
    // SAFETY: by contract.
    unsafe { moniker.bind_to_object(context, None, iid, out) }
}

impl IPersist_Impl for Moniker_Impl {
    fn GetClassID(&self) -> Result<GUID> {
        Ok(match &self.0 {
            What::Item { .. } => CLSID_ITEM,
            What::File(_) => CLSID_FILE,
            What::Class(_) => CLSID_CLASS,
            What::Objref(_) => CLSID_OBJREF,
            What::Pointer(_) => CLSID_POINTER,
            What::Anti => CLSID_ANTI,
            What::Composite(_) => CLSID_COMPOSITE,
        })
    }
}

/// Monikers do not change, and are not yet written to streams.
impl IPersistStream_Impl for Moniker_Impl {
    fn IsDirty(&self) -> Result<()> {
        Err(S_FALSE.into())
    }

    fn Load(&self, _: Ref<'_, IStream>) -> Result<()> {
        Err(E_NOTIMPL.into())
    }

    fn Save(&self, _: Ref<'_, IStream>, _: BOOL) -> Result<()> {
        Err(E_NOTIMPL.into())
    }

    fn GetSizeMax(&self) -> Result<u64> {
        Err(E_NOTIMPL.into())
    }
}

impl IMoniker_Impl for Moniker_Impl {
    fn BindToObject(
        &self,
        context: Ref<'_, IBindCtx>,
        left: Ref<'_, IMoniker>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        if iid.is_null() || out.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: neither is null, so they are what their types say.
        unsafe {
            out.write(std::ptr::null_mut());
            self.bind(&context, &left, iid, out)
        }
    }

    fn BindToStorage(
        &self,
        _: Ref<'_, IBindCtx>,
        _: Ref<'_, IMoniker>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> Result<()> {
        match &self.0 {
            // SAFETY: the arguments of the method.
            What::Pointer(object) => unsafe { query(object, iid, out) },
            What::Anti => Err(E_NOTIMPL.into()),
            _ => Err(MK_E_NOSTORAGE.into()), // nothing here keeps objects in storages
        }
    }

    fn Reduce(
        &self,
        _: Ref<'_, IBindCtx>,
        _: u32,
        _: OutRef<'_, IMoniker>,
        reduced: OutRef<'_, IMoniker>,
    ) -> Result<()> {
        reduced.write(Some(self.this()))?;
        Err(MK_S_REDUCED_TO_SELF.into())
    }

    fn ComposeWith(&self, right: Ref<'_, IMoniker>, only_if_not_generic: BOOL) -> Result<IMoniker> {
        let right = right.as_ref().ok_or(E_INVALIDARG)?;
        simply(compose((&self.this(), &self.0), right, only_if_not_generic.as_bool())?.0)
    }

    fn Enum(&self, forward: BOOL) -> Result<IEnumMoniker> {
        simply(enumerate(&self.0, forward.as_bool()))
    }

    fn IsEqual(&self, other: Ref<'_, IMoniker>) -> Result<()> {
        let (own, other) = (parts(&self.this())?, parts(other.as_ref().ok_or(E_INVALIDARG)?)?);
        let mut equal = own.len() == other.len();
        for (one, another) in own.iter().zip(&other) {
            equal = equal && relation::same(one, another)?;
        }
        if equal { Ok(()) } else { Err(S_FALSE.into()) }
    }

    fn Hash(&self) -> Result<u32> {
        if let What::Pointer(object) = &self.0 {
            return Ok((object.cast::<IUnknown>()?.as_raw() as usize >> 4) as u32);
        }
        Ok(Name::of(&self.this())?.hash().data1)
    }

    fn IsRunning(
        &self,
        _: Ref<'_, IBindCtx>,
        left: Ref<'_, IMoniker>,
        newly: Ref<'_, IMoniker>,
    ) -> Result<()> {
        match &self.0 {
            What::Pointer(_) => return Ok(()),
            What::Anti => return Err(S_FALSE.into()),
            _ => {}
        }
        let whole = Name::of(&self.whole(&left)?)?;
        let running = match newly.as_ref() {
            Some(newly) => Name::of(newly)?.key() == whole.key(),
            None => running::is_running(&whole).map_err(|error| error.hresult())?,
        };
        if running { Ok(()) } else { Err(S_FALSE.into()) }
    }

    fn GetTimeOfLastChange(&self, _: Ref<'_, IBindCtx>, left: Ref<'_, IMoniker>) -> Result<FILETIME> {
        if matches!(self.0, What::Pointer(_) | What::Anti) {
            return Err(E_NOTIMPL.into());
        }
        let whole = Name::of(&self.whole(&left)?)?;
        if let Some(time) = running::time_of(&whole).map_err(|error| error.hresult())? {
            return Ok(time);
        }
        let What::File(path) = &self.0 else { return Err(MK_E_UNAVAILABLE.into()) };
        let changed = std::fs::metadata(path).and_then(|facts| facts.modified());
        changed.map(running::file_time).map_err(|_| MK_E_UNAVAILABLE.into())
    }

    fn Inverse(&self) -> Result<IMoniker> {
        relation::inverse(&self.0)
    }

    fn CommonPrefixWith(&self, other: Ref<'_, IMoniker>) -> Result<IMoniker> {
        let other = parts(other.as_ref().ok_or(E_INVALIDARG)?)?;
        simply(relation::common_prefix(&parts(&self.this())?, &other)?.0)
    }

    fn RelativePathTo(&self, other: Ref<'_, IMoniker>) -> Result<IMoniker> {
        let other = parts(other.as_ref().ok_or(E_INVALIDARG)?)?;
        simply(relation::relative_path(&self.0, &parts(&self.this())?, &other)?.0)
    }

    fn GetDisplayName(&self, context: Ref<'_, IBindCtx>, _: Ref<'_, IMoniker>) -> Result<PWSTR> {
        let units: Vec<u16> = self.display_name(context.as_ref())?.encode_utf16().chain([0]).collect();
        // SAFETY: the memory has room for the text.
        unsafe {
            let memory = CoTaskMemAlloc(2 * units.len()).cast::<u16>();
            if memory.is_null() {
                return Err(E_OUTOFMEMORY.into());
            }
            memory.copy_from_nonoverlapping(units.as_ptr(), units.len());
            Ok(PWSTR(memory))
        }
    }

    /// What stands right of this moniker in a display name is an item.
    fn ParseDisplayName(
        &self,
        context: Ref<'_, IBindCtx>,
        _: Ref<'_, IMoniker>,
        name: &PCWSTR,
        eaten: *mut u32,
        out: OutRef<'_, IMoniker>,
    ) -> Result<()> {
        if let What::Pointer(object) = &self.0 {
            let (parser, mut found) = (object.cast::<IParseDisplayName>()?, None);
            // SAFETY: the arguments of this method, which are those of the object's.
            let parsed = unsafe { parser.ParseDisplayName(context.as_ref(), *name, eaten, &mut found) };
            parsed.ok()?;
            return out.write(found);
        }
        if matches!(self.0, What::Anti) {
            return Err(E_NOTIMPL.into());
        }
        // SAFETY: a text by the method's contract.
        let name = unsafe { text(*name) }?;
        let (item, rest) = parse::item(&name).ok_or(MK_E_SYNTAX)?;
        if !eaten.is_null() {
            // SAFETY: not null, so writable by the method's contract.
            unsafe { eaten.write((name.encode_utf16().count() - rest.encode_utf16().count()) as u32) };
        }
        out.write(Some(new(item)))
    }

    fn IsSystemMoniker(&self) -> Result<u32> {
        let kind = match &self.0 {
            What::Item { .. } => MKSYS_ITEMMONIKER,
            What::File(_) => MKSYS_FILEMONIKER,
            What::Class(_) => MKSYS_CLASSMONIKER,
            What::Objref(_) => MKSYS_OBJREFMONIKER,
            What::Pointer(_) => MKSYS_POINTERMONIKER,
            What::Anti => MKSYS_ANTIMONIKER,
            What::Composite(_) => MKSYS_GENERICCOMPOSITE,
        };
        Ok(kind as u32)
    }
}

/// A runtime's failure as COM's.
pub(super) fn failure(error: Error) -> windows_core::Error {
    error.hresult().into()
}
