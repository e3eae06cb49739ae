//! Arrays whose length is told elsewhere, and text.

use crate::samples::arrays::*;
use crate::samples::harness::*;
use oxcom_abi::{BSTR, CoTaskMemFree, S_FALSE, S_OK};
use windows_core::HRESULT;

#[test]
fn counts_come_before_or_after_their_array() {
    let arrays = arrays();
    let (values, mut sum) = ([1, -2, 300], 0);
    unsafe {
        assert_eq!(arrays.SumCounted(values.as_ptr(), 3, &mut sum), S_OK);
        assert_eq!(sum, 299);
        assert_eq!(traffic().request.len(), 4 + 12 + 4);
        assert_eq!(arrays.SumSized(8, values.as_ptr(), &mut sum), S_OK);
        assert_eq!(sum, -1);
        assert_eq!(arrays.SumCounted(std::ptr::null(), 0, &mut sum), S_OK, "nothing may be null");
        assert_eq!(sum, 0);
        assert_eq!(arrays.SumCounted(std::ptr::null(), 1, &mut sum), HRESULT(0x8007_06f4_u32 as _));
    }
}

#[test]
fn counts_that_lie_are_refused() {
    let (arrays, mut sum) = (arrays(), 0);
    let refused = HRESULT(0x8007_06f7_u32 as _);
    let word = |value: u32| value.to_le_bytes();
    let mut call = |request: Vec<[u8; 4]>| {
        set_tampering(Tampering::Request(request.concat()));
        let code = unsafe { arrays.SumCounted([1].as_ptr(), 1, &mut sum) };
        set_tampering(Tampering::Nothing);
        (code, traffic().error)
    };
    assert_eq!(call(vec![word(2), word(7), word(8), word(2)]).0, S_OK);
    let (code, error) = call(vec![word(2), word(7), word(8), word(3)]);
    assert_eq!(code, refused);
    assert_eq!(
        error.as_deref(),
        Some("IArrays::SumCounted: a count is out of bounds, or not the one announced")
    );
    assert_eq!(call(vec![word(0xffff_ffff), word(7)]).0, refused);

    // More room than anybody needs.
    let mut values = vec![1; oxcom_invoke::MAX_ROOM / 4 + 1];
    let code = unsafe { arrays.Fill(0, values.as_mut_ptr(), values.len() as u32) };
    assert_eq!((code, values[0], traffic().request.len()), (refused, 0, 8));
}

#[test]
fn the_callers_buffer_is_filled() {
    let mut values = [9; 4];
    assert_eq!(unsafe { arrays().Fill(10, values.as_mut_ptr(), 3) }, S_OK);
    assert_eq!(values, [10, 11, 12, 9]);
}

#[test]
fn a_part_of_the_room_comes_back() {
    let mut names: [BSTR; 5] = std::array::from_fn(|_| BSTR::new());
    let mut used = 0;
    assert_eq!(unsafe { arrays().Next(5, names.as_mut_ptr().cast(), &mut used) }, S_FALSE);
    assert_eq!(used, 2);
    assert_eq!(names[..3], [BSTR::from("name 0"), BSTR::from("name 1"), BSTR::new()]);
}

#[test]
fn an_array_is_changed_in_place() {
    let mut values = [1, 2, 3];
    assert_eq!(unsafe { arrays().Double(values.as_mut_ptr(), 3) }, S_OK);
    assert_eq!(values, [2, 4, 6]);
    let mut names = ["a", "b"].map(BSTR::from);
    assert_eq!(unsafe { arrays().Rename(2, names.as_mut_ptr().cast()) }, S_OK);
    assert_eq!(names, ["a!", "b!"].map(BSTR::from));
}

#[test]
fn an_array_that_the_method_made_is_the_callers() {
    let (mut values, mut count) = (std::ptr::null_mut(), 0);
    unsafe {
        assert_eq!(arrays().Allocate(&mut values, &mut count), S_OK);
        assert_eq!(std::slice::from_raw_parts(values, count as usize), [5, 6, 7]);
        CoTaskMemFree(values.cast());

        let (mut lines, mut count) = (std::ptr::null_mut(), 2);
        assert_eq!(arrays().Lines(&mut count, &mut lines), S_OK);
        let all = std::slice::from_raw_parts(lines, 2);
        assert_eq!((units(all[0]), units(all[1])), (vec![65, 0], vec![66, 0]));
        all.iter().for_each(|line| CoTaskMemFree(line.cast()));
        CoTaskMemFree(lines.cast());
    }
}

#[test]
fn text_is_counted_with_its_end() {
    let arrays = arrays();
    let names = ["one", "", "two"].map(|name| name.encode_utf16().chain([0]).collect::<Vec<u16>>());
    let pointers = names.each_ref().map(|name| name.as_ptr());
    let mut joined = BSTR::new();
    unsafe {
        assert_eq!(arrays.Join(pointers.as_ptr(), 3, &mut joined), S_OK);
        assert_eq!(joined, "onetwo");

        let mut same = std::ptr::null_mut();
        assert_eq!(arrays.Wide(names[0].as_ptr(), &mut same), S_OK);
        assert_eq!(units(same), names[0]);
        CoTaskMemFree(same.cast());
        assert_eq!(traffic().request, [4, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, b'o', 0, b'n', 0, b'e', 0, 0, 0]);

        let mut same = std::ptr::null_mut();
        assert_eq!(arrays.Narrow(c"narrow".as_ptr().cast(), names[1].as_ptr(), &mut same), S_OK);
        assert_eq!(units(same), b"narrow\0");
        CoTaskMemFree(same.cast());
        assert_eq!(arrays.Narrow(c"".as_ptr().cast(), std::ptr::null(), &mut same), S_OK);
        assert!(same.is_null());
    }
}

#[test]
fn arrays_in_place_and_arrays_that_are_not_there() {
    let arrays = arrays();
    let (mut output, mut was_there) = ([0; 3], 0);
    unsafe {
        assert_eq!(arrays.Fixed(&[1, 2, 3], &mut output), S_OK);
        assert_eq!(output, [2, 3, 4]);
        assert_eq!(arrays.Maybe([1, 2, 3].as_ptr(), 3, &mut was_there), S_OK);
        assert_eq!(was_there, 3);
        assert_eq!(arrays.Maybe(std::ptr::null(), 3, &mut was_there), S_OK);
        assert_eq!(was_there, -1);
    }
}
