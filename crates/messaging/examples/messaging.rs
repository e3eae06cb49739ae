//! The messaging commands on their own: `messaging listen ADDRESS [--count N] [--json]`,
//! `messaging send ADDRESS [TEXT|-] [--lines]`.

use std::process::ExitCode;

use oxcom_messaging::command::{Listen, Send, Source, listen, send};

const USAGE: &str = "usage: messaging listen ADDRESS [--count N] [--json]
       messaging send ADDRESS [TEXT|-] [--lines]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        Some("listen") => parse_listen(&arguments[1..])
            .map(|options| listen(&options, &mut std::io::stdout(), &mut std::io::stderr())),
        Some("send") => {
            parse_send(&arguments[1..]).map(|options| send(&options, &mut std::io::stdin().lock()))
        }
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
