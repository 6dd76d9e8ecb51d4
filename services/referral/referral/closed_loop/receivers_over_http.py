"""Whether what happened to a referral has been read, for its agency and the keeper."""

from datetime import date

from pydantic import ConfigDict

from chassis.http.dependencies import TheApplication
from chassis.http.fields import View
from referral.access import Reader, ReferralId
from referral.closed_loop.list_receivers import ListReceivers
from samplan.contracts.codes import Agency


class ReceiverView(View):
    """An agency to whose feed the referral belongs, and whether it has read the last change."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"agency": "af", "lastChangeOn": "2021-06-08", "hasSeen": False}]}
    )

    agency: Agency
    last_change_on: date
    has_seen: bool


def list_receivers(
    referral_id: ReferralId, caller: Reader, application: TheApplication
) -> list[ReceiverView]:
    """Seen once the agency has asked its feed for what came after the last change.

    A step of the plan counts while the consent lets that agency and the caller know of it.
    """
    asked = ListReceivers(referral_id=referral_id, by=caller.agency, role=caller.role)
    return [ReceiverView(**row) for row in application.execute(asked)]
