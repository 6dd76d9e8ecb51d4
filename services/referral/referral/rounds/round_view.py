"""A round as its sender is shown it."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.fields import View
from referral.rounds.intake_round import IntakeRound
from samplan.contracts.codes import RoundMethod

ROUND: dict[str, Any] = {
    "roundId": "1f0a7b7e-4a55-4a9b-9d0e-52f2c8ad6b16",
    "method": "random",
    "heldOn": "2021-06-01",
    "referrals": 120,
}


class RoundView(View):
    model_config = ConfigDict(json_schema_extra={"examples": [ROUND]})

    round_id: UUID
    method: RoundMethod
    held_on: date
    referrals: int

    @classmethod
    def of(cls, held: IntakeRound) -> Self:
        return cls(round_id=held.id, method=held.method, held_on=held.held_on, referrals=held.referrals)
