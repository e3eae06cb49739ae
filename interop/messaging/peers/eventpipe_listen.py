"""Listens to the EventPipe provider of any process, as .NET's diagnostic tools do, and reads the Nettrace stream strictly.

    eventpipe_listen.py PROVIDER COUNT     says "ready", then "= " and a message in base64, a line each
"""
import base64
import glob
import socket
import struct
import sys
import tempfile
import time


def string(text):
    return struct.pack("<I", len(text) + 1) + text.encode("utf-16-le") + b"\0\0"


def attach(provider):
    """The stream of the first process that has the provider's events."""
    payload = struct.pack("<III", 16, 1, 1) + struct.pack("<QI", 2**64 - 1, 5) + string(provider) + string("")
    request = b"DOTNET_IPC_V1\0" + struct.pack("<HBBH", 20 + len(payload), 2, 2, 0) + payload
    while True:
        for path in glob.glob(tempfile.gettempdir() + "/dotnet-diagnostic-*-socket"):
            stream = socket.socket(socket.AF_UNIX)
            try:
                stream.connect(path)
            except OSError:
                continue
            stream.sendall(request)
            file = stream.makefile("rb")
            answer = file.read(28)
            assert answer[:14] == b"DOTNET_IPC_V1\0" and answer[16:18] == b"\xff\0", answer
            return file
        time.sleep(0.01)


class Stream:
    def __init__(self, file):
        self.file, self.position, self.wanted = file, 0, {}

    def take(self, count):
        data = self.file.read(count)
        assert len(data) == count, "the stream ends early"
        self.position += count
        return data

    def number(self):
        return struct.unpack("<i", self.take(4))[0]

    def events(self, provider):
        assert self.take(8) == b"Nettrace"
        assert self.take(self.number()) == b"!FastSerialization.1"
        while (tag := self.take(1)) != b"\x01":
            assert tag == b"\x05" and self.take(2) == b"\x05\x01"
            version, reader = self.number(), self.number()
            assert reader <= 4 and version >= reader
            name = self.take(self.number()).decode()
            assert self.take(1) == b"\x06"
            if name == "Trace":
                fields = struct.unpack("<8HqqIIII", self.take(48))
                assert fields[9] > 0 and fields[10] in (4, 8)
            else:
                size = self.number()
                assert not any(self.take(-self.position % 4)), "the padding is zero"
                yield from self.block(name, self.take(size), provider)
            assert self.take(1) == b"\x06"

    def block(self, name, data, provider):
        if name not in ("MetadataBlock", "EventBlock"):
            return
        header, flags = struct.unpack_from("<HH", data)
        assert header >= 20 and flags == 1
        earliest, latest = struct.unpack_from("<QQ", data, 4)
        at, kind, length, clock = header, 0, 0, 0

        def number():
            nonlocal at
            value = shift = 0
            while True:
                byte = data[at]
                at += 1
                value |= (byte & 0x7F) << shift
                shift += 7
                if not byte & 0x80:
                    return value

        while at < len(data):
            bits = data[at]
            at += 1
            if bits & 1:
                kind = number()
            if bits & 2:
                number(), number(), number()
            if bits & 4:
                number()
            if bits & 8:
                number()
            clock += number()
            assert earliest <= clock <= latest
            at += (16 if bits & 16 else 0) + (16 if bits & 32 else 0)
            if bits & 128:
                length = number()
            payload = data[at:at + length]
            assert len(payload) == length
            at += length
            if name == "MetadataBlock":
                (number_of_kind,) = struct.unpack_from("<I", payload)
                names = payload[4:].decode("utf-16-le", "ignore").split("\0")
                self.wanted[number_of_kind] = names[0] == provider
            elif self.wanted[kind & 0x7FFFFFFF]:
                text = payload.decode("utf-16-le")
                assert text.endswith("\0")
                yield text[:-1]


def main():
    provider, left = sys.argv[1], int(sys.argv[2])
    print("ready", flush=True)
    for text in Stream(attach(provider)).events(provider):
        print("=", base64.b64encode(text.encode()).decode(), flush=True)
        left -= 1
        if left == 0:
            break


main()
