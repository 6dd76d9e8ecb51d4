"""What version 0.1.0 knew of one consent. The circle has replaced it: see `planning.circle`."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency


class ConsentEnd(StrEnum):
    REVOKED = "revoked"
    EXPIRED = "expired"
    ENTERED_IN_ERROR = "entered_in_error"


class KnownConsent(Aggregate):
    """Keyed by the consent's id."""

    TOPIC = "planning.KnownConsent"

    class Event(DomainEvent, private=True):
        """Private: this service's own note of a consent event."""

    class Mentioned(Created, Event):
        TOPIC = "planning.ConsentHeardOf"

    class GrantNoted(Event):
        TOPIC = "planning.ConsentGrantNoted"
        agencies: tuple[Agency, ...]
        valid_until: date

    class EndNoted(Event):
        TOPIC = "planning.ConsentEndNoted"
        reason: ConsentEnd
        occurred_on: date

    class PlanNoted(Event):
        TOPIC = "planning.ConsentPlanNoted"
        plan_id: UUID
