//! What each operation of COM answers: one line each, `operation: HRESULT what was seen`.
//!
//! ```text
//!   the same source ──┬── Linux:   on Oxcom's runtime ──────▶ lines ──┐
//!                     │                                               ├── compare ──▶ differences.toml allows them, or not
//!                     └── Windows: on the system's COM (Wine) ▶ lines ┘
//! ```
//!
//! - [`operation`]: the vocabulary.
//! - [`conductor`]: who has them performed.
//! - [`subjects`]: the operations, one file a subject.
//! - [`apartment`], [`world`], [`marshaling`], [`objects`]: what they are performed with.
//! - [`platform`]: the little that the two systems do differently.
//! - `compare`: what the lines of the two sides have in common, and which differences are allowed.
#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "each is a call to COM with arguments of their types, which live meanwhile"
)]
#![allow(missing_docs, unreachable_pub, reason = "a program, not a library")]

mod apartment;
#[cfg(unix)]
mod compare;
mod conductor;
mod marshaling;
mod objects;
mod operation;
mod platform;
mod subjects;
mod world;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [conductor::PERFORM, from, count] => {
            let [from, count] = [from, count].map(|number| number.parse().unwrap_or(0));
            operation::choose(from..from + count);
            subjects::perform(&platform::Place::new());
            ExitCode::SUCCESS
        }
        [] => match conductor::conduct(|line| println!("{line}")) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("conformance: {error}");
                ExitCode::FAILURE
            }
        },
        #[cfg(unix)]
        ["--compare"] => compare::run(None),
        #[cfg(unix)]
        ["--compare", transcript] => compare::run(Some(transcript)),
        _ => {
            eprintln!("usage: conformance [--compare [TRANSCRIPT]]");
            ExitCode::FAILURE
        }
    }
}
