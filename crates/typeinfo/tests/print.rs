//! Libraries printed as text compile again into equal libraries.
#![allow(missing_docs)]

use std::path::{Path, PathBuf};
use std::process::Command;

use oxcom_typeinfo::model::Definition;
use oxcom_typeinfo::typelib::{TypeDesc, TypeInfo, TypeLibrary, TypeRef};
use oxcom_typeinfo::{print, tlb, typelib, winmd};

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)
}

fn read(path: &Path) -> TypeLibrary {
    tlb::read(&std::fs::read(path).expect("it is there"), 1).expect("it is a type library")
}

/// The types by name, references in them by name, too: a compiler orders types as it likes.
fn comparable(library: &TypeLibrary) -> Vec<String> {
    let mut texts: Vec<_> = library.types.iter().map(|info| text(library, info)).collect();
    texts.sort();
    texts.insert(0, format!("{:?} {:?} {:?}", library.name, library.guid, (library.version, &library.help)));
    texts
}

fn text(library: &TypeLibrary, info: &TypeInfo) -> String {
    let mut info = info.clone();
    let mut names = Vec::new();
    let mut name = |reference: &mut TypeRef| {
        if let Some(local) = library.local(*reference) {
            names.push(local.name.clone());
            *reference = TypeRef::Local(0);
        }
    };
    fn walk(ty: &mut TypeDesc, name: &mut impl FnMut(&mut TypeRef)) {
        match ty {
            TypeDesc::User(reference) => name(reference),
            TypeDesc::Pointer(inner) | TypeDesc::SafeArray(inner) | TypeDesc::Array(inner, _) => {
                walk(inner, name)
            }
            TypeDesc::Base(_) => {}
        }
    }
    info.implemented.iter_mut().for_each(|of| name(&mut of.reference));
    info.variables.iter_mut().for_each(|variable| walk(&mut variable.ty, &mut name));
    for function in &mut info.functions {
        walk(&mut function.result, &mut name);
        function.params.iter_mut().for_each(|param| walk(&mut param.ty, &mut name));
    }
    info.alias.iter_mut().for_each(|alias| walk(alias, &mut name));
    format!("{info:?} {names:?}")
}

#[test]
fn idl_compiles_again_to_an_equal_library() {
    let widl = "x86_64-w64-mingw32-widl";
    let wine = Path::new("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows");
    let sdk = Path::new("/usr/include/wine/wine/windows");
    if Command::new(widl).arg("-V").output().is_err() || !sdk.exists() || !wine.exists() {
        eprintln!("SKIPPED: needs widl (mingw-w64-tools), libwine-dev and libwine");
        return;
    }
    let folder = std::env::temp_dir().join(format!("oxcom-print-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    let compile = |idl: &Path, tlb: &Path| {
        let compiled = Command::new(widl)
            .args([Path::new("-t"), "-I".as_ref(), sdk, "-L".as_ref(), wine, "-o".as_ref(), tlb, idl])
            .output()
            .expect("widl runs");
        let said = String::from_utf8_lossy(&compiled.stderr);
        assert!(compiled.status.success(), "{said}\n{}", std::fs::read_to_string(idl).expect("it is text"));
    };
    let attributes = folder.join("attributes.tlb");
    compile(&data("attributes.idl"), &attributes);
    // The last is no file of ours: it says what IUnknown is.
    for file in [data("automation.tlb"), data("plain.tlb"), attributes, wine.join("stdole2.tlb")] {
        let before = read(&file);
        let (idl, tlb) = (folder.join("again.idl"), folder.join("again.tlb"));
        std::fs::write(&idl, print::idl(&before)).expect("the folder is there");
        compile(&idl, &tlb);
        assert_eq!(comparable(&read(&tlb)), comparable(&before), "{}", print::idl(&before));
    }
    std::fs::remove_dir_all(folder).expect("it was just made");
}

#[test]
fn rdl_compiles_to_a_winmd_that_marshals_the_same() {
    let folder = std::env::temp_dir().join(format!("oxcom-print-rdl-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    let library = read(&data("automation.tlb"));
    let (rdl, output) = (folder.join("library.rdl"), folder.join("library.winmd"));
    std::fs::write(&rdl, print::rdl(&library)).expect("the folder is there");
    let mut reader = windows_rdl::reader();
    reader.input(&rdl).output(&output).reference_bytes(windows_default::WIN32);
    reader.reference(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata/oxcom.winmd"));
    if let Err(error) = reader.write() {
        panic!("{error}\n{}", print::rdl(&library));
    }
    let compiled = winmd::read(&std::fs::read(output).expect("it was written")).expect("it is metadata");
    std::fs::remove_dir_all(folder).expect("it was just made");

    let plan = |library: &oxcom_typeinfo::model::Library, iid: &windows_core::GUID| {
        let scope = [oxcom_typeinfo::system::library(), library];
        let plan =
            oxcom_typeinfo::plan::compile(oxcom_typeinfo::plan::Scope(&scope), iid).expect("it has a plan");
        // Names of methods differ: a property has one in IDL, two in RDL.
        plan.to_string().replace(" SetRef", " ").replace(" Set", " ").replace("struct tagCY", "struct CY")
    };
    let neutral = typelib::neutral(&library);
    let mut compared = 0;
    for definition in neutral.definitions() {
        if let Definition::Interface(interface) = definition {
            let iid = interface.iid.expect("all of them have one");
            assert_eq!(plan(&neutral, &iid), plan(&compiled, &iid));
            compared += 1;
        }
    }
    assert_eq!(compared, 4);
}

#[test]
fn a_description_in_rdl_prints_as_idl() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata/test.winmd");
    let library = winmd::read(&std::fs::read(path).expect("it is there")).expect("it is metadata");
    let text = print::idl(&typelib::describe(&library));
    assert!(text.contains("[id(1), propget] HRESULT Value([out, retval] long * value);"), "{text}");
    assert!(text.contains("[id(1), propput] HRESULT Value([in] long value);"), "{text}");
    assert!(text.contains("interface ICounter : IDispatch"), "{text}");
}
