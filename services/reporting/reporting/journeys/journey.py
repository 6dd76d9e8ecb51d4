"""One participant's journey through the agencies, assembled from what each service publishes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from reporting.journeys.covered import covered_plan, covered_referral
from reporting.journeys.visit import VisitStep, visit_of
from reporting.rows.consents import Consent
from reporting.rows.plans import Plan, interventions_of, stops_of
from reporting.rows.referrals import Referral
from samplan.contracts.codes import (
    Agency,
    DeclineReason,
    ExitClass,
    IncomeSupport,
    Mode,
    Outcome,
    Sex,
    StudyVisitEnd,
    SubsidyKind,
)
from samplan.contracts.codes.ages import AgeGroup


class Step(StrEnum):
    REFERRED = "referred"
    ELIGIBLE = "eligible"
    INTAKE = "intake"
    CONSENT = "consent"
    ENROLLED = "enrolled"
    PLAN = "plan"
    ACTIVITY = "activity"


STEPS = tuple(Step)
EXIT = "exit"
BEFORE_ENROLMENT = (Step.REFERRED, Step.ELIGIBLE, Step.INTAKE, Step.CONSENT)


class Ending(NamedTuple):
    on: date
    reason: str
    kind: SubsidyKind | None = None


class Noted(NamedTuple):
    """What is known of a former participant from a day on."""

    on: date
    code: str


class Journey(Struct, frozen=True, kw_only=True):
    """A function of the rows of three streams, and of nothing else: no clock, no order of arrival."""

    programme: str
    agency: Agency
    sex: Sex | None
    mode: Mode | None
    income_support: IncomeSupport | None
    dates: dict[Step, date]
    furthest: Step
    ending: Ending | None
    due_on: date | None
    missed_on: date | None  # the plan was not agreed by the day before
    visit: dict[VisitStep, date] = {}
    income_at_entry: IncomeSupport | None = None  # as the plan says; the enrolment may say it too
    income_at_exit: IncomeSupport | None = None
    step: Noted | None = None  # of those who left for neither work nor studies
    followed_up: Noted | None = None
    watched_until: date | None = None  # the last day of the consents: a return is seen until then
    age_group: AgeGroup | None = None
    interventions: dict[str, date] = {}  # the first day of each kind of activity that was started
    stops: tuple[tuple[date, date], ...] = ()  # of the plan's clock, from one day to another, both included
    returned_on: date | None = None  # enrolled again, under the same consent, after the exit

    @property
    def is_enrolled(self) -> bool:
        return self.furthest not in BEFORE_ENROLMENT


def assemble(referral: Referral | None, plan: Plan | None, consents: Collection[Consent]) -> Journey | None:
    """None before the referral is known, whichever topic comes first, and for a referral entered in error."""
    if referral is None or referral.programme is None or referral.referring_agency is None:
        return None
    if referral.entered_in_error_on is not None:
        return None
    known, plan = covered_referral(referral, consents), plan and covered_plan(plan, consents)
    in_error = _is_in_error(referral, plan)
    plan = None if known.is_visiting else plan
    dates = _dates(known, plan, consents)
    journey = Journey(
        programme=referral.programme,
        agency=referral.referring_agency,
        sex=referral.sex,
        mode=referral.mode,
        income_support=referral.income_support,
        age_group=referral.age_group,
        dates=dates,
        furthest=Step.REFERRED if in_error else _furthest(dates),
        ending=_ending(known, plan, consents),
        due_on=plan.due_on if plan else None,
        missed_on=plan.deadline_missed_on if plan else None,
        visit={} if in_error else visit_of(known),
        watched_until=max((last for one in consents if (last := one.last_day)), default=None),
    )
    return _with_plan(journey, plan) if plan else journey


def _with_plan(journey: Journey, plan: Plan) -> Journey:
    return replace(
        journey,
        interventions=interventions_of(plan),
        stops=stops_of(plan),
        income_at_entry=plan.income_at_entry,
        income_at_exit=plan.income_at_exit,
        step=_noted(plan.step_on, plan.step),
        followed_up=_noted(plan.followed_up_on, plan.status_after),
    )


def _noted(on: date | None, code: str | None) -> Noted | None:
    return Noted(on, str(code)) if on and code else None


def _dates(referral: Referral, plan: Plan | None, consents: Collection[Consent]) -> dict[Step, date]:
    """An enrolment counts once it is described: every figure of participants is by sex.

    A study visit is none, until it ends with one (R-07).
    """
    granted = [consent.granted_on for consent in consents if consent.granted_on]
    dates = {
        Step.REFERRED: referral.referred_on,
        Step.ELIGIBLE: referral.assessed_on if referral.eligibility is Outcome.MET else None,
        Step.INTAKE: referral.intake_on,
        Step.CONSENT: min(granted, default=None),
        Step.ENROLLED: referral.in_programme_since if referral.sex else None,
        Step.PLAN: plan.agreed_on if plan else None,
        Step.ACTIVITY: plan.first_activity_on if plan else None,
    }
    return {step: on for step, on in dates.items() if on is not None}


def _furthest(dates: dict[Step, date]) -> Step:
    """Enrolment implies the steps before it; an activity counts as a step once there is an agreed plan."""
    if Step.ENROLLED not in dates:
        return next(step for step in reversed(BEFORE_ENROLMENT) if step in dates or step is Step.REFERRED)
    if Step.PLAN not in dates:
        return Step.ENROLLED
    return Step.ACTIVITY if Step.ACTIVITY in dates else Step.PLAN


def _is_in_error(referral: Referral, plan: Plan | None) -> bool:
    return referral.decline_reason is DeclineReason.REGISTERED_IN_ERROR or (
        plan is not None and plan.exit_class is ExitClass.REGISTERED_IN_ERROR
    )


def _ending(referral: Referral, plan: Plan | None, consents: Collection[Consent]) -> Ending | None:
    exit_ = _exit(plan) or _left_visit(referral)
    withdrawn = _withdrawn(consents)
    if exit_ and not (withdrawn and withdrawn.on < exit_.on):
        return exit_
    if referral.declined_on and referral.decline_reason:
        return Ending(referral.declined_on, referral.decline_reason)
    return withdrawn or (None if referral.enrolled_on else _turned_away(referral, consents))


def _exit(plan: Plan | None) -> Ending | None:
    if plan is None or plan.exited_on is None or plan.exit_class is None:
        return None
    return Ending(plan.exited_on, plan.exit_class, plan.subsidy_kind)


def _left_visit(referral: Referral) -> Ending | None:
    """A study visit without an enrolment ends the journey, whatever the plan says of it (R-07)."""
    if referral.visit_ended_on is None:
        return None
    match referral.visit_end:
        case StudyVisitEnd.PARTICIPATION_ENDED:
            return Ending(referral.visit_ended_on, ExitClass.UNDECIDED_AFTER_STUDY_VISIT)
        case StudyVisitEnd.DECEASED:
            return Ending(referral.visit_ended_on, ExitClass.DECEASED)
        case _:
            return None


def _withdrawn(consents: Collection[Consent]) -> Ending | None:
    revoked = [consent.revoked_on for consent in consents if consent.granted_on and consent.revoked_on]
    if not revoked or any(consent.is_in_force for consent in consents):
        return None
    return Ending(max(revoked), ExitClass.CONSENT_WITHDRAWN)


def _turned_away(referral: Referral, consents: Collection[Consent]) -> Ending | None:
    """An open referral that cannot proceed, although it is not closed yet."""
    if referral.assessed_on and referral.eligibility is Outcome.NOT_MET:
        return Ending(referral.assessed_on, "not_eligible")
    refused = [consent.refused_on for consent in consents if consent.refused_on]
    if refused and not any(consent.granted_on for consent in consents):
        return Ending(max(refused), "consent_refused")
    return None
