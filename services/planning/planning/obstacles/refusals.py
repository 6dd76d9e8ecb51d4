"""How often a rule has refused something, in one month. It names no participant and no plan."""

from collections import Counter
from datetime import date
from uuid import UUID, uuid5

from chassis.decisions.domain import Aggregate, Created, DomainEvent


class RefusalFact(DomainEvent, private=True):
    """Private: others learn that there is an obstacle."""


class RefusalsCounted(Created, RefusalFact, private=True):
    """The month's first refusal is about to be noted."""

    TOPIC = "planning.RefusalsCounted"
    obstacle_id: UUID


class Refusals(Aggregate):
    """A month is an aggregate of its own, so that no stream grows without end."""

    TOPIC = "planning.Refusals"
    Event = RefusalFact

    def __init__(self, *, obstacle_id: UUID) -> None:
        self.obstacle_id = obstacle_id
        self.requests: frozenset[str] = frozenset()
        self.by_day: Counter[date] = Counter()

    @staticmethod
    def id_of(obstacle_id: UUID, on: date) -> UUID:
        return uuid5(obstacle_id, f"{on:%Y-%m}")

    def note(self, request: str, on: date) -> bool:
        """Returns False, and records nothing, for a request that was noted before."""
        if request in self.requests:
            return False
        self.trigger_event(RefusalNoted, request=request, occurred_on=on)
        return True


class RefusalNoted(RefusalFact, private=True):
    """`request`: a digest under the service's own key."""

    TOPIC = "planning.RefusalNoted"
    request: str
    occurred_on: date

    def apply(self, refusals: Refusals) -> None:
        refusals.requests = refusals.requests | {self.request}
        refusals.by_day = refusals.by_day + Counter([self.occurred_on])
