//! `oxcom register`, `oxcom list`, `oxcom unregister`.

use std::process::Command;

use oxcom_testing::Place;

const CLSID: &str = "{C8767698-8297-4BE1-904E-FC25034851D2}";

fn oxcom(place: &Place, arguments: &[&str]) -> (bool, String) {
    let mut command: Command = place.command(env!("CARGO_BIN_EXE_oxcom"));
    let output = command.args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

#[test]
fn a_component_comes_and_goes() {
    let place = Place::new();
    let file = place.folder().join("source.toml");
    let text = format!(
        "name = 'Image source'
        [[class]]
        clsid = '{CLSID}'
        progid = 'ImageSource.HandleMgr.1'
        server.command = ['image-source']"
    );
    std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap();

    let (done, said) = oxcom(&place, &["register", file]);
    assert!(done && said.contains(CLSID), "{said}");
    let (done, listed) = oxcom(&place, &["list"]);
    assert!(done, "{listed}");
    assert!(listed.contains(CLSID) && listed.contains("ImageSource.HandleMgr.1"), "{listed}");
    assert!(listed.contains("served by image-source"), "{listed}");

    let (done, said) = oxcom(&place, &["unregister", CLSID]);
    assert!(done && said.contains("removed"), "{said}");
    assert_eq!(oxcom(&place, &["list"]), (true, String::new()));
    let (done, said) = oxcom(&place, &["unregister", CLSID]);
    assert!(!done && said.contains("is not registered"), "{said}");
}

#[test]
fn the_sample_has_a_registration_file() {
    let place = Place::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/image-source/image-source.toml");
    let (done, said) = oxcom(&place, &["register", file]);
    assert!(done, "{said}");
    let (_, listed) = oxcom(&place, &["list", "--interfaces"]);
    for part in [
        CLSID,
        "ImageSource.ImageHandleProxy",
        "IHandleMgr",
        "IImageHandle",
        "IImageStatistics",
        "IImageCatalog",
    ] {
        assert!(listed.contains(part), "{part} is not in {listed}");
    }
}

#[test]
fn a_broken_file_is_refused_and_the_fault_named() {
    let place = Place::new();
    place.register("broken", "[[class]]\nclsid = 'x'");
    let file = place.folder().join("registrations/broken.toml");
    let (done, said) = oxcom(&place, &["register", file.to_str().unwrap()]);
    assert!(!done && said.contains("is not a GUID"), "{said}");
    let (done, listed) = oxcom(&place, &["list"]);
    assert!(done && listed.contains("skipped") && listed.contains("broken.toml"), "{listed}");
}
