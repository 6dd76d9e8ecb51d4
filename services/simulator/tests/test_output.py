"""The demo's words in a log, where no bar can be drawn."""

import io

from rich.console import Console

from simulator.telling import Teller


def told(done: range, of: int) -> list[str]:
    page = io.StringIO()
    with Teller(Console(file=page, highlight=False)).counting("People") as tell:
        for number in done:
            tell(number, of)
    return page.getvalue().splitlines()


class TestCountingInALog:
    def test_says_a_line_for_each_tenth(self) -> None:
        assert len(told(range(1, 101), 100)) == 10

    def test_ends_with_everybody(self) -> None:
        assert told(range(1, 8), 7)[-1] == "People: 7 of 7"

    def test_survives_having_nobody_to_count(self) -> None:
        assert told(range(1), 0) == ["People: 0 of 0"]
