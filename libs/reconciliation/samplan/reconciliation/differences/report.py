"""What an agency keeps and what it hands on: tasks for itself alone, counts for steering."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from samplan.reconciliation.differences.findings import Finding, find, outcome_of
from samplan.reconciliation.differences.printed import Explained
from samplan.reconciliation.differences.reasons import NO_TASK, TASKS, Reason
from samplan.reconciliation.differences.verdicts import agrees
from samplan.reconciliation.extract.register import Register
from samplan.reconciliation.matching.folder import Comparison
from samplan.reconciliation.refusal import Refused


class Likeness(msgspec.Struct, frozen=True):
    """How far two registers agree. `percent` is None where neither has anybody."""

    other: str
    people_in_either: int
    people_alike: int
    percent: float | None


class Counts(msgspec.Struct, frozen=True):
    """What leaves the agency: numbers for each reason class, and nobody."""

    agreement: str
    register: str
    agency: str
    first_day: str
    last_day: str
    people: int
    participations: int
    anonymous: int
    protected: int
    differences: dict[str, int]
    likeness: list[Likeness]


def report(comparisons: Sequence[Comparison], printed: Sequence[Explained]) -> tuple[list[Finding], Counts]:
    """Raises Refused: incomplete comparisons, or of different registers."""
    first = comparisons[0]
    if len({(one.own, one.agreement.digest) for one in comparisons}) > 1:
        raise Refused("the folders are of different registers or agreements: report on each by itself")
    if len({one.other for one in comparisons}) < len(comparisons):
        raise Refused("two folders are of the same pair: report on one of them")
    findings = find(comparisons)
    reasons = Counter([one.reason for one in findings] + [one.reason for one in printed if one.reason])
    return findings, _counts(first, reasons, [likeness(one) for one in comparisons])


def _counts(comparison: Comparison, reasons: Counter[Reason], alike: list[Likeness]) -> Counts:
    agreement, register = comparison.agreement, comparison.register
    return Counts(
        agreement=agreement.id,
        register=register.name,
        agency=agreement.registers[register.name].agency,
        first_day=agreement.first_day.isoformat(),
        last_day=agreement.last_day.isoformat(),
        people=len(register.people),
        participations=sum(person.times for person in register.people.values()),
        anonymous=len(register.anonymous),
        protected=len(register.protected),
        differences={reason.value: reasons[reason] for reason in Reason},
        likeness=alike,
    )


def likeness(comparison: Comparison) -> Likeness:
    """The people of whom both registers say the same, of those in either."""
    outcome, people = outcome_of(comparison), comparison.register.people
    either = len(people) + len(comparison.lacks or ()) + comparison.lacks_unnamed
    alike = sum(
        agrees(person, outcome.answers.get(person.number, frozenset()), comparison.pair)
        for person in people.values()
    )
    return Likeness(comparison.other, either, alike, round(100 * alike / either, 1) if either else None)


def write(folder: Path, register: Register, findings: Iterable[Finding], counts: Counts) -> list[Path]:
    """The files of a report."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tasks, notes = folder / f"tasks-{register.name}.csv", folder / f"explained-{register.name}.csv"
    findings = list(findings)
    _write_rows(tasks, register, [one for one in findings if one.reason not in NO_TASK])
    _write_rows(notes, register, [one for one in findings if one.reason in NO_TASK])
    numbers = folder / "counts.json"
    numbers.write_bytes(msgspec.json.format(msgspec.json.encode(counts), indent=2) + b"\n")
    return [tasks, notes, numbers]


def _write_rows(file: Path, register: Register, findings: Iterable[Finding]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["personnummer", "orsak", "mot", "rader", "att göra"])
    for one in findings:
        rows = ", ".join(map(str, _rows(register, one)))
        number = f"{one.number[:8]}-{one.number[8:]}"
        writer.writerow([number, one.reason, ", ".join(one.against), rows, TASKS.get(one.reason, "")])
    file.touch(mode=0o600)
    file.write_text(text.getvalue(), "utf-8-sig", newline="")


def _rows(register: Register, finding: Finding) -> Iterable[int]:
    if finding.reason is Reason.WRONG_REGISTRATION_COUNTED:
        return [row.row for row in register.wrong if row.number == finding.number]
    person = register.people.get(finding.number)
    return person.rows if person else ()
