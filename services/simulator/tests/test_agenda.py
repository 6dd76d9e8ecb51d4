"""A window opens while some are busy with the one before, and never two windows ahead of them."""

import asyncio
from collections.abc import AsyncGenerator
from datetime import date
from pathlib import Path

import pytest

from simulator.driving.agenda import Agenda, Entry
from simulator.driving.clock import Clock

JUNE_1, JUNE_5, JUNE_15, JUNE_20, JUNE_30 = (date(2020, 6, day) for day in (1, 5, 15, 20, 30))
SEPTEMBER_1 = date(2020, 9, 1)


async def steps(*days: date) -> AsyncGenerator[date]:
    for day in days:
        yield day


def person(number: int, *days: date) -> Entry:
    return Entry(days[0], number, steps(*days))


async def taken(agenda: Agenda) -> tuple[int, date]:
    turn = await agenda.next()
    assert turn is not None
    return turn[0].number, turn[1]


class TestAdvance:
    async def test_stops_before_the_first_later_step(self) -> None:
        entry = person(1, JUNE_1, JUNE_5, JUNE_15)
        assert await entry.advance(JUNE_5)
        assert entry.on == JUNE_15

    async def test_tells_when_there_is_no_later_step(self) -> None:
        assert not await person(1, JUNE_1, JUNE_5).advance(JUNE_5)


class TestAgenda:
    async def test_gives_the_first_step_of_all_and_the_windows_last_day(self) -> None:
        agenda = Agenda([person(1, JUNE_5), person(2, JUNE_1)], Clock())
        assert [await taken(agenda), await taken(agenda)] == [(2, date(2020, 6, 10)), (1, date(2020, 6, 10))]

    async def test_opens_a_window_while_somebody_is_busy_in_the_one_before(self) -> None:
        clock = Clock()
        agenda = Agenda([person(1, JUNE_1), person(2, JUNE_15)], clock)
        await agenda.next()
        assert await taken(agenda) == (2, clock.today)
        assert clock.today > JUNE_15

    async def test_opens_no_third_window_while_somebody_is_busy_in_the_first(self) -> None:
        clock = Clock()
        agenda = Agenda([person(1, JUNE_1), person(2, JUNE_15), person(3, JUNE_30)], clock)
        first = await agenda.next()
        await agenda.next()
        third = asyncio.create_task(agenda.next())
        await asyncio.sleep(0)
        assert (third.done(), clock.today < JUNE_30) == (False, True)

        assert first is not None
        await agenda.requeue(first[0], is_at_the_end=True)
        turn = await third
        assert turn is not None
        assert turn[0].number == 3

    @pytest.mark.parametrize("later", [JUNE_15, JUNE_20, SEPTEMBER_1])
    async def test_stays_less_than_two_windows_ahead_of_a_busy_step(self, later: date) -> None:
        """A step judged by a later date might come after the end of its consent."""
        clock = Clock()
        agenda = Agenda([person(1, JUNE_1), person(2, later)], clock)
        await agenda.next()
        waiting = asyncio.create_task(agenda.next())
        await asyncio.sleep(0)
        assert (waiting.done(), clock.today <= JUNE_20) == (later <= JUNE_20, True)
        waiting.cancel()

    async def test_waits_for_the_repeated_steps_of_a_run_that_resumes(self, tmp_path: Path) -> None:
        clock = Clock(tmp_path / "clock")
        clock.move_to(JUNE_20)
        agenda = Agenda([person(1, JUNE_1, JUNE_5, JUNE_15), person(2, JUNE_30)], clock)
        turn = await agenda.next()
        assert turn is not None
        waiting = asyncio.create_task(agenda.next())
        await asyncio.sleep(0)
        assert (waiting.done(), clock.today) == (False, JUNE_20)

        await agenda.requeue(turn[0], is_at_the_end=not await turn[0].advance(turn[1]))

        await waiting
        assert clock.today > JUNE_30

    async def test_waits_for_those_who_may_have_more_to_do(self) -> None:
        agenda = Agenda([person(1, JUNE_1)], Clock())
        turn = await agenda.next()
        assert turn is not None
        last = asyncio.create_task(agenda.next())
        await asyncio.sleep(0)
        assert not last.done()

        await agenda.requeue(turn[0], is_at_the_end=True)

        assert await last is None

    async def test_closes_what_was_not_driven_to_the_end(self) -> None:
        entry = person(1, JUNE_1, JUNE_5)
        agenda = Agenda([entry], Clock())
        await entry.advance(JUNE_1)
        await agenda.aclose()
        with pytest.raises(StopAsyncIteration):
            await anext(entry.steps)
