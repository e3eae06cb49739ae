//! Arrays of every size and type come home equal, and what one side writes the other does not see.

use oxcom::abi::{
    self, DISP_E_ARRAYISLOCKED, SAFEARRAY, SAFEARRAYBOUND, SafeArrayCopy, SafeArrayCreate,
    SafeArrayCreateVector, SafeArrayDestroy, SafeArrayGetVartype, SafeArrayLock, SafeArrayPutElement,
    SafeArrayRedim, SafeArrayUnlock, VARIANT, VARTYPE, VT_ARRAY, VT_BYREF, VT_R4, VariantClear,
};
use oxcom::{FrozenArray, Interface, read_only_arrays};

use crate::array_object::{bytes_of, filled, increment, sum};
use crate::common::{IArrays, IRemoting, Scan, bytes};
use crate::drivers::Place;
use crate::tests::text;

tests![
    arrays_of_every_type_and_size_come_home,
    arrays_of_several_dimensions_come_home,
    what_the_callee_writes_the_caller_does_not_see,
    what_the_caller_writes_later_the_callee_does_not_see,
    what_is_passed_both_ways_comes_back_changed,
    arrays_lie_in_variants_and_structs,
    what_a_variant_refers_to_stays_its_owners,
    many_arrays_of_a_stream_are_held_at_once,
    a_received_array_is_an_ordinary_one,
    frozen_frames_are_shared,
    a_frozen_array_stays_as_it_is,
    an_array_that_its_object_keeps_does_not_change,
    a_one_way_argument_is_the_callers_again,
    read_only_arrays_are_equal,
    nothing_stays_lent,
    nothing_is_lent_where_memory_is_not_shared,
];

/// Around the size from which on arrays are lent: 65,536 bytes.
const SIZES: [u32; 8] = [0, 1, 4_096, 65_528, 65_536, 65_544, 100_000, 3_000_008];

const TYPES: [i32; 16] = [
    abi::VT_I1,
    abi::VT_UI1,
    abi::VT_I2,
    abi::VT_UI2,
    abi::VT_BOOL,
    abi::VT_I4,
    abi::VT_UI4,
    abi::VT_INT,
    abi::VT_UINT,
    abi::VT_ERROR,
    abi::VT_R4,
    abi::VT_R8,
    abi::VT_I8,
    abi::VT_UI8,
    abi::VT_CY,
    abi::VT_DATE,
];

type Outcome = Result<(), String>;

fn arrays(object: &IRemoting) -> Result<IArrays, String> {
    object.cast().map_err(text)
}

/// Bytes that differ from each other and from those of another seed.
fn pattern(bytes: &mut [u8], seed: u32) {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    for byte in bytes {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = (state >> 24) as u8;
    }
}

fn destroy(array: *mut SAFEARRAY) -> Outcome {
    // SAFETY: the test's own array.
    unsafe { SafeArrayDestroy(array) }.ok().map_err(text)
}

fn arrays_of_every_type_and_size_come_home(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    for vartype in TYPES {
        for size in SIZES {
            // SAFETY: the test's own arrays, as long as they live.
            unsafe {
                let probe = SafeArrayCreateVector(VARTYPE(vartype as u16), 0, 0);
                let width = (*probe).cbElements;
                destroy(probe)?;
                let array = SafeArrayCreateVector(VARTYPE(vartype as u16), -5, size / width);
                pattern(bytes_of(array), size + vartype as u32);
                let same = object.Echo(array).map_err(text)?;
                same!(SafeArrayGetVartype(same).map(|vartype| vartype.0), Ok(vartype as u16));
                same!((*same).rgsabound, (*array).rgsabound);
                if bytes_of(same) != bytes_of(array) {
                    return Err(format!("{size} bytes of type {vartype} have changed"));
                }
                destroy(array)?;
                destroy(same)?;
            }
        }
    }
    Ok(())
}

fn arrays_of_several_dimensions_come_home(object: &IRemoting, _: Place) -> Outcome {
    let bounds = [(300, 1), (20, -7), (50, 0)]
        .map(|(count, first)| SAFEARRAYBOUND { cElements: count, lLbound: first });
    // SAFETY: the test's own arrays.
    unsafe {
        let array = SafeArrayCreate(VARTYPE(abi::VT_I2 as u16), 3, bounds.as_ptr());
        pattern(bytes_of(array), 3);
        let same = arrays(object)?.Echo(array).map_err(text)?;
        same!((*same).cDims, 3);
        for dimension in 1..=3 {
            same!(abi::SafeArrayGetUBound(same, dimension), abi::SafeArrayGetUBound(array, dimension));
            same!(abi::SafeArrayGetLBound(same, dimension), abi::SafeArrayGetLBound(array, dimension));
        }
        same!(bytes_of(same) == bytes_of(array), true);
        destroy(array)?;
        destroy(same)
    }
}

fn what_the_callee_writes_the_caller_does_not_see(object: &IRemoting, place: Place) -> Outcome {
    if place == Place::SameApartment {
        return Ok(()); // a plain call: it is the same array
    }
    let object = arrays(object)?;
    let array = filled(200_000, 1).map_err(text)?;
    for _ in 0..5 {
        // SAFETY: the test's own array.
        unsafe {
            same!(object.Spoil(array).map_err(text)?, 200_000);
            same!(sum(bytes_of(array)), 200_000);
        }
    }
    destroy(array)
}

fn what_the_caller_writes_later_the_callee_does_not_see(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    let array = filled(200_000, 0).map_err(text)?;
    let mut copies = Vec::new();
    for value in 1..=5_u8 {
        // SAFETY: the test's own array: it is sent again and again, and changes between.
        unsafe {
            bytes_of(array).fill(value);
            copies.push((value, object.Echo(array).map_err(text)?));
        }
    }
    destroy(array)?;
    for (value, copy) in copies {
        // SAFETY: as above.
        same!(unsafe { bytes_of(copy) }.iter().all(|byte| *byte == value), true);
        destroy(copy)?;
    }
    Ok(())
}

fn what_is_passed_both_ways_comes_back_changed(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    for count in [10, 65_536, 1_000_000] {
        let mut array = filled(count, 0).map_err(text)?;
        for round in 1..=4_u8 {
            // SAFETY: the test's own array; what comes replaces it.
            unsafe {
                object.Update(&mut array).ok().map_err(text)?;
                same!(bytes_of(array).len(), count as usize);
                same!(bytes_of(array).iter().all(|byte| *byte == round), true);
            }
        }
        destroy(array)?;
    }
    Ok(())
}

fn arrays_lie_in_variants_and_structs(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    for count in [3, 16_384, 500_000] {
        // SAFETY: the test's own values, each cleared or destroyed once.
        unsafe {
            let ranges = SafeArrayCreateVector(VARTYPE(VT_R4 as u16), 0, count);
            pattern(bytes_of(ranges), count);
            let mut value = variant(VT_ARRAY | VT_R4, SafeArrayCopy(ranges).map_err(text)?.cast());
            let mut same = object.EchoVariant(&value).map_err(text)?;
            same!(bytes_of(array_in(&same)) == bytes_of(ranges), true);
            let mut scan = Scan { id: 7, ranges, value: std::mem::take(&mut value) };
            let mut both = object.EchoScan(&scan).map_err(text)?;
            same!(both.id, 7);
            same!(bytes_of(both.ranges) == bytes_of(ranges), true);
            same!(bytes_of(array_in(&both.value)) == bytes_of(ranges), true);
            for value in [&mut same, &mut scan.value, &mut both.value] {
                VariantClear(value).ok().map_err(text)?;
            }
            destroy(ranges)?;
            destroy(both.ranges)?;
        }
    }
    Ok(())
}

fn what_a_variant_refers_to_stays_its_owners(object: &IRemoting, place: Place) -> Outcome {
    if place == Place::SameApartment {
        return Ok(()); // VariantCopy then gives a VARIANT that refers to the same
    }
    let object = arrays(object)?;
    // SAFETY: the test's own values.
    unsafe {
        let mut ranges = SafeArrayCreateVector(VARTYPE(VT_R4 as u16), 0, 100_000);
        pattern(bytes_of(ranges), 5);
        let before = bytes_of(ranges).to_vec();
        let value = variant(VT_ARRAY | VT_BYREF | VT_R4, (&raw mut ranges).cast());
        let mut same = object.EchoVariant(&value).map_err(text)?;
        increment(bytes_of(ranges));
        same!(bytes_of(array_in(&same)) == before.as_slice(), true);
        VariantClear(&mut same).ok().map_err(text)?;
        destroy(ranges)
    }
}

/// A VARIANT of this type: what it holds is eight bytes after its start.
fn variant(vartype: i32, value: *mut std::ffi::c_void) -> VARIANT {
    let mut made = VARIANT::default();
    // SAFETY: a VARIANT has its type first and its value at 8.
    unsafe {
        (&raw mut made).cast::<u16>().write(vartype as u16);
        (&raw mut made).cast::<*mut std::ffi::c_void>().add(1).write(value);
    }
    made
}

/// # Safety
/// The VARIANT holds an array.
unsafe fn array_in(variant: &VARIANT) -> *mut SAFEARRAY {
    // SAFETY: by contract.
    unsafe { std::ptr::from_ref(variant).cast::<*mut SAFEARRAY>().add(1).read() }
}

fn many_arrays_of_a_stream_are_held_at_once(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    for _ in 0..3 {
        let mut held = Vec::new();
        for value in 0..40_u8 {
            // SAFETY: a call with arguments of its types.
            held.push(unsafe { object.Fill(100_000, value) }.map_err(text)?);
        }
        for (value, array) in held.into_iter().enumerate() {
            // SAFETY: the test's own array.
            same!(unsafe { bytes_of(array) }.iter().all(|byte| usize::from(*byte) == value), true);
            destroy(array)?;
        }
    }
    Ok(())
}

fn a_received_array_is_an_ordinary_one(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    // SAFETY: the test's own arrays.
    unsafe {
        for value in 1..10_u8 {
            let array = object.Fill(150_000, value).map_err(text)?;
            same!((*array).fFeatures, abi::FADF_HAVEVARTYPE as u16);
            same!(sum(bytes_of(array)), u64::from(value) * 150_000);
            SafeArrayPutElement(array, &149_999, (&raw const value).cast()).ok().map_err(text)?;
            increment(bytes_of(array));
            let copy = SafeArrayCopy(array).map_err(text)?;
            same!(sum(bytes_of(copy)), u64::from(value + 1) * 150_000);
            let longer = SAFEARRAYBOUND { cElements: 150_001, lLbound: 0 };
            SafeArrayRedim(array, &longer).ok().map_err(text)?;
            same!(bytes_of(array)[149_998..], [value + 1, value + 1, 0]);
            SafeArrayLock(array).ok().map_err(text)?;
            same!(SafeArrayDestroy(array), DISP_E_ARRAYISLOCKED);
            SafeArrayUnlock(array).ok().map_err(text)?;
            same!(object.Spoil(copy).map_err(text)?, u64::from(value + 1) * 150_000);
            destroy(array)?;
            destroy(copy)?;
        }
    }
    Ok(())
}

fn frozen_frames_are_shared(object: &IRemoting, place: Place) -> Outcome {
    let object = arrays(object)?;
    // SAFETY: the test's own arrays.
    unsafe {
        for value in [1, 1, 1, 2, 2] {
            let (first, second) =
                (object.Share(400_000, value).map_err(text)?, object.Share(400_000, value).map_err(text)?);
            if place != Place::SameApartment {
                increment(bytes_of(first));
                same!(sum(bytes_of(first)), u64::from(value + 1) * 400_000);
            }
            same!(sum(bytes_of(second)), u64::from(value) * 400_000);
            same!(object.Echo(second).map_err(text).and_then(destroy), Ok(()));
            destroy(first)?;
            destroy(second)?;
        }
    }
    Ok(())
}

fn a_frozen_array_stays_as_it_is(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    for count in [1_000, 100_000] {
        let frozen = FrozenArray::of(&vec![0.5_f64; count]).map_err(text)?;
        let share = frozen.share().map_err(text)?;
        // SAFETY: the test's own arrays.
        unsafe {
            same!(SafeArrayPutElement(share, &0, (&raw const count).cast()), abi::E_ACCESSDENIED);
            let same = object.Echo(share).map_err(text)?;
            destroy(share)?;
            same!(frozen.len(), count);
            same!(frozen.iter().all(|number| *number == 0.5), true);
            drop(frozen);
            bytes_of(same).fill(0);
            destroy(same)?;
        }
    }
    Ok(())
}

fn an_array_that_its_object_keeps_does_not_change(object: &IRemoting, place: Place) -> Outcome {
    if place == Place::SameApartment {
        return Ok(()); // a plain call: it is the object's array
    }
    let object = arrays(object)?;
    let mut received = Vec::new();
    for value in 1..5_u8 {
        // SAFETY: a call with arguments of its types.
        received.push((value, unsafe { object.Keep(120_000, value) }.map_err(text)?));
    }
    for (value, array) in received {
        // SAFETY: the test's own array.
        same!(sum(unsafe { bytes_of(array) }), u64::from(value) * 120_000);
        destroy(array)?;
    }
    Ok(())
}

fn a_one_way_argument_is_the_callers_again(object: &IRemoting, _: Place) -> Outcome {
    let object = arrays(object)?;
    let array = filled(1_000_000, 0).map_err(text)?;
    for value in 1..30_u8 {
        // SAFETY: the test's own array, which may be written to when the call returns.
        unsafe {
            bytes_of(array).fill(value);
            object.Post(array).ok().map_err(text)?;
            bytes_of(array).fill(0);
            same!(object.Posted().map_err(text)?, u64::from(value) * 1_000_000);
        }
    }
    destroy(array)
}

fn read_only_arrays_are_equal(object: &IRemoting, place: Place) -> Outcome {
    let object = arrays(object)?;
    let before = read_only_arrays(true);
    // SAFETY: a call with arguments of its types.
    let received = unsafe { (object.Share(90_000, 5), object.Share(90_000, 5), object.Fill(90_000, 6)) };
    same!(read_only_arrays(before), true);
    let (first, second) = (received.0.map_err(text)?, received.1.map_err(text)?);
    let fresh = received.2.map_err(text)?;
    // SAFETY: the test's own arrays.
    unsafe {
        if place != Place::SameApartment {
            same!((*first).pvData, (*second).pvData);
            same!(SafeArrayPutElement(fresh, &0, c"x".as_ptr().cast()), abi::E_ACCESSDENIED);
        }
        same!((sum(bytes_of(first)), sum(bytes_of(second))), (450_000, 450_000));
        same!(sum(bytes_of(fresh)), 540_000);
    }
    destroy(first)?;
    destroy(second)?;
    destroy(fresh)
}

fn nothing_stays_lent(object: &IRemoting, place: Place) -> Outcome {
    let arrays = arrays(object)?;
    for value in 0..100_u8 {
        // SAFETY: a call with arguments of its types.
        destroy(unsafe { arrays.Fill(100_000, value) }.map_err(text)?)?;
    }
    let (mut blocks, mut held, mut lent) = (0, 0, 0);
    // SAFETY: writable.
    unsafe { arrays.Usage(&mut blocks, &mut held, &mut lent) }.ok().map_err(text)?;
    same!(lent, 0);
    if place == Place::OtherProcess && blocks == 0 {
        return Err("the object's process has no blocks".into());
    }
    Ok(())
}

/// The same object, by a pointer that was marshaled for where memory is not shared.
fn unshared(object: &IArrays, context: i32) -> Result<IArrays, String> {
    let bytes = bytes::marshal(object, context, 0).map_err(text)?;
    bytes::unmarshal(&bytes).map_err(text)
}

fn nothing_is_lent_where_memory_is_not_shared(object: &IRemoting, place: Place) -> Outcome {
    if place == Place::SameApartment {
        return Ok(()); // the object itself
    }
    // The larger one fits no block that earlier tests have left.
    for (context, large) in [(abi::MSHCTX_NOSHAREDMEM, 9_000_000), (abi::MSHCTX_DIFFERENTMACHINE, 18_000_000)]
    {
        let lent = || -> Result<u64, String> {
            let (mut blocks, mut held, mut lent) = (0, 0, 0);
            // SAFETY: writable.
            unsafe { arrays(object)?.Usage(&mut blocks, &mut held, &mut lent) }.ok().map_err(text)?;
            Ok(lent)
        };
        let object = unshared(&arrays(object)?, context)?;
        let again = unshared(&object, abi::MSHCTX_LOCAL)?; // handed on, it stays so
        for object in [&object, &again] {
            // SAFETY: calls with arguments of their types.
            let results =
                unsafe { [object.Fill(100_000, 1), object.Share(100_000, 2), object.Keep(100_000, 3)] };
            same!(lent()?, 0);
            for (result, value) in results.into_iter().zip(1_u64..) {
                let array = result.map_err(text)?;
                // SAFETY: the test's own array.
                same!(sum(unsafe { bytes_of(array) }), value * 100_000);
                destroy(array)?;
            }
        }
        let array = filled(large, 1).map_err(text)?;
        let before = own_bytes();
        // SAFETY: calls with arguments of their types.
        unsafe {
            object.Post(array).ok().map_err(text)?; // what is lent is copied into a block first
            same!(object.Posted().map_err(text)?, u64::from(large));
        }
        if place == Place::OtherProcess {
            same!(own_bytes(), before);
        }
        destroy(array)?;
    }
    Ok(())
}

/// Bytes of all blocks of this process.
fn own_bytes() -> u64 {
    let mut usage = abi::extension::ArrayUsage::default();
    // SAFETY: writable.
    unsafe { abi::extension::OxcomArrayUsage(&mut usage) }.unwrap();
    usage.bytes
}
