//! What the image source, its proxy library and its clients have in common.
//!
//! ```text
//!   client                                          image source
//!   IHandleMgr (standard proxy) ── GetImageHandle ─▶ HandleMgr ── makes ──▶ ImageHandle
//!                                                                             │ IMarshal
//!   ImageHandleProxy ◀────────── ImageRecord, RefOwner ───────────────────────┘
//!     │ GetData: a SAFEARRAY over the mapping
//!     └─ holds RefOwner, and with it the ImageHandle
//! ```
//!
//! The interfaces are written in `image_source.rdl`. This crate depends on declarations only, so that the proxy library can
//! use it.

mod marshal;
mod record;
mod registration;

#[allow(missing_docs)]
#[path = "../../image-source/image_source.rs"]
mod bindings;

pub use bindings::*;
pub use marshal::{Destination, read_image, write_image};
pub use record::{ImageRecord, RGBA};
pub use registration::Registration;

use oxcom::GUID;

/// The class whose objects hand out the images (IHandleMgr, IImageStatistics, IImageCatalog).
pub const CLSID_HANDLE_MGR: GUID = GUID::from_u128(0xC8767698_8297_4BE1_904E_FC25034851D2);

/// The class that reads in the client what an image wrote: of an in-process library, registered as a marshaler.
pub const CLSID_IMAGE_HANDLE_PROXY: GUID = GUID::from_u128(0x9A7D97EB_1491_438E_B88C_234390D727F2);
