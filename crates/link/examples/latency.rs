//! What a call and a one-way message cost over each technique: `cargo run --release -p oxcom-link --example latency`,
//! with `-- shared-memory cross` for one row.
//!
//! Two real processes, placed as the scheduler likes, on one CPU, and on a CPU each. The median and the 99th percentile
//! of single calls are in microseconds; what takes less than a few is timed in batches of 16, since the clock costs as much.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use oxcom_link::{Hub, Incoming, Link, LinkError, Options, Outgoing, Reply, Service, Uninterrupted};
use rustix::thread::{CpuSet, sched_setaffinity};

/// Sends an ORPC null call's worth of bytes back; counts one-way messages.
#[derive(Default)]
struct Echo {
    posts: AtomicU64,
}

impl Service for Echo {
    fn opened(&self, _link: &Arc<dyn Link>) {}

    fn request(&self, _link: &Arc<dyn Link>, request: &mut Incoming, reply: Reply) {
        if reply.is_one_way() {
            self.posts.fetch_add(1, Ordering::Relaxed);
        } else if request.bytes == b"how many?" {
            let _ = reply.send(Outgoing::bytes(&self.posts.load(Ordering::Relaxed).to_le_bytes()));
        } else {
            let _ = reply.send(Outgoing::bytes(&request.bytes[..request.bytes.len().min(40)]));
        }
    }

    fn closed(&self, _link: &Arc<dyn Link>) {}
}

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        Some("serve") => serve(Path::new(&arguments[2]), &arguments[3]),
        Some("call") => call(Path::new(&arguments[2]), &arguments[3], &arguments[4]),
        _ => {
            println!(
                "{:14} {:6} {:>10} {:>10} {:>16}",
                "technique", "CPUs", "p50 µs", "p99 µs", "one-way /s"
            );
            let wanted = |at: usize, name: &str| arguments.get(at).is_none_or(|only| only == name);
            for technique in
                ["in-process", "unix", "shared-memory"].into_iter().filter(|name| wanted(1, name))
            {
                for placement in ["same", "cross", "free"].into_iter().filter(|name| wanted(2, name)) {
                    row(technique, placement)?;
                }
            }
            Ok(())
        }
    }
}

/// One row: a server and a client of their own.
fn row(technique: &str, placement: &str) -> Result<(), Failure> {
    let path = std::env::temp_dir().join(format!("oxcom-latency-{}", std::process::id()));
    let myself = std::env::current_exe()?;
    let server = Command::new(&myself)
        .arg("serve")
        .arg(&path)
        .arg(placement)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut server = Served(server, path.clone());
    BufReader::new(server.0.stdout.take().ok_or("no output")?).read_line(&mut String::new())?;
    Command::new(&myself).arg("call").arg(&path).arg(technique).arg(placement).status()?;
    Ok(())
}

/// Ends with the row.
struct Served(Child, PathBuf);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        let _ = std::fs::remove_file(&self.1);
    }
}

/// Binds this process to a CPU, before it starts any thread.
fn place(placement: &str, cross: usize) -> Result<(), Failure> {
    let cpu = match placement {
        "same" => 0,
        "cross" => cross,
        _ => return Ok(()),
    };
    let mut only = CpuSet::new();
    only.set(cpu);
    Ok(sched_setaffinity(None, &only)?)
}

fn serve(path: &Path, placement: &str) -> Result<(), Failure> {
    place(placement, 1)?;
    let options = Options { shared_memory: true, ..Options::default() };
    let hub = Hub::new(1, Arc::new(Echo::default()), options)?;
    hub.listen(path)?;
    println!("ready");
    // Until it is killed.
    std::io::stdin().read_line(&mut String::new())?;
    Ok(())
}

fn call(path: &Path, technique: &str, placement: &str) -> Result<(), Failure> {
    place(placement, 0)?;
    let options = Options { shared_memory: technique == "shared-memory", ..Options::default() };
    let hub = Hub::new(2, Arc::new(Echo::default()), options)?;
    let link = if technique == "in-process" { hub.in_process() } else { hub.connect(path)? };
    let (p50, p99) = latency(&*link)?;
    let rate = one_way(&*link)?;
    println!("{technique:14} {placement:6} {p50:10.3} {p99:10.3} {rate:16.0}");
    Ok(())
}

fn latency(link: &dyn Link) -> Result<(f64, f64), LinkError> {
    let mut answer = Incoming::new();
    let request = [7; 80];
    let mut calls = |count: u32| {
        let begun = Instant::now();
        for _ in 0..count {
            link.call(Outgoing::bytes(&request), &mut answer, &mut Uninterrupted)?;
        }
        Ok::<_, LinkError>(begun.elapsed().as_secs_f64() * 1e6 / f64::from(count))
    };
    calls(2000)?;
    let batch = if calls(2000)? < 3.0 { 16 } else { 1 };
    let begun = Instant::now();
    let mut samples = Vec::new();
    while begun.elapsed() < Duration::from_millis(700) {
        samples.push(calls(batch)?);
    }
    samples.sort_by(f64::total_cmp);
    Ok((samples[samples.len() / 2], samples[samples.len() * 99 / 100]))
}

/// One-way messages of 64 bytes a second, until the receiver has run them all.
fn one_way(link: &dyn Link) -> Result<f64, Failure> {
    const BATCH: u64 = 10_000;
    let message = [7; 64];
    let (begun, mut sent) = (Instant::now(), 0);
    while begun.elapsed() < Duration::from_millis(700) {
        for _ in 0..BATCH {
            link.post(Outgoing::bytes(&message))?;
        }
        sent += BATCH;
    }
    let mut answer = Incoming::new();
    link.call(Outgoing::bytes(b"how many?"), &mut answer, &mut Uninterrupted)?;
    let taken = u64::from_le_bytes(answer.bytes[..].try_into()?);
    if taken != sent {
        return Err(format!("{sent} messages were sent, {taken} came").into());
    }
    Ok(sent as f64 / begun.elapsed().as_secs_f64())
}
