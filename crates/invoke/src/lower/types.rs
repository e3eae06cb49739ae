//! From a plan's types to [`Shape`]s, refusing what the engine cannot walk.

use super::builder::Builder;
use super::knot::Knot;
use super::shape::{Count, Iid, Kind, Many, Number, Referent, Shape, Union};
use crate::safearray::is_supported_element;
use oxcom_typeinfo::plan::{
    self, Direction, InterfaceId, Method, MethodResult, PointerKind, Scalar, Struct, Switch, Type,
};
use std::sync::{Arc, OnceLock};

/// How deep types may be nested: walking them uses the stack.
const MAX_DEPTH: usize = 32;
/// How many types a method may be made of, each use counted.
const MAX_NODES: usize = 10_000;
/// How large a value may be that lies in place.
const MAX_SIZE: usize = 1 << 24;

/// Why a type was refused.
pub(crate) type Refusal = &'static str;

/// The shape of a struct in which nothing refers to a method's parameters.
pub(crate) fn record(description: &Struct) -> Result<Shape, Refusal> {
    let nowhere = Method {
        name: String::new(),
        slot: 0,
        params: Vec::new(),
        result: MethodResult::Void,
        one_way: false,
        call_as: false,
        declared_by: windows_core::GUID::zeroed(),
    };
    Lowering::new(&nowhere).structure(description)
}

/// Lowers the types of one method.
pub(crate) struct Lowering<'a> {
    method: &'a Method,
    /// The parameter that is being lowered.
    param: usize,
    depth: usize,
    nodes: usize,
    /// What full pointers point to, as text.
    full: Vec<String>,
    /// How many pointers lead from the parameter to what is being lowered.
    pointers: usize,
    /// The structs being lowered, outermost first.
    open: Vec<Open>,
}

/// A struct that is being lowered.
struct Open {
    description: *const Struct,
    /// How many pointers lead to it.
    pointers: usize,
    place: Arc<OnceLock<Shape>>,
    /// It was met inside of itself.
    is_met_again: bool,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(method: &'a Method) -> Self {
        Self { method, param: 0, depth: 0, nodes: 0, full: Vec::new(), pointers: 0, open: Vec::new() }
    }

    /// The shape of a parameter.
    pub(crate) fn param(&mut self, index: usize) -> Result<Shape, Refusal> {
        self.param = index;
        let param = &self.method.params[index];
        match (&param.ty, param.direction) {
            (Type::FixedArray { .. }, _) => Err("an array cannot be passed by value"),
            (Type::Pointer { target, .. }, Direction::Out) => {
                if target.is_open() {
                    return Err(
                        "the room for an [out] struct that ends in an array is not known before the call",
                    );
                }
                self.shape(&param.ty, None)
            }
            (Type::Pointer { .. } | Type::Array { .. }, _) | (_, Direction::In) => {
                closed(self.shape(&param.ty, None)?)
            }
            _ => Err("an [out] parameter must be a pointer"),
        }
    }

    fn shape(&mut self, ty: &Type, owner: Option<&Struct>) -> Result<Shape, Refusal> {
        self.nodes += 1;
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("the type is nested too deep");
        }
        if self.nodes > MAX_NODES {
            return Err("the method is made of too many types");
        }
        let shape = self.shape_of(ty, owner)?;
        self.depth -= 1;
        Ok(shape)
    }

    fn shape_of(&mut self, ty: &Type, owner: Option<&Struct>) -> Result<Shape, Refusal> {
        Ok(match ty {
            Type::Scalar(Scalar::Enum16) => Shape::in_place(Kind::Enum16, 4, 4, 2, 2),
            Type::Scalar(Scalar::Int3264) => Shape::in_place(Kind::Int3264, 8, 8, 4, 4),
            Type::Scalar(scalar) => Shape::plain(width(*scalar), width(*scalar)),
            Type::Guid => Shape::plain(16, 4),
            Type::Decimal => Shape::plain(16, 8),
            Type::Descriptor => Shape { owned: true, ..Shape::in_place(Kind::Descriptor, 4, 4, 4, 4) },
            Type::Bstr => Shape::referent(true, Referent::Bstr),
            Type::Variant => Shape { size: 24, ..Shape::referent(true, Referent::Variant) },
            Type::SafeArray(Some(vartype)) if !is_supported_element(*vartype) => {
                return Err("a SAFEARRAY of these elements has no form on the wire");
            }
            Type::SafeArray(vartype) => Shape::referent(true, Referent::SafeArray(*vartype)),
            Type::Interface(id) => Shape::referent(true, Referent::Interface(self.iid(*id)?)),
            Type::Struct(description) => self.structure(description)?,
            Type::Enclosing(enclosing) => {
                let description = enclosing.structure().ok_or("a struct that is not described")?;
                self.structure(&description)?
            }
            Type::Union { union, switch } => self.union(union, *switch, owner)?,
            Type::FixedArray { element, count } => {
                fixed(closed(self.shape(element, owner)?)?, *count as usize)?
            }
            Type::Conformant { element, size, length, .. } => {
                let element = Box::new(closed(self.shape(element, owner)?)?);
                let size = self.count(*size, &element, owner, false)?;
                let length = length.map(|length| self.count(length, &element, owner, true)).transpose()?;
                let size_in_place = ty.layout().map_or(0, |layout| layout.size as usize);
                conformant(Many { element, size, length }, size_in_place)?
            }
            Type::Pointer { kind, target } => {
                let shape = Box::new(self.behind_pointer(target, owner)?);
                self.pointer(*kind, Referent::One(shape), || target.to_string())
            }
            Type::Array { kind, element, size, length } => {
                let target = element;
                let element = Box::new(closed(self.behind_pointer(element, owner)?)?);
                let size = self.count(*size, &element, owner, false)?;
                let length = length.map(|length| self.count(length, &element, owner, true)).transpose()?;
                self.pointer(*kind, Referent::Many(Many { element, size, length }), || format!("[{target}]"))
            }
            Type::Text { kind, unit: unit @ (1 | 2) } => {
                self.pointer(*kind, Referent::Text(usize::from(*unit)), || format!("text {unit}"))
            }
            Type::Text { .. } => return Err("text of this unit"),
        })
    }

    /// What a pointer points to, or its elements.
    fn behind_pointer(&mut self, ty: &Type, owner: Option<&Struct>) -> Result<Shape, Refusal> {
        self.pointers += 1;
        let shape = self.shape(ty, owner);
        self.pointers -= 1;
        shape
    }

    /// A pointer of a kind; `target` names what it points to.
    fn pointer(&mut self, kind: PointerKind, referent: Referent, target: impl FnOnce() -> String) -> Shape {
        let full = (kind == PointerKind::Full).then(|| {
            let target = target();
            let known = self.full.iter().position(|known| *known == target);
            known.unwrap_or_else(|| {
                self.full.push(target);
                self.full.len() - 1
            }) as u32
        });
        let may_be_null = kind != PointerKind::Ref;
        Shape::pointer(may_be_null, full, referent)
    }

    fn iid(&self, id: InterfaceId) -> Result<Iid, Refusal> {
        let index = match id {
            InterfaceId::Known(iid) => return Ok(Iid::Known(iid)),
            InterfaceId::Param(index) => usize::from(index),
        };
        let param = self.method.params.get(index).ok_or("iid_is names no parameter")?;
        let indirect = match &param.ty {
            Type::Guid => false,
            Type::Pointer { target, .. } if matches!(**target, Type::Guid) => true,
            _ => return Err("iid_is names a parameter that is no GUID"),
        };
        if param.direction == Direction::Out {
            return Err("iid_is names an [out] parameter");
        }
        if self.direction() != Direction::Out && index > self.param {
            return Err("iid_is names a parameter that comes later");
        }
        Ok(Iid::Param { index, indirect })
    }

    fn count(
        &self,
        count: plan::Count,
        element: &Shape,
        owner: Option<&Struct>,
        is_length: bool,
    ) -> Result<Count, Refusal> {
        let (index, divisor) = match count {
            plan::Count::Constant(count) => return Ok(Count::Constant(count)),
            plan::Count::Field(index) => {
                let owner = owner.ok_or("a count names a field, outside a struct")?;
                let field = owner.fields.get(usize::from(index)).ok_or("a count names no field")?;
                return Ok(Count::Field { at: field.offset as usize, number: number(&field.ty)? });
            }
            plan::Count::Param(index) => (usize::from(index), 1),
            plan::Count::ParamBytes(index) => (usize::from(index), element.size as u32),
        };
        let param = self.method.params.get(index).ok_or("a count names no parameter")?;
        let outermost = self.depth == 1;
        let late = param.direction == Direction::Out;
        if late && (self.direction() != Direction::Out || (outermost && !is_length)) {
            return Err("a count that is needed before the call is an [out] parameter");
        }
        Ok(Count::Param { index, number: number(&param.ty)?, divisor })
    }

    fn union(
        &mut self,
        description: &plan::Union,
        by: Switch,
        owner: Option<&Struct>,
    ) -> Result<Shape, Refusal> {
        let switch = self.switch(by, owner)?;
        let sent = by.sent.then_some(Number { scalar: by.scalar, indirect: false });
        let (size, align) = (description.size as usize, description.align as usize);
        let (mut arms, mut cases) = (Vec::new(), Vec::new());
        for (index, arm) in description.arms.iter().enumerate() {
            let shape = arm.ty.as_ref().map(|ty| self.shape(ty, None).and_then(closed)).transpose()?;
            if shape.as_ref().is_some_and(|shape| shape.size > size || shape.align > align) {
                return Err("the layout of a union is impossible");
            }
            arms.push(shape);
            cases.extend(arm.cases.iter().map(|case| (as_scalar(*case, by.scalar), index)));
        }
        cases.sort_unstable();
        if !cases.is_sorted_by(|one, next| one.0 < next.0) {
            return Err("two arms of a union are for the same value");
        }
        let default = description.default.map(usize::from);
        if default.is_some_and(|default| default >= arms.len()) || size > MAX_SIZE {
            return Err("the layout of a union is impossible");
        }
        let there = || arms.iter().flatten();
        let (deferred, owned) = (there().any(|arm| arm.deferred), there().any(|arm| arm.owned));
        let arm_align = there().map(|arm| arm.inner_align).max().unwrap_or(1);
        let tag = if by.sent { wire_width(by.scalar) } else { 0 };
        let union = Union { switch, sent, arms: arms.into(), cases: cases.into(), default };
        let shape = Shape::in_place(Kind::Union(union), size, align, tag, tag.max(1));
        Ok(Shape { deferred, owned, varies: true, inner_align: arm_align.max(tag), ..shape })
    }

    /// Where the value is that switches a union. Unlike a count it may also come later: the message has it twice.
    fn switch(&self, switch: Switch, owner: Option<&Struct>) -> Result<Count, Refusal> {
        let (count, number) = match switch.by {
            plan::Count::Field(index) => {
                let owner = owner.ok_or("a switch names a field, outside a struct")?;
                let field = owner.fields.get(usize::from(index)).ok_or("a switch names no field")?;
                let number = number(&field.ty)?;
                (Count::Field { at: field.offset as usize, number }, number)
            }
            plan::Count::Param(index) => {
                let index = usize::from(index);
                let param = self.method.params.get(index).ok_or("a switch names no parameter")?;
                if param.direction == Direction::Out && self.direction() != Direction::Out {
                    return Err("a switch that is needed before the call is an [out] parameter");
                }
                let number = number(&param.ty)?;
                (Count::Param { index, number, divisor: 1 }, number)
            }
            _ => return Err("a union is switched by a parameter or a field"),
        };
        if number.scalar == switch.scalar {
            Ok(count)
        } else {
            Err("a switch is not of the type that it has")
        }
    }

    fn direction(&self) -> Direction {
        self.method.params[self.param].direction
    }

    /// A struct, which may be one of those that it is in.
    fn structure(&mut self, description: &Struct) -> Result<Shape, Refusal> {
        let itself = std::ptr::from_ref(description);
        if let Some(open) = self.open.iter_mut().find(|open| open.description == itself) {
            if open.pointers == self.pointers {
                return Err("a struct contains itself in place");
            }
            open.is_met_again = true;
            let again = Kind::Recursive(Knot::Again(Arc::downgrade(&open.place)));
            let (size, align) = (description.size as usize, description.align as usize);
            let open = description.is_open();
            let shape = Shape::in_place(again, size, align, 1, 1);
            return Ok(Shape { deferred: true, owned: true, open, ..shape });
        }
        let (pointers, place) = (self.pointers, Knot::open());
        self.open.push(Open { description: itself, pointers, place, is_met_again: false });
        let shape = self.fields(description);
        let open = self.open.pop();
        match (shape, open) {
            (Ok(shape), Some(Open { place, is_met_again: true, .. })) => {
                let shape = place.get_or_init(|| shape);
                Ok(Shape { kind: Kind::Recursive(Knot::Whole(place.clone())), ..*shape })
            }
            (shape, _) => shape,
        }
    }

    fn fields(&mut self, description: &Struct) -> Result<Shape, Refusal> {
        let mut builder = Builder::new();
        for field in &description.fields {
            let shape = self.shape(&field.ty, Some(description))?;
            if builder.open {
                return Err("an array of variable length in place is the last field of a struct");
            }
            builder.add(field.offset as usize, shape);
        }
        let (size, align) = (description.size as usize, description.align as usize);
        if size == 0 || builder.moves.is_empty() {
            return Err("an empty struct");
        }
        if !align.is_power_of_two() || !size.is_multiple_of(align) || size > MAX_SIZE || builder.end > size {
            return Err("the layout of a struct is impossible");
        }
        Ok(builder.finish(size, align))
    }
}

impl Shape {
    pub(super) fn in_place(
        kind: Kind,
        size: usize,
        align: usize,
        wire_size: usize,
        wire_align: usize,
    ) -> Self {
        let inner_align = wire_align;
        Self {
            kind,
            size,
            align,
            wire_size,
            wire_align,
            inner_align,
            varies: false,
            deferred: false,
            owned: false,
            open: false,
        }
    }

    /// The same bytes in memory and on the wire.
    pub(crate) fn plain(size: usize, align: usize) -> Self {
        Self::in_place(Kind::Plain, size, align, size, align)
    }

    /// Whether it is the union of a struct and union that are one.
    pub(super) fn is_second_part(&self) -> bool {
        matches!(&self.kind, Kind::Union(union) if union.sent.is_none())
    }

    fn referent(may_be_null: bool, referent: Referent) -> Self {
        Self::pointer(may_be_null, None, referent)
    }

    fn pointer(may_be_null: bool, full: Option<u32>, referent: Referent) -> Self {
        let kind = Kind::Referent { may_be_null, full, referent };
        Self { deferred: true, owned: true, ..Self::in_place(kind, 8, 8, 4, 4) }
    }
}

/// Refuses a struct whose size varies where it has to be known.
fn closed(shape: Shape) -> Result<Shape, Refusal> {
    if shape.open {
        Err("a struct that ends in an array of variable length has to be pointed to")
    } else {
        Ok(shape)
    }
}

/// The array in which a struct ends: `size` bytes of it are in the struct's own size.
fn conformant(many: Many, size: usize) -> Result<Shape, Refusal> {
    if !matches!(many.size, Count::Field { .. }) || matches!(many.length, Some(Count::Param { .. })) {
        return Err("an array of variable length in place is counted by fields");
    }
    let (align, deferred, owned) = (many.element.align, many.element.deferred, many.element.owned);
    let wire_align = many.element.inner_align.max(if many.length.is_some() { 4 } else { 1 });
    let shape = Shape::in_place(Kind::Conformant(many), size, align, 0, wire_align);
    Ok(Shape { varies: true, deferred, owned, open: true, ..shape })
}

fn fixed(element: Shape, count: usize) -> Result<Shape, Refusal> {
    if count == 0 {
        return Err("an array without elements");
    }
    let size =
        element.size.checked_mul(count).filter(|size| *size <= MAX_SIZE).ok_or("an array too large")?;
    if matches!(element.kind, Kind::Plain) {
        return Ok(Shape { align: element.align, ..Shape::plain(size, element.wire_align) });
    }
    let (align, wire_align) = (element.align, element.wire_align);
    let wire_size = element.wire_size.next_multiple_of(wire_align) * (count - 1) + element.wire_size;
    let (deferred, owned, varies, inner_align) =
        (element.deferred, element.owned, element.varies, element.inner_align);
    let kind = Kind::Fixed { element: Box::new(element), count };
    let shape = Shape::in_place(kind, size, align, wire_size, wire_align);
    Ok(Shape { deferred, owned, varies, inner_align, ..shape })
}

/// A value of a union's switch as a number of the switch's type.
fn as_scalar(case: i64, scalar: Scalar) -> i64 {
    match scalar {
        Scalar::I8 => i64::from(case as i8),
        Scalar::U8 => i64::from(case as u8),
        Scalar::I16 => i64::from(case as i16),
        Scalar::U16 => i64::from(case as u16),
        Scalar::U32 => i64::from(case as u32),
        _ => case,
    }
}

/// Bytes of a number on the wire.
fn wire_width(scalar: Scalar) -> usize {
    match scalar {
        Scalar::Enum16 => 2,
        Scalar::Int3264 => 4,
        other => width(other),
    }
}

fn number(ty: &Type) -> Result<Number, Refusal> {
    match ty {
        Type::Scalar(Scalar::F32 | Scalar::F64) => Err("a count is a floating-point number"),
        Type::Scalar(scalar) => Ok(Number { scalar: *scalar, indirect: false }),
        Type::Pointer { target, .. } => match **target {
            Type::Scalar(scalar) if !matches!(scalar, Scalar::F32 | Scalar::F64) => {
                Ok(Number { scalar, indirect: true })
            }
            _ => Err("a count is a pointer to something else than a number"),
        },
        _ => Err("a count is not a number"),
    }
}

/// Bytes of a scalar in memory.
pub(crate) fn width(scalar: Scalar) -> usize {
    match scalar {
        Scalar::I8 | Scalar::U8 => 1,
        Scalar::I16 | Scalar::U16 => 2,
        Scalar::I32 | Scalar::U32 | Scalar::F32 | Scalar::Enum16 => 4,
        Scalar::I64 | Scalar::U64 | Scalar::F64 | Scalar::ISize | Scalar::USize | Scalar::Int3264 => 8,
    }
}
