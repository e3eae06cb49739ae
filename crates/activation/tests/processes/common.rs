//! What the tests share: a place of a test's own, and clients and servers, which are this program started again.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use oxcom_activation::{Class, Component, Directory, Presence, Purpose, Record, activate, parse_guid};
use windows_core::GUID;

pub(crate) const CLSID: &str = "{5B0D2D5E-0C5B-4F0B-9B59-3A6E5A0D7F11}";

/// How long anything may take before it counts as hung. Nothing waits for it to pass.
pub(crate) const WATCHDOG: Duration = Duration::from_secs(60);

pub(crate) fn clsid() -> GUID {
    parse_guid(CLSID).unwrap()
}

pub(crate) fn random() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::hash::RandomState::new().build_hasher().finish()
}

/// A runtime directory of a test's own, and what the test's servers write about themselves.
pub(crate) struct Place {
    path: PathBuf,
    /// Removes the folder, for the process that made it.
    _folder: Option<tempfile::TempDir>,
}

impl Place {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Place { path: folder.path().to_owned(), _folder: Some(folder) }
    }

    /// The place of the process that started this one.
    pub(crate) fn at(path: &Path) -> Self {
        Place { path: path.to_owned(), _folder: None }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn directory(&self) -> Directory {
        Directory::at(self.path().join("oxcom")).unwrap()
    }

    /// Everything in the runtime directory.
    pub(crate) fn left(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path().join("oxcom")).into_iter().flatten();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// The class as a registration file describes it whose server plays `role`.
    pub(crate) fn class(&self, role: &str, extra: &str) -> Class {
        let exe = std::env::current_exe().unwrap();
        let text = format!(
            "[[class]]\nclsid = '{CLSID}'\nname = 'Test'\n{extra}\n\
             server.command = [{exe:?}, '--exact', 'role', '--nocapture', '--quiet', '--']\n\
             server.environment = {{ ROLE = {role:?}, PLACE = {:?}, RUST_TEST_THREADS = '1' }}",
            self.path(),
        );
        Class::clone(&Component::parse(&text, self.path()).unwrap().classes[0])
    }

    /// Starts this program as a client in `role`, in a process group of its own.
    pub(crate) fn client(&self, role: &str) -> Client {
        self.client_with(role, &[])
    }

    /// The same with variables in its environment.
    pub(crate) fn client_with(&self, role: &str, variables: &[(&str, &str)]) -> Client {
        use std::os::unix::process::CommandExt;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "role", "--nocapture", "--quiet"])
            .env("ROLE", role)
            .env("PLACE", self.path())
            .envs(variables.iter().copied())
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Client { child, lines }
    }

    /// The process ids of the servers that ever started.
    pub(crate) fn servers(&self) -> Vec<i32> {
        let text = std::fs::read_to_string(self.path().join("servers")).unwrap_or_default();
        text.lines().map(|line| line.parse().unwrap()).collect()
    }

    /// Ends all servers and waits until they have left.
    pub(crate) fn end_servers(&self) {
        for id in self.servers() {
            end(id, rustix::process::Signal::TERM);
        }
    }
}

/// A client process; its lines are what it said after `OXCOM `.
pub(crate) struct Client {
    pub(crate) child: Child,
    lines: BufReader<ChildStdout>,
}

impl Client {
    pub(crate) fn line(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the client ended");
            if let Some((_, said)) = line.split_once("OXCOM ") {
                return said.trim_end().to_owned();
            }
        }
    }

    pub(crate) fn go_on(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }
}

impl Client {
    /// Whether it has a file of this name open for being looked at only (O_PATH).
    pub(crate) fn looks_at(&self, name: &str) -> bool {
        let process = format!("/proc/{}", self.child.id());
        let files = std::fs::read_dir(format!("{process}/fd")).unwrap().flatten();
        let mut links =
            files.filter(|file| std::fs::read_link(file.path()).is_ok_and(|link| link.ends_with(name)));
        links.any(|file| {
            let number = file.file_name().into_string().unwrap();
            let facts = std::fs::read_to_string(format!("{process}/fdinfo/{number}")).unwrap_or_default();
            let flags = facts.lines().find_map(|line| line.strip_prefix("flags:"));
            let flags = flags.map(|flags| i32::from_str_radix(flags.trim(), 8).unwrap());
            flags.is_some_and(|flags| flags & libc::O_PATH != 0)
        })
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ends a process and waits until it is gone.
pub(crate) fn end(id: i32, signal: rustix::process::Signal) {
    use rustix::event::{PollFd, PollFlags, Timespec};
    use rustix::process::{Pid, PidfdFlags, pidfd_open, pidfd_send_signal};
    let Ok(pidfd) = pidfd_open(Pid::from_raw(id).unwrap(), PidfdFlags::empty()) else { return };
    let _ = pidfd_send_signal(&pidfd, signal);
    let limit = Timespec { tv_sec: WATCHDOG.as_secs() as i64, tv_nsec: 0 };
    let ready = rustix::event::poll(&mut [PollFd::new(&pidfd, PollFlags::IN)], Some(&limit)).unwrap();
    assert_eq!(ready, 1, "process {id} does not end");
}

/// The process id of the server that announced a record of these tests.
pub(crate) fn server_of(record: &Record) -> i32 {
    i32::from_le_bytes(record.object[..].try_into().unwrap())
}

pub(crate) fn start(presence: &Presence, class: &Class) -> oxcom_activation::Result<Record> {
    activate(presence, class, Purpose::StartIfNeeded)
}
