//! Getting at type libraries: by file, by registration, by the interface that they describe.

use std::collections::HashMap;
use std::ffi::c_void;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

use oxcom_abi::BSTR;
use oxcom_typeinfo::typelib::{Import, TypeInfo, TypeKind, TypeLibrary, describe};
use oxcom_typeinfo::{read_type_library, system};
use windows_core::{GUID, HRESULT};

use crate::error::{Error, Result, answer};
use crate::info::{Info, View};
use crate::library::{Library, Loaded, object};
use crate::raw::{Object, Text, name};

/// REGKIND_REGISTER
const REGISTER: i32 = 1;

/// Libraries by file, and by number in it.
type Known = HashMap<(PathBuf, u16), Weak<Loaded>>;

/// The libraries that objects hold. Guarded by its lock, never held while reading a file.
static LOADED: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// Loads the type library in a file: a `.tlb`, a `.winmd`, or a program with one inside (`FILE\2`: with several).
///
/// # Errors
/// E_INVALIDARG: a null pointer. TYPE_E_CANTLOADLIBRARY: there is no such file. TYPE_E_INVDATAREAD: it is no type library.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn LoadTypeLib(szfile: *const u16, pptlib: *mut *mut c_void) -> HRESULT {
    // SAFETY: the caller's promise.
    unsafe { LoadTypeLibEx(szfile, 0, pptlib) }
}

/// As [`LoadTypeLib`]; `regkind` 1 (REGKIND_REGISTER) also registers it for the user.
///
/// # Errors
/// As for [`LoadTypeLib`] and [`RegisterTypeLib`].
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn LoadTypeLibEx(
    szfile: *const u16,
    regkind: i32,
    pptlib: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: null, or text that ends with a NUL.
    let Some(file) = (unsafe { name(szfile) }) else { return oxcom_abi::E_INVALIDARG };
    let load = || {
        let (path, number) = split(&file);
        let path = path.canonicalize().map_err(|error| Error::CannotLoad(format!("{file}: {error}")))?;
        let loaded = load(&path, number)?;
        if regkind == REGISTER {
            register(&loaded.library, &path)?;
        }
        Ok(Library::object(loaded))
    };
    // SAFETY: null or writable.
    answer(unsafe { object(pptlib, load) })
}

/// Loads a registered type library: of this major version, and the highest minor version that is not less than the one asked
/// for.
///
/// # Errors
/// E_POINTER, TYPE_E_LIBNOTREGISTERED, and as for [`LoadTypeLib`].
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn LoadRegTypeLib(
    rguid: *const GUID,
    wvermajor: u16,
    wverminor: u16,
    lcid: u32,
    pptlib: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: null, or a GUID.
    let Some(guid) = (unsafe { rguid.as_ref() }) else { return oxcom_abi::E_INVALIDARG };
    // SAFETY: null or writable.
    answer(unsafe {
        object(pptlib, || Ok(Library::object(registered(guid, (wvermajor, wverminor), lcid)?.1)))
    })
}

/// Gives the file of a registered type library.
///
/// # Errors
/// E_INVALIDARG, TYPE_E_LIBNOTREGISTERED.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn QueryPathOfRegTypeLib(
    guid: *const GUID,
    wmaj: u16,
    wmin: u16,
    lcid: u32,
    lpbstrpathname: *mut Text,
) -> HRESULT {
    // SAFETY: null, or a GUID.
    let Some(guid) = (unsafe { guid.as_ref() }) else { return oxcom_abi::E_INVALIDARG };
    if lpbstrpathname.is_null() {
        return oxcom_abi::E_INVALIDARG;
    }
    answer(registered(guid, (wmaj, wmin), lcid).map(|(path, _)| {
        let path = BSTR::from(path.to_string_lossy().as_ref());
        // SAFETY: not null, so writable.
        unsafe { lpbstrpathname.write(path.into_raw()) };
    }))
}

/// Registers a type library for the user, and its interfaces, so that they are marshaled as it describes them.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or an object of somebody else's. TYPE_E_REGISTRYACCESS.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn RegisterTypeLib(
    ptlib: *mut c_void,
    szfullpath: *const u16,
    _szhelpdir: *const u16,
) -> HRESULT {
    // SAFETY: null, or text that ends with a NUL.
    let path = unsafe { name(szfullpath) };
    let (Some(path), false) = (path, ptlib.is_null()) else { return oxcom_abi::E_INVALIDARG };
    let register = || {
        let (path, number) = split(&path);
        let path = path.canonicalize().map_err(|error| Error::CannotLoad(error.to_string()))?;
        register(&load(&path, number)?.library, &path)
    };
    answer(register())
}

/// Removes what [`RegisterTypeLib`] wrote.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or the library is not registered.
///
/// # Safety
/// The pointer is null or to a GUID.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn UnRegisterTypeLib(
    libid: *const GUID,
    wvermajor: u16,
    wverminor: u16,
    _lcid: u32,
    _syskind: i32,
) -> HRESULT {
    // SAFETY: null, or a GUID.
    let Some(guid) = (unsafe { libid.as_ref() }) else { return oxcom_abi::E_INVALIDARG };
    let file = registration_name(guid, (wvermajor, wverminor));
    oxcom_runtime::registry().unregister(&file).map_or(oxcom_abi::E_INVALIDARG, |_| oxcom_abi::S_OK)
}

/// Gives the type information of an interface: from the type library that its registration names, or that the program has
/// with it.
///
/// # Errors
/// E_POINTER. REGDB_E_IIDNOTREG: no description of the interface is registered. TYPE_E_INVDATAREAD.
///
/// # Safety
/// The pointers are null, or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomTypeInfoOf(iid: *const GUID, pptinfo: *mut *mut c_void) -> HRESULT {
    // SAFETY: null, or a GUID.
    let Some(iid) = (unsafe { iid.as_ref() }) else { return oxcom_abi::E_POINTER };
    match describing(iid) {
        Ok(Some((loaded, index))) => {
            let make = || Ok(Info::object(loaded, index, View::Default));
            // SAFETY: null or writable.
            answer(unsafe { object(pptinfo, make) })
        }
        Ok(None) => oxcom_abi::REGDB_E_IIDNOTREG,
        Err(error) => error.code(),
    }
}

pub(crate) fn describing(iid: &GUID) -> Result<Option<(Arc<Loaded>, usize)>> {
    for path in oxcom_runtime::type_libraries_of(iid) {
        let loaded = load(&path, 1)?;
        if let Some(index) = loaded.library.types.iter().position(|info| info.guid == *iid) {
            return Ok(Some((loaded, index)));
        }
    }
    Ok(builtin(iid))
}

/// One of COM's own interfaces.
pub(crate) fn builtin(iid: &GUID) -> Option<(Arc<Loaded>, usize)> {
    static SYSTEM: LazyLock<Arc<Loaded>> =
        LazyLock::new(|| Loaded::new(PathBuf::new(), describe(system::library())));
    let index = SYSTEM.library.types.iter().position(|info| info.guid == *iid && *iid != GUID::zeroed())?;
    Some((SYSTEM.clone(), index))
}

/// A library that another one refers to: the registered one, or the file that lies beside it.
pub(crate) fn imported(import: &Import, by: &Path) -> Result<Arc<Loaded>> {
    if let Ok((_, loaded)) = registered(&import.guid, import.version, import.lcid) {
        return Ok(loaded);
    }
    let beside = by.parent().map(|folder| folder.join(&import.file));
    let beside = beside.filter(|path| path.is_file()).ok_or(Error::UndefinedType)?;
    let loaded = load(&beside, 1)?;
    if loaded.library.guid == import.guid { Ok(loaded) } else { Err(Error::UndefinedType) }
}

/// Reads a library once for all who hold it.
fn load(path: &Path, number: u16) -> Result<Arc<Loaded>> {
    let key = (path.to_owned(), number);
    let found = lock().get(&key).and_then(Weak::upgrade);
    if let Some(loaded) = found {
        return Ok(loaded);
    }
    let bytes = oxcom_runtime::read_type_library(path)
        .map_err(|error| Error::CannotLoad(format!("{}: {error}", path.display())))?;
    let library = read_type_library(&bytes, number)
        .map_err(|damage| Error::Damaged(format!("{}: {damage}", path.display())))?;
    let loaded = Loaded::new(path.to_owned(), library);
    let mut all = lock();
    all.retain(|_, loaded| loaded.strong_count() > 0);
    all.insert(key, Arc::downgrade(&loaded));
    Ok(loaded)
}

fn lock() -> std::sync::MutexGuard<'static, Known> {
    LOADED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A path, and which library of the file is meant.
fn split(file: &str) -> (PathBuf, u16) {
    if let Some((path, number)) = file.rsplit_once('\\')
        && let Ok(number) = number.parse()
        && !Path::new(file).exists()
    {
        return (path.into(), number);
    }
    (file.into(), 1)
}

/// A type of a registered library. A library's id of zeros stands for any that has the type.
pub(crate) fn registered_type(
    library: &GUID,
    version: (u16, u16),
    lcid: u32,
    ty: &GUID,
) -> Result<(Arc<Loaded>, usize)> {
    let index = |loaded: &Loaded| loaded.library.types.iter().position(|info| info.guid == *ty);
    if *library != GUID::zeroed() {
        let (_, loaded) = registered(library, version, lcid)?;
        let index = index(&loaded).ok_or(Error::NoElement)?;
        return Ok((loaded, index));
    }
    let all = registered_paths().into_iter().filter_map(|path| load(&path, 1).ok());
    let found = all.filter_map(|loaded| index(&loaded).map(|index| (loaded, index))).next();
    found.ok_or(Error::NotRegistered)
}

/// The files of all registered libraries.
fn registered_paths() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for component in oxcom_runtime::registry().list().components {
        let of_interfaces = component.interfaces.iter().flat_map(|interface| &interface.type_libraries);
        let of_classes = component.classes.iter().flat_map(|class| &class.type_libraries);
        paths.extend(of_interfaces.chain(of_classes).cloned());
    }
    paths.dedup();
    paths
}

pub(crate) fn registered(guid: &GUID, version: (u16, u16), lcid: u32) -> Result<(PathBuf, Arc<Loaded>)> {
    let fits = |library: &TypeLibrary| {
        let language = lcid == 0 || library.lcid == 0 || library.lcid & 0x3FF == lcid & 0x3FF;
        library.guid == *guid && library.version.0 == version.0 && library.version.1 >= version.1 && language
    };
    let loaded =
        registered_paths().into_iter().filter_map(|path| load(&path, 1).ok().map(|loaded| (path, loaded)));
    let best = loaded.filter(|(_, loaded)| fits(&loaded.library));
    best.max_by_key(|(_, loaded)| loaded.library.version.1).ok_or(Error::NotRegistered)
}

fn registration_name(guid: &GUID, (major, minor): (u16, u16)) -> String {
    format!("typelib-{guid:?}-{major}-{minor}").to_lowercase()
}

/// Writes the user's registration of a library and of its interfaces.
fn register(library: &TypeLibrary, path: &Path) -> Result<()> {
    let wrong = |error: &dyn std::fmt::Display| Error::Registration(error.to_string());
    let mut text = format!("name = {:?}\ntype_libraries = [{:?}]\n", library.name, path.to_string_lossy());
    for info in library.types.iter().filter(|info| is_marshaled(info)) {
        text += &format!("\n[[interface]]\niid = \"{{{:?}}}\"\nname = {:?}\n", info.guid, info.name);
    }
    // Registrations are made from files: this one has the name by which it is found again.
    let folder = std::env::temp_dir().join(format!("oxcom-{}-{:p}", std::process::id(), &raw const text));
    std::fs::create_dir(&folder).map_err(|error| wrong(&error))?;
    let file = folder.join(format!("{}.toml", registration_name(&library.guid, library.version)));
    let written = std::fs::write(&file, text).map_err(|error| wrong(&error));
    let outcome = written
        .and_then(|()| oxcom_runtime::registry().register(&file).map(|_| ()).map_err(|error| wrong(&error)));
    let _ = std::fs::remove_dir_all(folder); // it holds nothing that anybody needs
    outcome
}

/// Whether a library's registration makes an interface one that is marshaled as the library says.
fn is_marshaled(info: &TypeInfo) -> bool {
    let automation = info.flags & (TypeInfo::OLEAUTOMATION | TypeInfo::DUAL) != 0;
    let interface = matches!(info.kind, TypeKind::Interface | TypeKind::Dispatch);
    interface
        && info.guid != GUID::zeroed()
        && (automation || info.kind == TypeKind::Dispatch)
        && builtin(&info.guid).is_none()
}

/// An owned `ITypeInfo` of a library that a program made.
pub(crate) fn made(library: TypeLibrary) -> Object {
    Info::object(Loaded::new(PathBuf::new(), library), 0, View::Default)
}
