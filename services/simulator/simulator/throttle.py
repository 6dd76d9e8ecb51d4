"""Keeps the driving at the pace of the slowest reader, so that no topic outgrows what its broker keeps."""

import asyncio

import httpx

from simulator.patience import Patience

ENOUGH_UNDERWAY = 2000
"""Events between a command and the view. An embedded broker keeps some 30,000 of a topic."""
LOOK_EVERY = 0.5


class Throttle:
    """Compares the commands carried out with the facts that have reached the reporting service."""

    def __init__(self, http: httpx.AsyncClient, status_url: str, patience: float) -> None:
        self._http = http
        self._status_url = status_url
        self._patience = patience
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

    async def let_through(self) -> None:
        """Wait until there is room for another command."""
        await self._open.wait()

    async def watch(self) -> None:
        """Look again and again, until cancelled. Raises OutOfPatience when the view stands still too long."""
        newest = -1
        still = self._wait_for_the_view()
        while True:
            seen = await self._newest_fact()
            self.heed(seen)
            if seen > newest or self.is_open:
                newest, still = seen, self._wait_for_the_view()
            await still.wait(f"it stands at {seen}", LOOK_EVERY)

    def _wait_for_the_view(self) -> Patience:
        return Patience(self._patience, "Waiting for the reporting service to take in what was driven")

    def heed(self, newest_fact: int) -> None:
        """Open or close, by what the view has taken in so far."""
        # Some commands make two facts: what has arrived may be ahead of what was counted, never behind it.
        ahead = newest_fact - self._done
        self._facts_before = ahead if self._facts_before is None else max(self._facts_before, ahead)
        underway = self._facts_before - ahead
        if underway < ENOUGH_UNDERWAY:
            self._open.set()
        else:
            self._open.clear()

    async def _newest_fact(self) -> int:
        patience = Patience(self._patience, "GET of the reporting service's status")
        while True:
            try:
                answer = await self._http.get(self._status_url)
                if answer.is_success:
                    return int(answer.json()["lastFact"])
                because = f"answered {answer.status_code}"
            except httpx.TransportError as error:
                because = type(error).__name__
            await patience.wait(because)
