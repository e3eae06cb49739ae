//! What the contract must know of a technique to try it.

use std::net::{TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use oxcom_messaging::{
    Address, Client, Options, Promise, Server, Technique, connect_with, listen_with, techniques,
};

use crate::common::{Xvfb, broker};

/// One technique, ready to be tried: addresses of endpoints that nobody else uses, and its row of the table.
pub(crate) struct Fixture {
    pub(crate) row: &'static Technique,
    pub(crate) promise: Promise,
    /// Makes the address of an endpoint from a name; the same name gives the same address.
    pub(crate) address: Box<dyn Fn(&str) -> String + Send + Sync>,
    pub(crate) options: Options,
    /// Whether a client learns that nobody listens.
    pub(crate) notices_absence: bool,
    /// Texts that the technique's format has no way to write.
    pub(crate) cannot_carry: fn(&str) -> bool,
    pub(crate) stranger: Stranger,
    /// Processes and directories that live as long as the fixture.
    pub(crate) _keep: Vec<Box<dyn std::any::Any + Send + Sync>>,
}

/// What another user is refused.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Stranger {
    /// To send to our endpoint.
    Sends,
    /// To be heard: its texts go to nobody.
    IsNotHeard,
    /// To listen at this address.
    Listens(&'static str),
    /// Nothing that the kernel or we could check: the technique has no users (a broker and an X server have their own).
    HasNoUser,
}

impl Fixture {
    pub(crate) fn server(&self, name: &str) -> Server {
        let server = self.stopped_server(name);
        server.start().unwrap();
        server
    }

    pub(crate) fn stopped_server(&self, name: &str) -> Server {
        let server = listen_with(&(self.address)(name), &self.options).unwrap();
        server.failed(|error| eprintln!("server: {error}"));
        server
    }

    pub(crate) fn client(&self, name: &str) -> Client {
        connect_with(&(self.address)(name), &self.options).unwrap()
    }

    pub(crate) fn impatient(&self) -> Options {
        let wait = Duration::from_millis(300);
        Options { connect_timeout: wait, send_timeout: wait, ..self.options.clone() }
    }
}

/// Runs a test of the contract with a watchdog.
pub(crate) fn run(make: fn() -> Option<Fixture>, test: fn(&Fixture)) {
    let (done, end) = mpsc::channel::<()>();
    let body = std::thread::spawn(move || {
        if let Some(fixture) = make() {
            test(&fixture);
        }
        drop(done);
    });
    match end.recv_timeout(Duration::from_secs(600)) {
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("the test hangs"),
        _ => body.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
    }
}

fn row(scheme: &str) -> &'static Technique {
    techniques().iter().find(|row| row.schemes.contains(&scheme)).unwrap()
}

/// A word that no other fixture of this machine has.
pub(crate) fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("oxcom{}x{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// A private directory that is removed in the end.
pub(crate) struct Directory(pub(crate) PathBuf);

impl Directory {
    pub(crate) fn new() -> Directory {
        let path = std::env::temp_dir().join(unique());
        std::os::unix::fs::DirBuilderExt::mode(&mut std::fs::DirBuilder::new(), 0o700).create(&path).unwrap();
        Directory(path)
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn fixture(scheme: &str, address: impl Fn(&str) -> String + Send + Sync + 'static) -> Fixture {
    Fixture {
        row: row(scheme),
        promise: address("any").parse::<Address>().unwrap().promise(),
        address: Box::new(address),
        options: Options::default(),
        notices_absence: true,
        cannot_carry: |_| false,
        stranger: Stranger::Sends,
        _keep: Vec::new(),
    }
}

/// Gives each name a port of its own.
fn ports(free: fn() -> u16) -> impl Fn(&str) -> u16 + Send + Sync {
    let known = std::sync::Mutex::new(std::collections::HashMap::new());
    move |name| *known.lock().unwrap().entry(name.to_owned()).or_insert_with(free)
}

fn free_udp_port() -> u16 {
    UdpSocket::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn free_tcp_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

pub(crate) fn udp() -> Option<Fixture> {
    let port = ports(free_udp_port);
    let fixture = fixture("udp", move |name| format!("udp://127.0.0.1:{}", port(name)));
    Some(Fixture { notices_absence: false, stranger: Stranger::Listens("udp://127.0.0.1:80"), ..fixture })
}

pub(crate) fn pipe() -> Option<Fixture> {
    let unique = unique();
    Some(fixture("pipe", move |name| format!("pipe:{unique}{name}")))
}

pub(crate) fn file() -> Option<Fixture> {
    let directory = Directory::new();
    let path = directory.0.clone();
    let fixture = fixture("file", move |name| format!("file:{}", path.join(name).display()));
    Some(Fixture { _keep: vec![Box::new(directory)], ..fixture })
}

pub(crate) fn shm() -> Option<Fixture> {
    let directory = Directory::new();
    let options = Options { directory: Some(directory.0.clone()), ..Options::default() };
    Some(Fixture {
        options,
        _keep: vec![Box::new(directory)],
        ..fixture("shm", |name| format!("shm:{name}"))
    })
}

pub(crate) fn queue() -> Option<Fixture> {
    let directory = Directory::new();
    let options = Options { directory: Some(directory.0.clone()), ..Options::default() };
    let _keep: Vec<Box<dyn std::any::Any + Send + Sync>> = vec![Box::new(directory)];
    Some(Fixture { options, _keep, ..fixture("queue", |name| format!("queue:{name}")) })
}

pub(crate) fn remoting_ipc() -> Option<Fixture> {
    let unique = unique();
    Some(fixture("ipc", move |name| format!("ipc://{unique}{name}/RemoteObject.rem")))
}

pub(crate) fn remoting_tcp() -> Option<Fixture> {
    let port = ports(free_tcp_port);
    let address = move |name: &str| format!("tcp://127.0.0.1:{}/RemoteObject.rem", port(name));
    Some(Fixture {
        stranger: Stranger::Listens("tcp://127.0.0.1:80/RemoteObject.rem"),
        ..fixture("tcp", address)
    })
}

pub(crate) fn wcf_pipe() -> Option<Fixture> {
    let unique = unique();
    Some(fixture("net.pipe", move |name| format!("net.pipe://localhost/{unique}{name}")))
}

fn wcf_tcp_mode(mode: &'static str) -> Option<Fixture> {
    let port = ports(free_tcp_port);
    let address = move |name: &str| format!("net.tcp://127.0.0.1:{}/IIpcClient{mode}", port(name));
    Some(Fixture { stranger: Stranger::Listens("net.tcp://127.0.0.1:80/N"), ..fixture("net.tcp", address) })
}

pub(crate) fn wcf_tcp() -> Option<Fixture> {
    wcf_tcp_mode("")
}

pub(crate) fn wcf_tcp_one_way() -> Option<Fixture> {
    wcf_tcp_mode("?oneway")
}

pub(crate) fn wcf_tcp_streamed() -> Option<Fixture> {
    wcf_tcp_mode("?streamed")
}

pub(crate) fn window() -> Option<Fixture> {
    let xvfb = Xvfb::start()?;
    let display = xvfb.display();
    let fixture = fixture("window", |name| format!("window:{name} 🪟"));
    let (options, stranger) = (Options { display, ..Options::default() }, Stranger::HasNoUser);
    Some(Fixture { options, stranger, _keep: vec![Box::new(xvfb)], ..fixture })
}

pub(crate) fn amqp() -> Option<Fixture> {
    amqp_format("")
}

pub(crate) fn amqp_system_messaging() -> Option<Fixture> {
    let xml = |text: &str| text.chars().any(|character| character < ' ' && !"\t\n\r".contains(character));
    Some(Fixture { cannot_carry: xml, ..amqp_format("?format=system.messaging")? })
}

fn amqp_format(query: &'static str) -> Option<Fixture> {
    let broker = broker()?;
    let unique = unique();
    let address = move |name: &str| format!("amqp://guest:guest@{broker}/{unique}{name}{query}");
    Some(Fixture { stranger: Stranger::HasNoUser, ..fixture("amqp", address) })
}

#[cfg(feature = "com")]
pub(crate) fn com() -> Option<Fixture> {
    let unique = unique();
    let fixture = fixture("com", move |name| format!("com:{unique}.{name}"));
    // Another user looks in a runtime directory of its own.
    Some(Fixture { stranger: Stranger::IsNotHeard, ..fixture })
}

pub(crate) fn trace() -> Option<Fixture> {
    let unique = unique();
    let fixture = fixture("trace", move |name| format!("trace:{unique}{name}"));
    Some(Fixture { stranger: Stranger::IsNotHeard, ..fixture })
}
