"""What this service knows of one consent, from the consent topic alone (C-06)."""

from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from chassis.decisions.commands import Records
from chassis.decisions.domain import Aggregate, Created, DomainEvent, Refused
from samplan.contracts.codes import Agency


class ConsentEnd(StrEnum):
    REFUSED = "refused"
    REVOKED = "revoked"
    EXPIRED = "expired"


class ConsentNotInForce(Refused):
    """`reason` says what is wrong with the consent, `missing` which agencies it would have to name (R-06)."""

    code = "consent_not_in_force"
    title: ClassVar[str] = "No consent in force names every agency needed"


class KnownConsent(Aggregate):
    """Keyed by the consent's id. A note that was made before changes nothing.

    Of a consent for another service's referral it holds who is named and until when, and neither the
    referral nor the participant: this service may not know that there is one (R-14).
    """

    TOPIC = "referral.KnownConsent"

    class Event(DomainEvent, private=True):
        """The consent service publishes it."""

        occurred_on: date

    class Mentioned(Created, Event):
        TOPIC = "referral.ConsentHeardOf"

    class GrantNoted(Event):
        TOPIC = "referral.ConsentGrantNoted"
        participant_id: UUID | None = field(default=None, kw_only=True)  # in older stores alone
        agencies: tuple[Agency, ...]
        valid_until: date

        def apply(self, consent: "KnownConsent") -> None:
            consent.participant_id = self.participant_id
            consent.agencies = frozenset(self.agencies)
            consent.granted_on, consent.valid_until = self.occurred_on, self.valid_until

    class CoverageNoted(Event):
        TOPIC = "referral.ConsentCoverageNoted"
        referral_id: UUID
        participant_id: UUID | None = field(default=None, kw_only=True)

        def apply(self, consent: "KnownConsent") -> None:
            consent.referral_ids = (*consent.referral_ids, self.referral_id)
            consent.participant_id = self.participant_id or consent.participant_id

    class EndNoted(Event):
        TOPIC = "referral.ConsentEndNoted"
        reason: ConsentEnd

        def apply(self, consent: "KnownConsent") -> None:
            consent.ended = self.reason

    @classmethod
    def mentioned(cls, consent_id: UUID, on: date) -> "KnownConsent":
        return cls._create(cls.Mentioned, id=consent_id, occurred_on=on)

    def __init__(self, *, occurred_on: date) -> None:
        self.mentioned_on = occurred_on
        self.participant_id: UUID | None = None
        self.agencies: frozenset[Agency] = frozenset()
        self.granted_on: date | None = None
        self.valid_until: date | None = None
        self.referral_ids: tuple[UUID, ...] = ()
        self.ended: ConsentEnd | None = None

    def note_grant(self, agencies: tuple[Agency, ...], valid_until: date, on: date) -> None:
        if self.granted_on is None:
            self.trigger_event(self.GrantNoted, agencies=agencies, valid_until=valid_until, occurred_on=on)

    def note_coverage(self, referral_id: UUID, participant_id: UUID | None, on: date) -> None:
        """`participant_id` is None when the consent was refused."""
        if referral_id not in self.referral_ids:
            self.trigger_event(
                self.CoverageNoted, referral_id=referral_id, participant_id=participant_id, occurred_on=on
            )

    def note_end(self, reason: ConsentEnd, on: date) -> None:
        if self.ended is None:
            self.trigger_event(self.EndNoted, reason=reason, occurred_on=on)

    def participant_if(self, needed: frozenset[Agency], on: date) -> UUID:
        """Raises ConsentNotInForce unless the consent holds that day and names the needed agencies."""
        if self.ended is not None:
            raise ConsentNotInForce(reason=self.ended.value, missing=sorted(needed))
        if self.participant_id is None or self.granted_on is None or self.valid_until is None:
            raise ConsentNotInForce(reason="no_consent", missing=sorted(needed))
        if not self.granted_on <= on <= self.valid_until:
            raise ConsentNotInForce(reason="not_on_that_date", missing=sorted(needed))
        if missing := needed - self.agencies:
            raise ConsentNotInForce(reason="agency_not_named", missing=sorted(missing))
        return self.participant_id


def known_consent(consent_id: UUID, on: date, work: Records) -> KnownConsent:
    """What is known of the consent, if only that there is one."""
    return work.find(KnownConsent, consent_id) or work.add(KnownConsent.mentioned(consent_id, on))
