"""Wait for a condition instead of a fixed time."""

import time
from collections.abc import Callable

SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.01, 0.1


def wait_until(condition: Callable[[], bool], seen: Callable[[], object], seconds: float = 60) -> None:
    """Wait for a condition. Raises AssertionError with `seen()` when the time is up.

    The longer it takes, the less often it looks, as looking takes time from what it waits for.
    """
    deadline, pause = time.monotonic() + seconds, SHORTEST_PAUSE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds:g} s: {seen()}")
        time.sleep(pause)
        pause = min(1.3 * pause, LONGEST_PAUSE_SECONDS)
