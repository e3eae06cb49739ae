//! One thing again and again, and what that costs beside time: for `perf` and `strace`, and to see that nothing grows.

use std::fmt;
use std::time::Instant;

use oxcom::Apartment;
use oxcom::abi::{CLSCTX_LOCAL_SERVER, SafeArrayDestroy};

use crate::client::{add, flood, make_one, pull_one, used_by_server};
use crate::error::{Error, Result};
use crate::frames::FRAMES;
use crate::interfaces::{IBench, Usage};
use crate::machine::{Role, own_bytes_at, place, used};
use crate::{CLSID_BENCH, Placement};

/// What to do again and again.
#[derive(Debug, Clone)]
pub struct Steady {
    /// `null`, `post`, `idle` (a second each time); or `frozen`, `read`, `fresh`, `written`: frames; `made`: in this process.
    pub kind: String,
    /// Which frame: 0 to 3, the last being the largest.
    pub frame: u32,
    /// How often.
    pub times: u64,
    /// Where the two processes run.
    pub placement: Placement,
}

/// What it has cost.
#[derive(Debug)]
pub struct Cost {
    steady: Steady,
    microseconds: f64,
    client: Spent,
    server: Spent,
    /// Bytes of a frame that were the client's own copies while it had it.
    copied: Option<usize>,
}

#[derive(Debug)]
struct Spent {
    before: Usage,
    after: Usage,
}

/// Does it, after a tenth as often to warm up.
///
/// # Errors
/// No server, a wrong result, a kind that there is not, a placement that is not possible.
pub fn steady(steady: &Steady) -> Result<Cost> {
    place(steady.placement, Role::Client)?;
    let _apartment = Apartment::multithreaded()?;
    crate::run::register(steady.placement)?;
    let bench: IBench = oxcom::create_instance(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?;
    if steady.kind != "idle" {
        repeat(&bench, steady, (steady.times / 10).clamp(1, 1000))?;
    }
    oxcom::read_only_arrays(steady.kind == "read");
    let before = (used(), used_by_server(&bench)?);
    let start = Instant::now();
    repeat(&bench, steady, steady.times)?;
    let microseconds = start.elapsed().as_secs_f64() * 1e6;
    let after = (used(), used_by_server(&bench)?);
    Ok(Cost {
        steady: steady.clone(),
        microseconds,
        client: Spent { before: before.0, after: after.0 },
        server: Spent { before: before.1, after: after.1 },
        copied: if steady.kind == "frozen" { Some(copied(&bench, steady.frame)?) } else { None },
    })
}

fn repeat(bench: &IBench, steady: &Steady, times: u64) -> Result<()> {
    match steady.kind.as_str() {
        "null" => (0..times).try_for_each(|number| add(bench, number as i32)),
        "idle" => {
            std::thread::sleep(std::time::Duration::from_secs(times));
            Ok(())
        }
        "post" => {
            let mut left = times;
            let sent = flood(bench, &mut || left.checked_sub(1).map(|less| left = less).is_some())?;
            if sent == times { Ok(()) } else { Err(Error::Wrong(format!("{sent} of {times} arrived"))) }
        }
        "made" if (steady.frame as usize) < FRAMES.len() => {
            (0..times).try_for_each(|_| make_one(steady.frame))
        }
        kind @ ("frozen" | "read" | "fresh" | "written") if (steady.frame as usize) < FRAMES.len() => {
            (0..times).try_for_each(|_| pull_one(bench, kind, steady.frame))
        }
        other => Err(Error::Wrong(format!("nothing is called {other} with frame {}", steady.frame))),
    }
}

/// How much of a frame is the client's own, while it has it.
fn copied(bench: &IBench, frame: u32) -> Result<usize> {
    // SAFETY: a call with arguments of its types; the array is destroyed once.
    unsafe {
        let array = bench.Frozen(frame)?;
        let copied = own_bytes_at((*array).pvData as usize);
        SafeArrayDestroy(array).ok()?;
        Ok(copied as usize)
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Steady { kind, frame, times, placement } = &self.steady;
        let each = self.microseconds / *times as f64;
        write!(f, "{times} × {kind}, processors: {}: {each:.3} µs each", placement.name())?;
        if ["frozen", "read", "fresh", "written", "made"].contains(&kind.as_str()) {
            write!(f, ", {} bytes", FRAMES[*frame as usize])?;
        }
        for (name, Spent { before, after }) in [("client", &self.client), ("server", &self.server)] {
            write!(
                f,
                "\n{name}: {} page faults, {} context switches, {:.3} s busy, memory of its own {} → {} KiB",
                after.faults - before.faults,
                after.switches - before.switches,
                (after.busy - before.busy) as f64 / 1e6,
                before.private >> 10,
                after.private >> 10,
            )?;
        }
        match self.copied {
            Some(bytes) => writeln!(f, "\nbytes of a frame that are copies: {bytes}"),
            None => writeln!(f),
        }
    }
}
