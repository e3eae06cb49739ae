"""Where programs are, and machines of their own to run them on."""
import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target").absolute()
OUT = TARGET / "languages"
PREFIX = OUT / "prefix"
PATIENCE = 300  # seconds; an unoptimised build on a busy machine takes its time
PYTHON = TARGET / "python/venv/bin/python"  # where python/run-tests installs the package

# Mono finds the library by its Windows names; compiled programs have its place in them, and the Python package its own copy.
MONO = ["/usr/bin/env", f"LD_LIBRARY_PATH={PREFIX / 'lib'}", "mono"]


def words(command):
    """A command as TOML."""
    return "[" + ", ".join(f'"{word}"' for word in command) + "]"


class Place:
    """A machine of its own: a runtime directory, and registrations that nobody else sees."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="oxcom-languages-")
        self.path = Path(self.folder.name)
        (self.path / "run").mkdir(mode=0o700)
        (self.path / "registrations").mkdir(mode=0o700)
        self.log = self.path / "server.log"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def register(self, text, **values):
        with open(self.path / "registrations" / "component.toml", "a") as file:
            file.write(text.format(log=self.log, **values))

    def environment(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("OXCOM_", "XDG_"))}
        environment.update(XDG_RUNTIME_DIR=str(self.path / "run"), OXCOM_PATH=str(self.path / "registrations"),
                           HOME=str(self.path))
        return environment

    def run(self, command):
        done = subprocess.run(command, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
        return done.returncode, done.stdout, done.stderr

    def start(self, command):
        return subprocess.Popen(command, env=self.environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def said(self):
        """The server's output, for a failure's report."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""
