"""A figure of the past is reproduced to the byte from the facts that had been heard by then (T-02)."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from services.reporting.tests.examples import Person
from services.reporting.tests.figures.conftest import seven_people
from services.reporting.tests.relays import Publisher, by_topic
from services.reporting.tests.stored import is_named

from chassis.settings.programmes import Programmes
from reporting.disclosure_control.view import View
from reporting.disclosure_control.views import Views
from reporting.exports.about import Origin
from reporting.exports.formats import FORMATS
from reporting.projection.head import head_of
from reporting.projection.heard import NotHeardYet, day_heard, last_heard_on, note_heard
from reporting.projection.history import AT_ONCE, History, ManyAsk
from reporting.projection.projector import Projector
from reporting.projection.rebuild import rebuild
from reporting.projection.tables import contents
from reporting.questions import FIGURES
from reporting.schema import HEARD
from samplan.bus.kafka.received import Received
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database

LAST_DAY = date(2022, 12, 31)
ORIGIN = Origin(source="Samplan", fictitious=True)


def receive(store: Database, records: list[Received]) -> None:
    for batch in by_topic(records).values():
        apply_batch(store, Projector(), batch)


def written(view: View) -> list[bytes]:
    files = [figure.in_format(each, view, ORIGIN) for figure in FIGURES for each in FORMATS.values()]
    return [*(figure.in_json(view) for figure in FIGURES), *files]


class TestAFigureOfThePast:
    @pytest.mark.slow
    def test_is_reproduced_to_the_byte_after_history_was_added(
        self, store: Database, programmes: Programmes
    ) -> None:
        records = Publisher().publish([*seven_people(), Person(8).referred(), Person(1).revoked(30)])
        views, taken = Views(store, programmes), dict[int, list[bytes]]()
        for start, end in pairwise([0, 19, 40, len(records)]):
            receive(store, records[start:end])
            taken[end] = written(views.internal("malmokraften", LAST_DAY))
        rebuild(store)
        for position in (len(records), 19, 40):
            again = views.as_known_at("malmokraften", position, LAST_DAY)
            assert written(again) == taken[position]
        assert len({part for parts in taken.values() for part in parts}) > len(FIGURES) * 2

    def test_is_asked_by_day_too(self, store: Database, programmes: Programmes) -> None:
        records = Publisher().publish(Person(1).whole_journey())
        receive(store, records)
        with store.transaction() as tx:
            tx.execute("DELETE FROM heard")
            note_heard(tx, date(2022, 7, 1), 5)
            note_heard(tx, date(2022, 7, 4), len(records))
        views = Views(store, programmes)
        known = views.as_known_at("malmokraften", date(2022, 7, 3))
        assert (known.head.position, known.as_of) == (5, date(2022, 7, 3))
        assert views.as_known_at("malmokraften", date(2022, 6, 30)).census.people == {}

    def test_is_no_figure_to_come(self, store: Database, programmes: Programmes) -> None:
        receive(store, Publisher().publish([Person(1).referred()]))
        with pytest.raises(NotHeardYet):
            Views(store, programmes).as_known_at("malmokraften", 2)

    def test_names_no_participant(self, store: Database) -> None:
        person = Person(1)
        receive(store, Publisher().publish(person.whole_journey()))
        history = History(store)
        with history.at(head_of(store).position) as tx:
            assert is_named(store, person)
            assert str(person.participant_id) not in str(contents(tx))

    def test_waits_with_few_others(self, store: Database) -> None:
        """More would hold every thread that answers, until all of them were folded."""
        history = History(store)
        with ExitStack() as others:
            for _ in range(AT_ONCE):
                others.enter_context(history.place())
            with pytest.raises(ManyAsk), history.at(0):
                pass
        with history.at(0):
            pass

    def test_leaves_no_file_behind(
        self, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        receive(store, Publisher().publish([Person(1).referred()]))
        before = set(tmp_path.glob("reporting-history-*"))
        history = History(store)
        assert set(tmp_path.glob("reporting-history-*")) == before
        with history.at(1):
            assert len(set(tmp_path.glob("reporting-history-*")) - before) == 1
        del history
        assert set(tmp_path.glob("reporting-history-*")) == before

    def test_removes_the_file_of_a_process_that_was_killed_and_no_other(
        self, store: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        left = tmp_path / "reporting-history-left"
        left.mkdir()
        (left / "view.sqlite3").write_bytes(b"rows")
        histories = [History(store), History(store)]
        for history in histories:
            with history.at(0):
                assert not left.exists()
        assert len(list(tmp_path.glob("reporting-history-*"))) == len(histories)


class TestTheDayOfAFact:
    def test_is_the_business_date_on_which_it_was_heard(self, store: Database) -> None:
        with store.transaction() as tx:
            note_heard(tx, date(2022, 7, 1), 3)
            note_heard(tx, date(2022, 7, 1), 5)
            note_heard(tx, date(2022, 7, 9), 6)
            assert [day_heard(tx, position) for position in (0, 1, 5, 6)] == [
                None,
                date(2022, 7, 1),
                date(2022, 7, 1),
                date(2022, 7, 9),
            ]
            assert [last_heard_on(tx, date(2022, 7, day)) for day in (1, 8, 9)] == [5, 5, 6]

    def test_never_goes_back_with_the_clock_of_a_replay(self, store: Database) -> None:
        with store.transaction() as tx:
            note_heard(tx, date(2022, 7, 9), 3)
            note_heard(tx, date(2016, 1, 1), 4)
            assert (last_heard_on(tx, date(2022, 7, 8)), last_heard_on(tx, date(2022, 7, 9))) == (0, 4)

    def test_of_facts_from_before_is_the_latest_on_which_one_was_recorded(self, store: Database) -> None:
        receive(store, Publisher().publish(Person(1).whole_journey()))
        with store.transaction() as tx:
            tx.execute("DELETE FROM heard")
            tx.execute("UPDATE facts SET recorded_at = '2022-06-03T08:00:00+00:00' WHERE position = 4")
            tx.execute(HEARD[1])
            assert last_heard_on(tx, date(2022, 6, 1)) == 3
            assert last_heard_on(tx, date(2022, 6, 3)) == len(Person(1).whole_journey())
