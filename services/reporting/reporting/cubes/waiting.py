"""What each day from a referral to the exit was spent on: exactly one cause (T-22).

Two cells for each cause that a journey goes through: people begin on a day, and end on another. So the days
that all of them have spent by any day are a sum, and so are the days that fall into a pause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, TypeVar

from reporting.journeys.journey import Journey, Step

C = TypeVar("C")
WAIT, BEGIN, AGAIN, END = "wait", "begin", "again", "end"
DAY = timedelta(days=1)


class Cause(StrEnum):
    """What events tell: nothing of an interpreter, nor of single days after the first activity."""

    INTAKE_PAUSED = "intake_paused"  # by the programme, before the meeting
    ASSESSMENT = "assessment"  # of eligibility
    MEETING = "meeting"  # the intake meeting, once found eligible
    CONSENT = "consent"
    ENROLMENT = "enrolment"  # and study visits
    PLAN = "plan"  # its agreement
    CLOCK_STOPPED = "clock_stopped"  # while the plan is awaited
    FIRST_ACTIVITY = "first_activity"  # of an agreed plan
    NOT_TOLD = "not_told"  # an activity has begun


AFTER: Mapping[Step, Cause] = {
    Step.REFERRED: Cause.ASSESSMENT,
    Step.ELIGIBLE: Cause.MEETING,
    Step.INTAKE: Cause.CONSENT,
    Step.CONSENT: Cause.ENROLMENT,
    Step.ENROLLED: Cause.PLAN,
    Step.PLAN: Cause.FIRST_ACTIVITY,
    Step.ACTIVITY: Cause.NOT_TOLD,
}


class Spell(NamedTuple):
    """From one day until before another; None: it has not ended."""

    cause: Cause
    begin: date
    end: date | None


def waits(journey: Journey, reached: Mapping[Step, date], cell: Callable[..., C]) -> list[C]:
    """`reached`: in the order of the steps, none before an earlier one."""
    cells: list[C] = []
    begun: set[Cause] = set()
    for spell in spells(journey, reached):
        turn = AGAIN if spell.cause in begun else BEGIN
        begun.add(spell.cause)
        cells.append(cell(WAIT, spell.cause.value, turn, on=spell.begin))
        if spell.end:
            cells.append(cell(WAIT, spell.cause.value, END, on=spell.end))
    return cells


def spells(journey: Journey, reached: Mapping[Step, date]) -> Iterator[Spell]:
    """Without a gap between them, and none of no day."""
    left_on = max(journey.ending.on, *reached.values()) if journey.ending else None
    ends = [*list(reached.values())[1:], left_on]
    for (step, begin), end in zip(reached.items(), ends, strict=True):
        spell = Spell(AFTER[step], begin, end)
        parts = _stopped(spell, journey.stops) if step is Step.ENROLLED else [spell]
        yield from (one for one in parts if one.end is None or one.begin < one.end)


def _stopped(spell: Spell, stops: Sequence[tuple[date, date]]) -> Iterator[Spell]:
    """Parted by the days on which the clock stood, the last day of each stop included."""
    begin, last = spell.begin, spell.end or date.max
    for first, until in sorted(stops):
        stop, resume = max(first, begin), min(until + DAY, last)
        if stop < resume:
            yield Spell(spell.cause, begin, stop)
            yield Spell(Cause.CLOCK_STOPPED, stop, resume)
            begin = resume
    yield Spell(spell.cause, begin, spell.end)
