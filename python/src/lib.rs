//! `oxcom._oxcom`: what the Python package `oxcom` cannot do in Python.
//!
//! ```text
//!   Python ──▶ call (arguments: lower) ──▶ vtable of a proxy or an object       results: lift ──▶ Python
//!   COM    ──▶ object (arguments: lift) ──▶ method of a Python object           results: lower ──▶ COM
//!                      shape, describe: what both walk, from type information
//! ```
//!
//! The module defines none of COM's functions: it is linked to `liboxcom.so.0`, which lies beside it in the wheel, so that a
//! process has one runtime. The GIL is let go during calls and taken in callbacks.

mod activation;
mod apartment;
mod array;
mod call;
mod collection;
mod describe;
mod dispatch;
mod error;
mod guid;
mod lift;
mod lower;
mod native;
mod object;
mod pointer;
mod shape;
mod variant;

use pyo3::prelude::*;

/// The part of `oxcom` that is not written in Python.
#[pymodule]
fn _oxcom(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<guid::PyGuid>()?;
    module.add_class::<pointer::Unknown>()?;
    module.add_class::<array::SafeArray>()?;
    module.add_class::<call::Method>()?;
    module.add_class::<call::InterfaceInfo>()?;
    module.add_class::<activation::AgileReference>()?;
    module.add_class::<activation::Lock>()?;
    macro_rules! functions {
        ($($path:path),* $(,)?) => { $(module.add_function(wrap_pyfunction!($path, module)?)?;)* };
    }
    functions!(
        activation::class_id,
        activation::create,
        activation::libraries_of,
        activation::marshaled_interfaces,
        activation::meet_struct,
        activation::read_library,
        activation::register_class_object,
        activation::register_component,
        activation::register_type_library,
        activation::revoke_class_object,
        activation::serve,
        activation::server_lock,
        apartment::apartment_descriptor,
        apartment::apartment_type,
        apartment::close,
        apartment::dispatch_calls,
        apartment::enter_apartment,
        apartment::leave_apartment,
        array::frozen_memory,
        array::shared_memory,
        call::describe_interface,
        collection::enumerator,
        collection::next_elements,
        dispatch::dispatch_ids,
        dispatch::dispatch_invoke,
        pointer::through_vtable,
    );
    Ok(())
}
