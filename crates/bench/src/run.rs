//! Starts the client processes, one after the other, and gathers what they measured.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use serde::de::DeserializeOwned;

use crate::error::{Error, Result, system};
use crate::machine::{Machine, Moment};
use crate::measure::{Figures, Null, Pull};
use crate::more::Figure;
use crate::report::{Report, Row};
use crate::{CLSID_BENCH, Placement, chart};

/// What to measure, and where to put it.
#[derive(Debug, Default, Clone)]
pub struct Options {
    /// For a tenth of the time.
    pub quick: bool,
    /// Writes the figures to a file.
    pub json: Option<PathBuf>,
    /// The figures of others, measured in the same hour on the same machine, to be shown beside ours.
    pub peers: Option<PathBuf>,
    /// Draws both.
    pub svg: Option<PathBuf>,
}

/// A variable of a process's environment, and its value.
type Variable = (&'static str, &'static str);

/// A row of the table: its name, what its client does, its environment, how the bytes get across.
const ROWS: [(&str, &str, &[Variable], &str); 5] = [
    ("oxcom", "frozen", &[], "a SAFEARRAY over a block of shared memory that is handed out again and again"),
    ("oxcom-read", "read", &[], "as oxcom, and the client asks for arrays that it cannot write to"),
    ("oxcom-fresh", "fresh", &[], "a SAFEARRAY made and painted for each call, in a block of shared memory"),
    (
        "oxcom-written",
        "written",
        &[],
        "as oxcom, and the client writes a byte to each page: its own private copy",
    ),
    (
        "oxcom-unix",
        "frozen",
        &[("OXCOM_LINK", "unix"), ("OXCOM_SHARED_ARRAYS", "off")],
        "copied through a Unix socket",
    ),
];

/// Measures all rows, writes the files that are asked for, and gives the report.
///
/// # Errors
/// A process of the benchmark failed; a file cannot be read or written.
pub fn bench(options: &Options) -> Result<Report> {
    let (machine, begin, start) = (Machine::look(), Moment::now(), Instant::now());
    let mut rows = Vec::new();
    for (name, kind, environment, pull_by) in ROWS {
        eprintln!("{name} ...");
        rows.push(row(name, kind, environment, pull_by, options.quick)?);
    }
    eprintln!("oxcom-made ...");
    rows.push(made(options.quick)?);
    eprintln!("more ...");
    let mut more: Vec<Figure> = child("more", Placement::Free, &[], options.quick)?;
    more.extend(fresh_beside_made(&rows));
    let report = Report::new(machine, begin, start.elapsed().as_secs_f64(), options.quick, rows, more);
    let others = options.peers.as_deref().map(read).transpose()?;
    if let Some(file) = &options.json {
        write(file, &(serde_json::to_string_pretty(&report.beside(others.as_ref())?)? + "\n"))?;
    }
    if let Some(file) = &options.svg {
        write(file, &chart::draw(&report.beside(others.as_ref())?))?;
    }
    Ok(report.with_others(others))
}

fn row(
    name: &'static str,
    kind: &str,
    environment: &[Variable],
    pull_by: &'static str,
    quick: bool,
) -> Result<Row> {
    let null = |placement| -> Result<Option<Null>> {
        Ok(child::<Figures>("null", placement, environment, quick)?.null)
    };
    Ok(Row {
        peer: name.into(),
        package: Some(concat!("oxcom ", env!("CARGO_PKG_VERSION")).into()),
        pull_by: pull_by.into(),
        placement: Placement::Free.name().into(),
        figures: child(kind, Placement::Free, environment, quick)?,
        null_same_cpu: null(Placement::Same)?,
        null_cross_cpu: null(Placement::Cross)?,
        error: None,
    })
}

/// What the frames of `oxcom-fresh` cost without a call.
fn made(quick: bool) -> Result<Row> {
    Ok(Row {
        peer: "oxcom-made".into(),
        package: None,
        pull_by: "no call: the process makes, paints and destroys the frames of oxcom-fresh itself".into(),
        placement: Placement::Free.name().into(),
        figures: child("made", Placement::Free, &[], quick)?,
        null_same_cpu: None,
        null_cross_cpu: None,
        error: None,
    })
}

/// How many times as long as making a fresh frame it takes to pull one.
fn fresh_beside_made(rows: &[Row]) -> Vec<Figure> {
    let pulls = |peer: &str| rows.iter().find(|row| row.peer == peer).map(|row| row.figures.pull.as_slice());
    let both = pulls("oxcom-fresh").into_iter().flatten().zip(pulls("oxcom-made").into_iter().flatten());
    let ratio = |(fresh, made): (&Pull, &Pull)| Figure {
        what: format!("pull of {} fresh bytes, beside making them in one process", fresh.bytes),
        value: fresh.p50_us / made.p50_us,
        unit: "×".into(),
    };
    both.map(ratio).collect()
}

/// Runs a client process, whose server is started by activation, and reads what it printed.
fn child<T: DeserializeOwned>(
    kind: &str,
    placement: Placement,
    environment: &[Variable],
    quick: bool,
) -> Result<T> {
    let program = std::env::current_exe().map_err(system("finding the program"))?;
    let mut command = Command::new(program);
    command.args(["bench-client", kind, placement.name()]).args(quick.then_some("--quick"));
    command.envs(environment.iter().copied()).stdin(Stdio::null());
    let output = command.output().map_err(system("starting a client"))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Error::Process { what: format!("client for {kind}, {}", placement.name()), why });
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Registers the class and its interfaces for this process: the server is this program, started again.
pub(crate) fn register(placement: Placement) -> Result<()> {
    let program = std::env::current_exe().map_err(system("finding the program"))?;
    let text = format!(
        "name = \"Benchmark\"\n\n[[class]]\nclsid = \"{CLSID_BENCH:?}\"\nserver.command = [{program:?}, \"bench-server\", {:?}]\n",
        placement.name(),
    );
    oxcom::register_type_library(include_bytes!("../bench.winmd"))?;
    Ok(oxcom::register_component(&text, Path::new("/"))?)
}

fn read(file: &Path) -> Result<serde_json::Value> {
    let text = std::fs::read(file).map_err(system("reading the others' figures"))?;
    Ok(serde_json::from_slice(&text)?)
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).map_err(system("writing a file"))
}
