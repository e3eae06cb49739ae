//! SAFEARRAY in memory and on the wire ([MS-OAUT] 2.2.30).
//!
//! ```text
//!  after two referent ids (a pointer to a pointer):
//!    cDims       u32   conformance of rgsabound
//!    cDims       u16
//!    fFeatures   u16
//!    cbElements  u32   4 for pointers, 16 for VARIANT
//!    cLocks      u16   and the VARTYPE, u16
//!    tag         u32   which of the unions' arms
//!    count       u32   of all elements
//!    data        a referent id; with an IID of their own: then the IID
//!    rgsabound   count u32 and lower bound i32, the leftmost dimension first (memory has it last)
//!    the data: count u32, elements; for records a count of 1 and a pointer to all of them; for those that are pointers, referent ids and then what they stand for
//! ```
//!
//! Between two sides that agree on it (`Pointers::lend_array`), fFeatures has the reserved bit 0x4000 and the data is a
//! reference: count u32 of bytes, bytes.

mod read;
mod write;

use crate::variant::{scalar_width, vt::*};
use oxcom_abi::{
    FADF_AUTO, FADF_BSTR, FADF_DISPATCH, FADF_EMBEDDED, FADF_RECORD, FADF_RESERVED, FADF_STATIC,
    FADF_UNKNOWN, FADF_VARIANT, IDispatch,
};
use windows_core::GUID;

/// What the elements are to the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Elements {
    /// Numbers of so many bytes.
    Plain(usize),
    Bstr,
    Variant,
    /// Interface pointers.
    Interface,
    /// Of a size that their IRecordInfo knows.
    Record,
}

impl Elements {
    fn of(vartype: u16) -> Option<Self> {
        match vartype {
            VT_BSTR => Some(Self::Bstr),
            VT_VARIANT => Some(Self::Variant),
            VT_UNKNOWN | VT_DISPATCH => Some(Self::Interface),
            VT_RECORD => Some(Self::Record),
            VT_DECIMAL => Some(Self::Plain(16)),
            _ => scalar_width(vartype).map(Self::Plain),
        }
    }

    /// Bytes in memory; `None` for records.
    fn size(self) -> Option<usize> {
        match self {
            Self::Plain(width) => Some(width),
            Self::Variant => Some(24),
            Self::Bstr | Self::Interface => Some(8),
            Self::Record => None,
        }
    }

    /// What cbElements says on the wire, where pointers have four bytes and VARIANTs sixteen.
    fn size_on_the_wire(self) -> Option<usize> {
        match self {
            Self::Plain(width) => Some(width),
            Self::Variant => Some(16),
            Self::Bstr | Self::Interface => Some(4),
            Self::Record => None,
        }
    }

    /// How many elements the array on the wire has. All records together are one; DECIMALs, for which there is no arm, go as
    /// two numbers of eight bytes each.
    fn on_the_wire(self, count: usize) -> Option<u32> {
        let count = match self {
            Self::Record => 1,
            Self::Plain(16) => count.checked_mul(2)?,
            _ => count,
        };
        u32::try_from(count).ok()
    }

    /// Bytes that an element has in the array on the wire.
    fn wire_size(self) -> usize {
        match self {
            Self::Plain(width) => width.min(8),
            Self::Bstr | Self::Variant | Self::Interface | Self::Record => 4,
        }
    }
}

/// Whether a SAFEARRAY of such elements can be sent.
pub(crate) fn is_supported_element(vartype: u16) -> bool {
    Elements::of(vartype).is_some()
}

/// SF_HAVEIID ([MS-OAUT] 2.2.8): interface pointers with an IID.
const SF_HAVEIID: u32 = 0x800d;

/// SF_TYPE ([MS-OAUT] 2.2.8) of elements with this VARTYPE.
fn tag(vartype: u16, has_iid: bool) -> Option<u32> {
    Some(match (Elements::of(vartype)?, vartype) {
        (Elements::Interface, _) if has_iid => SF_HAVEIID,
        (Elements::Plain(4), VT_ERROR) => VT_ERROR.into(),
        (Elements::Plain(width), _) => tag_of_width(width).into(),
        _ => vartype.into(),
    })
}

/// SF_I1, SF_I2, SF_I4, SF_I8: numbers of so many bytes.
fn tag_of_width(width: usize) -> u16 {
    match width {
        1 => VT_I1,
        2 => VT_I2,
        4 => VT_I4,
        _ => VT_I8,
    }
}

/// The VARTYPE that the features alone tell: arrays of interface pointers keep an IID where others keep the VARTYPE.
fn vartype_of_features(features: u16) -> Option<u16> {
    let has = |feature: i32| i32::from(features) & feature != 0;
    match () {
        () if has(FADF_RECORD) => Some(VT_RECORD),
        () if has(FADF_BSTR) => Some(VT_BSTR),
        () if has(FADF_UNKNOWN) => Some(VT_UNKNOWN),
        () if has(FADF_DISPATCH) => Some(VT_DISPATCH),
        () if has(FADF_VARIANT) => Some(VT_VARIANT),
        () => None,
    }
}

/// Whether elements of one VARTYPE may stand where the other is declared: the same, or numbers equally wide.
fn agree(declared: Option<u16>, found: u16) -> bool {
    declared.is_none_or(|declared| {
        declared == found || Elements::of(declared) == plain(found) && plain(found).is_some()
    })
}

fn plain(vartype: u16) -> Option<Elements> {
    Elements::of(vartype).filter(|elements| matches!(elements, Elements::Plain(_)))
}

/// The features that mean something to the receiver ([MS-OAUT] 2.2.9); not where the memory lies, and no reserved ones.
const SENT_FEATURES: u16 = !((FADF_AUTO | FADF_STATIC | FADF_EMBEDDED | FADF_RESERVED) as u16);

/// On the wire only: the data lies elsewhere.
const BY_REFERENCE: u16 = 0x4000;

/// The id of the interface that elements have when the array names none.
fn default_iid(vartype: u16) -> GUID {
    use windows_core::Interface;
    if vartype == VT_DISPATCH { IDispatch::IID } else { windows_core::IUnknown::IID }
}
