//! All that is generated, and in which order.

use std::path::{Path, PathBuf};

use oxcom_bindings::{generate_c, generate_cpp, generate_csharp, generate_csharp_server};
use oxcom_typeinfo::model::Library;
use oxcom_typeinfo::winmd;

use crate::error::{Error, read, read_bytes, write};
use crate::folder::Temporary;
use crate::rdl::{self, Description};
use crate::{rust, sdk};

/// The abi crate's bindings, from the root.
const ABI: &str = "crates/abi/src/bindings.rs";

/// The same for C and C++.
const HEADER: &str = "include/oxcom.h";

/// The descriptions, those first that others use. Each `x.rdl` is compiled to `x.winmd` beside it.
const DESCRIPTIONS: &[Description] = &[
    Description { rdl: "metadata/oxcom.rdl", references: &[], bindings: None },
    Description { rdl: "metadata/system.rdl", references: &["metadata/oxcom.winmd"], bindings: None },
    Description {
        rdl: "metadata/test.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("OxcomTest"),
    },
    Description {
        rdl: "metadata/inspection.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("OxcomInspection"),
    },
    Description { rdl: "metadata/values.rdl", references: &["metadata/oxcom.winmd"], bindings: None },
    Description {
        rdl: "samples/image-source/image_source.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("ImageSource"),
    },
    Description {
        rdl: "samples/lens/lens.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("Lens"),
    },
    Description {
        rdl: "interop/languages/peer.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("OxcomPeer"),
    },
    Description {
        rdl: "interop/conformance/conformance.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("Conformance"),
    },
    Description {
        rdl: "crates/messaging/ipc_client_server.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("IpcTest"),
    },
    Description {
        rdl: "crates/bench/bench.rdl",
        references: &["metadata/oxcom.winmd"],
        bindings: Some("OxcomBench"),
    },
];

/// What is made of a compiled description in other languages: by which generator, and where, from the root.
type Generate = fn(&Library, &str) -> oxcom_bindings::Result<String>;
const SAMPLE: &str = "samples/image-source/image_source.winmd";
const PEER: &str = "interop/languages/peer.winmd";
const LANGUAGES: &[(&str, Generate, &str)] = &[
    (SAMPLE, generate_c, "samples/clients/c/image_source.h"),
    (SAMPLE, generate_cpp, "samples/cpp/image_source.hpp"),
    (SAMPLE, generate_csharp, "samples/clients/csharp/ImageSource.cs"),
    (PEER, generate_c, "interop/languages/c/peer.h"),
    (PEER, generate_cpp, "interop/languages/cpp/peer.hpp"),
    (PEER, generate_csharp, "interop/languages/csharp/Peer.cs"),
    (PEER, generate_csharp_server, "interop/languages/csharp/PeerServer.cs"),
];

/// Brings everything generated up to date; says how many files changed. The others are not touched, so that nothing is
/// built again because of them, and no file is ever half-written.
pub(crate) fn update(root: &Path) -> Result<usize, Error> {
    let fresh = Temporary::new()?;
    let mut changed = 0;
    for file in generate(root, fresh.path())? {
        let new = read_bytes(&fresh.path().join(&file))?;
        if read_bytes(&root.join(&file)).ok().as_ref() != Some(&new) {
            write(&root.join(&file), new)?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Writes everything generated from the sources under `root` to the same places under `output`, and names the places.
pub(crate) fn generate(root: &Path, output: &Path) -> Result<Vec<PathBuf>, Error> {
    let abi = output.join(ABI);
    let list = read(&root.join("crates/abi/bindings.txt"))?;
    write_abi(&list, &abi)?;
    let supplied = rust::Supplied::read(names(&list), &read(&abi)?);
    let exports = read(&root.join("crates/liboxcom/exports.txt"))?;
    let base = read(&root.join("include/oxcom/base.h"))?;
    write(&output.join(HEADER), sdk::header(names(&list), &exports, &base)?)?;
    let mut made = vec![PathBuf::from(ABI), PathBuf::from(HEADER)];
    for description in DESCRIPTIONS {
        rdl::compile(description, root, output)?;
        made.push(description.winmd());
        if let Some(namespace) = description.bindings {
            rust::write_bindings(description, namespace, &supplied, root, output)?;
            made.push(description.rust());
        }
    }
    for (description, generate, target) in LANGUAGES {
        let library = winmd::read(&read_bytes(&output.join(description))?)
            .map_err(|damage| Error::Bindings(description.to_string(), damage.to_string()))?;
        let source = description.rsplit('/').next().unwrap_or(description);
        let text = generate(&library, source)
            .map_err(|error| Error::Bindings(description.to_string(), error.to_string()))?;
        write(&output.join(target), text)?;
        made.push(PathBuf::from(target));
    }
    Ok(made)
}

fn names(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with("//")).flat_map(str::split_whitespace)
}

fn write_abi(list: &str, output: &Path) -> Result<(), Error> {
    write(output, "")?; // makes the folders above it
    let mut builder = windows_bindgen::builder();
    builder.input_bytes(windows_default::WIN32).flat().output(output);
    for name in names(list) {
        builder.filter(name);
    }
    builder.write();
    // The generated code says `windows_core::BSTR`, which the abi crate supplies.
    let code = read(output)?;
    let head = "// Made by `cargo xtask bindings`; changes belong into bindings.txt.\nuse crate::com_core as windows_core;\n";
    write(output, format!("{head}{}", with_all_ids(&code)?))
}

/// The metadata takes the array that `IDispatch::GetIDsOfNames` fills for one number, and so does the trait that implements
/// it. This adds a method that gets the array, which calls the other one unless it is implemented itself.
fn with_all_ids(code: &str) -> Result<String, Error> {
    let changed = || Error::Bindings(ABI.to_owned(), "IDispatch_Impl is not generated as it was".to_owned());
    let cut = |text: &'static str| move |rest: &'_ str| rest.find(text).map(|at| at + text.len());
    let declared = cut("pub trait IDispatch_Impl")(code).ok_or_else(changed)?;
    let declared =
        declared + cut("-> windows_core::Result<DISPID>;\n")(&code[declared..]).ok_or_else(changed)?;
    let call = "                match IDispatch_Impl::GetIDsOfNames(";
    let from = code.find(call).ok_or_else(changed)?;
    let to = from + cut("Err(err) => err.into(),\n                }\n")(&code[from..]).ok_or_else(changed)?;
    Ok([&code[..declared], ALL_IDS, &code[declared..from], CALL_ALL_IDS, &code[to..]].concat())
}

const ALL_IDS: &str = "    unsafe fn GetAllIDsOfNames(
        &self,
        riid: *const windows_core::GUID,
        rgsznames: *const windows_core::PCWSTR,
        cnames: u32,
        lcid: LCID,
        rgdispid: *mut DISPID,
    ) -> windows_core::HRESULT {
        match IDispatch_Impl::GetIDsOfNames(self, riid, rgsznames, cnames, lcid) {
            Ok(ok__) => {
                unsafe { rgdispid.write(ok__) };
                windows_core::HRESULT(0)
            }
            Err(err) => err.into(),
        }
    }
";

const CALL_ALL_IDS: &str =
    "                IDispatch_Impl::GetAllIDsOfNames(this, riid, rgsznames, cnames, lcid, rgdispid)
";
