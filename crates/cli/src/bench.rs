//! `oxcom bench`: what a call and a buffer cost, beside what they cost elsewhere.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use oxcom_bench::{Job, Options, Placement};

use crate::error::Result;

/// Measures calls and buffers between two processes.
#[derive(Args)]
pub(crate) struct Bench {
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

impl Bench {
    pub(crate) fn run(self) -> Result<()> {
        let Self { quick, json, peers, svg } = self;
        print!("{}", oxcom_bench::bench(&Options { quick, json, peers, svg })?);
        Ok(())
    }
}

/// Measures one thing and prints it as JSON.
#[derive(Args)]
pub(crate) struct BenchClient {
    /// frozen, fresh, written, null or more.
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
