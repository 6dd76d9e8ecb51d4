"""What else may happen: to a referral, a study visit, a consent or the participant."""

from datetime import date
from uuid import UUID

from msgspec.structs import replace
from services.reporting.tests.examples import PROGRAMME, Person, an_id, day

from samplan.contracts.codes import Agency, DeclineReason, ExitClass, Mode, PauseReason, Sex, StudyVisitEnd
from samplan.contracts.codes.obstacles import ObstacleKind
from samplan.contracts.consent import BlockSet, ConsentNarrowed, ConsentRenewed, ParticipantDeceased
from samplan.contracts.event import ContractEvent
from samplan.contracts.intake import AnonymousParticipationCounted, IntakePaused, IntakeResumed
from samplan.contracts.planning.endings import ExitCorrected, PlanReopened
from samplan.contracts.planning.plans import ObstacleReported, ObstacleResolved
from samplan.contracts.planning.revisions import PlanDeadlineMissTakenBack
from samplan.contracts.referral import (
    ReferralEnteredInError,
    ReferralRouted,
    ReferralRoutedV2,
    ReferralWithdrawn,
    StudyVisitEnded,
    StudyVisitFollowedUp,
    StudyVisitStarted,
)


def renewed(person: Person, valid_until: date, on: int = 290) -> ContractEvent:
    return ConsentRenewed(
        occurred_on=day(on),
        consent_id=person.consent_id,
        participant_id=person.participant_id,
        valid_until=valid_until,
        circle_version=2,
    )


def narrowed(person: Person, *agencies: Agency, on: int = 50) -> ContractEvent:
    return ConsentNarrowed(
        occurred_on=day(on),
        consent_id=person.consent_id,
        participant_id=person.participant_id,
        agencies=agencies,
        circle_version=2,
    )


def blocked(person: Person, agency: Agency, on: int = 60) -> ContractEvent:
    return BlockSet(
        occurred_on=day(on), participant_id=person.participant_id, agency=agency, circle_version=3
    )


def deceased(person: Person, on: int = 95) -> ContractEvent:
    return ParticipantDeceased(occurred_on=day(on), participant_id=person.participant_id, circle_version=6)


def withdrawn(person: Person, on: int = 3, reason: DeclineReason = DeclineReason.MOVED) -> ContractEvent:
    return ReferralWithdrawn(occurred_on=day(on), referral_id=person.referral_id, reason=reason)


def routed(person: Person, to: UUID | None = None) -> ContractEvent:
    """Since version 2, to a referral that is not named."""
    reason, referral_id = DeclineReason.WRONG_RECIPIENT, person.referral_id
    if to is None:
        return ReferralRoutedV2(occurred_on=day(3), referral_id=referral_id, reason=reason)
    return ReferralRouted(occurred_on=day(3), referral_id=referral_id, reason=reason, new_referral_id=to)


def entered_in_error(person: Person, on: int = 70) -> ContractEvent:
    return ReferralEnteredInError(occurred_on=day(on), referral_id=person.referral_id)


def on_trial(person: Person) -> ContractEvent:
    """Enrolled in a study visit."""
    return replace(person.enrolled(), mode=Mode.STUDY_VISIT)


def visited(person: Person, on: int = 12) -> ContractEvent:
    return StudyVisitStarted(
        occurred_on=day(on),
        referral_id=person.referral_id,
        follow_up_by=day(on + 90),
        decide_by=day(on + 92),
    )


def followed_up(person: Person, on: int = 80) -> ContractEvent:
    return StudyVisitFollowedUp(occurred_on=day(on), referral_id=person.referral_id)


def visit_ended(person: Person, end: StudyVisitEnd, on: int = 95) -> ContractEvent:
    return StudyVisitEnded(occurred_on=day(on), referral_id=person.referral_id, end=end)


def taken_back(person: Person, on: int = 73) -> ContractEvent:
    """The miss of that day was none."""
    return PlanDeadlineMissTakenBack(occurred_on=day(on), plan_id=person.plan_id, due_on=day(on - 1))


def corrected(person: Person, on: int, to: ExitClass = ExitClass.RETURNED_TO_REGULAR) -> ContractEvent:
    return ExitCorrected(occurred_on=day(on), plan_id=person.plan_id, exit_class=to)


def reopened(person: Person, on: int = 125) -> ContractEvent:
    return PlanReopened(occurred_on=day(on), plan_id=person.plan_id)


def paused() -> ContractEvent:
    return IntakePaused(
        occurred_on=date(2020, 3, 17),
        pause_id=an_id("pause"),
        programme=PROGRAMME,
        reason=PauseReason.PANDEMIC,
    )


def resumed() -> ContractEvent:
    return IntakeResumed(
        occurred_on=date(2020, 6, 1),
        pause_id=an_id("pause"),
        programme=PROGRAMME,
        reason=PauseReason.PANDEMIC,
    )


def counted(number: int, sex: Sex, year: int) -> ContractEvent:
    """A person who takes part without consent."""
    return AnonymousParticipationCounted(
        occurred_on=date(year, 1, 1), count_id=an_id("count", number), sex=sex, year=year
    )


def obstacle_reported(number: int, on: int, kind: ObstacleKind = ObstacleKind.CHILDCARE) -> ContractEvent:
    return ObstacleReported(
        occurred_on=day(on),
        obstacle_id=an_id("obstacle", number),
        programme=PROGRAMME,
        kind=kind,
        agency=Agency.AF,
    )


def obstacle_resolved(number: int, on: int) -> ContractEvent:
    return ObstacleResolved(occurred_on=day(on), obstacle_id=an_id("obstacle", number))
