//! Where the data of large arrays comes from when the runtime says so. A process says it once, so this is a program of its
//! own.

use core::alloc::Layout;
use core::any::Any;
use core::ffi::c_void;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;

use oxcom_abi::{
    SAFEARRAY, SAFEARRAYBOUND, SafeArrayCopy, SafeArrayCreateVector, SafeArrayDestroy, SafeArrayRedim,
    VARTYPE, VT_BSTR, VT_R4, VT_UI1,
};
use oxcom_automation::safearray::{ArrayAllocator, DataOwner, owner_of, set_array_allocator};

const THRESHOLD: usize = 4096;

/// Blocks, as a runtime would share them; there are only so many.
struct Blocks;

struct Block(NonNull<u8>, Layout);

static BLOCKS: AtomicUsize = AtomicUsize::new(0);
const MOST: usize = 2;

impl ArrayAllocator for Blocks {
    fn threshold(&self) -> usize {
        THRESHOLD
    }

    fn allocate(&self, _vartype: VARTYPE, bytes: usize) -> Option<(NonNull<c_void>, Arc<dyn DataOwner>)> {
        let add = |blocks: usize| (blocks < MOST).then_some(blocks + 1);
        BLOCKS.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add).ok()?;
        let layout = Layout::from_size_align(bytes, 4096).ok()?;
        // SAFETY: the threshold is more than no bytes.
        let data = NonNull::new(unsafe { std::alloc::alloc_zeroed(layout) })?;
        Some((data.cast(), Arc::new(Block(data, layout))))
    }
}

// SAFETY: the block owns its memory.
unsafe impl Send for Block {}
// SAFETY: as above.
unsafe impl Sync for Block {}

impl DataOwner for Block {}

impl Drop for Block {
    fn drop(&mut self) {
        // SAFETY: allocated with this layout, and given up.
        unsafe { std::alloc::dealloc(self.0.as_ptr(), self.1) };
        BLOCKS.fetch_sub(1, Ordering::Relaxed);
    }
}

fn blocks() -> usize {
    BLOCKS.load(Ordering::Relaxed)
}

fn array(vartype: i32, count: u32) -> *mut SAFEARRAY {
    // SAFETY: a plain call.
    unsafe { SafeArrayCreateVector(VARTYPE(vartype as u16), 0, count) }
}

fn is_in_block(array: *mut SAFEARRAY) -> bool {
    // SAFETY: the array lives.
    let owner = unsafe { owner_of(array) };
    owner.is_some_and(|owner| (&*owner as &dyn Any).is::<Block>())
}

#[test]
fn large_arrays_of_scalars_lie_in_blocks() {
    assert!(set_array_allocator(&Blocks));
    assert!(!set_array_allocator(&Blocks), "once only");

    let (small, text) = (array(VT_UI1, THRESHOLD as u32 - 1), array(VT_BSTR, 4096));
    assert!(!is_in_block(small) && !is_in_block(text));

    // SAFETY: each array is used while it lives, and destroyed once.
    unsafe {
        let image = array(VT_R4, 1024);
        assert!(is_in_block(image));
        assert_eq!((*image).fFeatures, oxcom_abi::FADF_HAVEVARTYPE as u16, "an ordinary array to its user");
        (*image).pvData.cast::<[f32; 1024]>().write([0.5; 1024]);

        let copy = SafeArrayCopy(image).unwrap();
        assert!(is_in_block(copy));
        assert_eq!(*(*copy).pvData.cast::<[f32; 1024]>(), [0.5; 1024]);

        let third = array(VT_R4, 1024);
        assert!(!third.is_null() && !is_in_block(third), "task memory when there are no more blocks");
        assert_eq!(blocks(), MOST);

        SafeArrayDestroy(copy).unwrap();
        assert_eq!(blocks(), 1);
        SafeArrayRedim(third, &SAFEARRAYBOUND { cElements: 2048, lLbound: 0 }).unwrap();
        assert!(is_in_block(third), "growing asks again");
        SafeArrayRedim(image, &SAFEARRAYBOUND { cElements: 8, lLbound: 0 }).unwrap();
        assert!(!is_in_block(image), "a small rest moves to task memory");
        assert_eq!(*(*image).pvData.cast::<[f32; 8]>(), [0.5; 8]);

        for array in [small, text, image, third] {
            SafeArrayDestroy(array).unwrap();
        }
    }
    assert_eq!(blocks(), 0);
}
