use std::fmt;
use std::sync::{Arc, OnceLock, Weak};

use super::Struct;

/// A struct where it contains itself, behind a pointer: what lists and trees are made of. It is there as long as somebody has
/// the interface's plan, or the struct.
///
/// ```
/// use oxcom_typeinfo::plan::{Enclosing, Field, PointerKind, Struct, Type};
///
/// // struct Node { Node *next; }
/// let itself = Enclosing::new("Node");
/// let next = Type::Pointer { kind: PointerKind::Unique, target: Box::new(Type::Enclosing(itself.clone())) };
/// let fields = vec![Field { name: "next".into(), offset: 0, ty: next }];
/// let node = itself.close(Struct { name: "Node".into(), size: 8, align: 8, fields });
/// assert_eq!(itself.structure().unwrap().fields[0].ty.to_string(), "?Node");
/// # drop(node);
/// ```
#[derive(Clone)]
pub struct Enclosing {
    name: Arc<str>,
    /// Written once, by [`close`](Self::close).
    structure: Arc<OnceLock<Weak<Struct>>>,
}

impl Enclosing {
    /// A struct of this name that is still being described.
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), structure: Arc::default() }
    }

    /// Says which struct it is, all its fields being known. Only the first time counts.
    pub fn close(&self, structure: Struct) -> Arc<Struct> {
        let structure = Arc::new(structure);
        self.structure.get_or_init(|| Arc::downgrade(&structure));
        structure
    }

    /// The struct; `None` before all its fields are known, and after it is gone.
    pub fn structure(&self) -> Option<Arc<Struct>> {
        self.structure.get()?.upgrade()
    }

    /// The struct's name, for messages.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for Enclosing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Enclosing({})", self.name)
    }
}
