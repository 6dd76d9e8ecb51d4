"""What agencies send about an intake meeting beside its booking."""

from pydantic import ConfigDict

from chassis.http.fields import Code, LocalDate, PastDate, StrictModel
from referral.domain.meeting_facts import MeetingReason, PostponementReason
from referral.form.meeting import MEETING, Meeting


class RebookedMeeting(StrictModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "no_interpreter", "meeting": MEETING}]}
    )

    reason: Code[MeetingReason]
    meeting: Meeting


class MissedMeeting(StrictModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "child_ill", "occurredOn": "2021-06-15"}]}
    )

    reason: Code[MeetingReason]
    occurred_on: PastDate


class Postponement(StrictModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"reason": "consent_awaited", "until": "2021-06-29", "occurredOn": "2021-06-15"}]
        }
    )

    reason: Code[PostponementReason]
    until: LocalDate
    occurred_on: PastDate
