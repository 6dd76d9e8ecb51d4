"""Pauses of the intake over HTTP (R-10)."""

from dataclasses import replace
from datetime import date
from typing import Self
from uuid import UUID

from pydantic import ConfigDict

from chassis.decisions.listing import Listing
from chassis.http.dependencies import Store
from chassis.http.fields import View
from chassis.http.paging import Paging
from chassis.http.verbs import Resource
from referral.access import Reader, Writer
from referral.pauses.intake_pause import IntakePause
from referral.pauses.pause_intake import PauseIntake
from referral.pauses.resume_intake import ResumeIntake
from referral.showing.types import TYPES
from samplan.contracts.codes import PauseReason

_PAUSES = Listing(
    "SELECT pause_id, programme, reason, paused_on, resumed_on FROM intake_pauses",
    keys=("paused_on", "pause_id"),
    descending=True,
)


class PauseView(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "pauseId": "5c1d8e90-3f2a-4b6c-8d7e-9f0a1b2c3d17",
                    "programme": "malmokraften",
                    "reason": "pandemic",
                    "pausedOn": "2021-06-01",
                    "resumedOn": None,
                }
            ]
        }
    )

    pause_id: UUID
    programme: str
    reason: PauseReason
    paused_on: date
    resumed_on: date | None

    @classmethod
    def of(cls, pause: IntakePause) -> Self:
        return cls(
            pause_id=pause.id,
            programme=pause.programme,
            reason=pause.reason,
            paused_on=pause.paused_on,
            resumed_on=pause.resumed_on,
        )


NEW_PAUSE = Resource(
    commands=PauseIntake,
    path="/v1/intake-pauses",
    tag="pauses",
    writer=Writer,
    view=PauseView,
    answer="The pause",
    version="The record's version",
    place=lambda _: "/v1/intake-pauses",
    types=TYPES,
)
PAUSE = replace(
    NEW_PAUSE, commands=ResumeIntake, path="/v1/intake-pauses/{pauseId}", answer="The pause as it was"
)


def list_pauses(_: Reader, store: Store, paging: Paging) -> list[PauseView]:
    """The last one first; those of the programmes' own rules are not among them."""
    return [PauseView(**row) for row in paging.rows(_PAUSES, store.query, {})]
