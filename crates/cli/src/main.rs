//! The command `oxcom`.

fn main() {}
