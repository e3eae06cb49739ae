use std::fmt;
use std::sync::Arc;

use windows_core::GUID;

/// A definition's full name: `Windows.Win32.IUnknown`. Cheap to clone.
///
/// Types inside other types have the outer one's name and a slash before theirs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Arc<str>);

impl Name {
    /// From a namespace, a dot and a name.
    pub fn new(full: &str) -> Self {
        Self(full.into())
    }

    /// The name of whatever has this id: type libraries refer to each other's types by ids. Every interface is found under
    /// it, too.
    pub fn of_id(id: &GUID) -> Self {
        Self(format!("{{{id:?}}}").into())
    }

    /// All of it.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// Without the namespace.
    pub fn short(&self) -> &str {
        self.0.rsplit_once('.').map_or(&*self.0, |(_, name)| name)
    }

    /// The namespace; empty, if there is none.
    pub fn namespace(&self) -> &str {
        self.0.rsplit_once('.').map_or("", |(namespace, _)| namespace)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn a_name_has_two_parts() {
        let name = Name::new("Windows.Win32.IUnknown");
        assert_eq!((name.namespace(), name.short()), ("Windows.Win32", "IUnknown"));
        assert_eq!((Name::new("IUnknown").namespace(), Name::new("IUnknown").short()), ("", "IUnknown"));
    }
}
