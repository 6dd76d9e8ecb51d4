"""Waits until all that the services have stored has reached the view, as far as an outsider can see."""

import re
import time

import httpx

from simulator.parts import PARTS, REPORTING

LOOK_EVERY_SECONDS = 1.0
_LAG = re.compile(r"^samplan_(?:relay_lag_events|inbox_lag_records)(?:\{[^}]*\})? (\S+)$", re.MULTILINE)


class NeverSettled(Exception):
    """Events were still on their way when the time was up; the message says what was seen last."""


def wait_until_settled(seconds: float) -> int:
    """How many facts the view is made of, once nothing moves any more. Raises NeverSettled."""
    deadline = time.monotonic() + seconds
    with httpx.Client(timeout=10, trust_env=False) as http:
        before = -1
        while True:
            try:
                lag, facts = _lag(http), _facts(http)
            except httpx.HTTPError as error:
                before, seen = -1, how_it_ended(error)
            else:
                if lag == 0 and facts == before:
                    return facts
                before, seen = facts, f"{lag} events were still on their way, {facts} facts in"
            if time.monotonic() > deadline:
                raise NeverSettled(f"after {seconds:g} s: {seen}")
            time.sleep(LOOK_EVERY_SECONDS)  # longer than a relay or an inbox waits before it looks again


def how_it_ended(error: httpx.HTTPError) -> str:
    """A request that was not answered with success, in one line."""
    why = error.response.status_code if isinstance(error, httpx.HTTPStatusError) else type(error).__name__
    return f"{error.request.url} did not answer ({why})"


def _lag(http: httpx.Client) -> int:
    """Stored and not published, or published and not taken in, in all services together."""
    urls = [f"{process}/metrics" for part in PARTS for process in part.processes]
    pages = [http.get(url).raise_for_status().text for url in urls]
    return sum(int(float(value)) for page in pages for value in _LAG.findall(page))


def _facts(http: httpx.Client) -> int:
    return int(http.get(f"{REPORTING.url}/v1/status").raise_for_status().json()["facts"])
