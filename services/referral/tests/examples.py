"""One good instance of everything: fixed ids, fixed dates, nothing random."""

from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

from referral.case.coded_form import CodedForm, Gap
from referral.case.referral import Referral
from referral.case.referral_submitted import ReferralSubmitted
from referral.case.sharing import Rested
from referral.case.trace import Finding, Trace
from referral.eligibility.assess_eligibility import EligibilityAssessed
from referral.endings.decline_referral import ReferralDeclined
from referral.enrolment.participant_enrolled import ParticipantEnrolled, enrol
from referral.form.example import EXAMPLE
from referral.meetings.book_intake_meeting import IntakeMeetingBooked
from referral.meetings.hold_intake_meeting import IntakeMeetingHeld
from referral.meetings.meeting import MeetingReason
from referral.meetings.miss_intake_meeting import IntakeMeetingMissed
from referral.meetings.postpone_decision import DecisionPostponed, PostponementReason
from referral.meetings.rebook_intake_meeting import IntakeMeetingRebooked
from referral.supplementing.return_referral import ReferralReturned
from referral.supplementing.supplement_referral import ReferralSupplemented
from samplan.contracts.codes import (
    AgeBand,
    Agency,
    ConsentKind,
    ConsentPurpose,
    DeclineReason,
    IncomeSupport,
    Mode,
    Outcome,
    Sex,
)
from samplan.contracts.consent import (
    ConsentExpired,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ParticipantDeceased,
    ReferralCovered,
)
from samplan.testing.given import Fact, fact

REFERRAL = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
OTHER_REFERRAL = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
PARTICIPANT = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
PERSON = UUID("c56a4180-65aa-42ec-a945-5fd21dec0538")
CONSENT = UUID("9b2c4a10-5d6e-4f70-8a91-b2c3d4e5f601")
UNKNOWN = UUID("11111111-2222-4333-8444-555555555555")

PROGRAMME = "malmokraften"
KEEPER, STATE, INSURANCE, CARE, OUTSIDER = (
    Agency.MALMO_IFO,
    Agency.AF,
    Agency.FK,
    Agency.REGION_SKANE,
    Agency.KLIPPAN,
)

JUNE_1, JUNE_2, JUNE_8, JUNE_15, JUNE_16 = (date(2021, 6, day) for day in (1, 2, 8, 15, 16))
TODAY = date(2022, 6, 14)
"""The business date of the tests, unless they move it."""
CONSENT_UNTIL = date(2022, 6, 14)

ALMA, BEA, CECILIA = "19850615-9808", "19900308-9829", "19800229-9827"


TAKE_PART = ["The participant", "The programme"]
INTERPRETER = {"language": "ti", "authorised": True, "preferredSex": "woman"}

RESTED = Rested(PARTICIPANT, CONSENT, None)
VISIT_BEGAN, VISIT_WINTER = date(2016, 7, 1), date(2016, 12, 30)
VISITOR: dict[str, Any] = {
    "programme": "internationella-kvinnor",
    "occurredOn": "2016-06-13",
    "circumstances__guarantee": "none",
    "economy__registeredSince": None,
    "economy__registeredAtEmploymentService": False,
    "economy__incomeSupportSince": "2016-01-01",
}
"""Changes to the form of a participant who is offered a study visit."""


def form(**changes: Any) -> dict[str, Any]:
    """The example form; `participant__name="x"` changes a field, None leaves it open."""
    filled = deepcopy(EXAMPLE)
    for path, value in changes.items():
        part = filled
        *parents, last = path.split("__")
        for step in parents:
            part = part[step]
        part[last] = value
    return filled


MET = Trace(
    policy=PROGRAMME,
    policy_version=2,
    source="Malmökraften 2.0, slutrapport, målgrupp",
    findings=(
        Finding(criterion="sex", outcome=Outcome.MET, reason="in_target_group"),
        Finding(criterion="target_group", outcome=Outcome.MET, reason="in_guarantee"),
        Finding(criterion="coordination_need", outcome=Outcome.MET, reason="needed"),
    ),
)
NOT_MET = Trace(
    policy=PROGRAMME,
    policy_version=2,
    source="Malmökraften 2.0, slutrapport, målgrupp",
    findings=(Finding(criterion="target_group", outcome=Outcome.NOT_MET, reason="not_in_guarantee"),),
)

SUBMITTED: dict[str, Any] = {
    "programme": PROGRAMME,
    "referring_agency": KEEPER,
    "person": PERSON,
    "sealed": "sealed form",
    "sex": Sex.WOMAN,
    "age_band": AgeBand.FROM_35,
    "income_support": IncomeSupport.EKONOMISKT_BISTAND,
    "has_income_support": True,
}


CODED = CodedForm(
    sex=Sex.WOMAN,
    age_band=AgeBand.FROM_35,
    income_support=IncomeSupport.SJUKPENNING,
    has_income_support=False,
)
CHILDCARE_GAP = Gap(pointer="#/circumstances/childcare", code="missing")


def submitted() -> Fact:
    return fact(ReferralSubmitted, **SUBMITTED, occurred_on=JUNE_1)


def returned() -> Fact:
    return fact(ReferralReturned, gaps=(CHILDCARE_GAP,), occurred_on=JUNE_2)


def supplemented() -> Fact:
    return fact(ReferralSupplemented, sealed="sealed again", coded=CODED, occurred_on=JUNE_8)


def assessed(trace: Trace = MET) -> Fact:
    return fact(EligibilityAssessed, trace=trace, occurred_on=JUNE_2)


def booked() -> Fact:
    return fact(IntakeMeetingBooked, meeting_on=JUNE_15, sealed="sealed meeting", occurred_on=JUNE_8)


def rebooked(reason: MeetingReason = MeetingReason.NO_INTERPRETER) -> Fact:
    return fact(
        IntakeMeetingRebooked,
        meeting_on=JUNE_16,
        sealed="sealed meeting",
        reason=reason,
        occurred_on=JUNE_15,
    )


def missed() -> Fact:
    return fact(IntakeMeetingMissed, reason=MeetingReason.DID_NOT_COME, occurred_on=JUNE_15)


def postponed() -> Fact:
    return fact(
        DecisionPostponed,
        reason=PostponementReason.CONSENT_AWAITED,
        until=JUNE_16,
        occurred_on=JUNE_15,
    )


def held() -> Fact:
    return fact(IntakeMeetingHeld, occurred_on=JUNE_15)


def declined() -> Fact:
    return fact(ReferralDeclined, reason=DeclineReason.NO_CONSENT, sealed=None, occurred_on=JUNE_15)


def enrolled() -> Fact:
    coded = ("programme", "referring_agency", "sex", "age_band", "income_support")
    return fact(
        ParticipantEnrolled,
        participant_id=PARTICIPANT,
        consent_id=CONSENT,
        mode=Mode.PROGRAMME,
        occurred_on=JUNE_16,
        contract_version=2,
        **{name: SUBMITTED[name] for name in coded},
    )


ASSESSED = (submitted(), assessed())
BOOKED = (*ASSESSED, booked())
HELD = (*BOOKED, held())


def granted(referral_id: UUID = REFERRAL, **changes: Any) -> ConsentGranted:
    members: dict[str, Any] = {
        "consent_id": CONSENT,
        "participant_id": PARTICIPANT,
        "referral_id": referral_id,
        "agencies": (STATE, KEEPER, CARE),
        "purpose": ConsentPurpose.COORDINATION,
        "kind": ConsentKind.SECRECY_WAIVER,
        "valid_until": CONSENT_UNTIL,
        "occurred_on": JUNE_15,
    }
    return ConsentGranted(**{**members, **changes})


def covered(referral_id: UUID) -> ReferralCovered:
    return ReferralCovered(
        consent_id=CONSENT, participant_id=PARTICIPANT, referral_id=referral_id, occurred_on=JUNE_15
    )


def refused(referral_id: UUID) -> ConsentRefused:
    return ConsentRefused(consent_id=CONSENT, referral_id=referral_id, occurred_on=JUNE_15)


REVOKED = ConsentRevoked(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=JUNE_16)
EXPIRED = ConsentExpired(consent_id=CONSENT, participant_id=PARTICIPANT, occurred_on=JUNE_16)
DECEASED = ParticipantDeceased(participant_id=PARTICIPANT, circle_version=3, occurred_on=JUNE_16)


def enrol_in(referral: Referral, mode: Mode, on: date) -> None:
    """Under the consent of these examples, where every reader knows the latest events."""
    enrol(referral, RESTED, mode, contract_version=2, plan_keeper=STATE, on=on)
