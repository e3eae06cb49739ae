//! Random values of any type, the same for the same seed.

use oxcom::abi::{
    IDispatch, VT_ARRAY, VT_BOOL, VT_BSTR, VT_BYREF, VT_CY, VT_DATE, VT_DECIMAL, VT_DISPATCH, VT_EMPTY,
    VT_ERROR, VT_I1, VT_I2, VT_I4, VT_I8, VT_INT, VT_NULL, VT_R4, VT_R8, VT_RECORD, VT_UI1, VT_UI2, VT_UI4,
    VT_UI8, VT_UINT, VT_UNKNOWN, VT_VARIANT,
};
use oxcom::{IUnknown, Interface};
use oxcom_typeinfo::plan::{Count, InterfaceId, Method, PointerKind, Scalar, Type, Union};

use crate::RECORD;
use crate::automation::width;
use crate::memory::{Subject, subject};
use crate::value::Value;

/// Makes values at random (xorshift).
pub struct Generator {
    state: u64,
    /// The objects that pointers may point to: the addresses of their IUnknown.
    objects: Vec<usize>,
    /// How many VARIANTs and SAFEARRAYs may be inside of one another.
    depth: usize,
    /// How often a struct may contain itself.
    again: usize,
}

const NUMBERS: [i32; 16] = [
    VT_I1, VT_UI1, VT_I2, VT_UI2, VT_I4, VT_UI4, VT_INT, VT_UINT, VT_I8, VT_UI8, VT_R4, VT_R8, VT_BOOL,
    VT_ERROR, VT_CY, VT_DATE,
];

/// The types of a method's parameters, or of a struct's fields, and which of their values are settled already, since others
/// depend on them.
struct Siblings<'a> {
    types: Vec<&'a Type>,
    values: Vec<Option<Value>>,
}

impl Siblings<'_> {
    fn count(&self, count: Count) -> usize {
        match count {
            Count::Constant(count) => count as usize,
            Count::Param(index) | Count::Field(index) => self.value(index).number(),
            Count::ParamBytes(index) => self.value(index).number(), // of bytes, here
        }
    }

    fn value(&self, index: u16) -> &Value {
        self.values[usize::from(index)].as_ref().expect("what others depend on is settled first")
    }
}

impl Generator {
    pub fn new(seed: u64, objects: Vec<usize>) -> Self {
        Self { state: 0x9e37_79b9_7f4a_7c15 ^ seed, objects, depth: 3, again: 3 }
    }

    fn next(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.next() as u8).collect()
    }

    /// Values for all parameters, those that come out only included.
    pub fn arguments(&mut self, method: &Method) -> Vec<Value> {
        let types = method.params.iter().map(|param| match subject(param) {
            Subject::Itself(ty) | Subject::Target(ty) => ty,
        });
        self.siblings(types.collect())
    }

    fn siblings(&mut self, types: Vec<&Type>) -> Vec<Value> {
        let mut siblings = Siblings { values: vec![None; types.len()], types };
        for ty in siblings.types.clone() {
            self.settle(ty, &mut siblings);
        }
        for index in 0..siblings.types.len() {
            if siblings.values[index].is_none() {
                siblings.values[index] = Some(self.value(siblings.types[index], &siblings));
            }
        }
        siblings.values.into_iter().flatten().collect()
    }

    /// Chooses the values that others depend on: counts, ids.
    fn settle(&mut self, ty: &Type, siblings: &mut Siblings<'_>) {
        match ty {
            Type::Pointer { target, .. } => self.settle(target, siblings),
            Type::FixedArray { element, .. } => self.settle(element, siblings),
            Type::Array { element, size, length, .. } | Type::Conformant { element, size, length, .. } => {
                let limit = 4;
                self.settle_count(*size, limit, siblings);
                if let Some(length) = length {
                    self.settle_count(*length, siblings.count(*size), siblings);
                }
                self.settle(element, siblings);
            }
            Type::Union { union, switch } => {
                let value = self.switch(union);
                if let Count::Param(index) | Count::Field(index) = switch.by {
                    let index = usize::from(index);
                    let width = siblings.types[index].layout().unwrap().size as usize;
                    let value = Value::Plain(value.to_le_bytes()[..width].into());
                    siblings.values[index].get_or_insert(value);
                }
            }
            Type::Interface(InterfaceId::Param(index)) => {
                let iid = if self.one_in(2) { IUnknown::IID } else { IDispatch::IID };
                // SAFETY: a GUID is 16 bytes of numbers.
                let bytes: [u8; 16] = unsafe { std::mem::transmute(iid) };
                siblings.values[usize::from(*index)].get_or_insert(Value::Plain(bytes.into()));
            }
            _ => {}
        }
    }

    /// A value for which a union has an arm.
    fn switch(&mut self, union: &Union) -> i64 {
        let index = self.below(union.arms.len());
        match &union.arms[index].cases[..] {
            [] => 77, // only the arm of all other values has none of its own
            cases => cases[self.below(cases.len())],
        }
    }

    fn settle_count(&mut self, count: Count, limit: usize, siblings: &mut Siblings<'_>) {
        let (Count::Param(index) | Count::ParamBytes(index) | Count::Field(index)) = count else { return };
        let index = usize::from(index);
        let width = siblings.types[index].layout().unwrap().size as usize;
        let number = self.below(limit + 1).to_le_bytes()[..width].to_vec();
        siblings.values[index].get_or_insert(Value::Plain(number));
    }

    fn value(&mut self, ty: &Type, siblings: &Siblings<'_>) -> Value {
        match ty {
            Type::Scalar(scalar) => Value::Plain(self.scalar(*scalar)),
            Type::Guid | Type::Decimal => Value::Plain(self.bytes(16)),
            Type::Bstr => self.bstr(),
            Type::Variant => self.variant(),
            Type::SafeArray(_) if self.one_in(10) => Value::Null,
            Type::SafeArray(vartype) => self.array(*vartype),
            Type::Interface(_) => self.object(),
            Type::Enclosing(enclosing) => {
                let structure = enclosing.structure().unwrap();
                self.again -= 1;
                let fields = self.siblings(structure.fields.iter().map(|field| &field.ty).collect());
                self.again += 1;
                Value::Sequence(fields)
            }
            Type::Struct(structure) => {
                Value::Sequence(self.siblings(structure.fields.iter().map(|field| &field.ty).collect()))
            }
            Type::Union { union, switch } => {
                let (Count::Param(index) | Count::Field(index)) = switch.by else { panic!("{ty}") };
                let arm = siblings.value(index).arm(union);
                Value::Sequence(arm.ty.iter().map(|ty| self.value(ty, siblings)).collect())
            }
            Type::Conformant { element, size, length, .. } => {
                self.sequence(element, siblings.count(length.unwrap_or(*size)), siblings)
            }
            Type::FixedArray { element, count } => self.sequence(element, *count as usize, siblings),
            Type::Pointer { kind, .. } | Type::Array { kind, .. } | Type::Text { kind, .. }
                if *kind != PointerKind::Ref && (self.again == 0 || self.one_in(5)) =>
            {
                Value::Null
            }
            Type::Pointer { target, .. } => Value::Pointer(Box::new(self.value(target, siblings))),
            Type::Array { element, size, length, .. } => {
                let count = siblings.count(length.unwrap_or(*size));
                Value::Pointer(Box::new(self.sequence(element, count, siblings)))
            }
            Type::Text { unit, .. } => {
                let letters = self.below(20);
                let mut bytes: Vec<u8> =
                    self.bytes(letters * usize::from(*unit)).iter().map(|byte| byte | 1).collect();
                bytes.extend([0, 0].iter().take(usize::from(*unit)));
                Value::Text(bytes)
            }
            Type::Descriptor => unreachable!("no method here takes a descriptor"),
        }
    }

    fn sequence(&mut self, element: &Type, count: usize, siblings: &Siblings<'_>) -> Value {
        Value::Sequence((0..count).map(|_| self.value(element, siblings)).collect())
    }

    fn scalar(&mut self, scalar: Scalar) -> Vec<u8> {
        match scalar {
            Scalar::Enum16 => vec![self.next() as u8, self.next() as u8 & 0x7f, 0, 0],
            Scalar::Int3264 => (self.next() >> 32).to_le_bytes().into(),
            scalar if self.one_in(8) => vec![[0, 0x7f, 0x80, 0xff][self.below(4)]; scalar.size() as usize],
            scalar => self.bytes(scalar.size() as usize),
        }
    }

    /// Any bytes, an odd number of them too, NULs among them.
    fn bstr(&mut self) -> Value {
        if self.one_in(8) {
            return Value::Null;
        }
        let length = self.below(40);
        Value::Bstr(self.bytes(length))
    }

    fn object(&mut self) -> Value {
        match self.below(self.objects.len() + 1) {
            0 => Value::Null,
            number => Value::Object(self.objects[number - 1]),
        }
    }

    fn variant(&mut self) -> Value {
        if self.depth == 3 && self.one_in(3) {
            let base = if self.one_in(5) { VT_VARIANT } else { self.vartype(true) };
            return Value::Variant(
                (base | VT_BYREF) as u16,
                Box::new(Value::Pointer(Box::new(self.held(base, false)))),
            );
        }
        let vartype = if self.one_in(8) { [VT_EMPTY, VT_NULL][self.below(2)] } else { self.vartype(true) };
        Value::Variant(vartype as u16, Box::new(self.held(vartype, false)))
    }

    /// Something that VARIANTs hold.
    fn vartype(&mut self, may_be_array: bool) -> i32 {
        match self.below(8) {
            0 => VT_BSTR,
            5 if self.depth > 0 => VT_RECORD,
            1 => VT_UNKNOWN,
            2 => VT_DISPATCH,
            3 => VT_DECIMAL,
            4 if may_be_array && self.depth > 0 => VT_ARRAY | self.element(),
            _ => NUMBERS[self.below(NUMBERS.len())],
        }
    }

    /// Something that SAFEARRAYs are made of.
    fn element(&mut self) -> i32 {
        match self.below(4) {
            0 if self.depth > 1 => [VT_VARIANT, VT_RECORD][self.below(2)],
            1 => [VT_BSTR, VT_UNKNOWN, VT_DISPATCH, VT_DECIMAL][self.below(4)],
            _ => NUMBERS[self.below(NUMBERS.len())],
        }
    }

    /// What a VARIANT or an element of this type holds.
    fn held(&mut self, vartype: i32, in_array: bool) -> Value {
        match vartype {
            VT_EMPTY | VT_NULL => Value::Null,
            VT_BSTR => self.bstr(),
            VT_UNKNOWN | VT_DISPATCH => self.object(),
            VT_DECIMAL if in_array => Value::Plain(self.bytes(16)),
            VT_DECIMAL => Value::Plain(self.bytes(14)),
            VT_RECORD if self.depth == 0 => Value::Null,
            VT_RECORD => {
                let depth = self.depth;
                self.depth = depth.saturating_sub(1);
                let fields = self.siblings(RECORD.fields.iter().map(|field| &field.ty).collect());
                self.depth = depth;
                Value::Sequence(fields)
            }
            VT_VARIANT => {
                let depth = self.depth;
                self.depth = depth.saturating_sub(1);
                let value = self.variant();
                self.depth = depth;
                value
            }
            array if array & VT_ARRAY != 0 => self.array(Some((array & !VT_ARRAY) as u16)),
            number => {
                let width = width(number as u16).unwrap();
                Value::Plain(self.bytes(width))
            }
        }
    }

    fn array(&mut self, declared: Option<u16>) -> Value {
        let vartype = declared.map_or_else(|| self.element(), i32::from);
        let iid = match vartype {
            VT_UNKNOWN if self.one_in(2) => Some(IUnknown::IID.to_u128()),
            VT_UNKNOWN | VT_DISPATCH => Some(IDispatch::IID.to_u128()),
            _ => None,
        };
        let dimensions = 1 + self.below(3);
        let mut bounds: Vec<_> =
            (0..dimensions).map(|_| (self.below(4) as u32, self.next() as i32 / 2)).collect();
        if dimensions == 1 && width(vartype as u16).is_some() && self.one_in(100) {
            bounds[0].0 = self.below(100_000) as u32; // large enough to be lent, sometimes
        }
        let count: usize = bounds.iter().map(|(count, _)| *count as usize).product();
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        let elements = (0..count).map(|_| self.held(vartype, true)).collect();
        self.depth = depth;
        Value::SafeArray { vartype: vartype as u16, iid, bounds, elements }
    }
}
