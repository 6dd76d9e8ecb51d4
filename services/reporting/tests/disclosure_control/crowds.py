"""Random crowds, their census and the groups of their published view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

from hypothesis import strategies as st

from chassis.settings.programmes import Programme
from reporting.cubes.census import Census, tally
from reporting.cubes.contribution import Cell, contribution
from reporting.disclosure_control.forest import forest
from reporting.disclosure_control.suppression import Group
from reporting.disclosure_control.view import View, published_view
from reporting.journeys.journey import STEPS, Ending, Journey, Step
from reporting.projection.head import Head
from samplan.contracts.codes import Agency, DeclineReason, ExitClass, IncomeSupport, Mode, Sex

CLASSES = [
    ExitClass.WORK_UNSUBSIDISED,
    ExitClass.WORK_SUBSIDISED,
    ExitClass.STUDIES_STUDENT_AID,
    ExitClass.MOVED,
]
DAYS = [date(2021, 6, 7), date(2021, 7, 5), date(2022, 2, 7)]


def some_journey(chance: Random) -> Journey:
    furthest = chance.choice(STEPS)
    reached = STEPS[: STEPS.index(furthest) + 1]
    on, agreed_on, left_on = (chance.choice(DAYS) for _ in range(3))
    reasons = CLASSES if Step.ENROLLED in reached else [DeclineReason.MOVED, DeclineReason.NO_CAPACITY]
    return Journey(
        programme="malmokraften",
        agency=chance.choice([Agency.AF, Agency.FK]),
        sex=chance.choice(list(Sex)),
        mode=Mode.PROGRAMME,
        income_support=chance.choice([IncomeSupport.INGEN, IncomeSupport.AKTIVITETSSTOD]),
        dates={step: agreed_on if step is Step.PLAN else on for step in reached},
        furthest=furthest,
        ending=chance.choice([None, Ending(left_on, chance.choice(reasons))]),
        due_on=date(2021, 6, 30),
        missed_on=chance.choice([date(2021, 7, 1), None]),
    )


Crowd = list[tuple[int, int]]  # how many people of which kind
KINDS = [some_journey(Random(number)) for number in range(300)]  # noqa: S311  # fixed; not for cryptography
CROWDS = st.lists(
    st.tuples(st.integers(0, len(KINDS) - 1), st.sampled_from([1, 2, 4, 6, 9, 30])), min_size=1, max_size=30
)


def census_of(crowd: Crowd, programme: Programme) -> Census:
    cells: Counter[Cell] = Counter()
    for kind, people in crowd:
        for cell in contribution(KINDS[kind]):
            cells[cell] += people
    return tally(programme, DAYS[-1], ({**cell._asdict(), "people": n} for cell, n in cells.items()))


def published(census: Census) -> View:
    return published_view(census, Head(0, 0, None, None))


def groups(view: View) -> Iterator[Group]:
    for tree in forest(view.census, by_sex=view.tells_sexes):
        yield tree
        yield from descendants(tree)


def descendants(group: Group) -> Iterator[Group]:
    for part in group.parts:
        yield part
        yield from descendants(part)
