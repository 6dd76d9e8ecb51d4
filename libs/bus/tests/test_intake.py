"""Exactly once in effect for repeated, late, broken or split records (I1, I2, I6)."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from uuid import UUID

import pytest
from eventsourcing.persistence import OperationalError
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.decisions.journal import from_stored
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.intake import apply_batch, replay
from samplan.bus.store.transactions import Transaction
from samplan.contracts.codes import Agency, DeclineReason
from samplan.contracts.envelope import encode
from samplan.contracts.referral import ReferralDeclined, ReferralSubmitted
from samplan.testing.given import envelope_of
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN, OpenPlan, Plan

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")
MONDAY = date(2020, 3, 2)


def submitted(referral: UUID) -> ReferralSubmitted:
    return ReferralSubmitted(
        referral_id=referral, programme="malmokraften", referring_agency=Agency.AF, occurred_on=MONDAY
    )


def declined(referral: UUID) -> ReferralDeclined:
    return ReferralDeclined(referral_id=referral, reason=DeclineReason.NO_CAPACITY, occurred_on=MONDAY)


def record(
    event: ReferralSubmitted | ReferralDeclined, *, sequence: int, offset: int, cluster: str = "one"
) -> Received:
    envelope = envelope_of(event, sequence=sequence)
    encoded = encode(envelope, event)
    return read(
        cluster=cluster,
        topic=envelope.topic,
        partition=0,
        offset=offset,
        key=encoded.key,
        value=encoded.value,
        headers=encoded.headers,
    )


def poison(*, offset: int, key: UUID) -> Received:
    return read(
        cluster="one",
        topic="malmo-ifo.referral.v1",
        partition=0,
        offset=offset,
        key=str(key).encode(),
        value=b"{not json",
        headers=[("ce_specversion", b"1.0"), ("ce_broken", None)],
    )


@pytest.fixture
def specimen(database_url: str, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SPECIMEN, tmp_path, database_url=database_url) as service:
        yield service


def effects(service: ServiceUnderTest) -> list[tuple[str, UUID]]:
    stored = service.database.notifications(0, 1000)
    return [(type(e).__name__, e.originator_id) for e in (from_stored(one) for one in stored)]


def receive(service: ServiceUnderTest, *batch: Received) -> None:
    apply_batch(service.database, service._consumer(), batch)


class TestRedelivery:
    def test_of_the_same_offset_has_no_second_effect(self, specimen: ServiceUnderTest) -> None:
        first = record(submitted(ANNA), sequence=1, offset=0)
        receive(specimen, first)
        receive(specimen, first)
        assert effects(specimen) == [("Opened", ANNA)]

    def test_of_the_same_event_at_a_later_offset_has_no_second_effect(
        self, specimen: ServiceUnderTest
    ) -> None:
        receive(specimen, record(submitted(ANNA), sequence=1, offset=0))
        receive(specimen, record(submitted(ANNA), sequence=1, offset=1))
        assert effects(specimen) == [("Opened", ANNA)]
        assert specimen.parked() == []

    def test_from_a_wiped_cluster_has_no_second_effect(self, specimen: ServiceUnderTest) -> None:
        receive(specimen, record(submitted(ANNA), sequence=1, offset=7))
        receive(
            specimen,
            record(submitted(ANNA), sequence=1, offset=0, cluster="two"),
            record(declined(ANNA), sequence=2, offset=1, cluster="two"),
        )
        assert effects(specimen) == [("Opened", ANNA), ("TrackChosen", ANNA)]

    def test_within_one_batch_has_no_second_effect(self, specimen: ServiceUnderTest) -> None:
        receive(
            specimen,
            record(submitted(ANNA), sequence=1, offset=0),
            record(submitted(ANNA), sequence=1, offset=1),
        )
        assert effects(specimen) == [("Opened", ANNA)]

    @settings(max_examples=40)
    @given(data=st.data())
    def test_in_any_batches_has_each_effect_once_and_in_order(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        story: list[ReferralSubmitted | ReferralDeclined]
        story = [submitted(ANNA), submitted(BEA), declined(ANNA), declined(BEA)]
        repeats = data.draw(st.lists(st.integers(0, 3), max_size=6))
        # A relay repeats from an earlier position; it never skips.
        sequence = [0, 1, 2, 3, *(n for start in repeats for n in range(start, 4))]
        records = [record(story[n], sequence=n + 1, offset=o) for o, n in enumerate(sequence)]
        cuts = data.draw(st.lists(st.integers(1, len(records)), max_size=5).map(sorted))
        with ServiceUnderTest(SPECIMEN, tmp_path_factory.mktemp("pieces")) as service:
            for start, end in zip([0, *cuts], [*cuts, len(records)], strict=True):
                if records[start:end]:
                    receive(service, *records[start:end])
            per_plan = {
                plan: [name for name, _ in group]
                for plan, group in groupby(sorted(effects(service), key=lambda e: str(e[1])), lambda e: e[1])
            }
            assert per_plan == {plan: ["Opened", "TrackChosen"] for plan in (ANNA, BEA)}
            assert service.parked() == []


class TestPoison:
    def test_is_parked_with_its_key_and_reason(self, specimen: ServiceUnderTest) -> None:
        receive(specimen, poison(offset=0, key=ANNA))
        [row] = specimen.parked()
        assert (row.reason, row.key, row.offset) == ("bad_header", str(ANNA), 0)

    def test_blocks_its_own_aggregate_only(self, specimen: ServiceUnderTest) -> None:
        receive(
            specimen,
            poison(offset=0, key=ANNA),
            record(submitted(ANNA), sequence=1, offset=1),
            record(submitted(BEA), sequence=2, offset=2),
        )
        assert effects(specimen) == [("Opened", BEA)]
        assert [row.reason for row in specimen.parked()] == ["bad_header", "behind_parked"]

    def test_blocks_its_aggregate_in_later_batches(self, specimen: ServiceUnderTest) -> None:
        receive(specimen, poison(offset=0, key=ANNA))
        receive(specimen, record(submitted(ANNA), sequence=1, offset=1))
        assert effects(specimen) == []

    def test_without_a_key_blocks_nothing(self, specimen: ServiceUnderTest) -> None:
        keyless = read(
            cluster="one",
            topic="malmo-ifo.referral.v1",
            partition=0,
            offset=0,
            key=None,
            value=None,
            headers=[],
        )
        receive(specimen, keyless, record(submitted(ANNA), sequence=1, offset=1))
        assert effects(specimen) == [("Opened", ANNA)]


class TestBrokenRule:
    """A track for a plan that does not exist: the event is decoded, the policy's command is refused."""

    def test_parks_that_event_and_applies_the_others_of_its_batch(self, specimen: ServiceUnderTest) -> None:
        receive(
            specimen,
            record(declined(ANNA), sequence=1, offset=0),
            record(submitted(BEA), sequence=2, offset=1),
        )
        assert effects(specimen) == [("Opened", BEA)]
        [row] = specimen.parked()
        assert (row.reason, row.error) == ("not_found", "NotFound")

    def test_changes_nothing_when_a_later_record_of_the_replay_is_refused(
        self, specimen: ServiceUnderTest
    ) -> None:
        receive(specimen, record(declined(ANNA), sequence=1, offset=0))
        receive(specimen, record(declined(ANNA), sequence=2, offset=1))
        specimen.process.application.execute(_open(ANNA))
        # The second decline chooses a track again: the whole replay is refused and nothing changes.
        first, second = specimen.parked()
        with pytest.raises(Exception, match="track_already_chosen"):
            replay(specimen.database, specimen._consumer(), first.id)
        assert effects(specimen) == [("Opened", ANNA)]
        assert [row.id for row in specimen.parked()] == [first.id, second.id]

    def test_replayed_is_applied_once_and_unblocks_its_aggregate(self, specimen: ServiceUnderTest) -> None:
        receive(specimen, record(declined(ANNA), sequence=1, offset=0))
        specimen.process.application.execute(_open(ANNA))
        [row] = specimen.parked()
        assert replay(specimen.database, specimen._consumer(), row.id) == 1
        assert effects(specimen) == [("Opened", ANNA), ("TrackChosen", ANNA)]
        assert specimen.parked() == []
        receive(specimen, record(declined(ANNA), sequence=1, offset=5))
        assert effects(specimen) == [("Opened", ANNA), ("TrackChosen", ANNA)]


class TestAnUnavailableStore:
    def test_changes_nothing_and_parks_nothing_so_that_the_batch_is_read_again(
        self, specimen: ServiceUnderTest
    ) -> None:
        batch = [record(submitted(ANNA), sequence=1, offset=0)]
        with pytest.raises(OperationalError):
            apply_batch(specimen.database, _Unreachable(), batch)
        assert specimen.parked() == []
        receive(specimen, *batch)
        assert effects(specimen) == [("Opened", ANNA)]


class _Unreachable:
    def apply(self, _tx: Transaction, _received: object) -> None:
        raise OperationalError("the store went away")


def _open(plan: UUID) -> object:
    return OpenPlan(plan_id=plan, on=MONDAY)


def test_events_of_a_policy_are_caused_by_the_event_that_triggered_it(specimen: ServiceUnderTest) -> None:
    received = record(submitted(ANNA), sequence=1, offset=0)
    receive(specimen, received)
    envelope, _ = received.content()
    [opened] = [from_stored(one) for one in specimen.database.notifications(0, 10)]
    assert isinstance(opened, Plan.Opened)
    assert opened.correlation_id == envelope.correlation_id
    assert opened.causation_id == envelope.id
