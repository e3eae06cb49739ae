//! The lines of a run, as text.

use std::collections::BTreeMap;

/// What the operations answered.
pub struct Transcript {
    /// What the first comment says.
    pub whose: String,
    /// By the operation's name.
    pub answers: BTreeMap<String, String>,
}

impl Transcript {
    /// Reads lines `operation: answer`. An answer holds no colon followed by a space; lines that begin with `#` are comments.
    pub fn read(text: &str) -> Self {
        let (comments, lines): (Vec<_>, Vec<_>) = text.lines().partition(|line| line.starts_with('#'));
        let whose =
            comments.first().map(|comment| comment.trim_start_matches(['#', ' '])).unwrap_or_default();
        let answers = lines.iter().filter_map(|line| line.rsplit_once(": "));
        Self {
            whose: whose.into(),
            answers: answers.map(|(name, answer)| (name.into(), answer.into())).collect(),
        }
    }
}
