//! Programs of other makers that tests need: left out where there are none, unless `OXCOM_PEERS=require` is set.
#![allow(dead_code, reason = "no test uses all of it")]

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Says what is left out, and why.
pub(crate) fn leave_out(why: &str) {
    let required = std::env::var("OXCOM_PEERS").is_ok_and(|peers| peers == "require");
    assert!(!required, "{why}");
    eprintln!("left out: {why}");
}

/// Where the broker is; one starts too slowly to be started by a test.
pub(crate) fn broker() -> Option<String> {
    let broker = std::env::var("OXCOM_AMQP").ok();
    if broker.is_none() {
        leave_out("OXCOM_AMQP=host:port does not say where the broker is");
    }
    broker
}

/// An X server without a screen, which ends with the test.
pub(crate) struct Xvfb {
    process: Child,
    display: String,
}

impl Xvfb {
    pub(crate) fn start() -> Option<Xvfb> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "64x64x8", "-nolisten", "tcp", "-noreset"]);
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut process = match started {
            Ok(process) => process,
            Err(error) => {
                leave_out(&format!("Xvfb: {error}"));
                return None;
            }
        };
        let mut number = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Some(Xvfb { process, display: format!(":{}", number.trim()) })
    }

    pub(crate) fn display(&self) -> Option<String> {
        Some(self.display.clone())
    }
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
