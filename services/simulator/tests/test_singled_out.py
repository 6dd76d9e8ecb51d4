"""docs/privacy.md tells what is measured (I28)."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from simulator.cli import cli
from simulator.singled_out import KNOWN, SIZES, Known, described, enrolments, in_version_1, singled_out

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[3] / "docs/privacy.md"


def test_the_page_holds_the_table_that_the_command_prints() -> None:
    printed = CliRunner().invoke(cli, ["singled-out"]).stdout
    assert printed.count("\n") == len(KNOWN) + 2
    assert printed in PAGE.read_text()


def test_version_1_singled_out_nearly_all_and_the_topic_of_statistics_few() -> None:
    demo, programme = (enrolments(size) for size in SIZES)
    before, now = (
        Known("", "", of) for of in (lambda one: [in_version_1(one)], lambda one: [described(one)])
    )
    assert (len(demo), singled_out(demo, before)[0]) == (260, 258)
    assert singled_out(demo, now)[0] < len(demo) / 8
    assert singled_out(programme, now)[0] < len(programme) / 200


def test_those_alike_are_singled_out_until_there_are_five() -> None:
    one, *_ = enrolments(5)
    known = Known("", "", lambda one: [described(one)])
    assert singled_out([one], known) == (1, 1)
    assert singled_out([one] * 4, known) == (0, 4)
    assert singled_out([one] * 5, known) == (0, 0)
