"""What becomes of a participant who has left: the step that they moved, and the follow-up."""

from collections.abc import Iterator
from datetime import date, timedelta

from samplan.contracts.codes import ExitClass
from samplan.contracts.codes.endings import StatusAfterExit, StepMove
from simulator.records.plain import in_the_plan
from simulator.stories.offices import STATE
from simulator.stories.plan_step import PlanStep
from simulator.stories.shape import Ending
from simulator.stories.story import Participation

ASSESSED_AFTER, FOLLOWED_UP_AFTER = timedelta(days=7), timedelta(days=190)
"""The exit. A follow-up is due after six months, which are 184 days at most."""
WITHOUT = frozenset({None, ExitClass.CONSENT_WITHDRAWN, ExitClass.DECEASED})
"""Exits that are not recorded, or after which no person is asked."""
OF_OTHERS = (
    StatusAfterExit.IN_AN_INTERVENTION,
    StatusAfterExit.WITHOUT_OCCUPATION,
    StatusAfterExit.NOT_REACHED,
)


def after_exit(stay: Participation, number: int, last_day: date) -> Iterator[PlanStep]:
    """By the keeper of the plan, up to the last day of what is driven. `number`: the participant's."""
    left_on, to = stay.left_on, stay.ending
    if left_on is None or to.exit_class in WITHOUT:
        return
    assessed_on, followed_up_on = left_on + ASSESSED_AFTER, left_on + FOLLOWED_UP_AFTER
    if not (to.is_to_work or to.is_to_studies_of_any_kind) and assessed_on <= last_day:
        step = list(StepMove)[number // 3 % len(StepMove)]
        yield in_the_plan("step-moved", assessed_on, STATE, "/step", step=step)
    if followed_up_on <= last_day:
        yield in_the_plan("follow-up", followed_up_on, STATE, "/follow-up", status=_status(to, number))


def _status(ending: Ending, number: int) -> StatusAfterExit:
    """Two of three who left for work or studies are still there."""
    if number % 3 and ending.is_to_work:
        return StatusAfterExit.IN_WORK
    if number % 3 and ending.is_to_studies_of_any_kind:
        return StatusAfterExit.IN_STUDIES
    return OF_OTHERS[number // 3 % len(OF_OTHERS)]
