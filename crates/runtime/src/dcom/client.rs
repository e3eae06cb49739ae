//! Finding exporters of other machines, and activating classes there.

use std::collections::HashMap;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_activation::remote::Account;
use oxcom_link::tcp::{Initiate, Remote};
use oxcom_link::{Incoming, Link, LinkError, Outgoing, Uninterrupted};
use oxcom_security::NtHash;
use oxcom_wire::activation::{
    ActivationRequest, ActivationResults, IID_IREMOTESCMACTIVATOR, REMOTE_CREATE_INSTANCE,
    REMOTE_GET_CLASS_OBJECT,
};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::object_exporter::{
    IID_IOBJECTEXPORTER, OR_INVALID_OXID, RESOLVE_OXID2, ResolveOxid, ResolveOxidResults,
};
use oxcom_wire::objref::{DualStringArray, ObjRef, TOWER_NCACN_IP_TCP};
use oxcom_wire::orpc::{self, OrpcThat};
use oxcom_wire::pdu::{self, PacketType, RequestHead};
use oxcom_wire::rem_unknown::IID_IREMUNKNOWN2;
use windows_core::GUID;

use super::Dcom;
use super::ntlm::Caller;
use super::resolver::Known;
use crate::call::{causality, fault_hresult};
use crate::error::{Error, Result, from_win32};
use crate::import::{self, RemoteExporter};

/// Where the resolver of a machine listens that says nothing else.
const RESOLVER_PORT: u16 = 135;
/// Exporters of other processes that the activator remembers.
const MOST_KNOWN: usize = 4096;

/// The links of this process to other machines, and what is known of exporters.
#[derive(Default)]
pub(super) struct Links {
    /// Guarded by its lock, never held while connecting.
    open: Mutex<HashMap<Key, Arc<dyn Link>>>,
    /// Guarded by its lock.
    known: Mutex<Vec<Known>>,
}

impl Links {
    /// Remembers an exporter of another process.
    pub(super) fn know(&self, oxid: u64, bindings: DualStringArray, rem_unknown: GUID) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(exporter, ..)| *exporter != oxid);
        if known.len() >= MOST_KNOWN {
            known.remove(0);
        }
        known.push((oxid, bindings, rem_unknown));
    }

    pub(super) fn known(&self, oxid: u64) -> Option<(DualStringArray, GUID)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known.iter().find(|(exporter, ..)| *exporter == oxid);
        found.map(|(_, bindings, rem_unknown)| (bindings.clone(), *rem_unknown))
    }

    fn open(&self) -> MutexGuard<'_, HashMap<Key, Arc<dyn Link>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// As whom another machine is called, and how much of the calls is protected.
#[derive(Clone)]
pub(crate) struct Identity {
    account: Account,
    /// Encrypted, too, and not signed only.
    private: bool,
}

impl Identity {
    /// A user who is known by a password.
    pub(crate) fn with_password(user: String, domain: String, password: &str, private: bool) -> Self {
        let hash = NtHash::of_password(password).to_bytes();
        Self { account: Account { domain, user, hash }, private }
    }

    /// What tells links apart.
    fn name(&self) -> (String, String, [u8; 16], bool) {
        let Account { domain, user, hash } = self.account.clone();
        (domain, user, hash, self.private)
    }
}

/// By what links are known: address, first interface, and as whom they call.
type Key = (SocketAddr, GUID, Option<(String, String, [u8; 16], bool)>);

/// The exporter `oxid`, whose resolver is found by these bindings.
///
/// # Errors
/// E_NOTIMPL: this process is not to speak with other machines. RPC_S_SERVER_UNAVAILABLE: none of the addresses answers.
/// OR_INVALID_OXID: the resolver does not know it. E_ACCESSDENIED: it does not know this process.
pub(crate) fn resolve(oxid: u64, bindings: &DualStringArray) -> Result<RemoteExporter> {
    if bindings.addresses(TOWER_NCACN_IP_TCP).next().is_none() {
        return Err(Error::ServerUnavailable);
    }
    let dcom = super::open()?;
    let resolver = dcom.link_to(bindings, IID_IOBJECTEXPORTER)?;
    let question = ResolveOxid { oxid, protocols: vec![TOWER_NCACN_IP_TCP] };
    let write = |writer: &mut Writer<'_>| Ok(question.write(writer)?);
    let answer = call(&resolver, RESOLVE_OXID2, write, |reader| Ok(ResolveOxidResults::read(reader)?))?;
    match answer.bindings {
        Some(exporter) if answer.status == 0 => {
            let link = dcom.link_to(&exporter, IID_IREMUNKNOWN2)?;
            Ok(RemoteExporter::on_another_machine(oxid, link, answer.rem_unknown, bindings.clone()))
        }
        _ if answer.status == OR_INVALID_OXID => Err(Error::UnknownExporter(oxid)),
        _ => Err(Error::Answered(from_win32(answer.status as i32))),
    }
}

/// Activates a class on another machine: the OBJREF, or the failure, of each interface.
///
/// # Errors
/// As for [`resolve`]; what the other machine answers: REGDB_E_CLASSNOTREG, E_ACCESSDENIED …
pub(crate) fn activate(
    (server, identity): (&str, Option<&Identity>),
    clsid: &GUID,
    class_context: u32,
    iids: &[GUID],
    class_object: bool,
) -> Result<Vec<std::result::Result<Vec<u8>, windows_core::HRESULT>>> {
    let dcom = super::open()?;
    let link = dcom.link_to_host(server.trim_start_matches('\\'), IID_IREMOTESCMACTIVATOR, identity)?;
    let request = ActivationRequest {
        clsid: *clsid,
        class_context,
        iids: iids.to_vec(),
        protocols: vec![TOWER_NCACN_IP_TCP],
        has_instance: false,
    };
    let opnum = if class_object { REMOTE_GET_CLASS_OBJECT } else { REMOTE_CREATE_INSTANCE };
    let write = |writer: &mut Writer<'_>| {
        orpc::write_this(writer, &causality(), &[])?;
        Ok(request.write(writer, opnum)?)
    };
    let results = call(&link, opnum, write, |reader| {
        OrpcThat::read(reader)?;
        ActivationResults::read(reader)?.map_err(Error::Answered)
    })?;
    if results.interfaces.len() != iids.len() {
        return Err(Error::InvalidMessage("other interfaces than were asked for".into()));
    }
    dcom.meet(&results, identity)?;
    Ok(results.interfaces.into_iter().map(|(_, result)| result).collect())
}

impl Dcom {
    /// Keeps what an activation says of its exporter, which then need not be asked for.
    fn meet(&self, results: &ActivationResults, identity: Option<&Identity>) -> Result<()> {
        let objref = results.interfaces.iter().find_map(|(_, result)| result.as_ref().ok());
        let objref = objref.map(|bytes| ObjRef::read(bytes)).transpose()?;
        let resolver = objref.as_ref().and_then(|(objref, _)| objref.resolver());
        let (Some(resolver), None) = (resolver, import::known(results.oxid)) else { return Ok(()) };
        let link = self.link_to_as(&results.bindings, IID_IREMUNKNOWN2, identity)?;
        let (oxid, rem_unknown) = (results.oxid, results.rem_unknown);
        let exporter = RemoteExporter::on_another_machine(oxid, link, rem_unknown, resolver.clone());
        import::keep_exporter(exporter).map(drop)
    }

    /// A link to the first of some addresses that answers.
    pub(super) fn link_to(&self, bindings: &DualStringArray, interface: GUID) -> Result<Arc<dyn Link>> {
        self.link_to_as(bindings, interface, None)
    }

    /// The same as somebody else than whom this process is.
    fn link_to_as(
        &self,
        bindings: &DualStringArray,
        interface: GUID,
        identity: Option<&Identity>,
    ) -> Result<Arc<dyn Link>> {
        let mut last = Error::ServerUnavailable;
        for address in bindings.addresses(TOWER_NCACN_IP_TCP) {
            match self.link_to_host(address, interface, identity) {
                Ok(link) => return Ok(link),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// `address`: "host", or "host[port]".
    fn link_to_host(
        &self,
        address: &str,
        interface: GUID,
        identity: Option<&Identity>,
    ) -> Result<Arc<dyn Link>> {
        let own = || {
            let account = self.access.identity.clone()?;
            Some(Identity { account, private: self.access.private })
        };
        let identity = identity.cloned().or_else(own);
        let (host, port) = split(address)?;
        let unknown = |error: std::io::Error| {
            tracing::debug!(address, %error, "no such host");
            Error::ServerUnavailable
        };
        let mut last = Error::ServerUnavailable;
        for address in (host, port).to_socket_addrs().map_err(unknown)? {
            let key = (address, interface, identity.as_ref().map(Identity::name));
            if let Some(open) = self.links.open().get(&key).filter(|link| link.is_alive()) {
                return Ok(open.clone());
            }
            let caller =
                identity.as_ref().map(|identity| Caller::new(&identity.account, identity.private, host));
            let caller = caller.map(|caller| Arc::new(caller) as Arc<dyn Initiate>);
            match self.hub.connect_tcp(Remote { identity: caller, ..Remote::at(address, interface) }) {
                Ok(link) => {
                    self.links.open().insert(key, link.clone());
                    return Ok(link);
                }
                Err(LinkError::Refused) => last = Error::Answered(oxcom_abi::E_ACCESSDENIED),
                Err(error) => tracing::debug!(%address, %error, "no link"),
            }
        }
        Err(last)
    }
}

/// Host and port of a network address ([MS-DCOM] 2.2.19.3).
fn split(address: &str) -> Result<(&str, u16)> {
    let bad = || Error::InvalidArgument("a machine's name is `host` or `host[port]`");
    match address.strip_suffix(']').and_then(|address| address.rsplit_once('[')) {
        Some((host, port)) => Ok((host, port.parse().map_err(|_| bad())?)),
        None if address.is_empty() => Err(bad()),
        None => Ok((address, RESOLVER_PORT)),
    }
}

/// A call that is for no object, to the first interface of a link.
pub(super) fn call<R>(
    link: &Arc<dyn Link>,
    opnum: u16,
    write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    read: impl FnOnce(&mut Reader<'_>) -> Result<R>,
) -> Result<R> {
    let mut writer = Writer::new();
    let head = RequestHead { flags: 0, call_id: 1, context_id: 0, opnum, object: None };
    let open = pdu::write_request_with(&mut writer, &head);
    write(&mut writer)?;
    open.finish(&mut writer)?;
    let mut answer = Incoming::new();
    link.call(Outgoing::bytes(writer.as_slice()), &mut answer, &mut Uninterrupted)?;
    match pdu::Header::read(&answer.bytes)?.packet_type {
        PacketType::Response => read(&mut Reader::new(pdu::parse_response(&answer.bytes)?.stub)),
        _ => Err(Error::Answered(fault_hresult(pdu::parse_fault(&answer.bytes)?.status))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_has_a_name_and_may_have_a_port() {
        assert_eq!(split("rack.example").unwrap(), ("rack.example", 135));
        assert_eq!(split("192.0.2.7[4711]").unwrap(), ("192.0.2.7", 4711));
        assert!(split("").is_err() && split("rack[99999]").is_err());
    }
}
