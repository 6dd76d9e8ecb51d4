"""Which erasures wait for the calling agency's assessment (C-09)?"""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.dependencies import TheApplication
from chassis.http.fields import View
from chassis.http.paging import Paging
from consent.access import Reader
from consent.erasing.erasures import TO_ASSESS, waiting_for


class ErasureToAssess(View):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "erasureId": "0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b01",
                    "participantId": "9e4d2f10-7c3b-4a65-b8e2-1d6f0a5c8b01",
                    "requestedOn": "2020-10-01",
                }
            ]
        }
    )

    erasure_id: UUID
    participant_id: UUID
    requested_on: date


def list_erasures_to_assess(
    caller: Reader, application: TheApplication, paging: Paging
) -> list[ErasureToAssess]:
    """Those that the calling agency has not assessed, the oldest first."""
    with application.reading() as work:
        rows = paging.rows(TO_ASSESS, work.rows, waiting_for(caller.agency))
    return [ErasureToAssess.model_validate(dict(row)) for row in rows]
