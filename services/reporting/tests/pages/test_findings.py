import pytest
from services.reporting.tests.pages import examples
from services.reporting.tests.pages.examples import (
    attainment,
    by_sex,
    days_to_plan,
    exits,
    funnel,
    shares,
    target,
    targets,
)

from reporting.answers.answer import Share, Withheld
from reporting.figures.exits.query import Gap
from reporting.figures.exits.section import exits_section
from reporting.figures.funnel.query import Funnel
from reporting.figures.funnel.section import funnel_section
from reporting.figures.targets.section import targets_section
from reporting.figures.time_to_plan.section import days_section
from reporting.pages.language import Language
from reporting.pages.wording import Wording

SV, EN = Wording(Language.SV), Wording(Language.EN)
FEW, HIDDEN = Withheld.UNDER_FIVE, Withheld.TO_PROTECT_ANOTHER


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def referred_and_enrolled(referred: int | Withheld, enrolled: int | Withheld) -> Funnel:
    return funnel(
        ("referred", by_sex(None, None, referred), None), ("enrolled", by_sex(None, None, enrolled), 2)
    )


class TestFunnel:
    @pytest.mark.parametrize(
        ("say", "finding"),
        [
            (SV, "4 295 av 5 012 remitterade personer är inskrivna: 85,69 %"),
            (EN, "4,295 of 5,012 people referred have been enrolled: 85.69%"),
        ],
    )
    def test_says_how_many_go_on_to_enrolment(self, say: Wording, finding: str) -> None:
        assert plain(funnel_section(funnel(), say).finding) == finding

    def test_speaks_of_one_person_in_the_singular(self) -> None:
        one = referred_and_enrolled(1, 1)
        assert plain(funnel_section(one, SV).finding) == "1 av 1 remitterad person är inskriven: 100,00 %"
        assert funnel_section(one, EN).finding == "1 of 1 person referred has been enrolled: 100.00%"

    def test_says_that_nobody_has_been_referred(self) -> None:
        section = funnel_section(referred_and_enrolled(0, 0), SV)
        assert (section.finding, section.chart) == ("Ingen är remitterad ännu", None)

    def test_says_nothing_of_too_few_people(self) -> None:
        section = funnel_section(referred_and_enrolled(HIDDEN, FEW), SV)
        assert (
            section.finding == "För få personer för att visa hur många som går från remiss till inskrivning"
        )
        assert [row.cells[2].text for row in section.table.rows] == ["..", "<5"]

    def test_tells_why_people_went_no_further(self) -> None:
        assert (
            funnel_section(funnel(), SV).remarks[0]
            == "Inte längre än remiss: uppfyllde inte kriterierna 268, flyttade 42"
        )


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

    def test_says_so_of_women_too(self) -> None:
        ahead = exits(gaps=(Gap(indicator="to_work", points=7.71, margin=2.91),))
        assert exits_section(ahead, SV).finding.startswith("Kvinnor går oftare till arbete än män: 35,01")

    def test_claims_no_difference_within_the_margin(self) -> None:
        unsure = exits(gaps=(Gap(indicator="to_work", points=-2.9, margin=2.91),))
        finding = plain(exits_section(unsure, SV).finding)
        assert finding == "Ingen säker skillnad mellan kvinnor och män till arbete: 35,01 % och 42,71 %"

    def test_compares_nothing_when_a_part_is_withheld(self) -> None:
        few = exits(outcomes=(examples.outcome("to_work", (FEW, 12, HIDDEN)),), gaps=())
        section = exits_section(few, SV)
        assert section.finding == "För få personer för att jämföra kvinnor och män"
        assert [(cell.text, plain(cell.note)) for cell in section.table.rows[0].cells] == [
            ("<5", ".."),
            ("12", "0,57 %"),
            ("..", ".."),
        ]

    def test_compares_what_may_be_shown(self) -> None:
        either = exits(gaps=(Gap(indicator="to_work_or_studies", points=-3.69, margin=2.97),))
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

    def test_tells_every_version_of_its_definitions_and_who_decided_them(self) -> None:
        studies = examples.outcome("to_studies", (149, 59, 208))
        definition = exits_section(exits(outcomes=(studies,), gaps=()), SV).definition
        assert definition.endswith(
            "Till studier: version 1 från 2 januari 2020, version 2 från 1 april 2021. "
            "Beslutat av styrgruppen för Malmökraften."
        )


class TestDaysToPlan:
    @pytest.mark.parametrize(
        ("say", "finding"),
        [
            (SV, "88,40 % fick sin plan inom 60 dagar; mediantiden är 42 dagar"),
            (EN, "88.40% had their plan within 60 days; the median is 42 days"),
        ],
    )
    def test_says_how_many_are_in_time(self, say: Wording, finding: str) -> None:
        assert plain(days_section(days_to_plan(), say).finding) == finding

    def test_says_that_no_plan_has_been_agreed(self) -> None:
        none_yet = days_section(days_to_plan(agreed=by_sex(0, 0, 0), bins=()), SV)
        assert (none_yet.finding, none_yet.chart) == ("Ingen plan är överenskommen ännu", None)

    def test_says_nothing_of_too_few_plans(self) -> None:
        few = days_to_plan(within_limit=shares((FEW, FEW, FEW), (FEW, FEW, 6)), median=None)
        assert days_section(few, SV).finding == "För få planer för att visa hur lång tid de tar"

    def test_says_the_median_alone_when_the_share_is_withheld(self) -> None:
        hidden = days_to_plan(within_limit=shares((FEW, HIDDEN, HIDDEN)))
        assert days_section(hidden, SV).finding == "Mediantiden till plan är 42 dagar; gränsen är 60"

    def test_draws_nothing_when_every_bin_is_withheld(self) -> None:
        bins = tuple(one.model_copy(update={"plans": by_sex(FEW, FEW, FEW)}) for one in days_to_plan().bins)
        assert days_section(days_to_plan(bins=bins), SV).chart is None

    def test_draws_a_withheld_bin_as_its_label_alone(self) -> None:
        first, *others = days_to_plan().bins
        few = days_to_plan(bins=(first.model_copy(update={"plans": by_sex(FEW, FEW, FEW)}), *others))
        chart = days_section(few, SV).chart
        assert chart is not None
        bar = chart["series"][0]["data"][0]
        assert (bar["value"], bar["label"]["formatter"]) == ([5.0, 0], "<5")


class TestTargets:
    @pytest.mark.parametrize(
        ("say", "finding"),
        [
            (SV, "3 av 4 mål är nådda. Inte nått: andel till arbete eller studier"),
            (EN, "3 of 4 targets are met. Not met: share to work or studies"),
        ],
    )
    def test_names_what_is_missed(self, say: Wording, finding: str) -> None:
        assert targets_section(targets(), say).finding == finding

    def test_speaks_of_one_target_in_the_singular(self) -> None:
        missed = targets(attainment("participants", 10, target(4000)))
        assert targets_section(missed, EN).finding == "0 of 1 target is met. Not met: participants"

    def test_says_that_all_are_met(self) -> None:
        met = attainment("participants", 4295, target(4000))
        assert targets_section(targets(met), SV).finding == "Målet är nått"
        assert targets_section(targets(met, met), SV).finding == "Alla 2 mål är nådda"

    def test_shows_the_outcome_against_the_target_in_force_and_the_first(self) -> None:
        participants, *_ = targets_section(targets(), SV).table.rows
        cells = [(plain(cell.text), plain(cell.note)) for cell in participants.cells]
        assert cells == [("4 295", ""), ("4 000", "107,38 %"), ("5 600", "76,70 %")]

    def test_tells_when_a_target_was_revised_and_by_whom(self) -> None:
        remark = plain(targets_section(targets(), SV).remarks[0])
        assert remark == (
            "Deltagare: 5 600 från 2 januari 2020, 4 000 från 17 maj 2021 "
            "(beslutat av styrgruppen för Malmökraften)."
        )

    def test_says_nothing_of_too_few_people(self) -> None:
        few = attainment("share_women", Share(numerator=FEW, denominator=9), target(50, "percent"))
        unjudged = few.in_force.model_copy(update={"attained_percent": None, "is_met": None})
        section = targets_section(targets(few.model_copy(update={"in_force": unjudged})), SV)
        assert section.finding == "För få personer för att visa alla utfall mot sina mål"

    def test_says_that_there_are_none(self) -> None:
        none_set = targets().model_copy(update={"targets": ()})
        assert targets_section(none_set, SV).finding == "Inget mål är satt"
