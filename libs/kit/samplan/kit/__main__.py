"""The commands of an agency's operator: `samplan-kit journal:agency run`."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from samplan.bus.observe.telemetry import configure_logging
from samplan.bus.reading.discards import NeedsAnotherOperator
from samplan.bus.reading.rule_broken import RuleBroken
from samplan.kit.app import AgencyApp
from samplan.kit.environment import BadEnvironment
from samplan.kit.process import run
from samplan.kit.restored import begin_epoch, find_lost


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command."""
    asked = _parser().parse_args(arguments)
    agency = load(asked.app)
    try:
        _carry_out(asked, agency)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to write at exit
    except BadEnvironment as error:
        raise SystemExit(str(error)) from None
    except RuleBroken as error:
        raise SystemExit(f"still refused: {error.code}") from None
    except NeedsAnotherOperator:
        raise SystemExit("it may end any sharing: another operator must ask too, by --operator") from None
    finally:
        agency.close()


def load(name: str) -> AgencyApp:
    """The app that `module:name` names, in the current folder or installed. Raises SystemExit."""
    module, _, attribute = name.partition(":")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), attribute or "agency", None)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise  # an import of the program itself
        raise SystemExit(f"{name}: no module {module}") from None
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
    lost = commands.add_parser("republish", help="for a journal that was restored from a backup")
    lost.add_argument("--new-epoch", action="store_true", required=True)
    lost.add_argument("--yes", action="store_true", help="do it; without this, it says what it would do")
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
        case "republish":
            _republish(agency, is_confirmed=asked.yes)
        case _:
            _say("discarded" if agency.parked.discard(asked.id, asked.operator) else "not found")


def _republish(agency: AgencyApp, *, is_confirmed: bool) -> None:
    found = asyncio.run(find_lost(agency))
    if not found.is_there:
        _say(f"Nothing to do: the journal has all cards that {found.topic} has of it.")
        return
    _say(f"The journal and {found.topic} agree up to {found.agreed}. Published but not in the journal:")
    for one in found.lost:
        envelope, event = one.content()
        _say(f"  {envelope.sequence} {envelope.type} {envelope.subject} {event.occurred_on}")
    if not is_confirmed:
        raise SystemExit("Nothing is changed yet: add --yes to proceed.")
    _say(f"Epoch {begin_epoch(agency, found)} begins after {found.agreed}.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
