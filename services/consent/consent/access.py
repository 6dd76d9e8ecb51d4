"""Who may read and change consents."""

from typing import Annotated

from fastapi import Depends, Path

from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command
from chassis.http.fields import Id

Reader = Annotated[Caller, Depends(scope("consent:read"))]
Writer = Annotated[Commander, Depends(command("consent:write"))]
ConsentId = Annotated[Id, Path(alias="consentId")]
