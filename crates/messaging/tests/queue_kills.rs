//! The durable queue under `kill -9`: producers and consumers are real processes that die at random moments.

#[cfg(feature = "com")]
use oxcom_host as _;
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use oxcom_messaging::{Options, connect_with, listen_with};

const ROUNDS: u32 = 1000;

#[test]
fn no_kill_loses_or_disorders_a_message() {
    let directory = std::env::temp_dir().join(format!("oxcom-kills-{}", std::process::id()));
    let mut random = Random(0x5eed_0123_4567_89ab);
    let mut history = History::default();
    let mut consumer = Process::start("consume", &directory, 0);
    let mut producer = Process::start("produce", &directory, 0);
    for _ in 0..ROUNDS {
        std::thread::sleep(Duration::from_micros(random.below(25_000)));
        let victims = random.below(3);
        if victims != 0 {
            producer.kill(&mut history);
            producer = Process::start("produce", &directory, history.next_number);
        }
        if victims != 1 {
            consumer.kill(&mut history);
            consumer = Process::start("consume", &directory, 0);
        }
    }
    producer.kill(&mut history);
    // What is left is received in peace.
    while !history.stored.is_subset(&history.seen) {
        let line = consumer.lines.next().expect("the consumer lives").unwrap();
        history.note(&line);
    }
    consumer.kill(&mut history);
    eprintln!(
        "{ROUNDS} rounds: {} stored, {} received, {} of them again",
        history.stored.len(),
        history.seen.len(),
        history.again
    );
    assert!(history.stored.len() > 100, "the producers got to work");
    std::fs::remove_dir_all(directory).unwrap();
}

/// What the processes said, checked as it comes.
#[derive(Default)]
struct History {
    next_number: u64,
    stored: HashSet<u64>,
    seen: HashSet<u64>,
    last: Option<u64>,
    again: u32,
}

impl History {
    fn note(&mut self, line: &str) {
        let mut words = line.split(' ');
        let word = words.next();
        let Some(number) = words.next().and_then(|number| number.parse().ok()) else { return };
        match word {
            // Every number is tried once, whatever became of it.
            Some("<try>") => self.next_number = number + 1,
            Some("<stored>") => drop(self.stored.insert(number)),
            Some("<received>") => self.received(number, words.next() == Some("redelivered")),
            _ => {}
        }
    }

    fn received(&mut self, number: u64, redelivered: bool) {
        if self.seen.insert(number) {
            assert!(self.last < Some(number), "{number} came after {:?}", self.last);
            self.last = Some(number);
        } else {
            assert!(redelivered, "{number} came again without a mark");
            assert_eq!(self.last, Some(number), "only the message that was being handled comes again");
            self.again += 1;
        }
    }
}

struct Process {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Process {
    fn start(role: &str, directory: &Path, number: u64) -> Process {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["other_process", "--exact", "--ignored", "--nocapture"]);
        command.env("OXCOM_ROLE", role).env("OXCOM_DIRECTORY", directory);
        command.env("OXCOM_NUMBER", number.to_string());
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Process { child, lines }
    }

    fn kill(&mut self, history: &mut History) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.by_ref().for_each(|line| history.note(&line.unwrap()));
    }
}

/// A small random number generator (xorshift): the moments of the kills, reproducible but for the machine's own.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Not a test of its own: what the other processes run until they are killed.
#[test]
#[ignore = "run by the test in a process of its own"]
fn other_process() {
    let Some(directory) = std::env::var_os("OXCOM_DIRECTORY").map(PathBuf::from) else { return };
    let options = Options { directory: Some(directory), max_attempts: u32::MAX, ..Options::default() };
    if std::env::var("OXCOM_ROLE").unwrap() == "produce" {
        let first: u64 = std::env::var("OXCOM_NUMBER").unwrap().parse().unwrap();
        let client = connect_with("queue:Kills", &options).unwrap();
        for number in first.. {
            say(&format!("<try> {number}"));
            client.send(&number.to_string()).unwrap();
            say(&format!("<stored> {number}"));
        }
    }
    let server = listen_with("queue:Kills", &options).unwrap();
    let mut messages = server.messages();
    server.start().unwrap();
    for message in &mut messages {
        let mark = if message.is_redelivered() { "redelivered" } else { "new" };
        say(&format!("<received> {} {mark}", message.text()));
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}
