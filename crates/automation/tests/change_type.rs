//! VariantChangeType, every pair of types: a row for each value, a column for each type it is changed into.

use ::core; // not the module of oxcom_abi
use std::mem::ManuallyDrop;

use oxcom_abi::*;
use oxcom_automation::variant::{VARIANT_ALPHABOOL, VARIANT_LOCALBOOL, VARIANT_NOVALUEPROP};
use windows_core::{ComObject, GUID, HRESULT, IUnknown, PCWSTR, implement};

const INTEGERS: [VARENUM; 10] = [VT_I1, VT_UI1, VT_I2, VT_UI2, VT_I4, VT_UI4, VT_I8, VT_UI8, VT_INT, VT_UINT];
const OTHERS: [VARENUM; 7] = [VT_R4, VT_R8, VT_CY, VT_DECIMAL, VT_DATE, VT_BOOL, VT_BSTR];
/// Types that change into themselves only.
const ALONE: [VARENUM; 5] = [VT_EMPTY, VT_NULL, VT_ERROR, VT_RECORD, VT_ARRAY | VT_UI1];
const OBJECTS: [VARENUM; 2] = [VT_UNKNOWN, VT_DISPATCH];

/// A variant that is cleared in the end.
struct Owned(VARIANT);

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: a variant of ours.
        unsafe { VariantClear(&mut self.0) }.unwrap();
    }
}

fn owned(vt: VARENUM, fill: impl FnOnce(&mut VARIANT_0_0_0)) -> Owned {
    let mut variant = VARIANT::default();
    // SAFETY: an empty variant; the value is one of the type.
    let parts = unsafe { &mut *variant.Anonymous.Anonymous };
    fill(&mut parts.Anonymous);
    parts.vt = VARTYPE(vt as u16);
    Owned(variant)
}

fn text(text: &str) -> Owned {
    owned(VT_BSTR, |value| value.bstrVal = ManuallyDrop::new(text.into()))
}

fn decimal(units: u64, scale: u16) -> Owned {
    let mut variant = VARIANT::default();
    let mut decimal = DECIMAL { wReserved: VT_DECIMAL as u16, ..Default::default() };
    decimal.Anonymous2.Lo64 = units;
    decimal.Anonymous.signscale = scale;
    variant.Anonymous.decVal = decimal;
    Owned(variant)
}

fn changed(source: &Owned, vt: VARENUM, flags: u16) -> Result<Owned, HRESULT> {
    let mut target = text("what the target was before");
    // SAFETY: variants both.
    let code = unsafe { VariantChangeType(&mut target.0, &source.0, flags, VARTYPE(vt as u16)) };
    if code.is_ok() { Ok(target) } else { Err(code) }
}

/// What a variant says: `over` and `-` where there is no answer.
fn show(answer: &Result<Owned, HRESULT>) -> String {
    let variant = match answer {
        Ok(variant) => &variant.0,
        Err(DISP_E_OVERFLOW) => return "over".into(),
        Err(DISP_E_TYPEMISMATCH) => return "-".into(),
        Err(other) => return format!("{:#x}", other.0),
    };
    // SAFETY: the type says which of the values is meant.
    unsafe {
        let parts = &*variant.Anonymous.Anonymous;
        let value = &parts.Anonymous;
        match i32::from(parts.vt.0) {
            VT_I1 => value.cVal.to_string(),
            VT_UI1 => value.bVal.to_string(),
            VT_I2 => value.iVal.to_string(),
            VT_UI2 => value.uiVal.to_string(),
            VT_I4 | VT_INT => value.lVal.to_string(),
            VT_UI4 | VT_UINT => value.ulVal.to_string(),
            VT_I8 => value.llVal.to_string(),
            VT_UI8 => value.ullVal.to_string(),
            VT_R4 => format!("{:?}", value.fltVal),
            VT_R8 => format!("{:?}", value.dblVal),
            VT_CY => format!("{}c", value.cyVal.int64),
            VT_DATE => format!("{:?}", value.date),
            VT_BOOL => value.boolVal.0.to_string(),
            VT_BSTR => format!("{:?}", *value.bstrVal),
            VT_DECIMAL => {
                let parts = variant.Anonymous.decVal.Anonymous.Anonymous;
                let magnitude = u128::from(variant.Anonymous.decVal.Hi32) << 64
                    | u128::from(variant.Anonymous.decVal.Anonymous2.Lo64);
                format!("{}{magnitude}e-{}", if parts.sign == 0 { "" } else { "-" }, parts.scale)
            }
            other => format!("type {other}"),
        }
    }
}

fn changes(source: &Owned, types: &[VARENUM]) -> String {
    types.iter().map(|vt| show(&changed(source, *vt, 0))).collect::<Vec<_>>().join(" ")
}

/// What a value becomes.
struct Row {
    name: &'static str,
    value: Owned,
    /// As each of INTEGERS.
    integers: &'static str,
    /// As each of OTHERS.
    others: &'static str,
}

fn table() -> Vec<Row> {
    vec![
        Row {
            name: "nothing",
            value: owned(VT_EMPTY, |_| {}),
            integers: "0 0 0 0 0 0 0 0 0 0",
            others: r#"0.0 0.0 0c 0e-0 0.0 0 """#,
        },
        Row {
            name: "null",
            value: owned(VT_NULL, |_| {}),
            integers: "- - - - - - - - - -",
            others: r#"- - - - - - -"#,
        },
        Row {
            name: "I1 -1",
            value: owned(VT_I1, |value| value.cVal = -1),
            integers: "-1 over -1 over -1 over -1 over -1 over",
            others: r#"-1.0 -1.0 -10000c -1e-0 -1.0 -1 "-1""#,
        },
        Row {
            name: "UI1 200",
            value: owned(VT_UI1, |value| value.bVal = 200),
            integers: "over 200 200 200 200 200 200 200 200 200",
            others: r#"200.0 200.0 2000000c 200e-0 200.0 -1 "200""#,
        },
        Row {
            name: "I2 -300",
            value: owned(VT_I2, |value| value.iVal = -300),
            integers: "over over -300 over -300 over -300 over -300 over",
            others: r#"-300.0 -300.0 -3000000c -300e-0 -300.0 -1 "-300""#,
        },
        Row {
            name: "UI2 most",
            value: owned(VT_UI2, |value| value.uiVal = u16::MAX),
            integers: "over over over 65535 65535 65535 65535 65535 65535 65535",
            others: r#"65535.0 65535.0 655350000c 65535e-0 65535.0 -1 "65535""#,
        },
        Row {
            name: "I4 least",
            value: owned(VT_I4, |value| value.lVal = i32::MIN),
            integers: "over over over over -2147483648 over -2147483648 over -2147483648 over",
            others: r#"-2147483600.0 -2147483648.0 -21474836480000c -2147483648e-0 over -1 "-2147483648""#,
        },
        Row {
            name: "UI4 most",
            value: owned(VT_UI4, |value| value.ulVal = u32::MAX),
            integers: "over over over over over 4294967295 4294967295 4294967295 over 4294967295",
            others: r#"4294967300.0 4294967295.0 42949672950000c 4294967295e-0 over -1 "4294967295""#,
        },
        Row {
            name: "I8 least",
            value: owned(VT_I8, |value| value.llVal = i64::MIN),
            integers: "over over over over over over -9223372036854775808 over over over",
            others: r#"-9.223372e18 -9.223372036854776e18 over -9223372036854775808e-0 over -1 "-9223372036854775808""#,
        },
        Row {
            name: "UI8 most",
            value: owned(VT_UI8, |value| value.ullVal = u64::MAX),
            integers: "over over over over over over over 18446744073709551615 over over",
            others: r#"1.8446744e19 1.8446744073709552e19 over 18446744073709551615e-0 over -1 "18446744073709551615""#,
        },
        Row {
            name: "INT 7",
            value: owned(VT_INT, |value| value.intVal = 7),
            integers: "7 7 7 7 7 7 7 7 7 7",
            others: r#"7.0 7.0 70000c 7e-0 7.0 -1 "7""#,
        },
        Row {
            name: "UINT 8",
            value: owned(VT_UINT, |value| value.uintVal = 8),
            integers: "8 8 8 8 8 8 8 8 8 8",
            others: r#"8.0 8.0 80000c 8e-0 8.0 -1 "8""#,
        },
        Row {
            name: "R4 2.5",
            value: owned(VT_R4, |value| value.fltVal = 2.5),
            integers: "2 2 2 2 2 2 2 2 2 2",
            others: r#"2.5 2.5 25000c 25e-1 2.5 -1 "2.5""#,
        },
        Row {
            name: "R4 0.1",
            value: owned(VT_R4, |value| value.fltVal = 0.1),
            integers: "0 0 0 0 0 0 0 0 0 0",
            others: r#"0.1 0.10000000149011612 1000c 1e-1 0.10000000149011612 -1 "0.1""#,
        },
        Row {
            name: "R8 -0.5",
            value: owned(VT_R8, |value| value.dblVal = -0.5),
            integers: "0 0 0 0 0 0 0 0 0 0",
            others: r#"-0.5 -0.5 -5000c -5e-1 -0.5 -1 "-0.5""#,
        },
        Row {
            name: "R8 127.5",
            value: owned(VT_R8, |value| value.dblVal = 127.5),
            integers: "over 128 128 128 128 128 128 128 128 128",
            others: r#"127.5 127.5 1275000c 1275e-1 127.5 -1 "127.5""#,
        },
        Row {
            name: "R8 -2147483648.5",
            value: owned(VT_R8, |value| value.dblVal = -2_147_483_648.5),
            integers: "over over over over -2147483648 over -2147483648 over -2147483648 over",
            others: r#"-2147483600.0 -2147483648.5 -21474836485000c -21474836485e-1 over -1 "-2147483648.5""#,
        },
        Row {
            name: "R8 1e300",
            value: owned(VT_R8, |value| value.dblVal = 1e300),
            integers: "over over over over over over over over over over",
            others: r#"over 1e300 over over over -1 "1E+300""#,
        },
        Row {
            name: "R8 no number",
            value: owned(VT_R8, |value| value.dblVal = f64::NAN),
            integers: "over over over over over over over over over over",
            others: r#"NaN NaN over over over -1 "1.#IND""#,
        },
        Row {
            name: "CY 3.5",
            value: owned(VT_CY, |value| value.cyVal = CY { int64: 35_000 }),
            integers: "4 4 4 4 4 4 4 4 4 4",
            others: r#"3.5 3.5 35000c 35000e-4 3.5 -1 "3.5""#,
        },
        Row {
            name: "CY least",
            value: owned(VT_CY, |value| value.cyVal = CY { int64: i64::MIN }),
            integers: "over over over over over over -922337203685478 over over over",
            others: r#"-922337200000000.0 -922337203685477.6 -9223372036854775808c -9223372036854775808e-4 over -1 "-922337203685477.5808""#,
        },
        Row {
            name: "DECIMAL 123.45",
            value: decimal(12_345, 2),
            integers: "123 123 123 123 123 123 123 123 123 123",
            others: r#"123.45 123.45 1234500c 12345e-2 123.45 -1 "123.45""#,
        },
        Row {
            name: "DATE 36526.25",
            value: owned(VT_DATE, |value| value.date = 36_526.25),
            integers: "over over over 36526 36526 36526 36526 36526 36526 36526",
            others: r#"36526.25 36526.25 365262500c 3652625e-2 36526.25 -1 "01/01/2000 06:00:00""#,
        },
        Row {
            name: "true",
            value: owned(VT_BOOL, |value| value.boolVal = VARIANT_TRUE),
            integers: "-1 255 -1 65535 -1 4294967295 -1 18446744073709551615 -1 4294967295",
            others: r#"-1.0 -1.0 -10000c -1e-0 -1.0 -1 "-1""#,
        },
        Row {
            name: "false",
            value: owned(VT_BOOL, |value| value.boolVal = VARIANT_FALSE),
            integers: "0 0 0 0 0 0 0 0 0 0",
            others: r#"0.0 0.0 0c 0e-0 0.0 0 "0""#,
        },
        Row {
            name: "text 12.5",
            value: text("12.5"),
            integers: "12 12 12 12 12 12 12 12 12 12",
            others: r#"12.5 12.5 125000c 125e-1 - -1 "12.5""#,
        },
        Row {
            name: "text -1",
            value: text("-1"),
            integers: "-1 over -1 over -1 over -1 over -1 over",
            others: r#"-1.0 -1.0 -10000c -1e-0 - -1 "-1""#,
        },
        Row {
            name: "text &HFF",
            value: text("&HFF"),
            integers: "-1 255 255 255 255 255 255 255 255 255",
            others: r#"255.0 255.0 2550000c 255e-0 - -1 "&HFF""#,
        },
        Row {
            name: "text 1e30",
            value: text("1e30"),
            integers: "over over over over over over over over over over",
            others: r#"1e30 1e30 over over - -1 "1e30""#,
        },
        Row {
            name: "text True",
            value: text("True"),
            integers: "- - - - - - - - - -",
            others: r#"- - - - - -1 "True""#,
        },
        Row {
            name: "text 2001-02-28",
            value: text("2001-02-28"),
            integers: "- - - - - - - - - -",
            others: r#"- - - - 36950.0 - "2001-02-28""#,
        },
        Row {
            name: "no text",
            value: text(""),
            integers: "- - - - - - - - - -",
            others: r#"- - - - - - """#,
        },
        Row {
            name: "error code",
            value: owned(VT_ERROR, |value| value.scode = SCODE(-1)),
            integers: "- - - - - - - - - -",
            others: r#"- - - - - - -"#,
        },
        Row { name: "array", value: bytes(), integers: "- - - - - - - - - -", others: r#"- - - - - - -"# },
    ]
}
/// An array of one byte.
fn bytes() -> Owned {
    // SAFETY: a plain call.
    let array = unsafe { SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, 1) };
    owned(VT_ARRAY | VT_UI1, |value| value.parray = array)
}

#[test]
fn every_value_becomes_every_type() {
    for row in table() {
        assert_eq!(changes(&row.value, &INTEGERS), row.integers, "{} to integers", row.name);
        assert_eq!(changes(&row.value, &OTHERS), row.others, "{} to others", row.name);
    }
}

#[test]
fn what_is_no_value_becomes_nothing_else() {
    for row in table() {
        // SAFETY: every variant has a type.
        let from = i32::from(unsafe { row.value.0.Anonymous.Anonymous.vt.0 });
        for to in ALONE.into_iter().chain(OBJECTS) {
            let expected = if from == to { format!("type {to}") } else { "-".into() };
            assert_eq!(show(&changed(&row.value, to, 0)), expected, "{} to {to}", row.name);
        }
    }
}

#[test]
fn truth_has_words() {
    let truth = owned(VT_BOOL, |value| value.boolVal = VARIANT_TRUE);
    for flags in [VARIANT_ALPHABOOL, VARIANT_LOCALBOOL] {
        assert_eq!(show(&changed(&truth, VT_BSTR, flags)), "\"True\"");
    }
    for (words, value) in [("TRUE", "-1"), ("#false#", "0"), (" True ", "-1"), ("0.0", "0"), ("yes", "-")] {
        assert_eq!(show(&changed(&text(words), VT_BOOL, 0)), value, "{words}");
    }
}

#[test]
fn a_value_by_reference_is_read_and_the_target_may_be_the_source() {
    let mut number = 7;
    let mut reference = owned(VT_BYREF | VT_I4, |value| value.plVal = &mut number);
    let mut outer = owned(VT_BYREF | VT_VARIANT, |value| value.pvarVal = &mut reference.0);
    // SAFETY: variants both.
    unsafe {
        let itself = &raw mut outer.0;
        VariantChangeType(itself, itself, 0, VARTYPE(VT_BSTR as u16)).unwrap();
        assert_eq!(*outer.0.Anonymous.Anonymous.Anonymous.bstrVal, "7");
    }
}

#[test]
fn after_an_error_the_target_is_as_it_was() {
    let (source, mut target) = (text("no number"), text("kept"));
    let change = |target: &mut Owned, vt: u16| {
        // SAFETY: variants both.
        let code = unsafe { VariantChangeType(&mut target.0, &source.0, 0, VARTYPE(vt)) };
        // SAFETY: it is still text.
        assert_eq!(unsafe { &**target.0.Anonymous.Anonymous.Anonymous.bstrVal }, &*BSTR::from("kept"));
        code
    };
    assert_eq!(change(&mut target, VT_I4 as u16), DISP_E_TYPEMISMATCH);
    for wrong in [15, VT_VARIANT as u16, (VT_BYREF | VT_I4) as u16, 0x1003, 0xFFFF] {
        assert_eq!(change(&mut target, wrong), DISP_E_BADVARTYPE, "{wrong:#x}");
    }
    // SAFETY: null is refused.
    unsafe {
        let text = VARTYPE(VT_BSTR as u16);
        assert_eq!(VariantChangeType(&mut target.0, std::ptr::null(), 0, text), E_INVALIDARG);
        assert_eq!(VariantChangeType(std::ptr::null_mut(), &source.0, 0, text), E_INVALIDARG);
    }
}

/// An object whose value is the length of its track.
#[implement(IDispatch)]
struct Track(&'static str);

impl IDispatch_Impl for Track_Impl {
    fn GetTypeInfoCount(&self) -> windows_core::Result<u32> {
        Ok(0)
    }

    fn GetTypeInfo(&self, _: u32, _: LCID) -> windows_core::Result<ITypeInfo> {
        Err(E_NOTIMPL.into())
    }

    fn GetIDsOfNames(
        &self,
        _: *const GUID,
        _: *const PCWSTR,
        _: u32,
        _: LCID,
    ) -> windows_core::Result<DISPID> {
        Err(DISP_E_UNKNOWNNAME.into())
    }

    fn Invoke(
        &self,
        dispidmember: DISPID,
        _riid: *const GUID,
        lcid: LCID,
        wflags: u16,
        _pdispparams: *const DISPPARAMS,
        pvarresult: *mut VARIANT,
        _pexcepinfo: *mut EXCEPINFO,
        _puargerr: *mut u32,
    ) -> windows_core::Result<()> {
        if self.0.is_empty() {
            return Err(DISP_E_MEMBERNOTFOUND.into());
        }
        assert_eq!((dispidmember.0, i32::from(wflags), lcid.0), (DISPID_VALUE, DISPATCH_PROPERTYGET, 0x0409));
        let value = ManuallyDrop::new(text(self.0));
        // SAFETY: the caller's variant, which is empty; it owns the text now.
        unsafe { pvarresult.write(value.0.clone()) };
        Ok(())
    }
}

fn track(value: &'static str) -> Owned {
    let object: IDispatch = ComObject::new(Track(value)).into_interface();
    owned(VT_DISPATCH, |value| value.pdispVal = ManuallyDrop::new(Some(object)))
}

#[test]
fn an_object_is_asked_for_its_value() {
    let ask = |object: &Owned, flags: u16| {
        let (mut target, real) = (Owned(VARIANT::default()), VARTYPE(VT_R8 as u16));
        // SAFETY: variants both.
        let code = unsafe { VariantChangeTypeEx(&mut target.0, &object.0, LCID(0x0409), flags, real) };
        show(&if code.is_ok() { Ok(target) } else { Err(code) })
    };
    assert_eq!(ask(&track("12.5"), 0), "12.5");
    assert_eq!(ask(&track("12.5"), VARIANT_NOVALUEPROP), "-");
    assert_eq!(ask(&track("twelve"), 0), "-", "its value is no number");
    assert_eq!(ask(&track(""), 0), "-", "it has none");
    assert_eq!(ask(&owned(VT_DISPATCH, |value| value.pdispVal = ManuallyDrop::new(None)), 0), "-");
    for to in ALONE {
        assert_eq!(show(&changed(&track(""), to, 0)), "-");
    }
}

#[test]
fn an_object_has_other_interfaces() {
    let object = track("1");
    let unknown = changed(&object, VT_UNKNOWN, 0).unwrap();
    assert_eq!(show(&changed(&unknown, VT_DISPATCH, 0)), format!("type {VT_DISPATCH}"));
    assert_eq!(show(&changed(&unknown, VT_I4, 0)), "-", "only IDispatch has a default property");
    let nothing = owned(VT_UNKNOWN, |value| value.punkVal = ManuallyDrop::new(None));
    assert_eq!(show(&changed(&nothing, VT_DISPATCH, 0)), format!("type {VT_DISPATCH}"));

    #[implement]
    struct Plain;
    let plain: IUnknown = ComObject::new(Plain).into_interface();
    let plain = owned(VT_UNKNOWN, |value| value.punkVal = ManuallyDrop::new(Some(plain)));
    assert_eq!(show(&changed(&plain, VT_DISPATCH, 0)), "-");
}

#[test]
fn no_text_is_too_strange() {
    const PIECES: [&str; 24] = [
        "1",
        "0",
        "31",
        "99999999999999999999999999999",
        ".",
        ",",
        "-",
        "+",
        "(",
        ")",
        "e",
        "E",
        "&H",
        "&",
        ":",
        "/",
        " ",
        "am",
        "feb",
        "t",
        "é",
        "\u{1F4F7}",
        "\0",
        "12",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    for _ in 0..20_000 {
        let length = next(9);
        let strange: String = (0..length).map(|_| PIECES[next(PIECES.len())]).collect();
        for to in INTEGERS.into_iter().chain(OTHERS) {
            if let Err(code) = changed(&text(&strange), to, 0) {
                assert!(
                    [DISP_E_TYPEMISMATCH, DISP_E_OVERFLOW].contains(&code),
                    "{strange:?} to {to}: {code:?}"
                );
            }
        }
    }
}
