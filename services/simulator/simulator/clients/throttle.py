"""Limits the driving to the pace of the slowest reader, so that no topic outgrows its broker's retention."""

import asyncio

import httpx

from simulator.clients.waiting import Wait

ENOUGH_UNDERWAY = 2000
"""Events between a command and the view. An embedded broker retains some 30,000 of a topic."""
LOOK_EVERY = 0.5


class Throttle:
    """Compares the commands carried out with the facts that have reached the reporting service."""

    def __init__(self, http: httpx.AsyncClient, status_url: str, timeout: float, token: str = "") -> None:
        self._http = http
        self._headers = {"Authorization": f"Bearer {token}"}
        self._status_url = status_url
        self._timeout = timeout
        self._open = asyncio.Event()
        self._done = 0
        self._facts_before: int | None = None

    @property
    def done(self) -> int:
        """Commands carried out, not counting those that were repeated without effect."""
        return self._done

    @property
    def is_open(self) -> bool:
        return self._open.is_set()

    def note_done(self) -> None:
        self._done += 1

    async def wait_until_open(self) -> None:
        """Wait until there is room for another command."""
        await self._open.wait()

    async def watch(self) -> None:
        """Poll until cancelled. Raises TimedOut when the view has not changed for too long."""
        newest = -1
        still = self._wait_for_the_view()
        while True:
            seen = await self._newest_fact()
            self.update(seen)
            if seen > newest or self.is_open:
                newest, still = seen, self._wait_for_the_view()
            await still.pause(f"still at fact {seen}", LOOK_EVERY)

    def _wait_for_the_view(self) -> Wait:
        return Wait(self._timeout, "Waiting for the reporting service to receive what was driven")

    def update(self, newest_fact: int) -> None:
        """Open or close, by the newest fact in the view."""
        # Some commands record two facts: the view may be ahead of the count, never behind it.
        ahead = newest_fact - self._done
        self._facts_before = ahead if self._facts_before is None else max(self._facts_before, ahead)
        underway = self._facts_before - ahead
        if underway < ENOUGH_UNDERWAY:
            self._open.set()
        else:
            self._open.clear()

    async def _newest_fact(self) -> int:
        wait = Wait(self._timeout, "GET of the reporting service's status")
        while True:
            try:
                answer = await self._http.get(self._status_url, headers=self._headers)
                if answer.is_success:
                    return int(answer.json()["lastFact"])
                because = f"answered {answer.status_code}"
            except httpx.TransportError as error:
                because = type(error).__name__
            await wait.pause(because)
