"""I4, I20: after a stop, a service has caught up before it answers, whichever process answers."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher
from tests.faults.brokers import OwnBroker
from tests.faults.pipeline import UNTIL, Planning, Reporting

from chassis.process.run import ALL_ROLES, Process, Role
from planning.service import SERVICE as PLANNING
from reporting.service import SERVICE as REPORTING
from samplan.bus.clock import now_utc
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.client import producer_for
from samplan.bus.kafka.received import Received
from samplan.bus.reading.catch_up import report_caught_up
from samplan.contracts.codes import Agency
from samplan.contracts.consent import ConsentGranted
from samplan.contracts.event import ContractEvent
from samplan.testing.heartbeats import Heartbeats
from samplan.testing.issuer import mint_token
from samplan.testing.waiting import wait_until

pytestmark = pytest.mark.slow

ANNA = Person()
JOURNEYS = f"/v1/journeys/{ANNA.participant_id}"
LIVE_FIGURES = "/v1/internal/programmes/malmokraften/funnel"
PLAN = f"/v1/plans/{ANNA.plan_id}"
UNAVAILABLE, NOT_FOUND, OK = 503, 404, 200
PUBLISHER = Publisher()


def in_force(event: ContractEvent) -> ContractEvent:
    """A consent that has not expired on the real business date of the process that reads it."""
    return replace(event, valid_until=UNTIL) if isinstance(event, ConsentGranted) else event


JOURNEY = PUBLISHER.publish(in_force(event) for event in ANNA.whole_journey()[:-1])
MEANWHILE = PUBLISHER.publish([*(Person(n).consented() for n in range(100, 160)), ANNA.revoked()])


async def publish(broker: OwnBroker, records: Sequence[Received]) -> None:
    producer = producer_for(Access(bootstrap=broker.bootstrap))
    await producer.start()
    for one in records:
        await producer.send_and_wait(one.topic, one.value, key=one.key, headers=list(one.headers))
    await producer.stop()


in_either = pytest.mark.parametrize("roles", [frozenset({Role.API}), ALL_ROLES], ids=["api", "serve"])
"""Only the API answers here: it learns from the store whether the inbox has caught up."""


class Reader:
    """Reads one path on behalf of an agency."""

    def __init__(self, process: Process, path: str, agency: Agency = Agency.AF) -> None:
        self._client = TestClient(process.app)
        self._path = path
        service = process.service
        token = mint_token(process.settings.data_dir, agency, scopes=service.scopes, audience=[service.name])
        self.headers = {"Authorization": f"Bearer {token}"}

    def status(self, path: str = "") -> int:
        return int(self._client.get(path or self._path, headers=self.headers).status_code)

    def change(self, path: str, **body: str) -> int:
        headers = {**self.headers, "Idempotency-Key": path, "If-Match": '"2"'}
        return int(self._client.post(f"{self._path}/{path}", json=body, headers=headers).status_code)

    def answers(self, statuses: list[int]) -> bool:
        """Ask again; whether it answers other than 503."""
        statuses.append(self.status())
        return statuses[-1] != UNAVAILABLE


@pytest.fixture
def running() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@in_either
async def test_a_revocation_received_meanwhile_takes_effect_before_anything_is_shown(
    own_broker: OwnBroker, reporting: Reporting, roles: frozenset[Role], running: ExitStack
) -> None:
    process = running.enter_context(closing(Process(REPORTING, reporting.settings, roles)))
    reader, inbox = Reader(process, JOURNEYS), reporting.inbox()
    await publish(own_broker, JOURNEY)
    running.enter_context(Heartbeats(own_broker.bootstrap))
    wait_until(lambda: reader.status() == OK, reader.status)
    inbox.kill()
    report_caught_up(reporting.database, until=now_utc())  # a minute has passed
    await publish(own_broker, MEANWHILE)
    assert [reader.status(path) for path in (JOURNEYS, LIVE_FIGURES)] == [UNAVAILABLE] * 2
    reporting.inbox()
    statuses: list[int] = []
    wait_until(lambda: reader.answers(statuses), lambda: statuses)
    assert set(statuses) <= {UNAVAILABLE, NOT_FOUND}


@in_either
async def test_it_closes_the_plan_before_any_agency_but_the_keeper_is_shown_it(
    own_broker: OwnBroker, planning: Planning, roles: frozenset[Role], running: ExitStack
) -> None:
    process = running.enter_context(closing(Process(PLANNING, planning.settings, roles)))
    city, keeper = (Reader(process, PLAN, agency) for agency in (Agency.MALMO_IFO, Agency.AF))
    inbox = planning.start(Role.INBOX)
    await publish(own_broker, JOURNEY)
    running.enter_context(Heartbeats(own_broker.bootstrap))
    wait_until(lambda: city.status() == OK, city.status)
    inbox.kill()
    report_caught_up(planning.database, until=now_utc())  # a minute has passed
    await publish(own_broker, MEANWHILE)
    assert (city.status(), keeper.status()) == (UNAVAILABLE, OK)
    track = {"track": "work", "occurredOn": "2022-07-01"}
    assert [each.change("track", **track) for each in (city, keeper)] == [UNAVAILABLE] * 2
    planning.start(Role.INBOX)
    statuses: list[int] = []
    wait_until(lambda: city.answers(statuses), lambda: statuses)
    assert set(statuses) <= {UNAVAILABLE, NOT_FOUND}
    assert keeper.status() == OK
