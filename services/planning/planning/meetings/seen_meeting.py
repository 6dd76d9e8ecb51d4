"""A meeting as one agency sees it, and the notes of it that the agency may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from planning.meetings.meeting import MEETING, Meeting, Note
from planning.office.seen_plan import keeper_is_told
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed


@dataclass(frozen=True)
class SeenMeeting:
    """`notes`: those that the agency may read; that there are others is not told either.

    `interpreter`: the language; None once the participant is erased, and in the answer to a command.
    """

    meeting: Meeting
    notes: Sequence[Note]
    interpreter: str | None = None

    @property
    def id(self) -> UUID:
        return self.meeting.id

    @property
    def version(self) -> int:
        """Without the notes that it may not read. None of the commands that compare it follows a note."""
        return self.meeting.version - (len(self.meeting.notes) - len(self.notes))


def notes_for(meeting: Meeting, plan: Plan | None, by: Agency) -> list[Note]:
    """Those that were told to the agency, and those that the circle opens to it today."""
    return [one for one in meeting.notes if one.is_told_to(by) or _is_opened(one, plan, by)]


def _is_opened(note: Note, plan: Plan | None, by: Agency) -> bool:
    """What another agency has noted is not the keeper's, whose plan it is about (K4)."""
    if plan is None:
        return False
    if by == plan.kept_by:
        return keeper_is_told(plan, note.by)
    if plan.is_wrong_for(by):
        return False
    return isinstance(plan.circle.may_see_beside(by, note.by, plan.kept_by, MEETING), Allowed)
