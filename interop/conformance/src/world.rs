//! Two apartments, an object in one, and what the other knows of it.

use oxcom_abi as abi;
use windows_core::Result;

use crate::apartment::{Apartment, Kept};
use crate::marshaling::{marshal, unmarshal};
use crate::objects::{ICalculator, Watch, calculator, observing};

/// Which apartments.
#[derive(Clone, Copy)]
pub struct Pair {
    pub name: &'static str,
    home: fn() -> Apartment,
    away: fn() -> Apartment,
}

/// From a single-threaded apartment to the multithreaded one.
pub const STA_TO_MTA: Pair = Pair { name: "STA to MTA", home: Apartment::sta, away: Apartment::mta };
/// The other way.
pub const MTA_TO_STA: Pair = Pair { name: "MTA to STA", home: Apartment::mta, away: Apartment::sta };
/// Between single-threaded ones.
pub const STA_TO_STA: Pair = Pair { name: "STA to STA", home: Apartment::sta, away: Apartment::sta };

/// All of them.
pub const PAIRS: [Pair; 3] = [STA_TO_MTA, MTA_TO_STA, STA_TO_STA];

/// An object at home, which the other apartment has not seen yet.
pub struct World {
    pub home: Apartment,
    pub away: Apartment,
    pub object: Option<Kept<ICalculator>>,
    pub life: Watch,
}

impl World {
    /// A calculator in the first apartment of the pair.
    pub fn new(pair: Pair) -> Self {
        Self::with(pair, calculator)
    }

    /// One that observes.
    pub fn observing(pair: Pair, observer: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self::with(pair, move || observing(observer))
    }

    fn with(pair: Pair, make: impl FnOnce() -> (ICalculator, Watch) + Send) -> Self {
        let (home, away) = ((pair.home)(), (pair.away)());
        let mut life = None;
        let object = home.keep(|| {
            let (object, watch) = make();
            life = Some(watch);
            object
        });
        Self { home, away, object: Some(object), life: life.expect("made with the object") }
    }

    /// The object at home.
    pub fn object(&self) -> &Kept<ICalculator> {
        self.object.as_ref().expect("not yet let go")
    }

    /// Releases the object at home: it lives as long as others refer to it.
    pub fn let_go(&mut self) {
        self.object = None;
    }

    /// Marshals the object.
    pub fn marshal(&self, context: i32, flags: i32) -> Result<Vec<u8>> {
        self.object().with(|object| marshal(object, context, flags))
    }

    /// Marshals it once, within the process.
    pub fn packed(&self) -> Result<Vec<u8>> {
        self.marshal(abi::MSHCTX_INPROC, abi::MSHLFLAGS_NORMAL)
    }

    /// What the other apartment makes of the bytes.
    pub fn unpack(&self, bytes: &[u8]) -> Result<Kept<ICalculator>> {
        self.away.try_keep(|| unmarshal(bytes))
    }

    /// A proxy in the other apartment.
    pub fn proxy(&self) -> Result<Kept<ICalculator>> {
        self.unpack(&self.packed()?)
    }
}
