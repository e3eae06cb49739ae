//! `window:*` reaches every window that listens. Left out where no Xvfb is installed, unless `OXCOM_PEERS` is set.
#![cfg(feature = "window")]

#[cfg(feature = "com")]
use oxcom_host as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use oxcom_messaging::{Error, Options, connect_with, listen_with};

#[test]
fn everybody_gets_the_broadcast() {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "64x64x8", "-nolisten", "tcp", "-noreset"]);
    let Ok(mut xvfb) = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        assert!(std::env::var_os("OXCOM_PEERS").is_none(), "Xvfb is not installed");
        return;
    };
    let mut number = String::new();
    BufReader::new(xvfb.stdout.take().unwrap()).read_line(&mut number).unwrap();
    let wait = Duration::from_millis(200);
    let display = Some(format!(":{}", number.trim()));
    let options = Options { display, connect_timeout: wait, ..Options::default() };

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
    xvfb.kill().unwrap();
    xvfb.wait().unwrap();
}
