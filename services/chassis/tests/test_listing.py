"""R-19: a page begins after the last row that was shown, whatever has left the list since."""

from collections.abc import Iterator
from itertools import product

import pytest

from chassis.decisions.listing import (
    AT_ONCE,
    Key,
    Listing,
    NotInThisList,
    Page,
    Place,
    Row,
    cut,
    rows_among,
    rows_behind,
)
from chassis.decisions.work import Work
from chassis.http.paging import cursor_of, key_in
from chassis.store.database import open_database
from samplan.bus.store.migrations import BUS_TABLES, Migration, migrate

TABLE = Migration("waiting-1", ("CREATE TABLE waiting (since TEXT NOT NULL, id TEXT NOT NULL)",))
ROWS = [(f"2020-03-0{day}", f"id {one}") for day, one in product(range(1, 4), "abc")]
OLDEST, NEWEST = (
    Listing("SELECT * FROM waiting WHERE id <> :hidden", keys=("since", "id"), descending=descending)
    for descending in (False, True)
)
ASKED = {"hidden": "nobody"}


@pytest.fixture
def work(database_url: str) -> Iterator[Work]:
    database = open_database(database_url)
    migrate(database, [*BUS_TABLES, TABLE], event_store=True)
    with database.transaction() as tx:
        for since, one in reversed(ROWS):
            tx.execute("INSERT INTO waiting VALUES (:since, :id)", {"since": since, "id": one})
        yield Work(tx)
    database.close()


def walked(listing: Listing, work: Work, limit: int, *, leaving: bool = False) -> Iterator[tuple[str, ...]]:
    after: tuple[str, ...] | None = None
    while True:
        rows, after = listing.page(work.rows, ASKED, Place(limit, after))
        for row in rows:
            yield row["since"], row["id"]
            if leaving:
                work.write("DELETE FROM waiting WHERE since = :since AND id = :id", row)
        if after is None:
            return


@pytest.mark.parametrize("limit", [1, 2, 3, 8, 9, 10])
def test_every_row_is_shown_once_in_order(work: Work, limit: int) -> None:
    assert list(walked(OLDEST, work, limit)) == ROWS


@pytest.mark.parametrize("limit", [1, 2, 8, 9])
def test_every_row_is_shown_once_although_it_leaves_then(work: Work, limit: int) -> None:
    assert list(walked(OLDEST, work, limit, leaving=True)) == ROWS


def test_the_newest_may_come_first(work: Work) -> None:
    assert list(walked(NEWEST, work, 2)) == ROWS[::-1]


def test_a_reader_may_select_before_a_page_is_cut(work: Work) -> None:
    rows = OLDEST.rows_after(work.rows, ASKED, ROWS[3])
    page = OLDEST.cut([row for row in rows if row["id"] == "id a"], 1)
    assert [row["since"] for row in page.rows] == ["2020-03-03"]
    assert page.last is None


def test_rows_that_no_statement_selects_are_shown_page_by_page_too() -> None:
    def key_of(row: Row) -> Key:
        return row["day"], row["id"]

    rows = [{"day": day, "id": one} for day, one in [("02", "a"), ("01", "b"), ("02", "c"), ("01", "a")]]
    first = cut(rows_behind(rows, Place(3), key_of), 3, key_of)
    assert [key_of(row) for row in first.rows] == [("01", "a"), ("01", "b"), ("02", "a")]
    assert cut(rows_behind(rows, Place(3, first.last), key_of), 3, key_of) == Page([rows[2]], None)


def test_a_key_of_another_length_is_refused(work: Work) -> None:
    with pytest.raises(NotInThisList):
        OLDEST.page(work.rows, ASKED, Place(2, ("2020-03-01",)))


def test_a_cursor_is_of_its_list_and_version() -> None:
    cursor = cursor_of(("2020-03-01", "å"), "/v1/waiting")
    assert key_in(cursor, "/v1/waiting") == ("2020-03-01", "å")
    for broken in (cursor[:-2], cursor_of(("a\0",), "/v1/waiting"), "WzIsImEiXQ"):
        with pytest.raises(NotInThisList):
            key_in(broken, "/v1/waiting")
    with pytest.raises(NotInThisList):
        key_in(cursor, "/v1/stale")


@pytest.mark.parametrize("others", [0, AT_ONCE])
def test_rows_among_many_values_are_each_found_once(work: Work, others: int) -> None:
    asked = "SELECT since, id FROM waiting WHERE id IN (:among) AND since < :before"
    values = ["id a", *(f"id {n}" for n in range(others)), "id b"]
    rows = rows_among(work.rows, asked, values, {"before": "2020-03-02"})
    assert sorted((row["since"], row["id"]) for row in rows) == [ROWS[0], ROWS[1]]
