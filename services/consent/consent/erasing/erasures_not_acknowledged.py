"""Which services have not erased what they hold of an erased participant, over HTTP (C-09)?"""

from datetime import date
from uuid import UUID

from pydantic import ConfigDict

from chassis.http.dependencies import TheApplication, TheSettings
from chassis.http.fields import View
from chassis.http.paging import Paging
from consent.access import Reader
from consent.erasing.unacknowledged import UNACKNOWLEDGED_ERASURES, held_by


class UnacknowledgedErasure(View):
    """`holder`: a service, as `malmo-ifo.referral`. `isLate`: its last day has passed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "erasureId": "0e7a5c1d-4b3f-4a92-8d6c-1f2e3d4c5b01",
                    "holder": "malmo-ifo.referral",
                    "acknowledgeBy": "2020-10-08",
                    "isLate": True,
                }
            ]
        }
    )

    erasure_id: UUID
    holder: str
    acknowledge_by: date
    is_late: bool


def list_unacknowledged_erasures(
    caller: Reader, application: TheApplication, settings: TheSettings, paging: Paging
) -> list[UnacknowledgedErasure]:
    """Of the calling agency's services; for the keeper of consents of all. The most urgent first."""
    with application.reading() as work:
        rows = paging.rows(UNACKNOWLEDGED_ERASURES, work.rows, held_by(caller.agency, settings.agency))
    return [UnacknowledgedErasure.model_validate(row) for row in rows]
