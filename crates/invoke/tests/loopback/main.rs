//! Calls through vtables made at run time to real objects, with nothing but bytes between them.
//!
//! ```text
//!  test ─▶ ICalc ─▶ ProxyVtable ─▶ request bytes ─▶ StubPlan ─▶ #[implement] object
//! ```

#![allow(dead_code, non_snake_case, unreachable_pub, clippy::too_many_arguments)]
// Every line here calls through a vtable or looks into what came back; the reason is always that the plan says so.
#![allow(clippy::undocumented_unsafe_blocks, clippy::missing_safety_doc)]

use oxcom_automation as _; // defines SysAllocString, SafeArrayCreate, …

#[macro_use]
#[path = "../samples/mod.rs"]
mod samples;

mod adapters;
mod arrays;
mod automation;
mod calc;
mod compiled;
mod dissected;
mod full;
mod objects;
mod open;
mod random;
mod records;
mod recursive;
mod refused;
mod scalars;
mod structs;
mod unions;
mod vectors;
