//! Peers that mean harm, with a segment of shared memory in their hands: each loses its own link at most, and a bystander
//! notices nothing.
//!
//! The attacker knows the layout of a segment: the words that the called writes, those that the caller writes, 256 KiB of
//! requests, 64 answer slots of 16 KiB.

mod common;

use std::fs::File;
use std::io::{IoSlice, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use common::*;
use oxcom_link::{Hub, Incoming, Link, LinkError, Options, Outgoing, Technique};
use oxcom_memory::{ReadView, Segment, SharedWords, View};
use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, ftruncate, memfd_create};
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, recvmsg, sendmsg,
};

const MAGIC: u64 = u64::from_le_bytes(*b"oxcomR2\0");
const ATTENDANCE: usize = 8;
const HEAD: usize = 24;
const SETTLED: usize = 25;
const REQUESTS: usize = 8192 / 8;
const RING: usize = (256 << 10) / 8;
const ANSWERS: usize = REQUESTS + RING;
const SLOT: usize = (16 << 10) / 8;
const BYTES: usize = (ANSWERS + 64 * SLOT) * 8;
/// Of both sides: one for each answer slot, one for room, one for the queue.
const BEDS: usize = 2 * (64 + 2);

const CALL: u64 = 1 << 32;
const POST: u64 = 2 << 32;
const SKIP: u64 = 3 << 32;
const ANSWERED: u64 = 1;
const BY_SOCKET: u64 = 4;

/// An honest hello that offers a ring.
fn hello() -> [u8; 128] {
    let mut bytes = [0; 128];
    bytes[..8].copy_from_slice(b"oxcomH1\0");
    bytes[8..16].copy_from_slice(&4711u64.to_le_bytes());
    bytes[17] = 1;
    bytes
}

fn send_with(socket: &UnixStream, bytes: &[u8], descriptors: &[BorrowedFd<'_>]) {
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(8))];
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

/// A raw peer that has been let in.
struct Attacker {
    /// Brings the hub its requests; its answers would be here.
    socket: UnixStream,
    /// Brings the hub's requests.
    pair: UnixStream,
    bell: UnixStream,
    own: Arc<Segment>,
    theirs: ReadView,
    /// What threads of either side sleep on.
    beds: SharedWords,
    /// The hub's end.
    link: Arc<dyn Link>,
}

impl Scene {
    fn new() -> Scene {
        let path = socket_path();
        let desk = Desk::echo();
        let options = Options { shared_memory: true, ..Options::default() };
        let under_attack = hub(desk.clone(), options.clone());
        under_attack.listen(&path).unwrap();
        let bystander = hub(Desk::echo(), options);
        let link = bystander.connect(&path).unwrap();
        desk.opened.wait(1);
        Scene { path, hub: under_attack, desk, bystander, link }
    }

    fn attacker(&self) -> Attacker {
        let before = self.desk.opened.value();
        let socket = UnixStream::connect(&self.path).unwrap();
        let (pair, theirs) = UnixStream::pair().unwrap();
        let (bell, their_bell) = UnixStream::pair().unwrap();
        let own = Segment::create(BYTES).unwrap();
        own.words()[0].store(MAGIC, Ordering::Relaxed);
        let beds = SharedWords::create(BEDS).unwrap();
        let given = [theirs.as_fd(), their_bell.as_fd(), own.descriptor(), beds.descriptor()];
        send_with(&socket, &hello(), &given);
        let segment = receive_welcome(&socket).unwrap();
        self.desk.opened.wait(before + 1);
        let mut links = self.hub.links();
        links.sort_by_key(|link| link.id());
        let link = links.pop().unwrap();
        assert_eq!(link.technique(), Technique::SharedMemory);
        Attacker { socket, pair, bell, own, theirs: ReadView::map(segment, BYTES).unwrap(), beds, link }
    }

    #[track_caller]
    fn check_bystander(&self) {
        assert!(self.link.is_alive());
        for size in [8, 5000, 100_000] {
            let sent = pattern(size, 1);
            assert!(call(&*self.link, &sent).unwrap() == sent);
        }
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.bystander.close();
        self.hub.close();
    }
}

impl Attacker {
    fn write(&self, word: usize, value: u64) {
        self.own.words()[word].store(value, Ordering::Release);
    }

    /// Writes a header and what stands behind it, and rings.
    fn request(&mut self, at: usize, header: u64, second: u64) {
        self.write(REQUESTS + at + 1, second);
        self.write(REQUESTS + at, header);
        self.bell.write_all(&[1]).unwrap();
    }

    fn theirs(&self, word: usize) -> u64 {
        self.theirs.words().load(word, Ordering::Acquire)
    }

    /// The slot and use of the next request of the hub.
    fn await_request(&self) -> u64 {
        wait_until("a request", || self.theirs(REQUESTS) != 0);
        self.theirs(REQUESTS + 1) & 0xFFFF_FFFF
    }

    #[track_caller]
    fn wait_for_end(&self) {
        wait_for_end(&self.socket);
        wait_for_end(&self.pair);
        wait_until("the link to be closed", || !self.link.is_alive());
    }
}

fn receive_welcome(socket: &UnixStream) -> Option<OwnedFd> {
    let (mut bytes, mut filled, mut given) = ([0; 128], 0, None);
    while filled < bytes.len() {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(4))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut pieces = [IoSliceMut::new(&mut bytes[filled..])];
        match recvmsg(socket, &mut pieces, &mut control, RecvFlags::CMSG_CLOEXEC).unwrap().bytes {
            0 => return None,
            more => filled += more,
        }
        for message in control.drain() {
            if let RecvAncillaryMessage::ScmRights(mut descriptors) = message {
                given = descriptors.next();
            }
        }
    }
    assert_eq!((&bytes[..8], bytes[17]), (&b"oxcomW1\0"[..], u8::from(given.is_some())));
    given
}

fn memory(length: usize, seals: SealFlags, magic: u64) -> OwnedFd {
    let memory = memfd_create("test", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING).unwrap();
    ftruncate(&memory, length as u64).unwrap();
    rustix::io::pwrite(&memory, &magic.to_le_bytes(), 0).unwrap();
    fcntl_add_seals(&memory, seals).unwrap();
    memory
}

#[test]
fn who_offers_a_false_ring_is_shown_out() {
    let scene = Scene::new();
    let sealed = SealFlags::FUTURE_WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    let good = || memory(BYTES, sealed, MAGIC);
    let beds = || memory(BEDS * 4, sealed.difference(SealFlags::FUTURE_WRITE), 0);
    let stream = || OwnedFd::from(UnixStream::pair().unwrap().0);
    let null = || OwnedFd::from(File::open("/dev/null").unwrap());
    let offer = |segment| vec![stream(), stream(), segment, beds()];
    let cases: Vec<(Vec<OwnedFd>, bool)> = vec![
        (offer(good()), true),
        (vec![], false),
        (vec![stream()], false),
        (vec![stream(), stream()], false),
        (vec![stream(), stream(), good()], false),
        (vec![stream(), stream(), good(), beds(), beds()], false),
        (vec![stream(), good(), stream(), beds()], false),
        (vec![stream(), null(), good(), beds()], false),
        (offer(null()), false),
        (offer(memory(BYTES, sealed, MAGIC + 1)), false),
        (offer(memory(BYTES - 1, sealed, MAGIC)), false),
        (offer(memory(BYTES, SealFlags::SEAL, MAGIC)), false),
        (offer(memory(BYTES, sealed.difference(SealFlags::SHRINK), MAGIC)), false),
        (vec![stream(), stream(), good(), null()], false),
        (vec![stream(), stream(), good(), memory(BEDS * 4 - 1, SealFlags::SHRINK, 0)], false),
        (vec![stream(), stream(), good(), memory(BEDS * 4, SealFlags::SEAL, 0)], false),
        // Who cannot write there could not be woken.
        (vec![stream(), stream(), good(), memory(BEDS * 4, sealed, 0)], false),
    ];
    for (number, (descriptors, is_good)) in cases.iter().enumerate() {
        let socket = UnixStream::connect(&scene.path).unwrap();
        let borrowed: Vec<_> = descriptors.iter().map(AsFd::as_fd).collect();
        send_with(&socket, &hello(), &borrowed);
        match is_good {
            true => assert!(receive_welcome(&socket).is_some()),
            false => wait_for_end(&socket),
        }
        assert!(scene.link.is_alive(), "case {number}");
    }
    scene.check_bystander();
}

#[test]
fn honest_requests_are_answered() {
    let scene = Scene::new();
    let mut attacker = scene.attacker();
    attacker.write(REQUESTS + 2, u64::from_ne_bytes(*b"question"));
    attacker.request(0, CALL | 8, 5 | 1 << 8);
    wait_until("the answer", || attacker.theirs(ANSWERS + 5 * SLOT) == ANSWERED | 1 << 8 | 8 << 32);
    assert_eq!(attacker.theirs(ANSWERS + 5 * SLOT + 1), u64::from_ne_bytes(*b"question"));
    wait_until("the head to follow", || attacker.theirs(HEAD) == 8);
    assert!(attacker.link.is_alive());
}

#[test]
fn false_requests_cost_the_link() {
    let scene = Scene::new();
    let room = RING * 8 - 16;
    let cases = [
        (1, 0),
        (4 << 32, 0),
        (CALL | 1 << 40, 0),
        (CALL | room as u64, 0),
        (POST | (16 << 10), 0),
        (CALL | u64::from(u32::MAX), 0),
        (CALL, 64),
        (CALL | 8, 255),
        (u64::MAX, u64::MAX),
    ];
    for (header, second) in cases {
        let mut attacker = scene.attacker();
        attacker.request(0, header, second);
        attacker.wait_for_end();
    }
    // Nothing but skips, for ever.
    let mut attacker = scene.attacker();
    attacker.request(0, SKIP, 0);
    attacker.wait_for_end();
    // Longer than what is left of the ring.
    let mut attacker = scene.attacker();
    for at in (0..RING - 8).step_by(8) {
        attacker.write(REQUESTS + at, POST);
    }
    attacker.request(RING - 8, POST | 1000, 0);
    attacker.wait_for_end();
    scene.check_bystander();
}

#[test]
fn who_stops_amid_a_skip_holds_only_himself_up() {
    let scene = Scene::new();
    let mut attacker = scene.attacker();
    // One-way requests up to the last line of the ring, which is skipped; nothing comes behind it.
    for at in (0..RING - 8).step_by(8) {
        attacker.write(REQUESTS + at, POST);
    }
    attacker.write(REQUESTS + RING - 8, SKIP);
    attacker.write(REQUESTS, 0);
    attacker.request(0, POST, 0);
    wait_until("the skip to be taken", || attacker.theirs(HEAD) as usize >= RING);
    assert!(attacker.link.is_alive());
    attacker.link.close();
    attacker.wait_for_end();
    scene.check_bystander();
}

#[test]
fn false_answers_cost_the_link() {
    let scene = Scene::new();
    let false_status = [9, ANSWERED | (16 << 10) << 32, ANSWERED | u64::from(u32::MAX) << 32, 0, 255];
    for status in false_status {
        let attacker = scene.attacker();
        thread::scope(|scope| {
            let caller = scope.spawn(|| call(&*attacker.link, b"question"));
            let number = attacker.await_request();
            attacker.write(ANSWERS + (number & 0xFF) as usize * SLOT, status | number & !0xFF);
            // It sleeps, if it does not look any more.
            attacker.pair.shutdown(std::net::Shutdown::Both).unwrap();
            let ended = caller.join().unwrap();
            assert!(matches!(ended, Err(LinkError::Protocol(_))), "{ended:?}");
        });
        attacker.wait_for_end();
    }
    scene.check_bystander();
}

#[test]
fn false_progress_costs_the_link() {
    let scene = Scene::new();
    // More one-way requests have run than were sent.
    let attacker = scene.attacker();
    attacker.write(SETTLED, 1 << 50);
    let posted = (0..10_000).map(|_| attacker.link.post_while(Outgoing::bytes(&[0; 1000]), &mut Late));
    let ended = posted.into_iter().find(Result::is_err);
    assert!(matches!(ended, Some(Err(LinkError::Protocol(_)))), "{ended:?}");
    attacker.wait_for_end();
    // More has been read than was sent.
    for head in [1 << 40, u64::MAX] {
        let attacker = scene.attacker();
        attacker.write(HEAD, head);
        let late = || call_while(&*attacker.link, &[0; 16_000], &mut Late);
        let ended = (0..40).map(|_| late()).find(|called| !matches!(called, Err(LinkError::TimedOut)));
        assert!(matches!(ended, Some(Err(LinkError::Protocol(_)))), "{ended:?}");
        attacker.wait_for_end();
    }
    scene.check_bystander();
}

#[test]
fn who_reads_nothing_holds_only_himself_up() {
    let scene = Scene::new();
    let attacker = scene.attacker();
    let posted = (0..100_000).map(|_| attacker.link.post_while(Outgoing::bytes(&[0; 1000]), &mut Late));
    let sent = posted.take_while(Result::is_ok).count();
    assert!((100..300).contains(&sent), "{sent} went in");
    for _ in 0..100 {
        assert!(matches!(call_while(&*attacker.link, b"x", &mut Late), Err(LinkError::TimedOut)));
    }
    scene.check_bystander();
}

#[test]
fn answers_announced_for_the_socket_that_do_not_come_keep_nobody_past_his_deadline() {
    let scene = Scene::new();
    let attacker = scene.attacker();
    for round in 0..200u64 {
        // Sixty-four slots, then the socket.
        let (slot, use_) = (round % 64, round / 64 + 1);
        attacker.write(ANSWERS + slot as usize * SLOT, BY_SOCKET | use_ << 8);
        assert!(matches!(call_while(&*attacker.link, b"x", &mut Late), Err(LinkError::TimedOut)));
    }
    scene.check_bystander();
}

#[test]
fn who_makes_the_beds_again_and_again_keeps_nobody_in_them() {
    let scene = Scene::new();
    for _ in 0..50 {
        let (attacker, over) = (scene.attacker(), AtomicBool::new(false));
        thread::scope(|scope| {
            let callers: Vec<_> =
                (0..3).map(|_| scope.spawn(|| call(&*attacker.link, b"question"))).collect();
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    (0..BEDS).for_each(|bed| assert!(attacker.beds.store(bed, 0)));
                }
            });
            attacker.await_request();
            attacker.link.close();
            for caller in callers {
                assert!(matches!(caller.join().unwrap(), Err(LinkError::Closed | LinkError::NotSent)));
            }
            over.store(true, Ordering::Relaxed);
        });
    }
    scene.check_bystander();
}

#[test]
fn what_the_hub_writes_nobody_else_can() {
    let scene = Scene::new();
    let socket = UnixStream::connect(&scene.path).unwrap();
    let (_pair, theirs) = UnixStream::pair().unwrap();
    let (_bell, their_bell) = UnixStream::pair().unwrap();
    let own = Segment::create(BYTES).unwrap();
    own.words()[0].store(MAGIC, Ordering::Relaxed);
    let beds = SharedWords::create(BEDS).unwrap();
    let given = [theirs.as_fd(), their_bell.as_fd(), own.descriptor(), beds.descriptor()];
    send_with(&socket, &hello(), &given);
    let segment = receive_welcome(&socket).unwrap();
    assert!(rustix::io::pwrite(&segment, b"x", 0).is_err());
    assert!(ftruncate(&segment, 0).is_err());
    let view = ReadView::map(segment, BYTES).unwrap();
    // Nothing but the magic and what says who attends is in it before anything has been asked.
    for word in 1..BYTES / 8 {
        let value = view.words().load(word, Ordering::Relaxed);
        assert!(value == 0 || (ATTENDANCE..SETTLED + 24).contains(&word), "word {word}: {value:#x}");
    }
}

/// Random enough.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// What an attacker would write: something that is nearly right, or nonsense.
    fn word(&mut self) -> u64 {
        match self.roll() % 8 {
            0 => 0,
            1 => self.roll(),
            2 => CALL | (self.roll() % 200),
            3 => POST | (self.roll() % 20_000),
            4 => SKIP,
            5 => (self.roll() % 64) | ((self.roll() % 8) << 8),
            6 => (1 + self.roll() % 4) | ((self.roll() % 8) << 8) | ((self.roll() % 20_000) << 32),
            _ => self.roll() % (2 * RING as u64),
        }
    }
}

#[test]
fn who_rewrites_every_word_while_calling_harms_only_himself() {
    let scene = Scene::new();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        // The bystander's calls go on all the while, and each gets its own answer.
        let bystander = scope.spawn(|| {
            let mut calls = 0u64;
            while !over.load(Ordering::Relaxed) {
                let sent = pattern((calls * 37 % 20_000) as usize, calls);
                assert!(call(&*scene.link, &sent).unwrap() == sent);
                calls += 1;
            }
            calls
        });
        let before = scene.desk.opened.value();
        for round in 0..60u64 {
            attack(&scene, round);
        }
        assert_eq!(scene.desk.opened.value(), before + 60);
        over.store(true, Ordering::Relaxed);
        assert!(bystander.join().unwrap() > 0);
    });
    scene.check_bystander();
}

/// One attacker's life: it writes anywhere and rings, while the hub calls it.
fn attack(scene: &Scene, round: u64) {
    let mut attacker = scene.attacker();
    attacker.bell.set_nonblocking(true).unwrap();
    attacker.pair.set_nonblocking(true).unwrap();
    let link = attacker.link.clone();
    thread::scope(|scope| {
        let caller = scope.spawn(move || {
            let mut answer = Incoming::new();
            for _ in 0..200 {
                let request = Outgoing::bytes(&[1; 100]);
                if let Err(LinkError::NotSent) = link.post_while(request, &mut Late) {
                    return;
                }
                // Whatever it answers: an answer or an error, not more than a slot can hold.
                if link.call(request, &mut answer, &mut Late).is_ok() {
                    assert!(answer.bytes.len() <= 16 << 10);
                }
            }
        });
        let mut dice = Dice(round * 2 + 1);
        for step in 0..20_000u64 {
            let word = match dice.roll() % 4 {
                // Where the hub looks next, most likely.
                0 => REQUESTS + attacker.theirs(HEAD) as usize % RING,
                1 => 1 + dice.roll() as usize % 1023,
                2 => ANSWERS + dice.roll() as usize % 64 * SLOT,
                _ => dice.roll() as usize % (BYTES / 8),
            };
            attacker.write(word, dice.word());
            attacker.beds.store(dice.roll() as usize % BEDS, dice.word() as u32);
            if step % 16 == 0 {
                let _ = attacker.bell.write(&[1]);
                let _ = attacker.pair.read(&mut [0; 4096]);
            }
            if step % 1000 == 0 && !attacker.link.is_alive() {
                break;
            }
        }
        attacker.link.close();
        caller.join().unwrap();
    });
}
