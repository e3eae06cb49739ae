//! A method made ready: its steps in order, the layout of its frame, its calling convention.

use super::shape::{Kind, Referent, Shape};
use super::types::Lowering;
use crate::adapters::{self, Adapter};
use crate::error::{InvokeError, Place};
use crate::native::{Native, Signature};
use oxcom_typeinfo::plan::{Direction, Interface, Method, MethodResult};

/// More parameters than any method has.
const MAX_PARAMS: usize = 128;

/// A method that can be called.
pub(crate) struct Ready {
    pub(crate) params: Box<[Parameter]>,
    /// What goes to the method, in order.
    pub(crate) request: Box<[Step]>,
    /// What comes back, in order, without the result.
    pub(crate) answer: Box<[Step]>,
    pub(crate) result: MethodResult,
    /// The bytes that the result has on the wire, if there is one.
    pub(crate) result_width: Option<u8>,
    /// All steps are quick, and there is no adapter.
    pub(crate) is_quick: bool,
    /// Where in a frame the arguments lie, in order.
    pub(crate) slots: Box<[u32]>,
    /// Some parameter goes both ways.
    pub(crate) has_in_out: bool,
    /// Bytes of a frame that holds the table of arguments (`this` first), the arguments, and what they point to.
    pub(crate) frame: usize,
    /// The calling convention in the vtable.
    pub(crate) signature: Signature,
    /// What maps the vtable's parameters to these.
    pub(crate) adapter: Option<&'static Adapter>,
}

/// A parameter.
pub(crate) struct Parameter {
    pub(crate) shape: Shape,
    pub(crate) direction: Direction,
    /// Where in the frame the argument lies.
    pub(crate) slot: usize,
    /// Where in the frame lies what it points to; for an array: how many elements there is room for, 4 bytes.
    pub(crate) target: usize,
}

/// One parameter in one direction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) param: u16,
    pub(crate) quick: Quick,
    /// As in [`Parameter`].
    pub(crate) slot: u32,
    pub(crate) target: u32,
}

/// The shapes that nearly all parameters have, for which there is no need to look at [`Shape`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quick {
    /// So many plain bytes (1, 2, 4, 8) by value.
    Value(u8),
    /// A reference to so many plain bytes, which go one way.
    Target(u8),
    /// Anything else.
    No,
}

impl Quick {
    /// The number's bytes; 0 for what is not quick.
    #[inline]
    pub(crate) fn width(self) -> u8 {
        match self {
            Quick::Value(width) | Quick::Target(width) => width,
            Quick::No => 0,
        }
    }
}

impl Ready {
    /// `Ok(None)` for a method that has no remote form, or none that an adapter knows.
    pub(crate) fn new(interface: &Interface, method: &Method) -> Result<Option<Self>, InvokeError> {
        let refuse = |parameter: Option<usize>, reason| InvokeError::Plan {
            place: Box::new(place(interface, method, parameter)),
            reason,
        };
        let adapter = adapters::find(method);
        if method.call_as && adapter.is_none() {
            return Ok(None);
        }
        if method.params.len() > MAX_PARAMS {
            return Err(refuse(None, "too many parameters"));
        }
        let mut layout = FrameLayout::new(method.params.len());
        let mut lowering = Lowering::new(method);
        let (mut params, mut natives) = (Vec::new(), Vec::new());
        for (index, param) in method.params.iter().enumerate() {
            let refuse = |reason| refuse(Some(index), reason);
            if method.one_way && param.direction != Direction::In {
                return Err(refuse("the method is one-way, nothing can come back"));
            }
            let shape = lowering.param(index).map_err(refuse)?; // bounds what the next line walks
            let native = Native::of(&param.ty).map_err(refuse)?;
            let (slot, target) = layout.add(&native, &shape);
            params.push(Parameter { shape, direction: param.direction, slot, target });
            natives.push(native);
        }
        let natives = adapter.map_or(&natives[..], |adapter| adapter.local);
        let signature = Signature::new(natives, &Native::of_result(&method.result));
        let request = steps(&params, |direction| direction != Direction::Out);
        let answer = steps(&params, |direction| direction != Direction::In);
        let all_quick = request.iter().chain(&answer).all(|step| step.quick != Quick::No);
        Ok(Some(Self {
            is_quick: all_quick && adapter.is_none(),
            slots: params.iter().map(|param| param.slot as u32).collect(),
            request,
            answer,
            has_in_out: params.iter().any(|param| param.direction == Direction::InOut),
            params: params.into(),
            result: method.result.clone(),
            result_width: crate::frame::result_width(&method.result),
            frame: layout.size(),
            signature: signature.map_err(|reason| refuse(None, reason))?,
            adapter,
        }))
    }
}

/// Names a method, or one of its parameters.
pub(crate) fn place(interface: &Interface, method: &Method, parameter: Option<usize>) -> Place {
    Place {
        interface: interface.name.clone(),
        method: method.name.clone(),
        parameter: parameter.and_then(|index| method.params.get(index)).map(|param| param.name.clone()),
    }
}

fn steps(params: &[Parameter], goes: impl Fn(Direction) -> bool) -> Box<[Step]> {
    let step = |(index, param): (usize, &Parameter)| Step {
        param: index as u16,
        quick: quick(param),
        slot: param.slot as u32,
        target: param.target as u32,
    };
    params.iter().enumerate().filter(|(_, param)| goes(param.direction)).map(step).collect()
}

fn quick(param: &Parameter) -> Quick {
    let plain = |shape: &Shape| {
        let fits = matches!(shape.kind, Kind::Plain) && shape.size == shape.wire_align;
        fits.then_some(shape.size as u8)
    };
    match &param.shape.kind {
        Kind::Referent { may_be_null: false, referent: Referent::One(target), .. }
            if param.direction != Direction::InOut =>
        {
            plain(target).map_or(Quick::No, Quick::Target)
        }
        _ => plain(&param.shape).map_or(Quick::No, Quick::Value),
    }
}

/// Hands out places in a frame.
struct FrameLayout {
    end: usize,
}

impl FrameLayout {
    /// Room for the table of arguments, `this` included, and for `this`.
    fn new(params: usize) -> Self {
        Self { end: 8 * (params + 1) + 8 }
    }

    fn add(&mut self, native: &Native, shape: &Shape) -> (usize, usize) {
        let slot = self.take(native.size().max(8), 16.min(native.size().next_power_of_two().max(8)));
        let target = match &shape.kind {
            Kind::Referent { referent: Referent::One(target), .. } => {
                self.take(target.size.max(8), target.align.max(8))
            }
            Kind::Referent { referent: Referent::Many(_), .. } => self.take(4, 4),
            _ => 0,
        };
        (slot, target)
    }

    fn take(&mut self, size: usize, align: usize) -> usize {
        let at = self.end.next_multiple_of(align.min(16));
        self.end = at + size;
        at
    }

    fn size(&self) -> usize {
        self.end.next_multiple_of(16)
    }
}
