"""What can have happened to a plan, and what each fact changes. Names and `TOPIC`s never change."""

from datetime import date
from uuid import UUID

from chassis.decisions.domain import Created, DomainEvent
from planning.domain.activity import Activity
from planning.domain.exits import Exit
from planning.domain.known_consent import ConsentEnd
from planning.domain.state import PlanState
from samplan.contracts.codes import (
    ActivityKind,
    Agency,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    Occasion,
    SubsidyKind,
    Track,
)


class PlanEvent(DomainEvent):
    """`shared`: whether other agencies might know, decided once, when it happened (C-06, C-07)."""

    occurred_on: date
    shared: bool


class PlanOpened(Created, PlanEvent):
    TOPIC = "planning.PlanOpened"
    referral_id: UUID
    participant_id: UUID
    consent_id: UUID
    programme: str
    plan_due_on: date
    kept_by: Agency


class AgenciesNamed(PlanEvent):
    """The consent's agencies and its last day have become known."""

    TOPIC = "planning.AgenciesNamed"
    agencies: tuple[Agency, ...]
    valid_until: date

    def apply(self, plan: PlanState) -> None:
        plan.agencies = self.agencies
        plan.sharing_until = self.valid_until


class EnrolmentJoined(PlanEvent):
    """Another referral service has enrolled the participant while the plan was open."""

    TOPIC = "planning.EnrolmentJoined"
    referral_id: UUID
    consent_id: UUID

    def apply(self, plan: PlanState) -> None:
        plan.joined_referrals = (*plan.joined_referrals, self.referral_id)
        plan.consent_ids = tuple(dict.fromkeys((*plan.consent_ids, self.consent_id)))


class ReferralEnteredInError(PlanEvent):
    """A referral that led to the plan was about the wrong person."""

    TOPIC = "planning.ReferralEnteredInError"
    referral_id: UUID

    def apply(self, plan: PlanState) -> None:
        plan.wrong_referrals = (*plan.wrong_referrals, self.referral_id)


class PlanEnteredInError(PlanEvent):
    """No referral led to it that was not about the wrong person. Nothing of it is told from here on."""

    TOPIC = "planning.PlanEnteredInError"

    def apply(self, plan: PlanState) -> None:
        plan.entered_in_error_on = self.occurred_on
        plan.ended_on = plan.ended_on or self.occurred_on
        plan.sharing_is_closed = True


class SharingClosed(PlanEvent):
    TOPIC = "planning.SharingClosed"
    reason: ConsentEnd

    def apply(self, plan: PlanState) -> None:
        plan.sharing_is_closed = True


class CoordinatorAppointed(PlanEvent):
    TOPIC = "planning.CoordinatorAppointed"
    agency: Agency

    def apply(self, plan: PlanState) -> None:
        plan.coordinators = (*plan.coordinators, (self.agency, self.occurred_on))


class TrackChosen(PlanEvent):
    TOPIC = "planning.TrackChosen"
    track: Track

    def apply(self, plan: PlanState) -> None:
        plan.tracks = (*plan.tracks, (self.track, self.occurred_on))


class PlanAgreed(PlanEvent):
    TOPIC = "planning.PlanAgreed"
    agencies: tuple[Agency, ...]

    def apply(self, plan: PlanState) -> None:
        plan.agreed_by = self.agencies
        plan.agreed_on = self.occurred_on


class PlanDeadlineMissed(PlanEvent):
    TOPIC = "planning.PlanDeadlineMissed"
    due_on: date

    def apply(self, plan: PlanState) -> None:
        plan.has_missed_deadline = True


class ActivityStarted(PlanEvent):
    TOPIC = "planning.ActivityStarted"
    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency

    def apply(self, plan: PlanState) -> None:
        started = Activity(
            id=self.activity_id, kind=self.kind, owner=self.owner_agency, started_on=self.occurred_on
        )
        plan.activities = {**plan.activities, started.id: started}


class ActivityCompleted(PlanEvent):
    TOPIC = "planning.ActivityCompleted"
    activity_id: UUID

    def apply(self, plan: PlanState) -> None:
        completed = plan.activities[self.activity_id].completed(self.occurred_on)
        plan.activities = {**plan.activities, completed.id: completed}


class ActivityInterrupted(PlanEvent):
    TOPIC = "planning.ActivityInterrupted"
    activity_id: UUID
    reason: InterruptionReason

    def apply(self, plan: PlanState) -> None:
        interrupted = plan.activities[self.activity_id].interrupted(self.reason, self.occurred_on)
        plan.activities = {**plan.activities, interrupted.id: interrupted}


class IncomeSupportRecorded(PlanEvent):
    TOPIC = "planning.IncomeSupportRecorded"
    at: Occasion
    income_support: IncomeSupport

    def apply(self, plan: PlanState) -> None:
        plan.income_support = {**plan.income_support, self.at: self.income_support}


class Exited(PlanEvent):
    """What the three ways out have in common."""

    exit_class: ExitClass

    def apply(self, plan: PlanState) -> None:
        plan.exit = Exit(self.exit_class, getattr(self, "subsidy_kind", None))
        plan.ended_on = self.occurred_on


class ExitedToWork(Exited):
    TOPIC = "planning.ExitedToWork"
    subsidy_kind: SubsidyKind | None


class ExitedToStudies(Exited):
    TOPIC = "planning.ExitedToStudies"


class ExitedOtherwise(Exited):
    TOPIC = "planning.ExitedOtherwise"
