//! Which objects of this process other machines still use: ping sets, [MS-DCOM] 3.1.2.1 and 3.1.2.2.
//!
//! A client puts the objects that it uses into a set, and pings the set. An object that no set has, or whose sets are not
//! pinged, expires. Time comes as an argument.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use oxcom_wire::object_exporter::{ComplexPing, OR_INVALID_SET};

/// Sets of one process.
const MOST_SETS: usize = 4096;
/// Objects of one set.
const MOST_OBJECTS: usize = 1 << 16;
/// ERROR_NOT_ENOUGH_MEMORY: too many sets, or too many objects in one.
const TOO_MUCH: u32 = 8;

pub(super) struct Pings {
    /// How long a set, or an object, lives without a ping.
    patience: Duration,
    sets: HashMap<u64, Set>,
    /// The objects of this process that other machines have references to, and when one last said so.
    objects: HashMap<u64, Instant>,
    /// Those that live without pings.
    exempt: HashSet<u64>,
}

struct Set {
    objects: HashSet<u64>,
    heard: Instant,
    sequence: u16,
}

impl Pings {
    pub(super) fn new(patience: Duration) -> Self {
        Self { patience, sets: HashMap::new(), objects: HashMap::new(), exempt: HashSet::new() }
    }

    /// A machine has references to an object.
    pub(super) fn given(&mut self, oid: u64, now: Instant) {
        if !self.exempt.contains(&oid) {
            self.objects.insert(oid, now);
        }
    }

    /// An object lives without pings.
    pub(super) fn exempt(&mut self, oid: u64) {
        self.objects.remove(&oid);
        self.exempt.insert(oid);
    }

    /// A machine says that it still uses an object, which need not be one of this process.
    pub(super) fn heard(&mut self, oid: u64, now: Instant) {
        if let Some(heard) = self.objects.get_mut(&oid) {
            *heard = now;
        }
    }

    /// SimplePing: gives the objects of the set.
    ///
    /// # Errors
    /// OR_INVALID_SET.
    pub(super) fn ping(&mut self, set: u64, now: Instant) -> Result<Vec<u64>, u32> {
        let set = self.sets.get_mut(&set).ok_or(OR_INVALID_SET)?;
        set.heard = now;
        let objects: Vec<_> = set.objects.iter().copied().collect();
        objects.iter().for_each(|oid| self.heard(*oid, now));
        Ok(objects)
    }

    /// ComplexPing: gives the set, which for 0 is a new one with the number `fresh`, and its objects.
    ///
    /// # Errors
    /// OR_INVALID_SET; ERROR_NOT_ENOUGH_MEMORY for more than is kept.
    pub(super) fn change(
        &mut self,
        ping: &ComplexPing,
        fresh: u64,
        now: Instant,
    ) -> Result<(u64, Vec<u64>), u32> {
        let id = if ping.set == 0 { fresh } else { ping.set };
        if ping.set == 0 {
            if self.sets.len() >= MOST_SETS {
                return Err(TOO_MUCH);
            }
            let first = ping.sequence.wrapping_sub(1);
            self.sets.insert(id, Set { objects: HashSet::new(), heard: now, sequence: first });
        }
        let set = self.sets.get_mut(&id).ok_or(OR_INVALID_SET)?;
        set.heard = now;
        // An older change that comes late is not made. Some clients do not count.
        let late = ping.sequence != 0 && ping.sequence.wrapping_sub(set.sequence) > u16::MAX / 2;
        if !late {
            if set.objects.len() + ping.add.len() > MOST_OBJECTS {
                return Err(TOO_MUCH);
            }
            set.sequence = ping.sequence;
            set.objects.extend(&ping.add);
            ping.remove.iter().for_each(|oid| _ = set.objects.remove(oid));
        }
        let empty = set.objects.is_empty();
        let objects = self.ping(id, now)?;
        if empty {
            self.sets.remove(&id); // the next change of it, if any, begins another
        }
        Ok((id, objects))
    }

    /// The objects that nobody uses any more, each once.
    pub(super) fn expire(&mut self, now: Instant) -> Vec<u64> {
        let patience = self.patience;
        let is_over = |heard: &Instant| now.saturating_duration_since(*heard) > patience;
        self.sets.retain(|_, set| !is_over(&set.heard));
        self.objects.extract_if(|_, heard| is_over(heard)).map(|(oid, _)| oid).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERIOD: Duration = Duration::from_secs(120);

    fn add(set: u64, sequence: u16, oids: &[u64]) -> ComplexPing {
        ComplexPing { set, sequence, add: oids.to_vec(), remove: Vec::new() }
    }

    #[test]
    fn an_object_lives_as_long_as_a_set_that_has_it_is_pinged() {
        let (mut pings, begin) = (Pings::new(3 * PERIOD), Instant::now());
        pings.given(1, begin);
        pings.given(2, begin);
        assert_eq!(pings.change(&add(0, 1, &[1]), 77, begin), Ok((77, vec![1])));
        for period in 1..=3 {
            assert_eq!(pings.ping(77, begin + period * PERIOD), Ok(vec![1]));
        }
        assert_eq!(pings.expire(begin + 3 * PERIOD), []);
        assert_eq!(pings.expire(begin + 4 * PERIOD), [2], "nobody has pinged it");
        assert_eq!(pings.expire(begin + 6 * PERIOD), []);
        assert_eq!(pings.expire(begin + 7 * PERIOD), [1]);
        assert_eq!(pings.ping(77, begin + 7 * PERIOD), Err(OR_INVALID_SET), "the set has expired, too");
    }

    #[test]
    fn an_object_that_is_removed_from_its_set_expires() {
        let (mut pings, begin) = (Pings::new(PERIOD), Instant::now());
        pings.given(1, begin);
        pings.given(2, begin);
        pings.change(&add(0, 1, &[1, 2]), 77, begin).unwrap();
        let later = begin + PERIOD;
        let removal = ComplexPing { set: 77, sequence: 2, add: vec![], remove: vec![1] };
        assert_eq!(pings.change(&removal, 0, later), Ok((77, vec![2])));
        assert_eq!(pings.expire(later + PERIOD / 2), [1]);
    }

    #[test]
    fn a_change_that_comes_late_is_not_made() {
        let (mut pings, now) = (Pings::new(PERIOD), Instant::now());
        pings.change(&add(0, 5, &[1]), 77, now).unwrap();
        let objects = |changed: Result<(u64, Vec<u64>), u32>| changed.unwrap().1;
        assert_eq!(objects(pings.change(&add(77, 4, &[2]), 0, now)), [1]);
        assert_eq!(objects(pings.change(&add(77, 6, &[2]), 0, now)).len(), 2);
    }

    #[test]
    fn objects_that_want_no_pings_get_none() {
        let (mut pings, now) = (Pings::new(PERIOD), Instant::now());
        pings.given(1, now);
        pings.exempt(1);
        pings.given(1, now);
        assert_eq!(pings.expire(now + 9 * PERIOD), []);
    }

    #[test]
    fn sets_are_limited_and_unknown_ones_refused() {
        let (mut pings, now) = (Pings::new(PERIOD), Instant::now());
        assert_eq!(pings.change(&add(5, 1, &[1]), 0, now), Err(OR_INVALID_SET));
        for id in 1..=MOST_SETS as u64 {
            pings.change(&add(0, 1, &[id]), id, now).unwrap();
        }
        assert_eq!(pings.change(&add(0, 1, &[1]), 9999, now), Err(TOO_MUCH));
        pings.expire(now + 2 * PERIOD);
        assert!(pings.change(&add(0, 1, &[1]), 9999, now).is_ok());
    }
}
