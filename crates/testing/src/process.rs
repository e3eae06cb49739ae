//! Processes that a test starts, and those that they start.

use std::io::{BufRead, BufReader};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::Place;

/// A child process with pipes to and from it, killed with the test.
pub struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Process {
    /// Starts a command.
    ///
    /// # Panics
    /// It cannot be started.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, output }
    }

    /// The next line that it prints, without its end; `None` when it prints no more.
    ///
    /// # Panics
    /// The line is not UTF-8.
    pub fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let length = self.output.read_line(&mut line).expect("a line of text");
        (length > 0).then(|| line.trim_end().to_owned())
    }

    /// The first line that begins with `start`; those before it are passed over.
    ///
    /// # Panics
    /// None does.
    pub fn line_with(&mut self, start: &str) -> String {
        while let Some(line) = self.line() {
            if line.starts_with(start) {
                return line;
            }
        }
        panic!("the process ended without a line that begins with `{start}`")
    }
}

impl Deref for Process {
    type Target = Child;

    fn deref(&self) -> &Child {
        &self.child
    }
}

impl DerefMut for Process {
    fn deref_mut(&mut self) -> &mut Child {
        &mut self.child
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail when it has ended and was waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The processes of a place that run a program now, whoever started them.
pub fn processes(place: &Place, program: &Path) -> Vec<u32> {
    let runtime = place.runtime_directory();
    let variable = [b"XDG_RUNTIME_DIR=", runtime.as_os_str().as_encoded_bytes()].concat();
    let all = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter(|entry| std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program))
        .filter(|entry| {
            let environment = std::fs::read(entry.path().join("environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|one| one == variable)
        })
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect()
}
