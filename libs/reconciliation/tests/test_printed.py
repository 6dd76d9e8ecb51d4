"""A printed table beside the register: why its numbers are others."""

from pathlib import Path

import pytest
from libs.reconciliation.tests.seeded import FIRST, LAST, SUS, number_of

from samplan.reconciliation.differences.printed import explain, read_printed
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.extract.register import Register, read_register
from samplan.reconciliation.refusal import Refused


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """42 people in 2021, one of them twice; one wrong registration; three in 2020."""
    rows = [f"{number_of(index)};2021-03-01;;;A" for index in range(42)]
    rows += [f"{number_of(0)};2021-04-01;;;B", f"{number_of(90)};2021-03-01;2021-03-02;Felregistrering;A"]
    rows += [f"{number_of(index)};2020-03-01;;;A" for index in range(50, 53)]
    file = tmp_path / "sus.csv"
    file.write_text("\n".join(["Personnummer;Indatum;Utdatum;Avslutsorsak;Insats", *rows]))
    return read_register(file, SUS, FIRST, LAST)


@pytest.mark.parametrize(
    ("period", "value", "reason"),
    [
        ("2021", "42", None),
        ("2021", "43", Reason.COUNTED_PER_PARTICIPATION),
        ("2021", "44", Reason.WRONG_REGISTRATION_COUNTED),
        ("2021", "40", Reason.ROUNDED),
        ("2021", "50", Reason.ROUNDED),
        ("2021", "41", Reason.PRINTED_DIFFERS),
        ("2021", "..", Reason.PRINTED_DIFFERS),
        ("2020", "..", Reason.SUPPRESSED),
        ("2021-04", "1", None),
        ("all", "45", None),
    ],
)
def test_a_printed_number_is_explained(
    tmp_path: Path, register: Register, period: str, value: str, reason: Reason | None
) -> None:
    file = tmp_path / "printed.csv"
    file.write_text(f"measure;period;value\nregistered;{period};{value}\n")
    assert [one.reason for one in explain(register, read_printed(file))] == [reason]


def test_a_cell_that_is_no_number_is_refused_by_its_row(tmp_path: Path) -> None:
    file = tmp_path / "printed.csv"
    file.write_text("measure;period;value\nregistered;2021;many\n")
    with pytest.raises(Refused, match=r"^printed.csv: row 2: "):
        read_printed(file)
