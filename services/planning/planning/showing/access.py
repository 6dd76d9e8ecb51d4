"""Who may read and change plans, and when. Reads under a consent wait until the service has caught up (I4).

The keeper may always read its own record, and each agency see and end its own items: neither the end of a
consent nor silence changes that (C-06, C-09). Other commands wait for every agency, because whether a fact is
published is decided when it is stored. Whether the sharing of one plan may have ended is checked where the
plan is looked up (`disclose_plan.py`, `plan/command.py`, `register/`).
"""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Path, Request

from chassis.decisions.commands import Command
from chassis.decisions.work import Work
from chassis.http.auth import Caller, scope
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import Commander, command
from chassis.http.dependencies import LookingUp, TheApplication, TheSettings
from chassis.http.fields import Id
from planning.circle.today import circle_today
from planning.disclosing.log_shown import log_answer
from planning.office import DecisionInPlan, Office

AnyReader = Annotated[Caller, Depends(scope("planning:read"))]


def _reader(request: Request, caller: AnyReader, settings: TheSettings) -> Caller:
    if caller.agency != settings.agency:
        only_when_caught_up(request)
    return caller


def _require_shared(again: DecisionInPlan, work: Work) -> None:
    """For an answer that is given again, which may show the whole plan: it is logged as the first one was.

    Raises NotFound for an agency that may no longer know of the whole plan.
    """
    plan = again.known_plan(work, circle_today)
    work.require_caught_up(*plan.rests_on)
    log_answer(again.seen(plan), again.role, work)


def _require_items(again: DecisionInPlan, work: Work) -> None:
    """For an answer that is given again: one item, which the agency owns or proposed. Raises NotFound."""
    again.shown_plan(work, circle_today)


def _writer(
    request: Request,
    commander: Annotated[Commander, Depends(command("planning:write", again=_require_shared))],
) -> Commander:
    only_when_caught_up(request)
    return commander


def _new_item_writer(
    request: Request,
    commander: Annotated[Commander, Depends(command("planning:write", again=_require_items))],
) -> Commander:
    only_when_caught_up(request)
    return commander


def _answering(
    caller: AnyReader, application: TheApplication, settings: TheSettings, look_up: LookingUp
) -> Callable[[Command[Office]], Any]:
    return look_up if caller.agency == settings.agency else application.execute


OwnPartWriter = Annotated[Commander, Depends(command("planning:write", again=_require_shared))]
"""Waits for no consent either. Its answer shows the plan: a stored one may show the whole of it."""
OwnItemWriter = Annotated[Commander, Depends(command("planning:write", again=_require_items))]
RecordWriter = Annotated[Commander, Depends(command("planning:write"))]
"""Of the records beside the plans. What each rests on is checked where it is looked up."""
NewItemWriter = Annotated[Commander, Depends(_new_item_writer)]
PlanId = Annotated[Id, Path(alias="planId")]
Reader = Annotated[Caller, Depends(_reader)]
Answering = Annotated[Callable[[Command[Office]], Any], Depends(_answering)]
"""Carries out a question. The keeper is disclosed nothing, so that for it nothing is written."""
Writer = Annotated[Commander, Depends(_writer)]
