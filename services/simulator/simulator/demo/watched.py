"""Drives through the landscape of a demo, and fails at once when one of its services dies."""

import asyncio
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from samplan.contracts.codes import Agency
from simulator.demo.landscape import Landscape
from simulator.demo.output import Output
from simulator.demo.tokens import token_of
from simulator.driving.itinerary import Itinerary
from simulator.driving.ledger import Ledger
from simulator.driving.parts import SERVICES
from simulator.driving.replay import drive

HOME = Path(".samplan")
_LOOK_EVERY_SECONDS = 0.5


@cache
def demo_token_of(agency: Agency) -> str:
    return token_of(agency, HOME)


async def drive_watched(
    landscape: Landscape, itineraries: Iterable[Itinerary], ledger: Ledger, output: Output, what: str
) -> None:
    """`what`: of the progress that is shown. Raises PartDied, Refused, TimedOut."""
    with output.counting(what) as progress:
        driving = asyncio.create_task(
            drive(
                itineraries,
                services=SERVICES,
                token_of=demo_token_of,
                ledger=ledger,
                clock=landscape.clock,
                progress=progress,
            )
        )
        try:
            while not driving.done():
                landscape.require_all_alive()
                await asyncio.wait({driving}, timeout=_LOOK_EVERY_SECONDS)
            driving.result()
        finally:
            driving.cancel()
