//! Looking inside running processes: `oxcom processes`, `oxcom objects`, `oxcom trace`.
//!
//! Each runtime tells about itself by an IProcessInspection. A process that does not answer in time is reported as such: each is
//! asked on a thread of its own.

mod inspector;
mod names;
pub(crate) mod objects;
pub(crate) mod processes;
pub(crate) mod trace;

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use oxcom::Apartment;
use oxcom_activation::{Directory, parse_guid};

use crate::error::{Error, Result, com};
use inspector::Inspector;

/// A process that carries a runtime.
#[derive(Clone, Copy)]
struct Process {
    /// Its name in the runtime directory.
    name: u64,
    /// 0 when it is in a process id namespace that this process cannot see into.
    id: u32,
}

/// Enters COM, as all that is asked here needs.
fn enter() -> Result<Apartment> {
    Apartment::multithreaded().map_err(com("enter the multithreaded apartment"))
}

/// All processes of this user's runtime directory but this one, by process id.
fn processes() -> Result<Vec<Process>> {
    let directory = Directory::from_environment()?;
    let mut processes = Vec::new();
    for name in directory.processes()? {
        match directory.process_id(name)? {
            Some(id) if id != std::process::id() => processes.push(Process { name, id }),
            _ => {}
        }
    }
    processes.sort_by_key(|process| (process.id, process.name));
    Ok(processes)
}

/// The process of this id, or of this name in the runtime directory (16 hexadecimal digits).
fn process(which: &str) -> Result<Process> {
    let name = u64::from_str_radix(which, 16).ok().filter(|_| which.len() == 16);
    let id: Option<u32> = which.parse().ok();
    let is_it = |process: &Process| Some(process.name) == name || Some(process.id) == id;
    processes()?.into_iter().find(is_it).ok_or_else(|| Error::NoProcess(which.to_owned()))
}

/// The process of this id or name, or those that announce this class.
fn processes_of(which: &str) -> Result<Vec<Process>> {
    let class = parse_guid(which).or_else(|| oxcom::class_named(which).ok());
    let Some(class) = class else { return Ok(vec![process(which)?]) };
    let announced = Directory::from_environment()?.announced(&class)?;
    let mut found = processes()?;
    found.retain(|process| announced.iter().any(|record| record.process == process.name));
    if found.is_empty() { Err(Error::NotServed(which.to_owned())) } else { Ok(found) }
}

/// What a process answers, or why it does not.
type Answer<T> = std::result::Result<T, String>;

/// An answer that may still come.
struct Asked<T> {
    process: Process,
    answer: Receiver<Answer<T>>,
}

/// Asks a process, on a thread of its own.
fn ask<T: Send + 'static>(
    process: Process,
    question: impl FnOnce(&Inspector) -> oxcom::Result<T> + Send + 'static,
) -> Asked<T> {
    let (sender, answer) = channel();
    thread::spawn(move || {
        let answer = Inspector::of(process).and_then(|inspector| question(&inspector));
        // Nobody waits any more: the time is up.
        let _ = sender.send(answer.map_err(|error| oxcom::message_of(&error)));
    });
    Asked { process, answer }
}

impl<T> Asked<T> {
    /// The answer, if it is there in time.
    fn by(self, deadline: Instant) -> Answer<T> {
        match self.answer.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => {
                let stopped = if names::is_stopped(self.process.id) { ": it is stopped" } else { "" };
                Err(format!("does not answer{stopped}"))
            }
            Err(RecvTimeoutError::Disconnected) => Err("could not be asked".to_owned()),
        }
    }
}

/// How long to wait for an answer: what the options of all these commands say.
#[derive(clap::Args)]
struct Patience {
    /// Seconds to wait for an answer.
    #[arg(long, default_value_t = 2.0, value_parser = seconds)]
    timeout: f64,
}

impl Patience {
    fn deadline(&self) -> Instant {
        Instant::now() + Duration::from_secs_f64(self.timeout)
    }
}

fn seconds(text: &str) -> std::result::Result<f64, String> {
    match text.parse() {
        Ok(seconds) if (0.0..=86400.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds, a day at most".to_owned()),
    }
}
