from datetime import date

from chassis.decisions.commands import PlannedDate, Records
from planning.meetings.command import MeetingCommand, change_told_to
from planning.meetings.meeting import Meeting, MeetingChanged
from planning.meetings.summons import Place, TimeOfDay
from planning.office import Office, plan_in_circle
from planning.plan import Plan


class MeetingRebooked(MeetingChanged, private=True):
    TOPIC = "planning.MeetingRebooked"
    planned_on: date
    starts_at: TimeOfDay
    place: Place

    def apply(self, meeting: Meeting) -> None:
        super().apply(meeting)
        meeting.planned_on, meeting.starts_at, meeting.place = self.planned_on, self.starts_at, self.place


class RebookMeeting(MeetingCommand, path="rebooking", sv="Boka om mötet", en="Rebook the meeting"):
    """To another time or place. The same ones again change nothing."""

    planned_on: PlannedDate
    starts_at: TimeOfDay
    place: Place

    def meeting_in(self, work: Records, office: Office) -> Meeting:
        """Raises StillCatchingUp: whom the new time is told to rests on the consent, as a summons does."""
        meeting = super().meeting_in(work, office)
        if meeting.plan_id is not None:
            plan = plan_in_circle(work.load(Plan, meeting.plan_id), work, office.circle_today)
            work.require_open(*plan.rests_on)
        return meeting

    def decide(self, meeting: Meeting, plan: Plan | None, today: date, sealed: str | None) -> None:
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
                readers=change_told_to(meeting, plan, self.by),
                occurred_on=self.occurred_on,
            )
