"""T-06: income support, length of stay, follow-up and re-entry equal a count by hand, as of any day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.reporting.tests.examples import Person, day
from services.reporting.tests.figures.leavers import receive, view_in
from services.reporting.tests.group_events import followed_up_after, moved

from chassis.settings.programmes import Programmes
from chassis.store.database import open_database
from reporting.cubes.after_exit import whole_months
from reporting.disclosure_control.view import View
from reporting.figures.after_exit.query import status_after_exit
from reporting.figures.income_change.query import income_change
from reporting.figures.re_entry.query import re_entry
from reporting.figures.stay_length.query import stay_length
from reporting.schema import MIGRATIONS
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.contracts.codes import IncomeSupport, Occasion, Sex
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.event import ContractEvent

pytestmark = pytest.mark.slow

INCOMES = (IncomeSupport.EKONOMISKT_BISTAND, IncomeSupport.LON, IncomeSupport.INGEN)
LAST_COVERED = 310
NEVER = 99
FOLLOWED_UP_ON = 304


@dataclass(frozen=True)
class Leaver:
    """Days are counted from 1 June 2022: enrolled on day 12, under a consent that holds until day 310."""

    person: Person
    exit_on: int
    at_entry: IncomeSupport
    at_exit: IncomeSupport | None
    status: StatusAfterExit | None
    step: StepMove | None
    again_on: int | None

    def events(self, number: int) -> list[ContractEvent]:
        who, again = self.person, Person(number + 50, self.person.sex)
        told = [*who.whole_journey()[:4], who.enrolled(12, self.at_entry), who.opened()]
        told.append(who.elsewhere(self.exit_on))
        told += [who.lives_on(self.exit_on, Occasion.EXIT, self.at_exit)] if self.at_exit else []
        told += [moved(who, self.step, self.exit_on)] if self.step else []
        told += [followed_up_after(who, self.status, FOLLOWED_UP_ON)] if self.status else []
        if self.again_on is not None:
            told += [again.referred(self.again_on), who.covered(again.referral_id, self.again_on)]
            told.append(again.enrolled(self.again_on, under=who))
        return told


@st.composite
def leavers(draw: st.DrawFn) -> list[Leaver]:
    found = []
    for number in range(1, draw(st.integers(2, 6))):
        exit_on = draw(st.integers(20, 250))
        found.append(
            Leaver(
                person=Person(number, draw(st.sampled_from(Sex))),
                exit_on=exit_on,
                at_entry=draw(st.sampled_from(INCOMES)),
                at_exit=draw(st.none() | st.sampled_from(INCOMES)),
                status=draw(st.none() | st.sampled_from(StatusAfterExit)),
                step=draw(st.none() | st.sampled_from(StepMove)),
                again_on=draw(st.none() | st.integers(exit_on + 1, 300)),
            )
        )
    return found


@settings(max_examples=40)
@given(people=leavers(), as_of=st.integers(15, 700))
def test_each_figure_is_what_a_count_by_hand_gives(
    programmes: Programmes, people: list[Leaver], as_of: int
) -> None:
    with TemporaryDirectory() as folder:
        store = open_database(f"sqlite:///{Path(folder) / 'view.sqlite3'}")
        migrate(store, (*BUS_TABLES, *MIGRATIONS), event_store=False)
        receive(store, [event for n, one in enumerate(people, start=1) for event in one.events(n)])
        view = view_in(store, programmes, day(as_of))
        store.close()
    left = [one for one in people if one.exit_on <= as_of]
    _then_incomes(view, left)
    _then_stays(view, left)
    _then_follow_up(view, left, as_of)
    _then_returns(view, left, as_of)


def _then_incomes(view: View, left: Sequence[Leaver]) -> None:
    answer = income_change(view)
    for one in answer.changes:
        same = [each for each in left if (each.at_entry, each.at_exit) == (one.at_entry, one.at_exit)]
        women = [each for each in same if each.person.sex is Sex.WOMAN]
        assert (one.people.total, one.people.women) == (len(same), len(women))
    assert answer.people.total == sum(int(one.people.total) for one in answer.changes) == len(left)


def _then_stays(view: View, left: Sequence[Leaver]) -> None:
    answer, days = stay_length(view), [one.exit_on - 12 for one in left]
    assert answer.total.median == (median(days) if days else None)
    months = [whole_months(day(12), day(one.exit_on)) for one in left]
    assert [one.people.total for one in answer.bins] == [
        sum(one.first_month <= each <= (one.last_month or 99) for each in months) for one in answer.bins
    ]


def _then_follow_up(view: View, left: Sequence[Leaver], as_of: int) -> None:
    answer = status_after_exit(view)
    followed = [one for one in left if one.status] if as_of >= FOLLOWED_UP_ON else []
    for one in answer.statuses:
        told = [each for each in followed if each.status is one.status]
        assert one.people.share.total.numerator == len(told)
        assert one.people.share.total.denominator == len(followed)
    for step in answer.steps:
        assert step.people.share.total.numerator == sum(each.step is step.step for each in left)
    due = sum(whole_months(day(one.exit_on), day(as_of)) >= 6 for one in left)
    assert int(answer.due.total) >= max(due, len(followed))


def _then_returns(view: View, left: Sequence[Leaver], as_of: int) -> None:
    """By the product-limit formula, person by person."""
    answer = re_entry(view)
    watched: list[tuple[int, int]] = []  # how long they are followed, and when they return
    for one in left:
        until = min(as_of, LAST_COVERED)
        months = min(12, whole_months(day(one.exit_on), day(until)))
        again = one.again_on if one.again_on is not None and one.again_on <= as_of else None
        returned = NEVER if again is None else whole_months(day(one.exit_on), day(again))
        watched.append((months, returned))
    assert answer.left.total == len(left)
    for point in answer.total:
        remaining = Fraction(1)
        for month in range(point.months):
            at_risk = [w for w in watched if w[1] == month or (w[0] > month and w[1] > month)]
            events = sum(returned == month for _, returned in at_risk)
            remaining *= Fraction(len(at_risk) - events, len(at_risk)) if at_risk else 1
        assert point.returned == pytest.approx(float(100 * (1 - remaining)), abs=0.01)
