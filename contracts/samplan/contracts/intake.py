"""Events of the referral service about a programme's intake: about no referral and no person."""

from typing import ClassVar
from uuid import UUID

from samplan.contracts.codes import PauseReason, RoundMethod, Sex
from samplan.contracts.event import ContractEvent, Count, Slug, Version


class CapacityPublished(ContractEvent, frozen=True, kw_only=True):
    """The number of free places in one team or group of a programme."""

    TYPE: ClassVar[str] = "samplan.referral.CapacityPublished.v1"
    SUBJECT: ClassVar[str] = "capacity_id"
    SWEDISH: ClassVar[str] = "lediga platser meddelade"

    capacity_id: UUID
    programme: Slug
    team: Slug
    free_places: Count


class IntakeRoundHeld(ContractEvent, frozen=True, kw_only=True):
    """An intake round has admitted a whole batch of referrals."""

    TYPE: ClassVar[str] = "samplan.referral.IntakeRoundHeld.v1"
    SUBJECT: ClassVar[str] = "round_id"
    SWEDISH: ClassVar[str] = "intagsomgång genomförd"

    round_id: UUID
    method: RoundMethod
    referrals: Count


class IntakePaused(ContractEvent, frozen=True, kw_only=True):
    """The programme takes no referrals from this day on."""

    TYPE: ClassVar[str] = "samplan.referral.IntakePaused.v1"
    SUBJECT: ClassVar[str] = "pause_id"
    SWEDISH: ClassVar[str] = "intag pausat"

    pause_id: UUID
    programme: Slug
    reason: PauseReason


class IntakeResumed(ContractEvent, frozen=True, kw_only=True):
    """The programme takes referrals again from this day on."""

    TYPE: ClassVar[str] = "samplan.referral.IntakeResumed.v1"
    SUBJECT: ClassVar[str] = "pause_id"
    SWEDISH: ClassVar[str] = "intag återupptaget"

    pause_id: UUID
    programme: Slug
    reason: PauseReason


class AnonymousParticipationCounted(ContractEvent, frozen=True, kw_only=True):
    """A person takes part in an agency's own activity, without consent. The date is 1 January of the year."""

    TYPE: ClassVar[str] = "samplan.referral.AnonymousParticipationCounted.v1"
    SUBJECT: ClassVar[str] = "count_id"
    SWEDISH: ClassVar[str] = "anonymt deltagande räknat"

    count_id: UUID
    sex: Sex
    year: Version
