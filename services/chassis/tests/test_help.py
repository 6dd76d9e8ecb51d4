"""Every command has a help text."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from chassis.cli.commands import service_cli
from chassis.decisions.work import Application
from samplan.bus.store.transactions import Database
from samplan.testing.specimen import SPECIMEN


def nothing_is_due(_: Database, __: Application, ___: date) -> int:
    return 0


CLI = service_cli(replace(SPECIMEN, tick=nothing_is_due, has_vault=True))


def commands(command: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each command's path and help text."""
    if path:
        yield path, command.help or ""
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, *path, name)


ALL = dict(commands(typer.main.get_command(CLI)))


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_it_has_a_help_text(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(CLI, [*path, "--help"])
    assert result.exit_code == 0
    assert ALL[path]


def test_the_operators_commands_exist() -> None:
    wanted = "serve api relay inbox migrate config tick republish backup restore parked"
    assert {(name,) for name in wanted.split()} <= ALL.keys()
