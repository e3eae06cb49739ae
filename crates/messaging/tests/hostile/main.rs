//! Hostile input on every listening technique: an error is reported, and the next message works.

#[cfg(feature = "com")]
mod com;
#[path = "../common/mod.rs"]
mod common;
#[cfg(feature = "window")]
mod window;

#[cfg(feature = "com")]
use oxcom_host as _;
use std::io::{Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use oxcom_messaging::{Options, Server, connect_with, listen_with};

const PATIENCE: Duration = Duration::from_secs(20);

/// A server under attack.
struct Target {
    server: Server,
    options: Options,
    errors: Receiver<String>,
}

impl Target {
    fn new(address: &str, options: Options) -> Target {
        let options = Options { receive_timeout: Duration::from_millis(200), max_message: 10_000, ..options };
        let server = listen_with(address, &options).unwrap();
        let (report, errors) = mpsc::channel();
        server.failed(move |error| report.send(error.to_string()).unwrap());
        server.start().unwrap();
        Target { server, options, errors }
    }

    /// After an attack: it was reported, and a friend gets through.
    fn survived(&self, attack: &str) {
        self.reported(attack);
        self.works(attack);
    }

    fn reported(&self, attack: &str) {
        let error = self.errors.recv_timeout(PATIENCE);
        assert!(error.is_ok(), "nothing was said about: {attack}");
    }

    fn works(&self, attack: &str) {
        let address = self.server.address();
        connect_with(address.as_str(), &self.options).unwrap().send(attack).unwrap();
        let next = self.server.messages().next_within(PATIENCE).expect("the next message");
        assert_eq!(next.text(), attack);
    }

    fn port(&self) -> u16 {
        let address = self.server.address().to_string();
        let (_, rest) = address.split_once("//").unwrap();
        rest.split('/').next().unwrap().rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Writes bytes to the server's TCP port and waits until it has had enough of them, or of waiting.
    fn attack_tcp(&self, name: &str, bytes: &[u8]) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port())).unwrap();
        // The server may close in the middle.
        let _ = stream.write_all(bytes);
        let _ = stream.read_to_end(&mut Vec::new());
        self.survived(name);
    }
}

fn unique(word: &str) -> String {
    format!("hostile{word}{}", std::process::id())
}

fn directory(word: &str) -> PathBuf {
    let path = std::env::temp_dir().join(unique(word));
    std::os::unix::fs::DirBuilderExt::mode(&mut std::fs::DirBuilder::new(), 0o700).create(&path).unwrap();
    path
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<char> = text.chars().filter(|digit| !digit.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&pair.iter().collect::<String>(), 16).unwrap()).collect()
}

#[test]
fn udp() {
    let target = Target::new("udp://127.0.0.1:0", Options::default());
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    socket.send_to(b"\xff\xfe", ("127.0.0.1", target.port())).unwrap();
    target.survived("no UTF-8");
    socket.send_to(&[b'x'; 10_001], ("127.0.0.1", target.port())).unwrap();
    target.survived("too long");
}

#[test]
fn pipe() {
    let name = unique("pipe");
    let target = Target::new(&format!("pipe:{name}"), Options::default());
    let attack = |name: &str, bytes: &[u8]| {
        let mut stream =
            UnixStream::connect(std::env::temp_dir().join(format!("CoreFxPipe_{name}"))).unwrap();
        let _ = stream.write_all(bytes);
        stream
    };
    drop(attack(&name, b"\xc3"));
    target.survived("no UTF-8");
    drop(attack(&name, &[b'x'; 10_002]));
    target.survived("too long");
    let half = attack(&name, b"half a mess");
    target.survived("a client that never ends its message");
    drop(half);
    drop(attack(&name, b""));
    target.works("a client that says nothing");
}

#[test]
fn file() {
    let directory = directory("file");
    let path = directory.join("mailbox");
    let target = Target::new(&format!("file:{}", path.display()), Options::default());
    let write = |bytes: &[u8]| {
        let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.lock().unwrap();
        file.write_all(bytes).unwrap();
    };
    write(b"\xff\n");
    target.survived("no UTF-8");
    write(&[b'x'; 20_000]);
    target.survived("too long");
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn shared_memory() {
    let directory = directory("shm");
    let options = Options { directory: Some(directory.clone()), ..Options::default() };
    let target = Target::new("shm:Ring", options);
    let ring = std::fs::OpenOptions::new().write(true).open(directory.join("shm/Ring")).unwrap();
    for (name, head) in
        [("a head before the tail", 0u64), ("a head far away", u64::MAX - 7), ("a crooked head", 3)]
    {
        target.works("before");
        target.server.stop();
        std::os::unix::fs::FileExt::write_at(&ring, &head.to_le_bytes(), 16).unwrap();
        let refused = connect_with("shm:Ring", &target.options).unwrap().send("not into this ring");
        assert!(refused.is_err(), "{name}");
        target.server.start().unwrap();
        target.survived(name);
    }
    std::fs::remove_dir_all(directory).unwrap();
}

#[cfg(feature = "queue")]
#[test]
fn queue() {
    let directory = directory("queue");
    let options = Options { directory: Some(directory.clone()), ..Options::default() };
    let target = Target::new("queue:Work", options.clone());
    let database = rusqlite::Connection::open(directory.join("queues/Work.db")).unwrap();
    database.execute("INSERT INTO message (text) VALUES (x'fffe')", []).unwrap();
    target.survived("no text");
    let dead: i64 =
        database.query_row("SELECT count(*) FROM message WHERE dead", [], |row| row.get(0)).unwrap();
    assert_eq!(dead, 1, "it lies with the dead letters");
    std::fs::remove_dir_all(directory).unwrap();
}

#[test]
fn remoting() {
    let target = Target::new("tcp://127.0.0.1:0/RemoteObject.rem", Options::default());
    let frame = |content: &[u8]| {
        let mut bytes = hex("2e4e455401000000 0000");
        bytes.extend((content.len() as u32).to_le_bytes());
        bytes.extend(hex("0400 01 01 11000000"));
        bytes.extend(b"/RemoteObject.rem\0\0");
        bytes.extend(content);
        bytes
    };
    let call = hex("00 01000000 ffffffff 01000000 00000000 15 14000000 12 04 53656e64 12 01 54");
    target.attack_tcp("garbage", b"GET / HTTP/1.1\r\n\r\n");
    target.attack_tcp("half a preamble", b".NE");
    target.attack_tcp("a content of 4 GiB", &hex("2e4e455401000000 0000 ffffffff 0000"));
    target.attack_tcp("half a content", &frame(&call)[..60]);
    target.attack_tcp(
        "headers without end",
        &[&hex("2e4e455401000000 0000 00000000")[..], &[5, 0, 0].repeat(30_000)].concat(),
    );
    target.attack_tcp("a call cut off", &frame(&call));
    let with = |record: &str| frame(&[&call[..], &hex("10 01000000 01000000"), &hex(record)].concat());
    target.attack_tcp("a class by name", &with("05 02000000 01 41 00000000 03000000"));
    target.attack_tcp("a library", &with("0c 02000000 0453797374 0b"));
    target
        .attack_tcp("an array of 2 G elements", &frame(&[&call[..], &hex("10 01000000 ffffff7f")].concat()));
    target.attack_tcp("a string of 2 GiB", &with("06 02000000 ffffffff07"));
}

#[test]
fn wcf() {
    let target = Target::new("net.tcp://127.0.0.1:0/N", Options::default());
    let via = "net.tcp://127.0.0.1/N";
    let preamble = |mode: u8, encoding: u8, via: &str| {
        let mut bytes = vec![0, 1, 0, 1, mode, 2, via.len() as u8];
        bytes.extend(via.as_bytes());
        bytes.extend([3, encoding, 12]);
        bytes
    };
    let session = |records: &str| [preamble(2, 8, via), hex(records)].concat();
    target.attack_tcp("garbage", b"GET / HTTP/1.1\r\n\r\n");
    target.attack_tcp("half a preamble", &preamble(2, 8, via)[..9]);
    target.attack_tcp("a later version", &hex("00 02 00"));
    target.attack_tcp("another service", &preamble(2, 8, "net.tcp://127.0.0.1/Other"));
    target.attack_tcp("text encoding", &preamble(2, 3, via));
    target.attack_tcp("an upgrade", &[&preamble(2, 8, via)[..30], &hex("09 01 41")].concat());
    target.attack_tcp("an envelope of 2 GiB", &session("06 ffffffff07"));
    target.attack_tcp("a length without end", &session("06 ffffffffffff"));
    target.attack_tcp("half an envelope", &session("06 7f 00 56"));
    target.attack_tcp("a string table beyond its envelope", &session("06 03 7f 56 02"));
    target.attack_tcp("an unknown session string", &session("06 04 00 42 7f 01"));
    target.attack_tcp("elements without end", &session("06 0a 00 5602 400141 400141 4001"));
    let chunks =
        [preamble(1, 7, via), vec![5], [&[0xff, 0x01][..], &[b'x'; 255]].concat().repeat(200)].concat();
    target.attack_tcp("chunks without end", &chunks);
}

#[test]
fn trace() {
    // A process that answers the wish for events with a bomb. It is there before the listener looks.
    let path = std::env::temp_dir().join(format!("dotnet-diagnostic-{}-666-socket", std::process::id()));
    let bomber = UnixListener::bind(&path).unwrap();
    let target = Target::new(&format!("trace:{}", unique("trace")), Options::default());
    let mut answers = vec![
        ("garbage", b"HTTP/1.1 200 OK\r\n\r\n and more of the same".to_vec()),
        ("an answer that is too small", hex("444f544e45545f4950435f563100 0100 ff00 0000")),
    ];
    let done = hex("444f544e45545f4950435f563100 1c00 ff00 0000 0100000000000000");
    let stream = [&done[..], b"Nettrace\x14\0\0\0!FastSerialization.1"].concat();
    let object = hex("05 05 01 04000000 04000000");
    let block = [&stream[..], &object, &hex("0a000000"), b"EventBlock\x06"].concat();
    answers.push(("no nettrace", [&done[..], b"Nettrash"].concat()));
    answers.push(("a type's name of 4 GiB", [&stream[..], &object, &hex("ffffffff")].concat()));
    answers.push(("a block of 4 GiB", [&block[..], &hex("ffffffff")].concat()));
    for (name, answer) in answers {
        let (mut process, _) = bomber.accept().unwrap();
        process.write_all(&answer).unwrap();
        // The listener closes when it has had enough.
        let _ = process.read_to_end(&mut Vec::new());
        // It sees the socket again when it looks at the next process, which is the friend that comes now.
        target.survived(name);
    }
    std::fs::remove_file(path).unwrap();
}

#[cfg(feature = "amqp")]
#[test]
fn amqp() {
    let Some(broker) = common::broker() else { return };
    let queue = unique("amqp");
    let text = format!("amqp://guest:guest@{broker}/{queue}");
    let target = Target::new(&format!("{text}?format=system.messaging"), Options::default());
    for body in ["<string>", "no XML", "<int>1</int>"] {
        connect_with(&text, &Options::default()).unwrap().send(body).unwrap();
        target.survived(body);
    }
}
