import asyncio

import httpx
import pytest

from simulator.clients.throttle import ENOUGH_UNDERWAY, Throttle
from simulator.clients.waiting import TimedOut


def throttle(seen: int = 0, timeout: float = 1) -> Throttle:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"lastFact": seen}))
    return Throttle(httpx.AsyncClient(transport=transport), "http://reporting.test/v1/status", timeout)


def drive(some: Throttle, commands: int) -> None:
    for _ in range(commands):
        some.note_done()


class TestThrottle:
    def test_is_closed_until_the_view_has_been_read(self) -> None:
        assert not throttle().is_open

    def test_closes_when_too_much_is_underway(self) -> None:
        some = throttle()
        some.update(0)
        drive(some, ENOUGH_UNDERWAY)
        some.update(0)

        assert not some.is_open

    def test_opens_again_when_the_view_has_caught_up(self) -> None:
        some = throttle()
        some.update(0)
        drive(some, ENOUGH_UNDERWAY)
        some.update(0)
        some.update(1)

        assert some.is_open

    def test_counts_from_what_the_view_held_before(self) -> None:
        some = throttle()
        some.update(50_000)
        drive(some, ENOUGH_UNDERWAY)
        some.update(50_000)

        assert not some.is_open

    def test_allows_for_commands_that_record_two_facts(self) -> None:
        some = throttle()
        some.update(0)
        drive(some, 5000)
        some.update(10_000)
        drive(some, ENOUGH_UNDERWAY)
        some.update(10_000)

        assert not some.is_open

    async def test_times_out_when_the_view_does_not_change(self) -> None:
        some = throttle(seen=0, timeout=0.1)
        some.update(0)
        drive(some, ENOUGH_UNDERWAY)

        with pytest.raises(TimedOut, match="still at fact 0"):
            async with asyncio.timeout(10):
                await some.watch()
