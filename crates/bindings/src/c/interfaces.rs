//! Interfaces: a struct with a pointer to functions for C, an abstract class for C++. Both mean the same memory.
//!
//! ```text
//!   C                                               C++ (Itanium ABI: no virtual destructor, no hidden entries)
//!   struct IFoo { const IFooVtbl *lpVtbl; };        struct IFoo : public IUnknown
//!   struct IFooVtbl                                 {
//!   {                                                   virtual HRESULT Bar(int32_t x) = 0;
//!       IUnknown_METHODS(IFoo)                      };
//!       HRESULT (*Bar)(IFoo *This, int32_t x);
//!   };
//! ```

use std::fmt::Write;

use oxcom_typeinfo::model::{Interface, Method, MethodKind, Name};
use windows_core::GUID;

use super::types::{declare, is_const_by_direction, parameter};
use crate::Result;
use crate::description::Description;

/// Tells whether a method's parameter points to const: for descriptions whose source says so exactly.
pub(crate) type IsConst<'c> = dyn Fn(&Interface, &Method, usize) -> bool + 'c;

/// As the directions of the parameters suggest.
pub(crate) fn by_direction(_: &Interface, method: &Method, index: usize) -> bool {
    is_const_by_direction(&method.params[index])
}

/// Writes interfaces of a description.
pub(crate) struct Interfaces<'i, 'a> {
    pub(crate) description: &'i Description<'a>,
    pub(crate) is_const: &'i IsConst<'i>,
}

impl<'a> Interfaces<'_, 'a> {
    /// The id, for both languages.
    pub(crate) fn id(interface: &Interface) -> String {
        match &interface.iid {
            Some(iid) => format!("DEFINE_GUID(IID_{}, {});\n", interface.name.short(), fields_of(iid)),
            None => String::new(),
        }
    }

    /// An abstract class and its uuid.
    pub(crate) fn cpp(&self, interface: &Interface) -> Result<String> {
        let name = interface.name.short();
        let base =
            interface.base.as_ref().map_or(String::new(), |base| format!(" : public {}", base.short()));
        let mut text = format!("struct {name}{base}\n{{\n");
        for method in &interface.methods {
            let (params, result) = self.signature(interface, method)?;
            let method = method_name(method, interface);
            let _ =
                writeln!(text, "    virtual {result} STDMETHODCALLTYPE {method}({}) = 0;", params.join(", "));
        }
        text.push_str("};\n");
        if let Some(iid) = &interface.iid {
            let _ = writeln!(text, "OXCOM_UUID({name}, {})", fields_of(iid));
        }
        if let Some(base) = interface.base.as_ref().map(Name::short).filter(|base| *base != "IUnknown") {
            let _ = writeln!(text, "OXCOM_BASE({name}, {base})");
        }
        Ok(text)
    }

    /// The vtable's functions, as a macro so that derived interfaces can repeat them, the vtable, and the call macros.
    pub(crate) fn c(&self, interface: &'a Interface) -> Result<String> {
        let name = interface.name.short();
        let mut text = format!("#define {name}_METHODS(T)");
        if let Some(base) = &interface.base {
            let _ = write!(text, " \\\n    {}_METHODS(T)", base.short());
        }
        for method in &interface.methods {
            let (mut params, result) = self.signature(interface, method)?;
            params.insert(0, "T *This".to_owned());
            let method = method_name(method, interface);
            let _ = write!(text, " \\\n    {result} (STDMETHODCALLTYPE *{method})({});", params.join(", "));
        }
        let _ = write!(
            text,
            "\ntypedef struct {name}Vtbl\n{{\n    {name}_METHODS({name})\n}} {name}Vtbl;\n\
             struct {name}\n{{\n    const {name}Vtbl *lpVtbl;\n}};\n#ifdef COBJMACROS\n"
        );
        for (method, count) in self.all_methods(interface) {
            let args: String = (0..count).map(|index| format!(", a{index}")).collect();
            let _ =
                writeln!(text, "#define {name}_{method}(This{args}) ((This)->lpVtbl->{method}(This{args}))");
        }
        text.push_str("#endif\n");
        Ok(text)
    }

    /// The methods of an interface and of its bases by name, with how many parameters each has.
    fn all_methods(&self, interface: &'a Interface) -> Vec<(String, usize)> {
        let mut line = self.description.bases(interface);
        line.insert(0, interface);
        let outer = line.last().and_then(|last| last.base.as_ref()).map_or("", |base| base.short());
        let mut methods: Vec<(String, usize)> = Vec::new();
        if outer == "IUnknown" || outer == "IDispatch" {
            methods.extend([("QueryInterface", 2), ("AddRef", 0), ("Release", 0)].map(own));
        }
        if outer == "IDispatch" {
            let dispatch = [("GetTypeInfoCount", 1), ("GetTypeInfo", 3), ("GetIDsOfNames", 5), ("Invoke", 8)];
            methods.extend(dispatch.map(own));
        }
        for interface in line.into_iter().rev() {
            let own = interface.methods.iter();
            methods.extend(own.map(|method| (method_name(method, interface), method.params.len())));
        }
        methods
    }

    /// The parameters of a method, and its result.
    fn signature(&self, interface: &Interface, method: &Method) -> Result<(Vec<String>, String)> {
        let place = format!("{}::{}", interface.name, method.name);
        let mut params = Vec::new();
        for (index, param) in method.params.iter().enumerate() {
            let is_const = (self.is_const)(interface, method, index);
            params.push(parameter(self.description, &place, param, is_const)?);
        }
        Ok((params, declare(self.description, &place, &method.result, "")?.trim_end().to_owned()))
    }
}

fn own((name, count): (&str, usize)) -> (String, usize) {
    (name.to_owned(), count)
}

/// A method's name in a vtable: a property's accessors have the prefixes that MIDL gives them, if they share a name.
fn method_name(method: &Method, interface: &Interface) -> String {
    let shared = interface.methods.iter().filter(|other| other.name == method.name).count() > 1;
    match method.kind {
        MethodKind::PropertyGet if shared => format!("get_{}", method.name),
        MethodKind::PropertyPut if shared => format!("put_{}", method.name),
        MethodKind::PropertyPutRef if shared => format!("putref_{}", method.name),
        _ => method.name.clone(),
    }
}

/// The eleven numbers of a GUID.
pub(crate) fn fields_of(guid: &GUID) -> String {
    let mut text = format!("{:#010x}, {:#06x}, {:#06x}", guid.data1, guid.data2, guid.data3);
    for byte in guid.data4 {
        let _ = write!(text, ", {byte:#04x}");
    }
    text
}
