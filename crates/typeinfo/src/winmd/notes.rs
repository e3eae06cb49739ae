//! What custom attributes say: RDL's own (namespace `Windows.Win32.Metadata`) and those of `metadata/oxcom.rdl`.

use super::Damage;
use super::attribute::{Arguments, Value};
use crate::model::{Count, Iid, Name, Notes, PointerKind};
use windows_core::GUID;

/// The attributes of one item.
pub(super) struct Attributes<'a>(pub(super) Vec<(Name, Arguments<'a>)>);

/// The namespaces of RDL's attributes, now and in older metadata.
const METADATA: [&str; 2] = ["Windows.Win32.Metadata", "Windows.Win32.Foundation.Metadata"];
/// The namespace of ours.
const OURS: &str = "Oxcom";

/// Our attributes that methods can have.
pub(super) const OF_METHODS: &[&str] = &[
    "OneWayAttribute",
    "CallAsAttribute",
    "LocalAttribute",
    "DispIdAttribute",
    "PropertyGetAttribute",
    "PropertyPutAttribute",
    "PropertyPutRefAttribute",
];

/// Our attributes that parameters and fields can have.
const OF_VALUES: &[&str] = &[
    "RefAttribute",
    "UniqueAttribute",
    "FullAttribute",
    "TextAttribute",
    "SingleAttribute",
    "LengthIsAttribute",
    "InnerSizeIsAttribute",
    "ArrayOfAttribute",
    "IidIsAttribute",
    "SwitchIsAttribute",
    "CaseAttribute",
    "DefaultCaseAttribute",
    "SystemHandleAttribute",
    "Int3264Attribute",
];

/// Whether an attribute says something that is read here.
pub(super) fn of_interest(name: &Name) -> bool {
    name.namespace() == OURS || METADATA.contains(&name.namespace()) || name.short() == "GuidAttribute"
}

impl Attributes<'_> {
    /// Whether there is an attribute of this full name.
    pub(super) fn has(&self, full: &str) -> bool {
        self.0.iter().any(|(name, _)| name.full() == full)
    }

    /// The same for one of RDL's own.
    pub(super) fn has_metadata(&self, short: &str) -> bool {
        self.metadata(short).is_some()
    }

    /// The first argument of the attribute of this full name, if it is a number.
    pub(super) fn number(&self, full: &str) -> Option<i64> {
        let (_, arguments) = self.0.iter().find(|(name, _)| name.full() == full)?;
        first_number(arguments)
    }

    /// The same of all attributes of this full name.
    pub(super) fn numbers(&self, full: &str) -> Vec<i64> {
        let of_name = self.0.iter().filter(|(name, _)| name.full() == full);
        of_name.filter_map(|(_, arguments)| first_number(arguments)).collect()
    }

    /// The same for one of RDL's own.
    pub(super) fn metadata_number(&self, short: &str) -> Option<i64> {
        first_number(self.metadata(short)?)
    }

    /// The first argument of the attribute of this full name, if it is text.
    pub(super) fn text(&self, full: &str) -> Option<&str> {
        let (_, arguments) = self.0.iter().find(|(name, _)| name.full() == full)?;
        match arguments.fixed.first() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The id of an interface: eleven numbers.
    pub(super) fn guid(&self) -> Result<Option<GUID>, Damage> {
        let Some((_, arguments)) = self.0.iter().find(|(name, _)| name.short() == "GuidAttribute") else {
            return Ok(None);
        };
        let malformed = || Damage::Malformed("an interface's id");
        let mut numbers = [0u32; 11];
        for (number, value) in numbers.iter_mut().zip(&arguments.fixed) {
            let Value::Number(value) = value else { return Err(malformed()) };
            *number = u32::try_from(*value).map_err(|_| malformed())?;
        }
        let [data1, data2, data3, rest @ ..] = numbers;
        let short = |n: u32| u16::try_from(n).map_err(|_| malformed());
        let mut data4 = [0; 8];
        for (byte, number) in data4.iter_mut().zip(rest) {
            *byte = u8::try_from(number).map_err(|_| malformed())?;
        }
        Ok(Some(GUID { data1, data2: short(data2)?, data3: short(data3)?, data4 }))
    }

    /// The id of a struct: text.
    pub(super) fn record_id(&self) -> Result<Option<GUID>, Damage> {
        let Some(text) = self.text("Oxcom.RecordIdAttribute") else { return Ok(None) };
        let digits = text.replace('-', "");
        let id = u128::from_str_radix(&digits, 16).ok().filter(|_| digits.len() == 32 && text.len() == 36);
        id.map(|id| Some(GUID::from_u128(id))).ok_or(Damage::Malformed("a struct's id"))
    }

    /// A type that is there for other machines only.
    pub(super) fn other_architecture(&self) -> bool {
        const X64: i64 = 2;
        self.metadata_number("SupportedArchitectureAttribute").is_some_and(|bits| bits & X64 == 0)
    }

    /// One of our attributes that is not among `known`: it comes from a later version of the attributes' file, or
    /// stands where it has no meaning.
    pub(super) fn unknown(&self, known: &[&str]) -> Option<String> {
        let mut ours = self.0.iter().filter(|(name, _)| name.namespace() == OURS);
        let (name, _) = ours.find(|(name, _)| !known.contains(&name.short()))?;
        Some(name.short().trim_end_matches("Attribute").to_owned())
    }

    /// What is said of a parameter or field.
    pub(super) fn notes(&self) -> Notes {
        let index = |full| self.number(full).map(index);
        let pointer = match () {
            () if self.has("Oxcom.RefAttribute") => Some(PointerKind::Ref),
            () if self.has("Oxcom.UniqueAttribute") => Some(PointerKind::Unique),
            () if self.has("Oxcom.FullAttribute") => Some(PointerKind::Full),
            () => None,
        };
        let iid = match index("Oxcom.IidIsAttribute") {
            Some(param) => Some(Iid::Param(param)),
            None => self.has_metadata("ComOutPtrAttribute").then_some(Iid::Before),
        };
        Notes {
            count: self.count(),
            length: index("Oxcom.LengthIsAttribute"),
            inner_count: index("Oxcom.InnerSizeIsAttribute"),
            single: self.has("Oxcom.SingleAttribute"),
            iid,
            pointer,
            text: self.has("Oxcom.TextAttribute"),
            element: index("Oxcom.ArrayOfAttribute"),
            switch: index("Oxcom.SwitchIsAttribute"),
            cases: self.numbers("Oxcom.CaseAttribute"),
            default_case: self.has("Oxcom.DefaultCaseAttribute"),
            descriptor: self.has("Oxcom.SystemHandleAttribute"),
            int3264: self.has("Oxcom.Int3264Attribute"),
            unknown: self.unknown(OF_VALUES),
        }
    }

    /// RDL's `len_param`, `len_const` and `size_param`.
    fn count(&self) -> Option<Count> {
        let bytes =
            self.metadata("MemorySizeAttribute").and_then(|arguments| named(arguments, "BytesParamIndex"));
        if let Some(Value::Number(param)) = bytes {
            return Some(Count::Bytes(index(param)));
        }
        let arguments = self.metadata("NativeArrayInfoAttribute")?;
        if let Some(Value::Number(param)) = named(arguments, "CountParamIndex") {
            return Some(Count::Elements(index(param)));
        }
        if let Some(Value::Text(field)) = named(arguments, "CountFieldName") {
            return Some(Count::Named(field.to_owned()));
        }
        match named(arguments, "CountConst") {
            Some(Value::Number(count)) => Some(Count::Constant(u32::try_from(count).unwrap_or(0))),
            _ => None,
        }
    }

    fn metadata(&self, short: &str) -> Option<&Arguments<'_>> {
        let is = |name: &Name| name.short() == short && METADATA.contains(&name.namespace());
        self.0.iter().find(|(name, _)| is(name)).map(|(_, arguments)| arguments)
    }
}

fn named<'a>(arguments: &Arguments<'a>, wanted: &str) -> Option<Value<'a>> {
    arguments.named.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value)
}

/// The index of a parameter or field. One that cannot be is kept, as one that nobody has, so that the plan refuses it.
fn index(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn first_number(arguments: &Arguments<'_>) -> Option<i64> {
    match arguments.fixed.first() {
        Some(Value::Number(number)) => Some(*number),
        _ => None,
    }
}
