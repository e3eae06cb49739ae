//! What the system tells about the processes of a test.

use std::fs;

/// A process that is running.
pub struct Process(u32);

/// What it has had and has.
#[derive(Debug, Clone, Copy)]
pub struct Figures {
    /// Page faults so far.
    pub faults: u64,
    /// Mappings of shared memory now.
    pub mappings: usize,
    /// Open descriptors now.
    pub descriptors: usize,
    /// Bytes in memory now, shared with nobody.
    pub memory: u64,
    /// Bytes of shared memory now.
    pub shared: u64,
}

impl Process {
    pub fn this() -> Self {
        Process(std::process::id())
    }

    /// The server of this program: the process that runs it with `-Embedding`, for the same runtime directory.
    pub fn server() -> Self {
        let program = fs::read_link("/proc/self/exe").unwrap();
        let directory = std::env::var("OXCOM_TEST_DIRECTORY").unwrap();
        let is_server = |pid: &u32| {
            let folder = format!("/proc/{pid}");
            fs::read_link(format!("{folder}/exe")).is_ok_and(|path| path == program)
                && contains(&format!("{folder}/cmdline"), "-Embedding")
                && contains(&format!("{folder}/environ"), &directory)
        };
        let all = fs::read_dir("/proc").unwrap().flatten();
        let mut numbers = all.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        Process(numbers.find(is_server).expect("the server runs"))
    }

    pub fn figures(&self) -> Figures {
        let folder = format!("/proc/{}", self.0);
        let stat = fs::read_to_string(format!("{folder}/stat")).unwrap();
        // proc_pid_stat(5): minflt is the tenth field, and the name in parentheses the second.
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let status = fs::read_to_string(format!("{folder}/status")).unwrap();
        let resident = |kind: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(kind)).unwrap();
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
        };
        Figures {
            faults: fields[7].parse().unwrap(),
            mappings: fs::read_to_string(format!("{folder}/maps")).unwrap().lines().filter(is_shared).count(),
            descriptors: fs::read_dir(format!("{folder}/fd")).unwrap().count(),
            memory: resident("RssAnon:"),
            shared: resident("RssShmem:"),
        }
    }
}

fn is_shared(mapping: &&str) -> bool {
    mapping.contains("memfd:oxcom")
}

fn contains(file: &str, text: &str) -> bool {
    fs::read(file).is_ok_and(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
}
