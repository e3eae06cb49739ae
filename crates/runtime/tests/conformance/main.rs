//! What remoting promises, held against every way that a call can take: within an apartment, between apartments, between
//! processes.
//!
//! A *driver* makes an object somewhere and gives a pointer to it; the tests are the same for all.

#![allow(unreachable_pub)] // a program of several modules

#[path = "../common/mod.rs"]
mod common;
#[macro_use]
mod macros;
mod array_object;
mod arrays;
mod calls;
mod descriptors;
mod drivers;
mod hand_over;
mod marshaling;
mod objects;
mod tests;
mod three;

use libtest_mimic::{Arguments, Trial};

fn main() {
    if std::env::args().any(|argument| argument == "-Embedding") {
        return objects::serve(std::env::args().any(|argument| argument == "--other"));
    }
    common::set_up();
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(1)); // tests count objects
    let trials = drivers::all().into_iter().flat_map(|driver| {
        let tests =
            tests::all().into_iter().chain(marshaling::all()).chain(arrays::all()).chain(calls::all());
        let tests = tests.chain(descriptors::all());
        tests.map(move |(name, test)| {
            Trial::test(format!("{}::{name}", driver.name), move || (driver.run)(test).map_err(Into::into))
        })
    });
    let three = three::all().map(|(name, test)| {
        Trial::test(format!("three_processes::{name}"), move || test().map_err(Into::into))
    });
    libtest_mimic::run(&arguments, trials.chain(three).collect()).exit();
}
