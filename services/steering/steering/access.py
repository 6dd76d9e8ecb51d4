"""Who may read, prepare and decide, and the lists that they read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends, Query, Request

from chassis.decisions.listing import Listing
from chassis.http.auth import Caller, scope
from chassis.http.commands import Commander, command
from chassis.http.dependencies import TheApplication, opened_of
from chassis.http.fields import View
from chassis.http.paging import Paging
from steering.office import Office, OfProgramme
from steering.register import Register

A = TypeVar("A", bound=OfProgramme)
V = TypeVar("V", bound=View)

Reader = Annotated[Caller, Depends(scope("steering:read"))]
Writer = Annotated[Commander, Depends(command("steering:write"))]
Decider = Annotated[Commander, Depends(command("steering:decide"))]
ProgrammeQuery = Annotated[str, Query(pattern="^[a-z]+(-[a-z]+)*(-[0-9]{1,4})?$", max_length=48)]


async def _office(request: Request) -> Office:
    return cast(Office, opened_of(request))


TheOffice = Annotated[Office, Depends(_office)]


@dataclass(frozen=True)
class ProgrammeList:
    """A page of what a programme has. Each list raises what `Office.require_party` raises."""

    programme: ProgrammeQuery
    caller: Reader
    application: TheApplication
    office: TheOffice
    paging: Paging

    def records(self, register: Register[A], view: Callable[[A], V]) -> list[V]:
        """The earliest first."""
        self._require_party()
        with self.application.reading() as work:
            return register.shown(work, self.paging, self.programme, view)

    def rows(self, listing: Listing) -> list[Mapping[str, Any]]:
        """In the order of the listing."""
        self._require_party()
        with self.application.reading() as work:
            return [dict(row) for row in self.paging.rows(listing, work.rows, {"programme": self.programme})]

    def _require_party(self) -> None:
        self.office.require_party(self.programme, self.caller.agency, self.caller.programmes)


TheList = Annotated[ProgrammeList, Depends()]
