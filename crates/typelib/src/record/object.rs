//! The object.

use std::ffi::c_void;

use oxcom_abi::{BSTR, E_INVALIDARG, E_POINTER, IMarshal, IRecordInfo, IRecordInfo_Impl, ITypeInfo, VARIANT};
use oxcom_invoke::{IRecordPlan, IRecordPlan_Impl, RecordPlan};
use oxcom_typeinfo::typelib::vt;
use windows_core::{BOOL, GUID, Interface, PCWSTR, Ref, Result, implement};

use super::Description;
use super::field::Field;
use crate::error::Error;
use crate::info::{Info, View};
use crate::raw::name;
use crate::value::{Value, check};

/// The IRecordInfo of one type.
// It marshals itself, which the implementation of agile objects would do in its stead. It may be used from any thread.
#[implement(IRecordInfo, IMarshal, IRecordPlan, Agile = false)]
pub(super) struct Record {
    /// Immutable.
    pub(super) description: Description,
}

impl From<Error> for windows_core::Error {
    fn from(error: Error) -> Self {
        error.code().into()
    }
}

impl Record_Impl {
    /// The field of a name, and the record that it is asked of.
    fn field(&self, record: *const c_void, wanted: &PCWSTR) -> Result<&Field> {
        if record.is_null() {
            return Err(E_POINTER.into());
        }
        // SAFETY: null, or text that ends with a NUL.
        let wanted = unsafe { name(wanted.0) }.ok_or(E_INVALIDARG)?;
        let field = self.description.fields.iter().find(|field| field.name == wanted);
        field.ok_or_else(|| oxcom_abi::TYPE_E_FIELDNOTFOUND.into())
    }

    /// Puts what a variant owns into a field, whose old value is released.
    fn put(&self, record: *mut c_void, field: &Field, mut value: Value) -> Result<()> {
        let at = record.wrapping_byte_add(field.offset).cast::<u8>();
        let mut old = Value::new(if field.vt == vt::VARIANT { vt::EMPTY } else { field.vt }, 0);
        let (new, size) = match field.vt {
            vt::VARIANT => ((&raw mut value).cast::<u8>(), size_of::<Value>()),
            vt::RECORD => {
                let info = field.info.as_ref().ok_or(E_INVALIDARG)?;
                // SAFETY: the field is a record of this description, and so is the variant's, as was seen.
                return unsafe { info.RecordCopy(value.data[0] as *const c_void, at.cast()) }.ok();
            }
            _ => (value.place(), field.size),
        };
        let place = if field.vt == vt::VARIANT { (&raw mut old).cast() } else { old.place() };
        // SAFETY: a value of the field's type lies at each of the places; the old one is dropped with its variant, a DECIMAL
        // lying over the type of one, which is then written again.
        unsafe {
            place.copy_from_nonoverlapping(at, size);
            at.copy_from_nonoverlapping(new, size);
        }
        if field.vt == vt::DECIMAL {
            old.vt = vt::DECIMAL;
        }
        std::mem::forget(value);
        Ok(())
    }
}

impl IRecordPlan_Impl for Record_Impl {
    unsafe fn Plan(&self) -> *const RecordPlan {
        &raw const self.description.plan
    }
}

impl IRecordInfo_Impl for Record_Impl {
    fn RecordInit(&self, pvnew: *mut c_void) -> Result<()> {
        if pvnew.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: memory for a record: the caller's promise.
        unsafe { pvnew.cast::<u8>().write_bytes(0, self.description.plan.size()) };
        Ok(())
    }

    fn RecordClear(&self, pvexisting: *const c_void) -> Result<()> {
        if pvexisting.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: a record: the caller's promise.
        unsafe { self.description.plan.release(pvexisting.cast_mut()) };
        Ok(())
    }

    fn RecordCopy(&self, pvexisting: *const c_void, pvnew: *mut c_void) -> Result<()> {
        if pvexisting.is_null() || pvnew.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: records: the caller's promise. The copy is made first: the two may be the same.
        unsafe {
            let copy = self.description.duplicate(pvexisting)?;
            self.description.plan.release(pvnew);
            pvnew.cast::<u8>().copy_from_nonoverlapping(copy.cast(), self.description.plan.size());
            oxcom_abi::CoTaskMemFree(copy);
        }
        Ok(())
    }

    fn GetGuid(&self) -> Result<GUID> {
        Ok(self.description.guid)
    }

    fn GetName(&self) -> Result<BSTR> {
        Ok(self.description.info()?.name.as_str().into())
    }

    fn GetSize(&self) -> Result<u32> {
        Ok(self.description.plan.size() as u32)
    }

    fn GetTypeInfo(&self) -> Result<ITypeInfo> {
        let info = Info::object(self.description.loaded.clone(), self.description.index, View::Default);
        // SAFETY: an owned ITypeInfo.
        Ok(unsafe { ITypeInfo::from_raw(info) })
    }

    fn GetField(&self, pvdata: *const c_void, szfieldname: &PCWSTR) -> Result<VARIANT> {
        let mut reference = self.field(pvdata, szfieldname)?.refer(pvdata)?;
        // SAFETY: a variant that refers to a field of the record.
        Ok(unsafe { Value::copy_of(reference.as_raw()) }?.into_raw())
    }

    fn GetFieldNoCopy(
        &self,
        pvdata: *const c_void,
        szfieldname: &PCWSTR,
        pvarfield: *mut VARIANT,
        ppvdatacarray: *mut *mut c_void,
    ) -> Result<()> {
        if pvarfield.is_null() {
            return Err(E_POINTER.into());
        }
        let reference = self.field(pvdata, szfieldname)?.refer(pvdata)?;
        // SAFETY: writable, each if it is not null.
        unsafe {
            pvarfield.write(reference.into_raw());
            if !ppvdatacarray.is_null() {
                ppvdatacarray.write(std::ptr::null_mut());
            }
        }
        Ok(())
    }

    fn PutField(
        &self,
        _wflags: u32,
        pvdata: *mut c_void,
        szfieldname: &PCWSTR,
        pvarfield: *const VARIANT,
    ) -> Result<()> {
        let field = self.field(pvdata, szfieldname)?;
        if pvarfield.is_null() {
            return Err(E_INVALIDARG.into());
        }
        field.refer(pvdata)?; // that it can be put
        // SAFETY: a variant: the caller's promise. A record must be of the field's own type.
        let value = unsafe {
            let value = Value::changed(pvarfield, field.vt)?;
            if let Some(wanted) = &field.info {
                let info = value.data[1] as *mut c_void;
                let info = IRecordInfo::from_raw_borrowed(&info);
                let fits = info.is_some_and(|info| wanted.IsMatchingType(info).as_bool());
                if !fits || value.data[0] == 0 {
                    return Err(oxcom_abi::DISP_E_TYPEMISMATCH.into());
                }
                return check(
                    wanted.RecordCopy(value.data[0] as *const c_void, pvdata.byte_add(field.offset)),
                )
                .map_err(Into::into);
            }
            value
        };
        self.put(pvdata, field, value)
    }

    fn PutFieldNoCopy(
        &self,
        _wflags: u32,
        pvdata: *mut c_void,
        szfieldname: &PCWSTR,
        pvarfield: *const VARIANT,
    ) -> Result<()> {
        let field = self.field(pvdata, szfieldname)?;
        if pvarfield.is_null() {
            return Err(E_INVALIDARG.into());
        }
        field.refer(pvdata)?;
        // SAFETY: a variant: the caller's promise, who gives up what it owns.
        let value = unsafe { pvarfield.cast::<Value>().read() };
        if value.vt != field.vt && field.vt != vt::VARIANT || field.vt == vt::RECORD {
            std::mem::forget(value); // still the caller's
            return Err(oxcom_abi::DISP_E_TYPEMISMATCH.into());
        }
        self.put(pvdata, field, value)
    }

    fn GetFieldNames(&self, pcnames: *mut u32, rgbstrnames: *mut BSTR) -> Result<()> {
        if pcnames.is_null() {
            return Err(E_POINTER.into());
        }
        let fields = &self.description.fields;
        // SAFETY: the names have as many places as the caller says.
        unsafe {
            let count =
                if rgbstrnames.is_null() { fields.len() } else { fields.len().min(*pcnames as usize) };
            if !rgbstrnames.is_null() {
                for (index, field) in fields.iter().take(count).enumerate() {
                    rgbstrnames.add(index).write(field.name.as_str().into());
                }
            }
            pcnames.write(count as u32);
        }
        Ok(())
    }

    fn IsMatchingType(&self, precordinfo: Ref<'_, IRecordInfo>) -> BOOL {
        // SAFETY: a call with arguments of its types.
        let guid = precordinfo.as_ref().map(|other| unsafe { other.GetGuid() });
        matches!(guid, Some(Ok(guid)) if guid == self.description.guid).into()
    }

    fn RecordCreate(&self) -> *mut c_void {
        self.description.allocate()
    }

    fn RecordCreateCopy(&self, pvsource: *const c_void, ppvdest: *mut *mut c_void) -> Result<()> {
        if pvsource.is_null() || ppvdest.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: a record, and a place for a pointer: the caller's promise.
        unsafe { ppvdest.write(self.description.duplicate(pvsource)?) };
        Ok(())
    }

    fn RecordDestroy(&self, pvrecord: *const c_void) -> Result<()> {
        if pvrecord.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: a record in task memory, given up: the caller's promise.
        unsafe { self.description.destroy(pvrecord.cast_mut()) };
        Ok(())
    }
}
