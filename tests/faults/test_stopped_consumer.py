"""I4, I20: a consumer that was stopped is clean before it serves, whichever process it is that serves."""

from collections.abc import Iterator, Sequence

import pytest
from fastapi.testclient import TestClient
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher
from tests.faults.brokers import OwnBroker
from tests.faults.pipeline import Reporting

from chassis.access import Access
from chassis.development import mint_token
from chassis.hearing import say_heard_all
from chassis.journal import now_utc
from chassis.kafka import producer_for
from chassis.received import Received
from chassis.run import ALL_ROLES, Process, Role
from chassis.testing.waiting import wait_until
from contracts.codes import Agency
from reporting.service import SERVICE as REPORTING

pytestmark = pytest.mark.slow

ANNA = Person()
JOURNEYS = f"/v1/journeys/{ANNA.participant_id}"
UNAVAILABLE, NOT_FOUND, OK = 503, 404, 200
PUBLISHER = Publisher()
WAY = PUBLISHER.publish(ANNA.whole_way()[:-1])
MEANWHILE = PUBLISHER.publish([*(Person(n).consented() for n in range(100, 160)), ANNA.revoked()])


async def publish(broker: OwnBroker, records: Sequence[Received]) -> None:
    producer = producer_for(Access(bootstrap=broker.bootstrap))
    await producer.start()
    for one in records:
        await producer.send_and_wait(one.topic, one.value, key=one.key, headers=list(one.headers))
    await producer.stop()


@pytest.fixture(params=[frozenset({Role.API}), ALL_ROLES], ids=["api", "serve"])
def process(reporting: Reporting, request: pytest.FixtureRequest) -> Iterator[Process]:
    """Its own roles beside the API do not run: what it tells, it has from the store."""
    process = Process(REPORTING, reporting.settings, request.param)
    yield process
    process.close()


class Reader:
    def __init__(self, process: Process) -> None:
        self._client = TestClient(process.app)
        token = mint_token(process.settings.data_dir, Agency.FINSAM)
        self._headers = {"Authorization": f"Bearer {token}"}

    def status(self, path: str = JOURNEYS) -> int:
        return int(self._client.get(path, headers=self._headers).status_code)

    def tells(self, told: list[int]) -> bool:
        """Whether it answers, once it has been asked again."""
        told.append(self.status())
        return told[-1] != UNAVAILABLE


async def test_a_revocation_that_came_meanwhile_has_its_effect_before_anything_is_told(
    own_broker: OwnBroker, reporting: Reporting, process: Process
) -> None:
    reader, inbox = Reader(process), reporting.inbox()
    await publish(own_broker, WAY)
    wait_until(lambda: reader.status() == OK, reader.status)
    inbox.kill()
    say_heard_all(reporting.database, until=now_utc())  # a minute has passed
    await publish(own_broker, MEANWHILE)
    assert [reader.status(path) for path in (JOURNEYS, "/sv/malmokraften")] == [UNAVAILABLE] * 2
    reporting.inbox()
    told: list[int] = []
    wait_until(lambda: reader.tells(told), lambda: told)
    assert set(told) <= {UNAVAILABLE, NOT_FOUND}
