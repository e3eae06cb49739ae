use super::Reason;
use crate::model::{Definition, Interface, Library, Name, Type};
use windows_core::GUID;

/// The libraries in which names are looked up, in this order; but an interface that is only known by name gives way to its
/// description in a later library.
///
/// The system library comes first: others may repeat COM's own interfaces as C programs see them, which is not what is
/// sent.
#[derive(Clone, Copy)]
pub struct Scope<'a>(pub &'a [&'a Library]);

/// Aliases of aliases of aliases end here.
const MAX_ALIASES: usize = 16;

impl<'a> Scope<'a> {
    /// The definition of a name.
    pub fn definition(&self, name: &Name) -> Option<&'a Definition> {
        let opaque = |definition: &&Definition| matches!(definition, Definition::Interface(i) if i.opaque);
        let mut found = self.0.iter().filter_map(|library| library.definition(name));
        found.clone().find(|definition| !opaque(definition)).or_else(|| found.next())
    }

    /// The interface of an id.
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
