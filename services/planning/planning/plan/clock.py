"""The days on which a plan's clocks are lawfully stopped (P-21)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from samplan.contracts.codes import Agency

StopReason = StrEnum("StopReason", "SICK_LEAVE PARENTAL_LEAVE ABROAD MILITARY_SERVICE PRISON AGENCY_DECISION")

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """From `first` to `until`, as entered, unless the clock runs again from `resumed_on`."""

    first: date
    until: date
    reason: StopReason | None = None
    """As stored in clear before reasons were sealed."""
    sealed: str | None = None
    """The reason, under the participant's key; None in a study visit, which runs no clock (R-07)."""
    by: Agency | None
    """None: version 0.1.0 did not store who entered it."""
    resumed_on: date | None = None

    @property
    def last(self) -> date:
        """Before `first`, if no day of it is stopped any more."""
        return self.until if self.resumed_on is None else min(self.until, self.resumed_on - DAY)

    def belongs_to(self, agency: Agency) -> bool:
        return self.by in (None, agency)

    def resumed(self, on: date) -> "Stop":
        return replace(self, resumed_on=max(on, self.first)) if on <= self.last else self


@dataclass(frozen=True)
class Clock:
    """Due on `first_due_on` without, on `due_on` with the stops, which may overlap: no day counts twice.

    `since`: the enrolment in the programme, from which it runs; none during a study visit (R-07).
    """

    first_due_on: date
    due_on: date
    stops: tuple[Stop, ...] = ()
    since: date | None = None

    def started(self, since: date, first_due_on: date) -> "Clock":
        """As if the participant were enrolled on that day: the stops remain."""
        fresh = replace(self, since=since, first_due_on=first_due_on)
        return fresh.moved_to(fresh.due_by(since))

    def moved_to(self, due_on: date) -> "Clock":
        return replace(self, due_on=due_on)

    def with_stop(self, stop: Stop) -> "Clock":
        return replace(self, stops=(*self.stops, stop))

    def resumed(self, by: Agency, on: date) -> "Clock":
        """Without the days from `on` that the agency has stopped it."""
        stops = tuple(one.resumed(on) if one.belongs_to(by) else one for one in self.stops)
        return replace(self, stops=stops)

    def intervals(self) -> Iterator[tuple[date, date]]:
        """The stopped days as first and last days, in order, without overlap."""
        reached = date.min
        for one in sorted(self.stops, key=lambda stop: stop.first):
            first = max(one.first, reached + DAY)
            if one.last >= first:
                yield first, one.last
                reached = one.last

    def stopped_days(self, after: date, until: date) -> int:
        """The number of stopped days after one day, up to another."""
        lengths = ((min(last, until) - max(first, after + DAY)).days + 1 for first, last in self.intervals())
        return sum(max(0, length) for length in lengths)

    def due_by(self, since: date) -> date:
        """The day on which as many days have run since that one as without the stops."""
        moved = self.first_due_on
        while (again := self.first_due_on + timedelta(days=self.stopped_days(since, moved))) != moved:
            moved = again
        return moved
