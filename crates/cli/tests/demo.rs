//! `oxcom demo`, from the outside.

use std::path::Path;

use oxcom_testing::{Place, build, limit, processes, until};
use serde_json::Value;

const KEYS: [&str; 8] = [
    "frames",
    "seconds",
    "us_per_frame_p50",
    "us_per_frame_p99",
    "pixel_bytes_seen",
    "pixel_bytes_copied",
    "checksums_equal",
    "objects_left",
];

fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn the_demo_shows_what_it_promises() {
    let command = Path::new(env!("CARGO_BIN_EXE_oxcom"));
    build(&["image-source-proxy"]);
    let _limit = limit();
    let place = Place::new();
    let (json, out) = (place.folder().join("figures.json"), place.folder().join("frames"));
    let mut demo = place.command(command);
    demo.args(["demo", "--frames", "400", "--json"]).arg(&json).arg("--out").arg(&out);
    let output = demo.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("objects left in the server"));

    let figures: Value = serde_json::from_slice(&std::fs::read(json).unwrap()).unwrap();
    let standard = &figures["standard"];
    let mut expected = KEYS.to_vec();
    expected.sort_unstable();
    assert_eq!(keys(standard), expected);
    expected.push("standard");
    expected.sort_unstable();
    assert_eq!(keys(&figures), expected);

    // Four pictures in turn: 1,509,444 bytes a frame.
    assert_eq!(figures["frames"], 400);
    assert_eq!(figures["pixel_bytes_seen"], 400 * 1_509_444);
    assert_eq!(figures["pixel_bytes_copied"], 0);
    assert_eq!(standard["frames"], 40);
    assert_eq!(standard["pixel_bytes_copied"], 40 * 1_509_444);
    for part in [&figures, standard] {
        assert_eq!(part["checksums_equal"], true);
        assert_eq!(part["objects_left"], 0);
        assert!(part["us_per_frame_p50"].as_f64().unwrap() <= part["us_per_frame_p99"].as_f64().unwrap());
    }
    let written = std::fs::read_dir(out).unwrap().count();
    assert_eq!(written, 4);

    until("the servers to end", || processes(&place, command).is_empty().then_some(()));
    assert!(place.left_behind().is_empty(), "{:?}", place.left_behind());
}

#[test]
fn pictures_that_are_none_are_refused() {
    build(&["image-source-proxy"]);
    let _limit = limit();
    let place = Place::new();
    let empty = place.folder().join("data");
    let output =
        place.command(env!("CARGO_BIN_EXE_oxcom")).args(["demo", "--pictures"]).arg(&empty).output().unwrap();
    assert!(!output.status.success());
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("no PNG or JPEG file in"), "{complaint}");
}
