"""A page of a list of plans, for the calling agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from chassis.decisions.listing import Listing, Page, Row
from chassis.http.auth import Caller
from chassis.http.paging import Asked
from planning.register.list_plans import ListPlans
from planning.showing.access import Answering, Reader


@dataclass(frozen=True)
class ShownRows:
    caller: Caller
    answering: Answering

    def page(
        self, listing: Listing, asked: Mapping[str, Any], paging: Asked, *, to_their_own: bool = False
    ) -> list[Row]:
        """As `ListPlans` says."""
        question = ListPlans(
            listing=listing,
            asked=asked,
            place=paging.place,
            to_their_own=to_their_own,
            by=self.caller.agency,
            role=self.caller.role,
        )
        page: Page = self.answering(question)
        return paging.shown(page)


def _shown_rows(caller: Reader, answering: Answering) -> ShownRows:
    return ShownRows(caller, answering)


Shown = Annotated[ShownRows, Depends(_shown_rows)]
