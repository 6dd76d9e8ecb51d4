"""What leaves for steering: the file is the request of its API, and its reasons are the published ones."""

import json
from datetime import date
from pathlib import Path

import msgspec
from libs.reconciliation.tests.parties import agreement, compare, extracts
from libs.reconciliation.tests.seeded import seeded
from services.steering.tests.desk import Desk

from samplan.contracts.codes.registers import DifferenceReason
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.differences.report import report, write

LAST_DAY = date(2021, 5, 31)


def test_every_reason_class_has_a_published_code() -> None:
    assert [reason.value for reason in Reason] == [code.value for code in DifferenceReason]


def test_steering_takes_the_file_as_it_is_written(tmp_path: Path) -> None:
    registers = extracts(seeded(people=6, of_each=0), tmp_path)
    agreed = msgspec.structs.replace(agreement(6, 4, 1), last_day=LAST_DAY)
    here, _ = compare(registers["sus"], registers["scb"], agreed, tmp_path)
    findings, counts = report([here], [], date(2021, 6, 1))
    *_, file = write(tmp_path / "report", here.register, findings, counts)
    with Desk(tmp_path / "steering") as service:
        answer = service.prepared("/v1/register-comparisons", json.loads(file.read_text()))
    assert answer.status_code == 201, answer.text
