//! Limits and waiting times, each with its default.

use std::path::PathBuf;
use std::time::Duration;

/// What a client or a server allows. Every field has a default, so a literal ends in `..Options::default()`.
///
/// ```
/// use oxcom_messaging::Options;
/// use std::time::Duration;
///
/// let options = Options { send_timeout: Duration::from_secs(2), ..Options::default() };
/// assert_eq!(options.max_message, 16 << 20);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// The longest text in bytes of UTF-8, sent or received. Default: 16 MiB. A technique may allow less.
    pub max_message: usize,
    /// How many messages wait in a server for its iterator or stream. When the place is used up, the senders
    /// wait. Default: 1,024.
    pub queue_depth: usize,
    /// How many clients a server serves at once; more wait in the kernel. Default: 256.
    pub max_clients: usize,
    /// How long `connect` waits for a server to appear. Default: 5 s.
    pub connect_timeout: Duration,
    /// How long `send` waits for room or for the answer. Default: 30 s.
    pub send_timeout: Duration,
    /// How long a server waits for the rest of a message that has begun. Default: 30 s.
    pub receive_timeout: Duration,
    /// Who may be at the other end of a Unix socket. Default: the same user, and root.
    pub peers: Peers,
    /// How often a durable queue gives out a message before it is a dead letter. Default: 5.
    pub max_attempts: u32,
    /// Where `queue:` and `shm:` keep their files. Default: `$XDG_STATE_HOME/oxcom` (or `~/.local/state/oxcom`)
    /// for queues, `$XDG_RUNTIME_DIR/oxcom` (or `/run/user/UID/oxcom`, or `/tmp/oxcom-UID`) for rings.
    pub directory: Option<PathBuf>,
    /// The X display of `window:`. Default: `$DISPLAY`.
    pub display: Option<String>,
}

/// Whom a client or server on a Unix socket talks to; the kernel says who the other side is (SO_PEERCRED).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Peers {
    /// This process's user, and root.
    SameUser,
    /// This process's user, root, and these users.
    Users(Vec<u32>),
    /// Everybody whom the kernel lets in.
    Anyone,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            max_message: 16 << 20,
            queue_depth: 1024,
            max_clients: 256,
            connect_timeout: Duration::from_secs(5),
            send_timeout: Duration::from_secs(30),
            receive_timeout: Duration::from_secs(30),
            peers: Peers::SameUser,
            max_attempts: 5,
            directory: None,
            display: None,
        }
    }
}

impl Peers {
    pub(crate) fn admit(&self, uid: u32) -> bool {
        let own = rustix::process::geteuid().as_raw();
        match self {
            Peers::Anyone => true,
            Peers::SameUser => uid == own || uid == 0,
            Peers::Users(users) => uid == own || uid == 0 || users.contains(&uid),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_are_admitted_only_when_named() {
        let stranger = rustix::process::geteuid().as_raw() + 4711;
        assert!(!Peers::SameUser.admit(stranger));
        assert!(Peers::Users(vec![stranger]).admit(stranger));
        assert!(Peers::SameUser.admit(0));
    }
}
