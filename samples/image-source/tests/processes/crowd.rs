//! Many clients at once.

use oxcom_testing::{Process, limit};

use crate::common::Sample;

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
