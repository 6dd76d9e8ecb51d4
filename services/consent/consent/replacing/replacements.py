"""Replaced personnummer over HTTP (C-14): for the keeper of consents, who alone sees who is who."""

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.decisions.number_replacement import replacements_of
from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import View
from chassis.http.forms import Checked
from chassis.http.paging import Paging
from chassis.http.problems import Problem
from chassis.http.verbs import Resource
from consent.access import Reader, Writer
from consent.forms import TYPES, Number
from consent.number_replacements.linked_participants import PARTICIPANTS
from consent.number_replacements.number_replacement import NumberReplacement
from consent.replacing.replace_number import NewNumber, ReplaceNumber
from consent.replacing.undo_replacement import UndoReplacement
from samplan.bus.store.transactions import Row
from samplan.privacy.linked_persons import ReplacementReason


class ReplacementView(View):
    """Two ids of one person, and which of them stands; no number."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "replacementId": "2d7b1c5e-8f3a-4e1b-9c60-7a5d4e3f2b19",
                    "standingParticipantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
                    "replacedParticipantId": "1b9f8e7d-6c5a-4b3e-8d2f-0a1b2c3d4e5f",
                    "reason": "corrected",
                    "replacedOn": "2020-03-09",
                    "undoneOn": None,
                }
            ]
        }
    )

    replacement_id: UUID
    standing_participant_id: UUID
    replaced_participant_id: UUID
    reason: ReplacementReason
    replaced_on: date
    undone_on: date | None

    @classmethod
    def of(cls, replacement: NumberReplacement) -> Self:
        return cls(
            replacement_id=replacement.id,
            standing_participant_id=replacement.standing,
            replaced_participant_id=replacement.replaced,
            reason=replacement.reason,
            replaced_on=replacement.replaced_on,
            undone_on=replacement.undone_on,
        )

    @classmethod
    def of_row(cls, row: Row) -> Self:
        return cls(
            replacement_id=row["replacement_id"],
            standing_participant_id=row["standing"],
            replaced_participant_id=row["replaced"],
            reason=row["reason"],
            replaced_on=row["replaced_on"],
            undone_on=row["undone_on"],
        )


REPLACEMENTS = Resource(
    commands=ReplaceNumber,
    path="/v1/number-replacements",
    tag="participants",
    writer=Writer,
    view=ReplacementView,
    answer="The replacement",
    version="The replacement's version",
    place=lambda _: "/v1/number-replacements",
    types={**TYPES, NewNumber: Checked(Number, "19900101-0017")},
)
ONE_REPLACEMENT = replace(
    REPLACEMENTS, commands=UndoReplacement, path="/v1/number-replacements/{replacementId}"
)


def list_replacements(
    caller: Reader, application: TheApplication, settings: TheSettings, paging: Paging
) -> list[ReplacementView]:
    """The last one first, for the keeper; those that were undone too."""
    if caller.agency != settings.agency:
        raise Problem(403, "keeper_only")
    with application.reading() as work:
        rows = paging.rows(replacements_of(PARTICIPANTS), work.rows, {})
    return [ReplacementView.of_row(row) for row in rows]
