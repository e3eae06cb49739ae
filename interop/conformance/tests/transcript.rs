//! Oxcom answers as Wine's COM did when it was last asked (transcript.txt), but for the differences that differences.toml allows.

use std::process::Command;

#[test]
fn oxcom_answers_as_documented() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_conformance")).arg("--compare").output().expect("it starts");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let compared =
        said.lines().last().and_then(|line| line.split_once(' ')).map(|(count, _)| count.parse::<u32>());
    assert!(compared.is_some_and(|count| count.is_ok_and(|count| count >= 250)), "{said}");
}
