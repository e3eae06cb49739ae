//! Who may use a class's server: its own user, and those that its registration names.

use std::ffi::{CStr, CString};
use std::path::PathBuf;

/// The users and groups a class is opened to. By default none: the server's own user only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// Users, besides the server's own.
    pub users: Vec<Principal>,
    /// Groups whose members may use the class.
    pub groups: Vec<Principal>,
    /// The directory in which other users find the server's announcements: made by the administrator, owned by the
    /// server's user, readable for the clients and writable for nobody else.
    pub directory: Option<PathBuf>,
}

/// A user or group as a registration names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// By number.
    Id(u32),
    /// By name, looked up when somebody asks for access (names may be unknown on this machine).
    Name(String),
}

impl Access {
    /// Whether a process of user `uid`, in the groups `gids` (its own and supplementary), may use a server that runs as
    /// `server_uid`. The numbers must be the kernel's word on the peer (SO_PEERCRED, SO_PEERGROUPS), never the peer's.
    pub fn allows(&self, server_uid: u32, uid: u32, gids: &[u32]) -> bool {
        uid == server_uid
            || self.users.iter().any(|user| user.id(user_id) == Some(uid))
            || self.groups.iter().any(|group| group.id(group_id).is_some_and(|gid| gids.contains(&gid)))
    }
}

impl Principal {
    fn id(&self, by_name: impl Fn(&CStr) -> Option<u32>) -> Option<u32> {
        match self {
            Principal::Id(id) => Some(*id),
            Principal::Name(name) => by_name(&CString::new(name.as_str()).ok()?),
        }
    }
}

/// The largest buffer offered to the name service; a group of thousands of members needs some hundred kilobytes.
const MAX_ENTRY: usize = 1 << 20;

fn user_id(name: &CStr) -> Option<u32> {
    with_growing_buffer(|buffer| {
        // SAFETY: all zero is a valid `passwd` (null pointers and numbers).
        let mut entry: libc::passwd = unsafe { std::mem::zeroed() };
        let mut found = std::ptr::null_mut();
        // SAFETY: `name` ends with NUL, the buffer is as long as said, both results outlive the call.
        let status = unsafe {
            libc::getpwnam_r(name.as_ptr(), &mut entry, buffer.as_mut_ptr().cast(), buffer.len(), &mut found)
        };
        (status, (!found.is_null()).then_some(entry.pw_uid))
    })
}

fn group_id(name: &CStr) -> Option<u32> {
    with_growing_buffer(|buffer| {
        // SAFETY: all zero is a valid `group` (null pointers and numbers).
        let mut entry: libc::group = unsafe { std::mem::zeroed() };
        let mut found = std::ptr::null_mut();
        // SAFETY: `name` ends with NUL, the buffer is as long as said, both results outlive the call.
        let status = unsafe {
            libc::getgrnam_r(name.as_ptr(), &mut entry, buffer.as_mut_ptr().cast(), buffer.len(), &mut found)
        };
        (status, (!found.is_null()).then_some(entry.gr_gid))
    })
}

/// Asks the name service with ever larger buffers as long as it answers ERANGE.
fn with_growing_buffer(ask: impl Fn(&mut [u8]) -> (i32, Option<u32>)) -> Option<u32> {
    let mut length = 1024;
    loop {
        match ask(&mut vec![0; length]) {
            (libc::ERANGE, _) if length < MAX_ENTRY => length *= 4,
            (0, id) => return id,
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_default_only_the_servers_own_user() {
        let access = Access::default();
        assert!(access.allows(1000, 1000, &[]));
        assert!(!access.allows(1000, 1001, &[1000]));
        assert!(!access.allows(1000, 0, &[0]));
    }

    #[test]
    fn users_and_groups_by_number_and_by_name() {
        let access = Access {
            users: vec![Principal::Id(1001), Principal::Name("no-such-user".into())],
            groups: vec![Principal::Name("root".into())],
            directory: None,
        };
        assert!(access.allows(1000, 1001, &[]));
        assert!(access.allows(1000, 1002, &[50, 0]));
        assert!(!access.allows(1000, 1002, &[50]));
    }
}
