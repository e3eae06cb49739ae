"""A peer of the window messages on python-xlib.

    window_peer.py listen TITLE COUNT     says "ready", then "= " and a message in base64, a line each
    window_peer.py send   TITLE TEXT…
"""
import base64
import sys

from Xlib import X, display
from Xlib.protocol import event

CHUNK = 100000


class Peer:
    def __init__(self):
        self.display = display.Display()
        self.root = self.display.screen().root
        self.atom = self.display.intern_atom
        self.text, self.utf8 = self.atom("_OXCOM_TEXT"), self.atom("UTF8_STRING")
        self.window = self.root.create_window(0, 0, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask)

    def message(self, to, data):
        to.send_event(event.ClientMessage(window=to, client_type=self.text, data=(32, data)))
        self.display.flush()


def listen(title, count):
    peer = Peer()
    peer.window.change_property(peer.atom("_NET_WM_NAME"), peer.utf8, 8, title.encode())
    peer.window.change_property(peer.atom("_OXCOM_LISTENER"), peer.atom("CARDINAL"), 32, [1])
    peer.display.sync()
    print("ready", flush=True)
    while count:
        got = peer.display.next_event()
        if got.type != X.ClientMessage or got.client_type != peer.text:
            continue
        sender = peer.display.create_resource_object("window", got.data[1][0])
        data, offset = b"", 0
        while True:
            piece = sender.get_property(peer.text, peer.utf8, offset, CHUNK // 4)
            data += bytes(piece.value)
            offset = len(data) // 4
            if not piece.bytes_after:
                break
        print("=", base64.b64encode(data).decode(), flush=True)
        sender.delete_property(peer.text)
        peer.display.sync()
        count -= 1


def find(peer, window, title):
    for child in window.query_tree().children:
        listener = child.get_full_property(peer.atom("_OXCOM_LISTENER"), X.AnyPropertyType)
        name = child.get_full_property(peer.atom("_NET_WM_NAME"), peer.utf8)
        if listener and name and bytes(name.value).decode() == title:
            return child
        found = find(peer, child, title)
        if found:
            return found
    return None


def send(title, texts):
    peer = Peer()
    target = find(peer, peer.root, title)
    for text in texts:
        data = text.encode()
        peer.window.change_property(peer.text, peer.utf8, 8, data[:CHUNK])
        for start in range(CHUNK, len(data), CHUNK):
            peer.window.change_property(peer.text, peer.utf8, 8, data[start:start + CHUNK], mode=X.PropModeAppend)
        peer.message(target, [peer.window.id, len(data), 0, 0, 0])
        while True:
            got = peer.display.next_event()
            if got.type == X.PropertyNotify and got.atom == peer.text and got.state == X.PropertyDelete:
                break


if sys.argv[1] == "listen":
    listen(sys.argv[2], int(sys.argv[3]))
else:
    send(sys.argv[2], sys.argv[3:])
