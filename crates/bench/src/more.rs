//! What else a call can be, and how it scales.

use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::time::{Duration, Instant};

use oxcom::abi::{
    CLSCTX_LOCAL_SERVER, CoMarshalInterface, CreateStreamOnHGlobal, MSHCTX_LOCAL, MSHLFLAGS_TABLESTRONG,
};
use oxcom::{Apartment, Interface};
use serde::{Deserialize, Serialize};

use crate::CLSID_BENCH;
use crate::client::{null_call, used_by_server};
use crate::error::{Error, Result, system};
use crate::interfaces::{IBench, ICounter};
use crate::machine::used;
use crate::measure::null;
use crate::object::Counter;

/// One figure: what it is of, and how much.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Figure {
    pub(crate) what: String,
    pub(crate) value: f64,
    pub(crate) unit: String,
}

/// Measures all of it.
pub(crate) fn measure(quick: bool) -> Result<Vec<Figure>> {
    let calls = if quick { 1_000 } else { 10_000 };
    let mut figures = Figures(Vec::new());
    activation(&mut figures, if quick { 3 } else { 20 })?;
    let bench: IBench = oxcom::create_instance(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?;
    kinds(&mut figures, &bench, calls)?;
    single_threaded(&mut figures, calls)?;
    threads(&mut figures, calls)?;
    proxies(&mut figures, &bench, if quick { 1_000 } else { 20_000 })?;
    exported(&mut figures, &bench, calls, if quick { 10_000 } else { 1_000_000 })?;
    clients(&mut figures, if quick { &[1, 10] } else { &[1, 10, 50, 200] })?;
    Ok(figures.0)
}

struct Figures(Vec<Figure>);

impl Figures {
    fn add(&mut self, what: impl Into<String>, value: f64, unit: &str) {
        self.0.push(Figure { what: what.into(), value, unit: unit.into() });
    }
}

/// Getting at an object: from a server that is started for it, from one that runs.
fn activation(figures: &mut Figures, times: usize) -> Result<()> {
    let mut cold = Vec::new();
    for _ in 0..times {
        let start = Instant::now();
        drop(oxcom::create_instance::<IBench>(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?);
        cold.push(start.elapsed().as_secs_f64() * 1e6);
        // The server ends by itself: the next one is cold too.
        std::thread::sleep(Duration::from_millis(50));
    }
    figures.add("activation, cold, p50", crate::measure::quantile(&mut cold, 0.5), "µs");
    let keep: IBench = oxcom::create_instance(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?;
    let warm = null(50 * times, |_| {
        drop(oxcom::create_instance::<IBench>(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?);
        Ok(())
    })?;
    drop(keep);
    figures.add("activation, warm, p50", warm.p50_us, "µs");
    Ok(())
}

/// Calls that do more than add.
fn kinds(figures: &mut Figures, bench: &IBench, calls: usize) -> Result<()> {
    let counter: ICounter = Counter::default().into();
    // SAFETY: calls with arguments of their types.
    unsafe {
        let back = null(calls / 10, |_| Ok(bench.CallBack(&counter, 10).ok()?))?;
        figures.add("callback during a call, p50 (a tenth of ten)", back.p50_us / 10.0, "µs");
        let pointer = null(calls, |_| Ok(bench.Take(&counter).ok()?))?;
        figures.add("own interface pointer as a parameter, p50", pointer.p50_us, "µs");
        let create = null(calls, |_| {
            bench.Create()?;
            Ok(())
        })?;
        figures.add("new object returned and released, p50", create.p50_us, "µs");
    }
    Ok(())
}

/// A client in a single-threaded apartment.
fn single_threaded(figures: &mut Figures, calls: usize) -> Result<()> {
    let measured = std::thread::spawn(move || -> Result<f64> {
        let _apartment = Apartment::single_threaded()?;
        let bench: IBench = oxcom::create_instance(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?;
        Ok(null_call(&bench, calls)?.p50_us)
    });
    figures.add("null call from a single-threaded apartment, p50", joined(measured)?, "µs");
    Ok(())
}

/// Threads of one client that call one object at the same time.
fn threads(figures: &mut Figures, calls: usize) -> Result<()> {
    for count in [1usize, 2, 4, 16, 64] {
        let each = (calls / count).max(50);
        let barrier = Barrier::new(count);
        let per_second = std::thread::scope(|scope| -> Result<f64> {
            let threads: Vec<_> = (0..count)
                .map(|_| {
                    scope.spawn(|| -> Result<(Instant, Instant)> {
                        let bench: Result<IBench> =
                            oxcom::create_instance(&CLSID_BENCH, CLSCTX_LOCAL_SERVER).map_err(Error::from);
                        barrier.wait();
                        let (bench, begin) = (bench?, Instant::now());
                        for _ in 0..each {
                            // SAFETY: a call with arguments of its types.
                            unsafe { bench.Add(1, 2) }?;
                        }
                        Ok((begin, Instant::now()))
                    })
                })
                .collect();
            let mut whole: Option<(Instant, Instant)> = None;
            for thread in threads {
                let (begin, end) = thread.join().map_err(|_| Error::Wrong("a thread panicked".into()))??;
                let (first, last) = whole.unwrap_or((begin, end));
                whole = Some((first.min(begin), last.max(end)));
            }
            let taken = whole.map_or(Duration::ZERO, |(first, last)| last - first);
            Ok((count * each) as f64 / taken.as_secs_f64())
        })?;
        figures.add(format!("calls of {count} threads"), per_second, "1/s");
    }
    Ok(())
}

/// Proxies in the client, and the server's objects behind them.
fn proxies(figures: &mut Figures, bench: &IBench, count: usize) -> Result<()> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let before = (used().private, server_memory(bench)?);
        let held: Vec<ICounter> = (0..count).map(|_| bench.Create()).collect::<oxcom::Result<_>>()?;
        let after = (used().private, server_memory(bench)?);
        let each = |before: u64, after: u64| after.saturating_sub(before) as f64 / count as f64;
        figures.add("memory per proxy in the client", each(before.0, after.0), "bytes");
        figures.add("memory per object in the server, the object included", each(before.1, after.1), "bytes");
        drop(held);
    }
    Ok(())
}

/// How a call's cost depends on how much is exported beside the object that is called.
fn exported(figures: &mut Figures, bench: &IBench, calls: usize, most: u32) -> Result<()> {
    let mut there = 1;
    for wanted in [1, 1_000, most] {
        // SAFETY: calls with arguments of their types.
        unsafe {
            let before = server_memory(bench)?;
            bench.Export(wanted - there).ok()?;
            if wanted == most {
                let each = server_memory(bench)?.saturating_sub(before) as f64 / f64::from(wanted - there);
                figures.add("memory per exported object, the object included", each, "bytes");
            }
        }
        there = wanted;
        figures.add(
            format!("null call with {wanted} objects exported, p50"),
            null_call(bench, calls)?.p50_us,
            "µs",
        );
    }
    Ok(())
}

/// Client processes that call one server at the same time.
fn clients(figures: &mut Figures, counts: &[usize]) -> Result<()> {
    let program = std::env::current_exe().map_err(system("finding the program"))?;
    for count in counts {
        let start = Instant::now();
        let children: Vec<Child> = (0..*count)
            .map(|_| {
                let mut command = Command::new(&program);
                command.args(["bench-client", "null", "free", "--quick"]);
                command
                    .stdin(Stdio::null())
                    .stdout(Stdio::null())
                    .spawn()
                    .map_err(system("starting a client"))
            })
            .collect::<Result<_>>()?;
        for mut child in children {
            let status = child.wait().map_err(system("waiting for a client"))?;
            if !status.success() {
                return Err(Error::Process { what: "one of many clients".into(), why: status.to_string() });
            }
        }
        // A quick client makes 5,500 calls, its start and end included in the time.
        let per_second = 5_500.0 * *count as f64 / start.elapsed().as_secs_f64();
        figures.add(format!("calls of {count} client processes, their start included"), per_second, "1/s");
    }
    Ok(())
}

fn server_memory(bench: &IBench) -> Result<u64> {
    Ok(used_by_server(bench)?.private)
}

fn joined(thread: std::thread::JoinHandle<Result<f64>>) -> Result<f64> {
    thread.join().map_err(|_| Error::Wrong("a thread panicked".into()))?
}

/// Marshals an object for a table, so that it stays exported.
pub(crate) fn keep_exported(object: &ICounter) -> oxcom::Result<()> {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = CreateStreamOnHGlobal(Default::default(), true)?;
        let flags = MSHLFLAGS_TABLESTRONG as u32;
        CoMarshalInterface(&stream, &ICounter::IID, object, MSHCTX_LOCAL as u32, None, flags).ok()
    }
}
