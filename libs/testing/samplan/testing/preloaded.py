"""The process that `ForkedProcess` forks: `python -m samplan.testing.preloaded DESCRIPTOR`.

It reads JSON objects from the descriptor, one a line: what to fork, which it answers with the process id, or
the id of a fork that has ended, which it answers with the exit code.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from chassis.cli.importing import without_collecting
from chassis.settings.environment import load_settings
from samplan.testing.servers.processes import end_with_parent

_IN_THE_FORK = 0


def _serve_forks(descriptor: int) -> None:
    """Returns when nobody asks any more, and in each fork."""
    with os.fdopen(descriptor, "rb") as questions:
        for question in questions:
            asked = json.loads(question)
            answer = (
                _exit_code(asked["ended"])
                if "ended" in asked
                else _fork(asked["program"]["command"][0], asked["imports"])
            )
            if answer == _IN_THE_FORK and "program" in asked:
                break
            os.write(descriptor, f"{answer}\n".encode())
        else:
            return
    _become(**asked["program"])


def _exit_code(ended: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(ended, 0)[1])


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
        for module in (name, *others):
            import_module(module)
        del sys.modules[name]  # it runs once more, as the program
        if service := getattr(sys.modules.get(f"{program}.service"), "SERVICE", None):
            service.routers(load_settings(service.settings))  # all apps of a process share them


def _become(command: Sequence[str], environment: Mapping[str, str], folder: str, log: str) -> None:
    os.setsid()
    end_with_parent()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv[1:] = command[1:]
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _serve_forks(int(sys.argv[1]))
