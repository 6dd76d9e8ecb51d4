"""Waits until everything that the services have stored has reached the view, judged from outside."""

import re
import time

import httpx

from simulator.driving.parts import PARTS, REPORTING

LOOK_EVERY_SECONDS = 1.0
SETTLED_WITHIN_SECONDS = 120.0
"""Within which a demo settles."""
_LAG = re.compile(r"^samplan_(?:relay_lag_events|inbox_lag_records)(?:\{[^}]*\})? (\S+)$", re.MULTILINE)


class NeverSettled(Exception):
    """Events were still pending at the timeout. The message states what was last seen."""


def wait_until_settled(seconds: float, token: str) -> int:
    """The number of facts in the view once it no longer changes. Raises NeverSettled.

    `token`: of somebody who may see exact figures.
    """
    deadline = time.monotonic() + seconds
    with httpx.Client(timeout=10, trust_env=False, headers={"Authorization": f"Bearer {token}"}) as http:
        before = -1
        while True:
            try:
                lag, facts = _lag(http), _facts(http)
            except httpx.HTTPError as error:
                before, seen = -1, result_of(error)
            else:
                if lag == 0 and facts == before:
                    return facts
                before, seen = facts, f"{lag} events pending, {facts} facts in the view"
            if time.monotonic() > deadline:
                raise NeverSettled(f"after {seconds:g} s: {seen}")
            time.sleep(LOOK_EVERY_SECONDS)  # longer than a relay or an inbox waits between polls


def result_of(error: httpx.HTTPError) -> str:
    """A failed request, in one line."""
    why = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else type(error).__name__
    return f"{error.request.url} did not answer ({why})"


def _lag(http: httpx.Client) -> int:
    """Events stored and not published, or published and not received, in all services together."""
    urls = [f"{process}/metrics" for part in PARTS for process in part.processes]
    pages = [http.get(url).raise_for_status().text for url in urls]
    return sum(int(float(value)) for page in pages for value in _LAG.findall(page))


def _facts(http: httpx.Client) -> int:
    return int(http.get(f"{REPORTING.url}/v1/status").raise_for_status().json()["facts"])
