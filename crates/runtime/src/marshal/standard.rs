//! The standard marshaler: the object stays, the client gets a proxy.

use std::ffi::c_void;
use std::path::Path;
use std::sync::Arc;

use oxcom_abi::{MSHLFLAGS_NOPING, MSHLFLAGS_TABLESTRONG, MSHLFLAGS_TABLEWEAK};
use oxcom_link::Link;
use oxcom_wire::objref::{DualStringArray, ObjRef, ObjRefBody, SORF_NOPING, StdObjRef, StringBinding};
use windows_core::{GUID, IUnknown, Interface};

use super::{Destination, Direction};
use crate::error::{Error, Result};
use crate::export::{self, Owner, REFERENCES};
use crate::import::{self, InterfaceProxy, OwnedManager, RemoteReference};
use crate::{apartment, process};

/// SORF flag between processes of one machine: the references belong to the link of the message already, so nobody has
/// to claim them. One of the bits that [MS-DCOM] 2.2.18.2 leaves to the exporter.
const SORF_CREDITED: u32 = 0x20;

/// The OBJREF of an interface pointer, whatever the object thinks of marshaling.
///
/// # Safety
/// `object` is an interface pointer that this thread may use.
pub(crate) unsafe fn marshal_standard(
    iid: &GUID,
    object: *mut c_void,
    destination: Destination<'_>,
) -> Result<Vec<u8>> {
    // SAFETY: by contract.
    match unsafe { OwnedManager::of(object) } {
        Some(manager) => marshal_proxy(&manager, iid, destination),
        // SAFETY: by contract.
        None => unsafe { marshal_object(iid, object, destination) },
    }
}

unsafe fn marshal_object(iid: &GUID, object: *mut c_void, destination: Destination<'_>) -> Result<Vec<u8>> {
    let process = process::open()?;
    let table = destination.flags() & (MSHLFLAGS_TABLESTRONG | MSHLFLAGS_TABLEWEAK) as u32;
    let owner = match destination {
        Destination::Message { link, .. } => Owner::Link(link),
        Destination::Stream { .. } if table & MSHLFLAGS_TABLESTRONG as u32 != 0 => Owner::Table,
        Destination::Stream { .. } if table != 0 => Owner::Nobody,
        Destination::Stream { .. } => Owner::Stream,
    };
    // SAFETY: by contract.
    let exported = unsafe { export::export(&apartment::current()?, object, iid, owner) }?;
    let credited = matches!(owner, Owner::Link(_));
    let std = StdObjRef {
        flags: if credited { SORF_CREDITED } else { 0 } | noping(destination),
        public_refs: exported.references,
        oxid: exported.oxid,
        oid: exported.oid,
        ipid: exported.ipid,
    };
    // The peer knows where the link leads that brings it the pointer.
    let resolver = if credited { DualStringArray::default() } else { resolver_of(process.address())? };
    Ok(write(iid, std, resolver))
}

/// Marshals a proxy: the receiver gets references of its own at the object's exporter.
fn marshal_proxy(manager: &OwnedManager, iid: &GUID, destination: Destination<'_>) -> Result<Vec<u8>> {
    let ipid = manager.interface(iid, InterfaceProxy::ipid)?;
    let exporter = manager.exporter_for_call()?;
    let table = destination.flags() & (MSHLFLAGS_TABLESTRONG | MSHLFLAGS_TABLEWEAK) as u32;
    let references = match destination {
        // The caller keeps its proxy until the call ends: by then the receiver has asked for its own references.
        Destination::Message { direction: Direction::Request, .. } => 0,
        Destination::Stream { .. } if table & MSHLFLAGS_TABLESTRONG as u32 != 0 => {
            return Err(Error::NotSupported("MSHLFLAGS_TABLESTRONG of a proxy"));
        }
        Destination::Stream { .. } if table != 0 => 0,
        _ => {
            exporter.launch(&ipid, REFERENCES)?;
            REFERENCES
        }
    };
    let std = StdObjRef {
        flags: noping(destination),
        public_refs: references,
        oxid: exporter.oxid,
        oid: manager.oid(),
        ipid,
    };
    let address = exporter.link.peer().address.clone();
    let address =
        address.ok_or(Error::NotSupported("a peer that does not listen exports to its neighbour only"))?;
    Ok(write(iid, std, resolver_of(&address)?))
}

fn write(iid: &GUID, std: StdObjRef, resolver: DualStringArray) -> Vec<u8> {
    ObjRef { iid: *iid, body: ObjRefBody::Standard { std, resolver } }.write()
}

fn noping(destination: Destination<'_>) -> u32 {
    if destination.flags() & MSHLFLAGS_NOPING as u32 != 0 { SORF_NOPING } else { 0 }
}

fn resolver_of(address: &Path) -> Result<DualStringArray> {
    let path =
        address.to_str().ok_or_else(|| Error::Directory(format!("{} is not UTF-8", address.display())))?;
    Ok(DualStringArray::new(vec![StringBinding::unix(path)], Vec::new())?)
}

/// A pointer to the object that an OBJREF_STANDARD describes: the object itself in its own apartment, else a proxy.
pub(crate) fn unmarshal_standard(
    iid: &GUID,
    marshaled_iid: &GUID,
    std: &StdObjRef,
    resolver: &DualStringArray,
    sender: Option<&Arc<dyn Link>>,
) -> Result<*mut c_void> {
    let current = apartment::current()?;
    let resolver = &at_home(std, resolver)?;
    if std.oxid == current.oxid() {
        return come_home(iid, std, sender);
    }
    let exporter = import::resolve(std.oxid, resolver, sender)?;
    let count = match std.public_refs {
        0 => {
            exporter.add_references(&std.ipid, REFERENCES)?;
            REFERENCES
        }
        // Only a message has a link to which it could have been credited.
        count if std.flags & SORF_CREDITED != 0 && sender.is_some() => count,
        count => {
            exporter.claim(&std.ipid, count)?;
            count
        }
    };
    let reference = RemoteReference { oid: std.oid, ipid: std.ipid, count };
    OwnedManager::connect(&current, &exporter, reference, marshaled_iid)?.into_interface(iid)
}

/// An object of another apartment of this process is reached over the process's link to itself.
fn at_home(std: &StdObjRef, resolver: &DualStringArray) -> Result<DualStringArray> {
    let ours = export::find(&std.ipid).is_some_and(|stub| stub.apartment().oxid() == std.oxid);
    if ours { resolver_of(process::open()?.address()) } else { Ok(resolver.clone()) }
}

/// The object itself.
fn come_home(iid: &GUID, std: &StdObjRef, sender: Option<&Arc<dyn Link>>) -> Result<*mut c_void> {
    let stub = export::find(&std.ipid)
        .filter(|stub| stub.manager().oid() == std.oid)
        .ok_or(Error::ObjectNotRegistered)?;
    let pointer = stub.interface();
    // SAFETY: this thread is in the object's apartment, and the stub holds the interface.
    let object = unsafe { IUnknown::from_raw_borrowed(&pointer) }.ok_or(Error::ObjectNotRegistered)?;
    let mut interface = std::ptr::null_mut();
    // SAFETY: the out pointer is writable.
    unsafe { object.query(iid, &mut interface) }.ok()?;
    // Its references end here, those of a table excepted.
    match sender {
        Some(sender) if std.flags & SORF_CREDITED != 0 => {
            export::release_from(sender, &std.ipid, std.public_refs)?;
        }
        _ if std.public_refs > 0 => export::release_from_stream(&stub, std.public_refs)?,
        _ => {}
    }
    Ok(interface)
}

/// Gives up the references of a pointer that nobody is going to unmarshal.
pub(super) fn discard(
    std: &StdObjRef,
    resolver: &DualStringArray,
    sender: Option<&Arc<dyn Link>>,
) -> Result<()> {
    let ours = export::find(&std.ipid).filter(|stub| stub.apartment().oxid() == std.oxid);
    match (ours, sender) {
        (Some(_), Some(link)) if std.flags & SORF_CREDITED != 0 => {
            export::release_from(link, &std.ipid, std.public_refs)
        }
        (Some(stub), _) => export::release_from_stream(&stub, std.public_refs),
        (None, _) if std.public_refs == 0 => Ok(()),
        (None, _) => import::resolve(std.oxid, resolver, sender)?.withdraw(&std.ipid, std.public_refs),
    }
}
