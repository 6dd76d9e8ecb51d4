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
from simulator.shape import GOLDEN_SIZE
from simulator.telling import Teller

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
    teller, bench = Teller(), choose(STATE)
    teller.say(f"On {bench.name}")
    live = list(_told(Replay(bench, people, teller).lines(), teller))
    lines = [*_told(measure(bench, ROUNDS[:rounds], teller.say), teller), *live]
    typer.echo(markdown(lines, f"On {bench.name}, {people:,} participants, {os.cpu_count()} cores; medians."))


def _told(lines: Iterable[Line], teller: Teller) -> Iterator[Line]:
    for line in lines:
        teller.say(f"→ {line}")
        yield line


if __name__ == "__main__":
    typer.run(main)
