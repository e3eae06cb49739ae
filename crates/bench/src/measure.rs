//! The measurements: their figures, and how they are taken.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::machine::clock_ns;

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    /// Null calls.
    pub(crate) calls: usize,
    /// Time for the pulls of each size.
    pub(crate) pull: Duration,
    /// Time for one-way messages.
    pub(crate) flood: Duration,
}

impl Effort {
    pub(crate) const fn of(quick: bool) -> Self {
        let milliseconds = Duration::from_millis;
        if quick {
            Self { calls: 5_000, pull: milliseconds(60), flood: milliseconds(150) }
        } else {
            Self { calls: 50_000, pull: milliseconds(400), flood: milliseconds(1000) }
        }
    }
}

/// Calls.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Null {
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
    pub(crate) mean_us: f64,
    pub(crate) calls: usize,
    /// How many calls between two looks at the clock.
    pub(crate) batch: usize,
}

/// Buffers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Pull {
    pub(crate) bytes: usize,
    pub(crate) p50_us: f64,
    pub(crate) p99_us: f64,
    pub(crate) pulls: usize,
}

/// Messages.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Oneway {
    pub(crate) per_second: f64,
    pub(crate) messages: u64,
}

/// What one client measured.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub(crate) struct Figures {
    pub(crate) null: Option<Null>,
    #[serde(default)]
    pub(crate) pull: Vec<Pull>,
    pub(crate) oneway: Option<Oneway>,
}

/// Times a call, several at once when it is too short for the clock.
pub(crate) fn null(calls: usize, mut call: impl FnMut(usize) -> Result<()>) -> Result<Null> {
    let warm_up = (calls / 10).max(10);
    let start = Instant::now();
    for number in 0..warm_up {
        call(number)?;
    }
    let mean_ns = start.elapsed().as_secs_f64() * 1e9 / warm_up as f64;
    let batch = if mean_ns < 50.0 * clock_ns() { 16 } else { 1 };

    let mut samples = Vec::with_capacity(calls);
    for sample in 0..calls {
        let start = Instant::now();
        for number in 0..batch {
            call(sample + number)?;
        }
        samples.push(start.elapsed().as_secs_f64() * 1e6 / batch as f64);
    }
    Ok(Null {
        mean_us: samples.iter().sum::<f64>() / samples.len() as f64,
        calls: samples.len() * batch,
        batch,
        p50_us: quantile(&mut samples, 0.50),
        p99_us: quantile(&mut samples, 0.99),
    })
}

/// Times `act` until the time is over, but at least some times, after some more to warm up.
pub(crate) fn pull(bytes: usize, budget: Duration, mut act: impl FnMut() -> Result<()>) -> Result<Pull> {
    const LEAST: usize = 10;
    const MOST: usize = 20_000;
    let warm = Instant::now();
    for number in 0.. {
        if number >= LEAST / 2 && warm.elapsed() > budget / 8 {
            break;
        }
        act()?;
    }
    let mut samples = Vec::new();
    let begin = Instant::now();
    while samples.len() < LEAST || begin.elapsed() < budget && samples.len() < MOST {
        let start = Instant::now();
        act()?;
        samples.push(start.elapsed().as_secs_f64() * 1e6);
    }
    Ok(Pull {
        bytes,
        pulls: samples.len(),
        p50_us: quantile(&mut samples, 0.50),
        p99_us: quantile(&mut samples, 0.99),
    })
}

/// Times messages: `flood` sends one each time it is told to, then says how many have arrived.
pub(crate) fn oneway(
    budget: Duration,
    mut flood: impl FnMut(&mut dyn FnMut() -> bool) -> Result<u64>,
) -> Result<Oneway> {
    let mut measure = |budget: Duration| -> Result<Oneway> {
        let mut sent = 0u64;
        let start = Instant::now();
        let received = flood(&mut || {
            let more = !sent.is_multiple_of(64) || start.elapsed() < budget;
            sent += u64::from(more);
            more
        })?;
        let elapsed = start.elapsed();
        if received != sent {
            return Err(Error::Wrong(format!("{received} of {sent} messages arrived")));
        }
        Ok(Oneway { per_second: received as f64 / elapsed.as_secs_f64(), messages: received })
    };
    measure(budget / 8)?;
    measure(budget)
}

/// The value that a share of the samples does not exceed.
pub(crate) fn quantile(samples: &mut [f64], share: f64) -> f64 {
    let rank = ((samples.len() - 1) as f64 * share).round() as usize;
    *samples.select_nth_unstable_by(rank, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_of_the_samples() {
        let mut samples: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        assert_eq!(quantile(&mut samples, 0.5), 50.0);
        assert_eq!(quantile(&mut samples, 0.99), 99.0);
    }

    #[test]
    fn a_lost_message_is_no_result() {
        let lossy = oneway(Duration::from_millis(1), |more| {
            let mut sent = 0;
            while more() {
                sent += 1;
            }
            Ok(sent - 1)
        });
        assert!(lossy.is_err());
    }
}
