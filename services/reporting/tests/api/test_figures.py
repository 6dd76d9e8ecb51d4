"""Figures over HTTP: published ones for anyone, exact ones for callers with the scope."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from services.reporting.tests.conftest import PROGRAMMES
from services.reporting.tests.examples import Person
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programme
from reporting.projection.history import History, ManyAsk
from reporting.projection.projector import Projector
from reporting.releases.freeze import freeze
from reporting.service import SERVICE
from reporting.snapshots.snapshot import Frozen, take_snapshot
from samplan.bus.reading.intake import apply_batch
from samplan.contracts.codes import ExitClass, Sex
from samplan.contracts.event import ContractEvent
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

PUBLISHED = "/v1/programmes/malmokraften"
INTERNAL = "/v1/internal/programmes/malmokraften"
QUESTIONS = ["participants", "funnel", "exits", "days-to-plan", "targets"]


def a_programme() -> list[ContractEvent]:
    """Forty people: 24 to work, 12 to studies, and four men who moved."""
    events: list[ContractEvent] = []
    for number in range(40):
        person = Person(number, Sex.WOMAN if number < 18 else Sex.MAN)
        until_exit = person.whole_journey()[:-1]
        if number >= 36:
            events += [*until_exit, person.elsewhere(exit_class=ExitClass.MOVED)]
        elif number % 3 == 0:
            events += [*until_exit, person.to_studies()]
        else:
            events += [*until_exit, person.to_work()]
    return events


LAST_DAY = date(2022, 12, 31)
DELIVERED = by_topic(Publisher().publish(a_programme()))
FROZEN: list[Frozen] = []
"""Judged once: it takes a second."""


@pytest.fixture
def driven(service: ServiceUnderTest, malmokraften: Programme) -> ServiceUnderTest:
    """Everything received, and the programme's figures frozen."""
    for batch in DELIVERED.values():
        apply_batch(service.database, Projector(), batch)
    if not FROZEN:
        first = freeze(service.database, malmokraften, LAST_DAY)
        FROZEN.append(Frozen(**{name: getattr(first, name) for name in Frozen.__struct_fields__}))
        return service
    with service.database.transaction() as tx:
        take_snapshot(tx, malmokraften.id, LAST_DAY, FROZEN[0])
    return service


def rows(answer: Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def of_class(answer: Response, name: str) -> Any:
    return next(row["people"] for row in answer.json()["classes"] if row["exitClass"] == name)


class TestPublished:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_needs_no_token(self, driven: ServiceUnderTest, question: str) -> None:
        assert driven.client.get(f"{PUBLISHED}/{question}").status_code == 200
        assert driven.client.get(f"{PUBLISHED}/{question}.csv").status_code == 200

    def test_tells_cohorts_to_insiders_alone(self, driven: ServiceUnderTest) -> None:
        """One half-year's exits are too few people to publish."""
        assert driven.client.get(f"{PUBLISHED}/cohorts").status_code == 404
        headers = {"Authorization": f"Bearer {driven.token('finsam')}"}
        assert driven.client.get(f"{INTERNAL}/cohorts", headers=headers).status_code == 200

    def test_withholds_small_groups_in_json_and_in_the_spreadsheet(self, driven: ServiceUnderTest) -> None:
        few = of_class(driven.client.get(f"{PUBLISHED}/exits"), "moved")
        assert few == {"women": "..", "men": "..", "total": ".."}
        table = rows(driven.client.get(f"{PUBLISHED}/exits.csv"))
        moved = next(row for row in table if row["code"] == "moved")
        assert (moved["women"], moved["men"], moved["total"]) == ("..", "..", "..")

    def test_does_not_let_small_groups_be_derived(self, driven: ServiceUnderTest) -> None:
        exits = driven.client.get(f"{PUBLISHED}/exits").json()
        shown = [outcome["people"]["total"] for outcome in exits["outcomes"]]
        assert exits["completed"]["total"] == 40
        assert 36 not in shown

    def test_answers_404_for_an_unknown_programme(self, driven: ServiceUnderTest) -> None:
        answer = driven.client.get("/v1/programmes/nowhere/funnel")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    def test_lists_the_programmes(self, service: ServiceUnderTest) -> None:
        listed = service.client.get("/v1/programmes").json()["programmes"]
        assert "malmokraften" in [programme["id"] for programme in listed]

    @pytest.mark.parametrize("path", [*QUESTIONS, "exits.csv"])
    def test_shows_nothing_before_the_programme_is_over(self, service: ServiceUnderTest, path: str) -> None:
        answer = service.client.get(f"{PUBLISHED}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_published_yet")

    @pytest.mark.parametrize("question", QUESTIONS)
    def test_never_moves_by_a_person(self, driven: ServiceUnderTest, question: str) -> None:
        """K84"""
        before = driven.client.get(f"{PUBLISHED}/{question}")
        driven.receive(*Person(99).whole_journey())
        after = driven.client.get(f"{PUBLISHED}/{question}")
        assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])

    def test_is_of_one_day_alone(self, driven: ServiceUnderTest) -> None:
        answer = driven.client.get(f"{PUBLISHED}/exits?asOf=2022-09-28")
        assert answer.status_code == 400
        assert answer.json()["errors"] == [{"pointer": "#/query/asOf", "code": "unknown_parameter"}]


class TestVersion:
    def test_is_the_last_fact(self, driven: ServiceUnderTest) -> None:
        answer = driven.client.get(f"{PUBLISHED}/funnel")
        assert answer.headers["Samplan-Last-Fact"] == str(len(a_programme()))

    def test_answers_304_to_a_reader_who_has_it(self, driven: ServiceUnderTest) -> None:
        tag = driven.client.get(f"{PUBLISHED}/funnel").headers["ETag"]
        again = driven.client.get(f"{PUBLISHED}/funnel", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")

    def test_of_exact_figures_changes_with_the_next_fact(self, driven: ServiceUnderTest) -> None:
        tag = driven.get(f"{INTERNAL}/funnel").headers["ETag"]
        driven.receive(Person(99).referred())
        assert driven.get(f"{INTERNAL}/funnel", headers={"If-None-Match": tag}).status_code == 200


def test_a_proof_with_bounds_is_shown(driven: ServiceUnderTest) -> None:
    assert '"type":"Bound"' in driven.client.get(f"{PUBLISHED}/release/proof").text


class TestSpreadsheet:
    def test_opens_in_a_swedish_spreadsheet(self, driven: ServiceUnderTest) -> None:
        answer = driven.client.get(f"{PUBLISHED}/exits.csv")
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.content.startswith(b"\xef\xbb\xbfwhat;code;definition;women;men;total;")

    def test_states_what_it_is_derived_from(self, driven: ServiceUnderTest) -> None:
        for row in rows(driven.client.get(f"{PUBLISHED}/targets.csv")):
            assert row["programme"] == "malmokraften"
            assert row["lastFact"] == str(len(a_programme()))
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", row["asOf"])

    def test_writes_decimals_with_a_comma(self, driven: ServiceUnderTest) -> None:
        table = rows(driven.get(f"{INTERNAL}/exits.csv"))
        work = next(row for row in table if row["code"] == "to_work")
        assert (work["women"], work["womenPercent"]) == ("12", "66,67")


FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json-stat": "application/json",
}


class TestAFile:
    def test_is_named_after_its_programme_and_figure(self, driven: ServiceUnderTest) -> None:
        for ending, media_type in FILES.items():
            for path in (f"{PUBLISHED}/exits.{ending}", f"{INTERNAL}/exits.{ending}?asOf=2022-09-29"):
                headers = driven.get(path).headers
                assert headers["Content-Type"] == media_type
                assert headers["Content-Disposition"] == f'attachment; filename="malmokraften-exits.{ending}"'

    def test_says_that_its_data_are_made_up_where_the_service_does(self, tmp_path: Path) -> None:
        with ServiceUnderTest(SERVICE, tmp_path, programmes_dir=PROGRAMMES, fictitious_data="on") as service:
            assert service.get(f"{INTERNAL}/exits.json-stat").json()["extension"]["fictitious"] is True

    def test_is_not_found_in_a_format_that_there_is_not(self, service: ServiceUnderTest) -> None:
        assert service.get(f"{INTERNAL}/exits.pdf").status_code == 404

    def test_withholds_small_groups(self, driven: ServiceUnderTest) -> None:
        """As JSON and CSV do."""
        dataset = driven.client.get(f"{PUBLISHED}/exits.json-stat").json()
        assert set(dataset["status"].values()) == {".."}
        assert not {1, 2, 3, 4} & set(dataset["value"].values())
        assert driven.get(f"{INTERNAL}/exits.json-stat").json()["status"] == {}


class TestInternal:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_needs_a_token(self, driven: ServiceUnderTest, question: str) -> None:
        assert driven.client.get(f"{INTERNAL}/{question}").status_code == 401

    def test_needs_the_scope(self, driven: ServiceUnderTest) -> None:
        token = driven.token(scopes=("planning:read",))
        answer = driven.client.get(f"{INTERNAL}/exits", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, answer.json()["code"]) == (403, "missing_scope")

    def test_is_live(self, driven: ServiceUnderTest) -> None:
        assert of_class(driven.get(f"{INTERNAL}/exits"), "moved") == {"women": 0, "men": 4, "total": 4}

    def test_answers_as_of_any_day(self, driven: ServiceUnderTest) -> None:
        before = driven.get(f"{INTERNAL}/exits?asOf=2022-09-28").json()["completed"]["total"]
        after = driven.get(f"{INTERNAL}/exits?asOf=2022-09-29").json()["completed"]["total"]
        assert (before, after) == (0, 40)

    def test_does_not_answer_as_of_future_days(self, service: ServiceUnderTest) -> None:
        assert service.get(f"{INTERNAL}/exits?asOf=9999-12-31").status_code == 422

    def test_answers_as_known_at_a_fact_or_a_day(self, driven: ServiceUnderTest) -> None:
        """T-02: what came later changes nothing of it."""
        path = f"{INTERNAL}/exits?asOf=2022-12-31"
        before = driven.get(path)
        driven.receive(*Person(99).whole_journey())
        again = driven.get(f"{path}&knownAt={before.headers['Samplan-Last-Fact']}")
        assert again.content == before.content != driven.get(path).content
        assert driven.get(f"{INTERNAL}/exits?knownAt=2020-02-29").json()["completed"]["total"] == 0

    @pytest.mark.parametrize("known_at", ["9999999", "9999-12-31", "-1", "2022-02-30", "last"])
    def test_refuses_what_cannot_have_been_known(self, service: ServiceUnderTest, known_at: str) -> None:
        answer = service.get(f"{INTERNAL}/exits?knownAt={known_at}")
        assert answer.status_code == 422
        assert {one["pointer"] for one in answer.json()["errors"]} == {"#/query/knownAt"}

    def test_of_the_past_waits_for_nobody_while_many_ask(
        self, service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def is_full(_: History) -> None:
            raise ManyAsk

        monkeypatch.setattr(History, "place", is_full)
        answer = service.get(f"{INTERNAL}/exits?knownAt=2020-02-29")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")

    def test_is_not_cached_by_proxies(self, driven: ServiceUnderTest) -> None:
        assert driven.get(f"{INTERNAL}/exits").headers["Cache-Control"] == "private, no-store"

    def test_and_published_answers_have_different_etags(self, driven: ServiceUnderTest) -> None:
        published = driven.client.get(f"{PUBLISHED}/exits").headers["ETag"]
        assert driven.get(f"{INTERNAL}/exits", headers={"If-None-Match": published}).status_code == 200
