"""`python -m bench`: measures everything in one run and prints a Markdown table."""

import logging
import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from bench import rounds
from bench.ground import choose
from bench.live import Replay
from bench.table import markdown
from simulator.shape import GOLDEN_SIZE
from simulator.telling import Teller

STATE = Path(".samplan/bench")


def main(people: Annotated[int, typer.Option(help="Participants to drive.")] = GOLDEN_SIZE) -> None:
    """Drive, measure, print."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)  # a new topic has no leader for a moment
    shutil.rmtree(STATE, ignore_errors=True)
    teller, bench = Teller(), choose(STATE)
    live = Replay(bench, people, teller).run()
    lines = [*rounds.measure(bench, teller.say), *live]
    typer.echo(markdown(lines, f"On {bench.name}, {people:,} participants, {os.cpu_count()} cores; medians."))


if __name__ == "__main__":
    typer.run(main)
