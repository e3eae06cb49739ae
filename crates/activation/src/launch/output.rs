//! What a starting server writes, and where it writes once it has started.
//!
//! While it starts, a server's output goes to a file in memory, of which the client shows the end if the start fails. No pipe:
//! a server whose client is gone must neither block nor be killed by a signal. The client drops what is too old while it
//! waits. When the server announces its class, the server's side moves its output to the journal or to `/dev/null`, so the
//! file's memory is free when the client has gone on.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{FallocateFlags, MemfdFlags, Mode, OFlags};
use windows_core::GUID;

use crate::directory::retry;
use crate::format_guid;

/// How many bytes of the end are shown.
const TAIL: u64 = 4096;
/// How much may gather before what is too old is dropped.
const LIMIT: u64 = 1 << 20;
/// How often a waiting client looks at how much has gathered (a file in memory cannot be watched).
const TRIM_EVERY: Duration = Duration::from_millis(100);

/// The output of a server that is starting.
pub(super) struct Output {
    file: OwnedFd,
    /// Where this server's output begins: not at 0 in a log file.
    begin: u64,
    in_memory: bool,
}

impl Output {
    /// A file in memory, known to the server's side by the class's name.
    pub(super) fn in_memory(clsid: &GUID) -> io::Result<Self> {
        let file = rustix::fs::memfd_create(memory_name(clsid), MemfdFlags::CLOEXEC)?;
        rustix::fs::fcntl_setfl(&file, OFlags::APPEND)?;
        Ok(Output { file, begin: 0, in_memory: true })
    }

    /// The log file that the registration names.
    pub(super) fn log(path: &Path) -> io::Result<Self> {
        let flags = OFlags::RDWR | OFlags::CREATE | OFlags::APPEND | OFlags::CLOEXEC | OFlags::NOCTTY;
        let file = retry(|| rustix::fs::open(path, flags, Mode::from_raw_mode(0o600))).map_err(|error| {
            io::Error::new(error.kind(), format!("its log file {}: {error}", path.display()))
        })?;
        let begin = length(&file);
        Ok(Output { file, begin, in_memory: false })
    }

    /// The output of a server that another client started.
    pub(super) fn of_process(id: i32, clsid: &GUID) -> Option<Self> {
        let path = format!("/proc/{id}/fd/2");
        if std::fs::read_link(&path).ok()?.to_str()? != link_of(clsid) {
            return None;
        }
        let file = std::fs::OpenOptions::new().read(true).write(true).open(path).ok()?;
        Some(Output { file: file.into(), begin: 0, in_memory: true })
    }

    pub(super) fn file(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }

    /// The end of what was written, whole lines where possible.
    pub(super) fn last_words(&self) -> String {
        let end = length(&self.file);
        let from = self.begin.max(end.saturating_sub(TAIL));
        let mut bytes = vec![0; TAIL as usize];
        let Ok(length) = retry(|| rustix::io::pread(&self.file, &mut bytes[..], from)) else {
            return String::new();
        };
        let text = String::from_utf8_lossy(&bytes[..length]);
        let text = text.trim_matches(['\0', '\n']);
        match text.split_once('\n') {
            Some((_, whole)) if from > self.begin => whole.trim_end().to_owned(),
            _ => text.trim_end().to_owned(),
        }
    }

    /// How often to [trim](Self::trim).
    pub(super) fn trim_every(&self) -> Duration {
        if self.in_memory { TRIM_EVERY } else { Duration::MAX }
    }

    /// Gives back the memory of what is too old to be shown. Failure costs memory only, and only until the start is over.
    pub(super) fn trim(&self) {
        let end = length(&self.file);
        if self.in_memory && end > LIMIT {
            let flags = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
            let _ = rustix::fs::fallocate(&self.file, flags, 0, end - 2 * TAIL);
        }
    }
}

/// Ends the capture of this process's output, if it was started as a server of `clsid` and is still captured.
pub(crate) fn release(clsid: &GUID) {
    let captured = |number: i32| {
        std::fs::read_link(format!("/proc/self/fd/{number}"))
            .is_ok_and(|link| link.as_os_str() == link_of(clsid).as_str())
    };
    let numbers: Vec<i32> = [1, 2].into_iter().filter(|number| captured(*number)).collect();
    if numbers.is_empty() {
        return;
    }
    let sink = match journal(Path::new("/run/systemd/journal/stdout")) {
        Ok(journal) => OwnedFd::from(journal),
        Err(_) => match std::fs::OpenOptions::new().write(true).open("/dev/null") {
            Ok(null) => null.into(),
            // Without either, the capture stays: it takes memory and hurts nobody.
            Err(_) => return,
        },
    };
    if numbers.contains(&1) {
        let _ = rustix::stdio::dup2_stdout(&sink);
    }
    if numbers.contains(&2) {
        let _ = rustix::stdio::dup2_stderr(&sink);
    }
}

/// Opens a stream to the system's journal, whose lines are named after this program (sd_journal_stream_fd's protocol).
fn journal(path: &Path) -> io::Result<UnixStream> {
    let mut stream = UnixStream::connect(path)?;
    stream.shutdown(std::net::Shutdown::Read)?;
    let program = std::env::current_exe().ok();
    let name = program.as_ref().and_then(|path| path.file_name()?.to_str()).unwrap_or("oxcom-server");
    let name = name.replace('\n', " ");
    // Identifier, unit, priority (6: information), whether lines begin with a priority, and three copies not wanted.
    stream.write_all(format!("{name}\n\n6\n1\n0\n0\n0\n").as_bytes())?;
    Ok(stream)
}

fn memory_name(clsid: &GUID) -> String {
    format!("oxcom-launch-{}", format_guid(clsid))
}

/// What the kernel shows as the link of a descriptor of the capture.
fn link_of(clsid: &GUID) -> String {
    format!("/memfd:{} (deleted)", memory_name(clsid))
}

fn length(file: &OwnedFd) -> u64 {
    rustix::fs::fstat(file).map_or(0, |facts| facts.st_size.max(0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(output: &Output, text: &str) {
        std::fs::File::from(output.file().try_clone_to_owned().unwrap()).write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn the_last_words_are_whole_lines_from_the_end() {
        let output = Output::in_memory(&GUID::from_u128(1)).unwrap();
        assert_eq!(output.last_words(), "");
        write(&output, "one\ntwo\n");
        assert_eq!(output.last_words(), "one\ntwo");
        for number in 0..1000 {
            write(&output, &format!("line {number}\n"));
        }
        let words = output.last_words();
        assert!(words.ends_with("\nline 999") && words.starts_with("line ") && words.len() <= TAIL as usize);
    }

    #[test]
    fn trimming_gives_memory_back_and_keeps_the_end() {
        let output = Output::in_memory(&GUID::from_u128(1)).unwrap();
        let line = "x".repeat(1023) + "\n";
        for _ in 0..4096 {
            write(&output, &line);
        }
        write(&output, "the end\n");
        let before = output.last_words();
        output.trim();
        let blocks = rustix::fs::fstat(&output.file).unwrap().st_blocks;
        assert!(blocks * 512 < 1 << 16, "{blocks} blocks left");
        assert_eq!(output.last_words(), before);
        write(&output, "and on\n");
        assert!(output.last_words().ends_with("the end\nand on"));
    }

    #[test]
    fn a_log_file_is_shown_from_where_this_server_began() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        std::fs::write(&path, "yesterday\n").unwrap();
        let output = Output::log(&path).unwrap();
        write(&output, "today\n");
        assert_eq!(output.last_words(), "today");
        assert_eq!(std::fs::read_to_string(path).unwrap(), "yesterday\ntoday\n");
    }

    #[test]
    fn the_journal_is_told_the_programs_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        let mut stream = journal(&path).unwrap();
        stream.write_all(b"hello\n").unwrap();
        drop(stream);
        let mut text = String::new();
        io::Read::read_to_string(&mut listener.accept().unwrap().0, &mut text).unwrap();
        let program = std::env::current_exe().unwrap();
        let program = program.file_name().unwrap().to_str().unwrap();
        assert_eq!(text, format!("{program}\n\n6\n1\n0\n0\n0\nhello\n"));
    }
}
