//! Registration: what components say of themselves.
//!
//! A registration is a small TOML file that describes one component. Everything but the class ids is optional, and every
//! relative path is relative to `folder`, which is the file's own folder unless the file says otherwise:
//!
//! ```
//! # let text = r##"
//! name = "Image source"                      # of the component, for people
//! folder = "/opt/image-source"               # default: where this file lies
//! type_libraries = ["image-source.winmd"]    # describe the classes' and interfaces' methods
//!
//! [[class]]
//! clsid = "{C8767698-8297-4BE1-904E-FC25034851D2}"
//! name = "HandleMgr"
//! progid = "ImageSource.HandleMgr.1"
//! version_independent_progid = "ImageSource.HandleMgr"
//! use = "multiple"                           # one server for all clients, or "single": one each
//! server.command = ["image-source"]          # a word without a slash: beside this file, else on PATH
//! server.environment = { RUST_LOG = "info" } # added to the client's
//! server.timeout = 10                        # seconds until the class object must be there; default 30
//! server.log = "/var/log/image-source.log"   # where its output goes; default: the journal
//! access.users = ["alice", 1001]             # besides the server's own user, who may use it
//! access.groups = ["video"]
//! access.directory = "/run/image-source"     # where other users find it: owned by the server's user
//!
//! [[class]]
//! clsid = "{9A7D97EB-1491-438E-B88C-234390D727F2}"
//! name = "ImageHandleProxy"
//! library = "libimage_source_proxy.so"       # loaded into the client
//! threading = "Both"                         # "Apartment", "Free", "Both", "Neutral"; default: main apartment only
//! marshaler = true                           # an OBJREF_CUSTOM may create it
//! remote = false                             # whether other machines may activate it
//!
//! [[interface]]
//! iid = "{7D278258-3B05-45D3-AD60-CF65497B56B6}"
//! name = "IHandleMgr"
//! type_library = "image-source.winmd"        # default: the component's
//! proxy_stub = "{9A7D97EB-1491-438E-B88C-234390D727F2}" # a class with its own proxies; default: made at run time
//! # "##;
//! # let component = oxcom_activation::Component::parse(text, "/".as_ref()).unwrap();
//! # assert_eq!(component.classes[0].server.as_ref().unwrap().timeout.unwrap().as_secs(), 10);
//! # assert_eq!(component.interfaces[0].type_libraries[0].to_str(), Some("/opt/image-source/image-source.winmd"));
//! ```
//!
//! A key that is not in this list makes the file broken: a slip of the pen must not pass for a default.

mod access;
mod format;
mod library;
mod registry;
mod user;

pub(crate) use format::read_text;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use windows_core::GUID;

pub use access::{Access, Principal};
pub use registry::{InProcess, Listing, Problem, Registry};

use crate::{ClassUse, format_guid};

/// A component: the classes and interfaces that one registration describes.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// The file or library it was read from; `None` for one that a program made for itself.
    pub file: Option<PathBuf>,
    /// What the component's relative paths are relative to.
    pub folder: PathBuf,
    /// Its name, for people.
    pub name: Option<String>,
    /// Its classes.
    pub classes: Vec<Arc<Class>>,
    /// Its interfaces.
    pub interfaces: Vec<Arc<Interface>>,
}

/// A class: what the registry of other systems keeps under `CLSID`. All paths are absolute.
#[derive(Clone, Debug, Default)]
pub struct Class {
    /// The class id.
    pub clsid: GUID,
    /// The name, for people.
    pub name: Option<String>,
    /// The program id with its version, such as `ImageSource.HandleMgr.1`.
    pub progid: Option<String>,
    /// The program id of the newest version, such as `ImageSource.HandleMgr`.
    pub version_independent_progid: Option<String>,
    /// How to start a local server (`LocalServer32`).
    pub server: Option<Server>,
    /// The in-process library (`InprocServer32`), which exports `DllGetClassObject`.
    pub library: Option<PathBuf>,
    /// Which apartments the in-process library's objects may live in.
    pub threading: ThreadingModel,
    /// Type libraries (`.winmd`, `.tlb`) that describe the class's interfaces.
    pub type_libraries: Vec<PathBuf>,
    /// Whether an object reference from another process may name it as its unmarshaler ([MS-DCOM] 2.2.18.6).
    pub marshaler: bool,
    /// Whether other machines may have it activated here (DCOM), by the service that the administrator runs.
    pub remote: bool,
    /// Whether all clients share a server or each gets its own.
    pub usage: ClassUse,
    /// Who may use a local server of it.
    pub access: Access,
}

impl Class {
    /// Name and CLSID, as error messages show a class.
    pub fn title(&self) -> String {
        let clsid = format_guid(&self.clsid);
        match self.name.as_ref().or(self.progid.as_ref()) {
            Some(name) => format!("{name} {clsid}"),
            None => clsid,
        }
    }
}

/// How a local server of a class is started.
#[derive(Clone, Debug, Default)]
pub struct Server {
    /// Program and arguments; `-Embedding` is added. A program without a slash is a file of [`folder`](Self::folder)
    /// if there is one of that name, else one on PATH; one with a slash is relative to the folder.
    pub command: Vec<String>,
    /// The server's working directory.
    pub folder: PathBuf,
    /// Variables added to the environment that it gets from the client.
    pub environment: BTreeMap<String, String>,
    /// How long it has to announce its class object; `None`: [`launch::DEFAULT_TIMEOUT`](crate::launch::DEFAULT_TIMEOUT).
    pub timeout: Option<Duration>,
    /// The file that its output is appended to; `None`: the journal, see [`launch`](crate::launch).
    pub log: Option<PathBuf>,
}

impl Server {
    /// The program as it will be executed: an absolute path, or a bare name to be sought on PATH.
    pub fn program(&self) -> PathBuf {
        let program = Path::new(self.command.first().map_or("", String::as_str));
        let beside = self.folder.join(program);
        let is_bare = program.components().count() == 1 && !self.command[0].contains('/');
        if is_bare && !beside.is_file() { program.to_path_buf() } else { beside }
    }
}

/// An interface: what the registry of other systems keeps under `Interface`. All paths are absolute.
#[derive(Clone, Debug, Default)]
pub struct Interface {
    /// The interface id.
    pub iid: GUID,
    /// Its name, such as `IHandleMgr`.
    pub name: Option<String>,
    /// Where it is described; the first that knows it counts.
    pub type_libraries: Vec<PathBuf>,
    /// The class that makes proxies and stubs for it (`ProxyStubClsid32`); `None`: made at run time.
    pub proxy_stub: Option<GUID>,
}

/// `ThreadingModel`: which apartments an in-process class's objects may be created in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThreadingModel {
    /// None said: the process's first single-threaded apartment only.
    #[default]
    None,
    /// Any single-threaded apartment.
    Apartment,
    /// The multi-threaded apartment.
    Free,
    /// Whichever apartment asks.
    Both,
    /// The neutral apartment.
    Neutral,
}
