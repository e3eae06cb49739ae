//! The layouts that plans compute are those of the Rust compiler.
#![allow(missing_docs)]

use std::mem::{align_of, offset_of, size_of};
use std::sync::Arc;

use oxcom_abi::{CONNECTDATA, DISPPARAMS, EXCEPINFO, STATSTG};
use oxcom_typeinfo::plan::{Interface, Scope, Struct, Type};
use oxcom_typeinfo::{plan, system, winmd};
use windows_core::{GUID, Interface as _};

#[path = "../../../metadata/test.rs"]
mod bindings;
use bindings::{Frame, ITypes, Packed, Point, Polygon};

#[path = "../../../samples/image-source/image_source.rs"]
mod image_source;
use image_source::{IImageHandle, Image2d};

/// Asserts that a planned struct is the Rust one: size, alignment, every field in order.
macro_rules! assert_layout {
    ($planned:expr, $rust:ident { $($field:ident),* }) => {
        let planned: Arc<Struct> = $planned;
        assert_eq!((planned.size as usize, planned.align as usize), (size_of::<$rust>(), align_of::<$rust>()));
        let fields: Vec<_> = planned.fields.iter().map(|field| (field.name.as_str(), field.offset as usize)).collect();
        let name = |field: &'static str| field.trim_start_matches("r#");
        assert_eq!(fields, [$((name(stringify!($field)), offset_of!($rust, $field))),*]);
    };
}

#[test]
fn the_test_librarys_structs() {
    let types = plan(include_bytes!("../../../metadata/test.winmd"), &ITypes::IID);
    assert_layout!(structure(&types, "Point"), Point { x, y });
    assert_layout!(
        structure(&types, "Frame"),
        Frame {
            mark,
            time,
            color,
            id,
            origin,
            dims,
            corners,
            visible,
            ticks,
            name,
            data,
            value,
            price,
            last
        }
    );
    assert_layout!(structure(&types, "Polygon"), Polygon { count, points, label, center, owner });
    assert_layout!(structure(&types, "Packed"), Packed { tag, value, tail });
}

#[test]
fn the_samples_struct() {
    let file = include_bytes!("../../../samples/image-source/image_source.winmd");
    assert_layout!(
        structure(&plan(file, &IImageHandle::IID), "Image2d"),
        Image2d { time, format, dims, data }
    );
}

#[test]
fn coms_own_structs() {
    let plan = |iid: &GUID| system::plan_of(iid).expect("it has a plan").expect("it is described");
    let dispatch = plan(&oxcom_abi::IDispatch::IID);
    assert_layout!(
        structure(&dispatch, "DISPPARAMS"),
        DISPPARAMS { rgvarg, rgdispidNamedArgs, cArgs, cNamedArgs }
    );
    assert_layout!(
        structure(&dispatch, "EXCEPINFO"),
        EXCEPINFO {
            wCode,
            wReserved,
            bstrSource,
            bstrDescription,
            bstrHelpFile,
            dwHelpContext,
            pvReserved,
            pfnDeferredFillIn,
            scode
        }
    );
    assert_layout!(
        structure(&plan(&oxcom_abi::IStream::IID), "STATSTG"),
        STATSTG {
            pwcsName,
            r#type,
            cbSize,
            mtime,
            ctime,
            atime,
            grfMode,
            grfLocksSupported,
            clsid,
            grfStateBits,
            reserved
        }
    );
    assert_layout!(
        structure(&plan(&oxcom_abi::IEnumConnections::IID), "CONNECTDATA"),
        CONNECTDATA { pUnk, dwCookie }
    );
}

/// The scalars and COM's own types, one by one.
#[test]
fn values() {
    let size = |ty: Type| ty.layout().map(|layout| (layout.size as usize, layout.align as usize));
    assert_eq!(size(Type::Guid), Some((size_of::<GUID>(), align_of::<GUID>())));
    assert_eq!(
        size(Type::Variant),
        Some((size_of::<oxcom_abi::VARIANT>(), align_of::<oxcom_abi::VARIANT>()))
    );
    assert_eq!(
        size(Type::Decimal),
        Some((size_of::<oxcom_abi::DECIMAL>(), align_of::<oxcom_abi::DECIMAL>()))
    );
    assert_eq!(size(Type::Bstr), Some((size_of::<oxcom_abi::BSTR>(), align_of::<oxcom_abi::BSTR>())));
}

fn plan(file: &[u8], iid: &GUID) -> Arc<Interface> {
    let library = winmd::read(file).expect("it is a description");
    plan::compile(Scope(&[system::library(), &library]), iid).expect("it can be marshaled")
}

/// The struct of this name that a method points to.
fn structure(interface: &Interface, name: &str) -> Arc<Struct> {
    let params = interface.methods.iter().flat_map(|method| &method.params);
    let found = params.filter_map(|param| match &param.ty {
        Type::Pointer { target: inner, .. } | Type::Array { element: inner, .. } => match &**inner {
            Type::Struct(structure) if structure.name == name => Some(structure.clone()),
            _ => None,
        },
        Type::Struct(structure) if structure.name == name => Some(structure.clone()),
        _ => None,
    });
    found.into_iter().next().expect("a method has it")
}
