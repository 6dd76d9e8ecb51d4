from datetime import date

from planning.meetings.command import MeetingCommand
from planning.meetings.meeting import Meeting, MeetingFact, Status
from planning.meetings.summons import CancellationReason
from planning.plan import Plan


class MeetingCancelled(MeetingFact, private=True):
    TOPIC = "planning.MeetingCancelled"
    reason: CancellationReason

    def apply(self, meeting: Meeting) -> None:
        meeting.status = Status.CANCELLED
        meeting.cancelled_because = self.reason


class CancelMeeting(MeetingCommand, path="cancellation", sv="Ställ in mötet", en="Cancel the meeting"):
    reason: CancellationReason

    def decide(self, meeting: Meeting, plan: Plan | None, today: date) -> None:
        meeting.require_led_by(self.by)
        meeting.trigger_event(MeetingCancelled, reason=self.reason, occurred_on=self.occurred_on)
