//! Which objects of other machines this process uses, and saying so: the client's side of pings ([MS-DCOM] 3.2.6.1).

use std::collections::{HashMap, HashSet};
use std::mem;

use oxcom_wire::object_exporter::{
    COMPLEX_PING, ComplexPing, ComplexPingResults, IID_IOBJECTEXPORTER, OR_INVALID_SET, SIMPLE_PING,
};
use oxcom_wire::objref::DualStringArray;

use super::{Dcom, client};
use crate::error::Result;

/// By the resolver that looks after the objects.
#[derive(Default)]
pub(super) struct Uses(HashMap<DualStringArray, Used>);

/// What is used of one resolver's.
#[derive(Default)]
struct Used {
    /// 0 before the first ping.
    set: u64,
    sequence: u16,
    /// How many proxies there are of each object.
    proxies: HashMap<u64, u32>,
    /// What the resolver has been told.
    told: HashSet<u64>,
}

impl Uses {
    pub(super) fn add(&mut self, resolver: &DualStringArray, oid: u64) {
        let used = match self.0.get_mut(resolver) {
            Some(used) => used,
            None => self.0.entry(resolver.clone()).or_default(),
        };
        *used.proxies.entry(oid).or_default() += 1;
    }

    pub(super) fn remove(&mut self, resolver: &DualStringArray, oid: u64) {
        let Some(used) = self.0.get_mut(resolver) else { return };
        if let Some(proxies) = used.proxies.get_mut(&oid) {
            *proxies -= 1;
            if *proxies == 0 {
                used.proxies.remove(&oid);
            }
        }
    }

    /// What each resolver is to be told now.
    fn due(&mut self) -> Vec<(DualStringArray, ComplexPing)> {
        self.0.retain(|_, used| !used.proxies.is_empty() || !used.told.is_empty());
        self.0.iter_mut().map(|(resolver, used)| (resolver.clone(), used.due())).collect()
    }

    fn told(&mut self, resolver: &DualStringArray, ping: &ComplexPing, set: u64) {
        let Some(used) = self.0.get_mut(resolver) else { return };
        used.set = set;
        used.told.extend(&ping.add);
        ping.remove.iter().for_each(|oid| _ = used.told.remove(oid));
        if used.told.is_empty() {
            used.set = 0; // an empty set is none
        }
    }

    /// The resolver does not know the set: the next ping makes another.
    fn lost(&mut self, resolver: &DualStringArray) {
        if let Some(used) = self.0.get_mut(resolver) {
            used.set = 0;
            mem::take(&mut used.told);
        }
    }
}

impl Used {
    fn due(&mut self) -> ComplexPing {
        const MOST: usize = u16::MAX as usize;
        let add = self.proxies.keys().filter(|oid| !self.told.contains(oid)).copied().take(MOST).collect();
        let remove = self.told.iter().filter(|oid| !self.proxies.contains_key(oid)).copied();
        self.sequence = self.sequence.wrapping_add(1).max(1);
        ComplexPing { set: self.set, sequence: self.sequence, add, remove: remove.take(MOST).collect() }
    }
}

impl Dcom {
    /// Tells all resolvers which of their objects this process uses.
    pub(super) fn ping_others(&self) {
        let due = self.uses().due();
        for (resolver, ping) in due {
            match self.ping(&resolver, &ping) {
                Ok(Ok(set)) => self.uses().told(&resolver, &ping, set),
                Ok(Err(OR_INVALID_SET)) => self.uses().lost(&resolver),
                Ok(Err(status)) => tracing::warn!(status, "a resolver does not take a ping"),
                Err(error) => tracing::debug!(%error, "a resolver cannot be pinged"),
            }
        }
    }

    /// The set, or why there is none.
    fn ping(&self, resolver: &DualStringArray, ping: &ComplexPing) -> Result<std::result::Result<u64, u32>> {
        let link = self.link_to(resolver, IID_IOBJECTEXPORTER)?;
        if ping.set != 0 && ping.add.is_empty() && ping.remove.is_empty() {
            let write = |writer: &mut oxcom_wire::ndr::Writer<'_>| {
                writer.u64(ping.set);
                Ok(())
            };
            let status = client::call(&link, SIMPLE_PING, write, |reader| Ok(reader.u32()?))?;
            return Ok(if status == 0 { Ok(ping.set) } else { Err(status) });
        }
        let results = client::call(
            &link,
            COMPLEX_PING,
            |writer| Ok(ping.write(writer)?),
            |reader| Ok(ComplexPingResults::read(reader)?),
        )?;
        Ok(if results.status == 0 { Ok(results.set) } else { Err(results.status) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolver_is_told_what_it_does_not_know() {
        let (mut uses, resolver) = (Uses::default(), DualStringArray::default());
        uses.add(&resolver, 1);
        uses.add(&resolver, 1);
        uses.add(&resolver, 2);
        let first = uses.due().remove(0).1;
        assert_eq!((first.set, first.add.len(), first.remove.len()), (0, 2, 0));
        uses.told(&resolver, &first, 77);
        uses.remove(&resolver, 1);
        let second = uses.due().remove(0).1;
        assert_eq!((second.set, second.add.len(), second.remove.len()), (77, 0, 0), "one proxy is left");
        uses.remove(&resolver, 1);
        let third = uses.due().remove(0).1;
        assert_eq!(third.remove, [1]);
        uses.lost(&resolver);
        let fourth = uses.due().remove(0).1;
        assert_eq!((fourth.set, &fourth.add[..]), (0, &[2][..]), "all over again");
        uses.told(&resolver, &fourth, 78);
        uses.remove(&resolver, 2);
        let last = uses.due().remove(0).1;
        uses.told(&resolver, &last, 78);
        assert!(uses.due().is_empty());
    }
}
