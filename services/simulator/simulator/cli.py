"""The commands of `python -m simulator`."""

import signal
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from samplan.contracts.codes import Agency
from samplan.testing.servers.missing import NotInstalled
from samplan.testing.servers.processes import DidNotStart
from simulator.checks.asking import ViewUnavailable
from simulator.checks.settling import NeverSettled
from simulator.clients.agency_client import Refused
from simulator.clients.waiting import TimedOut
from simulator.demo.card_sender import CardNotApplied
from simulator.demo.demo import SMALL, Demo, FiguresDiffer, reset
from simulator.demo.demo_lock import DemoRuns
from simulator.demo.elsewhere import Elsewhere
from simulator.demo.landscape import PartDied, PortInUse
from simulator.demo.output import Output
from simulator.demo.tokens import token_of
from simulator.demo.watched import HOME
from simulator.driving.clock import Clock
from simulator.driving.replay import Pace
from simulator.singled_out import table
from simulator.stories.shape import GOLDEN_SIZE

BAD_CONFIGURATION = 78
INTERRUPTED = 130
FAILURES = (
    DidNotStart,
    NotInstalled,
    PartDied,
    NeverSettled,
    CardNotApplied,
    ViewUnavailable,
    FiguresDiffer,
    TimedOut,
    Refused,
)
START_OVER = "\nThe same command resumes from what is stored; `make demo-reset` deletes that and starts over."

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Simulated agency systems, and the demo of all services.",
)
Size = Annotated[int, typer.Option(help="Number of participants; people never enrolled are added.")]
AtOnce = Annotated[int, typer.Option(help="Number of participants driven at the same time.")]
Issuer = Annotated[
    Path, typer.Option(envvar="ISSUER_DIR", help="The folder with the keys that sign development tokens.")
]
THEIR_CLOCK = "The file that the services' CLOCK_FILE names."
ClockFile = Annotated[Path | None, typer.Option(envvar="CLOCK_FILE", help=THEIR_CLOCK)]
Day = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"])]
Real = Annotated[bool, typer.Option("--real", help="On Apache Kafka and PostgreSQL, from packages.")]


@cli.command("demo")
def demo(*, real: Real = False) -> None:
    """Drive 240 participants and show them until Ctrl-C."""
    _demonstrate(Demo(size=SMALL, real=real, output=Output()).show)


@cli.command("demo-check")
def demo_check(*, real: Real = False) -> None:
    """Drive 240 participants, compare the dashboard with what was driven, and stop everything."""
    _demonstrate(Demo(size=SMALL, real=real, output=Output()).check)


@cli.command("demo-full")
def demo_full(*, real: Real = False) -> None:
    """As `demo-check`, with all 4,295 participants of Malmökraften 2.0."""
    _demonstrate(Demo(size=GOLDEN_SIZE, real=real, output=Output()).check)


@cli.command("demo-reset")
def demo_reset() -> None:
    """Delete what the demos have stored. Refused while a demo runs."""
    _supervise(reset)


@cli.command("drive")
def drive(
    size: Size = SMALL,
    issuer: Issuer = HOME,
    at_once: AtOnce = Pace.at_once,
    clock_file: ClockFile = None,
) -> None:
    """Drive participants through services that run elsewhere (REFERRAL_URL, REFERRAL_PROCESSES, …)."""
    clock = Clock(clock_file)
    _supervise(Elsewhere(size=size, issuer=issuer, output=Output(), at_once=at_once, clock=clock).drive)


@cli.command("drive-earlier")
def drive_earlier(
    issuer: Issuer = HOME, at_once: AtOnce = Pace.at_once, clock_file: ClockFile = None
) -> None:
    """Drive the earlier programmes through the same services, after `drive` and a tick of each."""
    clock = Clock(clock_file)
    elsewhere = Elsewhere(size=SMALL, issuer=issuer, output=Output(), at_once=at_once, clock=clock)
    _supervise(elsewhere.drive_earlier)


@cli.command("compare-earlier")
def compare_earlier(issuer: Issuer = HOME) -> None:
    """Compare the earlier programmes elsewhere with their reports, after another tick."""
    _supervise(Elsewhere(size=SMALL, issuer=issuer, output=Output()).compare_earlier)


@cli.command("compare")
def compare(size: Size = SMALL, issuer: Issuer = HOME) -> None:
    """Compare the dashboard elsewhere with what was driven there, after its clocks were moved."""
    _supervise(Elsewhere(size=size, issuer=issuer, output=Output()).compare)


@cli.command("clock")
def move_clock(
    day: Day, clock_file: Annotated[Path, typer.Option(envvar="CLOCK_FILE", help=THEIR_CLOCK)]
) -> None:
    """Make the day the business date of services that run elsewhere, unless theirs is later."""
    clock = Clock(clock_file)
    clock.move_to(day.date())
    typer.echo(f"{clock.today}")


@cli.command("token")
def token(agency: Agency, issuer: Issuer = HOME) -> None:
    """Print a token of the development issuer for an agency."""
    typer.echo(token_of(agency, issuer))


@cli.command("singled-out")
def singled_out() -> None:
    """Print how many enrolments the published events single out: the table of docs/privacy.md."""
    typer.echo(table())


def _demonstrate(run: Callable[[], None]) -> None:
    _supervise(run, after_a_failure=START_OVER)


def _supervise(run: Callable[[], None], *, after_a_failure: str = "") -> None:
    """Run until done or interrupted. Print a failure as one message, without a traceback."""
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for `&`
    try:
        run()
    except (PortInUse, DemoRuns) as error:
        _end(f"{error}", BAD_CONFIGURATION)
    except FAILURES as error:
        _end(f"{error}{after_a_failure}", 1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _end(message: str, code: int) -> None:
    typer.secho(message, err=True, fg=typer.colors.RED)
    sys.exit(code)
