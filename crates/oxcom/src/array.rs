//! SAFEARRAYs of numbers as slices.

use std::marker::PhantomData;
use std::ops::Deref;

use oxcom_abi::{
    DISP_E_TYPEMISMATCH, E_INVALIDARG, E_OUTOFMEMORY, SAFEARRAY, SafeArrayAccessData, SafeArrayCreateVector,
    SafeArrayDestroy, SafeArrayGetDim, SafeArrayGetLBound, SafeArrayGetUBound, SafeArrayGetVartype,
    SafeArrayUnaccessData, VARTYPE, VT_I1, VT_I2, VT_I4, VT_I8, VT_R4, VT_R8, VT_UI1, VT_UI2, VT_UI4, VT_UI8,
};

use crate::Result;

/// A plain number that arrays hold.
///
/// # Safety
/// `VARTYPE` is the VARTYPE of numbers with the layout of `Self`, for which every pattern of bits is a value.
pub unsafe trait Scalar: Copy + 'static {
    /// VT_*.
    const VARTYPE: u16;
}

macro_rules! scalars {
    ($($number:ty => $vartype:ident),*) => {
        $(
            // SAFETY: the VARTYPE is defined as this type.
            unsafe impl Scalar for $number {
                const VARTYPE: u16 = $vartype as u16;
            }
        )*
    };
}

scalars!(i8 => VT_I1, u8 => VT_UI1, i16 => VT_I2, u16 => VT_UI2, i32 => VT_I4, u32 => VT_UI4, i64 => VT_I8,
    u64 => VT_UI8, f32 => VT_R4, f64 => VT_R8);

/// A new one-dimensional SAFEARRAY that holds a copy of `elements`: the caller destroys it, or gives it to its own caller.
///
/// # Errors
/// E_INVALIDARG: more elements than a SAFEARRAY can count. E_OUTOFMEMORY.
pub fn array_of<T: Scalar>(elements: &[T]) -> Result<*mut SAFEARRAY> {
    let count = u32::try_from(elements.len()).map_err(|_| E_INVALIDARG)?;
    // SAFETY: the new array has room for `count` elements of the type that its VARTYPE names; nobody else knows it yet.
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(T::VARTYPE), 0, count);
        if array.is_null() {
            return Err(E_OUTOFMEMORY.into());
        }
        let mut data = std::ptr::null_mut();
        if let Err(error) = SafeArrayAccessData(array, &mut data).ok() {
            let _ = SafeArrayDestroy(array);
            return Err(error);
        }
        data.cast::<T>().copy_from_nonoverlapping(elements.as_ptr(), elements.len());
        SafeArrayUnaccessData(array).ok()?;
        Ok(array)
    }
}

/// An array that a call handed out: owned, locked for reading, and seen as a slice. Dropping it destroys the array.
///
/// The elements of an array with several dimensions are in the order in which they lie in memory: the first index fastest.
pub struct ArrayView<T: Scalar> {
    array: *mut SAFEARRAY,
    data: *const T,
    count: usize,
    element: PhantomData<T>,
}

impl<T: Scalar> ArrayView<T> {
    /// Takes over an array.
    ///
    /// # Errors
    /// E_INVALIDARG: null. DISP_E_TYPEMISMATCH: its elements are of another type. In both cases the array is destroyed.
    ///
    /// # Safety
    /// `array` is null or an array that the caller owns and that nobody writes to.
    pub unsafe fn take(array: *mut SAFEARRAY) -> Result<Self> {
        if array.is_null() {
            return Err(E_INVALIDARG.into());
        }
        // SAFETY: an array by contract; the view is dropped, and the array destroyed, on every way out.
        unsafe {
            let mut view = Self { array, data: std::ptr::null(), count: 0, element: PhantomData };
            if SafeArrayGetVartype(array)?.0 != T::VARTYPE {
                return Err(DISP_E_TYPEMISMATCH.into());
            }
            let mut count = 1usize;
            for dimension in 1..=SafeArrayGetDim(array) {
                let (low, high) =
                    (SafeArrayGetLBound(array, dimension)?, SafeArrayGetUBound(array, dimension)?);
                let length = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(0);
                count = count.checked_mul(length).ok_or(E_INVALIDARG)?;
            }
            let mut data = std::ptr::null_mut();
            SafeArrayAccessData(array, &mut data).ok()?;
            (view.data, view.count) = (data.cast_const().cast(), count);
            Ok(view)
        }
    }
}

impl<T: Scalar> Deref for ArrayView<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        if self.count == 0 {
            return &[];
        }
        // SAFETY: the array is locked and has so many elements; all patterns of bits are values of T.
        unsafe { std::slice::from_raw_parts(self.data, self.count) }
    }
}

impl<T: Scalar> Drop for ArrayView<T> {
    fn drop(&mut self) {
        // SAFETY: the view owns the array, and has locked it when it has its data.
        unsafe {
            if !self.data.is_null() {
                let _ = SafeArrayUnaccessData(self.array);
            }
            let _ = SafeArrayDestroy(self.array);
        }
    }
}
