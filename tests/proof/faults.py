"""Faults while participants are enrolled and revoked: kills, pauses, and records that nobody can read."""

from collections import Counter
from concurrent.futures import Future, wait
from random import Random
from typing import TypeVar

from confluent_kafka import Producer
from tests.journeys.house import WHOLE, House
from tests.journeys.journey import Journey

PROCESSES = (
    ("referral", WHOLE),
    ("consent", WHOLE),
    ("planning", "api"),
    ("planning", "relay"),
    ("planning", "inbox"),
    ("reporting", "api"),
    ("reporting", "inbox"),
)
BETWEEN_SECONDS = (2.0, 8.0)
KILLED = 0.5
PAUSE_SECONDS = (1.0, 6.0)

Result = TypeVar("Result")


class Faults:
    """`done` counts what has been done."""

    def __init__(self, house: House, chance: Random) -> None:
        self.done: Counter[str] = Counter()
        self._house = house
        self._chance = chance
        self._producer = Producer({"bootstrap.servers": house.bootstrap, "partitioner": "murmur2_random"})

    def while_busy(self, work: Future[Result]) -> Result:
        """Kill or pause one process after another until the work is done. All run again afterwards.

        For the main thread: a process ends with the thread that has started it.
        """
        while not work.done():
            process = self._chance.choice(PROCESSES)
            if self._chance.random() < KILLED:
                self._kill(*process)
            else:
                self._pause(*process, work)
            wait([work], self._chance.uniform(*BETWEEN_SECONDS))
        return work.result()

    def poison(self, one: Journey) -> None:
        """Slip in records that nobody can read, and that name the participant, before the revocation."""
        told = f'{{"participantId": "{one.participant_id}", \xff'.encode("latin-1")
        self._producer.produce("finsam.consent.v1", told, key=one.consent_id)
        self._producer.produce("af.planning.v1", told, key=one.plan_id)
        assert self._producer.flush(30) == 0
        self.done["records poisoned"] += 2

    def _kill(self, service: str, role: str) -> None:
        self._house.kill(service, role)
        self._house.start((service, role))
        self.done["processes killed"] += 1

    def _pause(self, service: str, role: str, work: Future[Result]) -> None:
        self._house.pause(service, role)
        wait([work], self._chance.uniform(*PAUSE_SECONDS))
        self._house.resume(service, role)
        self.done["processes paused"] += 1
