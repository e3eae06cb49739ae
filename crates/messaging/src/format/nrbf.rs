//! The records of the .NET binary formatter that a call of `Send(string)` needs, [MS-NRBF], and no others.
//!
//! A stream of this format can ask its reader to make any object of any type by name. This reader makes none: a record
//! that defines a class or a library ends the reading with an error.

use super::{Cursor, Fault, Read, put_packed, wrong};
use crate::Result;

const FORMAT: &str = "MS-NRBF";

/// `MessageFlags`, [MS-NRBF] 2.2.1.1.
mod flags {
    pub(super) const NO_ARGS: u32 = 0x1;
    pub(super) const ARGS_INLINE: u32 = 0x2;
    pub(super) const ARGS_IS_ARRAY: u32 = 0x4;
    pub(super) const ARGS_IN_ARRAY: u32 = 0x8;
    pub(super) const NO_CONTEXT: u32 = 0x10;
    pub(super) const CONTEXT_INLINE: u32 = 0x20;
    pub(super) const NO_RETURN_VALUE: u32 = 0x200;
    pub(super) const EXCEPTION_IN_ARRAY: u32 = 0x2000;
}

/// `RecordTypeEnumeration`, [MS-NRBF] 2.1.2.1.
mod record {
    pub(super) const HEADER: u8 = 0;
    pub(super) const SYSTEM_CLASS: u8 = 4;
    pub(super) const CLASS: u8 = 5;
    pub(super) const STRING: u8 = 6;
    pub(super) const REFERENCE: u8 = 9;
    pub(super) const NULL: u8 = 10;
    pub(super) const END: u8 = 11;
    pub(super) const LIBRARY: u8 = 12;
    pub(super) const ARRAY_OF_OBJECT: u8 = 16;
    pub(super) const ARRAY_OF_STRING: u8 = 17;
    pub(super) const METHOD_CALL: u8 = 21;
    pub(super) const METHOD_RETURN: u8 = 22;
}

/// `PrimitiveTypeEnumeration`, [MS-NRBF] 2.1.2.3.
const STRING_VALUE: u8 = 18;
const NULL_VALUE: u8 = 17;
const INT32: u8 = 8;

/// The longest name of a method or a type that is read.
const NAME_LIMIT: usize = 4096;

/// A call of a method with one string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// `Send`, or with the interface before it.
    pub method: String,
    /// The assembly-qualified name of the called type. It is only ever compared or shown.
    pub type_name: String,
    /// The argument.
    pub argument: String,
}

/// What a call came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It returned.
    Returned,
    /// It threw; the name of the exception's class, or its message when written by us.
    Threw(String),
}

impl Call {
    /// Reads a call, [MS-NRBF] 2.2.3.1.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed) for any other stream.
    pub fn read(bytes: &[u8]) -> Result<Call> {
        read_call(&mut Cursor::new(bytes)).map_err(|fault| fault.of(FORMAT))
    }

    /// The call's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = header(0, 0);
        bytes.push(record::METHOD_CALL);
        bytes.extend((flags::ARGS_INLINE | flags::NO_CONTEXT).to_le_bytes());
        put_value(&mut bytes, &self.method);
        put_value(&mut bytes, &self.type_name);
        bytes.extend(1u32.to_le_bytes());
        put_value(&mut bytes, &self.argument);
        bytes.push(record::END);
        bytes
    }
}

impl Answer {
    /// Reads the return of a call, [MS-NRBF] 2.2.3.3.
    ///
    /// # Errors
    /// [`Error::Malformed`](crate::Error::Malformed) when it is none.
    pub fn read(bytes: &[u8]) -> Result<Answer> {
        read_answer(&mut Cursor::new(bytes)).map_err(|fault| fault.of(FORMAT))
    }

    /// The answer's bytes. What was thrown becomes a `RemotingException` with that message.
    pub fn write(&self) -> Vec<u8> {
        match self {
            Answer::Returned => {
                let mut bytes = header(0, 0);
                bytes.push(record::METHOD_RETURN);
                let flags = flags::ARGS_INLINE | flags::NO_CONTEXT | flags::NO_RETURN_VALUE;
                bytes.extend(flags.to_le_bytes());
                // The argument as it came back: nothing, for it was [in] only.
                bytes.extend(1u32.to_le_bytes());
                bytes.extend([NULL_VALUE, record::END]);
                bytes
            }
            Answer::Threw(message) => exception(message),
        }
    }
}

fn read_call(cursor: &mut Cursor<'_>) -> Read<Call> {
    let found = read_header(cursor, record::METHOD_CALL)?;
    let method = value(cursor, NAME_LIMIT)?;
    let type_name = value(cursor, NAME_LIMIT)?;
    if found & flags::CONTEXT_INLINE != 0 {
        value(cursor, NAME_LIMIT)?;
    }
    let argument = if found & flags::ARGS_INLINE != 0 {
        one_argument(cursor.u32()?)?;
        value(cursor, usize::MAX)?
    } else if found & (flags::ARGS_IS_ARRAY | flags::ARGS_IN_ARRAY) != 0 {
        argument_in_array(cursor, found)?
    } else {
        return wrong("the call has no argument");
    };
    match cursor.u8()? {
        record::END => Ok(Call { method, type_name, argument }),
        other => wrong(format!("record {other} instead of the end")),
    }
}

fn one_argument(count: u32) -> Read<()> {
    if count == 1 { Ok(()) } else { wrong(format!("the call has {count} arguments instead of one string")) }
}

/// The call array of one string, [MS-NRBF] 2.2.3.2: the array is the arguments, or its first element holds them.
fn argument_in_array(cursor: &mut Cursor<'_>, found: u32) -> Read<String> {
    array_of_one(cursor, &[record::ARRAY_OF_OBJECT, record::ARRAY_OF_STRING])?;
    if found & flags::ARGS_IN_ARRAY != 0 {
        if cursor.u8()? != record::REFERENCE {
            return wrong("the call array does not refer to its arguments");
        }
        cursor.u32()?;
        array_of_one(cursor, &[record::ARRAY_OF_OBJECT, record::ARRAY_OF_STRING])?;
    }
    match cursor.u8()? {
        record::STRING => {
            cursor.u32()?;
            string(cursor, usize::MAX)
        }
        other => wrong(format!("record {other} instead of a string: no object is made")),
    }
}

fn array_of_one(cursor: &mut Cursor<'_>, kinds: &[u8]) -> Read<()> {
    let kind = cursor.u8()?;
    if !kinds.contains(&kind) {
        return wrong(format!("record {kind} instead of an array of arguments: no object is made"));
    }
    cursor.u32()?;
    one_argument(cursor.u32()?)
}

fn read_answer(cursor: &mut Cursor<'_>) -> Read<Answer> {
    let found = read_header(cursor, record::METHOD_RETURN)?;
    if found & flags::EXCEPTION_IN_ARRAY == 0 {
        return Ok(Answer::Returned);
    }
    Ok(Answer::Threw(exception_name(cursor).unwrap_or_else(|_| "an exception".to_owned())))
}

/// The class of the exception that stands first in the call array; the rest is not read.
fn exception_name(cursor: &mut Cursor<'_>) -> Read<String> {
    array_of_one(cursor, &[record::ARRAY_OF_OBJECT])?;
    loop {
        match cursor.u8()? {
            record::REFERENCE => drop(cursor.u32()?),
            record::LIBRARY => {
                cursor.u32()?;
                string(cursor, NAME_LIMIT)?;
            }
            record::SYSTEM_CLASS | record::CLASS => {
                cursor.u32()?;
                return string(cursor, NAME_LIMIT);
            }
            other => return wrong(format!("record {other}")),
        }
    }
}

/// The stream's header, and the flags of the message record behind it.
fn read_header(cursor: &mut Cursor<'_>, expected: u8) -> Read<u32> {
    if cursor.u8()? != record::HEADER {
        return wrong("it does not begin with a header");
    }
    let [_root, _headers, major, minor] = [cursor.u32()?, cursor.u32()?, cursor.u32()?, cursor.u32()?];
    if (major, minor) != (1, 0) {
        return wrong(format!("version {major}.{minor}"));
    }
    match cursor.u8()? {
        found if found == expected => cursor.u32(),
        other => wrong(format!("record {other} instead of {expected}: no object is made")),
    }
}

/// `StringValueWithCode`, [MS-NRBF] 2.2.2.2.
fn value(cursor: &mut Cursor<'_>, limit: usize) -> Read<String> {
    match cursor.u8()? {
        STRING_VALUE => string(cursor, limit),
        NULL_VALUE => wrong("null instead of a string"),
        other => wrong(format!("a value of type {other} instead of a string")),
    }
}

/// `LengthPrefixedString`, [MS-NRBF] 2.1.1.6.
fn string(cursor: &mut Cursor<'_>, limit: usize) -> Read<String> {
    let length = cursor.packed_u31()?;
    if length > limit {
        return Err(Fault::Wrong(format!("a name has {length} bytes")));
    }
    cursor.utf8(length).map(str::to_owned)
}

fn header(root: i32, headers: i32) -> Vec<u8> {
    let mut bytes = vec![record::HEADER];
    for number in [root, headers, 1, 0] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

fn put_value(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(STRING_VALUE);
    put_string(bytes, text);
}

fn put_string(bytes: &mut Vec<u8>, text: &str) {
    put_packed(bytes, text.len());
    bytes.extend(text.as_bytes());
}

/// The members of an exception, in order, with `BinaryTypeEnumeration` and what else their type needs, [MS-NRBF]
/// 2.3.1.2: what every peer's exceptions look like.
const EXCEPTION_MEMBERS: [(&str, u8, &str); 11] = [
    ("ClassName", 1, ""),
    ("Message", 1, ""),
    ("Data", 3, "System.Collections.IDictionary"),
    ("InnerException", 3, "System.Exception"),
    ("HelpURL", 1, ""),
    ("StackTraceString", 1, ""),
    ("RemoteStackTraceString", 1, ""),
    ("RemoteStackIndex", 0, ""),
    ("ExceptionMethod", 2, ""),
    ("HResult", 0, ""),
    ("Source", 1, ""),
];

fn exception(message: &str) -> Vec<u8> {
    const CLASS: &str = "System.Runtime.Remoting.RemotingException";
    const COR_E_REMOTING: u32 = 0x8013_150b;
    let mut bytes = header(1, -1);
    bytes.push(record::METHOD_RETURN);
    let flags = flags::NO_ARGS | flags::NO_CONTEXT | flags::NO_RETURN_VALUE | flags::EXCEPTION_IN_ARRAY;
    bytes.extend(flags.to_le_bytes());
    bytes.push(record::ARRAY_OF_OBJECT);
    bytes.extend([1u32, 1].map(u32::to_le_bytes).concat());
    bytes.push(record::REFERENCE);
    bytes.extend(2u32.to_le_bytes());
    bytes.push(record::SYSTEM_CLASS);
    bytes.extend(2u32.to_le_bytes());
    put_string(&mut bytes, CLASS);
    bytes.extend((EXCEPTION_MEMBERS.len() as u32).to_le_bytes());
    EXCEPTION_MEMBERS.iter().for_each(|(name, _, _)| put_string(&mut bytes, name));
    bytes.extend(EXCEPTION_MEMBERS.iter().map(|(_, kind, _)| kind));
    for (_, kind, class) in EXCEPTION_MEMBERS {
        match kind {
            0 => bytes.push(INT32),
            3 => put_string(&mut bytes, class),
            _ => {}
        }
    }
    for (id, text) in [(3u32, CLASS), (4, message)] {
        bytes.push(record::STRING);
        bytes.extend(id.to_le_bytes());
        put_string(&mut bytes, text);
    }
    bytes.extend([record::NULL; 5]);
    bytes.extend(0u32.to_le_bytes());
    bytes.push(record::NULL);
    bytes.extend(COR_E_REMOTING.to_le_bytes());
    bytes.extend([record::NULL, record::END]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    fn call() -> Call {
        Call {
            method: "IIpcClient.Send".into(),
            type_name: "RemoteObject, remoting, Version=0.0.0.0, Culture=neutral, PublicKeyToken=null".into(),
            argument: "Hello".into(),
        }
    }

    /// The call as Mono 6.8 writes it.
    fn mono_call() -> Vec<u8> {
        let mut bytes = hex("00 00000000 00000000 01000000 00000000 15 12000000 12 0f");
        bytes.extend(b"IIpcClient.Send\x12\x4dRemoteObject, remoting, Version=0.0.0.0, Culture=neutral, ");
        bytes.extend(b"PublicKeyToken=null\x01\0\0\0\x12\x05Hello\x0b");
        bytes
    }

    #[test]
    fn a_call_is_read_and_written_as_mono_does() {
        assert_eq!(Call::read(&mono_call()).unwrap(), call());
        assert_eq!(call().write(), mono_call());
    }

    #[test]
    fn an_answer_is_read_and_written_as_mono_does() {
        let mono = hex("00 00000000 00000000 01000000 00000000 16 12020000 01000000 11 0b");
        assert_eq!(Answer::read(&mono).unwrap(), Answer::Returned);
        assert_eq!(Answer::Returned.write(), mono);
    }

    #[test]
    fn the_class_of_an_exception_is_shown() {
        let thrown = Answer::Threw("no".into()).write();
        let name = "System.Runtime.Remoting.RemotingException".to_owned();
        assert_eq!(Answer::read(&thrown).unwrap(), Answer::Threw(name));
    }

    #[test]
    fn arguments_may_come_as_an_array() {
        let mut bytes = hex("00 01000000 ffffffff 01000000 00000000 15 14000000 12 04");
        bytes.extend(b"Send\x12\x01T");
        bytes.extend(hex("10 01000000 01000000 06 02000000 02 c3a9 0b"));
        assert_eq!(Call::read(&bytes).unwrap().argument, "é");
    }

    #[test]
    fn a_stream_that_asks_for_objects_is_refused() {
        let header = hex("00 01000000 ffffffff 01000000 00000000");
        for kind in 0..=255u8 {
            if kind == record::METHOD_CALL {
                continue;
            }
            let stream = [&header[..], &[kind], &hex("01000000 01 41 01000000")].concat();
            assert!(Call::read(&stream).is_err(), "record {kind}");
        }
        let mut foreign = hex("00 01000000 ffffffff 01000000 00000000 15 14000000 12 04");
        foreign.extend(b"Send\x12\x01T");
        foreign.extend(hex("10 01000000 01000000 05 02000000 01 41"));
        assert!(Call::read(&foreign).unwrap_err().to_string().contains("no object is made"));
    }

    #[test]
    fn no_prefix_of_a_call_is_a_call() {
        let whole = mono_call();
        for end in 0..whole.len() {
            assert!(Call::read(&whole[..end]).is_err(), "{end}");
        }
    }
}
