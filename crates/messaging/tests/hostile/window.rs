//! A program on the same display that means harm. X has no users: whoever may use the display may try all of this.

use oxcom_messaging::Options;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageData, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask,
    PropMode, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::Target;
use crate::common::Xvfb;

struct Attacker {
    connection: RustConnection,
    root: Window,
    window: Window,
    /// The window under attack.
    target: Window,
    text: Atom,
    utf8: Atom,
}

impl Attacker {
    fn new(display: &str) -> Attacker {
        let (connection, screen) = RustConnection::connect(Some(display)).unwrap();
        let root = connection.setup().roots[screen].root;
        let atom = |name: &str| connection.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom;
        let (text, utf8, listener) = (atom("_OXCOM_TEXT"), atom("UTF8_STRING"), atom("_OXCOM_LISTENER"));
        let listens = |window: &Window| {
            let found = connection.get_property(false, *window, listener, AtomEnum::CARDINAL, 0, 1);
            found.unwrap().reply().unwrap().value_len == 1
        };
        let windows = connection.query_tree(root).unwrap().reply().unwrap().children;
        let target = windows.into_iter().find(listens).unwrap();
        let mut attacker = Attacker { connection, root, window: 0, target, text, utf8 };
        attacker.window = attacker.new_window();
        attacker
    }

    fn new_window(&self) -> Window {
        let (window, aux) = (self.connection.generate_id().unwrap(), CreateWindowAux::new());
        let made = self.connection.create_window(
            0,
            window,
            self.root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            0,
            &aux,
        );
        made.unwrap().check().unwrap();
        window
    }

    fn put(&self, kind: impl Into<Atom>, bytes: &[u8]) {
        let put =
            self.connection.change_property8(PropMode::REPLACE, self.window, self.text, kind.into(), bytes);
        put.unwrap().check().unwrap();
    }

    /// Tells the target that a window has a text.
    fn announce(&self, sender: Window, length: u32) {
        self.message(32, self.text, [sender, length, 0, 0, 0].into());
    }

    fn message(&self, format: u8, kind: Atom, data: ClientMessageData) {
        let message =
            ClientMessageEvent { format, data, ..ClientMessageEvent::new(32, self.target, kind, [0; 5]) };
        self.connection
            .send_event(false, self.target, EventMask::NO_EVENT, message)
            .unwrap()
            .check()
            .unwrap();
    }
}

#[test]
fn window() {
    let Some(xvfb) = Xvfb::start() else { return };
    let options = Options { display: xvfb.display(), ..Options::default() };
    let target = Target::new("window:under attack", options);
    let attacker = Attacker::new(&xvfb.display().unwrap());

    attacker.announce(attacker.window, 4);
    target.survived("a window without a text");
    attacker.announce(0, 4);
    target.survived("no window");
    attacker.announce(u32::MAX, 4);
    target.survived("garbage for a window");
    attacker.announce(attacker.root, 4);
    target.survived("the root window");
    attacker.message(8, attacker.text, [0xffu8; 20].into());
    target.survived("a message of bytes");
    let short = attacker.window.to_le_bytes();
    attacker.message(16, attacker.text, [u16::from_le_bytes([short[0], short[1]]); 10].into());
    target.survived("a message of other numbers");
    attacker.message(32, attacker.utf8, [0; 5].into());
    target.works("a message of another type, which is not for us");

    attacker.put(AtomEnum::STRING, b"text");
    attacker.announce(attacker.window, 4);
    target.survived("another type of text");
    attacker.put(attacker.utf8, b"\xc3");
    attacker.announce(attacker.window, 1);
    target.survived("no UTF-8");
    attacker.put(attacker.utf8, b"half a mess");
    attacker.announce(attacker.window, 14);
    target.survived("half a message");
    attacker.announce(attacker.window, u32::MAX);
    target.survived("a length of 4 GiB");
    attacker.announce(attacker.window, 4);
    target.survived("a length that hides the rest");
    attacker.put(attacker.utf8, &[b'x'; 10_001]);
    attacker.announce(attacker.window, 10_001);
    target.survived("too long");

    let gone = attacker.new_window();
    attacker.connection.destroy_window(gone).unwrap().check().unwrap();
    attacker.announce(gone, 4);
    target.survived("a sender that has gone");
}

#[test]
fn a_destroyed_window_is_an_error_and_can_be_had_again() {
    let Some(xvfb) = Xvfb::start() else { return };
    let options = Options { display: xvfb.display(), ..Options::default() };
    let target = Target::new("window:destroyed", options);
    let attacker = Attacker::new(&xvfb.display().unwrap());
    attacker.connection.destroy_window(attacker.target).unwrap().check().unwrap();
    target.reported("the end of the window");
    target.server.stop();
    target.server.start().unwrap();
    target.works("after the attack");
}
