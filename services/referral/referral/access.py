"""Who may call, and how a referral is named in a path."""

from typing import Annotated, Any

from fastapi import Depends, Path

from chassis.http.auth import Caller, scope
from chassis.http.catch_up import only_when_caught_up
from chassis.http.commands import Commander, command
from chassis.http.fields import Id

ReferralId = Annotated[Id, Path(alias="referralId")]
Reader = Annotated[Caller, Depends(scope("referral:read"))]
Writer = Annotated[Commander, Depends(command("referral:write"))]


def decider_of(caller: Caller) -> dict[str, Any]:
    """For a command of the intake whose route is not derived."""
    return {"by": caller.agency, "role": caller.role, "scopes": caller.scopes}


def _caught_up(_: Annotated[None, Depends(only_when_caught_up)], commander: Writer) -> Commander:
    return commander


CaughtUpWriter = Annotated[Commander, Depends(_caught_up)]
"""For a command that rests on a consent: 503 `catching_up` while its end may not have been received yet."""
