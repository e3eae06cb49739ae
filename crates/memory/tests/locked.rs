//! A process that locks its memory: the system gives it pages of its own as soon as it maps. The only test of its program.

use std::os::fd::OwnedFd;

use oxcom_memory::{Access, Blocks, Lender, Limits, MemoryError};

const LENGTH: usize = 64 << 10;

#[test]
fn what_a_block_holds_is_seen_though_its_mapping_is_locked() {
    // SAFETY: locks memory.
    if unsafe { libc::mlockall(libc::MCL_FUTURE) } != 0 {
        return; // nobody may here
    }
    let blocks = Blocks::new(Limits::default());
    let borrower = blocks.borrower(1000).unwrap();
    let lender = Lender::new(borrower.words().try_clone_to_owned().unwrap()).unwrap();
    for round in 0..200_u8 {
        let frame = blocks.allocate(LENGTH, 1000).unwrap();
        // SAFETY: the block is as long, and nobody else uses it.
        unsafe { frame.as_ptr().as_ptr().write_bytes(round, LENGTH) };
        let loan = borrower.lend(&frame).unwrap();
        assert_eq!(loan.block, 1, "one block serves all");
        drop(frame);
        let seen =
            lender.clone().borrow(&loan, LENGTH, Access::Private, || -> Result<OwnedFd, MemoryError> {
                Ok(borrower.lent(loan.block).unwrap().descriptor().try_clone_to_owned().unwrap())
            });
        let seen = seen.unwrap();
        // SAFETY: mapped as long; nobody writes meanwhile.
        let bytes = unsafe { std::slice::from_raw_parts(seen.as_ptr().as_ptr(), LENGTH) };
        assert!(bytes.iter().all(|byte| *byte == round), "frame {round} shows {}", bytes[0]);
    }
}
