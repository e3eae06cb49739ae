//! Records: structs with an id that VARIANTs and SAFEARRAYs hold (VT_RECORD), as their IRecordInfo knows them.
//!
//! ```text
//!  GetRecordInfoFromGuids ─▶ type library ─▶ plan::Struct ─▶ Record: IRecordInfo, copies and frees records by their fields
//!  GetRecordInfoFromTypeInfo ───────┘                          │
//!                                                              └─ IMarshal: an OBJREF_CUSTOM that names library and type
//! ```
//!
//! An IRecordInfo is passed to another process by name ([MS-OAUT] 2.2.31): the receiver must have the library registered.

mod field;
mod functions;
mod marshal;
mod object;

pub use functions::{GetRecordInfoFromGuids, GetRecordInfoFromTypeInfo};
pub(crate) use marshal::{CLSID_RECORD_INFO, unmarshal};

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{CoTaskMemAlloc, CoTaskMemFree, IRecordInfo};
use oxcom_invoke::RecordPlan;
use oxcom_typeinfo::plan::{self, Scope};
use oxcom_typeinfo::system;
use oxcom_typeinfo::typelib::{TypeInfo, TypeKind, neutral};
use windows_core::{ComObject, GUID};

use crate::error::{Error, Result};
use crate::library::Loaded;
use field::Field;
use object::Record;

/// What is known of a record.
struct Description {
    loaded: Arc<Loaded>,
    /// The type's place in the library.
    index: usize,
    guid: GUID,
    structure: Arc<plan::Struct>,
    plan: RecordPlan,
    fields: Vec<Field>,
}

impl Description {
    fn info(&self) -> Result<&TypeInfo> {
        self.loaded.info(self.index)
    }

    /// Task memory for a record, zeroed; null when there is none.
    fn allocate(&self) -> *mut c_void {
        // SAFETY: CoTaskMemAlloc takes any size; so much is zeroed as was allocated.
        unsafe {
            let memory = CoTaskMemAlloc(self.plan.size());
            if !memory.is_null() {
                memory.cast::<u8>().write_bytes(0, self.plan.size());
            }
            memory
        }
    }

    /// A copy that owns its own, in task memory.
    ///
    /// # Safety
    /// `source` points to such a record.
    unsafe fn duplicate(&self, source: *const c_void) -> Result<*mut c_void> {
        let copy = self.allocate();
        if copy.is_null() {
            return Err(Error::Object(oxcom_abi::E_OUTOFMEMORY));
        }
        // SAFETY: the copy is zeroed memory of the record's size; it owns what was copied before a failure.
        unsafe {
            let copied = field::copy_struct(&self.structure, source.cast(), copy.cast());
            if let Err(error) = copied {
                self.destroy(copy);
                return Err(error);
            }
        }
        Ok(copy)
    }

    /// # Safety
    /// `record` points to such a record in task memory, given up.
    unsafe fn destroy(&self, record: *mut c_void) {
        // SAFETY: the caller's promise.
        unsafe {
            self.plan.release(record);
            CoTaskMemFree(record);
        }
    }
}

/// The IRecordInfo of a type of a library.
///
/// # Errors
/// TYPE_E_BADMODULEKIND: it is no struct with an id. TYPE_E_UNSUPFORMAT: one that no VARIANT can hold.
pub(crate) fn record_info(loaded: Arc<Loaded>, index: usize) -> Result<IRecordInfo> {
    let info = loaded.info(index)?;
    if info.kind != TypeKind::Record || info.guid == GUID::zeroed() {
        return Err(Error::WrongKind);
    }
    let guid = info.guid;
    let library = neutral(&loaded.library);
    let scope = [system::library(), &library];
    let structure = plan::record(Scope(&scope), &guid).map_err(|error| Error::NoRecord(error.to_string()))?;
    let plan = RecordPlan::new(&structure).map_err(|why| Error::NoRecord(why.into()))?;
    let fields = Field::all(&loaded, info, &structure)?;
    let description = Description { loaded, index, guid, structure, plan, fields };
    Ok(ComObject::new(Record { description }).into_interface())
}
