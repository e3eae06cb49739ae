//! The arguments and results of IRemoteSCMActivator, by which a client gets a class object or a new object of another machine:
//! \[MS-DCOM\] 3.1.2.5.2.3, "IRemoteSCMActivator Methods".
//!
//! What is asked and answered are *activation properties*, each a pickle of its own (\[MS-RPCE\] 2.2.6, type serialization
//! version 1), in a blob inside an OBJREF_CUSTOM: \[MS-DCOM\] 2.2.22, "Activation Properties BLOB".
//!
//! ```text
//!   MInterfacePointer ─ OBJREF_CUSTOM ─ size │ 0 │ CustomHeader: ids, sizes │ property │ property │ …
//! ```

use crate::ndr::{Reader, Writer};
use crate::object_exporter::{read_version, write_version};
use crate::objref::{
    DualStringArray, ObjRef, ObjRefBody, TOWER_NCACN_IP_TCP, read_interface_pointer, write_interface_pointer,
    write_interface_pointer_data,
};
use crate::orpc::{COM_VERSION, ComVersion};
use crate::{Error, Result};
use windows_core::{GUID, HRESULT};

/// IRemoteSCMActivator: \[MS-DCOM\] 1.9, "Standards Assignments".
pub const IID_IREMOTESCMACTIVATOR: GUID = well_known(0x1a0);
/// The number of IRemoteSCMActivator::RemoteGetClassObject.
pub const REMOTE_GET_CLASS_OBJECT: u16 = 3;
/// The number of IRemoteSCMActivator::RemoteCreateInstance.
pub const REMOTE_CREATE_INSTANCE: u16 = 4;

/// MAX_REQUESTED_INTERFACES: \[MS-DCOM\] 2.2.28.1.
pub const MOST_INTERFACES: usize = 0x8000;
/// MAX_ACTPROP_LIMIT: \[MS-DCOM\] 2.2.28.1.
const MOST_PROPERTIES: usize = 10;

const CLSID_PROPERTIES_IN: GUID = well_known(0x338);
const CLSID_PROPERTIES_OUT: GUID = well_known(0x339);
const IID_PROPERTIES_IN: GUID = well_known(0x1a2);
const IID_PROPERTIES_OUT: GUID = well_known(0x1a3);
const INSTANTIATION: GUID = well_known(0x1ab);
const CONTEXT: GUID = well_known(0x1a5);
const LOCATION: GUID = well_known(0x1a4);
const SCM_REQUEST: GUID = well_known(0x1aa);
const SCM_REPLY: GUID = well_known(0x1b6);
const INSTANCE: GUID = well_known(0x1ad);
/// PropsOutInfo has the id of the blob that it is in.
const PROPERTIES: GUID = CLSID_PROPERTIES_OUT;

/// What precedes each pickle.
const PICKLE_HEADER: usize = 16;
/// destCtx: MSHCTX_DIFFERENTMACHINE.
const DIFFERENT_MACHINE: u32 = 2;

const fn well_known(number: u32) -> GUID {
    GUID::from_values(number, 0, 0, [0xc0, 0, 0, 0, 0, 0, 0, 0x46])
}

/// What a client wants: its InstantiationInfoData (\[MS-DCOM\] 2.2.22.2.1) and ScmRequestInfoData (2.2.22.2.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationRequest {
    /// The class.
    pub clsid: GUID,
    /// CLSCTX_…
    pub class_context: u32,
    /// The interfaces, at most [`MOST_INTERFACES`]; of a class object, one.
    pub iids: Vec<GUID>,
    /// The protocols that the client speaks: tower ids.
    pub protocols: Vec<u16>,
    /// Whether it names a file or storage that the object is to be loaded from (InstanceInfoData).
    pub has_instance: bool,
}

/// What a client gets: PropsOutInfo (\[MS-DCOM\] 2.2.22.2.9) and ScmReplyInfoData (2.2.22.2.8).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivationResults {
    /// For each interface that was asked for, the OBJREF or the failure.
    pub interfaces: Vec<(GUID, std::result::Result<Vec<u8>, HRESULT>)>,
    /// The exporter.
    pub oxid: u64,
    /// Where it listens.
    pub bindings: DualStringArray,
    /// The IPID of its IRemUnknown.
    pub rem_unknown: GUID,
    /// RPC_C_AUTHN_LEVEL_…: the least that it wants.
    pub authentication_hint: u32,
    /// Its version of the protocol.
    pub version: ComVersion,
}

impl ActivationRequest {
    /// Writes the arguments of RemoteCreateInstance, or of RemoteGetClassObject, after ORPCTHIS.
    ///
    /// # Errors
    /// [`Error::TooLong`].
    pub fn write(&self, writer: &mut Writer<'_>, opnum: u16) -> Result<()> {
        if opnum == REMOTE_CREATE_INSTANCE {
            writer.null_referent(); // pUnkOuter
        }
        let iids = self.iids.len();
        let count = u32::try_from(iids).ok().filter(|_| iids <= MOST_INTERFACES);
        let count =
            count.ok_or(Error::TooLong { what: "interfaces", length: iids, limit: MOST_INTERFACES })?;
        let protocols = u16::try_from(self.protocols.len()).unwrap_or(u16::MAX);
        let properties = [
            (INSTANTIATION, pickle(|writer| self.write_instantiation(writer, count))),
            (CONTEXT, pickle(|writer| (0..6).for_each(|_| writer.u32(0)))),
            (LOCATION, pickle(|writer| (0..4).for_each(|_| writer.u32(0)))),
            (
                SCM_REQUEST,
                pickle(|writer| {
                    writer.null_referent();
                    writer.referent();
                    writer.u32(2); // ClientImpLevel: RPC_C_IMP_LEVEL_IDENTIFY
                    writer.u16(protocols);
                    writer.referent();
                    writer.count(protocols.into());
                    self.protocols.iter().take(protocols.into()).for_each(|protocol| writer.u16(*protocol));
                }),
            ),
        ];
        let blob = write_blob(&properties);
        let objref = ObjRef {
            iid: IID_PROPERTIES_IN,
            body: ObjRefBody::Custom { clsid: CLSID_PROPERTIES_IN, data: blob },
        };
        write_interface_pointer(writer, Some(&objref.write()))
    }

    fn write_instantiation(&self, writer: &mut Writer<'_>, count: u32) {
        writer.guid(&self.clsid);
        writer.u32(self.class_context);
        writer.u32(0); // actvflags
        writer.u32(0); // fIsSurrogate
        writer.u32(count);
        writer.u32(0); // instFlag
        writer.referent();
        // thisSize: of this property, with its header and the array behind.
        writer.u32((PICKLE_HEADER + 48 + 4 + 16 * self.iids.len()).next_multiple_of(8) as u32);
        write_version(writer, COM_VERSION);
        writer.count(count);
        self.iids.iter().for_each(|iid| writer.guid(iid));
    }

    /// Reads them.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an outer object, or what are no activation properties; [`Error::Inconsistent`],
    /// [`Error::CountTooLarge`], [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>, opnum: u16) -> Result<Self> {
        if opnum == REMOTE_CREATE_INSTANCE && read_interface_pointer(reader)?.is_some() {
            return Err(Error::Invalid { what: "pUnkOuter", offset: reader.offset(), found: 1 });
        }
        let missing = Error::Invalid { what: "pActProperties", offset: reader.offset(), found: 0 };
        let blob = read_custom(read_interface_pointer(reader)?.ok_or(missing)?, &CLSID_PROPERTIES_IN)?;
        let properties = read_blob(&blob)?;
        let instantiation = find(&properties, &INSTANTIATION)?.ok_or(missing)?;
        let mut request = read_instantiation(instantiation)?;
        request.has_instance = find(&properties, &INSTANCE)?.is_some();
        request.protocols = match find(&properties, &SCM_REQUEST)? {
            Some(scm) => read_protocols(scm)?,
            None => vec![TOWER_NCACN_IP_TCP],
        };
        Ok(request)
    }
}

fn read_instantiation(mut reader: Reader<'_>) -> Result<ActivationRequest> {
    let (clsid, class_context) = (reader.guid()?, reader.u32()?);
    let (_activation_flags, _surrogate) = (reader.u32()?, reader.u32()?);
    let (count, _instance_flag) = (reader.u32()?, reader.u32()?);
    let wrong = Error::Inconsistent { what: "cIID of InstantiationInfoData", offset: reader.offset() - 8 };
    let array = reader.referent()?;
    let (_size, _version) = (reader.u32()?, read_version(&mut reader)?);
    let iids = match array {
        Some(_) => read_array(&mut reader, 16, |reader| reader.guid())?,
        None => Vec::new(),
    };
    if iids.len() as u64 != u64::from(count) || iids.is_empty() || iids.len() > MOST_INTERFACES {
        return Err(wrong);
    }
    Ok(ActivationRequest { clsid, class_context, iids, protocols: Vec::new(), has_instance: false })
}

fn read_protocols(mut reader: Reader<'_>) -> Result<Vec<u16>> {
    let reserved = reader.referent()?;
    let request = reader.referent()?;
    if reserved.is_some() {
        reader.u32()?;
    }
    if request.is_none() {
        return Ok(Vec::new());
    }
    let (_impersonation, _count) = (reader.u32()?, reader.u16()?);
    match reader.referent()? {
        Some(_) => read_array(&mut reader, 2, |reader| reader.u16()),
        None => Ok(Vec::new()),
    }
}

impl ActivationResults {
    /// Writes the results of either method after ORPCTHAT, but for the HRESULT at their end.
    ///
    /// # Errors
    /// [`Error::TooLong`].
    pub fn write(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut failed = Ok(());
        let properties = [
            (PROPERTIES, pickle(|writer| failed = self.write_interfaces(writer))),
            (SCM_REPLY, pickle(|writer| self.write_exporter(writer))),
        ];
        failed?;
        let blob = write_blob(&properties);
        let objref = ObjRef {
            iid: IID_PROPERTIES_OUT,
            body: ObjRefBody::Custom { clsid: CLSID_PROPERTIES_OUT, data: blob },
        };
        write_interface_pointer(writer, Some(&objref.write()))
    }

    fn write_interfaces(&self, writer: &mut Writer<'_>) -> Result<()> {
        let count = self.interfaces.len() as u32; // as many as were asked for
        writer.u32(count);
        (0..3).for_each(|_| _ = writer.referent());
        writer.count(count);
        self.interfaces.iter().for_each(|(iid, _)| writer.guid(iid));
        writer.count(count);
        for (_, result) in &self.interfaces {
            writer.i32(result.as_ref().err().map_or(0, |hresult| hresult.0));
        }
        writer.count(count);
        for (_, result) in &self.interfaces {
            if result.is_ok() {
                writer.referent();
            } else {
                writer.null_referent();
            }
        }
        for (_, result) in &self.interfaces {
            if let Ok(objref) = result {
                write_interface_pointer_data(writer, objref)?;
            }
        }
        Ok(())
    }

    fn write_exporter(&self, writer: &mut Writer<'_>) {
        writer.null_referent();
        writer.referent();
        writer.u64(self.oxid);
        writer.referent();
        writer.guid(&self.rem_unknown);
        writer.u32(self.authentication_hint);
        write_version(writer, self.version);
        self.bindings.write_ndr(writer);
    }

    /// Reads the results of either method after ORPCTHAT, with the HRESULT at their end: none with a failure.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what are no activation properties; [`Error::Inconsistent`], [`Error::CountTooLarge`],
    /// [`Error::Truncated`].
    pub fn read(reader: &mut Reader<'_>) -> Result<std::result::Result<Self, HRESULT>> {
        let missing = Error::Invalid { what: "ppActProperties", offset: reader.offset(), found: 0 };
        let objref = read_interface_pointer(reader)?;
        let hresult = HRESULT(reader.i32()?);
        if hresult.is_err() {
            return Ok(Err(hresult));
        }
        let blob = read_custom(objref.ok_or(missing)?, &CLSID_PROPERTIES_OUT)?;
        let properties = read_blob(&blob)?;
        let interfaces = read_interfaces(find(&properties, &PROPERTIES)?.ok_or(missing)?)?;
        let mut reply = find(&properties, &SCM_REPLY)?.ok_or(missing)?;
        let (reserved, remote) = (reply.referent()?, reply.referent()?);
        if reserved.is_some() {
            reply.u32()?;
        }
        remote.ok_or(missing)?;
        let (oxid, array) = (reply.u64()?, reply.referent()?);
        let (rem_unknown, authentication_hint) = (reply.guid()?, reply.u32()?);
        let version = read_version(&mut reply)?;
        let bindings = match array {
            Some(_) => DualStringArray::read_ndr(&mut reply)?,
            None => DualStringArray::default(),
        };
        Ok(Ok(ActivationResults { interfaces, oxid, bindings, rem_unknown, authentication_hint, version }))
    }
}

type Interfaces = Vec<(GUID, std::result::Result<Vec<u8>, HRESULT>)>;

fn read_interfaces(mut reader: Reader<'_>) -> Result<Interfaces> {
    let wrong = Error::Inconsistent { what: "PropsOutInfo", offset: 0 };
    let count = reader.u32()? as usize;
    for _ in 0..3 {
        reader.referent()?.ok_or(wrong)?;
    }
    let iids = read_array(&mut reader, 16, |reader| reader.guid())?;
    let hresults = read_array(&mut reader, 4, |reader| reader.i32().map(HRESULT))?;
    let referents = read_array(&mut reader, 4, |reader| reader.referent())?;
    if [iids.len(), hresults.len(), referents.len()] != [count; 3] {
        return Err(wrong);
    }
    let mut interfaces = Vec::with_capacity(count);
    for ((iid, hresult), referent) in iids.into_iter().zip(hresults).zip(referents) {
        let objref = referent.map(|_| crate::objref::read_interface_pointer_data(&mut reader)).transpose()?;
        let found = match objref {
            Some(objref) if hresult.is_ok() => Ok(objref.to_vec()),
            _ => Err(hresult),
        };
        interfaces.push((iid, found));
    }
    Ok(interfaces)
}

/// A conformant array, whose maximum count is read first.
fn read_array<T>(
    reader: &mut Reader<'_>,
    element_size: usize,
    read: impl Fn(&mut Reader<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    let count = reader.count(element_size)?;
    (0..count).map(|_| read(reader)).collect()
}

/// A property with what precedes it: common and private header of \[MS-RPCE\] 2.2.6.1 and 2.2.6.2.
fn pickle(body: impl FnOnce(&mut Writer<'_>)) -> Vec<u8> {
    let mut writer = Writer::new();
    body(&mut writer);
    writer.align(8);
    let body = writer.into_vec();
    let mut pickle = vec![1, 0x10, 8, 0, 0xcc, 0xcc, 0xcc, 0xcc];
    pickle.extend((body.len() as u32).to_le_bytes());
    pickle.extend([0; 4]);
    pickle.extend(body);
    pickle
}

/// What a pickle holds; alignment counts from its start.
fn open_pickle<'a>(reader: &mut Reader<'a>) -> Result<Reader<'a>> {
    let [version, endian, header, ..] = reader.array::<8>()?;
    if (version, endian, header) != (1, 0x10, 8) {
        return Err(Error::Invalid { what: "a type serialization header", offset: 0, found: version.into() });
    }
    let length = u32::from_le_bytes(reader.array()?);
    reader.array::<4>()?;
    let length = usize::try_from(length).unwrap_or(usize::MAX).min(reader.remaining());
    reader.sub_reader(length)
}

fn write_blob(properties: &[(GUID, Vec<u8>)]) -> Vec<u8> {
    let total: usize = properties.iter().map(|(_, property)| property.len()).sum();
    let header = |header_size: usize| {
        pickle(|writer| {
            writer.u32((header_size + total) as u32);
            writer.u32(header_size as u32);
            writer.u32(0);
            writer.u32(DIFFERENT_MACHINE);
            writer.u32(properties.len() as u32);
            writer.guid(&GUID::zeroed());
            writer.referent();
            writer.referent();
            writer.null_referent();
            writer.count(properties.len() as u32);
            properties.iter().for_each(|(id, _)| writer.guid(id));
            writer.count(properties.len() as u32);
            properties.iter().for_each(|(_, property)| writer.u32(property.len() as u32));
        })
    };
    let header = header(header(0).len());
    let mut blob = ((header.len() + total) as u32).to_le_bytes().to_vec();
    blob.extend([0; 4]);
    blob.extend(header);
    properties.iter().for_each(|(_, property)| blob.extend(property));
    blob
}

/// The data of an OBJREF_CUSTOM of that class.
fn read_custom(objref: &[u8], wanted: &GUID) -> Result<Vec<u8>> {
    match ObjRef::read(objref)?.0.body {
        ObjRefBody::Custom { clsid, data } if clsid == *wanted => Ok(data),
        _ => Err(Error::Invalid { what: "the class of activation properties", offset: 0, found: 0 }),
    }
}

/// The properties of a blob, by id: at most ten.
fn read_blob(blob: &[u8]) -> Result<Vec<(GUID, &[u8])>> {
    let wrong = |what| Error::Inconsistent { what, offset: 0 };
    let mut reader = Reader::new(blob);
    let (_size, _reserved) = (reader.u32()?, reader.u32()?);
    let mut header = open_pickle(&mut reader)?;
    let (_total, header_size) = (header.u32()?, header.u32()?);
    let (_reserved, _destination, count) = (header.u32()?, header.u32()?, header.u32()? as usize);
    header.guid()?;
    let (ids, sizes, reserved) = (header.referent()?, header.referent()?, header.referent()?);
    if ids.is_none() || sizes.is_none() || count > MOST_PROPERTIES {
        return Err(wrong("cIfs of a CustomHeader"));
    }
    let ids = read_array(&mut header, 16, |reader| reader.guid())?;
    let sizes = read_array(&mut header, 4, |reader| reader.u32())?;
    if reserved.is_some() {
        header.u32()?;
    }
    if ids.len() != count || sizes.len() != count {
        return Err(wrong("arrays of a CustomHeader"));
    }
    let start = usize::try_from(header_size).ok().and_then(|size| size.checked_add(8));
    let mut rest = start.and_then(|start| blob.get(start..)).ok_or(wrong("headerSize of a CustomHeader"))?;
    let mut properties = Vec::with_capacity(count);
    for (id, size) in ids.into_iter().zip(sizes) {
        let (property, after) =
            rest.split_at_checked(size as usize).ok_or(wrong("pSizes of a CustomHeader"))?;
        properties.push((id, property));
        rest = after;
    }
    Ok(properties)
}

fn find<'a>(properties: &[(GUID, &'a [u8])], id: &GUID) -> Result<Option<Reader<'a>>> {
    let property = properties.iter().find(|(found, _)| found == id);
    property.map(|(_, bytes)| open_pickle(&mut Reader::new(bytes))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objref::StringBinding;

    fn request() -> ActivationRequest {
        ActivationRequest {
            clsid: GUID::from_u128(1),
            class_context: 16,
            iids: vec![GUID::from_u128(2), GUID::from_u128(3)],
            protocols: vec![TOWER_NCACN_IP_TCP],
            has_instance: false,
        }
    }

    #[test]
    fn requests_and_results_come_back() -> Result<()> {
        for opnum in [REMOTE_GET_CLASS_OBJECT, REMOTE_CREATE_INSTANCE] {
            let mut writer = Writer::new();
            request().write(&mut writer, opnum)?;
            assert_eq!(ActivationRequest::read(&mut Reader::new(writer.as_slice()), opnum)?, request());
        }
        let string = StringBinding { tower_id: TOWER_NCACN_IP_TCP, address: "10.0.0.1[4711]".into() };
        let results = ActivationResults {
            interfaces: vec![
                (GUID::from_u128(2), Ok(vec![1, 2, 3])),
                (GUID::from_u128(3), Err(HRESULT(0x8000_4002_u32 as i32))),
                (GUID::from_u128(4), Ok(vec![4; 8])),
            ],
            oxid: 7,
            bindings: DualStringArray::new(vec![string], Vec::new())?,
            rem_unknown: GUID::from_u128(9),
            authentication_hint: 6,
            version: COM_VERSION,
        };
        let mut writer = Writer::new();
        results.write(&mut writer)?;
        writer.i32(0);
        assert_eq!(ActivationResults::read(&mut Reader::new(writer.as_slice()))?, Ok(results));
        Ok(())
    }

    #[test]
    fn damaged_properties_are_refused_and_nothing_panics() {
        let mut writer = Writer::new();
        request().write(&mut writer, REMOTE_CREATE_INSTANCE).unwrap();
        let bytes = writer.into_vec();
        for length in 0..bytes.len() {
            let read = ActivationRequest::read(&mut Reader::new(&bytes[..length]), REMOTE_CREATE_INSTANCE);
            assert!(read.is_err(), "{length} bytes");
        }
        for place in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[place] = value;
                let _ = ActivationRequest::read(&mut Reader::new(&damaged), REMOTE_CREATE_INSTANCE);
            }
        }
    }
}
