"""One consent to lift secrecy: what the participant agreed to, and whether it still holds."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from chassis.decisions.domain import Aggregate, Created, DomainEvent
from consent.domain.refusals import BeforeTheGrant, ConsentNotInForce
from consent.domain.terms import Channel, Terms
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose, RevocationReason


class End(StrEnum):
    """How a consent ended."""

    REVOKED = "revoked"
    EXPIRED = "expired"
    ENTERED_IN_ERROR = "entered_in_error"


HOW_IT_ENDED = {RevocationReason.ENTERED_IN_ERROR: End.ENTERED_IN_ERROR}
"""By any other reason, known or not, it is revoked (I24)."""


class Consent(Aggregate):
    """For named agencies, one purpose and one kind, until a day. Refuses with the codes of `refusals`."""

    TOPIC = "consent.Consent"

    class Event(DomainEvent):
        occurred_on: date

    class ConsentGranted(Created, Event):
        TOPIC = "consent.ConsentGranted"
        participant_id: UUID
        referral_id: UUID
        agencies: tuple[Agency, ...]
        purpose: ConsentPurpose
        kind: ConsentKind
        valid_until: date
        channel: Channel
        language: str
        interpreter: bool
        recorded_by: Agency

    class ReferralCovered(Event):
        TOPIC = "consent.ReferralCovered"
        participant_id: UUID
        referral_id: UUID

        def apply(self, consent: "Consent") -> None:
            consent.referral_ids = (*consent.referral_ids, self.referral_id)

    class ReferralEnteredInError(Event):
        """A referral that it covered was about the wrong person."""

        TOPIC = "consent.ReferralEnteredInError"
        referral_id: UUID

        def apply(self, consent: "Consent") -> None:
            consent.referral_ids = tuple(one for one in consent.referral_ids if one != self.referral_id)

    class ConsentRevoked(Event):
        TOPIC = "consent.ConsentRevoked"
        participant_id: UUID
        recorded_by: Agency
        reason: RevocationReason = RevocationReason.WITHDRAWN

        def apply(self, consent: "Consent") -> None:
            consent.ended, consent.ended_on = HOW_IT_ENDED.get(self.reason, End.REVOKED), self.occurred_on

    class ConsentExpired(Event):
        TOPIC = "consent.ConsentExpired"
        participant_id: UUID

        def apply(self, consent: "Consent") -> None:
            consent.ended, consent.ended_on = End.EXPIRED, self.occurred_on

    def __init__(
        self,
        *,
        participant_id: UUID,
        referral_id: UUID,
        agencies: tuple[Agency, ...],
        purpose: ConsentPurpose,
        kind: ConsentKind,
        valid_until: date,
        occurred_on: date,
    ) -> None:
        self.participant_id = participant_id
        self.referral_ids: tuple[UUID, ...] = (referral_id,)
        self.agencies = agencies
        self.purpose = purpose
        self.kind = kind
        self.granted_on = occurred_on
        self.valid_until = valid_until
        self.ended: End | None = None
        self.ended_on: date | None = None

    @classmethod
    def grant(
        cls,
        consent_id: UUID,
        *,
        terms: Terms,
        participant_id: UUID,
        referral_id: UUID,
        agencies: tuple[Agency, ...],
        purpose: ConsentPurpose,
        kind: ConsentKind,
        valid_until: date,
        channel: Channel,
        language: str,
        interpreter: bool,
        recorded_by: Agency,
        on: date,
    ) -> Self:
        """Raises what `Terms.check` raises. `language` is the one it was explained in (ISO 639)."""
        terms.check(agencies, on, valid_until)
        return cls._create(
            cls.ConsentGranted,
            id=consent_id,
            participant_id=participant_id,
            referral_id=referral_id,
            agencies=agencies,
            purpose=purpose,
            kind=kind,
            valid_until=valid_until,
            channel=channel,
            language=language,
            interpreter=interpreter,
            recorded_by=recorded_by,
            occurred_on=on,
        )

    @property
    def has_ended(self) -> bool:
        return self.ended is not None

    def names(self, agency: Agency) -> bool:
        return agency in self.agencies

    def is_in_force(self, on: date) -> bool:
        """The day of the grant and the last day count. An ended consent covers nothing, whatever the day."""
        return not self.has_ended and self.granted_on <= on <= self.valid_until

    def cover(self, referral_id: UUID, on: date) -> None:
        """Another referral of the participant comes while the consent is in force (C-14)."""
        self._check_in_force(on)
        if referral_id not in self.referral_ids:
            self.trigger_event(
                self.ReferralCovered,
                participant_id=self.participant_id,
                referral_id=referral_id,
                occurred_on=on,
            )

    def enter_in_error(self, referral_id: UUID, recorded_by: Agency, on: date) -> None:
        """A referral was of the wrong person: it is covered no more; the last one ends the consent (R-13).

        An error that was noticed before the consent was given counts from the day it was given.
        """
        if referral_id not in self.referral_ids:
            return
        on = max(on, self.granted_on)
        self.trigger_event(self.ReferralEnteredInError, referral_id=referral_id, occurred_on=on)
        if not self.referral_ids and not self.has_ended:
            self._end(RevocationReason.ENTERED_IN_ERROR, recorded_by, on)

    def revoke(self, reason: RevocationReason, recorded_by: Agency, on: date) -> None:
        """Any time, by the participant, through any agency that the consent names (C-03)."""
        self._check_in_force(on)
        self._end(reason, recorded_by, on)

    def expire(self, as_of: date) -> None:
        """Ends the day after its last one, however late the clock tells; until then nothing happens."""
        if not self.has_ended and self.valid_until < as_of:
            self.trigger_event(
                self.ConsentExpired,
                participant_id=self.participant_id,
                occurred_on=self.valid_until + timedelta(days=1),
            )

    def _end(self, reason: RevocationReason, recorded_by: Agency, on: date) -> None:
        self.trigger_event(
            self.ConsentRevoked,
            participant_id=self.participant_id,
            recorded_by=recorded_by,
            reason=reason,
            occurred_on=on,
        )

    def _check_in_force(self, on: date) -> None:
        if on < self.granted_on:
            raise BeforeTheGrant
        if not self.is_in_force(on):
            raise ConsentNotInForce
