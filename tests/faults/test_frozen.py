"""C-06, K18: a process that was frozen beyond the lease answers nothing about others when it continues."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Event

import pytest
from tests.journeys.house import WHOLE, House
from tests.proof.asking import knows
from tests.proof.people import Participant, participants
from tests.proof.revoking import require_known
from tests.proof.steady_desk import SteadyDesk

from samplan.testing.servers.ports import free_port
from samplan.testing.waiting import wait_until
from simulator.demo.ground import EmbeddedGround, RealGround

pytestmark = pytest.mark.slow

LEASE_SECONDS = 6
SETTINGS = {"DEVELOPMENT": "on", "CONSENT_LEASE_SECONDS": f"{LEASE_SECONDS}", "REFUSALS_PER_HOUR": "1000000"}
FROZEN = ("referral", "planning", "reporting")
WAYS = ("the plan", "the list of plans", "the form", "the journey")
AT_ONCE_EACH = 3
"""Requests on their way when the processes freeze: some between the check and the answer."""


@pytest.fixture(params=["embedded", pytest.param("real", marks=pytest.mark.real)])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SteadyDesk]:
    real = request.param == "real"
    ground = RealGround(tmp_path / "ground") if real else EmbeddedGround(tmp_path / "broker", free_port())
    house = House(ground, tmp_path, environment=SETTINGS)
    running = SteadyDesk(house)
    try:
        house.up()
        yield running
    finally:
        running.close()
        house.down()


class Asked:
    """When an answer has disclosed the participant, and which ways were denied after the thaw."""

    def __init__(self) -> None:
        self.told_at: list[float] = []
        self.denied: set[str] = set()
        self.thawed_at = float("inf")

    def note(self, way: str, told: bool | None) -> None:
        if told:
            self.told_at.append(time.monotonic())
        elif told is False and time.monotonic() > self.thawed_at:
            self.denied.add(way)


@contextmanager
def asking(desk: SteadyDesk, one: Participant, asked: Asked) -> Iterator[None]:
    stop = Event()

    def go_on(way: str) -> None:
        while not stop.is_set():
            asked.note(way, knows(desk, one.journey, way))

    with ThreadPoolExecutor(len(WAYS) * AT_ONCE_EACH) as pool:
        running = [pool.submit(go_on, way) for way in WAYS for _ in range(AT_ONCE_EACH)]
        try:
            yield
        finally:
            stop.set()
    for each in running:
        each.result()


def test_no_request_that_waited_is_answered_with_what_was_known_before(desk: SteadyDesk) -> None:
    one = next(participants(desk, Random(1)))  # noqa: S311  # seeded
    one.enrol()
    require_known(desk, one)
    asked = Asked()
    with asking(desk, one, asked):
        wait_until(lambda: len(asked.told_at) > 50, lambda: len(asked.told_at))
        for service in FROZEN:
            desk.house.pause(service, WHOLE)
        frozen_at = time.monotonic()
        one.revoke()
        wait_until(lambda: time.monotonic() > frozen_at + LEASE_SECONDS + 1, lambda: "still frozen")
        asked.thawed_at = time.monotonic()
        for service in FROZEN:
            desk.house.resume(service, WHOLE)
        wait_until(lambda: asked.denied == set(WAYS), lambda: asked.denied, 60.0)
    assert [at - asked.thawed_at for at in asked.told_at if at > asked.thawed_at] == []
