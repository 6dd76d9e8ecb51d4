"""What this service knows of one consent, whichever topic it was received from first (C-06)."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent
from samplan.contracts.codes import Agency


class ConsentEnd(StrEnum):
    REVOKED = "revoked"
    EXPIRED = "expired"
    ENTERED_IN_ERROR = "entered_in_error"


class KnownConsent(Aggregate):
    """Keyed by the consent's id. Notes may arrive in any order and more than once."""

    TOPIC = "planning.KnownConsent"

    class Event(DomainEvent, private=True):
        """Published by the consent service."""

    class Mentioned(Created, Event):
        TOPIC = "planning.ConsentHeardOf"

    class GrantNoted(Event):
        TOPIC = "planning.ConsentGrantNoted"
        agencies: tuple[Agency, ...]
        valid_until: date

        def apply(self, consent: "KnownConsent") -> None:
            consent.agencies = self.agencies
            consent.valid_until = self.valid_until

    class EndNoted(Event):
        TOPIC = "planning.ConsentEndNoted"
        reason: ConsentEnd
        occurred_on: date

        def apply(self, consent: "KnownConsent") -> None:
            consent.ended = self.reason

    class PlanNoted(Event):
        TOPIC = "planning.ConsentPlanNoted"
        plan_id: UUID

        def apply(self, consent: "KnownConsent") -> None:
            consent.plan_ids = (*consent.plan_ids, self.plan_id)

    @classmethod
    def mentioned(cls, consent_id: UUID) -> "KnownConsent":
        return cls._create(cls.Mentioned, id=consent_id)

    def __init__(self) -> None:
        self.agencies: tuple[Agency, ...] = ()
        self.valid_until: date | None = None
        self.ended: ConsentEnd | None = None
        self.plan_ids: tuple[UUID, ...] = ()

    @property
    def is_granted(self) -> bool:
        return self.valid_until is not None

    @property
    def is_in_error(self) -> bool:
        """It was given for the wrong person: nothing in it holds (R-13)."""
        return self.ended is ConsentEnd.ENTERED_IN_ERROR

    def covers(self, on: date) -> bool:
        """An enrolment implies a consent in force, until its end is known."""
        return self.ended is None and (self.valid_until is None or on <= self.valid_until)

    def note_grant(self, agencies: tuple[Agency, ...], valid_until: date) -> None:
        if not self.is_granted:
            self.trigger_event(self.GrantNoted, agencies=agencies, valid_until=valid_until)

    def note_end(self, reason: ConsentEnd, on: date) -> None:
        """The first end counts: what is revoked cannot expire, and what has expired cannot be revoked."""
        if self.ended is None:
            self.trigger_event(self.EndNoted, reason=reason, occurred_on=on)

    def note_plan(self, plan_id: UUID) -> None:
        if plan_id not in self.plan_ids:
            self.trigger_event(self.PlanNoted, plan_id=plan_id)


def known_consent(consent_id: UUID, work: Records) -> KnownConsent:
    """What is known of the consent, or a new record that it exists."""
    return work.find(KnownConsent, consent_id) or work.add(KnownConsent.mentioned(consent_id))
