"""T-07: the figures of groups equal a count by hand over random histories, as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from services.reporting.tests.examples import Person, day
from services.reporting.tests.figures.reading import row
from services.reporting.tests.group_events import (
    accepted,
    formed,
    held,
    joined,
    left,
    offered,
    placed,
    placement_ended,
    portfolio,
    was,
)
from services.reporting.tests.groups.folded import view_of

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.figures.attendance.query import attendance_distribution
from reporting.figures.goal_matrix.query import goal_matrix
from reporting.figures.group_results.query import group_results
from reporting.figures.placements.query import placements
from reporting.groups.scopes import Scope
from reporting.programmes.follow_up import Goal
from samplan.contracts.codes import Agency, Sex
from samplan.contracts.codes.groups import Presence
from samplan.contracts.event import ContractEvent

pytestmark = pytest.mark.slow

SESSIONS = range(21, 27)
DAYS = st.integers(19, 135)
PROGRAMME = "forsta-steget"


@dataclass(frozen=True)
class Story:
    """What happens to one participant; days are counted from 1 June 2022, None: never."""

    person: Person
    group: int
    left_on: int | None
    presences: tuple[Presence | None, ...]
    placements: tuple[int | None, int | None]  # the day on which each starts; offered ten days earlier
    portfolio_on: int | None
    exit_on: int | None
    revoked_on: int | None

    def events(self) -> list[ContractEvent]:
        who = self.person
        told = [*who.whole_journey()[:6], joined(who, group=self.group), who.agreed(52)]
        told += [
            was(who, presence, on, self.group)
            for on, presence in zip(SESSIONS, self.presences, strict=True)
            if presence
        ]
        for period, on in enumerate(self.placements, start=1):
            if on is not None:
                told += [
                    offered(who, period, on - 10),
                    accepted(who, period, on - 9),
                    placed(who, period, on),
                ]
                told.append(placement_ended(who, period, on + 11))
        told += [left(who, self.left_on, self.group)] if self.left_on is not None else []
        told += [portfolio(who, self.portfolio_on)] if self.portfolio_on is not None else []
        told += [who.to_work(self.exit_on)] if self.exit_on is not None else []
        return [*told, who.revoked(self.revoked_on)] if self.revoked_on is not None else told

    def counts(self, on: int | None, as_of: int) -> bool:
        return on is not None and on <= as_of and (self.revoked_on is None or on <= self.revoked_on)

    def attended(self, as_of: int) -> tuple[int, int]:
        known = [one for on, one in zip(SESSIONS, self.presences, strict=True) if self.counts(on, as_of)]
        return known.count(Presence.PRESENT), len([one for one in known if one])


@st.composite
def stories(draw: st.DrawFn) -> list[Story]:
    maybe = st.none() | DAYS
    return [
        Story(
            person=Person(number, draw(st.sampled_from(Sex))),
            group=draw(st.sampled_from([1, 2])),
            left_on=draw(st.none() | st.integers(20, 135)),
            presences=tuple(draw(st.none() | st.sampled_from(Presence)) for _ in SESSIONS),
            placements=(
                draw(st.none() | st.integers(30, 60)),
                draw(st.none() | st.integers(70, 110)),
            ),
            portfolio_on=draw(maybe),
            exit_on=draw(maybe),
            revoked_on=draw(st.none() | st.integers(20, 140)),
        )
        for number in range(1, draw(st.integers(1, 6)))
    ]


GROUPS = [
    formed(1, Agency.KLIPPAN, sessions=6),
    formed(2, Agency.PERSTORP, sessions=6),
    *(held(on, group) for on in SESSIONS for group in (1, 2)),
]


def number(people: Iterable[Story]) -> tuple[int, int, int]:
    sexes = [one.person.sex for one in people]
    return sexes.count(Sex.WOMAN), sexes.count(Sex.MAN), len(sexes)


def view(programmes: Programmes, people: Sequence[Story], as_of: int) -> View:
    events = [*GROUPS, *(event for one in people for event in one.events())]
    return view_of(programmes[PROGRAMME], events, day(as_of))


def inside(people: Sequence[Story], scope: Scope) -> list[Story]:
    group = {Agency.KLIPPAN: 1, Agency.PERSTORP: 2}.get(scope.agency) if scope.agency else None
    return [one for one in people if group in (None, one.group)]


@given(people=stories(), as_of=st.integers(20, 140))
def test_results_are_what_a_count_by_hand_gives(
    programmes: Programmes, people: list[Story], as_of: int
) -> None:
    for answer in group_results(view(programmes, people, as_of)).rows:
        some = inside(people, answer.scope)
        assert row(answer.starters) == number(some)
        still = [one for one in some if one.left_on is None or one.left_on > as_of]
        assert row(answer.still_in_it) == number(still)
        to_work = [one for one in some if one.counts(one.exit_on, as_of)]
        assert answer.to_work.share.total.numerator == len(to_work)
        attended = [one.attended(as_of) for one in some]
        assert answer.attendance.total.numerator == sum(present for present, _ in attended)
        assert answer.attendance.total.denominator == sum(of for _, of in attended)


@given(people=stories(), as_of=st.integers(20, 140))
def test_attendance_is_distributed_as_by_hand(
    programmes: Programmes, people: list[Story], as_of: int
) -> None:
    for answer in attendance_distribution(view(programmes, people, as_of)).rows:
        attended = [one.attended(as_of) for one in inside(people, answer.scope)]
        percents = [100 * present / of for present, of in attended if of]
        assert answer.below_target
        below = answer.below_target.share.total
        assert (below.numerator, below.denominator) == (sum(one < 80 for one in percents), len(percents))
        assert [one.people.total for one in answer.bins] == [
            sum(one.first_percent <= percent < one.last_percent + 1 for percent in percents)
            for one in answer.bins
        ]


@given(people=stories(), as_of=st.integers(20, 140))
def test_placements_and_sub_goals_are_what_a_count_by_hand_gives(
    programmes: Programmes, people: list[Story], as_of: int
) -> None:
    seen = view(programmes, people, as_of)
    for answer in placements(seen).rows:
        some = inside(people, answer.scope)
        started = [one for one in some if one.counts(one.placements[answer.period - 1], as_of)]
        still = [one for one in started if one.left_on is None or one.left_on > as_of]
        assert answer.started.share.total.numerator == len(started)
        assert answer.started.share.total.denominator == len(some)
        assert answer.started_of_those_in_it.share.total.numerator == len(still)
    for line in goal_matrix(seen).rows:
        cells = {one.goal: one.people.share.total.numerator for one in line.goals if one.people}
        some = inside(people, line.scope)
        assert cells[Goal.CV_AND_LETTER] == sum(one.counts(one.portfolio_on, as_of) for one in some)
        twice = [one for one in some if all(one.counts(on and on - 10, as_of) for on in one.placements)]
        assert cells[Goal.PLACEMENTS_OFFERED] == len(twice)
