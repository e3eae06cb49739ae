//! What every technique must do. Each test runs over each technique; a technique without its row below does not exist.

mod common;

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::ops::ControlFlow;
use std::os::fd::AsFd;
use std::sync::{Arc, Mutex};
use std::thread;

use common::enveloped::{ENVELOPE, Enveloped, INTERFACE, Opened};
use common::*;
use oxcom_link::tcp::{Remote, TcpOptions};
use oxcom_link::{Hub, Incoming, Link, LinkError, Options, Outgoing, Reply, Technique, Uninterrupted};

/// Two linked ends. Over a technique that links a process to itself, both are the same; over one whose requests go one way
/// only, they are two links that lead there and back.
struct Ends {
    near: Arc<dyn Link>,
    far: Arc<dyn Link>,
    near_desk: Arc<Desk>,
    far_desk: Arc<Desk>,
    hubs: Vec<Arc<Hub>>,
}

impl Drop for Ends {
    fn drop(&mut self) {
        for hub in &self.hubs {
            hub.close();
        }
        let one = self.near.technique() != Technique::Tcp; // there each call under way has a connection, which is a link
        for desk in [&self.near_desk, &self.far_desk] {
            assert!(desk.opened.value() == 1 || !one);
            assert_eq!(desk.closed.value(), desk.opened.value(), "each opening has its closing");
        }
    }
}

fn unix_stream(near_desk: Arc<Desk>, far_desk: Arc<Desk>, options: Options) -> Ends {
    let options = Options { shared_memory: false, ..options };
    connected(near_desk, far_desk, options, Technique::UnixStream)
}

fn shared_memory(near_desk: Arc<Desk>, far_desk: Arc<Desk>, options: Options) -> Ends {
    let options = Options { shared_memory: true, ..options };
    connected(near_desk, far_desk, options, Technique::SharedMemory)
}

fn connected(near_desk: Arc<Desk>, far_desk: Arc<Desk>, options: Options, technique: Technique) -> Ends {
    let path = socket_path();
    let far_hub = hub(far_desk.clone(), options.clone());
    far_hub.listen(&path).unwrap();
    let near_hub = hub(near_desk.clone(), options);
    let near = near_hub.connect(&path).unwrap();
    assert_eq!(near.technique(), technique);
    far_desk.opened.wait(1);
    let far = far_hub.links().remove(0);
    assert_eq!((near.peer().process, far.peer().process), (far_hub.process(), near_hub.process()));
    Ends { near, far, near_desk, far_desk, hubs: vec![near_hub, far_hub] }
}

fn in_process(near_desk: Arc<Desk>, far_desk: Arc<Desk>, options: Options) -> Ends {
    drop(near_desk);
    let hub = hub(far_desk.clone(), options);
    let near = hub.in_process();
    assert_eq!(near.technique(), Technique::InProcess);
    assert_eq!(near.id(), hub.in_process().id());
    Ends { far: near.clone(), near, near_desk: far_desk.clone(), far_desk, hubs: vec![hub] }
}

fn tcp(near_desk: Arc<Desk>, far_desk: Arc<Desk>, options: Options) -> Ends {
    let options = Options { message_bytes: options.message_bytes + ENVELOPE, ..options };
    let listening = |desk: &Arc<Desk>| {
        let hub = hub(Arc::new(Opened(desk.clone())), options.clone());
        let options = TcpOptions { stranger_bytes: usize::MAX, ..TcpOptions::at(([127, 0, 0, 1], 0).into()) };
        let address = hub.listen_tcp(options).unwrap();
        (hub, address)
    };
    let ((near_hub, near_address), (far_hub, far_address)) = (listening(&near_desk), listening(&far_desk));
    let link = |hub: &Arc<Hub>, address| -> Arc<dyn Link> {
        Arc::new(Enveloped(hub.connect_tcp(Remote::at(address, INTERFACE)).unwrap()))
    };
    let (near, far) = (link(&near_hub, far_address), link(&far_hub, near_address));
    assert_eq!(near.technique(), Technique::Tcp);
    far_desk.opened.wait(2);
    near_desk.opened.wait(2);
    Ends { near, far, near_desk, far_desk, hubs: vec![near_hub, far_hub] }
}

type Make = fn(Arc<Desk>, Arc<Desk>, Options) -> Ends;

/// Runs each test over each technique; those behind the semicolon not over TCP.
macro_rules! conformance {
    ($($test:ident),* $(,)?; $($machine:ident),* $(,)?) => {
        mod over_unix_stream { conformance!(unix_stream: $($test,)* $($machine,)*); }
        mod over_shared_memory { conformance!(shared_memory: $($test,)* $($machine,)*); }
        mod over_in_process { conformance!(in_process: $($test,)* $($machine,)*); }
        mod over_tcp { conformance!(tcp: $($test,)*); }
    };
    ($technique:ident: $($test:ident,)*) => {
        $(#[test] fn $test() { super::$test(super::$technique); })*
    };
}

conformance!(
    answers_of_every_size_come_back_whole,
    parallel_callers_get_their_own_answers,
    a_slow_call_delays_no_other,
    large_messages_pass_each_other,
    one_way_requests_keep_their_order,
    one_way_requests_of_one_thread_delay_no_other,
    slow_calls_delay_no_one_way_request,
    work_is_done_while_a_one_way_request_waits_for_room,
    small_and_large_of_one_thread_keep_their_order,
    what_a_waiting_call_asks_does_not_wait_behind_it,
    a_deadline_ends_a_call_and_harms_no_later_one,
    callers_wait_on_when_the_one_that_read_gives_up,
    work_can_give_a_call_up,
    work_is_done_while_a_call_waits,
    closing_the_near_end_ends_calls_under_way,
    closing_the_hub_ends_everything,
    a_dropped_reply_is_no_answer,
    any_thread_may_answer,
    too_much_is_refused_before_it_is_sent,
    a_panic_in_the_service_is_no_answer,
    ;
    // TCP carries bytes only,
    descriptors_cross,
    // and requests one way,
    calls_nest_both_ways,
    // so that neither link is the other's end;
    closing_the_far_end_ends_calls_under_way,
    a_closed_link_sends_nothing,
    // each call has a connection of its own, and those are limited; one that is let in takes a thread for a moment.
    more_than_the_service_may_have_in_hand_is_refused,
    more_than_the_pool_has_threads_is_refused,
);

fn echo_ends(make: Make) -> Ends {
    make(Desk::echo(), Desk::echo(), Options::default())
}

fn answers_of_every_size_come_back_whole(make: Make) {
    let ends = echo_ends(make);
    let mut answer = Incoming::new();
    for size in [0, 1, 23, 24, 25, 4096, 65_511, 65_512, 65_536, 65_537, 200_000, 1 << 20, 40_000_000, 3] {
        let sent = pattern(size, 1);
        ends.near.call(Outgoing::bytes(&sent), &mut answer, &mut Uninterrupted).unwrap();
        assert!(answer.bytes == sent, "{size} bytes");
        assert!(answer.descriptors.is_empty());
    }
}

fn descriptors_cross(make: Make) {
    let ends = echo_ends(make);
    let mut answer = Incoming::new();
    for (size, count) in [(0, 1), (1, 3), (300_000, 64), (10, 0), (70_000, 2)] {
        let files: Vec<File> = (0..count).map(temporary_file).collect();
        let descriptors: Vec<_> = files.iter().map(AsFd::as_fd).collect();
        let sent = pattern(size, 2);
        let request = Outgoing { bytes: &sent, descriptors: &descriptors };
        ends.near.call(request, &mut answer, &mut Uninterrupted).unwrap();
        assert!(answer.bytes == sent);
        assert_eq!(answer.descriptors.len(), count);
        for (number, received) in answer.descriptors.drain(..).enumerate() {
            let flags = rustix::io::fcntl_getfd(&received).unwrap();
            assert!(flags.contains(rustix::io::FdFlags::CLOEXEC));
            let mut text = String::new();
            let mut file = File::from(received);
            file.rewind().unwrap();
            file.read_to_string(&mut text).unwrap();
            assert_eq!(text, format!("file {number}"));
        }
    }
}

fn temporary_file(number: usize) -> File {
    let path = socket_path();
    let mut file = File::options().create_new(true).read(true).write(true).open(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    write!(file, "file {number}").unwrap();
    file
}

fn parallel_callers_get_their_own_answers(make: Make) {
    let ends = echo_ends(make);
    thread::scope(|scope| {
        for caller in 0..16u64 {
            let links = [&ends.near, &ends.far];
            scope.spawn(move || {
                for round in 0..200 {
                    let sent = pattern((caller * 97 + round * 31) as usize % 9000, caller << 32 | round);
                    assert_eq!(call(&**links[round as usize % 2], &sent).unwrap(), sent);
                }
            });
        }
    });
}

fn a_slow_call_delays_no_other(make: Make) {
    let (begun, gate) = (Count::new(), Count::new());
    let desk = |begun: Arc<Count>, gate: Arc<Count>| {
        Desk::new(move |_, request, reply| {
            if request.bytes == b"slow" {
                begun.add();
                gate.wait(1);
            }
            echo(request, reply);
        })
    };
    let ends = make(Desk::echo(), desk(begun.clone(), gate.clone()), Options::default());
    thread::scope(|scope| {
        let slow: Vec<_> = (0..20).map(|_| scope.spawn(|| call(&*ends.near, b"slow").unwrap())).collect();
        begun.wait(20);
        for _ in 0..50 {
            assert_eq!(call(&*ends.near, b"fast").unwrap(), b"fast");
        }
        gate.add();
        for slow in slow {
            assert_eq!(slow.join().unwrap(), b"slow");
        }
    });
}

/// Answers a number by asking the caller for the number before it.
fn descend(link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
    let depth = request.bytes[0];
    let mut answer = vec![depth];
    if depth > 0 {
        answer.extend(call(&**link, &[depth - 1]).unwrap());
    }
    reply.send(Outgoing::bytes(&answer)).unwrap();
}

fn calls_nest_both_ways(make: Make) {
    let ends = make(Desk::new(descend), Desk::new(descend), Options::default());
    let expected: Vec<u8> = (0..=20).rev().collect();
    thread::scope(|scope| {
        for link in [&ends.near, &ends.far] {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(call(&**link, &[20]).unwrap(), expected));
            }
        }
    });
}

fn large_messages_pass_each_other(make: Make) {
    let ends = echo_ends(make);
    thread::scope(|scope| {
        for link in [&ends.near, &ends.far] {
            for seed in 0..4 {
                scope.spawn(move || {
                    let sent = pattern(3_000_000, seed);
                    assert!(call(&**link, &sent).unwrap() == sent);
                });
            }
        }
    });
}

fn one_way_requests_keep_their_order(make: Make) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let desk = {
        let seen = seen.clone();
        Desk::new(move |link, request, reply| {
            let number = u32::from_le_bytes(request.bytes[..4].try_into().unwrap());
            if number.is_multiple_of(7) {
                thread::yield_now();
            }
            let mut seen = seen.lock().unwrap();
            seen.push(number);
            // Over TCP all are answered.
            let one_way = link.technique() != Technique::Tcp && !number.is_multiple_of(100);
            assert_eq!(reply.is_one_way(), one_way);
            reply.send(Outgoing::bytes(&(seen.len() as u32).to_le_bytes())).unwrap();
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    for number in 1..=3000u32 {
        // Long enough in all to fill every buffer between the two.
        let mut request = number.to_le_bytes().to_vec();
        request.resize(4 + (number as usize * 37) % 5000, 0);
        if number.is_multiple_of(100) {
            assert_eq!(call(&*ends.near, &request).unwrap(), number.to_le_bytes());
        } else {
            ends.near.post(Outgoing::bytes(&request)).unwrap();
        }
    }
    assert_eq!(*seen.lock().unwrap(), (1..=3000).collect::<Vec<_>>());
}

fn one_way_requests_of_one_thread_delay_no_other(make: Make) {
    let (begun, gate) = (Count::new(), Count::new());
    let desk = {
        let (begun, gate) = (begun.clone(), gate.clone());
        Desk::new(move |_, request, reply| {
            if request.bytes == b"slow" {
                begun.add();
                gate.wait(1);
            }
            echo(request, reply);
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    ends.near.post(Outgoing::bytes(b"slow")).unwrap();
    begun.wait(1);
    thread::scope(|scope| {
        scope.spawn(|| assert_eq!(call(&*ends.near, b"fast").unwrap(), b"fast")).join().unwrap();
    });
    gate.add();
    assert_eq!(call(&*ends.near, b"after").unwrap(), b"after");
}

fn slow_calls_delay_no_one_way_request(make: Make) {
    // Each call ends when a one-way request has been taken that is sent while it runs.
    let (begun, gate) = (Count::new(), Count::new());
    let desk = {
        let (begun, gate) = (begun.clone(), gate.clone());
        Desk::new(move |_, request, reply| {
            if request.bytes == b"go on" {
                gate.add();
            } else {
                begun.add();
                gate.wait(request.bytes[0].into());
            }
            echo(request, reply);
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    thread::scope(|scope| {
        for round in 1..=30 {
            let near = &ends.near;
            let caller = scope.spawn(move || call(&**near, &[round]).unwrap());
            begun.wait(round.into());
            ends.near.post(Outgoing::bytes(b"go on")).unwrap();
            assert_eq!(caller.join().unwrap(), [round]);
        }
    });
}

fn work_is_done_while_a_one_way_request_waits_for_room(make: Make) {
    // The first one ends when the work has been done, which is done when there is no room for more.
    let (gate, bell) = (Count::new(), bell());
    let desk = {
        let gate = gate.clone();
        Desk::new(move |_, request, reply| {
            gate.wait(1);
            echo(request, reply);
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    ring(&bell);
    let work = || {
        gate.add();
        ControlFlow::Continue(())
    };
    let mut wait = Working { bell, work };
    for _ in 0..3000 {
        ends.near.post_while(Outgoing::bytes(&[7; 5000]), &mut wait).unwrap();
    }
    // What one says to oneself never waits.
    if ends.near.technique() == Technique::InProcess {
        gate.add();
    }
    assert_eq!(call(&*ends.near, b"after").unwrap(), b"after");
    assert_eq!(ends.far_desk.requests.load(std::sync::atomic::Ordering::Relaxed), 3001);
}

fn small_and_large_of_one_thread_keep_their_order(make: Make) {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let desk = {
        let seen = seen.clone();
        Desk::new(move |_, request, reply| {
            seen.lock().unwrap().push(u32::from_le_bytes(request.bytes[..4].try_into().unwrap()));
            let large = request.bytes.len().is_multiple_of(3);
            reply.send(Outgoing::bytes(&vec![7; if large { 30_000 } else { 1 }])).unwrap();
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    for number in 0..3000u32 {
        // Over some techniques these go two ways.
        let mut request = number.to_le_bytes().to_vec();
        request.resize(4 + number as usize % 100 + if number % 5 < 3 { 0 } else { 17_000 }, 0);
        if number.is_multiple_of(11) {
            assert!(call(&*ends.near, &request).unwrap().iter().all(|&byte| byte == 7));
        } else {
            ends.near.post(Outgoing::bytes(&request)).unwrap();
        }
    }
    assert_eq!(call(&*ends.near, &[0xFF; 4]).unwrap(), [7]);
    assert_eq!(*seen.lock().unwrap(), (0..3000).chain([u32::MAX]).collect::<Vec<_>>());
}

fn what_a_waiting_call_asks_does_not_wait_behind_it(make: Make) {
    // A call queued behind a one-way request, and behind it what its caller asks while it waits.
    let (begun, gate, bell) = (Count::new(), Count::new(), bell());
    let desk = {
        let (begun, gate, bell) = (begun.clone(), gate.clone(), bell.clone());
        Desk::new(move |_, request, reply| {
            match &request.bytes[..] {
                b"first" => {
                    begun.add();
                    gate.wait(1);
                }
                b"outer" => {
                    ring(&bell);
                    gate.wait(2);
                }
                b"inner" => gate.add(),
                other => panic!("{other:?}"),
            }
            echo(request, reply);
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    ends.near.post(Outgoing::bytes(b"first")).unwrap();
    begun.wait(1);
    gate.add();
    let near = ends.near.clone();
    let work = move || {
        assert_eq!(call(&*near, b"inner").unwrap(), b"inner");
        ControlFlow::Continue(())
    };
    assert_eq!(call_while(&*ends.near, b"outer", &mut Working { bell, work }).unwrap(), b"outer");
}

/// A desk that answers `slow` when the gate is open, and says when it has begun.
fn gated_desk(begun: &Arc<Count>, gate: &Arc<Count>) -> Arc<Desk> {
    let (begun, gate) = (begun.clone(), gate.clone());
    Desk::new(move |_, request, reply| {
        if request.bytes.starts_with(b"slow") {
            begun.add();
            gate.wait(1);
        }
        echo(request, reply);
    })
}

fn a_deadline_ends_a_call_and_harms_no_later_one(make: Make) {
    let (begun, gate) = (Count::new(), Count::new());
    let ends = make(Desk::echo(), gated_desk(&begun, &gate), Options::default());
    for _ in 0..3 {
        let late = call_while(&*ends.near, b"slow", &mut Late);
        assert!(matches!(late, Err(LinkError::TimedOut)), "{late:?}");
    }
    // More than a socket holds: over some techniques half sent when its caller gives up, which over TCP nobody ever sees.
    let large = [b"slow", &pattern(2_000_000, 5)[..]].concat();
    assert!(matches!(call_while(&*ends.near, &large, &mut Late), Err(LinkError::TimedOut)));
    assert_eq!(call(&*ends.near, b"fast").unwrap(), b"fast");
    begun.wait(if ends.near.technique() == Technique::Tcp { 3 } else { 4 });
    gate.add();
    assert_eq!(call(&*ends.near, b"slow").unwrap(), b"slow");
    assert!(call(&*ends.near, &large).unwrap() == large);
}

fn callers_wait_on_when_the_one_that_read_gives_up(make: Make) {
    let (begun, gate) = (Count::new(), Count::new());
    let ends = make(Desk::echo(), gated_desk(&begun, &gate), Options::default());
    let bells: Vec<_> = (0..6).map(|_| bell()).collect();
    thread::scope(|scope| {
        let callers: Vec<_> = bells
            .iter()
            .map(|bell| {
                let work = || ControlFlow::Break(());
                let near = &ends.near;
                let mut wait = Working { bell: bell.clone(), work };
                let caller = scope.spawn(move || call_while(&**near, b"slow", &mut wait));
                begun.wait(1);
                caller
            })
            .collect();
        begun.wait(6);
        let mut results = callers.into_iter().zip(&bells);
        for (caller, bell) in results.by_ref().take(3) {
            ring(bell);
            assert!(matches!(caller.join().unwrap(), Err(LinkError::Cancelled)));
        }
        gate.add();
        for (caller, _) in results {
            assert_eq!(caller.join().unwrap().unwrap(), b"slow");
        }
    });
}

fn work_can_give_a_call_up(make: Make) {
    let (begun, gate) = (Count::new(), Count::new());
    let ends = make(Desk::echo(), gated_desk(&begun, &gate), Options::default());
    let bell = bell();
    ring(&bell);
    let mut wait = Working { bell, work: || ControlFlow::Break(()) };
    assert!(matches!(call_while(&*ends.near, b"slow", &mut wait), Err(LinkError::Cancelled)));
    gate.add();
    assert_eq!(call(&*ends.near, b"slow").unwrap(), b"slow");
}

fn work_is_done_while_a_call_waits(make: Make) {
    // The outer call ends only when the inner one, made by the caller's work, has been taken.
    let (bell, gate) = (bell(), Count::new());
    let desk = {
        let (bell, gate) = (bell.clone(), gate.clone());
        Desk::new(move |_, request, reply| {
            match &request.bytes[..] {
                b"outer" => {
                    for round in 1..=5 {
                        ring(&bell);
                        gate.wait(round);
                    }
                }
                _ => gate.add(),
            }
            echo(request, reply);
        })
    };
    let ends = make(Desk::echo(), desk, Options::default());
    let near = ends.near.clone();
    let work = || {
        assert_eq!(call(&*near, b"inner").unwrap(), b"inner");
        ControlFlow::Continue(())
    };
    assert_eq!(call_while(&*ends.near, b"outer", &mut Working { bell, work }).unwrap(), b"outer");
    assert_eq!(gate.value(), 5);
}

fn close_under_way(make: Make, which: fn(&Ends) -> &Arc<dyn Link>) {
    let (begun, gate) = (Count::new(), Count::new());
    let ends = make(Desk::echo(), gated_desk(&begun, &gate), Options::default());
    let bell = bell();
    thread::scope(|scope| {
        let mut callers: Vec<_> = (0..4).map(|_| scope.spawn(|| call(&*ends.near, b"slow"))).collect();
        let mut wait = Working { bell: bell.clone(), work: || ControlFlow::Continue(()) };
        let near = &ends.near;
        callers.push(scope.spawn(move || call_while(&**near, b"slow", &mut wait)));
        begun.wait(5);
        which(&ends).close();
        for caller in callers {
            assert!(matches!(caller.join().unwrap(), Err(LinkError::Closed)));
        }
        ends.near_desk.closed.wait(1);
        ends.far_desk.closed.wait(1);
        // Those that run still run, and find nobody to answer.
        gate.add();
    });
    assert!(!ends.near.is_alive());
    assert!(ends.near.technique() == Technique::Tcp || !ends.far.is_alive());
}

fn closing_the_near_end_ends_calls_under_way(make: Make) {
    close_under_way(make, |ends| &ends.near);
}

fn closing_the_far_end_ends_calls_under_way(make: Make) {
    close_under_way(make, |ends| &ends.far);
}

fn a_closed_link_sends_nothing(make: Make) {
    let ends = echo_ends(make);
    call(&*ends.near, b"once").unwrap();
    ends.near.close();
    ends.near.close();
    ends.far_desk.closed.wait(1);
    assert!(matches!(call(&*ends.near, b"again"), Err(LinkError::NotSent)));
    assert!(matches!(ends.near.post(Outgoing::bytes(b"again")), Err(LinkError::NotSent)));
    assert!(matches!(call(&*ends.far, b"again"), Err(LinkError::NotSent)));
}

fn closing_the_hub_ends_everything(make: Make) {
    let (begun, gate) = (Count::new(), Count::new());
    let ends = make(Desk::echo(), gated_desk(&begun, &gate), Options::default());
    thread::scope(|scope| {
        let caller = scope.spawn(|| call(&*ends.near, b"slow"));
        begun.wait(1);
        let closer = scope.spawn(|| ends.hubs[0].close());
        assert!(matches!(caller.join().unwrap(), Err(LinkError::Closed)));
        ends.near_desk.closed.wait(1);
        gate.add();
        closer.join().unwrap();
    });
    assert!(!ends.near.is_alive());
    assert!(matches!(ends.hubs[0].connect(&socket_path()), Err(LinkError::Closed)));
}

fn a_dropped_reply_is_no_answer(make: Make) {
    let ends = make(Desk::echo(), Desk::new(|_, _, reply| drop(reply)), Options::default());
    for _ in 0..10 {
        assert!(matches!(call(&*ends.near, b"well?"), Err(LinkError::Unanswered)));
    }
}

fn any_thread_may_answer(make: Make) {
    let desk = Desk::new(|_, request, reply| {
        let request = std::mem::take(request);
        thread::spawn(move || echo(&request, reply));
    });
    let ends = make(Desk::echo(), desk, Options::default());
    for number in 0..20u8 {
        assert_eq!(call(&*ends.near, &[number]).unwrap(), [number]);
    }
}

fn too_much_is_refused_before_it_is_sent(make: Make) {
    let options = Options { message_bytes: 1000, message_descriptors: 2, ..Options::default() };
    let desk = Desk::new(|_, request, reply| match &request.bytes[..] {
        b"too much" => {
            let sent = reply.send(Outgoing::bytes(&[0; 1001]));
            assert!(matches!(sent, Err(LinkError::TooLarge { bytes: 1001, descriptors: 0 })));
        }
        _ => echo(request, reply),
    });
    let ends = make(Desk::echo(), desk, options);
    let file = temporary_file(0);
    let three = [file.as_fd(); 3];
    let mut answer = Incoming::new();
    for request in [Outgoing::bytes(&[1; 1001]), Outgoing { bytes: b"", descriptors: &three }] {
        let called = ends.near.call(request, &mut answer, &mut Uninterrupted);
        assert!(matches!(called, Err(LinkError::TooLarge { .. })));
        assert!(matches!(ends.near.post(request), Err(LinkError::TooLarge { .. })));
    }
    assert!(matches!(call(&*ends.near, b"too much"), Err(LinkError::Unanswered)));
    assert_eq!(call(&*ends.near, &[1; 1000]).unwrap(), [1; 1000]);
}

fn refusal(make: Make, options: Options) {
    let (begun, gate) = (Count::new(), Count::new());
    let ends = make(Desk::echo(), gated_desk(&begun, &gate), options);
    thread::scope(|scope| {
        let callers: Vec<_> = (0..3).map(|_| scope.spawn(|| call(&*ends.near, b"slow"))).collect();
        begun.wait(3);
        for _ in 0..3 {
            let refused = call(&*ends.near, b"slow");
            assert!(matches!(refused, Err(LinkError::Busy)), "{refused:?}");
        }
        gate.add();
        for caller in callers {
            assert_eq!(caller.join().unwrap().unwrap(), b"slow");
        }
    });
    wait_until("room", || match call(&*ends.near, b"slow") {
        Ok(_) => true,
        Err(LinkError::Busy) => false,
        Err(error) => panic!("{error}"),
    });
}

fn more_than_the_service_may_have_in_hand_is_refused(make: Make) {
    refusal(make, Options { requests_at_once: 3, ..Options::default() });
}

fn more_than_the_pool_has_threads_is_refused(make: Make) {
    // One thread more, which refuses.
    refusal(make, Options { threads: 4, ..Options::default() });
}

fn a_panic_in_the_service_is_no_answer(make: Make) {
    let desk = Desk::new(|_, request, reply| {
        assert!(request.bytes != b"panic", "as asked");
        echo(request, reply);
    });
    let ends = make(Desk::echo(), desk, Options::default());
    for _ in 0..5 {
        assert!(matches!(call(&*ends.near, b"panic"), Err(LinkError::Unanswered)));
        assert_eq!(call(&*ends.near, b"calm").unwrap(), b"calm");
    }
}
