"""Which register is wrong, from what the other answered, and what a third register adds."""

from collections.abc import Iterable
from datetime import date

import msgspec
import pytest
from libs.reconciliation.tests.parties import agreement
from libs.reconciliation.tests.seeded import number_of

from samplan.reconciliation.agreement import Column, Pair
from samplan.reconciliation.differences.findings import find
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.differences.verdicts import Fault, Verdict, agrees, verdicts
from samplan.reconciliation.extract.register import Person, Register
from samplan.reconciliation.matching.elements import Answer, asked_of, offered
from samplan.reconciliation.matching.folder import Comparison, Outcome

PAIR = Pair(
    ("sus", "scb"), (Column.ENDED, Column.IN_DATE, Column.OUT_DATE, Column.REASON, Column.TIMES), 10, 10
)
AGREED = agreement(10, 10, 1)
MAY_10 = date(2021, 5, 10)


def person(
    last: date | None = MAY_10, reason: str = "work", *, first: date = date(2020, 1, 2), stale: bool = False
) -> Person:
    return Person(
        number_of(1), 1, first, last, reason, is_retained=False, later_months_not_sent=stale, rows=(2,)
    )


def register(name: str, people: Iterable[Person]) -> Register:
    return Register(name, {one.number: one for one in people}, (), frozenset(), (), ())


def answers(here: Person, there: Person, pair: Pair = PAIR) -> frozenset[Answer]:
    """What the intersection gives, computed in the open."""
    offers = offered(register("scb", [there]), pair, AGREED)
    return frozenset(fact.answer for fact in asked_of(here, pair) if fact in offers)


def said(here: Person, there: Person) -> list[Verdict]:
    return [one for one in verdicts(here, answers(here, there), PAIR) if one.fault is not Fault.NONE]


def test_equal_rows_agree() -> None:
    assert said(person(), person()) == []
    assert agrees(person(), answers(person(), person()), PAIR)


@pytest.mark.parametrize(
    ("wrong", "right", "reason"),
    [
        (person(None, ""), person(), Reason.OUT_REGISTRATION_MISSING),
        (person(date(2021, 5, 17)), person(), Reason.OUT_DATE_LATE_WITHIN_WINDOW),
        (person(date(2021, 6, 2)), person(date(2021, 5, 31)), Reason.OUT_DATE_LATE_WITHIN_WINDOW),
        (person(date(2021, 5, 31)), person(), Reason.OUT_DATE_AT_MONTH_END),
        (person(reason=""), person(), Reason.EXIT_REASON_BLANK),
        (person(reason="other"), person(), Reason.EXIT_REASON_OTHER),
        (person(reason=""), person(reason="other"), Reason.EXIT_REASON_BLANK),
        (person(None, "", stale=True), person(), Reason.LATER_MONTHS_NOT_SENT),
    ],
)
def test_a_difference_is_the_fault_of_the_register_that_is_wrong(
    wrong: Person, right: Person, reason: Reason
) -> None:
    assert [(one.fault, one.reason) for one in said(wrong, right)] == [(Fault.OWN, reason)]
    assert [one.fault for one in said(right, wrong)] == [Fault.OTHERS]


@pytest.mark.parametrize(
    ("here", "there", "reason"),
    [
        (person(), person(date(2021, 5, 18)), Reason.OUT_DATE_DIFFERS),
        (person(), person(reason="studies"), Reason.EXIT_REASON_DIFFERS),
        (person(), person(first=date(2020, 1, 3)), Reason.IN_DATE_DIFFERS),
    ],
)
def test_where_two_contradict_each_other_both_check(here: Person, there: Person, reason: Reason) -> None:
    for one, other in ((here, there), (there, here)):
        assert [(verdict.fault, verdict.reason) for verdict in said(one, other)] == [(Fault.EITHER, reason)]
        assert not agrees(one, answers(one, other), PAIR)


class TestAThirdRegister:
    def found(self, here: Person, *others: Person) -> list[tuple[Reason, tuple[str, ...]]]:
        comparisons = [
            self.comparison(name, here, there) for name, there in zip(("scb", "ais"), others, strict=False)
        ]
        return [(one.reason, one.against) for one in find(comparisons)]

    def comparison(self, other: str, here: Person, there: Person) -> Comparison:
        pair = Pair(("sus", other), PAIR.columns, 10, 10)
        agreed = msgspec.structs.replace(AGREED, pairs=(pair,))
        outcome = Outcome({here.number: answers(here, there, pair)}, frozenset(), 0)
        return Comparison(agreed, "sus", other, register("sus", [here]), None, (), outcome=outcome, lacks=())

    def test_that_confirms_this_one_clears_it(self) -> None:
        assert self.found(person(), person(reason="studies")) == [(Reason.EXIT_REASON_DIFFERS, ("scb",))]
        assert self.found(person(), person(reason="studies"), person()) == []

    def test_that_contradicts_it_too_makes_it_wrong(self) -> None:
        here, there = person(), person(None, "")
        assert self.found(here, there) == []
        assert self.found(here, there, there) == [(Reason.STATUS_ENDED_ON_ONE_SIDE, ("ais", "scb"))]

    def test_that_is_later_too_makes_an_earlier_date_another_one(self) -> None:
        late = person(date(2021, 5, 17))
        assert self.found(person(), late) == []
        assert self.found(person(), late, late) == [(Reason.OUT_DATE_DIFFERS, ("ais", "scb"))]

    def test_that_is_unspecific_too_does_not_make_a_reason_wrong(self) -> None:
        assert self.found(person(), person(reason=""), person(reason="other")) == []
