//! Values made at random, ten thousand of them, come home equal.

use crate::samples::arrays::{arrays, units};
use crate::samples::automation::*;
use crate::samples::calc::{Calc, ICalc, plan as calc_plan};
use crate::samples::harness::*;
use crate::samples::random::Random;
use crate::samples::scalars::scalars;
use crate::samples::structs::{Large, Mixed, Point, structs};
use oxcom_abi::*;
use std::ptr::null_mut;
use windows_core::{GUID, IUnknown, Interface};

const ROUNDS: usize = 2_000;

const NUMBERS: [i32; 16] = [
    VT_I1, VT_UI1, VT_I2, VT_UI2, VT_I4, VT_UI4, VT_INT, VT_UINT, VT_I8, VT_UI8, VT_R4, VT_R8, VT_BOOL,
    VT_ERROR, VT_CY, VT_DATE,
];

/// A BSTR of any bytes, an odd number of them too, or null.
fn random_text(random: &mut Random) -> u64 {
    if random.below(8) == 0 {
        return 0;
    }
    let bytes: Vec<u8> = (0..random.below(40)).map(|_| random.next() as u8).collect();
    let text = unsafe { SysAllocStringByteLen(windows_core::PCSTR(bytes.as_ptr()), bytes.len() as u32) };
    text.into_raw() as u64
}

fn random_object(random: &mut Random) -> u64 {
    match random.below(2) {
        0 => 0,
        _ => ICalc::from(Calc).cast::<IUnknown>().unwrap().into_raw() as u64,
    }
}

fn random_variant(random: &mut Random, depth: usize) -> Raw {
    match random.below(if depth == 0 { 5 } else { 7 }) {
        0 => variant(VT_BSTR, random_text(random)),
        1 => variant(VT_UNKNOWN, random_object(random)),
        2 => Raw {
            vt: VT_DECIMAL as u16,
            reserved: [random.next() as u16, random.next() as u16, random.next() as u16],
            value: random.next(),
            second: 0,
        },
        3 => variant([VT_EMPTY, VT_NULL][random.below(2)], 0),
        4 => variant(NUMBERS[random.below(16)], random.next()),
        _ => {
            let (vt, array) = random_array(random, depth - 1);
            variant(VT_ARRAY | vt, array as u64)
        }
    }
}

fn random_array(random: &mut Random, depth: usize) -> (i32, *mut SAFEARRAY) {
    let vt = match random.below(5) {
        0 => VT_BSTR,
        1 => VT_UNKNOWN,
        2 => VT_VARIANT,
        _ => NUMBERS[random.below(16)],
    };
    let bound = |random: &mut Random| SAFEARRAYBOUND {
        cElements: random.below(4) as u32,
        lLbound: random.next() as i32 / 2,
    };
    let bounds: Vec<_> = (0..1 + random.below(3)).map(|_| bound(random)).collect();
    let count: usize = bounds.iter().map(|bound| bound.cElements as usize).product();
    unsafe {
        let array = SafeArrayCreate(VARTYPE(vt as u16), bounds.len() as u32, bounds.as_ptr());
        let (data, size) = ((*array).pvData.cast::<u8>(), (*array).cbElements as usize);
        for index in 0..count {
            let at = data.add(index * size);
            match vt {
                VT_BSTR => at.cast::<u64>().write(random_text(random)),
                VT_UNKNOWN => at.cast::<u64>().write(random_object(random)),
                VT_VARIANT => at.cast::<Raw>().write(random_variant(random, depth)),
                _ => (0..size).for_each(|byte| at.add(byte).write(random.next() as u8)),
            }
        }
        (vt, array)
    }
}

#[test]
fn variants() {
    let (automation, mut random) = (automation(), Random::new(1));
    for round in 0..ROUNDS {
        let (mut value, mut same) = (random_variant(&mut random, 3), Raw::default());
        let code = unsafe { automation.EchoVariant(value, &mut same) };
        assert_eq!(code, S_OK, "{round} {:?}: {}", traffic().error, describe(&value));
        assert_eq!(describe(&value), describe(&same));
        clear(&mut value);
        clear(&mut same);
        assert_eq!(in_flight(), 0);
    }
}

#[test]
fn arrays_of_automation() {
    let (automation, mut random) = (automation(), Random::new(2));
    for _ in 0..ROUNDS {
        let ((_, array), mut same) = (random_array(&mut random, 2), null_mut());
        unsafe {
            assert_eq!(automation.EchoArray(array, &mut same), S_OK, "{:?}", traffic().error);
            assert_eq!(describe_array(array), describe_array(same));
            assert_eq!((SafeArrayDestroy(array), SafeArrayDestroy(same)), (S_OK, S_OK));
        }
    }
}

#[test]
fn text() {
    let (calc, arrays, mut random) = (proxy(&calc_plan(), ICalc::from(Calc)), arrays(), Random::new(3));
    for _ in 0..ROUNDS {
        let letters: Vec<u16> = (0..random.below(50)).map(|_| random.next() as u16).collect();
        let (sent, mut same) = (BSTR::from_wide(&letters).into_raw() as u64, 0_u64);
        unsafe {
            assert_eq!(calc.Echo(sent as *const u16, (&raw mut same).cast()), S_OK);
            let (mut sent, mut same) = (variant(VT_BSTR, sent), variant(VT_BSTR, same));
            assert_eq!(describe(&sent), describe(&same));
            clear(&mut sent);
            clear(&mut same);

            let sent: Vec<u16> = (0..random.below(50)).map(|_| random.next() as u16 | 1).chain([0]).collect();
            let mut same = null_mut();
            assert_eq!(arrays.Wide(sent.as_ptr(), &mut same), S_OK);
            assert_eq!(units(same), sent);
            CoTaskMemFree(same.cast());
        }
    }
}

#[test]
fn numbers_and_structs() {
    let (structs, scalars, mut random) = (structs(), scalars(), Random::new(4));
    for _ in 0..ROUNDS {
        let mixed = Mixed { count: random.next() as i32 as i64, weight: random.next() as f64 };
        let large = Large {
            tag: random.next() as u8,
            value: random.next() as f64,
            point: Point { x: random.next() as i32, y: random.next() as i32 },
            id: [random.next() as u16, random.next() as u16, random.next() as u16],
            last: random.next() as u8,
        };
        let (mut point, mut swapped) = (Point::default(), large);
        let (id, mut same) =
            (GUID::from_u128((random.next() as u128) << 64 | random.next() as u128), GUID::zeroed());
        unsafe {
            assert_eq!(structs.Swap(&mixed, &mut point, &mut swapped), S_OK);
            assert_eq!(point.x, mixed.count as i32);
            assert_eq!(structs.Swap(&mixed, &mut point, &mut swapped), S_OK);
            assert_eq!(swapped, large, "what is swapped twice is as it was");
            assert_eq!(scalars.Guids(&id, id, &mut same), S_OK);
            assert_eq!(same, id);
            let value = random.next() as i16;
            assert_eq!(scalars.Negative(value & 0x7fff), -(value & 0x7fff));
            let value = random.next() as f64;
            assert_eq!(scalars.Half(value), value / 2.0);
        }
    }
}

#[test]
fn arrays_of_numbers() {
    let (arrays, mut random) = (arrays(), Random::new(5));
    for _ in 0..ROUNDS {
        let sent: Vec<i32> = (0..random.below(100)).map(|_| random.next() as i32 / 2).collect();
        let (mut doubled, count, mut sum) = (sent.clone(), sent.len() as u32, 0);
        unsafe {
            assert_eq!(arrays.Double(doubled.as_mut_ptr(), count), S_OK);
            assert!(sent.iter().zip(&doubled).all(|(sent, doubled)| sent * 2 == *doubled));
            assert_eq!(arrays.SumCounted(sent.as_ptr(), count, &mut sum), S_OK);
            assert_eq!(sum, sent.iter().map(|value| i64::from(*value)).sum::<i64>());
        }
    }
}
