"""Everything this service can be asked to do. `by` is the agency that asks."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from planning.domain.known_consent import ConsentEnd
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


@dataclass(frozen=True, kw_only=True)
class OpenPlan:
    referral_id: UUID
    participant_id: UUID
    consent_id: UUID
    programme: str
    on: date


@dataclass(frozen=True, kw_only=True)
class NoteConsent:
    consent_id: UUID
    agencies: tuple[Agency, ...]
    valid_until: date
    on: date


@dataclass(frozen=True, kw_only=True)
class CloseSharing:
    consent_id: UUID
    reason: ConsentEnd
    on: date


@dataclass(frozen=True, kw_only=True)
class EnterInError:
    """The referral was about the wrong person."""

    referral_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class NoticeMissedDeadlines:
    as_of: date


@dataclass(frozen=True, kw_only=True)
class PlanCommand:
    """A decision in one plan, by an agency that takes part in it, dated `on`."""

    plan_id: UUID
    by: Agency
    on: date


@dataclass(frozen=True, kw_only=True)
class AppointCoordinator(PlanCommand):
    agency: Agency


@dataclass(frozen=True, kw_only=True)
class ChooseTrack(PlanCommand):
    track: Track


@dataclass(frozen=True, kw_only=True)
class AgreePlan(PlanCommand):
    agencies: tuple[Agency, ...]


@dataclass(frozen=True, kw_only=True)
class StartActivity(PlanCommand):
    activity_id: UUID
    kind: ActivityKind


@dataclass(frozen=True, kw_only=True)
class CompleteActivity(PlanCommand):
    activity_id: UUID


@dataclass(frozen=True, kw_only=True)
class InterruptActivity(PlanCommand):
    activity_id: UUID
    reason: InterruptionReason


@dataclass(frozen=True, kw_only=True)
class RecordIncomeSupport(PlanCommand):
    at: Occasion
    income_support: IncomeSupport


@dataclass(frozen=True, kw_only=True)
class RecordExit(PlanCommand):
    exit_class: ExitClass
    subsidy_kind: SubsidyKind | None
