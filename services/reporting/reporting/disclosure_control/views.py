"""Opens the views of programmes: published, exact and live, and as known at an earlier time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from chassis.decisions.clock import today
from chassis.settings.programmes import Programme, Programmes
from reporting.cubes.access import access_of
from reporting.cubes.census import take_census, tally
from reporting.cubes.counting import cells_of
from reporting.cubes.leavings import leavings_of
from reporting.cubes.stays import stays_of
from reporting.cubes.turns import turns_of
from reporting.disclosure_control.steered import steered
from reporting.disclosure_control.view import View, exact_view, published_view
from reporting.facts.hashes import FactsHashes
from reporting.groups.reading import groups_of
from reporting.moments import Moment
from reporting.projection.head import Head, head_in
from reporting.projection.heard import NotHeardYet, day_heard, last_heard_on
from reporting.projection.history import History
from reporting.rows import employer_contacts, obstacles, pauses
from reporting.rows.steering import acts
from reporting.snapshots.snapshot import snapshot_of
from samplan.bus.store.transactions import Database, Transaction

KEPT = 16


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

    def exact(self, programme: str, moment: Moment) -> View:
        """As `internal`, or as `as_known_at` where the moment says what had been heard."""
        if moment.known_at is None:
            return self.internal(programme, moment.as_of)
        return self.as_known_at(programme, moment.known_at, moment.as_of)

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
        hidden = frozen.hidden.union(snapshot.hidden or ())
        return replace(frozen, hidden=hidden, pauses=paused, heard_on=snapshot.taken_at.date())


def _open_exact(tx: Transaction, programme: Programme, as_of: date, heard: Heard) -> View:
    programme = steered(tx, programme, as_of)
    return replace(
        exact_view(take_census(tx, programme, as_of), heard.head),
        pauses=pauses.of_programme(tx, programme.id, as_of),
        stays=stays_of(tx, programme, as_of),
        obstacles=obstacles.of_programme(tx, programme.id),
        cells=cells_of(tx, programme, as_of),
        groups=groups_of(tx, programme, as_of),
        turns=turns_of(tx, programme.id, as_of),
        access=access_of(tx, programme.id, as_of),
        leavings=leavings_of(tx, programme, as_of),
        acts=acts.of_programme(tx, programme.id, as_of),
        employer_time=employer_contacts.by_month(tx, programme.id, as_of),
        facts_hash=heard.facts_hash,
        heard_on=heard.on,
    )
