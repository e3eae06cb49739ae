//! Real servers and clients: this test program started again, in a role that a variable of the environment names.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use oxcom_activation::{
    Class, ClassUse, Component, Directory, Presence, Purpose, Record, activate, parse_guid,
};
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
        use std::os::unix::process::CommandExt;
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "role", "--nocapture", "--quiet"])
            .env("ROLE", role)
            .env("PLACE", self.path())
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

pub(crate) fn say(text: impl std::fmt::Display) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "OXCOM {text}").unwrap();
    out.flush().unwrap();
}

pub(crate) fn wait_for_line() {
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Ends this program if the test has not ended it in time.
pub(crate) fn watchdog() {
    std::thread::spawn(|| {
        std::thread::sleep(WATCHDOG);
        eprintln!("watchdog: this took too long");
        std::process::abort();
    });
}

/// What the process that plays a role has.
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) place: PathBuf,
}

impl Role {
    pub(crate) fn of_this_process() -> Option<Self> {
        let name = std::env::var("ROLE").ok()?;
        let place = std::env::var_os("PLACE").unwrap().into();
        Some(Role { name, place })
    }

    pub(crate) fn directory(&self) -> Directory {
        Directory::at(self.place.join("oxcom")).unwrap()
    }

    pub(crate) fn enter(&self) -> Presence {
        self.directory().enter(random()).unwrap()
    }

    /// Notes that a server has started.
    pub(crate) fn note_server(&self) {
        assert_eq!(std::env::args().next_back().as_deref(), Some("-Embedding"));
        let mut file =
            std::fs::OpenOptions::new().create(true).append(true).open(self.place.join("servers")).unwrap();
        writeln!(file, "{}", std::process::id()).unwrap();
    }

    /// Announces the class and serves until SIGTERM.
    pub(crate) fn serve(&self, usage: ClassUse) -> ! {
        use std::sync::atomic::{AtomicBool, Ordering};
        static ASKED: AtomicBool = AtomicBool::new(false);
        extern "C" fn asked(_: i32) {
            ASKED.store(true, Ordering::Relaxed);
        }
        // SAFETY: the handler stores to an atomic only.
        unsafe { libc::signal(libc::SIGTERM, asked as extern "C" fn(i32) as usize) };
        let presence = self.enter();
        let object = std::process::id().to_le_bytes();
        let announcement = presence.announce(&clsid(), 1, usage, &object).unwrap();
        while !ASKED.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(announcement);
        drop(presence);
        std::process::exit(0);
    }
}

/// The process id of the server that announced a record of these tests.
pub(crate) fn server_of(record: &Record) -> i32 {
    i32::from_le_bytes(record.object[..].try_into().unwrap())
}

pub(crate) fn start(presence: &Presence, class: &Class) -> oxcom_activation::Result<Record> {
    activate(presence, class, Purpose::StartIfNeeded)
}
