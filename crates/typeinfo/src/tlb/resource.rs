//! A portable executable's TYPELIB resources (the PE format, ".rsrc").

use super::Damage;
use crate::winmd::bytes::{Cursor, wide};

/// The bytes of the TYPELIB resource of this number.
pub(super) fn find(file: &[u8], number: u16) -> Result<&[u8], Damage> {
    const NONE: Damage = Damage::NotMetadata("it is an executable without such a type library");
    let (sections, directory) = open(file)?;
    if directory == 0 {
        return Err(NONE);
    }
    let tree = sections.at(file, directory)?;
    let types = Directory::at(tree, 0)?;
    let typelib = types.named(tree, "TYPELIB")?.ok_or(NONE)?;
    let entry = Directory::at(tree, typelib)?.number(tree, u32::from(number))?.ok_or(NONE)?;
    // The third level is the language; any will do.
    let leaf = Directory::at(tree, entry)?.first(tree)?.ok_or(NONE)?;
    let mut data = Cursor::at(tree, leaf, "a resource's entry")?;
    let (address, len) = (data.u32()?, data.u32()?);
    sections.at(file, address)?.get(..wide(len)).ok_or(Damage::Outside("a resource"))
}

/// The sections, and the address of the resource directory.
fn open(file: &[u8]) -> Result<(Sections, u32), Damage> {
    let header_at = Cursor::at(file, 0x3C, "the executable's header")?.u32()?;
    let mut header = Cursor::at(file, wide(header_at), "the executable's header")?;
    if header.take(4)? != b"PE\0\0" {
        return Err(Damage::NotMetadata("it has no portable executable's header"));
    }
    header.take(2)?; // Machine
    let count = header.u16()?;
    header.take(12)?; // time, symbols
    let optional_len = header.u16()?;
    header.take(2)?; // Characteristics
    let optional = header.take(usize::from(optional_len))?;
    let directories = match Cursor::new(optional, "the optional header").u16()? {
        0x10B => 96,
        0x20B => 112,
        _ => return Err(Damage::NotMetadata("its optional header is of no known kind")),
    };
    let resources = Cursor::at(optional, directories + 2 * 8, "the resource directory")?.u32()?;
    let mut sections = Vec::new();
    for _ in 0..count {
        header.take(12)?; // name, virtual size
        sections.push([header.u32()?, header.u32()?, header.u32()?]);
        header.take(16)?; // relocations, line numbers, characteristics
    }
    Ok((Sections(sections), resources))
}

/// Address, length and offset in the file of each section.
struct Sections(Vec<[u32; 3]>);

impl Sections {
    /// The file's bytes from a loaded address to the end of its section.
    fn at<'a>(&self, file: &'a [u8], address: u32) -> Result<&'a [u8], Damage> {
        let outside = Damage::Outside("a loaded address");
        let holds = |[start, len, _]: &&[u32; 3]| address.checked_sub(*start).is_some_and(|d| d < *len);
        let [start, len, offset] = *self.0.iter().find(holds).ok_or(outside.clone())?;
        let end = wide(offset).saturating_add(wide(len)).min(file.len());
        file.get(wide(offset).saturating_add(wide(address - start))..end).ok_or(outside)
    }
}

/// A level of the tree of resources: its entries, a name or number and a place each, those with names first.
struct Directory {
    at: usize,
    named: usize,
    all: usize,
}

impl Directory {
    fn at(tree: &[u8], at: usize) -> Result<Self, Damage> {
        let mut header = Cursor::at(tree, at, "a resource directory")?;
        header.take(12)?; // characteristics, time, version
        let (named, numbered) = (usize::from(header.u16()?), usize::from(header.u16()?));
        Ok(Self { at, named, all: named + numbered })
    }

    fn entry(&self, tree: &[u8], index: usize) -> Result<(u32, usize), Damage> {
        let mut entry = Cursor::at(tree, self.at + 16 + 8 * index, "a resource directory's entry")?;
        Ok((entry.u32()?, wide(entry.u32()? & 0x7FFF_FFFF)))
    }

    fn named(&self, tree: &[u8], wanted: &str) -> Result<Option<usize>, Damage> {
        for index in 0..self.named {
            let (name, place) = self.entry(tree, index)?;
            let mut text = Cursor::at(tree, wide(name & 0x7FFF_FFFF), "a resource's name")?;
            let len = usize::from(text.u16()?);
            if len == wanted.len() && wanted.bytes().all(|byte| text.u16() == Ok(u16::from(byte))) {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn number(&self, tree: &[u8], wanted: u32) -> Result<Option<usize>, Damage> {
        for index in self.named..self.all {
            let (number, place) = self.entry(tree, index)?;
            if number == wanted {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn first(&self, tree: &[u8]) -> Result<Option<usize>, Damage> {
        (self.all > 0).then(|| self.entry(tree, 0).map(|(_, place)| place)).transpose()
    }
}
