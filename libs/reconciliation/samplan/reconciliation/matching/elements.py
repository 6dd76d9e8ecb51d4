"""What a party offers to be asked about, and what it asks: each a text about one person and one value.

A hit tells the asker that the other register agrees with the asker's own value, or how it differs, and never
the other value (decision 77).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from samplan.reconciliation.agreement import Agreement, Column, Pair
from samplan.reconciliation.extract.cells import is_month_end
from samplan.reconciliation.extract.register import Person, Register

UNSPECIFIC = {"", "other"}


class Answer(StrEnum):
    """What a hit means to the one who asked, about the other register."""

    KNOWN = "known"
    SAME_IN_DATE = "same_in_date"
    SAME_TIMES = "same_times"
    SAME_STATE = "same_state"
    SAME_OUT_DATE = "same_out_date"
    SAME_OUT_MONTH = "same_out_month"
    ENDS_A_MONTH = "ends_a_month"
    """Out in the same month, on its last day."""
    EARLIER = "earlier"
    """Out earlier there than here, within the window."""
    LATER = "later"
    SAME_REASON = "same_reason"
    UNSPECIFIC_REASON = "unspecific_reason"
    """No exit reason there, or `other`."""
    ANONYMOUS_THEN = "anonymous_then"
    """An anonymous participant began there within some days of this person's in-date."""


class Fact(msgspec.Struct, frozen=True):
    """One element: `number` is empty where it is about no person."""

    answer: Answer
    number: str
    value: str


def offered(register: Register, pair: Pair, agreement: Agreement) -> set[Fact]:
    """All that the other party may hit."""
    facts = {fact for person in register.people.values() for fact in _offered(person, pair, agreement)}
    if Column.ANONYMOUS in pair.columns:
        begun = (day for day in register.anonymous if day)
        facts |= {_fact(Answer.ANONYMOUS_THEN, "", day) for day in _around(begun, agreement.anonymous_days)}
    return facts


def asked(register: Register, pair: Pair) -> set[Fact]:
    """All that this party wants to know of its own people."""
    return {fact for person in register.people.values() for fact in asked_of(person, pair)}


def asked_of(person: Person, pair: Pair) -> Iterator[Fact]:
    number = person.number
    yield from _stated(person, pair)
    if Column.ANONYMOUS in pair.columns and person.first_day:
        yield _fact(Answer.ANONYMOUS_THEN, "", person.first_day)
    if person.last_day and Column.OUT_DATE in pair.columns:
        yield _fact(Answer.ENDS_A_MONTH, number, f"{person.last_day:%Y-%m}")
        yield _fact(Answer.EARLIER, number, person.last_day)
        yield _fact(Answer.LATER, number, person.last_day)
    if person.last_day and Column.REASON in pair.columns:
        yield _fact(Answer.UNSPECIFIC_REASON, number, "")


def _offered(person: Person, pair: Pair, agreement: Agreement) -> Iterator[Fact]:
    number, out = person.number, person.last_day
    yield from _stated(person, pair)
    if out and Column.OUT_DATE in pair.columns:
        if is_month_end(out):
            yield _fact(Answer.ENDS_A_MONTH, number, f"{out:%Y-%m}")
        for days in range(1, agreement.window_days + 1):
            yield _fact(Answer.EARLIER, number, out + timedelta(days))
            yield _fact(Answer.LATER, number, out - timedelta(days))
    if out and Column.REASON in pair.columns and person.reason in UNSPECIFIC:
        yield _fact(Answer.UNSPECIFIC_REASON, number, "")


def _stated(person: Person, pair: Pair) -> Iterator[Fact]:
    """What both offer and ask alike: hits are equal values."""
    number, out = person.number, person.last_day
    yield _fact(Answer.KNOWN, number, "")
    if Column.ENDED in pair.columns:
        yield _fact(Answer.SAME_STATE, number, "ended" if out else "open")
    if Column.IN_DATE in pair.columns:
        yield _fact(Answer.SAME_IN_DATE, number, person.first_day or "")
    if Column.TIMES in pair.columns:
        yield _fact(Answer.SAME_TIMES, number, str(person.times))
    if out and Column.OUT_DATE in pair.columns:
        yield _fact(Answer.SAME_OUT_DATE, number, out)
        yield _fact(Answer.SAME_OUT_MONTH, number, f"{out:%Y-%m}")
    if out and Column.REASON in pair.columns:
        yield _fact(Answer.SAME_REASON, number, person.reason)


def _fact(answer: Answer, number: str, value: str | date) -> Fact:
    return Fact(answer, number, str(value))


def _around(days: Iterable[date], width: int) -> set[date]:
    return {day + timedelta(shift) for day in days for shift in range(-width, width + 1)}


def offer_size(pair: Pair, agreement: Agreement) -> int:
    """How many elements an offer has, whatever the register holds."""
    dates = 3 + 2 * agreement.window_days if Column.OUT_DATE in pair.columns else 0
    anonymous = pair.anonymous * (2 * agreement.anonymous_days + 1) if Column.ANONYMOUS in pair.columns else 0
    reason = 2 * (Column.REASON in pair.columns)
    return pair.people * _stated_of_everybody(pair) + pair.ended * (dates + reason) + anonymous


def asking_size(pair: Pair) -> int:
    """How many elements a request has, whatever the register holds."""
    dates = 5 if Column.OUT_DATE in pair.columns else 0
    reason = 2 * (Column.REASON in pair.columns)
    in_days = int(Column.ANONYMOUS in pair.columns)
    return pair.people * (_stated_of_everybody(pair) + in_days) + pair.ended * (dates + reason)


def _stated_of_everybody(pair: Pair) -> int:
    return 1 + len({Column.ENDED, Column.IN_DATE, Column.TIMES} & set(pair.columns))
