//! The operations, in the order of their output. None depends on another one, or leaves anything behind.

mod class_objects;
mod contexts;
mod custom;
mod disconnection;
mod flags;
mod free_threaded;
mod global_table;
mod hand_over;
mod initialization;
mod interface_descriptions;
mod marshaling_faults;
mod message_filters;
mod proxies;
mod standard_marshaler;
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
}
