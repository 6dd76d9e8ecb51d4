"""I8, I17: version 0.1.0 has applied consents without keeping circles: the inbox reads these again."""

from collections.abc import Sequence

import pytest
from services.planning.tests.examples import CITY, CONSENT, ENROLLED, GRANTED, KEEPER, PLAN, REVOKED

from samplan.bus.kafka.received import Received
from samplan.bus.reading.catch_up import ALWAYS, is_caught_up, report_caught_up
from samplan.bus.reading.parked import discard
from samplan.privacy.circle.reading_again import read_again_what_was_missed
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"


def started(service: ServiceUnderTest) -> int:
    """How many subjects a start makes the inbox read again."""
    with service.database.transaction() as tx:
        return read_again_what_was_missed(service.process.application.work(tx))


@pytest.fixture
def applied(service: ServiceUnderTest) -> Sequence[Received]:
    """What a store has applied that keeps no circle of it."""
    records = service.receive(GRANTED, ENROLLED)
    with service.database.transaction() as tx:
        for table in ("circles", "circle_consents", "circle_marks"):
            tx.execute(f"DELETE FROM {table}")  # noqa: S608  # names of this test
    return records


class TestAStartOfALaterVersion:
    def test_makes_the_inbox_read_the_consents_again(
        self, service: ServiceUnderTest, applied: Sequence[Received]
    ) -> None:
        service.redeliver(applied)
        assert service.get(PATH, agency=CITY).status_code == 404
        assert started(service) == 1
        assert service.get(PATH, agency=CITY).json()["code"] == "catching_up"

        before = service.database.last_notification_id()
        service.redeliver(applied)
        report_caught_up(service.database, ALWAYS)
        assert service.database.last_notification_id() == before
        assert service.get(PATH, agency=CITY).status_code == 200

    def test_is_repeated_only_after_the_earlier_version_has_read_more(
        self, service: ServiceUnderTest, applied: Sequence[Received]
    ) -> None:
        assert (started(service), started(service)) == (1, 0)
        service.redeliver(applied)
        assert started(service) == 0
        with service.database.transaction() as tx:  # as version 0.1.0 does, after a rollback
            tx.execute("UPDATE inbox_marks SET sequence = 9 WHERE subject = :id", {"id": str(CONSENT)})
        assert started(service) == 1

    def test_changes_nothing_where_every_consent_is_in_a_circle(self, opened: ServiceUnderTest) -> None:
        opened.receive(REVOKED)
        assert (started(opened), is_caught_up(opened.database)) == (0, True)
        assert opened.get(PATH, agency=KEEPER).status_code == 200

    def test_leaves_a_parked_record_of_a_consent_parked(self, opened: ServiceUnderTest) -> None:
        opened.receive_raw("finsam.consent.v1", str(CONSENT).encode(), b"{not json")
        assert started(opened) == 0
        assert discard(opened.database, opened.parked()[0].id)
        assert started(opened) == 0
