"""What stores, parked records, exports and topics know once every revocation is a minute old."""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.journeys.desk import Desk
from tests.journeys.stores import is_published, rows_of, text_of
from tests.journeys.topics import all_records
from tests.proof.people import Participant
from tests.proof.revoking import ALWAYS_WITHIN_SECONDS

from samplan.testing.waiting import wait_until

READERS = ("referral", "planning", "reporting")
EXPORTS = tuple(
    f"/v1/internal/programmes/malmokraften/{figure}{kind}"
    for figure in ("participants", "funnel", "exits", "days-to-plan", "targets")
    for kind in ("", ".csv")
)


@dataclass(frozen=True)
class Swept:
    """Where participants were still found, a minute after the last revocation at most, and how often."""

    found: Mapping[str, int]
    seconds: float


def sweep(desk: Desk, people: Sequence[Participant]) -> Swept:
    """Look until nothing is found, for a minute at most."""
    began = time.monotonic()
    found: dict[str, int] = {}

    def is_over() -> bool:
        found.update(_found(desk, people))
        return not any(found.values()) or time.monotonic() > began + ALWAYS_WITHIN_SECONDS

    wait_until(is_over, lambda: found, 10 * ALWAYS_WITHIN_SECONDS)
    return Swept(found, time.monotonic() - began)


def leaves_after(desk: Desk, people: Sequence[Participant]) -> int:
    """How many events leave when each keeper continues its own record.

    Not where a record about the plan is parked: until an operator has seen to it, no change is accepted.
    """
    people = [one for one in people if not one.is_poisoned]
    plans = [one.journey.plan_id for one in people]
    planning, bootstrap = desk.house.database("planning"), desk.house.bootstrap
    wait_until(lambda: is_published(planning), lambda: "planning's relay is behind its store")
    before = _events(plans, bootstrap)
    for one in people:
        one.go_on_alone()
    wait_until(lambda: is_published(planning), lambda: "planning's relay is behind its store")
    return _events(plans, bootstrap) - before


def _events(subjects: Collection[str], bootstrap: str) -> int:
    """Each counted once, because a relay may repeat it. Poison is no event."""
    about = (one for one in all_records(bootstrap) if one.key.decode(errors="replace") in subjects)
    ids = {value for record in about for name, value in record.headers if name == "ce_id"}
    return len(ids)


def _found(desk: Desk, people: Sequence[Participant]) -> dict[str, int]:
    ids = {one.journey.participant_id for one in people}
    reporting = desk.house.database("reporting")
    exports = (desk.get("finsam", "reporting", path).text for path in EXPORTS)
    parked = {f"{name}'s parked records": _parked(desk, name) for name in READERS}
    places = {"reporting's store": rows_of(reporting, besides={"parked"}), **parked, "the exports": exports}
    return {place: _naming(ids, texts) for place, texts in places.items()}


def _parked(desk: Desk, service: str) -> Iterable[str]:
    for row in desk.house.database(service).query("SELECT * FROM parked"):
        yield text_of(row)


def _naming(ids: Iterable[str], texts: Iterable[str]) -> int:
    return sum(any(one in text for one in ids) for text in texts)
