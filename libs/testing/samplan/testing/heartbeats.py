"""The heartbeats of a consent service, for tests in which none runs."""

from __future__ import annotations

from threading import Event, Thread
from types import TracebackType
from typing import Self

from confluent_kafka import Producer

EVERY_SECONDS = 0.3


class Heartbeats:
    """Writes them between `begin` and `end`, whatever is published."""

    def __init__(self, bootstrap: str, agency: str = "finsam") -> None:
        self._producer = Producer({"bootstrap.servers": bootstrap, "log_level": 0})
        self._agency = agency
        self._stop = Event()
        self._thread: Thread | None = None

    def begin(self) -> None:
        self._stop.clear()
        self._thread = Thread(target=self._beat, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Fall silent."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def _beat(self) -> None:
        topic, source = f"{self._agency}.consent-alive.v1", f"/{self._agency}/consent/0a1b2c3d"
        while not self._stop.wait(EVERY_SECONDS):
            self._producer.produce(topic, b"{}", source.encode(), partition=0)
            self._producer.flush(EVERY_SECONDS)
