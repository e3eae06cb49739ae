//! How monikers combine, as their documentation has it; and the successes that are not S_OK.

mod common;

use std::ffi::c_void;

use common::{Calc, ICalc, set_up};
use oxcom::abi::{self, IBindCtx, IMoniker, IRunningObjectTable};
use oxcom::com_core::PCWSTR;
use oxcom::{Apartment, GUID, HRESULT, IUnknown, Interface};

fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().chain([0]).collect()
}

fn item(name: &str) -> IMoniker {
    // SAFETY: the texts end with a NUL.
    unsafe { abi::CreateItemMoniker(PCWSTR(wide("!").as_ptr()), PCWSTR(wide(name).as_ptr())) }.unwrap()
}

fn file(path: &str) -> IMoniker {
    // SAFETY: the text ends with a NUL.
    unsafe { abi::CreateFileMoniker(PCWSTR(wide(path).as_ptr())) }.unwrap()
}

fn class() -> IMoniker {
    // SAFETY: an id.
    unsafe { abi::CreateClassMoniker(&GUID::from_u128(7)) }.unwrap()
}

fn anti() -> IMoniker {
    // SAFETY: no preconditions.
    unsafe { abi::CreateAntiMoniker() }.unwrap()
}

fn pointer(object: &ICalc) -> IMoniker {
    // SAFETY: an object.
    unsafe { abi::CreatePointerMoniker(object) }.unwrap()
}

/// What a function that gives a moniker has answered, in words: its HRESULT and the moniker's display name, or nothing.
fn told(call: impl FnOnce(*mut *mut c_void) -> HRESULT) -> (HRESULT, String) {
    let mut found = std::ptr::null_mut();
    let hresult = call(&mut found);
    // SAFETY: null, or an owned moniker.
    let found = (!found.is_null()).then(|| unsafe { IMoniker::from_raw(found) });
    (hresult, found.map_or_else(String::new, |found| shown(&found)))
}

fn shown(moniker: &IMoniker) -> String {
    // SAFETY: calls with arguments of their types; a text in task memory.
    unsafe {
        let context: IBindCtx = abi::CreateBindCtx(0).unwrap();
        let text = moniker.GetDisplayName(&context, None).unwrap();
        let shown = String::from_utf16(abi::units_at(text.0)).unwrap();
        abi::CoTaskMemFree(text.0.cast());
        shown
    }
}

fn compose(left: &IMoniker, right: &IMoniker, only_if_not_generic: bool) -> (HRESULT, String) {
    let compose = left.vtable().ComposeWith;
    // SAFETY: arguments of their types.
    told(|out| unsafe { compose(left.as_raw(), right.as_raw(), only_if_not_generic.into(), out) })
}

fn composite(parts: &[IMoniker]) -> IMoniker {
    let (first, rest) = parts.split_first().unwrap();
    // SAFETY: monikers.
    rest.iter()
        .fold(first.clone(), |whole, part| unsafe { abi::CreateGenericComposite(&whole, part) }.unwrap())
}

fn prefix(one: &IMoniker, other: &IMoniker) -> (HRESULT, String) {
    let common = one.vtable().CommonPrefixWith;
    // SAFETY: arguments of their types.
    told(|out| unsafe { common(one.as_raw(), other.as_raw(), out) })
}

fn relative(from: &IMoniker, to: &IMoniker) -> (HRESULT, String) {
    let path = from.vtable().RelativePathTo;
    // SAFETY: arguments of their types.
    told(|out| unsafe { path(from.as_raw(), to.as_raw(), out) })
}

fn answer(hresult: HRESULT, name: &str) -> (HRESULT, String) {
    (hresult, name.into())
}

#[test]
fn an_inverse_takes_away_what_stands_left_of_it() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let calc: ICalc = Calc::new().into();
    for moniker in [item("a"), file("/a/b"), class(), pointer(&calc)] {
        // SAFETY: a call without arguments.
        let inverse = unsafe { moniker.Inverse() }.unwrap();
        assert_eq!(shown(&inverse), "\\..");
        for only_if_not_generic in [true, false] {
            assert_eq!(compose(&moniker, &inverse, only_if_not_generic), answer(abi::S_OK, ""));
        }
    }
    let three = composite(&[file("/a"), item("b"), item("c")]);
    assert_eq!(compose(&three, &anti(), false), answer(abi::S_OK, "/a!b"));
    // SAFETY: calls without arguments.
    unsafe {
        let inverse = three.Inverse().unwrap();
        assert_eq!(shown(&inverse), "\\..\\..\\..");
        assert_eq!(compose(&three, &inverse, false), answer(abi::S_OK, ""));
        assert_eq!(anti().Inverse().unwrap_err().code(), abi::MK_E_NOINVERSE);
    }
    // The other way round nothing goes away.
    assert_eq!(compose(&anti(), &item("a"), false), answer(abi::S_OK, "\\..!a"));
    assert_eq!(compose(&anti(), &item("a"), true), answer(abi::MK_E_NEEDGENERIC, ""));
}

#[test]
fn neighbours_merge_or_need_a_composite() {
    set_up();
    assert_eq!(compose(&item("a"), &item("b"), true), answer(abi::MK_E_NEEDGENERIC, ""));
    assert_eq!(compose(&item("a"), &item("b"), false), answer(abi::S_OK, "!a!b"));
    assert_eq!(compose(&file("/a/b"), &file("../c"), true), answer(abi::S_OK, "/a/c"));
    assert_eq!(compose(&file("/a/b"), &file("/c"), true), answer(abi::MK_E_SYNTAX, ""));
    assert_eq!(compose(&file("/a"), &composite(&[file("b"), item("c")]), false), answer(abi::S_OK, "/a/b!c"));
}

#[test]
fn only_composites_have_parts() {
    set_up();
    // SAFETY: arguments of their types.
    unsafe {
        for moniker in [item("a"), file("/a"), class(), anti()] {
            let mut parts = std::ptr::dangling_mut();
            assert_eq!((moniker.vtable().Enum)(moniker.as_raw(), true.into(), &mut parts), abi::S_OK);
            assert!(parts.is_null());
        }
        let parts = composite(&[file("/a"), item("b")]).Enum(false).unwrap();
        let mut next = [None];
        parts.Next(1, next.as_mut_ptr(), None).unwrap();
        assert_eq!(shown(next[0].as_ref().unwrap()), "!b");
    }
}

#[test]
fn common_prefixes_say_whose_they_are() {
    set_up();
    let whole = composite(&[file("/a"), item("b"), item("c")]);
    assert_eq!(prefix(&item("a"), &item("A")), answer(abi::MK_S_US, "!a"));
    assert_eq!(prefix(&item("a"), &item("b")), answer(abi::MK_E_NOPREFIX, ""));
    assert_eq!(prefix(&anti(), &anti()), answer(abi::MK_S_US, "\\.."));
    assert_eq!(prefix(&whole, &file("/a")), answer(abi::MK_S_HIM, "/a"));
    assert_eq!(prefix(&file("/a"), &whole), answer(abi::MK_S_ME, "/a"));
    assert_eq!(prefix(&whole, &composite(&[file("/a"), item("b"), item("d")])), answer(abi::S_OK, "/a!b"));
    assert_eq!(prefix(&file("/a/b/c"), &file("/a/b/d")), answer(abi::S_OK, "/a/b"));
    assert_eq!(prefix(&file("/a/b"), &file("/a/b/d")), answer(abi::MK_S_ME, "/a/b"));
    assert_eq!(prefix(&file("/a"), &file("/b")), answer(abi::MK_E_NOPREFIX, ""));
}

#[test]
fn a_relative_path_leads_from_one_to_the_other() {
    set_up();
    let from = composite(&[file("/work/art/one"), item("a")]);
    let to = composite(&[file("/work/docs/two"), item("b")]);
    assert_eq!(relative(&item("a"), &item("b")), answer(abi::MK_E_NOTBINDABLE, ""));
    assert_eq!(
        relative(&file("/work/art/one"), &file("/work/docs/two")),
        answer(abi::S_OK, "../../docs/two")
    );
    assert_eq!(relative(&from, &to), answer(abi::S_OK, "\\..../../docs/two!b"));
    assert_eq!(relative(&file("/a"), &file("/b")), answer(abi::MK_S_HIM, "/b"));
    assert_eq!(relative(&class(), &item("b")), answer(abi::MK_S_HIM, "!b"));
    let [left, right] = ["b", "c"].map(|name| composite(&[file("/a"), item(name)]));
    assert_eq!(relative(&left, &right), answer(abi::S_OK, "\\..!c"));
    // Composed with where it begins, it gives where it ends.
    for (from, to) in [(from, to), (left, right)] {
        // SAFETY: a call with an argument of its type.
        let path = unsafe { from.RelativePathTo(&to) }.unwrap();
        assert_eq!(compose(&from, &path, false), answer(abi::S_OK, &shown(&to)));
    }
}

#[test]
fn a_pointer_moniker_is_its_object() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let (calc, other): (ICalc, ICalc) = (Calc::new().into(), Calc::new().into());
    // SAFETY: calls with arguments of their types.
    unsafe {
        let (moniker, mut found) = (pointer(&calc), std::ptr::null_mut());
        abi::BindMoniker(&moniker, 0, &ICalc::IID, &mut found).unwrap();
        assert_eq!(ICalc::from_raw(found).cast::<IUnknown>().unwrap(), calc.cast::<IUnknown>().unwrap());
        assert_eq!(moniker.IsEqual(&pointer(&calc)), abi::S_OK);
        assert_eq!(moniker.IsEqual(&pointer(&other)), abi::S_FALSE);
        assert_eq!(moniker.Hash(), pointer(&calc).Hash());
        assert_eq!(moniker.IsSystemMoniker(), Ok(abi::MKSYS_POINTERMONIKER as u32));
        assert_eq!(anti().IsSystemMoniker(), Ok(abi::MKSYS_ANTIMONIKER as u32));
        let context = abi::CreateBindCtx(0).unwrap();
        assert_eq!(moniker.GetDisplayName(&context, None).unwrap_err().code(), abi::E_NOTIMPL);
        assert_eq!(moniker.IsRunning(&context, None, None), abi::S_OK);
        assert_eq!(anti().IsRunning(&context, None, None), abi::S_FALSE);
    }
}

#[test]
fn a_second_registration_under_a_name_is_told() {
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let (calc, name): (ICalc, _) = (Calc::new().into(), item("told twice"));
    // SAFETY: calls with arguments of their types.
    unsafe {
        let table: IRunningObjectTable = abi::GetRunningObjectTable(0).unwrap();
        let register = || {
            let mut cookie = 0;
            let register = table.vtable().Register;
            let answer = register(table.as_raw(), 0, calc.as_raw(), name.as_raw(), &mut cookie);
            (answer, cookie)
        };
        let (first, second) = (register(), register());
        assert_eq!((first.0, second.0), (abi::S_OK, abi::MK_S_MONIKERALREADYREGISTERED));
        for (_, cookie) in [first, second] {
            table.Revoke(cookie).unwrap();
        }
        let third = register();
        assert_eq!(third.0, abi::S_OK);
        table.Revoke(third.1).unwrap();
        assert_eq!(table.Register(0x10, &calc, &name).unwrap_err().code(), abi::E_INVALIDARG);
    }
}
