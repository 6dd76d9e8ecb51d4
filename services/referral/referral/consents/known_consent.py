"""What version 0.1.0 stored of one consent: it loads, and decides nothing (the circle does)."""

from dataclasses import field
from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency


class ConsentEnd(StrEnum):
    REFUSED = "refused"
    REVOKED = "revoked"
    EXPIRED = "expired"


class KnownConsent(Aggregate):
    """Keyed by the consent's id."""

    TOPIC = "referral.KnownConsent"

    class Event(DomainEvent, private=True):
        """Private: this service's own note of a consent event."""

        occurred_on: date

    class Mentioned(Created, Event):
        TOPIC = "referral.ConsentHeardOf"

    class GrantNoted(Event):
        TOPIC = "referral.ConsentGrantNoted"
        participant_id: UUID | None = field(default=None, kw_only=True)
        agencies: tuple[Agency, ...]
        valid_until: date

    class CoverageNoted(Event):
        TOPIC = "referral.ConsentCoverageNoted"
        referral_id: UUID
        participant_id: UUID | None = field(default=None, kw_only=True)

    class EndNoted(Event):
        TOPIC = "referral.ConsentEndNoted"
        reason: ConsentEnd

    def __init__(self, *, occurred_on: date) -> None:
        self.mentioned_on = occurred_on
