"""A plan under consents, and the topics to three agencies: one is never named."""

from datetime import date

from msgspec.structs import replace
from services.planning.tests.examples import (
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    KEEPER,
    OTHER_CONSENT,
    PARTICIPANT,
    PLAN,
    TODAY,
)

from samplan.contracts.codes import Agency
from samplan.contracts.consent import (
    BlockSet,
    ConsentGranted,
)
from samplan.contracts.owners.deliveries import SharingEnded
from samplan.testing.deliveries.topics import Delivered
from samplan.testing.harness import ServiceUnderTest

TO_CARE, TO_CITY, TO_NOBODY = (
    f"af.planning.to-{one}.v1" for one in (Agency.REGION_SKANE, Agency.MALMO_IFO, Agency.KLIPPAN)
)
LATER = date(2022, 6, 1)
AGAIN = replace(GRANTED, consent_id=OTHER_CONSENT, occurred_on=LATER, covers_earlier=True)
BLOCKED = BlockSet(participant_id=PARTICIPANT, agency=CARE, circle_version=9, occurred_on=LATER)
ENDED = SharingEnded(record_id=PLAN, occurred_on=TODAY)
TOLD = ["PlanOpened", "CoordinatorAppointed", "ActivityStarted"]


def plan_under(service: ServiceUnderTest, *grants: ConsentGranted) -> None:
    """With a coordinator, and an activity of the city."""
    service.receive(*grants, ENROLLED)
    body = {"agency": CITY, "occurredOn": "2022-02-07"}
    service.post(f"/v1/plans/{PLAN}/coordinator", body, if_match=1).raise_for_status()
    activity = {"kind": "swedish_studies", "occurredOn": "2022-03-14"}
    service.post(f"/v1/plans/{PLAN}/activities", activity, agency=CITY).raise_for_status()


def choose_track(service: ServiceUnderTest, on: date, track: str = "work") -> None:
    version = service.get(f"/v1/plans/{PLAN}", agency=KEEPER).headers["ETag"]
    body = {"track": track, "occurredOn": on.isoformat()}
    service.post(f"/v1/plans/{PLAN}/track", body, agency=KEEPER, if_match=version).raise_for_status()


def sequences(topics: Delivered, topic: str) -> list[int]:
    return [envelope.sequence for envelope, _ in topics.told(topic)]


def withheld(service: ServiceUnderTest, topic: str) -> list[str]:
    rows = service.database.query(
        "SELECT rule FROM deliveries_withheld JOIN delivery_epochs"
        " ON delivery_epochs.epoch = deliveries_withheld.epoch WHERE recipient = :recipient"
        " ORDER BY position",
        {"recipient": topic.split(".to-")[1].removesuffix(".v1")},
    )
    return [row["rule"] for row in rows]
