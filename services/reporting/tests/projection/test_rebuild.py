"""A rebuild gives the same view, replaces it atomically, and loses nothing that arrives meanwhile."""

from pathlib import Path

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.group_events import contacted, formed, held, in_a_group
from services.reporting.tests.other_outcomes import counted, obstacle_reported, paused
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.steering_events import decided, defined, target_set

from chassis.store.database import open_database
from reporting.projection.digest import projection_digest
from reporting.projection.head import head_of
from reporting.projection.projector import Projector
from reporting.projection.rebuild import Superseded, rebuild
from reporting.projection.tables import TABLES, contents
from reporting.schema import MIGRATIONS
from samplan.bus.kafka.received import Received
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.migrations import BUS_TABLES, migrate
from samplan.bus.store.transactions import Database
from samplan.contracts.codes import Sex
from samplan.contracts.referral import EnrolmentDescribed

PUBLISHED = Publisher().publish(
    event
    for number in range(4)
    for event in Person(number, Sex.WOMAN if number % 2 else Sex.MAN).whole_journey()
)


def receive(store: Database, received: list[Received]) -> None:
    for batch in by_topic(received).values():
        apply_batch(store, Projector(), batch)


def digest(store: Database) -> str:
    with store.reading() as tx:
        return projection_digest(tx)


def test_gives_the_same_view(store: Database) -> None:
    receive(store, PUBLISHED)
    before = digest(store)
    assert rebuild(store, batch=7) == len(PUBLISHED)
    assert digest(store) == before


def test_takes_nothing_from_another_service_about_a_referral(store: Database) -> None:
    """I12: the first service that states a referral owns it, in the view and in a rebuild of it."""
    person = Person(1)
    whole = [one for one in person.whole_journey() if not isinstance(one, EnrolmentDescribed)]
    receive(store, Publisher().publish(whole))
    before = digest(store)
    foreign = [person.declined(), *(one for one in person.whole_journey() if one not in whole)]
    receive(store, Publisher(elsewhere={str(person.referral_id)}).publish(foreign))
    assert digest(store) == before
    rebuild(store)
    assert digest(store) == before


def test_gives_the_same_view_in_any_store(store: Database, tmp_path: Path) -> None:
    receive(store, PUBLISHED)
    other = open_database(f"sqlite:///{tmp_path}/other.sqlite3")
    migrate(other, (*BUS_TABLES, *MIGRATIONS), event_store=False)
    receive(other, PUBLISHED)
    assert digest(other) == digest(store)
    other.close()


def test_repairs_a_view_that_was_tampered_with(store: Database) -> None:
    receive(store, PUBLISHED)
    before = digest(store)
    with store.transaction() as tx:
        tx.execute("UPDATE cells SET people = people + 1")
        tx.execute("DELETE FROM plans")
    assert digest(store) != before
    rebuild(store)
    assert digest(store) == before


def test_includes_what_arrives_meanwhile(store: Database) -> None:
    half = len(PUBLISHED) // 2
    receive(store, PUBLISHED[:half])
    arriving = [PUBLISHED[half:]]

    def more_arrives(_done: int, _total: int) -> None:
        if arriving:
            receive(store, arriving.pop())

    assert rebuild(store, more_arrives, batch=5) == len(PUBLISHED)
    rebuilt = digest(store)
    rebuild(store)
    assert digest(store) == rebuilt
    assert head_of(store).position == len(PUBLISHED)


def test_is_followed_by_live_events(store: Database) -> None:
    half = len(PUBLISHED) // 2
    receive(store, PUBLISHED[:half])
    rebuild(store)
    receive(store, PUBLISHED[half:])
    live = digest(store)
    rebuild(store)
    assert digest(store) == live


def test_of_nothing_is_nothing(store: Database) -> None:
    assert rebuild(store) == 0


def test_reports_its_progress(store: Database) -> None:
    receive(store, PUBLISHED)
    reported: list[tuple[int, int]] = []
    rebuild(store, lambda done, total: reported.append((done, total)), batch=20)
    assert reported == [(20, 48), (40, 48), (48, 48)]


def test_changes_the_version_so_that_no_cached_answer_is_valid(store: Database) -> None:
    receive(store, PUBLISHED)
    before = head_of(store)
    rebuild(store)
    assert head_of(store).generation == before.generation + 1


def test_stops_for_a_later_one_and_leaves_the_view_unchanged(store: Database) -> None:
    receive(store, PUBLISHED)
    before = digest(store)
    later: list[int] = []

    def another_starts(_done: int, _total: int) -> None:
        if not later:
            later.append(1)
            rebuild(store)

    with pytest.raises(Superseded):
        rebuild(store, another_starts, batch=5)
    assert digest(store) == before


def test_starts_from_the_beginning_after_one_that_died(store: Database) -> None:
    receive(store, PUBLISHED)
    before = digest(store)

    def dies(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(store, dies, batch=5)
    assert rebuild(store) == len(PUBLISHED)
    assert digest(store) == before


def test_makes_the_tables_that_the_migrations_have_made(store: Database) -> None:
    """Columns are added by a migration and by the row's type: one of the two may be missed."""
    anna, other = Person(1), Person(2)
    links = [anna.joined_by(other.referral_id), anna.covered(other.referral_id)]
    beside = [paused(), counted(1, Sex.WOMAN, 2020), obstacle_reported(1, 0), contacted(30)]
    steering = [target_set("participants", 5600), defined("to_studies"), decided()]
    group = [formed(), held(21), *in_a_group(anna)]
    receive(store, Publisher().publish([*anna.whole_journey(), *links, *beside, *group, *steering]))
    before = columns(store)
    rebuild(store)
    assert before.keys() == {table.name for table in TABLES}
    assert columns(store) == before


def columns(store: Database) -> dict[str, list[str]]:
    with store.reading() as tx:
        return {name: sorted(rows[0]) for name, rows in contents(tx).items() if rows}
