"""A desk for services that are killed and paused: it sends a request again until it is answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
from tests.journeys.desk import Desk

from samplan.testing.waiting import wait_until

AGAIN = frozenset({429, 500, 502, 503, 504})
PATIENCE_SECONDS = 120.0


class SteadyDesk(Desk):
    def get(self, agency: str, service: str, path: str) -> httpx.Response:
        return _answered(lambda: super(SteadyDesk, self).get(agency, service, path))

    def ask(self, agency: str, service: str, path: str) -> httpx.Response:
        url = self.url(service, path)
        answer = _answered(lambda: self.http.post(url, json={}, headers=self.signed(agency)))
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
        send = super().send
        return _answered(
            lambda: send(agency, service, path, body, key=key, if_match=if_match, timeout=timeout)
        )


def _answered(send: Callable[[], httpx.Response]) -> httpx.Response:
    answers: list[httpx.Response] = []
    seen: list[object] = ["no answer"]

    def is_answered() -> bool:
        try:
            answer = send()
        except httpx.TransportError as error:
            seen[0] = error
            return False
        seen[0] = answer.text
        if answer.status_code not in AGAIN:
            answers.append(answer)
        return bool(answers)

    wait_until(is_answered, lambda: seen[0], PATIENCE_SECONDS)
    return answers[0]
