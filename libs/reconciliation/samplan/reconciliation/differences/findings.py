"""A register's own differences, over all the registers that it has been compared with.

Where two others say the same of a column, and a third something else, the third is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samplan.reconciliation.agreement import Column
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.differences.verdicts import Fault, Verdict, verdicts
from samplan.reconciliation.extract.register import Person, Register
from samplan.reconciliation.matching.folder import Comparison, Outcome
from samplan.reconciliation.matching.steps import may_be_anonymous
from samplan.reconciliation.refusal import Refused

BY_PRECEDENCE = list(Reason)


class Finding(NamedTuple):
    """One difference that this register explains or corrects. `against` are the registers that show it."""

    reason: Reason
    number: str
    against: tuple[str, ...]


Said = dict[Column, list[tuple[str, Verdict]]]


def find(comparisons: Sequence[Comparison]) -> list[Finding]:
    """The differences of one register, each once. Raises Refused while a comparison is incomplete."""
    register = comparisons[0].register
    against: dict[tuple[Reason, str], set[str]] = defaultdict(set)
    for one in (
        *_about_people(comparisons, register),
        *_missing_here(comparisons, register),
        *_anonymous_there(comparisons),
        *_of_its_own(register),
    ):
        against[one.reason, one.number].update(one.against)
    found = [Finding(*key, tuple(sorted(others))) for key, others in against.items()]
    return sorted(found, key=lambda one: (BY_PRECEDENCE.index(one.reason), one.number))


def outcome_of(comparison: Comparison) -> Outcome:
    """Raises Refused."""
    if comparison.outcome is None or comparison.lacks is None:
        raise Refused(
            f"the comparison with {comparison.other} is not complete: use `samplan-reconcile continue`"
        )
    return comparison.outcome


def _about_people(comparisons: Sequence[Comparison], register: Register) -> Iterator[Finding]:
    for person in register.people.values():
        by_column = _said(comparisons, person)
        for said in by_column.values():
            yield from _judge(person, said)


def _said(comparisons: Sequence[Comparison], person: Person) -> Said:
    said: Said = defaultdict(list)
    for comparison in comparisons:
        if answers := outcome_of(comparison).answers.get(person.number):
            for verdict in verdicts(person, answers, comparison.pair):
                said[verdict.column].append((comparison.other, verdict))
    return said


def _judge(person: Person, said: Sequence[tuple[str, Verdict]]) -> Iterator[Finding]:
    faults = {fault: [(other, one) for other, one in said if one.fault is fault] for fault in Fault}
    if faults[Fault.NONE]:
        return  # another register confirms this one
    alone = faults[Fault.OTHERS] if len(faults[Fault.OTHERS]) > 1 else []
    against = faults[Fault.OWN] + faults[Fault.EITHER] or alone
    reasons = [one.reason for _, one in against if one.reason]
    if reasons:
        reason = min(reasons, key=BY_PRECEDENCE.index)
        yield Finding(reason, person.number, tuple(other for other, _ in against))


def _missing_here(comparisons: Sequence[Comparison], register: Register) -> Iterator[Finding]:
    for comparison in comparisons:
        for number in comparison.lacks or ():
            hidden = number in register.protected
            reason = Reason.ANONYMOUS_ON_ONE_SIDE if hidden else Reason.IN_REGISTRATION_MISSING
            yield Finding(reason, number, (comparison.other,))


def _anonymous_there(comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    for comparison in comparisons:
        outcome = outcome_of(comparison)
        if Column.ANONYMOUS not in comparison.pair.columns:
            continue
        for person in comparison.register.people.values():
            if person.number not in outcome.answers and may_be_anonymous(person, comparison, outcome):
                yield Finding(Reason.ANONYMOUS_ON_ONE_SIDE, person.number, (comparison.other,))


def _of_its_own(register: Register) -> Iterator[Finding]:
    """What a register can see without the others."""
    for row in register.wrong:
        yield Finding(Reason.WRONG_REGISTRATION_COUNTED, row.number, ())
    for person in register.people.values():
        if person.later_months_not_sent:
            yield Finding(Reason.LATER_MONTHS_NOT_SENT, person.number, ())
