//! Single rows as fields, names as text, and the rows that belong to a row.

use std::ops::Range;

use super::Damage;
use super::bytes::{Cursor, wide};
use super::tables::{Table, Tables};
use crate::model::Name;

/// No identifier is longer (the longest that compilers write is 1,023 bytes).
const MAX_IDENTIFIER: usize = 1024;
/// No type is nested deeper in other types.
const MAX_NESTING: u32 = 8;

/// A row that names a type: TypeDef or TypeRef.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum TypeRow {
    Def(u32),
    Ref(u32),
}

impl TypeRow {
    /// Out of a TypeDefOrRef coded index (ECMA-335 II.24.2.6); `None` for none, and for a TypeSpec.
    pub(super) fn decode(coded: u32) -> Option<Self> {
        let row = (coded >> 2).checked_sub(1)?;
        match coded & 3 {
            0 => Some(Self::Def(row)),
            1 => Some(Self::Ref(row)),
            _ => None,
        }
    }
}

/// What an attribute can stand on, as a HasCustomAttribute coded index.
#[derive(Debug, Clone, Copy)]
pub(super) enum Owner {
    Method(u32),
    Field(u32),
    Type(u32),
    Param(u32),
}

impl Owner {
    fn encode(self) -> u32 {
        let (row, tag) = match self {
            Self::Method(row) => (row, 0),
            Self::Field(row) => (row, 1),
            Self::Type(row) => (row, 3),
            Self::Param(row) => (row, 4),
        };
        // Tables have less than 2^24 rows.
        ((row + 1) << 5) | tag
    }
}

/// The TypeDef table's row.
pub(super) struct TypeDefRow {
    pub(super) flags: u32,
    /// Coded TypeDefOrRef.
    pub(super) extends: u32,
    pub(super) fields: Range<u32>,
    pub(super) methods: Range<u32>,
}

impl<'a> Tables<'a> {
    /// Text of the #Strings heap.
    pub(super) fn string(&self, offset: u32) -> Result<&'a str, Damage> {
        let tail = self.streams.strings.get(wide(offset)..).ok_or(Damage::Outside("a name"))?;
        let tail = tail.get(..=MAX_IDENTIFIER).unwrap_or(tail);
        let len = tail.iter().position(|&byte| byte == 0).ok_or(Damage::Malformed("a name"))?;
        std::str::from_utf8(&tail[..len]).map_err(|_| Damage::Malformed("a name"))
    }

    /// Bytes of the #Blob heap.
    pub(super) fn blob(&self, offset: u32) -> Result<&'a [u8], Damage> {
        let mut cursor = Cursor::at(self.streams.blobs, wide(offset), "a value")?;
        let len = cursor.compressed()?;
        cursor.take(wide(len))
    }

    pub(super) fn type_def(&self, row: u32) -> Result<TypeDefRow, Damage> {
        Ok(TypeDefRow {
            flags: self.cell(Table::TypeDef, row, 0)?,
            extends: self.cell(Table::TypeDef, row, 3)?,
            fields: self.run(Table::TypeDef, row, 4, Table::Field)?,
            methods: self.run(Table::TypeDef, row, 5, Table::MethodDef)?,
        })
    }

    /// The parameters' rows of a method.
    pub(super) fn params(&self, method: u32) -> Result<Range<u32>, Damage> {
        self.run(Table::MethodDef, method, 5, Table::Param)
    }

    /// The rows from the one that a column names to the one that the next row's column names.
    fn run(&self, table: Table, row: u32, column: usize, target: Table) -> Result<Range<u32>, Damage> {
        let outside = Damage::Outside("a list of rows");
        let start = self.cell(table, row, column)?.checked_sub(1).ok_or(outside.clone())?;
        let end = match row + 1 < self.rows(table) {
            true => self.cell(table, row + 1, column)?.checked_sub(1).ok_or(outside.clone())?,
            false => self.rows(target),
        };
        if start > end || end > self.rows(target) {
            return Err(outside);
        }
        Ok(start..end)
    }

    /// A type's full name; the names of nested types follow that of the outer one after a slash.
    pub(super) fn type_name(&self, of: TypeRow, related: &Related) -> Result<Name, Damage> {
        let mut text = String::new();
        self.write_type_name(of, related, 0, &mut text)?;
        Ok(Name::new(&text))
    }

    fn write_type_name(
        &self,
        of: TypeRow,
        related: &Related,
        depth: u32,
        text: &mut String,
    ) -> Result<(), Damage> {
        if depth > MAX_NESTING {
            return Err(Damage::TooDeep("a type"));
        }
        let (table, row, outer) = match of {
            TypeRow::Def(row) => (Table::TypeDef, row, self.enclosing(row, related)?),
            // The scope's tag 3 is an outer TypeRef.
            TypeRow::Ref(row) => match self.cell(Table::TypeRef, row, 0)? {
                scope if scope & 3 == 3 && scope >> 2 != 0 => {
                    (Table::TypeRef, row, Some(TypeRow::Ref((scope >> 2) - 1)))
                }
                _ => (Table::TypeRef, row, None),
            },
        };
        let name = self.string(self.cell(table, row, 1)?)?;
        let namespace = self.string(self.cell(table, row, 2)?)?;
        if let Some(outer) = outer {
            self.write_type_name(outer, related, depth + 1, text)?;
            text.push('/');
        } else if !namespace.is_empty() {
            text.push_str(namespace);
            text.push('.');
        }
        text.push_str(name);
        Ok(())
    }

    fn enclosing(&self, type_def: u32, related: &Related) -> Result<Option<TypeRow>, Damage> {
        let Some(row) = related.nesting.rows(type_def + 1).next() else { return Ok(None) };
        let outer =
            self.cell(Table::NestedClass, row, 1)?.checked_sub(1).ok_or(Damage::Outside("an outer type"))?;
        Ok(Some(TypeRow::Def(outer)))
    }
}

/// The rows of the tables that refer to others, found by what they refer to. A proper file has them sorted; this does
/// not rely on it.
pub(super) struct Related {
    attributes: Lookup,
    constants: Lookup,
    layouts: Lookup,
    bases: Lookup,
    nesting: Lookup,
}

impl Related {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, Damage> {
        Ok(Self {
            attributes: Lookup::new(tables, Table::CustomAttribute, 0)?,
            constants: Lookup::new(tables, Table::Constant, 1)?,
            layouts: Lookup::new(tables, Table::ClassLayout, 2)?,
            bases: Lookup::new(tables, Table::InterfaceImpl, 0)?,
            nesting: Lookup::new(tables, Table::NestedClass, 0)?,
        })
    }

    /// Rows of CustomAttribute.
    pub(super) fn attributes(&self, owner: Owner) -> impl Iterator<Item = u32> + '_ {
        self.attributes.rows(owner.encode())
    }

    /// The row of Constant that holds a field's value.
    pub(super) fn constant(&self, field: u32) -> Option<u32> {
        self.constants.rows((field + 1) << 2).next()
    }

    /// The row of ClassLayout.
    pub(super) fn layout(&self, type_def: u32) -> Option<u32> {
        self.layouts.rows(type_def + 1).next()
    }

    /// The row of InterfaceImpl; an interface of COM has one base.
    pub(super) fn base(&self, type_def: u32) -> Option<u32> {
        self.bases.rows(type_def + 1).next()
    }
}

/// Rows by the value of one column.
struct Lookup(Vec<(u32, u32)>);

impl Lookup {
    fn new(tables: &Tables<'_>, table: Table, column: usize) -> Result<Self, Damage> {
        let pair = |row| Ok((tables.cell(table, row, column)?, row));
        let mut pairs = (0..tables.rows(table)).map(pair).collect::<Result<Vec<_>, _>>()?;
        pairs.sort_unstable();
        Ok(Self(pairs))
    }

    fn rows(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let start = self.0.partition_point(|pair| pair.0 < key);
        self.0[start..].iter().take_while(move |pair| pair.0 == key).map(|pair| pair.1)
    }
}
