"""The intake meeting over HTTP where the body is the meeting itself, or holds it (R-05)."""

from fastapi import Response
from pydantic import ConfigDict

from chassis.http.fields import Code, StrictModel
from referral.access import ReferralId, Writer, decider_of
from referral.form.meeting import MEETING, Meeting
from referral.meetings.book_intake_meeting import BookIntakeMeeting
from referral.meetings.meeting import MeetingReason
from referral.meetings.rebook_intake_meeting import RebookIntakeMeeting
from referral.showing.referral_view import ReferralView


class RebookedMeeting(StrictModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "no_interpreter", "meeting": MEETING}]}
    )

    reason: Code[MeetingReason]
    meeting: Meeting


def book_intake_meeting(referral_id: ReferralId, form: Meeting, writer: Writer) -> Response:
    """Place, participants and interpreter stay in this service.

    409 `interpreter_needed` where the form asks for one: give it, or the code `withoutInterpreter`.
    """
    asked = BookIntakeMeeting(
        referral_id=referral_id,
        **decider_of(writer.caller),
        occurred_on=form.occurred_on,
        meeting=form,
    )
    return writer.change(asked, referral_id, ReferralView.of)


def rebook_intake_meeting(referral_id: ReferralId, form: RebookedMeeting, writer: Writer) -> Response:
    """Place, participants and interpreter stay in this service, and so does the reason."""
    asked = RebookIntakeMeeting(
        referral_id=referral_id,
        **decider_of(writer.caller),
        occurred_on=form.meeting.occurred_on,
        meeting=form.meeting,
        reason=form.reason,
    )
    return writer.change(asked, referral_id, ReferralView.of)
