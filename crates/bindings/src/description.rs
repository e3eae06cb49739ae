//! What the languages have in common: names looked up, and definitions in an order in which each uses earlier ones only.

use std::collections::HashMap;

use oxcom_typeinfo::model::{Definition, Interface, Library, Name, Record, Type};
use oxcom_typeinfo::system;

use crate::{Error, Result};

/// A library, and what is known of the names that it uses.
pub(crate) struct Description<'a> {
    pub(crate) library: &'a Library,
}

impl<'a> Description<'a> {
    pub(crate) fn new(library: &'a Library) -> Self {
        Self { library }
    }

    /// Whether a name is an interface's: of this library, of COM itself, or by the looks of it.
    pub(crate) fn is_interface(&self, name: &Name) -> bool {
        match self.library.definition(name).or_else(|| system::library().definition(name)) {
            Some(definition) => matches!(definition, Definition::Interface(_)),
            None => {
                let mut letters = name.short().chars();
                letters.next() == Some('I') && letters.next().is_some_and(char::is_uppercase)
            }
        }
    }

    /// The struct or union of a name, and whether it is a union.
    pub(crate) fn record(&self, name: &Name) -> Option<(&'a Record, bool)> {
        match self.library.definition(name)? {
            Definition::Struct(record) => Some((record, false)),
            Definition::Union(record) => Some((record, true)),
            _ => None,
        }
    }

    /// Whether a type is a struct that ends in an array of variable length.
    pub(crate) fn is_open(&self, ty: &Type) -> bool {
        const DEEPEST: usize = 32;
        let mut ty = ty;
        for _ in 0..DEEPEST {
            let Type::Named(name) = ty else { return false };
            let Some(last) = self.record(name).and_then(|(record, _)| record.fields.last()) else {
                return false;
            };
            if let (Type::Array { .. }, Some(_)) = (&last.ty, &last.notes.count) {
                return true;
            }
            ty = &last.ty;
        }
        false
    }

    /// An interface's bases as far as they are in this library, the nearest first.
    pub(crate) fn bases(&self, interface: &'a Interface) -> Vec<&'a Interface> {
        let mut bases: Vec<&Interface> = Vec::new();
        let mut next = interface.base.as_ref();
        while let Some(Definition::Interface(base)) = next.and_then(|name| self.library.definition(name)) {
            // A description may say that an interface is its own base.
            if bases.iter().any(|known| known.name == base.name) {
                break;
            }
            bases.push(base);
            next = base.base.as_ref();
        }
        bases
    }

    /// All definitions but types inside of types, each after those that it contains or derives from.
    pub(crate) fn ordered(&self) -> Result<Vec<&'a Definition>> {
        let mut order = Order { description: self, state: HashMap::new(), done: Vec::new() };
        for definition in self.library.definitions() {
            if !is_nested(definition.name()) {
                order.visit(definition)?;
            }
        }
        Ok(order.done)
    }
}

/// Whether a type is defined inside of another one.
pub(crate) fn is_nested(name: &Name) -> bool {
    name.full().contains('/')
}

/// A walk through the definitions, depth first.
struct Order<'d, 'a> {
    description: &'d Description<'a>,
    /// Whether a definition is done; false while those that it needs are visited.
    state: HashMap<&'a Name, bool>,
    done: Vec<&'a Definition>,
}

impl<'a> Order<'_, 'a> {
    fn visit(&mut self, definition: &'a Definition) -> Result<()> {
        match self.state.insert(definition.name(), false) {
            Some(true) => {
                self.state.insert(definition.name(), true);
                return Ok(());
            }
            Some(false) => return Err(Error::Endless(definition.name().to_string())),
            None => (),
        }
        self.visit_needed(definition)?;
        self.state.insert(definition.name(), true);
        if !is_nested(definition.name()) {
            self.done.push(definition);
        }
        Ok(())
    }

    fn visit_needed(&mut self, definition: &'a Definition) -> Result<()> {
        match definition {
            Definition::Interface(interface) => {
                interface.base.iter().try_for_each(|base| self.visit_name(base))?;
                let params = interface.methods.iter().flat_map(|method| &method.params);
                params.into_iter().try_for_each(|param| self.visit_type(&param.ty))
            }
            Definition::Struct(record) | Definition::Union(record) => {
                record.fields.iter().try_for_each(|field| self.visit_type(&field.ty))
            }
            Definition::Alias(alias) => self.visit_type(&alias.target),
            _ => Ok(()),
        }
    }

    /// What a type contains. Pointers need a declaration only.
    fn visit_type(&mut self, ty: &'a Type) -> Result<()> {
        match ty {
            Type::Named(name) if !self.description.is_interface(name) => self.visit_name(name),
            Type::Array { element, .. } => self.visit_type(element),
            // An alias is no declaration ahead of its definition, whatever it stands for.
            Type::Pointer { target } => match &**target {
                Type::Named(name) if self.description.record(name).is_some() => Ok(()),
                Type::Variant | Type::Decimal | Type::Currency => Ok(()),
                target => self.visit_type(target),
            },
            Type::Variant => self.visit_name(&Name::new("Windows.Win32.VARIANT")),
            Type::Decimal => self.visit_name(&Name::new("Windows.Win32.DECIMAL")),
            Type::Currency => self.visit_name(&Name::new("Windows.Win32.CY")),
            _ => Ok(()),
        }
    }

    fn visit_name(&mut self, name: &Name) -> Result<()> {
        match self.description.library.definition(name) {
            Some(definition) => self.visit(definition),
            None => Ok(()),
        }
    }
}
