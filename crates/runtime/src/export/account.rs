//! Who owns how many references: one account per link.
//!
//! A peer can release only what it owns, and what it owned goes when its link closes. Locks are taken in the order
//! account, stub, manager.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use oxcom_link::{Link, LinkId};
use windows_core::GUID;

use super::{Owner, REFERENCES, Stub};
use crate::error::{Error, Result};

/// What one link owns, by the IPID's place in the table.
#[derive(Default)]
struct Account(HashMap<u32, Owned>);

/// References of one stub. They do not keep it: a disconnected object is gone whoever owns references.
struct Owned {
    ipid: GUID,
    stub: Weak<Stub>,
    count: u32,
    /// The stub has references that this peer has written to a stream and that nobody has claimed yet.
    launched: bool,
}

/// The accounts of all open links. Guarded by its own lock, never held while calling out.
static ACCOUNTS: LazyLock<Mutex<HashMap<LinkId, Account>>> = LazyLock::new(Mutex::default);

fn accounts() -> MutexGuard<'static, HashMap<LinkId, Account>> {
    ACCOUNTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gives a new marshaled pointer's references to its owner; tells how many go with it, or None when the object has been
/// disconnected meanwhile.
pub(super) fn credit(stub: &Arc<Stub>, owner: Owner<'_>) -> Result<Option<u32>> {
    let (change, references) = match owner {
        Owner::Link(link) => return Ok(credit_link(stub, link, REFERENCES)?.then_some(REFERENCES)),
        Owner::Stream => (stub.manager().add(REFERENCES, false), REFERENCES),
        Owner::Table => (stub.manager().add(1, false), 0),
        Owner::Nobody => return Ok(stub.manager().is_connected().then_some(0)),
    };
    let Some(change) = change else { return Ok(None) };
    match owner {
        Owner::Table => stub.on_streams().table += 1,
        _ => stub.on_streams().own += references,
    }
    change.settle();
    Ok(Some(references))
}

/// RemAddRef, and the references that go with a pointer in a message; false when the object has been disconnected.
pub(super) fn credit_link(stub: &Arc<Stub>, link: &Arc<dyn Link>, count: u32) -> Result<bool> {
    let change = {
        let mut accounts = accounts();
        let account = open_account(&mut accounts, link)?;
        let Some(total) = account.owned(stub).count.checked_add(count) else {
            return Err(Error::InvalidArgument("more references than a link may own"));
        };
        let Some(change) = stub.manager().add(count, true) else { return Ok(false) };
        account.owned(stub).count = total;
        change
    };
    change.settle();
    Ok(true)
}

/// Adds references that a peer is going to write to a stream: they wait for a claim, and go with that peer's link.
pub(super) fn launch(stub: &Arc<Stub>, link: &Arc<dyn Link>, count: u32) -> Result<()> {
    let mut accounts = accounts();
    let owned = open_account(&mut accounts, link)?.owned(stub);
    let mut streams = stub.on_streams();
    let change = stub.manager().add(count, false).ok_or(Error::ObjectNotRegistered)?;
    owned.launched = true;
    streams.launch(link.id(), count);
    drop((streams, accounts));
    change.settle();
    Ok(())
}

/// Moves references that were written to a stream to the link of who has read it.
pub(super) fn claim(stub: &Arc<Stub>, link: &Arc<dyn Link>, count: u32) -> Result<()> {
    let change = {
        let mut accounts = accounts();
        let account = open_account(&mut accounts, link)?;
        let total = account.owned(stub).count.checked_add(count).ok_or(Error::ObjectNotRegistered)?;
        let launcher = stub.on_streams().take(count).ok_or(Error::ObjectNotRegistered)?;
        account.owned(stub).count = total;
        landed(&mut accounts, stub, launcher);
        stub.manager().stream_to_link(count)
    };
    change.settle();
    Ok(())
}

/// Takes away references that were written to a stream, whoever wrote them.
pub(super) fn withdraw(stub: &Arc<Stub>, count: u32) -> Result<()> {
    {
        let mut accounts = accounts();
        let launcher = stub.on_streams().take(count).ok_or(Error::ObjectNotRegistered)?;
        landed(&mut accounts, stub, launcher);
    }
    stub.manager().subtract(count, false);
    Ok(())
}

/// Takes back what this process wrote to a stream: CoReleaseMarshalData, or an unmarshal at home. `references` is what
/// the marshaled pointer says: 0 for a table.
pub(crate) fn release_from_stream(stub: &Arc<Stub>, references: u32) -> Result<()> {
    if references > 0 {
        return withdraw(stub, references);
    }
    {
        let mut streams = stub.on_streams();
        streams.table = streams.table.checked_sub(1).ok_or(Error::ObjectNotRegistered)?;
    }
    stub.manager().subtract(1, false);
    Ok(())
}

/// Notes that nothing of a launcher's is on streams any more.
fn landed(accounts: &mut HashMap<LinkId, Account>, stub: &Arc<Stub>, launcher: Option<LinkId>) {
    if let Some(account) = launcher.and_then(|launcher| accounts.get_mut(&launcher)) {
        let owned = account.owned(stub);
        owned.launched = false;
        if owned.count == 0 {
            account.0.remove(&stub.ipid().data1);
        }
    }
}

/// RemRelease: a link gives back references that it owns.
pub(crate) fn release_from(link: &Arc<dyn Link>, ipid: &GUID, count: u32) -> Result<()> {
    let stub = accounts()
        .get_mut(&link.id())
        .and_then(|account| account.take(ipid, count))
        .ok_or(Error::InvalidArgument("a release of references that the peer does not own"))?;
    if let Some(stub) = stub.upgrade() {
        stub.manager().subtract(count, true);
    }
    Ok(())
}

/// A peer has gone: so do its references.
pub(crate) fn link_closed(link: &Arc<dyn Link>) {
    let Some(Account(owned)) = accounts().remove(&link.id()) else { return };
    for owned in owned.into_values() {
        let Some(stub) = owned.stub.upgrade() else { continue };
        let launched = if owned.launched { stub.on_streams().abandon(link.id()) } else { 0 };
        stub.manager().subtract(launched, false);
        stub.manager().subtract(owned.count, true);
    }
}

/// The link's account, which is open as long as the link is alive: `link_closed` takes it away after that.
fn open_account<'a>(
    accounts: &'a mut HashMap<LinkId, Account>,
    link: &Arc<dyn Link>,
) -> Result<&'a mut Account> {
    if !link.is_alive() {
        return Err(Error::Disconnected);
    }
    Ok(accounts.entry(link.id()).or_default())
}

impl Account {
    /// What the link owns of a stub. What it owned of another one that had this place before is void.
    fn owned(&mut self, stub: &Arc<Stub>) -> &mut Owned {
        let ipid = stub.ipid();
        let fresh = || Owned { ipid, stub: Arc::downgrade(stub), count: 0, launched: false };
        let owned = self.0.entry(ipid.data1).or_insert_with(fresh);
        if owned.ipid != ipid {
            *owned = fresh();
        }
        owned
    }

    /// Takes references out, if there are so many.
    fn take(&mut self, ipid: &GUID, count: u32) -> Option<Weak<Stub>> {
        let owned = self.0.get_mut(&ipid.data1).filter(|owned| owned.ipid == *ipid)?;
        owned.count = owned.count.checked_sub(count)?;
        if owned.count > 0 || owned.launched {
            return Some(owned.stub.clone());
        }
        self.0.remove(&ipid.data1).map(|owned| owned.stub)
    }
}
