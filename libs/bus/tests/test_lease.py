"""C-06: how long answers that rest on a consent may be given after the last word of a consent service."""

import pytest
from aiokafka import TopicPartition

from samplan.bus.reading.lease import LEASE_SECONDS, Lease

CONSENT, ALIVE = "finsam.consent.v1", "finsam.consent-alive.v1"
EVENTS, HEARTBEATS = TopicPartition(CONSENT, 0), TopicPartition(ALIVE, 0)
BOTH = frozenset({CONSENT, ALIVE})


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lease(clock: Clock) -> Lease:
    return Lease(clock)


def look(lease: Lease, *, events: int = 5, heartbeats: int = 0, moment: float | None = None) -> None:
    at = lease.now() if moment is None else moment
    lease.look(at, BOTH, {EVENTS: events, HEARTBEATS: heartbeats})


def hear(lease: Lease, clock: Clock) -> None:
    """A first heartbeat, with everything applied."""
    look(lease)
    lease.note_heartbeat(ALIVE, 0)
    clock.now += 2
    look(lease, heartbeats=1)
    lease.settle({EVENTS: 5})


def test_a_consent_service_that_was_never_heard_gives_no_lease(lease: Lease) -> None:
    look(lease)
    lease.settle({EVENTS: 5})
    assert lease.left < 0


def test_a_landscape_without_a_consent_topic_needs_no_heartbeat_but_a_broker(
    lease: Lease, clock: Clock
) -> None:
    lease.look(lease.now(), frozenset({"af.planning.v1"}), {})
    assert lease.left == LEASE_SECONDS
    clock.now += LEASE_SECONDS
    assert lease.left <= 0


def test_a_heartbeat_counts_from_the_look_before_it_for_a_minute(lease: Lease, clock: Clock) -> None:
    hear(lease, clock)
    assert lease.age == 2
    clock.now += 57.5
    assert lease.left == 0.5
    clock.now += 0.5
    assert lease.left <= 0


def test_a_heartbeat_counts_once_what_was_published_before_it_is_applied(lease: Lease) -> None:
    look(lease)
    lease.note_heartbeat(ALIVE, 0)
    look(lease, heartbeats=1, events=7)
    lease.settle({EVENTS: 6})
    assert lease.left < 0
    lease.settle({EVENTS: 7})
    assert lease.left > 0


def test_a_heartbeat_that_waited_in_a_frozen_process_is_not_new(lease: Lease, clock: Clock) -> None:
    hear(lease, clock)
    clock.now += 70
    lease.note_heartbeat(ALIVE, 1)  # out of the socket's buffer
    assert lease.left < 0
    look(lease, heartbeats=30)
    lease.settle({EVENTS: 5})
    assert lease.left < 0
    lease.note_heartbeat(ALIVE, 30)
    clock.now += 2
    look(lease, heartbeats=31)
    lease.settle({EVENTS: 5})
    assert lease.age == 2


def test_a_repeated_heartbeat_is_not_new(lease: Lease, clock: Clock) -> None:
    hear(lease, clock)
    clock.now += 30
    lease.note_heartbeat(ALIVE, 0)
    look(lease, heartbeats=1)
    lease.settle({EVENTS: 5})
    assert lease.age == 32


def test_every_consent_service_must_be_heard(lease: Lease, clock: Clock) -> None:
    hear(lease, clock)
    other = TopicPartition("af.consent.v1", 0)
    lease.look(lease.now(), BOTH | {other.topic}, {EVENTS: 5, HEARTBEATS: 1, other: 0})
    assert lease.left < 0


def test_a_new_session_keeps_what_was_heard_and_forgets_offsets(lease: Lease, clock: Clock) -> None:
    hear(lease, clock)
    lease.begin_session()
    assert lease.age == 2
    look(lease, heartbeats=0)  # a wiped cluster: other records at the same offsets
    lease.note_heartbeat(ALIVE, 0)
    clock.now += 2
    look(lease, heartbeats=1)
    lease.settle({EVENTS: 5})
    assert lease.age == 2


def test_a_topic_of_heartbeats_that_was_created_again_is_heard_again(lease: Lease, clock: Clock) -> None:
    look(lease, heartbeats=500)
    lease.note_heartbeat(ALIVE, 500)
    look(lease, heartbeats=2)
    lease.note_heartbeat(ALIVE, 2)
    clock.now += 2
    look(lease, heartbeats=3)
    lease.settle({EVENTS: 5})
    assert lease.age == 2
