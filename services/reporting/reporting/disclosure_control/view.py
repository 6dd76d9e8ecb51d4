"""A programme's numbers as one kind of reader may see them: published, or exact for insiders."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import reduce
from threading import Lock

from chassis.decisions.clock import today
from chassis.settings.programmes import Programme, Programmes
from reporting.answers.answer import BySex, Count, Share, ShareBySex, Withheld
from reporting.answers.paused import Paused
from reporting.cubes.census import NO_PEOPLE, Census, Key, People, take_census, tally
from reporting.cubes.counting import DatedCells, cells_of
from reporting.cubes.leavings import NOBODY, Leavings, leavings_of
from reporting.cubes.stays import Stays, stays_of
from reporting.disclosure_control.forest import forest
from reporting.disclosure_control.suppression import SMALLEST, may_show_sexes, withheld
from reporting.facts.hashes import FactsHashes
from reporting.groups.reading import groups_of
from reporting.groups.record import GroupRecord
from reporting.projection.head import Head, head_in
from reporting.projection.heard import NotHeardYet, day_heard, last_heard_on
from reporting.projection.history import History
from reporting.rows import employer_contacts, obstacles, pauses
from reporting.rows.employer_contacts import EmployerMonth
from reporting.rows.obstacles import Obstacle
from reporting.rows.pauses import Pause
from reporting.snapshots.snapshot import snapshot_of
from samplan.bus.store.transactions import Database, Transaction

KEPT = 16


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
    leavings: Leavings = NOBODY
    employer_time: tuple[EmployerMonth, ...] = ()
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


@dataclass(frozen=True)
class Heard:
    """The facts that an exact view is folded from."""

    head: Head
    facts_hash: str
    on: date | None  # the day of the last one


class NothingPublished(Exception):
    """The programme's figures are not frozen yet."""


class Views:
    """Opens views, and caches the latest ones until the projection changes."""

    def __init__(self, database: Database, programmes: Programmes) -> None:
        self.database = database
        self.programmes = programmes
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Head, str, date], View] = OrderedDict()
        self._frozen: dict[str, View] = {}
        self._history = History(database)
        self._hashes = FactsHashes()

    def published(self, programme: str) -> View:
        """What anyone may see: the frozen figures. Raises KeyError and NothingPublished."""
        known = self.programmes[programme]
        with self._lock:
            if programme not in self._frozen:
                self._frozen[programme] = self._open_frozen(known)
            return self._frozen[programme]

    def internal(self, programme: str, as_of: date | None = None) -> View:
        """Exact and live, for readers with the scope `reporting:internal`. Raises KeyError."""
        known = self.programmes[programme]
        on = as_of or min(today(), known.head.runs_until or date.max)
        with self._lock, self.database.reading() as tx:
            head = head_in(tx)
            if (head, programme, on) not in self._kept:
                self._keep(_open_exact(tx, known, on, self._heard(tx, head)))
            return self._kept[head, programme, on]

    def as_known_at(self, programme: str, known_at: date | int, as_of: date | None = None) -> View:
        """Exact, from the facts heard by the end of a day, or up to a position. Without `as_of`, of that day.

        Raises KeyError, NotHeardYet for a position that no fact has yet, and ManyAsk.
        """
        known = self.programmes[programme]
        with self.database.reading() as tx:
            now = head_in(tx)
            position = known_at if isinstance(known_at, int) else last_heard_on(tx, known_at)
            day = known_at if isinstance(known_at, date) else day_heard(tx, position) or today()
            if position > now.position:
                raise NotHeardYet
            head = Head(position, now.generation, None, None)
            heard = self._heard(tx, head)
        on = as_of or min(day, known.head.runs_until or date.max)
        with self._lock:
            kept = self._kept.get((head, programme, on))
        if kept is None:
            with self._history.at(position) as tx:
                kept = _open_exact(tx, known, on, heard)
            with self._lock:
                self._keep(kept)
        return kept

    def _heard(self, tx: Transaction, head: Head) -> Heard:
        return Heard(head, self._hashes.up_to(tx, head.position), day_heard(tx, head.position))

    def _keep(self, view: View) -> None:
        self._kept[view.head, view.programme.id, view.as_of] = view
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _open_frozen(self, programme: Programme) -> View:
        with self.database.reading() as tx:
            snapshot = snapshot_of(tx, programme.id)
            if snapshot is None:
                raise NothingPublished
            paused = pauses.of_programme(tx, programme.id, snapshot.as_of)
        head = Head(snapshot.last_fact, 0, None, snapshot.taken_at)
        frozen = published_view(tally(programme, snapshot.as_of, snapshot.cells), head)
        return replace(frozen, pauses=paused, heard_on=snapshot.taken_at.date())


def _open_exact(tx: Transaction, programme: Programme, as_of: date, heard: Heard) -> View:
    return replace(
        exact_view(take_census(tx, programme, as_of), heard.head),
        pauses=pauses.of_programme(tx, programme.id, as_of),
        stays=stays_of(tx, programme, as_of),
        obstacles=obstacles.of_programme(tx, programme.id),
        cells=cells_of(tx, programme, as_of),
        groups=groups_of(tx, programme, as_of),
        leavings=leavings_of(tx, programme, as_of),
        employer_time=employer_contacts.by_month(tx, programme.id, as_of),
        facts_hash=heard.facts_hash,
        heard_on=heard.on,
    )


def exact_view(census: Census, head: Head) -> View:
    return View(census, head, is_published=False)


def published_view(census: Census, head: Head) -> View:
    """Without the cells that tell of few."""
    tells_sexes = may_show_sexes(census.of("participants"))
    hidden = withheld(forest(census, by_sex=tells_sexes), census.people)
    return View(census, head, is_published=True, tells_sexes=tells_sexes, hidden=hidden)
