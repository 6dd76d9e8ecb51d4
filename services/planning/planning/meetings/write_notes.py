from datetime import date

from chassis.decisions.commands import LongText, Records
from planning.meetings.command import MeetingCommand
from planning.meetings.meeting import DidNotAttend, Meeting, MeetingFact, MeetingNotHeld, Status
from planning.plan import Office, Plan
from samplan.contracts.codes import Agency


class NotesWritten(MeetingFact, private=True):
    """`sealed`: under the participant's key. Earlier notes stay."""

    TOPIC = "planning.NotesWritten"
    by: Agency
    sealed: str

    def apply(self, meeting: Meeting) -> None:
        meeting.notes = (*meeting.notes, (self.by, self.occurred_on, self.sealed))


class WriteNotes(
    MeetingCommand, path="notes", sv="Skriv minnesanteckningar", en="Write notes", versioned=False
):
    """By an agency that was there, or the keeper. They are added to the earlier ones, and never published."""

    notes: LongText

    def carry_out(self, work: Records, office: Office) -> Meeting:
        meeting = super().carry_out(work, office)
        sealed = office.words.seal(meeting.person, {"notes": self.notes}, record=meeting.id)
        meeting.trigger_event(NotesWritten, by=self.by, sealed=sealed, occurred_on=self.occurred_on)
        return meeting

    def decide(self, meeting: Meeting, plan: Plan | None, today: date) -> None:
        """Raises MeetingNotHeld or DidNotAttend."""
        if meeting.status is not Status.HELD:
            raise MeetingNotHeld
        if self.by not in (*meeting.attending, meeting.kept_by):
            raise DidNotAttend
