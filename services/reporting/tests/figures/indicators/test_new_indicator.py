"""A new indicator is a row of a programme's file, no code: API, spreadsheet and page have it (T-02)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.reporting.tests.conftest import PROGRAMMES
from services.reporting.tests.examples import Person
from services.reporting.tests.figures.reading import SV, plain

from chassis.http.auth import Caller
from reporting.dashboard import ViewDashboards
from reporting.disclosure_control.views import Views
from reporting.moments import NOW
from reporting.pages.language import Language
from reporting.pages.rendering import Pages
from reporting.pages.visitor import Visitor
from reporting.programmes.definitions import load_definitions
from reporting.service import SERVICE
from samplan.contracts.codes import Agency, Sex
from samplan.testing.harness import ServiceUnderTest

ROWS = """
[[indicators]]
id = "unsubsidised"
version = 1
valid_from = 2020-01-02
reason = "Work without a subsidy"
approved_by = "styrgruppen för Malmökraften"
source = "Made up for a test"
name = { sv = "Till osubventionerat arbete", en = "To unsubsidised work" }
unit = "journey"
numerator = { counts = "exits", exits = ["work_unsubsidised"] }
denominator = { counts = "exits" }
dimensions = ["agency"]
form = "bar_against_target"

[[targets]]
id = "unsubsidised"
valid_from = 2020-01-02
reason = "Most exits"
approved_by = "styrgruppen för Malmökraften"
value = 75
unit = "percent"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = (PROGRAMMES / "malmokraften.toml").read_text(encoding="utf-8")
    (tmp_path / "malmokraften.toml").write_text(text + ROWS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def driven(folder: Path, tmp_path: Path) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path / "data", programmes_dir=folder) as running:
        anna, bo = Person(1), Person(2, Sex.MAN)
        running.receive(*anna.whole_journey(), *bo.whole_journey()[:-1], bo.to_studies())
        yield running


@pytest.mark.slow
def test_is_in_the_api_the_spreadsheet_and_the_page(driven: ServiceUnderTest, folder: Path) -> None:
    path = "/v1/internal/programmes/malmokraften/indicators"
    figures = {one["indicator"]: one for one in driven.get(path).json()["indicators"]}
    new = figures["unsubsidised"]
    assert new["groups"][0]["value"] == {
        "numerator": 1,
        "denominator": 2,
        "percent": 50.0,
        "low": 9.45,
        "high": 90.55,
    }
    assert new["targets"][0]["inForce"]["isMet"] is False

    table = list(
        csv.DictReader(io.StringIO(driven.get(f"{path}.csv").content.decode("utf-8-sig")), delimiter=";")
    )
    rows = {(row["indicator"], row["dimension"], row["code"]): row for row in table}
    assert len(rows) == len(table)
    assert rows["unsubsidised", "sex", "woman"]["percent"] == "100"
    assert rows["unsubsidised", "all", ""]["lastFact"] == str(driven.get(path).json()["lastFact"])

    page = plain(page_of(Views(driven.database, load_definitions(folder))))
    assert "Till osubventionerat arbete: 50,00 %, 1 av 2" in page
    assert r"m\u00e5l 75" in page  # in the chart's JSON
    assert 'id="indicator-unsubsidised"' in page


def page_of(views: Views) -> str:
    """As an insider sees it."""
    dashboards = ViewDashboards(views, Agency.FINSAM)
    [programme] = dashboards.programmes()
    insider = Caller(Agency.FINSAM, frozenset({"reporting:internal"}), "issuer")
    page = dashboards.dashboard(programme, SV, insider, NOW)
    return Pages(Language.SV, fictitious=False).render(
        "dashboard.html", Visitor(), page=page, programmes=[], query="", path="/malmokraften"
    )
