"""What agencies have noted of a participant because their rules ask for it, from a day until another."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from planning.office import Words
from planning.office.planned import Circumstance
from samplan.contracts.codes import Agency

NAMESPACE = UUID("c2f40b57-0d43-4d2b-9d7a-5b8e61f3a708")


@dataclass(frozen=True, kw_only=True)
class Noted:
    circumstance: Circumstance
    by: Agency
    since: date
    until: date | None
    hours_a_week: int | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Notes:
    """By date: of each agency's notes on a circumstance, the latest counts."""

    noted: tuple[Noted, ...] = ()

    def on(self, day: date) -> frozenset[Circumstance]:
        latest = {(one.by, one.circumstance): one for one in self._by_date() if one.since <= day}
        return frozenset(one.circumstance for one in latest.values() if one.holds_on(day))

    def hours_on(self, day: date) -> int | None:
        """How many hours a week the participant manages, by the latest note of all agencies."""
        stated = [one for one in self._by_date() if one.hours_a_week is not None and one.since <= day]
        return stated[-1].hours_a_week if stated and stated[-1].holds_on(day) else None

    def of(self, agency: Agency) -> list[Noted]:
        """The agency's own: no other one sees them."""
        return [one for one in self._by_date() if one.by == agency]

    def _by_date(self) -> list[Noted]:
        return sorted(self.noted, key=lambda one: one.since)


class CircumstanceFact(DomainEvent, private=True):
    """Private: that a participant is sick-listed is for those whose rule asks for it."""


class CircumstancesOpened(Created, CircumstanceFact, private=True):
    TOPIC = "planning.CircumstancesOpened"
    plan_id: UUID


class CircumstanceNoted(CircumstanceFact, private=True):
    """`sealed`: which circumstance, under the participant's key."""

    TOPIC = "planning.CircumstanceNoted"
    sealed: str
    by: Agency
    until: date | None
    occurred_on: date

    def apply(self, circumstances: "Circumstances") -> None:
        circumstances.facts = (*circumstances.facts, self)


class Circumstances(Aggregate):
    """Of the participant of one plan."""

    TOPIC = "planning.Circumstances"
    Event = CircumstanceFact

    def __init__(self, *, plan_id: UUID) -> None:
        self.plan_id = plan_id
        self.facts: tuple[CircumstanceNoted, ...] = ()

    @staticmethod
    def id_of(plan_id: UUID) -> UUID:
        return uuid5(NAMESPACE, str(plan_id))

    def opened(self, words: Words) -> Notes:
        """None of a participant who is erased."""
        found = ((fact, words.open(fact.sealed, record=self.id)) for fact in self.facts)
        return Notes(
            tuple(
                Noted(
                    circumstance=Circumstance(text["circumstance"]),
                    by=fact.by,
                    since=fact.occurred_on,
                    until=fact.until,
                    hours_a_week=text.get("hours_a_week"),
                )
                for fact, text in found
                if text is not None
            )
        )
