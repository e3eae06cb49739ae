//! Processes that die while they hold something, or while somebody waits for them.

use std::time::Instant;

use oxcom::HRESULT;
use oxcom::abi::{RPC_E_DISCONNECTED, RPC_S_CALL_FAILED, RPC_S_SERVER_UNAVAILABLE};
use oxcom_testing::{Process, limit};

use crate::common::{Sample, answer, ask};

fn a_killed_client_holds_nothing(sample: &Sample, way: &str) {
    let _limit = limit();
    let mut watcher = sample.role("watcher", "");
    answer(&mut watcher, "watching");
    let mut client = Process::start(&mut sample.client(&["100", "--hold"]));
    client.line_with("holding 100 images");
    assert_eq!(ask(&mut watcher, "live", "live"), "100");

    let killed = Instant::now();
    client.kill().unwrap();
    ask(&mut watcher, "until none", "none");
    println!("{way}: 100 images of a killed client were let go after {:?}", killed.elapsed());
    client.wait().unwrap();

    let next = sample.client(&["1"]).output().unwrap();
    assert!(next.status.success(), "{next:?}");
    assert_eq!(sample.servers_started(), 1);
    drop(watcher.stdin.take());
    assert!(watcher.wait().unwrap().success());
    sample.until_quiet();
}

#[test]
fn a_killed_client_holds_no_image_in_shared_memory() {
    a_killed_client_holds_nothing(&Sample::with_proxy(), "custom marshaling");
}

#[test]
fn a_killed_client_holds_no_image_by_standard_proxy() {
    a_killed_client_holds_nothing(&Sample::without_proxy(), "standard marshaling");
}

#[test]
fn calls_to_a_killed_server_end_and_a_new_one_is_started() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let mut server = sample.role("stuck server", "");
    sample.until_announced();
    let mut caller = sample.role("caller", "");
    answer(&mut caller, "ready");
    std::io::Write::write_all(caller.stdin.as_mut().unwrap(), b"call\n").unwrap();
    answer(&mut server, "in call");
    server.kill().unwrap();

    let under_way = hresult(&answer(&mut caller, "answer"));
    let call_failed = from_win32(RPC_S_CALL_FAILED);
    assert!([call_failed, RPC_E_DISCONNECTED].contains(&under_way), "{under_way:?}");
    let later = hresult(&ask(&mut caller, "call", "answer"));
    let unavailable = from_win32(RPC_S_SERVER_UNAVAILABLE);
    assert!([unavailable, RPC_E_DISCONNECTED].contains(&later), "{later:?}");

    server.wait().unwrap();
    assert_eq!(sample.servers_started(), 0, "the first server was started by hand");
    ask(&mut caller, "create", "created");
    assert_eq!(ask(&mut caller, "call", "answer"), "0x0");
    assert_eq!(sample.servers_started(), 1);
}

fn hresult(text: &str) -> HRESULT {
    let digits = text.strip_prefix("0x").expect("a hexadecimal number");
    HRESULT(u32::from_str_radix(digits, 16).expect("a hexadecimal number").cast_signed())
}

/// HRESULT_FROM_WIN32.
fn from_win32(code: i32) -> HRESULT {
    HRESULT(0x8007_0000_u32.cast_signed() | code)
}
