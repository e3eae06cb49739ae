//! The machine: what it is, how busy it is, and where on it this process runs.

use std::fs;
use std::hint::black_box;
use std::time::Instant;

use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use serde::{Deserialize, Serialize};

use crate::Placement;
use crate::error::{Error, Result, system};
use crate::interfaces::Usage;

/// Which of the two processes this is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Server,
    Client,
}

/// Binds this process to its processor: before it starts any threads.
pub(crate) fn place(placement: Placement, role: Role) -> Result<()> {
    if role == Role::Server {
        // It was started by a client that has bound itself. Refused is what cannot be wider.
        let mut all = CpuSet::new();
        (0..CpuSet::MAX_CPU).for_each(|cpu| all.set(cpu));
        let _ = sched_setaffinity(None, &all);
    }
    let allowed = sched_getaffinity(None).map_err(system("asking for the processors"))?;
    let cpus: Vec<usize> = (0..CpuSet::MAX_CPU).filter(|cpu| allowed.is_set(*cpu)).collect();
    let cpu = match (placement, role, cpus.as_slice()) {
        (Placement::Free, ..) => return Ok(()),
        (Placement::Cross, _, [_]) => return Err(Error::Machine("there is only one processor")),
        (Placement::Cross, Role::Server, [.., last]) => *last,
        (_, _, [first, ..]) => *first,
        (_, _, []) => return Err(Error::Machine("there are no processors")),
    };
    let mut only = CpuSet::new();
    only.set(cpu);
    sched_setaffinity(None, &only).map_err(system("choosing a processor"))
}

/// What the machine is, and what its smallest steps cost.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Machine {
    pub(crate) cpu: String,
    pub(crate) cpus: usize,
    pub(crate) kernel: String,
    /// Reading the clock, in ns; each sample of a time contains one.
    pub(crate) clock_ns: f64,
    /// The cheapest system call, in ns.
    pub(crate) syscall_ns: f64,
    /// One spin of a spin loop, in ns.
    pub(crate) pause_ns: f64,
}

impl Machine {
    pub(crate) fn look() -> Self {
        let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let model = cpu.lines().find_map(|line| line.strip_prefix("model name"));
        Self {
            cpu: model.unwrap_or("unknown").trim_start_matches([' ', '\t', ':']).to_owned(),
            cpus: std::thread::available_parallelism().map_or(0, usize::from),
            kernel: rustix::system::uname().release().to_string_lossy().into_owned(),
            clock_ns: clock_ns(),
            syscall_ns: cost_ns(|| {
                black_box(rustix::process::getppid());
            }),
            pause_ns: cost_ns(std::hint::spin_loop),
        }
    }
}

/// What reading the clock costs, in ns.
pub(crate) fn clock_ns() -> f64 {
    cost_ns(|| {
        black_box(Instant::now());
    })
}

fn cost_ns(mut act: impl FnMut()) -> f64 {
    const TIMES: u32 = 20_000;
    let round = |_| {
        let start = Instant::now();
        (0..TIMES).for_each(|_| act());
        start.elapsed().as_secs_f64() * 1e9 / f64::from(TIMES)
    };
    (0..5).map(round).fold(f64::INFINITY, f64::min)
}

/// How busy the machine has been up to some moment; the times are in ticks.
#[derive(Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) load: f64,
    total: u64,
    idle: u64,
    stolen: u64,
    ours: u64,
}

impl Moment {
    pub(crate) fn now() -> Self {
        let read = |file| fs::read_to_string(file).unwrap_or_default();
        let ticks = |text: &str, from: usize, to: usize| -> Vec<u64> {
            let fields = text.split_whitespace().skip(from).take(to - from);
            fields.map(|ticks| ticks.parse().unwrap_or(0)).collect()
        };
        let load = read("/proc/loadavg");
        let load = load.split(' ').next().and_then(|load| load.parse().ok());
        let all = ticks(&read("/proc/stat"), 1, 9);
        let at = |field: usize| all.get(field).copied().unwrap_or(0);
        // After the name: user and system time, those of waited-for children included.
        let ours = read("/proc/self/stat");
        let ours = ours.rsplit(')').next().unwrap_or_default();
        Self {
            load: load.unwrap_or(f64::NAN),
            total: all.iter().sum(),
            idle: at(3) + at(4),
            stolen: at(7),
            ours: ticks(ours, 11, 15).iter().sum(),
        }
    }

    /// The share of the time since then that the hypervisor gave to other machines.
    pub(crate) fn stolen_since(self, then: Self) -> f64 {
        self.share(then, self.stolen.saturating_sub(then.stolen))
    }

    /// The share of the time since then that processes other than ours used.
    pub(crate) fn others_since(self, then: Self) -> f64 {
        let idle = (self.idle + self.stolen).saturating_sub(then.idle + then.stolen);
        let busy = self.total.saturating_sub(then.total).saturating_sub(idle);
        self.share(then, busy.saturating_sub(self.ours.saturating_sub(then.ours)))
    }

    fn share(self, then: Self, ticks: u64) -> f64 {
        match self.total.saturating_sub(then.total) {
            0 => 0.0,
            total => ticks as f64 / total as f64,
        }
    }
}

/// What this process has used so far.
pub(crate) fn used() -> Usage {
    // SAFETY: all zero is a value of the structure, which the call fills in.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    };
    let microseconds = |time: libc::timeval| time.tv_sec as u64 * 1_000_000 + time.tv_usec as u64;
    Usage {
        private: private_bytes(),
        faults: (usage.ru_minflt + usage.ru_majflt) as u64,
        switches: (usage.ru_nvcsw + usage.ru_nivcsw) as u64,
        busy: microseconds(usage.ru_utime) + microseconds(usage.ru_stime),
    }
}

/// Bytes of this process that are in memory and its own (private and dirty or clean), from /proc/self/smaps_rollup.
fn private_bytes() -> u64 {
    let rollup = fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
    1024 * rollup.lines().filter(|line| line.starts_with("Private_")).filter_map(kilobytes).sum::<u64>()
}

/// Of the mapping that holds an address, the bytes that are copies of this process's own, from /proc/self/smaps.
pub(crate) fn own_bytes_at(address: usize) -> u64 {
    let maps = fs::read_to_string("/proc/self/smaps").unwrap_or_default();
    let holds = |line: &&str| {
        let range = line.split_whitespace().next().and_then(|range| range.split_once('-'));
        let number = |text| usize::from_str_radix(text, 16).ok();
        let range = range.and_then(|(from, to)| Some(number(from)?..number(to)?));
        range.is_some_and(|range| range.contains(&address))
    };
    let own = maps.lines().skip_while(|line| !holds(line)).find(|line| line.starts_with("Anonymous:"));
    1024 * own.and_then(kilobytes).unwrap_or(u64::MAX >> 10)
}

fn kilobytes(line: &str) -> Option<u64> {
    line.split_whitespace().nth(1)?.parse().ok()
}
