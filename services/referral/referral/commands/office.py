"""What the intake office can be asked to do that is no step of one referral."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from referral.domain.criteria import Facts
from referral.domain.number_replacement import ReplacementReason
from referral.form.batch import Batch
from samplan.contracts.codes import Agency, ConsentPurpose, PauseReason, RoundMethod
from samplan.privacy.personnummer import Personnummer
from samplan.privacy.vault import BlindIndex


@dataclass(frozen=True, kw_only=True)
class CheckEligibility:
    programme: str
    facts: Facts


@dataclass(frozen=True, kw_only=True)
class DiscardOldDrafts:
    as_of: date


@dataclass(frozen=True, kw_only=True)
class RemindOfStudyVisits:
    as_of: date


@dataclass(frozen=True, kw_only=True)
class CountAnonymously:
    as_of: date


def _untold(_: int) -> None:
    """Progress that nobody follows."""


@dataclass(frozen=True, kw_only=True)
class HoldIntakeRound:
    """`progress` is told how many rows are done."""

    by: Agency
    method: RoundMethod
    batch: Batch
    on: date
    progress: Callable[[int], None] = _untold


@dataclass(frozen=True, kw_only=True)
class PauseIntake:
    by: Agency
    programme: str
    reason: PauseReason
    on: date


@dataclass(frozen=True, kw_only=True)
class ResumeIntake:
    by: Agency
    pause_id: UUID
    reason: PauseReason
    on: date


@dataclass(frozen=True, kw_only=True)
class DiscloseForm:
    participant_id: UUID
    by: Agency
    purpose: ConsentPurpose
    on: date


@dataclass(frozen=True, kw_only=True)
class MaySeeDisclosures:
    participant_id: UUID
    by: Agency


@dataclass(frozen=True, kw_only=True)
class ReplaceNumber:
    by: Agency
    old: Personnummer
    new: Personnummer
    reason: ReplacementReason
    on: date


@dataclass(frozen=True, kw_only=True)
class UndoReplacement:
    by: Agency
    replacement_id: UUID
    on: date


@dataclass(frozen=True, kw_only=True)
class ErasePerson:
    personnummer: Personnummer


@dataclass(frozen=True, kw_only=True)
class RotateIndex:
    """`index`: the one under the new key."""

    index: BlindIndex


@dataclass(frozen=True, kw_only=True)
class PublishCapacity:
    by: Agency
    programme: str
    team: str
    free_places: int
    on: date
