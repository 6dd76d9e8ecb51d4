"""Replaced personnummer over HTTP (C-14): by the keeper, since several may have referred a person."""

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.decisions.number_replacement import replacements_of
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import View
from chassis.http.paging import Paging
from chassis.http.problems import Problem
from chassis.http.verbs import Resource
from referral.access import Reader, Writer
from referral.persons.replaced import PERSONS
from referral.replacements.number_replacement import NumberReplacement
from referral.replacements.replace_number import ReplaceNumber
from referral.replacements.undo_replacement import UndoReplacement
from referral.showing.types import TYPES
from samplan.privacy.linked_persons import ReplacementReason


class ReplacementView(View):
    """Without the numbers."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "replacementId": "2d7b1c5e-8f3a-4e1b-9c60-7a5d4e3f2b19",
                    "reason": "coordination_number_replaced",
                    "replacedOn": "2021-06-08",
                    "undoneOn": None,
                }
            ]
        }
    )

    replacement_id: UUID
    reason: ReplacementReason
    replaced_on: date
    undone_on: date | None

    @classmethod
    def of(cls, replacement: NumberReplacement) -> Self:
        return cls(
            replacement_id=replacement.id,
            reason=replacement.reason,
            replaced_on=replacement.replaced_on,
            undone_on=replacement.undone_on,
        )


NEW_REPLACEMENT = Resource(
    commands=ReplaceNumber,
    path="/v1/number-replacements",
    tag="replaced numbers",
    writer=Writer,
    view=ReplacementView,
    answer="The replacement",
    version="The record's version",
    place=lambda _: "/v1/number-replacements",
    types=TYPES,
)
REPLACEMENT = replace(
    NEW_REPLACEMENT,
    commands=UndoReplacement,
    path="/v1/number-replacements/{replacementId}",
    answer="The replacement as it was",
)


def list_replacements(
    caller: Reader, application: TheApplication, settings: TheSettings, paging: Paging
) -> list[ReplacementView]:
    """The last one first, for the keeper; those that were undone too."""
    if caller.agency != settings.agency:
        raise Problem(403, "keeper_only")
    with application.reading() as work:
        rows = paging.rows(replacements_of(PERSONS), work.rows, {})
    return [ReplacementView(**row) for row in rows]
