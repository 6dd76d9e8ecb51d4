"""Promise I4: when consent ends, nothing stored names the participant any more, whatever arrives later."""

from uuid import UUID

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.stored import is_named

from chassis.decisions.work import Work
from reporting.journeys.participant import journeys_in, rows_of
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import RevocationReason
from samplan.contracts.event import ContractEvent

ANNA = Person()
UNTIL_EXIT = ANNA.whole_journey()[:-1]
ENDS = [ANNA.revoked(), ANNA.revoked(reason=RevocationReason.ENTERED_IN_ERROR), ANNA.expired()]


def receive(store: Database, *events: ContractEvent, topics: tuple[str, ...] = ()) -> None:
    received = by_topic(Publisher().publish(events))
    for topic in topics or received:
        apply_batch(store, Projector(), received[topic])


def journeys_of(store: Database, person: Person = ANNA) -> list[UUID]:
    with store.reading() as tx:
        found = journeys_in(tx, rows_of(tx, person.participant_id, Work(tx)))
    return [journey.referral_id for journey in found.journeys]


def test_the_participant_is_named_while_consent_holds(store: Database) -> None:
    receive(store, *UNTIL_EXIT)
    assert is_named(store, ANNA)
    assert journeys_of(store) == [ANNA.referral_id]


@pytest.mark.parametrize("end", ENDS)
def test_the_participant_is_forgotten_when_it_ends(store: Database, end: ContractEvent) -> None:
    receive(store, *UNTIL_EXIT, end)
    assert not is_named(store, ANNA)
    assert journeys_of(store) == []


@pytest.mark.parametrize("end", ENDS)
def test_what_arrives_later_does_not_name_them_again(store: Database, end: ContractEvent) -> None:
    receive(store, *UNTIL_EXIT, end, topics=("finsam.consent.v1", "malmo-ifo.referral.v1", "af.planning.v1"))
    assert not is_named(store, ANNA)


def test_a_rebuild_does_not_name_them_again(store: Database) -> None:
    receive(store, *UNTIL_EXIT, ANNA.revoked())
    rebuild(store)
    assert not is_named(store, ANNA)


def test_other_participants_stay_named(store: Database) -> None:
    other = Person(2)
    receive(store, *UNTIL_EXIT, *other.whole_journey(), ANNA.revoked())
    assert journeys_of(store, other) == [other.referral_id]


def test_the_facts_of_their_journey_stay(store: Database) -> None:
    receive(store, *UNTIL_EXIT, ANNA.revoked())
    assert store.query("SELECT count(*) AS n FROM facts")[0]["n"] == len(UNTIL_EXIT) + 1
