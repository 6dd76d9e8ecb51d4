"""Events of the planning service. Only `PlanOpened` and `DisclosureMade` name the participant."""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from samplan.contracts.codes import (
    Achievement,
    ActivityKind,
    Agency,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    Mode,
    Occasion,
    Stage,
    SubsidyKind,
    Track,
)
from samplan.contracts.codes.obstacles import ObstacleKind
from samplan.contracts.codes.records import GoalTerm
from samplan.contracts.event import Code, ContractEvent, Count, Slug
from samplan.contracts.owners.disclosures import ParticipantDisclosure

NAMESPACE_PLAN = UUID("5b0c2d8e-3a57-4f0e-9c41-7f1f2d6a9e10")


def plan_id_of(referral_id: UUID) -> UUID:
    """The id of the plan that an enrolment opens: derived, so a redelivered event opens no second plan."""
    return uuid5(NAMESPACE_PLAN, str(referral_id))


class PlanEvent(ContractEvent, frozen=True, kw_only=True):
    SUBJECT: ClassVar[str] = "plan_id"

    plan_id: UUID


class PlanOpened(PlanEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A plan has been opened for an enrolled participant, with the day it is due.

    A study visit runs no clock: `ClockResumed`, of the enrolment that ends it, says when it is due.
    """

    TYPE: ClassVar[str] = "samplan.planning.PlanOpened.v1"
    SWEDISH: ClassVar[str] = "planering påbörjad"

    participant_id: UUID
    referral_id: UUID
    consent_id: UUID
    programme: Slug
    plan_due_on: date
    mode: Mode | None = None


class EnrolmentJoined(PlanEvent, frozen=True, kw_only=True):
    """Another referral of the participant was enrolled while the plan was open: no second plan is opened."""

    TYPE: ClassVar[str] = "samplan.planning.EnrolmentJoined.v1"
    SWEDISH: ClassVar[str] = "inskrivning ansluten till pågående plan"

    referral_id: UUID


class CoordinatorAppointed(PlanEvent, frozen=True, kw_only=True):
    """An agency has appointed the coordinator of the plan."""

    TYPE: ClassVar[str] = "samplan.planning.CoordinatorAppointed.v1"
    SWEDISH: ClassVar[str] = "samordnare utsedd"

    agency: Agency


class TeamAssigned(PlanEvent, frozen=True, kw_only=True):
    """A team of several agencies works with the participant from that day."""

    TYPE: ClassVar[str] = "samplan.planning.TeamAssigned.v1"
    SWEDISH: ClassVar[str] = "team tilldelat"

    team_id: UUID


class TrackChosen(PlanEvent, frozen=True, kw_only=True):
    """The participant has chosen a track."""

    TYPE: ClassVar[str] = "samplan.planning.TrackChosen.v1"
    SWEDISH: ClassVar[str] = "val av spår"

    track: Track


class StageEntered(PlanEvent, frozen=True, kw_only=True):
    """The participant has entered a stage of the programme, and so completed the one before."""

    TYPE: ClassVar[str] = "samplan.planning.StageEntered.v1"
    SWEDISH: ClassVar[str] = "skede påbörjat"

    stage: Stage


class SubGoalAssessed(PlanEvent, frozen=True, kw_only=True):
    """How far a sub-goal of a track is reached. Which sub-goal it is stays in planning."""

    TYPE: ClassVar[str] = "samplan.planning.SubGoalAssessed.v1"
    SWEDISH: ClassVar[str] = "delmål bedömt"

    track: Track
    achievement: Achievement


class GoalAssessed(PlanEvent, frozen=True, kw_only=True):
    """How far a goal of the plan is reached. The goal is told by its number: its words stay in planning."""

    TYPE: ClassVar[str] = "samplan.planning.GoalAssessed.v1"
    SWEDISH: ClassVar[str] = "mål bedömt"

    goal: Count
    term: GoalTerm
    achievement: Achievement


class PlanAgreed(PlanEvent, frozen=True, kw_only=True):
    """The participant and the named agencies have agreed the coordinated plan."""

    TYPE: ClassVar[str] = "samplan.planning.PlanAgreed.v1"
    SWEDISH: ClassVar[str] = "samordnad plan överenskommen"

    agencies: tuple[Agency, ...]


class PlanDeadlineMissed(PlanEvent, frozen=True, kw_only=True):
    """The plan was not agreed by the day it was due."""

    TYPE: ClassVar[str] = "samplan.planning.PlanDeadlineMissed.v1"
    SWEDISH: ClassVar[str] = "planens tidsgräns passerad"

    due_on: date


class ClockStopped(PlanEvent, frozen=True, kw_only=True):
    """The plan's clock is stopped from one day to another, both included, and the plan is due later."""

    TYPE: ClassVar[str] = "samplan.planning.ClockStopped.v1"
    SWEDISH: ClassVar[str] = "klockan stoppad"

    until: date
    plan_due_on: date


class ActivityStarted(PlanEvent, frozen=True, kw_only=True):
    """An activity of the plan has started. Activities run in parallel."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityStarted.v1"
    SWEDISH: ClassVar[str] = "aktivitet påbörjad"

    activity_id: UUID
    kind: ActivityKind
    owner_agency: Agency


class ActivityCompleted(PlanEvent, frozen=True, kw_only=True):
    """An activity of the plan has been completed."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityCompleted.v1"
    SWEDISH: ClassVar[str] = "aktivitet genomförd"

    activity_id: UUID


class ActivityInterrupted(PlanEvent, frozen=True, kw_only=True):
    """An activity of the plan ended early, for a coded reason."""

    TYPE: ClassVar[str] = "samplan.planning.ActivityInterrupted.v1"
    SWEDISH: ClassVar[str] = "aktivitet avbruten"

    activity_id: UUID
    reason: InterruptionReason


class IncomeSupportRecorded(PlanEvent, frozen=True, kw_only=True):
    """The participant's source of income, at entry or at exit."""

    TYPE: ClassVar[str] = "samplan.planning.IncomeSupportRecorded.v1"
    SWEDISH: ClassVar[str] = "försörjning registrerad"

    at: Occasion
    income_support: IncomeSupport


class ExitedToWork(PlanEvent, frozen=True, kw_only=True):
    """The participant left for work, subsidised or not."""

    TYPE: ClassVar[str] = "samplan.planning.ExitedToWork.v1"
    SWEDISH: ClassVar[str] = "avslut till arbete"

    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None = None


class ExitedToStudies(PlanEvent, frozen=True, kw_only=True):
    """The participant left for studies."""

    TYPE: ClassVar[str] = "samplan.planning.ExitedToStudies.v1"
    SWEDISH: ClassVar[str] = "avslut till studier"

    exit_class: ExitClass


class ExitedOtherwise(PlanEvent, frozen=True, kw_only=True):
    """The participant left for neither work nor studies."""

    TYPE: ClassVar[str] = "samplan.planning.ExitedOtherwise.v1"
    SWEDISH: ClassVar[str] = "avslut av annan orsak"

    exit_class: ExitClass


class DisclosureMade(ParticipantDisclosure, frozen=True, kw_only=True, omit_defaults=True):
    """Another agency was shown a plan. Logged before the answer, in the owner's chained log."""

    TYPE: ClassVar[str] = "samplan.planning.DisclosureMade.v1"
    SWEDISH: ClassVar[str] = "utlämnande av plan"


class ObstacleEvent(ContractEvent, frozen=True, kw_only=True, omit_defaults=True):
    """About a programme and an agency; it names no person and no plan."""

    SUBJECT: ClassVar[str] = "obstacle_id"

    obstacle_id: UUID


class ObstacleReported(ObstacleEvent, frozen=True, kw_only=True, omit_defaults=True):
    """A person or refusals by a rule have shown an obstacle. Once more with its id: it is not resolved."""

    TYPE: ClassVar[str] = "samplan.planning.ObstacleReported.v1"
    SWEDISH: ClassVar[str] = "hinder rapporterat"

    programme: Slug
    kind: ObstacleKind
    agency: Agency
    rule: Code | None = None
    intervention: ActivityKind | None = None


class ObstacleResolved(ObstacleEvent, frozen=True, kw_only=True, omit_defaults=True):
    """The obstacle is said to be gone. If refusals continue, it is reported again."""

    TYPE: ClassVar[str] = "samplan.planning.ObstacleResolved.v1"
    SWEDISH: ClassVar[str] = "hinder undanröjt"
