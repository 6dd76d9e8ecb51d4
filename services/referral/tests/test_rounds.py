"""R-10: a round is taken in whole or not at all, and each bad row is named by line and field."""

import csv
import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER, form
from services.referral.tests.intake import Intake
from services.referral.tests.numbers import numbers
from typer.testing import CliRunner

from chassis.testing.processes import ChildProcess
from contracts.referral import IntakeRoundHeld
from referral.cli import cli

NUMBERS = (ALMA, BEA, CECILIA)
DUPLICATE = "2 # duplicate_open_referral"


def flat(part: dict[str, Any], above: str = "") -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in part.items():
        if isinstance(value, dict):
            cells |= flat(value, f"{above}{name}.")
        else:
            cells[f"{above}{name}"] = str(value).lower() if isinstance(value, bool) else str(value)
    return cells


def as_csv(*forms: dict[str, Any]) -> str:
    rows = [flat(one) for one in forms]
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_json_lines(*forms: dict[str, Any]) -> str:
    return "\n".join(json.dumps(one) for one in forms)


def forms(numbers: Iterable[str] = NUMBERS, **changes: Any) -> list[dict[str, Any]]:
    return [form(participant__personnummer=number, **changes) for number in numbers]


def hold(intake: Intake, rows: str, kind: str) -> Any:
    body = {"method": "random", "format": kind, "rows": rows, "occurredOn": "2021-06-01"}
    return intake.service.post("/v1/intake-rounds", body, agency=KEEPER)


class TestRound:
    @pytest.mark.parametrize(("kind", "written"), [("csv", as_csv), ("jsonl", as_json_lines)])
    def test_is_taken_in_whole(self, stored_intake: Intake, kind: str, written: Any) -> None:
        answer = hold(stored_intake, written(*forms()), kind)
        assert (answer.status_code, answer.json()["referrals"]) == (201, 3)
        assert stored_intake.published() == [*["ReferralSubmitted"] * 3, "IntakeRoundHeld"]
        held = stored_intake.service.published()[-1]
        assert isinstance(held, IntakeRoundHeld)
        assert held.referrals == 3

    @pytest.mark.parametrize(("kind", "written"), [("csv", as_csv), ("jsonl", as_json_lines)])
    def test_is_not_taken_in_at_all_when_a_row_is_wrong(
        self, stored_intake: Intake, kind: str, written: Any
    ) -> None:
        rows = written(*forms()[:2], form(participant__personnummer="19850615-9809"))
        answer = hold(stored_intake, rows, kind)
        line = 4 if kind == "csv" else 3
        assert (answer.status_code, answer.json()["code"]) == (422, "round_refused")
        assert answer.json()["rows"] == [f"{line} #/participant/personnummer checksum"]
        assert stored_intake.published() == []

    def test_names_every_gap_of_every_row(self, intake: Intake) -> None:
        lacking = form(participant__name=None, background__question=None)
        answer = hold(intake, as_json_lines(lacking, *forms(), lacking), "jsonl")
        assert answer.json()["rows"] == [
            "1 #/participant/name missing",
            "1 #/background/question missing",
            "5 #/participant/name missing",
            "5 #/background/question missing",
        ]

    def test_refuses_the_same_person_twice(self, intake: Intake) -> None:
        answer = hold(intake, as_json_lines(*forms((ALMA, ALMA))), "jsonl")
        assert answer.json()["rows"] == [DUPLICATE]
        assert intake.published() == []

    @pytest.mark.parametrize(
        ("rows", "kind", "code"),
        [
            ("hobby\nchess\n", "csv", "1 # unknown_heading"),
            ("programme\n", "csv", "1 # no_rows"),
            ("programme\na,b\n", "csv", "2 # wrong_number_of_cells"),
            ("{", "jsonl", "1 # not_json"),
            ("[]", "jsonl", "1 # not_json"),
            ("[" * 2000, "jsonl", "1 # not_json"),
        ],
    )
    def test_refuses_what_is_no_table(self, intake: Intake, rows: str, kind: str, code: str) -> None:
        assert hold(intake, rows, kind).json()["rows"] == [code]

    def test_repeats_nothing_of_what_a_row_says(self, intake: Intake) -> None:
        answer = hold(intake, as_json_lines(form(participant__name=7, canary="canary")), "jsonl")
        assert "canary" not in answer.text


class TestTakeInRound:
    def run(self, intake: Intake, file: Path) -> Any:
        settings = intake.service.settings
        environment = {"DATA_DIR": str(settings.data_dir), "PROGRAMMES_DIR": str(settings.programmes_dir)}
        return CliRunner().invoke(cli, ["take-in-round", str(file), "malmo-ifo", "list"], env=environment)

    def test_takes_a_file_and_tells_how_far_it_has_come(self, intake: Intake, tmp_path: Path) -> None:
        file = tmp_path / "round.jsonl"
        file.write_text(as_json_lines(*forms(numbers(500))))
        outcome = self.run(intake, file)
        assert (outcome.exit_code, outcome.stdout) == (0, "500 referrals taken in\n")
        assert "500 rows" in outcome.stderr
        assert len(intake.published()) == 501

    def test_says_which_line_is_wrong_and_keeps_nothing(self, intake: Intake, tmp_path: Path) -> None:
        file = tmp_path / "round.jsonl"
        file.write_text(as_json_lines(*forms((ALMA, ALMA))))
        outcome = self.run(intake, file)
        assert (outcome.exit_code, outcome.stderr) == (1, f"line {DUPLICATE}\n")
        assert intake.published() == []

    @pytest.mark.slow
    def test_leaves_nothing_behind_when_it_is_killed_half_way(self, intake: Intake, tmp_path: Path) -> None:
        file = tmp_path / "round.jsonl"
        file.write_text(as_json_lines(*forms(numbers(5_000))))
        settings = intake.service.settings
        environment = {"DATA_DIR": str(settings.data_dir), "PROGRAMMES_DIR": str(settings.programmes_dir)}
        command = [sys.executable, "-m", "referral", "take-in-round", str(file), "malmo-ifo", "list"]
        taking = ChildProcess("the round", command, tmp_path / "round.log")
        taking.start(environment)
        taking.wait_until(lambda: "500 rows" in taking.log.read_text(), 60)
        taking.kill()
        assert intake.published() == []
        assert intake.service.database.query("SELECT * FROM persons") == []
        file.write_text(as_json_lines(*forms()))
        assert self.run(intake, file).stdout == "3 referrals taken in\n"

    @pytest.mark.slow
    def test_takes_ten_thousand_rows_in_one_go(self, intake: Intake, tmp_path: Path) -> None:
        file = tmp_path / "round.jsonl"
        file.write_text(as_json_lines(*forms(numbers(10_000))))
        assert self.run(intake, file).stdout == "10000 referrals taken in\n"


class TestPause:
    def test_refuses_referrals_with_its_reason_until_it_ends(self, stored_intake: Intake) -> None:
        body = {"programme": "malmokraften", "reason": "no_capacity", "occurredOn": "2021-06-01"}
        pause = stored_intake.service.post("/v1/intake-pauses", body, agency=KEEPER)
        assert pause.status_code == 201
        refused = stored_intake.submit()
        assert (refused.status_code, refused.json()["code"]) == (409, "intake_paused")
        assert refused.json()["reason"] == "no_capacity"
        end = {"reason": "no_capacity", "occurredOn": "2021-06-15"}
        path = f"/v1/intake-pauses/{pause.json()['pauseId']}/end"
        answers = [
            stored_intake.service.post(path, end, agency=KEEPER, if_match=version).status_code
            for version in (1, 2)
        ]
        assert answers == [200, 409]
        assert stored_intake.submit(occurredOn="2021-06-14").status_code == 409
        assert stored_intake.submit(occurredOn="2021-06-15").status_code == 201
        assert stored_intake.published()[:2] == ["IntakePaused", "IntakeResumed"]

    def test_stops_a_round_as_well(self, intake: Intake) -> None:
        body = {"programme": "malmokraften", "reason": "holidays", "occurredOn": "2021-06-01"}
        intake.service.post("/v1/intake-pauses", body, agency=KEEPER)
        answer = hold(intake, as_json_lines(form()), "jsonl")
        assert answer.json()["rows"] == ["1 # intake_paused"]

    def test_is_the_keeper_s(self, intake: Intake) -> None:
        body = {"programme": "malmokraften", "reason": "holidays", "occurredOn": "2021-06-01"}
        assert intake.service.post("/v1/intake-pauses", body, agency="af").status_code == 403
