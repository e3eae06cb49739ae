//! Getting frames, one after the other, and comparing each with its file.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image_source::{Picture, picture_files};
use image_source_interfaces::{IHandleMgr, IImageStatistics};
use indicatif::{ProgressBar, ProgressStyle};
use oxcom::abi::CLSCTX_LOCAL_SERVER;
use oxcom::{ArrayView, GUID, Interface, create_instance};
use xxhash_rust::xxh3::xxh3_64;

use super::figures::Figures;
use crate::error::{Error, Result, com};

/// How long the server may take to let the last images go.
const PATIENCE: Duration = Duration::from_secs(5);

/// What the frames must be, in the server's order.
pub(super) struct Expected(Vec<ExpectedPicture>);

struct ExpectedPicture {
    file: PathBuf,
    dims: [u16; 2],
    checksum: u64,
}

impl Expected {
    /// Decodes the files of a folder, as the server does.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let mut pictures = Vec::new();
        for file in picture_files(folder)? {
            let picture = Picture::decode(&file)?;
            let (dims, checksum) = (picture.dims, xxh3_64(&picture.pixels));
            pictures.push(ExpectedPicture { file, dims, checksum });
        }
        Ok(Self(pictures))
    }
}

/// Gets `frames` frames from a new object of the class, and asks the server at the end what it copied and still holds.
pub(super) fn fetch(clsid: &GUID, frames: u32, expected: &Expected, out: Option<&Path>) -> Result<Figures> {
    let manager: IHandleMgr =
        create_instance(clsid, CLSCTX_LOCAL_SERVER).map_err(com("create a HandleMgr"))?;
    let statistics: IImageStatistics = manager.cast().map_err(com("ask for IImageStatistics"))?;
    let bar = ProgressBar::new(frames.into());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} frames, {per_sec}") {
        bar.set_style(style);
    }

    let mut tally = Tally::new(frames);
    for index in 0..frames as usize {
        let picture = &expected.0[index % expected.0.len()];
        let first = index < expected.0.len();
        tally.frame(&manager, picture, out.filter(|_| first))?;
        bar.inc(1);
    }
    bar.finish_and_clear();
    tally.figures(&statistics)
}

/// What is counted while frames come in.
struct Tally {
    /// Of each frame, until its pixels could be read.
    times: Vec<Duration>,
    /// Of all frames, until they were given back.
    total: Duration,
    seen: u64,
    equal: bool,
}

impl Tally {
    fn new(frames: u32) -> Self {
        Self { times: Vec::with_capacity(frames as usize), total: Duration::ZERO, seen: 0, equal: true }
    }

    fn frame(&mut self, manager: &IHandleMgr, expected: &ExpectedPicture, out: Option<&Path>) -> Result<()> {
        let start = Instant::now();
        // SAFETY: a call without arguments.
        let handle = unsafe { manager.GetImageHandle() }.map_err(com("get an image"))?;
        // SAFETY: a call without arguments.
        let image = unsafe { handle.GetData() }.map_err(com("get an image's pixels"))?;
        let time = start.elapsed();
        // SAFETY: the array is ours now, and nobody writes to a picture.
        let pixels = unsafe { ArrayView::<u8>::take(image.data) }.map_err(com("read an image's pixels"))?;

        self.seen += pixels.len() as u64;
        self.equal &= image.dims == expected.dims && xxh3_64(&pixels) == expected.checksum;
        if let Some(folder) = out {
            write_png(folder, &expected.file, &pixels, image.dims)?;
        }

        let start = Instant::now();
        drop((pixels, handle));
        self.total += time + start.elapsed();
        self.times.push(time);
        Ok(())
    }

    fn figures(mut self, statistics: &IImageStatistics) -> Result<Figures> {
        self.times.sort_unstable();
        let of_hundred = |part: usize| self.times[(self.times.len() - 1) * part / 100].as_secs_f64() * 1e6;
        Ok(Figures {
            frames: self.times.len(),
            seconds: self.total.as_secs_f64(),
            us_per_frame_p50: of_hundred(50),
            us_per_frame_p99: of_hundred(99),
            pixel_bytes_seen: self.seen,
            // SAFETY: a call without arguments.
            pixel_bytes_copied: unsafe { statistics.PixelBytesCopied() }
                .map_err(com("ask what was copied"))?,
            checksums_equal: self.equal,
            objects_left: objects_left(statistics)?,
        })
    }
}

/// The images that the server holds though all were given back: it may still be about to let the last one go.
fn objects_left(statistics: &IImageStatistics) -> Result<u32> {
    let end = Instant::now() + PATIENCE;
    loop {
        // SAFETY: a call without arguments.
        let left = unsafe { statistics.LiveObjects() }.map_err(com("ask what is left"))?;
        if left == 0 || Instant::now() > end {
            return Ok(left);
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn write_png(folder: &Path, file: &Path, pixels: &[u8], dims: [u16; 2]) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.to_path_buf(), source })?;
    let path = folder.join(file.with_extension("png").file_name().unwrap_or_default());
    let [columns, rows] = dims.map(u32::from);
    image::save_buffer(&path, pixels, columns, rows, image::ColorType::Rgba8)
        .map_err(|source| Error::Picture { path, source })
}
