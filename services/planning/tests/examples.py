"""One valid instance of everything: fixed ids, fixed dates, no randomness."""

from datetime import date
from typing import Any, TypedDict
from uuid import UUID

import msgspec

from planning.activities.complete_activity import ActivityCompleted
from planning.activities.interrupt_activity import ActivityInterrupted
from planning.activities.start_activity import ActivityStarted
from planning.agreement.plan_agreed import PlanAgreed
from planning.clock.deadline import PlanDeadlineMissed
from planning.coordination.appoint_coordinator import CoordinatorAppointed
from planning.course.choose_track import TrackChosen
from planning.course_rules import EndingRule
from planning.ending.record_exit import ExitedToWork, RecordExit
from planning.ending.write_summary import ExitSummaryWritten
from planning.opening.enrolment_joined import EnrolmentJoined
from planning.opening.plan_opened import PlanOpened
from planning.plan import CircleToday
from planning.plan.exits import Exit
from samplan.contracts.codes import (
    ActivityKind,
    AgeBand,
    Agency,
    ConsentKind,
    ConsentPurpose,
    ExitClass,
    IncomeSupport,
    InterruptionReason,
    Mode,
    RevocationReason,
    Sex,
    SubsidyKind,
    Track,
)
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRevoked,
)
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import plan_id_of
from samplan.contracts.referral import ParticipantEnrolled, ParticipantEnrolledV2
from samplan.privacy.circle.circle import Circle
from samplan.privacy.circle.fold import circle_after
from samplan.testing import given as specs
from samplan.testing.given import SOME_ID, Fact, fact

REFERRAL = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
PARTICIPANT = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
CONSENT = UUID("9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f601")
PLAN = plan_id_of(REFERRAL)
OTHER_REFERRAL = UUID("0f8fad5b-d9cb-469f-a165-70867728950f")
OTHER_CONSENT = UUID("9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f602")
SWEDISH = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
PLACEMENT = UUID("6fa459ea-ee8a-4ca4-894e-db77e160355e")
UNKNOWN = UUID("11111111-2222-4333-8444-555555555555")

PROGRAMME = "malmokraften"
KEEPER, CITY, CARE, OUTSIDER = Agency.AF, Agency.MALMO_IFO, Agency.REGION_SKANE, Agency.FK
NAMED = (KEEPER, CITY, CARE)

GRANTED_ON = date(2022, 1, 24)
JANUARY_31 = date(2022, 1, 31)
ENROLLED_ON = date(2022, 2, 1)
MARCH_14 = date(2022, 3, 14)
DAY_60, DAY_61 = date(2022, 4, 2), date(2022, 4, 3)
MAY_2 = date(2022, 5, 2)
AUGUST_15 = date(2022, 8, 15)
CONSENT_UNTIL = date(2023, 1, 23)
AFTER_CONSENT = date(2023, 1, 24)
TODAY = date(2022, 12, 1)
"""The business date of the specs: after what they record, and before the consent's last day."""

TO_WORK = Exit(ExitClass.WORK_SUBSIDISED, SubsidyKind.NYSTARTSJOBB)
TO_STUDIES = Exit(ExitClass.STUDIES_STUDENT_AID)
BACK_TO_REGULAR = Exit(ExitClass.RETURNED_TO_REGULAR)
ENDING_RULES = EndingRule(
    valid_from=date(2020, 1, 2),
    reason="Two weeks",
    approved_by="styrgruppen",
    answer_days=14,
    follow_up_months=6,
)


class Asking(TypedDict):
    """The plan that a command changes, and the calling agency."""

    plan_id: UUID
    by: Agency


KEEPER_ASKS: Asking = {"plan_id": PLAN, "by": KEEPER}
CITY_ASKS: Asking = {"plan_id": PLAN, "by": CITY}


def leave(to: Exit, *, on: date) -> RecordExit:
    """The keeper records the exit."""
    return RecordExit(**KEEPER_ASKS, exit_class=to.exit_class, subsidy_kind=to.subsidy_kind, occurred_on=on)


ENROLMENT: dict[str, Any] = {
    "referral_id": REFERRAL,
    "participant_id": PARTICIPANT,
    "programme": PROGRAMME,
    "plan_due_on": DAY_60,
    "kept_by": KEEPER,
    "consent_id": CONSENT,
    "mode": Mode.PROGRAMME,
}


def opened(*, shared: bool = True) -> Fact:
    """Enrolled on 1 February, so due on 2 April 2022."""
    return fact(PlanOpened, **ENROLMENT, occurred_on=ENROLLED_ON, shared=shared)


def joined(on: date = MARCH_14, *, shared: bool = True) -> Fact:
    """By the referral of another service, under the same consent."""
    return fact(
        EnrolmentJoined,
        referral_id=OTHER_REFERRAL,
        consent_id=CONSENT,
        occurred_on=on,
        shared=shared,
    )


def appointed(agency: Agency, on: date = MARCH_14) -> Fact:
    return fact(CoordinatorAppointed, agency=agency, occurred_on=on, shared=True)


def chosen(track: Track, on: date = MARCH_14, *, shared: bool = True) -> Fact:
    return fact(TrackChosen, track=track, occurred_on=on, shared=shared)


def agreed(*agencies: Agency, on: date = MARCH_14) -> Fact:
    return fact(PlanAgreed, agencies=agencies, occurred_on=on, shared=True)


def deadline_missed(*, shared: bool = True) -> Fact:
    return fact(PlanDeadlineMissed, due_on=DAY_60, occurred_on=DAY_61, shared=shared)


def swedish_started(on: date = MARCH_14) -> Fact:
    """Owned by the city."""
    return fact(
        ActivityStarted,
        activity_id=SWEDISH,
        kind=ActivityKind.SWEDISH_STUDIES,
        owner_agency=CITY,
        occurred_on=on,
        shared=True,
    )


def placement_started(on: date = MARCH_14) -> Fact:
    """Owned by the keeper."""
    return fact(
        ActivityStarted,
        activity_id=PLACEMENT,
        kind=ActivityKind.WORK_PLACEMENT,
        owner_agency=KEEPER,
        occurred_on=on,
        shared=True,
    )


def completed(activity_id: UUID, on: date = MAY_2) -> Fact:
    return fact(ActivityCompleted, activity_id=activity_id, occurred_on=on, shared=True)


def interrupted(activity_id: UUID, reason: InterruptionReason, on: date = MAY_2) -> Fact:
    return fact(ActivityInterrupted, activity_id=activity_id, reason=reason, occurred_on=on, shared=True)


def exited_to_work(on: date = AUGUST_15) -> Fact:
    return fact(
        ExitedToWork,
        exit_class=ExitClass.WORK_SUBSIDISED,
        subsidy_kind=SubsidyKind.NYSTARTSJOBB,
        occurred_on=on,
        shared=True,
    )


ACHIEVED, NEXT_STEP = "Har gått klart kursen", "Stöd på arbetsplatsen i tre månader"
SUMMARISED = fact(ExitSummaryWritten, by=KEEPER, sealed="sealed", occurred_on=MARCH_14, shared=False)

PLAN_OPENED = (opened(),)
PLAN_AGREED = (*PLAN_OPENED, agreed(KEEPER, CITY))
PLAN_TO_CLOSE = (*PLAN_AGREED, SUMMARISED)
PLAN_WITH_ACTIVITIES = (*PLAN_OPENED, swedish_started(), placement_started())
PLAN_ENDED = (*PLAN_AGREED, exited_to_work())


ENROLLED = ParticipantEnrolledV2(
    referral_id=REFERRAL,
    participant_id=PARTICIPANT,
    consent_id=CONSENT,
    programme=PROGRAMME,
    mode=Mode.PROGRAMME,
    occurred_on=ENROLLED_ON,
)
ENROLLED_AGAIN = msgspec.structs.replace(ENROLLED, referral_id=OTHER_REFERRAL, occurred_on=MARCH_14)
ENROLLED_V1 = ParticipantEnrolled(
    **msgspec.structs.asdict(ENROLLED),
    sex=Sex.WOMAN,
    age_band=AgeBand.FROM_35,
    referring_agency=CITY,
    income_support=IncomeSupport.EKONOMISKT_BISTAND,
)
GRANTED = ConsentGranted(
    consent_id=CONSENT,
    participant_id=PARTICIPANT,
    referral_id=REFERRAL,
    agencies=NAMED,
    purpose=ConsentPurpose.COORDINATION,
    kind=ConsentKind.SECRECY_WAIVER,
    valid_until=CONSENT_UNTIL,
    occurred_on=GRANTED_ON,
)
REVOKED = ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=MAY_2)
IN_ERROR = msgspec.structs.replace(REVOKED, reason=RevocationReason.ENTERED_IN_ERROR)
OTHER_GRANT = msgspec.structs.replace(
    GRANTED, consent_id=OTHER_CONSENT, referral_id=OTHER_REFERRAL, agencies=(KEEPER, OUTSIDER)
)
UNDER_ANOTHER = msgspec.structs.replace(ENROLLED_AGAIN, consent_id=OTHER_CONSENT)
EXPIRED = ConsentExpired(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=AFTER_CONSENT)


def circle(*events: ContractEvent, on: date = TODAY) -> CircleToday:
    """The circle after these events, on a day."""
    found = Circle()
    for event in events:
        found = circle_after(found, event)
    return CircleToday(circle=found, on=on)


def given(*facts: Fact, id: UUID = SOME_ID, under: CircleToday | None = None) -> Any:
    """Of a plan, in a circle: by default under the consent in force."""

    def stand(plan: Any) -> None:
        plan.circle = under or circle(GRANTED)

    return specs.given(*facts, id=id, prepare=stand)
