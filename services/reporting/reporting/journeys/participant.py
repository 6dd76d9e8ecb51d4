"""What has happened to one participant, across the agencies? Internal, and removed when consent ends."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from reporting.answers.answer import Answer
from reporting.circle.covered_referrals import covered_referrals
from reporting.journeys import journey as journeys
from reporting.journeys.journey import Step
from reporting.journeys.known import Known, about, beside
from reporting.rows import activities as activity_rows
from reporting.rows import consents as consent_rows
from reporting.rows.plans import Plan
from reporting.rows.referrals import Referral
from samplan.bus.store.transactions import Transaction
from samplan.privacy.tables import Tables


class Activity(Answer):
    activity_id: UUID
    kind: str
    owner_agency: str
    started_on: date | None
    completed_on: date | None
    interrupted_on: date | None
    interruption_reason: str | None


class Exit(Answer):
    on: date
    exit_class: str  # an exit class; before enrolment, why the referral went no further
    subsidy_kind: str | None


class StudyVisit(Answer):
    started_on: date | None
    followed_up_on: date | None
    ended_on: date | None
    end: str | None  # enrolled, participation_ended


class Journey(Answer):
    referral_id: UUID
    programme: str
    referring_agency: str
    mode: str | None
    sex: str | None
    age_band: str | None
    income_support_at_entry: str | None
    income_support_at_exit: str | None
    referred_on: date | None
    eligible_on: date | None
    intake_on: date | None
    consented_on: date | None
    enrolled_on: date | None
    study_visit: StudyVisit | None
    plan_due_on: date | None
    plan_agreed_on: date | None
    coordinator: str | None
    track: str | None
    activities: tuple[Activity, ...]
    exit: Exit | None


class ParticipantJourneys(Answer):
    participant_id: UUID
    journeys: tuple[Journey, ...]


class ParticipantRows(NamedTuple):
    """What the journeys of one participant are assembled from: nothing once every consent has ended."""

    participant_id: UUID
    referral_ids: frozenset[UUID]
    known: Known

    @property
    def subjects(self) -> frozenset[UUID]:
        """Those whose parked records may end a consent (I24)."""
        return self.referral_ids | self.known.consents.keys()

    @property
    def published(self) -> frozenset[UUID]:
        """The subjects of the agencies' records."""
        return self.referral_ids | self.known.plans.keys()


def rows_of(tx: Transaction, participant_id: UUID, tables: Tables) -> ParticipantRows:
    consents = consent_rows.of_participants(tx, "", [participant_id])
    referral_ids = covered_referrals(tx, {consent.consent_id for consent in consents}, tables)
    referral_ids |= beside(tx, "", referral_ids)
    return ParticipantRows(participant_id, frozenset(referral_ids), about(tx, "", referral_ids, set()))


def journeys_in(tx: Transaction, rows: ParticipantRows) -> ParticipantJourneys:
    ways = rows.known.journeys(sorted(rows.referral_ids))
    found = (_journey(tx, rows.known, referral_id, way) for referral_id, way in ways.items() if way)
    return ParticipantJourneys(participant_id=rows.participant_id, journeys=tuple(found))


def _journey(tx: Transaction, known: Known, referral_id: UUID, way: journeys.Journey) -> Journey:
    referral = known.referrals[referral_id]
    plan = known.plan_of(referral_id)
    return Journey(
        referral_id=referral_id,
        programme=way.programme,
        referring_agency=way.agency,
        mode=way.mode,
        sex=way.sex,
        age_band=referral.age_band,
        income_support_at_entry=way.income_support,
        income_support_at_exit=plan.income_at_exit if plan else None,
        referred_on=way.dates.get(Step.REFERRED),
        eligible_on=way.dates.get(Step.ELIGIBLE),
        intake_on=way.dates.get(Step.INTAKE),
        consented_on=way.dates.get(Step.CONSENT),
        enrolled_on=way.dates.get(Step.ENROLLED),
        study_visit=_study_visit(referral),
        plan_due_on=way.due_on,
        plan_agreed_on=way.dates.get(Step.PLAN),
        coordinator=plan.coordinator if plan else None,
        track=plan.track if plan else None,
        activities=_activities(tx, plan),
        exit=_exit(way),
    )


def _study_visit(referral: Referral) -> StudyVisit | None:
    if referral.visit_started_on is None:
        return None
    return StudyVisit(
        started_on=referral.visit_started_on,
        followed_up_on=referral.visit_followed_up_on,
        ended_on=referral.visit_ended_on,
        end=referral.visit_end,
    )


def _exit(way: journeys.Journey) -> Exit | None:
    if way.ending is None:
        return None
    return Exit(on=way.ending.on, exit_class=way.ending.reason, subsidy_kind=way.ending.kind)


def _activities(tx: Transaction, plan: Plan | None) -> tuple[Activity, ...]:
    rows = activity_rows.of_plans(tx, "", [plan.plan_id] if plan else [])
    return tuple(
        Activity(
            activity_id=row.activity_id,
            kind=row.kind or "other",
            owner_agency=row.owner_agency or "",
            started_on=row.started_on,
            completed_on=row.completed_on,
            interrupted_on=row.interrupted_on,
            interruption_reason=row.interruption_reason,
        )
        for row in sorted(rows, key=lambda row: (str(row.started_on), str(row.activity_id)))
    )
