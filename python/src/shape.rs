//! What a value looks like in memory, and what it is in Python.
//!
//! A [`Shape`] joins the two descriptions that there are of a type: the plan's, which knows the layout, and the model's,
//! which knows that an integer is a VARIANT_BOOL or a member of an enumeration.

use std::sync::Arc;

use oxcom_typeinfo::model::{self, Definition, Library, Name};
use oxcom_typeinfo::plan::{self, Count, InterfaceId, Scalar};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// A type in memory and in Python.
#[derive(Clone)]
pub(crate) enum Shape {
    Scalar(Scalar, Flavor),
    Guid,
    Bstr,
    Variant,
    Decimal,
    SafeArray(Option<u16>),
    Interface(InterfaceId, Arc<str>),
    Struct(Arc<Struct>),
    Fixed {
        element: Box<Shape>,
        count: usize,
    },
    Pointer {
        nullable: bool,
        target: Box<Shape>,
    },
    Array {
        nullable: bool,
        element: Box<Shape>,
        size: Count,
        length: Option<Count>,
    },
    Text {
        nullable: bool,
        unit: u8,
    },
    Descriptor,
    /// So many bytes, of which Python has no picture, and what they are.
    Opaque(usize, &'static str),
}

/// What a number means.
#[derive(Clone)]
pub(crate) enum Flavor {
    Plain,
    VariantBool,
    Bool,
    Currency,
    Date,
    Hresult,
    Enum(Arc<Enum>),
}

/// An enumeration.
pub(crate) struct Enum {
    pub(crate) name: Name,
    pub(crate) values: Vec<(String, i64)>,
    class: PyOnceLock<Py<PyAny>>,
}

/// A struct.
pub(crate) struct Struct {
    pub(crate) name: Name,
    pub(crate) size: usize,
    pub(crate) fields: Vec<Field>,
    class: PyOnceLock<Py<PyType>>,
}

/// A field of a struct.
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) offset: usize,
    pub(crate) shape: Shape,
}

/// The libraries in which names are looked up.
pub(crate) struct Scope<'a>(pub(crate) &'a [&'a Library]);

impl<'a> Scope<'a> {
    pub(crate) fn definition(&self, name: &Name) -> Option<&'a Definition> {
        self.0.iter().find_map(|library| library.definition(name))
    }

    fn resolve(&self, ty: &model::Type) -> (model::Type, Option<&'a Definition>) {
        let mut ty = ty.clone();
        for _ in 0..32 {
            let model::Type::Named(name) = &ty else { break };
            match self.definition(name) {
                Some(Definition::Alias(alias)) => ty = alias.target.clone(),
                found => return (ty, found),
            }
        }
        (ty, None)
    }

    /// The shape of a type that the plan describes and the model names.
    pub(crate) fn shape(&self, ty: &plan::Type, named: &model::Type) -> Shape {
        let (named, definition) = self.resolve(named);
        let inner = |named: &model::Type| match named {
            model::Type::Pointer { target } => (**target).clone(),
            model::Type::Array { element, .. } => (**element).clone(),
            other => other.clone(),
        };
        let nullable = |kind: &plan::PointerKind| *kind != plan::PointerKind::Ref;
        match ty {
            plan::Type::Scalar(scalar) => Shape::Scalar(*scalar, flavor(&named, definition)),
            plan::Type::Guid => Shape::Guid,
            plan::Type::Bstr => Shape::Bstr,
            plan::Type::Variant => Shape::Variant,
            plan::Type::Decimal => Shape::Decimal,
            plan::Type::SafeArray(element) => Shape::SafeArray(*element),
            plan::Type::Interface(id) => {
                let name = match definition {
                    Some(Definition::Interface(interface)) => interface.name.short().into(),
                    _ => "oxcom.IUnknown".into(),
                };
                Shape::Interface(*id, name)
            }
            plan::Type::Descriptor => Shape::Descriptor,
            plan::Type::Union { union, .. } => Shape::Opaque(union.size as usize, "unions"),
            plan::Type::Enclosing(_) => Shape::Opaque(0, "structs that contain themselves"),
            plan::Type::Conformant { element, declared, .. } => {
                let element = self.shape(element, &inner(&named));
                Shape::Opaque(element.size() * *declared as usize, "structs that end in an array")
            }
            plan::Type::Text { kind, unit } => Shape::Text { nullable: nullable(kind), unit: *unit },
            plan::Type::Struct(layout) => Shape::Struct(Arc::new(self.structure(layout, &named, definition))),
            plan::Type::FixedArray { element, count } => {
                let element = Box::new(self.shape(element, &inner(&named)));
                Shape::Fixed { element, count: *count as usize }
            }
            plan::Type::Pointer { kind, target } => {
                let target = Box::new(self.shape(target, &inner(&named)));
                Shape::Pointer { nullable: nullable(kind), target }
            }
            plan::Type::Array { kind, element, size, length } => {
                let element = Box::new(self.shape(element, &inner(&named)));
                Shape::Array { nullable: nullable(kind), element, size: *size, length: *length }
            }
        }
    }

    fn structure(
        &self,
        layout: &plan::Struct,
        named: &model::Type,
        definition: Option<&'a Definition>,
    ) -> Struct {
        let record = match definition {
            Some(Definition::Struct(record)) => Some(record),
            _ => None,
        };
        let name = match named {
            model::Type::Named(name) => name.clone(),
            _ => Name::new(&layout.name),
        };
        let fields = layout.fields.iter().enumerate().map(|(index, field)| {
            let named = record
                .and_then(|record| record.fields.get(index))
                .map_or(&model::Type::Void, |field| &field.ty);
            let shape = self.shape(&field.ty, named);
            Field { name: field.name.clone(), offset: field.offset as usize, shape }
        });
        Struct { name, size: layout.size as usize, fields: fields.collect(), class: PyOnceLock::new() }
    }
}

fn flavor(named: &model::Type, definition: Option<&Definition>) -> Flavor {
    match (named, definition) {
        (model::Type::VariantBool, _) => Flavor::VariantBool,
        (model::Type::Bool, _) => Flavor::Bool,
        (model::Type::Currency, _) => Flavor::Currency,
        (model::Type::Date, _) => Flavor::Date,
        (model::Type::Hresult, _) => Flavor::Hresult,
        (_, Some(Definition::Enum(found))) => Flavor::Enum(Arc::new(Enum {
            name: found.name.clone(),
            values: found.values.clone(),
            class: PyOnceLock::new(),
        })),
        _ => Flavor::Plain,
    }
}

/// Bytes of a number.
pub(crate) fn width(scalar: Scalar) -> usize {
    match scalar {
        Scalar::I8 | Scalar::U8 => 1,
        Scalar::I16 | Scalar::U16 => 2,
        Scalar::I32 | Scalar::U32 | Scalar::F32 | Scalar::Enum16 => 4,
        _ => 8,
    }
}

impl Shape {
    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Scalar(scalar, _) => width(*scalar),
            Self::Guid | Self::Decimal => 16,
            Self::Variant => 24,
            Self::Struct(layout) => layout.size,
            Self::Fixed { element, count } => element.size() * count,
            Self::Descriptor => 4,
            Self::Opaque(size, _) => *size,
            _ => 8,
        }
    }

    /// Its name in signatures.
    pub(crate) fn python_name(&self) -> String {
        match self {
            Self::Scalar(_, Flavor::VariantBool | Flavor::Bool) => "bool".into(),
            Self::Scalar(_, Flavor::Currency) | Self::Decimal => "decimal.Decimal".into(),
            Self::Scalar(_, Flavor::Date) => "datetime.datetime".into(),
            Self::Scalar(_, Flavor::Enum(found)) => found.name.short().into(),
            Self::Scalar(Scalar::F32 | Scalar::F64, _) => "float".into(),
            Self::Scalar(..) | Self::Descriptor => "int".into(),
            Self::Guid => "oxcom.GUID".into(),
            Self::Bstr => "str".into(),
            Self::Variant | Self::Opaque(..) => "typing.Any".into(),
            Self::SafeArray(_) => "numpy.ndarray".into(),
            Self::Interface(_, name) if &**name == "IUnknown" => "oxcom.IUnknown".into(),
            Self::Interface(_, name) => name.to_string(),
            Self::Struct(layout) => layout.name.short().into(),
            Self::Fixed { element, .. } => format!("tuple[{}, ...]", element.python_name()),
            Self::Array { element, .. } if element.is_byte() => "bytes".into(),
            Self::Array { element, .. } => format!("list[{}]", element.python_name()),
            Self::Pointer { nullable: true, target } => format!("typing.Optional[{}]", target.python_name()),
            Self::Pointer { target, .. } => target.python_name(),
            Self::Text { nullable: true, .. } => "typing.Optional[str]".into(),
            Self::Text { .. } => "str".into(),
        }
    }

    /// The struct of this name in it.
    pub(crate) fn find_struct(&self, name: &str) -> Option<&Arc<Struct>> {
        match self {
            Self::Struct(layout) if layout.name.full() == name => Some(layout),
            Self::Struct(layout) => layout.fields.iter().find_map(|field| field.shape.find_struct(name)),
            Self::Fixed { element, .. } | Self::Array { element, .. } => element.find_struct(name),
            Self::Pointer { target, .. } => target.find_struct(name),
            _ => None,
        }
    }

    /// Whether arrays of it are bytes.
    pub(crate) fn is_byte(&self) -> bool {
        matches!(self, Self::Scalar(Scalar::U8, Flavor::Plain))
    }
}

impl Struct {
    /// The Python class.
    pub(crate) fn class<'py>(self: &Arc<Self>, py: Python<'py>) -> PyResult<&Bound<'py, PyType>> {
        let made = self.class.get_or_try_init(py, || {
            let fields: Vec<(&str, String)> =
                self.fields.iter().map(|field| (field.name.as_str(), field.shape.python_name())).collect();
            let handle = Py::new(py, Description(Shape::Struct(self.clone())))?;
            let module = py.import("oxcom._types")?;
            let class = module.call_method1("struct_class", (self.name.full(), fields, handle))?;
            Ok::<_, PyErr>(class.cast_into::<PyType>()?.unbind())
        })?;
        Ok(made.bind(py))
    }
}

impl Enum {
    /// The Python class.
    pub(crate) fn class<'py>(&self, py: Python<'py>) -> PyResult<&Bound<'py, PyAny>> {
        let made = self.class.get_or_try_init(py, || {
            let module = py.import("oxcom._types")?;
            let class = module.call_method1("enum_class", (self.name.full(), self.values.clone()))?;
            Ok::<_, PyErr>(class.unbind())
        })?;
        Ok(made.bind(py))
    }
}

/// A type as Python's side of the package holds it: for the values that fields have before anybody sets them.
#[pyclass(frozen, module = "oxcom._oxcom")]
pub(crate) struct Description(pub(crate) Shape);

#[pymethods]
impl Description {
    /// The values of a struct's fields whose memory is zeros.
    fn zeros<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let Shape::Struct(layout) = &self.0 else { return Ok(Vec::new()) };
        layout.fields.iter().map(|field| crate::lift::zero(py, &field.shape)).collect()
    }

    /// The names of the fields that are SAFEARRAYs.
    fn arrays(&self) -> Vec<String> {
        let Shape::Struct(layout) = &self.0 else { return Vec::new() };
        let arrays = layout.fields.iter().filter(|field| matches!(field.shape, Shape::SafeArray(_)));
        arrays.map(|field| field.name.clone()).collect()
    }
}
