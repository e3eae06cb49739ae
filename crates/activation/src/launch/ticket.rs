//! Tickets: whose start of a server a class object of single use is the answer to.

use std::sync::atomic::{AtomicU64, Ordering};

use windows_core::GUID;

use crate::directory::parse_process;
use crate::{Presence, format_guid};

/// The variable by which a server knows which class it was started for, and by whom.
pub(super) const VARIABLE: &str = "OXCOM_LAUNCH";

/// Names one client's start of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticket {
    /// The client's name.
    pub(crate) client: u64,
    /// Which of its starts, from 1.
    pub(crate) number: u64,
}

/// Counts this process's starts. atomic; Relaxed, for only the numbers' being different counts.
static LAST: AtomicU64 = AtomicU64::new(0);

impl Ticket {
    pub(super) fn new(presence: &Presence) -> Self {
        Ticket { client: presence.process(), number: LAST.fetch_add(1, Ordering::Relaxed) + 1 }
    }

    /// The start that this process is, if it was started as a server of `clsid`.
    pub(crate) fn of_this_process(clsid: &GUID) -> Option<Self> {
        Ticket::parse(&std::env::var(VARIABLE).ok()?, clsid)
    }

    /// The variable's value.
    pub(super) fn spell(&self, clsid: &GUID) -> String {
        format!("{}.{:016x}.{}", format_guid(clsid), self.client, self.number)
    }

    fn parse(text: &str, clsid: &GUID) -> Option<Self> {
        let rest = text.strip_prefix(&format_guid(clsid))?.strip_prefix('.')?;
        let (client, number) = rest.split_once('.')?;
        Some(Ticket {
            client: parse_process(client)?,
            number: number.parse().ok().filter(|number| *number != 0)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_for_one_class() {
        let clsid = GUID::from_u128(1);
        let ticket = Ticket { client: 2, number: 3 };
        assert_eq!(Ticket::parse(&ticket.spell(&clsid), &clsid), Some(ticket));
        assert_eq!(Ticket::parse(&ticket.spell(&clsid), &GUID::from_u128(2)), None);
        for damaged in ["", "{}", &ticket.spell(&clsid)[..50], &ticket.spell(&clsid).replace(".3", ".0")] {
            assert_eq!(Ticket::parse(damaged, &clsid), None, "{damaged}");
        }
    }
}
