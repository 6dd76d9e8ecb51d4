"""The intake meeting over HTTP (R-05, R-06)."""

from fastapi import APIRouter, Response

from referral.api.access import REFERRAL, ReferralId, Writer
from referral.api.forms import Decision
from referral.api.meeting_forms import MissedMeeting, Postponement, RebookedMeeting
from referral.api.views import ReferralView
from referral.commands import (
    BookIntakeMeeting,
    HoldIntakeMeeting,
    MissIntakeMeeting,
    PostponeDecision,
    RebookIntakeMeeting,
)
from referral.form.meeting import Meeting

router = APIRouter(prefix="/v1/referrals/{referralId}", tags=["intake meeting"])


@router.post(
    "/intake-meeting",
    summary="Boka inskrivningssamtal · Book the intake meeting",
    responses=REFERRAL,
)
def book_intake_meeting(referral_id: ReferralId, form: Meeting, writer: Writer) -> Response:
    """Place, participants and interpreter stay in this service.

    409 `interpreter_needed` where the form asks for one: give it, or the code `withoutInterpreter`.
    """
    asked = BookIntakeMeeting(
        referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on, meeting=form
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/intake-meeting/rebooking",
    summary="Boka om inskrivningssamtalet · Rebook the intake meeting",
    responses=REFERRAL,
)
def rebook_intake_meeting(referral_id: ReferralId, form: RebookedMeeting, writer: Writer) -> Response:
    asked = RebookIntakeMeeting(
        referral_id=referral_id,
        by=writer.caller.agency,
        on=form.meeting.occurred_on,
        meeting=form.meeting,
        reason=form.reason,
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/intake-meeting/no-show",
    summary="Inskrivningssamtalet blev inte av · The intake meeting did not come about",
    responses=REFERRAL,
)
def miss_intake_meeting(referral_id: ReferralId, form: MissedMeeting, writer: Writer) -> Response:
    """The reason stays in this service. A new day has to be booked before anything is decided."""
    asked = MissIntakeMeeting(
        referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on, reason=form.reason
    )
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/intake-meeting/held",
    summary="Inskrivningssamtal hållet · The intake meeting was held",
    responses=REFERRAL,
)
def hold_intake_meeting(referral_id: ReferralId, form: Decision, writer: Writer) -> Response:
    asked = HoldIntakeMeeting(referral_id=referral_id, by=writer.caller.agency, on=form.occurred_on)
    return writer.change(asked, referral_id, ReferralView.of)


@router.post(
    "/postponement",
    summary="Skjut upp beslutet · Postpone the decision",
    responses=REFERRAL,
)
def postpone_decision(referral_id: ReferralId, form: Postponement, writer: Writer) -> Response:
    asked = PostponeDecision(
        referral_id=referral_id,
        by=writer.caller.agency,
        on=form.occurred_on,
        reason=form.reason,
        until=form.until,
    )
    return writer.change(asked, referral_id, ReferralView.of)
