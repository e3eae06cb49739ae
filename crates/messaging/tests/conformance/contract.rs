//! The tests, written against the contract alone.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use futures_core::Stream;
use oxcom_messaging::{Error, Messages, Options, Promise, connect_with, listen_with};

use crate::fixture::{Fixture, Stranger};
use crate::processes::{ServerProcess, outcome_of_stranger};

/// Long enough for anything that is going to come.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long to wait for what may be lost.
const QUIET: Duration = Duration::from_secs(1);

fn next(messages: &mut Messages) -> String {
    messages.next_within(PATIENCE).expect("a message in time").into_text()
}

pub(crate) fn any_text_arrives_as_it_was(fixture: &Fixture) {
    let server = fixture.server("texts");
    let client = fixture.client("texts");
    let mut messages = server.messages();
    let texts = [
        "",
        "x",
        "🦀🇪🇺 schön 漢字",
        "nul\0inside",
        "\0",
        "\n",
        "one\n",
        "two\nlines",
        "a\r\nb\r\n\n",
        " spaces ",
        "<a>&amp;\"'</a>",
        "\u{feff}mark",
        "\u{1}\u{7f}\u{85}",
    ];
    for text in texts.into_iter().chain([&*"long ".repeat(1000)]) {
        if (fixture.cannot_carry)(text) {
            assert!(matches!(client.send(text), Err(Error::Unsendable { .. })), "{text:?}");
            continue;
        }
        client.send(text).unwrap();
        assert_eq!(next(&mut messages), text);
    }
}

pub(crate) fn the_limit_is_as_documented(fixture: &Fixture) {
    let limit = fixture.row.limit.min(1 << 20);
    let options = Options { max_message: 1 << 20, ..fixture.options.clone() };
    let server = listen_with(&(fixture.address)("limit"), &options).unwrap();
    server.failed(|error| eprintln!("server: {error}"));
    server.start().unwrap();
    let client = connect_with(&(fixture.address)("limit"), &options).unwrap();
    let mut messages = server.messages();

    let long = "🦀x\n.".repeat(limit / 7 + 1);
    let long = &long[..long.floor_char_boundary(limit)];
    client.send(long).unwrap();
    assert_eq!(next(&mut messages), long);

    let longer = "x".repeat(limit + 1);
    let refused = client.send(&longer);
    assert!(
        matches!(refused, Err(Error::TooLong { length, limit: said }) if length == limit + 1 && said == limit)
    );
    client.send("after").unwrap();
    assert_eq!(next(&mut messages), "after");
}

pub(crate) fn ten_thousand_messages_keep_their_order(fixture: &Fixture) {
    const COUNT: usize = 10_000;
    let server = fixture.server("order");
    let client = fixture.client("order");
    let sender = std::thread::spawn(move || {
        for number in 0..COUNT {
            client.send(&number.to_string()).unwrap();
        }
    });
    let mut messages = server.messages();
    let mut last = None;
    for number in 0..COUNT {
        let patience = if fixture.row.lossy { QUIET } else { PATIENCE };
        let Some(message) = messages.next_within(patience) else { break };
        let received: usize = message.parse().unwrap();
        assert!(last < Some(received), "{received} after {last:?}");
        assert!(fixture.row.lossy || received == number, "{received} instead of {number}");
        last = Some(received);
    }
    sender.join().unwrap();
    assert!(last.is_some() && (fixture.row.lossy || last == Some(COUNT - 1)), "{last:?}");
}

pub(crate) fn eight_clients_at_once(fixture: &Fixture) {
    const COUNT: usize = 100;
    let server = fixture.server("eight");
    let (report, reports) = mpsc::channel();
    server.received(move |message| report.send(message.text().to_owned()).unwrap());
    std::thread::scope(|scope| {
        for client in 0..8 {
            scope.spawn(move || {
                let own = fixture.client("eight");
                (0..COUNT).for_each(|number| own.send(&format!("{client} {number}")).unwrap());
            });
        }
    });
    let mut last = HashMap::new();
    for _ in 0..8 * COUNT {
        let patience = if fixture.row.lossy { QUIET } else { PATIENCE };
        let Ok(text) = reports.recv_timeout(patience) else { break };
        let (client, number) = text.split_once(' ').unwrap();
        let number: usize = number.parse().unwrap();
        let before = last.insert(client.to_owned(), number);
        assert!(before < Some(number), "{number} after {before:?} from client {client}");
        assert!(fixture.row.lossy || before.map_or(0, |before| before + 1) == number);
    }
    assert_eq!(last.len(), 8);
    assert!(fixture.row.lossy || last.values().all(|last| *last == COUNT - 1));
}

pub(crate) fn a_server_stops_and_starts_again(fixture: &Fixture) {
    let server = fixture.server("again");
    let client = fixture.client("again");
    let mut messages = server.messages();
    for round in 0..3 {
        let text = format!("round {round}");
        client.send(&text).unwrap();
        assert_eq!(next(&mut messages), text);
        server.stop();
        assert!(!server.is_running());
        server.stop();
        server.start().unwrap();
        server.start().unwrap();
        assert!(server.is_running());
    }
    client.send("last").unwrap();
    assert_eq!(next(&mut messages), "last");
}

pub(crate) fn a_client_may_come_before_its_server(fixture: &Fixture) {
    if !fixture.notices_absence {
        return; // `udp:` says Ok to a datagram that nobody gets, as its row has it.
    }
    std::thread::scope(|scope| {
        let early = scope.spawn(|| fixture.client("early").send("early").unwrap());
        // The order of events is the point: the client's thread runs before there is a server.
        std::thread::sleep(Duration::from_millis(50));
        let server = fixture.server("early");
        assert_eq!(next(&mut server.messages()), "early");
        early.join().unwrap();
    });
}

pub(crate) fn two_endpoints_at_once(fixture: &Fixture) {
    let (left, right) = (fixture.server("left"), fixture.server("right"));
    let (to_left, to_right) = (fixture.client("left"), fixture.client("right"));
    to_left.send("for left").unwrap();
    to_right.send("for right").unwrap();
    assert_eq!(next(&mut right.messages()), "for right");
    assert_eq!(next(&mut left.messages()), "for left");
}

pub(crate) fn a_wrong_address_is_an_error(fixture: &Fixture) {
    let sent = connect_with(&(fixture.address)("nobody"), &fixture.impatient())
        .and_then(|client| client.send("one").and_then(|()| client.send("two")));
    match (fixture.promise, sent) {
        // What is stored waits for its server, as far as there is room.
        (Promise::Stored, Ok(()) | Err(Error::TimedOut { .. })) => {}
        (Promise::Kernel | Promise::Taken, Err(Error::NoServer { .. })) => {}
        (_, other) => panic!("{other:?}"),
    }
}

pub(crate) fn a_taken_endpoint_is_an_error(fixture: &Fixture) {
    let first = fixture.server("taken");
    let second = fixture.stopped_server("taken");
    assert!(matches!(second.start(), Err(Error::Taken { .. })));
    fixture.client("taken").send("for the first").unwrap();
    assert_eq!(next(&mut first.messages()), "for the first");
    drop(first);
    second.start().unwrap();
    fixture.client("taken").send("for the second").unwrap();
    assert_eq!(next(&mut second.messages()), "for the second");
}

pub(crate) fn a_killed_server_loses_what_the_table_says(fixture: &Fixture) {
    const COUNT: usize = 300;
    let mut victim = ServerProcess::start(fixture, "killed");
    let client = connect_with(&(fixture.address)("killed"), &fixture.impatient()).unwrap();
    let sender = std::thread::spawn(move || {
        (0..COUNT).filter(|number| client.send(&number.to_string()).is_ok()).collect::<Vec<_>>()
    });
    let mut received: Vec<usize> = (0..40).filter_map(|_| victim.next()?.parse().ok()).collect();
    assert!(received.len() == 40 || fixture.row.lossy);
    victim.kill();
    received.extend(std::iter::from_fn(|| victim.next()).filter_map(|text| text.parse::<usize>().ok()));

    // The endpoint of the dead server is free, and what was stored comes to the next one.
    let server = fixture.server("killed");
    let mut messages = server.messages();
    let mut heir: Vec<usize> = Vec::new();
    loop {
        let was_finished = sender.is_finished();
        match messages.next_within(QUIET) {
            Some(message) => heir.push(message.parse().unwrap()),
            None if was_finished => break,
            None => {}
        }
    }
    let kept = sender.join().unwrap();
    if fixture.promise != Promise::Kernel {
        let came = |number: &usize, heir: &[usize]| received.contains(number) || heir.contains(number);
        while let Some(missing) = kept.iter().find(|number| !came(number, &heir)) {
            let message = messages.next_within(PATIENCE);
            let message =
                message.unwrap_or_else(|| panic!("{missing} was promised: {received:?}, then {heir:?}"));
            heir.push(message.parse().unwrap());
        }
    }
    assert!(received.is_sorted_by(|a, b| a < b) && heir.is_sorted_by(|a, b| a < b), "{received:?} {heir:?}");
}

pub(crate) fn a_stranger_is_refused(fixture: &Fixture) {
    if fixture.stranger == Stranger::HasNoUser {
        return;
    }
    if !rustix::process::geteuid().is_root() {
        eprintln!("left out: only root can be two users");
        return;
    }
    let server = fixture.server("private");
    let outcome = outcome_of_stranger(fixture, "private");
    match fixture.stranger {
        Stranger::IsNotHeard => assert!(outcome.starts_with("nobody listens"), "{outcome}"),
        _ => assert_eq!(outcome, "denied"),
    }
    fixture.client("private").send("from a friend").unwrap();
    assert_eq!(next(&mut server.messages()), "from a friend");
}

pub(crate) fn an_iterator_ends_with_its_server(fixture: &Fixture) {
    let server = fixture.server("end");
    let waiting = std::thread::spawn({
        let mut messages = server.messages();
        move || messages.next().is_none()
    });
    drop(server);
    assert!(waiting.join().unwrap());
    fixture.server("end");
}

pub(crate) fn a_stream_is_woken_by_a_message(fixture: &Fixture) {
    let server = fixture.server("stream");
    let mut stream = server.stream();
    let (waker, woken) = thread_waker();
    let mut context = Context::from_waker(&waker);
    assert!(Pin::new(&mut stream).poll_next(&mut context).is_pending());
    fixture.client("stream").send("for the stream").unwrap();
    woken.recv_timeout(PATIENCE).expect("the waker is called");
    let Poll::Ready(Some(message)) = Pin::new(&mut stream).poll_next(&mut context) else {
        panic!("no message")
    };
    assert_eq!(message.text(), "for the stream");
}

/// A waker that says when it is woken.
fn thread_waker() -> (Waker, mpsc::Receiver<()>) {
    struct Report(mpsc::Sender<()>);
    impl Wake for Report {
        fn wake(self: Arc<Self>) {
            // Woken again after the test has ended: nobody waits.
            let _ = self.0.send(());
        }
    }
    let (report, woken) = mpsc::channel();
    (Arc::new(Report(report)).into(), woken)
}

pub(crate) fn a_handler_may_stop_its_server(fixture: &Fixture) {
    let server = std::sync::Arc::new(fixture.stopped_server("itself"));
    let (report, reports) = mpsc::channel();
    let weak = std::sync::Arc::downgrade(&server);
    server.received(move |message| {
        weak.upgrade().unwrap().stop();
        report.send(message.text().to_owned()).unwrap();
    });
    server.start().unwrap();
    // Whether the client learns of the end depends on the moment; the message arrives.
    let _ = fixture.client("itself").send("stop");
    assert_eq!(reports.recv_timeout(PATIENCE).unwrap(), "stop");
    assert!(!server.is_running());
}
