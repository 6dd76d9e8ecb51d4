"""What is so in a plan: its state, and the rules that only read it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from planning.domain.activity import Activity
from planning.domain.exits import Exit
from samplan.contracts.codes import Agency, IncomeSupport, Occasion, Track


class PlanState:
    def __init__(
        self,
        *,
        referral_id: UUID,
        participant_id: UUID,
        consent_id: UUID,
        programme: str,
        plan_due_on: date,
        kept_by: Agency,
        occurred_on: date,
    ) -> None:
        self.referral_id = referral_id
        self.participant_id = participant_id
        self.consent_id = consent_id
        self.consent_ids: tuple[UUID, ...] = (consent_id,)
        self.programme = programme
        self.plan_due_on = plan_due_on
        self.kept_by = kept_by
        self.opened_on = occurred_on
        self.joined_referrals: tuple[UUID, ...] = ()
        self.wrong_referrals: tuple[UUID, ...] = ()
        self.entered_in_error_on: date | None = None
        self.agencies: tuple[Agency, ...] = ()
        self.sharing_until: date | None = None
        self.sharing_is_closed = False
        self.coordinators: tuple[tuple[Agency, date], ...] = ()
        self.tracks: tuple[tuple[Track, date], ...] = ()
        self.agreed_by: tuple[Agency, ...] = ()
        self.agreed_on: date | None = None
        self.has_missed_deadline = False
        self.activities: Mapping[UUID, Activity] = {}
        self.income_support: Mapping[Occasion, IncomeSupport] = {}
        self.exit: Exit | None = None
        self.ended_on: date | None = None

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def right_referrals(self) -> set[UUID]:
        """Those that led to the plan and were not entered in error."""
        return {self.referral_id, *self.joined_referrals} - {*self.wrong_referrals}

    @property
    def takes_enrolments(self) -> bool:
        """Whether another enrolment of the participant joins this plan instead of opening one of its own."""
        return not (self.has_ended or self.sharing_is_closed)

    @property
    def coordinator(self) -> Agency | None:
        return self.coordinators[-1][0] if self.coordinators else None

    @property
    def track(self) -> Track | None:
        return self.tracks[-1][0] if self.tracks else None

    @property
    def current_activities(self) -> tuple[Activity, ...]:
        return tuple(activity for activity in self.activities.values() if activity.is_current)

    def owners_on(self, on: date) -> set[Agency]:
        """The agencies with an item that had started by then and still goes on."""
        return {activity.owner for activity in self.current_activities if activity.started_on <= on}

    @property
    def taking_part(self) -> set[Agency]:
        """Who keeps it, has coordinated it or has had an item in it."""
        coordinators = {agency for agency, _ in self.coordinators}
        return {self.kept_by, *coordinators, *(activity.owner for activity in self.activities.values())}

    def is_shared_on(self, on: date) -> bool:
        """Whether other agencies may know what happens on that day."""
        return not self.sharing_is_closed and (self.sharing_until is None or on <= self.sharing_until)

    def is_open_to(self, agency: str) -> bool:
        """The agencies named in the consent while it lasts; then only the keeper of the record (C-09)."""
        return agency in self.agencies and (not self.sharing_is_closed or agency == self.kept_by)

    def is_overdue_on(self, on: date) -> bool:
        """The day the plan is due is itself in time."""
        return on > self.plan_due_on and self.agreed_on is None and not self.has_ended

    def exit_blockers(self, to: Exit, on: date) -> list[str]:
        """Everything that stands in the way of this exit on this day, as codes (P-17)."""
        blockers = []
        if self.track is Track.HEALTH and (to.is_to_work or to.is_to_studies):
            blockers.append("health_track_not_followed_up")
        if any(activity.started_on > on for activity in self.current_activities):
            blockers.append("activity_starts_after_exit")
        return blockers
