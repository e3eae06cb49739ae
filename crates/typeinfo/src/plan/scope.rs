use super::Reason;
use crate::model::{Definition, Interface, Library, Name, Type};
use windows_core::GUID;

/// The libraries in which names are looked up, in this order.
#[derive(Clone, Copy)]
pub struct Scope<'a>(pub &'a [&'a Library]);

/// Aliases of aliases of aliases end here.
const MAX_ALIASES: usize = 16;

impl<'a> Scope<'a> {
    /// The definition of a name.
    pub fn definition(&self, name: &Name) -> Option<&'a Definition> {
        self.0.iter().find_map(|library| library.definition(name))
    }

    /// The interface of an id; one whose methods are described is preferred.
    pub fn interface(&self, iid: &GUID) -> Option<&'a Interface> {
        let mut found = self.0.iter().filter_map(|library| library.interface(iid));
        found.clone().find(|interface| !interface.opaque).or_else(|| found.next())
    }

    /// A type with its aliases replaced by what they stand for.
    pub(super) fn resolve(&self, ty: &Type) -> Result<(Type, Option<&'a Definition>), Reason> {
        let mut ty = ty.clone();
        for _ in 0..MAX_ALIASES {
            let Type::Named(name) = &ty else { return Ok((ty, None)) };
            match self.definition(name) {
                Some(Definition::Alias(alias)) => ty = alias.target.clone(),
                Some(definition) => return Ok((ty, Some(definition))),
                None => return Err(Reason::TypeUnknown(name.to_string())),
            }
        }
        Err(Reason::AliasChain(format!("{ty:?}")))
    }
}
