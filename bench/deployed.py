"""`python -m bench.deployed`: the replay through containers, compared with the embedded services."""

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Annotated

import typer
from tests.compose.landscape import Landscape as Containers
from tests.compose.landscape import missing_tools, run

from bench.table import Line, markdown
from simulator.demo.ground import EmbeddedGround
from simulator.demo.landscape import Landscape as Processes
from simulator.demo.output import Output
from simulator.stories.days import LAST_DAY

STATE = Path(".samplan/bench-deployed")
SIMULATOR = [sys.executable, "-m", "simulator"]


def main(rounds: Annotated[int, typer.Option(help="How often each is driven, alternately.")] = 3) -> None:
    """Drive 240 participants through each alternately, check that the figures are exact, and print."""
    if missing := missing_tools():
        raise typer.BadParameter(f"needs {missing}")
    run(["docker", "compose", "--profile", "simulator", "build", "--quiet"])
    driven = [(embedded(), deployed()) for _ in range(rounds)]
    bare, ours = (median(seconds) for seconds in zip(*driven, strict=True))
    typer.echo(
        markdown([compared(ours, bare)], f"Medians of {rounds}, alternating, the simulator's start included.")
    )


def embedded() -> float:
    """Seconds to drive everyone through one process per service, on SQLite and the embedded broker."""
    shutil.rmtree(STATE, ignore_errors=True)
    issuer = f"--issuer={STATE.absolute()}"
    options = (issuer, f"--clock-file={STATE.absolute() / 'clock'}")
    with Processes(EmbeddedGround(STATE / "logs"), STATE, STATE, Output()) as processes:
        seconds = timed(lambda: run([*SIMULATOR, "drive", *options]))
        processes.tick(LAST_DAY)
        run([*SIMULATOR, "compare", issuer])
    return seconds


def deployed() -> float:
    """The same through the landscape of docker-compose.yml."""
    containers = Containers()
    with containers.running(typer.echo):
        seconds = timed(lambda: containers.compose("run", "--rm", "-T", "simulator", "drive"))
        containers.move_the_clocks()
        containers.compare()
    return seconds


def timed(drive: Callable[[], object]) -> float:
    began = time.perf_counter()
    drive()
    return time.perf_counter() - began


def compared(ours: float, bare: float) -> Line:
    against = f"the same through the embedded parts: {bare:.0f} s"
    return Line(
        "replay through the containers, to the last fact",
        f"{ours:.0f} s",
        against,
        f"{ours / bare:.1f} times",
    )


if __name__ == "__main__":
    typer.run(main)
