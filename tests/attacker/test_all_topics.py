"""I28 (b): all topics and reporting's store together identify nobody and join no two referrals (K19, K70)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import Any

import msgspec
import pytest
from tests.attacker.secured import SecuredGround
from tests.attacker.victim import EACH_GROUND
from tests.deploy.landscape import provisioned
from tests.journeys.desk import Desk, separate_desk
from tests.journeys.journey import Journey
from tests.journeys.stores import rows_of
from tests.journeys.topics import ANYBODY, PublishedRecord, all_records

from referral.form.example import EXAMPLE
from samplan.testing.servers.ports import free_port
from simulator.demo.ground import EmbeddedGround, Ground

pytestmark = pytest.mark.slow

AGAIN, OTHERS, PROTECTED = "19850615-9824", ("19850615-9840", "19850615-9865"), "19850615-9881"
Pair = tuple[Journey, Journey]
ROUTED = "19850615-9923"
ONWARD = {"reason": "wrong_recipient", "programme": "internationella-kvinnor"}
UNGUESSABLE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}")
"""Ids, digests and parts of traces: one that is found twice joins two records."""
LEFT = {"reason": "participant_declined"}
COUNTED = frozenset({"ce_sequence", "ce_previous", "ce_time"})
"""Each is unique to its event: compared apart."""


@pytest.fixture(scope="module", params=EACH_GROUND)
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    if request.param == "embedded":
        yield EmbeddedGround(tmp_path_factory.mktemp("broker"), free_port())
        return
    kafka, provision = map(request.getfixturevalue, ("secured_kafka", "provision"))
    with provisioned(kafka, provision):
        yield SecuredGround(kafka)


@pytest.fixture(scope="module")
def desk(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with separate_desk(lambda _: ground, tmp_path_factory.mktemp("topics")) as desk:
        yield desk


@pytest.fixture(scope="module")
def again(desk: Desk) -> Pair:
    """One person's referrals, the second after a withdrawal; others are referred and withdrawn like them."""
    crowd = [Journey(desk, number) for number in OTHERS]
    first, second = Journey(desk, AGAIN), Journey(desk, AGAIN)
    for one in (*crowd, first):
        one.refer()
        one.decide("/withdrawal", "2021-06-03", "ReferralWithdrawn", **LEFT)
    second.steps = list(first.steps)
    second.refer()
    second.decide("/withdrawal", "2021-06-03", "ReferralWithdrawn", **LEFT)
    return first, second


@pytest.fixture(scope="module")
def routed(desk: Desk) -> tuple[str, str]:
    """One person's referrals: the second is the first, routed to another programme."""
    first = Journey(desk, ROUTED).refer()
    first.decide("/routing", "2021-06-03", "ReferralRouted", **ONWARD)
    shown = desk.get(first.office, first.received_by, f"/v1/referrals/{first.referral_id}").json()
    return first.referral_id, shown["referral"]["routedTo"]


@pytest.fixture(scope="module")
def protected(desk: Desk) -> Pair:
    """Two referrals of a person whose identity is protected."""
    form = deepcopy(EXAMPLE)
    form["participant"]["protectedIdentity"] = True
    first, second = (Journey(desk, PROTECTED, form=form) for _ in range(2))
    first.refer()
    first.decide("/withdrawal", "2021-06-03", **LEFT)
    second.steps = list(first.steps)
    second.refer()
    return first, second


@pytest.fixture(scope="module")
def enrolled(desk: Desk) -> Journey:
    return Journey(desk, "19850615-9907").to_enrolment()


@pytest.fixture(scope="module")
def topics(
    desk: Desk, ground: Ground, again: Pair, protected: Pair, routed: tuple[str, str], enrolled: Journey
) -> Sequence[PublishedRecord]:
    """All of it, once all of this has happened."""
    assert all((*again, *protected, *routed, enrolled))
    desk.house.settle()
    login = ground.login if isinstance(ground, SecuredGround) else ANYBODY
    return all_records(desk.house.bootstrap, login)


def values_of(records: Sequence[PublishedRecord], referral_id: str) -> set[str]:
    """Everything that the records about a referral say, but for its id."""
    about = [one for one in records if one.key.decode() == referral_id]
    assert about, "nothing is published about the referral"
    told = {
        f"{name}: {value.decode()}" for one in about for name, value in one.headers if name not in COUNTED
    }
    return told | {text for one in about for text in _scalars("", msgspec.json.decode(one.value))}


def _scalars(name: str, member: Any) -> Iterator[str]:
    match member:
        case dict():
            for key, value in member.items():
                yield from _scalars(f"{name}.{key}", value)
        case list():
            for value in member:
                yield from _scalars(name, value)
        case _:
            yield f"{name}: {member}"


class TestTwoReferralsOfOnePerson:
    def test_have_nothing_in_common_that_others_have_not(
        self, topics: Sequence[PublishedRecord], again: Pair
    ) -> None:
        ids = [one.referral_id for one in again]
        common = set.intersection(*(values_of(topics, one) for one in ids))
        published = {record.key.decode() for record in topics if record.topic == "malmo-ifo.referral.v1"}
        crowd = [values_of(topics, one) for one in published - set(ids)]
        assert not common.difference(*crowd)

    def test_are_numbered_alike(self, topics: Sequence[PublishedRecord], again: Pair) -> None:
        """A gap would tell that something private had happened, such as another referral."""
        by_key = sorted(
            ((one.key.decode(), one) for one in topics if _is_event(one)), key=lambda pair: pair[0]
        )
        for key, records in groupby(by_key, key=lambda pair: pair[0]):
            numbers = sorted({one.envelope().aggregate_version for _, one in records})
            assert numbers == list(range(1, len(numbers) + 1)), key

    def test_are_in_no_row_of_reporting_together(self, desk: Desk, again: Pair) -> None:
        first, second = (one.referral_id for one in again)
        rows = list(rows_of(desk.house.database("reporting")))
        assert not [row for row in rows if first in row and second in row]
        assert any(first in row for row in rows)

    def test_name_their_person_in_no_row_of_reporting(
        self, desk: Desk, topics: Sequence[PublishedRecord], again: Pair
    ) -> None:
        digits = AGAIN.replace("-", "")
        texts = [*rows_of(desk.house.database("reporting")), *(f"{one.raw!r}" for one in topics)]
        assert not [text for text in texts if AGAIN in text or digits in text or digits[2:] in text]


class TestAllTopicsJoined:
    """By every id and digest, on whichever topic: that of statistics included."""

    def test_join_no_two_referrals_before_a_consent(
        self, topics: Sequence[PublishedRecord], again: Pair, routed: tuple[str, str]
    ) -> None:
        referrals = {one.key.decode() for one in topics if one.topic == "malmo-ifo.referral.v1"}
        assert referrals.issuperset({*routed, *(one.referral_id for one in again)})
        found = defaultdict[str, set[str]](set)
        for record in topics:
            for mark in UNGUESSABLE.findall(record.raw.decode()):
                found[mark] |= {record.key.decode()} & referrals
        assert not {mark: joined for mark, joined in found.items() if len(joined) > 1}

    def test_describe_a_participant_where_reporting_alone_reads(
        self, topics: Sequence[PublishedRecord], enrolled: Journey
    ) -> None:
        telling = {"sex", "ageBand", "incomeSupport"}
        events = [(one.topic, msgspec.json.decode(one.value)) for one in topics if _is_event(one)]
        described = {topic for topic, event in events if telling & event.keys() and "planId" not in event}
        assert described == {"malmo-ifo.referral-statistics.v1"}


class TestACaller:
    def test_finds_nothing_of_its_own_on_any_topic(
        self, topics: Sequence[PublishedRecord], again: Pair, enrolled: Journey
    ) -> None:
        """K70: the correlation id, the trace and the key that each command was sent with."""
        sent = [step for one in (*again, enrolled) for step in one.steps]
        marks = {mark for step in sent for mark in (f"{step.key}", step.key.hex, step.request_id)}
        found = [mark for one in topics for mark in marks if mark.encode() in one.raw]
        assert sent
        assert not found


class TestAProtectedPerson:
    def test_is_named_on_no_topic_and_in_no_row_of_reporting(
        self, desk: Desk, topics: Sequence[PublishedRecord], protected: Pair
    ) -> None:
        ids = [one.referral_id for one in protected]
        texts = [*rows_of(desk.house.database("reporting")), *(f"{one.raw!r}" for one in topics)]
        assert not [text for text in texts if any(one in text for one in ids)]


def _is_event(record: PublishedRecord) -> bool:
    return any(name == "ce_type" for name, _ in record.headers)
