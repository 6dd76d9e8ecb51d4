from __future__ import annotations

from datetime import date
from typing import Any

from services.reporting.tests.figures.examples import LAST_DAY, REVISED, START, judgement, target
from services.reporting.tests.figures.reading import EN, SV, plain

from reporting.answers.paused import Paused
from reporting.figures.indicators.answer import (
    AgainstTarget,
    ByVersion,
    Group,
    IndicatorFigure,
    Indicators,
    Month,
    Value,
)
from reporting.figures.indicators.example import EXAMPLE
from reporting.figures.indicators.section import finding, indicator_sections, indicators_section
from reporting.programmes.indicators import Form

WORK = EXAMPLE.indicators[0]
MEN = Value(numerator=900, denominator=2107, percent=42.71, low=40.62, high=44.84)
GROUPS = (*WORK.groups, Group(dimension="sex", code="man", value=MEN))
FORTY_FIVE = AgainstTarget(
    target="share_to_work",
    name=WORK.name,
    in_force=judgement(target(45, "percent", REVISED), 38.79),
    first=judgement(target(50, "percent"), 38.79),
    revisions=(target(50, "percent"), target(45, "percent", REVISED)),
)


def of(percent: float | None, numerator: int = 1, denominator: int | None = 4) -> Value:
    return Value(numerator=numerator, denominator=denominator, percent=percent, low=None, high=None)


def answer(**changed: Any) -> Indicators:
    figure = WORK.model_copy(update={"groups": GROUPS, "targets": (FORTY_FIVE,), **changed})
    spring = Paused(first_day=date(2020, 10, 1), last_day=date(2021, 5, 16), reason="pandemic")
    return EXAMPLE.model_copy(update={"indicators": (figure,), "pauses": (spring,)})


def chart(**changed: Any) -> Any:
    [section] = indicator_sections(answer(**changed), SV)
    return section.chart


class TestTheTable:
    def test_shows_each_indicator_by_sex_and_against_its_target(self) -> None:
        [row] = indicators_section(answer(), SV).table.rows
        assert [(plain(cell.text), plain(cell.note)) for cell in row.cells] == [
            ("35,01 %", "766 av 2 188"),
            ("42,71 %", "900 av 2 107"),
            ("38,79 %", "1 666 av 4 295"),
            ("45 %", "86,20 %"),
        ]

    def test_shows_both_lines_of_a_changed_definition(self) -> None:
        changed = ByVersion(version=2, valid_from=REVISED, value=MEN, over_time=())
        section = indicators_section(answer(by_version=(*WORK.by_version, changed)), SV)
        assert section.finding == "1 indikator följs; för 1 har en ny definition ändrat talet"
        assert plain(section.remarks[0]) == "Andel till arbete: 1 666 enligt version 1, 900 enligt version 2"

    def test_says_nothing_of_definitions_that_have_changed_no_number(self) -> None:
        assert indicators_section(answer(), SV).finding == "1 indikator följs"

    def test_names_its_sources(self) -> None:
        assert "Source: Malmökraften 2.0, slutrapport (2023)." in indicators_section(answer(), EN).definition


class TestASectionOfItsOwn:
    def test_names_agencies_and_income_support_in_words(self) -> None:
        groups = [
            Group(dimension="agency", code="malmo-ifo", value=MEN),
            Group(dimension="income_support", code="sjukpenning", value=MEN),
        ]
        [section] = indicator_sections(answer(form=Form.LINE, groups=(*GROUPS, *groups)), SV)
        assert [row.name for row in section.table.rows] == [
            "Kvinnor",
            "Män",
            "Malmö stad, individ- och familjeomsorgen",
            "sjuk\N{SOFT HYPHEN}penning",
            "Totalt",
        ]

    def test_is_for_an_indicator_whose_row_says_how_it_is_drawn(self) -> None:
        assert indicator_sections(answer(), SV) == ()
        [section] = indicator_sections(answer(form=Form.LINE), SV)
        assert (section.id, section.path, section.topic) == (
            "indicator-to_work",
            "indicators",
            "Andel till arbete",
        )

    def test_says_its_finding_with_n_and_d(self) -> None:
        def said(figure: IndicatorFigure) -> str:
            return plain(finding(figure, SV))

        assert said(WORK) == "Andel till arbete: 38,79 %, 1 666 av 4 295"
        number, nobody = (
            WORK.model_copy(update={"groups": (Group(dimension="all", code="", value=value),)})
            for value in (of(None, 4295, None), of(None, 0, 0))
        )
        assert (said(number), said(nobody)) == (
            "Andel till arbete: 4 295",
            "Andel till arbete: ännu ingen att räkna",
        )

    def test_draws_bars_against_the_target_in_force(self) -> None:
        [series] = chart(form=Form.BAR_AGAINST_TARGET)["series"]
        assert [bar["value"] for bar in series["data"]] == [35.01, 42.71, 38.79]
        [mark] = series["markLine"]["data"]
        assert (mark["xAxis"], plain(mark["label"]["formatter"])) == (45, "mål 45 %")

    def test_draws_a_line_with_the_revisions_and_the_pauses(self) -> None:
        days = (START, date(2021, 4, 30), REVISED, LAST_DAY)
        values = (of(None, 0, 0), of(20.0), of(25.0), of(38.79))
        over_time = tuple(Month(on=on, value=value) for on, value in zip(days, values, strict=True))
        outcome, against = chart(form=Form.LINE, over_time=over_time)["series"]
        assert outcome["data"] == [None, 20.0, 25.0, 38.79]
        assert outcome["markArea"]["data"] == [[{"xAxis": "2020-10"}, {"xAxis": "2021-05"}]]
        assert against["data"] == [50, 50, 45, 45]

    def test_moves_no_line_that_has_a_gap(self) -> None:
        """The browser would write the label at no place, with a message on the console."""
        gap = (Month(on=START, value=of(None, 0, 0)), Month(on=LAST_DAY, value=of(20.0)))
        outcome, against = chart(form=Form.LINE, over_time=gap)["series"]
        assert (outcome["animation"], against["animation"]) == (False, True)

    def test_draws_both_lines_of_a_changed_definition(self) -> None:
        months = (Month(on=START, value=of(10.0)), Month(on=LAST_DAY, value=of(20.0)))
        lines = tuple(
            ByVersion(version=version, valid_from=START, value=MEN, over_time=months) for version in (1, 2)
        )
        _, first, second, _ = chart(form=Form.LINE, over_time=months, by_version=lines)["series"]
        assert [first["endLabel"]["formatter"], second["endLabel"]["formatter"]] == ["version 1", "version 2"]
        assert first["data"] == [10.0, 20.0]
