//! What else a call can be, and how it scales.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::time::{Duration, Instant};

use oxcom::abi::{
    CLSCTX_LOCAL_SERVER, CoMarshalInterface, CreateStreamOnHGlobal, MSHCTX_LOCAL, MSHLFLAGS_TABLESTRONG,
};
use oxcom::{Apartment, Interface};
use serde::{Deserialize, Serialize};

use crate::CLSID_BENCH;
use crate::client::{add, null_call, used_by_server};
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
    threads(&mut figures, Duration::from_millis(if quick { 300 } else { 2_000 }))?;
    // Each before what needs more memory than it, which the allocator keeps.
    links(&mut figures, &bench, if quick { 5 } else { 50 })?;
    exported(&mut figures, &bench, calls, if quick { 10_000 } else { 1_000_000 })?;
    proxies(&mut figures, &bench, calls, if quick { 10_000 } else { 1_000_000 })?;
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

/// Threads of one client that call objects of one server at the same time, for so long.
fn threads(figures: &mut Figures, time: Duration) -> Result<()> {
    for count in [1usize, 2, 4, 16, 64] {
        let barrier = Barrier::new(count);
        let calls = std::thread::scope(|scope| -> Result<u64> {
            let threads: Vec<_> =
                (0..count).map(|_| scope.spawn(|| calls_of_a_thread(&barrier, time))).collect();
            let joined = threads.into_iter().map(|thread| thread.join());
            joined.map(|calls| calls.map_err(|_| Error::Wrong("a thread panicked".into()))?).sum()
        })?;
        figures.add(format!("calls of {count} threads"), calls as f64 / time.as_secs_f64(), "1/s");
    }
    Ok(())
}

/// How many calls one of several threads makes.
fn calls_of_a_thread(barrier: &Barrier, time: Duration) -> Result<u64> {
    const BATCH: u64 = 64;
    let bench = oxcom::create_instance::<IBench>(&CLSID_BENCH, CLSCTX_LOCAL_SERVER);
    barrier.wait();
    let (bench, end) = (bench?, Instant::now() + time);
    let mut calls = 0;
    while Instant::now() < end {
        for _ in 0..BATCH {
            add(&bench, 1)?;
        }
        calls += BATCH;
    }
    Ok(calls)
}

/// Proxies in the client, the server's objects behind them, and calls to any of these.
fn proxies(figures: &mut Figures, bench: &IBench, calls: usize, count: usize) -> Result<()> {
    // SAFETY: calls with arguments of their types.
    unsafe {
        let before = (used().private, server_memory(bench)?);
        let held: Vec<ICounter> = (0..count).map(|_| bench.Create()).collect::<oxcom::Result<_>>()?;
        let after = (used().private, server_memory(bench)?);
        let each = |before: u64, after: u64| after.saturating_sub(before) as f64 / count as f64;
        figures.add("memory per proxy in the client", each(before.0, after.0), "bytes");
        figures.add("memory per object in the server, the object included", each(before.1, after.1), "bytes");
        let mut dice = 1usize;
        let random = null(calls, |_| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            held[(dice >> 33) % count].Count(1)?;
            Ok(())
        })?;
        figures.add(format!("call to any of {count} objects, p50"), random.p50_us, "µs");
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
        // Both sides forget that the last call took long.
        null_call(bench, calls)?;
        figures.add(
            format!("null call with {wanted} objects exported, p50"),
            null_call(bench, calls)?.p50_us,
            "µs",
        );
    }
    Ok(())
}

/// What a link to a client costs the server, beside the memory that the two share.
fn links(figures: &mut Figures, bench: &IBench, count: usize) -> Result<()> {
    let before = server_memory(bench)?;
    let mut children = Vec::new();
    for _ in 0..count {
        let mut child = start_client("hold", Stdio::piped(), Stdio::piped())?;
        // It says so when it has called.
        let said = child.stdout.take().map(|mut said| said.read(&mut [0; 16]));
        children.push(child);
        if !matches!(said, Some(Ok(1..))) {
            return Err(Error::Wrong("a client that is to hold an object ended".into()));
        }
    }
    let each = server_memory(bench)?.saturating_sub(before) as f64 / count as f64;
    figures.add("memory per link in the server, what is shared aside", each, "bytes");
    children.into_iter().try_for_each(ended_well)
}

/// Client processes that call one server at the same time.
fn clients(figures: &mut Figures, counts: &[usize]) -> Result<()> {
    for count in counts {
        let start = Instant::now();
        let children: Vec<Child> =
            (0..*count).map(|_| start_client("null", Stdio::null(), Stdio::null())).collect::<Result<_>>()?;
        children.into_iter().try_for_each(ended_well)?;
        // A quick client makes 5,500 calls, its start and end included in the time.
        let per_second = 5_500.0 * *count as f64 / start.elapsed().as_secs_f64();
        figures.add(format!("calls of {count} client processes, their start included"), per_second, "1/s");
    }
    Ok(())
}

/// Starts a client process of this program.
fn start_client(kind: &str, input: Stdio, output: Stdio) -> Result<Child> {
    let program = std::env::current_exe().map_err(system("finding the program"))?;
    let mut command = Command::new(program);
    command.args(["bench-client", kind, "free", "--quick"]).stdin(input).stdout(output);
    command.spawn().map_err(system("starting a client"))
}

/// Closes a client's input and waits for its end.
fn ended_well(mut child: Child) -> Result<()> {
    let status = child.wait().map_err(system("waiting for a client"))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Process { what: "one of many clients".into(), why: status.to_string() })
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
