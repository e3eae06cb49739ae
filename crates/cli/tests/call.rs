//! `oxcom call` of an object in another process.

use std::path::Path;

use oxcom_testing::Place;

/// A place where the counter is registered; its server lies beside the tests.
fn place() -> Place {
    let place = Place::new();
    let tests = std::env::current_exe().unwrap();
    let server = tests.parent().unwrap().parent().unwrap().join("examples/counter-server");
    assert!(
        server.exists(),
        "{} is missing: `cargo build -p oxcom-cli --examples` makes it",
        server.display()
    );
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata/test.winmd");
    let text = format!(
        "type_libraries = [{:?}]
        [[class]]
        clsid = '{{5E0A7C60-2F43-4C0D-9A5E-0A1B2C3D4E5F}}'
        progid = 'OxcomTest.Counter'
        server.command = [{:?}]
        [[interface]]
        iid = '{{5E0A7C13-2F43-4C0D-9A5E-0A1B2C3D4E5F}}'
        name = 'ICounter'",
        library.canonicalize().unwrap(),
        server
    );
    place.register("counter", &text);
    place
}

fn call(place: &Place, arguments: &[&str]) -> (bool, String) {
    let mut command = place.command(env!("CARGO_BIN_EXE_oxcom"));
    let output = command.args(["call", "OxcomTest.Counter"]).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap().trim().to_owned())
}

#[test]
fn members_are_called_by_name() {
    let place = place();
    assert_eq!(call(&place, &["Value"]), (true, "5".into()));
    assert_eq!(call(&place, &["value", "--json"]), (true, "5".into()));
    assert_eq!(call(&place, &["Increment", "--json"]), (true, "null".into()));
    assert_eq!(call(&place, &["Increment", "3"]), (true, String::new()));
    assert_eq!(call(&place, &["Increment", "by=3"]), (true, String::new()));
    assert_eq!(call(&place, &["Value", "40", "--put"]), (true, String::new()));
}

#[test]
fn what_is_wrong_is_said() {
    let place = place();
    let refused = |arguments: &[&str], why: &str| {
        let (done, said) = call(&place, arguments);
        assert!(!done && said.contains(why), "{said}");
    };
    refused(&["Decrement"], "no member or parameter called Decrement (0x80020006)");
    refused(&["Increment", "from=3"], "no member or parameter called");
    refused(&["Increment", "1", "2"], "the number of arguments is wrong (0x8002000e");
    refused(&["Value", "many", "--put"], "wrong type (0x80020005");
    refused(&["Increment", "--put", "1"], "cannot be used this way");
    refused(&["Increment", "-3"], "it only counts up (0x80070057)");
    let (done, said) = call(&place, &["Decrement", "--json"]);
    assert!(!done && said.starts_with(r#"{"error":{"#) && said.contains("0x80020006"), "{said}");
}

#[test]
fn events_reach_every_sink_that_lives() {
    use oxcom_testing::{Process, limit};
    let _limit = limit();
    let place = place();
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().unwrap().parent().unwrap().join("examples/counter-sink");
    let mut sinks: Vec<Process> = (0..6).map(|_| Process::start(&mut place.command(&program))).collect();
    for sink in &mut sinks {
        assert_eq!(sink.line().as_deref(), Some("ready"));
    }
    assert_eq!(call(&place, &["Increment"]), (true, String::new()));
    for sink in &mut sinks {
        assert_eq!(sink.line().as_deref(), Some("value 6"));
    }
    drop(sinks.split_off(3)); // killed
    for value in 7..10 {
        assert_eq!(call(&place, &["Increment"]), (true, String::new()));
        for sink in &mut sinks {
            assert_eq!(sink.line(), Some(format!("value {value}")));
        }
    }
}
