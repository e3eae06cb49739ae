//! The tables of the `#~` stream: where each one's rows and columns lie (ECMA-335 II.24.2.6 and II.22).

use super::Damage;
use super::bytes::{Cursor, wide};
use super::container::{self, Streams};

/// The tables that are read, by their numbers. The schema below knows the others' shapes, to step over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Table {
    TypeRef = 0x01,
    TypeDef = 0x02,
    Field = 0x04,
    MethodDef = 0x06,
    Param = 0x08,
    InterfaceImpl = 0x09,
    MemberRef = 0x0A,
    Constant = 0x0B,
    CustomAttribute = 0x0C,
    ClassLayout = 0x0F,
    NestedClass = 0x29,
}

/// One column's shape.
#[derive(Clone, Copy)]
enum Column {
    /// A number of so many bytes.
    Bytes(u8),
    /// An offset into a heap.
    Strings,
    Guids,
    Blobs,
    /// A row of the table with this number.
    Row(u8),
    /// A row of one of several tables; the low bits say which.
    Coded(&'static Coded),
}

/// The tables a coded index can refer to (ECMA-335 II.24.2.6).
struct Coded {
    tag_bits: u8,
    tables: &'static [u8],
}

static TYPE_DEF_OR_REF: Coded = Coded { tag_bits: 2, tables: &[0x02, 0x01, 0x1B] };
static HAS_CONSTANT: Coded = Coded { tag_bits: 2, tables: &[0x04, 0x08, 0x17] };
static HAS_ATTRIBUTE: Coded = Coded {
    tag_bits: 5,
    tables: &[
        0x06, 0x04, 0x01, 0x02, 0x08, 0x09, 0x0A, 0x00, 0x0E, 0x17, 0x14, 0x11, 0x1A, 0x1B, 0x20, 0x23, 0x26,
        0x27, 0x28, 0x2A, 0x2C, 0x2B,
    ],
};
static HAS_MARSHAL: Coded = Coded { tag_bits: 1, tables: &[0x04, 0x08] };
static HAS_SECURITY: Coded = Coded { tag_bits: 2, tables: &[0x02, 0x06, 0x20] };
static MEMBER_PARENT: Coded = Coded { tag_bits: 3, tables: &[0x02, 0x01, 0x1A, 0x06, 0x1B] };
static HAS_SEMANTICS: Coded = Coded { tag_bits: 1, tables: &[0x14, 0x17] };
static METHOD_DEF_OR_REF: Coded = Coded { tag_bits: 1, tables: &[0x06, 0x0A] };
static MEMBER_FORWARDED: Coded = Coded { tag_bits: 1, tables: &[0x04, 0x06] };
static IMPLEMENTATION: Coded = Coded { tag_bits: 2, tables: &[0x26, 0x23, 0x27] };
static ATTRIBUTE_TYPE: Coded = Coded { tag_bits: 3, tables: &[0x06, 0x0A] };
static RESOLUTION_SCOPE: Coded = Coded { tag_bits: 2, tables: &[0x00, 0x1A, 0x23, 0x01] };
static TYPE_OR_METHOD_DEF: Coded = Coded { tag_bits: 1, tables: &[0x02, 0x06] };

use Column::{Blobs as B, Bytes, Coded as C, Guids as G, Row as R, Strings as S};

/// The columns of every table, in the order of their numbers.
static SCHEMA: [&[Column]; 0x2D] = [
    &[Bytes(2), S, G, G, G],                                  // 00 Module
    &[C(&RESOLUTION_SCOPE), S, S],                            // 01 TypeRef
    &[Bytes(4), S, S, C(&TYPE_DEF_OR_REF), R(0x04), R(0x06)], // 02 TypeDef
    &[R(0x04)],                                               // 03 FieldPtr
    &[Bytes(2), S, B],                                        // 04 Field
    &[R(0x06)],                                               // 05 MethodPtr
    &[Bytes(4), Bytes(2), Bytes(2), S, B, R(0x08)],           // 06 MethodDef
    &[R(0x08)],                                               // 07 ParamPtr
    &[Bytes(2), Bytes(2), S],                                 // 08 Param
    &[R(0x02), C(&TYPE_DEF_OR_REF)],                          // 09 InterfaceImpl
    &[C(&MEMBER_PARENT), S, B],                               // 0A MemberRef
    &[Bytes(2), C(&HAS_CONSTANT), B],                         // 0B Constant
    &[C(&HAS_ATTRIBUTE), C(&ATTRIBUTE_TYPE), B],              // 0C CustomAttribute
    &[C(&HAS_MARSHAL), B],                                    // 0D FieldMarshal
    &[Bytes(2), C(&HAS_SECURITY), B],                         // 0E DeclSecurity
    &[Bytes(2), Bytes(4), R(0x02)],                           // 0F ClassLayout
    &[Bytes(4), R(0x04)],                                     // 10 FieldLayout
    &[B],                                                     // 11 StandAloneSig
    &[R(0x02), R(0x14)],                                      // 12 EventMap
    &[R(0x14)],                                               // 13 EventPtr
    &[Bytes(2), S, C(&TYPE_DEF_OR_REF)],                      // 14 Event
    &[R(0x02), R(0x17)],                                      // 15 PropertyMap
    &[R(0x17)],                                               // 16 PropertyPtr
    &[Bytes(2), S, B],                                        // 17 Property
    &[Bytes(2), R(0x06), C(&HAS_SEMANTICS)],                  // 18 MethodSemantics
    &[R(0x02), C(&METHOD_DEF_OR_REF), C(&METHOD_DEF_OR_REF)], // 19 MethodImpl
    &[S],                                                     // 1A ModuleRef
    &[B],                                                     // 1B TypeSpec
    &[Bytes(2), C(&MEMBER_FORWARDED), S, R(0x1A)],            // 1C ImplMap
    &[Bytes(4), R(0x04)],                                     // 1D FieldRVA
    &[Bytes(4), Bytes(4)],                                    // 1E EncLog
    &[Bytes(4)],                                              // 1F EncMap
    &[Bytes(4), Bytes(8), Bytes(4), B, S, S],                 // 20 Assembly
    &[Bytes(4)],                                              // 21 AssemblyProcessor
    &[Bytes(4), Bytes(4), Bytes(4)],                          // 22 AssemblyOS
    &[Bytes(8), Bytes(4), B, S, S, B],                        // 23 AssemblyRef
    &[Bytes(4), R(0x23)],                                     // 24 AssemblyRefProcessor
    &[Bytes(4), Bytes(4), Bytes(4), R(0x23)],                 // 25 AssemblyRefOS
    &[Bytes(4), S, B],                                        // 26 File
    &[Bytes(4), Bytes(4), S, S, C(&IMPLEMENTATION)],          // 27 ExportedType
    &[Bytes(4), Bytes(4), S, C(&IMPLEMENTATION)],             // 28 ManifestResource
    &[R(0x02), R(0x02)],                                      // 29 NestedClass
    &[Bytes(2), Bytes(2), C(&TYPE_OR_METHOD_DEF), S],         // 2A GenericParam
    &[C(&METHOD_DEF_OR_REF), B],                              // 2B MethodSpec
    &[R(0x2A), C(&TYPE_DEF_OR_REF)],                          // 2C GenericParamConstraint
];

/// The most columns that a table has.
const MAX_COLUMNS: usize = 6;

/// The tables, ready to be read.
pub(super) struct Tables<'a> {
    pub(super) streams: Streams<'a>,
    /// The whole file's length, the measure of what may be built from it.
    pub(super) file_len: usize,
    layouts: [Layout; SCHEMA.len()],
}

/// Where one table lies in the stream.
#[derive(Clone, Copy, Default)]
struct Layout {
    start: usize,
    rows: u32,
    row_len: usize,
    /// Offset in the row and width of each column.
    columns: [(u8, u8); MAX_COLUMNS],
}

impl<'a> Tables<'a> {
    /// Lays out the tables of a file.
    pub(super) fn open(file: &'a [u8]) -> Result<Self, Damage> {
        let streams = container::open(file)?;
        let mut header = Cursor::new(streams.tables, "the tables' header");
        header.take(6)?; // reserved, version
        let heaps = header.u8()?;
        header.take(1)?; // reserved
        let present = header.u64()?;
        header.take(8)?; // which are sorted: not relied upon
        if present >> SCHEMA.len() != 0 {
            return Err(Damage::Malformed("the list of tables"));
        }
        let mut rows = [0u32; SCHEMA.len()];
        for (number, rows) in rows.iter_mut().enumerate() {
            if present & (1 << number) != 0 {
                *rows = header.u32()?;
            }
        }
        // Indices take at most 4 bytes, of which a coded one spends 5 bits.
        if rows.iter().any(|&rows| rows > 0x00FF_FFFF) {
            return Err(Damage::Malformed("a table's length"));
        }

        let mut layouts = [Layout::default(); SCHEMA.len()];
        let mut start = streams.tables.len() - header.rest().len();
        for (number, layout) in layouts.iter_mut().enumerate() {
            *layout = Layout::of(SCHEMA[number], start, rows[number], &rows, heaps);
            start += wide(layout.rows) * layout.row_len;
        }
        if start > streams.tables.len() {
            return Err(Damage::Outside("a table"));
        }
        Ok(Self { streams, file_len: file.len(), layouts })
    }

    /// How many rows a table has.
    pub(super) fn rows(&self, table: Table) -> u32 {
        self.layouts[table as usize].rows
    }

    /// One cell; rows are counted from 0.
    pub(super) fn cell(&self, table: Table, row: u32, column: usize) -> Result<u32, Damage> {
        let layout = &self.layouts[table as usize];
        let outside = Damage::Outside("a row");
        if row >= layout.rows {
            return Err(outside);
        }
        let (offset, width) = layout.columns[column];
        let at = layout.start + wide(row) * layout.row_len + usize::from(offset);
        match (width, self.streams.tables.get(at..)) {
            (2, Some([a, b, ..])) => Ok(u32::from(u16::from_le_bytes([*a, *b]))),
            (4, Some([a, b, c, d, ..])) => Ok(u32::from_le_bytes([*a, *b, *c, *d])),
            _ => Err(outside),
        }
    }
}

impl Layout {
    fn of(schema: &[Column], start: usize, row_count: u32, rows: &[u32; SCHEMA.len()], heaps: u8) -> Self {
        let mut layout = Self { start, rows: row_count, ..Self::default() };
        let heap = |bit: u8| if heaps & bit != 0 { 4 } else { 2 };
        for (column, place) in schema.iter().zip(&mut layout.columns) {
            let width = match *column {
                Column::Bytes(width) => width,
                Column::Strings => heap(1),
                Column::Guids => heap(2),
                Column::Blobs => heap(4),
                Column::Row(table) => index_width(rows[usize::from(table)], 0),
                Column::Coded(coded) => {
                    let most = coded.tables.iter().map(|&table| rows[usize::from(table)]).max();
                    index_width(most.unwrap_or(0), coded.tag_bits)
                }
            };
            // At most 6 columns of at most 8 bytes each.
            *place = (u8::try_from(layout.row_len).unwrap_or(u8::MAX), width);
            layout.row_len += usize::from(width);
        }
        layout
    }
}

/// Two bytes, if they can number all rows.
fn index_width(rows: u32, tag_bits: u8) -> u8 {
    if rows < 1 << (16 - tag_bits) { 2 } else { 4 }
}
