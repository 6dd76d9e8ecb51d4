"""How the groups of the published view nest: closed lists, whether or not anybody is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from reporting.cubes.census import BIN, LAST_BIN, Census, Key
from reporting.figures.funnel.query import LEFT_BEFORE_ENROLMENT
from reporting.journeys.journey import BEFORE_ENROLMENT, EXIT, Step
from reporting.programmes.indicators import TO_STUDIES, TO_WORK
from samplan.contracts.codes import ExitClass, IncomeSupport
from samplan.disclosure.tables import ALL, Node

EVERYBODY: Key = ("participants",)
Months = Callable[[str], list[str]]
Part = Node | Key


class Classification(NamedTuple):
    """A table: a dimension, by sex or not, and the groups of one tree of it."""

    table: str
    dimension: str
    root: Node


def code_of(key: Key) -> str:
    return "/".join(key)


def key_of(code: str) -> Key:
    return EVERYBODY if code == ALL else tuple(code.split("/"))


def before_enrolment() -> Classification:
    """Each step lies within the one before; so do those who left at it, and those who are still there."""
    step = Node(code=code_of(EVERYBODY))
    for name in reversed(BEFORE_ENROLMENT):
        left = (Node(code=code_of(("left", name, reason))) for reason in LEFT_BEFORE_ENROLMENT)
        step = Node(code=code_of(("reached", name)), parts=(step, *left))
    return Classification("steps", "step", step)


def of_participants(census: Census, months: Months) -> Iterable[Classification]:
    """`months`: those that are shown, by what is dated in them."""
    nest = _Nest(census, months)
    yield Classification("plans", "plan", nest.all(nest.node(("agreed",), [("reached", Step.ACTIVITY)])))
    yield Classification("days to plan", "plan", nest.all(nest.node(("due",), [nest.agreed()])))
    yield Classification("exits", "exit", nest.all(nest.exits_by_class()))
    yield Classification("exits by month", "exit", nest.all(nest.exits_by_month()))
    yield Classification("enrolments", "enrolled", nest.all(*nest.by_month("enrolled")))
    incomes = [("income", code) for code in sorted(IncomeSupport)]
    yield Classification("income support", "income", nest.all(*incomes, tells_outcome=True))
    agencies = [("agency", code) for code in sorted(census.programme.head.agencies)]
    yield Classification("agencies", "agency", nest.all(*agencies))


@dataclass(frozen=True)
class _Nest:
    """Parts are all of a group where they are so in truth: the attacker is taken to know it."""

    census: Census
    months: Months

    def all(self, *parts: Part, tells_outcome: bool = False) -> Node:
        return msgspec.structs.replace(self.node(EVERYBODY, parts, tells_outcome=tells_outcome), code=ALL)

    def node(self, key: Key, parts: Iterable[Part] = (), *, tells_outcome: bool = False) -> Node:
        nodes = tuple(part if isinstance(part, Node) else Node(code=code_of(part)) for part in parts)
        inside = sum(self.census.of(*key_of(part.code)).total for part in nodes)
        return Node(
            code=code_of(key),
            parts=nodes,
            is_exhaustive=bool(nodes) and inside == self.census.of(*key).total,
            tells_outcome=tells_outcome,
        )

    def agreed(self) -> Node:
        bins = (0, *range(BIN + 1, LAST_BIN + 1, BIN))
        sides = (("agreed", side) for side in ("within", "late"))
        return self.node(
            ("agreed",), [self.node(side, [(*side, str(first)) for first in bins]) for side in sides]
        )

    def exits_by_class(self) -> Node:
        work, studies, other = (
            self.node((EXIT, group), [(EXIT, group, code) for code in sorted(ExitClass)], tells_outcome=True)
            for group in (TO_WORK, TO_STUDIES, "other")
        )
        counted = self.node(("counted",), [work, studies], tells_outcome=True)
        rest = msgspec.structs.replace(other, code="other")
        return self.node((EXIT,), [counted, rest], tells_outcome=True)

    def exits_by_month(self) -> Node:
        sides = [self.node((side,), self.by_month(side)) for side in ("counted", "other")]
        return self.node((EXIT,), sides, tells_outcome=True)

    def by_month(self, name: str) -> list[Node]:
        months = self.months(name)
        return [
            self.node((name, year), [(name, year, month) for month in months if month[:4] == year])
            for year in dict.fromkeys(month[:4] for month in months)
        ]
