from __future__ import annotations

from datetime import date

import pytest
from services.reporting.tests.examples import PROGRAMME, Person
from services.reporting.tests.figures.reading import EN, SV, plain
from services.reporting.tests.relays import Publisher, by_topic

from chassis.settings.programmes import Programme, Programmes
from reporting.disclosure_control.views import Views
from reporting.figures.savings.example import EXAMPLE
from reporting.figures.savings.query import Savings, saved_by_year, savings
from reporting.figures.savings.section import savings_section
from reporting.programmes.unit_costs import Retention, UnitCost
from reporting.projection.projector import Projector
from samplan.bus.reading.intake import apply_batch
from samplan.bus.store.transactions import Database


@pytest.fixture
def cost(programmes: Programmes) -> UnitCost:
    [row] = programmes["forsta-steget"].history(UnitCost, of="to_work")
    return row


class TestTenPeople:
    def test_save_what_the_report_prints(self, cost: UnitCost) -> None:
        years = saved_by_year(cost, 10)
        assert [year.expected for year in years] == [1_520_000, 3_040_000, 4_560_000, 6_080_000]

    def test_save_less_where_fewer_stay(self, cost: UnitCost) -> None:
        assert [year.low for year in saved_by_year(cost, 10)] == [1_520_000, 2_584_000, 3_328_800, 3_850_160]

    def test_save_half_a_krona_more_rather_than_less(self, cost: UnitCost) -> None:
        half = cost.model_copy(
            update={"real": 1, "financial": 0, "retention": Retention(low=50, expected=50, high=50)}
        )
        assert half.saved(1, 2, 50) == 2


def test_counts_the_people_of_its_indicator_up_to_the_day(
    store: Database, malmokraften: Programme, cost: UnitCost
) -> None:
    """Malmökraften states no unit cost: here it has that of the other programme."""
    people = [event for number in (1, 2) for event in Person(number).whole_journey()]
    for batch in by_topic(Publisher().publish(people)).values():
        apply_batch(store, Projector(), batch)
    priced = Programme(malmokraften.head, {**malmokraften.rows, UnitCost: (cost,)})
    views = Views(store, Programmes([priced]))

    def counted(on: date) -> list[int]:
        return [case.people for case in savings(views.internal(PROGRAMME, on)).cases]

    assert (counted(date(2022, 9, 28)), counted(date(2022, 9, 29))) == ([0], [2])
    assert counted(date(2018, 12, 31)) == []


class TestTheSection:
    def test_says_what_is_saved_and_on_what_grounds(self) -> None:
        section = savings_section(EXAMPLE, SV)
        assert plain(section.finding) == "Till arbete: 10 personer sparar 3 040 000 kr till och med år 2"
        assert plain(section.remarks[0]) == (
            "Arbete i stället för försörjningsstöd: 152 000 kr per person och år (143 500 kr real, 8 500 kr "
            "finansiell) i 2020 års priser; 100 % är kvar från ett år till nästa (70 % till 100 %). "
            "Källa: Första Steget, årsrapport (2020)."
        )
        assert [plain(cell.text) for cell in section.table.rows[1].cells] == [
            "3 040 000 kr",
            "2 584 000 kr",
            "3 040 000 kr",
        ]

    def test_says_that_there_is_no_unit_cost(self) -> None:
        assert savings_section(Savings(programme=PROGRAMME, cases=()), EN).finding == "No unit cost is stated"
