//! Calls that arrive at the same time: a single-threaded apartment takes them one after the other, in order, on its thread; the
//! multithreaded one takes them all at once, however many there are.

mod common;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread::{self, ThreadId};
use std::time::Duration;

use common::apartment_thread::ApartmentThread;
use common::{ICalc, ICalc_Impl, bytes, set_up};
use oxcom::abi::{self, SAFEARRAY};
use oxcom::{Apartment, BSTR, Result, implement};

/// Who was called: by which client, its how manieth call, on which thread.
type Log = Arc<Mutex<Vec<(i32, i32, ThreadId)>>>;

/// Notes its calls, and that there is one at a time.
#[implement(ICalc, Agile = false)]
struct Notes {
    log: Log,
    busy: AtomicBool,
}

impl ICalc_Impl for Notes_Impl {
    fn Add(&self, client: i32, number: i32) -> Result<i32> {
        assert!(!self.busy.swap(true, Ordering::SeqCst), "two calls at a time");
        self.log.lock().unwrap().push((client, number, thread::current().id()));
        if number % 16 == 0 {
            thread::sleep(Duration::from_millis(1)); // the others come meanwhile
        }
        assert!(self.busy.swap(false, Ordering::SeqCst));
        Ok(number)
    }

    fn Echo(&self, _: &BSTR) -> Result<BSTR> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sum(&self, _: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

#[test]
fn a_single_threaded_apartment_takes_calls_one_at_a_time_and_in_order() {
    const CLIENTS: i32 = 8;
    const CALLS: i32 = 200;
    set_up();
    let (home, log) = (ApartmentThread::single_threaded(), Log::default());
    let noted = log.clone();
    let (table, own) = home.run(move || {
        let notes: ICalc = Notes { log: noted, busy: AtomicBool::new(false) }.into();
        let table = bytes::marshal(&notes, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG).unwrap();
        (table, thread::current().id())
    });
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let table = &table;
            scope.spawn(move || {
                // Every other client is in a single-threaded apartment of its own.
                let enter = [Apartment::multithreaded, Apartment::single_threaded][client as usize % 2];
                let _apartment = enter().unwrap();
                let calc: ICalc = bytes::unmarshal(table).unwrap();
                for number in 0..CALLS {
                    // SAFETY: a call with arguments of its types.
                    assert_eq!(unsafe { calc.Add(client, number) }, Ok(number));
                }
            });
        }
    });
    home.run(move || bytes::discard(&table)).unwrap();
    let log = log.lock().unwrap();
    assert_eq!(log.len(), (CLIENTS * CALLS) as usize);
    assert!(log.iter().all(|(.., thread)| *thread == own));
    for client in 0..CLIENTS {
        let numbers = log.iter().filter(|(from, ..)| *from == client).map(|(_, number, _)| *number);
        assert!(numbers.eq(0..CALLS), "client {client}");
    }
}

/// Answers when as many calls have come as it waits for.
#[implement(ICalc, Agile = false)]
struct Meets(Barrier);

impl ICalc_Impl for Meets_Impl {
    fn Add(&self, a: i32, b: i32) -> Result<i32> {
        self.0.wait();
        Ok(a + b)
    }

    fn Echo(&self, _: &BSTR) -> Result<BSTR> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Sum(&self, _: *const SAFEARRAY) -> Result<f64> {
        Err(abi::E_NOTIMPL.into())
    }
}

#[test]
fn the_multithreaded_apartment_has_a_thread_for_every_call() {
    const CLIENTS: usize = 48;
    set_up();
    let home = ApartmentThread::multithreaded();
    let table = home.run(|| {
        let meets: ICalc = Meets(Barrier::new(CLIENTS)).into();
        bytes::marshal(&meets, abi::MSHCTX_INPROC, abi::MSHLFLAGS_TABLESTRONG).unwrap()
    });
    thread::scope(|scope| {
        for client in 0..CLIENTS as i32 {
            let table = &table;
            scope.spawn(move || {
                let _apartment = Apartment::single_threaded().unwrap();
                let calc: ICalc = bytes::unmarshal(table).unwrap();
                // None of them ends before all have come.
                // SAFETY: a call with arguments of its types.
                assert_eq!(unsafe { calc.Add(client, 1) }, Ok(client + 1));
            });
        }
    });
    home.run(move || bytes::discard(&table)).unwrap();
}
