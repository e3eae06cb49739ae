//! Sizes and alignments as C has them on 64-bit machines.

use super::{Arm, Field, Scalar, Struct, Type, Union};

/// How many bytes a value takes and what its address is a multiple of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Bytes.
    pub size: u32,
    /// Bytes.
    pub align: u32,
}

impl Scalar {
    /// The number's size in memory, which is its alignment too.
    pub fn size(self) -> u32 {
        match self {
            Self::I8 | Self::U8 => 1,
            Self::I16 | Self::U16 => 2,
            Self::I32 | Self::U32 | Self::F32 | Self::Enum16 => 4,
            Self::I64 | Self::U64 | Self::F64 | Self::ISize | Self::USize | Self::Int3264 => 8,
        }
    }
}

impl Type {
    /// How a value of this type lies in memory; `None`, if it were larger than 2 GB, and for a struct inside itself while its
    /// fields are not all known.
    pub fn layout(&self) -> Option<Layout> {
        let plain = |size, align| Some(Layout { size, align });
        match self {
            Self::Scalar(scalar) => plain(scalar.size(), scalar.size()),
            Self::Guid => plain(16, 4),
            Self::Variant => plain(24, 8),
            Self::Decimal => plain(16, 8),
            Self::Descriptor => plain(4, 4),
            Self::Bstr
            | Self::SafeArray(_)
            | Self::Interface(_)
            | Self::Pointer { .. }
            | Self::Array { .. }
            | Self::Text { .. } => plain(8, 8),
            Self::Struct(structure) => plain(structure.size, structure.align),
            Self::Enclosing(enclosing) => {
                let structure = enclosing.structure()?;
                plain(structure.size, structure.align)
            }
            Self::Union { union, .. } => plain(union.size, union.align),
            Self::FixedArray { element, count } | Self::Conformant { element, declared: count, .. } => {
                let element = element.layout()?;
                Some(Layout { size: bounded(element.size.checked_mul(*count)?)?, align: element.align })
            }
        }
    }
}

impl Struct {
    /// Whether it ends in an array of variable length, its own or that of its last field: then its size is only the least.
    pub fn is_open(&self) -> bool {
        self.fields.last().is_some_and(|last| match &last.ty {
            Type::Conformant { .. } => true,
            other => other.is_open(),
        })
    }
}

impl Type {
    /// Whether it is a struct that ends in an array of variable length.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Struct(structure) if structure.is_open())
    }
}

/// Lays out a struct: every field at the next multiple of its alignment, which `pack` limits, the whole a multiple of the
/// largest. `None`, if it were larger than 2 GB.
pub(super) fn structure(
    name: String,
    fields: Vec<(String, Type)>,
    pack: Option<u16>,
    align: Option<u16>,
) -> Option<Struct> {
    let limit = pack.map_or(u32::MAX, u32::from);
    let mut whole = Layout { size: 0, align: 1 };
    let mut placed = Vec::with_capacity(fields.len());
    for (name, ty) in fields {
        let field = ty.layout()?;
        let align = field.align.min(limit);
        let offset = whole.size.checked_next_multiple_of(align)?;
        whole = Layout { size: bounded(offset.checked_add(field.size)?)?, align: whole.align.max(align) };
        placed.push(Field { name, offset, ty });
    }
    let align = whole.align.max(align.map_or(1, u32::from));
    let size = bounded(whole.size.checked_next_multiple_of(align)?)?;
    Some(Struct { name, size, align, fields: placed })
}

/// Lays out a union: all arms at its start. `None`, if it were larger than 2 GB.
pub(super) fn union(name: String, arms: Vec<Arm>, default: Option<u16>, align: Option<u16>) -> Option<Union> {
    let mut whole = Layout { size: 1, align: align.map_or(1, u32::from) };
    for ty in arms.iter().filter_map(|arm| arm.ty.as_ref()) {
        let arm = ty.layout()?;
        whole = Layout { size: whole.size.max(arm.size), align: whole.align.max(arm.align) };
    }
    let size = bounded(whole.size.checked_next_multiple_of(whole.align)?)?;
    Some(Union { name, size, align: whole.align, arms, default })
}

fn bounded(size: u32) -> Option<u32> {
    (size <= i32::MAX.unsigned_abs()).then_some(size)
}
