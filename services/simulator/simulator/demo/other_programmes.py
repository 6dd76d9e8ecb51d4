"""The programmes of earlier years, driven after Malmökraften: the clock is set back first.

Its figures are shown and published by then, and wait for nothing.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from samplan.contracts.codes import Agency
from simulator.checks.empty_lists import empty_lists
from simulator.checks.empty_sections import empty_sections
from simulator.checks.settling import SETTLED_WITHIN_SECONDS, wait_until_settled
from simulator.demo.landscape import Landscape
from simulator.demo.output import Output
from simulator.demo.watched import demo_token_of, drive_watched
from simulator.driving.itinerary import Itinerary
from simulator.driving.ledger import Ledger
from simulator.driving.parts import REPORTING
from simulator.forsta_steget import checks as groups
from simulator.forsta_steget.cohort import cohorts
from simulator.left_over.obstacles import open_obstacles
from simulator.left_over.referrals import open_referrals
from simulator.malmokraften.employers import employers
from simulator.malmokraften.obstacles import obstacles
from simulator.malmokraften.running_plans import in_running_plans
from simulator.malmokraften.teams import teams
from simulator.metodstod import checks as method
from simulator.metodstod.participants import journeys
from simulator.stories.days import LAST_DAY


@dataclass(frozen=True, kw_only=True)
class OtherProgrammes:
    """`state`: the folder of the demo's stores."""

    state: Path
    output: Output

    @property
    def is_under_way(self) -> bool:
        """The clock is set back, and not everyone is driven."""
        return self._begun.exists() and not self._driven.exists()

    def drive(self, landscape: Landscape) -> None:
        """Once everything before is settled. Raises PartDied, Refused, TimedOut, NeverSettled."""
        if self._driven.exists():
            return
        itineraries = earlier_and_left_over()
        if not self._begun.exists():
            landscape.clock.set_back_to(min(one.starts_on for one in itineraries))
            self._begun.touch()
        ledger, what = Ledger(self.state / "ledger"), "Journeys driven through the earlier programmes"
        asyncio.run(drive_watched(landscape, itineraries, ledger, self.output, what))
        landscape.tick(LAST_DAY)
        self._driven.touch()
        with self.output.doing("Waiting until the view has caught up"):
            wait_until_settled(SETTLED_WITHIN_SECONDS, demo_token_of(REPORTING.agency))

    def differences(self) -> list[str]:
        """One line for each difference, and each empty list and section. Raises ViewUnavailable."""
        return found_elsewhere(demo_token_of)

    @property
    def _begun(self) -> Path:
        return self.state / "others-begun"

    @property
    def _driven(self) -> Path:
        return self.state / "others-driven"


def found_elsewhere(token_of: Callable[[Agency], str]) -> list[str]:
    """Every difference from what was driven, and what is empty. Raises ViewUnavailable."""
    different = [*method.differences(token_of), *groups.differences(token_of)]
    return [*different, *empty_lists(token_of), *empty_sections(token_of)]


def earlier_and_left_over() -> list[Itinerary]:
    left_over = [*open_referrals(), *open_obstacles()]
    return [*journeys(), *cohorts(), *left_over, obstacles(), teams(), employers(), in_running_plans()]
