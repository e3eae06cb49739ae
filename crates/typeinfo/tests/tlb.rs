//! What the reader finds in type libraries that `widl` made of the IDL beside them.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};

use oxcom_typeinfo::model::{Definition, Name};
use oxcom_typeinfo::typelib::{
    Constant, Implemented, Parameter, TypeDesc, TypeInfo, TypeKind, TypeLibrary, TypeRef, VariableKind, vt,
};
use oxcom_typeinfo::winmd::Damage;
use oxcom_typeinfo::{Catalog, plan, print, tlb, typelib};
use windows_core::GUID;

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)
}

fn bytes(file: &str) -> Vec<u8> {
    std::fs::read(data(file)).expect("the project has this file")
}

fn library() -> TypeLibrary {
    tlb::read(&bytes("automation.tlb"), 1).expect("it is a type library")
}

fn id(number: u8) -> GUID {
    GUID::from_u128(0x5e0a7c00_2f43_4c0d_9a5e_0a1b2c3d4e5f | u128::from(number) << 96)
}

fn info<'a>(library: &'a TypeLibrary, name: &str) -> &'a TypeInfo {
    library.find(name).unwrap_or_else(|| panic!("the library has {name}"))
}

#[test]
fn the_library_says_who_it_is() {
    let library = library();
    assert_eq!((library.name.as_str(), library.guid, library.version), ("Automation", id(0x20), (1, 2)));
    assert_eq!(library.help.text.as_deref(), Some("Automation in all its forms"));
    assert_eq!((library.help.context, library.system), (7, 3));
    assert_eq!(library.imports.len(), 1);
    assert_eq!((library.imports[0].file.as_str(), library.imports[0].version), ("stdole2.tlb", (2, 0)));
    let kinds: Vec<_> = library.types.iter().map(|info| (info.name.as_str(), info.kind)).collect();
    for expected in [
        ("Color", TypeKind::Enum),
        ("Point", TypeKind::Record),
        ("Number", TypeKind::Union),
        ("Ticks", TypeKind::Alias),
        ("IShape", TypeKind::Dispatch),
        ("IPlain", TypeKind::Interface),
        ("DShapeEvents", TypeKind::Dispatch),
        ("Shape", TypeKind::Coclass),
        ("Functions", TypeKind::Module),
    ] {
        assert!(kinds.contains(&expected), "{expected:?} in {kinds:?}");
    }
}

#[test]
fn a_dual_interface_with_its_functions() {
    let library = library();
    let shape = info(&library, "ishape");
    assert!(shape.is_dual() && shape.has_vtable());
    assert_eq!((shape.guid, shape.help.text.as_deref()), (id(0x22), Some("A shape")));
    let functions: Vec<_> =
        shape.functions.iter().map(|f| (f.name.as_str(), f.memid, f.invoke, f.slot)).collect();
    assert_eq!(
        functions,
        [
            ("Name", 0, 2, 7),
            ("Name", 0, 4, 8),
            ("Parent", 1, 8, 9),
            ("Move", 2, 1, 10),
            ("Arrays", 3, 1, 11),
            ("Fill", 4, 1, 12),
            ("Corner", 5, 1, 13),
            ("Values", 6, 1, 14),
        ]
    );
    assert_eq!(shape.functions[0].help.text.as_deref(), Some("What it is called"));
    const IDISPATCH: GUID = GUID::from_u128(0x00020400_0000_0000_c000_000000000046);
    assert_eq!(
        shape.implemented,
        [Implemented { reference: TypeRef::External(0, IDISPATCH, TypeKind::Interface), flags: 0 }]
    );
}

#[test]
fn parameters_with_flags_defaults_and_types() {
    let library = library();
    let function = |name: &str| {
        info(&library, "IShape").functions.iter().find(|f| f.name == name).expect("it is there").clone()
    };
    let step = function("Move");
    let [dx, dy, distance] = &step.params[..] else { panic!("three parameters") };
    assert_eq!((dx.name.as_str(), &dx.ty, dx.flags), ("dx", &TypeDesc::Base(vt::I4), Parameter::IN));
    assert_eq!(dy.default, Some(Constant::Integer(vt::I4, 5)));
    assert!(dy.is(Parameter::HAS_DEFAULT) && distance.is(Parameter::RETVAL) && distance.is(Parameter::OUT));
    assert_eq!(distance.ty, TypeDesc::Pointer(Box::new(TypeDesc::Base(vt::R8))));

    let arrays = function("Arrays");
    assert_eq!(arrays.params[0].ty, TypeDesc::SafeArray(Box::new(TypeDesc::Base(vt::R8))));
    let names = TypeDesc::SafeArray(Box::new(TypeDesc::Base(vt::BSTR)));
    assert_eq!(arrays.params[1].ty, TypeDesc::Pointer(Box::new(names)));

    let fill = function("Fill");
    assert!(fill.params[1].is(Parameter::OPTIONAL));
    let TypeDesc::User(color) = fill.params[0].ty else { panic!("an enumeration") };
    assert_eq!(library.local(color).map(|info| info.name.as_str()), Some("Color"));
    assert_eq!(function("Values").params[7].default, Some(Constant::Text("none".into())));
}

#[test]
fn constants_fields_and_properties() {
    let library = library();
    let constants = |name: &str| -> Vec<_> {
        let variables = info(&library, name).variables.iter();
        variables.map(|variable| (variable.name.clone(), variable.kind.clone())).collect()
    };
    let number = |vt, value| VariableKind::Constant(Constant::Integer(vt, value));
    assert_eq!(
        constants("Color"),
        [
            ("Red".into(), number(vt::I4, 0)),
            ("Green".into(), number(vt::I4, 5)),
            ("Blue".into(), number(vt::I4, -1))
        ]
    );
    let module = info(&library, "Functions");
    assert_eq!(module.dll.as_deref(), Some("shapes.so"));
    let point = info(&library, "Point");
    let fields: Vec<_> = point.variables.iter().map(|field| (field.name.as_str(), &field.kind)).collect();
    let field = VariableKind::Field;
    assert_eq!(fields, [("x", &field(0)), ("y", &field(4)), ("weights", &field(8))]);
    assert_eq!((point.size, point.alignment), (32, 8));
    assert_eq!(point.variables[2].ty, TypeDesc::Array(Box::new(TypeDesc::Base(vt::R8)), vec![(3, 0)]));

    let events = info(&library, "DShapeEvents");
    let properties: Vec<_> = events.variables.iter().map(|v| (v.name.as_str(), v.memid, v.flags)).collect();
    assert_eq!(properties, [("Zoom", 10, 0), ("Title", 11, 1)]);
    assert!(events.variables.iter().all(|variable| variable.kind == VariableKind::Property));
    let shape = info(&library, "Shape");
    let flags: Vec<_> = shape.implemented.iter().map(|of| of.flags).collect();
    assert_eq!(flags, [1, 0, 3]);
}

#[test]
fn a_registered_type_library_is_all_that_marshaling_needs() {
    let catalog = Catalog::new(|_: &GUID| vec![data("automation.tlb")]);
    let shape = catalog.plan_of(&id(0x22)).expect("it can be marshaled");
    let text = shape.to_string();
    assert!(text.contains("10 Move(dx: i32, dy: i32, retval distance: *f64) -> HRESULT"), "{text}");
    assert!(text.contains("12 Fill(fill_color: i32, pattern: VARIANT) -> HRESULT"), "{text}");
    assert!(text.contains("place: *Point, when: i32"), "{text}");
    let plain = catalog.plan_of(&id(0x24)).expect("it can be marshaled");
    assert_eq!((plain.methods.len(), plain.methods[0].slot), (2, 3));
    // A dispinterface is IDispatch under another id.
    let events = catalog.plan_of(&id(0x25)).expect("it can be marshaled");
    assert_eq!((events.methods.len(), events.methods[3].call_as), (4, true));
}

#[test]
fn every_definition_is_found_by_its_id() {
    let neutral = typelib::neutral(&library());
    assert!(neutral.interface(&id(0x22)).is_some());
    assert!(matches!(neutral.definition(&Name::of_id(&id(0x21))), Some(Definition::Enum(_))));
    assert!(matches!(neutral.definition(&Name::new("Automation.Shape")), Some(Definition::Coclass(_))));
}

#[test]
fn what_is_no_type_library_is_said_to_be_none() {
    let refused = |bytes: &[u8]| match tlb::read(bytes, 1) {
        Err(Damage::NotMetadata(why)) => why,
        other => panic!("{other:?}"),
    };
    assert!(refused(b"SLTG and so on").contains("SLTG"));
    assert!(refused(b"").contains("does not begin"));
    assert!(refused(b"MSFT\x02\0\x03\0").contains("version"));
}

#[test]
fn all_of_a_real_installation_reads() {
    let folder = Path::new("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows");
    let Ok(files) = std::fs::read_dir(folder) else {
        eprintln!("SKIPPED: {} is missing (package libwine)", folder.display());
        return;
    };
    let mut read = 0;
    for file in files.map(|file| file.expect("a folder that is not changing").path()) {
        if file.extension().is_none_or(|extension| extension != "tlb") {
            continue;
        }
        let bytes = std::fs::read(&file).expect("it is readable");
        let library = match tlb::read(&bytes, 1) {
            Ok(library) => library,
            Err(error) => panic!("{}: {error}", file.display()),
        };
        assert!(!library.types.is_empty() && !library.name.is_empty(), "{}", file.display());
        typelib::neutral(&library);
        if file.ends_with("stdole2.tlb") {
            assert_eq!(library.name, "stdole");
            let dispatch = info(&library, "IDispatch");
            assert_eq!(dispatch.functions.len(), 4);
            assert_eq!(dispatch.functions[3].slot, 6);
            assert!(library.find("StdFont").is_some_and(|font| font.kind == TypeKind::Coclass));
        }
        read += 1;
    }
    assert!(read > 0);
}

#[test]
fn damaged_files_are_read_or_refused() {
    let whole = bytes("automation.tlb");
    for len in 0..whole.len() {
        let _ = tlb::read(&whole[..len], 1);
    }
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |limit: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % limit as u64) as usize
    };
    for _ in 0..5_000 {
        let mut bytes = whole.clone();
        for _ in 0..1 + next(4) {
            let at = next(bytes.len());
            bytes[at] = [0, 0xFF, 0x80, 1, next(256) as u8][next(5)];
        }
        if let Ok(library) = tlb::read(&bytes, 1) {
            let neutral = typelib::neutral(&library);
            // Whatever was read can be printed, and marshaled or refused.
            assert!(print::idl(&library).contains("library ") && print::rdl(&library).contains("mod "));
            for iid in neutral.interfaces().filter_map(|interface| interface.iid) {
                let _ = plan::compile(plan::Scope(&[oxcom_typeinfo::system::library(), &neutral]), &iid);
            }
        }
    }
}

#[test]
fn a_struct_that_contains_itself_can_be_sent() {
    let library = typelib::neutral(&tlb::read(&bytes("list.tlb"), 1).expect("it is a type library"));
    let scope = [oxcom_typeinfo::system::library(), &library];
    let plan = plan::compile(plan::Scope(&scope), &id(0x41)).expect("its methods can be marshaled");
    assert!(plan.to_string().contains("    next: ?Node at 8\n"), "{plan}");
}
