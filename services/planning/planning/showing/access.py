"""Who may read and change plans, and when. Reads under a consent wait until the service has caught up (I4).

The keeper may always read its own record: no end of a consent changes that. Commands wait for every
agency, because whether a fact is published is decided when it is stored. Whether the sharing of one plan
may have ended is checked where the plan is looked up (`disclose_plan.py`, `plan/command.py`, `register/`).
"""

from typing import Annotated

from fastapi import Depends, Path, Request

from chassis.decisions.work import Work
from chassis.http.auth import Caller, scope
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import Commander, command
from chassis.http.dependencies import TheSettings
from chassis.http.fields import Id
from planning.circle.today import circle_today
from planning.plan import Plan, PlanCommand, plan_in_circle

AnyReader = Annotated[Caller, Depends(scope("planning:read"))]


def _reader(request: Request, caller: AnyReader, settings: TheSettings) -> Caller:
    if caller.agency != settings.agency:
        only_when_caught_up(request)
    return caller


def _require_shared(again: PlanCommand, work: Work) -> None:
    """Raises NotFound for an agency that may no longer know of the whole plan, which the answer may show."""
    plan = work.load(
        Plan,
        again.plan_id,
        if_shown=lambda plan: plan_in_circle(plan, work, circle_today).is_known_to(again.by),
    )
    work.require_caught_up(*plan.rests_on)


def _writer(
    request: Request,
    commander: Annotated[Commander, Depends(command("planning:write", again=_require_shared))],
) -> Commander:
    only_when_caught_up(request)
    return commander


PlanId = Annotated[Id, Path(alias="planId")]
Reader = Annotated[Caller, Depends(_reader)]
Writer = Annotated[Commander, Depends(_writer)]
