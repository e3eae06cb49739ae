//! BSTR.

use oxcom_abi as abi;
use oxcom_abi::com_core::BSTR;

use crate::operation::{Seen, no_code, operation};
use crate::platform::wide;

fn describe(text: &BSTR) -> Seen {
    let (units, bytes) = unsafe { (abi::SysStringLen(text), abi::SysStringByteLen(text)) };
    let null = unsafe { std::mem::transmute_copy::<BSTR, *const u16>(text) }.is_null();
    no_code().and("null", null).and("units", units).and("bytes", bytes)
}

pub fn perform() {
    operation("SysAllocString", || {
        Ok(describe(&unsafe { abi::SysAllocString(Some(wide("photo").pointer().0.cast())) }))
    });
    operation("SysAllocString of null", || Ok(describe(&unsafe { abi::SysAllocString(None) })));
    operation("SysAllocString of no text", || {
        Ok(describe(&unsafe { abi::SysAllocString(Some(wide("").pointer().0.cast())) }))
    });
    operation("SysAllocStringLen of text with a NUL", || {
        let units: Vec<_> = "a\0b".encode_utf16().map(abi::OLECHAR).collect();
        let text = unsafe { abi::SysAllocStringLen(Some(&units)) };
        Ok(describe(&text).and("same", text == "a\0b"))
    });
    operation("SysAllocStringLen of nothing", || Ok(describe(&unsafe { abi::SysAllocStringLen(None) })));
    operation("SysAllocStringByteLen of an odd number", || {
        Ok(describe(&unsafe { abi::SysAllocStringByteLen(windows_core::PCSTR(c"abc".as_ptr().cast()), 3) }))
    });
    operation("SysAllocStringByteLen of null", || {
        Ok(describe(&unsafe { abi::SysAllocStringByteLen(windows_core::PCSTR::null(), 6) }))
    });
    operation("a BSTR ends with a NUL", || {
        let text = unsafe { abi::SysAllocStringLen(Some(&[1, 2, 3].map(abi::OLECHAR))) };
        Ok(no_code().and("after", unsafe { *text.as_ptr().add(3) }))
    });
    operation("a BSTR has its length in front", || {
        let text = unsafe { abi::SysAllocStringLen(Some(&[1, 2, 3].map(abi::OLECHAR))) };
        Ok(no_code().and("before", unsafe { text.as_ptr().cast::<u32>().sub(1).read_unaligned() }))
    });
    operation("SysStringLen of null", || Ok(describe(&BSTR::new())));
    operation("SysReAllocString", || {
        let mut text = BSTR::from("one");
        let answer = unsafe { abi::SysReAllocString(&mut text, Some(wide("three").pointer().0.cast())) };
        Ok(describe(&text).and("answer", answer).and("text", &text))
    });
    operation("SysReAllocString of a null BSTR", || {
        let mut text = BSTR::new();
        let answer = unsafe { abi::SysReAllocString(&mut text, Some(wide("three").pointer().0.cast())) };
        Ok(describe(&text).and("answer", answer))
    });
    operation("SysReAllocString with null", || {
        let mut text = BSTR::from("one");
        let answer = unsafe { abi::SysReAllocString(&mut text, None) };
        Ok(describe(&text).and("answer", answer))
    });
    operation("SysReAllocStringLen shortens", || {
        let mut text = BSTR::from("twelve");
        let units = wide("twenty");
        let answer = unsafe { abi::SysReAllocStringLen(&mut text, Some(units.pointer().0.cast()), 2) };
        Ok(describe(&text).and("answer", answer).and("text", &text))
    });
    operation("SysReAllocStringLen with null grows", || {
        let mut text = BSTR::from("two");
        let answer = unsafe { abi::SysReAllocStringLen(&mut text, None, 9) };
        Ok(describe(&text).and("answer", answer))
    });
}
