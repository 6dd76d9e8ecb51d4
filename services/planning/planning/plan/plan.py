"""One participant's plan: several agencies work in it, and each changes only its own items."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, DomainEvent
from planning.plan.activity import Activity
from planning.plan.exits import Exit
from planning.plan.refusals import ActivityNotFound, AgencyNotInConsent, BeforeTheStart, PlanHasEnded
from samplan.contracts.codes import Agency, IncomeSupport, Occasion, Track

F = TypeVar("F", bound="PlanFact")


class PlanFact(DomainEvent):
    """`shared`: whether other agencies may know of it; decided once, when it happens (C-06, C-07)."""

    occurred_on: date
    shared: bool

    @property
    def is_withheld(self) -> bool:
        return not self.shared

    def mutate(self, aggregate: Any) -> Any:
        """Also keep the fact: a command reads its own earlier facts from the plan."""
        plan: Any = super().mutate(aggregate)
        plan.history = (*plan.history, self)
        return plan


class Plan(Aggregate):
    """The state of a plan, and its rules. It refuses with the codes of `refusals`."""

    TOPIC = "planning.Plan"
    Event = PlanFact

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
        self.history: tuple[PlanFact, ...] = ()

    @property
    def has_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def right_referrals(self) -> set[UUID]:
        """The referrals that led to the plan and were not entered in error."""
        return {self.referral_id, *self.joined_referrals} - {*self.wrong_referrals}

    @property
    def rests_on(self) -> set[UUID]:
        """The consents and referrals whose end may close the plan."""
        return {*self.consent_ids, self.referral_id, *self.joined_referrals}

    @property
    def takes_enrolments(self) -> bool:
        """Whether another enrolment of the participant joins this plan instead of opening another."""
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
        """The agencies with an item that had started by that day and has not ended."""
        return {activity.owner for activity in self.current_activities if activity.started_on <= on}

    @property
    def taking_part(self) -> set[Agency]:
        """The agencies that keep it, have coordinated it or have had an item in it."""
        coordinators = {agency for agency, _ in self.coordinators}
        return {self.kept_by, *coordinators, *(activity.owner for activity in self.activities.values())}

    def is_shared_on(self, on: date) -> bool:
        """Whether other agencies may know what happens on that day."""
        return not self.sharing_is_closed and (self.sharing_until is None or on <= self.sharing_until)

    def is_open_to(self, agency: str) -> bool:
        """The agencies named in the consent while it holds, afterwards only the keeper of the plan (C-09)."""
        return agency in self.agencies and (not self.sharing_is_closed or agency == self.kept_by)

    def is_overdue_on(self, on: date) -> bool:
        """The day the plan is due is itself in time."""
        return on > self.plan_due_on and self.agreed_on is None and not self.has_ended

    def recorded(self, kind: type[F]) -> list[F]:
        """The facts of one kind, in the order recorded: state that only one command reads."""
        return [fact for fact in self.history if isinstance(fact, kind)]

    def record(self, fact: type[PlanFact], on: date, **members: Any) -> None:
        """Record a fact of that day, shared if the plan is shared on that day."""
        self.trigger_event(fact, occurred_on=on, shared=self.is_shared_on(on), **members)

    def activity(self, activity_id: UUID) -> Activity:
        """Raises ActivityNotFound."""
        if activity_id not in self.activities:
            raise ActivityNotFound
        return self.activities[activity_id]

    def require_open_on(self, on: date) -> None:
        """Raises PlanHasEnded or BeforeTheStart."""
        if self.has_ended:
            raise PlanHasEnded
        self.require_begun_on(on)

    def require_begun_on(self, on: date) -> None:
        """Raises BeforeTheStart."""
        if on < self.opened_on:
            raise BeforeTheStart

    def require_named(self, *agencies: Agency) -> None:
        """Raises AgencyNotInConsent."""
        if set(agencies) - set(self.agencies):
            raise AgencyNotInConsent
