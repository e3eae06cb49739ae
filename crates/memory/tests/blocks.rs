//! Blocks between an owner and a borrower: who sees what, what comes back when, and what a borrower that lies achieves.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use oxcom_memory::{
    Access, Block, Blocks, Borrowed, Borrower, Lender, Limits, Loan, MemoryError, SharedWords, Usage,
};

const ME: u32 = 1000;
const LENGTH: usize = 300_000;

/// An owner's books for a borrower, and the borrower.
struct Pair {
    blocks: Arc<Blocks>,
    borrower: Borrower,
    lender: Arc<Lender>,
}

impl Pair {
    fn new(limits: Limits) -> Pair {
        let blocks = Blocks::new(limits);
        let borrower = blocks.borrower(ME).unwrap();
        let lender = Lender::new(words(&borrower)).unwrap();
        Pair { blocks, borrower, lender }
    }

    fn frame(&self, filled_with: u8) -> Block {
        let block = self.blocks.allocate(LENGTH, ME).unwrap();
        fill(&block, filled_with);
        block
    }

    fn borrow(&self, loan: &Loan, access: Access) -> Borrowed {
        self.lender.clone().borrow(loan, LENGTH, access, || self.fetch(loan)).unwrap()
    }

    fn fetch(&self, loan: &Loan) -> Result<OwnedFd, MemoryError> {
        let segment = self.borrower.lent(loan.block).ok_or(MemoryError::NotMemory)?;
        Ok(segment.descriptor().try_clone_to_owned().unwrap())
    }
}

fn words(borrower: &Borrower) -> OwnedFd {
    borrower.words().try_clone_to_owned().unwrap()
}

fn fill(block: &Block, value: u8) {
    // SAFETY: the block is as long, and nobody reads it meanwhile.
    unsafe { block.as_ptr().as_ptr().write_bytes(value, block.length()) };
}

fn content(seen: &Borrowed) -> Vec<u8> {
    // SAFETY: mapped as long; nobody writes meanwhile.
    unsafe { std::slice::from_raw_parts(seen.as_ptr().as_ptr(), seen.length()) }.to_vec()
}

fn write(seen: &Borrowed, at: usize, value: u8) {
    assert!(at < seen.length());
    // SAFETY: within the mapping.
    unsafe { seen.as_ptr().as_ptr().add(at).write(value) };
}

fn page_faults() -> i64 {
    // SAFETY: the structure is filled in by the call.
    unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage.ru_minflt
    }
}

#[test]
fn a_borrower_writes_for_itself_alone() {
    let pair = Pair::new(Limits::default());
    let frame = pair.frame(1);
    let (first, second) = (pair.borrower.lend(&frame).unwrap(), pair.borrower.lend(&frame).unwrap());
    let (one, other) = (pair.borrow(&first, Access::Private), pair.borrow(&second, Access::Private));
    write(&one, 5000, 9);
    assert_eq!(content(&one)[4999..5002], [1, 9, 1]);
    assert_eq!(content(&other), [1; LENGTH], "another loan of the same block");
    // SAFETY: within the block.
    assert_eq!(unsafe { frame.as_ptr().add(5000).read() }, 1);
}

#[test]
fn what_was_written_does_not_hide_what_comes_next() {
    let pair = Pair::new(Limits::default());
    for round in 1..6_u8 {
        let frame = pair.frame(round);
        let loan = pair.borrower.lend(&frame).unwrap();
        assert_eq!((loan.block, loan.generation), (1, u64::from(round) - 1), "one block serves all");
        drop(frame);
        let seen = pair.borrow(&loan, Access::Private);
        assert_eq!(content(&seen), [round; LENGTH]);
        for at in (0..LENGTH).step_by(usize::from(round) * 4096) {
            write(&seen, at, 99);
        }
    }
    assert_eq!(pair.lender.idle(), 1);
}

#[test]
fn a_block_is_not_used_again_while_it_is_lent() {
    let pair = Pair::new(Limits::default());
    let frame = pair.frame(1);
    let loan = pair.borrower.lend(&frame).unwrap();
    let seen = pair.borrow(&loan, Access::Private);
    drop(frame);
    let other = pair.frame(2);
    assert_eq!(content(&seen), [1; LENGTH]);
    drop(seen);
    drop(other);
    assert_eq!((pair.blocks.usage().blocks, pair.blocks.usage().lent), (2, 0));
}

#[test]
fn a_steady_stream_faults_no_page() {
    let pair = Pair::new(Limits::default());
    let mut sum = 0_u64;
    let mut stream = |frames: u32| {
        for _ in 0..frames {
            let frame = pair.frame(3);
            let loan = pair.borrower.lend(&frame).unwrap();
            drop(frame);
            let seen = pair.borrow(&loan, Access::Private);
            // SAFETY: mapped as long; nobody writes meanwhile.
            let bytes = unsafe { std::slice::from_raw_parts(seen.as_ptr().as_ptr(), seen.length()) };
            sum += bytes.iter().step_by(4096).map(|byte| u64::from(*byte)).sum::<u64>();
        }
    };
    stream(10);
    let before = page_faults();
    stream(1000);
    // A frame has 74 pages on either side. Other tests of this program fault some of their own.
    assert!(page_faults() - before < 74 * 500, "{} page faults", page_faults() - before);
    assert_eq!(sum, 1010 * 3 * 74);
}

#[test]
fn read_only_loans_of_a_block_share_a_mapping() {
    let pair = Pair::new(Limits::default());
    let frame = pair.frame(4);
    frame.freeze().unwrap();
    let loans = [pair.borrower.lend(&frame).unwrap(), pair.borrower.lend(&frame).unwrap()];
    let [one, other] = loans.map(|loan| pair.borrow(&loan, Access::Read));
    assert_eq!(one.as_ptr(), other.as_ptr());
    assert!(one.is_read_only());
    let at = one.as_ptr();
    drop((one, other));
    let again = pair.borrow(&pair.borrower.lend(&frame).unwrap(), Access::Read);
    assert_eq!((again.as_ptr(), content(&again)), (at, vec![4; LENGTH]));
}

#[test]
fn blocks_that_have_gone_are_unmapped() {
    let pair = Pair::new(Limits { idle: 0, ..Limits::default() });
    for (round, access) in (0..20).zip([Access::Private, Access::Read].into_iter().cycle()) {
        let frame = pair.frame(round);
        let loan = pair.borrower.lend(&frame).unwrap();
        drop(frame);
        assert_eq!(content(&pair.borrow(&loan, access)), [round; LENGTH]);
        assert_eq!(
            pair.blocks.usage().idle,
            LENGTH.next_multiple_of(65_536),
            "until somebody looks for a block"
        );
        pair.blocks.trim(0);
        assert!(pair.lender.idle() <= 1);
    }
}

#[test]
fn a_quota_bounds_what_is_lent() {
    let pair = Pair::new(Limits { quota: 2 * LENGTH, ..Limits::default() });
    let frame = pair.frame(1);
    let [first, second] = [(); 2].map(|()| pair.borrower.lend(&frame).unwrap());
    assert_eq!(pair.borrower.lend(&frame), None);
    drop(pair.borrow(&first, Access::Private));
    let third = pair.borrower.lend(&frame).expect("one has come back");
    assert_eq!(pair.borrower.lend(&frame), None);
    pair.borrower.revoke(&second);
    pair.borrower.revoke(&second);
    assert_eq!(pair.borrower.lent_bytes(), LENGTH, "taken back once");
    pair.borrower.revoke(&third);
    assert_eq!((pair.borrower.lent_bytes(), pair.blocks.usage().lent), (0, 0));
}

#[test]
fn a_block_is_lent_to_its_user_alone() {
    let pair = Pair::new(Limits::default());
    let others = pair.blocks.allocate(LENGTH, ME + 1).unwrap();
    assert_eq!(pair.borrower.lend(&others), None);
    let another_pool = Blocks::new(Limits::default()).allocate(LENGTH, ME).unwrap();
    assert_eq!(pair.borrower.lend(&another_pool), None);
}

#[test]
fn descriptors_are_given_of_what_is_lent_alone() {
    let pair = Pair::new(Limits::default());
    let (lent, kept) = (pair.frame(1), pair.frame(2));
    let loan = pair.borrower.lend(&lent).unwrap();
    let other = pair.blocks.borrower(ME).unwrap();
    let of_kept = other.lend(&kept).unwrap();
    assert!(pair.borrower.lent(loan.block).is_some());
    assert!(pair.borrower.lent(of_kept.block).is_none(), "lent to another one");
    assert!(other.lent(loan.block).is_none());
    pair.borrower.revoke(&loan);
    assert!(pair.borrower.lent(loan.block).is_none(), "not any more");
}

#[test]
fn what_a_gone_borrower_had_goes() {
    let pair = Pair::new(Limits::default());
    let (frame, kept) = (pair.frame(1), pair.frame(2));
    let loan = pair.borrower.lend(&frame).unwrap();
    pair.borrower.lend(&kept).unwrap();
    let seen = pair.borrow(&loan, Access::Private);
    drop(frame);
    drop(pair.borrower);
    assert_eq!(pair.blocks.usage(), Usage { blocks: 1, held: 1, bytes: 327_680, ..Usage::default() });
    drop(kept);
    assert_eq!(pair.blocks.usage(), Usage::default(), "what it could still read is not used again");
    let next = pair.blocks.allocate(LENGTH, ME).unwrap();
    fill(&next, 7);
    assert_eq!(content(&seen), [1; LENGTH], "it reads on, if it lives");
}

/// A borrower that writes whatever it likes gives back what it has, at worst too early for itself.
#[test]
fn a_borrower_cannot_give_back_what_it_has_not() {
    let pair = Pair::new(Limits::default());
    let liar = pair.blocks.borrower(ME).unwrap();
    let scribbled = SharedWords::map(words(&liar), 4097).unwrap();
    let mut random = 1_u32;
    let honest: Vec<_> = (0..20)
        .map(|value| {
            let frame = pair.frame(value);
            let loan = pair.borrower.lend(&frame).unwrap();
            liar.lend(&frame).unwrap();
            (value, pair.borrow(&loan, Access::Private))
        })
        .collect();
    for round in 0..200 {
        for index in 0..scribbled.count() {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            scribbled.store(index, if round % 2 == 0 { random % 4 } else { random });
        }
        let frame = pair.frame(200);
        liar.lend(&frame);
        for (value, seen) in &honest {
            assert_eq!(content(seen)[LENGTH - 1], *value, "what others read is left alone");
        }
    }
    assert!(pair.blocks.usage().lent >= honest.len());
    drop(liar);
    assert_eq!(pair.blocks.usage().lent, honest.len());
}

#[test]
fn a_loan_that_cannot_be_taken_is_given_back() {
    let pair = Pair::new(Limits::default());
    let frame = pair.frame(1);
    let loan = pair.borrower.lend(&frame).unwrap();
    let refused = pair.lender.clone().borrow(&loan, LENGTH, Access::Private, || Err(MemoryError::NotMemory));
    assert!(matches!(refused, Err(MemoryError::NotMemory)));
    assert_eq!(pair.blocks.usage().lent, 0);
    let loan = pair.borrower.lend(&frame).unwrap();
    let refused = pair.lender.clone().borrow(&loan, 2 << 20, Access::Private, || pair.fetch(&loan));
    assert!(matches!(refused, Err(MemoryError::TooShort { .. })), "more than there is");
}

#[test]
fn a_child_gives_nothing_back_and_gets_no_block() {
    let pair = Pair::new(Limits::default());
    let frame = pair.frame(1);
    let loan = pair.borrower.lend(&frame).unwrap();
    let seen = pair.borrow(&loan, Access::Private);
    // SAFETY: the child drops what it has, looks, and leaves.
    let child = unsafe { libc::fork() };
    if child == 0 {
        drop(seen);
        let refused = matches!(pair.blocks.allocate(LENGTH, ME), Err(MemoryError::Forked));
        // SAFETY: ends the child at once.
        unsafe { libc::_exit(i32::from(!refused)) };
    }
    let mut status = -1;
    // SAFETY: the child is ours.
    unsafe { libc::waitpid(child, &raw mut status, 0) };
    assert_eq!(status, 0);
    assert_eq!(pair.blocks.usage().lent, 1);
}
