//! Events across processes: one source, a hundred sinks in ten processes, of which half are killed while events are under way.
#![allow(missing_docs, non_snake_case, clippy::undocumented_unsafe_blocks)]

mod common;

use std::collections::HashMap;
use std::fs::read_dir;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};

use common::{enter, example, place};
use oxcom::abi::{CLSCTX_LOCAL_SERVER, CONNECTDATA, IConnectionPoint, IConnectionPointContainer, VARIANT};
use oxcom::{Apartment, Interface};
use oxcom_host as _;
use oxcom_testing::{Place, Process, limit, processes, until};

#[path = "../../../metadata/test.rs"]
mod test;
use test::ICounter;

const PROCESSES: usize = 10;
const SINKS: usize = 10;
/// The source begins with this value and tells each one after it.
const FIRST: i32 = 5;
const EVENTS: i32 = 300;

#[test]
fn every_sink_that_lives_gets_every_event_in_order_and_the_dead_cost_nothing() {
    let _limit = limit();
    let place = place();
    enter(&place);
    let _apartment = Apartment::multithreaded().unwrap();
    let class = oxcom::class_named("OxcomTest.Counter").unwrap();
    let source: ICounter = oxcom::create_instance(&class, CLSCTX_LOCAL_SERVER).unwrap();
    let [server] = processes(&place, &example("counter-server"))[..] else { panic!("one server") };

    let survivors: Vec<_> = (0..PROCESSES / 2).map(|_| collect(sinks(&place))).collect();
    until("the survivors' sinks", || (connections(&source) == SINKS * PROCESSES / 2).then_some(()));
    let cost = descriptors(server);
    let victims: Vec<_> = (0..PROCESSES / 2).map(|_| sinks(&place)).collect();
    assert_eq!(connections(&source), SINKS * PROCESSES);
    assert!(descriptors(server) > cost, "a connected process costs something");

    let (kill, order) = channel::<()>();
    let killer = thread::spawn(move || {
        for mut victim in victims {
            // Every sink of it has heard something before.
            let heard = |victim: &mut Process| victim.line().unwrap().split(' ').next().unwrap().to_owned();
            let mut waiting: Vec<String> = (0..SINKS).map(|sink| sink.to_string()).collect();
            while !waiting.is_empty() {
                let sink = heard(&mut victim);
                waiting.retain(|other| *other != sink);
            }
            order.recv().unwrap();
            drop(victim); // killed, while the source sends
        }
    });
    for event in 1..=EVENTS {
        unsafe { source.Increment(&VARIANT::default()) }.unwrap();
        if event % 50 == 20 && event / 50 < PROCESSES as i32 / 2 {
            kill.send(()).unwrap();
        }
    }
    killer.join().unwrap();
    unsafe { source.Increment(&VARIANT::default()) }.unwrap();

    let heard: Vec<_> = survivors.into_iter().map(|survivor| survivor.join().unwrap()).collect();
    for (_, sinks) in &heard {
        assert_eq!(sinks.len(), SINKS);
        for (sink, values) in sinks {
            assert!(values.iter().copied().eq(FIRST + 1..=FIRST + EVENTS + 1), "sink {sink}: {values:?}");
        }
    }
    assert_eq!(connections(&source), SINKS * PROCESSES / 2, "the dead are forgotten");
    until("what the dead had is given back", || (descriptors(server) == cost).then_some(()));
}

/// A process of ten sinks, all connected.
fn sinks(place: &Place) -> Process {
    let mut process = Process::start(place.command(example("counter-sink")).arg(SINKS.to_string()));
    process.line_with("ready");
    process
}

/// Reads what the sinks of a process are told, until each knows the last value. The process lives on.
fn collect(mut process: Process) -> JoinHandle<(Process, HashMap<String, Vec<i32>>)> {
    thread::spawn(move || {
        let mut heard: HashMap<String, Vec<i32>> = HashMap::new();
        let mut waiting = SINKS;
        while waiting > 0 {
            let line = process.line().expect("nobody kills this one");
            let (sink, value) = line.split_once(" value ").unwrap();
            let value = value.parse().unwrap();
            heard.entry(sink.to_owned()).or_default().push(value);
            waiting -= usize::from(value == FIRST + EVENTS + 1);
        }
        (process, heard)
    })
}

/// How many sinks the source knows.
fn connections(source: &ICounter) -> usize {
    let container: IConnectionPointContainer = source.cast().unwrap();
    unsafe {
        let point: IConnectionPoint = container.FindConnectionPoint(&ICounter::IID).unwrap();
        let all = point.EnumConnections().unwrap();
        let mut count = 0;
        loop {
            let (mut connection, mut fetched) = (CONNECTDATA::default(), 0);
            all.Next(1, &mut connection, &mut fetched).ok().unwrap();
            if fetched == 0 {
                return count;
            }
            drop(std::mem::ManuallyDrop::into_inner(connection.pUnk));
            count += 1;
        }
    }
}

/// How many descriptors a process has: of links, segments and the like.
fn descriptors(process: u32) -> usize {
    read_dir(format!("/proc/{process}/fd")).unwrap().count()
}
