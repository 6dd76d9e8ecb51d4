"""The commands of an agency's operator: `samplan-kit journal:agency run`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from samplan.bus.observe.telemetry import configure_logging
from samplan.kit.app import AgencyApp
from samplan.kit.process import run


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command."""
    asked = _parser().parse_args(arguments)
    agency = load(asked.app)
    try:
        _carry_out(asked, agency)
    finally:
        agency.close()


def load(name: str) -> AgencyApp:
    """The app that `module:name` names, in the current folder or installed. Raises SystemExit."""
    module, _, attribute = name.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    found = getattr(importlib.import_module(module), attribute or "agency", None)
    if not isinstance(found, AgencyApp):
        raise SystemExit(f"{name}: names no AgencyApp")
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samplan-kit", description=__doc__)
    parser.add_argument("app", help="module:name of the AgencyApp")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="read events and send cards until stopped")
    commands.add_parser("parked", help="list the events that could not be applied")
    commands.add_parser("replay", help="apply one again, and those behind it").add_argument("id")
    discard = commands.add_parser("discard", help="discard one")
    discard.add_argument("id")
    discard.add_argument("--operator", help="your name: one that may end any sharing needs two operators")
    return parser


def _carry_out(asked: argparse.Namespace, agency: AgencyApp) -> None:
    match asked.command:
        case "run":
            configure_logging("kit", agency.agency, "info")
            run(agency)
        case "parked":
            for row in agency.parked.list():
                _say(f"{row.id} {row.topic}/{row.partition}/{row.offset} {row.reason} {row.error}".rstrip())
        case "replay":
            _say(f"{agency.parked.replay(asked.id)} applied")
        case _:
            _say("discarded" if agency.parked.discard(asked.id, asked.operator) else "not found")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
