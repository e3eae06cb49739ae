//! Two processes see the same pages: the test runs itself again as the receiver.

use std::io::{BufRead, BufReader, Write};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::process::{Command, Stdio};

use oxcom_memory::{ReadView, Segment, View};
use rustix::io::{FdFlags, fcntl_setfd};

const LENGTH: usize = 3 << 20;

/// Device and inode of what a process has mapped at an address.
fn mapped_at(pid: u32, address: usize) -> String {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let line = maps.lines().find(|line| line.starts_with(&format!("{address:x}-"))).expect("it is mapped");
    let fields: Vec<_> = line.split_whitespace().collect();
    format!("{} {}", fields[3], fields[4])
}

#[test]
fn two_processes_map_the_same_inode() {
    let segment = Segment::create(LENGTH).unwrap();
    segment.write(LENGTH - 5, b"first").unwrap();
    let inherited = segment.descriptor().try_clone_to_owned().unwrap();
    fcntl_setfd(&inherited, FdFlags::empty()).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "receiver", "--ignored", "--nocapture"])
        .env("OXCOM_MEMORY_DESCRIPTOR", inherited.as_raw_fd().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(inherited);
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut hear = |what: &str| {
        said.find_map(|line| line.split_once(what).map(|(_, rest)| rest.to_owned())).expect(what)
    };
    assert_eq!(hear("content "), "first");
    let address = usize::from_str_radix(&hear("address "), 16).unwrap();
    let ours = mapped_at(std::process::id(), segment.as_ptr().as_ptr() as usize);
    assert_eq!(mapped_at(child.id(), address), ours);
    segment.write(LENGTH - 5, b"later").unwrap();
    child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    assert_eq!(hear("content "), "later");
    assert!(child.wait().unwrap().success());
}

#[test]
#[ignore = "the other process of the test above"]
fn receiver() {
    let number = std::env::var("OXCOM_MEMORY_DESCRIPTOR").unwrap().parse().unwrap();
    // SAFETY: the process that started this one left the descriptor open for it.
    let descriptor = unsafe { OwnedFd::from_raw_fd(number) };
    let view = ReadView::map(descriptor, LENGTH).unwrap();
    let say_content = || {
        let mut bytes = [0; 5];
        view.read(LENGTH - 5, &mut bytes).unwrap();
        println!("\ncontent {}", String::from_utf8_lossy(&bytes));
    };
    say_content();
    println!("address {:x}", view.as_ptr().as_ptr() as usize);
    std::io::stdin().read_line(&mut String::new()).unwrap();
    say_content();
}
