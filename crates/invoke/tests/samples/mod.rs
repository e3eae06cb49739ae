//! Interfaces, their plans, and objects that implement them: one file for each kind of parameter.

#[macro_use]
pub mod plans;
pub mod arrays;
pub mod automation;
pub mod calc;
pub mod full;
pub mod harness;
pub mod objects;
pub mod open;
pub mod random;
pub mod records;
pub mod recursive;
pub mod scalars;
pub mod structs;
pub mod unions;
