//! What a COM interface looks like: read from type descriptions, compiled into the plan that marshaling walks.

pub mod plan;
