"""The whole system on one machine: starts it, drives a population through it, shows or checks the result."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samplan.contracts.codes import Agency
from simulator.checking import differences, summary
from simulator.days import LAST_DAY
from simulator.expected import expected
from simulator.forms import PROGRAMME
from simulator.ground import EmbeddedGround, Ground, RealGround
from simulator.landscape import Landscape
from simulator.ledger import Ledger
from simulator.parts import REPORTING, SERVICES
from simulator.population import population
from simulator.replay import drive
from simulator.settling import wait_until_settled
from simulator.story import Person
from simulator.telling import Teller
from simulator.tokens import token_of
from simulator.turn import only_demo

HOME = Path(".samplan")
SMALL = 240
STATES = HOME / "demo"
SETTLED_WITHIN_SECONDS = 120.0
_LOOK_EVERY_SECONDS = 0.5


class FiguresDiffer(Exception):
    """The dashboard does not say what was driven; the message lists every difference."""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A population of `size` participants, with a state of its own on each ground."""

    size: int
    real: bool
    teller: Teller

    @property
    def state(self) -> Path:
        return STATES / f"{self.size}{'-real' if self.real else ''}"

    def check(self) -> None:
        """Drive, compare, and stop everything. Raises FiguresDiffer."""
        with self.driven():
            self._compare()

    def show(self) -> None:
        """Drive, say where the dashboard is, and keep everything running until interrupted."""
        with self.driven() as landscape:
            self.teller.say(
                f"\nThe dashboard: {REPORTING.address} (in English: {REPORTING.url}/en/{PROGRAMME})"
            )
            self.teller.say("Ctrl-C stops everything; what was stored stays until `make demo-reset`.")
            with suppress(KeyboardInterrupt):
                while True:
                    landscape.see_that_all_live()
                    time.sleep(_LOOK_EVERY_SECONDS)

    @contextmanager
    def driven(self) -> Iterator[Landscape]:
        """Everything up and everybody driven, for a while. Raises DemoRuns."""
        with only_demo(HOME), self._landscape() as landscape:
            self._drive(landscape)
            yield landscape

    def _landscape(self) -> Landscape:
        ground: Ground = (
            RealGround(self.state / "stack") if self.real else EmbeddedGround(self.state / "logs")
        )
        return Landscape(ground, self.state, HOME, self.teller)

    def _drive(self, landscape: Landscape) -> None:
        people = population(self.size)
        if self._driven.exists():
            self.teller.say(f"{len(people)} people were driven by an earlier run, and are stored")
        else:
            asyncio.run(self._drive_watched(landscape, people))
            landscape.tick(LAST_DAY)
            self._driven.touch()
        with self.teller.doing("Waiting until the view has caught up"):
            wait_until_settled(SETTLED_WITHIN_SECONDS)

    async def _drive_watched(self, landscape: Landscape, people: list[Person]) -> None:
        """Drive, and give up at once when a service dies."""
        with self.teller.counting("People driven through the agencies") as progress:
            driving = asyncio.create_task(
                drive(
                    people,
                    population=f"{PROGRAMME}-{self.size}",
                    services=SERVICES,
                    token_of=_token_of,
                    ledger=Ledger(self.state / "ledger"),
                    progress=progress,
                )
            )
            try:
                while not driving.done():
                    landscape.see_that_all_live()
                    await asyncio.wait({driving}, timeout=_LOOK_EVERY_SECONDS)
                driving.result()
            finally:
                driving.cancel()

    def _compare(self) -> None:
        wanted = expected(population(self.size))
        found = differences(wanted, _token_of(REPORTING.agency))
        if found:
            raise FiguresDiffer("\n".join(["The dashboard does not say what was driven:", *found]))
        self.teller.say(f"The dashboard says what was driven: {summary(wanted)}")

    @property
    def _driven(self) -> Path:
        """There once everybody has been driven and the clocks have been moved."""
        return self.state / "driven"


def reset() -> None:
    """Delete what every demo has stored. Raises DemoRuns."""
    with only_demo(HOME):
        shutil.rmtree(STATES, ignore_errors=True)


@cache
def _token_of(agency: Agency) -> str:
    return token_of(agency, HOME)
