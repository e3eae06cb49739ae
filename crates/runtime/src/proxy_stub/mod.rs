//! Proxies and stubs that a component brings itself, beside those that are made at run time of descriptions.
//!
//! ```text
//!  client ─▶ the library's proxy ─▶ IRpcChannelBuffer ═══▶ IRpcStubBuffer::Invoke ─▶ the library's stub ─▶ object
//!            (proxy.rs)             (channel.rs)           (stub.rs)
//! ```
//!
//! Which class makes them is said by the interface's registration (`proxy_stub`), or by CoRegisterPSClsid
//! ([`registered`]). Its factory is an IPSFactoryBuffer. What goes over the link is the same in both cases: a client
//! with proxies made of a description can call a server with a library's stubs, if both write the same NDR.

mod channel;
mod proxy;
pub(crate) mod registered;
mod stub;

use oxcom_abi::IPSFactoryBuffer;
use windows_core::{GUID, Interface};

pub(crate) use proxy::{Channel, LibraryProxy};
pub(crate) use registered::class_of;
pub(crate) use stub::LibraryStub;

use crate::activation;
use crate::error::{Error, Result};

/// The factory of an interface's proxies and stubs.
fn factory(iid: &GUID, class: &GUID) -> Result<IPSFactoryBuffer> {
    let object = activation::proxy_stub_class_object(class, &IPSFactoryBuffer::IID)
        .map_err(|error| Error::NoProxy { iid: *iid, why: error.to_string() })?;
    // SAFETY: an owned pointer to the interface that was asked for.
    Ok(unsafe { IPSFactoryBuffer::from_raw(object) })
}
