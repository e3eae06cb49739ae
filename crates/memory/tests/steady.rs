//! A stream of small arrays in a process where nothing else happens: the only test of its program, since any other would fault
//! pages.

use std::collections::HashSet;
use std::os::fd::OwnedFd;

use oxcom_memory::{Access, Blocks, Lender, Limits, MemoryError};

const LENGTH: usize = 64 << 10;

#[test]
fn a_block_in_steady_use_is_mapped_several_times_and_always_shows_what_it_holds() {
    let blocks = Blocks::new(Limits::default());
    let borrower = blocks.borrower(1000).unwrap();
    let lender = Lender::new(borrower.words().try_clone_to_owned().unwrap()).unwrap();
    let frame = blocks.allocate(LENGTH, 1000).unwrap();
    let (mut places, mut fetched) = (HashSet::with_capacity(100), 0);
    let mut written = 0_u32;
    for round in 0..2000_u32 {
        let loan = borrower.lend(&frame).unwrap();
        let seen =
            lender.clone().borrow(&loan, LENGTH, Access::Private, || -> Result<OwnedFd, MemoryError> {
                fetched += 1;
                Ok(borrower.lent(loan.block).unwrap().descriptor().try_clone_to_owned().unwrap())
            });
        let seen = seen.unwrap();
        // SAFETY: mapped as long; nobody else writes to it.
        let bytes = unsafe { std::slice::from_raw_parts_mut(seen.as_ptr().as_ptr(), LENGTH) };
        assert!(bytes.iter().step_by(4096).all(|byte| *byte == 0), "frame {round}");
        places.insert(seen.as_ptr());
        if round % 400 == 399 {
            bytes[4096 * (round as usize % 16)] = 1;
            written += 1;
        }
    }
    assert_eq!(written, 5);
    assert!(places.len() > 1 && places.len() <= 64, "{} places", places.len());
    assert!(fetched <= 4, "{fetched} times asked for the descriptor");
    assert_eq!(blocks.usage().lent, 0);
}
