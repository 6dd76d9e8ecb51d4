"""A page of a list of plans, for the calling agency."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from chassis.http.auth import Caller
from planning.register.list_plans import ListPlans, Row
from planning.showing.access import Answering, Reader


@dataclass(frozen=True)
class ShownRows:
    caller: Caller
    answering: Answering

    def page(
        self, sql: str, asked: Mapping[str, Any], *, limit: int, page: int, to_their_own: bool = False
    ) -> list[Row]:
        """As `ListPlans` says."""
        question = ListPlans(
            sql=sql,
            asked=asked,
            limit=limit,
            page=page,
            to_their_own=to_their_own,
            by=self.caller.agency,
            role=self.caller.role,
        )
        rows: list[Row] = self.answering(question)
        return rows


def _shown_rows(caller: Reader, answering: Answering) -> ShownRows:
    return ShownRows(caller, answering)


Shown = Annotated[ShownRows, Depends(_shown_rows)]
