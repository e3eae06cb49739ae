//! Registrations inside of libraries, which a C compiler makes.

use std::path::{Path, PathBuf};
use std::process::Command;

use oxcom_activation::{Error, Registry, parse_guid};

const CLSID: &str = "{9A7D97EB-1491-438E-B88C-234390D727F2}";

fn library(folder: &Path, source: &str) -> PathBuf {
    let (code, library) = (folder.join("component.c"), folder.join("libcomponent.so"));
    std::fs::write(&code, source).unwrap();
    let compiled = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &code]).status();
    assert!(compiled.expect("a C compiler").success());
    library
}

fn registry(home: &Path) -> Registry {
    Registry::new(vec![home.into()], Some(home.into()))
}

#[test]
fn a_library_registers_itself_without_being_run() {
    let (home, package) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source = format!(
        "#include <stdlib.h>\n\
         __attribute__((constructor)) static void run(void) {{ abort(); }}\n\
         extern void *CoTaskMemAlloc(unsigned long); void *use(void) {{ return CoTaskMemAlloc(1); }}\n\
         const char OXCOM_REGISTRATION[] = \"[[class]]\\nclsid = '{CLSID}'\\nthreading = 'Both'\\nmarshaler = true\";\n"
    );
    let library = library(package.path(), &source);
    let registry = registry(home.path());
    registry.register(&library).unwrap();
    let class = registry.class(&parse_guid(CLSID).unwrap()).unwrap();
    assert_eq!(class.library, Some(library.canonicalize().unwrap()));
    assert!(class.marshaler);

    assert_eq!(registry.unregister(library.to_str().unwrap()).unwrap().len(), 1);
    assert!(registry.class(&parse_guid(CLSID).unwrap()).is_none());
}

#[test]
fn a_library_that_says_nothing_or_says_it_wrongly_is_refused() {
    let home = tempfile::tempdir().unwrap();
    for (source, complaint) in [
        ("int x;", "none inside"),
        ("const char *OXCOM_REGISTRATION = \"\";", "is it a pointer"),
        ("char OXCOM_REGISTRATION[99];", "not in the file"),
        ("const char OXCOM_REGISTRATION[] = \"\\xff\";", "not UTF-8"),
        ("const char OXCOM_REGISTRATION[] = \"[[class]]\";", "missing field `clsid`"),
        ("extern char OXCOM_REGISTRATION[]; char *use(void) { return OXCOM_REGISTRATION; }", "none inside"),
    ] {
        let package = tempfile::tempdir().unwrap();
        let error = registry(home.path()).register(&library(package.path(), source)).unwrap_err();
        assert!(error.to_string().contains(complaint), "{source}: {error}");
        assert!(matches!(error, Error::NotRegistered { .. } | Error::Registration { .. }));
    }
}
