//! Values in memory to NDR and back, shape by shape.
//!
//! ```text
//!                      in place                        after the construct (C706 14.3.12.3)
//!  a number, a struct  its bytes                       –
//!  a pointer in it     a referent id, or 0             what it points to, and so on, depth first
//!  an argument         no construct: what it points to follows its referent id at once
//! ```
//!
//! [`write::Encoder`] reads memory and writes NDR, [`read::Decoder`] reads NDR and writes memory, [`release`] gives back what a
//! value owns, and the [`journal`] what reading made. What pointers lead to is [`waiting`] for its turn meanwhile.

pub(crate) mod absent;
mod conformant;
pub(crate) mod full;
pub(crate) mod journal;
pub(crate) mod read;
pub(crate) mod release;
pub(crate) mod waiting;
pub(crate) mod write;

/// How deep VARIANTs and SAFEARRAYs may be nested: walking them uses the stack.
pub(crate) const MAX_NESTING: u32 = 32;

/// How many pointers may lead from an argument to a value, such as the last of a list. They are followed without the stack, and
/// each takes four bytes of a message at least: the limit is for values that go out and are a circle of pointers that cannot say
/// so, as only full ones can.
pub(crate) const MAX_LINKS: u32 = 1 << 20;

/// How many bytes of memory a message may ask for that it does not fill: the room of an `[out]` array is told by its caller, and
/// allocated, zeroed, before the method runs. A call that asks for more fails with RPC_X_BAD_STUB_DATA.
pub const MAX_ROOM: usize = 1 << 26;
