//! Type libraries as text that compiles again: IDL for `widl` and MIDL, RDL for `windows-rdl`.
//!
//! ```
//! use oxcom_typeinfo::typelib::{TypeInfo, TypeKind, TypeLibrary};
//!
//! let mut library = TypeLibrary { name: "Empty".into(), ..TypeLibrary::default() };
//! library.types.push(TypeInfo::new("Nothing", TypeKind::Enum));
//! assert!(oxcom_typeinfo::print::idl(&library).contains("library Empty"));
//! ```

mod idl;
mod rdl;

pub use idl::idl;
pub use rdl::rdl;

use crate::system;
use crate::typelib::{TypeDesc, TypeInfo, TypeKind, TypeLibrary, TypeRef};

/// Records that the compilers know by themselves.
const KNOWN: &[&str] = &[
    "tagCY",
    "tagDEC",
    "GUID",
    "_GUID",
    "EXCEPINFO",
    "DISPPARAMS",
    "_LARGE_INTEGER",
    "_ULARGE_INTEGER",
    "_FILETIME",
];

/// Numbers that a compiler gives to what has none: 0x6…, and for fields 0x4….
fn is_automatic(memid: i32) -> bool {
    matches!(memid.cast_unsigned() >> 28, 4 | 6)
}

/// The name of the type that a reference means.
fn name_of(library: &TypeLibrary, reference: TypeRef) -> String {
    let file = |index: u32| {
        let import = usize::try_from(index).ok().and_then(|index| library.imports.get(index));
        import.map_or("another library", |import| import.file.as_str())
    };
    match reference {
        TypeRef::Local(_) => library.local(reference).map_or_else(|| "void".into(), |info| info.name.clone()),
        TypeRef::External(import, id, _) => match system::library().interface(&id) {
            Some(interface) => interface.name.short().to_owned(),
            None => format!("IUnknown /* {{{id:?}}} of {} */", file(import)),
        },
        TypeRef::ExternalIndex(import, index, _) => format!("void /* type {index} of {} */", file(import)),
    }
}

/// The types in an order in which each value's type comes before what holds it; interfaces after their bases.
fn in_order(library: &TypeLibrary) -> Vec<&TypeInfo> {
    let mut order = Order { library, state: vec![false; library.types.len()], sorted: Vec::new() };
    let of = |kinds: &'static [TypeKind]| {
        let types = library.types.iter().enumerate();
        types.filter(|(_, info)| kinds.contains(&info.kind)).map(|(index, _)| index)
    };
    use TypeKind::{Alias, Coclass, Dispatch, Enum, Interface, Module, Record, Union};
    for kinds in [&[Enum][..], &[Alias, Record, Union], &[Module], &[Interface, Dispatch], &[Coclass]] {
        of(kinds).for_each(|index| order.visit(index));
    }
    order.sorted
}

struct Order<'a> {
    library: &'a TypeLibrary,
    state: Vec<bool>,
    sorted: Vec<&'a TypeInfo>,
}

impl<'a> Order<'a> {
    fn visit(&mut self, first: usize) {
        // Without recursion: a hostile file derives a thousand interfaces from each other.
        let mut stack = vec![(first, false)];
        while let Some((index, done)) = stack.pop() {
            let Some(info) = self.library.types.get(index) else { continue };
            if done {
                self.sorted.push(info);
            } else if !std::mem::replace(&mut self.state[index], true) {
                stack.push((index, true));
                let needs = self.needs(info);
                stack.extend(
                    needs.into_iter().filter(|index| !self.state[*index]).map(|index| (index, false)),
                );
            }
        }
    }

    fn needs(&self, info: &TypeInfo) -> Vec<usize> {
        let mut needs = Vec::new();
        let mut add = |reference| {
            if let TypeRef::Local(index) = reference
                && let Ok(index) = usize::try_from(index)
                && index < self.state.len()
            {
                needs.push(index);
            }
        };
        match info.kind {
            TypeKind::Interface | TypeKind::Dispatch => {
                info.implemented.iter().for_each(|of| add(of.reference))
            }
            _ => {
                let types = info.variables.iter().map(|field| &field.ty).chain(info.alias.as_ref());
                types.filter_map(by_value).for_each(add);
            }
        }
        needs
    }
}

/// The type of the user's that a value has in place.
fn by_value(ty: &TypeDesc) -> Option<TypeRef> {
    match ty {
        TypeDesc::User(reference) => Some(*reference),
        TypeDesc::Array(element, _) => by_value(element),
        // An alias or a record behind a pointer must be declared, too.
        TypeDesc::Pointer(target) | TypeDesc::SafeArray(target) => by_value(target),
        TypeDesc::Base(_) => None,
    }
}
