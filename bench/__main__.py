"""`python -m bench`: measures everything in one run and prints a Markdown table."""

import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from bench.ground import choose
from bench.live import Replay
from bench.rounds import ROUNDS, measure
from bench.table import Line, markdown
from simulator.demo.output import Output
from simulator.stories.shape import GOLDEN_SIZE

STATE = Path(".samplan/bench")


def main(
    people: Annotated[int, typer.Option(help="Participants to drive.")] = GOLDEN_SIZE,
    rounds: Annotated[int, typer.Option(help="How often the rates are measured.", max=len(ROUNDS))] = len(
        ROUNDS
    ),
) -> None:
    """Drive, measure, print each figure as soon as it is measured, and all of them as a table."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # a new topic has no leader for a moment
    shutil.rmtree(STATE, ignore_errors=True)
    output, bench = Output(), choose(STATE)
    output.say(f"On {bench.name}")
    live = list(_printed(Replay(bench, people, output).lines(), output))
    lines = [*_printed(measure(bench, ROUNDS[:rounds], output.say), output), *live]
    typer.echo(markdown(lines, f"On {bench.name}, {people:,} participants, {os.cpu_count()} cores; medians."))


def _printed(lines: Iterable[Line], output: Output) -> Iterator[Line]:
    for line in lines:
        output.say(f"→ {line}")
        yield line


if __name__ == "__main__":
    typer.run(main)
