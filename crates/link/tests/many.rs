//! Many links cost no threads of their own, and many callers of one link do not wait for each other.

mod common;

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::thread;

use common::*;
use oxcom_link::{Hub, Link, Options, Outgoing, Technique};

const LINKS: usize = 60;

/// A client's hub, and its link to the server.
type Client = (Arc<Hub>, Arc<dyn Link>);

/// A server, and as many clients as links.
fn clients(server: &Arc<Desk>) -> (Arc<Hub>, Vec<Client>) {
    let path = socket_path();
    let listening = hub(server.clone(), Options::default());
    listening.listen(&path).unwrap();
    let clients = (0..LINKS).map(|_| {
        let client = hub(Desk::echo(), Options::default());
        let link = client.connect(&path).unwrap();
        assert_eq!(link.technique(), Technique::SharedMemory);
        (client, link)
    });
    let clients = clients.collect();
    server.opened.wait(LINKS);
    (listening, clients)
}

#[test]
fn links_share_the_threads_of_the_pool() {
    let threads = Arc::new(Mutex::new(HashSet::new()));
    let desk = {
        let threads = threads.clone();
        Desk::new(move |_, request, reply| {
            threads.lock().unwrap().insert(thread::current().id());
            echo(request, reply);
        })
    };
    let (_server, clients) = clients(&desk);
    for round in 0..20u8 {
        for (_, link) in &clients {
            assert_eq!(call(&**link, &[round]).unwrap(), [round]);
            link.post(Outgoing::bytes(&[round])).unwrap();
        }
    }
    wait_until("all to be taken", || {
        desk.requests.load(std::sync::atomic::Ordering::Relaxed) == 2 * 20 * LINKS
    });
    let threads = threads.lock().unwrap().len();
    assert!(threads < LINKS / 4, "{threads} threads have served {LINKS} links");
}

#[test]
fn callers_of_many_links_at_once_get_their_own_answers() {
    let desk = Desk::echo();
    let (_server, clients) = clients(&desk);
    thread::scope(|scope| {
        for (number, (_, link)) in clients.iter().enumerate() {
            scope.spawn(move || {
                for round in 0..100 {
                    let sent = pattern((number * 131 + round * 17) % 3000, round as u64);
                    assert_eq!(call(&**link, &sent).unwrap(), sent);
                }
            });
        }
    });
}

#[test]
fn more_callers_than_a_ring_has_slots_are_all_answered() {
    let (begun, gate) = (Count::new(), Count::new());
    let desk = {
        let (begun, gate) = (begun.clone(), gate.clone());
        Desk::new(move |_, request, reply| {
            begun.add();
            gate.wait(1);
            echo(request, reply);
        })
    };
    let path = socket_path();
    let server = hub(desk, Options::default());
    server.listen(&path).unwrap();
    let client = hub(Desk::echo(), Options::default());
    let link = client.connect(&path).unwrap();
    thread::scope(|scope| {
        for caller in 0..150u64 {
            let link = &link;
            scope.spawn(move || {
                let sent = pattern(100, caller);
                assert_eq!(call(&**link, &sent).unwrap(), sent);
            });
        }
        begun.wait(150);
        gate.add();
    });
}
