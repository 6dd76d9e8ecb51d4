"""The planning service without a broker, on each kind of store."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from services.planning.tests.examples import (
    ACHIEVED,
    CARE,
    CITY,
    ENROLLED,
    GRANTED,
    NEXT_STEP,
    PLAN,
    PROGRAMME,
    TODAY,
)

from planning.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.testing.deliveries.topics import Delivered
from samplan.testing.harness import ServiceUnderTest

PROGRAMMES = Path(__file__).parents[3] / "programmes"
OWN_GROUP = """
[[plan_keepers]]
id = "social"
valid_from = 2020-01-02
reason = "Plans of those who live on the city's income support"
approved_by = "styrgruppen"
keeper = "fk"
income_support = ["ekonomiskt_bistand"]
"""


@pytest.fixture
def service(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, database_url=database_url) as under_test:
        yield under_test


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    """Run by an agency that the programme does not name as the keeper of its plans."""
    with ServiceUnderTest(SERVICE, tmp_path / "elsewhere", today=TODAY, agency="fk") as under_test:
        yield under_test


@pytest.fixture
def of_a_group(tmp_path: Path) -> Iterator[ServiceUnderTest]:
    """Run by an agency that the programme names as the keeper of the plans of one target group."""
    programmes = copytree(PROGRAMMES, tmp_path / "programmes")
    file = programmes / f"{PROGRAMME}.toml"
    file.write_text(file.read_text(encoding="utf-8") + OWN_GROUP, encoding="utf-8")
    settings = {"agency": "fk", "programmes_dir": programmes}
    with ServiceUnderTest(SERVICE, tmp_path / "of-a-group", today=TODAY, **settings) as under_test:
        yield under_test


@pytest.fixture
def opened(service: ServiceUnderTest) -> ServiceUnderTest:
    """With one open plan, at version 1, under a consent in force."""
    service.receive(GRANTED, ENROLLED)
    return service


@pytest.fixture
def coordinated(opened: ServiceUnderTest) -> ServiceUnderTest:
    """By the city, at version 2."""
    body = {"agency": CITY, "occurredOn": "2022-02-07"}
    opened.post(f"/v1/plans/{PLAN}/coordinator", body, if_match=1).raise_for_status()
    return opened


@pytest.fixture
def summarised(opened: ServiceUnderTest) -> ServiceUnderTest:
    """Its plan has the summary that an exit needs, at version 2."""
    body = {"summary": ACHIEVED, "nextStep": NEXT_STEP, "occurredOn": "2022-03-14"}
    opened.post(f"/v1/plans/{PLAN}/exit-summary", body, if_match=1).raise_for_status()
    return opened


@pytest.fixture
def delivering(tmp_path: Path, database_url: str) -> Iterator[ServiceUnderTest]:
    """It delivers to two agencies that consents name, and to one that none names."""
    to = f"{CARE},{CITY},{Agency.KLIPPAN}"
    with ServiceUnderTest(
        SERVICE, tmp_path, today=TODAY, database_url=database_url, delivers_to=to
    ) as under_test:
        yield under_test


@pytest.fixture
def topics(delivering: ServiceUnderTest) -> Delivered:
    return Delivered(delivering)
