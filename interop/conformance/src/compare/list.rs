//! The allowed differences: differences.toml.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::Deserialize;

/// All of them.
pub struct List(Vec<Reason>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    reason: Vec<Reason>,
}

/// Why Oxcom is right, and where.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reason {
    documentation: String,
    differences: BTreeMap<String, Answers>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    oxcom: String,
    wine: String,
}

/// One difference.
pub struct Allowed<'a> {
    pub oxcom: &'a str,
    pub wine: &'a str,
    pub documentation: &'a str,
}

impl FromStr for List {
    type Err = toml::de::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(toml::from_str::<File>(text)?.reason))
    }
}

impl List {
    /// The difference that is allowed for an operation.
    pub fn get(&self, operation: &str) -> Option<Allowed<'_>> {
        self.0.iter().find_map(|reason| {
            reason.differences.get(operation).map(|answers| Allowed {
                oxcom: &answers.oxcom,
                wine: &answers.wine,
                documentation: &reason.documentation,
            })
        })
    }

    /// All operations that it names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|reason| reason.differences.keys())
    }
}
