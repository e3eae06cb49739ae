//! References of one stub that lie in streams, until somebody claims or releases them.

use oxcom_link::LinkId;

use super::REFERENCES;

/// What of a stub lies in streams.
#[derive(Default)]
pub(super) struct OnStreams {
    /// Written by this process, to be claimed once (MSHLFLAGS_NORMAL).
    pub(super) own: u32,
    /// Tables written by this process (MSHLFLAGS_TABLESTRONG).
    pub(super) table: u32,
    /// Written by peers that marshaled their proxies, to be claimed once.
    launched: Vec<(LinkId, u32)>,
}

impl OnStreams {
    /// False when there would be more of one peer's than can be counted: nothing has changed then.
    #[must_use]
    pub(super) fn launch(&mut self, by: LinkId, count: u32) -> bool {
        match self.launched.iter_mut().find(|(link, _)| *link == by) {
            Some((_, launched)) => match launched.checked_add(count) {
                Some(total) => *launched = total,
                None => return false,
            },
            None => self.launched.push((by, count)),
        }
        true
    }

    /// Takes `count` references from whoever has so many; all references of a stub are alike. Tells whose they were when
    /// nothing more of that peer's is left.
    pub(super) fn take(&mut self, count: u32) -> Option<Option<LinkId>> {
        if let Some(rest) = self.own.checked_sub(count) {
            self.own = rest;
            return Some(None);
        }
        let place = self.launched.iter().position(|(_, launched)| *launched >= count)?;
        self.launched[place].1 -= count;
        Some(if self.launched[place].1 == 0 { Some(self.launched.swap_remove(place).0) } else { None })
    }

    /// Takes all that a peer launched.
    pub(super) fn abandon(&mut self, by: LinkId) -> u32 {
        let place = self.launched.iter().position(|(link, _)| *link == by);
        place.map_or(0, |place| self.launched.swap_remove(place).1)
    }

    /// All that peers have written.
    pub(super) fn launched(&self) -> u32 {
        self.launched.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    /// How many external connections (IExternalConnection) these are: one for each marshaled pointer.
    pub(super) fn connections(&self) -> u32 {
        let pointers = |references: u32| references.div_ceil(REFERENCES);
        let launched = self.launched.iter().map(|(_, count)| pointers(*count));
        launched.fold(pointers(self.own).saturating_add(self.table), u32::saturating_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_takes_from_one_writer_only() {
        let mut streams = OnStreams { own: 5, ..OnStreams::default() };
        assert_eq!(streams.take(6), None);
        assert_eq!(streams.take(5), Some(None));
        assert_eq!(streams.take(1), None);
    }

    #[test]
    fn each_marshaled_pointer_is_a_connection() {
        let mut streams = OnStreams { own: 2 * REFERENCES, table: 1, ..OnStreams::default() };
        assert_eq!(streams.connections(), 3);
        streams.take(REFERENCES);
        assert_eq!(streams.connections(), 2);
        streams.take(1); // a peer that claims less than was written makes no connection out of nothing
        assert_eq!(streams.connections(), 2);
    }
}
