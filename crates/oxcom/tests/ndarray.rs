//! SAFEARRAYs of several dimensions as `ndarray` has them.
#![allow(missing_docs, non_snake_case)]
#![cfg(feature = "ndarray")]

use oxcom::ArrayView;
use oxcom::abi::{SAFEARRAYBOUND, SafeArrayCreate, SafeArrayPutElement, VARTYPE, VT_I4};
use oxcom_host as _;

#[test]
fn indices_are_those_of_the_safearray() {
    let bounds = [(2, 10), (3, 0), (4, -1)].map(|(cElements, lLbound)| SAFEARRAYBOUND { cElements, lLbound });
    // SAFETY: arguments of their types; the array is new.
    let view = unsafe {
        let array = SafeArrayCreate(VARTYPE(VT_I4 as u16), 3, bounds.as_ptr());
        for (i, j, k) in (0..2).flat_map(|i| (0..3).flat_map(move |j| (0..4).map(move |k| (i, j, k)))) {
            let value: i32 = 100 * i + 10 * j + k;
            SafeArrayPutElement(array, [10 + i, j, k - 1].as_ptr(), (&raw const value).cast()).unwrap();
        }
        ArrayView::<i32>::take(array).unwrap()
    };
    assert_eq!(view.shape(), [2, 3, 4]);
    let array = view.as_ndarray();
    assert_eq!((array.shape(), array[[1, 2, 3]], array[[0, 1, 0]]), (&[2, 3, 4][..], 123, 10));
    assert_eq!(array.sum(), (0..24).map(|n| 100 * (n / 12) + 10 * (n / 4 % 3) + n % 4).sum());
}

#[test]
fn an_empty_array_has_its_shape() {
    let bounds = [(0, 0), (3, 0)].map(|(cElements, lLbound)| SAFEARRAYBOUND { cElements, lLbound });
    // SAFETY: arguments of their types; the array is new.
    let view = unsafe {
        let array = SafeArrayCreate(VARTYPE(VT_I4 as u16), 2, bounds.as_ptr());
        ArrayView::<i32>::take(array).unwrap()
    };
    assert_eq!((view.len(), view.as_ndarray().shape()), (0, &[0, 3][..]));
}
