"""`python -m tests.proof`: random revocations on Kafka and PostgreSQL, and a table of who knew how long."""

import shutil
import signal
import sys
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from tests.proof.revocations import prove
from tests.proof.verdict import markdown

from simulator.demo.output import Output

STATE = Path(".samplan/proof")
TERMINATED = 143

cli = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@cli.command()
def main(
    count: Annotated[int, typer.Option(help="Revocations.", min=20)] = 1000,
    seed: Annotated[int, typer.Option(help="Another seed chooses other days, agencies and faults.")] = 1,
) -> None:
    """Exit code 1 if a promise of I4 or I20 does not hold."""
    # On SIGTERM it still stops what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    shutil.rmtree(STATE, ignore_errors=True)
    output, chance = Output(), Random(seed)  # noqa: S311  # seeded, so that a run repeats
    lines = []
    for line in prove(STATE.resolve(), count, chance, output):
        output.say(f"→ {line}")
        lines.append(line)
    typer.echo(markdown(lines))
    raise typer.Exit(not all(line.holds for line in lines))


if __name__ == "__main__":
    cli()
