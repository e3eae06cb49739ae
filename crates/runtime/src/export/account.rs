//! Who owns how many references: one account per link.
//!
//! A peer can release only what it owns, and what it owned goes when its link closes. Locks are taken in the order
//! account, stub, manager.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use oxcom_link::{Link, LinkId, Technique};
use windows_core::{GUID, IUnknown};

use super::manager::{Change, Delta};
use super::streams::OnStreams;
use super::{Owner, REFERENCES, Stub, Written};
use crate::error::{Error, Result};

/// What one link owns, by IPID.
#[derive(Default)]
struct Account(HashMap<GUID, Owned>);

/// References of one stub. They do not keep it: a disconnected object is gone whoever owns references.
struct Owned {
    stub: Weak<Stub>,
    count: u32,
    /// The stub has references that this peer has written to a stream and that nobody has claimed yet.
    launched: bool,
}

/// Who owns references.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    /// A process of this machine, as long as its link lives.
    Link(LinkId),
    /// All other machines together: whoever has an IPID may give its references back. They go when nobody pings the object any
    /// more.
    Abroad,
}

impl Holder {
    fn of(link: &Arc<dyn Link>) -> Self {
        if link.technique() == Technique::Tcp { Self::Abroad } else { Self::Link(link.id()) }
    }
}

/// The accounts of all open links. Guarded by its own lock, never held while calling out.
static ACCOUNTS: LazyLock<Mutex<HashMap<Holder, Account>>> = LazyLock::new(Mutex::default);

fn accounts() -> MutexGuard<'static, HashMap<Holder, Account>> {
    ACCOUNTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives a new marshaled pointer's references to its owner; tells how many go with it, or None when the object has been
/// disconnected meanwhile. `object` is the object itself: this thread is in its apartment.
pub(super) fn credit(stub: &Arc<Stub>, object: &IUnknown, owner: Owner<'_>) -> Result<Option<u32>> {
    let references = match owner {
        Owner::Link(link) => {
            return Ok(credit_link(stub, Some(object), link, REFERENCES)?.then_some(REFERENCES));
        }
        Owner::Abroad => {
            return Ok(credit_abroad(stub, Some(object), REFERENCES)?.then_some(REFERENCES));
        }
        Owner::Weak => return Ok(stub.manager().add_weak_table(object).then_some(0)),
        Owner::Stream => REFERENCES,
        Owner::Table => 1,
    };
    let change = {
        let mut streams = stub.on_streams();
        let before = streams.connections();
        match owner {
            Owner::Table => streams.table += 1,
            _ => streams.own += references,
        }
        let delta = delta(i64::from(references), &streams, before);
        let change = stub.manager().apply(delta, Some(object));
        if change.is_none() {
            match owner {
                Owner::Table => streams.table -= 1,
                _ => streams.own -= references,
            }
        }
        change
    };
    let Some(change) = change else { return Ok(None) };
    change.settle();
    Ok(Some(if matches!(owner, Owner::Table) { 0 } else { references }))
}

/// RemAddRef, and the references that go with a pointer in a message; false when the object has been disconnected.
/// `object` wakes an object of which there are weak tables only.
pub(super) fn credit_link(
    stub: &Arc<Stub>,
    object: Option<&IUnknown>,
    link: &Arc<dyn Link>,
    count: u32,
) -> Result<bool> {
    match Holder::of(link) {
        Holder::Abroad => credit_abroad(stub, object, count),
        holder => credit_holder(stub, object, holder, Some(link), count),
    }
}

/// Gives references to other machines.
pub(super) fn credit_abroad(stub: &Arc<Stub>, object: Option<&IUnknown>, count: u32) -> Result<bool> {
    let credited = credit_holder(stub, object, Holder::Abroad, None, count)?;
    if credited {
        crate::dcom::given(stub.manager().oid(), stub.plan().iid());
    }
    Ok(credited)
}

fn credit_holder(
    stub: &Arc<Stub>,
    object: Option<&IUnknown>,
    holder: Holder,
    link: Option<&Arc<dyn Link>>,
    count: u32,
) -> Result<bool> {
    let change = {
        let mut accounts = accounts();
        let account = match link {
            Some(link) => open_account(&mut accounts, link)?,
            None => accounts.entry(holder).or_default(),
        };
        let owned = account.owned(stub);
        let Some(total) = owned.count.checked_add(count) else {
            return Err(Error::InvalidArgument("more references than a link may own"));
        };
        let delta = Delta {
            references: count.into(),
            by_links: count.into(),
            connections: i64::from(owned.count == 0 && total > 0),
            ..Delta::default()
        };
        let Some(change) = stub.manager().apply(delta, object) else {
            account.close_if_empty(&stub.ipid());
            return Ok(false);
        };
        owned.count = total;
        change
    };
    change.settle();
    Ok(true)
}

/// Adds references that a peer is going to write to a stream: they wait for a claim, and go with that peer's link.
///
/// One marshaled pointer's at a time: a peer that says more makes an object hear of as many connections by a single message.
pub(super) fn launch(stub: &Arc<Stub>, link: &Arc<dyn Link>, count: u32) -> Result<()> {
    if !(1..=REFERENCES).contains(&count) {
        return Err(Error::InvalidArgument("a marshaled pointer does not take so many references along"));
    }
    let mut accounts = accounts();
    let account = open_account(&mut accounts, link)?;
    let mut streams = stub.on_streams();
    let before = streams.connections();
    if !streams.launch(link.id(), count) {
        return Err(Error::InvalidArgument("more references than a peer may write to streams"));
    }
    let Some(change) = stub.manager().apply(delta(count.into(), &streams, before), None) else {
        streams.abandon(link.id());
        return Err(Error::ObjectNotRegistered);
    };
    account.owned(stub).launched = true;
    drop((streams, accounts));
    change.settle();
    Ok(())
}

/// Moves references that were written to a stream to the link of who has read it.
pub(super) fn claim(stub: &Arc<Stub>, link: &Arc<dyn Link>, count: u32) -> Result<()> {
    let change = {
        let mut accounts = accounts();
        let account = open_account(&mut accounts, link)?;
        let owned = account.owned(stub);
        let total = owned.count.checked_add(count).ok_or(Error::ObjectNotRegistered)?;
        let mut streams = stub.on_streams();
        let before = streams.connections();
        let Some(launcher) = streams.take(count) else {
            drop(streams);
            account.close_if_empty(&stub.ipid());
            return Err(Error::ObjectNotRegistered);
        };
        let mut delta = delta(0, &streams, before);
        delta.by_links = count.into();
        delta.connections += i64::from(owned.count == 0 && total > 0);
        owned.count = total;
        drop(streams);
        landed(&mut accounts, stub, launcher);
        stub.manager().apply(delta, None)
    };
    change.into_iter().for_each(Change::settle);
    Ok(())
}

/// Takes away references that were written to a stream, whoever wrote them.
pub(super) fn withdraw(stub: &Arc<Stub>, count: u32) -> Result<()> {
    let change = {
        let mut accounts = accounts();
        let mut streams = stub.on_streams();
        let before = streams.connections();
        let launcher = streams.take(count).ok_or(Error::ObjectNotRegistered)?;
        let delta = delta(-i64::from(count), &streams, before);
        drop(streams);
        landed(&mut accounts, stub, launcher);
        stub.manager().apply(delta, None)
    };
    change.into_iter().for_each(Change::settle);
    Ok(())
}

/// Takes back what this process wrote to a stream: CoReleaseMarshalData, or an unmarshal at home.
pub(crate) fn release_from_stream(stub: &Arc<Stub>, written: Written) -> Result<()> {
    match written {
        Written::Normal(references) => return withdraw(stub, references),
        Written::Weak => return stub.manager().release_weak_table(),
        Written::Table => {}
    }
    let change = {
        let mut streams = stub.on_streams();
        let before = streams.connections();
        streams.table = streams.table.checked_sub(1).ok_or(Error::ObjectNotRegistered)?;
        stub.manager().apply(delta(-1, &streams, before), None)
    };
    change.into_iter().for_each(Change::settle);
    Ok(())
}

/// What a change of what lies in streams means for the manager.
fn delta(references: i64, streams: &OnStreams, connections_before: u32) -> Delta {
    let connections = i64::from(streams.connections()) - i64::from(connections_before);
    Delta { references, connections, ..Delta::default() }
}

/// Notes that nothing of a launcher's is on streams any more.
fn landed(accounts: &mut HashMap<Holder, Account>, stub: &Arc<Stub>, launcher: Option<LinkId>) {
    if let Some(account) = launcher.and_then(|launcher| accounts.get_mut(&Holder::Link(launcher))) {
        account.owned(stub).launched = false;
        account.close_if_empty(&stub.ipid());
    }
}

/// RemRelease: a link gives back references that it owns.
pub(crate) fn release_from(link: &Arc<dyn Link>, ipid: &GUID, count: u32) -> Result<()> {
    release_holder(Holder::of(link), ipid, count)
}

/// RemRelease by another machine, or references that came home from one.
pub(crate) fn release_abroad(ipid: &GUID, count: u32) -> Result<()> {
    release_holder(Holder::Abroad, ipid, count)
}

/// Nobody abroad has said for long that he uses the object: what all of them own of it goes.
pub(crate) fn expire_abroad(oid: u64) {
    let gone: Vec<_> = match accounts().get_mut(&Holder::Abroad) {
        Some(Account(owned)) => {
            let of_object =
                |owned: &Owned| owned.stub.upgrade().is_none_or(|stub| stub.manager().oid() == oid);
            owned.extract_if(|_, owned| of_object(owned)).map(|(_, owned)| owned).collect()
        }
        None => Vec::new(),
    };
    for owned in gone {
        if let Some(stub) = owned.stub.upgrade() {
            give_up(&stub, owned.count, true);
        }
    }
}

fn release_holder(holder: Holder, ipid: &GUID, count: u32) -> Result<()> {
    let (stub, left) = accounts()
        .get_mut(&holder)
        .and_then(|account| account.take(ipid, count))
        .ok_or(Error::InvalidArgument("a release of references that the peer does not own"))?;
    if let Some(stub) = stub.upgrade() {
        give_up(&stub, count, left == 0);
    }
    Ok(())
}

/// A peer has gone: so do its references.
pub(crate) fn link_closed(link: &Arc<dyn Link>) {
    let Holder::Link(_) = Holder::of(link) else { return };
    let Some(Account(owned)) = accounts().remove(&Holder::of(link)) else { return };
    for owned in owned.into_values() {
        let Some(stub) = owned.stub.upgrade() else { continue };
        if owned.launched {
            let change = {
                let mut streams = stub.on_streams();
                let before = streams.connections();
                let launched = streams.abandon(link.id());
                stub.manager().apply(delta(-i64::from(launched), &streams, before), None)
            };
            change.into_iter().for_each(Change::settle);
        }
        give_up(&stub, owned.count, true);
    }
}

/// How many references each link owns of some interfaces; None: all other machines together.
pub(super) fn owners(ipids: &[GUID]) -> Vec<(GUID, Option<LinkId>, u32)> {
    let holders: Vec<_> = accounts().keys().copied().collect();
    let mut owners = Vec::new();
    for holder in holders {
        // One at a time, so that nobody waits long for the accounts.
        let accounts = accounts();
        let Some(Account(owned)) = accounts.get(&holder) else { continue };
        let link = match holder {
            Holder::Link(link) => Some(link),
            Holder::Abroad => None,
        };
        let of = |ipid: &GUID| owned.get(ipid).map(|owned| (*ipid, link, owned.count));
        owners.extend(ipids.iter().filter_map(of).filter(|(_, _, count)| *count > 0));
    }
    owners
}

/// References that a link owned are gone.
fn give_up(stub: &Arc<Stub>, count: u32, last: bool) {
    if count == 0 {
        return;
    }
    let count = -i64::from(count);
    let delta =
        Delta { references: count, by_links: count, connections: -i64::from(last), ..Delta::default() };
    stub.manager().apply(delta, None).into_iter().for_each(Change::settle);
}

/// The link's account, which is open as long as the link is alive: `link_closed` takes it away after that.
fn open_account<'a>(
    accounts: &'a mut HashMap<Holder, Account>,
    link: &Arc<dyn Link>,
) -> Result<&'a mut Account> {
    if !link.is_alive() {
        return Err(Error::Disconnected);
    }
    Ok(accounts.entry(Holder::of(link)).or_default())
}

impl Account {
    /// What the link owns of a stub.
    fn owned(&mut self, stub: &Arc<Stub>) -> &mut Owned {
        let fresh = || Owned { stub: Arc::downgrade(stub), count: 0, launched: false };
        self.0.entry(stub.ipid()).or_insert_with(fresh)
    }

    /// Takes references out, if there are so many. Tells how many are left.
    fn take(&mut self, ipid: &GUID, count: u32) -> Option<(Weak<Stub>, u32)> {
        let owned = self.0.get_mut(ipid)?;
        owned.count = owned.count.checked_sub(count)?;
        let taken = (owned.stub.clone(), owned.count);
        self.close_if_empty(ipid);
        Some(taken)
    }

    /// Forgets a stub of which nothing is owned.
    fn close_if_empty(&mut self, ipid: &GUID) {
        if self.0.get(ipid).is_some_and(|owned| owned.count == 0 && !owned.launched) {
            self.0.remove(ipid);
        }
    }
}
