//! Joining and starting servers.

use std::time::Duration;

use oxcom_activation::{Error, Purpose, Record, activate};
use rustix::process::Signal;

use super::common::{CLSID, Client, Place, clsid, end, random, server_of, start};

/// What 50 clients got, which were let go at once.
fn race(place: &Place, role: &str) -> Vec<String> {
    race_until(place, role, |_| {})
}

fn race_until(place: &Place, role: &str, meanwhile: impl FnOnce(&[Client])) -> Vec<String> {
    let mut clients: Vec<_> = (0..50).map(|_| place.client(role)).collect();
    clients.iter_mut().for_each(|client| assert_eq!(client.line(), "ready"));
    clients.iter_mut().for_each(|client| client.go_on());
    meanwhile(&clients);
    let got = clients.iter_mut().map(|client| client.line()).collect();
    clients.iter_mut().for_each(|client| client.go_on());
    clients.iter_mut().for_each(|client| assert!(client.child.wait().unwrap().success()));
    got
}

#[test]
fn fifty_clients_at_once_start_one_server() {
    let place = Place::new();
    let got = race(&place, "many: activate");
    let servers = place.servers();
    assert_eq!(servers.len(), 1, "{servers:?}");
    assert!(got.iter().all(|server| *server == servers[0].to_string()), "{got:?}");
    place.end_servers();
    assert_eq!(place.left(), [""; 0]);
    assert!(!place.directory().path().exists(), "the last one removes the directory");
}

#[test]
fn fifty_clients_of_a_class_of_single_use_get_one_server_each() {
    let place = Place::new();
    let mut got = race(&place, "one: activate");
    let mut servers: Vec<_> = place.servers().iter().map(i32::to_string).collect();
    got.sort();
    servers.sort();
    assert_eq!(got, servers);
    assert_eq!(servers.len(), 50);
    place.end_servers();
    assert!(!place.directory().path().exists());
}

#[test]
fn fifty_clients_of_a_dying_server_all_learn_why_from_one_start() {
    let place = Place::new();
    let got = race_until(&place, "die when told: activate", |clients| {
        // One holds the start file, all others look at it.
        let waits = |client: &&Client| client.looks_at(&format!("{CLSID}.start"));
        while clients.iter().filter(waits).count() < clients.len() - 1 {
            std::thread::sleep(Duration::from_millis(10));
        }
        std::fs::write(place.path().join("die"), "").unwrap();
    });
    assert!(got.iter().all(|said| said.starts_with("error 80080005")), "{got:?}");
    assert!(got.iter().all(|said| said.contains("camera 8 is under water")), "{got:?}");
    assert_eq!(place.servers().len(), 1);
    assert!(!place.directory().path().exists());
}

#[test]
fn a_server_that_dies_at_once_is_quoted() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let error = start(&presence, &place.class("die", "")).unwrap_err();
    assert_eq!(error.hresult().0 as u32, 0x8008_0005);
    let Error::ServerDied { last_words, status, .. } = &error else { panic!("{error}") };
    assert!(status.is_none_or(|status| status.code() == Some(3)), "{status:?}");
    assert!(last_words.ends_with("camera 7 is on fire"), "{last_words}");
    drop(presence);
    assert!(!place.directory().path().exists());
}

#[test]
fn a_server_that_keeps_silent_is_ended_when_its_time_is_up() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let error = start(&presence, &place.class("keep silent", "server.timeout = 0.5")).unwrap_err();
    let Error::ServerSilent { last_words, timeout, .. } = &error else { panic!("{error}") };
    assert_eq!(*timeout, Duration::from_millis(500));
    assert!(last_words.contains("still warming up"), "{last_words}");
    assert_eq!(error.hresult().0 as u32, 0x8008_0005);
    // It is gone, or goes at once: waiting for its end does not run into the watchdog.
    end(place.servers()[0], Signal::WINCH);
    drop(presence);
    assert!(!place.directory().path().exists());
}

#[test]
fn the_users_timeout_overrules_the_registrations() {
    let place = Place::new();
    let mut client = place.client_with("silent: activate", &[("OXCOM_LAUNCH_TIMEOUT", "0.3")]);
    assert_eq!(client.line(), "ready");
    client.go_on();
    let said = client.line();
    assert!(said.starts_with("error 80080005") && said.contains("within 300ms"), "{said}");
}

#[test]
fn a_command_that_cannot_be_executed_is_named() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let mut class = place.class("die", "");
    for (program, reason) in [
        ("no-such-program-anywhere", "no such program"),
        ("/etc/passwd", "denied"),
        ("./nowhere", "No such file"),
    ] {
        class.server.as_mut().unwrap().command = vec![program.into()];
        let error = start(&presence, &class).unwrap_err();
        assert!(matches!(error, Error::CannotStart { .. }), "{error}");
        assert!(error.to_string().contains(program) && error.to_string().contains(reason), "{error}");
        assert_eq!(error.hresult().0 as u32, 0x8008_0005);
    }
    class.server.as_mut().unwrap().command = vec!["/bin/true".into()];
    class.server.as_mut().unwrap().folder = "/no/such/folder".into();
    let error = start(&presence, &class).unwrap_err();
    assert!(error.to_string().contains("folder cannot be entered"), "{error}");
}

#[test]
fn after_a_server_was_killed_the_next_activation_starts_another() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let class = place.class("serve many", "");
    let first = start(&presence, &class).unwrap();
    assert!(place.directory().is_alive(first.process));
    end(server_of(&first), Signal::KILL);
    assert!(!place.directory().is_alive(first.process));
    assert!(matches!(activate(&presence, &class, Purpose::UseRunning), Err(Error::NotRunning { .. })));

    let second = start(&presence, &class).unwrap();
    assert_ne!(server_of(&first), server_of(&second));
    let names = place.left();
    assert!(names.iter().all(|name| !name.contains(&format!("{:016x}", first.process))), "{names:?}");
    place.end_servers();
    drop(presence);
    assert!(!place.directory().path().exists());
}

#[test]
fn a_clients_interrupt_and_end_do_not_hurt_the_server() {
    let place = Place::new();
    let mut client = place.client("many: activate");
    assert_eq!(client.line(), "ready");
    client.go_on();
    let server: i32 = client.line().parse().unwrap();
    // What Ctrl-C does: SIGINT to the client's process group.
    let group = rustix::process::Pid::from_raw(client.child.id() as i32).unwrap();
    rustix::process::kill_process_group(group, Signal::INT).unwrap();
    assert!(!client.child.wait().unwrap().success());

    let presence = place.directory().enter(random()).unwrap();
    let record = activate(&presence, &place.class("serve many", ""), Purpose::UseRunning).unwrap();
    assert_eq!(server_of(&record), server);
    let status = std::fs::read_to_string(format!("/proc/{server}/stat")).unwrap();
    let fields: Vec<_> = status.rsplit_once(')').unwrap().1.split_whitespace().collect();
    assert_ne!(fields[1], std::process::id().to_string(), "not the client's child");
    assert_eq!(fields[2], server.to_string(), "a process group of its own");
    assert_ne!(fields[3], server.to_string(), "no session leader, so no terminal can become its own");
    assert_eq!(fields[4], "0", "no terminal");
    place.end_servers();
}

#[test]
fn when_the_starter_is_killed_another_client_takes_its_server_over() {
    let place = Place::new();
    let mut starter = place.client("many: activate");
    assert_eq!(starter.line(), "ready");
    starter.go_on();
    // The server has run its first lines, but it announces its class only some time later.
    while place.servers().is_empty() {
        std::thread::yield_now();
    }
    end(starter.child.id() as i32, Signal::KILL);
    let presence = place.directory().enter(random()).unwrap();
    let record = start(&presence, &place.class("serve many", "")).unwrap();
    assert_eq!(place.servers(), [server_of(&record)]);
    place.end_servers();
    drop(presence);
    assert!(!place.directory().path().exists());
}

#[test]
fn a_server_has_no_descriptor_of_the_clients() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let secret = std::fs::File::open("/etc/passwd").unwrap();
    rustix::io::fcntl_setfd(&secret, rustix::io::FdFlags::empty()).unwrap();
    let record = start(&presence, &place.class("serve many", "")).unwrap();
    let links: Vec<_> = std::fs::read_dir(format!("/proc/{}/fd", server_of(&record)))
        .unwrap()
        .map(|entry| std::fs::read_link(entry.unwrap().path()).unwrap_or_default().display().to_string())
        .collect();
    assert!(!links.iter().any(|link| link == "/etc/passwd"), "{links:?}");
    assert!(!links.iter().any(|link| link.contains("oxcom-launch")), "the capture has ended: {links:?}");
    assert!(links.iter().filter(|link| *link == "/dev/null").count() >= 1, "{links:?}");
    place.end_servers();
}

#[test]
fn a_server_runs_in_its_folder_with_its_environment() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let record = start(&presence, &place.class("serve many", "")).unwrap();
    let process = format!("/proc/{}", server_of(&record));
    assert_eq!(std::fs::read_link(format!("{process}/cwd")).unwrap(), place.path().canonicalize().unwrap());
    let environment = std::fs::read(format!("{process}/environ")).unwrap();
    let has = |variable: &[u8]| environment.split(|byte| *byte == 0).any(|one| one == variable);
    assert!(has(b"ROLE=serve many") && has(b"RUST_TEST_THREADS=1"));
    assert_eq!(
        std::fs::read(format!("{process}/environ"))
            .unwrap()
            .windows(13)
            .filter(|text| text == b"OXCOM_LAUNCH=")
            .count(),
        1
    );
    place.end_servers();
}

#[test]
fn a_log_file_gets_what_the_server_says_before_and_after() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let mut class = place.class("serve many", "server.log = 'log'");
    start(&presence, &class).unwrap();
    place.end_servers();
    let log = || std::fs::read_to_string(place.path().join("log")).unwrap();
    assert!(log().contains("nobody hears this"));

    class.server.as_mut().unwrap().environment.insert("ROLE".into(), "die".into());
    let Err(Error::ServerDied { last_words, .. }) = start(&presence, &class) else { panic!() };
    assert!(last_words.contains("camera 7") && !last_words.contains("nobody hears"), "{last_words}");
    assert!(log().contains("nobody hears this") && log().contains("camera 7"));

    class.server.as_mut().unwrap().log = Some("/no/such/folder/log".into());
    let error = start(&presence, &class).unwrap_err();
    assert!(error.to_string().contains("its log file /no/such/folder/log"), "{error}");
}

#[test]
fn threads_of_one_process_start_one_server() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let class = place.class("serve many", "");
    let records: Vec<Record> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| start(&presence, &class).unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(records.iter().all(|record| *record == records[0]));
    assert_eq!(place.servers().len(), 1);
    place.end_servers();
}

#[test]
fn without_a_command_there_is_nothing_to_start() {
    let place = Place::new();
    let presence = place.directory().enter(random()).unwrap();
    let mut class = place.class("die", "");
    class.server = None;
    let error = start(&presence, &class).unwrap_err();
    assert!(matches!(error, Error::NoServer { .. }), "{error}");
    assert_eq!(error.hresult().0 as u32, 0x8004_0154);
    assert_eq!(clsid(), class.clsid);
}
