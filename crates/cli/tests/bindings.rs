//! `oxcom bindings` writes the files that the samples use.

use std::process::Command;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");

fn bindings(language: &str, description: &str) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_oxcom"));
    command.args(["bindings", "--lang", language, description]).output().expect("the command runs")
}

#[test]
fn each_language_has_its_form() {
    for (language, file) in [
        ("c", "clients/c/image_source.h"),
        ("cpp", "cpp/image_source.hpp"),
        ("csharp", "clients/csharp/ImageSource.cs"),
    ] {
        let made = bindings(language, &format!("{SAMPLES}/image-source/image_source.winmd"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let checked_in = std::fs::read(format!("{SAMPLES}/{file}")).expect("the sample has bindings");
        assert!(made.stdout == checked_in, "{file} is not what `oxcom bindings --lang {language}` writes");
    }
}

#[test]
fn what_is_no_description_is_refused() {
    let refused = bindings("c", file!());
    assert!(!refused.status.success() && refused.stdout.is_empty());
    let refused = bindings("c", "/nowhere/to.winmd");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("/nowhere/to.winmd"));
}
