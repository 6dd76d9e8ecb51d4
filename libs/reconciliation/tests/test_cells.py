"""Dates, months and numbers, in the forms that people type and spreadsheets make of them."""

from datetime import date

import pytest

from samplan.privacy.personnummer import NotAPersonnummer
from samplan.reconciliation.extract.cells import read_day, read_month, read_number

ON = date(2021, 12, 31)
MARCH_5 = date(2021, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        "2021-03-05",
        "20210305",
        "2021-03-05 00:00:00",
        "2021.03.05",
        "210305",
        "21-03-05",
        "5/3 2021",
        "5/3-21",
        "05/03/2021",
        "5.3.2021",
        " 5 mars 2021 ",
        "den 5 mar. 2021",
        "2021–03–05",
        "44260",
        "44260.0",
    ],
)
def test_a_day_is_read_as_swedes_write_it(cell: str) -> None:
    assert read_day(cell) == MARCH_5


@pytest.mark.parametrize("cell", ["okänt", "2021-02-30", "5/13 2021", "5 foo 2021", "2021"])
def test_what_is_no_day_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):
        read_day(cell)


@pytest.mark.parametrize("cell", ["2021-03", "202103", "2021M03", "mars 2021", "2021-03-05"])
def test_a_month_is_its_first_day(cell: str) -> None:
    assert read_month(cell) == date(2021, 3, 1)


def test_an_empty_cell_is_no_day() -> None:
    assert read_day(" ") is None
    assert read_month("") is None


@pytest.mark.parametrize(
    "cell",
    [
        "195501019805",
        "19550101-9805",
        "550101-9805",
        "5501019805",
        "19550101 9805",
        "195501019805.0",
        "'5501019805",
    ],
)
def test_a_number_is_read_in_its_usual_forms(cell: str) -> None:
    assert read_number(cell, ON).digits == "195501019805"


def test_ten_digits_are_of_a_person_under_a_hundred_years() -> None:
    assert read_number("200229-2395", ON).digits == "202002292395"
    assert read_number("211231-2398", date(2021, 12, 30)).digits.startswith("1921")


def test_a_wrong_number_is_refused_without_its_digits() -> None:
    with pytest.raises(NotAPersonnummer, match=r"^checksum$"):
        read_number("550101-9806", ON)
