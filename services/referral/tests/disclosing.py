"""Disclosures of a form, as agencies ask for them and as the keeper lists them."""

from datetime import date
from typing import Any

from services.referral.tests.examples import CARE, KEEPER, PARTICIPANT, granted
from services.referral.tests.intake import Intake

from samplan.contracts.referral import DisclosureMade

FAR = date(2099, 1, 1)


def with_participant(intake: Intake) -> Intake:
    """One whose consent names the state and the care, and still holds."""
    case = intake.met()
    intake.service.receive(granted(case.id, valid_until=FAR))
    assert intake.enrol(case).status_code == 200
    return intake


def made(intake: Intake) -> list[DisclosureMade]:
    return [event for event in intake.service.published() if isinstance(event, DisclosureMade)]


def ask(intake: Intake, agency: str = CARE, participant: Any = PARTICIPANT, **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {intake.service.token(agency)}"}
    path = f"/v1/participants/{participant}/disclosures"
    return intake.service.client.post(path, json={"purpose": "coordination", **body}, headers=headers)


def listed(intake: Intake, agency: str = KEEPER) -> Any:
    return intake.service.get(f"/v1/participants/{PARTICIPANT}/disclosures", agency=agency)


def tamper(intake: Intake, statement: str, **values: Any) -> None:
    with intake.service.database.transaction() as tx:
        tx.execute(statement, values)
