//! Starting a server so that nothing of its client's fate reaches it.
//!
//! ```text
//!   client ──fork──▶ intermediate ──fork──▶ server
//!     │                  │ setsid             │ own group, descriptors, signals
//!     │◀──── pidfd ──────┤                    │ waits
//!     │                  └ ends               │
//!     │ notes whom it started                 │
//!     ├──── go ──────────────────────────────▶│ execve ──▶ the command
//!     │                                       └ fails: says why, ends
//! ```
//!
//! The client waits for the intermediate, so no zombie is left. If the client ends before it says go, so does the server's
//! process: no server runs that nobody knows of.
//!
//! Only the parent of a process can open a handle on it that surely is not another's: the intermediate does, and sends it.
//!
//! The client may have many threads, of which any may hold any lock while it forks. So all that takes memory or locks
//! happens before the fork, and the children make system calls only, with all signals blocked: the client's handlers do not
//! run in them.

use std::ffi::{CString, OsStr, OsString, c_char};
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SocketFlags, SocketType,
};

use super::ticket;
use crate::directory::retry;
use crate::registration::Server;

/// What tells a program that it is started as a server of COM objects.
pub(super) const EMBEDDING: &str = "-Embedding";

/// Starts the server's command. Returns a handle on its process, its number, and where it reports a failed execution.
pub(super) fn spawn(
    server: &Server,
    launch: &str,
    output: BorrowedFd<'_>,
) -> io::Result<(OwnedFd, i32, Report)> {
    let (ours, theirs) =
        rustix::net::socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)?;
    let plan = Plan::new(server, launch, output, theirs, ours.as_raw_fd())?;
    let intermediate = fork_intermediate(&plan)?;
    drop(plan);
    wait_for(intermediate);
    let report = Report(ours);
    let (pidfd, id) = report.handle()?;
    Ok((pidfd, id, report))
}

/// The client's end of the socket on which the new processes report.
pub(super) struct Report(OwnedFd);

impl Report {
    /// Why the server's process could not execute the command, if it has said so.
    pub(super) fn error(&self) -> Option<io::Error> {
        match self.message() {
            Ok((Message { kind: FAILED, value }, _)) => Some(io::Error::from_raw_os_error(value)),
            Ok((Message { kind: FOLDERLESS, value }, _)) => {
                let error = io::Error::from_raw_os_error(value);
                Some(io::Error::new(error.kind(), format!("its folder cannot be entered: {error}")))
            }
            _ => None,
        }
    }

    /// Lets the server's process execute the command.
    pub(super) fn go(&self) -> io::Result<()> {
        retry(|| rustix::net::send(&self.0, &[1], rustix::net::SendFlags::NOSIGNAL))?;
        Ok(())
    }

    /// The handle that the intermediate sent before it ended.
    fn handle(&self) -> io::Result<(OwnedFd, i32)> {
        match self.message()? {
            (Message { kind: STARTED, value }, Some(pidfd)) => Ok((pidfd, value)),
            (Message { kind: FAILED, value }, _) => Err(io::Error::from_raw_os_error(value)),
            _ => Err(io::Error::other("the process that should start the server was ended")),
        }
    }

    fn message(&self) -> io::Result<(Message, Option<OwnedFd>)> {
        let mut bytes = [0; 8];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut ancillary = RecvAncillaryBuffer::new(&mut space);
        let flags = RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT;
        let mut parts = [io::IoSliceMut::new(&mut bytes)];
        let received = rustix::net::recvmsg(&self.0, &mut parts, &mut ancillary, flags)?;
        let file = ancillary.drain().find_map(|message| match message {
            RecvAncillaryMessage::ScmRights(mut files) => files.next(),
            _ => None,
        });
        if received.bytes != 8 {
            return Ok((Message { kind: NOTHING, value: 0 }, None));
        }
        let [k0, k1, k2, k3, v0, v1, v2, v3] = bytes;
        let message = Message {
            kind: i32::from_ne_bytes([k0, k1, k2, k3]),
            value: i32::from_ne_bytes([v0, v1, v2, v3]),
        };
        Ok((message, file))
    }
}

/// What the new processes report.
#[repr(C)]
struct Message {
    kind: i32,
    /// A process id or an error number.
    value: i32,
}

const NOTHING: i32 = 0;
const STARTED: i32 = 1;
const FAILED: i32 = 2;
const FOLDERLESS: i32 = 3;

/// All that the new processes need, made before there are any.
struct Plan {
    program: CString,
    folder: CString,
    arguments: Pointers,
    environment: Pointers,
    null: OwnedFd,
    output: OwnedFd,
    report: OwnedFd,
    /// The client's end, which the new processes close: they notice its end by that.
    clients_end: RawFd,
    most_descriptors: RawFd,
}

impl Plan {
    fn new(
        server: &Server,
        launch: &str,
        output: BorrowedFd<'_>,
        report: OwnedFd,
        clients_end: RawFd,
    ) -> io::Result<Self> {
        let mut variables: Vec<(OsString, OsString)> = std::env::vars_os().collect();
        let own = server.environment.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain([(ticket::VARIABLE, launch)]) {
            variables.retain(|(other, _)| other != name);
            variables.push((name.into(), value.into()));
        }
        let path = variables.iter().find(|(name, _)| name == "PATH").map(|(_, value)| value.as_os_str());
        let program = find_program(&server.program(), path)?;
        let words = server.command.iter().map(String::as_str).chain([EMBEDDING]);
        let environment = variables.iter().map(|(name, value)| {
            let mut variable = name.clone();
            variable.push("=");
            variable.push(value);
            c_string(&variable)
        });
        let null = std::fs::OpenOptions::new().read(true).open("/dev/null")?;
        Ok(Plan {
            program: c_string(program.as_os_str())?,
            folder: c_string(server.folder.as_os_str())?,
            arguments: Pointers::new(
                words.map(|word| c_string(OsStr::new(word))).collect::<io::Result<_>>()?,
            ),
            environment: Pointers::new(environment.collect::<io::Result<_>>()?),
            null: above_standard(null.as_fd())?,
            output: above_standard(output)?,
            report: above_standard(report.as_fd())?,
            clients_end,
            most_descriptors: most_descriptors(),
        })
    }
}

/// Strings as execve takes them: a list of pointers ended by a null.
struct Pointers {
    pointers: Vec<*const c_char>,
    /// What they point into.
    _strings: Vec<CString>,
}

impl Pointers {
    fn new(strings: Vec<CString>) -> Self {
        let pointers = strings.iter().map(|string| string.as_ptr()).chain([std::ptr::null()]).collect();
        Pointers { pointers, _strings: strings }
    }
}

/// Forks the intermediate process, which forks the server. Returns the intermediate's id.
fn fork_intermediate(plan: &Plan) -> io::Result<libc::pid_t> {
    let mut all = MaybeUninit::<libc::sigset_t>::uninit();
    let mut before = MaybeUninit::<libc::sigset_t>::uninit();
    // SAFETY: both sets are valid to be written to; the first is filled before it is used.
    unsafe {
        libc::sigfillset(all.as_mut_ptr());
        libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
    }
    // SAFETY: the child calls `intermediate` only, which keeps to what a forked child of many threads may do.
    let id = unsafe { libc::fork() };
    if id == 0 {
        // SAFETY: this is the forked child, with all signals blocked.
        unsafe { intermediate(plan) }
    }
    let error = io::Error::last_os_error();
    // SAFETY: the set was filled by the call above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, before.as_ptr(), std::ptr::null_mut()) };
    if id < 0 { Err(error) } else { Ok(id) }
}

/// # Safety
///
/// To be called in a process just forked, with all signals blocked. Makes async-signal-safe calls only.
unsafe fn intermediate(plan: &Plan) -> ! {
    // SAFETY: system calls on numbers and on the plan's descriptors. `fork` takes the C library's own locks, which the
    // first fork left free in this process.
    unsafe {
        libc::close(plan.clients_end);
        libc::setsid();
        for signal in 1..=64 {
            // Some cannot be set; those are as they should be.
            libc::signal(signal, libc::SIG_DFL);
        }
        match libc::fork() {
            0 => become_server(plan),
            -1 => report(plan, Message { kind: FAILED, value: *libc::__errno_location() }, None),
            id => match libc::syscall(libc::SYS_pidfd_open, id, 0) {
                -1 => {
                    report(plan, Message { kind: FAILED, value: *libc::__errno_location() }, None);
                    libc::kill(id, libc::SIGKILL);
                }
                pidfd => report(plan, Message { kind: STARTED, value: id }, Some(pidfd as RawFd)),
            },
        }
        libc::_exit(0)
    }
}

/// # Safety
///
/// As [`intermediate`].
unsafe fn become_server(plan: &Plan) -> ! {
    // SAFETY: system calls on numbers, on the plan's descriptors, strings and lists, which live on in this process.
    unsafe {
        libc::setpgid(0, 0);
        let mut go = 0_u8;
        if libc::recv(plan.report.as_raw_fd(), std::ptr::from_mut(&mut go).cast(), 1, 0) != 1 {
            libc::_exit(127);
        }
        let mut kind = FAILED;
        let mut ready = libc::dup2(plan.null.as_raw_fd(), 0) >= 0
            && libc::dup2(plan.output.as_raw_fd(), 1) >= 0
            && libc::dup2(plan.output.as_raw_fd(), 2) >= 0;
        if ready && libc::chdir(plan.folder.as_ptr()) != 0 {
            (ready, kind) = (false, FOLDERLESS);
        }
        if ready {
            close_others_at_exec(plan.most_descriptors);
            let mut none = MaybeUninit::<libc::sigset_t>::uninit();
            libc::sigemptyset(none.as_mut_ptr());
            libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), std::ptr::null_mut());
            let (arguments, environment) = (&plan.arguments.pointers, &plan.environment.pointers);
            libc::execve(plan.program.as_ptr(), arguments.as_ptr(), environment.as_ptr());
        }
        report(plan, Message { kind, value: *libc::__errno_location() }, None);
        libc::_exit(127)
    }
}

/// Marks all descriptors but the standard ones to be closed by execve: also those that other code of the client left open.
fn close_others_at_exec(most: RawFd) {
    // SAFETY: marks numbers, open or not; nothing is closed before execve, after which nothing of this program is left.
    unsafe {
        if libc::syscall(libc::SYS_close_range, 3, libc::c_uint::MAX, libc::CLOSE_RANGE_CLOEXEC) != 0 {
            // Forbidden in some containers.
            for number in 3..most {
                libc::fcntl(number, libc::F_SETFD, libc::FD_CLOEXEC);
            }
        }
    }
}

/// Sends a message to the client, with a descriptor if there is one. Async-signal-safe.
fn report(plan: &Plan, mut message: Message, file: Option<RawFd>) {
    #[repr(C, align(8))]
    struct Control([u8; 64]);
    let mut control = Control([0; 64]);
    let mut part =
        libc::iovec { iov_base: std::ptr::from_mut(&mut message).cast(), iov_len: size_of::<Message>() };
    // SAFETY: all zero is a valid `msghdr`. It points at `part` and `control`, which outlive the call; `control` is aligned for
    // and longer than a header with one descriptor, so CMSG_FIRSTHDR is not null and CMSG_DATA lies within.
    unsafe {
        let mut header: libc::msghdr = std::mem::zeroed();
        header.msg_iov = &mut part;
        header.msg_iovlen = 1;
        if let Some(file) = file {
            header.msg_control = control.0.as_mut_ptr().cast();
            header.msg_controllen = libc::CMSG_SPACE(size_of::<RawFd>() as u32) as _;
            let rights = libc::CMSG_FIRSTHDR(&header);
            (*rights).cmsg_level = libc::SOL_SOCKET;
            (*rights).cmsg_type = libc::SCM_RIGHTS;
            (*rights).cmsg_len = libc::CMSG_LEN(size_of::<RawFd>() as u32) as _;
            libc::CMSG_DATA(rights).cast::<RawFd>().write_unaligned(file);
        }
        // Nobody is left to be told if it fails.
        libc::sendmsg(plan.report.as_raw_fd(), &header, libc::MSG_NOSIGNAL);
    }
}

/// Waits for the intermediate, which ends by itself. Somebody in this program may have taken its status already.
fn wait_for(process: libc::pid_t) {
    // SAFETY: waits for a child of this process; no status is wanted.
    while unsafe { libc::waitpid(process, std::ptr::null_mut(), 0) } < 0
        && io::Error::last_os_error().kind() == io::ErrorKind::Interrupted
    {}
}

/// A bare name is sought on PATH; anything else is taken as it is.
fn find_program(program: &Path, path: Option<&OsStr>) -> io::Result<PathBuf> {
    if program.components().count() != 1 || program.is_absolute() {
        return Ok(program.to_path_buf());
    }
    let path = path.unwrap_or(OsStr::new("/usr/local/bin:/usr/bin:/bin"));
    let executable = |candidate: &PathBuf| {
        candidate.is_file() && rustix::fs::access(candidate, rustix::fs::Access::EXEC_OK).is_ok()
    };
    let missing = || io::Error::new(io::ErrorKind::NotFound, "no such program on PATH");
    std::env::split_paths(path).map(|folder| folder.join(program)).find(executable).ok_or_else(missing)
}

fn c_string(text: &OsStr) -> io::Result<CString> {
    Ok(CString::new(text.as_bytes())?)
}

/// A copy of the descriptor that is not one of the three standard ones, which a client may have closed.
fn above_standard(file: BorrowedFd<'_>) -> io::Result<OwnedFd> {
    Ok(rustix::io::fcntl_dupfd_cloexec(file, 3)?)
}

/// One more than the largest descriptor to be marked one by one.
fn most_descriptors() -> RawFd {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    limit.unwrap_or(u64::MAX).min(1 << 16) as RawFd
}
