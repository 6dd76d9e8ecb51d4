"""A programme's numbers as one kind of reader may see them: published, or exact for insiders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce

from chassis.settings.programmes import Programme
from reporting.answers.answer import BySex, Count, Share, ShareBySex, Withheld
from reporting.answers.paused import Paused
from reporting.cubes.access import NO_ACCESS, Access
from reporting.cubes.census import NO_PEOPLE, Census, Key, People
from reporting.cubes.counting import DatedCells
from reporting.cubes.leavings import NO_LEAVINGS, Leavings
from reporting.cubes.stays import Stays
from reporting.cubes.turns import Turn
from reporting.disclosure_control.forest import forest
from reporting.disclosure_control.suppression import SMALLEST, may_show_sexes, withheld
from reporting.groups.record import GroupRecord
from reporting.projection.head import Head
from reporting.rows.employer_contacts import EmployerMonth
from reporting.rows.obstacles import Obstacle
from reporting.rows.pauses import Pause
from reporting.rows.steering.acts import Act


@dataclass(frozen=True)
class View:
    census: Census
    head: Head
    is_published: bool
    tells_sexes: bool = True
    hidden: frozenset[Key] = frozenset()
    pauses: tuple[Pause, ...] = ()
    stays: tuple[Stays, ...] = ()  # of the exact view alone, as is what follows
    obstacles: tuple[Obstacle, ...] = ()
    cells: DatedCells = field(default_factory=DatedCells)  # what the indicators count
    groups: tuple[GroupRecord, ...] = ()
    leavings: Leavings = NO_LEAVINGS
    access: Access = NO_ACCESS
    turns: tuple[Turn, ...] = ()
    employer_time: tuple[EmployerMonth, ...] = ()
    acts: tuple[Act, ...] = ()
    facts_hash: str = ""
    heard_on: date | None = None  # the day on which the last fact was heard

    @property
    def programme(self) -> Programme:
        return self.census.programme

    @property
    def as_of(self) -> date:
        return self.census.as_of

    def by_sex(self, *keys: Key, or_by: Sequence[Key] = ()) -> BySex:
        """The people in these groups together; the groups must not overlap.

        Shown when each group is, or when each of `or_by` is: the same number follows from those.
        """
        people = reduce(People.plus, (self.census.of(*key) for key in keys), NO_PEOPLE)
        shown = self._are_shown(keys) or (bool(or_by) and self._are_shown(or_by))
        return BySex(
            women=self._count(people.women, shown=shown and self.tells_sexes),
            men=self._count(people.men, shown=shown and self.tells_sexes),
            total=self._count(people.total, shown=shown),
        )

    def rows(self, *prefix: str, among: Iterable[str]) -> tuple[Key, ...]:
        """The keys right under a prefix. Published: all codes of a closed list, since a missing row tells."""
        if self.is_published:
            return tuple((*prefix, code) for code in among)
        return tuple(self.census.under(*prefix))

    def months(self, *names: str) -> list[str]:
        """The months in which something of these names is dated. Published: every month of the programme."""
        if self.is_published:
            return months_between(f"{self.programme.head.runs_from:%Y-%m}", f"{self.as_of:%Y-%m}")
        years = [year for name in names for year in self.census.under(name)]
        return sorted({key[-1] for year in years for key in self.census.under(*year)})

    def paused(self) -> tuple[Paused, ...]:
        """When the programme takes, or took, no referrals."""
        return tuple(
            Paused(
                first_day=one.paused_on,
                last_day=one.resumed_on - timedelta(days=1) if one.resumed_on else None,
                reason=one.reason,
            )
            for one in self.pauses
            if one.paused_on
        )

    def in_all(self, key: Key) -> Count:
        """The people in a group whether or not their sex is known."""
        return self._count(self.census.of(*key).total, shown=self._are_shown([key]))

    def _are_shown(self, keys: Sequence[Key]) -> bool:
        return not any(key in self.hidden for key in keys)

    def _count(self, people: int, *, shown: bool) -> Count:
        if not self.is_published:
            return people
        return people if shown and people >= SMALLEST else Withheld.WITHHELD


def months_between(first: str, last: str) -> list[str]:
    """Every month from one to another, both included: `2022-05`."""
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def share(numerator: BySex, denominator: BySex) -> ShareBySex:
    """Counts people whose sex is known."""
    women, men, total = (
        Share(numerator=some, denominator=of)
        for some, of in (
            (numerator.women, denominator.women),
            (numerator.men, denominator.men),
            (numerator.total, denominator.total),
        )
        if some is not None and of is not None
    )
    return ShareBySex(women=women, men=men, total=total)


def exact_view(census: Census, head: Head) -> View:
    return View(census, head, is_published=False)


def published_view(census: Census, head: Head) -> View:
    """Without the cells that tell of few."""
    tells_sexes = may_show_sexes(census.of("participants"))
    hidden = withheld(forest(census, by_sex=tells_sexes), census.people)
    return View(census, head, is_published=True, tells_sexes=tells_sexes, hidden=hidden)
