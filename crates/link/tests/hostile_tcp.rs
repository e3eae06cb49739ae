//! Peers on TCP that mean harm: whatever they send, they lose their connection at most, and the others notice nothing.

mod common;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use common::enveloped::{ENVELOPE, Enveloped, INTERFACE, Opened};
use common::*;
use oxcom_link::tcp::{Handshake, Progress, Refusal, Remote, Security, TcpOptions};
use oxcom_link::{Hub, LinkError, Options};
use oxcom_wire::ndr::Writer;
use oxcom_wire::pdu::{self, Bind, Fragments, NDR_SYNTAX, Pdu, PresentationContext, RequestHead, SyntaxId};

struct Server {
    hub: Arc<Hub>,
    desk: Arc<Desk>,
    address: SocketAddr,
}

impl Server {
    fn with(change: impl FnOnce(&mut TcpOptions)) -> Server {
        let desk = Desk::echo();
        let options = Options { message_bytes: 1 << 20, ..Options::default() };
        let hub = hub(Arc::new(Opened(desk.clone())), options);
        let mut options = TcpOptions::at(([127, 0, 0, 1], 0).into());
        options.stranger_bytes = usize::MAX;
        change(&mut options);
        let address = hub.listen_tcp(options).unwrap();
        Server { hub, desk, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// A connection that has bound to the interface by the context 0.
    fn bound(&self) -> TcpStream {
        let mut stream = self.connect();
        stream.write_all(&bind(4280, 0)).unwrap();
        assert!(matches!(Pdu::parse(&answer(&mut stream)).unwrap(), Pdu::BindAck(_)));
        stream
    }

    /// Others are served as before.
    #[track_caller]
    fn serves(&self) {
        let client = hub(Desk::echo(), Options::default());
        let link = Enveloped(client.connect_tcp(Remote::at(self.address, INTERFACE)).unwrap());
        assert_eq!(call(&link, b"still there?").unwrap(), b"still there?");
        client.close();
    }

    /// The peer's connection is closed, and nothing of it is left.
    #[track_caller]
    fn closes(&self, mut stream: TcpStream) {
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest); // its end, or that it was reset
        wait_until("no connection", || self.hub.links().is_empty());
        self.serves();
    }
}

fn bind(most: u16, context: u16) -> Vec<u8> {
    let interface = SyntaxId { id: INTERFACE, version: 0 };
    let context =
        PresentationContext { id: context, abstract_syntax: interface, transfer_syntaxes: vec![NDR_SYNTAX] };
    let bind = Bind {
        flags: pdu::FIRST_FRAGMENT | pdu::LAST_FRAGMENT,
        call_id: 1,
        max_transmit_fragment: most,
        max_receive_fragment: most,
        association_group: 0,
        contexts: vec![context],
        auth: Vec::new(),
    };
    let mut writer = Writer::new();
    bind.write(&mut writer).unwrap();
    writer.into_vec()
}

fn request(call_id: u32, context_id: u16, bytes: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new();
    let head = RequestHead { flags: 0, call_id, context_id, opnum: 3, object: None };
    let open = pdu::write_request_with(&mut writer, &head);
    writer.bytes(bytes);
    open.finish(&mut writer).unwrap();
    writer.into_vec()
}

fn answer(stream: &mut TcpStream) -> Vec<u8> {
    let mut pdu = vec![0; pdu::HEADER_LEN];
    stream.read_exact(&mut pdu).unwrap();
    pdu.resize(pdu::frame_length(&pdu).unwrap().unwrap(), 0);
    stream.read_exact(&mut pdu[pdu::HEADER_LEN..]).unwrap();
    pdu
}

fn status(stream: &mut TcpStream) -> u32 {
    let bytes = answer(stream);
    let Pdu::Fault(fault) = Pdu::parse(&bytes).unwrap() else { panic!("no fault") };
    fault.status
}

#[test]
fn what_is_no_pdu_ends_the_connection() {
    let server = Server::with(|_| {});
    let lengths = [0u16, 15, 16, 24].map(|length| {
        let mut pdu = bind(4280, 0);
        pdu[8..10].copy_from_slice(&length.to_le_bytes());
        pdu
    });
    let garbage = [b"GET / HTTP/1.1\r\n\r\n".to_vec(), vec![0; 64], vec![0xff; 64], request(1, 0, b"early")];
    for bytes in garbage.into_iter().chain(lengths) {
        let mut stream = server.connect();
        stream.write_all(&bytes).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        server.closes(stream);
    }
}

#[test]
fn a_damaged_bind_harms_nobody_wherever_it_is_damaged() {
    let server = Server::with(|_| {});
    let whole = bind(4280, 0);
    for place in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[place] ^= 0xff;
        let mut stream = server.connect();
        let _ = stream.write_all(&bytes); // it may be closed by now
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let _ = stream.read_to_end(&mut Vec::new());
    }
    server.serves();
}

#[test]
fn a_context_that_was_not_agreed_on_is_a_fault() {
    let server = Server::with(|_| {});
    let mut stream = server.bound();
    stream.write_all(&request(7, 9, b"?")).unwrap();
    assert_eq!(status(&mut stream), oxcom_link::tcp::FAULT_UNKNOWN_INTERFACE);
    stream.write_all(&request(8, 0, b"!")).unwrap();
    assert!(matches!(Pdu::parse(&answer(&mut stream)).unwrap(), Pdu::Response(_)));
}

#[test]
fn fragments_without_end_are_held_up_to_the_limit() {
    let server = Server::with(|_| {});
    let mut stream = server.bound();
    let message = request(1, 0, &vec![7; (2 << 20) - ENVELOPE]);
    for fragment in Fragments::new(&message, 4280, 0).unwrap() {
        if stream.write_all(&fragment.to_vec()).is_err() {
            break; // the server has had enough
        }
    }
    server.closes(stream);
    assert_eq!(server.desk.requests.load(std::sync::atomic::Ordering::Relaxed), 1, "but for who asked later");
}

#[test]
fn fragments_out_of_order_end_the_connection() {
    let server = Server::with(|_| {});
    let message = request(1, 0, &[7; 10_000]);
    let fragments: Vec<_> =
        Fragments::new(&message, 1432, 0).unwrap().map(|fragment| fragment.to_vec()).collect();
    for order in [[1, 0], [0, 0]] {
        let mut stream = server.bound();
        order.iter().for_each(|number| stream.write_all(&fragments[*number]).unwrap());
        server.closes(stream);
    }
}

#[test]
fn a_stranger_gets_no_memory() {
    let server = Server::with(|options| options.stranger_bytes = 4096);
    let mut stream = server.bound();
    stream.write_all(&request(1, 0, &[7; 4096])).unwrap();
    assert_eq!(status(&mut stream), oxcom_link::tcp::FAULT_ACCESS_DENIED);
    let mut stream = server.bound();
    let message = request(1, 0, &[7; 9000]);
    for fragment in Fragments::new(&message, 1432, 0).unwrap() {
        if stream.write_all(&fragment.to_vec()).is_err() {
            break;
        }
    }
    assert_eq!(status(&mut stream), oxcom_link::tcp::FAULT_ACCESS_DENIED);
    server.serves();
}

#[test]
fn who_says_nothing_or_too_little_is_shown_out() {
    let server = Server::with(|options| {
        options.handshake = Duration::from_millis(50);
        options.idle = Duration::from_millis(50);
    });
    let silent = server.connect();
    let mut half = server.connect();
    half.write_all(&bind(4280, 0)[..20]).unwrap();
    let idle = server.bound();
    for mut stream in [silent, half, idle] {
        assert_eq!(stream.read(&mut [0; 1]).unwrap_or(0), 0, "closed");
    }
    server.serves();
}

#[test]
fn there_are_no_more_connections_than_there_may_be() {
    let server = Server::with(|options| options.connections = 3);
    let kept: Vec<_> = (0..3).map(|_| server.bound()).collect();
    let mut one_more = server.connect();
    assert_eq!(one_more.read(&mut [0; 1]).unwrap_or(0), 0, "closed as it came");
    drop(kept);
    wait_until("room", || server.hub.links().is_empty());
    // Whoever comes next may be the one by whom the room is noticed.
    wait_until("a connection", || {
        let client = hub(Desk::echo(), Options::default());
        let connected = client.connect_tcp(Remote::at(server.address, INTERFACE));
        client.close();
        connected.is_ok()
    });
}

#[test]
fn who_reads_no_answers_loses_the_connection_and_delays_no_other() {
    let server = Server::with(|options| options.handshake = Duration::from_millis(200));
    let mut stream = server.bound();
    for call in 1..200 {
        for fragment in Fragments::new(&request(call, 0, &vec![7; 500_000]), 4280, 0).unwrap() {
            if stream.write_all(&fragment.to_vec()).is_err() {
                return server.closes(stream);
            }
        }
    }
    panic!("it was answered without end");
}

/// Knows one provider, and asks for ever.
struct Curious;

impl Security for Curious {
    fn acceptor(&self, provider: u8, _: u8, _: u32) -> Option<Box<dyn Handshake>> {
        (provider == 10).then(|| Box::new(Curious) as Box<dyn Handshake>)
    }
}

impl Handshake for Curious {
    fn step(&mut self, _: &[u8]) -> Result<Progress, Refusal> {
        Ok(Progress::Continue(b"and then?".to_vec()))
    }
}

fn bind_with(auth_type: u8, auth_level: u8) -> Vec<u8> {
    let Pdu::Bind(mut whole) = Pdu::parse(&bind(4280, 0)).unwrap() else { panic!("no bind") };
    whole.auth =
        pdu::SecurityTrailer { auth_type, auth_level, pad_length: 0, context_id: 1, value: b"hello" }
            .to_vec();
    let mut writer = Writer::new();
    whole.write(&mut writer).unwrap();
    writer.into_vec()
}

#[test]
fn a_level_that_protects_nothing_is_refused_and_an_unknown_provider() {
    let server = Server::with(|options| options.security = Some(Arc::new(Curious)));
    for (provider, level) in [(10, 1), (10, 2), (10, 4), (10, 7), (9, 6), (16, 6)] {
        let mut stream = server.connect();
        stream.write_all(&bind_with(provider, level)).unwrap();
        let answer = answer(&mut stream);
        assert!(matches!(Pdu::parse(&answer).unwrap(), Pdu::BindNak(_)), "{provider}, level {level}");
        server.closes(stream);
    }
}

#[test]
fn who_has_not_said_who_it_is_gets_nothing() {
    let server = Server::with(|options| options.security = Some(Arc::new(Curious)));
    let mut stream = server.connect();
    stream.write_all(&bind_with(10, 6)).unwrap();
    assert!(matches!(Pdu::parse(&answer(&mut stream)).unwrap(), Pdu::BindAck(_)));
    stream.write_all(&request(2, 0, b"never mind who I am")).unwrap();
    server.closes(stream);
}

#[test]
fn a_server_that_speaks_something_else_is_refused() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let liar = std::thread::spawn(move || {
        for bytes in
            [b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec(), vec![0xff; 100], request(1, 0, b"you first")]
        {
            let (mut stream, _) = listener.accept().unwrap();
            stream.write_all(&bytes).unwrap();
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    let client = hub(Desk::echo(), Options::default());
    for _ in 0..3 {
        let refused = client.connect_tcp(Remote::at(address, INTERFACE)).map(|_| ());
        assert!(matches!(refused, Err(LinkError::Protocol(_))), "{refused:?}");
    }
    assert!(client.links().is_empty());
    liar.join().unwrap();
}
