"""T-12: three registers with errors of every reason class: each is found and named, and nothing else."""

from pathlib import Path

import pytest
from libs.reconciliation.tests.parties import agreement, extracts, three_way
from libs.reconciliation.tests.seeded import LAST, PLANTS, Seeded, seeded

from samplan.reconciliation.differences.findings import Finding
from samplan.reconciliation.differences.reasons import Reason
from samplan.reconciliation.differences.report import Counts, report
from samplan.reconciliation.matching.folder import Comparison
from samplan.testing.extent import extent

PEOPLE, OF_EACH = extent(358, in_ci=4_295), extent(1, in_ci=12)
"""In CI a programme as large as Malmökraften; elsewhere a twelfth, with as large a share of errors."""


def matched(made: Seeded, people: int, folder: Path, of_each: int) -> dict[str, list[Comparison]]:
    registers = extracts(made, folder)
    ended = max(
        sum(bool(one.last_day) for one in register.people.values()) for register in registers.values()
    )
    return three_way(registers, agreement(people, ended, of_each), folder)


def found(known: dict[str, list[Comparison]]) -> dict[str, tuple[list[Finding], Counts]]:
    return {name: report(comparisons, [], LAST) for name, comparisons in known.items()}


def named(findings: list[Finding]) -> set[tuple[Reason, str]]:
    return {(one.reason, one.number) for one in findings}


def test_every_planted_error_is_found_by_the_register_that_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    made = seeded(people=40, of_each=1)
    reports = found(matched(made, 40, tmp_path, of_each=1))
    assert {name: named(findings) for name, (findings, _) in reports.items()} == made.truth
    assert reports["sus"][1].anonymous == reports["scb"][1].anonymous == 1


@pytest.mark.slow
def test_a_whole_programme_is_matched_in_the_same_way(tmp_path: Path) -> None:
    made = seeded(people=PEOPLE, of_each=OF_EACH)
    reports = found(matched(made, PEOPLE, tmp_path, OF_EACH))
    assert {name: named(findings) for name, (findings, _) in reports.items()} == made.truth
    assert sum(map(len, made.truth.values())) == OF_EACH * (
        len(PLANTS) - 2  # protected and corrected are no errors
    )
    assert reports["sus"][1].likeness[0].percent == reports["scb"][1].likeness[0].percent == "95.5"
