"""One house for all journeys on each ground; each test finds it whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.desk import Desk
from tests.journeys.house import House

from chassis.testing.ports import free_port
from simulator.ground import EmbeddedGround, Ground, RealGround


@pytest.fixture(scope="session", params=["embedded", pytest.param("real", marks=pytest.mark.real)])
def ground(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder: Path = tmp_path_factory.mktemp("ground")
    return EmbeddedGround(folder, free_port()) if request.param == "embedded" else RealGround(folder)


@pytest.fixture(scope="session")
def house(ground: Ground, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    running = House(ground, tmp_path_factory.mktemp("house"))
    try:
        running.up()
        yield running
    finally:
        running.down()


@pytest.fixture(autouse=True)
def whole_again(house: House) -> Iterator[None]:
    yield
    house.make_whole()


@pytest.fixture(scope="session")
def desk(house: House) -> Iterator[Desk]:
    sitting = Desk(house)
    yield sitting
    sitting.close()
