"""A population driven through five processes, interrupted twenty times: each run resumes the one before."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random

import httpx
import pytest
from tests.journeys.desk import Desk, Grounds, separate_desk

from samplan.contracts.codes import ExitClass
from samplan.testing.extent import extent
from simulator.checks.checking import differences
from simulator.checks.expected import expected
from simulator.demo.tokens import token_of
from simulator.driving.clock import Clock
from simulator.driving.errands import Services
from simulator.driving.itinerary import of_people
from simulator.driving.ledger import Ledger
from simulator.driving.parts import AF_REFERRAL, CONSENT, PARTS, PLANNING, REFERRAL, REPORTING, WITH_CLOCKS
from simulator.driving.replay import Pace, drive
from simulator.malmokraften.population import population
from simulator.stories.days import FIRST_DAY, LAST_DAY
from simulator.stories.story import Person

pytestmark = pytest.mark.slow

EVERYONE = population(240)
MOMENTS = [Random(20).randint(1, 14) for _ in range(extent(5, in_ci=20))]  # noqa: S311  # commands until the interruption


class Interrupted(Exception):
    """The run is interrupted here."""


class InterruptedAfter:
    """Connections that end the run after that many commands: the last is carried out and not answered."""

    def __init__(self, commands: int) -> None:
        self._left = commands

    def connect(self) -> httpx.AsyncBaseTransport:
        return _Counted(self)

    def count(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Interrupted


class _Counted(httpx.AsyncHTTPTransport):
    def __init__(self, counter: InterruptedAfter) -> None:
        super().__init__()
        self._counter = counter

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        if request.method == "POST" and answer.is_success:
            self._counter.count()
        return answer


@pytest.fixture(autouse=True)
def whole_again() -> None:
    """Overrides the shared fixture: these tests do not use its house."""


@pytest.fixture(scope="module")
def clock_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("replay") / "clock"
    Clock(file).move_to(FIRST_DAY)
    return file


@pytest.fixture(scope="module")
def house_of_five(
    grounds: Grounds, tmp_path_factory: pytest.TempPathFactory, clock_file: Path
) -> Iterator[Desk]:
    with separate_desk(
        grounds, tmp_path_factory.mktemp("five"), PARTS, {"CLOCK_FILE": f"{clock_file}"}
    ) as desk:
        yield desk


def people() -> list[Person]:
    """They include everyone who withdraws their consent."""
    stays = [(person, person.journey.participation) for person in EVERYONE]
    withdrawn = [one for one, stay in stays if stay and stay.ending.exit_class is ExitClass.CONSENT_WITHDRAWN]
    return [*withdrawn, *EVERYONE[:10]]


def run(desk: Desk, ledger: Path, clock_file: Path, interrupted: InterruptedAfter) -> None:
    url = {name: part.url for name, part in desk.house.parts.items()}
    services = Services(
        referrals={part.agency: url[part.name] for part in (REFERRAL, AF_REFERRAL)},
        consent=url[CONSENT.name],
        planning=url[PLANNING.name],
        reporting=url[REPORTING.name],
    )
    asyncio.run(
        drive(
            of_people(people(), "interrupted"),
            services=services,
            token_of=lambda agency: token_of(agency, desk.house.data),
            ledger=Ledger(ledger),
            clock=Clock(clock_file),
            pace=Pace(at_once=4, timeout=30, deadline=120),
            transport=interrupted.connect,
        )
    )


def test_ends_as_if_there_had_been_no_interruption(
    house_of_five: Desk, clock_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, never = house_of_five.house, InterruptedAfter(-1)
    for moment in MOMENTS:
        with pytest.raises(Interrupted):
            run(house_of_five, tmp_path / "ledger", clock_file, InterruptedAfter(moment))
    run(house_of_five, tmp_path / "ledger", clock_file, never)
    Clock(clock_file).move_to(LAST_DAY)
    for part in WITH_CLOCKS:
        house.run(part.name, "tick", "--as-of", f"{LAST_DAY}")
    house.settle()
    run(house_of_five, tmp_path / "another-ledger", clock_file, never)
    house.settle()

    reporting = house.parts[REPORTING.name]
    monkeypatch.setenv("REPORTING_URL", reporting.url)
    assert differences(expected(people()), token_of(reporting.agency, house.data)) == []
