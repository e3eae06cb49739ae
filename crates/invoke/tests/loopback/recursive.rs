//! Structs that contain themselves: lists, rings, trees, as deep as there is memory, and what cannot be one.

use crate::samples::harness::*;
use crate::samples::recursive::*;
use oxcom_abi::{CoTaskMemFree, RPC_E_CLIENT_CANTMARSHAL_DATA, RPC_X_BAD_STUB_DATA, S_OK};
use oxcom_invoke::RecordPlan;
use oxcom_typeinfo::plan::Type;
use std::ptr::null_mut;
use windows_core::HRESULT;

const BAD_DATA: HRESULT = HRESULT((RPC_X_BAD_STUB_DATA & 0xffff | 0x8007_0000_u32 as i32) as _);

/// Little-endian words.
fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Runs on a stack on which nothing can recurse for long.
fn on_a_small_stack(body: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let small = std::thread::Builder::new().stack_size(256 << 10);
        small.spawn_scoped(scope, body).expect("a thread").join().expect("the test's body");
    });
}

#[test]
fn each_node_follows_the_one_that_points_to_it() {
    let (object, mut sum) = (recursive(), 0);
    unsafe {
        let list = make_list([1, 2, 3].into_iter());
        assert_eq!(object.Sum(list, &mut sum), S_OK, "{:?}", traffic().error);
        assert_eq!(sum, 6);
        // C706 14.3.12.3: the argument's referent id; then value and referent id of each node, the last one's 0.
        assert_eq!(object.Sum(list, &mut sum), S_OK);
        let request = traffic().request;
        let ids: Vec<u32> =
            [0, 8, 16].map(|at| u32::from_le_bytes(request[at..at + 4].try_into().unwrap())).into();
        assert!(ids.iter().all(|id| *id != 0));
        assert_eq!(request, words(&[ids[0], 1, ids[1], 2, ids[2], 3, 0]));
        assert_eq!(object.Sum(null_mut(), &mut sum), S_OK);
        assert_eq!((sum, traffic().request), (0, words(&[0])));
        free_list(list);
    }
}

#[test]
fn a_list_goes_both_ways_and_comes_home_backwards() {
    let object = recursive();
    unsafe {
        let mut list = make_list(0..5);
        assert_eq!(object.Reverse(&mut list), S_OK, "{:?}", traffic().error);
        assert_eq!(values_of(list), [4, 3, 2, 1, 0]);
        free_list(list);
    }
}

#[test]
fn a_ring_of_full_pointers_is_a_ring_on_the_other_side() {
    let (object, mut length, mut ring) = (recursive(), 0, Ring { first: null_mut() });
    unsafe {
        let first = make_ring(3);
        assert_eq!(object.Length(first, &mut length), S_OK, "{:?}", traffic().error);
        assert_eq!(length, 3);
        // Each link once: id of the first; its value, next, previous (the last, which comes when the second's turn is over).
        let request = traffic().request;
        assert_eq!(request, words(&[4, 0, 8, 12, 1, 12, 4, 2, 4, 8]));
        free_links(first);
        assert_eq!(object.Make(4, &mut ring), S_OK, "{:?}", traffic().error);
        assert_eq!(free_links(ring.first), 4);
        let alone = make_ring(1);
        assert_eq!(object.Length(alone, &mut length), S_OK);
        assert_eq!((length, traffic().request), (1, words(&[4, 0, 4, 4])));
        free_links(alone);
    }
}

#[test]
fn a_tree_of_arrays_grows_on_the_other_side() {
    let object = recursive();
    unsafe {
        let mut tree = make_tree(2);
        assert_eq!(object.Grow(&mut tree), S_OK, "{:?}", traffic().error);
        // 2 + 1 + 1, one more for each of seven nodes.
        assert_eq!(free_tree(&tree), 11);
        let mut leaf = make_tree(0);
        assert_eq!(object.Grow(&mut leaf), S_OK);
        // A count of one byte, the id of the array, a value; in the answer the array, its one child without children.
        let answer = traffic().answer;
        let id = u32::from_le_bytes(answer[4..8].try_into().unwrap());
        assert_eq!(answer, words(&[1, id, 1, 1, 0, 0, 0, 0]));
        free_tree(&leaf);
    }
}

#[test]
fn long_lists_need_no_stack() {
    on_a_small_stack(|| unsafe {
        let (object, mut sum) = (recursive(), 0);
        let mut list = make_list(0..200_000);
        assert_eq!(object.Sum(list, &mut sum), S_OK, "{:?}", traffic().error);
        assert_eq!(sum, 199_999 * 100_000);
        assert_eq!(object.Reverse(&mut list), S_OK, "{:?}", traffic().error);
        assert_eq!((*list).value, 199_999);
        free_list(list);
    });
}

#[test]
fn a_hostile_list_is_no_deeper_than_its_message() {
    on_a_small_stack(|| {
        let (object, mut sum) = (recursive(), 0);
        // Never an end: each node announces another.
        set_tampering(Tampering::Request(words(&vec![7; 400_001])));
        assert_eq!(unsafe { object.Sum(null_mut(), &mut sum) }, BAD_DATA);
        let mut list = null_mut();
        set_tampering(Tampering::Nothing);
        assert_eq!(unsafe { object.Reverse(&mut list) }, S_OK);
        set_tampering(Tampering::Answer(words(&vec![7; 400_001])));
        assert_eq!(unsafe { object.Reverse(&mut list) }, BAD_DATA);
        assert!(list.is_null(), "it keeps its value");
        set_tampering(Tampering::Nothing);
    });
}

#[test]
fn a_circle_of_pointers_that_cannot_say_so_is_refused_where_it_is() {
    let (object, mut sum) = (recursive(), 0);
    unsafe {
        let list = make_list([1, 2].into_iter());
        (*(*list).next).next = list;
        assert_eq!(object.Sum(list, &mut sum), RPC_E_CLIENT_CANTMARSHAL_DATA);
        assert!(traffic().error.unwrap().contains("nested too deep"));
        CoTaskMemFree((*list).next.cast());
        CoTaskMemFree(list.cast());
    }
}

#[test]
fn counts_and_ids_that_lie_are_bad_data() {
    let object = recursive();
    let mut leaf = unsafe { make_tree(0) };
    // Two children are announced, a thousand million follow; and one that is none.
    for children in [[2, 1_000_000_000], [2, 1]] {
        let request = [words(&[children[0], 5, 0]), words(&[children[1], 0, 0, 0])].concat();
        set_tampering(Tampering::Request(request));
        assert_eq!(unsafe { object.Grow(&mut leaf) }, BAD_DATA, "{:?}", traffic().error);
    }
    // The ring's second id is of something that never comes.
    let mut length = 0;
    let first = unsafe { make_ring(1) };
    set_tampering(Tampering::Request(words(&[4, 0, 8, 4])));
    assert_eq!(unsafe { object.Length(first, &mut length) }, BAD_DATA);
    set_tampering(Tampering::Nothing);
    unsafe { free_links(first) };
}

#[test]
fn records_neither_contain_themselves_nor_end_in_an_array() {
    let plans = [plan(), crate::samples::open::plan()];
    for plan in plans {
        let Type::Pointer { target, .. } = &plan.methods[0].params[0].ty else { panic!("{plan}") };
        let Type::Struct(structure) = &**target else { panic!("{target}") };
        let refused = RecordPlan::new(structure).expect_err("it has no form as a record");
        assert!(refused.starts_with("a record holds no pointers"), "{refused}");
    }
}
