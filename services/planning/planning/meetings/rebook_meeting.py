from datetime import date

from chassis.decisions.commands import PlannedDate
from planning.meetings.command import MeetingCommand
from planning.meetings.meeting import Meeting, MeetingFact
from planning.meetings.summons import Place, TimeOfDay
from planning.plan import Plan


class MeetingRebooked(MeetingFact, private=True):
    TOPIC = "planning.MeetingRebooked"
    planned_on: date
    starts_at: TimeOfDay
    place: Place

    def apply(self, meeting: Meeting) -> None:
        meeting.planned_on, meeting.starts_at, meeting.place = self.planned_on, self.starts_at, self.place


class RebookMeeting(MeetingCommand, path="rebooking", sv="Boka om mötet", en="Rebook the meeting"):
    """To another time or place. The same ones again change nothing."""

    planned_on: PlannedDate
    starts_at: TimeOfDay
    place: Place

    def decide(self, meeting: Meeting, plan: Plan | None, today: date) -> None:
        meeting.require_led_by(self.by)
        if plan is not None:
            plan.require_begun_on(self.planned_on)
        wanted = (self.planned_on, self.starts_at, self.place)
        if wanted != (meeting.planned_on, meeting.starts_at, meeting.place):
            meeting.trigger_event(
                MeetingRebooked,
                planned_on=self.planned_on,
                starts_at=self.starts_at,
                place=self.place,
                occurred_on=self.occurred_on,
            )
