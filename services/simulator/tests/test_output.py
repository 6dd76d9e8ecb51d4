"""The demo's output in a log, without a progress bar."""

import io

from rich.console import Console

from simulator.demo.output import Output


def printed(done: range, of: int) -> list[str]:
    page = io.StringIO()
    with Output(Console(file=page, highlight=False)).counting("People") as tell:
        for number in done:
            tell(number, of)
    return page.getvalue().splitlines()


class TestCountingInALog:
    def test_prints_a_line_for_each_tenth(self) -> None:
        assert len(printed(range(1, 101), 100)) == 10

    def test_ends_with_everybody(self) -> None:
        assert printed(range(1, 8), 7)[-1] == "People: 7 of 7"

    def test_accepts_no_people_to_count(self) -> None:
        assert printed(range(1), 0) == ["People: 0 of 0"]
