//! `oxcom call` of an object in another process.

mod common;

use std::path::Path;

use common::place;
use oxcom_testing::{Place, build};

fn call(place: &Place, arguments: &[&str]) -> (bool, String) {
    call_of(place, "OxcomTest.Counter", arguments)
}

fn call_of(place: &Place, class: &str, arguments: &[&str]) -> (bool, String) {
    let mut command = place.command(env!("CARGO_BIN_EXE_oxcom"));
    let output = command.args(["call", class]).args(arguments).output().unwrap();
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

/// The photographs of the sample, asked by name.
#[test]
fn the_sample_is_called_by_name() {
    let place = Place::new();
    let programs = build(&["image-source"]);
    // Every call starts the server anew, so it shall not have much to decode.
    let pictures = place.folder().join("pictures");
    std::fs::create_dir(&pictures).unwrap();
    for name in ["astronaut.png", "chelsea.png"] {
        let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/pictures").join(name);
        std::os::unix::fs::symlink(picture, pictures.join(name)).unwrap();
    }
    let arguments = [pictures.to_str().unwrap()];
    let sample =
        image_source_interfaces::Registration::new().server(programs.join("image-source"), &arguments);
    place.register("image-source", &sample.into_text());
    let call = |arguments: &[&str]| call_of(&place, "ImageSource.HandleMgr", arguments);
    let gives = |arguments: &[&str], result: &str| assert_eq!(call(arguments), (true, result.into()));
    gives(&["Count"], "2");
    gives(&["Count", "--json"], "2");
    gives(&["Name", "1"], "chelsea.png");
    gives(&["name", "photograph=1", "--json"], r#""chelsea.png""#);
    // The same pixel by place, by name in another order, with text for a number, and in the row that is the default.
    let colour = call(&["Colour", "1", "200", "150"]).1;
    assert!(colour.starts_with('#') && colour.len() == 7, "{colour}");
    gives(&["Colour", "row=150", "column=200", "photograph=1"], &colour);
    gives(&["Colour", "1", "200", "\"150\""], &colour);
    gives(&["Colour", "1", "200"], &colour);

    let refused = |arguments: &[&str], why: &str, code: &str| {
        let (done, said) = call(arguments);
        assert!(!done && said.contains(why) && said.contains(code), "{said}");
        let (done, said) = call(&[arguments, &["--json"]].concat());
        let json: serde_json::Value = serde_json::from_str(said.lines().next().unwrap()).unwrap();
        assert!(!done && json["error"]["code"] == code, "{json}");
    };
    refused(&["Title", "1"], "no member or parameter called Title", "0x80020006"); // DISP_E_UNKNOWNNAME
    refused(&["Name", "picture=1"], "no member or parameter called", "0x80020006");
    let count = "the number of arguments is wrong"; // DISP_E_BADPARAMCOUNT
    refused(&["Name"], count, "0x8002000e");
    refused(&["Colour", "1"], count, "0x8002000e");
    refused(&["Name", "1", "2"], count, "0x8002000e");
    refused(&["Name", "astronaut"], "wrong type", "0x80020005"); // DISP_E_TYPEMISMATCH
    refused(&["Name", "2"], "there is no photograph 2: they are 0 to 1", "0x8002000b"); // DISP_E_BADINDEX
}
