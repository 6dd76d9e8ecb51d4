"""`samplan doctor`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from confluent_kafka.admin import AdminClient
from rich.console import Console

from chassis.settings.environment import KafkaSettings, load_settings
from provision.doctor.examination import examine
from provision.doctor.instances import read_instances
from provision.doctor.report import as_json, print_report
from provision.landscape import read_landscape

DEMO = Path(".samplan/settings")

Settings = Annotated[
    Path, typer.Argument(help="The folder of settings: <agency>-<service>.env for each service.")
]
Files = Annotated[Path | None, typer.Option("--files", help="The folder of topics.yaml and acls.yaml.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print it for a program.")]
LeastFree = Annotated[float, typer.Option(min=0, max=100, help="Percent of a disk that has to be free.")]


def doctor(
    settings: Settings = DEMO, files: Files = None, *, json: AsJson = False, least_free: LeastFree = 5
) -> None:
    """Look over a whole landscape and say what is wrong. Exit code 1: warnings alone; 2: a fault."""
    landscape = read_landscape(files) if files else None
    examination = examine(read_instances(settings), landscape, _administrator(), least_free=least_free)
    if json:
        typer.echo(as_json(examination))
    else:
        print_report(Console(soft_wrap=True), examination)
    raise typer.Exit(examination.exit_code)


def _administrator() -> AdminClient | None:
    """With the KAFKA_… settings of this environment, if there are any."""
    if "KAFKA_BOOTSTRAP_SERVERS" not in os.environ:
        return None
    return AdminClient({**load_settings(KafkaSettings).kafka.for_librdkafka(), "log_level": 0})
