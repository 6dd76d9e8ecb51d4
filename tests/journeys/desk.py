"""Any agency's system as a client of the APIs: each request with its token, each command with a key."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from tests.journeys.house import NOTHING, House

from samplan.contracts.codes import Agency
from samplan.testing.waiting import wait_until
from simulator.demo.ground import Ground
from simulator.demo.tokens import token_of
from simulator.driving.parts import ONE_OF_EACH, Part

ON_ITS_WAY = frozenset({"consent_not_in_force", "agency_not_in_consent", "conflict", "catching_up"})
"""Problem codes that disappear when the next event from another service arrives: retry."""

Grounds = Callable[[Path], Ground]
"""Creates a separate broker and stores in a folder."""


class Desk:
    def __init__(self, house: House) -> None:
        self.house = house
        self.http = httpx.Client(timeout=30, trust_env=False)
        self._token = cache(lambda agency: token_of(Agency(agency), house.data))

    def close(self) -> None:
        self.http.close()

    def get(self, agency: str, service: str, path: str) -> httpx.Response:
        return self.http.get(self.url(service, path), headers=self.signed(agency))

    def read(self, agency: str, service: str, path: str) -> httpx.Response:
        """A GET, repeated while an end of a consent may be unread: the record, or that there is none."""
        return _until(lambda answer: answer.status_code != 503, lambda: self.get(agency, service, path))

    def ask(self, agency: str, service: str, path: str) -> httpx.Response:
        """A POST that changes nothing and has no key."""
        answer = self.http.post(self.url(service, path), json={}, headers=self.signed(agency))
        assert answer.is_success, answer.text
        return answer

    def send(
        self,
        agency: str,
        service: str,
        path: str,
        body: Any,
        *,
        key: UUID,
        if_match: str = "",
        timeout: float | None = None,
    ) -> httpx.Response:
        """Send one command. Its key is its correlation id and part of its trace. Raises TimeoutException."""
        headers = {
            **self.signed(agency),
            "Idempotency-Key": f"{key}",
            "X-Correlation-Id": f"{key}",
            "traceparent": trace_of(key),
            **({"If-Match": if_match} if if_match else {}),
        }
        limits = httpx.Timeout(timeout or 30, connect=30)
        return self.http.post(self.url(service, path), json=body, headers=headers, timeout=limits)

    def carry_out(
        self, agency: str, service: str, path: str, body: Any, *, key: UUID, if_match: str = ""
    ) -> httpx.Response:
        """Send it until no event from another service is missing."""
        answer = _until(
            lambda answer: answer.json().get("code") not in ON_ITS_WAY,
            lambda: self.send(agency, service, path, body, key=key, if_match=if_match),
        )
        assert answer.is_success, answer.text
        return answer

    def url(self, service: str, path: str) -> str:
        return f"{self.house.parts[service].url}{path}"

    def signed(self, agency: str) -> Mapping[str, str]:
        return {"Authorization": f"Bearer {self._token(agency)}"}


def _until(is_final: Callable[[httpx.Response], bool], send: Callable[[], httpx.Response]) -> httpx.Response:
    answers: list[httpx.Response] = []

    def is_answered() -> bool:
        answers[:] = [send()]
        return is_final(answers[0])

    wait_until(is_answered, lambda: answers[0].text)
    return answers[0]


def trace_of(key: UUID) -> str:
    """The trace of the command with this key."""
    return f"00-{key.hex}-{key.hex[:16]}-01"


@contextmanager
def separate_desk(
    grounds: Grounds,
    folder: Path,
    parts: Iterable[Part] = ONE_OF_EACH,
    environment: Mapping[str, str] = NOTHING,
) -> Iterator[Desk]:
    house = House(grounds(folder / "ground"), folder, parts, environment)
    desk = Desk(house)
    try:
        house.up()
        yield desk
    finally:
        desk.close()
        house.down()
