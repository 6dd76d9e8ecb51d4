"""How far each plan has come, from the events of the planning service."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from reporting.rows.projection import Projection
from reporting.rows.table import Table
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import (
    ActivityKind,
    Agency,
    ExitClass,
    IncomeSupport,
    Occasion,
    SubsidyKind,
    Track,
)
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.endings import (
    ExitCorrected,
    ExitedToEnhancedCooperation,
    FollowedUpAfterExit,
    PlanReopened,
    StepMoved,
)
from samplan.contracts.planning.plans import (
    ActivityStarted,
    ClockStopped,
    CoordinatorAppointed,
    ExitedOtherwise,
    ExitedToStudies,
    ExitedToWork,
    IncomeSupportRecorded,
    PlanAgreed,
    PlanDeadlineMissed,
    PlanEvent,
    PlanOpened,
    TrackChosen,
)
from samplan.contracts.planning.revisions import ClockResumed, PlanDeadlineMissTakenBack


class Plan(Struct, frozen=True, kw_only=True):
    plan_id: UUID
    referral_id: UUID | None = None
    opened_on: date | None = None
    due_on: date | None = None
    coordinator: Agency | None = None
    coordinator_since: date | None = None
    track: Track | None = None
    track_since: date | None = None
    agreed_on: date | None = None
    deadline_missed_on: date | None = None
    first_activity_on: date | None = None
    income_at_entry: IncomeSupport | None = None
    income_at_exit: IncomeSupport | None = None
    exited_on: date | None = None
    exit_class: ExitClass | None = None
    subsidy_kind: SubsidyKind | None = None
    step: StepMove | None = None
    step_on: date | None = None
    status_after: StatusAfterExit | None = None
    followed_up_on: date | None = None
    stops: str | None = None  # of its clock, first and last day: `2022-06-21/2022-06-30 …`
    interventions: str | None = None  # the first day of each kind of activity: `guidance=2022-06-01 …`


WORK_OR_STUDIES = {
    ExitClass.WORK_UNSUBSIDISED,
    ExitClass.WORK_SUBSIDISED,
    ExitClass.STUDIES_STUDENT_AID,
    ExitClass.STUDIES_RETAINED_SUPPORT,
}
"""After these exits no step that was moved counts (P-17)."""

Exit = ExitedToWork | ExitedToStudies | ExitedToEnhancedCooperation | ExitedOtherwise | ExitCorrected

TABLE = Table("plans", Plan, ("plan_id",), indexed=("referral_id",))


def fold(row: Plan, event: ContractEvent) -> Plan:
    """The row after the event; the same row when the event says nothing about it."""
    match event:
        case PlanOpened(occurred_on=on, referral_id=referral, plan_due_on=due):
            return Plan(plan_id=row.plan_id, opened_on=on, referral_id=referral, due_on=due)
        case ClockStopped(plan_due_on=due) | ClockResumed(plan_due_on=due):
            return replace(row, due_on=due, stops=_stops(row, event))
        case PlanDeadlineMissTakenBack():
            return replace(row, deadline_missed_on=None)
        case PlanAgreed() | PlanDeadlineMissed() | ActivityStarted():
            return _reached(row, event)
        case CoordinatorAppointed() | TrackChosen() | IncomeSupportRecorded():
            return _noted(row, event)
        case (
            ExitedToWork()
            | ExitedToStudies()
            | ExitedToEnhancedCooperation()
            | ExitedOtherwise()
            | ExitCorrected()
        ):
            return _exited(row, event)
        case PlanReopened() | StepMoved() | FollowedUpAfterExit():
            return _after_exit(row, event)
        case _:
            return row


def _reached(row: Plan, event: PlanAgreed | PlanDeadlineMissed | ActivityStarted) -> Plan:
    """The first day counts: a plan that is revised later was agreed only once."""
    on = event.occurred_on
    match event:
        case PlanAgreed():
            return replace(row, agreed_on=row.agreed_on or on)
        case PlanDeadlineMissed():
            return replace(row, deadline_missed_on=row.deadline_missed_on or on)
        case ActivityStarted():
            return _started(row, event.kind, on)


def _started(row: Plan, kind: ActivityKind, on: date) -> Plan:
    """The first day of the kind counts, and the first of all."""
    known = interventions_of(row)
    first = {**known, kind: min(known.get(kind, on), on)}
    return replace(row, first_activity_on=min(row.first_activity_on or on, on), interventions=written(first))


def written(interventions: Mapping[str, date]) -> str:
    return " ".join(f"{kind}={day.isoformat()}" for kind, day in sorted(interventions.items()))


def interventions_of(plan: Plan) -> dict[str, date]:
    """The first day of each kind of activity."""
    pairs = (one.split("=") for one in (plan.interventions or "").split())
    return {kind: date.fromisoformat(day) for kind, day in pairs}


def _stops(row: Plan, event: ClockStopped | ClockResumed) -> str | None:
    """A stop ends on its last day, or the day before the clock is resumed.

    A clock that starts after a study visit is told as resumed. No stop ends then: the plan is due no earlier.
    """
    on, known = event.occurred_on, stops_of(row)
    if isinstance(event, ClockStopped):
        return written_stops({*known, (on, event.until)})
    if row.due_on and event.plan_due_on >= row.due_on:
        return row.stops
    return written_stops((first, min(until, on - timedelta(days=1))) for first, until in known) or None


def stops_of(plan: Plan) -> tuple[tuple[date, date], ...]:
    pairs = (one.split("/") for one in (plan.stops or "").split())
    return tuple((date.fromisoformat(first), date.fromisoformat(until)) for first, until in pairs)


def written_stops(stops: Iterable[tuple[date, date]]) -> str:
    return " ".join(f"{first}/{until}" for first, until in sorted(stops) if first <= until)


def _noted(row: Plan, event: CoordinatorAppointed | TrackChosen | IncomeSupportRecorded) -> Plan:
    """The latest by date counts; of one day, and of income support, the latest event."""
    on = event.occurred_on
    match event:
        case CoordinatorAppointed(agency=agency):
            is_late = on < (row.coordinator_since or on)
            return row if is_late else replace(row, coordinator=agency, coordinator_since=on)
        case TrackChosen(track=track):
            return row if on < (row.track_since or on) else replace(row, track=track, track_since=on)
        case IncomeSupportRecorded(at=Occasion.ENTRY, income_support=income):
            return replace(row, income_at_entry=income)
        case IncomeSupportRecorded(income_support=income):
            return replace(row, income_at_exit=income)


def _exited(row: Plan, event: Exit) -> Plan:
    """The latest one counts: a correction replaces what was published before."""
    kind = event.subsidy_kind if isinstance(event, ExitedToWork | ExitCorrected) else None
    left = replace(row, exited_on=event.occurred_on, exit_class=event.exit_class, subsidy_kind=kind)
    return replace(left, step=None, step_on=None) if event.exit_class in WORK_OR_STUDIES else left


def _after_exit(row: Plan, event: PlanReopened | StepMoved | FollowedUpAfterExit) -> Plan:
    """An exit is taken back with what was noted after it."""
    match event:
        case PlanReopened():
            noted = dict.fromkeys(("step", "step_on", "status_after", "followed_up_on"))
            return replace(row, exited_on=None, exit_class=None, subsidy_kind=None, **noted)
        case StepMoved(occurred_on=on, step=step):
            return replace(row, step=step, step_on=on)
        case FollowedUpAfterExit(occurred_on=on, status=status):
            return replace(row, status_after=status, followed_up_on=on)


def _begin(event: ContractEvent) -> Plan | None:
    return Plan(plan_id=event.plan_id) if isinstance(event, PlanEvent) else None


PROJECTION = Projection(TABLE, _begin, fold)


def by_id(tx: Transaction, prefix: str, plan_ids: Collection[UUID]) -> list[Plan]:
    return TABLE.where(tx, prefix, "plan_id", plan_ids)


def opened_for(tx: Transaction, prefix: str, referral_ids: Collection[UUID]) -> list[Plan]:
    """The plans that the enrolments of the referrals opened."""
    return TABLE.where(tx, prefix, "referral_id", referral_ids)
