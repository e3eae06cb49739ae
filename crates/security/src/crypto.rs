//! The keys of NTLMv2 and how they follow from each other: \[MS-NLMP\] 3.3.2, "NTLM v2 Authentication", and
//! 3.4.5, "KXKEY, SIGNKEY, and SEALKEY".
//!
//! ```text
//!  password ─MD4─▶ NtHash ─HMAC(USER + domain)─▶ ResponseKey ─HMAC(challenges …)─▶ NTProofStr
//!                                                     └──────HMAC(NTProofStr)────▶ session base key
//!  session base key ─RC4─▶ exported session key ─MD5(+ constants)─▶ sign and seal keys, two directions
//! ```

use hmac::{Hmac, KeyInit, Mac};
use md4::Md4;
use md5::{Digest, Md5};
use rc4::{Rc4, StreamCipher};
use std::fmt;
use zeroize::Zeroizing;

/// A secret of 128 bits, which is wiped when it goes.
pub(crate) type Key = Zeroizing<[u8; 16]>;

/// What stands for a password: MD4 of its UTF-16. Whoever has it can log on, so guard it as the password.
#[derive(Clone)]
pub struct NtHash(Key);

/// ResponseKeyNT: what a user of a domain proves to have.
pub(crate) struct ResponseKey(Key);

impl NtHash {
    /// The hash of a password.
    pub fn of_password(password: &str) -> NtHash {
        let mut units = Zeroizing::new(Vec::with_capacity(2 * password.len())); // never moves: no copy is left
        units.extend(password.encode_utf16().flat_map(u16::to_le_bytes));
        NtHash(Key::new(Md4::digest(&*units).into()))
    }

    /// The hash itself, to be kept as secret as the password.
    pub fn to_bytes(&self) -> [u8; 16] {
        *self.0
    }

    /// A hash that was computed before.
    pub fn from_bytes(hash: [u8; 16]) -> NtHash {
        NtHash(Key::new(hash))
    }
}

impl fmt::Debug for NtHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NtHash(secret)")
    }
}

impl ResponseKey {
    /// NTOWFv2. The case of the user does not count, that of the domain does.
    pub(crate) fn new(hash: &NtHash, user: &str, domain: &str) -> ResponseKey {
        let name: Vec<u8> = user
            .chars()
            .map(upper_case)
            .chain(domain.chars())
            .flat_map(|character| {
                let mut units = [0; 2];
                let length = character.encode_utf16(&mut units).len();
                units.into_iter().take(length).flat_map(u16::to_le_bytes)
            })
            .collect();
        ResponseKey(hmac_md5(&hash.0, &[&name]))
    }

    /// NTProofStr, for the server's challenge and what the client says beside it (`temp`).
    pub(crate) fn proof(&self, server_challenge: &[u8; 8], client_challenge: &[u8]) -> [u8; 16] {
        *hmac_md5(&self.0, &[server_challenge, client_challenge])
    }

    #[cfg(test)]
    pub(crate) fn bytes(&self) -> &Key {
        &self.0
    }

    /// The key under which the session's key travels.
    pub(crate) fn session_base_key(&self, proof: &[u8; 16]) -> Key {
        hmac_md5(&self.0, &[proof])
    }
}

/// The capital of a letter, where that is one letter.
fn upper_case(character: char) -> char {
    let mut capitals = character.to_uppercase();
    match (capitals.next(), capitals.next()) {
        (Some(capital), None) => capital,
        _ => character,
    }
}

/// HMAC-MD5 over the parts in a row.
pub(crate) fn hmac_md5(key: &[u8; 16], parts: &[&[u8]]) -> Key {
    let mut mac = <Hmac<Md5> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of every length");
    parts.iter().for_each(|part| mac.update(part));
    Key::new(mac.finalize().into_bytes().into())
}

/// MD5 over the parts in a row.
pub(crate) fn md5(parts: &[&[u8]]) -> Key {
    let mut hash = Md5::new();
    parts.iter().for_each(|part| hash.update(part));
    Key::new(hash.finalize().into())
}

/// A stream of RC4, at its beginning.
pub(crate) fn rc4(key: &[u8; 16]) -> Rc4 {
    Rc4::new_from_slice(key).expect("RC4 takes keys of 16 bytes")
}

/// The session key encrypted, or decrypted: the same.
pub(crate) fn exchange(base: &Key, key: &[u8; 16]) -> Key {
    let mut exchanged = Key::new(*key);
    rc4(base).apply_keystream(&mut *exchanged);
    exchanged
}
