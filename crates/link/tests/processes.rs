//! Two real processes, one of which ends: by itself, by SIGKILL, or by forking. The test runs itself again as the other.

mod common;

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio, exit};
use std::sync::Arc;
use std::thread;

use common::*;
use oxcom_link::{Hub, Link, LinkError, Options, Outgoing, Reply, Technique};
use rustix::process::{Pid, Signal, kill_process};

const PATH: &str = "OXCOM_LINK_PATH";

/// The other process; killed when the test is over.
struct Other {
    child: Child,
}

impl Other {
    fn start(role: &str, path: &PathBuf) -> Other {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", role, "--ignored", "--nocapture"])
            .env(PATH, path)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|line| line.ends_with("ready")), "the other process has not begun");
        // What it says later goes nowhere, but must not block it.
        thread::spawn(move || lines.for_each(drop));
        Other { child }
    }

    fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    fn kill(&mut self) {
        self.signal(Signal::KILL);
        assert_eq!(self.child.wait().unwrap().signal(), Some(Signal::KILL.as_raw()));
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A server in another process, and the link to it.
struct Scene {
    hub: Arc<Hub>,
    desk: Arc<Desk>,
    link: Arc<dyn Link>,
    server: Other,
}

impl Scene {
    fn new(technique: Technique) -> Scene {
        let path = socket_path();
        let server = Other::start("server", &path);
        let desk = Desk::echo();
        let hub = hub(desk.clone(), options(technique));
        let link = hub.connect(&path).unwrap();
        assert_eq!(link.technique(), technique);
        assert_eq!(link.peer().pid, server.child.id());
        assert_eq!(link.peer().uid, rustix::process::geteuid().as_raw());
        assert_eq!(link.peer().address.as_ref(), Some(&path));
        // Its server is killed and cannot.
        std::fs::remove_file(path).unwrap();
        Scene { hub, desk, link, server }
    }

    fn check_closed(&self) {
        self.desk.closed.wait(1);
        assert!(!self.link.is_alive());
        assert!(matches!(call(&*self.link, b"echo"), Err(LinkError::NotSent)));
        assert!(self.hub.links().is_empty());
    }
}

/// One side decides: the other process wants what it can have.
fn options(technique: Technique) -> Options {
    Options { shared_memory: technique == Technique::SharedMemory, ..Options::default() }
}

/// Runs each test over each technique that joins processes.
macro_rules! between_processes {
    ($($test:ident),* $(,)?) => {
        mod over_unix_stream { $(#[test] fn $test() { super::$test(oxcom_link::Technique::UnixStream); })* }
        mod over_shared_memory { $(#[test] fn $test() { super::$test(oxcom_link::Technique::SharedMemory); })* }
    };
}

between_processes!(
    who_is_killed_amid_his_calls_is_gone,
    calls_go_both_ways_between_processes,
    callers_of_a_killed_server_learn_of_it,
    a_server_learns_of_its_killed_client,
    what_was_posted_before_the_last_call_has_arrived,
    what_was_answered_before_the_end_arrives,
    a_stopped_server_keeps_nobody_past_his_deadline,
    a_child_of_the_dead_does_not_keep_him_alive,
    after_fork_the_child_has_no_links,
);

/// What the other process does when asked.
fn serve(link: &Arc<dyn Link>, bytes: &[u8], reply: Reply) {
    match bytes {
        b"hang" => {
            // Who asked learns that it hangs by the same way.
            call(&**link, b"I hang").unwrap();
            loop {
                thread::park();
            }
        }
        b"call back" => reply.send(Outgoing::bytes(&call(&**link, b"and back").unwrap())).unwrap(),
        b"answer and exit" => {
            reply.send(Outgoing::bytes(b"the last word")).unwrap();
            exit(0);
        }
        b"fork" => {
            // SAFETY: the child calls only what is safe after a fork of many threads: it waits for signals.
            let child = unsafe { libc::fork() };
            if child == 0 {
                loop {
                    // SAFETY: pause has no preconditions.
                    unsafe { libc::pause() };
                }
            }
            reply.send(Outgoing::bytes(&child.to_le_bytes())).unwrap();
        }
        other => reply.send(Outgoing::bytes(other)).unwrap(),
    }
}

#[test]
#[ignore = "the other process of tests"]
fn server() {
    let path = PathBuf::from(std::env::var_os(PATH).unwrap());
    let desk = Desk::new(|link, request, reply| serve(link, &request.bytes, reply));
    let hub = hub(desk.clone(), Options::default());
    hub.listen(&path).unwrap();
    println!("\nready");
    // Nothing of a test that failed stays behind.
    desk.closed.wait(1);
}

#[test]
#[ignore = "the other process of tests"]
fn client() {
    let path = PathBuf::from(std::env::var_os(PATH).unwrap());
    let hub = hub(Desk::echo(), Options::default());
    let link = hub.connect(&path).unwrap();
    println!("\nready");
    let _ = call(&*link, b"hang");
}

#[test]
#[ignore = "the other process of tests"]
fn poster() {
    let path = PathBuf::from(std::env::var_os(PATH).unwrap());
    let hub = hub(Desk::echo(), Options::default());
    let link = hub.connect(&path).unwrap();
    for number in 0..100u8 {
        link.post(Outgoing::bytes(&[number])).unwrap();
    }
    // Nobody takes this before what the same thread has posted.
    assert_eq!(call(&*link, &[100]).unwrap(), [100]);
    println!("\nready");
    exit(0);
}

#[test]
#[ignore = "the other process of tests"]
fn busy_client() {
    let path = PathBuf::from(std::env::var_os(PATH).unwrap());
    let hub = hub(Desk::echo(), Options::default());
    let link = hub.connect(&path).unwrap();
    println!("\nready");
    thread::scope(|scope| {
        for caller in 0..4usize {
            let link = &link;
            scope.spawn(move || {
                // Until it is killed, or the server has gone with a test that failed.
                for round in 0usize.. {
                    let bytes = vec![7; (round * 37 + caller * 5000) % 20_000];
                    let sent = link.post(Outgoing::bytes(&bytes)).and_then(|()| call(&**link, &bytes));
                    if sent.is_err() {
                        return;
                    }
                }
            });
        }
    });
}

fn who_is_killed_amid_his_calls_is_gone(technique: Technique) {
    let path = socket_path();
    let torn = Count::new();
    let seen_torn = torn.clone();
    let desk = Desk::new(move |link, request, reply| {
        if request.bytes.iter().any(|&byte| byte != 7) {
            seen_torn.add();
        }
        // It calls back, too, until the client is dead.
        let _ = call_while(&**link, b"and you?", &mut Late);
        echo(request, reply);
    });
    let hub = hub(desk.clone(), options(technique));
    hub.listen(&path).unwrap();
    for round in 1..=15 {
        let mut client = Other::start("busy_client", &path);
        let before = desk.requests.load(std::sync::atomic::Ordering::Relaxed);
        wait_until("traffic", || {
            desk.requests.load(std::sync::atomic::Ordering::Relaxed) > before + 20 * round
        });
        client.kill();
        desk.closed.wait(round);
        assert!(hub.links().is_empty());
    }
    assert_eq!(torn.value(), 0);
}

fn calls_go_both_ways_between_processes(technique: Technique) {
    let scene = Scene::new(technique);
    assert_eq!(call(&*scene.link, b"echo").unwrap(), b"echo");
    assert_eq!(call(&*scene.link, b"call back").unwrap(), b"and back");
    let large = pattern(5_000_000, 9);
    assert!(call(&*scene.link, &large).unwrap() == large);
}

fn callers_of_a_killed_server_learn_of_it(technique: Technique) {
    let mut scene = Scene::new(technique);
    thread::scope(|scope| {
        let link = &scene.link;
        let callers: Vec<_> = (0..8).map(|_| scope.spawn(|| call(&**link, b"hang"))).collect();
        let working = scope.spawn(|| {
            let work = || std::ops::ControlFlow::Continue(());
            call_while(&**link, b"hang", &mut Working { bell: bell(), work })
        });
        wait_until("nine calls to hang", || {
            scene.desk.requests.load(std::sync::atomic::Ordering::Relaxed) == 9
        });
        scene.server.signal(Signal::KILL);
        for caller in callers {
            assert!(matches!(caller.join().unwrap(), Err(LinkError::Closed)));
        }
        assert!(matches!(working.join().unwrap(), Err(LinkError::Closed)));
    });
    scene.check_closed();
    scene.server.kill();
}

fn a_server_learns_of_its_killed_client(technique: Technique) {
    let path = socket_path();
    let hanging = Count::new();
    let desk = {
        let hanging = hanging.clone();
        let kept = std::sync::Mutex::new(Vec::new());
        Desk::new(move |_, _, reply| {
            kept.lock().unwrap().push(reply);
            hanging.add();
        })
    };
    let hub = hub(desk.clone(), options(technique));
    hub.listen(&path).unwrap();
    let mut client = Other::start("client", &path);
    hanging.wait(1);
    assert_eq!(desk.closed.value(), 0);
    client.kill();
    desk.closed.wait(1);
    assert!(hub.links().is_empty());
}

fn what_was_posted_before_the_last_call_has_arrived(technique: Technique) {
    let path = socket_path();
    let desk = Desk::echo();
    let hub = hub(desk.clone(), options(technique));
    hub.listen(&path).unwrap();
    for round in 1..=5 {
        let _poster = Other::start("poster", &path);
        desk.closed.wait(round);
        assert_eq!(desk.requests.load(std::sync::atomic::Ordering::Relaxed), 101 * round);
    }
}

fn what_was_answered_before_the_end_arrives(technique: Technique) {
    let scene = Scene::new(technique);
    assert_eq!(call(&*scene.link, b"answer and exit").unwrap(), b"the last word");
    scene.check_closed();
}

fn a_stopped_server_keeps_nobody_past_his_deadline(technique: Technique) {
    let scene = Scene::new(technique);
    scene.server.signal(Signal::STOP);
    let large = pattern(3_000_000, 1);
    for request in [&b"small"[..], &large, b"small", &large] {
        assert!(matches!(call_while(&*scene.link, request, &mut Late), Err(LinkError::TimedOut)));
    }
    scene.server.signal(Signal::CONT);
    assert_eq!(call(&*scene.link, b"echo").unwrap(), b"echo");
    assert!(call(&*scene.link, &large).unwrap() == large);
}

fn a_child_of_the_dead_does_not_keep_him_alive(technique: Technique) {
    let mut scene = Scene::new(technique);
    let child = call(&*scene.link, b"fork").unwrap();
    let child = Pid::from_raw(i32::from_le_bytes(child.try_into().unwrap())).unwrap();
    // It holds all the sockets of its parent.
    scene.server.kill();
    scene.check_closed();
    kill_process(child, Signal::KILL).unwrap();
}

fn after_fork_the_child_has_no_links(technique: Technique) {
    let scene = Scene::new(technique);
    let itself = scene.hub.in_process();
    // SAFETY: the child calls only the link, which for a child neither locks nor allocates, and _exit.
    let child = unsafe { libc::fork() };
    if child == 0 {
        let mut answer = oxcom_link::Incoming::new();
        let mut refused = |link: &dyn Link| {
            let called = link.call(Outgoing::bytes(b"x"), &mut answer, &mut oxcom_link::Uninterrupted);
            let posted = link.post(Outgoing::bytes(b"x"));
            link.close();
            !link.is_alive()
                && matches!(called, Err(LinkError::Closed))
                && matches!(posted, Err(LinkError::Closed))
        };
        let good = refused(&*scene.link)
            && refused(&*itself)
            && matches!(scene.hub.connect(&PathBuf::new()), Err(LinkError::Closed));
        scene.hub.close();
        // SAFETY: _exit has no preconditions.
        unsafe { libc::_exit(if good { 17 } else { 1 }) };
    }
    let waited = rustix::process::waitpid(Pid::from_raw(child), rustix::process::WaitOptions::empty());
    assert_eq!(waited.unwrap().unwrap().1.exit_status(), Some(17));
    assert_eq!(call(&*scene.link, b"echo").unwrap(), b"echo");
    assert_eq!(call(&*itself, b"echo").unwrap(), b"echo");
    assert_eq!(call(&*scene.link, b"call back").unwrap(), b"and back");
}
