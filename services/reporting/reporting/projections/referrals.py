"""What became of each referral, as the referral service tells it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Outcome, Sex
from contracts.event import ContractEvent
from contracts.referral import (
    EligibilityAssessed,
    IntakeMeetingHeld,
    ParticipantEnrolled,
    ReferralDeclined,
    ReferralSubmitted,
)


class Referral(Struct, frozen=True, kw_only=True):
    """Never holds the participant's id: that belongs to the consent, and goes with it."""

    referral_id: UUID
    programme: str | None = None
    referring_agency: Agency | None = None
    referred_on: date | None = None
    assessed_on: date | None = None
    eligibility: Outcome | None = None
    intake_on: date | None = None
    declined_on: date | None = None
    decline_reason: DeclineReason | None = None
    enrolled_on: date | None = None
    consent_id: UUID | None = None
    mode: Mode | None = None
    sex: Sex | None = None
    age_band: AgeBand | None = None
    income_support: IncomeSupport | None = None


def fold(row: Referral, event: ContractEvent) -> Referral:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case ReferralSubmitted(occurred_on=on, programme=programme, referring_agency=agency):
            return replace(row, referred_on=on, programme=programme, referring_agency=agency)
        case EligibilityAssessed(occurred_on=on, outcome=outcome):
            return replace(row, assessed_on=on, eligibility=outcome)
        case IntakeMeetingHeld(occurred_on=on):
            return replace(row, intake_on=on)
        case ReferralDeclined(occurred_on=on, reason=reason):
            return replace(row, declined_on=on, decline_reason=reason)
        case ParticipantEnrolled():
            return _enrolled(row, event)
        case _:
            return row


def _enrolled(row: Referral, event: ParticipantEnrolled) -> Referral:
    return replace(
        row,
        enrolled_on=event.occurred_on,
        programme=event.programme,
        referring_agency=event.referring_agency,
        consent_id=event.consent_id,
        mode=event.mode,
        sex=event.sex,
        age_band=event.age_band,
        income_support=event.income_support,
    )
