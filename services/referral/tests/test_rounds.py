"""R-10: a round is stored whole or not at all, and each bad row is named by line and field."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from services.referral.tests.examples import ALMA, BEA, CECILIA, KEEPER, form
from services.referral.tests.intake import Intake
from services.referral.tests.numbers import numbers
from typer.testing import CliRunner

from chassis.decisions.journal import from_stored
from referral.cli import cli
from samplan.bus.observe.tracing import is_traceparent
from samplan.contracts.intake import IntakeRoundHeld
from samplan.testing.extent import extent
from samplan.testing.servers.processes import ChildProcess

pytestmark = pytest.mark.slow
NUMBERS = (ALMA, BEA, CECILIA)
MEDIA_TYPES = {"csv": "text/csv", "jsonl": "application/jsonl; charset=utf-8"}


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


def hold(intake: Intake, rows: Any, kind: str = "jsonl", agency: str = KEEPER, **headers: str) -> Any:
    return intake.service.client.post(
        "/v1/intake-rounds",
        params={"method": "random", "occurredOn": headers.pop("on", "2021-06-01")},
        content=rows,
        headers={
            "Authorization": f"Bearer {intake.service.token(agency)}",
            "Content-Type": MEDIA_TYPES[kind],
            "Idempotency-Key": str(uuid4()),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        },
    )


def errors(answer: Any) -> list[tuple[int, str, str]]:
    assert (answer.status_code, answer.json()["code"]) == (422, "round_refused")
    return [(one["line"], one["pointer"], one["code"]) for one in answer.json()["errors"]]


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
        assert errors(answer) == [(line, "#/participant/personnummer", "checksum")]
        assert stored_intake.published() == []

    def test_names_every_gap_of_every_row(self, intake: Intake) -> None:
        lacking = form(participant__name=None, background__question=None)
        answer = hold(intake, as_json_lines(lacking, *forms(), lacking), "jsonl")
        assert errors(answer) == [
            (line, pointer, "missing")
            for line in (1, 5)
            for pointer in ("#/participant/name", "#/background/question")
        ]

    def test_refuses_the_same_person_twice(self, intake: Intake) -> None:
        answer = hold(intake, as_json_lines(*forms((ALMA, ALMA))), "jsonl")
        assert errors(answer) == [(2, "#", "duplicate_open_referral")]
        assert intake.published() == []

    @pytest.mark.parametrize(
        ("rows", "kind", "error"),
        [
            ("hobby\nchess\n", "csv", (1, "#", "unknown_heading")),
            ("programme\n", "csv", (1, "#", "no_rows")),
            ("programme\na,b\n", "csv", (2, "#", "wrong_number_of_cells")),
            ('programme\n"a', "csv", (2, "#", "not_csv")),
            ("participant.name\na\u202eb\n", "csv", (2, "#/participant/name", "control_character")),
            ("\n", "jsonl", (1, "#", "no_rows")),
            ("{", "jsonl", (1, "#", "not_json")),
            ("[]", "jsonl", (1, "#", "not_json")),
            ("[" * 2000, "jsonl", (1, "#", "too_deep")),
            ('{"a": 1, "a": 2}', "jsonl", (1, "#", "duplicate_key")),
            ('{"a": NaN}', "jsonl", (1, "#", "not_a_number")),
            ('{"a": 1e999}', "jsonl", (1, "#", "number_out_of_range")),
            ('\n{"canary": "\\ud800"}', "jsonl", (2, "#", "lone_surrogate")),
            ('{"participant": {"name": "\\u0000"}}', "jsonl", (1, "#/participant/name", "control_character")),
        ],
    )
    def test_refuses_what_is_no_table(
        self, intake: Intake, rows: str, kind: str, error: tuple[int, str, str]
    ) -> None:
        assert errors(hold(intake, rows, kind)) == [error]

    def test_names_a_thousand_errors_and_no_more(self, intake: Intake) -> None:
        named = errors(hold(intake, "{\n" * 1_002))
        assert (len(named), named[-1]) == (1_001, (1_000, "#", "too_many_errors"))

    @pytest.mark.parametrize(
        ("rows", "headers", "status", "code"),
        [
            (b"", {}, 400, "empty_body"),
            (b"\xef\xbb\xbf{}", {}, 400, "byte_order_mark"),
            (b"{}\n\xff", {}, 400, "not_utf8"),
            (b"{}", {"Content_Type": "application/json"}, 415, "unsupported_media_type"),
            (b"{}", {"Content_Encoding": "gzip"}, 415, "unsupported_content_encoding"),
        ],
    )
    def test_is_text_in_one_of_two_forms(
        self, intake: Intake, rows: bytes, headers: dict[str, str], status: int, code: str
    ) -> None:
        answer = hold(intake, rows, **headers)
        assert (answer.status_code, answer.json()["code"]) == (status, code)

    def test_is_refused_before_it_is_read_without_a_token(self, intake: Intake) -> None:
        def endless() -> Iterator[bytes]:
            yield b"{}"
            raise AssertionError("no further line may be read")

        assert hold(intake, endless(), Authorization="").status_code == 401

    def test_is_read_up_to_its_limit_and_no_further(
        self, intake: Intake, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("referral.rounds.rounds_over_http.MOST_BYTES", 300_000)
        rows = as_json_lines(*forms(numbers(200))) + "\n"
        assert len(rows) > 200_000
        assert hold(intake, rows).status_code == 201
        assert hold(intake, rows * 2).json()["code"] == "content_too_large"

    def test_is_one_at_a_time(self, intake: Intake) -> None:
        intake.service.process.app.state.large_body_in_hand = True
        answer = hold(intake, as_json_lines(*forms()))
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
        intake.service.process.app.state.large_body_in_hand = False
        assert hold(intake, as_json_lines(*forms())).status_code == 201

    def test_is_taken_in_once_under_its_key(self, intake: Intake) -> None:
        first, again = (hold(intake, as_json_lines(*forms()), Idempotency_Key="round") for _ in range(2))
        assert (again.status_code, again.json()) == (201, first.json())
        other = hold(intake, as_json_lines(*forms((ALMA,))), Idempotency_Key="round")
        assert other.json()["code"] == "idempotency_key_reused"
        assert intake.published().count("IntakeRoundHeld") == 1

    @pytest.mark.slow
    def test_of_thousands_goes_through_the_api(
        self, intake: Intake, capsys: pytest.CaptureFixture[str]
    ) -> None:
        rows = extent(1_000, in_ci=10_000)
        answer = hold(intake, as_json_lines(*forms(numbers(rows))))
        assert (answer.status_code, answer.json()["referrals"]) == (201, rows)
        assert capsys.readouterr().out.count("round_in_progress") == rows // 500

    def test_of_one_more_is_refused(self, intake: Intake, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("referral.rounds.read_batch.ROWS", 2)
        assert errors(hold(intake, as_json_lines(*forms()))) == [(3, "#", "too_many_rows")]

    def test_repeats_nothing_of_what_a_row_says(self, intake: Intake) -> None:
        answer = hold(intake, as_json_lines(form(participant__name=7, canary="canary")), "jsonl")
        assert "canary" not in answer.text


class TestTakeInRound:
    def run(self, intake: Intake, file: Path) -> Any:
        settings = intake.service.settings
        environment = {"DATA_DIR": str(settings.data_dir), "PROGRAMMES_DIR": str(settings.programmes_dir)}
        return CliRunner().invoke(cli, ["take-in-round", str(file), "malmo-ifo", "list"], env=environment)

    def test_takes_a_file_in_one_trace_and_tells_how_far_it_has_come(
        self, intake: Intake, tmp_path: Path
    ) -> None:
        file = tmp_path / "round.jsonl"
        file.write_text(as_json_lines(*forms(numbers(500))))
        outcome = self.run(intake, file)
        assert (outcome.exit_code, outcome.stdout) == (0, "500 referrals taken in\n")
        assert "500 rows" in outcome.stderr
        assert len(intake.published()) == 501
        [trace] = {from_stored(one).traceparent for one in intake.service.database.notifications(0, 9_999)}
        assert is_traceparent(trace)

    @pytest.mark.parametrize("name", ["round.xlsx", "absent.csv", "latin.csv"])
    def test_refuses_what_it_cannot_read(self, intake: Intake, tmp_path: Path, name: str) -> None:
        (tmp_path / "latin.csv").write_bytes(b"programme\nMalm\xf6\n")
        assert self.run(intake, tmp_path / name).exit_code == 2

    def test_says_which_line_is_wrong_and_keeps_nothing(self, intake: Intake, tmp_path: Path) -> None:
        file = tmp_path / "round.jsonl"
        file.write_text(as_json_lines(*forms((ALMA, ALMA))))
        outcome = self.run(intake, file)
        assert (outcome.exit_code, outcome.stderr) == (1, "line 2 # duplicate_open_referral\n")
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
