//! The messaging commands on their own: `messaging listen ADDRESS [--count N] [--json]`,
//! `messaging send ADDRESS [TEXT|-] [--lines]`, `messaging bench [--broker HOST:PORT] [--json FILE] [--chart FILE]`.

#[cfg(feature = "com")]
use oxcom_host as _;
use std::process::ExitCode;

use oxcom_messaging::Result;
use oxcom_messaging::command::{Bench, Listen, Send, Source, bench, listen, send};

const USAGE: &str = "usage: messaging listen ADDRESS [--count N] [--json]
       messaging send ADDRESS [TEXT|-] [--lines]
       messaging bench [--broker HOST:PORT] [--json FILE] [--chart FILE]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("listen") => parse_listen(&arguments[1..])
            .map(|options| listen(&options, &mut std::io::stdout(), &mut std::io::stderr())),
        Some("send") => {
            parse_send(&arguments[1..]).map(|options| send(&options, &mut std::io::stdin().lock()))
        }
        Some("bench") => run_bench(&arguments[1..]),
        _ => None,
    };
    match done {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("messaging: {error}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn parse_listen(arguments: &[String]) -> Option<Listen> {
    let (address, mut rest) = arguments.split_first()?;
    let mut options = Listen { address: address.clone(), count: None, json: false };
    while let Some((first, after)) = rest.split_first() {
        rest = match first.as_str() {
            "--json" => {
                options.json = true;
                after
            }
            "--count" => {
                let (count, after) = after.split_first()?;
                options.count = Some(count.parse().ok()?);
                after
            }
            _ => return None,
        };
    }
    Some(options)
}

fn parse_send(arguments: &[String]) -> Option<Send> {
    let (address, rest) = arguments.split_first()?;
    let source = match rest.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--lines"] | ["-", "--lines"] => Source::Lines,
        [] | ["-"] => Source::Input,
        [text] => Source::Text(text.to_owned()),
        _ => return None,
    };
    Some(Send { address: address.clone(), source })
}

/// Prints the table; writes the other forms to files.
fn run_bench(arguments: &[String]) -> Option<Result<()>> {
    let program = std::env::current_exe().ok()?.to_str()?.to_owned();
    let mut options = Bench { listen: vec![program, "listen".to_owned()], ..Bench::default() };
    let (mut json, mut chart) = (None, None);
    for pair in arguments.chunks(2) {
        let [name, value] = pair else { return None };
        match name.as_str() {
            "--broker" => options.broker = Some(value.clone()),
            "--json" => json = Some(value),
            "--chart" => chart = Some(value),
            _ => return None,
        }
    }
    Some(bench(&options, &mut std::io::stderr()).map(|report| {
        println!("{}", report.table());
        for (path, text) in [(json, report.json()), (chart, report.chart())] {
            if let Some(path) = path
                && let Err(error) = std::fs::write(path, text)
            {
                eprintln!("messaging: {path}: {error}");
            }
        }
    }))
}
