use std::collections::HashMap;

use super::{Definition, Interface, Name};
use windows_core::GUID;

/// The definitions of one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    definitions: Vec<Definition>,
    by_name: HashMap<Name, usize>,
    by_iid: HashMap<GUID, usize>,
}

impl Library {
    /// One without definitions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a definition. The first of a name, or of an interface's id, is the one that is found.
    pub fn add(&mut self, definition: Definition) {
        let index = self.definitions.len();
        self.by_name.entry(definition.name().clone()).or_insert(index);
        if let Definition::Interface(Interface { iid: Some(iid), .. }) = &definition {
            self.by_iid.entry(*iid).or_insert(index);
            self.by_name.entry(Name::of_id(iid)).or_insert(index);
        }
        self.definitions.push(definition);
    }

    /// Lets the last definition be found under another name, too.
    pub fn alias_last(&mut self, name: Name) {
        if let Some(index) = self.definitions.len().checked_sub(1) {
            self.by_name.entry(name).or_insert(index);
        }
    }

    /// All definitions in the file's order.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// All interfaces in the file's order.
    pub fn interfaces(&self) -> impl Iterator<Item = &Interface> {
        self.definitions.iter().filter_map(|definition| match definition {
            Definition::Interface(interface) => Some(interface),
            _ => None,
        })
    }

    /// The definition of a name.
    pub fn definition(&self, name: &Name) -> Option<&Definition> {
        self.by_name.get(name).map(|&index| &self.definitions[index])
    }

    /// The interface of an id.
    pub fn interface(&self, iid: &GUID) -> Option<&Interface> {
        match self.by_iid.get(iid).map(|&index| &self.definitions[index]) {
            Some(Definition::Interface(interface)) => Some(interface),
            _ => None,
        }
    }
}
