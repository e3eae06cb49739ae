//! What the command line does with messages, as functions of parsed options and writers.
//!
//! ```
//! use oxcom_messaging::command::{Listen, Send, Source, listen, send};
//!
//! let address = format!("pipe:command-{}", std::process::id());
//! let options = Listen { address: address.clone(), count: Some(1), json: true };
//! let listener = std::thread::spawn(move || {
//!     let mut out = Vec::new();
//!     listen(&options, &mut out, &mut std::io::stderr()).map(|()| String::from_utf8(out).unwrap())
//! });
//! send(&Send { address, source: Source::Text("Hello".into()) }, &mut std::io::empty())?;
//! assert_eq!(listener.join().unwrap()?, "{\"text\":\"Hello\"}\n");
//! # Ok::<(), oxcom_messaging::Error>(())
//! ```

mod bench;
mod report;

pub use bench::{Bench, bench};
pub use report::Report;

use std::fmt::Write as _;
use std::io::{BufRead, Write};

use crate::{Error, Message, Result, connect};

/// `listen ADDRESS [--count N] [--json]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    /// Where to listen.
    pub address: String,
    /// After how many messages to end; never when `None`.
    pub count: Option<u64>,
    /// One object `{"text": …}` a line instead of the text itself; with `"redelivered": true` where it is so.
    pub json: bool,
}

/// `send ADDRESS [TEXT|-] [--lines]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Send {
    /// Where to send.
    pub address: String,
    /// What to send.
    pub source: Source,
}

/// Where the messages to send come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The argument.
    Text(String),
    /// The whole input, as one message.
    Input,
    /// The input, one message a line, without the line's end.
    Lines,
}

/// Listens, and writes every message to `out`. Says `listening at ADDRESS` on `err` when it is ready, and there too what
/// could not be received. A message counts as done when it is written.
///
/// # Errors
/// Those of [`Server::start`](crate::Server::start), and of writing to `out`.
pub fn listen(options: &Listen, out: &mut dyn Write, err: &mut dyn Write) -> Result<()> {
    let server = crate::listen(&options.address)?;
    let mut messages = server.messages();
    server.failed(|error| eprintln!("not received: {error}"));
    server.start()?;
    let say = |error| Error::io("saying that it listens", error);
    writeln!(err, "listening at {}", server.address()).and_then(|()| err.flush()).map_err(say)?;
    let mut left = options.count;
    while left != Some(0) {
        let Some(message) = messages.next() else { return Err(Error::Stopped) };
        let line = line(&message, options.json);
        if let Err(error) = out.write_all(line.as_bytes()).and_then(|()| out.flush()) {
            message.reject();
            return Err(Error::io("writing a message", error));
        }
        left = left.map(|left| left - 1);
    }
    Ok(())
}

/// Sends; `Ok` when the promise of the address's technique is kept for every message.
///
/// # Errors
/// Those of [`connect`] and [`Client::send`](crate::Client::send), and of reading `input`.
pub fn send(options: &Send, input: &mut dyn BufRead) -> Result<()> {
    let client = connect(&options.address)?;
    let read = |error| Error::io("reading the input", error);
    match &options.source {
        Source::Text(text) => client.send(text),
        Source::Input => {
            let mut text = String::new();
            input.read_to_string(&mut text).map_err(read)?;
            client.send(&text)
        }
        Source::Lines => input.lines().try_for_each(|line| client.send(&line.map_err(read)?)),
    }
}

fn line(message: &Message, json: bool) -> String {
    if !json {
        return format!("{}\n", message.text());
    }
    let again = if message.is_redelivered() { ",\"redelivered\":true" } else { "" };
    format!("{{\"text\":{}{again}}}\n", json_string(message.text()))
}

/// A text as a JSON string, RFC 8259 section 7.
pub(crate) fn json_string(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            control if control < ' ' => {
                // Writing to a string cannot fail.
                let _ = write!(json, "\\u{:04x}", u32::from(control));
            }
            other => json.push(other),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_every_character() {
        assert_eq!(json_string("a\"\\\n\0🦀"), r#""a\"\\\n\u0000🦀""#);
    }

    #[test]
    fn lines_are_messages() {
        let address = format!("pipe:lines-{}", std::process::id());
        let server = crate::listen(&address).unwrap();
        server.start().unwrap();
        let options = Send { address, source: Source::Lines };
        send(&options, &mut "one\n\ntwo".as_bytes()).unwrap();
        let texts: Vec<String> = server.messages().take(3).map(Message::into_text).collect();
        assert_eq!(texts, ["one", "", "two"]);
    }
}
