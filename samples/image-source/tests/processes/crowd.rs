//! Many clients at once.

use std::io::Write;

use oxcom_testing::{Process, limit};

use crate::common::{Sample, answer, ask};

#[test]
fn fifty_clients_at_once_start_one_server() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let start = |_| Process::start(&mut sample.client(&["2", "--hold"]));
    let mut clients: Vec<_> = (0..50).map(start).collect();
    for client in &mut clients {
        client.line_with("holding 2 images");
    }
    assert_eq!(sample.servers().len(), 1);
    for client in &mut clients {
        drop(client.stdin.take());
        assert!(client.wait().unwrap().success());
    }
    assert_eq!(sample.servers_started(), 1);
    sample.until_quiet();
}

/// The only client goes while the server makes an object for the next one: that one finds it alive.
#[test]
fn a_server_that_makes_an_object_does_not_end() {
    let sample = Sample::with_proxy();
    let _limit = limit();
    let mut server = sample.role("slow server", "");
    sample.until_announced();
    let mut first = sample.role("caller", "");
    answer(&mut first, "ready");
    let mut second = sample.role("caller", "");
    answer(&mut server, "making");
    drop(first.stdin.take());
    answer(&mut server, "gone");
    assert!(first.wait().unwrap().success());
    server.stdin.as_mut().unwrap().write_all(b"go\n").unwrap();
    answer(&mut second, "ready");
    assert_eq!(ask(&mut second, "call", "answer"), "0x80004001", "E_NOTIMPL, as this server says");
    drop(second.stdin.take());
    assert!(second.wait().unwrap().success());
    assert!(server.wait().unwrap().success());
    assert_eq!(sample.servers_started(), 0, "the server was started by hand");
}
