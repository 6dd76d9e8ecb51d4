"""Revoke, and ask in every way until no answer knows the participant any more."""

import time
from dataclasses import dataclass, field

from tests.journeys.desk import Desk
from tests.proof.asking import WAYS, knows
from tests.proof.people import Participant

from samplan.testing.waiting import wait_until

ALWAYS_WITHIN_SECONDS = 60.0
GIVEN_UP_AFTER_SECONDS = 120.0


@dataclass
class Heard:
    """Seconds from a revocation's answer to the last answer that knew the participant, for each way."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(WAYS, 0.0))
    denied: set[str] = field(default_factory=set)
    """The ways whose last answer was that the participant is not known."""

    def hear(self, way: str, told: bool | None, seconds: float) -> None:
        if told:
            self.seconds[way] = seconds
            self.denied.discard(way)
        elif told is False:
            self.denied.add(way)


def require_known(desk: Desk, one: Participant) -> None:
    """Every way knows the participant: that none does later then says something."""
    known: set[str] = set()

    def is_known() -> bool:
        known.update(way for way in WAYS.keys() - known if knows(desk, one.journey, way))
        return known == WAYS.keys()

    missing = "not known before the revocation by"
    wait_until(is_known, lambda: f"{missing} {sorted(WAYS.keys() - known)}", ALWAYS_WITHIN_SECONDS)


def revoke_and_ask(desk: Desk, one: Participant) -> Heard:
    one.revoke()
    revoked_at, heard = time.monotonic(), Heard()

    def is_over() -> bool:
        for way in WAYS:
            told = knows(desk, one.journey, way)
            heard.hear(way, told, time.monotonic() - revoked_at)
        return heard.denied == WAYS.keys() or time.monotonic() > revoked_at + GIVEN_UP_AFTER_SECONDS

    wait_until(is_over, lambda: heard, 2 * GIVEN_UP_AFTER_SECONDS)
    return heard
