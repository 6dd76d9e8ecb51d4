"""Roles of services as processes to be killed: forked from a preloaded process, so that they start at once.

python -m samplan.testing.warm planning.service reporting.service
reads one JSON object per line (`service`, `role`, `settings`, `batch`) and prints the forked process's id.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from chassis.process.run import Process, Role
from chassis.settings.environment import load_settings
from samplan.bus.publishing import relay
from samplan.bus.reading import inbox

_POLL_SECONDS = 0.002


class WarmProcess:
    """A relay or an inbox, running until it is killed."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    @property
    def is_alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        """`kill -9`, and wait until the process is gone."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        while self.is_alive:
            time.sleep(_POLL_SECONDS)

    def freeze(self) -> None:
        """Stop it without its knowledge, until `thaw`."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.kill(self.pid, signal.SIGCONT)

    def kill_after(self, seconds: float) -> None:
        """Kill it after this time, whatever it is doing then."""
        time.sleep(seconds)
        self.kill()


class Warm:
    """The parent of warm processes; it kills those that still run when it ends."""

    def __init__(self, *modules: str, log: Path) -> None:
        self._modules = modules
        self._log = log
        self._forked: list[WarmProcess] = []

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "samplan.testing.warm", *self._modules]
        pipe = subprocess.PIPE
        with self._log.open("ab") as log:
            self._parent = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=log, text=True)  # noqa: S603  # our own module
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._forked:
            process.kill()
        self._parent.communicate()

    def fork(self, service: str, role: Role, settings: Mapping[str, object], batch: int) -> WarmProcess:
        """Start a role of the service in a loaded module, with these settings.

        The smaller its batches, the more often it is between an effect and saving its position.
        """
        assert self._parent.stdin is not None  # pipes were asked for
        assert self._parent.stdout is not None  # pipes were asked for
        asked = {"service": service, "role": role, "settings": dict(settings), "batch": batch}
        self._parent.stdin.write(json.dumps(asked) + "\n")
        self._parent.stdin.flush()
        process = WarmProcess(int(self._parent.stdout.readline()))
        self._forked.append(process)
        return process


def _serve_forks() -> None:
    signal.signal(
        signal.SIGCHLD, signal.SIG_IGN
    )  # no parent waits for them: the kernel removes ended processes
    for module in sys.argv[1:]:
        import_module(module)
    while line := sys.stdin.readline():
        pid = os.fork()
        if not pid:
            _run(**json.loads(line))
            os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _run(service: str, role: str, settings: dict[str, Any], batch: int) -> None:
    relay.BATCH = inbox.BATCH = batch
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    description = import_module(service).SERVICE
    process = Process(description, load_settings(description.settings, **settings), frozenset({Role(role)}))
    work = process.relay or process.inbox
    assert work is not None  # the service has this role
    asyncio.run(work.run(asyncio.Event()))


if __name__ == "__main__":
    _serve_forks()
