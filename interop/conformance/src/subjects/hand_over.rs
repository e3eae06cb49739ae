//! Handing a pointer from thread to thread through a stream, and by an agile reference.

use oxcom_abi as abi;
use oxcom_abi::com_core::{IUnknown, Interface, Result};
use oxcom_abi::{IAgileReference, IStream};

use crate::apartment::{Apartment, Kept};
use crate::marshaling::{position, rewind};
use crate::objects::{ICalculator, IName, UNKNOWN_INTERFACE, add, calculator};
use crate::operation::{operation, or_code, seen};
use crate::world::{PAIRS, STA_TO_MTA, STA_TO_STA, World};

/// A stream or a reference on its way: of those, any thread may use one.
struct OnItsWay<T>(T);

// SAFETY: the streams of CoMarshalInterThreadInterfaceInStream and agile references are for any thread.
unsafe impl<T> Send for OnItsWay<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for OnItsWay<T> {}

impl<T> OnItsWay<T> {
    fn take(self) -> T {
        self.0
    }
}

pub fn perform() {
    by_stream();
    by_agile_reference();
}

fn put(object: &Kept<ICalculator>) -> Result<OnItsWay<IStream>> {
    object.with(|object| {
        unsafe { abi::CoMarshalInterThreadInterfaceInStream(&ICalculator::IID, object) }.map(OnItsWay)
    })
}

fn fetch(stream: OnItsWay<IStream>) -> Result<ICalculator> {
    // The function releases the stream.
    let stream = std::mem::ManuallyDrop::new(stream.take());
    unsafe { abi::CoGetInterfaceAndReleaseStream(&*stream) }
}

fn by_stream() {
    operation("CoMarshalInterThreadInterfaceInStream", || Ok(seen(put(World::new(STA_TO_MTA).object()))));
    operation("CoMarshalInterThreadInterfaceInStream of nothing", || {
        Ok(seen(Apartment::sta().run(|| unsafe {
            abi::CoMarshalInterThreadInterfaceInStream(&ICalculator::IID, None::<&IUnknown>).map(drop)
        })))
    });
    operation("CoMarshalInterThreadInterfaceInStream for an interface that the object has not", || {
        Ok(seen(Apartment::sta().run(|| unsafe {
            abi::CoMarshalInterThreadInterfaceInStream(&UNKNOWN_INTERFACE, &calculator().0).map(drop)
        })))
    });
    operation("CoMarshalInterThreadInterfaceInStream leaves the stream at the beginning", || {
        let stream = put(World::new(STA_TO_MTA).object())?;
        Ok(seen(abi::S_OK).and("position", position(&stream.0)?))
    });
    for pair in PAIRS {
        operation(&format!("CoGetInterfaceAndReleaseStream, {}", pair.name), move || {
            let world = World::new(pair);
            let stream = put(world.object())?;
            let sum = world.away.run(|| add(&fetch(stream)?, 5, 6));
            Ok(seen(sum.clone()).and("sum", or_code(sum)))
        });
    }
    operation("CoGetInterfaceAndReleaseStream in the same apartment", || {
        let world = World::new(STA_TO_MTA);
        let stream = put(world.object())?;
        let same = world.object().with(|object| fetch(stream).map(|fetched| fetched == *object));
        Ok(seen(same.clone()).and("same", or_code(same)))
    });
    operation("CoGetInterfaceAndReleaseStream: the object afterwards", || {
        let mut world = World::new(STA_TO_MTA);
        let stream = put(world.object())?;
        world.let_go();
        let alive = world.life.alive();
        world.away.run(|| fetch(stream).map(drop))?;
        Ok(seen(abi::S_OK).and("alive", alive).and("then", world.life.stays()))
    });
    operation("CoGetInterfaceAndReleaseStream from none", || {
        Ok(seen(Apartment::sta().run(|| unsafe {
            abi::CoGetInterfaceAndReleaseStream::<_, ICalculator>(None::<&IStream>).map(drop)
        })))
    });
    operation("CoUnmarshalInterface of such a stream", || {
        let world = World::new(STA_TO_MTA);
        let stream = put(world.object())?;
        let sum = world.away.run(|| -> Result<i32> {
            let stream = stream.take();
            rewind(&stream)?;
            add(&unsafe { abi::CoUnmarshalInterface(&stream) }?, 5, 6)
        });
        Ok(seen(sum.clone()).and("sum", or_code(sum)))
    });
    operation("CoReleaseMarshalData of such a stream", || {
        let mut world = World::new(STA_TO_MTA);
        let stream = put(world.object())?;
        world.let_go();
        let answer = world.away.run(|| unsafe { abi::CoReleaseMarshalData(&stream.take()) });
        Ok(seen(answer).and("alive", world.life.stays()))
    });
}

const DEFAULT: i32 = abi::AGILEREFERENCE_DEFAULT;
const DELAYED: i32 = abi::AGILEREFERENCE_DELAYEDMARSHAL;

fn refer(object: &Kept<ICalculator>, options: i32) -> Result<OnItsWay<IAgileReference>> {
    object
        .with(|object| unsafe { abi::RoGetAgileReference(options, &ICalculator::IID, object) }.map(OnItsWay))
}

fn resolve<T: Interface>(reference: &OnItsWay<IAgileReference>) -> Result<T> {
    unsafe { reference.0.Resolve() }
}

fn by_agile_reference() {
    for (name, options) in [("AGILEREFERENCE_DEFAULT", DEFAULT), ("AGILEREFERENCE_DELAYEDMARSHAL", DELAYED)] {
        operation(&format!("RoGetAgileReference {name}"), move || {
            Ok(seen(refer(World::new(STA_TO_MTA).object(), options)))
        });
        operation(&format!("{name}: Resolve in another apartment"), move || {
            let world = World::new(STA_TO_MTA);
            let object = world.object().with(|object| object.as_raw() as usize);
            let reference = refer(world.object(), options)?;
            let resolved = world.away.run(|| {
                resolve::<ICalculator>(&reference)
                    .and_then(|proxy| Ok((add(&proxy, 5, 6)?, proxy.as_raw() as usize == object)))
            });
            let (sum, same) = resolved.clone().unwrap_or_default();
            Ok(seen(resolved).and("sum", sum).and("same", same))
        });
        operation(&format!("{name}: Resolve in its own apartment"), move || {
            let world = World::new(STA_TO_MTA);
            let reference = refer(world.object(), options)?;
            let same = world
                .object()
                .with(|object| resolve::<ICalculator>(&reference).map(|resolved| resolved == *object));
            Ok(seen(same.clone()).and("same", or_code(same)))
        });
        operation(&format!("{name}: Resolve twice"), move || {
            let world = World::new(STA_TO_MTA);
            let reference = refer(world.object(), options)?;
            let resolved = || world.away.run(|| resolve::<ICalculator>(&reference).map(drop));
            Ok(seen(resolved()).then("again", resolved()))
        });
        operation(&format!("{name}: it holds the object"), move || {
            let mut world = World::new(STA_TO_MTA);
            let reference = refer(world.object(), options)?;
            world.let_go();
            let alive = world.life.alive();
            world.home.run(|| drop(reference.take()));
            Ok(seen(abi::S_OK).and("alive", alive).and("then", world.life.stays()))
        });
    }
    operation("RoGetAgileReference for an interface that the object has not", || {
        Ok(seen(Apartment::sta().run(|| unsafe {
            abi::RoGetAgileReference(DEFAULT, &UNKNOWN_INTERFACE, &calculator().0).map(drop)
        })))
    });
    operation("RoGetAgileReference of nothing", || {
        Ok(seen(Apartment::sta().run(|| unsafe {
            abi::RoGetAgileReference(DEFAULT, &ICalculator::IID, None::<&IUnknown>).map(drop)
        })))
    });
    operation("RoGetAgileReference with an unknown option", || {
        Ok(seen(
            Apartment::sta()
                .run(|| unsafe { abi::RoGetAgileReference(7, &ICalculator::IID, &calculator().0).map(drop) }),
        ))
    });
    operation("without an apartment RoGetAgileReference", || {
        Ok(seen(unsafe { abi::RoGetAgileReference(DEFAULT, &ICalculator::IID, &calculator().0) }))
    });
    operation("an agile reference's Resolve without an apartment", || {
        let world = World::new(STA_TO_STA);
        let reference = refer(world.object(), DEFAULT)?;
        Ok(seen(resolve::<ICalculator>(&reference)))
    });
    operation("an agile reference's Resolve for another interface", || {
        let world = World::new(STA_TO_MTA);
        let reference = refer(world.object(), DEFAULT)?;
        Ok(seen(world.away.run(|| resolve::<IName>(&reference).map(drop))))
    });
    operation("an agile reference's Resolve after its object's apartment", || {
        let World { home, away, object, .. } = World::new(STA_TO_MTA);
        let object = object.expect("just made");
        let reference = refer(&object, DEFAULT)?;
        object.release();
        drop(home);
        Ok(seen(away.run(|| resolve::<ICalculator>(&reference).map(drop))))
    });
}
