//! SAFEARRAYs of numbers as slices.

use std::marker::PhantomData;
use std::ops::Deref;

use oxcom_abi::{
    DISP_E_TYPEMISMATCH, E_INVALIDARG, E_OUTOFMEMORY, SAFEARRAY, SafeArrayAccessData, SafeArrayCreateVector,
    SafeArrayDestroy, SafeArrayGetDim, SafeArrayGetLBound, SafeArrayGetUBound, SafeArrayGetVartype,
    SafeArrayUnaccessData, VARTYPE, VT_I1, VT_I2, VT_I4, VT_I8, VT_R4, VT_R8, VT_UI1, VT_UI2, VT_UI4, VT_UI8,
};

use oxcom_abi::extension::{OxcomFreezeArray, OxcomReadOnlyArrays, OxcomShareArray};

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
    shape: Vec<usize>,
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
            let (data, shape) = (std::ptr::null(), Vec::new());
            let mut view = Self { array, data, count: 0, shape, element: PhantomData };
            if SafeArrayGetVartype(array)?.0 != T::VARTYPE {
                return Err(DISP_E_TYPEMISMATCH.into());
            }
            let mut count = 1usize;
            for dimension in 1..=SafeArrayGetDim(array) {
                let (low, high) =
                    (SafeArrayGetLBound(array, dimension)?, SafeArrayGetUBound(array, dimension)?);
                let length = usize::try_from(i64::from(high) - i64::from(low) + 1).unwrap_or(0);
                count = count.checked_mul(length).ok_or(E_INVALIDARG)?;
                view.shape.push(length);
            }
            let mut data = std::ptr::null_mut();
            SafeArrayAccessData(array, &mut data).ok()?;
            (view.data, view.count) = (data.cast_const().cast(), count);
            Ok(view)
        }
    }

    /// How many elements each dimension has, the leftmost first.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The array in all its dimensions, as the crate `ndarray` has it; nothing is copied.
    #[cfg(feature = "ndarray")]
    pub fn as_ndarray(&self) -> ndarray::ArrayViewD<'_, T> {
        use ndarray::ShapeBuilder;
        // SAFETY: the array is locked and has so many elements in this order, as long as the view lives; where there are none, a
        // pointer that is aligned is enough.
        unsafe {
            let data = if self.count == 0 { std::ptr::NonNull::dangling().as_ptr() } else { self.data };
            ndarray::ArrayViewD::from_shape_ptr(ndarray::IxDyn(&self.shape).f(), data)
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

/// An array that nobody changes any more, in memory that other processes can see: each [share](Self::share) of it is an array
/// to give away, and costs the same whatever the size.
///
/// ```no_run
/// # use oxcom::{FrozenArray, Result, abi::SAFEARRAY};
/// struct Camera { newest: FrozenArray<u8> }
///
/// impl Camera {
///     fn frame(&self) -> Result<*mut SAFEARRAY> {
///         self.newest.share() // for an [out] argument: its receiver destroys it
///     }
/// }
/// ```
pub struct FrozenArray<T: Scalar> {
    array: *mut SAFEARRAY,
    data: *const T,
    count: usize,
    element: PhantomData<T>,
}

// SAFETY: an array of numbers belongs to no thread, and nobody writes to this one.
unsafe impl<T: Scalar> Send for FrozenArray<T> {}
// SAFETY: as above.
unsafe impl<T: Scalar> Sync for FrozenArray<T> {}

impl<T: Scalar> FrozenArray<T> {
    /// Freezes a copy of `elements`.
    ///
    /// # Errors
    /// E_INVALIDARG: more elements than a SAFEARRAY can count. E_OUTOFMEMORY.
    pub fn of(elements: &[T]) -> Result<Self> {
        // SAFETY: the array is new.
        unsafe { Self::freeze(array_of(elements)?) }
    }

    /// Takes over an array and freezes it.
    ///
    /// # Errors
    /// E_INVALIDARG: null, or without elements. DISP_E_TYPEMISMATCH: its elements are of another type. E_OUTOFMEMORY. In all
    /// cases the array is destroyed.
    ///
    /// # Safety
    /// `array` is null or an array that the caller owns and that nobody else uses.
    pub unsafe fn freeze(array: *mut SAFEARRAY) -> Result<Self> {
        // SAFETY: by contract; the view destroys the array on every way out but the last.
        unsafe {
            let mut view = ArrayView::<T>::take(array)?;
            SafeArrayUnaccessData(array).ok()?;
            view.data = std::ptr::null();
            OxcomFreezeArray(array).ok()?;
            let (data, count) = ((*array).pvData.cast_const().cast(), view.count);
            drop(std::mem::take(&mut view.shape));
            std::mem::forget(view);
            Ok(Self { array, data, count, element: PhantomData })
        }
    }

    /// Another array over the same elements, which the caller destroys or gives away. SafeArrayPutElement refuses to change
    /// it, and a write to its data is a segmentation fault; who receives it from another process may write to his own.
    ///
    /// # Errors
    /// E_OUTOFMEMORY.
    pub fn share(&self) -> Result<*mut SAFEARRAY> {
        let mut share = std::ptr::null_mut();
        // SAFETY: the array lives, and the place is writable.
        unsafe { OxcomShareArray(self.array, &mut share) }.ok()?;
        Ok(share)
    }
}

impl<T: Scalar> Deref for FrozenArray<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        // SAFETY: the array has so many elements, nobody writes to them; all patterns of bits are values of T.
        unsafe { std::slice::from_raw_parts(self.data, self.count) }
    }
}

impl<T: Scalar> Drop for FrozenArray<T> {
    fn drop(&mut self) {
        // SAFETY: the array is this one's own.
        let _ = unsafe { SafeArrayDestroy(self.array) };
    }
}

/// Says whether the large arrays that calls of this thread receive from other processes are read-only from now on; tells what
/// held before. For readers of frames: a frame that comes several times is mapped once, and a write is a segmentation fault.
pub fn read_only_arrays(read_only: bool) -> bool {
    OxcomReadOnlyArrays(read_only.into()) != 0
}
