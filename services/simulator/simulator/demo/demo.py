"""The whole system on one machine: starts it, drives a population through it, shows or checks the result."""

import asyncio
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.checks.checking import differences, summary
from simulator.checks.expected import expected
from simulator.checks.settling import SETTLED_WITHIN_SECONDS, wait_until_settled
from simulator.demo.card_sender import SENDER, send_a_card
from simulator.demo.demo_lock import only_demo
from simulator.demo.ground import EmbeddedGround, Ground, RealGround
from simulator.demo.landscape import Landscape
from simulator.demo.other_programmes import OtherProgrammes
from simulator.demo.output import Output
from simulator.demo.provider import OBSTACLES
from simulator.demo.steering_group import steer
from simulator.demo.watched import HOME, demo_token_of, drive_watched
from simulator.driving.forms import PROGRAMME
from simulator.driving.itinerary import of_people
from simulator.driving.ledger import Ledger
from simulator.driving.parts import PLANNING, REPORTING, STEERING
from simulator.malmokraften.population import population
from simulator.stories.days import LAST_DAY

SMALL = 240
STATES = HOME / "demo"
_LOOK_EVERY_SECONDS = 0.5


class FiguresDiffer(Exception):
    """The dashboard does not show what was driven. The message lists every difference."""


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A population of `size` participants, with separate stored state for each ground."""

    size: int
    real: bool
    output: Output

    @property
    def state(self) -> Path:
        return STATES / f"{self.size}{'-real' if self.real else ''}"

    def check(self) -> None:
        """Drive, compare, and stop everything. Raises FiguresDiffer."""
        with self.driven() as landscape:
            self._others.drive(landscape)
            self._send_a_card(landscape)
            self._compare()
            self._compare_others()

    def show(self) -> None:
        """Drive, print the dashboard's address, and keep everything running until interrupted."""
        with self.driven() as landscape:
            self.output.say(
                f"\nThe dashboard: {REPORTING.address} (in English: {REPORTING.url}/en/{PROGRAMME})"
            )
            self._others.drive(landscape)
            self._send_a_card(landscape)
            self.output.say("Each address signs in once; the first two readers see exact figures:")
            for who, address in landscape.provider.addresses(f"/sv/{PROGRAMME}"):
                self.output.say(f"  {who}\n    {address}")
            self.output.say(f"The list of obstacles, for the last two: {OBSTACLES}")
            self.output.say("Ctrl-C stops everything; what is stored stays until `make demo-reset`.")
            with suppress(KeyboardInterrupt):
                while True:
                    landscape.require_all_alive()
                    time.sleep(_LOOK_EVERY_SECONDS)

    @property
    def _others(self) -> OtherProgrammes:
        return OtherProgrammes(state=self.state, output=self.output)

    @contextmanager
    def driven(self) -> Iterator[Landscape]:
        """All services running and Malmökraften driven, until the block ends. Raises DemoRuns."""
        with only_demo(HOME), self._landscape() as landscape:
            self._drive(landscape)
            yield landscape

    def _landscape(self) -> Landscape:
        ground: Ground = (
            RealGround(self.state / "stack") if self.real else EmbeddedGround(self.state / "logs")
        )
        return Landscape(ground, self.state, HOME, self.output)

    def _drive(self, landscape: Landscape) -> None:
        people = population(self.size)
        if self._driven.exists():
            if not self._others.is_under_way:
                landscape.clock.move_to(LAST_DAY)  # an earlier version's run had no clock
            self.output.say(f"{len(people)} people were driven by an earlier run and are stored")
        else:
            self.output.say("Nothing is published while the programme runs: sign in to see the figures grow")
            itineraries = of_people(people, f"{PROGRAMME}-{self.size}")
            ledger, what = Ledger(self.state / "ledger"), "People driven through the agencies"
            asyncio.run(drive_watched(landscape, itineraries, ledger, self.output, what))
            landscape.tick(LAST_DAY)
            steer(STEERING.url, HOME, self.size)
            self._driven.touch()
        with self.output.doing("Waiting until the view has caught up"):
            wait_until_settled(SETTLED_WITHIN_SECONDS, demo_token_of(REPORTING.agency))
        if not self._frozen.exists():
            landscape.freeze(PROGRAMME)
            self._frozen.touch()

    def _send_a_card(self, landscape: Landscape) -> None:
        with self.output.doing(f"Sending an activity card from {SENDER}'s own system"):
            plan = send_a_card(self.state / "journal.db", landscape.broker, demo_token_of(SENDER))
        self.output.say(f"An activity that came by card: {PLANNING.url}/v1/plans/{plan}")

    def _compare(self) -> None:
        wanted = expected(population(self.size))
        found = differences(wanted, demo_token_of(REPORTING.agency))
        if found:
            raise FiguresDiffer("\n".join(["The dashboard does not show what was driven:", *found]))
        self.output.say(f"The dashboard shows what was driven: {summary(wanted)}")

    def _compare_others(self) -> None:
        if found := self._others.differences():
            raise FiguresDiffer("\n".join(["The earlier programmes do not show what was driven:", *found]))
        self.output.say("The earlier programmes show what their reports print")

    @property
    def _driven(self) -> Path:
        """Exists once everyone has been driven and the clocks have been moved."""
        return self.state / "driven"

    @property
    def _frozen(self) -> Path:
        """Exists once the public figures have been frozen."""
        return self.state / "frozen"


def reset() -> None:
    """Delete what every demo has stored. Raises DemoRuns."""
    with only_demo(HOME):
        shutil.rmtree(STATES, ignore_errors=True)
