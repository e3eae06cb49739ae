//! `messaging bench`: all techniques side by side, between two processes.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use super::report::{Figures, Report, Row};
use crate::technique::{Promise, of};
use crate::{Address, Error, Options, Result, connect_with};

/// What to measure, and with what.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The program, and its arguments before the address, that does what [`listen`](super::listen) does: it is the other
    /// process. Usually this program and its command `listen`.
    pub listen: Vec<String>,
    /// How many messages a technique sends at most for its rate. Default: 10,000.
    pub messages: u32,
    /// How many bytes a message has. Default: 100.
    pub size: usize,
    /// Where the broker of `amqp:` is, `host:port`; without it that technique is left out.
    pub broker: Option<String>,
}

impl Default for Bench {
    fn default() -> Bench {
        Bench { listen: Vec::new(), messages: 10_000, size: 100, broker: None }
    }
}

/// The longest time that sending for the rate takes.
const RATE_TIME: Duration = Duration::from_secs(2);
/// How many single messages the latency is taken from.
const SINGLES: usize = 500;
/// After this much silence nothing more comes.
const SILENCE: Duration = Duration::from_secs(2);
/// How many messages are sent while the server is killed, and after how many received it is.
const KILLED: (usize, usize) = (400, 50);

/// Measures every technique that this machine has, and says on `progress` what it is at.
///
/// # Errors
/// Only when nothing at all can be measured: a technique that fails is a row that says why.
pub fn bench(options: &Bench, progress: &mut dyn Write) -> Result<Report> {
    let place = Place::new()?;
    let mut rows = Vec::new();
    for address in place.addresses(options) {
        let row = match address {
            Ok(address) => {
                // Nobody may be reading; the figures count.
                let _ = writeln!(progress, "measuring {address}");
                match measure(options, &place, &address) {
                    Ok(figures) => Row { technique: address.clone(), figures: Ok(figures) },
                    Err(error) => Row { technique: address.clone(), figures: Err(error.to_string()) },
                }
            }
            Err((technique, reason)) => {
                Row { technique: technique.to_owned(), figures: Err(reason.to_owned()) }
            }
        };
        rows.push(Row { technique: shown(&row.technique), ..row });
    }
    Ok(Report { rows, size: options.size })
}

/// The address without what belongs to this run.
fn shown(address: &str) -> String {
    let scheme = address.split(':').next().unwrap_or_default();
    let query = address.split_once('?').map_or("", |(_, query)| query);
    if query.is_empty() { scheme.to_owned() } else { format!("{scheme} {query}") }
}

/// Files, names and ports of a run.
struct Place {
    directory: PathBuf,
    unique: String,
}

impl Place {
    fn new() -> Result<Place> {
        let unique = format!("bench{}", std::process::id());
        let directory = std::env::temp_dir().join(&unique);
        let made =
            std::os::unix::fs::DirBuilderExt::mode(&mut std::fs::DirBuilder::new(), 0o700).create(&directory);
        made.map_err(|error| Error::io("making a directory", error))?;
        Ok(Place { directory, unique })
    }

    /// One address of every technique, or why it is left out.
    fn addresses(&self, options: &Bench) -> Vec<std::result::Result<String, (&'static str, &'static str)>> {
        let Place { directory, unique } = self;
        let tcp = || free_port(|| std::net::TcpListener::bind("127.0.0.1:0")?.local_addr());
        let udp = || free_port(|| std::net::UdpSocket::bind("127.0.0.1:0")?.local_addr());
        let has_display = std::env::var_os("DISPLAY").is_some();
        vec![
            Ok(format!("udp://127.0.0.1:{}", udp())),
            Ok(format!("shm:{unique}")),
            Ok(format!("pipe:{unique}")),
            Ok(format!("file:{}", directory.join("mailbox").display())),
            Ok(format!("queue:{unique}")),
            options
                .broker
                .as_ref()
                .map(|broker| format!("amqp://guest:guest@{broker}/{unique}"))
                .ok_or(("amqp", "no broker was named")),
            Ok(format!("ipc://{unique}-rem/Object.rem")),
            Ok(format!("tcp://127.0.0.1:{}/Object.rem", tcp())),
            Ok(format!("net.pipe://localhost/{unique}-wcf")),
            Ok(format!("net.tcp://127.0.0.1:{}/N", tcp())),
            Ok(format!("net.tcp://127.0.0.1:{}/N?oneway", tcp())),
            Ok(format!("trace:{unique}")),
            if has_display { Ok(format!("window:{unique}")) } else { Err(("window", "no DISPLAY")) },
            if cfg!(feature = "com") { Ok(format!("com:{unique}")) } else { Err(("com", "not built")) },
        ]
    }

    fn options(&self) -> Options {
        let directory = Some(self.directory.join("oxcom"));
        Options { directory, send_timeout: Duration::from_secs(10), ..Options::default() }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // What stays behind lies in the temporary directory.
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

/// A port that is free now.
fn free_port(bind: impl Fn() -> std::io::Result<std::net::SocketAddr>) -> u16 {
    // Port 0 is refused by what uses it: that row then says so.
    bind().map_or(0, |address| address.port())
}

fn measure(options: &Bench, place: &Place, address: &str) -> Result<Figures> {
    let parsed: Address = address.parse()?;
    let text = "x".repeat(options.size.min(of(&parsed).limit));
    let server = ServerProcess::start(options, &place.directory, address)?;

    let begin = Instant::now();
    let client = connect_with(address, &place.options())?;
    client.send(&text)?;
    server.next().ok_or_else(silent)?;
    let connect = begin.elapsed();

    let mut latencies = Vec::with_capacity(SINGLES);
    for _ in 0..SINGLES {
        let begin = Instant::now();
        client.send(&text)?;
        // A datagram may be lost: that is no latency.
        if let Some(arrived) = server.next() {
            latencies.push(arrived.saturating_duration_since(begin));
        }
    }
    latencies.sort_unstable();
    let at = |part: usize| latencies.get(latencies.len() * part / 100).copied().unwrap_or_default();
    let (p50, p99) = (at(50), at(99));

    let begin = Instant::now();
    let mut sent = 0;
    while sent < options.messages && begin.elapsed() < RATE_TIME {
        client.send(&text)?;
        sent += 1;
    }
    let mut received = 0;
    let mut last = begin;
    while received < sent
        && let Some(arrived) = server.next()
    {
        received += 1;
        last = arrived;
    }
    let rate = f64::from(received) / last.saturating_duration_since(begin).as_secs_f64().max(1e-9);
    let memory = server.memory();
    drop((client, server));
    let lost = lost_by_a_kill(options, place, address)?;
    Ok(Figures { promise: parsed.promise(), rate, p50, p99, connect, memory, lost })
}

/// Kills the server in the middle: how many messages were promised, and how many of these never came, not even to the next
/// server.
fn lost_by_a_kill(options: &Bench, place: &Place, address: &str) -> Result<(usize, usize)> {
    let first = ServerProcess::start(options, &place.directory, address)?;
    let impatient = Options { connect_timeout: SILENCE, send_timeout: SILENCE, ..place.options() };
    let client = connect_with(address, &impatient)?;
    let sender = std::thread::spawn(move || {
        let (count, _) = KILLED;
        let mut promised = Vec::new();
        for number in 0..count {
            match client.send(&number.to_string()) {
                Ok(()) => promised.push(number.to_string()),
                // The server has gone; what a queue would take of the rest says nothing more.
                Err(_) => break,
            }
        }
        promised
    });
    let mut came: Vec<String> = (0..KILLED.1).filter_map(|_| first.next_text()).collect();
    came.extend(first.kill());
    let second = ServerProcess::start(options, &place.directory, address)?;
    while let Some(text) = second.next_text() {
        came.push(text);
    }
    let promised = sender.join().unwrap_or_default();
    let lost = promised.iter().filter(|text| !came.contains(text)).count();
    Ok((promised.len(), lost))
}

fn silent() -> Error {
    Error::Gone { reason: "the server's process is silent".to_owned() }
}

/// The other process: its lines, with the time at which each came.
struct ServerProcess {
    child: Child,
    lines: Receiver<(Instant, String)>,
}

impl ServerProcess {
    fn start(options: &Bench, directory: &Path, address: &str) -> Result<ServerProcess> {
        let failed = |error| Error::io("starting the other process", error);
        let (program, arguments) = options.listen.split_first().ok_or_else(silent)?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .arg(address)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // COM finds servers in the session's own directory; for the rest this process has the option.
        if !address.starts_with("com:") {
            command.env("XDG_RUNTIME_DIR", directory).env("XDG_STATE_HOME", directory);
        }
        let mut child = command.spawn().map_err(failed)?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let (Some(out), Some(err)) = (out, err) else { return Err(silent()) };
        let mut said = BufReader::new(err);
        let mut ready = String::new();
        said.read_line(&mut ready).map_err(failed)?;
        if !ready.contains("listening") {
            return Err(Error::Refused { reason: format!("the other process said {:?}", ready.trim()) });
        }
        let (report, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(std::result::Result::ok) {
                if report.send((Instant::now(), line)).is_err() {
                    return;
                }
            }
        });
        // What else it says must not fill its pipe.
        std::thread::spawn(move || said.lines().map_while(std::result::Result::ok).for_each(drop));
        Ok(ServerProcess { child, lines })
    }

    fn next(&self) -> Option<Instant> {
        self.lines.recv_timeout(SILENCE).ok().map(|(arrived, _)| arrived)
    }

    fn next_text(&self) -> Option<String> {
        self.lines.recv_timeout(SILENCE).ok().map(|(_, text)| text)
    }

    /// What the process occupies, in KiB (VmRSS).
    fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
    }

    /// Kills it, and gives the lines that it still had written.
    fn kill(mut self) -> Vec<String> {
        self.end();
        std::iter::from_fn(|| self.next_text()).collect()
    }

    fn end(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        self.end();
    }
}

/// The words of a promise.
pub(super) fn words(promise: Promise) -> &'static str {
    match promise {
        Promise::Kernel => "handed to the kernel",
        Promise::Taken => "taken by the server",
        Promise::Stored => "stored",
    }
}
