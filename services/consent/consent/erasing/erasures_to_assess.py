"""Which erasures wait for the calling agency's assessment (C-09)?"""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.dependencies import TheApplication
from chassis.http.fields import View
from chassis.http.paging import Limit, Page
from consent.access import Reader
from consent.erasing.erasures import erasures_to_assess


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
    caller: Reader, application: TheApplication, limit: Limit = 20, page: Page = 1
) -> list[ErasureToAssess]:
    """Those that the calling agency has not assessed, the oldest first."""
    with application.reading() as work:
        rows = erasures_to_assess(caller.agency, work, limit=limit, offset=(page - 1) * limit)
    return [ErasureToAssess.model_validate(dict(row)) for row in rows]
