import pytest
from services.reporting.tests.figures import examples
from services.reporting.tests.figures.examples import by_sex, exits
from services.reporting.tests.figures.reading import EN, SV, WITHHELD, plain

from reporting.figures.exits.query import Gap
from reporting.figures.exits.section import exits_section
from reporting.pages.wording import Wording


class TestExits:
    @pytest.mark.parametrize(
        ("say", "finding"),
        [
            (
                SV,
                (
                    "Män går oftare till arbete än kvinnor: 42,71 % mot 35,01 %, "
                    "en skillnad på 7,71 procentenheter"
                ),
            ),
            (EN, "Men go to work more often than women: 42.71% against 35.01%, a gap of 7.71 points"),
        ],
    )
    def test_says_who_goes_to_work_more_often(self, say: Wording, finding: str) -> None:
        assert plain(exits_section(exits(), say).finding) == finding

    def test_says_so_for_women_too(self) -> None:
        ahead = exits(gaps=(Gap(indicator="to_work", points=7.71, low=4.79, high=10.6),))
        assert exits_section(ahead, SV).finding.startswith("Kvinnor går oftare till arbete än män: 35,01")

    def test_claims_no_difference_when_the_interval_holds_none(self) -> None:
        unsure = exits(gaps=(Gap(indicator="to_work", points=-2.9, low=-5.81, high=0.01),))
        finding = plain(exits_section(unsure, SV).finding)
        assert finding == (
            "Ingen statistiskt säkerställd skillnad mellan kvinnor och män till arbete: 35,01 % och 42,71 %"
        )

    def test_compares_nothing_when_a_part_is_withheld(self) -> None:
        few = exits(outcomes=(examples.outcome("to_work", (WITHHELD, 12, WITHHELD)),), gaps=())
        section = exits_section(few, SV)
        assert section.finding == "För få personer för att jämföra kvinnor och män"
        assert [(cell.text, plain(cell.note)) for cell in section.table.rows[0].cells] == [
            ("..", ".."),
            ("12", "0,57 %"),
            ("..", ".."),
        ]

    def test_compares_what_may_be_shown(self) -> None:
        either = exits(gaps=(Gap(indicator="to_work_or_studies", points=-3.69, low=-6.65, high=-0.71),))
        finding = plain(exits_section(either, SV).finding)
        assert finding == (
            "Män går oftare till arbete eller studier än kvinnor: 45,51 % mot 41,82 %, "
            "en skillnad på 3,69 procentenheter"
        )

    def test_says_that_nobody_has_been_enrolled(self) -> None:
        nobody = exits_section(exits(starters=by_sex(0, 0, 0), outcomes=(), gaps=()), EN)
        assert (nobody.finding, nobody.chart) == ("Nobody has been enrolled yet", None)

    def test_counts_by_each_version_of_a_definition_that_has_changed(self) -> None:
        remarks = exits_section(exits(), SV).remarks
        assert remarks == ("Till studier: 162 enligt version 1, 211 enligt version 2",)

    def test_lists_every_version_of_its_definitions_and_who_decided_them(self) -> None:
        studies = examples.outcome("to_studies", (149, 59, 208))
        definition = exits_section(exits(outcomes=(studies,), gaps=()), SV).definition
        assert definition.endswith(
            "Till studier: version 1 från 2 januari 2020, version 2 från 1 april 2021. "
            "Beslutat av styrgruppen för Malmökraften."
        )
