//! IObjectExporter: where an exporter is found, and which objects other machines still use ([MS-DCOM] 3.1.2.5.1).

use std::time::Instant;

use oxcom_link::Technique;
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::object_exporter::{
    COMPLEX_PING, ComplexPing, ComplexPingResults, OR_INVALID_OXID, RESOLVE_OXID, RESOLVE_OXID2, ResolveOxid,
    ResolveOxidResults, SERVER_ALIVE, SERVER_ALIVE2, SIMPLE_PING, ServerAlive2Results,
};
use oxcom_wire::objref::{DualStringArray, TOWER_NCACN_IP_TCP};
use oxcom_wire::orpc::COM_VERSION;
use windows_core::GUID;

use super::Dcom;
use crate::error::Result;
use crate::export::{self, rem_unknown_ipid};
use crate::extension::REM_HEARD;
use crate::{call, process};

/// What the activator knows of exporters of other processes, whose objects it has given away.
pub(super) type Known = (u64, DualStringArray, GUID);

impl Dcom {
    /// Runs one method: reads its arguments, writes its results. False: there is no such method. `activates`: this is the
    /// service to which clients speak of the objects of all processes.
    pub(super) fn resolver_method(
        &self,
        opnum: u16,
        reader: &mut Reader<'_>,
        writer: &mut Writer<'_>,
        activates: bool,
    ) -> Result<bool> {
        let now = Instant::now();
        match opnum {
            RESOLVE_OXID | RESOLVE_OXID2 => {
                let question = ResolveOxid::read(reader)?;
                self.resolve_oxid(&question, activates).write(writer, opnum == RESOLVE_OXID);
            }
            SIMPLE_PING => {
                let set = reader.u64()?;
                let pinged = self.pings().ping(set, now);
                if let (Ok(objects), true) = (&pinged, activates) {
                    tell_others(objects);
                }
                writer.u32(pinged.err().unwrap_or(0));
            }
            COMPLEX_PING => {
                let ping = ComplexPing::read(reader)?;
                let changed = self.pings().change(&ping, crate::random::nonzero(), now);
                if let (Ok((_, objects)), true) = (&changed, activates) {
                    tell_others(objects);
                }
                let (set, status) = changed.map_or_else(|status| (ping.set, status), |(set, _)| (set, 0));
                ComplexPingResults { set, backoff: 0, status }.write(writer);
            }
            SERVER_ALIVE => writer.u32(0),
            SERVER_ALIVE2 => {
                let bindings = self.bindings.clone().unwrap_or_default();
                ServerAlive2Results { version: COM_VERSION, bindings, status: 0 }.write(writer);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn resolve_oxid(&self, question: &ResolveOxid, activates: bool) -> ResolveOxidResults {
        let oxid = question.oxid;
        let own = || Some((self.bindings.clone()?, rem_unknown_ipid(oxid)));
        let found = match export::is_exporter(oxid) {
            true => own(),
            false if activates => self.links.known(oxid),
            false => None,
        };
        let found = found.filter(|_| question.protocols.contains(&TOWER_NCACN_IP_TCP));
        let status = if found.is_some() { 0 } else { OR_INVALID_OXID };
        let (bindings, rem_unknown) = found.unzip();
        ResolveOxidResults {
            bindings,
            rem_unknown: rem_unknown.unwrap_or_default(),
            authentication_hint: self.authentication_hint(),
            version: COM_VERSION,
            status,
        }
    }

    /// RPC_C_AUTHN_LEVEL_…: the least that is wanted.
    pub(super) fn authentication_hint(&self) -> u32 {
        const NONE: u32 = 1;
        const PRIVACY: u32 = 6;
        if self.access.unauthenticated { NONE } else { PRIVACY }
    }
}

/// Tells the processes of this machine, whose objects they may be, that somebody uses them.
fn tell_others(objects: &[u64]) {
    let Some(process) = process::opened().filter(|_| !objects.is_empty()) else { return };
    for link in process.links() {
        if matches!(link.technique(), Technique::InProcess | Technique::Tcp) {
            continue;
        }
        let told = call::post(&link, &rem_unknown_ipid(0), REM_HEARD, |writer| {
            writer.count(objects.len() as u32); // a set has no more
            objects.iter().for_each(|oid| writer.u64(*oid));
            Ok(())
        });
        if let Err(error) = told {
            tracing::trace!(%error, "a process has gone");
        }
    }
}
