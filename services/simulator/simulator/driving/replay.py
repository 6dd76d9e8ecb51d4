"""Drives a population through the public APIs: in date order over all persons, many of them at once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from ssl import create_default_context

import httpx

from samplan.contracts.codes import Agency
from simulator.clients.agency_client import AgencyClient
from simulator.clients.connections import Separate
from simulator.clients.throttle import Throttle
from simulator.clients.waiting import TimedOut
from simulator.driving.agenda import Agenda, Entry
from simulator.driving.answering import answer_revocations
from simulator.driving.clock import Clock
from simulator.driving.errands import Services
from simulator.driving.itinerary import Itinerary
from simulator.driving.ledger import Ledger
from simulator.driving.parts import REPORTING

Progress = Callable[[int, int], None]
"""Called with the number of people driven to the end, and the total."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast to drive. In seconds: `timeout` for one command or wait, `deadline` for everything."""

    at_once: int = 24
    timeout: float = 60.0
    deadline: float = 3600.0


async def drive(
    itineraries: Iterable[Itinerary],
    *,
    services: Services,
    token_of: Callable[[Agency], str],
    ledger: Ledger,
    clock: Clock | None = None,
    progress: Progress = lambda _done, _of: None,
    pace: Pace = Pace(),
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> None:
    """Drive everyone to the end of their journeys; skip those in the ledger.

    Window by window: the clock moves to its last day, then everybody's steps up to that day are carried out.
    Raises Refused, and TimedOut (also at the deadline). Another run resumes from there.
    """
    everyone = list(itineraries)
    todo = [one for one in everyone if not ledger.has(one.name)]
    done = _noting(ledger, todo, progress, len(everyone))
    clock = clock or Clock()
    async with _within(pace.deadline), _http(transport, pace) as http:
        throttle = Throttle(http, f"{services.reporting}/v1/status", pace.timeout, token_of(REPORTING.agency))
        client = AgencyClient(http, token_of, throttle, pace.timeout)
        await _carry_out(Agenda(_entries(todo, client, services, clock), clock), throttle, done, pace.at_once)
        await answer_revocations(client, services.consent, clock.today)


def _entries(
    todo: Sequence[Itinerary], client: AgencyClient, services: Services, clock: Clock
) -> list[Entry]:
    every = enumerate(todo)
    return [Entry(one.starts_on, number, one.steps(client, services, clock)) for number, one in every]


async def _carry_out(agenda: Agenda, throttle: Throttle, done: Callable[[int], None], at_once: int) -> None:
    async with aclosing(agenda):
        drivers = [_one_after_the_other(agenda, done) for _ in range(at_once)]
        await _while_watching(throttle, drivers)


def _noting(
    ledger: Ledger, todo: Sequence[Itinerary], progress: Progress, total: int
) -> Callable[[int], None]:
    """To be called with the place in `todo` of each journey that has ended."""
    numbers = count(total - len(todo) + 1)

    def done(place: int) -> None:
        ledger.note(todo[place].name)
        progress(next(numbers), total)

    return done


async def _one_after_the_other(agenda: Agenda, done: Callable[[int], None]) -> None:
    while (turn := await agenda.next()) is not None:
        entry, until = turn
        has_more = await entry.advance(until)
        await agenda.requeue(entry, is_at_the_end=not has_more)
        if not has_more:
            done(entry.number)


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise TimedOut(f"Not everyone was driven within {seconds:g} s") from None


def _http(transport: Callable[[], httpx.AsyncBaseTransport] | None, pace: Pace) -> httpx.AsyncClient:
    connect = transport or partial(httpx.AsyncHTTPTransport, verify=create_default_context())
    return httpx.AsyncClient(transport=Separate(connect), timeout=pace.timeout, trust_env=False)


async def _while_watching(throttle: Throttle, drivers: Iterable[Coroutine[None, None, None]]) -> None:
    """All drivers to their end, or the first failure of any of them."""
    try:
        async with asyncio.TaskGroup() as group:
            watch = group.create_task(throttle.watch())
            async with asyncio.TaskGroup() as driving:
                for driver in drivers:
                    driving.create_task(driver)
            watch.cancel()
    except BaseExceptionGroup as failures:
        raise _first(failures) from None


def _first(failures: BaseExceptionGroup[BaseException]) -> BaseException:
    failure: BaseException = failures
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure
