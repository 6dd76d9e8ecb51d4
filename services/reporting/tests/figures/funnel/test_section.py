from datetime import date

import pytest
from services.reporting.tests.figures.examples import by_sex, funnel
from services.reporting.tests.figures.reading import EN, SV, WITHHELD, plain

from reporting.answers.answer import Withheld
from reporting.answers.paused import Paused
from reporting.figures.funnel.query import LEFT_BEFORE_ENROLMENT, Funnel, Leaving, Step
from reporting.figures.funnel.reasons import reason_name
from reporting.figures.funnel.section import funnel_section
from reporting.pages.wording import Wording
from samplan.contracts.codes import ExitClass


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
    def test_says_how_many_are_enrolled(self, say: Wording, finding: str) -> None:
        assert plain(funnel_section(funnel(), say).finding) == finding

    def test_marks_when_no_referrals_were_taken(self) -> None:
        """T-24: a pause disturbs comparison."""
        spring = Paused(first_day=date(2020, 3, 17), last_day=date(2020, 5, 31), reason="pandemic")
        now = Paused(first_day=date(2022, 12, 1), last_day=None, reason="holidays")
        section = funnel_section(funnel().model_copy(update={"pauses": (spring, now)}), SV)
        assert section.remarks[-2:] == (
            "Inga remisser togs emot från 17 mars 2020 till 31 maj 2020: pandemi.",
            "Inga remisser tas emot sedan 1 december 2022: semester.",
        )

    def test_writes_one_person_in_the_singular(self) -> None:
        one = referred_and_enrolled(1, 1)
        assert plain(funnel_section(one, SV).finding) == "1 av 1 remitterad person är inskriven: 100,00 %"
        assert funnel_section(one, EN).finding == "1 of 1 person referred has been enrolled: 100.00%"

    def test_says_that_nobody_has_been_referred(self) -> None:
        section = funnel_section(referred_and_enrolled(0, 0), SV)
        assert (section.finding, section.chart) == ("Ingen är remitterad ännu", None)

    def test_shows_no_number_for_too_few_people(self) -> None:
        section = funnel_section(referred_and_enrolled(WITHHELD, WITHHELD), SV)
        assert (
            section.finding == "För få personer för att visa hur många som går från remiss till inskrivning"
        )
        assert [row.cells[2].text for row in section.table.rows] == ["..", ".."]

    def test_shows_why_people_went_no_further(self) -> None:
        assert (
            funnel_section(funnel(), SV).remarks[0]
            == "Inte längre än remiss: uppfyllde inte kriterierna 268, flyttade 42"
        )

    def test_shows_how_people_have_left_after_enrolment(self) -> None:
        left = (Leaving(reason="work_unsubsidised", people=24), Leaving(reason="moved", people=3))
        activity = Step(step="activity", reached=by_sex(60, 50, 110), median_days=7, left=left, waiting=None)
        section = funnel_section(funnel().model_copy(update={"steps": (*funnel().steps, activity)}), SV)
        assert section.remarks[-1] == "Avslut efter ”Aktivitet”: till arbete utan stöd 24, flyttade 3"

    @pytest.mark.parametrize("say", [SV, EN])
    def test_has_words_for_every_reason(self, say: Wording) -> None:
        reasons = {*LEFT_BEFORE_ENROLMENT, *ExitClass}
        assert [reason for reason in reasons if "_" in reason_name(reason, say)] == []
