//! Peers that mean harm, played by raw sockets: each loses its own link, and a bystander notices nothing.

mod common;

use std::fs::File;
use std::io::{IoSlice, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use common::*;
use oxcom_link::{Hub, Incoming, Link, LinkError, Options, Outgoing, Reply, Service};
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

const CALL: u16 = 1;
const POST: u16 = 2;
const ANSWER: u16 = 3;
const BUSY: u16 = 5;

/// The honest hello of an honest peer.
fn hello() -> [u8; 128] {
    let mut bytes = [0; 128];
    bytes[..8].copy_from_slice(b"oxcomH1\0");
    bytes[8..16].copy_from_slice(&4711u64.to_le_bytes());
    bytes
}

fn header(length: u32, kind: u16, descriptors: u16, request: u64) -> [u8; 24] {
    let mut bytes = [0; 24];
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    bytes[4..6].copy_from_slice(&kind.to_le_bytes());
    bytes[6..8].copy_from_slice(&descriptors.to_le_bytes());
    bytes[8..16].copy_from_slice(&request.to_le_bytes());
    bytes
}

fn send_with(socket: &UnixStream, bytes: &[u8], descriptors: &[BorrowedFd<'_>]) {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(253))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !descriptors.is_empty() {
        assert!(control.push(SendAncillaryMessage::ScmRights(descriptors)));
    }
    let sent = sendmsg(socket, &[IoSlice::new(bytes)], &mut control, SendFlags::NOSIGNAL).unwrap();
    assert_eq!(sent, bytes.len());
}

/// Waits until the other side closes, whatever it says before.
#[track_caller]
fn wait_for_end(socket: &UnixStream) {
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut socket = socket;
    match std::io::copy(&mut socket, &mut std::io::sink()) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("the link stays: {error}"),
    }
}

/// A hub under attack, and a peer who has no part in it.
struct Scene {
    path: PathBuf,
    hub: Arc<Hub>,
    desk: Arc<Desk>,
    bystander: Arc<Hub>,
    link: Arc<dyn Link>,
}

impl Scene {
    fn new(desk: Arc<Desk>, options: Options) -> Scene {
        let path = socket_path();
        let under_attack = hub(desk.clone(), options);
        under_attack.listen(&path).unwrap();
        let bystander = hub(Desk::echo(), Options::default());
        let link = bystander.connect(&path).unwrap();
        desk.opened.wait(1);
        Scene { path, hub: under_attack, desk, bystander, link }
    }

    fn echo() -> Scene {
        Scene::new(Desk::echo(), Options::default())
    }

    /// A raw peer that has been let in: what it calls on, and what it is called on.
    fn peer(&self) -> (UnixStream, UnixStream) {
        let before = self.desk.opened.value();
        let mut socket = UnixStream::connect(&self.path).unwrap();
        let (ours, theirs) = UnixStream::pair().unwrap();
        send_with(&socket, &hello(), &[theirs.as_fd()]);
        let mut welcome = [0; 128];
        socket.read_exact(&mut welcome).unwrap();
        assert_eq!(&welcome[..8], b"oxcomW1\0");
        assert_eq!(welcome[8..16], self.hub.process().to_le_bytes());
        self.desk.opened.wait(before + 1);
        (socket, ours)
    }

    /// The attacker, and only he, loses his link.
    #[track_caller]
    fn check(&self, attacks: usize) {
        self.desk.closed.wait(attacks);
        assert_eq!(self.desk.opened.value(), attacks + 1);
        self.check_bystander();
        assert_eq!(self.desk.closed.value(), attacks);
    }

    #[track_caller]
    fn check_bystander(&self) {
        assert!(self.link.is_alive());
        assert_eq!(call(&*self.link, b"unharmed").unwrap(), b"unharmed");
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.bystander.close();
        self.hub.close();
        assert!(!self.path.exists());
    }
}

#[test]
fn who_introduces_himself_wrongly_is_shown_out() {
    let scene = Scene::echo();
    let stream = || OwnedFd::from(UnixStream::pair().unwrap().0);
    let twice = || vec![stream(), stream()];
    let bad = |at: usize, value: u8| {
        let mut bytes = hello();
        bytes[at] = value;
        bytes
    };
    let listener: OwnedFd = UnixListener::bind(socket_path()).unwrap().into();
    let cases: Vec<([u8; 128], Vec<OwnedFd>)> = vec![
        (hello(), vec![]),
        (hello(), twice()),
        (hello(), vec![File::open("/dev/zero").unwrap().into()]),
        (hello(), vec![std::io::pipe().unwrap().0.into()]),
        (hello(), vec![UnixDatagram::pair().unwrap().0.into()]),
        (hello(), vec![std::net::TcpListener::bind("127.0.0.1:0").unwrap().into()]),
        ([0xA5; 128], vec![stream()]),
        (bad(5, b'X'), vec![stream()]),
        (bad(16, 111), vec![stream()]),
        (bad(16, 1), vec![stream()]),
    ];
    drop(listener);
    for (bytes, descriptors) in cases {
        let socket = UnixStream::connect(&scene.path).unwrap();
        let borrowed: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
        send_with(&socket, &bytes, &borrowed);
        wait_for_end(&socket);
    }
    scene.check(0);
}

#[test]
fn who_says_nothing_is_shown_out() {
    let scene =
        Scene::new(Desk::echo(), Options { handshake: Duration::from_millis(100), ..Options::default() });
    let silent = UnixStream::connect(&scene.path).unwrap();
    let mut slow = UnixStream::connect(&scene.path).unwrap();
    slow.write_all(&hello()[..50]).unwrap();
    wait_for_end(&silent);
    wait_for_end(&slow);
    scene.check(0);
}

#[test]
fn a_crowd_at_the_door_keeps_nobody_out() {
    let scene = Scene::echo();
    let crowd: Vec<_> = (0..200).map(|_| UnixStream::connect(&scene.path).unwrap()).collect();
    let hub = hub(Desk::echo(), Options::default());
    let link = hub.connect(&scene.path).unwrap();
    assert_eq!(call(&*link, b"in").unwrap(), b"in");
    drop(crowd);
    scene.check_bystander();
}

#[test]
fn bad_frames_cost_the_link() {
    let scene = Scene::echo();
    let file = File::open("/dev/null").unwrap();
    let some = |count: usize| vec![file.as_fd(); count];
    let mut reserved = header(0, CALL, 0, 1);
    reserved[20] = 1;
    let cases: Vec<(Vec<u8>, Vec<BorrowedFd<'_>>)> = vec![
        (vec![0xFF; 4096], some(0)),
        (header(u32::MAX, CALL, 0, 1).to_vec(), some(0)),
        ((0u8..24).collect(), some(0)),
        (header(0, 0, 0, 1).to_vec(), some(0)),
        (header(0, ANSWER, 0, 1).to_vec(), some(0)),
        (header(0, BUSY, 0, 1).to_vec(), some(0)),
        (header(0, CALL, 65, 1).to_vec(), some(65)),
        (header(0, CALL, 2, 1).to_vec(), some(1)),
        (header(0, CALL, 0, 1).to_vec(), some(1)),
        (header(0, POST, 1, 1).to_vec(), some(200)),
        (reserved.to_vec(), some(0)),
    ];
    let count = cases.len();
    for (bytes, descriptors) in cases {
        let (socket, pair) = scene.peer();
        send_with(&socket, &bytes, &descriptors);
        wait_for_end(&socket);
        wait_for_end(&pair);
    }
    scene.check(count);
}

#[test]
fn descriptors_without_end_cost_the_link() {
    let scene = Scene::echo();
    let file = File::open("/dev/null").unwrap();
    let (socket, _pair) = scene.peer();
    send_with(&socket, &header(1 << 20, CALL, 0, 1), &[]);
    send_with(&socket, b"x", &[file.as_fd(); 200]);
    send_with(&socket, b"x", &[file.as_fd(); 200]);
    wait_for_end(&socket);
    scene.check(1);
}

#[test]
fn who_ends_half_way_is_gone() {
    let scene = Scene::echo();
    for cut in [1, 23, 24, 30] {
        let (socket, _pair) = scene.peer();
        let whole = [&header(100, CALL, 0, 1)[..], &[7; 100]].concat();
        send_with(&socket, &whole[..cut], &[]);
        drop(socket);
    }
    scene.check(4);
    assert_eq!(scene.desk.requests.load(std::sync::atomic::Ordering::Relaxed), 1, "the bystander's own");
}

#[test]
fn who_stops_half_way_holds_nobody_up() {
    let scene = Scene::echo();
    let stopped: Vec<_> = (0..50)
        .map(|cut| {
            let peer = scene.peer();
            send_with(&peer.0, &header(200_000_000, CALL, 0, 1)[..=cut % 24], &[]);
            peer
        })
        .collect();
    scene.check_bystander();
    drop(stopped);
    scene.check(50);
}

#[test]
fn half_of_the_link_is_none() {
    let scene = Scene::echo();
    let (socket, pair) = scene.peer();
    drop(pair);
    wait_for_end(&socket);
    let (socket, pair) = scene.peer();
    drop(socket);
    wait_for_end(&pair);
    let (socket, pair) = scene.peer();
    pair.shutdown(std::net::Shutdown::Write).unwrap();
    wait_for_end(&socket);
    scene.check(3);
}

#[test]
fn false_answers_cost_the_link() {
    // The hub asks the raw peer, which answers what nobody has asked.
    let answers: Vec<(Vec<u8>, usize)> = vec![
        (header(0, ANSWER, 0, 999).to_vec(), 0),
        (header(0, CALL, 0, 1).to_vec(), 0),
        (header(0, 77, 0, 1).to_vec(), 0),
        (header(u32::MAX, ANSWER, 0, 1).to_vec(), 0),
        (header(0, ANSWER, 0, 1).to_vec(), 5),
        ([header(0, ANSWER, 0, 1), header(0, ANSWER, 0, 1)].concat(), 0),
    ];
    let scene = Scene::echo();
    let file = File::open("/dev/null").unwrap();
    for (number, (answer, descriptors)) in answers.iter().enumerate() {
        let (_socket, mut pair) = scene.peer();
        let mut links = scene.hub.links();
        links.sort_by_key(|link| link.id());
        let link = links.pop().unwrap();
        thread::scope(|scope| {
            let caller = scope.spawn(|| {
                // The second answer of two is met by the second call.
                while call(&*link, b"question").is_ok() {}
                call(&*link, b"question")
            });
            pair.read_exact(&mut [0; 32]).unwrap();
            send_with(&pair, answer, &vec![file.as_fd(); *descriptors]);
            assert!(matches!(caller.join().unwrap(), Err(LinkError::NotSent)), "case {number}");
        });
        scene.desk.closed.wait(number + 1);
    }
    scene.check(answers.len());
}

#[test]
fn answers_left_unread_hold_only_their_own_link_up() {
    let options = Options { requests_at_once: 8, ..Options::default() };
    let scene = Scene::new(Desk::echo(), options);
    let (mut socket, _pair) = scene.peer();
    // Answers that fill the socket hold eight threads; then requests are refused until that is too much as well.
    let request = [&header(100_000, CALL, 0, 1)[..], &[7; 100_000]].concat();
    let attack = thread::spawn(move || while socket.write_all(&request).is_ok() {});
    scene.check_bystander();
    let refused = header(0, CALL, 0, 1).repeat(1000);
    let (mut other, _other_pair) = scene.peer();
    let large = [&header(1_000_000, CALL, 0, 1)[..], &[7; 1_000_000]].concat().repeat(8);
    let flood = thread::spawn(move || {
        let _ = other.write_all(&large);
        while other.write_all(&refused).is_ok() {}
    });
    flood.join().unwrap();
    scene.check_bystander();
    scene.hub.links().iter().for_each(|link| {
        if link.peer().process == 4711 {
            link.close();
        }
    });
    attack.join().unwrap();
    scene.check(2);
}

#[test]
fn a_flood_of_one_way_requests_waits_in_the_sender() {
    let (gate, begun) = (Count::new(), Count::new());
    let desk = {
        let (gate, begun) = (gate.clone(), begun.clone());
        Desk::new(move |link, request, reply| {
            if link.peer().process == 4711 {
                begun.add();
                gate.wait(1);
            }
            echo(request, reply);
        })
    };
    let scene = Scene::new(desk, Options::default());
    let (socket, _pair) = scene.peer();
    socket.set_nonblocking(true).unwrap();
    let post = [&header(10_000, POST, 0, 0)[..], &[7; 10_000]].concat();
    // Nothing more goes in when the peer has enough waiting: until then the socket has room again and again.
    let mut sent = 0usize;
    wait_until("the flood to be dammed", || {
        let mut refused = 0;
        while refused < 20 {
            match (&socket).write(&post[sent % post.len()..]) {
                Ok(more) => (sent, refused) = (sent + more, 0),
                Err(_) => {
                    refused += 1;
                    thread::sleep(Duration::from_millis(2));
                }
            }
        }
        true
    });
    assert!(sent < 16 << 20, "{sent} bytes have gone in");
    begun.wait(1);
    scene.check_bystander();
    gate.add();
    begun.wait(sent / post.len());
    drop(socket);
    scene.check(1);
}

#[test]
fn a_false_listener_gives_no_link() {
    let path = socket_path();
    let listener = UnixListener::bind(&path).unwrap();
    let desk = Desk::echo();
    let hub = hub(desk.clone(), Options { handshake: Duration::from_millis(100), ..Options::default() });
    let connect = || hub.connect(&path).map(|_| ());

    // It takes no notice at all.
    assert!(matches!(connect(), Err(LinkError::TimedOut)));
    let _first = listener.accept().unwrap();
    let answering = |answer: &'static [u8]| {
        let listener = listener.try_clone().unwrap();
        thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            socket.read_exact(&mut [0; 128]).unwrap();
            socket.write_all(answer).unwrap();
        })
    };
    for (answer, refused) in [(&b""[..], true), (b"half", true), (&[0xA5; 128], false)] {
        let peer = answering(answer);
        let error = connect().unwrap_err();
        match error {
            LinkError::Refused => assert!(refused),
            LinkError::Protocol(_) => assert!(!refused),
            other => panic!("{other}"),
        }
        peer.join().unwrap();
    }
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(connect(), Err(LinkError::Io { .. })));
    assert_eq!(desk.opened.value(), 0);
}

#[test]
fn the_policy_decides_on_both_sides() {
    let (open, shut) = (socket_path(), socket_path());
    let refusing = Options { accept: Arc::new(|_| false), ..Options::default() };
    let own = std::process::id();
    let exact = Options { accept: Arc::new(move |peer| peer.pid == own), ..Options::default() };
    let friendly = hub(Desk::echo(), exact);
    friendly.listen(&open).unwrap();
    let unfriendly = hub(Desk::echo(), refusing);
    unfriendly.listen(&shut).unwrap();
    assert!(matches!(friendly.connect(&shut).map(|_| ()), Err(LinkError::Refused)));
    assert!(matches!(unfriendly.connect(&open).map(|_| ()), Err(LinkError::Refused)));
    let itself = friendly.connect(&open).unwrap();
    assert_eq!(call(&*itself, b"oneself").unwrap(), b"oneself");
    assert_eq!(itself.peer().address.as_deref(), Some(&*open));
    assert_eq!(itself.peer().pid, own);
}

#[test]
fn a_path_is_taken_once_and_left_to_who_took_it_since() {
    let path = socket_path();
    let first = hub(Desk::echo(), Options::default());
    first.listen(&path).unwrap();
    assert!(matches!(first.listen(&socket_path()), Err(LinkError::Io { .. })));
    let second = hub(Desk::echo(), Options::default());
    assert!(matches!(second.listen(&path), Err(LinkError::Io { .. })));
    std::fs::remove_file(&path).unwrap();
    second.listen(&path).unwrap();
    first.close();
    let third = hub(Desk::echo(), Options::default());
    let link = third.connect(&path).unwrap();
    link.post(Outgoing::bytes(b"there")).unwrap();
    second.close();
    assert!(!path.exists());
}

/// Takes its time to open a link.
struct Ceremonious {
    gate: Arc<Count>,
    events: Mutex<Vec<&'static str>>,
    told: Arc<Count>,
}

impl Ceremonious {
    fn note(&self, event: &'static str) {
        self.events.lock().unwrap().push(event);
        self.told.add();
    }
}

impl Service for Ceremonious {
    fn opened(&self, _link: &Arc<dyn Link>) {
        self.gate.wait(1);
        self.note("opened");
    }

    fn request(&self, _link: &Arc<dyn Link>, _request: &mut Incoming, _reply: Reply) {
        self.note("request");
    }

    fn closed(&self, _link: &Arc<dyn Link>) {
        self.note("closed");
    }
}

#[test]
fn nothing_is_told_before_the_opening() {
    let (gate, told) = (Count::new(), Count::new());
    let service = Arc::new(Ceremonious { gate: gate.clone(), events: Mutex::default(), told: told.clone() });
    let path = socket_path();
    let hub = Hub::new(1, service.clone(), Options::default()).unwrap();
    hub.listen(&path).unwrap();
    let mut socket = UnixStream::connect(&path).unwrap();
    let (pair, theirs) = UnixStream::pair().unwrap();
    send_with(&socket, &hello(), &[theirs.as_fd()]);
    drop(theirs);
    socket.read_exact(&mut [0; 128]).unwrap();
    send_with(&socket, &header(0, POST, 0, 0), &[]);
    drop(socket);
    // The hub has seen the end when it ends the pair as well.
    wait_for_end(&pair);
    gate.add();
    told.wait(3);
    let mut events = service.events.lock().unwrap();
    assert_eq!(events[0], "opened");
    // The request was read before the end; which of the two another thread is told first is open.
    events.sort();
    assert_eq!(*events, ["closed", "opened", "request"]);
}
