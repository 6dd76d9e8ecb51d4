"""HTTP connections of many requests at once."""

from collections.abc import Callable

import httpx

Connect = Callable[[], httpx.AsyncBaseTransport]


class Separate(httpx.AsyncBaseTransport):
    """A pool for each request under way: a shared one is searched in full for every request."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._free: list[httpx.AsyncBaseTransport] = []
        self._all: list[httpx.AsyncBaseTransport] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pool = self._free.pop() if self._free else self._open()
        try:
            return await pool.handle_async_request(request)
        finally:
            self._free.append(pool)

    async def aclose(self) -> None:
        for pool in self._all:
            await pool.aclose()

    def _open(self) -> httpx.AsyncBaseTransport:
        self._all.append(self._connect())
        return self._all[-1]
