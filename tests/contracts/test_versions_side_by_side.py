"""I8, I17: the last released planning service runs among the present ones, and is replaced."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.contracts.kept import SERVICE, package_of, releases
from tests.journeys.desk import Desk
from tests.journeys.house import PROGRAMMES, House
from tests.journeys.journey import CIRCLE, Journey

from samplan.bus.reading.parked import list_parked
from samplan.testing.servers.ports import free_port
from samplan.testing.servers.processes import ChildProcess
from samplan.testing.waiting import wait_until
from simulator.demo.ground import EmbeddedGround

pytestmark = pytest.mark.slow

READ_BY_THE_RELEASE = (
    "eligibility",
    "intake_pauses",
    "enrolment",
    "study_visit",
    "consent",
    "planning",
    "targets",
    "indicators",
)
"""The sections of a programme that version 0.1.0 knows: it does not start on another one."""
BEFORE, ACROSS, PARKED = "19850615-9808", "19850615-9816", "19850615-9832"


class MixedHouse(House):
    """One of its services runs programs from a folder, until the folder is removed."""

    old_programs: Path | None = None
    is_announced = False
    """Whether the programmes say, too early, that every reader knows version 2 of the events."""

    def _kind(self, service: str) -> type[ChildProcess]:
        is_old = service == SERVICE and self.old_programs is not None
        return ChildProcess if is_old else super()._kind(service)

    def _environment(self, service: str) -> Mapping[str, str]:
        given = super()._environment(service)
        if service != SERVICE or self.old_programs is None:
            without = "(?!)" if self.is_announced else "known_events"
            return {**given, "PROGRAMMES_DIR": f"{self._programmes('new', without)}"}
        programmes = self._programmes("old", rf"(?!({'|'.join(READ_BY_THE_RELEASE)})\b)\w+")
        return {**given, "PYTHONPATH": f"{self.old_programs}", "PROGRAMMES_DIR": f"{programmes}"}

    def _programmes(self, name: str, without: str) -> Path:
        """What version 0.1.0 cannot read is added once all services are upgraded."""
        folder = self.data / f"programmes-{name}"
        for file in PROGRAMMES.rglob("*.toml"):
            section = rf"\[\[({without})\]\]\n(.+\n)+"
            copy = folder / file.relative_to(PROGRAMMES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(re.sub(section, "", file.read_text()))
        return folder

    def upgrade(self) -> None:
        self.old_programs = None
        self.stop(SERVICE)
        self.run(SERVICE, "migrate")
        self.restore()


class ReleasedJourney(Journey):
    """In version 0.1.0 one agency says that all have agreed, and an exit needs no summary."""

    def agree(self) -> None:
        self.plan("af", "/agreement", "2021-08-10", "PlanAgreed", agencies=list(CIRCLE))

    def summarise(self) -> None:
        """Nothing."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[MixedHouse]:
    house = MixedHouse(EmbeddedGround(tmp_path / "ground", free_port()), tmp_path)
    house.old_programs = releases()[-1].unpack(tmp_path / "released")
    yield house
    house.down()


@pytest.fixture
def desk(house: MixedHouse) -> Iterator[Desk]:
    desk = Desk(house)
    yield desk
    desk.close()


def test_a_released_service_reads_and_is_read_until_it_is_replaced(house: MixedHouse, desk: Desk) -> None:
    house.up()
    ReleasedJourney(desk, BEFORE, is_acknowledged=False).to_enrolment().to_the_exit()
    across = Journey(desk, ACROSS, is_acknowledged=False).to_enrolment()
    house.upgrade()
    across.acknowledge()  # a type that version 0.1.0 does not know
    wait_until(across.has_an_open_plan, lambda: "the consents are not read again")
    across.to_the_exit()
    house.settle()
    [journey] = across.journeys()
    assert journey["exit"]["exitClass"] == "work_subsidised"


@pytest.mark.parametrize("reason", ["unknown_type", "newer_version"])
def test_an_event_of_a_later_type_is_parked_and_takes_effect_after_the_upgrade(
    house: MixedHouse, desk: Desk, reason: str
) -> None:
    assert house.old_programs is not None
    house.is_announced = reason == "newer_version"
    if not house.is_announced:
        forget_the_type(house.old_programs, "referral.ParticipantEnrolled")
    house.up()
    journey = Journey(desk, PARKED, is_acknowledged=False).enrol()
    database = house.database(SERVICE)
    wait_until(lambda: bool(list_parked(database)), lambda: "nothing is parked")
    [parked] = list_parked(database)
    assert parked.reason == reason
    house.upgrade()
    house.run(SERVICE, "parked", "replay", str(parked.id))
    journey.acknowledge()
    wait_until(journey.has_an_open_plan, lambda: "the enrolment still waits for its consent")
    journey.to_the_exit()


def forget_the_type(programs: Path, name: str) -> None:
    """Remove a type from the released programs, as if it came later."""
    registry = programs / package_of(programs).replace(".", "/") / "registry.py"
    known = registry.read_text()
    assert known.count(f"    {name},\n") == 1
    registry.write_text(known.replace(f"    {name},\n", ""))
