//! What peers ask of an exporter itself: IRemUnknown2 and its extension ([MS-DCOM] 3.1.1.5.6).
//!
//! An apartment's IRemUnknown2 has an IPID that follows from its OXID, so that nobody needs to ask for it.

use std::os::fd::OwnedFd;
use std::sync::Arc;

use oxcom_abi as abi;
use oxcom_link::Link;
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::objref::{ObjRef, ObjRefBody, StdObjRef};
use oxcom_wire::orpc::OrpcThis;
use oxcom_wire::rem_unknown::{
    REM_ADD_REF, REM_QUERY_INTERFACE, REM_QUERY_INTERFACE2, REM_RELEASE, RemAddRefResults, RemQi2Result,
    RemQiResult, RemQueryInterface, RemQueryInterface2, RemQueryInterface2Results, RemQueryInterfaceResults,
    read_interface_refs, write_release_result,
};
use windows_core::{GUID, HRESULT, Interface};

use super::{Owner, Stub, account, export, find};
use crate::error::{Error, Result};
use crate::extension;
use crate::marshal::{Destination, Direction, marshal};

/// The IPID of the IRemUnknown2 of the exporter `oxid`: no place in the table is so far out.
pub(crate) const fn ipid_of(oxid: u64) -> GUID {
    GUID { data1: u32::MAX, data2: 0, data3: 0, data4: oxid.to_le_bytes() }
}

/// The exporter whose IRemUnknown2 this is.
pub(crate) fn exporter_of(ipid: &GUID) -> Option<u64> {
    let oxid = u64::from_le_bytes(ipid.data4);
    (*ipid == ipid_of(oxid)).then_some(oxid)
}

/// The object that a request asks and that must be asked in its apartment: RemQueryInterface's, and one that sleeps and
/// that RemAddRef is to wake.
pub(crate) fn object_asked(opnum: u16, stub_data: &[u8]) -> Result<Option<Arc<Stub>>> {
    let mut reader = Reader::new(stub_data);
    match opnum {
        REM_QUERY_INTERFACE | REM_QUERY_INTERFACE2 => {
            OrpcThis::read(&mut reader)?;
            Ok(find(&reader.guid()?))
        }
        REM_ADD_REF => {
            OrpcThis::read(&mut reader)?;
            let references = read_interface_refs(&mut reader)?;
            let sleeper = references.iter().find_map(|reference| find(&reference.ipid).filter(sleeps));
            Ok(sleeper)
        }
        _ => Ok(None),
    }
}

fn sleeps(stub: &Arc<Stub>) -> bool {
    stub.manager().is_asleep()
}

/// Runs one method of the exporter `oxid`: reads its arguments, writes its results and the descriptors that go with them.
pub(crate) fn dispatch(
    link: &Arc<dyn Link>,
    oxid: u64,
    opnum: u16,
    reader: &mut Reader<'_>,
    writer: &mut Writer<'_>,
    descriptors: &mut Vec<OwnedFd>,
) -> Result<()> {
    match opnum {
        REM_QUERY_INTERFACE => query_interface(link, oxid, reader)?.write(writer)?,
        REM_QUERY_INTERFACE2 => query_interface2(link, oxid, reader, writer)?,
        REM_ADD_REF => add_references(link, oxid, reader)?.write(writer)?,
        REM_RELEASE => write_release_result(writer, release(link, reader)?),
        extension::REM_CLAIM => {
            status(writer, with_stub(oxid, reader, |stub, count| account::claim(stub, link, count)))
        }
        extension::REM_LAUNCH => {
            status(writer, with_stub(oxid, reader, |stub, count| account::launch(stub, link, count)))
        }
        extension::REM_WITHDRAW => {
            status(writer, with_stub(oxid, reader, account::withdraw));
        }
        extension::REM_SEGMENT => {
            let found = crate::segment::descriptor(&reader.array()?);
            status(writer, found.map(|descriptor| descriptors.push(descriptor)));
        }
        extension::REM_WORDS => {
            let found = crate::arrays::words_descriptor(link);
            status(writer, found.map(|descriptor| descriptors.push(descriptor)));
        }
        extension::REM_BLOCK => {
            let found = crate::arrays::block_descriptor(link, reader.u64()?);
            status(writer, found.map(|descriptor| descriptors.push(descriptor)));
        }
        extension::REM_ABROAD => {
            let mut objref = Vec::new();
            let given = with_stub(oxid, reader, |stub, count| give_abroad(stub, count, &mut objref));
            status(writer, given);
            writer.count(objref.len() as u32); // an OBJREF of this process
            writer.bytes(&objref);
        }
        extension::REM_HEARD => {
            let count = reader.count(8)?;
            let heard: Vec<u64> = (0..count).map(|_| reader.u64()).collect::<oxcom_wire::Result<_>>()?;
            crate::dcom::heard(&heard);
        }
        extension::REM_TAKEN => crate::import::taken(link, reader.u32()?),
        extension::REM_CANCEL => crate::call::cancelled_by_peer(link, reader.u64()?),
        extension::REM_GIVE_UP => crate::call::given_up_by_peer(link, reader.u64()?),
        _ => return Err(Error::InvalidMessage(format!("IRemUnknown2 has no method {opnum}"))),
    }
    Ok(())
}

/// A stub of the exporter `oxid`: who does not know the exporter's name cannot use its objects.
fn find_in(oxid: u64, ipid: &GUID) -> Option<Arc<Stub>> {
    find(ipid).filter(|stub| stub.apartment().oxid() == oxid)
}

fn query_interface(
    link: &Arc<dyn Link>,
    oxid: u64,
    reader: &mut Reader<'_>,
) -> Result<RemQueryInterfaceResults> {
    let question = RemQueryInterface::read(reader)?;
    let Some(stub) = find_in(oxid, &question.ipid) else {
        return Ok(RemQueryInterfaceResults { results: Vec::new(), hresult: abi::RPC_E_DISCONNECTED });
    };
    let results: Vec<_> = question.iids.iter().map(|iid| query_one(link, &stub, iid)).collect();
    let failures = results.iter().filter(|result| result.hresult.is_err()).count();
    let hresult = match failures {
        0 => abi::S_OK,
        all if all == results.len() => abi::E_NOINTERFACE,
        _ => abi::S_FALSE,
    };
    Ok(RemQueryInterfaceResults { results, hresult })
}

/// The same with OBJREFs, so that objects that marshal themselves are asked, too.
fn query_interface2(
    link: &Arc<dyn Link>,
    oxid: u64,
    reader: &mut Reader<'_>,
    writer: &mut Writer<'_>,
) -> Result<()> {
    let question = RemQueryInterface2::read(reader)?;
    let Some(stub) = find_in(oxid, &question.ipid) else {
        let results =
            question.iids.iter().map(|_| RemQi2Result { hresult: abi::E_NOINTERFACE, objref: None });
        let (results, hresult) = (results.collect(), abi::RPC_E_DISCONNECTED);
        return Ok(RemQueryInterface2Results { results, hresult }.write(writer)?);
    };
    let destination = Destination::Message { link, direction: Direction::Answer, shares_memory: false };
    let objref = |iid: &GUID| -> Result<Vec<u8>> {
        let object = super::query(&stub.interface()?, iid)?;
        // SAFETY: this runs in the object's apartment, and the pointer is held meanwhile.
        unsafe { marshal(iid, object.as_raw(), destination) }
    };
    let found: Vec<_> = question.iids.iter().map(objref).collect();
    let results: Vec<_> = found
        .iter()
        .map(|found| match found {
            Ok(objref) => RemQi2Result { hresult: abi::S_OK, objref: Some(objref) },
            Err(error) => RemQi2Result { hresult: error.hresult(), objref: None },
        })
        .collect();
    let failures = results.iter().filter(|result| result.hresult.is_err()).count();
    let hresult = match failures {
        0 => abi::S_OK,
        all if all == results.len() => abi::E_NOINTERFACE,
        _ => abi::S_FALSE,
    };
    Ok(RemQueryInterface2Results { results, hresult }.write(writer)?)
}

/// Lets another machine use what a process of this one uses: the OBJREF that says so.
fn give_abroad(stub: &Arc<Stub>, count: u32, objref: &mut Vec<u8>) -> Result<()> {
    let resolver = crate::dcom::open()?.bindings()?.clone();
    if !(1..=super::REFERENCES).contains(&count) {
        return Err(Error::InvalidArgument("a marshaled pointer does not take so many references along"));
    }
    if !account::credit_abroad(stub, None, count)? {
        return Err(Error::ObjectNotRegistered);
    }
    let std = StdObjRef {
        flags: 0,
        public_refs: count,
        oxid: stub.apartment().oxid(),
        oid: stub.manager().oid(),
        ipid: stub.ipid(),
    };
    let body = ObjRefBody::Standard { std, resolver };
    objref.extend(ObjRef { iid: stub.plan().iid(), body }.write());
    Ok(())
}

fn query_one(link: &Arc<dyn Link>, stub: &Stub, iid: &GUID) -> RemQiResult {
    // SAFETY: this runs in the object's apartment, and the stub holds the interface.
    let found = stub
        .interface()
        .and_then(|object| unsafe { export(stub.apartment(), object.as_raw(), iid, Owner::Link(link)) });
    match found {
        Ok(found) => RemQiResult {
            hresult: abi::S_OK,
            std: StdObjRef {
                flags: 0,
                public_refs: found.references,
                oxid: found.oxid,
                oid: found.oid,
                ipid: found.ipid,
            },
        },
        Err(error) => RemQiResult { hresult: error.hresult(), std: StdObjRef::default() },
    }
}

fn add_references(link: &Arc<dyn Link>, oxid: u64, reader: &mut Reader<'_>) -> Result<RemAddRefResults> {
    let add = |ipid: &GUID, count: u32| -> Result<()> {
        let stub = find_in(oxid, ipid).ok_or(Error::ObjectNotRegistered)?;
        // What sleeps is woken in its apartment: see `object_asked`.
        let here = sleeps(&stub) && stub.apartment().is_current();
        let object = here.then(|| stub.manager().object()).flatten();
        let added = account::credit_link(&stub, object.as_ref(), link, count)?;
        added.then_some(()).ok_or(Error::ObjectNotRegistered)
    };
    let results: Vec<_> = read_interface_refs(reader)?
        .iter()
        .map(|reference| hresult(add(&reference.ipid, reference.public_refs)))
        .collect();
    let all = results.iter().copied().find(|result| result.is_err()).unwrap_or(abi::S_OK);
    Ok(RemAddRefResults { results, hresult: all })
}

fn release(link: &Arc<dyn Link>, reader: &mut Reader<'_>) -> Result<HRESULT> {
    let mut all = abi::S_OK;
    for reference in read_interface_refs(reader)? {
        if let Err(error) = account::release_from(link, &reference.ipid, reference.public_refs) {
            tracing::debug!(peer = link.peer().pid, %error, "refused");
            all = error.hresult();
        }
    }
    Ok(all)
}

fn with_stub(
    oxid: u64,
    reader: &mut Reader<'_>,
    body: impl FnOnce(&Arc<Stub>, u32) -> Result<()>,
) -> Result<()> {
    let reference = extension::read_reference(reader)?;
    let stub = find_in(oxid, &reference.ipid).ok_or(Error::ObjectNotRegistered)?;
    body(&stub, reference.public_refs)
}

fn status(writer: &mut Writer<'_>, result: Result<()>) {
    writer.i32(hresult(result).0);
}

fn hresult(result: Result<()>) -> HRESULT {
    match result {
        Ok(()) => abi::S_OK,
        Err(error) => error.hresult(),
    }
}
