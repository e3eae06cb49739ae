//! `oxcom processes`, `oxcom objects` and `oxcom trace`, with real processes.

mod common;

use std::process::Command;

use common::{example, place};
use oxcom_testing::{Place, Process, limit, processes, until};
use serde_json::Value;

/// A command of `oxcom` in a place; what it prints, and whether it succeeded.
fn oxcom(place: &Place, words: &[&str]) -> (bool, String) {
    let output = place.command(env!("CARGO_BIN_EXE_oxcom")).args(words).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

fn json(place: &Place, words: &[&str]) -> Value {
    let (done, text) = oxcom(place, &[words, &["--json"]].concat());
    assert!(done, "{text}");
    serde_json::from_str(&text).unwrap()
}

fn objects(place: &Place, process: u32) -> Value {
    json(place, &["objects", &process.to_string()])
}

/// What `oxcom processes` says of one of them.
fn row(place: &Place, process: u32) -> Value {
    let all = json(place, &["processes", "--timeout", "0.5"]);
    let row = all.as_array().unwrap().iter().find(|row| row["pid"] == process);
    row.unwrap_or_else(|| panic!("{process} is not in {all}")).clone()
}

/// A process with sinks that the server's events reach.
fn sinks(place: &Place, words: &[&str]) -> Process {
    let mut process = Process::start(place.command(example("counter-sink")).args(words));
    process.line_with("ready");
    process
}

fn server(place: &Place) -> u32 {
    let [server] = processes(place, &example("counter-server"))[..] else { panic!("one server") };
    server
}

/// How many references each process owns of the objects that another exports.
fn owners(place: &Place, process: u32) -> Vec<(u32, u64)> {
    let told = objects(place, process);
    let array = |value: &Value, name: &str| value[name].as_array().unwrap().clone();
    let interfaces = array(&told, "objects").into_iter().flat_map(|object| array(&object, "interfaces"));
    let owners = interfaces.flat_map(|interface| array(&interface, "owners"));
    let owner = |owner: Value| (owner["pid"].as_u64().unwrap() as u32, owner["references"].as_u64().unwrap());
    let mut owners: Vec<_> = owners.map(owner).collect();
    owners.sort_unstable();
    owners
}

#[test]
fn who_owns_what_is_seen_and_the_dead_own_nothing() {
    let _limit = limit();
    let place = place();
    let (one, other) = (sinks(&place, &["2"]), sinks(&place, &["1"]));
    let server = server(&place);

    let told = row(&place, server);
    assert_eq!(told["classes"][0]["name"], "OxcomTest.Counter");
    assert_eq!(told["apartments"][0]["kind"], "MTA");
    assert_eq!(told["apartments"][0]["threads"][0], server, "its main thread");
    let links = told["links"].as_array().unwrap();
    let mut peers: Vec<_> = links.iter().map(|link| link["pid"].as_u64().unwrap() as u32).collect();
    peers.sort_unstable();
    let (mut expected, each) = ([one.id(), other.id()], 5);
    expected.sort_unstable();
    assert_eq!(peers, expected);
    assert!(links.iter().all(|link| link["kind"] == "ring" && link["requests"].as_u64().unwrap() > 3));

    assert_eq!(owners(&place, server), expected.map(|process| (process, each)));
    assert_eq!(
        objects(&place, server)["proxies"].as_array().unwrap().len(),
        6,
        "3 sinks, by 2 interfaces each"
    );
    let exported = objects(&place, one.id());
    assert_eq!(exported["objects"].as_array().unwrap().len(), 2);
    let interfaces = exported["objects"][0]["interfaces"].as_array().unwrap();
    assert!(interfaces.iter().any(|interface| interface["name"] == "ICounter"), "{interfaces:?}");

    let dead = one.id();
    drop(one); // killed
    until("what the dead owned is gone", || (owners(&place, server) == [(other.id(), each)]).then_some(()));
    assert_eq!(row(&place, server)["links"].as_array().unwrap().len(), 1);
    let (done, said) = oxcom(&place, &["objects", &dead.to_string()]);
    assert!(!done && said.contains("no process"), "{said}");
}

#[test]
fn a_method_that_hangs_is_seen_with_its_age_and_its_caller() {
    let _limit = limit();
    let place = place();
    let sink = sinks(&place, &["1", "hang"]);
    let server = server(&place);
    assert_eq!(objects(&place, sink.id())["calls"], Value::Array(Vec::new()));
    let mut client = place.command(env!("CARGO_BIN_EXE_oxcom"));
    let client = Process::start(client.args(["call", "OxcomTest.Counter", "Increment"]));

    let running = |process: u32, method: &str| {
        let (call, _) = until(method, || {
            let calls = objects(&place, process)["calls"].as_array().unwrap().clone();
            calls.into_iter().find(|call| call["method"] == method)
        });
        call
    };
    // The server runs the client's call, and waits for the sink, where it hangs.
    assert_eq!(running(server, "IDispatch::Invoke")["pid"], client.id());
    let hanging = running(sink.id(), "ICounter::SetValue");
    assert_eq!(hanging["pid"], server);
    let age = hanging["milliseconds"].as_u64().unwrap();
    until("it grows older", || {
        let call = running(sink.id(), "ICounter::SetValue");
        (call["milliseconds"].as_u64().unwrap() > age && call["thread"] == hanging["thread"]).then_some(())
    });
    let link = |from: u32, to: u32| {
        let links = row(&place, from)["links"].as_array().unwrap().clone();
        links.into_iter().find(|link| link["pid"] == to).unwrap()
    };
    assert_eq!(link(server, client.id())["running"], 1);
    assert_eq!(link(server, sink.id())["waiting"], 1);
    assert_eq!(link(sink.id(), server)["running"], 1);
}

#[test]
fn a_trace_shows_calls_and_ends_with_its_tracer() {
    let _limit = limit();
    let place = place();
    let sink = sinks(&place, &["1"]);
    let mut command = place.command(env!("CARGO_BIN_EXE_oxcom"));
    let mut tracer = Process::start(command.args(["trace", "OxcomTest.Counter", "--json"]));
    assert!(tracer.line().unwrap().contains(r#""tracing":true"#));
    assert_eq!(row(&place, server(&place))["tracers"], 1);

    let increment = |by: &str| oxcom(&place, &["call", "OxcomTest.Counter", "Increment", by]).0;
    assert!(increment("3"));
    assert!(!increment("-3"));
    let mut traced = |method: &str| loop {
        let call: Value = serde_json::from_str(&tracer.line().unwrap()).unwrap();
        if call["method"] == method {
            return call;
        }
    };
    let made = traced("IClassFactory::CreateInstance");
    assert_eq!(made["result"], "0x00000000");
    let done = traced("IDispatch::Invoke");
    assert_eq!((&done["result"], &done["caller"]), (&made["result"], &made["caller"]));
    assert!(done["nanoseconds"].as_u64().unwrap() > 0 && done["bytes_in"].as_u64().unwrap() > 0);
    assert_eq!(traced("IDispatch::Invoke")["result"], "0x80020009", "DISP_E_EXCEPTION");

    drop(tracer); // killed
    until("nobody traces any more", || (row(&place, server(&place))["tracers"] == 0).then_some(()));
    drop(sink);
}

#[test]
fn a_process_that_is_stopped_is_said_to_be() {
    let _limit = limit();
    let place = place();
    let sink = sinks(&place, &["1"]);
    let stop = Command::new("sh").arg("-c").arg(format!("kill -STOP {}", sink.id())).status().unwrap();
    assert!(stop.success());
    let told = row(&place, sink.id());
    assert_eq!(told["error"], "does not answer: it is stopped");
    let (done, said) = oxcom(&place, &["objects", &sink.id().to_string(), "--timeout", "0.5"]);
    assert!(!done && said.contains("does not answer: it is stopped"), "{said}");
    assert!(row(&place, server(&place))["error"].is_null(), "the others answer");
}
