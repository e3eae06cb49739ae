//! Monikers: what they are called, how they are composed, compared, parsed and bound.

use oxcom_abi as abi;
use oxcom_abi::com_core::{IUnknown, Interface, Result};
use oxcom_abi::{IBindCtx, IMoniker};

use crate::apartment::Apartment;
use crate::objects::{ICalculator, UNKNOWN_CLASS, calculator};
use crate::operation::{Seen, no_code, operation, or_code, seen};
use crate::platform::{take_text, wide};

fn in_mta(name: &str, perform: fn() -> Result<Seen>) {
    operation(name, move || Apartment::mta().run(perform));
}

fn item(name: &str) -> Result<IMoniker> {
    unsafe { abi::CreateItemMoniker(wide("!").pointer(), wide(name).pointer()) }
}

fn anti() -> Result<IMoniker> {
    unsafe { abi::CreateAntiMoniker() }
}

fn file(path: &str) -> Result<IMoniker> {
    unsafe { abi::CreateFileMoniker(wide(path).pointer()) }
}

fn class() -> Result<IMoniker> {
    unsafe { abi::CreateClassMoniker(&UNKNOWN_CLASS) }
}

fn composed(left: &IMoniker, right: &IMoniker) -> Result<IMoniker> {
    unsafe { abi::CreateGenericComposite(left, right) }
}

fn context() -> Result<IBindCtx> {
    unsafe { abi::CreateBindCtx(0) }
}

fn name(moniker: &IMoniker) -> String {
    let named = context().and_then(|context| unsafe { moniker.GetDisplayName(&context, None::<&IMoniker>) });
    or_code(named.map(|text| format!("{:?}", take_text(text))))
}

/// The result with its name. A null moniker with S_OK is "nothing".
fn named(moniker: Result<IMoniker>) -> Seen {
    let text = match &moniker {
        Ok(moniker) => name(moniker),
        Err(error) if error.code().is_ok() => "nothing".into(),
        Err(_) => "none".into(),
    };
    seen(moniker).and("name", text)
}

pub fn perform() {
    kinds();
    comparisons();
    compositions();
    parsing();
    bind_contexts();
}

type Make = fn() -> Result<IMoniker>;

const KINDS: [(&str, Make); 5] = [
    ("an item moniker", || item("one")),
    ("an anti-moniker", anti),
    ("a file moniker", || file("conformance.txt")),
    ("a class moniker", class),
    ("a composite", || composed(&item("one")?, &item("two")?)),
];

fn kinds() {
    for (kind, make) in KINDS {
        let about = move |what: &str, look: fn(IMoniker) -> Result<Seen>| {
            operation(&format!("{kind}: {what}"), move || Apartment::mta().run(|| look(make()?)));
        };
        about("GetDisplayName", |moniker| Ok(no_code().and("name", name(&moniker))));
        about("IsSystemMoniker", |moniker| {
            let kind = unsafe { moniker.IsSystemMoniker() };
            Ok(seen(&kind).and("kind", or_code(kind)))
        });
        about("GetClassID", |moniker| {
            let id = unsafe { moniker.GetClassID() };
            Ok(seen(&id).and("id", or_code(id.map(|id| format!("{id:?}")))))
        });
        about("IsEqual to itself", |moniker| Ok(seen(unsafe { moniker.IsEqual(&moniker) })));
        about("IsEqual to an item moniker", |moniker| Ok(seen(unsafe { moniker.IsEqual(&item("other")?) })));
        about("Inverse", |moniker| Ok(named(unsafe { moniker.Inverse() })));
        about("Enum", |moniker| {
            let parts = unsafe { moniker.Enum(true) };
            let null = parts.as_ref().is_err_and(|error| error.code().is_ok());
            Ok(seen(parts).and("nothing", null))
        });
        about("IsRunning", |moniker| {
            Ok(seen(unsafe { moniker.IsRunning(&context()?, None::<&IMoniker>, None::<&IMoniker>) }))
        });
        about("GetTimeOfLastChange", |moniker| {
            Ok(seen(unsafe { moniker.GetTimeOfLastChange(&context()?, None::<&IMoniker>) }))
        });
        about("BindToObject", |moniker| {
            Ok(seen(unsafe { moniker.BindToObject::<_, _, IUnknown>(&context()?, None::<&IMoniker>) }))
        });
        about("BindToStorage", |moniker| {
            Ok(seen(unsafe { moniker.BindToStorage::<_, _, IUnknown>(&context()?, None::<&IMoniker>) }))
        });
        about("IsDirty", |moniker| Ok(seen(unsafe { moniker.IsDirty() })));
        about("Reduce", |moniker| {
            let (mut left, mut reduced) = (None, None);
            let answer = unsafe { moniker.Reduce(&context()?, 3 << 16, &mut left, &mut reduced) };
            Ok(seen(answer).and("same", reduced.is_some_and(|reduced| reduced == moniker)))
        });
        about("ComposeWith an anti-moniker", |moniker| {
            Ok(named(unsafe { moniker.ComposeWith(&anti()?, false) }))
        });
        about("ComposeWith an item moniker", |moniker| {
            Ok(named(unsafe { moniker.ComposeWith(&item("last")?, false) }))
        });
        about("ComposeWith an item moniker, only if not generic", |moniker| {
            Ok(named(unsafe { moniker.ComposeWith(&item("last")?, true) }))
        });
        about("CommonPrefixWith itself", |moniker| Ok(named(unsafe { moniker.CommonPrefixWith(&moniker) })));
        about("CommonPrefixWith an item moniker", |moniker| {
            Ok(named(unsafe { moniker.CommonPrefixWith(&item("other")?) }))
        });
        about("RelativePathTo an item moniker", |moniker| {
            Ok(named(unsafe { moniker.RelativePathTo(&item("other")?) }))
        });
    }
}

fn comparisons() {
    let compared = |name: &str, left: Make, right: Make| {
        operation(name, move || {
            Apartment::mta().run(|| {
                let (left, right) = (left()?, right()?);
                let hashes = unsafe { [left.Hash()?, right.Hash()?] };
                let equal = unsafe { left.IsEqual(&right) };
                Ok(seen(equal)
                    .and("hashes that equal ones must share", equal != abi::S_OK || hashes[0] == hashes[1]))
            })
        });
    };
    compared("two item monikers of one name", || item("one"), || item("one"));
    compared("two item monikers, in large and small letters", || item("one"), || item("ONE"));
    compared("two item monikers of different names", || item("one"), || item("two"));
    compared("two file monikers of one name", || file("a.txt"), || file("a.txt"));
    compared("two class monikers", class, class);
    compared("two anti-monikers", anti, anti);
    compared(
        "two composites of the same parts",
        || composed(&item("a")?, &item("b")?),
        || composed(&item("a")?, &item("b")?),
    );
    compared(
        "two composites of the same parts, put together in another order",
        || composed(&composed(&item("a")?, &item("b")?)?, &item("c")?),
        || composed(&item("a")?, &composed(&item("b")?, &item("c")?)?),
    );
}

fn compositions() {
    in_mta("CreateGenericComposite of nothing and an item", || {
        Ok(named(unsafe { abi::CreateGenericComposite(None::<&IMoniker>, &item("one")?) }))
    });
    in_mta("CreateGenericComposite of an item and nothing", || {
        Ok(named(unsafe { abi::CreateGenericComposite(&item("one")?, None::<&IMoniker>) }))
    });
    in_mta("CreateGenericComposite of nothing and nothing", || {
        Ok(named(unsafe { abi::CreateGenericComposite(None::<&IMoniker>, None::<&IMoniker>) }))
    });
    in_mta("CreateGenericComposite of an item and its inverse", || {
        Ok(named(composed(&item("one")?, &anti()?)))
    });
    in_mta("CreateGenericComposite of a file and an item", || {
        Ok(named(composed(&file("a.txt")?, &item("one")?)))
    });
    in_mta("a composite's parts, forwards", || Ok(parts(true)));
    in_mta("a composite's parts, backwards", || Ok(parts(false)));
    in_mta("CommonPrefixWith of two composites", || {
        let left = composed(&composed(&item("a")?, &item("b")?)?, &item("c")?)?;
        let right = composed(&composed(&item("a")?, &item("b")?)?, &item("d")?)?;
        Ok(named(unsafe { left.CommonPrefixWith(&right) }))
    });
    in_mta("RelativePathTo from a composite to another", || {
        let left = composed(&item("a")?, &item("b")?)?;
        let right = composed(&item("a")?, &item("c")?)?;
        Ok(named(unsafe { left.RelativePathTo(&right) }))
    });
    in_mta("CreateItemMoniker without a name", || Ok(named(item(""))));
    in_mta("CreatePointerMoniker", || {
        let moniker = unsafe { abi::CreatePointerMoniker(&calculator().0) };
        let bound = moniker.clone().and_then(|moniker| unsafe {
            moniker.BindToObject::<_, _, ICalculator>(&context()?, None::<&IMoniker>)
        });
        Ok(seen(moniker).then("BindToObject", bound))
    });
    in_mta("CreateObjrefMoniker", || {
        let moniker = unsafe { abi::CreateObjrefMoniker(&calculator().0) };
        let text = moniker.as_ref().map_or(String::new(), name);
        Ok(seen(moniker).and("begins with objref", text.starts_with("\"objref:")))
    });
    in_mta("CreateObjrefMoniker, bound", || {
        let object = calculator().0;
        let moniker = unsafe { abi::CreateObjrefMoniker(&object) }?;
        let bound = unsafe { moniker.BindToObject::<_, _, ICalculator>(&context()?, None::<&IMoniker>) };
        Ok(seen(&bound).and("same", bound.is_ok_and(|bound| bound == object)))
    });
}

fn parts(forward: bool) -> Seen {
    let parts = || -> Result<String> {
        let whole = composed(&composed(&item("a")?, &item("b")?)?, &item("c")?)?;
        let parts = unsafe { whole.Enum(forward) }?;
        let mut names = Vec::new();
        let mut next = None;
        while unsafe { parts.Next(1, &mut next, None) } == abi::S_OK {
            names.extend(next.take().as_ref().map(name));
        }
        Ok(names.join(","))
    };
    let parts = parts();
    seen(&parts).and("parts", or_code(parts))
}

fn parsing() {
    for (what, text) in [
        ("a class", "clsid:2F1C9D3F-7A4E-4B52-9F0D-6B1E53C7A840:"),
        ("a class without its end", "clsid:2F1C9D3F-7A4E-4B52-9F0D-6B1E53C7A840"),
        ("an unknown scheme", "conformance:something"),
        ("a name that is not registered", "Conformance.NotRegistered"),
        ("no text", ""),
    ] {
        operation(&format!("MkParseDisplayName of {what}"), move || {
            Apartment::mta().run(|| {
                let (mut eaten, mut moniker) = (0, None);
                let answer = unsafe {
                    abi::MkParseDisplayName(&context()?, wide(text).pointer(), &mut eaten, &mut moniker)
                };
                let text = moniker.as_ref().map_or("none".into(), name);
                Ok(seen(answer).and("eaten", eaten).and("name", text))
            })
        });
        operation(&format!("CoGetObject of {what}"), move || {
            Apartment::mta()
                .run(|| Ok(seen(unsafe { abi::CoGetObject::<_, IUnknown>(wide(text).pointer(), None) })))
        });
    }
    in_mta("BindMoniker of an item that does not run", || {
        let mut found = std::ptr::null_mut();
        Ok(seen(unsafe { abi::BindMoniker(&item("none")?, 0, &IUnknown::IID, &mut found) }))
    });
    in_mta("BindMoniker with an option", || {
        let mut found = std::ptr::null_mut();
        Ok(seen(unsafe { abi::BindMoniker(&item("none")?, 1, &IUnknown::IID, &mut found) }))
    });
}

fn bind_contexts() {
    in_mta("CreateBindCtx with a reserved argument", || Ok(seen(unsafe { abi::CreateBindCtx(1) })));
    in_mta("IBindCtx::GetBindOptions", || {
        let mut options =
            abi::BIND_OPTS { cbStruct: size_of::<abi::BIND_OPTS>() as u32, ..Default::default() };
        let answer = unsafe { context()?.GetBindOptions(&mut options) };
        Ok(seen(answer)
            .and("mode", options.grfMode)
            .and("flags", options.grfFlags)
            .and("deadline", options.dwTickCountDeadline))
    });
    in_mta("IBindCtx::SetBindOptions", || {
        let context = context()?;
        let mut options =
            abi::BIND_OPTS { cbStruct: size_of::<abi::BIND_OPTS>() as u32, grfMode: 1, ..Default::default() };
        let answer = unsafe { context.SetBindOptions(&options) };
        options.grfMode = 7;
        unsafe { context.GetBindOptions(&mut options) }.ok()?;
        Ok(seen(answer).and("mode", options.grfMode))
    });
    in_mta("IBindCtx::RegisterObjectBound and ReleaseBoundObjects", || {
        let (context, (object, life)) = (context()?, calculator());
        let answer = unsafe { context.RegisterObjectBound(&object) };
        drop(object);
        let alive = life.alive();
        let released = unsafe { context.ReleaseBoundObjects() };
        Ok(seen(answer).and("alive", alive).then("released", released).and("then", life.stays()))
    });
    in_mta("IBindCtx::RevokeObjectBound of one that is not bound", || {
        Ok(seen(unsafe { context()?.RevokeObjectBound(&calculator().0) }))
    });
    in_mta("IBindCtx::RegisterObjectParam", || {
        let (context, object) = (context()?, calculator().0);
        let answer = unsafe { context.RegisterObjectParam(wide("key").pointer(), &object) };
        let found = unsafe { context.GetObjectParam(wide("KEY").pointer()) };
        let other = unsafe { context.GetObjectParam(wide("other").pointer()) };
        Ok(seen(answer).then("in large letters", found).then("another key", other))
    });
    in_mta("IBindCtx::RevokeObjectParam", || {
        let (context, object) = (context()?, calculator().0);
        unsafe { context.RegisterObjectParam(wide("key").pointer(), &object) }.ok()?;
        let revoke = || unsafe { context.RevokeObjectParam(wide("key").pointer()) };
        Ok(seen(revoke()).then("again", revoke()))
    });
    in_mta("IBindCtx::GetRunningObjectTable", || {
        let table = unsafe { context()?.GetRunningObjectTable() };
        let same = unsafe { abi::GetRunningObjectTable(0) }? == table.clone()?;
        Ok(seen(table).and("same", same))
    });
    operation("without an apartment CreateItemMoniker", || Ok(seen(item("one"))));
    operation("without an apartment CreateBindCtx", || Ok(seen(context())));
}
