"""Which obstacles are open, and how long do they last?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from reporting.answers.answer import Answer
from reporting.answers.survival import Course, Stay
from reporting.disclosure_control.view import View
from reporting.rows.obstacles import Obstacle


class Lasting(Answer):
    """An obstacle that is reported again after it was resolved counts once more."""

    open: int
    resolved: int
    half_life_days: int | None  # until half are resolved; open ones count so far; None: not half of them yet


class ByKind(Answer):
    kind: str
    obstacles: Lasting


class ByAgency(Answer):
    agency: str
    obstacles: Lasting


class Pattern(Answer):
    """Obstacles of one kind at one agency."""

    kind: str
    agency: str
    obstacles: Lasting


MOST_OF_A_CHANCE = 4
"""So many obstacles of a kind at an agency, or fewer, are no pattern."""


class Obstacles(Answer):
    """They name no person."""

    programme: str
    all: Lasting
    kinds: tuple[ByKind, ...]  # those with most open ones first
    agencies: tuple[ByAgency, ...]
    patterns: tuple[Pattern, ...]  # of at least five, the largest first


def obstacles(view: View) -> Obstacles:
    kinds: dict[str, list[Obstacle]] = defaultdict(list)
    agencies: dict[str, list[Obstacle]] = defaultdict(list)
    for one in view.obstacles:
        if one.kind and one.agency and any(one.spans(view.as_of)):
            kinds[one.kind].append(one)
            agencies[one.agency].append(one)
    by_kind = [ByKind(kind=kind, obstacles=_lasting(some, view.as_of)) for kind, some in kinds.items()]
    by_agency = [
        ByAgency(agency=agency, obstacles=_lasting(some, view.as_of)) for agency, some in agencies.items()
    ]
    return Obstacles(
        programme=view.programme.id,
        all=_lasting((one for some in kinds.values() for one in some), view.as_of),
        kinds=tuple(sorted(by_kind, key=lambda one: (-one.obstacles.open, one.kind))),
        agencies=tuple(sorted(by_agency, key=lambda one: (-one.obstacles.open, one.agency))),
        patterns=tuple(sorted(_patterns(kinds, view.as_of), key=_size)),
    )


def _patterns(kinds: Mapping[str, Iterable[Obstacle]], as_of: date) -> Iterator[Pattern]:
    for kind, some in kinds.items():
        agencies: dict[str, list[Obstacle]] = defaultdict(list)
        for one in some:
            agencies[str(one.agency)].append(one)
        for agency, together in agencies.items():
            if len(together) > MOST_OF_A_CHANCE:
                yield Pattern(kind=kind, agency=agency, obstacles=_lasting(together, as_of))


def _size(one: Pattern) -> tuple[int, str, str]:
    return -(one.obstacles.open + one.obstacles.resolved), one.kind, one.agency


def _lasting(some: Iterable[Obstacle], as_of: date) -> Lasting:
    spans = [span for one in some for span in one.spans(as_of)]
    resolved = [span for span in spans if span[1] is not None]
    stays = (Stay(((until or as_of) - since).days, until is not None) for since, until in spans)
    return Lasting(
        open=len(spans) - len(resolved), resolved=len(resolved), half_life_days=Course(stays).half_life()
    )
