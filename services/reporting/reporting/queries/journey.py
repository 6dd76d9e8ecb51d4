"""What has happened to one participant, across the agencies? Internal, and empty once consent has ended."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from reporting.queries.answer import Answer


class Activity(Answer):
    activity_id: UUID
    kind: str
    owner_agency: str
    started_on: date
    completed_on: date | None
    interrupted_on: date | None
    interruption_reason: str | None


class Exit(Answer):
    on: date
    exit_class: str
    subsidy_kind: str | None


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
    plan_due_on: date | None
    plan_agreed_on: date | None
    coordinator: str | None
    track: str | None
    activities: tuple[Activity, ...]
    exit: Exit | None


class ParticipantJourneys(Answer):
    participant_id: UUID
    journeys: tuple[Journey, ...]
