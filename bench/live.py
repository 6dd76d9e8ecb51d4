"""The services under a replay: a command's latency, time until the view shows it, memory at the end."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import psutil

from bench.commanding import Timed, Watch, bare_saves
from bench.ground import Bench, scratch
from bench.table import Line, durations, p50_p99
from simulator.checks.settling import wait_until_settled
from simulator.demo.landscape import Landscape
from simulator.demo.output import Output
from simulator.demo.tokens import token_of
from simulator.driving.clock import Clock
from simulator.driving.itinerary import of_people
from simulator.driving.ledger import Ledger
from simulator.driving.parts import PARTS, REPORTING, SERVICES
from simulator.driving.replay import Pace, drive
from simulator.malmokraften.population import population
from simulator.stories.days import FIRST_DAY
from simulator.stories.story import Person

ALONE = 8  # persons whose commands are sent one at a time
STEADY = 90  # persons whose commands are sent at a steady rate: half a minute of it
PER_SECOND = 50


class Replay:
    """Drives one population in three parts, and starts and stops the services."""

    def __init__(self, bench: Bench, size: int, output: Output) -> None:
        self._bench = bench
        self._output = output
        self._people = population(size)
        self._name = f"bench-{size}"
        self._ledger = Ledger(bench.state / "ledger")
        self._token_of = cache(lambda agency: token_of(agency, bench.state))

    def lines(self) -> Iterator[Line]:
        """Yields each line when it is measured. Of a small population a third is left for the last part."""
        third = len(self._people) // 3
        first, second = min(ALONE, third), min(STEADY, third)
        with Landscape(self._bench.ground, self._bench.state, self._bench.state, self._output):
            yield self._alone(self._people[:first])
            yield self._steadily(self._people[first : first + second])
            yield self._at_full_speed()
            yield _memory()

    def _alone(self, people: list[Person]) -> Line:
        """Measured right after each other, so that both run under the same load."""
        commands = self._drive(people, Timed(), at_once=1).seconds
        saves = bare_saves(self._bench.url_of(scratch("saves")), self._bench.state)
        return durations("a command over HTTP", commands, "the bare library's save", saves)

    def _steadily(self, people: list[Person]) -> Line:
        watch = Watch(REPORTING.url, self._token_of(REPORTING.agency))

        async def watched() -> None:
            looking = asyncio.create_task(watch.look())
            await self._driving(people, Timed(PER_SECOND), at_once=24)
            await asyncio.sleep(1)
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

        with self._output.doing(f"{PER_SECOND} commands a second"):
            asyncio.run(watched())
        lags = watch.lags(self._bench.url_of(REPORTING))
        return p50_p99(f"from event to view at {PER_SECOND} commands/s", lags)

    def _at_full_speed(self) -> Line:
        timed, started = Timed(), time.perf_counter()
        self._drive(self._people, timed, at_once=24)
        seconds = time.perf_counter() - started
        wait_until_settled(300, self._token_of(REPORTING.agency))
        commands = len(timed.seconds)
        return Line("replay", f"{commands:,} commands in {seconds:.0f} s: {commands / seconds:,.0f} a second")

    def _drive(self, people: list[Person], timed: Timed, *, at_once: int) -> Timed:
        asyncio.run(self._driving(people, timed, at_once=at_once))
        return timed

    def _clock(self) -> Clock:
        """At the first day again: each part begins there, once the one before is settled."""
        wait_until_settled(300, self._token_of(REPORTING.agency))
        file = self._bench.state / "clock"
        file.write_text(f"{FIRST_DAY}\n")
        return Clock(file)

    async def _driving(self, people: list[Person], timed: Timed, *, at_once: int) -> None:
        with self._output.counting("People driven") as progress:
            await drive(
                of_people(people, self._name),
                clock=self._clock(),
                services=SERVICES,
                token_of=self._token_of,
                ledger=self._ledger,
                progress=progress,
                pace=Pace(at_once=at_once),
                transport=timed.connect,
            )


def _memory() -> Line:
    services = {part.service for part in PARTS}
    used = [
        f"{name} of {process.environ()['AGENCY']} {process.memory_info().rss >> 20} MB"
        for process in psutil.Process().children(recursive=True)
        for name in services.intersection(process.cmdline())
    ]
    return Line("memory after the replay", ", ".join(used))
