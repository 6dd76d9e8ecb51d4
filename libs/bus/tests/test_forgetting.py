"""I4: no parked record names a participant whose consents have ended, however its bytes spell the id."""

import contextlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec
import pytest
from libs.bus.tests.disorder import ANNA, BEA, TOPIC, Reader

from samplan.bus.kafka.oversized import Oversized
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.catch_up import StillCatchingUp, require_open
from samplan.bus.reading.closings import closed_subjects, subjects_closed_by_name
from samplan.bus.reading.forgetting.forgotten import forget_ids, remember_ids
from samplan.bus.reading.forgetting.kept import FORGOTTEN, REMOVED
from samplan.bus.reading.parked import discard, list_parked, park, raw
from samplan.contracts.codes import Agency
from samplan.contracts.consent import BlockSet, ReferralCovered
from samplan.contracts.envelope import encode
from samplan.contracts.event import ContractEvent
from samplan.testing.given import envelope_of

CONSENTS = "finsam.consent.v1"
PLAN, REFERRAL = UUID(int=0xA1), UUID(int=0xA2)
CONSENT = UUID("0b8c1f9a-52d7-4e63-9c1a-7f3d2e5b6a80")
ANNAS = {ANNA, CONSENT}
TOLD = f'{{"participantId": "{ANNA}", '.encode()
ESCAPED = "".join(f"\\u{ord(one):04X}" for one in str(ANNA)).encode()
Row = Mapping[str, Any]


def garbage(
    value: bytes | None, key: UUID | bytes | None = PLAN, *, topic: str = TOPIC, **more: Any
) -> Received:
    named = str(key).encode() if isinstance(key, UUID) else key
    return read(
        cluster="new",
        topic=topic,
        partition=0,
        key=named,
        value=value,
        **{"offset": 0, "headers": (), **more},
    )


def readable(event: ContractEvent) -> Received:
    record = encode(envelope_of(event), event)
    return garbage(record.value, record.key, topic=CONSENTS, headers=record.headers)


COVERED = ReferralCovered(
    consent_id=CONSENT, participant_id=ANNA, referral_id=REFERRAL, occurred_on=date(2022, 3, 1)
)
BLOCKED = BlockSet(participant_id=ANNA, agency=Agency.FK, circle_version=2, occurred_on=date(2022, 3, 1))


def parks(reader: Reader, *records: Received, reason: str = "") -> None:
    with reader.database.transaction() as tx:
        for one in records:
            park(tx, one, reason or one.reason or "rule_broken")


def forgets(reader: Reader, ids: set[UUID] = ANNAS) -> None:
    with reader.database.transaction() as tx:
        forget_ids(tx, ids)


def rows(reader: Reader) -> Sequence[Row]:
    return reader.database.query("SELECT * FROM parked ORDER BY position")


def is_reduced(row: Row, value: bytes) -> bool:
    described = {"sha256": sha256(value).hexdigest(), "size": len(value)}
    return bool(row["error"] == FORGOTTEN and json.loads(bytes(row["value"])) == described)


SPELLINGS = {
    "in broken JSON": TOLD,
    "in upper case": f"id={str(ANNA).upper()}".encode(),
    "without dashes": f"<{ANNA.hex}>".encode(),
    "behind other digits": f"2022-03-01-{ANNA}".encode(),
    "escaped": b'{"a": "' + ESCAPED + b'"',
    "in UTF-16": str(ANNA).encode("utf-16-be"),
    "beside bytes that are no text": TOLD + b"\xff",
    "compressed": b"\x1f\x8b\x08\x00\xff\xff",
    "the consent": f'"{CONSENT}'.encode(),
}


@pytest.mark.parametrize("value", SPELLINGS.values(), ids=SPELLINGS)
class TestARecordThatNobodyCanRead:
    def test_keeps_a_digest_and_a_size(self, reader: Reader, value: bytes) -> None:
        parks(reader, garbage(value))
        assert bytes(rows(reader)[0]["value"]) == value
        forgets(reader)
        [row] = rows(reader)
        assert is_reduced(row, value)
        assert bytes(row["record_key"]) == str(PLAN).encode()

    def test_keeps_no_more_when_it_is_parked_afterwards(self, reader: Reader, value: bytes) -> None:
        forgets(reader)
        parks(reader, garbage(value))
        assert is_reduced(rows(reader)[0], value)

    def test_changes_no_further_when_that_is_repeated(self, reader: Reader, value: bytes) -> None:
        parks(reader, garbage(value))
        forgets(reader)
        before = rows(reader)
        parks(reader, garbage(value))
        forgets(reader)
        assert rows(reader) == before


class Killed(Exception):
    """Between the first statement and the commit."""


class TestForgetting:
    def test_leaves_the_records_of_others_as_they_are(self, reader: Reader) -> None:
        parks(reader, garbage(TOLD))
        before = rows(reader)
        forgets(reader, {BEA})
        assert rows(reader) == before

    def test_has_no_effect_when_its_transaction_fails(self, reader: Reader) -> None:
        parks(reader, garbage(TOLD))
        before = rows(reader)
        with contextlib.suppress(Killed), reader.database.transaction() as tx:
            forget_ids(tx, ANNAS)
            raise Killed
        parks(reader, garbage(TOLD, offset=1))
        assert rows(reader)[0] == before[0]
        assert bytes(rows(reader)[1]["value"]) == TOLD

    def test_finds_what_an_earlier_version_has_parked(self, reader: Reader) -> None:
        parks(reader, garbage(TOLD))
        with reader.database.transaction() as tx:
            tx.execute("UPDATE parked SET names = NULL, closes = NULL")
        forgets(reader)
        assert is_reduced(rows(reader)[0], TOLD)

    def test_takes_the_first_bytes_of_what_was_too_large(self, reader: Reader) -> None:
        whole = TOLD * 10_000
        parks(reader, garbage(Oversized.of(whole)), reason="too_large")
        forgets(reader, {BEA})  # the rest may name any participant
        assert is_reduced(rows(reader)[0], whole)

    def test_reduces_a_batch_that_could_not_be_unpacked(self, reader: Reader) -> None:
        parks(reader, garbage(b"plain", None), reason="undecodable_codec")
        forgets(reader, {BEA})
        assert is_reduced(rows(reader)[0], b"plain")

    def test_drops_the_headers_that_name_them(self, reader: Reader) -> None:
        named, other = ("x-participant", str(ANNA).encode()), ("ce_type", b"samplan.referral.Moved.v9")
        parks(reader, garbage(TOLD, headers=[named, other]))
        forgets(reader)
        received = raw(reader.database, list_parked(reader.database)[0].id)
        assert received is not None
        assert received.headers == [other]


class TestARecordThatCanBeRead:
    def test_keeps_its_place_and_its_effect_without_the_participant(self, reader: Reader) -> None:
        parks(reader, readable(COVERED), reason="behind_parked")
        forgets(reader)
        received = raw(reader.database, list_parked(reader.database)[0].id)
        assert received is not None
        assert received.event == msgspec.structs.replace(COVERED, participant_id=REMOVED)

    def test_is_kept_whole_while_its_consent_may_open_something(self, reader: Reader) -> None:
        forgets(reader, {ANNA})
        parks(reader, readable(COVERED), reason="behind_parked")
        received = raw(reader.database, list_parked(reader.database)[0].id)
        assert received is not None
        assert received.event == COVERED

    def test_is_reduced_where_the_participant_is_its_subject(self, reader: Reader) -> None:
        parks(reader, readable(BLOCKED))
        forgets(reader)
        [row] = rows(reader)
        assert (row["record_key"], row["error"]) == (None, FORGOTTEN)
        assert str(ANNA) not in str(dict(row))


@pytest.mark.parametrize("subject", sorted(ANNAS), ids=["participant", "consent"])
class TestASubjectThatIsOver:
    def test_stays_closed_without_its_name(self, reader: Reader, subject: UUID) -> None:
        parks(reader, garbage(TOLD, subject, topic=CONSENTS))
        forgets(reader)
        assert str(subject) not in str(dict(rows(reader)[0]))
        assert subjects_closed_by_name(reader.database) == frozenset()
        with pytest.raises(StillCatchingUp):
            require_open(reader.database, [subject])
        require_open(reader.database, [BEA])

    def test_is_closed_by_name_when_it_is_remembered(self, reader: Reader, subject: UUID) -> None:
        parks(reader, garbage(TOLD, subject, topic=CONSENTS))
        forgets(reader)
        with reader.database.transaction() as tx:
            remember_ids(tx, ANNAS)
        assert closed_subjects(reader.database) == {str(subject)}
        forgets(reader)
        assert str(subject) not in str(dict(rows(reader)[0]))

    def test_opens_when_an_operator_discards_the_record(self, reader: Reader, subject: UUID) -> None:
        parks(reader, garbage(TOLD, subject, topic=CONSENTS))
        forgets(reader)
        assert discard(reader.database, list_parked(reader.database)[0].id)
        require_open(reader.database, [subject])


def test_somebody_who_is_remembered_may_be_named_again(reader: Reader) -> None:
    forgets(reader)
    with reader.database.transaction() as tx:
        remember_ids(tx, ANNAS)
    parks(reader, garbage(TOLD))
    assert bytes(rows(reader)[0]["value"]) == TOLD
