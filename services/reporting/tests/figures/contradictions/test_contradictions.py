from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from services.reporting.tests.figures.reading import EN, SV, plain

from chassis.settings.programmes import Programme
from reporting.answers.contradictions import Contradiction, of_part, of_rate, of_sums
from reporting.cubes.census import Census
from reporting.disclosure_control.view import exact_view
from reporting.figures.contradictions.lines import lines
from reporting.figures.contradictions.query import Contradictions, contradictions
from reporting.figures.contradictions.section import contradictions_section
from reporting.pages.contradictions import in_words
from reporting.projection.head import Head


def printed(programme: Programme, as_of: date) -> Contradictions:
    census = Census(programme, as_of, {}, {})
    return contradictions(exact_view(census, Head(1, 0, None, None)))


class TestPrintedFigures:
    def test_of_malmokraften_hold_but_for_one_rate(self, malmokraften: Programme) -> None:
        answer = printed(malmokraften, date(2022, 12, 31))
        assert {one.printed: [found.code for found in one.contradictions] for one in answer.figures} == {
            "exits": [],
            "participants": [],
            "fk_track": ["no_count_gives_the_rate"],
        }
        [line] = lines(answer)
        assert (line.cells["stated"], line.cells["expected"]) == (47.2, "47,08 | 47,45")

    def test_are_checked_from_their_day_on(self, malmokraften: Programme) -> None:
        assert printed(malmokraften, date(2022, 12, 30)).figures == ()

    def test_are_warned_of_in_words(self, malmokraften: Programme) -> None:
        section = contradictions_section(printed(malmokraften, date(2022, 12, 31)), SV)
        assert section.finding == "Tryckta siffror som motsäger sig själva: 1 av 3"
        assert plain(section.remarks[0]) == (
            "Försäkringskassans spår: inget antal personer ger 47,2 %: 129 av 274 är 47,08 %, 130 av 274 är "
            "47,45 % (Malmökraften 2.0, slutrapport (2023))."
        )
        assert [row.cells[1].text for row in section.table.rows] == ["0", "0", "1"]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (of_part("exits", 1275, 274), "1,275 are more than all 274"),
        (of_rate("exits", Decimal("43.7"), 1874, 4295), "43.7% is printed, but 1,874 of 4,295 are 43.63%"),
        (of_sums("exits", {"work": {"women": 1, "total": 2}}), "work: 2 is printed, and the parts are 1"),
    ],
)
def test_every_kind_of_contradiction_has_words(found: list[Contradiction], words: str) -> None:
    assert [in_words(one, EN) for one in found] == [words]
