"""C-14: two ids of one person are linked by decision, and come apart by decision; a service keeps which."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from eventsourcing.persistence import IntegrityError

from chassis.decisions.domain import Refused
from chassis.decisions.listing import Place
from chassis.decisions.number_replacement import (
    IdLink,
    IdsLinked,
    LinkUndone,
    ReplacementUndone,
    links_of,
    replacements_of,
)
from chassis.decisions.work import Work
from chassis.store.database import open_database
from samplan.bus.store.migrations import BUS_TABLES, Migration, migrate
from samplan.bus.store.transactions import Database
from samplan.privacy.linked_persons import LinkedPersons, ReplacementReason

FIRST, SECOND, THIRD, STRANGER = (UUID(int=number) for number in range(1, 5))
LINK, LATER_LINK = UUID(int=11), UUID(int=12)
MONDAY, TUESDAY = date(2020, 3, 2), date(2020, 3, 3)

PERSONS = LinkedPersons("specimen_links")
TABLE = Migration("specimen-links-1", PERSONS.statements)


class SpecimenLinked(IdsLinked):
    TOPIC = "specimen.IdsLinked"


class SpecimenUndone(LinkUndone):
    TOPIC = "specimen.LinkUndone"


class SpecimenLink(IdLink):
    TOPIC = "specimen.Link"


class TooEarly(Refused):
    code = "too_early"


LINKS = links_of(SpecimenLink, PERSONS)


def link(replaced: UUID, standing: UUID, link_id: UUID = LINK, on: date = MONDAY) -> SpecimenLink:
    return SpecimenLink.begin(
        SpecimenLinked,
        link_id,
        replaced=replaced,
        standing=standing,
        reason=ReplacementReason.CORRECTED,
        occurred_on=on,
    )


def undo(one: SpecimenLink, on: date) -> None:
    one.undo(SpecimenUndone, on, too_early=TooEarly)


class TestUndo:
    def test_happens_once(self) -> None:
        one = link(SECOND, FIRST)
        undo(one, MONDAY)
        assert one.undone_on == MONDAY
        with pytest.raises(ReplacementUndone):
            undo(one, TUESDAY)

    def test_is_refused_before_the_link_was_made(self) -> None:
        one = link(SECOND, FIRST, on=TUESDAY)
        with pytest.raises(TooEarly):
            undo(one, MONDAY)
        assert one.undone_on is None


@pytest.fixture
def store(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    migrate(database, [*BUS_TABLES, TABLE], event_store=True)
    yield database
    database.close()


@pytest.fixture
def work(store: Database) -> Iterator[Work]:
    with store.transaction() as tx:
        yield Work(tx, projections=[LINKS])


def record(store: Database, one: SpecimenLink) -> None:
    with store.transaction() as tx:
        work = Work(tx, projections=[LINKS])
        work.add(one)
        work.flush()


class TestLinkedPersons:
    def test_are_apart_before_any_link(self, work: Work) -> None:
        assert PERSONS.standing(FIRST, work) == FIRST
        assert PERSONS.linked(FIRST, work) == [FIRST]

    def test_are_found_from_any_id_through_several_links_the_one_that_stands_first(self, work: Work) -> None:
        work.add(link(SECOND, FIRST))
        work.add(link(FIRST, THIRD, LATER_LINK))
        work.flush()
        for one in (FIRST, SECOND, THIRD):
            assert PERSONS.standing(one, work) == THIRD
            assert PERSONS.linked(one, work) == [THIRD, FIRST, SECOND]
        assert PERSONS.linked(STRANGER, work) == [STRANGER]

    def test_come_apart_and_stay_listed(self, work: Work) -> None:
        one = work.add(link(SECOND, FIRST))
        work.add(link(THIRD, FIRST, LATER_LINK, on=TUESDAY))
        undo(one, TUESDAY)
        work.flush()
        assert PERSONS.standing(SECOND, work) == SECOND
        assert PERSONS.linked(FIRST, work) == [FIRST, THIRD]
        listed = replacements_of(PERSONS).page(work.rows, {}, Place(20)).rows
        assert [(row["replaced"], row["undone_on"]) for row in listed] == [
            (str(THIRD), None),
            (str(SECOND), "2020-03-03"),
        ]

    def test_one_gives_way_to_one_other_at_a_time(self, store: Database) -> None:
        record(store, link(SECOND, FIRST))
        with pytest.raises(IntegrityError):
            record(store, link(SECOND, THIRD, LATER_LINK))
