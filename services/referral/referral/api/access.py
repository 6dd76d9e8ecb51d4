"""Who may call, how a referral is named in a path, and how one is answered with."""

from typing import Annotated, Any

from fastapi import Depends, Path

from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command
from chassis.http.fields import Id
from referral.api.views import ReferralView

ReferralId = Annotated[Id, Path(alias="referralId")]
Reader = Annotated[Caller, Depends(scope("referral:read"))]
Writer = Annotated[Commander, Depends(command("referral:write"))]

ETAG = {"ETag": {"description": "The record's version", "schema": {"type": "string"}}}
REFERRAL: dict[int | str, dict[str, Any]] = {
    200: {"model": ReferralView, "description": "The referral as it now is", "headers": ETAG}
}
CREATED: dict[int | str, dict[str, Any]] = {
    201: {"model": ReferralView, "description": "The referral", "headers": ETAG}
}
