"""What this service knows of one consent, from the consent topic alone (C-06)."""

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from enum import StrEnum
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from referral.domain.refusals import ConsentNotInForce
from samplan.contracts.codes import Agency


class ConsentEnd(StrEnum):
    REFUSED = "refused"
    REVOKED = "revoked"
    EXPIRED = "expired"


class KnownConsent(Aggregate):
    """Keyed by the consent's id. A note that is already taken changes nothing.

    Of a consent for another service's referral it holds who is named and until when, and neither the
    referral nor the participant: nobody here may know that there is one (R-14).
    """

    TOPIC = "referral.KnownConsent"

    class Event(DomainEvent):
        occurred_on: date

    class HeardOf(Created, Event):
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
    def hear_of(cls, consent_id: UUID, on: date) -> "KnownConsent":
        return cls._create(cls.HeardOf, id=consent_id, occurred_on=on)

    def __init__(self, *, occurred_on: date) -> None:
        self.heard_of_on = occurred_on
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
        """Nobody is named when the consent was refused."""
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


def consent_in_force(
    consents: Iterable[KnownConsent], needed: frozenset[Agency], on: date
) -> tuple[UUID, UUID]:
    """The consent and the participant it is about. Raises ConsentNotInForce for the consent heard of last."""
    refusal = ConsentNotInForce(reason="no_consent", missing=sorted(needed))
    for consent in consents:
        try:
            return consent.id, consent.participant_if(needed, on)
        except ConsentNotInForce as refused:
            refusal = refused
    raise refusal
