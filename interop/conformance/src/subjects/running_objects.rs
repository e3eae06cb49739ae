//! The running object table, and active objects.

use oxcom_abi as abi;
use oxcom_abi::com_core::{GUID, IUnknown, Result};
use oxcom_abi::{IMoniker, IRunningObjectTable};

use crate::apartment::Apartment;
use crate::objects::{ICalculator, UNKNOWN_CLASS, Watch, calculator};
use crate::operation::{Seen, operation, seen};
use crate::platform::wide;

const KEEPS_ALIVE: u32 = abi::ROTFLAGS_REGISTRATIONKEEPSALIVE as u32;
const ACTIVE: GUID = GUID::from_u128(0x2f1c9d60_7a4e_4b52_9f0d_6b1e53c7a840);

fn table() -> Result<IRunningObjectTable> {
    unsafe { abi::GetRunningObjectTable(0) }
}

fn moniker(name: &str) -> Result<IMoniker> {
    unsafe { abi::CreateItemMoniker(wide("!").pointer(), wide(name).pointer()) }
}

/// What an operation has: a table, a moniker, a registered object.
struct Running {
    table: IRunningObjectTable,
    moniker: IMoniker,
    object: ICalculator,
    life: Watch,
    cookie: u32,
}

fn running(name: &str, flags: u32, perform: fn(Running) -> Result<Seen>) {
    operation(name, move || {
        Apartment::mta().run(|| {
            let (table, moniker, (object, life)) = (table()?, moniker("conformance")?, calculator());
            let cookie = unsafe { table.Register(flags, &object, &moniker) }?;
            let seen = perform(Running { table: table.clone(), moniker, object, life, cookie });
            let _ = unsafe { table.Revoke(cookie) }; // it may be revoked already
            seen
        })
    });
}

pub fn perform() {
    registration();
    active_objects();
}

fn registration() {
    operation("GetRunningObjectTable", || Apartment::mta().run(|| Ok(seen(table()))));
    operation("GetRunningObjectTable with a reserved argument", || {
        Apartment::mta().run(|| Ok(seen(unsafe { abi::GetRunningObjectTable(1) })))
    });
    operation("without an apartment GetRunningObjectTable", || Ok(seen(table())));
    operation("IRunningObjectTable::Register of nothing", || {
        Apartment::mta()
            .run(|| Ok(seen(unsafe { table()?.Register(0, None::<&IUnknown>, &moniker("conformance")?) })))
    });
    operation("IRunningObjectTable::Register without a moniker", || {
        Apartment::mta().run(|| Ok(seen(unsafe { table()?.Register(0, &calculator().0, None::<&IMoniker>) })))
    });
    operation("IRunningObjectTable::Register with an unknown flag", || {
        Apartment::mta()
            .run(|| Ok(seen(unsafe { table()?.Register(0x80, &calculator().0, &moniker("conformance")?) })))
    });
    operation("IRunningObjectTable::IsRunning of an unknown name", || {
        Apartment::mta().run(|| Ok(seen(unsafe { table()?.IsRunning(&moniker("nobody")?) })))
    });
    operation("IRunningObjectTable::GetObject of an unknown name", || {
        Apartment::mta().run(|| Ok(seen(unsafe { table()?.GetObject(&moniker("nobody")?) })))
    });
    operation("IRunningObjectTable::Revoke of an unknown cookie", || {
        Apartment::mta().run(|| Ok(seen(unsafe { table()?.Revoke(0x1234_5678) })))
    });
    operation("IRunningObjectTable::GetTimeOfLastChange of an unknown name", || {
        Apartment::mta().run(|| Ok(seen(unsafe { table()?.GetTimeOfLastChange(&moniker("nobody")?) })))
    });
    operation("IRunningObjectTable::NoteChangeTime of an unknown cookie", || {
        Apartment::mta()
            .run(|| Ok(seen(unsafe { table()?.NoteChangeTime(0x1234_5678, &abi::FILETIME::default()) })))
    });
    running("IRunningObjectTable::IsRunning", KEEPS_ALIVE, |it| {
        Ok(seen(unsafe { it.table.IsRunning(&it.moniker) }))
    });
    running("IRunningObjectTable::IsRunning of an equal moniker", KEEPS_ALIVE, |it| {
        Ok(seen(unsafe { it.table.IsRunning(&moniker("CONFORMANCE")?) }))
    });
    running("IRunningObjectTable::GetObject", KEEPS_ALIVE, |it| {
        let found = unsafe { it.table.GetObject(&it.moniker) };
        let same = found.clone()? == windows_core::Interface::cast::<IUnknown>(&it.object)?;
        Ok(seen(found).and("same", same))
    });
    running("IRunningObjectTable::GetObject in an STA", KEEPS_ALIVE, |_| {
        Ok(seen(Apartment::sta().run(|| unsafe { table()?.GetObject(&moniker("conformance")?) }.map(drop))))
    });
    running("IMoniker::IsRunning of a registered one", KEEPS_ALIVE, |it| {
        let context = unsafe { abi::CreateBindCtx(0) }?;
        Ok(seen(unsafe { it.moniker.IsRunning(&context, None::<&IMoniker>, None::<&IMoniker>) }))
    });
    running("IRunningObjectTable::Register a second time", KEEPS_ALIVE, |it| {
        // That it is MK_S_MONIKERALREADYREGISTERED, the generated function does not tell.
        let second = unsafe { it.table.Register(KEEPS_ALIVE, &it.object, &it.moniker) };
        let revoked = second.clone().map_or(abi::S_FALSE, |cookie| unsafe { it.table.Revoke(cookie) });
        let same = second.clone().is_ok_and(|cookie| cookie == it.cookie);
        Ok(seen(second).and("same cookie", same).then("revoked", revoked))
    });
    running("IRunningObjectTable::Register keeps the object", KEEPS_ALIVE, |it| {
        drop(it.object);
        Ok(seen(abi::S_OK).and("alive", it.life.alive()))
    });
    running("IRunningObjectTable::Register weakly", 0, |it| {
        drop(it.object);
        Ok(seen(abi::S_OK).and("alive", it.life.stays()))
    });
    running("IRunningObjectTable::Revoke", KEEPS_ALIVE, |it| {
        drop(it.object);
        let answer = unsafe { it.table.Revoke(it.cookie) };
        Ok(seen(answer)
            .and("alive", it.life.stays())
            .then("IsRunning", unsafe { it.table.IsRunning(&it.moniker) }))
    });
    running("IRunningObjectTable::Revoke twice", KEEPS_ALIVE, |it| {
        let revoke = || unsafe { it.table.Revoke(it.cookie) };
        Ok(seen(revoke()).then("again", revoke()))
    });
    running("IRunningObjectTable::NoteChangeTime", KEEPS_ALIVE, |it| {
        let time = abi::FILETIME { dwLowDateTime: 5, dwHighDateTime: 7 };
        let answer = unsafe { it.table.NoteChangeTime(it.cookie, &time) };
        let read = unsafe { it.table.GetTimeOfLastChange(&it.moniker) };
        let same = read.clone().is_ok_and(|read| read.dwLowDateTime == 5 && read.dwHighDateTime == 7);
        Ok(seen(answer).then("read", read).and("same", same))
    });
    running("IRunningObjectTable::EnumRunning", KEEPS_ALIVE, |it| {
        let all = unsafe { it.table.EnumRunning() };
        let mut found = false;
        let mut next = None;
        while unsafe { all.clone()?.Next(1, &mut next, None) } == abi::S_OK {
            found |=
                next.take().is_some_and(|one: IMoniker| unsafe { one.IsEqual(&it.moniker) } == abi::S_OK);
        }
        Ok(seen(all).and("found", found))
    });
    running("BindMoniker of a registered object", KEEPS_ALIVE, |it| {
        let mut found = std::ptr::null_mut();
        let iid = <ICalculator as windows_core::Interface>::IID;
        let answer = unsafe { abi::BindMoniker(&it.moniker, 0, &iid, &mut found) };
        drop((!found.is_null()).then(|| unsafe { <IUnknown as windows_core::Interface>::from_raw(found) }));
        Ok(seen(answer).and("there", !found.is_null()))
    });
}

fn active_objects() {
    let active = |name: &str, flags: i32, perform: fn(ICalculator, Watch, u32) -> Result<Seen>| {
        operation(name, move || {
            Apartment::mta().run(|| {
                let (object, life) = calculator();
                let cookie = unsafe { abi::RegisterActiveObject(&object, &ACTIVE, flags as u32) }?;
                let seen = perform(object, life, cookie);
                let _ = unsafe { abi::RevokeActiveObject(cookie, std::ptr::null_mut()) };
                seen
            })
        });
    };
    operation("GetActiveObject of an unknown class", || {
        Apartment::mta().run(|| Ok(seen(get_active(&UNKNOWN_CLASS).map(drop))))
    });
    operation("RevokeActiveObject of an unknown cookie", || {
        Apartment::mta()
            .run(|| Ok(seen(unsafe { abi::RevokeActiveObject(0x1234_5678, std::ptr::null_mut()) })))
    });
    operation("RegisterActiveObject of nothing", || {
        Apartment::mta().run(|| Ok(seen(unsafe { abi::RegisterActiveObject(None::<&IUnknown>, &ACTIVE, 0) })))
    });
    active("GetActiveObject", abi::ACTIVEOBJECT_STRONG, |object, _, _| {
        let found = get_active(&ACTIVE);
        let same = found.clone()? == windows_core::Interface::cast::<IUnknown>(&object)?;
        Ok(seen(found).and("same", same))
    });
    active("RegisterActiveObject keeps the object", abi::ACTIVEOBJECT_STRONG, |object, life, _| {
        drop(object);
        Ok(seen(abi::S_OK).and("alive", life.alive()))
    });
    active("RegisterActiveObject weakly", abi::ACTIVEOBJECT_WEAK, |object, life, _| {
        drop(object);
        Ok(seen(abi::S_OK).and("alive", life.stays()))
    });
    active("RevokeActiveObject", abi::ACTIVEOBJECT_STRONG, |_object, _, cookie| {
        let answer = unsafe { abi::RevokeActiveObject(cookie, std::ptr::null_mut()) };
        Ok(seen(answer).then("GetActiveObject", get_active(&ACTIVE)))
    });
}

fn get_active(class: &GUID) -> Result<IUnknown> {
    let mut found = None;
    unsafe { abi::GetActiveObject(class, std::ptr::null_mut(), &mut found) }.ok()?;
    found.ok_or_else(|| abi::E_POINTER.into())
}
