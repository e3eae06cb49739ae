//! A client of the image source: gets images as COM objects and reads their pixels where they are.
//!
//! ```text
//! image-client [FRAMES]            20,000 frames; prints the first ones, every 1000th, and what a frame costs
//! image-client [FRAMES] --hold     keeps the images until its standard input ends
//! ```

use std::io::Read;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use image_source_interfaces::{CLSID_HANDLE_MGR, IHandleMgr, IImageHandle, IImageStatistics};
use oxcom::abi::CLSCTX_LOCAL_SERVER;
use oxcom::{Apartment, ArrayView, Interface, Result, create_instance, message_of};
use oxcom_host as _;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let hold = arguments.iter().any(|argument| argument == "--hold");
    let frames = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(20_000);
    match if hold { keep(frames) } else { run(frames.max(1)) } {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("image-client: {}", message_of(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(frames: usize) -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let manager: IHandleMgr = create_instance(&CLSID_HANDLE_MGR, CLSCTX_LOCAL_SERVER)?;
    let mut times = vec![Duration::MAX; frames]; // all of it now: the loop needs no more memory
    let began = Instant::now();
    for (frame, time) in times.iter_mut().enumerate() {
        let fetched = Instant::now();
        // SAFETY: a call without arguments.
        let image = unsafe { manager.GetImageHandle() }?;
        look(frame, &image)?;
        drop(image);
        *time = fetched.elapsed();
    }
    print_figures(&manager, began.elapsed(), times)
}

/// Takes an image's pixels, and says what it is now and then.
fn look(frame: usize, image: &IImageHandle) -> Result<()> {
    // SAFETY: a call without arguments.
    let image = unsafe { image.GetData() }?;
    // SAFETY: the array is ours now, and nobody writes to a picture.
    let pixels = unsafe { ArrayView::<u8>::take(image.data) }?;
    if frame < 4 || frame.is_multiple_of(1000) {
        let (format, [columns, rows]) = (image.format.to_le_bytes(), image.dims);
        println!(
            "frame {frame}: {:.6} s, {}, {columns} x {rows}, {} bytes, {:02x?} ...",
            image.time,
            format.escape_ascii(),
            pixels.len(),
            &pixels[..pixels.len().min(8)]
        );
    }
    Ok(())
}

/// The line that the clients in all languages end with.
fn print_figures(manager: &IHandleMgr, passed: Duration, mut times: Vec<Duration>) -> Result<()> {
    let statistics: IImageStatistics = manager.cast()?;
    // SAFETY: calls without arguments.
    let (copied, live) = unsafe { (statistics.PixelBytesCopied()?, statistics.LiveObjects()?) };
    times.sort_unstable();
    let microseconds = |rank: usize| times[rank].as_secs_f64() * 1e6;
    println!(
        "{} frames in {:.3} s: p50 {:.1} us, p99 {:.1} us; the server copied {copied} bytes and holds {live} images",
        times.len(),
        passed.as_secs_f64(),
        microseconds(times.len() / 2),
        microseconds(times.len() * 99 / 100),
    );
    Ok(())
}

/// Holds images until the standard input ends.
fn keep(frames: usize) -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let manager: IHandleMgr = create_instance(&CLSID_HANDLE_MGR, CLSCTX_LOCAL_SERVER)?;
    let mut held = Vec::new();
    for frame in 0..frames {
        // SAFETY: a call without arguments.
        let image = unsafe { manager.GetImageHandle() }?;
        look(frame, &image)?;
        held.push(image);
    }
    println!("holding {} images", held.len());
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
    Ok(())
}
