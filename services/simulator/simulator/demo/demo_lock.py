"""One demo at a time in one checkout, because all demos use the same stores."""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class DemoRuns(Exception):
    """Another process runs a demo in this checkout."""


@contextmanager
def only_demo(home: Path) -> Iterator[None]:
    """Hold the lock in that folder; it is released with this process at the latest. Raises DemoRuns."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DemoRuns("a demo is running: stop it first, with Ctrl-C where it runs") from None
        yield


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ignore Ctrl-C and SIGTERM inside the block. Main thread only; start no process inside."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
