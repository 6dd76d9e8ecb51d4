import pytest
from services.reporting.tests.figures.examples import attainment, target, targets
from services.reporting.tests.figures.reading import EN, SV, WITHHELD, plain

from reporting.answers.answer import Share
from reporting.figures.targets.section import targets_section
from reporting.pages.wording import Wording


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

    def test_writes_one_target_in_the_singular(self) -> None:
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

    def test_shows_how_far_an_outcome_lies_from_a_two_sided_target(self) -> None:
        *_, women = targets_section(targets(), SV).table.rows
        cells = [(plain(cell.text), plain(cell.note)) for cell in women.cells]
        assert cells[:2] == [("50,94 %", ""), ("40–60 %", "avviker 0,94")]

    def test_shows_when_a_target_was_revised_and_by_whom(self) -> None:
        remark = plain(targets_section(targets(), SV).remarks[0])
        assert remark == (
            "Deltagare: 5 600 från 2 januari 2020, 4 000 från 17 maj 2021 "
            "(beslutat av styrgruppen för Malmökraften)."
        )

    def test_shows_no_number_for_too_few_people(self) -> None:
        few = attainment("share_women", Share(numerator=WITHHELD, denominator=9), target(50, "percent"))
        unjudged = few.in_force.model_copy(update={"attained_percent": None, "is_met": None})
        section = targets_section(targets(few.model_copy(update={"in_force": unjudged})), SV)
        assert section.finding == "För få personer för att visa alla utfall mot sina mål"

    def test_says_that_there_are_none(self) -> None:
        none_set = targets().model_copy(update={"targets": ()})
        assert targets_section(none_set, SV).finding == "Inget mål är satt"
