//! The arguments and results of IObjectExporter, by which a client finds the exporter of a pointer and says which objects it
//! still uses: \[MS-DCOM\] 3.1.2.5.1, "IObjectExporter Methods".
//!
//! Its calls are plain RPC: no ORPCTHIS, no IPID. Results end with a status of Win32's, 0 or such as
//! [`OR_INVALID_OXID`].

use crate::ndr::{Reader, Writer};
use crate::objref::DualStringArray;
use crate::orpc::ComVersion;
use crate::{Error, Result};
use windows_core::GUID;

/// IObjectExporter: \[MS-DCOM\] 1.9, "Standards Assignments".
pub const IID_IOBJECTEXPORTER: GUID = GUID::from_u128(0x99fcfec4_5260_101b_bbcb_00aa0021347a);

/// The method numbers of [`IID_IOBJECTEXPORTER`].
pub const RESOLVE_OXID: u16 = 0;
/// See [`RESOLVE_OXID`].
pub const SIMPLE_PING: u16 = 1;
/// See [`RESOLVE_OXID`].
pub const COMPLEX_PING: u16 = 2;
/// See [`RESOLVE_OXID`].
pub const SERVER_ALIVE: u16 = 3;
/// See [`RESOLVE_OXID`].
pub const RESOLVE_OXID2: u16 = 4;
/// See [`RESOLVE_OXID`]. The one method that whoever asks is answered.
pub const SERVER_ALIVE2: u16 = 5;

/// There is no such exporter.
pub const OR_INVALID_OXID: u32 = 1910;
/// There is no such object.
pub const OR_INVALID_OID: u32 = 1911;
/// There is no such ping set.
pub const OR_INVALID_SET: u32 = 1912;

/// What ResolveOxid and ResolveOxid2 ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveOxid {
    /// The exporter.
    pub oxid: u64,
    /// The protocols that the client speaks: tower ids.
    pub protocols: Vec<u16>,
}

/// What ResolveOxid2 answers, and ResolveOxid, which leaves the version out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveOxidResults {
    /// Where the exporter listens; none with a status.
    pub bindings: Option<DualStringArray>,
    /// The IPID of its IRemUnknown.
    pub rem_unknown: GUID,
    /// RPC_C_AUTHN_LEVEL_…: the least that it wants.
    pub authentication_hint: u32,
    /// Its version of the protocol.
    pub version: ComVersion,
    /// 0, or a failure.
    pub status: u32,
}

/// What ComplexPing asks: changes a set, and pings it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComplexPing {
    /// The set; 0 for a new one.
    pub set: u64,
    /// Numbers the changes of a set.
    pub sequence: u16,
    /// Objects to add, at most 65,535.
    pub add: Vec<u64>,
    /// Objects to remove, at most 65,535.
    pub remove: Vec<u64>,
}

/// What ComplexPing answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComplexPingResults {
    /// The set.
    pub set: u64,
    /// By how much the client may stretch its period: 0.
    pub backoff: u16,
    /// 0, or a failure.
    pub status: u32,
}

/// What ServerAlive2 answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerAlive2Results {
    /// The resolver's version of the protocol.
    pub version: ComVersion,
    /// Where it listens.
    pub bindings: DualStringArray,
    /// 0, or a failure.
    pub status: u32,
}

impl ResolveOxid {
    /// Writes the arguments of either method.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 protocols.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let count = short("protocols", self.protocols.len())?;
        writer.u64(self.oxid);
        writer.u16(count);
        writer.count(count.into());
        self.protocols.iter().for_each(|protocol| writer.u16(*protocol));
        Ok(())
    }

    /// Reads them.
    ///
    /// # Errors
    /// [`Error::Inconsistent`], [`Error::CountTooLarge`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let (oxid, count) = (reader.u64()?, reader.u16()?);
        check_count(reader, count, 2)?;
        let protocols = (0..count).map(|_| reader.u16()).collect::<Result<_>>()?;
        Ok(ResolveOxid { oxid, protocols })
    }
}

impl ResolveOxidResults {
    /// Writes the results of ResolveOxid2, or with `first` of ResolveOxid.
    pub fn write(&self, writer: &mut Writer<'_>, first: bool) {
        match &self.bindings {
            Some(bindings) => {
                writer.referent();
                bindings.write_ndr(writer);
            }
            None => writer.null_referent(),
        }
        writer.guid(&self.rem_unknown);
        writer.u32(self.authentication_hint);
        if !first {
            write_version(writer, self.version);
        }
        writer.u32(self.status);
    }

    /// Reads the results of ResolveOxid2.
    ///
    /// # Errors
    /// Those of [`DualStringArray::read_ndr`]; [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let bindings = reader.referent()?.map(|_| DualStringArray::read_ndr(reader)).transpose()?;
        Ok(ResolveOxidResults {
            bindings,
            rem_unknown: reader.guid()?,
            authentication_hint: reader.u32()?,
            version: read_version(reader)?,
            status: reader.u32()?,
        })
    }
}

impl ComplexPing {
    /// Writes the arguments.
    ///
    /// # Errors
    /// [`Error::TooLong`] for more than 65,535 objects.
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let (add, remove) = (short("objects", self.add.len())?, short("objects", self.remove.len())?);
        writer.u64(self.set);
        writer.u16(self.sequence);
        writer.u16(add);
        writer.u16(remove);
        for (count, objects) in [(add, &self.add), (remove, &self.remove)] {
            if count == 0 {
                writer.null_referent();
                continue;
            }
            writer.referent();
            writer.count(count.into());
            objects.iter().for_each(|object| writer.u64(*object));
        }
        Ok(())
    }

    /// Reads them.
    ///
    /// # Errors
    /// [`Error::Inconsistent`], [`Error::CountTooLarge`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let (set, sequence) = (reader.u64()?, reader.u16()?);
        let (add, remove) = (reader.u16()?, reader.u16()?);
        let add = read_objects(reader, add)?;
        Ok(ComplexPing { set, sequence, add, remove: read_objects(reader, remove)? })
    }
}

impl ComplexPingResults {
    /// Writes the results.
    pub fn write(&self, writer: &mut Writer<'_>) {
        writer.u64(self.set);
        writer.u16(self.backoff);
        writer.u32(self.status);
    }

    /// Reads them.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        Ok(ComplexPingResults { set: reader.u64()?, backoff: reader.u16()?, status: reader.u32()? })
    }
}

impl ServerAlive2Results {
    /// Writes the results.
    pub fn write(&self, writer: &mut Writer<'_>) {
        write_version(writer, self.version);
        writer.referent();
        self.bindings.write_ndr(writer);
        writer.u32(0); // reserved
        writer.u32(self.status);
    }

    /// Reads them.
    ///
    /// # Errors
    /// Those of [`DualStringArray::read_ndr`]; [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let version = read_version(reader)?;
        let bindings = match reader.referent()? {
            Some(_) => DualStringArray::read_ndr(reader)?,
            None => DualStringArray::default(),
        };
        let (_reserved, status) = (reader.u32()?, reader.u32()?);
        Ok(ServerAlive2Results { version, bindings, status })
    }
}

pub(crate) fn write_version(writer: &mut Writer<'_>, version: ComVersion) {
    writer.u16(version.major);
    writer.u16(version.minor);
}

pub(crate) fn read_version(reader: &mut Reader<'_>) -> Result<ComVersion> {
    Ok(ComVersion { major: reader.u16()?, minor: reader.u16()? })
}

/// The objects of one of ComplexPing's lists. Some clients write an empty list where others write no list.
fn read_objects(reader: &mut Reader<'_>, count: u16) -> Result<Vec<u64>> {
    if reader.referent()?.is_none() {
        return match count {
            0 => Ok(Vec::new()),
            _ => Err(Error::Inconsistent { what: "cAddToSet or cDelFromSet", offset: reader.offset() - 4 }),
        };
    }
    check_count(reader, count, 8)?;
    (0..count).map(|_| reader.u64()).collect()
}

/// Reads the maximum count of an array that is `count` elements long.
fn check_count(reader: &mut Reader<'_>, count: u16, element_size: usize) -> Result<()> {
    let max = reader.count(element_size)?;
    if max == usize::from(count) {
        return Ok(());
    }
    Err(Error::Inconsistent { what: "maximum count of an array", offset: reader.offset() - 4 })
}

fn short(what: &'static str, length: usize) -> Result<u16> {
    u16::try_from(length).map_err(|_| Error::TooLong { what, length, limit: usize::from(u16::MAX) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objref::{AUTHZ_NONE, SecurityBinding, StringBinding, TOWER_NCACN_IP_TCP};
    use crate::orpc::COM_VERSION;

    fn bindings() -> DualStringArray {
        let string = StringBinding { tower_id: TOWER_NCACN_IP_TCP, address: "127.0.0.1[4711]".into() };
        let security = SecurityBinding {
            authentication_service: 10,
            authorization_service: AUTHZ_NONE,
            principal: String::new(),
        };
        DualStringArray::new(vec![string], vec![security]).unwrap()
    }

    #[test]
    fn what_is_written_is_read() -> Result<()> {
        let question = ResolveOxid { oxid: 0x1122_3344_5566_7788, protocols: vec![7, 0x20] };
        let mut writer = Writer::new();
        question.write(&mut writer)?;
        assert_eq!(ResolveOxid::read(&mut Reader::new(writer.as_slice()))?, question);

        let answer = ResolveOxidResults {
            bindings: Some(bindings()),
            rem_unknown: GUID::from_u128(7),
            authentication_hint: 6,
            version: COM_VERSION,
            status: 0,
        };
        let mut writer = Writer::new();
        answer.write(&mut writer, false);
        assert_eq!(ResolveOxidResults::read(&mut Reader::new(writer.as_slice()))?, answer);

        let ping = ComplexPing { set: 9, sequence: 1, add: vec![1, 2, 3], remove: vec![] };
        let mut writer = Writer::new();
        ping.write(&mut writer)?;
        assert_eq!(ComplexPing::read(&mut Reader::new(writer.as_slice()))?, ping);

        let alive = ServerAlive2Results { version: COM_VERSION, bindings: bindings(), status: 0 };
        let mut writer = Writer::new();
        alive.write(&mut writer);
        assert_eq!(ServerAlive2Results::read(&mut Reader::new(writer.as_slice()))?, alive);
        Ok(())
    }

    #[test]
    fn lists_that_lie_about_their_length_are_refused() {
        let mut writer = Writer::new();
        ComplexPing { add: vec![1, 2], ..ComplexPing::default() }.write(&mut writer).unwrap();
        let mut bytes = writer.into_vec();
        bytes[10] = 3; // cAddToSet
        let read = ComplexPing::read(&mut Reader::new(&bytes));
        assert!(matches!(read, Err(Error::Inconsistent { .. })), "{read:?}");
        bytes[10..12].fill(0xff);
        bytes[20..24].copy_from_slice(&0xffff_u32.to_le_bytes()); // its maximum count
        let read = ComplexPing::read(&mut Reader::new(&bytes));
        assert!(matches!(read, Err(Error::CountTooLarge { .. })), "{read:?}");
    }
}
