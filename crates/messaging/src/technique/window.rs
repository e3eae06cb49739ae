//! `window:Title`: a text to the X11 window of that title; `window:*` to every window that listens.
//!
//! ```text
//! client's window ── property _OXCOM_TEXT = text (UTF8_STRING, in chunks)
//!                 ── ClientMessage _OXCOM_TEXT [client's window, length] ──▶ server's window
//!                 ◀── reads the property, handles the text, deletes the property = "taken"
//!                 ◀── or ClientMessage _OXCOM_REFUSED
//! ```
//!
//! A server's window is never shown. It has the title as WM_NAME and _NET_WM_NAME, and the property _OXCOM_LISTENER (CARDINAL
//! 1), by which it is told from others of the same title. The client watches its own property for the deletion and the
//! server's window for its end; the text lies at the client's window, so clients do not meet.
//!
//! Whoever may use the display may send and listen: X has no users.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use x11rb::connection::Connection as _;
use x11rb::errors::{ConnectionError, ReplyError};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
    PropMode, Property, PropertyNotifyEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use super::{Receiver, Sender, text};
use crate::inbox::Inbox;
use crate::stop::{Stop, Wait, wait};
use crate::{Address, Error, Options, Result, unix};

/// What a request carries of a text; every X server takes this much.
const CHUNK: usize = 128 << 10;
/// The most windows that are looked at for a title.
const WINDOWS_LIMIT: usize = 10_000;
/// The title that stands for every listening window.
const EVERYBODY: &str = "*";

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        _OXCOM_TEXT,
        _OXCOM_REFUSED,
        _OXCOM_LISTENER,
        _NET_WM_NAME,
        UTF8_STRING,
    }
}

/// A connection to the X server, and a window of ours.
struct Display {
    connection: RustConnection,
    atoms: Atoms,
    root: Window,
    window: Window,
}

impl Display {
    fn open(options: &Options) -> Result<Display> {
        let (connection, screen) = RustConnection::connect(options.display.as_deref()).map_err(|error| {
            let reason = format!("connecting to the X server: {error}");
            Error::Io { doing: "opening the display", source: std::io::Error::other(reason) }
        })?;
        let atoms = Atoms::new(&connection).map_err(broken)?.reply().map_err(refused)?;
        let root = connection.setup().roots.get(screen).ok_or_else(|| gone("it has no screen"))?.root;
        let window = connection.generate_id().map_err(|error| gone(&error.to_string()))?;
        let mask = EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY;
        let events = CreateWindowAux::new().override_redirect(1).event_mask(mask);
        connection
            .create_window(0, window, root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, 0, &events)
            .map_err(broken)?;
        Ok(Display { connection, atoms, root, window })
    }

    /// The windows that listen, with this title or with any.
    fn listeners(&self, title: &str) -> Result<Vec<Window>> {
        let mut found = Vec::new();
        let mut waiting = vec![self.root];
        let mut looked_at = 0;
        while let Some(parent) = waiting.pop() {
            // A window that ends while it is looked at is none.
            let Ok(tree) = self.connection.query_tree(parent).map_err(broken)?.reply() else { continue };
            for child in tree.children {
                looked_at += 1;
                if looked_at > WINDOWS_LIMIT {
                    return Ok(found);
                }
                waiting.push(child);
                if self.listens(child)? && (title == EVERYBODY || self.has_title(child, title)?) {
                    found.push(child);
                }
            }
        }
        Ok(found)
    }

    fn listens(&self, window: Window) -> Result<bool> {
        let property =
            self.connection.get_property(false, window, self.atoms._OXCOM_LISTENER, AtomEnum::CARDINAL, 0, 1);
        Ok(property.map_err(broken)?.reply().is_ok_and(|property| property.value_len == 1))
    }

    fn has_title(&self, window: Window, title: &str) -> Result<bool> {
        let names = [
            (self.atoms._NET_WM_NAME, self.atoms.UTF8_STRING),
            (AtomEnum::WM_NAME.into(), AtomEnum::ANY.into()),
        ];
        for (name, kind) in names {
            let property =
                self.connection.get_property(false, window, name, kind, 0, 1024).map_err(broken)?;
            if property.reply().is_ok_and(|property| property.value == title.as_bytes()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The next event, or what came instead of one.
    fn event(
        &self,
        stop: Option<&Stop>,
        deadline: Option<Instant>,
    ) -> Result<std::result::Result<Event, Wait>> {
        self.connection.flush().map_err(broken)?;
        loop {
            if let Some(event) = self.connection.poll_for_event().map_err(broken)? {
                return Ok(Ok(event));
            }
            let waited = wait(&[(self.connection.stream().as_fd(), PollFlags::IN)], stop, deadline)
                .map_err(|error| Error::io("waiting for the X server", error))?;
            if waited != Wait::Ready {
                return Ok(Err(waited));
            }
        }
    }

    fn send_message(&self, to: Window, kind: u32, data: [u32; 5]) -> Result<()> {
        let message = ClientMessageEvent::new(32, to, kind, data);
        self.connection.send_event(false, to, EventMask::NO_EVENT, message).map_err(broken)?;
        Ok(())
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // The X server ends the window soon after the connection anyhow; with the answer it is known to be gone, so
        // that nobody sends to a server that has stopped.
        if let Ok(destroyed) = self.connection.destroy_window(self.window) {
            let _ = destroyed.check();
        }
    }
}

struct WindowSender {
    display: Display,
    title: String,
    target: Option<Window>,
    address: Address,
    options: Options,
}

pub(super) fn connect(title: &str, address: &Address, options: &Options) -> Result<Box<dyn Sender>> {
    let display = Display::open(options)?;
    let (title, address, options) = (title.to_owned(), address.clone(), options.clone());
    let mut sender = WindowSender { display, title, target: None, address, options };
    sender.find()?;
    Ok(Box::new(sender))
}

impl Sender for WindowSender {
    fn send(&mut self, text: &str) -> Result<()> {
        if self.title == EVERYBODY {
            return self.find()?.into_iter().try_for_each(|window| self.send_to(window, text));
        }
        loop {
            let window = match self.target {
                Some(window) => window,
                None => self.find()?[0],
            };
            self.target = Some(window);
            match self.send_to(window, text) {
                // The window had ended before this message: there may be another.
                Err(Error::NoServer { .. }) => self.target = None,
                done => return done,
            }
        }
    }
}

impl WindowSender {
    /// The windows to send to, at least one, as soon as there is one.
    fn find(&mut self) -> Result<Vec<Window>> {
        let absent = || std::io::Error::from(std::io::ErrorKind::NotFound);
        unix::retry(&self.address, self.options.connect_timeout, || {
            let found = self.display.listeners(&self.title).map_err(std::io::Error::from)?;
            if found.is_empty() { Err(absent()) } else { Ok(found) }
        })
    }

    fn send_to(&self, target: Window, text: &str) -> Result<()> {
        let Display { connection, atoms, window, .. } = &self.display;
        let events = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        let watched = connection.change_window_attributes(target, &events).map_err(broken)?.check();
        if let Err(ReplyError::X11Error(_)) = watched {
            return Err(Error::NoServer { address: self.address.to_string() });
        }
        watched.map_err(refused)?;
        // The window is there now. What came before tells of earlier texts, or of a dead window whose number this one
        // has got.
        while connection.poll_for_event().map_err(broken)?.is_some() {}
        self.put(text)?;
        let length = text.len() as u32;
        self.display.send_message(target, atoms._OXCOM_TEXT, [*window, length, 0, 0, 0])?;
        let deadline = Instant::now() + self.options.send_timeout;
        loop {
            match self.display.event(None, Some(deadline))? {
                Ok(Event::PropertyNotify(PropertyNotifyEvent { atom, state: Property::DELETE, .. }))
                    if atom == atoms._OXCOM_TEXT =>
                {
                    return Ok(());
                }
                Ok(Event::ClientMessage(message)) if message.type_ == atoms._OXCOM_REFUSED => {
                    self.withdraw()?;
                    return Err(Error::Refused { reason: "the window could not take the text".to_owned() });
                }
                Ok(Event::DestroyNotify(destroyed)) if destroyed.window == target => {
                    return self.after_the_end_of_the_window();
                }
                Ok(_) => {}
                Err(_) => {
                    self.withdraw()?;
                    let limit = self.options.send_timeout;
                    return Err(Error::TimedOut { what: "waiting for the window to take the text", limit });
                }
            }
        }
    }

    /// Puts the text where the window will read it.
    fn put(&self, text: &str) -> Result<()> {
        let Display { connection, atoms, window, .. } = &self.display;
        let mut mode = PropMode::REPLACE;
        let mut chunks = text.as_bytes().chunks(CHUNK);
        let mut chunk = chunks.next().unwrap_or_default();
        loop {
            let put = connection.change_property8(mode, *window, atoms._OXCOM_TEXT, atoms.UTF8_STRING, chunk);
            put.map_err(broken)?;
            mode = PropMode::APPEND;
            match chunks.next() {
                Some(next) => chunk = next,
                None => return Ok(()),
            }
        }
    }

    /// Takes the text back; the answer to an older one must not be taken for that to the next.
    fn withdraw(&self) -> Result<()> {
        let Display { connection, atoms, window, .. } = &self.display;
        connection.delete_property(*window, atoms._OXCOM_TEXT).map_err(broken)?;
        loop {
            match self.display.event(None, Some(Instant::now() + Duration::from_secs(1)))? {
                Ok(Event::PropertyNotify(PropertyNotifyEvent { state: Property::DELETE, .. })) => {
                    return Ok(());
                }
                Ok(_) => {}
                Err(_) => return Ok(()),
            }
        }
    }

    /// The window has ended: whether it took the text first shows in the property.
    fn after_the_end_of_the_window(&self) -> Result<()> {
        let Display { connection, atoms, window, .. } = &self.display;
        let left = connection.get_property(false, *window, atoms._OXCOM_TEXT, AtomEnum::ANY, 0, 0);
        if left.map_err(broken)?.reply().map_err(refused)?.type_ == x11rb::NONE {
            return Ok(());
        }
        self.withdraw()?;
        Err(gone("the window has ended"))
    }
}

struct WindowReceiver {
    display: Display,
    options: Options,
}

pub(super) fn open(title: &str, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    if title == EVERYBODY {
        let reason = "everybody is no window to listen at";
        return Err(Error::Address { address: address.to_string(), reason });
    }
    let display = Display::open(options)?;
    let Display { connection, atoms, window, .. } = &display;
    // Nobody else looks or announces while the server is grabbed; the end of the connection would end the grab, too.
    connection.grab_server().map_err(broken)?;
    let taken = !display.listeners(title)?.is_empty();
    if !taken {
        let names =
            [(AtomEnum::WM_NAME.into(), AtomEnum::STRING.into()), (atoms._NET_WM_NAME, atoms.UTF8_STRING)];
        for (name, kind) in names {
            let named = connection.change_property8(PropMode::REPLACE, *window, name, kind, title.as_bytes());
            named.map_err(broken)?;
        }
        let announce = connection.change_property32(
            PropMode::REPLACE,
            *window,
            atoms._OXCOM_LISTENER,
            AtomEnum::CARDINAL,
            &[1],
        );
        announce.map_err(broken)?;
    }
    connection.ungrab_server().map_err(broken)?.check().map_err(refused)?;
    if taken {
        return Err(Error::Taken { address: address.to_string() });
    }
    Ok(Box::new(WindowReceiver { display, options: options.clone() }))
}

impl Receiver for WindowReceiver {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let Display { connection, atoms, .. } = &self.display;
        loop {
            match self.display.event(Some(stop), None)? {
                Ok(Event::ClientMessage(message)) if message.type_ == atoms._OXCOM_TEXT => {
                    let [sender, length, ..] = message.data.as_data32();
                    let taken = self.read(sender, length).and_then(|text| inbox.deliver(text));
                    match taken {
                        Ok(()) => {
                            drop(connection.delete_property(sender, atoms._OXCOM_TEXT).map_err(broken)?)
                        }
                        Err(Error::Stopped) => return Ok(()),
                        Err(error) => {
                            inbox.fail(&error);
                            self.display.send_message(sender, atoms._OXCOM_REFUSED, [0; 5])?;
                        }
                    }
                }
                // X has no users: whoever may use the display may do that.
                Ok(Event::DestroyNotify(destroyed)) if destroyed.window == self.display.window => {
                    return Err(gone("a program has destroyed the window"));
                }
                // Errors of requests to windows that have gone, and events that are not ours.
                Ok(_) => {}
                Err(_) => return Ok(()),
            }
        }
    }
}

impl WindowReceiver {
    /// Reads the text of a window, of which the message said how many bytes it has.
    fn read(&self, sender: Window, announced: u32) -> Result<String> {
        let Display { connection, atoms, .. } = &self.display;
        let limit = self.options.max_message;
        let mut bytes = Vec::new();
        loop {
            // Offset and length are in units of four bytes.
            let (offset, length) = ((bytes.len() / 4) as u32, (CHUNK / 4) as u32);
            let kind = atoms.UTF8_STRING;
            let piece = connection.get_property(false, sender, atoms._OXCOM_TEXT, kind, offset, length);
            let piece = piece.map_err(broken)?.reply().map_err(refused)?;
            if piece.type_ != kind || piece.format != 8 {
                return Err(Error::malformed("window message", "the sender's window has no text"));
            }
            let whole =
                bytes.len().saturating_add(piece.value.len()).saturating_add(piece.bytes_after as usize);
            if whole > limit {
                return Err(Error::TooLong { length: whole, limit });
            }
            bytes.extend(piece.value);
            if piece.bytes_after == 0 {
                break;
            }
        }
        if bytes.len() as u64 != u64::from(announced) {
            let reason = format!("{} bytes instead of the announced {announced}", bytes.len());
            return Err(Error::malformed("window message", reason));
        }
        text(bytes, "window message")
    }
}

fn broken(error: ConnectionError) -> Error {
    gone(&error.to_string())
}

fn refused(error: ReplyError) -> Error {
    match error {
        ReplyError::ConnectionError(error) => broken(error),
        ReplyError::X11Error(error) => Error::malformed("X11", format!("{:?}", error.error_kind)),
    }
}

fn gone(reason: &str) -> Error {
    Error::Gone { reason: format!("the X server: {reason}") }
}
