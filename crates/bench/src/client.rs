//! What one client process measures.

use oxcom::Apartment;
use oxcom::abi::{
    CLSCTX_LOCAL_SERVER, SAFEARRAY, SafeArrayDestroy, SafeArrayGetElemsize, SafeArrayGetUBound,
};

use crate::error::{Error, Result, system};
use crate::frames::{FRAMES, PAGE, touch, touched};
use crate::interfaces::{IBench, Message, Usage};
use crate::machine::{Role, place};
use crate::measure::{Effort, Figures, null, oneway, pull};
use crate::object::painted;
use crate::{CLSID_BENCH, Placement, more};

/// What a client process is to do.
#[derive(Debug, Clone)]
pub struct Job {
    /// Which frames it pulls: `frozen`, `read`, `fresh`, `written`, or `made` by itself; `null` for calls alone; `hold` for one
    /// call, then nothing until its input ends; `more` for all else.
    pub kind: String,
    /// Where it runs.
    pub placement: Placement,
    /// For a tenth of the time.
    pub quick: bool,
}

/// Does the job and prints its figures as JSON.
///
/// # Errors
/// No server, a wrong result, a placement that is not possible.
pub fn client(job: &Job) -> Result<()> {
    place(job.placement, Role::Client)?;
    let _apartment = Apartment::multithreaded()?;
    crate::run::register(job.placement)?;
    if job.kind == "more" {
        println!("{}", serde_json::to_string(&more::measure(job.quick)?)?);
        return Ok(());
    }
    let bench: IBench = oxcom::create_instance(&CLSID_BENCH, CLSCTX_LOCAL_SERVER)?;
    if job.kind == "hold" {
        add(&bench, 1)?;
        println!("held");
        std::io::stdin().read_line(&mut String::new()).map_err(system("waiting for the end"))?;
        return Ok(());
    }
    println!("{}", serde_json::to_string(&figures(&bench, job)?)?);
    Ok(())
}

fn figures(bench: &IBench, job: &Job) -> Result<Figures> {
    oxcom::read_only_arrays(job.kind == "read");
    let effort = Effort::of(job.quick);
    if job.kind == "made" {
        let sizes = FRAMES.into_iter().enumerate();
        let made = sizes.map(|(frame, bytes)| pull(bytes, effort.pull, || make_one(frame as u32)));
        return Ok(Figures { pull: made.collect::<Result<_>>()?, ..Figures::default() });
    }
    let mut figures = Figures { null: Some(null_call(bench, effort.calls)?), ..Figures::default() };
    if job.kind != "null" {
        for (frame, bytes) in FRAMES.into_iter().enumerate() {
            figures.pull.push(pull(bytes, effort.pull, || pull_one(bench, &job.kind, frame as u32))?);
        }
        figures.oneway = Some(oneway(effort.flood, |more| flood(bench, more))?);
    }
    Ok(figures)
}

/// Times `Add`.
pub(crate) fn null_call(bench: &IBench, calls: usize) -> Result<crate::measure::Null> {
    null(calls, |number| add(bench, number as i32))
}

pub(crate) fn add(bench: &IBench, a: i32) -> Result<()> {
    // SAFETY: a call with arguments of its types.
    let sum = unsafe { bench.Add(a, 42) }?;
    if sum == a.wrapping_add(42) { Ok(()) } else { Err(Error::Wrong(format!("{a} + 42 is not {sum}"))) }
}

/// What the server has used so far.
pub(crate) fn used_by_server(bench: &IBench) -> Result<Usage> {
    let mut usage = Usage::default();
    // SAFETY: a call with arguments of its types.
    unsafe { bench.Used(&mut usage) }.ok()?;
    Ok(usage)
}

/// Gets a frame, touches its pages, gives it back.
pub(crate) fn pull_one(bench: &IBench, kind: &str, frame: u32) -> Result<()> {
    // SAFETY: a call with arguments of its types.
    let array = unsafe { if kind == "fresh" { bench.Fresh(frame) } else { bench.Frozen(frame) } }?;
    let bytes = FRAMES[frame as usize];
    // SAFETY: an array that the call has handed out, of the length that is checked.
    unsafe {
        let data = checked(array, bytes)?;
        let sum = touch(std::slice::from_raw_parts(data, bytes));
        if kind == "written" {
            for page in 0..bytes.div_ceil(PAGE) {
                data.add(page * PAGE).write_volatile(0xEE);
            }
        }
        SafeArrayDestroy(array).ok()?;
        if sum == touched(bytes) {
            Ok(())
        } else {
            Err(Error::Wrong(format!("the frame of {bytes} bytes is not the one that was painted")))
        }
    }
}

/// Makes a frame as the server makes fresh ones, and destroys it.
pub(crate) fn make_one(frame: u32) -> Result<()> {
    let array = painted(frame)?;
    // SAFETY: the array is this function's own.
    Ok(unsafe { SafeArrayDestroy(array) }.ok()?)
}

/// Where the bytes of an array are, which has so many.
unsafe fn checked(array: *mut SAFEARRAY, bytes: usize) -> Result<*mut u8> {
    // SAFETY: null, or an array by contract.
    unsafe {
        if array.is_null()
            || SafeArrayGetElemsize(array) != 1
            || SafeArrayGetUBound(array, 1)? != bytes as i32 - 1
        {
            return Err(Error::Wrong(format!("the array does not have {bytes} bytes")));
        }
        Ok((*array).pvData.cast())
    }
}

/// Posts messages as long as it is told to.
pub(crate) fn flood(bench: &IBench, more: &mut dyn FnMut() -> bool) -> Result<u64> {
    let message = Message { words: [0x5a5a_5a5a_5a5a_5a5a; 8] };
    // SAFETY: calls with arguments of their types.
    unsafe {
        while more() {
            bench.Post(&message).ok()?;
        }
        Ok(bench.Posted()?)
    }
}
