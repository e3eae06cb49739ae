//! The headers as a C compiler reads them: structs are laid out, and methods have the places, that the description says.

use std::fmt::Write;
use std::io::Write as _;
use std::mem::{offset_of, size_of};
use std::process::{Command, Stdio};

use oxcom_bindings::{Error, generate_c, generate_cpp, generate_csharp, generate_csharp_server};
use oxcom_typeinfo::model::{
    Count, Definition, Field, Interface, Library, Method, Name, Notes, Param, Record, Type,
};
use oxcom_typeinfo::winmd;

const TEST: &[u8] = include_bytes!("../../../metadata/test.winmd");
const INCLUDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../include");

#[allow(missing_docs)]
#[path = "../../../metadata/test.rs"]
mod rust;

/// Fails unless the C compiler takes the text without a warning.
#[track_caller]
fn compile(text: &str) {
    // What is compiled is no header any more.
    let text = text.replace("#pragma once\n", "");
    let mut compiler = Command::new("cc");
    compiler.args([
        "-std=c11",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-fsyntax-only",
        "-x",
        "c",
        "-I",
        INCLUDE,
        "-",
    ]);
    let mut child = compiler.stdin(Stdio::piped()).spawn().expect("a C compiler");
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "the C compiler refuses the header");
}

#[test]
fn methods_have_their_places_in_the_vtable() {
    let library = winmd::read(TEST).unwrap();
    let mut text = generate_c(&library, "test.winmd").unwrap();
    let mut checked = 0;
    for interface in library.interfaces() {
        let first =
            if interface.base.as_ref().is_some_and(|base| base.short() == "IDispatch") { 7 } else { 3 };
        for (index, method) in interface.methods.iter().enumerate() {
            let (name, slot) = (interface.name.short(), first + index);
            let _ = writeln!(
                text,
                "_Static_assert(offsetof({name}Vtbl, {}) == {slot} * sizeof(void *), \"{name}\");",
                method.name
            );
            checked += 1;
        }
    }
    assert!(checked > 60, "the test description has every shape of a method");
    compile(&text);
}

#[test]
fn structs_are_laid_out_as_everywhere() {
    let library = winmd::read(TEST).unwrap();
    let text = generate_c(&library, "test.winmd").unwrap();
    compile(&format!(
        "{text}
        _Static_assert(sizeof(Frame) == {}, \"Frame\");
        _Static_assert(offsetof(Frame, dims) == {}, \"dims\");
        _Static_assert(offsetof(Frame, last) == {}, \"last\");
        _Static_assert(sizeof(Packed) == {}, \"Packed\");
        _Static_assert(sizeof(Polygon) == {}, \"Polygon\");
        _Static_assert(sizeof(VARIANT) == {}, \"VARIANT\");
        _Static_assert(sizeof(DECIMAL) == {}, \"DECIMAL\");
        _Static_assert(sizeof(SAFEARRAY) == {}, \"SAFEARRAY\");",
        size_of::<rust::Frame>(),
        offset_of!(rust::Frame, dims),
        offset_of!(rust::Frame, last),
        size_of::<rust::Packed>(),
        size_of::<rust::Polygon>(),
        size_of::<oxcom_abi::VARIANT>(),
        size_of::<oxcom_abi::DECIMAL>(),
        size_of::<oxcom_abi::SAFEARRAY>(),
    ));
}

#[test]
fn structs_that_end_in_an_array_or_contain_themselves() {
    let library = winmd::read(include_bytes!("../../../metadata/values.winmd")).unwrap();
    let text = generate_c(&library, "values.winmd").unwrap();
    compile(&format!(
        "{text}
        _Static_assert(offsetof(Blob, data) == 6 && sizeof(Blob) == 8, \"Blob\");
        _Static_assert(offsetof(Labelled, labels) == 16, \"Labelled\");
        const uint16_t *last(const Blob *blob) {{ return &blob->data[blob->size - 1]; }}
        const Node *second(const Node *first) {{ return first->next; }}
        const Folder *inside(const Folder *folder) {{ return folder->entries[0].content.folder; }}"
    ));
}

#[test]
fn csharp_copies_no_struct_that_ends_in_an_array() {
    let name = Name::new("Test.Blob");
    let field =
        |name: &str, ty, count| Field { name: name.into(), ty, notes: Notes { count, ..Notes::default() } };
    let data = Type::Array { element: Box::new(Type::U8), count: 1 };
    let fields = vec![field("size", Type::U32, None), field("data", data, Some(Count::Elements(0)))];
    let param = Param {
        name: "blob".into(),
        ty: Type::Pointer { target: Box::new(Type::Named(name.clone())) },
        is_in: true,
        is_out: false,
        optional: false,
        retval: false,
        notes: Notes::default(),
    };
    let method = Method {
        name: "Take".into(),
        kind: Default::default(),
        dispid: None,
        params: vec![param],
        result: Type::Hresult,
        one_way: false,
        form: Default::default(),
        unknown: None,
    };
    let mut library = Library::new();
    let (pack, align, arms) = (None, None, Default::default());
    library.add(Definition::Struct(Record { guid: None, name, fields, pack, align, arms }));
    library.add(Definition::Interface(Interface {
        name: Name::new("Test.ITake"),
        iid: Some(windows_core::GUID::from_u128(1)),
        base: Some(Name::new("Windows.Win32.IUnknown")),
        methods: vec![method],
        dual: false,
        oleautomation: false,
        opaque: false,
    }));
    let csharp = generate_csharp(&library, "test").unwrap();
    assert!(csharp.contains("void Take(IntPtr blob);"), "{csharp}");
}

#[test]
fn ids_calls_and_classes_can_be_written_in_each_language() {
    let library = winmd::read(TEST).unwrap();
    let c = generate_c(&library, "test.winmd").unwrap();
    compile(&format!(
        "#define COBJMACROS\n#define INITGUID\n{c}
        int32_t add(ICalc *calc) {{ int32_t sum = 0; (void)ICalc_Add(calc, 1, 2, &sum); return sum; }}
        const GUID *id(void) {{ return &IID_ICalc; }}"
    ));
    let cpp = generate_cpp(&library, "test.winmd").unwrap();
    assert!(cpp.contains("struct ICounter : public IDispatch\n"));
    assert!(cpp.contains("HRESULT STDMETHODCALLTYPE Guids(REFGUID id, GUID *same) = 0;"));
    let csharp = generate_csharp(&library, "test.winmd").unwrap();
    assert!(csharp.contains("int Add(int a, int b);"));
    assert!(csharp.contains("namespace OxcomTest\n"));
    let served = generate_csharp_server(&library, "test.winmd").unwrap();
    assert!(served.contains("    public interface ICalcServer\n"));
    assert!(served.contains("        [PreserveSig]\n        int Add(int a, int b, out int sum);\n"));
    assert!(!served.contains("struct"), "structs are in the other file");
}

#[test]
fn a_struct_that_holds_itself_is_refused() {
    let name = Name::new("Test.Endless");
    let field = Field { name: "inner".into(), ty: Type::Named(name.clone()), notes: Default::default() };
    let mut library = Library::new();
    library.add(Definition::Struct(Record {
        guid: None,
        name,
        fields: vec![field],
        pack: None,
        align: None,
        arms: Default::default(),
    }));
    assert_eq!(generate_c(&library, "test"), Err(Error::Endless("Test.Endless".into())));
}
