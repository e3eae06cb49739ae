//! Structs that end in an array of variable length (C706 14.3.7.1, 14.3.7.2): its maximum travels before the outermost struct.
//!
//! The bytes of a struct and of one with a part of an array are those that impacket's `NDRSTRUCT` writes. For a struct in a struct it
//! writes the maximum before the inner one, which C706 does not.

use crate::samples::harness::*;
use crate::samples::open::*;
use oxcom_abi::{CoTaskMemFree, RPC_X_BAD_STUB_DATA, RPC_X_INVALID_BOUND, S_OK};
use std::ptr::{null, null_mut};
use windows_core::HRESULT;

const fn code(error: i32) -> HRESULT {
    HRESULT((error & 0xffff | 0x8007_0000_u32 as i32) as _)
}
const BAD_DATA: HRESULT = code(RPC_X_BAD_STUB_DATA);

#[test]
fn the_maximum_stands_before_the_struct() {
    let (object, mut sum) = (open(), 0);
    unsafe {
        let (blob, empty) = (make_blob(5, &[1, 2, 0x102]), make_blob(5, &[]));
        assert_eq!(object.Sum(blob, &mut sum), S_OK, "{:?}", traffic().error);
        assert_eq!(sum, 0x105);
        assert_eq!(object.Sum(blob, &mut sum), S_OK);
        assert_eq!(traffic().request[4..], *b"\x03\0\0\0\x05\0\0\0\x03\0\x01\0\x02\0\x02\x01");
        assert_eq!(object.Sum(empty, &mut sum), S_OK);
        assert_eq!(traffic().request[4..], *b"\0\0\0\0\x05\0\0\0\0\0");
        assert_eq!(object.Sum(null(), &mut sum), S_OK);
        assert_eq!((sum, traffic().request), (0, vec![0; 4]));
        CoTaskMemFree(blob.cast());
        CoTaskMemFree(empty.cast());
    }
}

#[test]
fn the_maximum_stands_before_the_outermost_struct() {
    let (object, mut sum) = (open(), 0);
    unsafe {
        let outer = make_outer(3, &[4, 5]);
        assert_eq!(object.SumOuter(outer, 6, &mut sum), S_OK, "{:?}", traffic().error);
        assert_eq!(sum, 18);
        assert_eq!(object.SumOuter(outer, 6, &mut sum), S_OK);
        let expected = [
            &b"\x02\0\0\0\0\0\0\0"[..], // the maximum; the struct is aligned to 8
            b"\x03\0\0\0\0\0\0\0\x09\0\0\0\0\0\0\0",
            b"\x05\0\0\0\x02\0\x04\0\x05\0",
            b"\x06", // the next argument
        ];
        assert_eq!(traffic().request, expected.concat());
        CoTaskMemFree(outer.cast());
    }
}

#[test]
fn what_goes_both_ways_becomes_no_longer() {
    let object = open();
    unsafe {
        let blob = make_blob(5, &[1, 2, 3]);
        assert_eq!(object.Shrink(blob), S_OK, "{:?}", traffic().error);
        assert_eq!(units(blob), [2, 4]);
        (*blob).flags = 7;
        assert_eq!(object.Shrink(blob), code(RPC_X_INVALID_BOUND), "more than the method has room for");
        assert_eq!(units(blob), [2, 4], "nothing was changed");
        // An answer with more than the caller has room for, if only in what would be padding.
        (*blob).flags = 5;
        let longer = b"\x03\0\0\0\x05\0\0\0\x03\0\x01\0\x02\0\x03\0\0\0\0\0".to_vec();
        set_tampering(Tampering::Answer(longer));
        assert_eq!(object.Shrink(blob), BAD_DATA);
        assert_eq!(units(blob), [2, 4]);
        set_tampering(Tampering::Nothing);
        CoTaskMemFree(blob.cast());
    }
}

#[test]
fn the_method_allocates_what_comes_out() {
    let (object, mut blob) = (open(), null_mut());
    unsafe {
        assert_eq!(object.Make(5, &mut blob), S_OK, "{:?}", traffic().error);
        assert_eq!(units(blob), [0, 1, 2, 3, 4]);
        CoTaskMemFree(blob.cast());
    }
}

#[test]
fn each_of_many_has_a_maximum_of_its_own() {
    let (object, mut sum) = (open(), 0);
    unsafe {
        let blobs = [make_blob(1, &[1]), null_mut(), make_blob(2, &[2, 3])];
        assert_eq!(object.SumAll(blobs.as_ptr(), 3, &mut sum), S_OK, "{:?}", traffic().error);
        assert_eq!(sum, 6);
        assert_eq!(object.SumAll(blobs.as_ptr(), 3, &mut sum), S_OK);
        // After the array's count and its three referent ids:
        let expected = [
            &b"\x01\0\0\0\x01\0\0\0\x01\0\x01\0"[..],
            b"\x02\0\0\0\x02\0\0\0\x02\0\x02\0\x03\0",
            b"\0\0\x03\0\0\0", // the next argument
        ];
        assert_eq!(traffic().request[16..], expected.concat());
        blobs.into_iter().for_each(|blob| CoTaskMemFree(blob.cast()));
    }
}

#[test]
fn a_part_of_an_array_has_offset_and_count_where_it_is() {
    let object = open();
    unsafe {
        let part = make_part(3, &[10, 11]);
        assert_eq!(object.Use(part, 1), S_OK, "{:?}", traffic().error);
        assert_eq!(part_values(part), [10, 11, 77]);
        (*part).used = 1;
        assert_eq!(object.Use(part, -1), S_OK);
        let expected = [
            &b"\x03\0\0\0\0\0\0\0"[..],        // the maximum; the struct is aligned to 8
            b"\x03\x01\0\0\0\0\0\0\x01\0\0\0", // fields, offset, count
            b"\0\0\0\0\x0a\0\0\0\0\0\0\0",     // the elements are aligned to 8
            b"\xff\xff\xff\xff",               // the next argument
        ];
        assert_eq!(traffic().request, expected.concat());
        assert_eq!(part_values(part), [0; 0]);
        (*part).used = 4;
        assert_eq!(object.Use(part, 0), code(RPC_X_INVALID_BOUND), "more than there is room for");
        CoTaskMemFree(part.cast());
    }
}

#[test]
fn a_list_of_such_structs_whose_elements_point_on() {
    let (object, mut sum) = (open(), 0);
    unsafe {
        let mut chain = make_chain(4);
        assert_eq!(object.Increment(&mut chain, &mut sum), S_OK, "{:?}", traffic().error);
        assert_eq!(sum, 4, "0; 0, 1; 0, 1, 2");
        assert_eq!(free_chain(chain), 10);
    }
}

#[test]
fn counts_that_lie_are_bad_data() {
    let (object, mut sum) = (open(), 0);
    let lies: [&[u8]; 6] = [
        b"\x04\0\0\0\x05\0\0\0\x03\0\x01\0\x02\0\x03\0", // the maximum is larger than the field
        b"\x02\0\0\0\x05\0\0\0\x03\0\x01\0\x02\0\x03\0", // smaller
        b"\xff\xff\xff\xff\x05\0\0\0\xff\xff",
        b"\xff\xff\0\0\x05\0\0\0\xff\xff\x01\0\x02\0", // elements that are not there
        b"\x03\0\0\0\x05\0\0\0\x03\0\x01\0",
        b"\x03\0",
    ];
    for lie in lies {
        set_tampering(Tampering::Request([&[1, 0, 0, 0], lie].concat()));
        assert_eq!(unsafe { object.Sum(null(), &mut sum) }, BAD_DATA, "{lie:x?}: {:?}", traffic().error);
    }
    unsafe {
        let part = make_part(3, &[10]);
        let lies: [&[u32]; 5] = [
            &[3, 0, 0x103, 1, 1, 0, 10, 0, 0],                  // an offset
            &[3, 0, 0x103, 0, 2, 0, 10, 0, 11, 0, 0],           // another count than the field says
            &[3, 0, 0x403, 0, 4, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0], // more than there is room for
            &[0x7fff_ffff, 0, 0x1ff, 0, 1, 0, 10, 0, 0],        // room for 16 GB
            &[4, 0, 0x103, 0, 1, 0, 10, 0, 0],                  // another room than the field says
        ];
        for lie in lies {
            let bytes: Vec<u8> = lie.iter().flat_map(|word| word.to_le_bytes()).collect();
            for tampering in [Tampering::Request(bytes.clone()), Tampering::Answer(bytes)] {
                set_tampering(tampering);
                assert_eq!(object.Use(part, 0), BAD_DATA, "{lie:x?}: {:?}", traffic().error);
                assert_eq!(part_values(part), [10]);
            }
        }
        set_tampering(Tampering::Nothing);
        CoTaskMemFree(part.cast());
    }
}
