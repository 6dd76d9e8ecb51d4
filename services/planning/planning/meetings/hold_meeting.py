from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any
from uuid import UUID

from planning.meetings.command import MeetingCommand, change_told_to
from planning.meetings.meeting import Holding, Meeting, MeetingChanged, Status
from planning.meetings.summons import Attendee, Language
from planning.office.beside import Told, told
from planning.plan import Plan
from samplan.contracts.codes import Agency, MeetingKind

NOT_SHARED = Told(shared=False, published_under=None)
"""Of a meeting that concerns no participant: only the agencies that came know of it."""


class MeetingHeld(MeetingChanged):
    """Published by its kind, the agencies that came and the day alone.

    `sealed`: the interpreter's language, which was stored in clear as `interpreter` before.
    """

    TOPIC = "planning.MeetingHeld"
    plan_id: UUID | None
    kind: MeetingKind
    agencies: tuple[Agency, ...]
    came: tuple[Attendee, ...]
    participant_came: bool
    interpreter: Language | None = field(default=None, kw_only=True)
    sealed: str | None = field(default=None, kw_only=True)
    conducted_by: Agency
    entered_by: Agency
    entered_on: date
    shared: bool
    published_under: int | None = field(default=None, kw_only=True)

    @property
    def is_withheld(self) -> bool:
        return not self.shared

    def apply(self, meeting: Meeting) -> None:
        super().apply(meeting)
        meeting.status = Status.HELD
        meeting.holding = Holding(
            on=self.occurred_on,
            came=self.came,
            participant_came=self.participant_came,
            interpreter=self.interpreter,
            sealed=self.sealed,
            conducted_by=self.conducted_by,
            entered_by=self.entered_by,
            entered_on=self.entered_on,
        )


class HoldMeeting(
    MeetingCommand, path="holding", sv="Registrera hållet möte", en="Record the meeting as held"
):
    """Held on `occurredOn` by the agency that conducted it; who enters it and when is apart (P-23)."""

    came: tuple[Attendee, ...]
    participant_came: bool
    interpreter: Language | None = None
    conducted_by: Agency

    @classmethod
    def check_form(cls, sent: Any) -> None:
        if sent.conducted_by not in {one.agency for one in sent.came}:
            raise ValueError("conductor_did_not_come")

    def words(self) -> Mapping[str, Any]:
        """The language of an interpreter tells of an origin."""
        return {"interpreter": self.interpreter} if self.interpreter else {}

    def decide(self, meeting: Meeting, plan: Plan | None, today: date, sealed: str | None) -> None:
        """Raises AgencyNotInConsent for one that came unsummoned and may not know of the plan."""
        meeting.require_led_by(self.by)
        agencies = {one.agency for one in self.came}
        if plan is not None:
            plan.require_begun_on(self.occurred_on)
            plan.require_named(*agencies - meeting.parties)
        meeting.trigger_event(
            MeetingHeld,
            plan_id=meeting.plan_id,
            kind=meeting.kind,
            agencies=tuple(sorted(agencies)),
            came=self.came,
            participant_came=self.participant_came,
            sealed=sealed,
            conducted_by=self.conducted_by,
            entered_by=self.by,
            entered_on=today,
            readers=change_told_to(meeting, plan, self.by, agencies),
            occurred_on=self.occurred_on,
            **(told(plan, MeetingHeld, self.occurred_on) if plan else NOT_SHARED),
        )
