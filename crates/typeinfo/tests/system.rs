//! The system library agrees with the official metadata on all that both say.
#![allow(missing_docs)]

use oxcom_typeinfo::model::{Definition, Form, Interface, Library, Method};
use oxcom_typeinfo::{system, winmd};

/// IUnknown's methods have no remote form; the others are described.
const WITHOUT_METHODS: &str = "Windows.Win32.IUnknown";

#[test]
fn interfaces_have_the_official_ids_bases_and_methods() {
    let official = winmd::read(windows_default::WIN32).expect("the official metadata is a description");
    for interface in system::library().interfaces() {
        let published = published(&official, interface);
        assert_eq!(interface.iid, published.iid, "{}", interface.name);
        if interface.opaque || interface.name.full() == WITHOUT_METHODS {
            continue;
        }
        assert_eq!(interface.base, published.base, "{}", interface.name);
        let slots = interface.methods.iter().zip(&published.methods);
        slots.for_each(|(method, published)| assert_same_method(&interface.name, method, published));
        assert_eq!(interface.methods.len(), published.methods.len(), "{}", interface.name);
    }
}

fn published<'a>(official: &'a Library, interface: &Interface) -> &'a Interface {
    match official.definition(&interface.name) {
        Some(Definition::Interface(published)) => published,
        other => panic!("{} is {other:?}", interface.name),
    }
}

/// A method in local form has the published parameters; one in remote form is in the published one's place.
#[track_caller]
fn assert_same_method(interface: &dyn std::fmt::Display, method: &Method, published: &Method) {
    let place = format!("{interface}::{}", published.name);
    let name = match &method.form {
        Form::RemoteFormOf(local) => local,
        Form::Same | Form::LocalOnly => &method.name,
    };
    assert_eq!(*name, published.name, "{place}");
    assert_eq!(method.result, published.result, "{place}");
    if method.form == Form::Same {
        let types = |method: &Method| method.params.iter().map(|param| param.ty.clone()).collect::<Vec<_>>();
        assert_eq!(types(method), types(published), "{place}");
    }
}
