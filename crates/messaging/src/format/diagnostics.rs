//! The commands of .NET's diagnostic port, `DOTNET_IPC_V1`, that start and stop a stream of events.
//!
//! ```text
//! "DOTNET_IPC_V1\0" size u16 | command set u8, command u8, 0 u16 | payload
//! ```

use super::{Cursor, Fault, Read, Step, step, wrong};
use crate::Result;

const FORMAT: &str = "DOTNET_IPC_V1";
const MAGIC: &[u8; 14] = b"DOTNET_IPC_V1\0";
const HEADER: usize = 20;
const EVENT_PIPE: u8 = 2;
const SERVER: u8 = 0xff;
/// What EventPipe keeps in memory, in megabytes.
const BUFFER: u32 = 16;
const NETTRACE: u32 = 1;

/// A command to a process, or its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// End a session.
    Stop(u64),
    /// Stream the events of these providers from now on.
    Collect(Vec<String>),
    /// Done; the number of the session.
    Done(u64),
    /// Not done; why, an HRESULT.
    Failed(u32),
    /// A command that events need not.
    Other(u8, u8),
}

impl Command {
    /// Reads a command.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed).
    pub fn read(bytes: &[u8]) -> Result<Step<Command>> {
        let mut cursor = Cursor::new(bytes);
        let read = read(&mut cursor).map(|command| (command, cursor.position()));
        step(read, bytes.len(), FORMAT)
    }

    /// The command's bytes; at every level, with all keywords.
    pub fn write(&self) -> Vec<u8> {
        let mut payload = Vec::new();
        let (set, command) = match self {
            Command::Stop(session) => {
                payload.extend(session.to_le_bytes());
                (EVENT_PIPE, 1)
            }
            Command::Collect(providers) => {
                payload.extend([BUFFER, NETTRACE, providers.len() as u32].map(u32::to_le_bytes).concat());
                for provider in providers {
                    payload.extend(u64::MAX.to_le_bytes());
                    payload.extend(5u32.to_le_bytes());
                    put_string(&mut payload, provider);
                    put_string(&mut payload, "");
                }
                (EVENT_PIPE, 2)
            }
            Command::Done(session) => {
                payload.extend(session.to_le_bytes());
                (SERVER, 0)
            }
            Command::Failed(why) => {
                payload.extend(why.to_le_bytes());
                (SERVER, 0xff)
            }
            Command::Other(set, command) => (*set, *command),
        };
        let mut bytes = MAGIC.to_vec();
        bytes.extend(((HEADER + payload.len()) as u16).to_le_bytes());
        bytes.extend([set, command, 0, 0]);
        bytes.extend(payload);
        bytes
    }
}

fn read(cursor: &mut Cursor<'_>) -> Read<Command> {
    for expected in MAGIC {
        if cursor.u8()? != *expected {
            return wrong("it does not begin with DOTNET_IPC_V1");
        }
    }
    let length = usize::from(cursor.u16()?);
    let [set, command] = cursor.array()?;
    cursor.u16()?;
    let Some(length) = length.checked_sub(HEADER) else { return wrong("its size is too small") };
    let mut payload = Cursor::new(cursor.take(length)?);
    let read = match (set, command) {
        (EVENT_PIPE, 1) => payload.u64().map(Command::Stop),
        (EVENT_PIPE, 2) => collect(&mut payload, false),
        (EVENT_PIPE, 3) => collect(&mut payload, true),
        (SERVER, 0) => payload.u64().map(Command::Done),
        (SERVER, 0xff) => payload.u32().map(Command::Failed),
        (set, command) => Ok(Command::Other(set, command)),
    };
    read.map_err(|fault| match fault {
        Fault::Short => Fault::Wrong("its payload ends in the middle".to_owned()),
        wrong => wrong,
    })
}

/// CollectTracing, and CollectTracing2, which also says whether it wants the rundown events.
fn collect(payload: &mut Cursor<'_>, rundown: bool) -> Read<Command> {
    let [_megabytes, format] = [payload.u32()?, payload.u32()?];
    if format != NETTRACE {
        return wrong(format!("format {format} instead of nettrace"));
    }
    if rundown {
        payload.u8()?;
    }
    let mut providers = Vec::new();
    for _ in 0..payload.u32()? {
        payload.take(12)?;
        providers.push(string(payload)?);
        string(payload)?;
    }
    Ok(Command::Collect(providers))
}

/// A count of UTF-16 units that includes the zero at the end, and the units; nothing is 0.
fn string(payload: &mut Cursor<'_>) -> Read<String> {
    let count = payload.u32()? as usize;
    let bytes = payload.take(count.checked_mul(2).ok_or(Fault::Short)?)?;
    let mut units: Vec<u16> =
        bytes.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
    if units.pop().is_some_and(|last| last != 0) {
        return wrong("a string does not end in a zero");
    }
    String::from_utf16(&units).or_else(|_| wrong("a string is not UTF-16"))
}

fn put_string(bytes: &mut Vec<u8>, text: &str) {
    let units: Vec<u16> = text.encode_utf16().chain([0]).collect();
    bytes.extend((units.len() as u32).to_le_bytes());
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    #[test]
    fn commands_go_both_ways() {
        for command in [
            Command::Stop(7),
            Command::Collect(vec!["IIpcClient".into(), "Ä".into()]),
            Command::Done(u64::MAX),
            Command::Failed(0x8013_1384),
            Command::Other(4, 0),
        ] {
            let bytes = command.write();
            assert_eq!(Command::read(&bytes).unwrap(), Step::Done(command, bytes.len()));
        }
    }

    #[test]
    fn lying_sizes_are_errors() {
        let head = hex("444f544e45545f4950435f5631 00");
        assert!(Command::read(&[&head[..], &hex("0400 0202 0000")].concat()).is_err());
        let count = hex("2400 0202 0000 10000000 01000000 01000000 00000000");
        assert!(Command::read(&[&head[..], &count].concat()).is_err());
        assert!(matches!(Command::read(&head).unwrap(), Step::Need(_)));
        assert!(Command::read(b"GET /").is_err());
    }
}
