//! The outer shells of a `.winmd` file: the portable executable, the CLI header in it, the metadata's streams.

use super::Damage;
use super::bytes::{Cursor, wide};

/// The parts of the metadata that hold anything of use (ECMA-335 II.24.2.2).
#[derive(Debug, Clone, Copy)]
pub(super) struct Streams<'a> {
    /// `#~`: the tables.
    pub(super) tables: &'a [u8],
    /// `#Strings`: names.
    pub(super) strings: &'a [u8],
    /// `#Blob`: signatures, values.
    pub(super) blobs: &'a [u8],
}

/// Finds the streams in a file.
pub(super) fn open(file: &[u8]) -> Result<Streams<'_>, Damage> {
    streams(metadata(file)?)
}

/// The metadata inside a portable executable (ECMA-335 II.25).
fn metadata(file: &[u8]) -> Result<&[u8], Damage> {
    if !file.starts_with(b"MZ") {
        return Err(Damage::NotMetadata("it does not begin as a portable executable does"));
    }
    let header_at = Cursor::at(file, 0x3C, "the executable's header")?.u32()?;
    let mut header = Cursor::at(file, wide(header_at), "the executable's header")?;
    if header.take(4)? != b"PE\0\0" {
        return Err(Damage::NotMetadata("it has no portable executable's header"));
    }
    header.take(2)?; // Machine
    let sections = header.u16()?;
    header.take(12)?; // time, symbols
    let optional_len = header.u16()?;
    header.take(2)?; // Characteristics
    let optional = header.take(usize::from(optional_len))?;
    let sections = Sections::read(header, sections)?;

    // The data directories follow the fixed fields, which PE32+ has more of; the CLI header's is the fifteenth.
    let directories = match Cursor::new(optional, "the optional header").u16()? {
        0x10B => 96,
        0x20B => 112,
        _ => return Err(Damage::NotMetadata("its optional header is of no known kind")),
    };
    let cli_at = Cursor::at(optional, directories + 14 * 8, "the CLI directory")?.u32()?;
    if cli_at == 0 {
        return Err(Damage::NotMetadata("it is an executable without metadata"));
    }
    let mut cli = Cursor::new(sections.at(file, cli_at)?, "the CLI header");
    cli.take(8)?; // cb, runtime version
    let (at, len) = (cli.u32()?, cli.u32()?);
    sections.at(file, at)?.get(..wide(len)).ok_or(Damage::Outside("the metadata"))
}

/// Where the parts of the file lie once they are loaded.
struct Sections(Vec<Section>);

struct Section {
    address: u32,
    len: u32,
    offset: u32,
}

impl Sections {
    fn read(mut headers: Cursor<'_>, count: u16) -> Result<Self, Damage> {
        let mut sections = Vec::new();
        for _ in 0..count {
            headers.take(12)?; // name, virtual size
            let (address, len, offset) = (headers.u32()?, headers.u32()?, headers.u32()?);
            headers.take(16)?; // relocations, line numbers, characteristics
            sections.push(Section { address, len, offset });
        }
        Ok(Self(sections))
    }

    /// The file's bytes from a loaded address to the end of its section.
    fn at<'a>(&self, file: &'a [u8], address: u32) -> Result<&'a [u8], Damage> {
        let outside = Damage::Outside("a loaded address");
        let holds =
            |section: &&Section| address.checked_sub(section.address).is_some_and(|d| d < section.len);
        let section = self.0.iter().find(holds).ok_or(outside.clone())?;
        let start = wide(section.offset) + wide(address - section.address);
        let end = wide(section.offset) + wide(section.len);
        file.get(start..end).ok_or(outside)
    }
}

/// The metadata root and its stream headers (ECMA-335 II.24.2.1).
fn streams(metadata: &[u8]) -> Result<Streams<'_>, Damage> {
    let mut root = Cursor::new(metadata, "the metadata root");
    if root.u32()? != 0x424A_5342 {
        return Err(Damage::NotMetadata("its metadata does not begin with the signature"));
    }
    root.take(8)?; // version numbers, reserved
    let version_len = root.u32()?;
    root.take(wide(version_len))?;
    root.take(2)?; // flags
    let count = root.u16()?;

    let mut found = Streams { tables: &[], strings: &[], blobs: &[] };
    for _ in 0..count {
        let (offset, len) = (wide(root.u32()?), wide(root.u32()?));
        let name = stream_name(&mut root)?;
        let content =
            metadata.get(offset..).and_then(|rest| rest.get(..len)).ok_or(Damage::Outside("a stream"))?;
        match name {
            b"#~" => found.tables = content,
            b"#Strings" => found.strings = content,
            b"#Blob" => found.blobs = content,
            _ => (), // #GUID and #US: nothing in them is needed
        }
    }
    if found.tables.is_empty() {
        return Err(Damage::NotMetadata("it has no tables"));
    }
    Ok(found)
}

/// A stream's name: up to 32 characters, NUL-ended, padded to a multiple of four.
fn stream_name<'a>(root: &mut Cursor<'a>) -> Result<&'a [u8], Damage> {
    let rest = root.rest();
    let len = rest.iter().take(32).position(|&byte| byte == 0).ok_or(Damage::Malformed("a stream's name"))?;
    Ok(&root.take((len + 4) & !3)?[..len])
}
