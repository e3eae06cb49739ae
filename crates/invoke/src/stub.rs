//! The object's end: from a request to a native call, and to the answer.

use crate::error::{InvokeError, Side};
use crate::frame::{Frame, Trouble};
use crate::lower::{Ready, place};
use crate::pointers::Pointers;
use oxcom_typeinfo::plan::Interface;
use oxcom_wire::ndr::{Reader, Writer};
use std::ffi::c_void;
use std::mem::MaybeUninit;
use std::sync::Arc;

/// What a stub needs to know to call objects of an interface. Made once per interface.
pub struct StubPlan {
    interface: Arc<Interface>,
    methods: Box<[Option<Ready>]>,
}

impl StubPlan {
    /// Makes the methods of an interface ready to be called.
    ///
    /// # Errors
    /// [`InvokeError::Plan`] when the engine cannot walk the plan of a method.
    pub fn new(interface: Arc<Interface>) -> Result<StubPlan, InvokeError> {
        let methods = crate::ready_methods(&interface)?.into();
        Ok(StubPlan { interface, methods })
    }

    /// The interface.
    pub fn interface(&self) -> &Arc<Interface> {
        &self.interface
    }

    /// Reads the arguments, calls the method in `slot` of `object`, writes the `[out]` arguments and the result, and frees all
    /// that it made and all that the method handed out.
    ///
    /// # Safety
    /// `object` is a non-null pointer to this interface, to be called on this thread. Nothing is asked of the request.
    ///
    /// # Errors
    /// [`InvokeError::NoMethod`], [`InvokeError::Read`]: the method was not called; [`InvokeError::Write`]: it was, but its
    /// answer cannot be sent. What is in `answer` then is of no use.
    pub unsafe fn invoke(
        &self,
        object: *mut c_void,
        slot: u16,
        request: &mut Reader<'_>,
        answer: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), InvokeError> {
        let index = usize::from(slot).checked_sub(3);
        let method = index.and_then(|index| self.methods.get(index)?.as_ref().map(|ready| (index, ready)));
        let (index, ready) = method.ok_or(InvokeError::NoMethod { interface: self.interface.iid, slot })?;
        let mut inline = MaybeUninit::<Inline>::uninit();
        let mut heap = Vec::<u128>::new();
        let memory: *mut u8 = if ready.frame <= size_of::<Inline>() {
            inline.as_mut_ptr().cast()
        } else {
            heap.resize(ready.frame / size_of::<u128>(), 0);
            heap.as_mut_ptr().cast()
        };
        // SAFETY: the memory has the frame's size and outlives it; the object is the caller's promise.
        let outcome = unsafe {
            let mut frame = Frame::new(ready, memory, object);
            frame.run(slot, request, answer, pointers)
        };
        outcome.map_err(|trouble| self.explain(index, trouble))
    }

    /// Reads the arguments of a call that is not made, and gives up what they hold.
    ///
    /// # Errors
    /// [`InvokeError::NoMethod`], [`InvokeError::Read`].
    pub fn discard(
        &self,
        slot: u16,
        request: &mut Reader<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), InvokeError> {
        let index = usize::from(slot).checked_sub(3);
        let method = index.and_then(|index| self.methods.get(index)?.as_ref().map(|ready| (index, ready)));
        let (index, ready) = method.ok_or(InvokeError::NoMethod { interface: self.interface.iid, slot })?;
        let mut memory = vec![0u128; ready.frame / size_of::<u128>()];
        // SAFETY: the memory has the frame's size and outlives it; no object is called.
        let read = unsafe {
            let mut frame = Frame::new(ready, memory.as_mut_ptr().cast(), std::ptr::null_mut());
            frame.discard(request, pointers)
        };
        read.map_err(|trouble| self.explain(index, trouble))
    }

    #[cold]
    fn explain(&self, index: usize, trouble: Trouble) -> InvokeError {
        let named = |param| Box::new(place(&self.interface, &self.interface.methods[index], param));
        match trouble {
            Trouble::Read(param, fault) => InvokeError::Read { place: named(param), side: Side::Stub, fault },
            Trouble::Write(param, fault) => {
                InvokeError::Write { place: named(param), side: Side::Stub, fault }
            }
        }
    }
}

/// Room for the frames of nearly all methods.
type Inline = [u128; 32];
