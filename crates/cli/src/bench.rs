//! `oxcom bench`: what a call and a buffer cost, beside what they cost elsewhere.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use oxcom_bench::{Job, Options, Placement};

use crate::error::Result;

/// Measures calls and buffers between two processes.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Bench {
    #[command(subcommand)]
    only: Option<Only>,
    /// Measures for a tenth of the time.
    #[arg(long)]
    quick: bool,
    /// Writes the figures to a file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Figures of others, in the same form, to be shown before ours.
    #[arg(long, value_name = "FILE")]
    peers: Option<PathBuf>,
    /// Draws the figures.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Only {
    /// Does one thing again and again; says what it costs in time, page faults, context switches and memory.
    Steady(Steady),
}

#[derive(Args)]
struct Steady {
    /// null, post, idle (seconds), or frozen, read, fresh, written (frames).
    kind: String,
    #[arg(long, default_value_t = 1_000_000)]
    times: u64,
    /// Which frame: 0 (64 KiB), 1, 2 or 3 (33 MB).
    #[arg(long, default_value_t = 3)]
    frame: u32,
    /// free, same or cross.
    #[arg(long, default_value = "free", value_parser = placement)]
    placement: Placement,
}

impl Bench {
    pub(crate) fn run(self) -> Result<()> {
        let Self { only, quick, json, peers, svg } = self;
        if let Some(Only::Steady(Steady { kind, times, frame, placement })) = only {
            print!("{}", oxcom_bench::steady(&oxcom_bench::Steady { kind, frame, times, placement })?);
            return Ok(());
        }
        print!("{}", oxcom_bench::bench(&Options { quick, json, peers, svg })?);
        Ok(())
    }
}

/// Measures one thing and prints it as JSON.
#[derive(Args)]
pub(crate) struct BenchClient {
    /// frozen, read, fresh, written, null, hold or more.
    kind: String,
    /// free, same or cross.
    #[arg(value_parser = placement)]
    placement: Placement,
    #[arg(long)]
    quick: bool,
}

impl BenchClient {
    pub(crate) fn run(self) -> Result<()> {
        let Self { kind, placement, quick } = self;
        Ok(oxcom_bench::client(&Job { kind, placement, quick })?)
    }
}

/// Serves the object that is measured.
#[derive(Args)]
pub(crate) struct BenchServer {
    #[arg(value_parser = placement)]
    placement: Placement,
    /// What COM adds to a server's command: `-Embedding`.
    #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
    embedding: Vec<OsString>,
}

impl BenchServer {
    pub(crate) fn run(self) -> Result<()> {
        Ok(oxcom_bench::serve(self.placement)?)
    }
}

fn placement(name: &str) -> std::result::Result<Placement, String> {
    Placement::named(name).ok_or_else(|| "free, same or cross".into())
}
