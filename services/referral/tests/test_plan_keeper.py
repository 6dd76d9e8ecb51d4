"""P-18: an enrolment states who keeps the plan, by the target group; its consent names them."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from services.referral.tests.conftest import PROGRAMMES
from services.referral.tests.examples import (
    CARE,
    INSURANCE,
    KEEPER,
    PROGRAMME,
    STATE,
    TODAY,
    UNKNOWN,
    granted,
)
from services.referral.tests.intake import Intake

from referral.service import SERVICE
from samplan.contracts.referral import Enrolled
from samplan.testing.harness import ServiceUnderTest

OWN_KEEPER = f"""
[[plan_keepers]]
id = "social"
valid_from = 2020-01-02
reason = "Plans of those who live on the city's income support"
approved_by = "styrgruppen"
keeper = "{INSURANCE}"
income_support = ["ekonomiskt_bistand"]
"""


@pytest.fixture
def with_groups(tmp_path: Path) -> Iterator[Intake]:
    programmes = copytree(PROGRAMMES, tmp_path / "programmes")
    file = programmes / f"{PROGRAMME}.toml"
    file.write_text(file.read_text(encoding="utf-8") + OWN_KEEPER, encoding="utf-8")
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, programmes_dir=programmes) as service:
        yield Intake(service)


@pytest.mark.slow
def test_the_consent_names_the_keeper_and_the_enrolment_states_it(with_groups: Intake) -> None:
    case = with_groups.met()
    with_groups.service.receive(granted(case.id))
    refused = with_groups.enrol(case)
    assert (refused.status_code, refused.json()["code"]) == (409, "consent_not_in_force")
    assert refused.json()["missing"] == [INSURANCE]
    wider = (STATE, KEEPER, CARE, INSURANCE)
    with_groups.service.receive(granted(case.id, agencies=wider, consent_id=UNKNOWN))
    assert with_groups.enrol(case).status_code == 200
    (enrolment,) = (one for one in with_groups.service.published() if isinstance(one, Enrolled))
    assert enrolment.plan_keeper is INSURANCE
