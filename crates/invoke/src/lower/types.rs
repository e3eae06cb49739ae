//! From a plan's types to [`Shape`]s, refusing what the engine cannot walk.

use super::shape::{Count, Field, Iid, Kind, Layout, Many, Move, Number, Referent, Shape, What};
use crate::safearray::is_supported_element;
use oxcom_typeinfo::plan::{self, Direction, InterfaceId, Method, PointerKind, Scalar, Struct, Type};

/// How deep types may be nested: walking them uses the stack.
const MAX_DEPTH: usize = 32;
/// How many types a method may be made of, each use counted.
const MAX_NODES: usize = 10_000;
/// How large a value may be that lies in place.
const MAX_SIZE: usize = 1 << 24;

/// Why a type was refused.
pub(crate) type Refusal = &'static str;

/// Lowers the types of one method.
pub(crate) struct Lowering<'a> {
    method: &'a Method,
    /// The parameter that is being lowered.
    param: usize,
    depth: usize,
    nodes: usize,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(method: &'a Method) -> Self {
        Self { method, param: 0, depth: 0, nodes: 0 }
    }

    /// The shape of a parameter.
    pub(crate) fn param(&mut self, index: usize) -> Result<Shape, Refusal> {
        self.param = index;
        let param = &self.method.params[index];
        match (&param.ty, param.direction) {
            (Type::FixedArray { .. }, _) => Err("an array cannot be passed by value"),
            (Type::Pointer { .. } | Type::Array { .. }, _) | (_, Direction::In) => {
                self.shape(&param.ty, None)
            }
            _ => Err("an [out] parameter must be a pointer"),
        }
    }

    fn shape(&mut self, ty: &'a Type, owner: Option<&'a Struct>) -> Result<Shape, Refusal> {
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

    fn shape_of(&mut self, ty: &'a Type, owner: Option<&'a Struct>) -> Result<Shape, Refusal> {
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
            Type::FixedArray { element, count } => fixed(self.shape(element, owner)?, *count as usize)?,
            Type::Pointer { kind, target } => {
                let target = self.shape(target, owner)?;
                Shape::referent(may_be_null(*kind)?, Referent::One(Box::new(target)))
            }
            Type::Array { kind, element, size, length } => {
                let may_be_null = may_be_null(*kind)?;
                let element = Box::new(self.shape(element, owner)?);
                let size = self.count(*size, &element, owner, false)?;
                let length = length.map(|length| self.count(length, &element, owner, true)).transpose()?;
                Shape::referent(may_be_null, Referent::Many(Many { element, size, length }))
            }
            Type::Text { kind, unit: unit @ (1 | 2) } => {
                Shape::referent(may_be_null(*kind)?, Referent::Text(usize::from(*unit)))
            }
            Type::Text { .. } => return Err("text of this unit"),
        })
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
        owner: Option<&'a Struct>,
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

    fn direction(&self) -> Direction {
        self.method.params[self.param].direction
    }

    fn structure(&mut self, description: &'a Struct) -> Result<Shape, Refusal> {
        let mut builder = Builder { wire_align: 1, ..Builder::default() };
        for field in &description.fields {
            let shape = self.shape(&field.ty, Some(description))?;
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

/// A struct in the making.
#[derive(Default)]
struct Builder {
    moves: Vec<Move>,
    fields: Vec<Field>,
    wire: usize,
    wire_align: usize,
    /// Padding since the last move.
    gap: usize,
    /// The end of the last field in memory.
    end: usize,
}

impl Builder {
    fn align(&mut self, align: usize) {
        let padding = self.wire.wrapping_neg() & (align - 1);
        self.wire += padding;
        self.gap += padding;
        self.wire_align = self.wire_align.max(align);
    }

    fn add(&mut self, at: usize, shape: Shape) {
        self.align(shape.wire_align);
        self.wire += shape.wire_size;
        self.end = self.end.max(at + shape.size);
        let gap = std::mem::take(&mut self.gap);
        let what = match shape.kind {
            Kind::Plain => What::Bytes { at, len: shape.size },
            _ => {
                self.fields.push(Field { at, shape });
                What::Field(self.fields.len() - 1)
            }
        };
        if let (0, What::Bytes { at, len }) = (gap, &what)
            && let Some(Move { what: What::Bytes { at: start, len: room }, .. }) = self.moves.last_mut()
            && *start + *room == *at
        {
            *room += len;
        } else {
            self.moves.push(Move { gap, what });
        }
    }

    fn finish(self, size: usize, align: usize) -> Shape {
        if let [Move { gap: 0, what: What::Bytes { at: 0, len } }] = self.moves[..]
            && len == size
            && size.is_multiple_of(self.wire_align)
        {
            return Shape { align, ..Shape::plain(size, self.wire_align) };
        }
        let deferred = self.fields.iter().any(|field| field.shape.deferred);
        let owned = self.fields.iter().any(|field| field.shape.owned);
        let layout = Layout { moves: self.moves.into(), fields: self.fields.into() };
        let shape = Shape::in_place(Kind::Struct(layout), size, align, self.wire, self.wire_align);
        Shape { deferred, owned, ..shape }
    }
}

impl Shape {
    fn in_place(kind: Kind, size: usize, align: usize, wire_size: usize, wire_align: usize) -> Self {
        Self { kind, size, align, wire_size, wire_align, deferred: false, owned: false }
    }

    /// The same bytes in memory and on the wire.
    pub(crate) fn plain(size: usize, align: usize) -> Self {
        Self::in_place(Kind::Plain, size, align, size, align)
    }

    fn referent(may_be_null: bool, referent: Referent) -> Self {
        let kind = Kind::Referent { may_be_null, referent };
        Self { deferred: true, owned: true, ..Self::in_place(kind, 8, 8, 4, 4) }
    }
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
    let (deferred, owned) = (element.deferred, element.owned);
    let kind = Kind::Fixed { element: Box::new(element), count };
    Ok(Shape { deferred, owned, ..Shape::in_place(kind, size, align, wire_size, wire_align) })
}

fn may_be_null(kind: PointerKind) -> Result<bool, Refusal> {
    match kind {
        PointerKind::Ref => Ok(false),
        PointerKind::Unique => Ok(true),
        PointerKind::Full => Err("full pointers, which may be equal to one another, are not built"),
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
