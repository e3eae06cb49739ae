//! What a call needs to know of a method, found out at the first one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use oxcom_invoke::{Native, Signature};
use oxcom_typeinfo::typelib::{TypeDesc, vt};

use super::passed::Passed;
use crate::error::{Error, Result};
use crate::info::{Member, functions};
use crate::library::Loaded;

/// A method that is ready to be called.
pub(super) struct Prepared {
    pub(super) member: Member,
    /// One a parameter.
    pub(super) passed: Vec<Passed>,
    /// What it returns, if anything.
    pub(super) returned: Option<Passed>,
    pub(super) signature: Signature,
}

/// The methods of a type that have been called, by number and use (INVOKEKIND).
#[derive(Default)]
pub(crate) struct Methods {
    /// Guarded by: itself. At most one for each function and combination of uses.
    known: Mutex<HashMap<(i32, u16), Arc<Prepared>>>,
}

impl Methods {
    /// The function of this number for this use.
    pub(super) fn find(
        &self,
        loaded: &Arc<Loaded>,
        index: usize,
        memid: i32,
        uses: u16,
    ) -> Result<Arc<Prepared>> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(prepared) = known().get(&(memid, uses)) {
            return Ok(prepared.clone());
        }
        let is = |member: &Member| member.function().is_ok_and(|f| f.memid == memid && f.invoke & uses != 0);
        let member = functions(loaded, index)?.into_iter().find(is).ok_or(Error::MemberNotFound)?;
        let prepared = Arc::new(Prepared::new(member)?);
        known().insert((memid, uses), prepared.clone());
        Ok(prepared)
    }
}

impl Prepared {
    fn new(member: Member) -> Result<Self> {
        let function = member.function()?;
        let passed = function.params.iter().map(|param| Passed::of(&member.loaded, &param.ty));
        let passed = passed.collect::<Result<Vec<_>>>()?;
        let returned = match &function.result {
            TypeDesc::Base(vt::VOID) => None,
            result => Some(Passed::of(&member.loaded, result)?),
        };
        let natives = passed.iter().map(Passed::native).collect::<Result<Vec<_>>>()?;
        let native_result = returned.as_ref().map_or(Ok(Native::Void), Passed::native_result)?;
        let signature = Signature::new(&natives, &native_result).map_err(Error::NotCallable)?;
        Ok(Self { member, passed, returned, signature })
    }
}
