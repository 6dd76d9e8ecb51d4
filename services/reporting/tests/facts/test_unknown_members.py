"""A fact has the members that the contract knows, and a rebuild equals the live view (K72, I3)."""

from dataclasses import replace

from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic

from reporting.projection.projector import Projector
from reporting.projection.rebuild import compare
from samplan.bus.kafka.received import Received, read
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database

PERSONNUMMER = "19900101-2384"


def with_another_member(one: Received) -> Received:
    value = (one.value or b"").replace(b"{", b'{"note":"%b",' % PERSONNUMMER.encode(), 1)
    return read(
        cluster=one.cluster,
        topic=one.topic,
        partition=one.partition,
        offset=one.offset,
        key=one.key,
        value=value,
        headers=one.headers,
    )


def test_another_member_is_accepted_and_not_kept(store: Database) -> None:
    published = [with_another_member(one) for one in Publisher().publish(Person().whole_journey())]
    for batch in by_topic(published).values():
        apply_batch(store, Projector(), batch)
    facts = store.query("SELECT * FROM facts")
    assert len(facts) == len(published)
    assert PERSONNUMMER not in str(facts)
    assert compare(store).live == compare(store).folded


def test_a_redelivered_event_is_known_whatever_it_adds(store: Database) -> None:
    published = Publisher().publish(Person().whole_journey()[:1])
    again = [replace(with_another_member(one), offset=one.offset + 1) for one in published]
    for batch in (published, again):
        apply_batch(store, Projector(), batch)
    assert store.query("SELECT count(*) AS n FROM facts") == [{"n": 1}]
