"""What an agency keeps and what it hands on: tasks for itself alone, counts for steering."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec

from samplan.reconciliation.differences.findings import Finding, find, outcome_of
from samplan.reconciliation.differences.printed import Explained
from samplan.reconciliation.differences.reasons import NO_TASK, TASKS, Reason
from samplan.reconciliation.differences.verdicts import agrees
from samplan.reconciliation.extract.register import Register
from samplan.reconciliation.matching.folder import Comparison
from samplan.reconciliation.refusal import Refused


class Difference(msgspec.Struct, frozen=True):
    reason: Reason
    count: int


class Likeness(msgspec.Struct, frozen=True, rename="camel"):
    """Of those in either register, how many both describe alike."""

    register_code: str
    people_in_either: int
    people_alike: int

    @property
    def percent(self) -> str:
        """With one decimal, or a dash where neither register has anybody."""
        return f"{100 * self.people_alike / self.people_in_either:.1f}" if self.people_in_either else "–"


class Counts(msgspec.Struct, frozen=True, rename="camel"):
    """What leaves the agency: numbers, no person. It is the request that steering's API takes."""

    programme: str
    register_code: str
    first_day: date
    last_day: date
    people: int
    participations: int
    anonymous: int
    differences: list[Difference]
    likeness: list[Likeness]
    occurred_on: date


def report(
    comparisons: Sequence[Comparison], printed: Sequence[Explained], on: date
) -> tuple[list[Finding], Counts]:
    """Made on that day. Raises Refused: incomplete comparisons, or of different registers."""
    first = comparisons[0]
    if len({(one.own, one.agreement.digest) for one in comparisons}) > 1:
        raise Refused("the folders are of different registers or agreements: report on each by itself")
    if len({one.other for one in comparisons}) < len(comparisons):
        raise Refused("two folders are of the same pair: report on one of them")
    findings = find(comparisons)
    reasons = Counter([one.reason for one in findings] + [one.reason for one in printed if one.reason])
    return findings, _counts(first, reasons, [likeness(one) for one in comparisons], on)


def _counts(comparison: Comparison, reasons: Counter[Reason], alike: list[Likeness], on: date) -> Counts:
    agreement, register = comparison.agreement, comparison.register
    return Counts(
        programme=agreement.programme,
        register_code=register.name,
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        people=len(register.people),
        participations=sum(person.times for person in register.people.values()),
        anonymous=len(register.anonymous),
        differences=[Difference(reason, reasons[reason]) for reason in Reason],
        likeness=alike,
        occurred_on=on,
    )


def likeness(comparison: Comparison) -> Likeness:
    """The people of whom both registers say the same, of those in either."""
    outcome, people = outcome_of(comparison), comparison.register.people
    either = len(people) + len(comparison.lacks or ()) + comparison.lacks_unnamed
    alike = sum(
        agrees(person, outcome.answers.get(person.number, frozenset()), comparison.pair)
        for person in people.values()
    )
    return Likeness(comparison.other, either, alike)


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
