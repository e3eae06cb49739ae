//! Three processes with eight threads each, in mixed apartments, pass interface pointers round and call back, while one of
//! the processes is killed and started again every half second. At the end nothing may be left: no object, no thread, no
//! descriptor; and nobody may have waited for ever.
//!
//! It runs for 5 s, or as many as `OXCOM_STRESS_SECONDS` says; `OXCOM_STRESS_LIFE` says how many milliseconds the mortal
//! process lives.
//!
//! ```text
//!   this program ──┬── worker 0 ◀──▶ worker 1     each: a hub in the multithreaded apartment, which creates, keeps and
//!                  │       ▲  ▲        ▲          gives out calculators; 4 threads in it, 4 in apartments of their own
//!                  └────── │  └─▶ worker 2 ◀┘
//!                       (killed and started again)
//! ```

mod common;

use std::ffi::c_void;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use common::apartment_thread::ApartmentThread;
use common::bytes;
use common::{ALIVE, Calc, ICalc, ICalc_Impl, IRemoting, IRemoting_Impl, set_up};
use oxcom::abi::{self, IClassFactory, SAFEARRAY};
use oxcom::{
    AgileReference, Apartment, BSTR, Factory, GUID, HRESULT, IUnknown, IUnknownImpl, Interface, Ref, Result,
    implement,
};

const WORKERS: usize = 3;
const THREADS: usize = 8;
/// The worker that dies.
const MORTAL: usize = 2;
/// Longer than anything takes here, even on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn class_of(worker: usize) -> GUID {
    GUID { data1: 0x5E0A_7CE0 + worker as u32, ..GUID::from_u128(0x5E0A7CE0_2F43_4C0D_9A5E_0A1B2C3D4E5F) }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("--worker") {
        let number = arguments.next().unwrap().parse().unwrap();
        return worker(number);
    }
    if std::env::args().any(|argument| argument == "--list") {
        return println!("stress: test");
    }
    let number = |name: &str, default| std::env::var(name).map_or(default, |text| text.parse().unwrap());
    orchestrate(
        Duration::from_secs(number("OXCOM_STRESS_SECONDS", 5)),
        Duration::from_millis(number("OXCOM_STRESS_LIFE", 500)),
    );
}

// This program

/// A worker, as this program sees it.
struct Worker {
    child: Child,
    to: ChildStdin,
    from: mpsc::Receiver<String>,
}

impl Worker {
    fn start(number: usize) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--worker", &number.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (to, from) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut worker = Self { child, to, from: lines(from) };
        assert_eq!(worker.hear(), "ready");
        worker
    }

    fn tell(&mut self, word: &str) {
        writeln!(self.to, "{word}").unwrap();
    }

    fn hear(&mut self) -> String {
        match self.from.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(error) => {
                let process = self.child.id();
                let _ = self.child.kill();
                panic!("worker process {process}: {error}: it waits for ever, or has died");
            }
        }
    }
}

fn lines(from: ChildStdout) -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(std::io::Result::ok) {
            if send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

fn orchestrate(duration: Duration, life: Duration) {
    set_up(); // the workers inherit the runtime directory
    let mut workers: Vec<_> = (0..WORKERS).map(Worker::start).collect();
    workers.iter_mut().for_each(|worker| worker.tell("go"));
    let end = Instant::now() + duration;
    let mut deaths = 0;
    while Instant::now() + life < end {
        std::thread::sleep(life);
        let victim = &mut workers[MORTAL];
        victim.child.kill().unwrap();
        victim.child.wait().unwrap();
        deaths += 1;
        *victim = Worker::start(MORTAL);
        victim.tell("go");
    }
    std::thread::sleep(end.saturating_duration_since(Instant::now()));
    // First nobody calls any more, then everybody lets go, then all is counted.
    for (word, answer) in [("stop", "stopped"), ("let go", "gone"), ("count", "")] {
        workers.iter_mut().for_each(|worker| worker.tell(word));
        for (number, worker) in workers.iter_mut().enumerate() {
            let heard = worker.hear();
            if answer.is_empty() {
                println!("worker {number}: {heard}");
                assert!(heard.starts_with("clean"), "worker {number}: {heard}");
                // The one that is killed may have been started again a moment ago.
                assert!(
                    number == MORTAL || !heard.starts_with("clean: 0 calls"),
                    "worker {number} did nothing"
                );
            } else {
                assert_eq!(heard, answer, "worker {number}");
            }
        }
    }
    for mut worker in workers {
        drop(worker.to);
        assert!(worker.child.wait().unwrap().success());
    }
    println!("test stress ... ok: {} s, {deaths} deaths", duration.as_secs());
}

// A worker

/// Threads and descriptors of this process.
fn count(what: &str) -> usize {
    std::fs::read_dir(format!("/proc/self/{what}")).unwrap().count()
}

/// What the descriptors of this process are.
fn descriptors() -> Vec<String> {
    let all = std::fs::read_dir("/proc/self/fd").unwrap().map_while(std::io::Result::ok);
    all.filter_map(|one| Some(std::fs::read_link(one.path()).ok()?.display().to_string())).collect()
}

/// Threads and descriptors of this process once it has called through a proxy, and let go of all again: proxies' functions
/// live in memory for which libffi keeps this program open, once and for all.
fn baseline() -> (usize, usize) {
    let fresh = (count("task"), count("fd"));
    {
        let (home, other) = (ApartmentThread::single_threaded(), ApartmentThread::multithreaded());
        let bytes = home.run(|| bytes::marshal(&new_calc(), abi::MSHCTX_INPROC, 0).unwrap());
        // SAFETY: a call with arguments of its types.
        other.run(move || unsafe { bytes::unmarshal::<ICalc>(&bytes).unwrap().Add(1, 1) }.unwrap());
    }
    settle(&|| (count("task") as u64 - fresh.0 as u64, 0));
    let used = (count("task"), count("fd"));
    assert!(used.0 == fresh.0 && used.1 <= fresh.1 + 1, "{fresh:?} became {used:?}");
    used
}

fn worker(number: usize) {
    set_up();
    let mut words = std::io::stdin().lock().lines().map_while(std::io::Result::ok);
    let before = baseline();
    let mut apartment = Some(Apartment::multithreaded().unwrap());
    let (hub, class) = serve(number);
    println!("ready");
    assert_eq!(words.next().as_deref(), Some("go"));
    let shared = Arc::new(Common::default());
    let threads: Vec<_> = (0..THREADS)
        .map(|index| {
            let shared = shared.clone();
            std::thread::spawn(move || work(number, index, &shared))
        })
        .collect();
    assert_eq!(words.next().as_deref(), Some("stop"));
    shared.stop.store(true, Ordering::SeqCst);
    for thread in threads {
        thread.join().unwrap();
    }
    println!("stopped");
    assert_eq!(words.next().as_deref(), Some("let go"));
    *shared.passed.lock().unwrap() = None;
    // SAFETY: a call with arguments of its types.
    unsafe { hub.Keep(None) }.unwrap();
    drop(hub);
    println!("gone");
    assert_eq!(words.next().as_deref(), Some("count"));
    // SAFETY: registered by this apartment.
    unsafe { abi::CoRevokeClassObject(class) }.unwrap();
    let left = settle(&|| {
        // SAFETY: no preconditions.
        let marshaled = unsafe { abi::extension::OxcomMarshaledInterfaces() };
        (ALIVE.load(Ordering::SeqCst) as u64, marshaled)
    });
    apartment.take();
    let after = settle(&|| {
        let grown = |now: usize, before: usize| now.saturating_sub(before) as u64;
        (grown(count("task"), before.0), grown(count("fd"), before.1))
    });
    let calls = shared.calls.load(Ordering::SeqCst);
    let failed = shared.failed.load(Ordering::SeqCst);
    let wrong = shared.wrong.lock().unwrap().clone();
    let verdict = if (left, after) == ((0, 0), (0, 0)) && wrong.is_none() {
        "clean".into()
    } else {
        let open = descriptors();
        format!(
            "objects and interfaces left {left:?}, threads and descriptors {after:?}, wrong {wrong:?}; open: {open:?}"
        )
    };
    println!("{verdict}: {calls} calls, {failed} found their peer gone");
    let _ = words.next();
}

/// Waits until nothing is left, and tells what is.
fn settle(left: &dyn Fn() -> (u64, u64)) -> (u64, u64) {
    for _ in 0..10_000 {
        if left() == (0, 0) {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    left()
}

/// What the threads of a worker share.
#[derive(Default)]
struct Common {
    stop: AtomicBool,
    calls: AtomicU64,
    /// Calls that found their peer gone, as some must.
    failed: AtomicU64,
    /// The first answer that nothing explains.
    wrong: Mutex<Option<String>>,
    /// A calculator of one of the threads, for the others.
    passed: Mutex<Option<AgileReference<ICalc>>>,
}

impl Common {
    fn note<T>(&self, what: &str, result: Result<T>) -> Option<T> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        match result {
            Ok(value) => return Some(value),
            Err(error) if is_loss(error.code()) => {
                self.failed.fetch_add(1, Ordering::Relaxed);
            }
            Err(error) => {
                let _ = self.wrong.lock().unwrap().get_or_insert_with(|| format!("{what}: {error:?}"));
            }
        }
        None
    }
}

/// What one is told whose peer has died, has let go, or has not come up yet.
fn is_loss(hresult: HRESULT) -> bool {
    const SERVER_UNAVAILABLE: HRESULT = HRESULT(0x8007_06BA_u32 as i32);
    const CALL_FAILED: HRESULT = HRESULT(0x8007_06BE_u32 as i32);
    let losses = [
        SERVER_UNAVAILABLE,
        CALL_FAILED,
        abi::RPC_E_DISCONNECTED,
        abi::CO_E_OBJNOTREG,
        abi::REGDB_E_CLASSNOTREG,
        abi::E_PENDING, // nothing is kept
    ];
    losses.contains(&hresult)
}

/// A calculator that lives in its thread's apartment.
#[implement(ICalc, Agile = false)]
struct Bound {
    _counted: Calc,
}

impl ICalc_Impl for Bound_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        Ok(a + b)
    }

    fn Echo(&self, text: &BSTR) -> Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, _values: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

fn new_calc() -> ICalc {
    Bound { _counted: Calc::new() }.into()
}

/// What one thread does.
fn work(number: usize, index: usize, shared: &Common) {
    let enter = if index.is_multiple_of(2) { Apartment::single_threaded } else { Apartment::multithreaded };
    let _apartment = enter().unwrap();
    let mut random = Random(((number * THREADS + index + 1) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let here: IRemoting = Hub::default().into();
    while !shared.stop.load(Ordering::SeqCst) {
        let peer = random.below(WORKERS);
        let hub = oxcom::create_instance::<IRemoting>(&class_of(peer), abi::CLSCTX_LOCAL_SERVER);
        let Some(hub) = shared.note("create", hub) else {
            std::thread::sleep(Duration::from_millis(2)); // it is about to come up again
            continue;
        };
        for _ in 0..random.below(8) {
            // SAFETY: calls with arguments of their types.
            unsafe { step(&mut random, shared, &hub, &here) };
        }
    }
}

unsafe fn step(random: &mut Random, shared: &Common, hub: &IRemoting, here: &IRemoting) {
    // SAFETY: calls with arguments of their types.
    unsafe {
        match random.below(6) {
            0 => {
                if let Some(calc) = shared.note("made", hub.Create()) {
                    shared.note("far", calc.Add(1, 2));
                    shared.note("back", hub.CallBack(&calc, 3, 4));
                }
            }
            1 => {
                shared.note("call back", hub.CallBack(&new_calc(), 5, 6));
            }
            2 => {
                shared.note("keep", hub.Keep(&new_calc()).ok());
            }
            3 => {
                // Whose it is, nobody knows: a third process's, a dead one's, our own.
                if let Some(calc) = shared.note("kept", hub.Kept()) {
                    shared.note("third", calc.Add(7, 8));
                    shared.note("keep again", hub.Keep(&calc).ok());
                }
            }
            4 => {
                shared.note("descend", hub.Descend(here, 6));
            }
            _ => {
                let calc = new_calc();
                if let Some(mine) = shared.note("agile", AgileReference::new(&calc)) {
                    let theirs = shared.passed.lock().unwrap().replace(mine);
                    if let Some(calc) = theirs.and_then(|theirs| shared.note("resolve", theirs.resolve())) {
                        shared.note("passed", calc.Add(9, 1));
                    }
                }
            }
        }
    }
}

/// Numbers without a pattern, the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// Registers the worker's hub, which all its clients share.
fn serve(number: usize) -> (IRemoting, u32) {
    struct Everywhere(IRemoting);
    // SAFETY: the hub lives in the multithreaded apartment, as its class object does.
    unsafe impl Send for Everywhere {}
    // SAFETY: as above.
    unsafe impl Sync for Everywhere {}
    let hub: IRemoting = Hub::default().into();
    let shared = Everywhere(hub.clone());
    let factory: IClassFactory = Factory::new(move || {
        let Everywhere(hub) = &shared;
        hub.cast()
    })
    .into();
    // SAFETY: arguments of their types.
    unsafe {
        abi::CoAddRefServerProcess(); // it serves whether or not it has clients
        let (context, flags) = (abi::CLSCTX_LOCAL_SERVER, abi::REGCLS_MULTIPLEUSE);
        (hub, abi::CoRegisterClassObject(&class_of(number), &factory, context, flags).unwrap())
    }
}

/// Creates, keeps and gives out calculators.
#[implement(IRemoting, Agile = false)]
#[derive(Default)]
struct Hub {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept(Option<ICalc>);
// SAFETY: it is used in the object's apartment only, by which it is kept.
unsafe impl Send for Kept {}

impl IRemoting_Impl for Hub_Impl {
    fn CallBack(&self, calc: Ref<'_, ICalc>, a: i32, b: i32) -> Result<i32> {
        // SAFETY: a call with arguments of its types.
        unsafe { calc.ok()?.Add(a, b) }
    }

    fn Descend(&self, other: Ref<'_, IRemoting>, depth: u32) -> Result<u32> {
        if depth == 0 {
            return Ok(0);
        }
        let this: IRemoting = self.to_interface();
        // SAFETY: a call with arguments of its types.
        Ok(unsafe { other.ok()?.Descend(&this, depth - 1) }? + 1)
    }

    fn Create(&self) -> Result<ICalc> {
        Ok(new_calc())
    }

    fn Keep(&self, calc: Ref<'_, ICalc>) -> Result<()> {
        let before = std::mem::replace(&mut self.kept.lock().unwrap().0, calc.as_ref().cloned());
        drop(before); // outside the lock: it may be the last pointer
        Ok(())
    }

    fn Kept(&self) -> Result<ICalc> {
        self.kept.lock().unwrap().0.clone().ok_or_else(|| abi::E_PENDING.into())
    }

    fn QueryIt(&self, _: Ref<'_, IUnknown>, _: *const GUID, _: *mut *mut c_void) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Thread(&self) -> Result<u64> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Process(&self, _id: *mut u32, _objects: *mut u32) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sleep(&self, _milliseconds: u32) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Die(&self) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }
}
