//! The results, as a table and as JSON, ours beside those of others.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Result;
use crate::frames::FRAMES;
use crate::machine::{Machine, Moment};
use crate::measure::{Figures, Null};
use crate::more::Figure;

/// One way to call a process.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    pub(crate) peer: String,
    pub(crate) package: Option<String>,
    pub(crate) pull_by: String,
    pub(crate) placement: String,
    #[serde(flatten)]
    pub(crate) figures: Figures,
    pub(crate) null_same_cpu: Option<Null>,
    pub(crate) null_cross_cpu: Option<Null>,
    pub(crate) error: Option<String>,
}

/// All figures of a run.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    machine: Machine,
    /// The load average at the beginning and at the end.
    load: [f64; 2],
    /// The share of the time that other processes used, our children excepted.
    others: f64,
    /// The share that the hypervisor gave to other machines.
    stolen: f64,
    seconds: f64,
    quick: bool,
    pub(crate) rows: Vec<Row>,
    more: Vec<Figure>,
}

impl Report {
    pub(crate) fn new(
        machine: Machine,
        begin: Moment,
        seconds: f64,
        quick: bool,
        rows: Vec<Row>,
        more: Vec<Figure>,
    ) -> Self {
        let end = Moment::now();
        let (others, stolen) = (end.others_since(begin), end.stolen_since(begin));
        Self { machine, load: [begin.load, end.load], others, stolen, seconds, quick, rows, more }
    }

    /// This report as JSON, the rows of others before ours.
    pub(crate) fn beside(&self, others: Option<&Value>) -> Result<Value> {
        let mut all = serde_json::to_value(self)?;
        if let (Some(Value::Array(theirs)), Some(Value::Array(ours))) =
            (others.and_then(|others| others.get("rows")), all.get_mut("rows"))
        {
            ours.splice(0..0, theirs.iter().cloned());
        }
        Ok(all)
    }

    /// This report with the rows of others before ours. Rows that cannot be read are left out.
    pub(crate) fn with_others(mut self, others: Option<Value>) -> Self {
        let theirs = others.and_then(|others| others.get("rows").cloned());
        let theirs: Vec<Value> =
            theirs.and_then(|rows| serde_json::from_value(rows).ok()).unwrap_or_default();
        let theirs = theirs.into_iter().filter_map(|row| serde_json::from_value(row).ok());
        self.rows.splice(0..0, theirs);
        self
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let machine = &self.machine;
        writeln!(
            f,
            "{} × {}, Linux {}; clock {:.0} ns, system call {:.0} ns, pause {:.0} ns; load {:.2} before and {:.2} after, \
             others used {:.1} %, {:.1} % stolen; {:.0} s{}\n",
            machine.cpus,
            machine.cpu,
            machine.kernel,
            machine.clock_ns,
            machine.syscall_ns,
            machine.pause_ns,
            self.load[0],
            self.load[1],
            100.0 * self.others,
            100.0 * self.stolen,
            self.seconds,
            if self.quick { ", quick" } else { "" },
        )?;
        writeln!(
            f,
            "| peer | null p50 µs | p99 µs | mean µs | same CPU p50 µs | cross CPU p50 µs \
             | pull 64K p50 µs | 1M µs | 8M µs | 33M µs | oneway msg/s |\n\
             |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
        )?;
        self.rows.iter().try_for_each(|row| write_row(f, row))?;
        writeln!(f, "\n| more | | |\n|---|--:|---|")?;
        self.more.iter().try_for_each(|figure| {
            writeln!(f, "| {} | {} | {} |", figure.what, short(figure.value), figure.unit)
        })
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, row: &Row) -> fmt::Result {
    let null = |null: &Option<Null>, of: fn(&Null) -> f64| null.as_ref().map(|null| short(of(null)));
    let calls = [
        null(&row.figures.null, |null| null.p50_us),
        null(&row.figures.null, |null| null.p99_us),
        null(&row.figures.null, |null| null.mean_us),
        null(&row.null_same_cpu, |null| null.p50_us),
        null(&row.null_cross_cpu, |null| null.p50_us),
    ];
    let pulls = FRAMES
        .map(|bytes| row.figures.pull.iter().find(|pull| pull.bytes == bytes).map(|pull| short(pull.p50_us)));
    let oneway = [row.figures.oneway.as_ref().map(|oneway| grouped(oneway.per_second))];
    write!(f, "| {} |", row.peer)?;
    for cell in calls.into_iter().chain(pulls).chain(oneway) {
        write!(f, " {} |", cell.as_deref().unwrap_or("–"))?;
    }
    writeln!(f)
}

/// Three digits or so.
pub(crate) fn short(value: f64) -> String {
    match value {
        _ if value < 1.0 => format!("{value:.3}"),
        _ if value < 10.0 => format!("{value:.2}"),
        _ if value < 100.0 => format!("{value:.1}"),
        _ => grouped(value),
    }
}

/// With spaces between the thousands.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(short(0.1234), "0.123");
        assert_eq!(short(12.34), "12.3");
        assert_eq!(short(1234567.0), "1 234 567");
    }
}
