"""Who may read, prepare and decide."""

from typing import Annotated, cast

from fastapi import Depends, Query, Request

from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command
from chassis.http.dependencies import opened_of
from steering.office import Office

Reader = Annotated[Caller, Depends(scope("steering:read"))]
Writer = Annotated[Commander, Depends(command("steering:write"))]
Decider = Annotated[Commander, Depends(command("steering:decide"))]
ProgrammeQuery = Annotated[str, Query(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]


async def _office(request: Request) -> Office:
    return cast(Office, opened_of(request))


TheOffice = Annotated[Office, Depends(_office)]
