from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from chassis.decisions.commands import LongText
from planning.meetings.command import MeetingCommand, told_to
from planning.meetings.meeting import DidNotAttend, Meeting, MeetingFact, MeetingNotHeld, Note, Status
from planning.plan import Plan
from samplan.contracts.codes import Agency


class NotesWritten(MeetingFact, private=True):
    """`sealed`: under the participant's key. Earlier notes stay."""

    TOPIC = "planning.NotesWritten"
    by: Agency
    sealed: str
    readers: tuple[Agency, ...] | None = field(default=None, kw_only=True)

    def apply(self, meeting: Meeting) -> None:
        note = Note(self.by, self.occurred_on, self.sealed, self.readers)
        meeting.notes = (*meeting.notes, note)


class WriteNotes(
    MeetingCommand, path="notes", sv="Skriv minnesanteckningar", en="Write notes", versioned=False
):
    """By an agency that was there, or the keeper. They are added to the earlier ones, and never published."""

    notes: LongText

    def words(self) -> Mapping[str, Any]:
        return {"notes": self.notes}

    def decide(self, meeting: Meeting, plan: Plan | None, today: date, sealed: str | None) -> None:
        """Raises MeetingNotHeld or DidNotAttend."""
        if meeting.status is not Status.HELD:
            raise MeetingNotHeld
        if self.by not in (*meeting.attending, meeting.kept_by):
            raise DidNotAttend
        meeting.trigger_event(
            NotesWritten,
            by=self.by,
            sealed=sealed,
            readers=told_to(plan, {self.by}, {*meeting.attending, meeting.kept_by}, self.by),
            occurred_on=self.occurred_on,
        )
