//! The operations, in the order of their output. None depends on another one, or leaves anything behind.

mod arrays;
mod cancellation;
mod class_objects;
mod contexts;
mod custom;
mod disconnection;
mod error_information;
mod flags;
mod free_threaded;
mod global_table;
mod hand_over;
mod initialization;
mod interface_descriptions;
mod marshaling_faults;
mod memory;
mod message_filters;
mod monikers;
mod names;
mod proxies;
mod running_objects;
mod several_interfaces;
mod spies;
mod standard_marshaler;
mod streams;
mod strings;
mod type_libraries;
mod variants;
mod waiting;

use crate::platform::Place;

/// Performs all operations.
pub fn perform(place: &Place) {
    interface_descriptions::register(place);
    initialization::perform();
    contexts::perform();
    waiting::perform();
    proxies::perform();
    flags::perform();
    marshaling_faults::perform();
    interface_descriptions::perform();
    standard_marshaler::perform();
    disconnection::perform();
    hand_over::perform();
    global_table::perform();
    free_threaded::perform();
    class_objects::perform();
    custom::perform();
    message_filters::perform();
    spies::perform();
    several_interfaces::perform();
    cancellation::perform();
    error_information::perform();
    monikers::perform();
    running_objects::perform();
    type_libraries::perform();
    names::perform();
    memory::perform();
    streams::perform();
    strings::perform();
    variants::perform();
    arrays::perform();
}
