"""What do former participants do some months after the exit, and which step did the others move?"""

from __future__ import annotations

from collections.abc import Sequence

from reporting.answers.answer import Answer, BySex
from reporting.answers.rate import Rate, rate
from reporting.cubes.leavings import Leaving, people_by_sex
from reporting.disclosure_control.view import View
from samplan.contracts.codes.endings import StatusAfterExit, StepMove

OCCUPIED = {StatusAfterExit.IN_WORK, StatusAfterExit.IN_STUDIES}


class Status(Answer):
    status: StatusAfterExit
    people: Rate  # of those who are followed up


class Step(Answer):
    step: StepMove
    people: Rate  # of those whose step is assessed


class AfterExit(Answer):
    """A follow-up is told while a consent covers its day, so not everybody's is known."""

    programme: str
    months: int | None  # after which a follow-up is due; None without a rule
    due: BySex  # who left so long ago; those who have died are not among them
    followed_up: Rate  # of those due
    in_work_or_studies: Rate  # of those followed up
    statuses: tuple[Status, ...]
    steps: tuple[Step, ...]


def status_after_exit(view: View) -> AfterExit:
    found = view.leavings
    followed = people_by_sex(found.followed_up)
    due = _at_least(people_by_sex(found.due), followed)
    occupied = people_by_sex(one for one in found.followed_up if one.code in OCCUPIED)
    assessed = people_by_sex(found.steps)
    return AfterExit(
        programme=view.programme.id,
        months=found.follow_up_months,
        due=due,
        followed_up=rate(followed, due),
        in_work_or_studies=rate(occupied, followed),
        statuses=tuple(
            Status(status=one, people=rate(_with(found.followed_up, one), followed))
            for one in StatusAfterExit
        ),
        steps=tuple(Step(step=one, people=rate(_with(found.steps, one), assessed)) for one in StepMove),
    )


def _at_least(due: BySex, followed: BySex) -> BySex:
    """Who is followed up was due, also where the exit was corrected to a later day since."""
    women, men = (max(int(getattr(one, sex)) for one in (due, followed)) for sex in ("women", "men"))
    return BySex(women=women, men=men, total=women + men)


def _with(some: Sequence[Leaving], code: str) -> BySex:
    return people_by_sex(one for one in some if one.code == code)
