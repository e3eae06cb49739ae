//! Where messages go: one URI scheme a technique.
//!
//! ```
//! # #[cfg(feature = "com")]
//! # use oxcom_host as _;
//! use oxcom_messaging::Address;
//!
//! let address: Address = "udp://127.0.0.1:9000".parse()?;
//! assert_eq!(address.scheme(), "udp");
//! assert!("pipe:a/b".parse::<Address>().is_err(), "a name is one path component");
//! # Ok::<(), oxcom_messaging::Error>(())
//! ```

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::technique::{self, Promise};
use crate::{Error, Result};

/// The longest name of an endpoint, in bytes: with the directory it must fit a Unix socket's address.
pub const NAME_LIMIT: usize = 80;

/// A parsed address. Its text is what the user wrote, but for a port 0, which a started server fills in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    text: String,
    endpoint: Endpoint,
}

/// What an address names, by technique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Endpoint {
    Udp(HostPort),
    Pipe { name: String },
    SharedMemory { name: String },
    File { path: PathBuf },
    Queue { name: String, dead: bool },
    Amqp { uri: String, queue: String, format: AmqpFormat },
    RemotingIpc { port: String, call: RemotingCall },
    RemotingTcp { host: HostPort, call: RemotingCall },
    NetPipe { name: String, mode: Option<WcfMode> },
    NetTcp { host: HostPort, path: String, mode: Option<WcfMode> },
    Trace { provider: String },
    Window { title: String },
    Com { prog_id: String },
}

/// `host:port` of an Internet address; the host is resolved when it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct HostPort {
    pub(crate) host: String,
    pub(crate) port: u16,
}

impl fmt::Display for HostPort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let HostPort { host, port } = self;
        if host.contains(':') { write!(f, "[{host}]:{port}") } else { write!(f, "{host}:{port}") }
    }
}

/// How a text is put into an AMQP message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum AmqpFormat {
    /// The body is the text, the queue is durable.
    #[default]
    Text,
    /// What System.Messaging of Mono writes: an XML body, a table of message properties, a transient queue.
    SystemMessaging,
}

/// The object and the method a remoting client calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct RemotingCall {
    pub(crate) object: String,
    pub(crate) method: String,
    pub(crate) type_name: String,
}

/// The message exchange of a WCF binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum WcfMode {
    /// Request and reply on a session (TransferMode.Buffered).
    Buffered,
    /// Request and reply, a connection each (TransferMode.Streamed).
    Streamed,
    /// One-way on a session.
    OneWay,
}

impl Address {
    /// The scheme without its colon, in lower case: `net.pipe`.
    pub fn scheme(&self) -> &str {
        self.text.split(':').next().unwrap_or_default()
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What an `Ok` of sending there means: the technique's promise, but for WCF's one-way mode, which only hands over to
    /// the kernel.
    pub fn promise(&self) -> Promise {
        match &self.endpoint {
            Endpoint::NetTcp { mode: Some(WcfMode::OneWay), .. }
            | Endpoint::NetPipe { mode: Some(WcfMode::OneWay), .. } => Promise::Kernel,
            _ => technique::of(self).promise,
        }
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// The same address with the port that the kernel chose.
    pub(crate) fn with_port(&self, chosen: u16) -> Address {
        let mut endpoint = self.endpoint.clone();
        if let Endpoint::Udp(host) | Endpoint::NetTcp { host, .. } | Endpoint::RemotingTcp { host, .. } =
            &mut endpoint
        {
            host.port = chosen;
        }
        Address { text: self.text.replacen(":0", &format!(":{chosen}"), 1), endpoint }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Address {
    type Err = Error;

    /// # Errors
    /// [`Error::Address`] when the text is not an address of its scheme, or the scheme is not known.
    fn from_str(text: &str) -> Result<Address> {
        let wrong = |reason: &'static str| Error::Address { address: text.to_owned(), reason };
        let (scheme, rest) = text.split_once(':').ok_or_else(|| wrong("it has no scheme"))?;
        let scheme = scheme.to_ascii_lowercase();
        let whole = format!("{scheme}:{rest}");
        let endpoint = parse(&scheme, rest, &whole).map_err(wrong)?;
        Ok(Address { text: whole, endpoint })
    }
}

type Parsed<T> = std::result::Result<T, &'static str>;

fn parse(scheme: &str, rest: &str, whole: &str) -> Parsed<Endpoint> {
    Ok(match scheme {
        "udp" => Endpoint::Udp(host_port(authority(rest)?.0)?),
        "pipe" => Endpoint::Pipe { name: name(rest)? },
        "shm" => Endpoint::SharedMemory { name: name(rest)? },
        "file" => Endpoint::File { path: path(rest)? },
        "queue" => match rest.strip_suffix(";dead") {
            Some(live) => Endpoint::Queue { name: name(live)?, dead: true },
            None => Endpoint::Queue { name: name(rest)?, dead: false },
        },
        "amqp" => amqp(rest, whole)?,
        "ipc" => {
            let (port, object, query) = located(rest)?;
            Endpoint::RemotingIpc { port: name(port)?, call: remoting_call(object, query)? }
        }
        "tcp" => {
            let (host, object, query) = located(rest)?;
            Endpoint::RemotingTcp { host: host_port(host)?, call: remoting_call(object, query)? }
        }
        "net.pipe" => {
            let (host, object, query) = located(rest)?;
            if host != "localhost" {
                return Err("net.pipe reaches this machine only: the host is localhost");
            }
            Endpoint::NetPipe { name: name(object)?, mode: wcf_mode(query)? }
        }
        "net.tcp" => {
            let (host, path, query) = located(rest)?;
            Endpoint::NetTcp { host: host_port(host)?, path: path.to_owned(), mode: wcf_mode(query)? }
        }
        "trace" => Endpoint::Trace { provider: name(rest)? },
        "window" => Endpoint::Window { title: title(rest)? },
        "com" => Endpoint::Com { prog_id: name(rest)? },
        _ => return Err("the scheme is not known"),
    })
}

/// What stands after `//`, and what after that authority's slash.
fn authority(rest: &str) -> Parsed<(&str, &str)> {
    let rest = rest.strip_prefix("//").ok_or("// and a host are missing")?;
    Ok(rest.split_once('/').unwrap_or((rest, "")))
}

/// `//host/object?query` in its three parts.
fn located(rest: &str) -> Parsed<(&str, &str, &str)> {
    let (host, object) = authority(rest)?;
    let (object, query) = object.split_once('?').unwrap_or((object, ""));
    if host.is_empty() || object.is_empty() {
        return Err("it needs a host and a name");
    }
    Ok((host, object, query))
}

fn host_port(text: &str) -> Parsed<HostPort> {
    let (host, port) = text.rsplit_once(':').ok_or("the port is missing")?;
    let port = port.parse().map_err(|_| "the port is no number below 65536")?;
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    if host.is_empty() {
        return Err("the host is missing");
    }
    Ok(HostPort { host: host.to_owned(), port })
}

fn name(text: &str) -> Parsed<String> {
    if text.is_empty() || text == "." || text == ".." {
        return Err("the name is missing");
    }
    if text.len() > NAME_LIMIT {
        return Err("the name is longer than 80 bytes");
    }
    if text.contains('/') || text.chars().any(char::is_control) {
        return Err("the name has a slash or a control character");
    }
    Ok(text.to_owned())
}

fn title(text: &str) -> Parsed<String> {
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err("the title is missing or has a control character");
    }
    Ok(text.to_owned())
}

fn path(text: &str) -> Parsed<PathBuf> {
    let text = text.strip_prefix("//").unwrap_or(text);
    if text.is_empty() || text.ends_with('/') || text.contains('\0') {
        return Err("the path of a file is missing");
    }
    Ok(PathBuf::from(text))
}

fn amqp(rest: &str, whole: &str) -> Parsed<Endpoint> {
    let (_, object, query) = located(rest)?;
    let (virtual_host, queue) = object.rsplit_once('/').unwrap_or(("", object));
    if queue.is_empty() || queue.len() > 255 {
        return Err("the queue's name has 1 to 255 bytes");
    }
    let format = match query {
        "" if queue.starts_with("private$\\") => AmqpFormat::SystemMessaging,
        "" | "format=text" => AmqpFormat::Text,
        "format=system.messaging" => AmqpFormat::SystemMessaging,
        _ => return Err("the query is format=text or format=system.messaging"),
    };
    let end = whole.len() - rest.len() + rest.find(object).unwrap_or(rest.len());
    let virtual_host = if virtual_host.is_empty() { "%2f" } else { virtual_host };
    let uri = format!("{}{virtual_host}", &whole[..end]);
    Ok(Endpoint::Amqp { uri, queue: queue.to_owned(), format })
}

fn remoting_call(object: &str, query: &str) -> Parsed<RemotingCall> {
    let mut call = RemotingCall {
        object: object.to_owned(),
        method: "Send".to_owned(),
        type_name: "IIpcClient, IIpcClient".to_owned(),
    };
    for part in query.split('&').filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some(("method", value)) => call.method = value.to_owned(),
            Some(("type", value)) => call.type_name = value.to_owned(),
            _ => return Err("the query knows method= and type="),
        }
    }
    Ok(call)
}

fn wcf_mode(query: &str) -> Parsed<Option<WcfMode>> {
    match query {
        "" => Ok(None),
        "buffered" => Ok(Some(WcfMode::Buffered)),
        "streamed" => Ok(Some(WcfMode::Streamed)),
        "oneway" => Ok(Some(WcfMode::OneWay)),
        _ => Err("the query is one of buffered, streamed and oneway"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(text: &str) -> Endpoint {
        text.parse::<Address>().unwrap().endpoint
    }

    #[test]
    fn every_scheme_has_its_form() {
        assert_eq!(endpoint("udp://[::1]:9000"), Endpoint::Udp(HostPort { host: "::1".into(), port: 9000 }));
        assert_eq!(endpoint("PIPE:Name"), Endpoint::Pipe { name: "Name".into() });
        assert_eq!(endpoint("amQp://h/q"), endpoint("amqp://h/q"));
        assert_eq!(endpoint("file:///tmp/a b"), Endpoint::File { path: "/tmp/a b".into() });
        assert_eq!(endpoint("queue:Orders;dead"), Endpoint::Queue { name: "Orders".into(), dead: true });
        let net = endpoint("net.tcp://localhost:808/Name?oneway");
        let host = HostPort { host: "localhost".into(), port: 808 };
        assert_eq!(net, Endpoint::NetTcp { host, path: "Name".into(), mode: Some(WcfMode::OneWay) });
    }

    #[test]
    fn a_queue_of_system_messaging_is_known_by_its_name() {
        let Endpoint::Amqp { uri, queue, format } = endpoint(r"amqp://guest:guest@localhost/private$\Name")
        else {
            panic!("amqp")
        };
        assert_eq!((uri.as_str(), queue.as_str()), ("amqp://guest:guest@localhost/%2f", r"private$\Name"));
        assert_eq!(format, AmqpFormat::SystemMessaging);
    }

    #[test]
    fn what_is_not_an_address_is_refused_with_its_reason() {
        for wrong in [
            "",
            "udp",
            "smoke:signals",
            "udp://host",
            "udp://host:70000",
            "udp:host:1",
            "pipe:",
            "pipe:a/b",
            "pipe:..",
            "shm:a\nb",
            "file:",
            "net.pipe://elsewhere/Name",
            "net.tcp://h:1/N?x",
            "ipc://Port",
            "tcp://h:1/N?x=1",
            "amqp://host",
            "window:",
        ] {
            assert!(matches!(wrong.parse::<Address>(), Err(Error::Address { .. })), "{wrong}");
        }
        assert!(format!("pipe:{}", "n".repeat(81)).parse::<Address>().is_err());
    }

    #[test]
    fn a_promise_belongs_to_the_address() {
        let promise = |text: &str| text.parse::<Address>().unwrap().promise();
        assert_eq!(promise("net.tcp://h:1/N"), Promise::Taken);
        assert_eq!(promise("net.tcp://h:1/N?oneway"), Promise::Kernel);
        assert_eq!(promise("queue:N"), Promise::Stored);
    }

    #[test]
    fn a_chosen_port_is_filled_in() {
        let address: Address = "udp://127.0.0.1:0".parse().unwrap();
        assert_eq!(address.with_port(4711).as_str(), "udp://127.0.0.1:4711");
    }
}
