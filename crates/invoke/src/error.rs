//! What can go wrong between a vtable call and its bytes, and whose fault it is.

use oxcom_abi::*;
use std::fmt;
use windows_core::{GUID, HRESULT};

/// Why a plan was refused, a message could not be written, or one could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InvokeError {
    /// The description's fault: the engine cannot walk what it says. Found when the vtable or the stub plan is made.
    #[error("{place}: {reason}")]
    Plan {
        /// The interface, the method and, where one is at fault, the parameter.
        place: Box<Place>,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// This machine's fault: no memory for executable code, or a signature that libffi does not know.
    #[error("{place}: libffi refuses the signature")]
    Native {
        /// The interface and the method.
        place: Box<Place>,
    },
    /// The caller's fault: the interface has no method in this slot, or none that can be called remotely.
    #[error("interface {interface:?} has no remote method in slot {slot}")]
    NoMethod {
        /// The interface's id.
        interface: GUID,
        /// The slot that was asked for.
        slot: u16,
    },
    /// The fault of who calls the method, or of who implements it: an argument cannot be put on the wire.
    #[error("{place}: {fault}")]
    Write {
        /// The interface, the method and the parameter.
        place: Box<Place>,
        /// Which of the two it is.
        side: Side,
        /// What is wrong.
        fault: Fault,
    },
    /// The peer's fault: a message says what it cannot say.
    #[error("{place}: {fault}")]
    Read {
        /// The interface, the method and the parameter.
        place: Box<Place>,
        /// Who reads: the proxy reads answers, the stub requests.
        side: Side,
        /// What is wrong.
        fault: Fault,
    },
}

/// Which end of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The caller's end: writes requests, reads answers.
    Proxy,
    /// The object's end: reads requests, writes answers.
    Stub,
}

/// Where in an interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The interface's name.
    pub interface: String,
    /// The method's name.
    pub method: String,
    /// The parameter's name; `None` for the result, or where the method as a whole is meant.
    pub parameter: Option<String>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.interface, self.method)?;
        self.parameter.iter().try_for_each(|parameter| write!(f, "({parameter})"))
    }
}

/// What is wrong with one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The bytes are not NDR.
    #[error(transparent)]
    Wire(#[from] oxcom_wire::Error),
    /// A pointer that may not be null is null.
    #[error("a pointer that may not be null is null")]
    NullReference,
    /// A count is negative, too large, or not the one that another parameter announces.
    #[error("a count is out of bounds, or not the one announced")]
    Bound,
    /// An enumeration's value does not fit its 16 bits on the wire.
    #[error("an enumeration's value does not fit 16 bits")]
    EnumRange,
    /// A number that is 64 bits in memory and 32 on the wire does not fit there.
    #[error("a number does not fit 32 bits")]
    NumberRange,
    /// A VARTYPE that cannot be sent, or that is not the one expected.
    #[error("VARTYPE {0:#06x} cannot be sent here")]
    VariantType(u16),
    /// A union has no arm for the value of its switch.
    #[error("no arm of the union is for the value {0} of its switch")]
    UnionTag(i64),
    /// VARIANTs or SAFEARRAYs are nested deeper than the engine goes.
    #[error("values are nested too deep")]
    TooDeep,
    /// The fields of a value contradict each other.
    #[error("{0} contradicts the rest of the value")]
    Inconsistent(&'static str),
    /// There is no memory.
    #[error("there is no memory")]
    Memory,
    /// The method failed, and left results that cannot be sent: its failure is what counts.
    #[error("the method failed with {0:?}, and its results cannot be sent")]
    Failed(HRESULT),
    /// The owner could not marshal or unmarshal an interface pointer or a descriptor.
    #[error("a pointer could not be marshaled: {0:?}")]
    Pointer(HRESULT),
}

impl InvokeError {
    /// What a caller of the method gets to see.
    ///
    /// | Error | HRESULT |
    /// |---|---|
    /// | [`Plan`](Self::Plan), [`Native`](Self::Native) | RPC_E_UNEXPECTED, E_OUTOFMEMORY |
    /// | [`NoMethod`](Self::NoMethod) | RPC_S_PROCNUM_OUT_OF_RANGE |
    /// | a null reference | RPC_X_NULL_REF_POINTER |
    /// | a count of the caller's own | RPC_X_INVALID_BOUND |
    /// | a 16-bit enumeration | RPC_X_ENUM_VALUE_OUT_OF_RANGE |
    /// | a union's switch without an arm | RPC_S_INVALID_TAG |
    /// | a VARTYPE without a form on the wire | DISP_E_BADVARTYPE |
    /// | no memory | E_OUTOFMEMORY |
    /// | results of a method that failed | what the method answered |
    /// | an interface pointer | what [`Pointers`](crate::Pointers) answered |
    /// | anything else in a message that came in | RPC_X_BAD_STUB_DATA |
    /// | anything else that should go out | RPC_E_CLIENT_CANTMARSHAL_DATA, RPC_E_SERVER_CANTMARSHAL_DATA |
    pub fn code(&self) -> HRESULT {
        match self {
            Self::Plan { .. } => RPC_E_UNEXPECTED,
            Self::Native { .. } => E_OUTOFMEMORY,
            Self::NoMethod { .. } => from_win32(RPC_S_PROCNUM_OUT_OF_RANGE),
            Self::Write { fault, side, .. } => fault.outgoing_code(*side),
            Self::Read { fault, .. } => match fault {
                Fault::Pointer(code) => *code,
                Fault::Memory => E_OUTOFMEMORY,
                Fault::UnionTag(_) => from_win32(RPC_S_INVALID_TAG),
                _ => from_win32(RPC_X_BAD_STUB_DATA),
            },
        }
    }
}

impl From<InvokeError> for HRESULT {
    fn from(error: InvokeError) -> Self {
        error.code()
    }
}

impl Fault {
    fn outgoing_code(self, side: Side) -> HRESULT {
        match self {
            Fault::NullReference => from_win32(RPC_X_NULL_REF_POINTER),
            Fault::Bound | Fault::NumberRange => from_win32(RPC_X_INVALID_BOUND),
            Fault::EnumRange => from_win32(RPC_X_ENUM_VALUE_OUT_OF_RANGE),
            Fault::UnionTag(_) => from_win32(RPC_S_INVALID_TAG),
            Fault::VariantType(_) => DISP_E_BADVARTYPE,
            Fault::Memory => E_OUTOFMEMORY,
            Fault::Pointer(code) | Fault::Failed(code) => code,
            Fault::Wire(_) | Fault::TooDeep | Fault::Inconsistent(_) => match side {
                Side::Proxy => RPC_E_CLIENT_CANTMARSHAL_DATA,
                Side::Stub => RPC_E_SERVER_CANTMARSHAL_DATA,
            },
        }
    }
}

/// HRESULT_FROM_WIN32.
const fn from_win32(code: i32) -> HRESULT {
    HRESULT((code & 0xffff | 0x8007_0000_u32 as i32) as _)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_published_ones() {
        let place = Place { interface: "ICalc".into(), method: "Add".into(), parameter: Some("sum".into()) };
        assert_eq!(place.to_string(), "ICalc::Add(sum)");
        let write =
            |fault| InvokeError::Write { place: Box::new(place.clone()), side: Side::Stub, fault }.code();
        assert_eq!(write(Fault::NullReference), HRESULT(0x8007_06f4_u32 as _));
        assert_eq!(write(Fault::TooDeep), RPC_E_SERVER_CANTMARSHAL_DATA);
        let read =
            |fault| InvokeError::Read { place: Box::new(place.clone()), side: Side::Stub, fault }.code();
        assert_eq!(read(Fault::NullReference), HRESULT(0x8007_06f7_u32 as _));
        assert_eq!(read(Fault::Pointer(E_NOINTERFACE)), E_NOINTERFACE);
        let missing = InvokeError::NoMethod { interface: GUID::from_u128(1), slot: 9 };
        assert_eq!(missing.code(), HRESULT(0x8007_06d1_u32 as _));
    }
}
