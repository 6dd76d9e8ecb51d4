"""The agencies' requests in one participant's plan, in order of date. Sends nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from samplan.contracts.codes import ExitClass, IncomeSupport, Occasion
from simulator.stories.offices import STATE
from simulator.stories.plan_step import PlanStep
from simulator.stories.story import Activity, Participation

SUMMARY: Mapping[str, str] = MappingProxyType(
    {
        "summary": "Påhittat: har deltagit i det som planerades.",
        "nextStep": "Påhittat: ordinarie kontakt med myndigheten.",
    }
)


def plan_steps(stay: Participation, income_at_entry: IncomeSupport) -> list[PlanStep]:
    """By business date; on the same day, in order of dependency."""
    in_the_plan = (*_entry(stay, income_at_entry), *_agreement(stay), *_activities(stay))
    steps = [*in_the_plan, *stay.more, *_exit(stay)]
    return sorted(steps, key=lambda step: step.on)


def _entry(stay: Participation, income_at_entry: IncomeSupport) -> Iterator[PlanStep]:
    yield PlanStep(
        on=stay.coordinator_on,
        name="coordinator",
        agency=STATE,
        path="/coordinator",
        body={"agency": stay.coordinator},
    )
    yield _income(stay, stay.coordinator_on, Occasion.ENTRY, income_at_entry)


def _agreement(stay: Participation) -> Iterator[PlanStep]:
    for number, (on, track) in enumerate(stay.tracks, start=1):
        yield PlanStep(
            on=on, name=f"track-{number}", agency=stay.coordinator, path="/track", body={"track": track}
        )
    if stay.plan_agreed_on is not None:
        yield from _agreement_of_each(stay, stay.plan_agreed_on)


def _agreement_of_each(stay: Participation, on: date) -> Iterator[PlanStep]:
    """Each agency agrees for itself, and then the participant through the coordinator."""
    for agency in stay.plan_agencies:
        yield PlanStep(on=on, name=f"agreement-{agency}", agency=agency, path="/agreement")
    yield PlanStep(
        on=on, name="agreement-participant", agency=stay.coordinator, path="/agreement/participant"
    )


def _activities(stay: Participation) -> Iterator[PlanStep]:
    for activity in stay.activities:
        yield PlanStep(
            on=activity.started_on,
            name=f"start-{activity.kind}",
            agency=activity.owner,
            path="/activities",
            body={"kind": activity.kind},
            makes=activity.kind,
        )
        if activity.ended_on is not None:
            yield _end_of(activity, activity.ended_on)


def _end_of(activity: Activity, on: date) -> PlanStep:
    interrupted = activity.interrupted
    return PlanStep(
        on=on,
        name=f"end-{activity.kind}",
        agency=activity.owner,
        path="/interruption" if interrupted else "/completion",
        body={"reason": interrupted} if interrupted else {},
        upon=activity.kind,
    )


def _exit(stay: Participation) -> Iterator[PlanStep]:
    to = stay.ending.exit_class
    # Withdrawing the consent ends the participation: no exit is recorded.
    if stay.left_on is None or to is None or to is ExitClass.CONSENT_WITHDRAWN:
        return
    if stay.income_at_exit is not None:
        yield _income(stay, stay.left_on, Occasion.EXIT, stay.income_at_exit)
    yield PlanStep(
        on=stay.left_on, name="exit-summary", agency=stay.coordinator, path="/exit-summary", body=SUMMARY
    )
    kind = stay.ending.subsidy_kind
    right = {"exitClass": to, **({"subsidyKind": kind} if kind else {})}
    first = {"exitClass": stay.first_recorded_as} if stay.first_recorded_as else right
    yield PlanStep(on=stay.left_on, name="exit", agency=stay.coordinator, path="/exit", body=first)
    if first is not right:
        yield PlanStep(
            on=stay.left_on,
            name="exit-correction",
            agency=stay.coordinator,
            path="/exit-correction",
            body=right,
        )


def _income(stay: Participation, on: date, at: Occasion, income_support: IncomeSupport) -> PlanStep:
    return PlanStep(
        on=on,
        name=f"income-at-{at}",
        agency=stay.coordinator,
        path="/income-support",
        body={"at": at, "incomeSupport": income_support},
    )
