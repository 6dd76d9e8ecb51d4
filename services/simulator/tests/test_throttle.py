import asyncio

import httpx
import pytest

from simulator.patience import OutOfPatience
from simulator.throttle import ENOUGH_UNDERWAY, Throttle


def throttle(seen: int = 0, patience: float = 1) -> Throttle:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"lastFact": seen}))
    return Throttle(httpx.AsyncClient(transport=transport), "http://reporting.test/v1/status", patience)


def drive(some: Throttle, commands: int) -> None:
    for _ in range(commands):
        some.note_done()


class TestThrottle:
    def test_stays_closed_until_the_view_has_been_seen(self) -> None:
        assert not throttle().is_open

    def test_closes_when_too_much_is_underway(self) -> None:
        some = throttle()
        some.heed(0)
        drive(some, ENOUGH_UNDERWAY)
        some.heed(0)

        assert not some.is_open

    def test_opens_again_when_the_view_has_caught_up(self) -> None:
        some = throttle()
        some.heed(0)
        drive(some, ENOUGH_UNDERWAY)
        some.heed(0)
        some.heed(1)

        assert some.is_open

    def test_counts_from_what_the_view_held_before(self) -> None:
        some = throttle()
        some.heed(50_000)
        drive(some, ENOUGH_UNDERWAY)
        some.heed(50_000)

        assert not some.is_open

    def test_is_not_fooled_by_commands_that_make_two_facts(self) -> None:
        some = throttle()
        some.heed(0)
        drive(some, 5000)
        some.heed(10_000)
        drive(some, ENOUGH_UNDERWAY)
        some.heed(10_000)

        assert not some.is_open

    async def test_gives_up_on_a_view_that_stands_still(self) -> None:
        some = throttle(seen=0, patience=0.1)
        some.heed(0)
        drive(some, ENOUGH_UNDERWAY)

        with pytest.raises(OutOfPatience, match="it stands at 0"):
            async with asyncio.timeout(10):
                await some.watch()
