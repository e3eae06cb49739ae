//! The sample in a place of a test's own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use image_source_interfaces::Registration;
use oxcom_testing::{Place, Process, build, processes, until};

/// The sample's programs, registered in a place of their own.
pub(crate) struct Sample {
    pub(crate) place: Place,
    programs: PathBuf,
}

impl Sample {
    /// With the library through which clients read pixels in shared memory.
    pub(crate) fn with_proxy() -> Self {
        Self::new(true)
    }

    /// Without it: pixels are copied.
    pub(crate) fn without_proxy() -> Self {
        Self::new(false)
    }

    fn new(with_proxy: bool) -> Self {
        let programs = build(&["image-source", "image-source-proxy", "image-client"]);
        let place = Place::new();
        let log = place.folder().join("log");
        let registration = Registration::new().server(programs.join("image-source"), &[]).log(&log);
        let registration = match with_proxy {
            true => registration.proxy(&programs.join("libimage_source_proxy.so")),
            false => registration,
        };
        place.register("image-source", &registration.into_text());
        Self { place, programs }
    }

    /// The program image-client.
    pub(crate) fn client(&self, arguments: &[&str]) -> Command {
        let mut command = self.place.command(self.programs.join("image-client"));
        command.args(arguments);
        command
    }

    /// This test program in a role.
    pub(crate) fn role(&self, name: &str, argument: &str) -> Process {
        let own = std::env::current_exe().expect("a test knows its own file");
        let mut command = self.place.command(own);
        command.args(["--exact", "role", "--nocapture", "--test-threads=1"]);
        Process::start(command.env("ROLE", name).env("ARGUMENT", argument))
    }

    /// The processes that run the program image-source.
    pub(crate) fn servers(&self) -> Vec<u32> {
        processes(&self.place, &self.programs.join("image-source"))
    }

    /// How many servers were ever started.
    pub(crate) fn servers_started(&self) -> usize {
        let log = std::fs::read_to_string(self.place.folder().join("log")).unwrap_or_default();
        log.lines().filter(|line| line.starts_with("image source: process")).count()
    }

    /// Waits for a server that was started by hand.
    pub(crate) fn until_announced(&self) {
        until("the class to be announced", || {
            let files = self.place.left_behind();
            files.iter().any(|file| file.extension().is_some_and(|name| name == "class")).then_some(())
        });
    }

    /// Waits until the servers have ended by themselves, and looks whether anything is left.
    pub(crate) fn until_quiet(&self) {
        until("the servers to end", || self.servers().is_empty().then_some(()));
        let left = self.place.left_behind();
        assert!(left.is_empty(), "left in the runtime directory: {left:?}");
    }
}

/// Says a line to a process, and gives the answer's line without its first word, which is `word`.
pub(crate) fn ask(process: &mut Process, line: &str, word: &str) -> String {
    let input = process.stdin.as_mut().expect("it is piped");
    writeln!(input, "{line}").expect("the process reads");
    answer(process, word)
}

/// The rest of the next line that begins with `word`.
pub(crate) fn answer(process: &mut Process, word: &str) -> String {
    let line = process.line_with(word);
    line[word.len()..].trim().to_owned()
}

/// One line of `/proc/PID/maps`: which file is mapped, and how.
#[derive(Debug, PartialEq)]
pub(crate) struct Mapping {
    pub(crate) rights: String,
    /// Device and inode.
    pub(crate) file: (String, u64),
    pub(crate) path: String,
    range: std::ops::Range<usize>,
}

/// All mappings of a process.
pub(crate) fn mappings(process: u32) -> Vec<Mapping> {
    let text = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("maps"));
    text.expect("the process lives").lines().map(mapping).collect()
}

/// The mapping in which an address lies.
pub(crate) fn mapping_at(process: u32, address: usize) -> Mapping {
    let found = mappings(process).into_iter().find(|mapping| mapping.range.contains(&address));
    found.unwrap_or_else(|| panic!("{address:#x} is not mapped in process {process}"))
}

fn mapping(line: &str) -> Mapping {
    let mut words = line.split_whitespace();
    let mut word = || words.next().unwrap_or_default().to_owned();
    let (range, rights, _offset, device, inode, path) = (word(), word(), word(), word(), word(), word());
    let (start, end) = range.split_once('-').expect("a range");
    let number = |text| usize::from_str_radix(text, 16).expect("a hexadecimal number");
    Mapping {
        rights,
        file: (device, inode.parse().expect("a number")),
        path,
        range: number(start)..number(end),
    }
}
