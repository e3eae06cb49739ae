//! The object that makes frames, and the program that serves it.

use std::time::Duration;

use oxcom::{Apartment, Factory, GUID, Server, ServerLock, implement};

use crate::common::{self, IArrays};

/// The class, registered as a local server: this very program.
pub const CLSID: GUID = GUID::from_u128(0x5E0A7CC1_2F43_4C0D_9A5E_0A1B2C3D4E5F);

#[implement(IArrays)]
pub struct Remoting {
    _lock: ServerLock,
}

/// What the program does when it is started as a server.
pub fn serve() {
    common::set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    let factory = Factory::new(|| Ok(IArrays::from(Remoting { _lock: ServerLock::new() }).into()));
    Server::new().class(CLSID, factory).patience(Duration::from_secs(20)).run().unwrap();
}
