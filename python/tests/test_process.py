"""Processes: forked ones, and ones that bring their registration along."""

import os
import pathlib
import sys

from conftest import PLACE, run_python

ROOT = pathlib.Path(__file__).resolve().parents[2]

FORKS = """
import os, sys, oxcom
calc = oxcom.create_object("OxcomPython.Peer", interface="ICalc")
child = os.fork()
if child == 0:
    try:
        calc.Add(1, 2)
    except oxcom.COMError as error:
        sys.exit(7 if error.name == "RPC_E_DISCONNECTED" else 1)
    sys.exit(2)
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status), calc.Add(1, 2))
"""


def test_a_forked_child_is_told_so_and_ends():
    assert run_python(FORKS) == (0, "7 3\n")


REGISTRATION = """
type_libraries = ["{root}/metadata/test.winmd"]

[[interface]]
iid = "5E0A7C11-2F43-4C0D-9A5E-0A1B2C3D4E5F"

[[class]]
clsid = "2B6C1F70-3E0B-4C55-8B39-6F4D51C0A001"
progid = "Own.Peer"
server.command = ["{python}", "{root}/python/tests/server.py"]
server.log = "{place}/log"
server.environment = {{ OXCOM_PATH = "{place}/registrations" }}
"""

BRINGS = """
import oxcom
oxcom.register_component({text!r}, {root!r})
calc = oxcom.create_object("Own.Peer", interface="ICalc")
print(calc.Add(1, 2), type(calc).__module__)
"""


def test_a_program_brings_its_registration(tmp_path):
    """Nothing is registered for this user: the client says it for itself, its server has it in a folder of its own."""
    tmp_path.chmod(0o700)
    (tmp_path / "registrations").mkdir(mode=0o700)
    (tmp_path / "registrations" / "peer.toml").write_text((PLACE_OF_TESTS / "registrations" / "peer.toml").read_text())
    text = REGISTRATION.format(root=ROOT, python=sys.executable, place=tmp_path)
    environment = dict(os.environ, OXCOM_PATH="", XDG_RUNTIME_DIR=str(tmp_path))
    program = BRINGS.format(text=text, root=str(ROOT))
    assert run_python(program, env=environment) == (0, "3 oxcom.gen.OxcomTest\n")


PLACE_OF_TESTS = pathlib.Path(os.environ.get("OXCOM_TEST_PLACE", PLACE))
