//! From the fields of a struct to the moves that carry it: plain neighbours become one.

use super::shape::{Field, Kind, Layout, Move, Shape, What};

/// A struct in the making.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) moves: Vec<Move>,
    fields: Vec<Field>,
    wire: usize,
    wire_align: usize,
    /// Padding since the last move.
    gap: usize,
    /// The end of the last field in memory.
    pub(super) end: usize,
    /// What came before has no fixed size on the wire.
    varies: bool,
    inner_align: usize,
    /// The last field is an array of variable length, or ends in one.
    pub(super) open: bool,
}

impl Builder {
    /// One without fields.
    pub(super) fn new() -> Self {
        Self { wire_align: 1, ..Self::default() }
    }

    fn align(&mut self, align: usize) {
        let padding = self.wire.wrapping_neg() & (align - 1);
        self.wire += padding;
        self.gap += padding;
        self.wire_align = self.wire_align.max(align);
    }

    /// Adds the field that lies there in memory.
    pub(super) fn add(&mut self, at: usize, shape: Shape) {
        self.inner_align = self.inner_align.max(shape.inner_align);
        self.open = shape.open;
        if self.varies || shape.varies {
            return self.add_moving(at, shape);
        }
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

    /// Adds a field whose place on the wire is known when it is written only, or after which that holds of all.
    fn add_moving(&mut self, at: usize, shape: Shape) {
        self.varies = true;
        self.wire += shape.wire_size;
        self.end = self.end.max(at + shape.size);
        let mut add = |what| self.moves.push(Move { gap: 0, what });
        if let Kind::Plain = shape.kind {
            add(What::Align(shape.wire_align));
            add(What::Bytes { at, len: shape.size });
        } else {
            add(What::Field(self.fields.len())); // aligns itself
            self.fields.push(Field { at, shape });
        }
    }

    /// The struct, of this size and alignment in memory.
    pub(super) fn finish(self, size: usize, align: usize) -> Shape {
        if let [Move { gap: 0, what: What::Bytes { at: 0, len } }] = self.moves[..]
            && len == size
            && size.is_multiple_of(self.wire_align)
        {
            return Shape { align, ..Shape::plain(size, self.wire_align) };
        }
        let deferred = self.fields.iter().any(|field| field.shape.deferred);
        let owned = self.fields.iter().any(|field| field.shape.owned);
        let is_encapsulated = self.fields.iter().any(|field| field.shape.is_second_part());
        let layout = Layout { moves: self.moves.into(), fields: self.fields.into() };
        let wire_align = if is_encapsulated { self.wire_align } else { self.inner_align };
        let shape = Shape::in_place(Kind::Struct(layout), size, align, self.wire, wire_align);
        let (varies, inner_align, open) = (self.varies, self.inner_align, self.open);
        Shape { deferred, owned, varies, inner_align, open, ..shape }
    }
}
