//! What the reader finds in files that the RDL compiler made.
#![allow(missing_docs)]

use std::path::Path;

use oxcom_typeinfo::model::{Count, Definition, Iid, Interface, Library, Method, MethodKind, Name, Type};
use oxcom_typeinfo::winmd::{self, Damage};
use windows_core::GUID;

fn test_library() -> Library {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata/test.winmd");
    winmd::read(&std::fs::read(path).expect("the project has this file")).expect("it is a description")
}

fn interface<'a>(library: &'a Library, name: &str) -> &'a Interface {
    match library.definition(&Name::new(name)) {
        Some(Definition::Interface(interface)) => interface,
        other => panic!("{name} is {other:?}"),
    }
}

fn method<'a>(interface: &'a Interface, name: &str) -> &'a Method {
    interface.methods.iter().find(|method| method.name == name).expect("the interface has this method")
}

#[test]
fn an_interface_with_its_attributes() {
    let library = test_library();
    let counter = interface(&library, "OxcomTest.ICounter");
    assert_eq!(counter.iid, Some(GUID::from_u128(0x5E0A7C13_2F43_4C0D_9A5E_0A1B2C3D4E5F)));
    assert_eq!(counter.base, Some(Name::new("Windows.Win32.IDispatch")));
    assert!(counter.dual && counter.oleautomation && !counter.opaque);
    let members: Vec<_> = counter.methods.iter().map(|m| (m.name.as_str(), m.dispid, m.kind)).collect();
    assert_eq!(
        members,
        [
            ("Value", Some(1), MethodKind::PropertyGet),
            ("SetValue", Some(1), MethodKind::PropertyPut),
            ("Increment", Some(2), MethodKind::Method),
        ]
    );
    assert!(std::ptr::eq(
        library.interface(&counter.iid.expect("read above")).expect("found by id"),
        counter
    ));
}

#[test]
fn parameters_with_their_directions_and_notes() {
    let library = test_library();
    let types = interface(&library, "OxcomTest.ITypes");

    let fill = method(types, "FillPart");
    let values = &fill.params[0];
    assert_eq!((values.is_in, values.is_out), (false, true));
    assert_eq!(values.ty, Type::Pointer { target: Box::new(Type::I32) });
    assert_eq!((&values.notes.count, values.notes.length), (&Some(Count::Elements(1)), Some(2)));

    let sized = &method(types, "SumSized").params[0];
    assert_eq!((sized.is_in, sized.is_out), (true, false));
    assert_eq!(sized.notes.count, Some(Count::Bytes(1)));

    let both = &method(types, "Bstrs").params[1];
    assert_eq!((both.is_in, both.is_out), (true, true));
    assert_eq!(both.ty, Type::Pointer { target: Box::new(Type::Bstr) });

    let marked = &method(types, "Marked").params;
    assert!(marked[0].notes.text && !marked[0].optional);
    assert!(marked[1].optional && marked[1].ty == Type::Text { unit: 2 });

    assert_eq!(method(types, "ObjectOut").params[1].notes.iid, Some(Iid::Before));
    assert_eq!(method(types, "ObjectIn").params[1].notes.iid, Some(Iid::Param(0)));
    assert!(method(types, "ObjectOut").params[1].retval);
    assert_eq!(method(types, "ArrayOut").params[0].notes.element, Some(8));
    assert!(method(types, "Notify").one_way);
    assert!(method(types, "DescriptorIn").params[0].notes.descriptor);
}

#[test]
fn structs_enums_and_aliases() {
    let library = test_library();
    let Some(Definition::Struct(packed)) = library.definition(&Name::new("OxcomTest.Packed")) else {
        panic!("Packed is a struct");
    };
    assert_eq!(packed.pack, Some(1));
    let fields: Vec<_> = packed.fields.iter().map(|field| (field.name.as_str(), &field.ty)).collect();
    assert_eq!(fields, [("tag", &Type::U8), ("value", &Type::U32), ("tail", &Type::U16)]);

    let Some(Definition::Enum(color)) = library.definition(&Name::new("OxcomTest.Color")) else {
        panic!("Color is an enumeration");
    };
    assert_eq!((&color.repr, color.short), (&Type::I32, false));
    let values: Vec<_> = color.values.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(values, [("Red", 0), ("Green", 1), ("Blue", 7), ("Infrared", -1)]);

    let Some(Definition::Alias(ticks)) = library.definition(&Name::new("OxcomTest.Ticks")) else {
        panic!("Ticks is an alias");
    };
    assert_eq!(ticks.target, Type::U64);
}

#[test]
fn all_of_win32_is_readable() {
    let library = winmd::read(windows_default::WIN32).expect("the official metadata is a description");
    assert!(library.definitions().len() > 30_000);
    assert!(library.interfaces().count() > 4_000);
    let stream = interface(&library, "Windows.Win32.IStream");
    assert_eq!(stream.base, Some(Name::new("Windows.Win32.ISequentialStream")));
    let names: Vec<_> = stream.methods.iter().map(|method| method.name.as_str()).collect();
    assert_eq!(
        names,
        ["Seek", "SetSize", "CopyTo", "Commit", "Revert", "LockRegion", "UnlockRegion", "Stat", "Clone"]
    );
    // A type inside another has the outer one's name before its own, and a machine's variant is found once.
    let Some(Definition::Struct(overlapped)) = library.definition(&Name::new("Windows.Win32.OVERLAPPED"))
    else {
        panic!("OVERLAPPED is a struct");
    };
    let Type::Named(union) = &overlapped.fields[2].ty else { panic!("its third field is a union") };
    assert!(matches!(library.definition(union), Some(Definition::Union(_))), "{union}");
}

#[test]
fn winrt_metadata_is_readable_too() {
    let library = winmd::read(windows_default::WINRT).expect("the official metadata is a description");
    assert!(library.interfaces().count() > 5_000);
}

#[test]
fn other_files_are_told_from_descriptions() {
    assert!(matches!(winmd::read(b""), Err(Damage::NotMetadata(_))));
    assert!(matches!(winmd::read(b"\x7fELF and so on"), Err(Damage::NotMetadata(_))));
    let this_program =
        std::fs::read(std::env::current_exe().expect("it has a path")).expect("it is readable");
    assert!(matches!(winmd::read(&this_program), Err(Damage::NotMetadata(_))));
}
