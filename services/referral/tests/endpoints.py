"""Every operation of the service. One that is not in this table fails, and so does one without its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.referral.tests import requests as r
from services.referral.tests.examples import KEEPER, STATE, form
from services.referral.tests.intake import Intake
from services.referral.tests.requests import Call, step

from referral.capacity.publish_capacity import PublishCapacity
from referral.closed_loop.list_receivers import ListReceivers
from referral.details.change_contact_details import ChangeContactDetails
from referral.details.name_representative import NameRepresentative
from referral.details.state_protection import StateProtection
from referral.disclosures.disclose_form import DiscloseForm
from referral.disclosures.may_see_disclosures import MaySeeDisclosures
from referral.disclosures.open_referral import OpenReferral
from referral.drafts.begin_draft import BeginDraft
from referral.drafts.discard_draft import DiscardDraft
from referral.drafts.edit_draft import EditDraft
from referral.drafts.read_draft import ReadDraft
from referral.drafts.submit_draft import SubmitDraft
from referral.eligibility.assess_eligibility import AssessEligibility
from referral.eligibility.check_eligibility import CheckEligibility
from referral.eligibility.settle_criterion import SettleCriterion
from referral.endings.decline_referral import DeclineReferral
from referral.endings.route_referral import RouteReferral
from referral.endings.withdraw_referral import WithdrawReferral
from referral.enrolment.enrol_participant import EnrolParticipant
from referral.error_entry.enter_in_error import EnterInError
from referral.form.details import CONTACT, REPRESENTATIVE
from referral.form.meeting import MEETING
from referral.meetings.book_intake_meeting import BookIntakeMeeting
from referral.meetings.hold_intake_meeting import HoldIntakeMeeting
from referral.meetings.miss_intake_meeting import MissIntakeMeeting
from referral.meetings.postpone_decision import PostponeDecision
from referral.meetings.rebook_intake_meeting import RebookIntakeMeeting
from referral.pauses.pause_intake import PauseIntake
from referral.pauses.resume_intake import ResumeIntake
from referral.replacements.replace_number import ReplaceNumber
from referral.replacements.undo_replacement import UndoReplacement
from referral.rounds.hold_intake_round import HoldIntakeRound
from referral.study_visits.end_study_visit import EndStudyVisit
from referral.study_visits.follow_up_study_visit import FollowUpStudyVisit
from referral.submitting.submit_referral import SubmitReferral
from referral.supplementing.return_referral import ReturnReferral
from referral.supplementing.supplement_referral import SupplementReferral
from referral.vouchers.issue_voucher import IssueVoucher
from samplan.contracts.codes import Agency

OF_REFERRAL = "/v1/referrals/{referralId}"
NOT_HERS = 404


@dataclass(frozen=True)
class Endpoint:
    """`stranger`: the status for an agency without a part in it. `is_open`: everybody is shown it."""

    call: Callable[[Intake], Call]
    command: type | None = None
    by: Agency = KEEPER
    stranger: int = NOT_HERS
    scope: str | None = "referral:write"
    is_open: bool = False
    media_type: str = "application/json"

    @property
    def has_key(self) -> bool:
        """Whether it is a command: what only asks has no effect to be had twice."""
        return self.scope == "referral:write"

    def send(self, intake: Intake, method: str, call: Call, *, key: str | None = "mine", **more: str) -> Any:
        sent = {"agency": self.by.value, "media_type": self.media_type, **more}
        return r.send(intake, method, call, key=key if self.has_key else None, **sent)


def _list(
    path: str, given: Callable[[Intake], object] = Intake.referred, *, is_open: bool = False
) -> Endpoint:
    def call(intake: Intake) -> Call:
        given(intake)
        return Call(path)

    return Endpoint(call, stranger=200, scope="referral:read", is_open=is_open)


def _read(call: Callable[[Intake], Call], command: type | None = None, stranger: int = NOT_HERS) -> Endpoint:
    return Endpoint(call, command, stranger=stranger, scope="referral:read")


ENDPOINTS: dict[str, Endpoint] = {
    "GET /v1/api-info": Endpoint(lambda _: Call("/v1/api-info"), stranger=200, scope=None, is_open=True),
    "GET /v1/jwks": Endpoint(lambda _: Call("/v1/jwks"), stranger=200, scope=None, is_open=True),
    "POST /v1/eligibility-checks": _read(
        lambda _: Call("/v1/eligibility-checks", r.CHECK), CheckEligibility, stranger=200
    ),
    "POST /v1/referral-drafts": Endpoint(
        lambda _: Call("/v1/referral-drafts", r.DRAFT), BeginDraft, stranger=403
    ),
    "GET /v1/referral-drafts": _list("/v1/referral-drafts", r.draft),
    "GET /v1/referral-drafts/{draftId}": _read(lambda intake: Call(r.draft(intake).path), ReadDraft),
    "PUT /v1/referral-drafts/{draftId}": Endpoint(r.draft, EditDraft),
    "DELETE /v1/referral-drafts/{draftId}": Endpoint(r.discarding, DiscardDraft),
    "POST /v1/referral-drafts/{draftId}/submission": Endpoint(r.submission_of_a_draft, SubmitDraft),
    "POST /v1/referrals": Endpoint(lambda _: Call("/v1/referrals", form()), SubmitReferral, stranger=403),
    "GET /v1/referrals": _list("/v1/referrals"),
    f"GET {OF_REFERRAL}": _read(lambda intake: Call(intake.referred().url), OpenReferral),
    f"POST {OF_REFERRAL}/voucher": _read(
        lambda intake: Call(f"{intake.referred().url}/voucher", {}), IssueVoucher
    ),
    f"GET {OF_REFERRAL}/receivers": _read(
        lambda intake: Call(f"{intake.referred().url}/receivers"), ListReceivers
    ),
    f"POST {OF_REFERRAL}/return": Endpoint(
        lambda intake: step(intake.referred(), "return", gaps=r.GAPS), ReturnReferral
    ),
    f"POST {OF_REFERRAL}/supplement": Endpoint(r.supplement, SupplementReferral),
    f"POST {OF_REFERRAL}/contact-details": Endpoint(
        lambda intake: step(intake.referred(), "contact-details", contact=CONTACT), ChangeContactDetails
    ),
    f"POST {OF_REFERRAL}/representative": Endpoint(
        lambda intake: step(intake.referred(), "representative", representative=REPRESENTATIVE),
        NameRepresentative,
    ),
    f"POST {OF_REFERRAL}/protected-identity": Endpoint(
        lambda intake: step(intake.referred(), "protected-identity"), StateProtection
    ),
    f"POST {OF_REFERRAL}/eligibility-assessment": Endpoint(
        lambda intake: step(intake.referred(), "eligibility-assessment"), AssessEligibility
    ),
    f"POST {OF_REFERRAL}/eligibility-assessment/decision": Endpoint(r.unknown_criterion, SettleCriterion),
    f"POST {OF_REFERRAL}/intake-meeting": Endpoint(
        lambda intake: step(r.assessed(intake), "intake-meeting", **MEETING), BookIntakeMeeting
    ),
    f"POST {OF_REFERRAL}/intake-meeting/rebooking": Endpoint(r.rebooking, RebookIntakeMeeting),
    f"POST {OF_REFERRAL}/intake-meeting/no-show": Endpoint(
        lambda intake: step(r.booked(intake), "intake-meeting/no-show", reason="child_ill"),
        MissIntakeMeeting,
    ),
    f"POST {OF_REFERRAL}/intake-meeting/held": Endpoint(
        lambda intake: step(r.booked(intake), "intake-meeting/held", occurredOn="2021-06-15"),
        HoldIntakeMeeting,
    ),
    f"POST {OF_REFERRAL}/postponement": Endpoint(
        lambda intake: step(intake.met(), "postponement", reason="more_to_know", until="2021-06-29"),
        PostponeDecision,
    ),
    f"POST {OF_REFERRAL}/enrolment": Endpoint(
        lambda intake: step(r.covered(intake), "enrolment", mode="programme"), EnrolParticipant
    ),
    f"POST {OF_REFERRAL}/decline": Endpoint(
        lambda intake: step(intake.referred(), "decline", **r.WHY), DeclineReferral
    ),
    f"POST {OF_REFERRAL}/withdrawal": Endpoint(r.withdrawal, WithdrawReferral, by=STATE),
    f"POST {OF_REFERRAL}/routing": Endpoint(
        lambda intake: step(intake.referred(), "routing", **r.ROUTING), RouteReferral
    ),
    f"POST {OF_REFERRAL}/error-entry": Endpoint(
        lambda intake: step(intake.referred(), "error-entry"), EnterInError
    ),
    f"POST {OF_REFERRAL}/study-visit/follow-up": Endpoint(
        lambda intake: r.visit(intake, "follow-up"), FollowUpStudyVisit
    ),
    f"POST {OF_REFERRAL}/study-visit/end": Endpoint(
        lambda intake: r.visit_to_end(intake, end="enrolled", registeredOn="2016-09-20"),
        EndStudyVisit,
    ),
    "GET /v1/study-visits": _list("/v1/study-visits", Intake.visiting),
    "GET /v1/referral-feed": _list("/v1/referral-feed"),
    "GET /v1/stale-referrals": _list("/v1/stale-referrals"),
    "GET /v1/waiting-referrals": _list("/v1/waiting-referrals"),
    "GET /v1/intake-meetings": _list("/v1/intake-meetings", r.booked),
    "POST /v1/intake-rounds": Endpoint(
        r.round_of_one, HoldIntakeRound, stranger=422, media_type="application/jsonl"
    ),
    "GET /v1/intake-rounds": _list("/v1/intake-rounds", r.round_held),
    "GET /v1/intake-rounds/{roundId}": _read(lambda intake: Call(r.round_held(intake))),
    "POST /v1/intake-pauses": Endpoint(
        lambda _: Call("/v1/intake-pauses", r.PAUSE), PauseIntake, stranger=403
    ),
    "GET /v1/intake-pauses": _list("/v1/intake-pauses", r.end_of_pause, is_open=True),
    "POST /v1/intake-pauses/{pauseId}/end": Endpoint(r.end_of_pause, ResumeIntake, stranger=403),
    "POST /v1/participants/{participantId}/disclosures": Endpoint(
        r.disclosure, DiscloseForm, by=STATE, scope="referral:read"
    ),
    "GET /v1/participants/{participantId}/disclosures": _read(
        lambda intake: Call(r.disclosure(intake).path), MaySeeDisclosures
    ),
    "POST /v1/number-replacements": Endpoint(r.replacement, ReplaceNumber, stranger=403),
    "GET /v1/number-replacements": Endpoint(
        lambda intake: Call(r.undoing(intake).path.rsplit("/", 2)[0]), stranger=403, scope="referral:read"
    ),
    "POST /v1/number-replacements/{replacementId}/undoing": Endpoint(
        r.undoing, UndoReplacement, stranger=403
    ),
    "POST /v1/capacities": Endpoint(
        lambda _: Call("/v1/capacities", r.PLACES), PublishCapacity, stranger=403
    ),
    "GET /v1/capacities": _list("/v1/capacities", is_open=True),
}
