"""The report of an examination: plain words for a person, JSON for a program."""

from __future__ import annotations

import json

from rich.console import Console

from provision.doctor.examination import Examination


def print_report(console: Console, examination: Examination) -> None:
    """Faults first. Each says what is wrong, what that means and which page helps."""
    ordered = sorted(examination.findings, key=lambda one: (one.kind.level, one.at))
    for finding in ordered:
        colour = "red" if finding.kind.level == "fault" else "yellow"
        console.print(f"{finding.kind.level}", style=f"bold {colour}", end=" ")
        console.print(f"{finding.at} {finding.says}  ({finding.name})", markup=False, highlight=False)
        console.print(f"  {finding.kind.means}", markup=False, highlight=False)
        console.print(f"  See {finding.kind.page}", markup=False, highlight=False)
    for what in examination.not_looked_at:
        console.print(f"Not looked at: {what}", style="dim", markup=False, highlight=False)
    count, of = len(examination.findings), len(examination.instances)
    console.print(f"{of} services: {f'{count} findings' if count else 'nothing is wrong'}", highlight=False)


def as_json(examination: Examination) -> str:
    """Every finding by its name, in the order in which it was found."""
    found = [
        {
            "name": one.name,
            "level": one.kind.level,
            "at": one.at,
            "says": one.says,
            "means": one.kind.means,
            "page": one.kind.page,
        }
        for one in examination.findings
    ]
    shown = {
        "instances": list(examination.instances),
        "findings": found,
        "notLookedAt": list(examination.not_looked_at),
    }
    return json.dumps(shown, indent=2, ensure_ascii=False)
