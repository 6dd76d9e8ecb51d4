"""Compare this agency's register with another's, on this machine: `open`, `continue`, `report`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from samplan.reconciliation.agreement import Agreement, read_agreement
from samplan.reconciliation.differences.printed import explain, read_printed
from samplan.reconciliation.differences.report import report, write
from samplan.reconciliation.extract.mapping import read_mapping
from samplan.reconciliation.extract.register import Register, read_register
from samplan.reconciliation.matching.folder import Folder
from samplan.reconciliation.matching.steps import continue_comparison, open_comparison
from samplan.reconciliation.refusal import Refused

EXAMPLES = files("samplan.reconciliation") / "examples"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; a fault is one line, and exit status 1."""
    asked = _parser().parse_args(arguments)
    try:
        for line in asked.run(asked):
            sys.stdout.write(f"{line}\n")
    except Refused as refused:
        raise SystemExit(str(refused)) from None


def _example(asked: argparse.Namespace) -> list[str]:
    return [(EXAMPLES / f"{asked.name}.toml").read_text("utf-8").rstrip()]


def _check(asked: argparse.Namespace) -> list[str]:
    _, register = _read(asked)
    participations = sum(person.times for person in register.people.values())
    return [
        f"{register.name}: people {len(register.people)}, participations {participations}",
        f"only counted: anonymous {len(register.anonymous)}, protected {len(register.protected)}",
        f"not compared: wrong registrations {len(register.wrong)}",
        "Next: samplan-reconcile open",
    ]


def _open(asked: argparse.Namespace) -> list[str]:
    agreement, register = _read(asked)
    message = open_comparison(Folder(asked.folder), agreement, register, asked.other)
    return [f"Send {message} to {asked.other}.", f"Next: samplan-reconcile continue {asked.folder}"]


def _continue(asked: argparse.Namespace) -> list[str]:
    return [continue_comparison(Folder(asked.folder))]


def _report(asked: argparse.Namespace) -> list[str]:
    comparisons = [Folder(folder).load() for folder in asked.folder]
    register = comparisons[0].register
    printed = list(explain(register, read_printed(asked.printed))) if asked.printed else []
    findings, counts = report(comparisons, printed, asked.on)
    tasks, notes, numbers = write(asked.out, register, findings, counts)
    return [
        *(
            f"{one.cell.measure} {one.cell.period}: printed {one.cell.value}, {one.reason}"
            for one in printed
            if one.reason
        ),
        *(f"{one.percent} % alike with {one.register_code}" for one in counts.likeness),
        f"Correct what is in {tasks}; {notes} needs no correction. Both stay in this agency.",
        f"Hand {numbers} to steering: it names no person.",
    ]


def _read(asked: argparse.Namespace) -> tuple[Agreement, Register]:
    agreement, mapping = read_agreement(asked.agreement), read_mapping(asked.mapping)
    if mapping.register not in agreement.registers:
        raise Refused(
            f"{asked.mapping.name}: the agreement {agreement.id} has no register {mapping.register}"
        )
    return agreement, read_register(asked.extract, mapping, agreement.first_day, agreement.last_day)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samplan-reconcile", description=__doc__)
    commands = parser.add_subparsers(required=True)
    example = commands.add_parser("example", help="print an agreement, or the mapping of a known register")
    example.add_argument("name", choices=["agreement", "sus", "scb", "ais"])
    example.set_defaults(run=_example)
    check = commands.add_parser("check", parents=[_inputs()], help="read the files and count; writes nothing")
    check.set_defaults(run=_check)
    begin = commands.add_parser("open", parents=[_inputs()], help="write the first message")
    begin.add_argument("--other", required=True, help="the register to compare with")
    begin.add_argument("folder", type=Path, help="a new folder for this comparison")
    begin.set_defaults(run=_open)
    go_on = commands.add_parser("continue", help="read what has come, and write what is next")
    go_on.add_argument("folder", type=Path)
    go_on.set_defaults(run=_continue)
    today = datetime.now(tz=UTC).astimezone().date()
    end = commands.add_parser("report", help="tasks, explanations and counts, over a register's comparisons")
    end.add_argument("folder", type=Path, nargs="+")
    end.add_argument("--out", type=Path, required=True, help="the folder of the report")
    end.add_argument("--printed", type=Path, help="a printed table of this register: measure;period;value")
    end.add_argument("--on", type=date.fromisoformat, default=today, help="the day of the report")
    end.set_defaults(run=_report)
    return parser


def _inputs() -> argparse.ArgumentParser:
    inputs = argparse.ArgumentParser(add_help=False)
    inputs.add_argument("--agreement", type=Path, required=True, help="the same file at all parties")
    inputs.add_argument("--mapping", type=Path, required=True, help="the columns of this register")
    inputs.add_argument("--extract", type=Path, required=True, help="the register: CSV or a workbook")
    return inputs


if __name__ == "__main__":
    main()
