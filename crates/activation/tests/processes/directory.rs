//! The runtime directory and announcements.

use std::os::unix::fs::{PermissionsExt, symlink};

use oxcom_activation::{ClassUse, Directory, Error, Purpose, activate};
use rustix::process::Signal;

use super::common::{CLSID, Client, Place, clsid, end, random};

fn process_of(client: &mut Client) -> u64 {
    u64::from_str_radix(client.line().split(' ').next().unwrap(), 16).unwrap()
}

#[test]
fn a_process_is_alive_until_it_exits_and_takes_its_files_along() {
    let place = Place::new();
    let mut client = place.client("announce many");
    let process = process_of(&mut client);
    let directory = place.directory();
    assert!(directory.is_alive(process));
    assert_eq!(directory.processes().unwrap(), [process]);
    assert_eq!(place.left().len(), 3, "lock, socket, announcement: {:?}", place.left());
    client.go_on();
    assert!(client.child.wait().unwrap().success());
    assert!(!directory.is_alive(process));
    assert!(!directory.path().exists());
}

#[test]
fn what_a_killed_process_leaves_is_removed_by_who_comes_next() {
    let place = Place::new();
    let directory = place.directory();
    let mut client = place.client("announce many");
    let process = process_of(&mut client);
    end(client.child.id() as i32, Signal::KILL);
    assert!(!directory.is_alive(process));
    assert_eq!(place.left().len(), 3);

    let presence = directory.enter(random()).unwrap();
    assert_eq!(place.left(), [format!("{:016x}.lock", presence.process())]);
    drop(presence);
    assert!(!directory.path().exists());
}

#[test]
fn purge_and_forget_spare_the_living() {
    let place = Place::new();
    let directory = place.directory();
    let (mut dead, mut alive) = (place.client("announce many"), place.client("announce many"));
    let (corpse, other) = (process_of(&mut dead), process_of(&mut alive));
    directory.forget(corpse).unwrap();
    assert_eq!(directory.purge().unwrap(), 0);
    assert_eq!(place.left().len(), 6);

    end(dead.child.id() as i32, Signal::KILL);
    directory.forget(corpse).unwrap();
    assert_eq!(directory.purge().unwrap(), 0);
    assert_eq!(place.left().len(), 3);
    assert_eq!(directory.processes().unwrap(), [other]);
}

#[test]
fn a_forked_child_does_not_keep_its_parent_alive() {
    let place = Place::new();
    let mut parent = place.client("fork");
    let line = parent.line();
    let (process, child) = line.split_once(' ').unwrap();
    let process = u64::from_str_radix(process, 16).unwrap();
    assert!(place.directory().is_alive(process));
    parent.go_on();
    parent.child.wait().unwrap();
    assert!(!place.directory().is_alive(process), "its child lives on");
    end(child.parse().unwrap(), Signal::KILL);
}

#[test]
fn the_directory_withstands_coming_and_going() {
    let place = Place::new();
    let mut clients: Vec<_> = (0..8).map(|_| place.client("come and go")).collect();
    clients.iter_mut().for_each(|client| assert_eq!(client.line(), "done"));
    clients.iter_mut().for_each(|client| assert!(client.child.wait().unwrap().success()));
    assert!(!place.directory().path().exists());
}

#[test]
fn a_class_object_for_a_single_use_goes_to_one_of_many() {
    let place = Place::new();
    let mut server = place.client("announce one");
    process_of(&mut server);
    assert_eq!(place.directory().announced(&clsid()).unwrap().len(), 1);
    let mut clients: Vec<_> = (0..10).map(|_| place.client("claim")).collect();
    clients.iter_mut().for_each(|client| assert_eq!(client.line(), "ready"));
    clients.iter_mut().for_each(Client::go_on);
    let taken = clients.iter_mut().filter_map(|client| (client.line() == "taken").then_some(())).count();
    assert_eq!(taken, 1);
    assert_eq!(place.directory().announced(&clsid()).unwrap(), []);
}

#[test]
fn an_announcement_lasts_as_long_as_its_guard() {
    let place = Place::new();
    let directory = place.directory();
    let presence = directory.enter(1).unwrap();
    let announcement = presence.announce(&clsid(), 7, ClassUse::Multiple, b"MEOW").unwrap();
    let found = directory.claim(&clsid()).unwrap().unwrap();
    assert_eq!((found.process, found.cookie, &found.object[..]), (1, 7, &b"MEOW"[..]));
    assert_eq!(directory.claim(&clsid()).unwrap(), Some(found.clone()));
    assert_eq!(directory.announced_classes().unwrap(), [found]);
    drop(announcement);
    assert_eq!(directory.claim(&clsid()).unwrap(), None);
}

#[test]
fn what_is_no_announcement_is_passed_over() {
    let place = Place::new();
    let directory = place.directory();
    let presence = directory.enter(1).unwrap();
    let name = format!("{}.{:016x}.00000007.class", CLSID, presence.process());
    for content in [&b""[..], b"oxcl", &[0xFF; 100_000]] {
        std::fs::write(directory.path().join(&name), content).unwrap();
        assert_eq!(directory.announced(&clsid()).unwrap(), []);
    }
    symlink("/etc/passwd", directory.path().join(name.replace("7.class", "8.class"))).unwrap();
    assert!(directory.announced(&clsid()).is_err());
}

#[test]
fn looking_at_ones_own_lock_does_not_drop_it() {
    let place = Place::new();
    let directory = place.directory();
    let presence = directory.enter(random()).unwrap();
    assert!(directory.is_alive(presence.process()));
    directory.forget(presence.process()).unwrap();
    assert!(directory.enter(presence.process()).is_err());
    // Another process removes what the dead left.
    let mut other = place.client("live");
    process_of(&mut other);
    assert!(place.left().contains(&format!("{:016x}.lock", presence.process())));
    assert_eq!(directory.processes().unwrap().len(), 2);
}

#[test]
fn a_name_is_one_processs() {
    let place = Place::new();
    let presence = place.directory().enter(5).unwrap();
    assert!(matches!(place.directory().enter(5), Err(Error::NameTaken { process: 5 })));
    drop(presence);
    place.directory().enter(5).unwrap();
}

#[test]
fn a_directory_that_is_not_safe_is_not_used() {
    let place = Place::new();
    let directory = place.directory();
    let refusal = || match directory.enter(1).unwrap_err() {
        Error::Directory { problem, .. } => problem,
        other => panic!("{other}"),
    };
    symlink(place.path(), directory.path()).unwrap();
    assert!(refusal().contains("symbolic link"));
    std::fs::remove_file(directory.path()).unwrap();

    std::fs::write(directory.path(), "").unwrap();
    assert!(refusal().contains("no directory"));
    std::fs::remove_file(directory.path()).unwrap();

    std::fs::create_dir(directory.path()).unwrap();
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o750)).unwrap();
    assert!(refusal().contains("chmod 700"), "{}", refusal());
    std::fs::set_permissions(directory.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    directory.enter(1).unwrap();
}

#[test]
fn paths_that_cannot_work_are_refused() {
    for (path, reason) in [("/tmp/".to_owned() + &"x".repeat(90), "too long"), ("oxcom".into(), "relative")] {
        let error = Directory::at(path).unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.hresult().0 as u32, 0x8008_0002);
    }
    let error = Directory::at("/no/such/parent").unwrap().enter(1).unwrap_err();
    assert!(error.to_string().contains("parent does not exist"), "{error}");
    assert_eq!(Directory::at("/no/such/parent").unwrap().announced(&clsid()).unwrap(), []);
}

#[test]
fn others_join_in_a_shared_directory_but_do_not_start() {
    let place = Place::new();
    let own = place.directory().enter(random()).unwrap();
    let folder = place.path().join("shared");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let class = place.class("none", &format!("access.directory = {folder:?}\naccess.groups = ['users']"));

    let server = Directory::of_class(&class, own.directory()).unwrap().enter(2).unwrap();
    let _announcement = server.announce(&clsid(), 1, ClassUse::Multiple, b"MEOW").unwrap();
    assert_eq!(activate(&own, &class, Purpose::UseRunning).unwrap().process, 2);
    for file in std::fs::read_dir(&folder).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o644);
    }

    // Another user's directory: one of the system's, or for root one that is given away.
    let (folder, owner) = if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(&folder, Some(65534), None).unwrap();
        drop(_announcement);
        (folder, 65534)
    } else {
        ("/usr".into(), 0)
    };
    let class = place.class("none", &format!("access.directory = {folder:?}"));
    let error = activate(&own, &class, Purpose::StartIfNeeded).unwrap_err();
    assert!(matches!(error, Error::NotYours { owner: by, .. } if by == owner), "{error}");
    assert_eq!(error.hresult().0 as u32, 0x8007_0005);

    std::fs::set_permissions(place.path().join("shared"), std::fs::Permissions::from_mode(0o775)).unwrap();
    let shared = Directory::shared(place.path().join("shared")).unwrap();
    assert!(shared.announced(&clsid()).unwrap_err().to_string().contains("chmod go-w"));
}
