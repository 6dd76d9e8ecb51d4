"""The parties of programmes over HTTP."""

from datetime import date
from typing import Self

from pydantic import ConfigDict

from chassis.http.dependencies import TheApplication
from chassis.http.fields import View
from chassis.http.verbs import Resource
from consent.access import Reader, Writer
from consent.forms import TYPES
from consent.parties.join_and_leave import PartyCommand
from consent.parties.party import Party
from samplan.contracts.codes import Agency


class PartyView(View):
    """`joinedOn` is empty for an agency that the programme's file names; `leftOn` is its last day."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"programme": "malmokraften", "agency": "fk", "joinedOn": None, "leftOn": "2022-06-30"}
            ]
        }
    )

    programme: str
    agency: Agency
    joined_on: date | None
    left_on: date | None

    @classmethod
    def of(cls, party: Party) -> Self:
        return cls(
            programme=party.programme,
            agency=party.agency,
            joined_on=party.joined_on,
            left_on=party.left_on,
        )


PARTIES = Resource(
    commands=PartyCommand,
    path="/v1/parties",
    tag="parties",
    writer=Writer,
    view=PartyView,
    answer="The agency as a party to the programme",
    version="The party's version",
    place=lambda _: "/v1/parties",
    types=TYPES,
)


def list_parties(_: Reader, application: TheApplication) -> list[PartyView]:
    """Those that have joined or left since their programme began; the others stand in its file."""
    with application.reading() as work:
        rows = work.rows(
            "SELECT programme, agency, joined_on, left_on FROM parties"
            " WHERE joined_on IS NOT NULL OR left_on IS NOT NULL ORDER BY programme, agency"
        )
    return [PartyView.model_validate(dict(row)) for row in rows]
