"""I1: after a time-out a command was carried out once or not at all, and its key gives the same answer."""

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid5

import httpx
import pytest
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.journey import INTAKE, NAMESPACE
from tests.journeys.stores import published_by

from referral.form.example import EXAMPLE
from samplan.testing.waiting import wait_until
from simulator.stories.personnummer import synthetic_number

pytestmark = pytest.mark.slow

LONGEST_TIMEOUT_SECONDS = 0.05
REFERRALS = "/v1/referrals"
FUNNEL = ("finsam", "reporting", "/v1/internal/programmes/malmokraften/funnel")

Asked = tuple[UUID, dict[str, Any]]


def referrals(number: int, born: date) -> list[Asked]:
    """The forms of that many people, each with the key of its command."""
    asked = []
    for n in range(number):
        form = deepcopy(EXAMPLE)
        form["participant"]["personnummer"] = synthetic_number(born.replace(day=1 + n), 980)
        asked.append((uuid5(NAMESPACE, f"{born} {n}"), form))
    return asked


def time_out(asked: Asked, desk: Desk, seconds: float) -> None:
    with suppress(httpx.TransportError):
        desk.send(INTAKE, "referral", REFERRALS, asked[1], key=asked[0], timeout=seconds)


def answer_to(asked: Asked, desk: Desk) -> httpx.Response:
    return desk.carry_out(INTAKE, "referral", REFERRALS, asked[1], key=asked[0])


def referred(desk: Desk) -> tuple[int, int]:
    """The number of referral events, and of people referred in the projection."""
    desk.house.settle()
    wait_until(lambda: desk.get(*FUNNEL).is_success, lambda: "reporting has not caught up")
    funnel = desk.get(*FUNNEL).json()
    events = published_by("referral", desk.house.database("referral"))
    return len(events), funnel["steps"][0]["reached"]["total"]


def nothing_happens(_: House) -> None:
    pass


def the_service_is_killed(house: House) -> None:
    house.kill("referral")
    house.restore()


class TestATimedOutCommand:
    @pytest.mark.parametrize(
        ("meanwhile", "rounds", "born"),
        [(nothing_happens, 12, date(1986, 3, 1)), (the_service_is_killed, 2, date(1986, 4, 1))],
    )
    def test_is_carried_out_once_when_it_is_sent_again(
        self, desk: Desk, meanwhile: Callable[[House], None], rounds: int, born: date
    ) -> None:
        events, persons = referred(desk)
        chance = Random(11)  # noqa: S311  # seeded, to fail the same way again
        for asked in referrals(rounds, born):
            time_out(asked, desk, chance.uniform(0.001, LONGEST_TIMEOUT_SECONDS))
            meanwhile(desk.house)
            answer, again = answer_to(asked, desk), answer_to(asked, desk)
            assert again.headers["Idempotency-Replayed"] == "true"
            assert (again.status_code, again.json()) == (answer.status_code, answer.json())
        assert referred(desk) == (events + rounds, persons + rounds)
