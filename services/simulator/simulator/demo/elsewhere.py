"""Drives a population through services that run elsewhere, and compares the view with it."""

import asyncio
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from samplan.contracts.codes import Agency
from simulator.checks.checking import differences, summary
from simulator.checks.expected import expected
from simulator.checks.settling import SETTLED_WITHIN_SECONDS, wait_until_settled
from simulator.demo.card_sender import SENDER, send_a_card
from simulator.demo.demo import FiguresDiffer
from simulator.demo.other_programmes import earlier_and_left_over, found_elsewhere
from simulator.demo.output import Output
from simulator.demo.steering_group import steer
from simulator.demo.tokens import token_of
from simulator.driving.clock import Clock
from simulator.driving.forms import PROGRAMME
from simulator.driving.itinerary import Itinerary, of_people
from simulator.driving.ledger import Ledger
from simulator.driving.parts import REPORTING, SERVICES, STEERING
from simulator.driving.replay import Pace, drive
from simulator.malmokraften.population import population
from simulator.stories.days import LAST_DAY

TIMEOUT_SECONDS = 180.0
"""Longer than the time in which a service is replaced by its next version."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """The services' addresses are in `parts`. `issuer`: the folder with the keys that sign tokens."""

    size: int
    issuer: Path
    output: Output
    at_once: int = Pace.at_once
    clock: Clock = field(default_factory=Clock)

    def drive(self) -> None:
        """Drive everyone once, wait until the view has caught up, and leave the clock at the last day.

        Raises Refused, TimedOut, NeverSettled, CardNotApplied.
        """
        people = population(self.size)
        self._drive(of_people(people, f"{PROGRAMME}-{self.size}"), "People driven")
        steer(STEERING.url, self.issuer, self.size)
        self._send_a_card()
        self.output.say(f"{len(people)} people driven, {self._settled()} facts in the view")

    def drive_earlier(self) -> None:
        """Drive the programmes of earlier years, after `drive` and a tick of every service.

        The clock goes back. Raises as `drive`, and leaves the clock at the last day.
        """
        journeys = earlier_and_left_over()
        self.clock.set_back_to(min(one.starts_on for one in journeys))
        self._drive(journeys, "Journeys driven through the earlier programmes")
        self.output.say(f"{len(journeys)} journeys driven, {self._settled()} facts in the view")

    def _settled(self) -> int:
        """How many facts the view has once it has caught up."""
        return wait_until_settled(SETTLED_WITHIN_SECONDS, self._tokens()(REPORTING.agency))

    def _drive(self, itineraries: Sequence[Itinerary], what: str) -> None:
        with TemporaryDirectory() as empty, self.output.counting(what) as progress:
            driving = drive(
                itineraries,
                services=SERVICES,
                token_of=self._tokens(),
                ledger=Ledger(Path(empty) / "ledger"),
                clock=self.clock,
                progress=progress,
                pace=Pace(at_once=self.at_once, timeout=TIMEOUT_SECONDS),
            )
            asyncio.run(driving)
        self.clock.move_to(LAST_DAY)

    def _send_a_card(self) -> None:
        """As the sender's own system, where the environment says how it reaches Kafka."""
        if "KAFKA_BOOTSTRAP_SERVERS" not in os.environ:
            return
        with TemporaryDirectory() as empty:
            plan = send_a_card(Path(empty) / "journal.db", os.environ, self._tokens()(SENDER))
        self.output.say(f"An activity of plan {plan} came by card")

    def compare(self) -> None:
        """Compare the settled view with what was driven. Raises FiguresDiffer, NeverSettled."""
        self._settled()
        wanted = expected(population(self.size))
        if found := differences(wanted, self._tokens()(REPORTING.agency)):
            raise FiguresDiffer("\n".join(["The dashboard does not show what was driven:", *found]))
        self.output.say(f"The dashboard shows what was driven: {summary(wanted)}")

    def compare_earlier(self) -> None:
        """Compare the earlier programmes with their reports, and find empty lists. Raises as `compare`."""
        self._settled()
        if found := found_elsewhere(self._tokens()):
            raise FiguresDiffer("\n".join(["The earlier programmes do not show what was driven:", *found]))
        self.output.say("The earlier programmes show what their reports print, and no list is empty")

    def _tokens(self) -> Callable[[Agency], str]:
        return cache(lambda agency: token_of(agency, self.issuer))
