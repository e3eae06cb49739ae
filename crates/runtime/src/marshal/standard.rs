//! The standard marshaler: the object stays, the client gets a proxy.

use std::ffi::c_void;
use std::path::Path;
use std::sync::Arc;

use oxcom_abi::{IStdMarshalInfo, MSHLFLAGS_NOPING, MSHLFLAGS_TABLESTRONG, MSHLFLAGS_TABLEWEAK};
use oxcom_link::{Link, Technique};
use oxcom_wire::objref::{
    DualStringArray, ObjRef, ObjRefBody, SORF_NOPING, StdObjRef, StringBinding, TOWER_NCACN_IP_TCP,
};
use windows_core::{GUID, IUnknown, Interface};

use super::{CLSID_STD_MARSHAL, Destination, Direction, custom};
use crate::error::{Error, Result};
use crate::export::{self, Owner, REFERENCES, Written};
use crate::import::{self, InterfaceProxy, OwnedManager, Purpose, RemoteExporter, RemoteReference};
use crate::{apartment, process};

/// SORF flag between processes of one machine: the references belong to the link of the message already, so nobody has
/// to claim them. One of the bits that [MS-DCOM] 2.2.18.2 leaves to the exporter.
const SORF_CREDITED: u32 = 0x20;
/// The references are the sender's own, who gives them to the object's own process: that takes them back when it has the
/// object. Nobody is asked, and the object lives meanwhile.
const SORF_RETURNED: u32 = 0x40;
/// The sender keeps the object until the receiver says "taken", with the number that stands in place of the references.
const SORF_KEPT: u32 = 0x100;
/// What lies in the stream was written by somebody who has a proxy, and whose proxy it keeps.
const SORF_BY_PROXY: u32 = 0x80;
/// The pointer was marshaled for where memory is not shared (MSHCTX_NOSHAREDMEM, MSHCTX_DIFFERENTMACHINE): nothing is lent in
/// calls through it.
const SORF_UNSHARED: u32 = 0x200;
/// A table that does not keep the object (MSHLFLAGS_TABLEWEAK).
const SORF_WEAK: u32 = 0x1;

/// What MSHLFLAGS_* say about a stream.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    /// To be unmarshaled once.
    None,
    Strong,
    Weak,
}

impl Table {
    fn of(destination: Destination<'_>) -> Self {
        match destination {
            Destination::Stream { flags, .. } if flags & MSHLFLAGS_TABLESTRONG as u32 != 0 => Self::Strong,
            Destination::Stream { flags, .. } if flags & MSHLFLAGS_TABLEWEAK as u32 != 0 => Self::Weak,
            _ => Self::None,
        }
    }
}

/// Whether a pointer is one of a table that does not keep the object.
pub(super) fn is_weak(std: &StdObjRef) -> bool {
    std.public_refs == 0 && std.flags & SORF_WEAK != 0
}

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
    // SAFETY: by contract.
    let handler = unsafe { handler_of(object, destination) };
    let abroad = destination.is_abroad();
    let (owner, flag) = match (destination, Table::of(destination)) {
        (_, Table::None) if abroad => (Owner::Abroad, 0),
        (Destination::Message { link, .. }, _) => (Owner::Link(link), SORF_CREDITED),
        (_, Table::None) => (Owner::Stream, 0),
        (_, Table::Strong) => (Owner::Table, 0),
        (_, Table::Weak) => (Owner::Weak, SORF_WEAK),
    };
    // SAFETY: by contract.
    let exported = unsafe { export::export(&apartment::current()?, object, iid, owner) }?;
    let std = StdObjRef {
        flags: flag | if abroad { noping_flag(destination) } else { wishes(destination) },
        public_refs: exported.references,
        oxid: exported.oxid,
        oid: exported.oid,
        ipid: exported.ipid,
    };
    if abroad {
        if std.flags & SORF_NOPING != 0 {
            crate::dcom::not_pinged(exported.oid);
        }
        return Ok(write(iid, std, handler, crate::dcom::open()?.bindings()?.clone()));
    }
    // The peer knows where the link leads that brings it the pointer.
    let resolver =
        if flag == SORF_CREDITED { DualStringArray::default() } else { resolver_of(process.address())? };
    Ok(write(iid, std, handler, resolver))
}

/// Marshals a proxy: the receiver gets references of its own at the object's exporter.
fn marshal_proxy(manager: &OwnedManager, iid: &GUID, destination: Destination<'_>) -> Result<Vec<u8>> {
    let ipid = manager.interface(iid, InterfaceProxy::ipid)?;
    let exporter = manager.exporter_for_call()?;
    if let Some(resolver) = exporter.resolver() {
        // The receiver, wherever it is, gets references like those that this process has.
        let (public_refs, flags) = match Table::of(destination) {
            Table::None => (REFERENCES, 0),
            Table::Strong => (0, SORF_BY_PROXY),
            Table::Weak => (0, SORF_BY_PROXY | SORF_WEAK),
        };
        match flags {
            0 => exporter.add_references(&ipid, public_refs)?,
            SORF_BY_PROXY => import::keep(Purpose::Table(ipid), manager.clone()),
            _ => {}
        }
        let (oxid, oid) = (exporter.oxid, manager.oid());
        let std = StdObjRef { flags, public_refs, oxid, oid, ipid };
        return Ok(write(iid, std, manager.handler_class(), resolver.clone()));
    }
    if destination.is_abroad() {
        return exporter.abroad(&ipid, REFERENCES);
    }
    let (public_refs, flag) = match (destination, Table::of(destination)) {
        // The caller keeps its proxy until the call ends: by then the receiver has asked for its own references.
        (Destination::Message { direction: Direction::Request, .. }, _) => (0, 0),
        (Destination::Message { link, .. }, _) if link.id() == exporter.link.id() => {
            if !manager.interface(iid, InterfaceProxy::spare_reference)? {
                exporter.add_references(&ipid, REFERENCES)?;
                manager.interface(iid, |proxy| proxy.add_references(REFERENCES - 1))?;
            }
            (1, SORF_RETURNED)
        }
        (Destination::Message { link, .. }, _) => (import::pass_on(link, manager)?, SORF_KEPT),
        (_, Table::None) => {
            exporter.launch(&ipid, REFERENCES)?;
            (REFERENCES, 0)
        }
        (_, Table::Strong) => (0, SORF_BY_PROXY),
        (_, Table::Weak) => (0, SORF_BY_PROXY | SORF_WEAK),
    };
    let std = StdObjRef {
        flags: flag | wishes(destination) | if manager.shares_memory() { 0 } else { SORF_UNSHARED },
        public_refs,
        oxid: exporter.oxid,
        oid: manager.oid(),
        ipid,
    };
    let resolver = if flag == SORF_RETURNED {
        DualStringArray::default()
    } else {
        let address = exporter.link.peer().address.clone();
        resolver_of(
            &address
                .ok_or(Error::NotSupported("a peer that does not listen exports to its neighbour only"))?,
        )?
    };
    if flag == SORF_BY_PROXY {
        import::keep(Purpose::Table(ipid), manager.clone());
    }
    Ok(write(iid, std, manager.handler_class(), resolver))
}

/// The class that an object wants to stand before its proxies (IStdMarshalInfo).
///
/// # Safety
/// `object` is an interface pointer that this thread may use.
unsafe fn handler_of(object: *mut c_void, destination: Destination<'_>) -> Option<GUID> {
    // SAFETY: by contract; a call with arguments of its types.
    unsafe {
        let info: IStdMarshalInfo = IUnknown::from_raw_borrowed(&object)?.cast().ok()?;
        let data = (!destination.context_data().is_null()).then_some(destination.context_data());
        let class = info.GetClassForHandler(destination.context(), data).ok()?;
        (class != GUID::zeroed() && class != CLSID_STD_MARSHAL).then_some(class)
    }
}

fn write(iid: &GUID, std: StdObjRef, handler: Option<GUID>, resolver: DualStringArray) -> Vec<u8> {
    let body = match handler {
        Some(clsid) => ObjRefBody::Handler { std, clsid, resolver },
        None => ObjRefBody::Standard { std, resolver },
    };
    ObjRef { iid: *iid, body }.write()
}

/// What the marshaler wants of all who use the pointer.
fn wishes(destination: Destination<'_>) -> u32 {
    noping_flag(destination) | if destination.shares_memory() { 0 } else { SORF_UNSHARED }
}

fn noping_flag(destination: Destination<'_>) -> u32 {
    if destination.flags() & MSHLFLAGS_NOPING as u32 != 0 { SORF_NOPING } else { 0 }
}

/// The OBJREF of an object of another process that listens at `address`.
pub(crate) fn reference_to(iid: &GUID, std: StdObjRef, address: &Path) -> Result<Vec<u8>> {
    Ok(write(iid, std, None, resolver_of(address)?))
}

fn resolver_of(address: &Path) -> Result<DualStringArray> {
    let path =
        address.to_str().ok_or_else(|| Error::Directory(format!("{} is not UTF-8", address.display())))?;
    Ok(DualStringArray::new(vec![StringBinding::unix(path)], Vec::new())?)
}

/// What an OBJREF says of an object that stays where it is, and the link whose message brought it.
pub(super) struct Source<'a> {
    pub(super) std: &'a StdObjRef,
    pub(super) resolver: &'a DualStringArray,
    /// OBJREF_HANDLER: the class that stands before the proxy.
    pub(super) handler: Option<GUID>,
    pub(super) sender: Option<&'a Arc<dyn Link>>,
}

/// A pointer to the object that an OBJREF_STANDARD describes: the object itself in its own apartment, else a proxy.
pub(super) fn unmarshal_standard(
    iid: &GUID,
    marshaled_iid: &GUID,
    source: Source<'_>,
) -> Result<*mut c_void> {
    let Source { std, resolver, handler, sender } = source;
    let current = apartment::current()?;
    let abroad = is_abroad(resolver);
    check_sender(abroad, sender)?;
    let resolver = &at_home(std, resolver)?;
    if std.oxid == current.oxid() {
        return come_home(iid, std, sender, abroad);
    }
    if let Some(clsid) = &handler {
        custom::check_class(clsid).inspect_err(|_| _ = discard(std, resolver, sender))?;
    }
    let exporter = import::resolve(std.oxid, resolver, sender).inspect_err(|_| take_back(std, sender))?;
    let count = match abroad {
        true => take_from_abroad(&exporter, std)?,
        false => take_references(&exporter, std, sender)?,
    };
    let reference = RemoteReference { oid: std.oid, ipid: std.ipid, count };
    let manager = OwnedManager::connect(&current, &exporter, reference, marshaled_iid)?;
    if std.flags & SORF_UNSHARED != 0 {
        manager.share_no_memory();
    }
    if let Some(clsid) = handler {
        manager.attach_handler(clsid)?;
    }
    manager.into_interface(iid)
}

/// Whether a pointer is one of DCOM's, whose references belong to whoever has it.
fn is_abroad(resolver: &DualStringArray) -> bool {
    resolver.unix_path().is_none() && resolver.addresses(TOWER_NCACN_IP_TCP).next().is_some()
}

/// What another machine sends must not lead to a place on this one, nor be of this machine's own kinds of pointers.
fn check_sender(abroad: bool, sender: Option<&Arc<dyn Link>>) -> Result<()> {
    let foreign = sender.is_some_and(|sender| sender.technique() == Technique::Tcp);
    if foreign && !abroad {
        let why = "a pointer from another machine that names no machine";
        return Err(Error::InvalidObjref(why.into()));
    }
    Ok(())
}

/// The same for a pointer of DCOM's.
fn take_from_abroad(exporter: &Arc<RemoteExporter>, std: &StdObjRef) -> Result<u32> {
    if exporter.is_abroad() && std.public_refs > 0 {
        return Ok(std.public_refs);
    }
    let added = exporter.add_references(&std.ipid, REFERENCES);
    if !exporter.is_abroad() {
        give_back_abroad(std); // it is an object of this very process
    }
    added.map(|()| REFERENCES)
}

/// References of other machines that have come home.
fn give_back_abroad(std: &StdObjRef) {
    if std.public_refs > 0
        && let Err(error) = export::release_abroad(&std.ipid, std.public_refs)
    {
        tracing::debug!(%error, "a pointer that came home brought nothing");
    }
}

/// Makes references that came with a pointer, or did not, this process's own; tells how many there are.
fn take_references(
    exporter: &Arc<RemoteExporter>,
    std: &StdObjRef,
    sender: Option<&Arc<dyn Link>>,
) -> Result<u32> {
    let Some(sender) = sender else {
        return match std.public_refs {
            0 => exporter.add_references(&std.ipid, REFERENCES).map(|()| REFERENCES),
            count => exporter.claim(&std.ipid, count).map(|()| count),
        };
    };
    let credited = std.flags & SORF_CREDITED != 0 && std.public_refs > 0;
    if credited && exporter.link.id() == sender.id() {
        return Ok(std.public_refs);
    }
    let own = exporter.add_references(&std.ipid, REFERENCES);
    if credited {
        // To another link than the one by which the exporter is known here.
        RemoteExporter::new(std.oxid, sender.clone()).release(&[(std.ipid, std.public_refs)]);
    }
    take_back(std, Some(sender));
    own.map(|()| REFERENCES)
}

/// An object of another apartment of this process is reached over the process's link to itself.
fn at_home(std: &StdObjRef, resolver: &DualStringArray) -> Result<DualStringArray> {
    let ours = export::find(&std.ipid).is_some_and(|stub| stub.apartment().oxid() == std.oxid);
    if ours { resolver_of(process::open()?.address()) } else { Ok(resolver.clone()) }
}

/// The object itself. The references of its pointer end here, those of a table excepted.
fn come_home(
    iid: &GUID,
    std: &StdObjRef,
    sender: Option<&Arc<dyn Link>>,
    abroad: bool,
) -> Result<*mut c_void> {
    let found = export::find(&std.ipid).filter(|stub| stub.manager().oid() == std.oid);
    let Some(stub) = found else {
        take_back(std, sender);
        return Err(Error::ObjectNotRegistered);
    };
    let interface = stub
        .interface()
        .map_err(|_| Error::ObjectNotRegistered)
        .and_then(|object| export::query(&object, iid));
    let over = match sender {
        _ if abroad => {
            give_back_abroad(std);
            Ok(())
        }
        Some(sender) if std.flags & SORF_CREDITED != 0 => {
            export::release_from(sender, &std.ipid, std.public_refs)
        }
        Some(_) => {
            take_back(std, sender);
            Ok(())
        }
        None if std.public_refs > 0 => export::release_from_stream(&stub, Written::Normal(std.public_refs)),
        None => Ok(()),
    };
    let interface = interface?;
    over?; // it has been used, or released: the pointer is not given out after all
    Ok(interface.into_raw())
}

/// Lets a sender have what it lent with a pointer: its own references to an object of this process, or a number by which it
/// keeps the object.
fn take_back(std: &StdObjRef, sender: Option<&Arc<dyn Link>>) {
    let Some(sender) = sender else { return };
    if std.flags & SORF_KEPT != 0 {
        import::say_taken(sender, std.public_refs);
    } else if std.flags & SORF_RETURNED != 0
        && let Err(error) = export::release_from(sender, &std.ipid, std.public_refs)
    {
        tracing::debug!(peer = sender.peer().pid, %error, "gave back what it does not own");
    }
}

/// Gives up the references of a pointer that nobody is going to unmarshal.
pub(super) fn discard(
    std: &StdObjRef,
    resolver: &DualStringArray,
    sender: Option<&Arc<dyn Link>>,
) -> Result<()> {
    let ours = export::find(&std.ipid).filter(|stub| stub.apartment().oxid() == std.oxid);
    check_sender(is_abroad(resolver), sender)?;
    if is_abroad(resolver) {
        return discard_abroad(std, resolver);
    }
    let (weak, by_proxy) = (std.flags & SORF_WEAK != 0, std.flags & SORF_BY_PROXY != 0);
    match (ours, sender) {
        (_, Some(_)) if std.flags & (SORF_RETURNED | SORF_KEPT) != 0 => take_back(std, sender),
        (Some(_), Some(link)) if std.flags & SORF_CREDITED != 0 => {
            export::release_from(link, &std.ipid, std.public_refs)?;
        }
        (_, Some(_)) if std.public_refs == 0 => {} // the sender keeps what it sends
        _ if by_proxy && weak => {}
        _ if by_proxy => {
            if !import::let_go(Purpose::Table(std.ipid)) {
                return Err(Error::ObjectNotRegistered);
            }
        }
        (Some(stub), _) => {
            let written = match std.public_refs {
                0 if weak => Written::Weak,
                0 => Written::Table,
                count => Written::Normal(count),
            };
            export::release_from_stream(&stub, written)?;
        }
        // A table of another process: that one alone may end it.
        (None, _) if std.public_refs == 0 => return Err(Error::ObjectNotRegistered),
        (None, _) => import::resolve(std.oxid, resolver, sender)?.withdraw(&std.ipid, std.public_refs)?,
    }
    Ok(())
}

/// The same for a pointer of DCOM's.
fn discard_abroad(std: &StdObjRef, resolver: &DualStringArray) -> Result<()> {
    let ours = export::is_exporter(std.oxid);
    match std.public_refs {
        0 if std.flags & SORF_BY_PROXY != 0 => match is_weak(std) || import::let_go(Purpose::Table(std.ipid))
        {
            true => Ok(()),
            false => Err(Error::ObjectNotRegistered),
        },
        0 => {
            let stub = export::find(&std.ipid).filter(|_| ours).ok_or(Error::ObjectNotRegistered)?;
            export::release_from_stream(&stub, if is_weak(std) { Written::Weak } else { Written::Table })
        }
        count if ours => export::release_abroad(&std.ipid, count).map_err(|_| Error::ObjectNotRegistered),
        count => {
            import::resolve(std.oxid, resolver, None)?.release(&[(std.ipid, count)]);
            Ok(())
        }
    }
}

/// Takes back what was given to the peer of a link with a pointer that it has not read and will not.
pub(super) fn unsend(std: &StdObjRef, resolver: &DualStringArray, link: &Arc<dyn Link>) -> Result<()> {
    if is_abroad(resolver) {
        return discard_abroad(std, resolver);
    }
    if std.flags & SORF_CREDITED != 0 {
        export::release_from(link, &std.ipid, std.public_refs)?;
    } else if std.flags & SORF_KEPT != 0 {
        import::taken(link, std.public_refs);
    } else if std.flags & SORF_RETURNED != 0 {
        RemoteExporter::new(std.oxid, link.clone()).release(&[(std.ipid, std.public_refs)]);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use oxcom_link::tcp::{Remote, TcpOptions};
    use oxcom_link::{Hub, Options};

    use super::*;
    use crate::call::Exporter;

    #[test]
    fn what_another_machine_sends_leads_to_no_place_on_this_one() {
        let hub = || Hub::new(1, Arc::new(Exporter::ABROAD), Options::default()).unwrap();
        let (server, client) = (hub(), hub());
        let address = server.listen_tcp(TcpOptions::at(([127, 0, 0, 1], 0).into())).unwrap();
        let link = client.connect_tcp(Remote::at(address, IUnknown::IID)).unwrap();
        let here = resolver_of(Path::new("/run/user/0/oxcom/somebody")).unwrap();
        for resolver in [here, DualStringArray::default()] {
            let refused = check_sender(is_abroad(&resolver), Some(&link)).unwrap_err();
            assert_eq!(refused.hresult(), oxcom_abi::RPC_E_INVALID_OBJREF);
        }
        let there = StringBinding { tower_id: TOWER_NCACN_IP_TCP, address: "192.0.2.7[4711]".into() };
        let there = DualStringArray::new(vec![there], Vec::new()).unwrap();
        assert!(check_sender(is_abroad(&there), Some(&link)).is_ok());
    }
}
