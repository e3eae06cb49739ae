//! IRemoteSCMActivator: classes of this machine for other ones ([MS-DCOM] 3.1.2.5.2.3).
//!
//! The class is activated as for a client of this machine; then the server's own process is asked for an OBJREF by which
//! another machine finds it, so that nothing goes through this one any more.

use std::sync::Arc;

use oxcom_abi::{CLSCTX_LOCAL_SERVER, E_ACCESSDENIED, E_NOTIMPL, REGDB_E_CLASSNOTREG, S_FALSE, S_OK};
use oxcom_link::Link;
use oxcom_wire::activation::{
    ActivationRequest, ActivationResults, REMOTE_CREATE_INSTANCE, REMOTE_GET_CLASS_OBJECT,
};
use oxcom_wire::ndr::{Reader, Writer};
use oxcom_wire::objref::ObjRef;
use oxcom_wire::orpc::{self, COM_VERSION, OrpcThis};
use windows_core::{GUID, HRESULT, IUnknown, Interface};

use super::Dcom;
use crate::apartment::{self, multi};
use crate::error::{Error, Result};
use crate::export::{query, rem_unknown_ipid};
use crate::marshal::{Destination, Direction, marshal};
use crate::{activation, process};

impl Dcom {
    /// Runs one method: reads its arguments, writes its results. False: there is no such method.
    pub(super) fn activator_method(
        &self,
        link: &Arc<dyn Link>,
        opnum: u16,
        reader: &mut Reader<'_>,
        writer: &mut Writer<'_>,
    ) -> Result<bool> {
        if ![REMOTE_GET_CLASS_OBJECT, REMOTE_CREATE_INSTANCE].contains(&opnum) {
            return Ok(false);
        }
        OrpcThis::read(reader)?;
        let request = ActivationRequest::read(reader, opnum)?;
        orpc::write_that(writer, &[])?;
        let activated = allowed(&request).and_then(|()| self.activate_here(link, opnum, &request));
        match activated {
            Ok(results) => {
                results.write(writer)?;
                let all = results.interfaces.iter().all(|(_, result)| result.is_ok());
                writer.i32(if all { S_OK } else { S_FALSE }.0);
            }
            Err(error) => {
                tracing::warn!(clsid = ?request.clsid, %error, "a class was not activated for another machine");
                writer.null_referent();
                writer.i32(error.hresult().0);
            }
        }
        Ok(true)
    }

    fn activate_here(
        &self,
        link: &Arc<dyn Link>,
        opnum: u16,
        request: &ActivationRequest,
    ) -> Result<ActivationResults> {
        let mut results = None;
        apartment::visit(&multi(), || results = Some(interfaces_of(link, opnum, request)));
        let interfaces = results.unwrap_or(Err(Error::Disconnected))?;
        let failure = interfaces.iter().find_map(|(_, result)| result.as_ref().err().copied());
        let first = interfaces.iter().find_map(|(_, result)| result.as_ref().ok());
        let first = first.ok_or(Error::Answered(failure.unwrap_or(oxcom_abi::E_NOINTERFACE)))?;
        let (objref, _) = ObjRef::read(first)?;
        let (Some(std), Some(bindings)) = (objref.std(), objref.resolver()) else {
            return Err(Error::NotSupported("an object that marshals itself, as the first interface"));
        };
        let (oxid, rem_unknown) = (std.oxid, rem_unknown_ipid(std.oxid));
        self.links.know(oxid, bindings.clone(), rem_unknown);
        Ok(ActivationResults {
            oxid,
            bindings: bindings.clone(),
            rem_unknown,
            authentication_hint: self.authentication_hint(),
            version: COM_VERSION,
            interfaces,
        })
    }
}

/// Whether the class's registration lets other machines have it.
fn allowed(request: &ActivationRequest) -> Result<()> {
    let class = process::registry().class(&request.clsid);
    match class {
        None => Err(Error::Answered(REGDB_E_CLASSNOTREG)),
        Some(class) if !class.remote => Err(Error::Answered(E_ACCESSDENIED)),
        Some(_) if request.has_instance => Err(Error::Answered(E_NOTIMPL)),
        Some(_) => Ok(()),
    }
}

type Interfaces = Vec<(GUID, std::result::Result<Vec<u8>, HRESULT>)>;

/// The interfaces that are asked for, as OBJREFs for another machine.
fn interfaces_of(link: &Arc<dyn Link>, opnum: u16, request: &ActivationRequest) -> Result<Interfaces> {
    let clsid = &request.clsid;
    let object = match opnum {
        REMOTE_CREATE_INSTANCE => activation::create_instance(clsid, CLSCTX_LOCAL_SERVER, &IUnknown::IID)?,
        _ => activation::class_object(clsid, CLSCTX_LOCAL_SERVER, &IUnknown::IID)?,
    };
    // SAFETY: an owned interface pointer.
    let object = unsafe { IUnknown::from_raw(object) };
    let destination = Destination::Message { link, direction: Direction::Answer, shares_memory: false };
    let interface = |iid: &GUID| -> Result<Vec<u8>> {
        let interface = query(&object, iid)?;
        // SAFETY: this thread is in the multithreaded apartment, where the proxy lives, and holds it.
        unsafe { marshal(iid, interface.as_raw(), destination) }
    };
    let marshaled = |iid: &GUID| (*iid, interface(iid).map_err(|error| error.hresult()));
    Ok(request.iids.iter().map(marshaled).collect())
}
