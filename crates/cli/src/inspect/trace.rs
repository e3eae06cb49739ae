//! `oxcom trace`.

use std::io::{ErrorKind, Write, stdout};
use std::thread;
use std::time::Duration;

use clap::Args;
use oxcom::abi::inspection::TracedCall;
use oxcom_activation::format_guid;
use serde_json::{Value, json};

use super::inspector::Inspector;
use super::{Process, enter, names, processes_of};
use crate::error::{Error, Result, com};

/// How long to wait before a process is asked again for what has happened.
const PAUSE: Duration = Duration::from_millis(50);

/// Shows the calls that a process runs, as they end: when each began, who called, what came of it, and what it cost.
///
/// Until it is ended, or the processes do.
#[derive(Args)]
pub(crate) struct Trace {
    /// The process: its id, or its name in the runtime directory; or a class, whose servers are traced: its program id, or its
    /// CLSID in braces.
    #[arg(value_name = "PID|CLASS")]
    which: String,
    /// End after so many calls.
    #[arg(long, default_value_t = u64::MAX, hide_default_value = true)]
    calls: u64,
    /// The same for programs: one object in each line.
    #[arg(long)]
    json: bool,
}

impl Trace {
    pub(crate) fn run(self) -> Result<()> {
        let _apartment = enter()?;
        let mut traced = Vec::new();
        for process in processes_of(&self.which)? {
            let inspector = Inspector::of(process).map_err(com("ask the process"))?;
            inspector.start_trace().map_err(com("start the trace"))?;
            match self.json {
                true => print(&json!({ "pid": process.id, "tracing": true }).to_string())?,
                false => print(&format!("tracing {}", names::process(process.id)))?,
            }
            traced.push((process, inspector));
        }
        let mut left = self.calls;
        while left > 0 && !traced.is_empty() {
            let mut quiet = true;
            let mut ended = None;
            for (place, (process, inspector)) in traced.iter().enumerate() {
                match self.show(*process, inspector, &mut left) {
                    Ok(shown) => quiet &= shown == 0,
                    Err(why) if nobody_reads(&why) => return Ok(()),
                    Err(why) => ended = Some((place, why)),
                }
            }
            if let Some((place, why)) = ended {
                let (process, _) = traced.remove(place);
                eprintln!("{} is traced no more: {why}", process.id);
            } else if quiet {
                thread::sleep(PAUSE);
            }
        }
        Ok(())
    }

    /// Shows what has happened in a process, and tells how many calls that is.
    fn show(&self, process: Process, inspector: &Inspector, left: &mut u64) -> Result<usize> {
        let (calls, dropped) = inspector.read_trace().map_err(com("read the trace"))?;
        if dropped > 0 {
            match self.json {
                true => print(&json!({ "pid": process.id, "dropped": dropped }).to_string())?,
                false => {
                    print(&format!("{dropped} calls were dropped: they come faster than they are shown"))?
                }
            }
        }
        for call in calls.iter().take(usize::try_from(*left).unwrap_or(usize::MAX)) {
            let method =
                inspector.method(&call.iid, call.method).map_err(com("ask for the name of a method"))?;
            match self.json {
                true => print(&as_json(process, call, &method).to_string())?,
                false => print(&line(call, &method))?,
            }
            *left -= 1;
        }
        Ok(calls.len())
    }
}

fn print(line: &str) -> Result<()> {
    writeln!(stdout(), "{line}").map_err(|source| Error::File { path: "standard output".into(), source })
}

/// Whether a failure is that nobody reads what is printed any more.
fn nobody_reads(error: &Error) -> bool {
    matches!(error, Error::File { source, .. } if source.kind() == ErrorKind::BrokenPipe)
}

/// The time of day (UTC), the caller, the method, how long it took, the result, bytes in and out, arrays.
fn line(call: &TracedCall, method: &str) -> String {
    let (seconds, micros) = (call.time / 1_000_000_000 % 86400, call.time / 1000 % 1_000_000);
    let time = format!("{:02}:{:02}:{:02}.{micros:06}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let duration = call.nanoseconds as f64 / 1000.0;
    let (caller, result) = (names::process(call.process_id), call.result);
    let mut line = format!("{time} {caller} {method} {duration:.1} us {result:#010x}");
    line += &format!(" in {} out {}", call.bytes_in, call.bytes_out);
    for (count, what) in [(call.arrays_lent, "lent"), (call.arrays_copied, "copied")] {
        if count > 0 {
            line += &format!(" {what} {count}");
        }
    }
    line
}

fn as_json(process: Process, call: &TracedCall, method: &str) -> Value {
    json!({
        "pid": process.id,
        "time": call.time,
        "nanoseconds": call.nanoseconds,
        "thread": call.thread,
        "caller": call.process_id,
        "oid": format!("{:016x}", call.oid),
        "iid": format_guid(&call.iid),
        "slot": call.method,
        "method": method,
        "result": format!("{:#010x}", call.result),
        "bytes_in": call.bytes_in,
        "bytes_out": call.bytes_out,
        "arrays_lent": call.arrays_lent,
        "arrays_copied": call.arrays_copied,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_one_line() {
        let call = TracedCall {
            time: (86400 + 3600 + 2 * 60 + 3) * 1_000_000_000 + 4_005_006,
            nanoseconds: 12_345,
            result: -2147024809,
            bytes_in: 40,
            bytes_out: 16,
            arrays_copied: 1,
            ..TracedCall::default()
        };
        let expected = "01:02:03.004005 a process of another namespace ICounter::Value 12.3 us 0x80070057 in 40 out 16 copied 1";
        assert_eq!(line(&call, "ICounter::Value"), expected);
    }
}
