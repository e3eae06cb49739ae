#!/usr/bin/env python3
"""The other side of a DCE/RPC connection, by impacket. Tokens and PDUs are lines in hexadecimal, so that no socket is needed.

    impacket_peer.py client LEVEL USER DOMAIN PASSWORD [OBJECT]
        impacket's own RPC client: binds, logs on, calls what each further line says ("OPNUM FRAGMENT STUB"), and prints
        "answer STUB" for each.
    impacket_peer.py server LEVEL USER DOMAIN PASSWORD
        impacket's NTLM at a server. Lines "negotiate TOKEN" and "authenticate TOKEN" log a client on; "verify PDU" prints the
        stub data of a client's fragment when its signature is right; "protect STUB" prints a response of the server's,
        protected; "refused WHY" says what did not work.
"""
import os
import struct
import sys

from Cryptodome.Cipher import ARC4
from impacket import ntlm, smbserver
from impacket.dcerpc.v5.rpcrt import (
    DCERPC_v5, MSRPCRequestHeader, MSRPCRespHeader, RPC_C_AUTHN_LEVEL_PKT_PRIVACY, RPC_C_AUTHN_WINNT, SEC_TRAILER)
from impacket.uuid import string_to_bin, uuidtup_to_bin

SIGNATURE_LEN = 16
NOW = 133_000_000_000_000_000  # a FILETIME


def say(word, data=b""):
    """A line: bytes in hexadecimal, text as it is."""
    print(word, data if isinstance(data, str) else data.hex(), flush=True)


def heard():
    """The next line's words; the program ends with its input."""
    line = sys.stdin.readline()
    if not line:
        sys.exit(0)
    return line.split(" ")


class Lines:
    """impacket's idea of a transport, over lines."""

    def send(self, data, forceWriteAndx=0, forceRecv=0):
        say("pdu", data)

    def recv(self, forceRecv=0, count=0):
        word, data = heard()
        assert word == "pdu", word
        return bytes.fromhex(data)

    def doesSupportNTLMv2(self):
        return True


def client(level, user, domain, password, target=None):
    dce = DCERPC_v5(Lines())
    dce.set_credentials(user, password, domain)
    dce.set_auth_type(RPC_C_AUTHN_WINNT)
    dce.set_auth_level(level)
    dce.bind(uuidtup_to_bin(("99fcfec4-5260-101b-bbcb-00aa0021347a", "0.0")))
    target = string_to_bin(target) if target else None
    while True:
        opnum, fragment, stub = heard()
        dce.set_max_fragment_size(int(fragment))
        dce.call(int(opnum), bytes.fromhex(stub), target)
        say("answer", dce.recv())


class Server:
    def __init__(self, level, user, domain, password):
        self.level, self.user, self.domain = level, user, domain
        self.hash = ntlm.compute_nthash(password)
        self.sequence = {"Client": 0, "Server": 0}

    def negotiate(self, token):
        """CHALLENGE, as impacket's own SMB server makes it."""
        self.first = token
        self.type1 = ntlm.NTLMAuthNegotiate()
        self.type1.fromString(token)
        names = ntlm.AV_PAIRS()
        names[ntlm.NTLMSSP_AV_HOSTNAME] = names[ntlm.NTLMSSP_AV_DNS_HOSTNAME] = "RACK".encode("utf-16le")
        names[ntlm.NTLMSSP_AV_DOMAINNAME] = names[ntlm.NTLMSSP_AV_DNS_DOMAINNAME] = "LAB".encode("utf-16le")
        names[ntlm.NTLMSSP_AV_TIME] = struct.pack("<Q", NOW)
        self.flags = self.type1["flags"] | ntlm.NTLMSSP_NEGOTIATE_TARGET_INFO  # with VERSION, as impacket expects of a MIC
        self.challenge = ntlm.NTLMAuthChallenge()
        self.challenge["flags"] = self.flags
        self.challenge["domain_name"] = "LAB".encode("utf-16le")
        self.challenge["challenge"] = os.urandom(8)
        self.challenge["TargetInfoFields"] = names
        self.challenge["TargetInfoFields_len"] = self.challenge["TargetInfoFields_max_len"] = len(names)
        self.challenge["domain_offset"] = 56
        self.challenge["TargetInfoFields_offset"] = 56 + len(self.challenge["domain_name"])
        self.challenge["Version"], self.challenge["VersionLen"] = bytes(8), 8
        self.second = self.challenge.getData()
        say("challenge", self.second)

    def authenticate(self, token):
        message = ntlm.NTLMAuthChallengeResponse()
        message.fromString(token)
        user, domain = (message[name].decode("utf-16le") for name in ("user_name", "domain_name"))
        status, key = smbserver.computeNTLMv2(
            user, b"", self.hash, self.challenge["challenge"], message, self.challenge, self.type1)
        if status != 0 or (user.lower(), domain) != (self.user.lower(), self.domain):
            return say("refused", "password")
        said = ntlm.AV_PAIRS(message["ntlm"][44:])
        if struct.unpack("<L", said[ntlm.NTLMSSP_AV_FLAGS][1])[0] & 2:
            mic = ntlm.hmac_md5(key, self.first + self.second + token[:72] + bytes(16) + token[88:])
            if mic != token[72:88]:
                return say("refused", "mic")
        self.sign = {side: ntlm.SIGNKEY(self.flags, key, side) for side in self.sequence}
        self.seal = {side: ARC4.new(ntlm.SEALKEY(self.flags, key, side)).encrypt for side in self.sequence}
        say("accepted", said[ntlm.NTLMSSP_AV_TARGET_NAME][1].decode("utf-16le"))

    def protection(self, side, signed, data):
        """The data sealed or unsealed, and the signature of what is signed (when it does not depend on that)."""
        keys = (self.flags, self.sign[side])
        sequence = self.sequence[side]
        self.sequence[side] += 1
        data = self.seal[side](data) if self.level == RPC_C_AUTHN_LEVEL_PKT_PRIVACY else data
        signature = ntlm.SIGN(*keys, signed(data), sequence, self.seal[side]).getData()
        return data, signature

    def verify(self, pdu):
        header = MSRPCRequestHeader(pdu)
        start, end = 24 + (16 if header["flags"] & 0x80 else 0), len(pdu) - header["auth_len"] - 8
        trailer = SEC_TRAILER(pdu[end:])
        assert (trailer["auth_type"], trailer["auth_level"]) == (RPC_C_AUTHN_WINNT, self.level)
        whole = lambda data: pdu[:start] + data + pdu[end:-SIGNATURE_LEN]
        data, signature = self.protection("Client", whole, pdu[start:end])
        if signature != pdu[-SIGNATURE_LEN:]:
            return say("refused", "signature")
        say("stub", data[:len(data) - trailer["auth_pad_len"]])

    def protect(self, stub):
        """A response with impacket's padding, trailer and signature."""
        header = MSRPCRespHeader()
        header["pduData"] = stub
        trailer = SEC_TRAILER()
        trailer["auth_type"], trailer["auth_level"] = RPC_C_AUTHN_WINNT, self.level
        trailer["auth_ctx_id"] = 79231
        trailer["auth_pad_len"] = -len(stub) % 4
        header["pduData"] += b"\xbb" * trailer["auth_pad_len"]
        header["sec_trailer"], header["auth_data"] = trailer.getData(), b" " * SIGNATURE_LEN
        whole = header.get_packet()[:-SIGNATURE_LEN]
        header["pduData"], header["auth_data"] = self.protection("Server", lambda _: whole, header["pduData"])
        say("pdu", header.get_packet())


def server(level, user, domain, password):
    side = Server(level, user, domain, password)
    while True:
        word, data = heard()
        getattr(side, {"negotiate": "negotiate", "authenticate": "authenticate", "verify": "verify",
                       "protect": "protect"}[word])(bytes.fromhex(data))


if __name__ == "__main__":
    role, level, *rest = sys.argv[1:]
    {"client": client, "server": server}[role](int(level), *rest)
