//! The published methods that have another form on the wire, by the plans of the system library.

use crate::samples::arrays::units;
use crate::samples::automation::*;
use crate::samples::calc::*;
use crate::samples::harness::*;
use oxcom_abi::*;
use oxcom_typeinfo::{plan::Interface as Plan, system};
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::ptr::null_mut;
use std::sync::Arc;
use windows_core::{BOOL, GUID, HRESULT, IUnknown, Interface, PCWSTR, PWSTR, Ref, Result, implement};

pub fn plan_of<I: Interface>() -> Arc<Plan> {
    system::plan_of(&I::IID).unwrap().expect("the system library describes it")
}

#[implement(IClassFactory)]
struct Factory;

impl IClassFactory_Impl for Factory_Impl {
    fn CreateInstance(
        &self,
        outer: Ref<'_, IUnknown>,
        riid: *const GUID,
        object: *mut *mut c_void,
    ) -> Result<()> {
        assert!(outer.is_none());
        unsafe { IUnknown::from(ICalc::from(Calc)).query(riid, object) }.ok()
    }
    fn LockServer(&self, lock: BOOL) -> Result<()> {
        if lock.as_bool() { Ok(()) } else { Err(E_NOTIMPL.into()) }
    }
}

#[test]
fn a_class_factory_makes_objects_elsewhere() {
    let factory = proxy(&plan_of::<IClassFactory>(), IClassFactory::from(Factory));
    unsafe {
        let calc: ICalc = factory.CreateInstance(None).unwrap();
        assert_eq!(traffic().request.len(), 16, "only the interface's id is sent");
        let mut sum = 0;
        assert_eq!(calc.Add(1, 2, &mut sum), S_OK);
        assert_eq!(sum, 3);
        let aggregated = factory.CreateInstance::<_, ICalc>(&IUnknown::from(calc));
        assert_eq!(aggregated.unwrap_err().code(), CLASS_E_NOAGGREGATION);
        assert_eq!(factory.CreateInstance::<_, IStream>(None).unwrap_err().code(), E_NOINTERFACE);
        assert!(factory.LockServer(true).is_ok());
        assert_eq!(factory.LockServer(false), E_NOTIMPL);
    }
}

/// Adds one to its argument, to what it refers to as well; member 2 throws, member 3 wants nothing.
#[implement(IDispatch)]
struct Dispatch;

impl IDispatch_Impl for Dispatch_Impl {
    fn GetTypeInfoCount(&self) -> Result<u32> {
        Ok(0)
    }
    fn GetTypeInfo(&self, _: u32, _: LCID) -> Result<ITypeInfo> {
        Err(E_NOTIMPL.into())
    }
    fn GetIDsOfNames(&self, _: *const GUID, names: *const PCWSTR, count: u32, _: LCID) -> Result<DISPID> {
        assert_eq!(count, 1);
        Ok(DISPID(unsafe { (*names).len() } as i32))
    }
    fn Invoke(
        &self,
        member: DISPID,
        _: *const GUID,
        _: LCID,
        flags: u16,
        parameters: *const DISPPARAMS,
        result: *mut VARIANT,
        exception: *mut EXCEPINFO,
        wrong: *mut u32,
    ) -> Result<()> {
        assert_eq!(flags, 1);
        let parameters = unsafe { &*parameters };
        let arguments: &[Raw] = match parameters.cArgs {
            0 => &[],
            count => unsafe { std::slice::from_raw_parts(parameters.rgvarg.cast(), count as usize) },
        };
        match member.0 {
            1 => {
                let total: u64 = arguments.iter().map(add_one).sum();
                if !result.is_null() {
                    unsafe { result.cast::<Raw>().write(variant(VT_I4, total)) };
                }
                Ok(())
            }
            2 => unsafe {
                (*exception).bstrSource = std::mem::ManuallyDrop::new(BSTR::from("source"));
                (*exception).pfnDeferredFillIn = fill_in as *mut u8;
                *wrong = 1;
                Err(DISP_E_EXCEPTION.into())
            },
            _ => {
                assert!(result.is_null() && exception.is_null() && wrong.is_null());
                Ok(())
            }
        }
    }
}

/// The number that an argument is or refers to, plus one; what is referred to becomes that.
fn add_one(argument: &Raw) -> u64 {
    if i32::from(argument.vt) & VT_BYREF == 0 {
        return argument.value + 1;
    }
    let variable = argument.value as *mut i32;
    unsafe {
        *variable += 1;
        *variable as u64
    }
}

unsafe extern "system" fn fill_in(exception: *mut EXCEPINFO) -> HRESULT {
    unsafe { (*exception).bstrDescription = std::mem::ManuallyDrop::new(BSTR::from("filled in later")) };
    S_OK
}

pub fn dispatch() -> IDispatch {
    proxy(&plan_of::<IDispatch>(), IDispatch::from(Dispatch))
}

/// Calls a member with arguments, and with places for what comes back.
fn invoke(
    member: i32,
    arguments: &mut [Raw],
    result: *mut Raw,
    exception: *mut EXCEPINFO,
    wrong: *mut u32,
) -> HRESULT {
    let dispatch = dispatch();
    let count = arguments.len() as u32;
    let parameters =
        DISPPARAMS { rgvarg: arguments.as_mut_ptr().cast(), cArgs: count, ..DISPPARAMS::default() };
    let locale = LCID(0x409);
    unsafe {
        let invoke = dispatch.vtable().Invoke;
        let (this, id) = (dispatch.as_raw(), GUID::zeroed());
        invoke(this, DISPID(member), &id, locale, 1, &parameters, result.cast(), exception, wrong)
    }
}

#[test]
fn a_call_by_number_changes_what_its_arguments_refer_to() {
    let (mut number, mut result, mut wrong) = (41, Raw::default(), 0);
    let mut exception = EXCEPINFO::default();
    let mut arguments =
        [variant(VT_I4, 5), variant(VT_BYREF | VT_I4, &raw mut number as u64), variant(VT_I4, 7)];
    let code = invoke(1, &mut arguments, &mut result, &mut exception, &mut wrong);
    assert_eq!(code, S_OK, "{:?}", traffic().error);
    assert_eq!((number, result.value), (42, 6 + 42 + 8));
    assert_eq!(arguments[1].value, &raw mut number as u64);
}

#[test]
fn an_exception_is_complete_when_it_arrives() {
    let (mut exception, mut wrong) = (EXCEPINFO::default(), 0);
    let code = invoke(2, &mut [], &mut Raw::default(), &mut exception, &mut wrong);
    assert_eq!((code, wrong), (DISP_E_EXCEPTION, 1));
    assert_eq!(*exception.bstrSource, "source");
    assert_eq!(*exception.bstrDescription, "filled in later");
    assert!(exception.pfnDeferredFillIn.is_null());
    let EXCEPINFO { bstrSource, bstrDescription, .. } = exception;
    [bstrSource, bstrDescription].into_iter().map(std::mem::ManuallyDrop::into_inner).for_each(drop);
}

#[test]
fn a_caller_may_want_nothing_back() {
    assert_eq!(invoke(3, &mut [], null_mut(), null_mut(), null_mut()), S_OK);
    let text = variant(VT_BSTR, text("mine"));
    let mut arguments = [text];
    assert_eq!(invoke(3, &mut arguments, null_mut(), null_mut(), null_mut()), S_OK);
    clear(&mut arguments[0]);
}

#[test]
fn a_reference_to_an_argument_that_is_not_there_is_refused() {
    let mut number = 1;
    let mut arguments = [variant(VT_BYREF | VT_I4, &raw mut number as u64)];
    assert_eq!(invoke(1, &mut arguments, null_mut(), null_mut(), null_mut()), S_OK);
    let mut request = traffic().request;
    let index = request.windows(8).position(|window| window == [1, 0, 0, 0, 1, 0, 0, 0]).unwrap() + 8;
    let index = request[index..].windows(4).position(|window| window == [0; 4]).unwrap() + index;
    request[index..index + 4].copy_from_slice(&7_u32.to_le_bytes());
    set_tampering(Tampering::Request(request));
    let code = invoke(1, &mut arguments, null_mut(), null_mut(), null_mut());
    set_tampering(Tampering::Nothing);
    assert_eq!(code, DISP_E_BADINDEX);
}

#[implement(IEnumString, IEnumVARIANT)]
struct Names(Cell<u32>);

impl Names_Impl {
    /// Hands out up to two of three names.
    fn take(&self, wanted: u32, mut give: impl FnMut(usize, u32)) -> u32 {
        let first = self.0.get();
        let count = wanted.min(3 - first);
        (0..count).for_each(|index| give(index as usize, first + index));
        self.0.set(first + count);
        count
    }
}

fn done(count: u32, wanted: u32, fetched: *mut u32) -> Result<()> {
    if count == wanted {
        return Ok(()); // and says nothing of the count, as some do
    }
    unsafe { *fetched = count };
    Err(S_FALSE.into())
}

impl IEnumString_Impl for Names_Impl {
    fn Next(&self, wanted: u32, names: *mut PWSTR, fetched: *mut u32) -> Result<()> {
        let count = self.take(wanted, |index, number| unsafe {
            let memory = CoTaskMemAlloc(4).cast::<u16>();
            memory.cast::<[u16; 2]>().write([65 + number as u16, 0]);
            names.add(index).write(PWSTR(memory));
        });
        done(count, wanted, fetched)
    }
    fn Skip(&self, count: u32) -> Result<()> {
        done(self.take(count, |_, _| {}), count, &mut 0)
    }
    fn Reset(&self) -> Result<()> {
        self.0.set(0);
        Ok(())
    }
    fn Clone(&self) -> Result<IEnumString> {
        Ok(Names(self.0.clone()).into())
    }
}

impl IEnumVARIANT_Impl for Names_Impl {
    fn Next(&self, wanted: u32, values: *mut VARIANT, fetched: *mut u32) -> Result<()> {
        let count = self.take(wanted, |index, number| unsafe {
            values.add(index).cast::<Raw>().write(variant(VT_BSTR, text(&format!("name {number}"))));
        });
        done(count, wanted, fetched)
    }
    fn Skip(&self, _: u32) -> Result<()> {
        Ok(())
    }
    fn Reset(&self) -> Result<()> {
        Ok(())
    }
    fn Clone(&self) -> Result<IEnumVARIANT> {
        Err(E_NOTIMPL.into())
    }
}

#[test]
fn an_enumerator_says_how_many_it_gave() {
    let names = proxy(&plan_of::<IEnumString>(), IEnumString::from(Names(0.into())));
    let next = names.vtable().Next;
    let mut all = [PWSTR(null_mut()); 4];
    let mut fetched = 9;
    unsafe {
        assert_eq!(next(names.as_raw(), 1, all.as_mut_ptr(), null_mut()), S_OK, "{:?}", traffic().error);
        assert_eq!(units(all[0].0), [65, 0]);
        assert_eq!(next(names.as_raw(), 3, all.as_mut_ptr().add(1), &mut fetched), S_FALSE);
        assert_eq!(fetched, 2);
        assert_eq!(units(all[2].0), [67, 0]);
        assert!(all[3].is_null());
        assert_eq!(next(names.as_raw(), 2, all.as_mut_ptr(), null_mut()), E_INVALIDARG);
        assert!(names.Reset().is_ok());
        let clone = names.Clone().unwrap();
        assert_eq!(clone.Skip(4), S_FALSE);
        all.iter().for_each(|name| CoTaskMemFree(name.0.cast()));

        let values = proxy(&plan_of::<IEnumVARIANT>(), IEnumVARIANT::from(Names(0.into())));
        let mut all = [Raw::default(); 3];
        assert_eq!((values.vtable().Next)(values.as_raw(), 3, all.as_mut_ptr().cast(), &mut fetched), S_OK);
        assert_eq!(fetched, 3);
        assert!(describe(&all[2]).contains("false 12")); // "name 2"
        all.iter_mut().for_each(clear);
    }
}

/// A stream in memory, as far as the tests go.
#[implement(IStream)]
#[derive(Default)]
struct Memory {
    content: RefCell<Vec<u8>>,
    position: Cell<usize>,
}

impl ISequentialStream_Impl for Memory_Impl {
    fn Read(&self, buffer: *mut c_void, size: u32, read: *mut u32) -> Result<()> {
        let content = self.content.borrow();
        let rest = &content[self.position.get().min(content.len())..];
        let count = rest.len().min(size as usize);
        unsafe {
            std::ptr::copy_nonoverlapping(rest.as_ptr(), buffer.cast(), count);
            *read = count as u32;
        }
        self.position.set(self.position.get() + count);
        if count < size as usize { Err(S_FALSE.into()) } else { Ok(()) }
    }
    fn Write(&self, buffer: *const c_void, size: u32, written: *mut u32) -> Result<()> {
        let bytes = unsafe { std::slice::from_raw_parts(buffer.cast::<u8>(), size as usize) };
        self.content.borrow_mut().extend_from_slice(bytes);
        unsafe { *written = size };
        Ok(())
    }
}

impl IStream_Impl for Memory_Impl {
    fn Seek(&self, to: i64, _: u32, position: *mut u64) -> Result<()> {
        self.position.set(to as usize);
        unsafe { *position = to as u64 };
        Ok(())
    }
    fn SetSize(&self, size: u64) -> Result<()> {
        self.content.borrow_mut().resize(size as usize, 0);
        Ok(())
    }
    fn CopyTo(&self, to: Ref<'_, IStream>, size: u64, read: *mut u64, written: *mut u64) -> Result<()> {
        let to = to.ok()?;
        let content = self.content.borrow()[..size as usize].to_vec();
        unsafe {
            to.Write(content.as_ptr().cast(), size as u32, Some(&mut 0)).ok()?;
            (*read, *written) = (size, size);
        }
        Ok(())
    }
    fn Commit(&self, _: u32) -> Result<()> {
        Ok(())
    }
    fn Revert(&self) -> Result<()> {
        Err(STG_E_REVERTED.into())
    }
    fn LockRegion(&self, _: u64, _: u64, _: u32) -> Result<()> {
        Err(STG_E_INVALIDFUNCTION.into())
    }
    fn UnlockRegion(&self, _: u64, _: u64, _: u32) -> Result<()> {
        Err(STG_E_INVALIDFUNCTION.into())
    }
    fn Stat(&self, stat: *mut STATSTG, _: u32) -> Result<()> {
        unsafe { (*stat).cbSize = self.content.borrow().len() as u64 };
        Ok(())
    }
    fn Clone(&self) -> Result<IStream> {
        Err(E_NOTIMPL.into())
    }
}

#[test]
fn a_stream_is_read_and_written_in_pieces() {
    let stream = proxy(&plan_of::<IStream>(), IStream::from(Memory::default()));
    let large: Vec<u8> = (0..40_000_000_u32).map(|index| (index >> 8) as u8).collect();
    let (mut written, mut read) = (0, 0);
    unsafe {
        assert_eq!(stream.Write(large.as_ptr().cast(), large.len() as u32, Some(&mut written)), S_OK);
        assert_eq!(written as usize, large.len());
        let mut back = vec![0_u8; large.len() + 5];
        assert_eq!(stream.Read(back.as_mut_ptr().cast(), back.len() as u32, Some(&mut read)), S_FALSE);
        assert_eq!(read as usize, large.len());
        assert!(back[..large.len()] == large[..]);
        assert_eq!(stream.Read(back.as_mut_ptr().cast(), 1, None), S_FALSE);
    }
}

#[test]
fn a_stream_moves_and_copies_without_telling() {
    let stream = proxy(&plan_of::<IStream>(), IStream::from(Memory::default()));
    let other = IStream::from(Memory::default());
    unsafe {
        assert_eq!(stream.Write(b"0123456789".as_ptr().cast(), 10, None), S_OK);
        assert!(stream.Seek(4, 0, None).is_ok());
        let mut position = 0;
        assert!(stream.Seek(5, 0, Some(&mut position)).is_ok());
        assert_eq!(position, 5);
        let mut byte = 0_u8;
        assert_eq!(stream.Read((&raw mut byte).cast(), 1, None), S_OK);
        assert_eq!(byte, b'5');
        assert!(stream.CopyTo(&other, 4, None, None).is_ok());
        let mut stat = STATSTG::default();
        assert!(other.Stat(&mut stat, 1).is_ok());
        assert_eq!(stat.cbSize, 4);
        assert!(stream.SetSize(3).is_ok() && stream.Commit(0).is_ok());
        assert_eq!(stream.Revert(), STG_E_REVERTED);
        assert!(stream.Stat(&mut stat, 1).is_ok());
        assert_eq!((stat.cbSize, stat.pwcsName.is_null()), (3, true));
    }
}

#[implement(IPropertyBag)]
struct Bag;

impl IPropertyBag_Impl for Bag_Impl {
    fn Read(&self, name: &PCWSTR, value: *mut VARIANT, log: Ref<'_, IErrorLog>) -> Result<()> {
        assert!(log.is_none());
        let wanted = unsafe { value.cast::<Raw>().read() };
        let name = String::from_utf16(&unsafe { units(name.0) }).unwrap();
        let result = match i32::from(wanted.vt) {
            VT_BSTR => variant(VT_BSTR, text(&name)),
            VT_UNKNOWN => return Ok(()), // filled in
            _ => variant(VT_I4, 1),
        };
        unsafe { value.cast::<Raw>().write(result) };
        Ok(())
    }
    fn Write(&self, _: &PCWSTR, value: *const VARIANT) -> Result<()> {
        if unsafe { value.cast::<Raw>().read() }.value == 1 { Ok(()) } else { Err(E_FAIL.into()) }
    }
}

#[test]
fn a_property_is_read_as_the_type_that_is_wanted() {
    let bag = proxy(&plan_of::<IPropertyBag>(), IPropertyBag::from(Bag));
    let read = bag.vtable().Read;
    let name = windows_core::w!("width");
    unsafe {
        let mut value = variant(VT_BSTR, 0);
        assert_eq!(
            read(bag.as_raw(), name, (&raw mut value).cast(), null_mut()),
            S_OK,
            "{:?}",
            traffic().error
        );
        assert!(describe(&value).contains("false 12"));
        clear(&mut value);
        let mut value = variant(VT_EMPTY, 0);
        assert_eq!(read(bag.as_raw(), name, (&raw mut value).cast(), null_mut()), S_OK);
        assert_eq!(describe(&value), "3:1");
        let object: IUnknown = ICalc::from(Calc).cast().unwrap();
        let mut value = variant(VT_UNKNOWN, object.clone().into_raw() as u64);
        assert_eq!(read(bag.as_raw(), name, (&raw mut value).cast(), null_mut()), S_OK);
        assert_eq!(value.value, object.as_raw() as u64);
        clear(&mut value);
        assert_eq!(read(bag.as_raw(), name, null_mut(), null_mut()), E_POINTER);
        assert_eq!((bag.vtable().Write)(bag.as_raw(), name, (&raw const value).cast()), E_FAIL);
    }
    assert_eq!(in_flight(), 0);
}
