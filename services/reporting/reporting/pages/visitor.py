"""Who looks at a page: anybody, or a person who has signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from chassis.http.auth import Caller
from chassis.http.dependencies import signed_in
from chassis.http.roles import role_name
from reporting.pages.language import Language


@dataclass(frozen=True)
class Visitor:
    """`may_sign_in`: there is a provider to sign in at."""

    may_sign_in: bool = False
    caller: Caller | None = None

    def role(self, language: Language) -> str:
        """What a person who has signed in is, and where."""
        return f"{role_name(self.caller.role, language)} ({self.caller.agency})" if self.caller else ""


async def visitor_of(request: Request) -> Visitor:
    may_sign_in, caller = signed_in(request)
    return Visitor(may_sign_in, caller)


TheVisitor = Annotated[Visitor, Depends(visitor_of)]
