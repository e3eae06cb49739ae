"""DCOM by impacket, which nobody here wrote: a client of the calculators of crates/cli/examples/calc-server.rs.

    client.py HOST PORT USER PASSWORD WHAT

WHAT is one of the functions below. Prints what it saw, and ends with 0 when that was as it should be.
"""
import struct
import sys
import time

from impacket import uuid
from impacket.dcerpc.v5 import dcomrt, rpcrt, transport
from impacket.dcerpc.v5.dtypes import NULL

CLASS = uuid.string_to_bin("5E0A7C61-2F43-4C0D-9A5E-0A1B2C3D4E5F")
FORBIDDEN = uuid.string_to_bin("5E0A7C60-2F43-4C0D-9A5E-0A1B2C3D4E5F")
UNKNOWN = uuid.string_to_bin("5E0A7C62-0000-0000-0000-000000000000")
ICALC = uuid.uuidtup_to_bin(("5E0A7C11-2F43-4C0D-9A5E-0A1B2C3D4E5F", "0.0"))
ADD, ECHO, SUM = 3, 4, 5
ORPCTHIS = struct.pack("<HHII", 5, 7, 0, 0) + b"impacket calls.." + struct.pack("<I", 0)


class Connection(dcomrt.DCOMConnection):
    """The resolver and activator, on a port that need not be 135."""
    port = 135
    level = rpcrt.RPC_C_AUTHN_LEVEL_PKT_PRIVACY

    def initConnection(self):
        private = {name.removeprefix("_DCOMConnection__"): value for name, value in vars(self).items()}
        target = private["target"]
        rpc = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:{target}[{self.port}]")
        rpc.set_credentials(private["userName"], private["password"], private["domain"])
        portmap = rpc.get_dce_rpc()
        portmap.set_auth_level(self.level)
        portmap.connect()
        self._DCOMConnection__portmap = portmap
        dcomrt.DCOMConnection.PORTMAPS[target] = portmap


def connect(host, port, user, password, level=rpcrt.RPC_C_AUTHN_LEVEL_PKT_PRIVACY):
    Connection.port, Connection.level = int(port), level
    return Connection(host, user, password)


def plain(host, port, interface):
    """A connection of nobody's."""
    rpc = transport.DCERPCTransportFactory(f"ncacn_ip_tcp:{host}[{port}]")
    dce = rpc.get_dce_rpc()
    dce.connect()
    dce.bind(interface)
    return dce


def ask(calc, opnum, arguments):
    """A method of a calculator: what comes back after ORPCTHAT, and the HRESULT."""
    calc.connect(ICALC)
    dce = calc.get_dce_rpc()
    dce.call(opnum, ORPCTHIS + arguments, calc.get_iPid())
    answer = dce.recv()
    # ORPCTHAT: flags, and extensions when a failure comes with words.
    skip = 8 if answer[4:8] == bytes(4) else len(answer) - 8
    return answer[skip:-4], struct.unpack("<I", answer[-4:])[0]


def add(calc, a, b):
    result, hresult = ask(calc, ADD, struct.pack("<ii", a, b))
    return struct.unpack("<i", result[:4])[0] if hresult == 0 else hex(hresult)


def bstr(text):
    data = text.encode("utf-16le")
    units = len(data) // 2
    return struct.pack("<IIII", 0x20000, units, len(data), units) + data


def echo(calc, text):
    data = bstr(text)
    result, hresult = ask(calc, ECHO, data + bytes(-len(data) % 4))
    assert hresult == 0, hex(hresult)
    units, = struct.unpack("<I", result[12:16])
    return result[16:16 + 2 * units].decode("utf-16le")


def sum_of(calc, numbers):
    count = len(numbers)
    vt_r8, sf_i8 = 5, 20
    array = struct.pack("<IIIHHIIIIIIi", 0x20000, 0x20004, 1, 1, 0x80, 8, vt_r8 << 16, sf_i8, count, 0x20008, count, 0)
    data = array + struct.pack("<I", count)
    data += bytes(-(len(ORPCTHIS) + len(data)) % 8) + struct.pack(f"<{count}d", *numbers)
    result, hresult = ask(calc, SUM, data)
    return struct.unpack("<d", result[:8])[0] if hresult == 0 else hex(hresult)


def created(connection):
    """A new calculator, by RemoteCreateInstance."""
    return connection.CoCreateInstanceEx(CLASS, ICALC)


def calls(*who, level=rpcrt.RPC_C_AUTHN_LEVEL_PKT_PRIVACY):
    """Numbers, texts and arrays, one fragment and many; errors."""
    connection = connect(*who, level=level)
    calc = created(connection)
    print("20 + 22 =", add(calc, 20, 22))
    assert add(calc, 20, 22) == 42
    assert add(calc, 2**31 - 1, 1) == "0x8002000a", "DISP_E_OVERFLOW"
    for text in ["", "a", "hé\0llo 🙂", "x" * 100_000]:
        assert echo(calc, text) == text
    numbers = [0.5 * number for number in range(20_000)]
    print("sum =", sum_of(calc, numbers))
    assert sum_of(calc, numbers) == sum(numbers)
    calc.RemRelease()


def integrity(*who):
    """The same, signed only."""
    calls(*who, level=rpcrt.RPC_C_AUTHN_LEVEL_PKT_INTEGRITY)


def rem_unknown(*who):
    """IRemUnknown2: the object's other interfaces, and its references."""
    calc = created(connect(*who))
    again = calc.RemQueryInterface(1, (ICALC,))
    print("asked for ICalc:", add(again, 1, 2))
    assert add(again, 1, 2) == 3
    try:
        calc.RemQueryInterface(1, (uuid.uuidtup_to_bin(("00020400-0000-0000-C000-000000000046", "0.0")),))
        raise AssertionError("it has no IDispatch")
    except (dcomrt.DCERPCSessionError, rpcrt.DCERPCException, IndexError) as error:
        print("no IDispatch:", str(error)[:60])
    calc.RemAddRef()
    calc.RemRelease()
    assert add(calc, 1, 3) == 4, "five references are left"


def resolver(*who):
    """IObjectExporter: where an exporter is, and who is alive."""
    connection = connect(*who)
    calc = created(connection)
    exporter = dcomrt.IObjectExporter(connection.get_dce_rpc())
    bindings = exporter.ResolveOxid2(calc.get_oxid(), (7,))
    addresses = [binding["aNetworkAddr"] for binding in bindings]
    print("the exporter is at", addresses)
    assert any(who[0] in address for address in addresses)
    assert exporter.ResolveOxid(calc.get_oxid(), (7,))
    exporter.ServerAlive()
    try:
        exporter.ResolveOxid2(0x1234, (7,))
        raise AssertionError("no such exporter")
    except dcomrt.DCERPCSessionError as error:
        assert error.get_error_code() == 1910, error


def alive(host, port, *_):
    """ServerAlive2, which nobody needs a password for."""
    bindings = dcomrt.IObjectExporter(plain(host, port, dcomrt.IID_IObjectExporter)).ServerAlive2()
    print("alive at", [binding["aNetworkAddr"] for binding in bindings])


def stranger(host, port, *_):
    """Everything else, without a password."""
    exporter = dcomrt.IObjectExporter(plain(host, port, dcomrt.IID_IObjectExporter))
    refused(lambda: exporter.ResolveOxid2(1, (7,)))
    activator = dcomrt.IRemoteSCMActivator(plain(host, port, dcomrt.IID_IRemoteSCMActivator))
    refused(lambda: activator.RemoteCreateInstance(CLASS, ICALC))


def wrong_password(host, port, user, password):
    """A password that is none."""
    connection = connect(host, port, user, password + "!")
    refused(lambda: created(connection))
    connection = connect(host, port, "nobody", password)
    refused(lambda: created(connection))


def refused(call):
    try:
        call()
    except Exception as error:  # impacket has one for each way
        print("refused:", str(error)[:70])
        assert "access_denied" in str(error).lower() or "ACCESSDENIED" in str(error), error
        return
    raise AssertionError("it was not refused")


def classes(*who):
    """Classes that other machines may not have, and that there are not."""
    connection = connect(*who)
    for clsid, expected in [(FORBIDDEN, 0x80070005), (UNKNOWN, 0x80040154)]:
        try:
            connection.CoCreateInstanceEx(clsid, ICALC)
            raise AssertionError("it was activated")
        except dcomrt.DCERPCSessionError as error:
            print("refused:", hex(error.get_error_code() & 0xFFFFFFFF))
            assert error.get_error_code() & 0xFFFFFFFF == expected, error


def pings(*who):
    """An object lives while its set is pinged, and goes when it is removed from the set."""
    connection = connect(*who)
    calc = created(connection)
    exporter = dcomrt.IObjectExporter(connection.get_dce_rpc())
    ping_set = exporter.ComplexPing(0, 1, (calc.get_oid(),), ())["pSetId"]
    begun = time.monotonic()
    while time.monotonic() - begun < 4:  # many times as long as it would live
        exporter.SimplePing(ping_set)
        time.sleep(0.1)
    assert add(calc, 4, 5) == 9
    print("it lives while it is pinged")
    exporter.ComplexPing(ping_set, 2, (), (calc.get_oid(),))
    wait_until_gone(calc)
    try:
        exporter.SimplePing(0xDEAD)
        raise AssertionError("no such set")
    except dcomrt.DCERPCSessionError as error:
        assert error.get_error_code() == 1912, error


def unpinged(*who):
    """An object that nobody pings goes; its client lives, and never says a word."""
    calc = created(connect(*who))
    assert add(calc, 4, 5) == 9
    wait_until_gone(calc)


def wait_until_gone(calc):
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        try:
            add(calc, 1, 1)
        except Exception as error:
            print("it is gone:", str(error)[:70])
            # The server ends with its last object.
            assert any(word in str(error) for word in ["80010108", "DISCONNECTED", "closed", "reset"]), error
            return
        time.sleep(0.1)
    raise AssertionError("it is still there")


def abandon(*who):
    """A client that dies with an object in hand: the caller looks whether it goes."""
    calc = created(connect(*who))
    assert add(calc, 4, 5) == 9
    print("has one", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    *who, what = sys.argv[1:]
    dcomrt.DCOMConnection.initTimer = lambda self: None  # its thread would outlive the test
    globals()[what](*who)
