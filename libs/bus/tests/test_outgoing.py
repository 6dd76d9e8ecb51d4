"""A record names its aggregate's previous published event (decision 20), and tells nothing private (28)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chassis.decisions.journal import publishable
from chassis.decisions.work import Application, Work
from chassis.settings.environment import load_settings
from chassis.store.database import open_database
from samplan.bus.observe.causation import Cause, because_of
from samplan.bus.observe.tracing import is_traceparent
from samplan.bus.publishing.epochs import Epoch, Epochs
from samplan.bus.publishing.outgoing import Outgoing
from samplan.bus.publishing.publication import Publication
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Track
from samplan.contracts.envelope import Record
from samplan.testing.specimen import SPECIMEN, ChooseTrack, OpenPlan, Plan, translate

ANNA = UUID("00000000-0000-4000-8000-00000000000a")
BEA = UUID("00000000-0000-4000-8000-00000000000b")
MONDAY = date(2020, 3, 2)
SOURCE = "/af/planning/0a1b2c3d"
ONE_EPOCH = Epochs((Epoch("0a1b2c3d", 0),), frozenset())


class TakeNote:
    """Records a private event of a plan."""

    def __init__(self, plan_id: UUID) -> None:
        self.plan_id = plan_id


class ChooseAgain:
    """Records one more public event of a plan."""

    def __init__(self, plan_id: UUID) -> None:
        self.plan_id = plan_id


def choose_again(asked: ChooseAgain, work: Work) -> Plan:
    plan = work.load(Plan, asked.plan_id)
    plan.trigger_event(Plan.TrackChosen, track=Track.HEALTH, on=MONDAY)
    return plan


def take_note(asked: TakeNote, work: Work) -> Plan:
    plan = work.load(Plan, asked.plan_id)
    plan.take_note("private")
    return plan


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    """Anna's plan is 1 and 6, with private notes between; Bea's is 2 and 5."""
    database = open_database(database_url)
    migrate(database, SPECIMEN.all_migrations, event_store=True)
    application = Application(
        database, {**SPECIMEN.handlers(load_settings(SPECIMEN.settings)), TakeNote: take_note}
    )
    for command in (
        OpenPlan(plan_id=ANNA, on=MONDAY),
        OpenPlan(plan_id=BEA, on=MONDAY),
        TakeNote(ANNA),
        TakeNote(ANNA),
        ChooseTrack(plan_id=BEA, track=Track.WORK, on=MONDAY),
        ChooseTrack(plan_id=ANNA, track=Track.WORK, on=MONDAY),
    ):
        application.execute(command)
    yield database
    database.close()


def outgoing(store: Database, epochs: Epochs = ONE_EPOCH) -> Outgoing:
    return Outgoing(
        store, Publication(source=SOURCE, topic="af.planning.v1", translate=publishable(translate)), epochs
    )


def follows(records: Sequence[Record]) -> list[tuple[str, str | None]]:
    headers_of_each = [{name: value.decode() for name, value in record.headers} for record in records]
    return [(headers["ce_id"], headers.get("ce_previous")) for headers in headers_of_each]


def headers(records: Sequence[Record], name: str) -> list[str]:
    return [dict(record.headers)[name].decode() for record in records]


def test_each_names_the_previous_public_event(store: Database) -> None:
    assert follows(outgoing(store).records(store.notifications(0, 100))) == [
        (f"{SOURCE}:1", None),
        (f"{SOURCE}:2", None),
        (f"{SOURCE}:5", f"{SOURCE}:2"),
        (f"{SOURCE}:6", f"{SOURCE}:1"),
    ]


def test_numbers_count_public_events_only_and_so_tell_no_private_one(store: Database) -> None:
    records = outgoing(store).records(store.notifications(0, 100))
    assert headers(records, "ce_aggregateversion") == ["1", "1", "2", "2"]


def test_events_that_an_earlier_program_may_have_published_keep_their_number(store: Database) -> None:
    """In the store, Anna's events are 1 and 4, with two private ones between. A third is new."""
    with store.transaction() as tx:
        tx.execute("UPDATE meta SET value = '6' WHERE name = 'renumbered_after'")
    Application(store, {ChooseAgain: choose_again}).execute(ChooseAgain(ANNA))
    records = outgoing(store).records(store.notifications(0, 100))
    assert headers(records, "ce_aggregateversion") == ["1", "1", "2", "4", "5"]


class TestIdsOnTheWire:
    CALLERS = Cause(
        correlation_id="7b0a9f9e-43f4-4ac9-8f8c-0d2b8d8e9f10",
        causation_id="1f2e3d4c-43f4-4ac9-8f8c-0d2b8d8e9f10",
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    )
    OF_A_CAUSE = ("ce_correlationid", "ce_causationid", "traceparent")

    @pytest.fixture
    def records(self, store: Database) -> list[Record]:
        """Both plans change because of one request."""
        application = Application(store, {ChooseAgain: choose_again})
        with because_of(self.CALLERS):
            for plan in (ANNA, BEA, BEA, ANNA):
                application.execute(ChooseAgain(plan))
        return outgoing(store).records(store.notifications(6, 100))

    def test_are_nothing_of_the_callers(self, records: list[Record]) -> None:
        _, trace, span, _ = (self.CALLERS.traceparent or "").split("-")
        said = [value for record in records for _, value in record.headers]
        for theirs in (self.CALLERS.correlation_id, self.CALLERS.causation_id, trace, span):
            assert [one for one in said if theirs.encode() in one] == []

    @pytest.mark.parametrize("name", OF_A_CAUSE)
    def test_are_the_same_within_an_aggregate_and_join_no_two(self, records: list[Record], name: str) -> None:
        by_plan = {
            plan: {*headers([one for one in records if one.key == str(plan).encode()], name)}
            for plan in (ANNA, BEA)
        }
        assert [len(said) for said in by_plan.values()] == [1, 1]
        assert by_plan[ANNA].isdisjoint(by_plan[BEA])

    def test_of_a_trace_can_be_continued(self, records: list[Record]) -> None:
        assert all(map(is_traceparent, headers(records, "traceparent")))
        assert {one.rpartition("-")[2] for one in headers(records, "traceparent")} == {"01"}

    def test_cannot_be_derived_with_another_stores_key(self, store: Database, records: list[Record]) -> None:
        with store.transaction() as tx:
            tx.execute("UPDATE meta SET value = :key WHERE name = 'wire_key'", {"key": "00" * 32})
        others = outgoing(store).records(store.notifications(6, 100))
        for name in self.OF_A_CAUSE:
            assert {*headers(records, name)}.isdisjoint(headers(others, name))

    def test_stay_those_of_the_published_event_that_it_follows(self, store: Database) -> None:
        published = replace(self.CALLERS, causation_id="/af/referral/0a1b2c3d:7")
        with because_of(published):
            Application(store, {ChooseAgain: choose_again}).execute(ChooseAgain(ANNA))
        records = outgoing(store).records(store.notifications(6, 100))
        assert [headers(records, name) for name in self.OF_A_CAUSE] == [
            [published.correlation_id],
            [published.causation_id],
            [published.traceparent],
        ]


def test_the_first_of_a_new_epoch_names_the_last_of_the_previous_epoch(store: Database) -> None:
    epochs = Epochs((Epoch("0a1b2c3d", 0), Epoch("4e5f6a7b", 5)), frozenset())
    assert follows(outgoing(store, epochs).records(store.notifications(5, 100))) == [
        ("/af/planning/4e5f6a7b:6", f"{SOURCE}:1")
    ]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.sets(st.integers(1, 5)))
def test_records_are_the_same_for_any_batches(store: Database, cuts: set[int]) -> None:
    stored = store.notifications(0, 100)
    pieces = [stored[start:end] for start, end in pairwise(sorted({0, *cuts, len(stored)}))]
    whole = outgoing(store).records(stored)
    assert [record for piece in pieces for record in outgoing(store).records(piece)] == whole
    one = outgoing(store)
    again = [one.records(piece) for piece in (*pieces, *reversed(pieces))][len(pieces) :]
    assert [record for piece in reversed(again) for record in piece] == whole
