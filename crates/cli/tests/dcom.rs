//! The service for other machines, as an administrator starts it.
#![allow(missing_docs)]

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output, Stdio};

use oxcom_testing::Place;

fn oxcom(place: &Place) -> Command {
    let mut command = place.command(env!("CARGO_BIN_EXE_oxcom"));
    command.env_remove("OXCOM_DCOM");
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn nothing_listens_that_nobody_has_allowed() {
    let place = Place::new();
    let output = oxcom(&place).args(["dcom", "serve", "--port", "0"]).output().unwrap();
    assert!(!output.status.success() && said(&output).contains("--config"), "{}", said(&output));
}

#[test]
fn an_account_is_a_line_that_the_service_reads_if_it_is_secret() {
    let place = Place::new();
    let mut account = oxcom(&place)
        .args(["dcom", "account", r"LAB\ada"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    account.stdin.take().unwrap().write_all(b"Password").unwrap();
    let line = account.wait_with_output().unwrap().stdout;
    assert_eq!(line, b"LAB\\ada:a4f49c406510bdcab6824ee7c30fd852\n");

    let (accounts, config) = (place.folder().join("accounts"), place.folder().join("dcom.toml"));
    std::fs::write(&accounts, line).unwrap();
    std::fs::write(&config, "listen = '127.0.0.1'\naccounts = 'accounts'\n").unwrap();
    let serve = || {
        let mut command = oxcom(&place);
        command.args(["dcom", "serve", "--port", "0", "--config"]).arg(&config).stderr(Stdio::piped());
        command
    };
    std::fs::set_permissions(&accounts, std::fs::Permissions::from_mode(0o644)).unwrap();
    let output = serve().output().unwrap();
    assert!(!output.status.success() && said(&output).contains("chmod 600"), "{}", said(&output));

    std::fs::set_permissions(&accounts, std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut service = serve().spawn().unwrap();
    let mut line = String::new();
    BufReader::new(service.stderr.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("ready on 127.0.0.1:"), "{line}");
    service.kill().unwrap();
    service.wait().unwrap();
}
