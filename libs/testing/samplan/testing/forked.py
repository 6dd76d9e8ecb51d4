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
from threading import Lock

from samplan.testing.servers.processes import ChildProcess, DidNotStart, end_with_parent

_PRELOADED = "samplan.testing.preloaded"
_IMPORTED_LATER = (
    "anyio._backends._asyncio",
    "samplan.testing.issuer",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
)
"""What a service imports when it serves."""


class ForkedProcess(ChildProcess):
    """`python -m MODULE …` with its own arguments, environment, session, output and exit code.

    Not for a test of the start itself, nor for another version of the module. Only Linux forks it; other
    systems start it.
    """

    def __init__(self, name: str, command: Sequence[str], log: Path, *, imports: Sequence[str] = ()) -> None:
        """`imports`: modules that the program imports only once it knows its arguments."""
        super().__init__(name, command, log)
        self._imports = [*imports, *_IMPORTED_LATER]

    def start(self, environment: Mapping[str, str] | None = None) -> None:
        if sys.platform != "linux":
            super().start(environment)
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.touch()
        program = {
            "command": self.command[2:],
            "environment": {**os.environ, **(environment or {})},
            "folder": f"{Path.cwd()}",
            "log": f"{self.log.absolute()}",
        }
        self._process = _preloaded().fork(program, self._imports)


class _Fork:
    """The part of `subprocess.Popen` that a child process is used by."""

    def __init__(self, preloaded: _Preloaded, pid: int) -> None:
        self.pid = pid
        self._preloaded = preloaded
        self._ends = select.poll()
        self._descriptor = os.pidfd_open(pid)
        self._ends.register(self._descriptor, select.POLLIN)
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
        if self._exit_code is None and self._ends.poll(None if seconds is None else seconds * 1000):
            self._exit_code = self._preloaded.exit_code_of(self.pid)
            os.close(self._descriptor)
        return self._exit_code


class _Preloaded:
    """The process that is forked; it ends with this one."""

    def __init__(self) -> None:
        self._one_at_a_time = Lock()
        ours, theirs = socket.socketpair()
        with theirs:
            descriptor = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, "-m", _PRELOADED, f"{descriptor}"],
                pass_fds=[descriptor],
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509  # one system call, made before any thread can matter
            )
        self._channel = ours
        self._answers = ours.makefile()

    def fork(self, program: Mapping[str, object], imports: Sequence[str]) -> _Fork:
        return _Fork(self, self._ask({"program": program, "imports": imports}))

    def exit_code_of(self, pid: int) -> int:
        """Of a fork that has ended. Asked once."""
        return self._ask({"ended": pid})

    def _ask(self, asked: Mapping[str, object]) -> int:
        with self._one_at_a_time:
            self._channel.sendall(json.dumps(asked).encode() + b"\n")
            answer = self._answers.readline()
        if not answer:
            raise DidNotStart("the process that is forked has ended")
        return int(answer)

    def end(self) -> None:
        self._answers.close()
        self._channel.close()
        self._process.wait()


@cache
def _preloaded() -> _Preloaded:
    preloaded = _Preloaded()
    atexit.register(preloaded.end)
    return preloaded
