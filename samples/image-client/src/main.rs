//! A client of the image source: gets images and prints what they are.
//!
//! ```text
//! image-client [FRAMES] [--hold]
//! ```
//!
//! With `--hold` it keeps the images until its standard input ends.

use std::io::Read;
use std::process::ExitCode;

use image_source_interfaces::{CLSID_HANDLE_MGR, IHandleMgr, IImageHandle};
use oxcom::abi::CLSCTX_LOCAL_SERVER;
use oxcom::{Apartment, ArrayView, Result, create_instance, message_of};
use oxcom_host as _;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let hold = arguments.iter().any(|argument| argument == "--hold");
    let frames = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(4);
    match run(frames, hold) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("image-client: {}", message_of(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(frames: usize, hold: bool) -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let manager: IHandleMgr = create_instance(&CLSID_HANDLE_MGR, CLSCTX_LOCAL_SERVER)?;
    let mut held = Vec::new();
    for frame in 0..frames {
        // SAFETY: a call without arguments.
        let image = unsafe { manager.GetImageHandle() }?;
        print(frame, &image)?;
        held.push(image);
        if !hold {
            held.clear();
        }
    }
    if hold {
        println!("holding {} images", held.len());
        let _ = std::io::stdin().read_to_end(&mut Vec::new());
    }
    Ok(())
}

fn print(frame: usize, image: &IImageHandle) -> Result<()> {
    // SAFETY: a call without arguments.
    let image = unsafe { image.GetData() }?;
    // SAFETY: the array is ours now, and nobody writes to a picture.
    let pixels = unsafe { ArrayView::<u8>::take(image.data) }?;
    let (format, [columns, rows]) = (image.format.to_le_bytes(), image.dims);
    println!(
        "frame {frame}: {:.6} s, {}, {columns} x {rows}, {} bytes, {:02x?} ...",
        image.time,
        format.escape_ascii(),
        pixels.len(),
        &pixels[..pixels.len().min(8)]
    );
    Ok(())
}
