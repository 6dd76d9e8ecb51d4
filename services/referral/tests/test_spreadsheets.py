"""K44-K47: a round is read as Swedish spreadsheets write it, and a cell's type is its field's (R-10)."""

from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER, form
from services.referral.tests.intake import Intake
from services.referral.tests.test_rounds import as_csv, errors, forms, hold

pytestmark = pytest.mark.slow


def in_charset(intake: Intake, rows: bytes, charset: str) -> Any:
    return hold(intake, rows, "csv", Content_Type=f"text/csv; charset={charset}")


def written(delimiter: str) -> str:
    """Two rows whose texts hold neither delimiter nor quotes."""
    plain = [form(participant__personnummer=one, participant__address="Provgatan 1") for one in (ALMA, BEA)]
    return as_csv(*plain).replace(",", delimiter)


def rows_of(answer: Any) -> int:
    assert answer.status_code == 201, answer.text
    rows: int = answer.json()["referrals"]
    return rows


class TestDelimiter:
    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    def test_is_one_of_three(self, intake: Intake, delimiter: str) -> None:
        assert rows_of(hold(intake, written(delimiter), "csv")) == 2

    @pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])
    def test_may_be_named_in_a_first_line(self, intake: Intake, first: str) -> None:
        assert rows_of(hold(intake, first + written(";"), "csv")) == 2

    def test_named_in_a_first_line_counts_as_a_line(self, intake: Intake) -> None:
        wrong = written(";").replace(BEA, "19850615-9809")
        assert errors(hold(intake, "sep=;\n" + wrong, "csv")) == [
            (4, "#/participant/personnummer", "checksum")
        ]

    def test_may_stand_in_a_quoted_cell(self, intake: Intake) -> None:
        quoted = as_csv(form(participant__address="Provgatan 1; 2 tr, 211 20 Malmö"))
        assert rows_of(hold(intake, quoted, "csv")) == 1


class TestEncoding:
    def test_may_begin_with_a_byte_order_mark(self, intake: Intake) -> None:
        rows = b"\xef\xbb\xbf" + as_csv(*forms()).encode()
        assert rows_of(hold(intake, rows, "csv")) == 3

    def test_may_be_that_of_windows_where_it_is_declared(self, intake: Intake) -> None:
        rows = as_csv(form(participant__name="Åsa Öst – Ek")).encode("cp1252")
        assert rows_of(in_charset(intake, rows, "Windows-1252")) == 1
        (referral,) = intake.service.get("/v1/referrals", agency=KEEPER).json()
        shown = intake.service.get(f"/v1/referrals/{referral['referralId']}", agency=KEEPER)
        assert "Åsa Öst – Ek" in shown.text

    @pytest.mark.parametrize(
        ("rows", "charset", "status", "code"),
        [
            (b"programme\nMalm\xf6\n", "utf-8", 400, "not_utf8"),
            (b"programme\n\x81\n", "windows-1252", 400, "not_windows_1252"),
            (b"programme\n", "utf-16", 415, "unsupported_charset"),
        ],
    )
    def test_is_never_guessed(
        self, intake: Intake, rows: bytes, charset: str, status: int, code: str
    ) -> None:
        answer = in_charset(intake, rows, charset)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


class TestCells:
    def test_state_a_contact_that_is_none_or_protected(self, intake: Intake) -> None:
        """K48."""
        rows = as_csv(form(participant__phone="", participant__phoneStatus="none"))
        assert rows_of(hold(intake, rows, "csv")) == 1
        assert errors(hold(intake, rows.replace(",none,", ",,"), "csv")) == [
            (2, "#/participant/phone", "missing")
        ]

    @pytest.mark.parametrize("word", ["TRUE", "SANT", "sant", "True"])
    def test_of_a_field_of_yes_and_no_have_a_spreadsheets_words(self, intake: Intake, word: str) -> None:
        """K45."""
        rows = as_csv(*forms()).replace("true", word)
        assert rows_of(hold(intake, rows, "csv")) == 3

    def test_of_a_field_of_yes_and_no_have_no_other_word(self, intake: Intake) -> None:
        rows = as_csv(form(informed__orally="kanske"))
        assert errors(hold(intake, rows, "csv")) == [(2, "#/informed/orally", "bool_type")]

    @pytest.mark.parametrize("word", ["true", "SANT"])
    def test_of_a_field_of_text_stay_a_text(self, intake: Intake, word: str) -> None:
        rows = as_csv(form(background__question=word))
        assert rows_of(hold(intake, rows, "csv")) == 1


class TestBlank:
    def test_rows_are_skipped(self, intake: Intake) -> None:
        """K46."""
        heading, *rows = as_csv(*forms()).splitlines()
        blank = [",".join([" "] * len(heading.split(",")))] * 200 + [""]
        assert rows_of(hold(intake, "\n".join([heading, *blank, *rows, *blank]), "csv")) == 3

    def test_columns_are_skipped(self, intake: Intake) -> None:
        wider = "\n".join(f"{line},," for line in as_csv(*forms()).splitlines())
        assert rows_of(hold(intake, wider, "csv")) == 3

    def test_columns_hold_nothing(self, intake: Intake) -> None:
        heading, row, *_ = as_csv(*forms()).splitlines()
        answer = hold(intake, f"{heading},\n{row},note\n", "csv")
        assert errors(answer) == [(2, "#", "wrong_number_of_cells")]


class TestHeadings:
    @pytest.mark.parametrize("name", ["participant.personnummer", "participant.name"])
    def test_are_refused_when_one_stands_twice(self, intake: Intake, name: str) -> None:
        heading, row, *_ = as_csv(*forms()).splitlines()
        answer = hold(intake, f"{heading},{name}\n{row},{CECILIA}\n", "csv")
        assert errors(answer) == [(1, "#/" + name.replace(".", "/"), "heading_twice")]
        assert intake.published() == []
