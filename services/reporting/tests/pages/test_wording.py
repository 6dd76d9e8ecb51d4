from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from reporting.answers.answer import Share, Withheld
from reporting.pages.language import Language, preferred
from reporting.pages.wording import Wording

SV, EN = Wording(Language.SV), Wording(Language.EN)
NBSP = "\N{NO-BREAK SPACE}"


class TestNumbers:
    def test_have_separated_thousands(self) -> None:
        assert (SV.count(1874), EN.count(1874)) == (f"1{NBSP}874", "1,874")

    def test_that_are_withheld_are_marked(self) -> None:
        assert SV.count(Withheld.WITHHELD) == ".."

    def test_that_are_not_measured_are_a_dash_and_never_zero(self) -> None:
        assert (SV.count(None), SV.count(0)) == ("–", "0")

    def test_below_zero_have_a_real_minus(self) -> None:
        assert (SV.number(-7.71, 2), EN.number(-7.71, 2)) == ("−7,71", "−7.71")

    @pytest.mark.parametrize(("value", "written"), [(62.5, "63"), (Fraction(125, 2), "63"), (62.49, "62")])
    def test_are_rounded_half_up(self, value: float, written: str) -> None:
        assert SV.number(value) == written


class TestShares:
    def test_have_two_decimals_and_the_percent_sign_of_the_language(self) -> None:
        share = Share(numerator=1874, denominator=4295)
        assert (SV.share(share), EN.share(share)) == (f"43,63{NBSP}%", "43.63%")

    def test_are_withheld_with_either_part(self) -> None:
        assert SV.share(Share(numerator=Withheld.WITHHELD, denominator=40)) == ".."
        assert SV.share(Share(numerator=7, denominator=Withheld.WITHHELD)) == ".."

    def test_of_no_people_are_a_dash(self) -> None:
        assert SV.share(Share(numerator=0, denominator=0)) == "–"


class TestDates:
    def test_are_written_out(self) -> None:
        assert SV.day(date(2022, 12, 31)) == "31 december 2022"
        assert EN.day(date(2021, 5, 17)) == "17 May 2021"

    def test_show_the_clock_in_stockholm(self) -> None:
        moment = datetime(2022, 7, 1, 22, 30, tzinfo=UTC)
        assert SV.moment(moment) == "2 juli 2022 kl. 00.30"
        assert EN.moment(moment) == "2 July 2022 at 00:30"


class TestPreferredLanguage:
    @pytest.mark.parametrize(
        ("accepted", "language"),
        [
            ("", Language.SV),
            ("de", Language.SV),
            ("en", Language.EN),
            ("en-GB,en;q=0.9,sv;q=0.8", Language.EN),
            ("en;q=0.2, sv;q=0.8", Language.SV),
            ("en;q=0, de", Language.SV),
            ("en;q=nonsense", Language.SV),
            ("*;q=0.5", Language.SV),
        ],
    )
    def test_is_the_first_of_ours_that_is_asked_for(self, accepted: str, language: Language) -> None:
        assert preferred(accepted) is language
