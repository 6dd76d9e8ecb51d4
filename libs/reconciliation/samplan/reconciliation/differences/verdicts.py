"""What a pair of registers says about a person: for each column, whether they agree, and who is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from samplan.reconciliation.agreement import Column, Pair
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.extract.cells import is_month_end
from samplan.reconciliation.extract.register import Person
from samplan.reconciliation.matching.elements import UNSPECIFIC, Answer


class Fault(StrEnum):
    """Whose register is wrong, as far as the two can tell."""

    NONE = "none"
    OWN = "own"
    OTHERS = "others"
    EITHER = "either"


class Verdict(NamedTuple):
    """`reason`: what this register has. Where others are wrong: what it has if two others say the same."""

    column: Column
    fault: Fault
    reason: Reason | None = None


Answers = frozenset[Answer]


def verdicts(person: Person, answers: Answers, pair: Pair) -> Iterator[Verdict]:
    """For each compared column of a person whom both registers have."""
    if Column.ENDED in pair.columns:
        yield Verdict(Column.ENDED, *_state(person, answers, pair))
    if Column.IN_DATE in pair.columns:
        same = Answer.SAME_IN_DATE in answers
        yield Verdict(Column.IN_DATE, Fault.NONE if same else Fault.EITHER, Reason.IN_DATE_DIFFERS)
    if Column.TIMES in pair.columns:
        yield Verdict(Column.TIMES, *_times(person, answers))
    if person.last_day and Answer.SAME_STATE in answers:
        if Column.OUT_DATE in pair.columns:
            yield Verdict(Column.OUT_DATE, *_out_date(person, answers))
        if Column.REASON in pair.columns:
            yield Verdict(Column.REASON, *_exit_reason(person, answers))


def agrees(person: Person, answers: Answers, pair: Pair) -> bool:
    """Whether both registers say the same of a person in every compared column: alike on both sides."""
    found = list(verdicts(person, answers, pair))
    return Answer.KNOWN in answers and all(one.fault is Fault.NONE for one in found)


def _times(person: Person, answers: Answers) -> tuple[Fault, Reason | None]:
    if Answer.SAME_TIMES in answers:
        return Fault.NONE, None
    return (Fault.OWN, Reason.COUNTED_PER_PARTICIPATION) if person.times > 1 else (Fault.OTHERS, None)


def _state(person: Person, answers: Answers, pair: Pair) -> tuple[Fault, Reason | None]:
    if Answer.SAME_STATE in answers:
        return Fault.NONE, None
    if person.last_day:
        return Fault.OTHERS, Reason.STATUS_ENDED_ON_ONE_SIDE
    if person.is_retained:
        return Fault.OWN, Reason.DEFINITION_VERSION
    if person.later_months_not_sent:
        return Fault.OWN, Reason.LATER_MONTHS_NOT_SENT
    if pair.ended_means == "status":
        return Fault.OWN, Reason.STATUS_ENDED_ON_ONE_SIDE
    return Fault.OWN, Reason.OUT_REGISTRATION_MISSING


def _out_date(person: Person, answers: Answers) -> tuple[Fault, Reason | None]:
    if Answer.SAME_OUT_DATE in answers:
        return Fault.NONE, None
    if person.later_months_not_sent:
        return Fault.OWN, Reason.LATER_MONTHS_NOT_SENT
    if Answer.EARLIER in answers:
        return Fault.OWN, Reason.OUT_DATE_LATE_WITHIN_WINDOW
    if Answer.LATER in answers or Answer.ENDS_A_MONTH in answers:
        return Fault.OTHERS, Reason.OUT_DATE_DIFFERS
    if Answer.SAME_OUT_MONTH in answers and person.last_day and is_month_end(person.last_day):
        return Fault.OWN, Reason.OUT_DATE_AT_MONTH_END
    return Fault.EITHER, Reason.OUT_DATE_DIFFERS


def _exit_reason(person: Person, answers: Answers) -> tuple[Fault, Reason | None]:
    if Answer.SAME_REASON in answers:
        return Fault.NONE, None
    if person.later_months_not_sent:
        return Fault.OWN, Reason.LATER_MONTHS_NOT_SENT
    # `other` is more than nothing: of a blank and an unspecific reason, the blank one is wrong.
    if not person.reason:
        return Fault.OWN, Reason.EXIT_REASON_BLANK
    if Answer.UNSPECIFIC_REASON in answers:
        return Fault.OTHERS, None
    if person.reason in UNSPECIFIC:
        return Fault.OWN, Reason.EXIT_REASON_OTHER
    return Fault.EITHER, Reason.EXIT_REASON_DIFFERS
