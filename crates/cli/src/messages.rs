//! `oxcom listen`, `oxcom send`, `oxcom messaging bench`: texts between processes, by whichever technique the address names.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use oxcom_messaging::command;

use crate::error::{Error, Result};

/// Receives texts at an address and prints them, one a line.
#[derive(Args)]
pub(crate) struct Listen {
    /// Where to listen, such as `pipe:Name` or `udp://127.0.0.1:9000`.
    address: String,
    /// Ends after so many messages.
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// Prints an object a line.
    #[arg(long)]
    json: bool,
}

impl Listen {
    pub(crate) fn run(self) -> Result<()> {
        let options = command::Listen { address: self.address, count: self.count, json: self.json };
        Ok(command::listen(&options, &mut std::io::stdout(), &mut std::io::stderr())?)
    }
}

/// Sends a text to an address; succeeds when the promise of the address's technique is kept.
#[derive(Args)]
pub(crate) struct Send {
    /// Where to send.
    address: String,
    /// What to send; `-`, or nothing, is all of the standard input.
    text: Option<String>,
    /// Sends each line of the standard input as a message.
    #[arg(long)]
    lines: bool,
}

impl Send {
    pub(crate) fn run(self) -> Result<()> {
        let source = match self.text.as_deref() {
            None | Some("-") if self.lines => command::Source::Lines,
            None | Some("-") => command::Source::Input,
            Some(_) if self.lines => {
                return Err(Error::Usage("--lines takes its texts from the standard input"));
            }
            Some(text) => command::Source::Text(text.to_owned()),
        };
        let options = command::Send { address: self.address, source };
        Ok(command::send(&options, &mut std::io::stdin().lock())?)
    }
}

/// What there is to messaging besides listening and sending.
#[derive(Subcommand)]
pub(crate) enum Messaging {
    /// Measures all techniques side by side.
    Bench(Bench),
}

impl Messaging {
    pub(crate) fn run(self) -> Result<()> {
        let Self::Bench(bench) = self;
        bench.run()
    }
}

#[derive(Args)]
pub(crate) struct Bench {
    /// A message broker to measure too.
    #[arg(long, value_name = "HOST:PORT")]
    broker: Option<String>,
    /// Writes the figures to a file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Draws the figures.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

impl Bench {
    fn run(self) -> Result<()> {
        let program =
            std::env::current_exe().map_err(|source| Error::File { path: "oxcom".into(), source })?;
        let listen = vec![program.to_string_lossy().into_owned(), "listen".into()];
        let options = command::Bench { listen, broker: self.broker, ..command::Bench::default() };
        let report = command::bench(&options, &mut std::io::stderr())?;
        println!("{}", report.table());
        for (file, text) in [(self.json, report.json()), (self.svg, report.chart())] {
            if let Some(path) = file {
                std::fs::write(&path, text).map_err(|source| Error::File { path, source })?;
            }
        }
        Ok(())
    }
}
