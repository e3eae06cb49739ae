//! The objects that the operations are performed on.

mod calculator;
mod connected;
mod factory;
mod filter;
mod log;
mod reporter;
mod spy;
mod traveller;

#[path = "../../conformance.rs"]
mod interfaces;

use oxcom_abi::com_core::GUID;

pub use calculator::{Free, add, calculator, observed, observing};
pub use connected::connected;
pub use factory::{factory, plain_factory};
pub use filter::{Filter, REJECTED, RETRY_LATER};
pub use interfaces::*;
pub use log::{Log, Watch};
pub use reporter::{error_information, reporter};
pub use spy::spy;
pub use traveller::{traveller, unpacker};

/// An interface that nothing has.
pub const UNKNOWN_INTERFACE: GUID = GUID::from_u128(0x2f1c9d3e_7a4e_4b52_9f0d_6b1e53c7a840);

/// A class that nobody registers.
pub const UNKNOWN_CLASS: GUID = GUID::from_u128(0x2f1c9d3f_7a4e_4b52_9f0d_6b1e53c7a840);

/// The class that the operations register.
pub const CLASS: GUID = GUID::from_u128(0x2f1c9d40_7a4e_4b52_9f0d_6b1e53c7a840);

/// The class that reads travelling objects.
pub const UNPACKER: GUID = GUID::from_u128(0x2f1c9d41_7a4e_4b52_9f0d_6b1e53c7a840);
