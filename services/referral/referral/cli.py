"""What an operator does by hand, beside the commands that every service has."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from chassis.cli.commands import service_cli
from chassis.cli.parked import configured, settings_of
from chassis.decisions.clock import clock_of, today
from chassis.decisions.work import Application
from chassis.http.edge.large_body import SPREADSHEET, UTF_8
from chassis.observe.collector import traced
from chassis.process.run import Process
from chassis.settings.environment import BadConfiguration
from referral.erasure.erase_person import ErasePerson
from referral.erasure.rotate_index import RotateIndex
from referral.office.refusals import IntakeIsPaused
from referral.rounds.batch import Batch
from referral.rounds.hold_intake_round import HoldIntakeRound, RoundRefused
from referral.rounds.read_batch import Format, read_batch
from referral.service import SERVICE
from samplan.contracts.codes import Agency, RoundMethod
from samplan.privacy.personnummer import NotAPersonnummer, Personnummer
from samplan.privacy.vault import BlindIndex, SecretKey, UnsafeKey

PROGRESS_EVERY = 500

cli = service_cli(SERVICE)


def opened() -> Application:
    """The service's own store and commands."""
    return Process(SERVICE, settings_of(SERVICE), roles=frozenset()).application


def carried_out(act: str, command: Callable[[], object]) -> Any:
    """What the handler of the command returns; all that follows from it is one trace.

    The command is made within, so that *today* is the business date for it too.
    """
    settings, application = settings_of(SERVICE), opened()
    with clock_of(settings, application.database):
        made = command()
        with traced(SERVICE.name, settings.agency.value, act):
            return application.execute(made)


Encoding = Annotated[str, typer.Option(help="How a .csv is written: utf-8 or windows-1252.")]


@cli.command("take-in-round")
@configured
def take_in_round(file: Path, agency: Agency, method: RoundMethod, encoding: Encoding = "utf-8") -> None:
    """Submit a round of referrals, whole or not at all: a .csv, or a .jsonl with a form on each line.

    A .csv in another encoding than UTF-8: `--encoding windows-1252`.
    """

    def command() -> HoldIntakeRound:
        return HoldIntakeRound(
            by=agency,
            method=method,
            batch=_batch(file, encoding),
            occurred_on=today(),
            progress=_show_progress,
        )

    try:
        held = carried_out("take-in-round", command)
    except IntakeIsPaused as refused:
        typer.echo(refused.code, err=True)
        raise typer.Exit(1) from None
    except RoundRefused as refused:
        for row in refused.errors:
            typer.echo(f"line {row['line']} {row['pointer']} {row['code']}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"{held.referrals} referrals taken in")


@cli.command("erase-person")
@configured
def erase_person() -> None:
    """Erase all that is personal about the person whose number is on standard input, backups included."""

    def command() -> ErasePerson:
        return ErasePerson(personnummer=Personnummer.parse(sys.stdin.readline().strip(), on=today()))

    try:
        known = carried_out("erase-person", command)
    except NotAPersonnummer as refused:
        raise typer.BadParameter(refused.fault.value) from None
    typer.echo("erased" if known else "not known here")
    raise typer.Exit(0 if known else 1)


@cli.command("rotate-index")
@configured
def rotate_index(new_key: Path) -> None:
    """Find persons under a new key. Stop the service first; then set INDEX_KEY_FILE to the new one."""
    try:
        index = BlindIndex(SecretKey.read(new_key))
    except (OSError, UnsafeKey) as error:
        raise BadConfiguration(f"NEW_KEY: {error}") from None
    count = carried_out("rotate-index", lambda: RotateIndex(index=index))
    typer.echo(f"{count} persons under the new key")


def _batch(file: Path, encoding: str) -> Batch:
    form = next((one for one in Format if file.suffix == f".{one}"), None)
    if form is None:
        raise typer.BadParameter("FILE ends in .csv or .jsonl")
    charsets = SPREADSHEET if form is Format.CSV else UTF_8
    if encoding not in charsets:
        raise typer.BadParameter(f"--encoding is one of {', '.join(charsets)}")
    try:
        with file.open(encoding=charsets[encoding], newline="") as lines:
            return read_batch(lines, form)
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"FILE: {type(error).__name__}") from None


def _show_progress(done: int) -> None:
    if done % PROGRESS_EVERY == 0:
        typer.echo(f"{done} rows", err=True)
