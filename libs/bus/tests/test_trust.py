"""I12: which topics are read, and which records that can be read are parked all the same."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from services.chassis.tests.consents import (
    ANNA,
    GRANT,
    REVOCATION,
    Listener,
    listening_on,
    published,
    revoked,
)

from samplan.bus.kafka.trust import ANYTHING, Trust, Trusted
from samplan.bus.reading.closings import closed_subjects
from samplan.bus.reading.intake import apply_batch, replay
from samplan.contracts.envelope import Record

TOPIC, EPOCH = "finsam.consent.v1", "0a1b2c3d"
DAY = date(2020, 3, 2)
PATTERN = r"^[a-z-]+\.(referral|consent|consent-alive)\.v1$"


@pytest.fixture
def listener(database_url: str) -> Iterator[Listener]:
    with listening_on(database_url) as listener:
        yield listener


def receive(listener: Listener, trust: Trust, *records: Record) -> None:
    for record in records:
        apply_batch(listener.database, listener, [trust.judged(one) for one in listener.received(record)])


def trusting(*, epochs: frozenset[str] | None = None, earliest: date | None = None) -> Trust:
    topics = {TOPIC: Trusted(epochs=epochs, earliest=earliest)}
    return Trust(topics=topics, days_ahead=1, today=lambda: DAY)


class TestTheTopics:
    def test_that_are_not_named_are_not_read(self) -> None:
        read = Trust(topics={TOPIC: Trusted(), "af.planning.v1": Trusted()}).pattern(PATTERN)
        names = (TOPIC, "finsam.consent-alive.v1", "fk.consent.v1", "af.planning.v1", "xfinsam.consent.v1")
        assert [name for name in names if re.match(read, name)] == [TOPIC, "finsam.consent-alive.v1"]

    def test_are_none_when_the_file_names_none_of_the_pattern(self) -> None:
        assert not re.match(Trust(topics={}).pattern(PATTERN), TOPIC)

    def test_are_those_of_the_pattern_without_a_file(self) -> None:
        assert ANYTHING.pattern(PATTERN) == PATTERN


class TestAnEpoch:
    def test_that_was_announced_is_believed(self, listener: Listener) -> None:
        receive(listener, trusting(epochs=frozenset({EPOCH})), GRANT)
        assert listener.applied == ["ConsentGranted"]

    def test_that_nobody_announced_is_parked(self, listener: Listener) -> None:
        receive(listener, trusting(epochs=frozenset({"4e5f6a7b"})), GRANT)
        assert (listener.applied, listener.reasons()) == ([], ["unknown_epoch"])

    def test_that_nobody_announced_closes_what_it_would_end(self, listener: Listener) -> None:
        receive(listener, trusting(epochs=frozenset()), REVOCATION)
        assert listener.applied == []
        assert closed_subjects(listener.database) == {str(ANNA)}

    def test_that_nobody_announced_is_not_applied_when_its_turn_comes(self, listener: Listener) -> None:
        distrusting = trusting(epochs=frozenset())
        receive(listener, distrusting, published(revoked(ANNA), 5, after=1))
        receive(listener, ANYTHING, GRANT)
        assert (listener.applied, listener.reasons()) == ([], ["unknown_epoch", "behind_parked"])

    def test_is_believed_once_an_operator_has_replayed_its_record(self, listener: Listener) -> None:
        receive(listener, trusting(epochs=frozenset()), GRANT)
        assert replay(listener.database, listener, listener.id_of("unknown_epoch")) == 1
        assert listener.applied == ["ConsentGranted"]


@pytest.mark.parametrize(
    ("trust", "reasons"),
    [
        (Trust(days_ahead=1, today=lambda: date(2020, 3, 1)), []),
        (Trust(days_ahead=1, today=lambda: date(2020, 2, 29)), ["future_date"]),
        (trusting(earliest=DAY), []),
        (trusting(earliest=date(2020, 3, 3)), ["impossible_date"]),
        (Trust(earliest=date(2020, 3, 3)), ["impossible_date"]),
    ],
)
def test_a_date_that_cannot_be_true_is_parked(listener: Listener, trust: Trust, reasons: list[str]) -> None:
    """The grant is dated on the second of March."""
    receive(listener, trust, GRANT)
    assert listener.reasons() == reasons
