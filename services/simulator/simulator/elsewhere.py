"""A population driven through services that somebody else runs, and the view compared with it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from samplan.contracts.codes import Agency
from simulator.checking import differences, summary
from simulator.demo import SETTLED_WITHIN_SECONDS, FiguresDiffer
from simulator.expected import expected
from simulator.forms import PROGRAMME
from simulator.ledger import Ledger
from simulator.parts import REPORTING, SERVICES
from simulator.population import population
from simulator.replay import Pace, drive
from simulator.settling import wait_until_settled
from simulator.telling import Teller
from simulator.tokens import token_of

PATIENCE_SECONDS = 180.0
"""A service that is being replaced by its next version answers again within that."""


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """`issuer` is the folder of the keys that sign tokens; where the services answer, `parts` knows."""

    size: int
    issuer: Path
    teller: Teller
    at_once: int = Pace.at_once

    def drive(self) -> None:
        """Drive everybody, once, and wait until the view has caught up.

        Raises Refused, OutOfPatience, NeverSettled.
        """
        people = population(self.size)
        with TemporaryDirectory() as nothing_yet, self.teller.counting("People driven") as progress:
            driving = drive(
                people,
                population=f"{PROGRAMME}-{self.size}",
                services=SERVICES,
                token_of=self._tokens(),
                ledger=Ledger(Path(nothing_yet) / "ledger"),
                progress=progress,
                pace=Pace(at_once=self.at_once, patience=PATIENCE_SECONDS),
            )
            asyncio.run(driving)
        facts = wait_until_settled(SETTLED_WITHIN_SECONDS)
        self.teller.say(f"{len(people)} people driven, {facts} facts in the view")

    def compare(self) -> None:
        """Compare the settled view with what was driven. Raises FiguresDiffer, NeverSettled."""
        wait_until_settled(SETTLED_WITHIN_SECONDS)
        wanted = expected(population(self.size))
        if found := differences(wanted, self._tokens()(REPORTING.agency)):
            raise FiguresDiffer("\n".join(["The dashboard does not say what was driven:", *found]))
        self.teller.say(f"The dashboard says what was driven: {summary(wanted)}")

    def _tokens(self) -> Callable[[Agency], str]:
        return cache(lambda agency: token_of(agency, self.issuer))
