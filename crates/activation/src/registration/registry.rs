//! The registry: every registration that this process can see, read once and looked up in hash tables.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant, SystemTime};

use windows_core::GUID;

use super::{Class, Component, Interface};
use crate::environment::variable;

/// Where registrations are sought, and what was found there.
///
/// The search path, first match wins:
///
/// 1. components that the process registered for itself alone ([`register_in_process`](Self::register_in_process));
/// 2. `$OXCOM_PATH`, folders or files separated by colons;
/// 3. `oxcom/` in the folder of the program;
/// 4. `oxcom/registrations/` in `$XDG_DATA_HOME` (`~/.local/share`);
/// 5. the same in each of `$XDG_DATA_DIRS` (`/usr/local/share:/usr/share`).
///
/// A program with more rights than its user (set-user-id) reads neither of the variables.
///
/// A lookup costs a hash table. That a folder has changed is looked for when a lookup finds nothing, and at most once a
/// second when it does; [`refresh`](Self::refresh) does it at once. Broken files are skipped and [listed](Self::list).
#[derive(Debug)]
pub struct Registry {
    /// Folders and files, in order. immutable
    places: Vec<PathBuf>,
    /// The user's own folder, which `register` writes to. immutable
    pub(super) user: Option<PathBuf>,
    /// guarded by: itself, never held while files are read
    state: RwLock<State>,
}

#[derive(Debug)]
struct State {
    found: Found,
    overlay: Vec<(InProcess, Arc<Component>)>,
    last_overlay: u64,
    index: Index,
    checked: Instant,
}

/// Names a component that the process registered for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InProcess(u64);

/// What [`Registry::list`] shows.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// All components, in the order of the search path.
    pub components: Vec<Arc<Component>>,
    /// The files that were skipped.
    pub problems: Vec<Problem>,
}

/// A registration file that was skipped, and why.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub message: String,
}

/// How long a lookup that succeeds trusts what was read before.
const TRUST: Duration = Duration::from_secs(1);

impl Registry {
    /// The registry as this process's environment describes it.
    pub fn from_environment() -> Self {
        let absolute = |path: &PathBuf| path.is_absolute();
        let home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/share"));
        let user = variable("XDG_DATA_HOME").map(PathBuf::from).filter(absolute).or_else(home);
        let user = user.filter(absolute).map(|data| data.join("oxcom/registrations"));
        let system = variable("XDG_DATA_DIRS").filter(|list| !list.is_empty());
        let system = system.unwrap_or_else(|| "/usr/local/share:/usr/share".into());

        let mut places: Vec<PathBuf> = Vec::new();
        if let Some(list) = variable("OXCOM_PATH") {
            places.extend(std::env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()));
        }
        let beside = std::env::current_exe().ok().map(|program| program.with_file_name("oxcom"));
        // The command `oxcom` itself has that name.
        places.extend(beside.filter(|beside| !beside.is_file()));
        places.extend(user.clone());
        places.extend(
            std::env::split_paths(&system).filter(absolute).map(|data| data.join("oxcom/registrations")),
        );
        Registry::new(places, user)
    }

    /// A registry that looks in `places` (folders or files) and writes to `user`.
    pub fn new(mut places: Vec<PathBuf>, user: Option<PathBuf>) -> Self {
        // The user's folder is often among the system's, too.
        let mut seen = HashSet::new();
        places.retain(|place| seen.insert(place.clone()));
        let found = Found::read(&places);
        let index = Index::new(&[], &found);
        let checked = Instant::now();
        let state = State { found, overlay: Vec::new(), last_overlay: 0, index, checked };
        Registry { places, user, state: RwLock::new(state) }
    }

    /// The class of this id.
    pub fn class(&self, clsid: &GUID) -> Option<Arc<Class>> {
        self.look_up(|index| index.classes.get(clsid).cloned())
    }

    /// The class of this program id, with or without version, in either case.
    pub fn class_by_progid(&self, progid: &str) -> Option<Arc<Class>> {
        let progid = progid.to_ascii_lowercase();
        self.look_up(|index| index.progids.get(&progid).cloned())
    }

    /// The interface of this id.
    pub fn interface(&self, iid: &GUID) -> Option<Arc<Interface>> {
        self.look_up(|index| index.interfaces.get(iid).cloned())
    }

    /// All components, the shadowed ones too, and the files that were skipped.
    pub fn list(&self) -> Listing {
        self.refresh();
        let state = self.state.read().expect("not poisoned");
        let own = state.overlay.iter().map(|(_, component)| component.clone());
        Listing {
            components: own.chain(state.found.components.iter().cloned()).collect(),
            problems: state.found.problems.clone(),
        }
    }

    /// Registers a component for this process alone, before all files. It lasts until it is
    /// [withdrawn](Self::unregister_in_process).
    pub fn register_in_process(&self, component: Component) -> InProcess {
        let mut state = self.state.write().expect("not poisoned");
        state.last_overlay += 1;
        let name = InProcess(state.last_overlay);
        state.overlay.push((name, Arc::new(component)));
        state.index = Index::new(&state.overlay, &state.found);
        name
    }

    /// Withdraws a component that the process registered for itself.
    pub fn unregister_in_process(&self, name: InProcess) {
        let mut state = self.state.write().expect("not poisoned");
        state.overlay.retain(|(other, _)| *other != name);
        state.index = Index::new(&state.overlay, &state.found);
    }

    /// Reads all files again, changed or not.
    pub fn refresh(&self) {
        self.replace(Found::read(&self.places));
    }

    fn look_up<T>(&self, find: impl Fn(&Index) -> Option<T>) -> Option<T> {
        {
            let state = self.state.read().expect("not poisoned");
            if state.checked.elapsed() < TRUST
                && let Some(found) = find(&state.index)
            {
                return Some(found);
            }
        }
        self.refresh_if_changed();
        find(&self.state.read().expect("not poisoned").index)
    }

    fn refresh_if_changed(&self) {
        let now: Vec<Stamp> = self.places.iter().map(|place| Stamp::of(place)).collect();
        {
            let mut state = self.state.write().expect("not poisoned");
            state.checked = Instant::now();
            if state.found.stamps == now {
                return;
            }
        }
        self.refresh();
    }

    fn replace(&self, found: Found) {
        let mut state = self.state.write().expect("not poisoned");
        state.index = Index::new(&state.overlay, &found);
        state.found = found;
        state.checked = Instant::now();
    }
}

/// What the places held when they were last read.
#[derive(Debug)]
struct Found {
    stamps: Vec<Stamp>,
    components: Vec<Arc<Component>>,
    problems: Vec<Problem>,
}

impl Found {
    fn read(places: &[PathBuf]) -> Self {
        let mut found = Found { stamps: Vec::new(), components: Vec::new(), problems: Vec::new() };
        for place in places {
            // Before the reading, so that a change in between is seen the next time.
            found.stamps.push(Stamp::of(place).settled());
            found.read_place(place);
        }
        found
    }

    fn read_place(&mut self, place: &Path) {
        if place.extension().is_some_and(|extension| extension == "toml") && !place.is_dir() {
            return self.read_file(place);
        }
        let files = std::fs::read_dir(place).and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
        });
        match files {
            Ok(mut files) => {
                files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
                files.sort();
                files.iter().for_each(|file| self.read_file(file));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                self.problems.push(Problem { path: place.to_path_buf(), message: error.to_string() });
            }
        }
    }

    fn read_file(&mut self, file: &Path) {
        match Component::read(file) {
            Ok(component) => self.components.push(Arc::new(component)),
            Err(error) => {
                let message = match error {
                    crate::Error::Registration { message, .. } => message,
                    other => other.to_string(),
                };
                tracing::warn!(file = %file.display(), message, "registration skipped");
                self.problems.push(Problem { path: file.to_path_buf(), message });
            }
        }
    }
}

/// The state of a folder or file at a time.
#[derive(Debug, PartialEq, Eq)]
enum Stamp {
    Absent,
    Changed {
        device: u64,
        inode: u64,
        at: SystemTime,
    },
    /// Changed so lately that a second change might have left the same time: equal to nothing that is seen later.
    Unsettled,
}

/// The grain of file times is a tick of the kernel, at most 10 ms.
const GRAIN: Duration = Duration::from_millis(50);

impl Stamp {
    fn of(path: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        match std::fs::metadata(path).and_then(|facts| Ok((facts.dev(), facts.ino(), facts.modified()?))) {
            Ok((device, inode, at)) => Stamp::Changed { device, inode, at },
            Err(_) => Stamp::Absent,
        }
    }

    fn settled(self) -> Self {
        match self {
            Stamp::Changed { at, .. } if SystemTime::now() < at + GRAIN => Stamp::Unsettled,
            other => other,
        }
    }
}

/// Hash tables over all components; the first that names an id has it.
#[derive(Debug, Default)]
struct Index {
    classes: HashMap<GUID, Arc<Class>>,
    progids: HashMap<String, Arc<Class>>,
    interfaces: HashMap<GUID, Arc<Interface>>,
}

impl Index {
    fn new(overlay: &[(InProcess, Arc<Component>)], found: &Found) -> Self {
        let mut index = Index::default();
        for component in overlay.iter().map(|(_, component)| component).chain(&found.components) {
            for class in &component.classes {
                index.classes.entry(class.clsid).or_insert_with(|| class.clone());
                for progid in [&class.progid, &class.version_independent_progid].into_iter().flatten() {
                    index.progids.entry(progid.to_ascii_lowercase()).or_insert_with(|| class.clone());
                }
            }
            for interface in &component.interfaces {
                index.interfaces.entry(interface.iid).or_insert_with(|| interface.clone());
            }
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_guid;

    const CLSID: &str = "C8767698-8297-4BE1-904E-FC25034851D2";

    fn class_named(name: &str) -> String {
        format!("[[class]]\nclsid = '{CLSID}'\nname = '{name}'\nprogid = 'Some.Class.1'")
    }

    fn name_of(registry: &Registry) -> Option<String> {
        registry.class(&parse_guid(CLSID).unwrap())?.name.clone()
    }

    #[test]
    fn first_match_wins_and_the_process_comes_first() {
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(first.path().join("a.toml"), class_named("first")).unwrap();
        std::fs::write(second.path().join("a.toml"), class_named("second")).unwrap();
        let registry = Registry::new(vec![first.path().into(), second.path().into()], None);
        assert_eq!(name_of(&registry).as_deref(), Some("first"));
        assert_eq!(registry.list().components.len(), 2);

        let own = Component::parse(&class_named("own"), Path::new("/")).unwrap();
        let name = registry.register_in_process(own);
        assert_eq!(name_of(&registry).as_deref(), Some("own"));
        registry.unregister_in_process(name);
        assert_eq!(name_of(&registry).as_deref(), Some("first"));
    }

    #[test]
    fn a_place_named_twice_is_read_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.toml"), class_named("a")).unwrap();
        let user = folder.path().to_path_buf();
        let registry = Registry::new(vec![user.clone(), user.clone()], Some(user));
        assert_eq!(registry.list().components.len(), 1);
        assert_eq!(registry.unregister(CLSID).unwrap().len(), 1);
    }

    #[test]
    fn a_new_file_is_found_at_once_and_a_broken_one_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("registrations");
        let registry = Registry::new(vec![place.clone()], None);
        assert_eq!(name_of(&registry), None);
        std::fs::create_dir(&place).unwrap();
        std::fs::write(place.join("broken.toml"), "[[class]]\nname = 'x'").unwrap();
        assert_eq!(name_of(&registry), None);
        std::fs::write(place.join("whole.toml"), class_named("new")).unwrap();
        assert_eq!(name_of(&registry).as_deref(), Some("new"));

        let problems = registry.list().problems;
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].path, place.join("broken.toml"));
        assert!(problems[0].message.contains("clsid"), "{}", problems[0].message);
    }

    #[test]
    fn program_ids_in_either_case_and_interfaces_by_id() {
        let folder = tempfile::tempdir().unwrap();
        let interface = "[[interface]]\niid = '7D278258-3B05-45D3-AD60-CF65497B56B6'\nname = 'IHandleMgr'\n";
        let file = folder.path().join("x.toml");
        std::fs::write(&file, format!("{interface}{}", class_named("x"))).unwrap();
        let registry = Registry::new(vec![file], None);
        assert!(registry.class_by_progid("sOME.cLASS.1").is_some());
        assert!(registry.class_by_progid("Some.Class").is_none());
        let iid = parse_guid("7D278258-3B05-45D3-AD60-CF65497B56B6").unwrap();
        assert_eq!(registry.interface(&iid).unwrap().name.as_deref(), Some("IHandleMgr"));
    }
}
