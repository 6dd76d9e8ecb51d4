"""One participant's plan: several agencies work in it, and each changes only its own items."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from chassis.decisions.domain import Aggregate, DomainEvent
from planning.dates.by_date import ByDate, in_force
from planning.plan.activity import Activity
from planning.plan.agreement import Agreements
from planning.plan.circle_today import NOT_ASKED, PLAN, CircleToday
from planning.plan.clock import Clock
from planning.plan.coordinator import Coordination
from planning.plan.course import Course
from planning.plan.exits import Ending
from planning.plan.plan_fact import PlanFact, contract_named
from planning.plan.refusals import ActivityNotFound, AgencyNotInConsent, BeforeTheStart, PlanHasEnded
from samplan.contracts.codes import (
    Agency,
    ConsentPurpose,
    IncomeSupport,
    InterruptionReason,
    Mode,
    Occasion,
    Track,
)
from samplan.privacy.circle.may_know import Allowed, Decision, Denied, Rule

F = TypeVar("F", bound=PlanFact)


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
        mode: Mode | None = None,
    ) -> None:
        self.referral_id, self.participant_id, self.consent_id = referral_id, participant_id, consent_id
        self.consent_ids: tuple[UUID, ...] = (consent_id,)
        self.programme, self.kept_by, self.opened_as = programme, kept_by, mode
        self.clock = Clock(plan_due_on, plan_due_on, since=None if mode is Mode.STUDY_VISIT else occurred_on)
        self.opened_on = occurred_on
        self.circle: CircleToday = NOT_ASKED  # not stored: each command sets that of today
        self._begin_empty()

    def _begin_empty(self) -> None:
        """What its later facts say."""
        self.joined_referrals: tuple[UUID, ...] = ()
        self.wrong_referrals: tuple[UUID, ...] = ()
        self.entered_in_error_on: date | None = None
        self.coordinators: ByDate[Agency] = ()
        self.coordination = Coordination()
        self.tracks: ByDate[Track] = ()
        self.course = Course()
        self.agreement = Agreements()
        self.has_missed_deadline = False
        self.activities: Mapping[UUID, Activity] = {}
        self.told_activities: Mapping[UUID, Activity] = {}
        self.income_history: tuple[tuple[Occasion, IncomeSupport, date], ...] = ()
        self.ending = Ending()
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
        """The aggregates whose records may end what others may know of the plan (I24)."""
        return {*self.consent_ids, self.referral_id, *self.joined_referrals, *self.circle.subjects}

    @property
    def coordinator(self) -> Agency | None:
        return in_force(self.coordinators)

    @property
    def track(self) -> Track | None:
        return in_force(self.tracks)

    @property
    def income_support(self) -> Mapping[Occasion, IncomeSupport]:
        """What was recorded last, at entry and at exit."""
        return {at: support for at, support, _ in self.income_history}

    def must_agree(self, on: date) -> set[Agency]:
        """The agencies without which the plan is not agreed: the owners of items, and the coordinator.

        One that may no longer know of the plan cannot agree, and prevents nothing.
        """
        needed = self.owners_on(on) | ({self.coordinator} if self.coordinator else set())
        return {one for one in needed if self.is_known_to(one)}

    @property
    def current_activities(self) -> tuple[Activity, ...]:
        return tuple(activity for activity in self.activities.values() if activity.is_current)

    @property
    def planned_activities(self) -> tuple[Activity, ...]:
        return tuple(activity for activity in self.activities.values() if activity.is_planned)

    def owners_on(self, on: date) -> set[Agency]:
        """The agencies with an item that is accepted, or that had started by that day and has not ended."""
        return {one.owner for one in self.activities.values() if one.is_open_on(on)}

    @property
    def taking_part(self) -> set[Agency]:
        """The agencies that keep it, have coordinated it, or have had an item in it or stopped its clock."""
        coordinators = {agency for agency, _ in self.coordinators}
        stopped = {stop.by for stop in self.clock.stops if stop.by}
        owners = {one.owner for one in self.activities.values() if one.is_taken_on}
        return {self.kept_by, *coordinators, *stopped, *owners}

    def access_of(
        self, agency: Agency, purpose: ConsentPurpose = ConsentPurpose.COORDINATION, what: str = PLAN
    ) -> Decision:
        """May the agency see the whole plan today? Its keeper alone sees one that was entered in error.

        `what`: the resource of the access table, where the agency asks for a record beside the plan.
        """
        if self.is_wrong_for(agency):
            return Denied(rule=Rule.NOT_SHARED)
        return self.circle.may_see(agency, self.kept_by, purpose, what)

    def is_wrong_for(self, agency: Agency) -> bool:
        """Whether it was entered in error, and the agency does not keep it (R-13)."""
        return self.entered_in_error_on is not None and agency != self.kept_by

    def is_known_to(self, agency: Agency, purpose: ConsentPurpose = ConsentPurpose.COORDINATION) -> bool:
        return isinstance(self.access_of(agency, purpose), Allowed)

    def is_shown_to(self, agency: Agency, purpose: ConsentPurpose = ConsentPurpose.COORDINATION) -> bool:
        """Whether it sees the whole plan, or at least its own items in it (C-09)."""
        return self.has_items_of(agency) or self.is_known_to(agency, purpose)

    def has_items_of(self, agency: Agency) -> bool:
        return agency in self.taking_part and self.entered_in_error_on is None

    def may_be_changed_by(self, agency: Agency) -> bool:
        """Emergency access is for reading."""
        return self.access_of(agency).rule in (Rule.OWN_RECORD, Rule.CONSENT)

    @property
    def is_study_visit(self) -> bool:
        """No enrolment in the programme has led to it yet: no clock runs (R-07)."""
        return self.clock.since is None

    @property
    def plan_due_on(self) -> date:
        return self.clock.due_on

    def is_late_on(self, as_of: date) -> bool:
        """Whether the agreement, the end or else that day is later than the day it was due."""
        settled_on = self.agreement.first_on or self.ended_on or as_of
        return not self.is_study_visit and settled_on > self.plan_due_on

    def recorded(self, kind: type[F]) -> list[F]:
        """The facts of one kind, in the order recorded: state that only one command reads."""
        return [fact for fact in self.history if isinstance(fact, kind)]

    def record(self, fact: type[PlanFact], on: date, **members: Any) -> None:
        """Record a fact of that day, shared if today's circle lets others know it (C-06)."""
        is_own = self._is_owners_alone(fact, members)
        decision = Denied(rule=Rule.NOT_NAMED) if is_own else self.may_tell(fact, on)
        version = decision.version if isinstance(decision, Allowed) else 0
        self.trigger_event(
            fact,
            occurred_on=on,
            shared=isinstance(decision, Allowed),
            published_under=version or None,
            **members,
        )

    def withhold(self, fact: type[PlanFact], on: date, **members: Any) -> None:
        """Record a fact of that day that no other agency hears of, as of what it answers."""
        self.trigger_event(fact, occurred_on=on, shared=False, **members)

    def _is_owners_alone(self, fact: type[PlanFact], members: Mapping[str, Any]) -> bool:
        """What an agency that no consent names does in its item, unless that ends with the plan (K4)."""
        item = self.activities.get(members.get("activity_id", self.id))
        ends_with_plan = members.get("reason") is InterruptionReason.PLAN_ENDED and not fact.PROPOSES
        if item is None or ends_with_plan:
            return False
        return not self.circle.names(item.owner, self.kept_by)

    def may_tell(self, fact: type[DomainEvent], on: date) -> Decision:
        """May other agencies know of a fact of that day? What was entered in error is told to none."""
        if self.entered_in_error_on:
            return Denied(rule=Rule.NOT_SHARED)
        return self.circle.may_tell(contract_named(fact), self.kept_by, on)

    def activity(self, activity_id: UUID) -> Activity:
        """Raises ActivityNotFound."""
        if activity_id not in self.activities:
            raise ActivityNotFound
        return self.activities[activity_id]

    def put(self, changed: Activity) -> None:
        """Keep an item as one more fact of it leaves it."""
        before = self.activities.get(changed.id)
        counted = replace(changed, version=before.version + 1 if before else 1)
        self.activities = {**self.activities, changed.id: counted}

    def note_told(self, fact: PlanFact) -> None:
        """An item as a fact that is told leaves it: all that other agencies than its owner know of it."""
        item = self.activities.get(getattr(fact, "activity_id", None) or self.id)
        if item is not None:
            self.told_activities = {**self.told_activities, item.id: item}

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
        """Raises AgencyNotInConsent unless each of them may know of the plan today."""
        if not all(map(self.is_known_to, agencies)):
            raise AgencyNotInConsent
