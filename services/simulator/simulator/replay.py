"""Drives a population through the public APIs: many persons at once, each in the order of their own dates."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from ssl import create_default_context

import httpx

from samplan.contracts.codes import Agency
from simulator.agency_client import AgencyClient
from simulator.errands import Errands, Services
from simulator.ledger import Ledger
from simulator.story import Person
from simulator.throttle import Throttle
from simulator.waiting import TimedOut

Progress = Callable[[int, int], None]
"""Called with the number of people driven to the end, and the total."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast to drive. In seconds: `timeout` for one command or wait, `deadline` for everything."""

    at_once: int = 24
    timeout: float = 60.0
    deadline: float = 3600.0


async def drive(
    people: Iterable[Person],
    *,
    population: str,
    services: Services,
    token_of: Callable[[Agency], str],
    ledger: Ledger,
    progress: Progress = lambda _done, _of: None,
    pace: Pace = Pace(),
    transport: Callable[[], httpx.AsyncBaseTransport] | None = None,
) -> None:
    """Drive everyone to the end of their journeys; skip the people in the ledger.

    The idempotency keys follow from `population` and the person's number.
    Raises Refused, and TimedOut (also at the deadline). Another run resumes from there.
    """
    everyone = list(people)
    todo = [person for person in everyone if not ledger.has(_name(population, person))]
    done = count(len(everyone) - len(todo) + 1)
    waiting = iter(todo)
    connect = transport or partial(httpx.AsyncHTTPTransport, verify=create_default_context())
    async with _within(pace.deadline), _http(connect, pace) as watching:
        throttle = Throttle(watching, f"{services.reporting}/v1/status", pace.timeout)

        async def one_after_the_other() -> None:
            # Separate connections: a shared pool is searched in full for every request.
            async with _http(connect, pace) as http:
                client = AgencyClient(http, token_of, throttle, pace.timeout)
                for person in waiting:
                    await Errands(person, population, client, services).run()
                    ledger.note(_name(population, person))
                    progress(next(done), len(everyone))

        await _while_watching(throttle, [one_after_the_other() for _ in range(pace.at_once)])


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        raise TimedOut(f"Not everyone was driven within {seconds:g} s") from None


def _http(connect: Callable[[], httpx.AsyncBaseTransport], pace: Pace) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=connect(), timeout=pace.timeout, trust_env=False)


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


def _name(population: str, person: Person) -> str:
    return f"{population}/{person.number}"
