"""Child processes: the caller waits until they are ready, and they are always ended."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

TAIL_LINES = 20
_POLL_SECONDS = 0.05
_PR_SET_PDEATHSIG = 1


class DidNotStart(Exception):
    """A program ended or did not become ready; the message names it and quotes the end of its log."""


class Running(Protocol):
    """A process as `subprocess.Popen` shows it."""

    @property
    def pid(self) -> int: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...


class ChildProcess:
    """One program in its own process group, with its output in a log file."""

    def __init__(self, name: str, command: Sequence[str], log: Path) -> None:
        self.name = name
        self.command = list(command)
        self.log = log
        self._process: Running | None = None

    def start(self, environment: Mapping[str, str] | None = None) -> None:
        """Start it. On Linux it ends when this process ends, however that happens."""
        self._start(environment, end_with_parent if sys.platform == "linux" else None)

    def start_detached(self, environment: Mapping[str, str] | None = None) -> None:
        """Start it so that it continues after this process has ended."""
        self._start(environment, None)

    def _start(self, environment: Mapping[str, str] | None, before: Callable[[], None] | None) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603  # our own programs
                self.command,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=before,  # noqa: PLW1509  # one system call, made before any thread can matter
            )

    @property
    def pid(self) -> int:
        """Its process id, and its group's. Raises DidNotStart when it was never started."""
        if self._process is None:
            raise DidNotStart(f"{self.name} was never started")
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def wait_until(self, is_ready: Callable[[], bool], seconds: float) -> None:
        """Wait for a condition. Raises DidNotStart when the program ends first or the time is up."""
        deadline = time.monotonic() + seconds
        while not is_ready():
            self.require_starting(deadline)
            time.sleep(_POLL_SECONDS)
        self._require_alive()  # another program may have answered on its port

    def require_starting(self, deadline: float) -> None:
        """Raises DidNotStart when it has ended, or when the monotonic clock has passed `deadline`."""
        self._require_alive()
        if time.monotonic() > deadline:
            raise DidNotStart(f"{self.name} was not ready in time:\n{self.tail()}")

    def _require_alive(self) -> None:
        if not self.is_alive:
            raise DidNotStart(f"{self.name} ended before it was ready:\n{self.tail()}")

    def tail(self) -> str:
        """The last lines of its log, and where the rest is."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return "\n".join([*(f"  | {line}" for line in lines[-TAIL_LINES:]), f"  ({self.log})"])

    def kill(self) -> None:
        """`kill -9`, as a crash would."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def kill_after(self, seconds: float) -> None:
        """Kill it after this time, whatever it is doing then."""
        time.sleep(seconds)
        self.kill()

    def freeze(self) -> None:
        """Stop it without its knowledge until `thaw`, as a virtual machine that is moved does."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def wait(self) -> int:
        """Wait for it to end; its exit code."""
        return 0 if self._process is None else self._process.wait()

    def ask_to_stop(self) -> None:
        """Ask it to end, without waiting."""
        self._signal(signal.SIGTERM)

    def stop(self, patience_seconds: float = 15) -> None:
        """Ask it to end, and kill it if that takes longer."""
        self.ask_to_stop()
        try:
            if self._process is not None:
                self._process.wait(patience_seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def _signal(self, number: signal.Signals) -> None:
        if self.is_alive:
            with suppress(ProcessLookupError):  # it has just ended
                os.killpg(self.pid, number)


def end_with_parent() -> None:
    """Ask the system to end this process with its parent. Linux only."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
