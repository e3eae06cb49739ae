//! The Component Object Model's runtime: the Co* functions, defined under their published names with C linkage.
//!
//! A process has one of these, put into it by `oxcom-host` or `liboxcom.so`. Everybody else calls it through the
//! declarations of `oxcom-abi`.
//!
//! | module | what it knows |
//! |---|---|
//! | [`apartment`] | which threads may use an object |
//! | [`marshal`] | an interface pointer as bytes, and back |
//! | [`export`] | objects that others use: OIDs, IPIDs, who owns how many references |
//! | [`handover`] | ways to give a pointer to another apartment |
//! | [`import`] | others' objects: proxy managers, proxies |
//! | [`call`] | one call from proxy to object and back |
//! | [`activation`] | class objects: registered, loaded, activated |
//! | [`moniker`] | names of objects, and the running object table |
//! | [`dcom`] | other machines: who may call, how objects are found, who still uses them |
//! | [`inspection`] | what the process tells about itself |
//! | [`interfaces`] | how each interface is marshaled |
//! | [`proxy_stub`] | proxies and stubs that components bring |
//! | [`process`] | links and the runtime directory |
//! | [`segment`] | shared memory by reference |
//! | [`arrays`] | large arrays, lent instead of sent |

#![allow(rustdoc::private_intra_doc_links)]
// The functions are reached by their symbols, not by paths.
#![allow(unreachable_pub)]

mod activation;
mod apartment;
mod arrays;
mod call;
mod dcom;
mod error;
mod export;
mod extension;
mod handover;
mod import;
mod inspection;
mod interfaces;
mod marshal;
mod moniker;
mod process;
mod proxy_stub;
mod random;
mod segment;

mod functions;
mod type_libraries;

pub use dcom::{RemoteService, serve_remote};
pub use functions::{FUNCTIONS, Function};
pub use marshal::bring_unmarshaler;
pub use type_libraries::{read_type_library, type_libraries_of};

/// What is registered, for this process.
pub fn registry() -> &'static oxcom_activation::Registry {
    process::registry()
}
