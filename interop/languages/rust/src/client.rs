//! The client.

use std::io::{BufRead, Write};
use std::sync::Mutex;
use std::time::Instant;

use oxcom::abi::CLSCTX_LOCAL_SERVER;
use oxcom::{Apartment, ArrayView, BSTR, GUID, HRESULT, Result, create_instance, implement, message_of};
use oxcom_abi::{E_ACCESSDENIED, SafeArrayDestroy, VARIANT_BOOL};

use crate::CLSID_PEER;
use crate::bindings::{IPeer, IProgress, IProgress_Impl, Sample};

/// A large array: an image of 33 MB.
const LARGE: u32 = 33_000_000;

type Check = fn(&IPeer) -> Result<String>;

/// Calls every method; true if all answered as they should.
pub(crate) fn check() -> Result<bool> {
    let _apartment = Apartment::multithreaded()?;
    let peer: IPeer = create_instance(&CLSID_PEER, CLSCTX_LOCAL_SERVER)?;
    let checks: [(&str, Check); 8] = [
        ("scalars", scalars),
        ("strings", strings),
        ("array-out", array_out),
        ("array-in", array_in),
        ("structs", structs),
        ("callbacks", callbacks),
        ("errors", errors),
        ("messages", messages),
    ];
    let mut good = true;
    for (name, check) in checks {
        match check(&peer) {
            Ok(wrong) if !wrong.starts_with("wrong") => println!("ok {name} {wrong}"),
            Ok(wrong) => {
                println!("FAILED {name}: {wrong}");
                good = false;
            }
            Err(error) => {
                println!("FAILED {name}: {}", message_of(&error));
                good = false;
            }
        }
    }
    Ok(good)
}

/// What a check says: nothing if it is so, else what it saw.
fn verdict(so: bool, saw: impl std::fmt::Debug) -> Result<String> {
    Ok(if so { String::new() } else { format!("wrong: {saw:?}") })
}

fn scalars(peer: &IPeer) -> Result<String> {
    // SAFETY: arguments of their types, here and below.
    let sum = unsafe { peer.Scalars(-128, 65535, i32::MIN, 1 << 40, 0.5, -0.25) }?;
    verdict(sum == -128.0 + 65535.0 - 2147483648.0 + 1099511627776.0 + 0.25, sum)
}

fn strings(peer: &IPeer) -> Result<String> {
    for text in ["", "ä😀\0b 漢字", &"🦀".repeat(100_000)] {
        // SAFETY: as above.
        let same = unsafe { peer.Echo(&BSTR::from(text)) }?;
        if same != text {
            return verdict(false, same.len());
        }
    }
    verdict(true, "")
}

fn array_out(peer: &IPeer) -> Result<String> {
    let began = Instant::now();
    // SAFETY: the array is the caller's.
    let bytes = unsafe { ArrayView::<u8>::take(peer.Fill(LARGE, 7)?) }?;
    let right = bytes.len() == LARGE as usize
        && bytes.iter().enumerate().all(|(index, &byte)| byte == 7u8.wrapping_add(index as u8));
    if right { Ok(format!("{} ms", began.elapsed().as_millis())) } else { verdict(false, bytes.len()) }
}

fn array_in(peer: &IPeer) -> Result<String> {
    let bytes = oxcom::array_of(&vec![3u8; LARGE as usize])?;
    let began = Instant::now();
    // SAFETY: the array is ours, and is destroyed once.
    let total = unsafe {
        let total = peer.Total(bytes);
        SafeArrayDestroy(bytes).ok()?;
        total?
    };
    if total == 3 * u64::from(LARGE) {
        Ok(format!("{} ms", began.elapsed().as_millis()))
    } else {
        verdict(false, total)
    }
}

fn structs(peer: &IPeer) -> Result<String> {
    let id = GUID::from_u128(0x00112233_4455_6677_8899_AABBCCDDEEFF);
    let sample = Sample { time: 1.5, id, dims: [640, 480], valid: VARIANT_BOOL(-1), count: -1 };
    // SAFETY: as above.
    let next = unsafe { peer.Advance(&sample) }?;
    let expected = Sample { time: 2.5, id, dims: [641, 481], valid: VARIANT_BOOL(0), count: 0 };
    verdict(next == expected, next)
}

/// Stops after three steps; remembers what it was told. guarded by: its lock
#[implement(IProgress)]
struct Progress(Mutex<Vec<String>>);

impl IProgress_Impl for Progress_Impl {
    fn Report(&self, step: i32, text: &BSTR) -> Result<VARIANT_BOOL> {
        if let Ok(mut told) = self.0.lock() {
            told.push(text.to_string());
        }
        Ok(VARIANT_BOOL(if step < 3 { -1 } else { 0 }))
    }
}

fn callbacks(peer: &IPeer) -> Result<String> {
    let object = oxcom::com_core::ComObject::new(Progress(Mutex::default()));
    // SAFETY: as above.
    let done = unsafe { peer.Run(&object.to_interface::<IProgress>(), 10) }?;
    let told = object.0.lock().map(|told| told.clone()).unwrap_or_default();
    verdict(done == 3 && told == ["step 1 🚀", "step 2 🚀", "step 3 🚀"], (done, told))
}

const FAILURES: [(HRESULT, &str); 2] =
    [(E_ACCESSDENIED, "no entry 🚫"), (HRESULT(0x8004_1234_u32 as i32), "own code")];

fn errors(peer: &IPeer) -> Result<String> {
    for (code, message) in FAILURES {
        // SAFETY: as above.
        let answer = unsafe { peer.Fail(code, &BSTR::from(message)) };
        if answer != code {
            return verdict(false, answer);
        }
    }
    verdict(true, "")
}

fn messages(peer: &IPeer) -> Result<String> {
    for (code, message) in FAILURES {
        // SAFETY: as above.
        let said = match unsafe { peer.Fail(code, &BSTR::from(message)) }.ok() {
            Err(error) => message_of(&error),
            Ok(()) => "success".into(),
        };
        if !said.starts_with(message) {
            return verdict(false, said);
        }
    }
    verdict(true, "")
}

/// Says whose object it holds, and waits to be killed.
pub(crate) fn hold() -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let (_peer, _) = held()?;
    wait_for_line();
    Ok(())
}

/// True if the call after the server's death fails.
pub(crate) fn bereaved() -> Result<bool> {
    let _apartment = Apartment::multithreaded()?;
    let (peer, _) = held()?;
    wait_for_line();
    // SAFETY: as above.
    match unsafe { peer.Process() } {
        Ok(id) => {
            println!("FAILED kill-server: process {id} answers");
            Ok(false)
        }
        Err(error) => {
            println!("ok kill-server {}", message_of(&error));
            Ok(true)
        }
    }
}

fn held() -> Result<(IPeer, u32)> {
    let peer: IPeer = create_instance(&CLSID_PEER, CLSCTX_LOCAL_SERVER)?;
    // SAFETY: as above.
    let id = unsafe { peer.Process() }?;
    println!("holding {id}");
    let _ = std::io::stdout().flush();
    Ok((peer, id))
}

fn wait_for_line() {
    let _ = std::io::stdin().lock().read_line(&mut String::new());
}
