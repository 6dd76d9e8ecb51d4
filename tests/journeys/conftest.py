"""One house for all journeys on each ground, restored before every test."""

from collections.abc import Iterator

import pytest
from tests.journeys.desk import Desk, Grounds, separate_desk

from samplan.testing.servers.ports import free_port
from simulator.demo.ground import EmbeddedGround, RealGround


@pytest.fixture(scope="session", params=["embedded", pytest.param("real", marks=pytest.mark.real)])
def grounds(request: pytest.FixtureRequest) -> Grounds:
    """A ground of each kind."""
    return RealGround if request.param == "real" else lambda folder: EmbeddedGround(folder, free_port())


@pytest.fixture(scope="session")
def desk(grounds: Grounds, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with separate_desk(grounds, tmp_path_factory.mktemp("house")) as desk:
        yield desk


@pytest.fixture(autouse=True)
def whole_again(desk: Desk) -> Iterator[None]:
    yield
    desk.house.restore()
