"""What happened to each referral, from the events of the referral service."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import (
    AgeBand,
    Agency,
    DeclineReason,
    IncomeSupport,
    Mode,
    Outcome,
    Sex,
    StudyVisitEnd,
)
from samplan.contracts.codes.ages import AgeGroup
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import (
    EligibilityAssessed,
    Enrolled,
    EnrolmentDescribed,
    IntakeMeetingHeld,
    ParticipantEnrolled,
    ReferralDeclined,
    ReferralEnteredInError,
    ReferralEvent,
    ReferralRouted,
    ReferralRoutedV2,
    ReferralSubmitted,
    ReferralWithdrawn,
    StudyVisitEnded,
    StudyVisitFollowedUp,
    StudyVisitStarted,
)


class Referral(Struct, frozen=True, kw_only=True):
    """Never holds the participant's id, which belongs to the consent and is removed with it.

    Declined, withdrawn or routed onward: each closes it, for one of the same reasons.
    """

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
    visit_started_on: date | None = None
    visit_followed_up_on: date | None = None
    visit_ended_on: date | None = None
    visit_end: StudyVisitEnd | None = None
    entered_in_error_on: date | None = None
    age_group: AgeGroup | None = None

    @property
    def is_visiting(self) -> bool:
        """In a study visit, or gone after one: no participant of the programme (R-07)."""
        return self.mode is Mode.STUDY_VISIT

    @property
    def in_programme_since(self) -> date | None:
        """The day of the enrolment that ended the study visit, where there was one."""
        if self.is_visiting or self.enrolled_on is None:
            return None
        return self.visit_ended_on if self.visit_end is StudyVisitEnd.ENROLLED else self.enrolled_on


TABLE = Table("referrals", Referral, ("referral_id",), indexed=("consent_id",))


def fold(row: Referral, event: ContractEvent) -> Referral:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case ReferralSubmitted(occurred_on=on, programme=programme, referring_agency=agency):
            return replace(row, referred_on=on, programme=programme, referring_agency=agency)
        case EligibilityAssessed(occurred_on=on, outcome=outcome):
            return replace(row, assessed_on=on, eligibility=outcome)
        case IntakeMeetingHeld(occurred_on=on):
            return replace(row, intake_on=on)
        case ReferralDeclined() | ReferralWithdrawn() | ReferralRouted() | ReferralRoutedV2():
            return replace(row, declined_on=event.occurred_on, decline_reason=event.reason)
        case ReferralEnteredInError(occurred_on=on):
            return replace(row, entered_in_error_on=on)
        case Enrolled() | EnrolmentDescribed():
            return _enrolled(row, event)
        case StudyVisitStarted() | StudyVisitFollowedUp() | StudyVisitEnded():
            return _visited(row, event)
        case _:
            return row


def _visited(row: Referral, event: StudyVisitStarted | StudyVisitFollowedUp | StudyVisitEnded) -> Referral:
    on = event.occurred_on
    match event:
        case StudyVisitStarted():
            return replace(row, visit_started_on=on)
        case StudyVisitFollowedUp():
            return replace(row, visit_followed_up_on=on)
        case StudyVisitEnded(end=StudyVisitEnd.ENROLLED):
            return replace(row, visit_ended_on=on, visit_end=event.end, mode=Mode.PROGRAMME)
        case StudyVisitEnded():
            return replace(row, visit_ended_on=on, visit_end=event.end)


def _enrolled(row: Referral, event: Enrolled | EnrolmentDescribed) -> Referral:
    """Since version 2, what describes an enrolment arrives on a topic of its own, before it or after it."""
    match event:
        case EnrolmentDescribed(sex=sex, income_support=support, age_group=age_group):
            return replace(row, sex=sex, income_support=support, age_group=age_group)
        case ParticipantEnrolled():
            row = replace(
                row,
                referring_agency=event.referring_agency,
                sex=event.sex,
                age_band=event.age_band,
                age_group=AgeGroup.of(event.age_band),
                income_support=event.income_support,
            )
    return replace(
        row,
        enrolled_on=event.occurred_on,
        programme=event.programme,
        consent_id=event.consent_id,
        mode=event.mode,
    )


def _begin(event: ContractEvent) -> Referral | None:
    return Referral(referral_id=event.referral_id) if isinstance(event, ReferralEvent) else None


PROJECTION = Projection(TABLE, _begin, fold)


def by_id(tx: Transaction, prefix: str, referral_ids: Collection[UUID]) -> list[Referral]:
    return TABLE.where(tx, prefix, "referral_id", referral_ids)


def enrolled_under(tx: Transaction, prefix: str, consent_ids: Collection[UUID]) -> list[Referral]:
    """The referrals whose enrolment names one of the consents."""
    return TABLE.where(tx, prefix, "consent_id", consent_ids)
