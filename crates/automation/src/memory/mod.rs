//! Memory that is allocated by one party and freed by another: task memory ([`task`]) and global memory ([`global`]).

pub mod global;
pub mod task;
