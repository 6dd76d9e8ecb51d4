"""What all commands on one meeting have in common."""

from abc import abstractmethod
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from chassis.decisions.commands import Command, Records
from chassis.decisions.domain import NotFound
from planning.meetings.meeting import MEETING, Meeting
from planning.meetings.seen_meeting import SeenMeeting, notes_for
from planning.office import CirclesToday, Office, plan_of_record
from planning.office.beside import readers_today
from planning.plan import Plan
from samplan.contracts.codes import Agency
from samplan.privacy.circle.may_know import Allowed, Rule


def plan_of(meeting: Meeting, by: Agency, work: Records, circles: CirclesToday) -> Plan | None:
    """For an agency that may see the meeting; None where it concerns no participant. Raises NotFound."""
    if meeting.plan_id is None:
        if by not in (*meeting.parties, meeting.kept_by):
            raise NotFound
        return None
    plan = plan_of_record(meeting.plan_id, by, MEETING, work, circles, meeting.parties)
    if not is_shown_in(meeting, plan, by):
        raise NotFound().because_of(Rule.NOT_NAMED.value)
    return plan


def is_shown_in(meeting: Meeting, plan: Plan, by: Agency) -> bool:
    """Whether an agency that sees the plan sees the meeting: its own, or of a summoner that it may know."""
    if by in (*meeting.parties, plan.kept_by):
        return True
    return isinstance(plan.circle.may_see_beside(by, meeting.summoned_by, plan.kept_by, MEETING), Allowed)


def is_shown(meeting: Meeting, by: Agency, work: Records, circles: CirclesToday) -> bool:
    """Raises NotFound for an agency that may not see the meeting."""
    plan_of(meeting, by, work, circles)
    return True


def told_to(
    plan: Plan | None, own: Collection[Agency], others: Collection[Agency], by: Agency
) -> tuple[Agency, ...] | None:
    """To whom something new of a meeting is told: `own`, and the others that may know today what `by` does.

    None where the meeting concerns no participant: all its parties.
    """
    if plan is None:
        return None
    return tuple(sorted({*own, *readers_today(plan, others, MEETING, by)}))


def change_told_to(
    meeting: Meeting, plan: Plan | None, by: Agency, came: Collection[Agency] = ()
) -> tuple[Agency, ...] | None:
    """Who summoned, who came, and the keeper of the plan; the other parties as far as they may know."""
    own = {meeting.summoned_by, *came, *meeting.concerned & {meeting.kept_by}}
    return told_to(plan, own, meeting.concerned, by)


class MeetingCommand(Command[Office]):
    """A decision about one meeting, on a day."""

    meeting_id: UUID
    by: Agency
    occurred_on: date

    def carry_out(self, work: Records, office: Office) -> SeenMeeting:
        meeting = self.meeting_in(work, office)
        plan = plan_of(meeting, self.by, work, office.circle_today)
        words = self.words()
        sealed = office.words.seal(meeting.person, words, record=meeting.id) if words else None
        self.decide(meeting, plan, office.today(), sealed)
        return SeenMeeting(meeting, notes_for(meeting, plan, self.by))

    def words(self) -> Mapping[str, Any]:
        """What is to be sealed under the participant's key."""
        return {}

    def meeting_in(self, work: Records, office: Office) -> Meeting:
        """Raises NotFound before the version is compared."""
        return work.load(
            Meeting,
            self.meeting_id,
            if_shown=lambda meeting: is_shown(meeting, self.by, work, office.circle_today),
        )

    def require_shown(self, work: Records, circles: CirclesToday) -> None:
        """For an answer that is given again. Raises NotFound for an agency that may no longer see it."""
        plan_of(work.load(Meeting, self.meeting_id), self.by, work, circles)

    @abstractmethod
    def decide(self, meeting: Meeting, plan: Plan | None, today: date, sealed: str | None) -> None:
        """Refuses, or records facts. `plan`: in today's circle; none where no participant is concerned.

        `sealed`: what `words` returns.
        """
