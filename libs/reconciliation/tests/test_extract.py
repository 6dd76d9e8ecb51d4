"""Extracts as they come: encodings, bad rows, and who is compared, counted or left out."""

from datetime import date
from pathlib import Path

import pytest
from libs.reconciliation.tests.seeded import AIS, FIRST, LAST, SCB, SUS, number_of

from samplan.reconciliation.extract.mapping import Mapping, read_mapping
from samplan.reconciliation.extract.register import Register, read_register
from samplan.reconciliation.refusal import Refused

ONE, TWO = number_of(1), number_of(2)
SUS_HEAD = "Personnummer;Indatum;Utdatum;Avslutsorsak;Insats\n"
SCB_HEAD = "Deltagare;Startdatum;Slutdatum;Orsak;Månad;Inskickad\n"


def read(folder: Path, text: str, mapping: Mapping = SUS, encoding: str = "utf-8") -> Register:
    file = folder / "extract.csv"
    file.write_bytes(text.encode(encoding))
    return read_register(file, mapping, FIRST, LAST)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_in_each_encoding_that_excel_writes(tmp_path: Path, encoding: str) -> None:
    register = read(tmp_path, SCB_HEAD + f"{ONE};2021-03-01;;;2021-03;2021-04-10\n", SCB, encoding)
    assert list(register.people) == [ONE]


def test_the_first_line_that_excel_reads_itself_is_skipped(tmp_path: Path) -> None:
    assert read(tmp_path, "sep=;\n" + SUS_HEAD + f"{ONE};2021-03-01;;;A\n").people[ONE].rows == (3,)


def test_each_bad_row_is_named_and_what_it_holds_is_not(tmp_path: Path) -> None:
    rows = f"{ONE};2021-02-30;;;A\n550101-9806;2021-03-01;;;A\n{TWO};2021-03-01;2021-04-01;Ringde;A\n"
    with pytest.raises(Refused) as refused:
        read(tmp_path, SUS_HEAD + rows)
    assert str(refused.value).splitlines() == [
        "extract.csv: row 2: column 'Indatum': no date",
        "extract.csv: row 3: column 'Personnummer': checksum",
        "extract.csv: row 4: column 'Avslutsorsak': an exit reason that is not in [reasons]",
    ]


def test_a_missing_column_is_named_with_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no column 'Indatum'; there are Personnummer, Start"):
        read(tmp_path, f"Personnummer;Start\n{ONE};2021-03-01\n")


def test_a_participation_that_was_typed_again_counts_once_with_its_last_date(tmp_path: Path) -> None:
    rows = f"{ONE};2021-03-01;2021-05-01;Arbete;A\n{ONE};2021-03-01;2021-04-01;Studier;A\n"
    person = read(tmp_path, SUS_HEAD + rows).people[ONE]
    assert (person.times, person.last_day, person.reason) == (1, date(2021, 4, 1), "studies")


def test_two_interventions_are_two_times_and_open_while_one_is(tmp_path: Path) -> None:
    rows = f"{ONE};2021-03-01;2021-05-01;Arbete;A\n{ONE};2021-03-01;;;B\n"
    person = read(tmp_path, SUS_HEAD + rows).people[ONE]
    assert (person.times, person.last_day) == (2, None)


def test_an_end_after_the_period_has_not_happened_yet(tmp_path: Path) -> None:
    person = read(tmp_path, SUS_HEAD + f"{ONE};2021-03-01;2022-01-10;Arbete;A\n").people[ONE]
    assert (person.last_day, person.reason) == (None, "")


def test_who_left_before_the_period_or_begins_after_it_is_not_compared(tmp_path: Path) -> None:
    rows = f"{ONE};2016-03-01;2017-05-01;Arbete;A\n{TWO};2022-03-01;;;A\n"
    assert read(tmp_path, SUS_HEAD + rows).people == {}


def test_an_anonymous_participant_is_only_counted_once_whatever_their_months(tmp_path: Path) -> None:
    months = "19550101-ABCD;2021-03-01;;;2021-03;2021-04-10\n19550101-ABCD;2021-03-01;;;2021-04;2021-05-10\n"
    register = read(tmp_path, SCB_HEAD + months, SCB)
    assert (register.people, register.anonymous) == ({}, (date(2021, 3, 1),))


def test_a_protected_identity_and_a_wrong_registration_are_not_compared(tmp_path: Path) -> None:
    protected = read(tmp_path, f"Pnr;Inskriven;Avaktualiserad;Skyddad;Status\n{ONE};2021-03-01;;Ja;\n", AIS)
    wrong = read(tmp_path, SUS_HEAD + f"{ONE};2021-03-01;2021-03-02;Felregistrering;A\n")
    assert (protected.people, list(protected.protected)) == ({}, [ONE])
    assert (wrong.people, [row.number for row in wrong.wrong]) == ({}, [ONE])


def test_a_month_sent_after_the_months_that_follow_it_leaves_those_to_be_sent_again(tmp_path: Path) -> None:
    first, second = f"{ONE};2021-03-01;;;2021-03;", f"{ONE};2021-03-01;;;2021-04;"
    in_order = read(tmp_path, f"{SCB_HEAD}{first}2021-04-10\n{second}2021-05-10\n", SCB)
    corrected = read(tmp_path, f"{SCB_HEAD}{first}2021-06-10\n{second}2021-05-10\n", SCB)
    assert not in_order.people[ONE].later_months_not_sent
    assert corrected.people[ONE].later_months_not_sent


def test_a_mapping_with_an_unknown_key_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "sus.toml"
    file.write_text('register = "sus"\nunit = "participation"\n[columns]\nnumber = "Pnr"\nstart = "In"\n')
    with pytest.raises(Refused, match=r"^sus.toml: Object contains unknown field `start`.*columns.$"):
        read_mapping(file)


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "scb.xlsx"
    file.write_text("no zip")
    with pytest.raises(Refused, match=r"^scb.xlsx: no workbook"):
        read_register(file, SCB, FIRST, LAST)
