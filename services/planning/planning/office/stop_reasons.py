"""Why a clock is stopped: sealed under the participant's key, and opened for the agency that entered it."""

from collections.abc import Mapping
from datetime import date

from planning.office.office import Words
from planning.plan.clock import Stop, StopReason
from planning.plan.plan import Plan
from samplan.contracts.codes import Agency


def seal_reason(reason: StopReason, plan: Plan, words: Words) -> str:
    """Raises ParticipantIsErased."""
    return words.seal(plan.participant_id, {"reason": reason.value}, record=plan.id)


def reasons_for(agency: Agency, plan: Plan, words: Words) -> Mapping[Stop, StopReason]:
    """Of the stops that it has entered; without those that no key opens any more."""
    own = [one for one in plan.clock.stops if one.by == agency]
    found = {one: _reason_of(one, plan, words) for one in own}
    return {one: reason for one, reason in found.items() if reason}


def reasons_on(day: date, plan: Plan, words: Words) -> frozenset[StopReason]:
    """Why the clock is stopped on that day, whichever agency has stopped it: for rules, never shown."""
    stops = (one for one in plan.clock.stops if one.first <= day <= one.last)
    return frozenset(found for stop in stops if (found := _reason_of(stop, plan, words)))


def _reason_of(stop: Stop, plan: Plan, words: Words) -> StopReason | None:
    opened = words.open(stop.sealed, record=plan.id) if stop.sealed else None
    return StopReason(opened["reason"]) if opened else stop.reason
