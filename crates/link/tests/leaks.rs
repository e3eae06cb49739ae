//! Nothing is left behind, nothing stirs when there is nothing to do, and a steady state allocates nothing. A single test,
//! since it counts what the whole process has.

mod common;

use std::alloc::{GlobalAlloc, Layout, System};
use std::fs::File;
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

use common::*;
use oxcom_link::{Incoming, Link, LinkError, Options, Outgoing, Uninterrupted};

/// Counts what all threads allocate.
struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promises are passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn entries(folder: &str) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

/// Descriptors and threads of this process. (The folder that is read counts, always.)
fn holdings() -> (usize, usize) {
    (entries("/proc/self/fd"), entries("/proc/self/task"))
}

/// Every descriptor but the three that every program begins with is closed when another program takes the process over.
fn check_that_no_descriptor_survives_exec() {
    for entry in std::fs::read_dir("/proc/self/fdinfo").unwrap() {
        let entry = entry.unwrap();
        let number: u32 = entry.file_name().to_str().unwrap().parse().unwrap();
        let Ok(info) = std::fs::read_to_string(entry.path()) else { continue };
        let flags = info.lines().find_map(|line| line.strip_prefix("flags:")).unwrap().trim();
        let close_on_exec = i64::from_str_radix(flags, 8).unwrap() & i64::from(libc::O_CLOEXEC) != 0;
        if number > 2 && !INHERITED.get().unwrap().contains(&number) {
            let file = std::fs::read_link(format!("/proc/self/fd/{number}"));
            assert!(close_on_exec, "{number}: {file:?}");
        }
    }
}

/// What the test was started with.
static INHERITED: OnceLock<Vec<u32>> = OnceLock::new();

fn note_inherited() {
    let numbers = std::fs::read_dir("/proc/self/fd")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().parse().unwrap());
    INHERITED.set(numbers.collect()).unwrap();
}

/// How often each thread of this process has given its processor up.
fn rests() -> Vec<String> {
    let mut rests: Vec<_> = std::fs::read_dir("/proc/self/task")
        .unwrap()
        .map(|task| {
            let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
            let line = |start: &str| status.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
            line("Name") + &line("voluntary_ctxt_switches")
        })
        .filter(|line| line.contains("oxcom-"))
        .collect();
    rests.sort();
    rests
}

/// The life of two hubs, with all that usually happens in one.
fn a_life() {
    let path = socket_path();
    let (server_desk, client_desk) = (Desk::new(descend), Desk::new(descend));
    let server = hub(server_desk.clone(), Options::default());
    server.listen(&path).unwrap();
    let client = hub(client_desk, Options::default());
    let file = File::open("/dev/null").unwrap();
    for end in 0..4 {
        let link = client.connect(&path).unwrap();
        let itself = client.in_process();
        thread::scope(|scope| {
            for _ in 0..4 {
                for link in [&link, &itself] {
                    scope.spawn(|| {
                        let mut answer = Incoming::new();
                        let request = Outgoing { bytes: &[5], descriptors: &[file.as_fd(); 3] };
                        for _ in 0..20 {
                            link.call(request, &mut answer, &mut Uninterrupted).unwrap();
                            link.post(request).unwrap();
                            let late = link.call(request, &mut answer, &mut Late);
                            assert!(matches!(late, Ok(()) | Err(LinkError::TimedOut)));
                        }
                    });
                }
            }
        });
        match end {
            0 => link.close(),
            1 => server.links().iter().for_each(|link| link.close()),
            2 => itself.close(),
            _ => {}
        }
    }
    client.close();
    server_desk.closed.wait(4);
    server.close();
}

/// Answers with the descriptors it got; a number by asking the caller for the number before it.
fn descend(link: &Arc<dyn Link>, request: &mut Incoming, reply: oxcom_link::Reply) {
    let depth = request.bytes[0];
    if depth > 0 {
        // It may have been closed.
        let _ = call(&**link, &[depth - 1]);
    }
    echo(request, reply);
}

fn check_that_nothing_is_left() {
    a_life();
    let before = holdings();
    for _ in 0..5 {
        a_life();
        // A thread that has been joined may still be in the kernel's list for a moment.
        wait_until("all to be given back", || holdings() <= before);
    }
}

fn check_that_idle_hubs_rest() {
    let path = socket_path();
    let server = hub(Desk::echo(), Options::default());
    server.listen(&path).unwrap();
    let client = hub(Desk::echo(), Options::default());
    let link = client.connect(&path).unwrap();
    call(&*link, b"once").unwrap();
    call(&*client.in_process(), b"once").unwrap();
    check_that_no_descriptor_survives_exec();
    wait_until("rest", || {
        let before = rests();
        assert!(before.len() >= 4, "{before:?}");
        thread::sleep(Duration::from_millis(300));
        before == rests()
    });
}

fn check_that_a_steady_state_allocates_nothing() {
    let path = socket_path();
    let server = hub(
        Desk::new(|_, request, reply| {
            reply.send(Outgoing::bytes(&request.bytes)).unwrap();
        }),
        Options::default(),
    );
    server.listen(&path).unwrap();
    let client = hub(Desk::echo(), Options::default());
    let mut answer = Incoming::new();
    for link in [client.connect(&path).unwrap(), server.in_process()] {
        for size in [0, 100, 50_000] {
            let request = vec![1; size];
            let mut calls = |count: usize| {
                let before = ALLOCATIONS.load(Ordering::Relaxed);
                for _ in 0..count {
                    link.call(Outgoing::bytes(&request), &mut answer, &mut Uninterrupted).unwrap();
                }
                ALLOCATIONS.load(Ordering::Relaxed) - before
            };
            // Buffers grow until all that take turns are large enough; a new thread brings a new one.
            wait_until("a steady state", || calls(2000) == 0);
        }
    }
}

#[test]
fn nothing_is_left_and_nothing_is_wasted() {
    note_inherited();
    check_that_idle_hubs_rest();
    check_that_nothing_is_left();
    check_that_a_steady_state_allocates_nothing();
}
