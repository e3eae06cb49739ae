//! Oxcom's answers beside those of another implementation: each difference is allowed by the list, with its documentation,
//! or it is a fault.

mod list;
mod transcript;

use std::path::Path;
use std::process::ExitCode;

use crate::conductor;
use list::{Allowed, List};
use transcript::Transcript;

/// Why nothing could be compared.
#[derive(Debug, thiserror::Error)]
enum Error {
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    #[error("differences.toml: {0}")]
    List(#[from] toml::de::Error),
    #[error("the operations cannot be performed: {0}")]
    Conduct(std::io::Error),
}

/// What Wine's COM answered when it was last asked.
const CHECKED_IN: &str = include_str!("../../transcript.txt");
const DIFFERENCES: &str = include_str!("../../differences.toml");

/// Performs the operations on Oxcom and compares them with a transcript, or with the one that is checked in. Prints every
/// difference; the last line counts them. Fails when one is not in the list, or the list has one that there is not.
pub fn run(transcript: Option<&str>) -> ExitCode {
    match compare(transcript) {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            eprintln!("conformance: {} faults:", faults.len());
            faults.iter().for_each(|fault| eprintln!("{fault}"));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("conformance: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The faults.
fn compare(transcript: Option<&str>) -> Result<Vec<String>, Error> {
    let theirs = match transcript {
        Some(file) => {
            std::fs::read_to_string(Path::new(file)).map_err(|error| Error::File(file.into(), error))?
        }
        None => CHECKED_IN.into(),
    };
    let mut ours = String::new();
    conductor::conduct(|line| ours = std::mem::take(&mut ours) + &line + "\n").map_err(Error::Conduct)?;
    let (ours, theirs) = (Transcript::read(&ours), Transcript::read(&theirs));
    println!("Oxcom beside {}", theirs.whose);
    let comparison = Comparison::of(&ours, &theirs, &DIFFERENCES.parse()?);
    comparison.lines.iter().for_each(|line| println!("{line}"));
    println!("{} operations compared, {} differ", comparison.compared, comparison.differ);
    Ok(comparison.faults)
}

/// What a comparison found.
struct Comparison {
    compared: usize,
    differ: usize,
    /// The differences, with their reasons.
    lines: Vec<String>,
    faults: Vec<String>,
}

impl Comparison {
    fn of(ours: &Transcript, theirs: &Transcript, list: &List) -> Self {
        let mut found = Self { compared: 0, differ: 0, lines: Vec::new(), faults: Vec::new() };
        for (name, ours) in &ours.answers {
            match theirs.answers.get(name) {
                Some(theirs) => found.one(name, ours, theirs, list.get(name)),
                None => found.faults.push(format!("not in the other transcript: {name}")),
            }
        }
        let unknown =
            theirs.answers.keys().chain(list.names()).filter(|name| !ours.answers.contains_key(*name));
        found.faults.extend(unknown.map(|name| format!("no operation has this name: {name}")));
        found
    }

    fn one(&mut self, name: &str, ours: &str, theirs: &str, allowed: Option<Allowed<'_>>) {
        self.compared += 1;
        match allowed {
            None if ours == theirs => {}
            None => {
                self.differ += 1;
                self.faults.push(format!("{name:?} = {{ oxcom = {ours:?}, wine = {theirs:?} }}"));
            }
            Some(allowed) if allowed.oxcom == ours && allowed.wine == theirs => {
                self.differ += 1;
                self.lines.push(format!(
                    "{name}\n    Oxcom: {ours}\n    Wine:  {theirs}\n    {}",
                    allowed.documentation
                ));
            }
            Some(allowed) => self.faults.push(format!(
                "{name:?} is in the list as {{ oxcom = {:?}, wine = {:?} }}, and is {{ oxcom = {ours:?}, wine = {theirs:?} }}",
                allowed.oxcom, allowed.wine
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"
        [[reason]]
        documentation = "The page, its section."
        [reason.differences]
        "second" = { oxcom = "1", wine = "2" }
    "#;

    fn faults(ours: &str, theirs: &str) -> (usize, usize, usize) {
        let found =
            Comparison::of(&Transcript::read(ours), &Transcript::read(theirs), &LIST.parse().unwrap());
        (found.compared, found.differ, found.faults.len())
    }

    #[test]
    fn only_listed_differences_are_allowed() {
        assert_eq!(faults("first: 0\nsecond: 1\n", "first: 0\nsecond: 2\n"), (2, 1, 0));
        assert_eq!(faults("first: 0\nsecond: 1\n", "first: 5\nsecond: 2\n"), (2, 2, 1));
    }

    #[test]
    fn a_listed_difference_must_be_as_listed() {
        assert_eq!(faults("second: 3\n", "second: 2\n").2, 1);
        assert_eq!(faults("second: 2\n", "second: 2\n").2, 1);
    }

    #[test]
    fn both_have_every_operation() {
        assert_eq!(faults("second: 1\nthird: 0\n", "second: 2\n").2, 1);
        assert_eq!(faults("second: 1\n", "second: 2\nthird: 0\n").2, 1);
        assert_eq!(faults("third: 0\n", "third: 0\n").2, 1);
    }
}
