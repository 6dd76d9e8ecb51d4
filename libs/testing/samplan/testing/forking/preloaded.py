"""The process that programs are forked from: `python -m samplan.testing.forking.preloaded DESCRIPTOR`.

DESCRIPTOR is a listening socket. A connection sends standard input, output and error, then a JSON object on
one line, which says what to run; it receives the process id, and the exit code once the program has ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import selectors
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from chassis.cli.importing import without_collecting
from chassis.settings.environment import load_settings
from samplan.testing.servers.processes import end_with_parent

_IN_THE_FORK = 0
_IMPORTED_LATER = (
    "anyio._backends._asyncio",
    "samplan.testing.issuer",
    "uvicorn.lifespan.on",
    "uvicorn.loops.uvloop",
)
"""What a service imports when it serves."""


@dataclass(frozen=True)
class _Asked:
    """What a connection asks to run, and its standard input, output and error."""

    connection: socket.socket
    standard: Sequence[int]
    command: Sequence[str]
    imports: Sequence[str]
    environment: Mapping[str, str]
    folder: str


def _serve(listener: socket.socket) -> None:
    """Returns in each fork, once its program has ended."""
    with selectors.DefaultSelector() as events:
        events.register(listener, selectors.EVENT_READ)
        while True:
            [(key, _)] = events.select()[:1]
            if key.data is not None:
                events.unregister(key.fd)
                _tell_its_end(key.fd, *key.data)
                continue
            asked = _accept(listener)
            pid = _fork(asked.command[0], asked.imports)
            if pid == _IN_THE_FORK:
                break
            for descriptor in asked.standard:
                os.close(descriptor)
            events.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, asked.connection))
    listener.close()
    _become(asked)


def _accept(listener: socket.socket) -> _Asked:
    connection, _ = listener.accept()
    _, standard, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile("rb") as sent:
        return _Asked(connection, standard, **json.loads(sent.readline()))


def _tell_its_end(descriptor: int, pid: int, connection: socket.socket) -> None:
    os.close(descriptor)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with connection, contextlib.suppress(OSError):  # no process may wait for it
        connection.sendall(f"{code}\n".encode())


def _fork(program: str, imports: Sequence[str]) -> int:
    with contextlib.suppress(Exception):  # the fork fails in the same way, and its log says how
        _import(program, *imports)
    return os.fork()


@cache
def _import(program: str, *others: str) -> None:
    """No later garbage collection looks at what is imported."""
    found = find_spec(program)
    name = f"{program}.__main__" if found and found.submodule_search_locations else program
    with without_collecting():
        for module in (name, *others, *_IMPORTED_LATER):
            import_module(module)
        del sys.modules[name]  # it runs once more, as the program
        if service := getattr(sys.modules.get(f"{program}.service"), "SERVICE", None):
            service.routers(load_settings(service.settings))  # all apps of a process share them


def _become(asked: _Asked) -> None:
    os.setsid()
    end_with_parent()
    with asked.connection:  # only now: who knows its id may signal its group
        asked.connection.sendall(f"{os.getpid()}\n".encode())
    os.environ.clear()
    os.environ.update(asked.environment)
    os.chdir(asked.folder)
    for descriptor, given in enumerate(asked.standard):
        os.dup2(given, descriptor)
        os.close(given)
    sys.argv[1:] = asked.command[1:]
    runpy.run_module(asked.command[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
