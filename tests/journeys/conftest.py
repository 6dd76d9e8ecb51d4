"""One house for all journeys on each ground, which every test finds whole."""

from collections.abc import Iterator

import pytest
from tests.journeys.desk import Desk, Grounds, desk_in_a_house_of_its_own

from samplan.testing.servers.ports import free_port
from simulator.ground import EmbeddedGround, RealGround


@pytest.fixture(scope="session", params=["embedded", pytest.param("real", marks=pytest.mark.real)])
def grounds(request: pytest.FixtureRequest) -> Grounds:
    """Of either kind."""
    return RealGround if request.param == "real" else lambda folder: EmbeddedGround(folder, free_port())


@pytest.fixture(scope="session")
def desk(grounds: Grounds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_in_a_house_of_its_own(grounds, tmp_path_factory.mktemp("house")) as desk:
        yield desk


@pytest.fixture(autouse=True)
def whole_again(desk: Desk) -> Iterator[None]:
    yield
    desk.house.make_whole()
