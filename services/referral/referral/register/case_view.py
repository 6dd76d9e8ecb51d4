"""A referral as it is listed."""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict, Field

from chassis.http.fields import View
from referral.case.step import Step
from samplan.contracts.codes import Agency, Outcome

COLUMNS = (
    "referral_id, programme, referring_agency, step, referred_on, last_step_on, outcome, meeting_on,"
    " is_going_round"
)
"""Of the register."""


class CaseView(View):
    """A referral in a list."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "referralId": "0f8fad5b-d9cb-469f-a165-70867728950e",
                    "programme": "malmokraften",
                    "referringAgency": "malmo-ifo",
                    "step": "meeting_booked",
                    "referredOn": "2021-06-01",
                    "lastStepOn": "2021-06-08",
                    "outcome": "met",
                    "meetingOn": "2021-06-15",
                    "isGoingRound": False,
                    "freePlaces": 7,
                }
            ]
        }
    )

    referral_id: UUID
    programme: str
    referring_agency: Agency
    step: Step
    referred_on: date
    last_step_on: date
    outcome: Outcome | None
    meeting_on: date | None
    is_going_round: bool
    free_places: int | None = Field(None, description="In the programme's teams, in the list of waiting ones")
