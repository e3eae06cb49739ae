//! Collections: enumerators of VARIANTs, made of Python's values and read by Python.

use oxcom::abi::{IEnumVARIANT, VARIANT};
use oxcom::{OwnedVariant, enumerator as enumerator_of};
use pyo3::prelude::*;
use windows_core::{IUnknown, Interface};

use crate::apartment::ensure;
use crate::error::check;
use crate::lift::{Lift, lift, release};
use crate::lower::Lower;
use crate::pointer::{self, Address, Unknown};
use crate::shape::Shape;

/// How many elements are asked for at once.
const AT_ONCE: usize = 32;

/// An object that enumerates values (IEnumVARIANT): what the property `_NewEnum` of a collection gives.
#[pyfunction]
pub(crate) fn enumerator<'py>(
    py: Python<'py>,
    values: Vec<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    ensure(py)?;
    let mut items = Vec::with_capacity(values.len());
    for value in &values {
        let (mut lower, mut variant) = (Lower::owning(py), VARIANT::default());
        // SAFETY: zeroed memory for a VARIANT, which then belongs to the enumerator.
        unsafe { lower.value(&Shape::Variant, value, (&raw mut variant).cast())? };
        lower.commit();
        items.push(OwnedVariant::from_raw(variant));
    }
    let made = IUnknown::from(enumerator_of(items));
    // SAFETY: an owned pointer to the interface.
    unsafe { pointer::wrap(py, &IUnknown::IID, made.into_raw()) }
}

/// The next elements of an IEnumVARIANT, a few at a time; none are left when there is none.
#[pyfunction]
pub(crate) fn next_elements<'py>(
    py: Python<'py>,
    enumerator: &Bound<'py, Unknown>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let held = enumerator.get().hold(py)?;
    let this = held.address();
    let mut places = vec![VARIANT::default(); AT_ONCE];
    let room = Address(places.as_mut_ptr().cast());
    let (code, fetched) = py.detach(move || {
        let (this, room) = ({ this }.0, { room }.0);
        let mut fetched = 0;
        // SAFETY: a live pointer to IEnumVARIANT: Python's side of the package has asked for it; as many places as the count says.
        let code = unsafe {
            let vtable = *this.cast::<*const <IEnumVARIANT as Interface>::Vtable>();
            ((*vtable).Next)(this, AT_ONCE as u32, room.cast(), &mut fetched)
        };
        (code, fetched as usize)
    });
    check(py, code)?;
    let count = |_| 0;
    let how = Lift { py, own: true, count: &count, iid: None };
    let lifted = places.iter_mut().take(fetched).map(|place| {
        let place: *mut u8 = std::ptr::from_mut(place).cast();
        // SAFETY: the enumerator left an owned VARIANT there.
        unsafe {
            let lifted = lift(&Shape::Variant, place, &how);
            release(&Shape::Variant, place, &count);
            lifted
        }
    });
    lifted.collect::<Vec<_>>().into_iter().collect()
}
