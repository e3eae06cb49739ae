//! What cannot be marshaled is refused, with the place and with advice. Each interface here has one fault.
#![allow(missing_docs)]

use std::path::Path;

use oxcom_typeinfo::model::{Interface, Library, Method, Name, Notes, Param, Type};
use oxcom_typeinfo::plan::{self, PlanError, Reason, Scope};
use oxcom_typeinfo::{system, winmd};
use windows_core::GUID;

/// Each interface, followed by the end of the message that its description is answered with.
const FAULTS: &[(&str, &str)] = &[
    ("fn M(&self, p: *const void) -> HRESULT;", "M, parameter p: it points to nothing typed"),
    ("fn M(&self, #[out] p: *mut *mut i32) -> HRESULT;", "M, parameter p: it is a pointer to a pointer"),
    (
        "fn M(&self, #[out] #[iid_is] p: *mut *mut void) -> HRESULT;",
        "M, parameter p: no [in] parameter before it",
    ),
    (
        "fn M(&self, n: u32, #[IidIs(0)] p: IUnknown) -> HRESULT;",
        "M, parameter p: parameter 0 is not an [in] pointer",
    ),
    ("fn M(&self, ok: bool) -> HRESULT;", "M, parameter ok: a bool from elsewhere need not be 0 or 1"),
    ("fn M(&self) -> bool;", "M: a bool from elsewhere"),
    ("fn M(&self) -> Pair;", "M: a method returns an HRESULT, nothing, or a number"),
    (
        "fn M(&self, v: *const Either) -> HRESULT;",
        "M, parameter v: nothing says which arm of the union Faults.Either is valid",
    ),
    (
        "fn M(&self, v: *const Outer) -> HRESULT;",
        "M, parameter v, field Outer.inner: nothing says which arm of the union",
    ),
    (
        "fn M(&self, #[SwitchIs(1)] v: Cased, kind: i32) -> HRESULT;",
        "M, parameter v: a union is passed by pointer",
    ),
    ("fn M(&self, v: Switched) -> HRESULT;", "M, parameter v: a union is passed by pointer"),
    (
        "fn M(&self, #[SwitchIs(1)] v: *const Cased, kind: f32) -> HRESULT;",
        "M, parameter v: there is no number with index 1 (never null) that could switch",
    ),
    (
        "fn M(&self, #[SwitchIs(1)] v: *const Cased, #[out] kind: *mut i32) -> HRESULT;",
        "M, parameter v: what counts the room of an array, or switches a union, must be known before the call",
    ),
    (
        "fn M(&self, #[SwitchIs(1)] v: *const Either, kind: i32) -> HRESULT;",
        "M, parameter v: Faults.Either has an arm without Case or DefaultCase",
    ),
    ("fn M(&self, #[SwitchIs(1)] v: *const Twice, kind: i32) -> HRESULT;", "or two arms for one value"),
    (
        "fn M(&self, #[SwitchIs(1)] v: *const Many, kind: i32) -> HRESULT;",
        "the elements of an array in a union are counted by nothing in it",
    ),
    (
        "fn M(&self, v: *const Middle) -> HRESULT;",
        "field Middle.values: an array in place whose length a field counts is the last field of a struct",
    ),
    (
        "fn M(&self, v: *const Nested) -> HRESULT;",
        "field Nested.inner: Conformant ends in an array of variable length; point to one of them",
    ),
    ("fn M(&self, v: *const Elements) -> HRESULT;", "field Elements.all: Conformant ends in an array"),
    ("fn M(&self, v: Conformant) -> HRESULT;", "M, parameter v: Conformant ends in an array"),
    (
        "fn M(&self, #[len_param(1)] v: *const Conformant, n: u32) -> HRESULT;",
        "M, parameter v: Conformant ends in an array",
    ),
    (
        "fn M(&self, #[out] v: *mut Conformant) -> HRESULT;",
        "M, parameter v: only the method knows how long Conformant will be",
    ),
    (
        "fn M(&self, v: *const Uncounted) -> HRESULT;",
        "field Uncounted.values: there is no number with index 1",
    ),
    ("fn M(&self, v: *const Alone) -> HRESULT;", "Faults.Alone is not a number and a union"),
    (
        "fn M(&self, v: *const Node) -> HRESULT;",
        "M, parameter v, field Node.next: Faults.Node contains itself in place",
    ),
    ("fn M(&self, call: Callback) -> HRESULT;", "M, parameter call: Faults.Callback cannot be passed"),
    (
        "fn M(&self, file: HANDLE) -> HRESULT;",
        "M, parameter file: no given library describes the type Windows.Win32.HANDLE",
    ),
    ("fn M(&self, #[out] v: i32) -> HRESULT;", "M, parameter v: the value comes back"),
    ("fn M(&self, #[out] text: PWSTR) -> HRESULT;", "M, parameter text: text that comes back needs a length"),
    (
        "fn M(&self, #[out] data: *mut SAFEARRAY) -> HRESULT;",
        "M, parameter data: a SAFEARRAY that comes back needs",
    ),
    (
        "fn M(&self, #[out] #[Unique] v: *mut i32) -> HRESULT;",
        "M, parameter v: a pointer for a value that comes back",
    ),
    ("fn M(&self, v: [u16; 3]) -> HRESULT;", "M, parameter v: arrays of fixed length are passed by pointer"),
    (
        "fn M(&self, #[len_param(7)] v: *const i32) -> HRESULT;",
        "M, parameter v: there is no number with index 7",
    ),
    (
        "fn M(&self, #[len_param(0)] v: *const i32) -> HRESULT;",
        "M, parameter v: there is no number with index 0",
    ),
    (
        "fn M(&self, #[len_param(1)] v: *const i32, n: f64) -> HRESULT;",
        "M, parameter v: there is no number with index 1",
    ),
    (
        "fn M(&self, #[out] #[len_param(1)] v: *mut i32, #[out] n: *mut u32) -> HRESULT;",
        "make parameter 1 an [in]",
    ),
    (
        "fn M(&self, #[LengthIs(1)] v: *const i32, n: u32) -> HRESULT;",
        "M, parameter v: a length makes sense on an array only",
    ),
    (
        "fn M(&self, v: *const Sized) -> HRESULT;",
        "field Sized.data: the array of a field is counted in elements",
    ),
    ("fn M(&self, v: *const Counted) -> HRESULT;", "field Counted.data: there is no number with index 9"),
    ("fn M(&self, v: *const Chained) -> HRESULT;", "field Chained.data: it is a pointer to a pointer"),
    ("fn M(&self, v: *const Odd) -> HRESULT;", "Faults.Odd is packed or aligned to something"),
    ("fn M(&self, v: *const Huge) -> HRESULT;", "it is larger than 2 GB"),
    (
        "fn M(&self, #[SystemHandle] file: i64) -> HRESULT;",
        "M, parameter file: a descriptor is an i32 or u32",
    ),
    ("fn M(&self, #[Text] text: *const i32) -> HRESULT;", "M, parameter text: text consists of"),
    ("fn M(&self, #[SwitchIs(0)] v: i32) -> HRESULT;", "M, parameter v: switch_is has no meaning"),
    (
        "fn M(&self, #[OneWay] v: i32) -> HRESULT;",
        "M, parameter v: this version does not know the attribute OneWay here",
    ),
    ("#[Text] fn M(&self) -> HRESULT;", "M: this version does not know the attribute Text here"),
    (
        "fn M(&self, #[len_param(1)] v: i32, n: u32) -> HRESULT;",
        "M, parameter v: len_param or size_param means nothing",
    ),
    ("fn M(&self, #[out] #[Single] v: *mut i32) -> HRESULT;", "M, parameter v: Single means nothing"),
    ("fn M(&self, #[ArrayOf(VT_I4)] v: i32) -> HRESULT;", "M, parameter v: ArrayOf means nothing"),
    ("fn M(&self, #[Unique] v: BSTR) -> HRESULT;", "M, parameter v: Ref, Unique or Full means nothing"),
    (
        "fn M(&self, id: *const GUID, #[IidIs(0)] v: *const i32) -> HRESULT;",
        "M, parameter v: iid_is or IidIs means nothing",
    ),
    (
        "fn M(&self, #[opt] id: *const GUID, #[out] #[iid_is] v: *mut *mut void) -> HRESULT;",
        "M, parameter v: no [in] parameter",
    ),
    (
        "fn M(&self, #[len_param(1)] v: *const i32, #[opt] n: *const u32) -> HRESULT;",
        "there is no number with index 1",
    ),
    ("#[OneWay] fn M(&self, #[out] v: *mut i32) -> HRESULT;", "M: a one-way method has no answer"),
    ("fn M(&self, v: IMoniker) -> HRESULT; fn N(&self, ok: bool) -> HRESULT;", "N, parameter ok: a bool"),
];

const TYPES: &str = "
    struct Pair { a: i32, b: i32, }
    union Either { number: i32, real: f32, }
    union Cased { #[Case(1)] number: i32, #[DefaultCase] real: f32, }
    struct Switched { kind: i32, #[SwitchIs(0)] value: Cased, }
    union Twice { #[Case(1)] number: i32, #[Case(1)] real: f32, }
    union Many { #[Case(1)] count: u32, #[Case(2)] #[len_param(0)] values: *mut i32, }
    struct Conformant { count: u32, #[len_param(0)] values: [i32; 1], }
    struct Middle { count: u32, #[len_param(0)] values: [i32; 1], last: u8, }
    struct Nested { inner: Conformant, last: u8, }
    struct Elements { all: [Conformant; 2], }
    struct Uncounted { count: f32, #[len_param(1)] values: [i32; 1], }
    #[Encapsulated]
    struct Alone { kind: i32, #[SwitchIs(0)] value: Cased, }
    struct Outer { inner: Either, }
    struct Node { value: i32, next: [Node; 1], }
    struct Sized { #[size_param(1)] data: *mut i32, size: u32, }
    struct Counted { #[len_param(9)] data: *mut i32, }
    struct Chained { data: *mut *mut i32, }
    #[packed(3)] struct Odd { data: i32, }
    struct Huge { data: [[u64; 65536]; 65536], }
    extern fn Callback(value: i32) -> i32;
";

#[test]
fn every_fault_has_a_place_and_an_answer() {
    let library = compile(&source());
    for (number, (members, expected)) in FAULTS.iter().enumerate() {
        let iid = GUID::from_u128(0x1000 + number as u128);
        let error = plan::compile(Scope(&[system::library(), &library]), &iid).expect_err(members);
        let message = error.to_string();
        assert!(message.starts_with(&format!("Faults.I{number}::")), "{message}");
        assert!(message.contains(expected), "{members}\n  {message}\n  {expected}");
    }
}

/// One interface for each fault.
fn source() -> String {
    let interfaces: String = FAULTS
        .iter()
        .enumerate()
        .map(|(n, (members, _))| {
            format!("#[guid({:#x})] interface I{n}: IUnknown {{ {members} }}\n", 0x1000 + n)
        })
        .collect();
    format!("use Oxcom::*; use Windows::Win32::*; #[win32] mod Faults {{ {TYPES} {interfaces} }}")
}

fn compile(source: &str) -> Library {
    let output = std::env::temp_dir().join(format!("oxcom-typeinfo-refusals-{}.winmd", std::process::id()));
    let attributes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata/oxcom.winmd");
    let mut reader = windows_rdl::reader();
    reader.input_text(source).reference_bytes(windows_default::WIN32).reference(attributes).output(&output);
    reader.write().expect("the source is RDL");
    let bytes = std::fs::read(&output).expect("it was just written");
    std::fs::remove_file(&output).expect("it was just written");
    winmd::read(&bytes).expect("the compiler writes descriptions")
}

fn interface(name: &str, iid: u128, base: Option<&str>) -> Interface {
    Interface {
        name: Name::new(name),
        iid: Some(GUID::from_u128(iid)),
        base: base.map(Name::new),
        methods: Vec::new(),
        dual: false,
        oleautomation: false,
        opaque: false,
    }
}

/// A library of interfaces that no compiler writes.
fn by_hand(interfaces: impl IntoIterator<Item = Interface>) -> Library {
    let mut library = Library::new();
    interfaces.into_iter().for_each(|i| library.add(oxcom_typeinfo::model::Definition::Interface(i)));
    library
}

#[track_caller]
fn assert_refused(library: &Library, iid: u128, expected: &Reason) {
    let scope = [system::library(), library];
    match plan::compile(Scope(&scope), &GUID::from_u128(iid)) {
        Err(PlanError::Refused { reason, .. }) => assert_eq!(reason, *expected),
        other => panic!("{other:?}"),
    }
}

#[test]
fn bases_that_lead_nowhere() {
    let library = by_hand([
        interface("X.ILoop", 1, Some("X.ILoop")),
        interface("X.IOrphan", 2, Some("X.INobody")),
        interface("X.IAlone", 3, None),
        interface("X.IFromOpaque", 4, Some("Windows.Win32.IMoniker")),
        Interface { opaque: true, ..interface("X.IOpaque", 5, Some("Windows.Win32.IUnknown")) },
    ]);
    assert_refused(&library, 1, &Reason::BaseChain);
    assert_refused(&library, 2, &Reason::BaseUnknown("X.INobody".to_owned()));
    assert_refused(&library, 3, &Reason::NoUnknown);
    assert_refused(&library, 4, &Reason::Opaque);
    assert_refused(&library, 5, &Reason::Opaque);
    let unknown = plan::compile(Scope(&[&library]), &GUID::from_u128(6));
    assert_eq!(unknown.expect_err("nobody described it"), PlanError::Unknown(GUID::from_u128(6)));
}

#[test]
fn pointers_without_end() {
    let mut ty = Type::I32;
    for _ in 0..100 {
        ty = Type::Array { element: Box::new(ty), count: 1 };
    }
    let param = Param {
        name: "deep".to_owned(),
        ty: Type::Pointer { target: Box::new(ty) },
        is_in: true,
        is_out: false,
        optional: false,
        retval: false,
        notes: Notes::default(),
    };
    let method = Method {
        name: "M".to_owned(),
        kind: Default::default(),
        dispid: None,
        params: vec![param],
        result: Type::Hresult,
        one_way: false,
        form: Default::default(),
        unknown: None,
    };
    let deep = Interface { methods: vec![method], ..interface("X.IDeep", 1, Some("Windows.Win32.IUnknown")) };
    assert_refused(&by_hand([deep]), 1, &Reason::TooDeep);
}
