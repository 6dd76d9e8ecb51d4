"""A reader accepts members that its contract does not know, and stores none of them (K72)."""

import pytest
from libs.bus.tests.disorder import ANNA, ONE, THREE, TWO, Reader, of_unknown_type

from samplan.bus.reading.intake import replay
from samplan.contracts.envelope import Record

PERSONNUMMER = b"19900101-2384"


def with_another_member(record: Record) -> Record:
    return record._replace(value=record.value.replace(b"{", b'{"note":"%b",' % PERSONNUMMER, 1))


def stored_values(reader: Reader) -> bytes:
    return b"".join(bytes(row["value"]) for row in reader.database.query("SELECT value FROM parked"))


@pytest.mark.parametrize("reason", ["rule_broken", "behind_parked", "came_ahead"])
def test_a_parked_event_keeps_only_what_the_contract_knows(reader: Reader, reason: str) -> None:
    reader.refuses = {1}
    later = (with_another_member(THREE if reason == "came_ahead" else TWO),)
    reader.reads(with_another_member(ONE), *later)
    assert reason in reader.reasons()
    assert PERSONNUMMER not in stored_values(reader)
    assert str(ANNA).encode() in stored_values(reader)


def test_it_is_applied_later_like_any_other(reader: Reader) -> None:
    reader.refuses = {1}
    reader.reads(with_another_member(ONE), with_another_member(TWO))
    reader.refuses = set()
    assert replay(reader.database, reader, reader.id_of("rule_broken")) == 2
    assert reader.applied_of(ANNA) == [1, 3]


def test_a_record_that_is_no_event_is_kept_whole(reader: Reader) -> None:
    """Only the program of a later version can tell which of its members it knows (I6)."""
    reader.reads(of_unknown_type(with_another_member(ONE)))
    assert PERSONNUMMER in stored_values(reader)
