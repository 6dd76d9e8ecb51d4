"""What agencies are shown."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from chassis.http.fields import View
from referral.case.referral import Referral
from referral.case.step import Step
from referral.case.trace import Trace
from referral.form.details import ContactSince, ProtectionSince, RepresentativeSince
from referral.form.example import EXAMPLE as FORM_EXAMPLE
from referral.form.fields import Form
from referral.form.meeting import Meeting
from referral.showing.read_referral import OpenedReferral
from samplan.contracts.codes import AgeBand, Agency, DeclineReason, IncomeSupport, Mode, Outcome, Sex

ELIGIBILITY: dict[str, Any] = {
    "policy": "malmokraften",
    "policyVersion": 2,
    "source": "Malmökraften 2.0, slutrapport, målgrupp",
    "outcome": "met",
    "criteria": [
        {"criterion": "sex", "outcome": "met", "reason": "in_target_group"},
        {"criterion": "target_group", "outcome": "met", "reason": "in_guarantee"},
        {"criterion": "coordination_need", "outcome": "met", "reason": "needed"},
    ],
}


class CriterionView(View):
    criterion: str
    outcome: Outcome
    reason: str


class GapView(View):
    """What a form lacks: where, and why."""

    pointer: str
    code: str


class EligibilityView(View):
    """The trace of the rule: policy, version, the source it rests on, criterion by criterion."""

    model_config = ConfigDict(json_schema_extra={"examples": [ELIGIBILITY]})

    policy: str
    policy_version: int
    source: str
    outcome: Outcome
    criteria: list[CriterionView]

    @classmethod
    def of(cls, referral: Referral) -> Self | None:
        return None if referral.trace is None else cls.of_trace(referral.trace)

    @classmethod
    def of_trace(cls, trace: Trace) -> Self:
        return cls(
            policy=trace.policy,
            policy_version=trace.policy_version,
            source=trace.source,
            outcome=trace.outcome,
            criteria=[
                CriterionView(criterion=one.criterion, outcome=one.outcome, reason=one.reason)
                for one in trace.findings
            ],
        )


EXAMPLE: dict[str, Any] = {
    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
    "programme": "malmokraften",
    "referringAgency": "malmo-ifo",
    "step": "assessed",
    "referredOn": "2021-06-01",
    "lastStepOn": "2021-06-02",
    "sex": "woman",
    "ageBand": "30-34",
    "incomeSupport": "ekonomiskt_bistand",
    "gaps": [],
    "eligibility": ELIGIBILITY,
    "meetingOn": None,
    "decisionOn": None,
    "studyVisitDueOn": None,
    "declinedBecause": None,
    "routedTo": None,
    "participantId": None,
    "mode": None,
}


class ReferralView(View):
    """A referral in codes alone: a command's answer is kept with its key, where nothing personal may be."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    referral_id: UUID
    programme: str
    referring_agency: Agency
    step: Step
    referred_on: date
    last_step_on: date
    sex: Sex
    age_band: AgeBand
    income_support: IncomeSupport
    gaps: list[GapView]
    eligibility: EligibilityView | None
    meeting_on: date | None
    decision_on: date | None
    study_visit_due_on: date | None
    declined_because: DeclineReason | None
    routed_to: UUID | None
    participant_id: UUID | None
    mode: Mode | None

    @classmethod
    def of(cls, referral: Referral) -> Self:
        return cls(
            referral_id=referral.id,
            programme=referral.programme,
            referring_agency=referral.referring_agency,
            step=referral.step,
            referred_on=referral.referred_on,
            last_step_on=referral.last_step_on,
            sex=referral.sex,
            age_band=referral.age_band,
            income_support=referral.income_support,
            gaps=[GapView(pointer=gap.pointer, code=gap.code) for gap in referral.gaps],
            eligibility=EligibilityView.of(referral),
            meeting_on=referral.meeting_on,
            decision_on=referral.decision_on,
            study_visit_due_on=referral.visit and referral.visit.due_on,
            declined_because=referral.declined_because,
            routed_to=referral.routed_to,
            participant_id=referral.participant_id,
            mode=referral.mode,
        )


def place_of(referral: Referral) -> str:
    """Its path."""
    return f"/v1/referrals/{referral.id}"


OPENED: dict[str, Any] = {
    "referral": EXAMPLE,
    "form": FORM_EXAMPLE,
    "meeting": None,
    "erased": False,
    "earlierReferral": None,
    "goingRound": False,
    "contacts": [],
    "representatives": [],
    "protections": [],
}


class OpenedReferralView(View):
    """A referral with its personal fields, for the agencies whose case it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [OPENED]})

    referral: ReferralView
    form: Form | None
    meeting: Meeting | None
    erased: bool
    earlier_referral: UUID | None = Field(description="The one it follows, where the caller may know of it")
    going_round: bool = Field(description="Referred to the programme more than twice within 12 months")
    contacts: list[ContactSince] = Field(
        description="Stated after the form; the last one is in the form shown"
    )
    representatives: list[RepresentativeSince] = Field(description="The present one last")
    protections: list[ProtectionSince] = Field(description="The form shown states a protected identity too")

    @classmethod
    def of(cls, opened: OpenedReferral) -> Self:
        return cls(
            referral=ReferralView.of(opened.referral),
            form=opened.form,
            meeting=opened.meeting,
            erased=opened.is_erased,
            earlier_referral=opened.earlier,
            going_round=opened.referral.is_going_round,
            contacts=[ContactSince.of(one, "contact") for one in opened.contacts],
            representatives=[RepresentativeSince.of(one, "representative") for one in opened.representatives],
            protections=[ProtectionSince(on=one.on, by=one.by) for one in opened.referral.protections],
        )
