"""Asks a service what it shows, for the checks of a demo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from simulator.checks.settling import result_of

Ask = Callable[[str], Any]
"""The answer to a GET of a path."""


class ViewUnavailable(Exception):
    """A service does not answer. The message names the request and its result."""


@contextmanager
def asking(url: str, token: str) -> Iterator[Ask]:
    """What it yields raises ViewUnavailable."""
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as http:

        def asked(question: str) -> Any:
            try:
                return http.get(question).raise_for_status().json()
            except httpx.HTTPError as error:
                raise ViewUnavailable(result_of(error)) from None

        yield asked
