//! A server that was started and has not yet announced its class.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use rustix::process::{Pid, PidfdFlags, Signal};
use windows_core::GUID;

use super::output::Output;
use super::spawn::{self, Report};
use super::start::{Note, Orphan};
use super::ticket::Ticket;
use crate::Class;
use crate::registration::Server;

/// A server, by the kernel's handle on its process: its number alone might come to name another one.
pub(super) struct Started {
    pidfd: OwnedFd,
    id: i32,
    since: Option<u64>,
    output: Option<Output>,
    /// Where the new process says why it could not execute the command; `None` if another client started it.
    report: Option<Report>,
}

impl Started {
    /// Starts a process for the server, which waits to be told to [go](Self::go).
    pub(super) fn spawn(class: &Class, server: &Server, ticket: &Ticket) -> io::Result<Self> {
        let output = match &server.log {
            Some(path) => Output::log(path)?,
            None => Output::in_memory(&class.clsid)?,
        };
        let launch = ticket.spell(&class.clsid);
        let (pidfd, id, report) = spawn::spawn(server, &launch, output.file())?;
        // The process still waits to be told to go, so the number is its own.
        Ok(Started { pidfd, id, since: running_since(id), output: Some(output), report: Some(report) })
    }

    /// Takes over a server whose starter ended; `None` if it ended as well.
    pub(super) fn adopt(orphan: Orphan, clsid: &GUID) -> Option<Self> {
        let pidfd = orphan.handle()?;
        let output = Output::of_process(orphan.id, clsid);
        Some(Started { pidfd, id: orphan.id, since: Some(orphan.since), output, report: None })
    }

    /// Lets the new process execute its command. If the client ends before that, the process ends without.
    pub(super) fn go(&self) -> io::Result<()> {
        self.report.as_ref().map_or(Ok(()), Report::go)
    }

    /// What a client needs that takes over.
    pub(super) fn note(&self) -> Note {
        Note::Server { id: self.id, since: self.since.unwrap_or(0) }
    }

    /// Readable when the process has ended.
    pub(super) fn life(&self) -> BorrowedFd<'_> {
        self.pidfd.as_fd()
    }

    /// The end of what it wrote.
    pub(super) fn last_words(&self) -> String {
        self.output.as_ref().map(Output::last_words).unwrap_or_default()
    }

    /// How often to [trim](Self::trim_output).
    pub(super) fn trim_every(&self) -> Duration {
        self.output.as_ref().map_or(Duration::MAX, Output::trim_every)
    }

    /// How the ended process ended, if the kernel tells: whose child it is, that process alone must be told.
    pub(super) fn status(&self) -> Option<ExitStatus> {
        let status = status_of_zombie(self.id, self.since?).or_else(|| status_of_reaped(self.pidfd.as_fd()));
        status.map(ExitStatus::from_raw)
    }

    pub(super) fn trim_output(&self) {
        if let Some(output) = &self.output {
            output.trim();
        }
    }

    /// Why the command could not be executed, if it could not.
    pub(super) fn exec_error(&self) -> Option<io::Error> {
        self.report.as_ref().and_then(Report::error)
    }

    /// Ends the process, and those it started that are still in its group.
    pub(super) fn kill(&self) {
        const PIDFD_SIGNAL_PROCESS_GROUP: libc::c_uint = 1 << 2;
        let no_info = std::ptr::null::<libc::siginfo_t>();
        // SAFETY: the call takes a descriptor, which is open, numbers, and a pointer that may be null.
        let status = unsafe {
            libc::syscall(
                libc::SYS_pidfd_send_signal,
                self.pidfd.as_raw_fd(),
                libc::SIGKILL,
                no_info,
                PIDFD_SIGNAL_PROCESS_GROUP,
            )
        };
        if status != 0 {
            // Kernels before 6.9 know no groups here. If the process has ended meanwhile, all the better.
            let _ = rustix::process::pidfd_send_signal(&self.pidfd, Signal::KILL);
        }
    }
}

impl Orphan {
    /// A handle on its process; `None` if it has ended.
    pub(super) fn handle(&self) -> Option<OwnedFd> {
        let pidfd = open(self.id)?;
        // It names the process that now has the number: is that the one of the note?
        (running_since(self.id)? == self.since).then_some(pidfd)
    }
}

/// A handle on the process with this number; `None` if there is none.
pub(super) fn open(id: i32) -> Option<OwnedFd> {
    rustix::process::pidfd_open(Pid::from_raw(id).filter(|_| id > 0)?, PidfdFlags::empty()).ok()
}

/// Since when the process with this number runs.
fn running_since(id: i32) -> Option<u64> {
    stat_field(&stat(id)?, 22)?.parse().ok()
}

/// The wait status of a process that has ended and whose parent has not asked for it yet.
fn status_of_zombie(id: i32, since: u64) -> Option<i32> {
    let stat = stat(id)?;
    let is_it = stat_field(&stat, 3)? == "Z" && stat_field(&stat, 22)?.parse() == Ok(since);
    if is_it { stat_field(&stat, 52)?.parse().ok() } else { None }
}

/// The wait status of a process whose parent has asked for it (Linux 6.15).
fn status_of_reaped(pidfd: BorrowedFd<'_>) -> Option<i32> {
    /// `struct pidfd_info` of linux/pidfd.h, first version.
    #[repr(C)]
    #[derive(Default)]
    struct Info {
        mask: u64,
        cgroup: u64,
        ids: [u32; 11],
        exit_code: i32,
    }
    const PIDFD_INFO_EXIT: u64 = 1 << 3;
    // _IOWR(0xFF, 11, struct pidfd_info)
    const PIDFD_GET_INFO: u32 = (3 << 30) | ((size_of::<Info>() as u32) << 16) | (0xFF << 8) | 11;

    let mut info = Info { mask: PIDFD_INFO_EXIT, ..Info::default() };
    // SAFETY: the descriptor is open, `info` is as long as the request's number says and may be written to.
    let status = unsafe { libc::ioctl(pidfd.as_raw_fd(), PIDFD_GET_INFO as _, &mut info) };
    (status == 0 && info.mask & PIDFD_INFO_EXIT != 0).then_some(info.exit_code)
}

fn stat(id: i32) -> Option<String> {
    std::fs::read_to_string(format!("/proc/{id}/stat")).ok()
}

/// A field of /proc/PID/stat, as proc(5) numbers them, from the third on.
fn stat_field(stat: &str, number: usize) -> Option<&str> {
    // The second, the program's name in parentheses, may hold anything.
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(number - 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_known_by_number_and_age() {
        let own = std::process::id() as i32;
        let since = running_since(own).unwrap();
        assert!(since > 0);
        let clsid = GUID::from_u128(1);
        assert!(Started::adopt(Orphan { id: own, since }, &clsid).is_some());
        assert!(Started::adopt(Orphan { id: own, since: since + 1 }, &clsid).is_none());
        assert!(Started::adopt(Orphan { id: i32::MAX, since }, &clsid).is_none());
    }
}
