"""Topics beside a store's own: each is numbered, chained and compared with the store by itself."""

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from libs.bus.tests.test_relay_and_inbox import Seen, by_plan, drive, inbox_of, running, until

from chassis.decisions.domain import DomainEvent
from chassis.decisions.journal import publishable
from chassis.decisions.published import Beside
from chassis.store.database import open_database
from samplan.bus.kafka.access import Access
from samplan.bus.kafka.head import StoreIsBehindItsHead, published_heads
from samplan.bus.publishing.epochs import epochs_of
from samplan.bus.publishing.outgoing import Outgoing, Untranslatable
from samplan.bus.publishing.publication import Publication
from samplan.bus.publishing.relay import Relay
from samplan.bus.store.migrations import migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import IncomeSupport, Sex
from samplan.contracts.envelope import decode
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import EnrolmentDescribed
from samplan.testing.specimen import SPECIMEN, Plan

TIMEOUT_SECONDS = 30


def described(fact: DomainEvent) -> ContractEvent:
    return EnrolmentDescribed(
        referral_id=UUID(str(fact.originator_id)),
        occurred_on=date(2020, 1, 1),
        sex=Sex.WOMAN,
        income_support=IncomeSupport.INGEN,
    )


BESIDE = Beside(EnrolmentDescribed, {Plan.TrackChosen: described})


@pytest.fixture
def publication(publication: Publication) -> Publication:
    beside = replace(
        publication,
        source=publication.source.replace("/planning/", f"/{BESIDE.channel}/"),
        topic=publication.topic.replace(".planning.", f".{BESIDE.channel}."),
        translate=publishable(BESIDE),
    )
    return replace(publication, beside=(beside,))


class TestTheRecords:
    def test_are_numbered_and_chained_by_topic(self, store: Database, publication: Publication) -> None:
        drive(store, 1)
        stored, epochs = store.notifications(0, 10), epochs_of(store)
        own, beside = (
            [decode(one.topic, *record)[0] for record in Outgoing(store, one, epochs).records(stored)]
            for one in publication.all
        )
        assert [(one.sequence, one.aggregate_version, one.previous) for one in own] == [
            (1, 1, None),
            (2, 2, own[1].previous),
        ]
        assert [(one.sequence, one.aggregate_version, one.previous) for one in beside] == [(2, 1, None)]

    def test_are_refused_by_a_topic_that_is_not_theirs(
        self, store: Database, publication: Publication
    ) -> None:
        drive(store, 1)
        astray = replace(publication, translate=publication.beside[0].translate, beside=())
        with pytest.raises(Untranslatable):
            Outgoing(store, astray, epochs_of(store)).records(store.notifications(0, 10))


@pytest.mark.slow
class TestARelay:
    async def test_fills_every_topic_and_repeats_have_no_effect(
        self, store: Database, publication: Publication, broker: str, tmp_path: Path
    ) -> None:
        """As after a wiped broker: the position is set back, and the readers skip what they have applied."""
        plans = drive(store, 3)
        reader = open_database(f"sqlite:///{tmp_path}/reader.sqlite3")
        migrate(reader, SPECIMEN.all_migrations, event_store=True)
        seen, access = Seen(), Access(bootstrap=broker)
        for _ in range(2):
            async with running(
                Relay(store, publication, access), inbox_of(reader, seen, publication.beside[0], broker)
            ):
                await until(lambda: len(seen.events) >= 3)
            with store.transaction() as tx:
                tx.execute("UPDATE relay_positions SET position = 0")
        assert by_plan(seen) == {plan: ["EnrolmentDescribed"] for plan in plans}
        heads = await published_heads(access, *(one.topic for one in publication.all))
        assert {head.sequence for head in heads.values()} == {6}
        reader.close()

    async def test_refuses_a_store_that_is_behind_the_topic_beside(
        self, store: Database, publication: Publication, broker: str
    ) -> None:
        """The store's own topic alone was wiped, and the store restored from an older backup."""
        drive(store, 2)
        access = Access(bootstrap=broker)
        async with running(Relay(store, publication, access)):
            await until(lambda: bool(store.query("SELECT 1 FROM relay_positions WHERE position = 4")))
        with store.transaction() as tx:
            tx.execute("DELETE FROM stored_events WHERE rowid > 2")
            tx.execute("DELETE FROM event_digests WHERE position > 2")
            tx.execute("UPDATE relay_positions SET position = 2")
        heads = await published_heads(access, publication.beside[0].topic)
        with pytest.raises(StoreIsBehindItsHead, match="published up to 4"):
            await asyncio.to_thread(Relay(store, publication, access).refuse_an_older_store, heads)
