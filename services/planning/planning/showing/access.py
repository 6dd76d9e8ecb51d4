"""Who may ask, and when: what only a consent lets others know waits until its end would have been heard (I4).

The keeper is shown its own record at any time, for no end of a consent takes that away. A command waits for
everybody: whether its fact may be told is decided when it is stored.
"""

from typing import Annotated, Any

from fastapi import Depends, Path, Request

from chassis.http.auth import Caller, scope
from chassis.http.catch_up import heard_all
from chassis.http.commands import Commander, command
from chassis.http.fields import Id
from planning.api.views import PlanView
from planning.application import check_is_open


def _reader(request: Request, caller: Annotated[Caller, Depends(scope("planning:read"))]) -> Caller:
    if caller.agency != request.app.state.settings.agency:
        heard_all(request)
    return caller


def _writer(
    request: Request,
    commander: Annotated[Commander, Depends(command("planning:write", again=check_is_open))],
) -> Commander:
    heard_all(request)
    return commander


PlanId = Annotated[Id, Path(alias="planId")]
Reader = Annotated[Caller, Depends(_reader)]
Writer = Annotated[Commander, Depends(_writer)]
AnyReader = Annotated[Caller, Depends(scope("planning:read"))]

PLAN: dict[int | str, dict[str, Any]] = {
    200: {
        "model": PlanView,
        "description": "The plan as it now is",
        "headers": {"ETag": {"description": "The plan's version", "schema": {"type": "string"}}},
    }
}
