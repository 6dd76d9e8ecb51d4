"""What one caller or one address may use: more is answered with 429 and the time to retry (I15)."""

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from chassis.http.limits import MOST_NAMES, AtOnce, Rate
from chassis.http.problems import Problem
from samplan.testing.harness import ServiceUnderTest
from samplan.testing.specimen import SPECIMEN

NOWHERE = f"/v1/plans/{'0' * 8}-0000-0000-0000-{'0' * 12}"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def retry_after(rate: Rate, name: str) -> str | None:
    """None when the request was counted."""
    try:
        rate.take(name)
    except Problem as problem:
        return problem.headers["Retry-After"]
    return None


class TestARate:
    @pytest.fixture
    def clock(self) -> Clock:
        return Clock()

    @pytest.fixture
    def rate(self, clock: Clock) -> Rate:
        return Rate(0.5, burst=2, now=clock)

    def test_lets_so_many_come_at_once(self, rate: Rate) -> None:
        assert [retry_after(rate, "af") for _ in range(3)] == [None, None, "2"]

    def test_refills_with_time_and_never_beyond_its_burst(self, rate: Rate, clock: Clock) -> None:
        for _ in repeat(None, 2):
            rate.take("af")
        clock.now = 2.0
        assert [retry_after(rate, "af") for _ in range(2)] == [None, "2"]
        clock.now = 1000.0
        assert [retry_after(rate, "af") for _ in range(3)] == [None, None, "2"]

    def test_of_one_name_leaves_the_others(self, rate: Rate) -> None:
        for _ in repeat(None, 2):
            rate.take("af")
        assert retry_after(rate, "fk") is None

    def test_of_zero_is_no_limit(self) -> None:
        rate = Rate(0)
        assert {retry_after(rate, "af") for _ in range(1000)} == {None}

    def test_is_required_without_being_used(self, rate: Rate) -> None:
        for _ in repeat(None, 3):
            rate.require("af")
        assert [retry_after(rate, "af") for _ in range(3)] == [None, None, "2"]
        with pytest.raises(Problem):
            rate.require("af")

    def test_remembers_a_bounded_number_of_names(self) -> None:
        rate = Rate(1, burst=1)
        for name in range(MOST_NAMES + 1):
            rate.take(name)
        assert retry_after(rate, "new") is None
        assert len(rate) == MOST_NAMES


class TestAtOnce:
    def test_a_place_is_given_back_once(self) -> None:
        places = AtOnce(1)
        give_back = places.take("af")
        with pytest.raises(Problem):
            places.take("af")
        give_back()
        give_back()
        places.take("af")
        with pytest.raises(Problem):
            places.take("af")


def limited(tmp_path: Path, **settings: Any) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SPECIMEN, tmp_path, **settings) as service:
        yield service


class TestACaller:
    @pytest.fixture
    def service(self, tmp_path: Path) -> Iterator[ServiceUnderTest]:
        yield from limited(tmp_path, caller_requests_per_second=0.2)

    def test_who_asks_too_often_is_told_when_to_retry(self, service: ServiceUnderTest) -> None:
        assert [service.get(NOWHERE).status_code for _ in range(2)] == [404, 404]
        assert is_too_many(service.get(NOWHERE))

    def test_leaves_another_agency_and_another_person_their_own(self, service: ServiceUnderTest) -> None:
        for _ in repeat(None, 3):
            service.get(NOWHERE)
        assert service.get(NOWHERE, agency="fk").status_code == 404
        token = service.token(person="3f1c", role="case_officer")
        officer = {"Authorization": f"Bearer {token}"}
        assert service.client.get(NOWHERE, headers=officer).status_code == 404


class TestAnAddress:
    @pytest.fixture
    def service(self, tmp_path: Path) -> Iterator[ServiceUnderTest]:
        yield from limited(tmp_path, address_requests_per_second=0.2)

    def test_that_asks_too_often_is_told_when_to_retry(self, service: ServiceUnderTest) -> None:
        bad = {"Authorization": "Bearer none"}
        assert [service.client.get(NOWHERE, headers=bad).status_code for _ in range(2)] == [401, 401]
        assert is_too_many(service.client.get(NOWHERE, headers=bad))

    def test_is_always_told_that_the_service_lives(self, service: ServiceUnderTest) -> None:
        assert {service.client.get("/health/live").status_code for _ in range(5)} == {200}


def is_too_many(answer: Response) -> bool:
    assert answer.headers["content-type"] == "application/problem+json"
    found = (answer.status_code, answer.json()["code"], answer.headers["retry-after"])
    return found == (429, "too_many_requests", "5")
