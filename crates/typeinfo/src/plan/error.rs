//! Why an interface has no plan, said to whoever wrote its description.

use windows_core::GUID;

/// An interface whose calls cannot be marshaled as it is described.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PlanError {
    /// No library that was given describes the interface.
    #[error("no description of {0:?} is known")]
    Unknown(GUID),
    /// The description says too little, or something that marshaling cannot do.
    #[error("{place}: {reason}")]
    Refused {
        /// Where.
        place: Box<Place>,
        /// What, and what to do about it.
        reason: Reason,
    },
}

/// Where in a description something is amiss.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The interface's full name.
    pub interface: String,
    /// The method's name.
    pub method: Option<String>,
    /// The parameter's name.
    pub param: Option<String>,
    /// The field's name with its struct's: `Frame.data`.
    pub field: Option<String>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.interface)?;
        if let Some(method) = &self.method {
            write!(f, "::{method}")?;
        }
        if let Some(param) = &self.param {
            write!(f, ", parameter {param}")?;
        }
        if let Some(field) = &self.field {
            write!(f, ", field {field}")?;
        }
        Ok(())
    }
}

/// What is amiss, and what its author can do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the messages are the documentation")]
pub enum Reason {
    #[error("it derives from {0}, which no given library describes; add the library to the registration")]
    BaseUnknown(String),
    #[error("it does not derive from IUnknown; give it that base, or another interface that has it")]
    NoUnknown,
    #[error("its chain of bases is endless or too long")]
    BaseChain,
    #[error("its methods are not described (it is opaque); only pointers to it can be passed")]
    Opaque,
    #[error("it has more than {0} methods")]
    TooManyMethods(usize),
    #[error("no given library describes the type {0}; add its library to the registration")]
    TypeUnknown(String),
    #[error("{0} has no id; give it a guid")]
    NoIid(String),
    #[error("{0} is an alias that leads nowhere")]
    AliasChain(String),
    #[error("{0} cannot be passed to another process; use a struct, an interface or a SAFEARRAY")]
    Foreign(String),
    #[error("a bool from elsewhere need not be 0 or 1; use BOOL, VARIANT_BOOL or u8")]
    Bool,
    #[error(
        "nothing says which arm of the union {0} is valid; name the parameter or field that does (SwitchIs)"
    )]
    Union(String),
    #[error("a union is passed by pointer (*const)")]
    UnionByValue,
    #[error("there is no number with index {0} (never null) that could switch a union")]
    BadSwitch(u16),
    #[error("{0} has an arm without Case or DefaultCase, or two arms for one value")]
    BadCases(String),
    #[error(
        "the elements of an array in a union are counted by nothing in it; put it and its count into a struct"
    )]
    ArmCount,
    #[error("{0} is not a number and a union (without SwitchIs), which an Encapsulated struct is")]
    Encapsulated(String),
    #[error(
        "it points to nothing typed; say its size (size_param), its interface (iid_is, IidIs), or its type"
    )]
    VoidPointer,
    #[error(
        "it is a pointer to a pointer; say InnerSizeIs(n) if the inner one points to an array, Single if to one value"
    )]
    PointerToPointer,
    #[error("the value comes back, so it must be passed by pointer")]
    OutByValue,
    #[error("text that comes back needs a length (len_param), or one more pointer (*mut PWSTR)")]
    OutText,
    #[error("a SAFEARRAY that comes back needs *mut *mut SAFEARRAY; one that only goes in needs #[in]")]
    OutSafeArray,
    #[error("a pointer for a value that comes back cannot be null (Unique, Full); leave it Ref")]
    NullableOut,
    #[error("arrays of fixed length are passed by pointer (*const [T; N])")]
    ArrayByValue,
    #[error("an array cannot have zero elements")]
    EmptyArray,
    #[error("there is no number with index {0} (never null) that could count the elements")]
    BadCount(u16),
    #[error("there is no number field {0} that could count the elements")]
    BadCountField(String),
    #[error("the array of a field is counted in elements (len_param), not in bytes")]
    FieldBytes,
    #[error(
        "what counts the room of an array, or switches a union, must be known before the call; make parameter {0} an [in]"
    )]
    CountComesBack(u16),
    #[error("a length makes sense on an array only; add len_param or size_param")]
    LengthAlone,
    #[error("no [in] parameter before it points to a GUID; put the interface's id there, or say IidIs(n)")]
    NoIidParam,
    #[error("parameter {0} is not an [in] pointer to a GUID")]
    BadIidParam(u16),
    #[error("the id of a field's interface cannot be in another field; use the interface's own type")]
    FieldIid,
    #[error("{0} contains itself in place; what contains itself is a struct with a pointer to itself (*mut)")]
    Recursive(String),
    #[error("its types are nested too deeply")]
    TooDeep,
    #[error(
        "an array in place whose length a field counts is the last field of a struct; elsewhere it is pointed to (*mut T with len_param)"
    )]
    ConformantStruct,
    #[error(
        "{0} ends in an array of variable length; point to one of them (*mut T), or make it the last field of a struct"
    )]
    OpenStruct(String),
    #[error("only the method knows how long {0} will be; let the method allocate it (#[Single] *mut *mut T)")]
    OpenOut(String),
    #[error("{0} is packed or aligned to something that is no power of two up to 16")]
    BadPack(String),
    #[error("{0} has no fields")]
    EmptyStruct(String),
    #[error("it is larger than 2 GB")]
    TooLarge,
    #[error("a descriptor is an i32 or u32")]
    BadDescriptor,
    #[error("an Int3264 is a usize")]
    BadInt3264,
    #[error("text consists of i8, u8 or u16")]
    BadText,
    #[error("switch_is has no meaning without a union")]
    SwitchAlone,
    #[error("{0} means nothing on this type; take it away, or change the type")]
    InVain(&'static str),
    #[error("this version does not know the attribute {0} here")]
    UnknownAttribute(String),
    #[error("a method returns an HRESULT, nothing, or a number")]
    BadResult,
    #[error("a one-way method has no answer: it returns HRESULT or nothing, and no parameter comes back")]
    OneWayAnswers,
}
