from datetime import date

from planning.meetings.command import MeetingCommand, change_told_to
from planning.meetings.meeting import Meeting, MeetingChanged, Status
from planning.meetings.summons import CancellationReason
from planning.plan import Plan


class MeetingCancelled(MeetingChanged, private=True):
    TOPIC = "planning.MeetingCancelled"
    reason: CancellationReason

    def apply(self, meeting: Meeting) -> None:
        super().apply(meeting)
        meeting.status = Status.CANCELLED
        meeting.cancelled_because = self.reason


class CancelMeeting(MeetingCommand, path="cancellation", sv="Ställ in mötet", en="Cancel the meeting"):
    reason: CancellationReason

    def decide(self, meeting: Meeting, plan: Plan | None, today: date, sealed: str | None) -> None:
        meeting.require_led_by(self.by)
        meeting.trigger_event(
            MeetingCancelled,
            reason=self.reason,
            readers=change_told_to(meeting, plan, self.by),
            occurred_on=self.occurred_on,
        )
