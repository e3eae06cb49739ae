//! What scripts ask of the object that hands out images: a dual interface, callable by name.

use std::sync::Arc;

use image_source_interfaces::{IImageCatalog, IImageCatalog_Impl};
use oxcom::abi::{
    DISP_E_BADINDEX, DISP_E_TYPEMISMATCH, VARIANT, VARTYPE, VT_EMPTY, VT_ERROR, VT_I4, VariantChangeType,
};
use oxcom::{BSTR, Result, error_with_message};

use crate::SharedPicture;
use crate::handle_mgr::{HandleMgr, HandleMgr_Impl};

oxcom::dispatch!(HandleMgr_Impl: IImageCatalog);

impl IImageCatalog_Impl for HandleMgr_Impl {
    fn Count(&self) -> Result<i32> {
        Ok(i32::try_from(self.source.pictures().len()).unwrap_or(i32::MAX))
    }

    fn Name(&self, photograph: i32) -> Result<BSTR> {
        Ok(BSTR::from(self.photograph(photograph)?.name()))
    }

    fn Colour(&self, photograph: i32, column: i32, row: &VARIANT) -> Result<BSTR> {
        let picture = self.photograph(photograph)?;
        let [columns, rows] = picture.dims().map(usize::from);
        let column = within("column", column, columns)?;
        let row = match given(row)? {
            Some(row) => within("row", row, rows)?,
            None => rows / 2,
        };
        let pixel = 4 * (row * columns + column);
        let [red, green, blue] = [0, 1, 2].map(|part| picture.pixels()[pixel + part]);
        Ok(BSTR::from(format!("#{red:02x}{green:02x}{blue:02x}").as_str()))
    }
}

impl HandleMgr {
    fn photograph(&self, number: i32) -> Result<&Arc<SharedPicture>> {
        let pictures = self.source.pictures();
        Ok(&pictures[within("photograph", number, pictures.len())?])
    }
}

/// A number that counts something of which there are `end`.
fn within(what: &str, number: i32, end: usize) -> Result<usize> {
    usize::try_from(number).ok().filter(|number| *number < end).ok_or_else(|| {
        error_with_message(
            DISP_E_BADINDEX,
            &format!("there is no {what} {number}: they are 0 to {}", end - 1),
        )
    })
}

/// An optional number. One that is left out comes as VT_ERROR.
fn given(value: &VARIANT) -> Result<Option<i32>> {
    // SAFETY: every variant begins with its type.
    let kind = i32::from(unsafe { value.Anonymous.Anonymous.vt.0 });
    if kind == VT_ERROR || kind == VT_EMPTY {
        return Ok(None);
    }
    let mut number = VARIANT::default();
    // SAFETY: an empty variant to write to, and the caller's; a number has nothing to clear.
    unsafe {
        let done = VariantChangeType(&mut number, value, 0, VARTYPE(VT_I4 as u16));
        done.ok().map_err(|_| DISP_E_TYPEMISMATCH)?;
        Ok(Some(number.Anonymous.Anonymous.Anonymous.lVal))
    }
}
