"""The service in this process: its API, its store, and an inbox fed by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.referral.tests.examples import TODAY
from services.referral.tests.intake import Intake

from referral.service import SERVICE
from samplan.testing.harness import ServiceUnderTest

PROGRAMMES = Path(__file__).parents[3] / "programmes"


@pytest.fixture(autouse=True)
def vouchers_cost_little(cheap_proofs: None) -> None:
    """A proof takes as long as a whole test."""


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    """The intake office, on SQLite."""
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, programmes_dir=PROGRAMMES) as service:
        yield Intake(service)


@pytest.fixture
def stored_intake(tmp_path: Path, database_url: str) -> Iterator[Intake]:
    """The intake office, on each kind of store."""
    with ServiceUnderTest(
        SERVICE, tmp_path, today=TODAY, programmes_dir=PROGRAMMES, database_url=database_url
    ) as service:
        yield Intake(service)
