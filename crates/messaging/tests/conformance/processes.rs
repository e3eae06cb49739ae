//! Other processes: this same program, run again as a server, or as a stranger.

use std::io::{BufRead, BufReader, Lines, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;

use oxcom_messaging::{Error, Options, connect_with, listen_with};

use crate::fixture::{Fixture, Stranger};

/// A server in a process of its own, whose received messages can be read as lines.
pub(crate) struct ServerProcess {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl ServerProcess {
    pub(crate) fn start(fixture: &Fixture, name: &str) -> ServerProcess {
        let mut child = command("serve", fixture, &(fixture.address)(name)).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let ready = lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("<ready>")));
        assert!(ready.is_some(), "the server's process did not start");
        ServerProcess { child, lines }
    }

    /// The next text, or `None` at the end of the process.
    pub(crate) fn next(&mut self) -> Option<String> {
        loop {
            let line = self.lines.next()?.unwrap();
            if let Some(text) = line.strip_prefix("<text>") {
                return Some(text.to_owned());
            }
        }
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process of user `nobody` gets when it does what it shall not.
pub(crate) fn outcome_of_stranger(fixture: &Fixture, name: &str) -> String {
    let (role, address) = match fixture.stranger {
        Stranger::Listens(address) => ("listen", address.to_owned()),
        _ => ("send", (fixture.address)(name)),
    };
    let output = command(role, fixture, &address).uid(65534).gid(65534).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let outcome = text.lines().find_map(|line| line.split_once("<outcome>"));
    outcome.map(|(_, outcome)| outcome.to_owned()).unwrap_or(text)
}

fn command(role: &str, fixture: &Fixture, address: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["processes::other_process", "--exact", "--ignored", "--nocapture"]);
    command.env("OXCOM_ROLE", role).env("OXCOM_ADDRESS", address);
    if let Some(directory) = &fixture.options.directory {
        command.env("OXCOM_DIRECTORY", directory);
    }
    if let Some(display) = &fixture.options.display {
        command.env("DISPLAY", display);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command
}

/// Not a test of its own: what the other processes run.
#[test]
#[ignore = "run by the tests in a process of its own"]
fn other_process() {
    let Ok(role) = std::env::var("OXCOM_ROLE") else { return };
    let address = std::env::var("OXCOM_ADDRESS").unwrap();
    let directory = std::env::var_os("OXCOM_DIRECTORY").map(Into::into);
    let wait = std::time::Duration::from_secs(2);
    let options = Options { directory, connect_timeout: wait, ..Options::default() };
    if role == "serve" {
        serve(&address, &options);
    }
    let outcome = match role.as_str() {
        "listen" => listen_with(&address, &options).and_then(|server| server.start()),
        _ => connect_with(&address, &options).and_then(|client| client.send("from a stranger")),
    };
    let word = match outcome {
        Ok(()) => "allowed".to_owned(),
        Err(Error::PermissionDenied { .. }) => "denied".to_owned(),
        Err(error) => error.to_string(),
    };
    println!("\n<outcome>{word}");
}

fn serve(address: &str, options: &Options) {
    let server = listen_with(address, options).unwrap();
    server.received(|message| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "<text>{}", message.text()).unwrap();
        out.flush().unwrap();
    });
    server.start().unwrap();
    println!("\n<ready>");
    // Until it is killed.
    let (_never, end) = mpsc::channel::<()>();
    let _ = end.recv();
}
