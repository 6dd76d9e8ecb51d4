"""Who has agreed to the plan, and the agreements that this led to (P-06)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from samplan.contracts.codes import Agency


@dataclass(frozen=True, kw_only=True)
class Agreeing:
    """The agreements so far to the plan as it was last proposed or revised, each with its own day."""

    agencies: Mapping[Agency, date] = field(default_factory=dict)
    participant_on: date | None = None

    def with_agency(self, agency: Agency, on: date) -> "Agreeing":
        return replace(self, agencies={**self.agencies, agency: on})

    def with_participant(self, on: date) -> "Agreeing":
        return replace(self, participant_on=on)

    @property
    def days(self) -> tuple[date, ...]:
        participant = () if self.participant_on is None else (self.participant_on,)
        return (*self.agencies.values(), *participant)


@dataclass(frozen=True)
class Agreement:
    """All have agreed: on the day on which the last of them did."""

    on: date
    agencies: tuple[Agency, ...]


@dataclass(frozen=True)
class Revision:
    """An agency has changed an agreed plan: agreement is asked again."""

    on: date
    agency: Agency


@dataclass(frozen=True, kw_only=True)
class Agreements:
    """Those of all, the revisions between them, and the agreements so far to the next one."""

    made: tuple[Agreement, ...] = ()
    revisions: tuple[Revision, ...] = ()
    so_far: Agreeing = field(default_factory=Agreeing)

    def with_agency(self, agency: Agency, on: date) -> "Agreements":
        return replace(self, so_far=self.so_far.with_agency(agency, on))

    def with_participant(self, on: date) -> "Agreements":
        return replace(self, so_far=self.so_far.with_participant(on))

    def agreed(self, one: Agreement) -> "Agreements":
        return replace(self, made=(*self.made, one), so_far=Agreeing())

    def revised(self, one: Revision) -> "Agreements":
        return replace(self, revisions=(*self.revisions, one))

    @property
    def first_on(self) -> date | None:
        """The day by which the plan was or was not in time."""
        return self.made[0].on if self.made else None

    @property
    def holds(self) -> bool:
        """Each revision asks for agreement again."""
        return len(self.made) > len(self.revisions)
