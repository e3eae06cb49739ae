//! What the processes do that the tests start. A variable of the environment names the role.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use oxcom_activation::{ClassUse, Directory, Presence};

use super::common::{Place, WATCHDOG, clsid, random, server_of, start};

pub(crate) fn play() {
    let Ok(name) = std::env::var("ROLE") else { return };
    let role = Role { place: std::env::var_os("PLACE").unwrap().into() };
    std::thread::spawn(watchdog);
    // A shell that runs the tests in the background has them ignore interrupts.
    // SAFETY: no function of ours is involved.
    unsafe { libc::signal(libc::SIGINT, libc::SIG_DFL) };
    match &*name {
        // Servers. The first is so slow that most clients of a test have to wait for it.
        "serve many" => role.serve(Duration::from_millis(300), ClassUse::Multiple),
        "serve one" => role.serve(Duration::ZERO, ClassUse::Single),
        "die" => role.die("camera 7 is on fire"),
        "die when told" => {
            while !role.place.join("die").exists() {
                std::thread::sleep(Duration::from_millis(10));
            }
            role.die("camera 8 is under water")
        }
        "keep silent" => {
            role.note_server();
            println!("still warming up");
            std::thread::sleep(2 * WATCHDOG);
        }
        // Clients.
        "many: activate" => role.activate("serve many", ""),
        "one: activate" => role.activate("serve one", "use = 'single'"),
        "die when told: activate" => role.activate("die when told", ""),
        "silent: activate" => role.activate("keep silent", "server.timeout = 3600"),
        "claim" => role.claim(),
        // Processes that are in the directory.
        "live" => role.live(None),
        "announce one" => role.live(Some(ClassUse::Single)),
        "announce many" => role.live(Some(ClassUse::Multiple)),
        "come and go" => role.come_and_go(),
        "fork" => role.fork(),
        other => panic!("no role {other}"),
    }
}

struct Role {
    place: PathBuf,
}

impl Role {
    fn directory(&self) -> Directory {
        Place::at(&self.place).directory()
    }

    fn enter(&self) -> Presence {
        let presence = self.directory().enter(random()).unwrap();
        std::fs::write(presence.socket_path(), "").unwrap();
        presence
    }

    /// Notes that a server has started.
    fn note_server(&self) {
        assert_eq!(std::env::args().next_back().as_deref(), Some("-Embedding"));
        let servers = self.place.join("servers");
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(servers).unwrap();
        // In one write: many servers note themselves at once.
        file.write_all(format!("{}\n", std::process::id()).as_bytes()).unwrap();
    }

    /// Announces the class after a while and serves until SIGTERM.
    fn serve(&self, after: Duration, usage: ClassUse) {
        static ASKED: AtomicBool = AtomicBool::new(false);
        extern "C" fn asked(_: i32) {
            ASKED.store(true, Ordering::Relaxed);
        }
        // SAFETY: the handler stores to an atomic only.
        unsafe { libc::signal(libc::SIGTERM, asked as extern "C" fn(i32) as usize) };
        self.note_server();
        std::thread::sleep(after);
        let presence = self.enter();
        let object = std::process::id().to_le_bytes();
        let announcement = presence.announce(&clsid(), 1, usage, &object).unwrap();
        eprintln!("nobody hears this");
        while !ASKED.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(announcement);
    }

    fn die(&self, words: &str) {
        self.note_server();
        eprintln!("{words}");
        std::process::exit(3);
    }

    /// Waits for the word, activates, says which server it got, waits for the word, leaves.
    fn activate(&self, server: &str, extra: &str) {
        let presence = self.enter();
        say("ready");
        wait_for_line();
        match start(&presence, &Place::at(&self.place).class(server, extra)) {
            Ok(record) => say(server_of(&record)),
            Err(error) => {
                say(format!("error {:08X} {}", error.hresult().0, error.to_string().replace('\n', " ")));
            }
        }
        wait_for_line();
    }

    fn claim(&self) {
        say("ready");
        wait_for_line();
        let taken = self.directory().claim(&clsid()).unwrap();
        say(if taken.is_some() { "taken" } else { "nothing" });
        wait_for_line();
    }

    /// Is there, perhaps with an announcement, until it gets the word; then exits as programs do: without running the
    /// destructors of what statics hold.
    fn live(&self, usage: Option<ClassUse>) {
        let presence = self.enter();
        if let Some(usage) = usage {
            std::mem::forget(presence.announce(&clsid(), 7, usage, b"MEOW").unwrap());
        }
        say(format!("{:016x}", presence.process()));
        wait_for_line();
        std::mem::forget(presence);
        std::process::exit(0);
    }

    fn come_and_go(&self) {
        for _ in 0..100 {
            drop(self.enter());
        }
        say("done");
    }

    /// Leaves a child behind that was forked without execve, and ends.
    fn fork(&self) {
        let presence = self.enter();
        // SAFETY: the child makes system calls only.
        let child = unsafe { libc::fork() };
        if child == 0 {
            // SAFETY: closes what would keep the test waiting, and waits to be killed.
            unsafe {
                libc::close(0);
                libc::close(1);
                libc::pause();
                libc::_exit(0);
            }
        }
        say(format!("{:016x} {child}", presence.process()));
        wait_for_line();
        // SAFETY: ends this process without more ado, as a crash does.
        unsafe { libc::_exit(1) };
    }
}

/// Says something to the test that started this process.
fn say(text: impl std::fmt::Display) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "OXCOM {text}").unwrap();
    out.flush().unwrap();
}

fn wait_for_line() {
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Ends this process if the test has not ended it in time.
fn watchdog() {
    std::thread::sleep(WATCHDOG);
    eprintln!("watchdog: this took too long");
    std::process::abort();
}
