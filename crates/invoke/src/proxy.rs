//! The caller's end: vtables made at run time, and one call on its way out and back.
//!
//! ```text
//!                          ┌ thunk ───▶ enter_slot() ┐
//!  client ─▶ vtable[slot] ─┴ closure ─▶ enter() ─────┴▶ CallHandler(this, &Call)
//!                                                         │ write_request ─▶ bytes
//!                                                         │ read_answer   ◀─ bytes       (or fail, when none came)
//!  client ◀────────────────────────────────────── HRESULT ┘
//! ```

use crate::answer;
use crate::error::{Fault, InvokeError, Side};
use crate::lower::{Args, Kind, Parameter, Quick, Ready, Referent, place};
use crate::marshal::absent;
use crate::marshal::write::Encoder;
use crate::memory::{load, store};
use crate::native::{make_function, result_register};
use crate::pointers::Pointers;
use crate::quick;
use crate::thunks::thunk;
use libffi::low::ffi_cif;
use oxcom_abi::E_NOTIMPL;
use oxcom_typeinfo::plan::{Direction, Interface, Method, MethodResult};
use oxcom_wire::ndr::{Reader, Writer};
use std::cell::Cell;
use std::ffi::c_void;
use std::sync::Arc;
use windows_core::HRESULT;

/// Runs whenever a method is called through a proxy: `this` is the interface pointer that was called. What it returns is the
/// method's HRESULT; for a method with another result, [`Call::read_answer`] remembers that.
pub type CallHandler = unsafe fn(this: *mut c_void, call: &Call<'_>) -> HRESULT;

/// The vtable of every proxy of an interface. Made once per interface, never freed: a proxy's vtable may be called for as
/// long as somebody holds a pointer to it, and nobody can tell.
pub struct ProxyVtable {
    interface: Arc<Interface>,
    methods: &'static [Option<ProxyMethod>],
    /// The address of the methods, for the functions of thunks, then the functions. Written once, before the vtable is handed
    /// out.
    words: Box<[*const c_void]>,
}

// SAFETY: nothing is changed after `new`; the pointers are code addresses.
unsafe impl Send for ProxyVtable {}
// SAFETY: as above.
unsafe impl Sync for ProxyVtable {}

/// What a closure needs to know.
struct ProxyMethod {
    interface: Arc<Interface>,
    index: usize,
    ready: Ready,
    call: CallHandler,
}

impl ProxyVtable {
    /// Makes the vtable of an interface. `unknown` are QueryInterface, AddRef and Release of the proxies; `call` runs for every
    /// other method, except for those without a remote form, which answer E_NOTIMPL.
    ///
    /// # Errors
    /// [`InvokeError::Plan`] when the engine cannot walk the plan of a method, [`InvokeError::Native`] when there is no memory
    /// for code.
    pub fn new(
        interface: Arc<Interface>,
        unknown: [*const c_void; 3],
        call: CallHandler,
    ) -> Result<&'static ProxyVtable, InvokeError> {
        let mut methods = Vec::with_capacity(interface.methods.len());
        for (index, ready) in crate::ready_methods(&interface)?.into_iter().enumerate() {
            methods.push(ready.map(|ready| ProxyMethod { interface: interface.clone(), index, ready, call }));
        }
        // Closures are never freed, so that what they point to has to stay from here on.
        let methods: &'static [Option<ProxyMethod>] = Box::leak(methods.into_boxed_slice());
        let mut words = vec![methods.as_ptr().cast()];
        words.extend(unknown);
        for (index, method) in methods.iter().enumerate() {
            words.push(match method {
                None => no_remote_form as *const c_void,
                Some(method) => method.function().ok_or_else(|| InvokeError::Native {
                    place: Box::new(place(&interface, &interface.methods[index], None)),
                })?,
            });
        }
        Ok(Box::leak(Box::new(ProxyVtable { interface, methods, words: words.into() })))
    }

    /// What a proxy's first word points to: the functions in vtable order.
    pub fn as_ptr(&self) -> *const *const c_void {
        self.words[1..].as_ptr()
    }

    /// The interface.
    pub fn interface(&self) -> &Arc<Interface> {
        &self.interface
    }

    /// Whether the method in this slot can be called remotely.
    pub fn is_remote(&self, slot: u16) -> bool {
        let index = usize::from(slot).checked_sub(3);
        index.and_then(|index| self.methods.get(index)).is_some_and(Option::is_some)
    }
}

/// Stands in the slots of methods without a remote form.
unsafe extern "system" fn no_remote_form(_this: *mut c_void) -> HRESULT {
    E_NOTIMPL
}

impl ProxyMethod {
    fn function(&'static self) -> Option<*const c_void> {
        let signature = &self.ready.signature;
        let thunk = signature.words().and_then(|params| thunk(self.index as u16 + 3, params));
        thunk.or_else(|| make_function(signature, enter, std::ptr::from_ref(self).cast()))
    }

    /// Runs the handler with the vtable's own arguments, and leaves the result in its register.
    ///
    /// # Safety
    /// `this` is the interface pointer that was called, `args` the table of what it was called with.
    unsafe fn enter(&self, this: *mut c_void, args: *const *mut c_void) -> u64 {
        // SAFETY: the caller's promise.
        unsafe {
            let Some(adapter) = self.ready.adapter else { return self.run(this, Args::new(args)) };
            let send = &mut |remote: *const *mut c_void| HRESULT(self.run(this, Args::new(remote)) as i32);
            result_register((adapter.client)(args, send).0)
        }
    }

    /// Runs the handler with arguments in the remote form, and leaves the result in its register.
    unsafe fn run(&self, this: *mut c_void, args: Args) -> u64 {
        let call = Call { method: self, args, result: Cell::new(0) };
        // SAFETY: the handler is called with the interface pointer that was called.
        let code = unsafe { (self.call)(this, &call) };
        match self.ready.result {
            MethodResult::Hresult => result_register(code.0),
            _ => call.result.get(),
        }
    }
}

/// What every thunk calls, with its slot.
///
/// # Safety
/// `this` was called through a vtable of ours; `args` is the table of what it was called with.
pub(crate) unsafe fn enter_slot(this: *mut c_void, slot: u16, args: *const *mut c_void) -> u64 {
    // SAFETY: before the functions of a vtable lies the address of its methods, which live for ever; this one is there, as its
    // slot has the thunk.
    unsafe {
        let functions: *const *const Option<ProxyMethod> = load(this.cast_const().cast());
        match &*(*functions.sub(1)).add(usize::from(slot) - 3) {
            Some(method) => method.enter(this, args),
            None => result_register(E_NOTIMPL.0),
        }
    }
}

/// What every closure calls.
unsafe extern "C" fn enter(
    _: *mut ffi_cif,
    result: *mut c_void,
    args: *mut *mut c_void,
    method: *mut c_void,
) {
    // SAFETY: libffi hands over what the closure was made with, which lives for ever, and pointers to `this` and as many
    // arguments as the signature has; the result has room for a register.
    unsafe {
        let method = &*method.cast_const().cast::<ProxyMethod>();
        let this: *mut c_void = load((*args).cast());
        let register = method.enter(this, args.cast_const().add(1));
        if method.ready.result != MethodResult::Void {
            store(result.cast(), register);
        }
    }
}

/// One call on its way out: the method and its arguments, in the remote form where that differs.
pub struct Call<'a> {
    method: &'a ProxyMethod,
    args: Args,
    /// The result of a method that does not return an HRESULT.
    result: Cell<u64>,
}

impl Call<'_> {
    /// The method that was called.
    pub fn method(&self) -> &Method {
        &self.method.interface.methods[self.method.index]
    }

    /// The interface that it was called through.
    pub fn interface(&self) -> &Interface {
        &self.method.interface
    }

    /// Writes the `[in]` arguments.
    ///
    /// # Safety
    /// The arguments are what the method's description says. Called on the thread of the call, before it returns.
    ///
    /// # Errors
    /// [`InvokeError::Write`] when an argument cannot be sent, or a null pointer was given where the answer has to go;
    /// what was marshaled for the message is discarded.
    pub unsafe fn write_request(
        &self,
        writer: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<(), InvokeError> {
        let ready = &self.method.ready;
        for step in &ready.answer {
            let index = usize::from(step.param);
            // SAFETY: what comes back is a pointer.
            if unsafe { self.args.pointer(index).is_null() && self.needs_target(&ready.params[index]) } {
                return Err(self.cannot_write(index, Fault::NullReference));
            }
        }
        if ready.is_quick {
            // SAFETY: the arguments are what the description says: the caller's promise.
            return unsafe { self.write_numbers(writer) };
        }
        let mut encoder = Encoder::new(writer, pointers, self.args);
        for step in &ready.request {
            let index = usize::from(step.param);
            // SAFETY: as above.
            let written = unsafe {
                match step.quick {
                    Quick::Value(width) => {
                        quick::write(encoder.writer, self.args.at(index), width);
                        Ok(())
                    }
                    _ => encoder.whole(&ready.params[index].shape, self.args.at(index), std::ptr::null()),
                }
            };
            if let Err(fault) = written {
                encoder.discard();
                return Err(self.cannot_write(index, fault));
            }
        }
        Ok(())
    }

    /// Writes the arguments of a method that takes nothing but numbers.
    unsafe fn write_numbers(&self, writer: &mut Writer<'_>) -> Result<(), InvokeError> {
        for step in &self.method.ready.request {
            let index = usize::from(step.param);
            // SAFETY: the arguments are what the description says.
            unsafe {
                let mut number = self.args.at(index);
                if matches!(step.quick, Quick::Target(_)) {
                    number = load(number);
                }
                if number.is_null() {
                    return Err(self.cannot_write(index, Fault::NullReference));
                }
                quick::write(writer, number, step.quick.width());
            }
        }
        Ok(())
    }

    /// Whether the argument for what comes back may not be null.
    #[cold]
    unsafe fn needs_target(&self, param: &Parameter) -> bool {
        match &param.shape.kind {
            Kind::Referent { may_be_null: false, referent: Referent::Many(many), .. } => {
                // SAFETY: sizes are known before the call.
                unsafe { many.size.value(self.args, std::ptr::null()) != Ok(0) }
            }
            Kind::Referent { may_be_null, .. } => !may_be_null,
            _ => false,
        }
    }

    /// Reads the `[out]` arguments and the result, which is S_OK for a method that returns no HRESULT.
    ///
    /// Old values of `[in, out]` arguments are released when all of the answer has been read, not before. When it
    /// cannot be read, they keep their values, all `[out]` arguments are cleared, and nothing leaks.
    ///
    /// # Safety
    /// As for [`write_request`](Self::write_request).
    ///
    /// # Errors
    /// [`InvokeError::Read`] when the answer is not one to this call.
    pub unsafe fn read_answer(
        &self,
        reader: &mut Reader<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<HRESULT, InvokeError> {
        // SAFETY: the caller's promise.
        let read = unsafe { answer::read(&self.method.ready, self.args, reader, pointers) };
        match read {
            Ok(register) => {
                self.result.set(register);
                match self.method.ready.result {
                    MethodResult::Hresult => Ok(HRESULT(register as i32)),
                    _ => Ok(HRESULT(0)),
                }
            }
            Err((param, fault)) => {
                // SAFETY: as above.
                unsafe { self.fail() };
                Err(self.cannot_read(param, fault))
            }
        }
    }

    /// Clears the `[out]` arguments: pointers become null, numbers zero, descriptors -1. For a call that failed before an answer came.
    ///
    /// # Safety
    /// As for [`write_request`](Self::write_request); the `[out]` arguments own nothing.
    pub unsafe fn fail(&self) {
        for (index, param) in self.method.ready.params.iter().enumerate() {
            if param.direction != Direction::Out {
                continue;
            }
            // SAFETY: an [out] argument points to as much memory as its shape says.
            unsafe {
                let target = self.args.pointer(index);
                if !target.is_null() {
                    let size = answer::target_size(&param.shape, self.args).unwrap_or(0);
                    target.write_bytes(0, size);
                    absent::target(&param.shape, target, size);
                }
            }
        }
    }

    #[cold]
    fn cannot_read(&self, param: Option<usize>, fault: Fault) -> InvokeError {
        let place = Box::new(place(self.interface(), self.method(), param));
        InvokeError::Read { place, side: Side::Proxy, fault }
    }

    #[cold]
    fn cannot_write(&self, param: usize, fault: Fault) -> InvokeError {
        let place = Box::new(place(self.interface(), self.method(), Some(param)));
        InvokeError::Write { place, side: Side::Proxy, fault }
    }
}
