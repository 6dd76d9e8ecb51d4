"""A meeting is shown, and its notes are read: a disclosure (C-11), to the keeper where others wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.decisions.commands import Command, Records
from planning.disclosing.log_shown import log_record, log_words_of_others
from planning.meetings.command import plan_of
from planning.meetings.meeting import MEETING, DidNotAttend, Meeting, Note
from planning.meetings.seen_meeting import SeenMeeting, notes_for
from planning.office import Office
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed


@dataclass(frozen=True)
class Notes:
    """`text`: None once the participant is erased."""

    by: Agency
    written_on: date
    text: str | None


class ShowMeeting(Command[Office]):
    """When, who and where. Checked now, and logged before the answer where a consent opens it."""

    meeting_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> SeenMeeting:
        meeting = work.load(Meeting, self.meeting_id)
        plan = plan_of(meeting, self.by, work, office.circle_today)
        if plan is not None:
            log_record(plan, self.by, self.role, MEETING, work)
        sealed = meeting.holding.sealed
        words = office.words.open(sealed, record=meeting.id) if sealed else None
        spoken = words["interpreter"] if words else meeting.holding.interpreter
        return SeenMeeting(meeting, notes_for(meeting, plan, self.by), spoken)


class ReadNotes(Command[Office]):
    """For an agency that was there, the keeper, and one to which the circle opens the meeting today.

    Without a consent, an agency that was there reads the notes that were written while it had one.
    """

    meeting_id: UUID
    by: Agency
    role: str

    def carry_out(self, work: Records, office: Office) -> Sequence[Notes]:
        """Raises DidNotAttend for a summoned agency that did not come, once every consent has ended."""
        meeting = work.load(Meeting, self.meeting_id)
        plan = plan_of(meeting, self.by, work, office.circle_today)
        is_opened = plan is not None and isinstance(plan.access_of(self.by, what=MEETING), Allowed)
        if not is_opened and self.by not in (*meeting.attending, meeting.kept_by):
            raise DidNotAttend
        notes = notes_for(meeting, plan, self.by)
        if plan is not None:
            self._log(plan, notes, work)
        return [_opened(meeting, one, office) for one in notes]

    def _log(self, plan: Plan, notes: Sequence[Note], work: Records) -> None:
        if self.by == plan.kept_by:
            log_words_of_others(plan, (one.by for one in notes), self.role, MEETING, work)
        else:
            log_record(plan, self.by, self.role, MEETING, work)


def _opened(meeting: Meeting, note: Note, office: Office) -> Notes:
    words = office.words.open(note.sealed, record=meeting.id)
    return Notes(note.by, note.on, words["notes"] if words else None)
