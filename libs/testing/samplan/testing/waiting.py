"""Wait for a condition instead of a fixed time."""

import time
from collections.abc import Callable

POLL_SECONDS = 0.02


def wait_until(condition: Callable[[], bool], seen: Callable[[], object], seconds: float = 60) -> None:
    """Wait for a condition. Raises AssertionError with `seen()` when the time is up."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds:g} s: {seen()}")
        time.sleep(POLL_SECONDS)
