//! The conformance tests of remoting over TCP: client and object are in two processes that know each other as two machines
//! would, by DCOM alone.
//!
//! ```text
//!   this process ── RemoteCreateInstance ─▶ this program --activator ── starts ─▶ this program -Embedding
//!        └────────────── calls, IRemUnknown2, IObjectExporter, and back ───────────────────┘
//! ```

#![allow(unreachable_pub)] // a program of several modules

#[path = "../common/mod.rs"]
mod common;
#[macro_use]
#[path = "../conformance/macros.rs"]
mod macros;
#[path = "../conformance/array_object.rs"]
mod array_object;
#[path = "../conformance/arrays.rs"]
mod arrays;
#[path = "../conformance/calls.rs"]
mod calls;
#[path = "../conformance/descriptors.rs"]
#[allow(dead_code, reason = "the object has what its tests call; they are not run")]
mod descriptors;
mod drivers;
#[path = "../conformance/hand_over.rs"]
mod hand_over;
#[path = "../conformance/marshaling.rs"]
mod marshaling;
#[path = "../conformance/objects.rs"]
mod objects;
#[path = "../conformance/tests.rs"]
mod tests;

use libtest_mimic::{Arguments, Trial};

/// What makes no sense over TCP, and why.
const NOT_HERE: &[(&str, &str)] = &[
    // The references of a pointer in a stream are whoever's who has the stream's bytes, and DCOM asks for no leave.
    ("a_normal_pointer_is_unmarshaled_once", "nobody claims references"),
    ("a_normal_pointer_keeps_the_object_until_it_is_released", "nobody is asked before the first call"),
    ("a_normal_pointer_can_be_released_by_who_received_it", "a release has no answer that is waited for"),
    ("a_disconnected_object_answers_nobody", "nobody is asked before the first call"),
    ("every_context_is_served_and_unknown_flags_are_not", "pointers for one machine lead nowhere on another"),
    // The kernel vouches for nobody, and lends nothing.
    ("the_caller_is_known", "a process of another machine has no id here"),
    ("the_client_is_named", "a user of another machine is none of this one"),
    ("read_only_arrays_are_equal", "memory is not shared"),
    // A server is not told that its caller has given up; what a late answer holds goes by pings.
    ("a_deadline_ends_a_call", "the method is not told"),
    ("a_call_can_be_cancelled", "the method is not told"),
    ("answers_that_come_too_late_hold_nothing", "references go when they are not pinged"),
    (
        "an_answer_that_waits_to_be_read_holds_nothing_when_its_caller_gives_up",
        "references go when they are not pinged",
    ),
];

fn main() {
    let has = |word: &str| std::env::args().any(|argument| argument == word);
    if has("-Embedding") {
        return objects::serve(false);
    }
    common::set_up();
    if has("--activator") {
        return drivers::activate();
    }
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(1)); // tests count objects
    drivers::allow();
    let trials = drivers::all().into_iter().flat_map(|driver| {
        let tests = tests::all().into_iter().chain(marshaling::all()).chain(arrays::all());
        let tests = tests.chain(calls::all()); // descriptors do not cross, so that nothing is to be said of them
        tests.map(move |(name, test)| {
            let reason = NOT_HERE.iter().find(|(not_here, _)| *not_here == name);
            Trial::test(format!("{}::{name}", driver.name), move || (driver.run)(test).map_err(Into::into))
                .with_ignored_flag(reason.is_some())
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}
