"""Skatteverket's published rules, and common wrong spellings."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.privacy.personnummer import Fault, NotAPersonnummer, Personnummer

TODAY = date(2020, 3, 2)


def with_check_digit(eleven: str) -> str:
    total = sum(v // 10 + v % 10 for v in (int(d) * (2 - place % 2) for place, d in enumerate(eleven[2:])))
    return f"{eleven}{-total % 10}"


class TestParse:
    @pytest.mark.parametrize(
        ("text", "digits"),
        [
            ("19811218-9876", "198112189876"),  # SKV 704's own example
            ("198112189876", "198112189876"),
            ("19701063-2391", "197010632391"),  # SKV 707's own example
            (with_check_digit("19700060238"), with_check_digit("19700060238")),  # month and day left open
            (with_check_digit("19700160238"), with_check_digit("19700160238")),  # day left open
            (with_check_digit("19700071238"), with_check_digit("19700071238")),  # month left open
            (with_check_digit("20000229238"), with_check_digit("20000229238")),
            (with_check_digit("20200302238"), with_check_digit("20200302238")),  # born today
        ],
    )
    def test_reads_twelve_digits(self, text: str, digits: str) -> None:
        assert Personnummer.parse(text, on=TODAY).digits == digits

    @pytest.mark.parametrize(("year", "on_year"), [("1918", 2018), ("1920", 2020), ("1899", 2017)])
    def test_a_plus_means_that_the_person_turns_a_hundred_or_more(self, year: str, on_year: int) -> None:
        digits = with_check_digit(f"{year}0809924")
        text = f"{digits[2:8]}+{digits[8:]}"
        assert Personnummer.parse(text, on=date(on_year, 1, 1)).digits == digits

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("19811218-9876\n", Fault.SURROUNDING_WHITESPACE),
            (" 19811218-9876", Fault.SURROUNDING_WHITESPACE),
            ("１９８１１２１８９８７６", Fault.NON_ASCII_DIGITS),  # full-width on purpose
            ("١٩٨١١٢١٨٩٨٧٦", Fault.NON_ASCII_DIGITS),
            ("8112189876", Fault.NO_CENTURY),
            ("811218-9876", Fault.NO_CENTURY),
            ("556012-5790", Fault.ORGANISATION_NUMBER),
            ("165560125790", Fault.ORGANISATION_NUMBER),
            ("992006123456", Fault.RESERVE_NUMBER),
            ("221981123456", Fault.RESERVE_NUMBER),
            ("19811218-T123", Fault.RESERVE_NUMBER),
            ("19640823K02A", Fault.RESERVE_NUMBER),
            ("19811218+9876", Fault.WRONG_SEPARATOR),
            ("19811318-9876", Fault.IMPOSSIBLE_DATE),
            ("19810229-9876", Fault.IMPOSSIBLE_DATE),
            ("19811259-9876", Fault.IMPOSSIBLE_DATE),
            ("19811292-9876", Fault.IMPOSSIBLE_DATE),
            ("19810018-9876", Fault.IMPOSSIBLE_DATE),  # month 00 is only for a samordningsnummer
            ("17811218-9876", Fault.IMPOSSIBLE_DATE),
            ("20200303-2389", Fault.FUTURE_DATE),
            ("19811218-0009", Fault.SERIAL_ZERO),
            ("19811218-9875", Fault.CHECKSUM),
            ("19701063-2390", Fault.CHECKSUM),
            ("", Fault.NOT_A_PERSONNUMMER),
            ("1981-12-18-9876", Fault.NOT_A_PERSONNUMMER),
            ("19811218--9876", Fault.NOT_A_PERSONNUMMER),
            ("1981121898761", Fault.NOT_A_PERSONNUMMER),
            ("+198112189876", Fault.NOT_A_PERSONNUMMER),
            ("1981_1218_9876", Fault.NOT_A_PERSONNUMMER),
            ("not a number", Fault.NOT_A_PERSONNUMMER),
        ],
    )
    def test_names_the_fault_and_never_the_text(self, text: str, fault: Fault) -> None:
        with pytest.raises(NotAPersonnummer) as refused:
            Personnummer.parse(text, on=TODAY)
        assert refused.value.fault is fault
        assert str(refused.value) == fault.value

    @given(st.text(max_size=20) | st.text("0123456789+-TX", max_size=13))
    def test_answers_every_text_with_a_number_or_a_fault(self, text: str) -> None:
        with suppress(NotAPersonnummer):
            assert len(Personnummer.parse(text, on=TODAY).digits) == 12

    @given(st.dates(date(1900, 1, 1), TODAY), st.integers(1, 999), st.booleans(), st.integers(1, 9))
    def test_detects_every_wrong_check_digit(
        self, born: date, serial: int, coordination: bool, off_by: int
    ) -> None:
        day = born.day + (60 if coordination else 0)
        digits = with_check_digit(f"{born:%Y%m}{day:02}{serial:03}")
        assert Personnummer.parse(digits, on=TODAY).born == born
        wrong = digits[:-1] + str((int(digits[-1]) + off_by) % 10)
        with pytest.raises(NotAPersonnummer, match="checksum"):
            Personnummer.parse(wrong, on=TODAY)


class TestPersonnummer:
    def test_never_shows_its_digits(self) -> None:
        number = Personnummer.parse("19811218-9876", on=TODAY)
        assert "9876" not in f"{number} {number!r} {[number]}"

    def test_leaves_the_day_of_birth_open_where_the_number_does(self) -> None:
        number = Personnummer.parse(with_check_digit("19700060238"), on=TODAY)
        assert number.born is None
        assert number.born_between == (date(1970, 1, 1), date(1970, 12, 31))
        assert number.is_coordination_number

    def test_leaves_only_the_month_open_where_the_number_does(self) -> None:
        number = Personnummer.parse(with_check_digit("19700091238"), on=TODAY)
        assert number.born_between == (date(1970, 1, 31), date(1970, 12, 31))

    @pytest.mark.parametrize(("digits", "sex"), [("19811218987", "man"), ("19811218988", "woman")])
    def test_shows_the_legal_sex(self, digits: str, sex: str) -> None:
        assert Personnummer.parse(with_check_digit(digits), on=TODAY).legal_sex == sex
