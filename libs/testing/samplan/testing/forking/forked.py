"""Python programs as forks of one process that has imported them: no start imports anything again."""

from __future__ import annotations

import atexit
import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from samplan.testing.servers.processes import ChildProcess, end_with_parent

_PYTHON = """#!{python} -IS
import json, os, socket, sys
command = sys.argv[sys.argv.index("-m") + 1 :]
asked = {{"command": command, "imports": [], "environment": dict(os.environ), "folder": os.getcwd()}}
with socket.socket(socket.AF_UNIX) as preloaded:
    preloaded.connect({address!r})
    socket.send_fds(preloaded, [b" "], [0, 1, 2])
    preloaded.sendall(json.dumps(asked).encode() + b"\\n")
    pid, code = map(int, preloaded.makefile().read().split())
sys.exit(code if code >= 0 else 128 - code)
"""

PRELOADED = "samplan.testing.forking.preloaded"


class ForkedProcess(ChildProcess):
    """`python -m MODULE …` with its own arguments, environment, session, output and exit code.

    Not for a test of the start itself, nor for another version of the module. Only Linux forks it; other
    systems start it.
    """

    def __init__(self, name: str, command: Sequence[str], log: Path, *, imports: Sequence[str] = ()) -> None:
        """`imports`: modules that the program imports only once it knows its arguments."""
        super().__init__(name, command, log)
        self._imports = imports

    def start(self, environment: Mapping[str, str] | None = None) -> None:
        if sys.platform != "linux":
            super().start(environment)
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        asked = {
            "command": self.command[2:],
            "imports": self._imports,
            "environment": {**os.environ, **(environment or {})},
            "folder": f"{Path.cwd()}",
        }
        with self.log.open("ab") as log, Path(os.devnull).open("rb") as nothing:
            self._process = _Fork(_preloaded(), asked, [nothing.fileno(), log.fileno(), log.fileno()])


def write_python(folder: Path) -> None:
    """Write a program `python` for a PATH, which only runs `python -m MODULE …`, forked on Linux."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "python"
    if sys.platform == "linux":
        program.write_text(_PYTHON.format(python=sys.executable, address=_preloaded()))
        program.chmod(0o755)
    else:
        program.symlink_to(sys.executable)


class _Fork:
    """The part of `subprocess.Popen` that a child process is used by."""

    def __init__(self, preloaded: str, asked: Mapping[str, object], standard: Sequence[int]) -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(preloaded)
            socket.send_fds(connection, [b" "], standard)
            connection.sendall(json.dumps(asked).encode() + b"\n")
            self._answers = connection.makefile()
        self.pid = int(self._answers.readline())
        self._end = select.poll()
        self._end.register(self._answers, select.POLLIN)
        self._exit_code: int | None = None

    def poll(self) -> int | None:
        """Its exit code once it has ended; negative for a signal."""
        return self._ended_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """Raises TimeoutExpired."""
        ended = self._ended_within(timeout)
        if ended is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
        return ended

    def _ended_within(self, seconds: float | None) -> int | None:
        if self._exit_code is None and self._end.poll(None if seconds is None else seconds * 1000):
            self._exit_code = int(self._answers.readline())
            self._answers.close()
        return self._exit_code


@cache
def _preloaded() -> str:
    """The address of the process that is forked. It ends with this one."""
    folder = TemporaryDirectory()
    address = f"{folder.name}/socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        process = subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-X", "faulthandler", "-m", PRELOADED, f"{listener.fileno()}"],
            pass_fds=[listener.fileno()],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509  # one system call, made before any thread can matter
        )

    def end() -> None:
        process.terminate()
        process.wait()
        folder.cleanup()

    atexit.register(end)
    return address
