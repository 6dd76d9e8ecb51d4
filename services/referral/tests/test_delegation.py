"""R-06: the keeper delegates the programme's decisions to an agency, by scope and role of its tokens."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from services.referral.tests.conftest import PROGRAMMES
from services.referral.tests.examples import ALMA, BEA, CARE, PROGRAMME, STATE, TODAY
from services.referral.tests.intake import Case, Intake

from referral.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.testing.harness import ServiceUnderTest

DELEGATE = Agency.MALMO_AMA
COORDINATOR: dict[str, Any] = {"person": "p-1", "role": "coordinator"}
DELEGATION = f"""
[[delegations]]
id = "{DELEGATE}"
valid_from = 2020-01-02
reason = "The team at the labour-market department decides"
approved_by = "styrgruppen"
roles = ["coordinator"]
"""
EVERY_SCOPE = ("referral:read", "referral:write", "referral:decide")


@pytest.fixture
def delegated(tmp_path: Path) -> Iterator[Intake]:
    programmes = copytree(PROGRAMMES, tmp_path / "programmes")
    file = programmes / f"{PROGRAMME}.toml"
    file.write_text(file.read_text(encoding="utf-8") + DELEGATION, encoding="utf-8")
    with ServiceUnderTest(SERVICE, tmp_path, today=TODAY, programmes_dir=programmes) as service:
        yield Intake(service)


def assess(intake: Intake, case: Case, agency: Agency = DELEGATE, **claims: Any) -> Any:
    return sent(intake, f"{case.url}/eligibility-assessment", {"occurredOn": "2021-06-02"}, agency, **claims)


def sent(intake: Intake, path: str, body: Any, agency: Agency = DELEGATE, **claims: Any) -> Any:
    headers = {"Authorization": f"Bearer {intake.service.token(agency, **claims)}"}
    return intake.service.post(path, body, if_match=1, headers=headers)


def read(intake: Intake, path: str, **claims: Any) -> Any:
    headers = {"Authorization": f"Bearer {intake.service.token(DELEGATE, **claims)}"}
    return intake.service.get(path, headers=headers)


class TestDelegate:
    def test_decides_by_scope_and_role(self, delegated: Intake) -> None:
        case = delegated.referred(ALMA, STATE)
        assert assess(delegated, case, **COORDINATOR).status_code == 200

    @pytest.mark.parametrize(
        "claims",
        [
            {},
            {"person": "p-1", "role": "case_officer"},
            {**COORDINATOR, "scopes": ("referral:read", "referral:write")},
        ],
    )
    def test_decides_in_no_other_role_nor_without_the_scope(
        self, delegated: Intake, claims: dict[str, Any]
    ) -> None:
        assert assess(delegated, delegated.referred(ALMA, STATE), **claims).status_code == 404

    def test_is_the_agency_alone_that_the_programme_names(self, delegated: Intake) -> None:
        case = delegated.referred(ALMA, STATE)
        assert assess(delegated, case, CARE, **COORDINATOR).status_code == 404
        assert assess(delegated, case, STATE, **COORDINATOR).json()["code"] == "keeper_only"

    def test_sees_the_referrals_of_its_programmes_in_lists_and_in_codes(self, delegated: Intake) -> None:
        case = delegated.referred(ALMA, STATE)
        for question in ("waiting-referrals", "referrals"):
            listed = read(delegated, f"/v1/{question}", **COORDINATOR).json()
            assert [row["referralId"] for row in listed] == [str(case.id)]
            assert read(delegated, f"/v1/{question}").json() == []
        shown = read(delegated, case.url, **COORDINATOR).json()
        assert (shown["form"], shown["erased"]) == (None, False)
        assert read(delegated, case.url).status_code == 404

    def test_sees_nothing_of_a_protected_identity(self, delegated: Intake) -> None:
        case = delegated.referred(ALMA, STATE, participant__protectedIdentity=True)
        assert assess(delegated, case, **COORDINATOR).status_code == 404
        assert read(delegated, case.url, **COORDINATOR).status_code == 404

    def test_supplements_and_withdraws_nothing(self, delegated: Intake) -> None:
        case = delegated.referred(ALMA, STATE)
        body = {"reason": "moved", "occurredOn": "2021-06-02"}
        assert sent(delegated, f"{case.url}/withdrawal", body, **COORDINATOR).status_code == 404

    def test_publishes_free_places(self, delegated: Intake) -> None:
        body = {"programme": PROGRAMME, "team": "team-south", "freePlaces": 4, "occurredOn": "2021-06-01"}
        assert sent(delegated, "/v1/capacities", body, **COORDINATOR).status_code == 201
        assert sent(delegated, "/v1/capacities", body).status_code == 403


def test_nothing_is_delegated_unless_the_programme_says_so(intake: Intake) -> None:
    case = intake.referred(BEA, STATE)
    headers = {"Authorization": f"Bearer {intake.service.token(DELEGATE, scopes=EVERY_SCOPE, **COORDINATOR)}"}
    body = {"occurredOn": "2021-06-02"}
    answer = intake.service.post(f"{case.url}/eligibility-assessment", body, if_match=1, headers=headers)
    assert answer.status_code == 404
