from dataclasses import field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from chassis.decisions.commands import Command, PlannedDate, Records
from planning.meetings.meeting import MEETING, Meeting, MeetingSummoned
from planning.meetings.seen_meeting import SeenMeeting
from planning.meetings.summons import Place, TimeOfDay
from planning.office import Office, plan_beside
from planning.plan import Plan
from planning.plan.refusals import SharingHasEnded
from samplan.contracts.codes import Agency, MeetingKind


class SummonMeeting(Command[Office], path="", sv="Kalla till möte", en="Summon to a meeting", creates=True):
    """Each agency that is summoned may know of the plan; a steering meeting alone is about no plan."""

    meeting_id: UUID = field(default_factory=uuid4)
    plan_id: UUID | None
    kind: MeetingKind
    agencies: frozenset[Agency]
    planned_on: PlannedDate
    starts_at: TimeOfDay
    place: Place
    by: Agency
    occurred_on: date

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if (sent.kind is MeetingKind.STEERING) != (sent.plan_id is None):
            raise ValueError("steering_alone_has_no_plan")

    def carry_out(self, work: Records, office: Office) -> SeenMeeting:
        """Raises NotFound or StillCatchingUp, and what `decide` raises."""
        plan = self.plan_id and plan_beside(self.plan_id, self.by, MEETING, work, office.circle_today)
        if plan:  # whom it may be told rests on the consent
            work.require_open(*plan.rests_on)
        return SeenMeeting(work.add(self.decide(plan or None, office.keeper)), notes=())

    def decide(self, plan: Plan | None, keeper: Agency) -> Meeting:
        """Raises SharingHasEnded, BeforeTheStart or AgencyNotInConsent."""
        if plan is not None:
            if not plan.may_be_changed_by(self.by):
                raise SharingHasEnded
            plan.require_begun_on(self.planned_on)
            plan.require_named(*self.agencies)
        return Meeting.begin(
            MeetingSummoned,
            self.meeting_id,
            plan_id=self.plan_id,
            participant_id=plan.participant_id if plan else None,
            kept_by=keeper,
            summoned_by=self.by,
            kind=self.kind,
            agencies=tuple(sorted(self.agencies)),
            planned_on=self.planned_on,
            starts_at=self.starts_at,
            place=self.place,
            occurred_on=self.occurred_on,
        )
