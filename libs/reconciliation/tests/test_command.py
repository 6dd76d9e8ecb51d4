"""The command: a fault is one line, and a printed table beside a comparison is explained."""

import json
from pathlib import Path

import pytest
from libs.reconciliation.tests.parties import agreement, compare, extracts
from libs.reconciliation.tests.seeded import seeded

from samplan.reconciliation.__main__ import EXAMPLES, main


def test_a_fault_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        SystemExit, match=r"^[^\n]*: no comparison here: begin one with `samplan-reconcile open`$"
    ):
        main(["continue", str(tmp_path)])


def test_a_check_counts_one_as_it_counts_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    extract = tmp_path / "sus.csv"
    extract.write_text(
        "Personnummer;Indatum;Utdatum;Avslutsorsak;Insats\n19550101-9805;2020-01-13;;;Vägledning\n"
    )
    agreed, mapping = str(EXAMPLES / "agreement.toml"), str(EXAMPLES / "sus.toml")
    main(["check", "--agreement", agreed, "--mapping", mapping, "--extract", str(extract)])
    assert capsys.readouterr().out.splitlines()[:3] == [
        "sus: people 1, participations 1",
        "only counted: anonymous 0, protected 0",
        "not compared: wrong registrations 0",
    ]


def test_a_printed_table_is_explained_in_the_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registers = extracts(seeded(people=6, of_each=0), tmp_path)
    compare(registers["sus"], registers["scb"], agreement(6, 4, 1), tmp_path)
    printed = tmp_path / "printed.csv"
    printed.write_text("measure;period;value\nregistered;all;5\nended;2021;4\n")
    out = ["--out", str(tmp_path / "out"), "--printed", str(printed), "--on", "2022-02-01"]
    main(["report", str(tmp_path / "sus-scb"), *out])
    assert "registered all: printed 5, rounded" in capsys.readouterr().out
    counts = json.loads((tmp_path / "out/counts.json").read_text())
    assert {"reason": "rounded", "count": 1} in counts["differences"]
    assert counts["occurredOn"] == "2022-02-01"
