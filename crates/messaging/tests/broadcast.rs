//! `window:*` reaches every window that listens. Left out where no Xvfb is installed, unless `OXCOM_PEERS=require` is set.
#![cfg(feature = "window")]

mod common;

#[cfg(feature = "com")]
use oxcom_host as _;
use std::time::Duration;

use oxcom_messaging::{Error, Options, connect_with, listen_with};

#[test]
fn everybody_gets_the_broadcast() {
    let Some(xvfb) = common::Xvfb::start() else { return };
    let wait = Duration::from_millis(200);
    let options = Options { display: xvfb.display(), connect_timeout: wait, ..Options::default() };

    assert!(matches!(connect_with("window:*", &options), Err(Error::NoServer { .. })));
    let servers =
        ["one", "two", "two words"].map(|title| listen_with(&format!("window:{title}"), &options).unwrap());
    servers.iter().for_each(|server| server.start().unwrap());
    let everybody = connect_with("window:*", &options).unwrap();
    everybody.send("to all").unwrap();
    for server in &servers {
        assert_eq!(server.messages().next_within(Duration::from_secs(20)).unwrap().text(), "to all");
    }
    let everybody = listen_with("window:*", &options).unwrap();
    assert!(matches!(everybody.start(), Err(Error::Address { .. })), "nobody is everybody");
}
