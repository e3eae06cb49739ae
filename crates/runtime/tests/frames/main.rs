//! Streams of frames between processes: what a steady one costs, and what clients leave behind that are killed while they
//! read.
//!
//! This program is the test, the server of the frames (`-Embedding`), and the clients to be killed (`--client`). How many are
//! killed, OXCOM_TEST_KILLS says: 25 unless set; 1,000 for the long form.

#![allow(unreachable_pub)] // a program of several modules

#[path = "../conformance/array_object.rs"]
mod array_object;
#[path = "../common/mod.rs"]
mod common;
mod objects;
mod processes;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::{Arguments, Failed, Trial};
use oxcom::Apartment;
use oxcom::abi::{self, SafeArrayDestroy};

use crate::array_object::{bytes_of, filled};
use crate::common::IArrays;
use crate::processes::Process;

/// A picture of 3840 × 2160 pixels of four bytes.
const FRAME: u32 = 3840 * 2160 * 4;

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    if arguments.iter().any(|argument| argument == "-Embedding") {
        return objects::serve();
    }
    if arguments.iter().any(|argument| argument == "--client") {
        return read_frames_for_ever();
    }
    common::set_up();
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1); // they count what the server has
    let tests = vec![
        Trial::test("a_steady_stream_of_frames_maps_and_faults_nothing", a_steady_stream),
        Trial::test("a_steady_stream_of_written_frames_maps_nothing", a_steady_stream_of_written_frames),
        Trial::test("more_arrays_than_there_are_blocks_arrive_all_the_same", more_arrays_than_blocks),
        Trial::test("clients_killed_while_they_read_leave_nothing", clients_killed_while_they_read),
    ];
    libtest_mimic::run(&arguments, tests).exit();
}

fn server() -> (Apartment, IArrays) {
    let apartment = Apartment::multithreaded().unwrap();
    let object = oxcom::create_instance(&objects::CLSID, abi::CLSCTX_LOCAL_SERVER).unwrap();
    (apartment, object)
}

enum Kind {
    Fresh,
    Frozen,
}

/// Gets a frame, checks it, does something to it and lets it go.
fn one_frame(object: &IArrays, kind: Kind, value: u8, change: impl FnOnce(&mut [u8])) {
    // SAFETY: calls with arguments of their types; the frame is this function's own.
    unsafe {
        let frame = match kind {
            Kind::Fresh => object.Fill(FRAME, value).unwrap(),
            Kind::Frozen => object.Share(FRAME, value).unwrap(),
        };
        let bytes = bytes_of(frame);
        assert_eq!(bytes.len(), FRAME as usize);
        assert!(bytes.iter().step_by(1009).all(|byte| *byte == value), "a torn frame");
        change(bytes);
        SafeArrayDestroy(frame).unwrap();
    }
}

fn a_steady_stream() -> Result<(), Failed> {
    let start = Instant::now();
    for round in 0..20 {
        // SAFETY: the test's own array.
        unsafe { SafeArrayDestroy(filled(FRAME, round)?) }.unwrap();
    }
    eprintln!("  a frame created and filled in task memory {:?}", start.elapsed() / 20);
    let (_apartment, object) = server();
    let processes = [Process::this(), Process::server()];
    let figures = |frames: std::ops::Range<u32>| {
        let (before, start) = (processes.each_ref().map(Process::figures), Instant::now());
        for round in frames.clone() {
            one_frame(&object, Kind::Fresh, round as u8, |_| ());
        }
        let fresh = start.elapsed() / frames.len() as u32;
        for _ in frames.clone() {
            one_frame(&object, Kind::Frozen, 7, |_| ());
        }
        let both = start.elapsed() / frames.len() as u32;
        eprintln!(
            "  a fresh frame {fresh:?}, a frozen one {:?}, checks included",
            both.saturating_sub(fresh)
        );
        (before, processes.each_ref().map(Process::figures))
    };
    figures(0..5);
    figures(0..5); // the frozen frame has taken the first one's place
    let (before, after) = figures(5..105);
    for (before, after) in before.iter().zip(&after) {
        eprintln!("  {before:?} -> {after:?}");
        // A frame has 8,100 pages on either side; a call may fault some of its own.
        assert!(after.faults - before.faults < 8_100, "{} page faults", after.faults - before.faults);
        assert_eq!(before.mappings, after.mappings);
        assert_eq!(before.descriptors, after.descriptors);
    }
    Ok(())
}

fn a_steady_stream_of_written_frames() -> Result<(), Failed> {
    let (_apartment, object) = server();
    let processes = [Process::this(), Process::server()];
    let write = |frames: u32| {
        for round in 0..frames {
            one_frame(&object, Kind::Fresh, round as u8, |bytes| bytes[round as usize * 4096] = 99);
            one_frame(&object, Kind::Frozen, 7, |bytes| bytes.fill(99));
        }
    };
    write(3);
    let before = processes.each_ref().map(Process::figures);
    write(20);
    for (before, after) in before.iter().zip(processes.each_ref().map(Process::figures)) {
        assert!(after.mappings <= before.mappings + 2, "{before:?} {after:?}");
        assert_eq!(before.descriptors, after.descriptors);
        assert!(after.memory < before.memory + (8 << 20), "{before:?} {after:?}");
        assert!(after.shared < before.shared + (80 << 20), "{before:?} {after:?}");
    }
    Ok(())
}

/// There are 512 blocks; what finds none lies in task memory, and its bytes travel.
fn more_arrays_than_blocks() -> Result<(), Failed> {
    let (_apartment, object) = server();
    // SAFETY: calls with arguments of their types; the arrays are this function's own.
    unsafe {
        let held: Vec<_> = (0..600_u32).map(|round| object.Fill(65_536, round as u8).unwrap()).collect();
        for (round, array) in held.into_iter().enumerate() {
            assert!(bytes_of(array).iter().all(|byte| *byte == round as u8));
            SafeArrayDestroy(object.Echo(array).unwrap()).unwrap();
            SafeArrayDestroy(array).unwrap();
        }
    }
    let blocks = nothing_is_lent(&object)?;
    assert!((1..=512).contains(&blocks), "{blocks} blocks");
    Ok(())
}

/// Frames of several sizes, shared, fresh, sent and returned, some of them held.
fn read_frames_for_ever() {
    common::set_up();
    let (_apartment, object) = server();
    println!("reading");
    let mut held = std::collections::VecDeque::new();
    for round in 0_u32.. {
        let count = 70_000 + round % 7 * 300_000;
        // SAFETY: calls with arguments of their types; the frames are this function's own.
        unsafe {
            let frame = if round.is_multiple_of(2) { object.Fill(count, 3) } else { object.Share(count, 3) };
            let frame = frame.unwrap();
            assert!(bytes_of(frame).iter().step_by(61).all(|byte| *byte == 3));
            bytes_of(frame)[0] = 1;
            held.push_back(object.Echo(frame).unwrap());
            held.push_back(frame);
            while held.len() > round as usize % 11 {
                SafeArrayDestroy(held.pop_front().unwrap()).unwrap();
            }
        }
    }
}

fn clients_killed_while_they_read() -> Result<(), Failed> {
    let kills = std::env::var("OXCOM_TEST_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(25);
    let (_apartment, object) = server();
    let server = Process::server();
    let mut random = 1_u64;
    let mut start = None;
    for kill in 0..kills {
        let mut client = client();
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((random >> 40) % 20_000));
        one_frame(&object, Kind::Frozen, 5, |_| ());
        client.kill().unwrap();
        client.wait().unwrap();
        if kill == kills / 5 {
            nothing_is_lent(&object)?;
            start = Some(server.figures());
        }
    }
    let blocks = nothing_is_lent(&object)?;
    let (start, end) = (start.expect("several are killed"), server.figures());
    eprintln!("  {kills} kills: {start:?} -> {end:?}, {blocks} blocks");
    assert!(end.memory < start.memory + (32 << 20), "{start:?} {end:?}");
    assert!(end.shared < start.shared + (80 << 20), "{start:?} {end:?}");
    assert!(end.descriptors < start.descriptors + 40, "{start:?} {end:?}");
    Ok(())
}

fn client() -> Child {
    let mut client = Command::new(std::env::current_exe().unwrap())
        .arg("--client")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(client.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
    assert_eq!(said, "reading\n");
    client
}

/// Waits until the dead have given everything back; tells how many blocks there are.
fn nothing_is_lent(object: &IArrays) -> Result<u64, Failed> {
    let (mut blocks, mut held, mut lent) = (0, 0, 1);
    for _ in 0..10_000 {
        // SAFETY: writable.
        unsafe { object.Usage(&mut blocks, &mut held, &mut lent) }.unwrap();
        // The object keeps the frozen frame.
        if lent == 0 && held <= 1 {
            return Ok(blocks);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Err(format!("{lent} blocks are lent and {held} are held for ever").into())
}
