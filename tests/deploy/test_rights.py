"""A service without the right to a topic reports it at once, and keeps running for the rest."""

from pathlib import Path
from uuid import uuid4

import pytest
from confluent_kafka import KafkaError, Message, Producer, TopicPartition
from confluent_kafka.admin import OffsetSpec
from prometheus_client import REGISTRY
from tests.deploy.landscape import Provision
from tests.deploy.whole import Whole

from provision.rights import Revoke, Right, apply
from samplan.bus.kafka.access import Access
from samplan.contracts.codes import Agency
from samplan.contracts.envelope import encode
from samplan.contracts.referral import ReferralSubmitted
from samplan.testing.given import NOON, envelope_of
from samplan.testing.servers.cluster import KafkaCluster
from samplan.testing.waiting import wait_until

pytestmark = [pytest.mark.real, pytest.mark.slow]

OWN, CITY, THEIRS = "af.planning.v1", "malmo-ifo.referral.v1", "af.referral.v1"
ME = "User:af.planning"
PARTITIONS = 6


def revoke(kafka: KafkaCluster, *rights: Right) -> None:
    apply(kafka.client(), [Revoke(right) for right in rights])


def refer(kafka: KafkaCluster, agency: str) -> None:
    """Publish a referral in an agency's name, as the administrator."""
    event = ReferralSubmitted(
        referral_id=uuid4(), programme="malmokraften", referring_agency=Agency.AF, occurred_on=NOON.date()
    )
    record = encode(envelope_of(event, source=f"/{agency}/referral/0a1b2c3d"), event)
    producer = Producer({**kafka.admin.for_librdkafka(), "log_level": 0})
    producer.produce(f"{agency}.referral.v1", record.value, record.key, headers=list(record.headers))
    assert producer.flush(10) == 0


def published(kafka: KafkaCluster) -> int:
    """The number of records in planning's topic."""
    admin = kafka.client()
    latest = OffsetSpec.latest()  # type: ignore[no-untyped-call]  # the library has no types for it
    ends = admin.list_offsets({TopicPartition(OWN, n): latest for n in range(PARTITIONS)})
    return sum(end.result(30).offset for end in ends.values())


def denied() -> float | None:
    return REGISTRY.get_sample_value("samplan_inbox_topics_denied")


@pytest.mark.parametrize("way_in", ["password", "certificate"])
def test_a_service_with_its_rights_receives_and_publishes(
    way_in: str, landscape: KafkaCluster, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    access: Access = request.getfixturevalue(way_in)
    with Whole(tmp_path, access) as planning:
        planning.start().wait_until_missing()
        refer(landscape, "malmo-ifo")
        wait_until(lambda: published(landscape) == 1, lambda: "nothing published")


def test_a_service_whose_password_is_wrong_stays_up(landscape: KafkaCluster, tmp_path: Path) -> None:
    with Whole(tmp_path, landscape.by_password("af.planning", "not what was agreed")) as planning:
        planning.start().wait_until_missing("relay is not connected", "inbox is not reading")
        assert planning.is_live
        assert planning.open_plan() == 201


def test_a_topic_that_may_not_be_created_is_named(password: Access, tmp_path: Path) -> None:
    with Whole(tmp_path, password, agency="klippan") as planning:
        planning.start()
        planning.wait_until_missing("relay finds no klippan.planning.v1 and may not create it")


def test_only_the_owner_may_write(password: Access) -> None:
    """I12."""
    refusals: list[KafkaError | None] = []

    def note(refusal: KafkaError | None, _: Message) -> None:
        refusals.append(refusal)

    producer = Producer({**password.for_librdkafka(), "log_level": 0})
    producer.produce(CITY, b"{}", on_delivery=note)
    producer.flush(10)
    [refusal] = refusals
    assert refusal is not None
    assert refusal.code() == KafkaError.TOPIC_AUTHORIZATION_FAILED


class TestARelayThatMayNotWrite:
    def test_names_the_topic_and_publishes_once_it_may(
        self, landscape: KafkaCluster, provision: Provision, planning: Whole
    ) -> None:
        revoke(landscape, Right(ME, "WRITE", OWN))
        planning.start().wait_until_missing(f"relay may not write {OWN}")
        assert planning.is_live
        assert planning.open_plan() == 201
        refer(landscape, "malmo-ifo")
        wait_until(lambda: planning.opened_plans() == 2, planning.opened_plans)

        assert provision("acls", "apply") == f"+ {ME}: write {OWN}\n"
        planning.wait_until_missing()
        wait_until(lambda: published(landscape) == 2, lambda: published(landscape))


class TestAnInbox:
    def test_that_may_read_some_topics_reads_those(
        self, landscape: KafkaCluster, provision: Provision, planning: Whole
    ) -> None:
        revoke(landscape, Right(ME, "READ", THEIRS))
        planning.start().wait_until_missing()
        for agency in ("af", "malmo-ifo"):
            refer(landscape, agency)
        wait_until(lambda: planning.opened_plans() == 1, planning.opened_plans)
        assert denied() == 1

        assert provision("acls", "apply") == f"+ {ME}: read {THEIRS}\n"
        wait_until(lambda: planning.opened_plans() == 2, planning.opened_plans)
        assert denied() == 0

    def test_that_loses_a_right_reads_the_others(self, landscape: KafkaCluster, planning: Whole) -> None:
        planning.start().wait_until_missing()
        revoke(landscape, Right(ME, "READ", THEIRS))
        wait_until(lambda: denied() == 1, denied)
        refer(landscape, "malmo-ifo")
        wait_until(lambda: planning.opened_plans() == 1, planning.opened_plans)
        planning.wait_until_missing()

    def test_that_may_read_nothing_names_the_topics(self, landscape: KafkaCluster, planning: Whole) -> None:
        revoke(landscape, Right(ME, "READ", CITY), Right(ME, "READ", THEIRS))
        planning.start().wait_until_missing(f"inbox may not read {THEIRS}, {CITY}")
