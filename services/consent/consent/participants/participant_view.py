"""A participant over HTTP: what holds whichever consents there are, never who it is."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from chassis.http.verbs import Resource
from consent.access import Writer
from consent.forms import TYPES
from consent.participants.command import ParticipantCommand
from consent.participants.seen_participant import SeenParticipant
from samplan.contracts.codes import Agency


class ParticipantView(View):
    """`blocked` names the agency that was sent, if it is blocked; to the keeper of consents all that are.

    `emergencyAccess`: the agency itself, or to the keeper all, whose access was opened and not closed.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
                    "blocked": ["fk"],
                    "emergencyAccess": [],
                    "deceasedOn": None,
                }
            ]
        }
    )

    participant_id: UUID
    blocked: list[Agency]
    emergency_access: list[Agency]
    deceased_on: date | None

    @classmethod
    def of(cls, seen: SeenParticipant) -> Self:
        return cls(
            participant_id=seen.id,
            blocked=sorted(seen.blocked),
            emergency_access=sorted(seen.emergency_access),
            deceased_on=seen.participant.deceased_on,
        )


PARTICIPANT = Resource(
    commands=ParticipantCommand,
    path="/v1/participants/{participantId}",
    tag="participants",
    writer=Writer,
    view=ParticipantView,
    answer="The participant as they now are",
    version="The participant's version",
    types=TYPES,
)
