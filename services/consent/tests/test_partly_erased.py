"""A person may have several ids, and be erased under one of them: the others stay (C-05, C-09, C-14)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from services.consent.tests.desk import Desk, signed_by
from services.consent.tests.examples import (
    CITY,
    FIRST,
    GRANT,
    KEEPER,
    NUMBER,
    OTHER_NUMBER,
    OTHER_REFERRAL,
    SECOND,
    SEPTEMBER_1,
)

from consent.erasing.execute_erasures import ExecuteErasures

ON = {"occurredOn": f"{SEPTEMBER_1}"}
LINK = {"oldNumber": NUMBER, "newNumber": OTHER_NUMBER, "standing": "new", "reason": "corrected", **ON}
OTHER = {**GRANT, "personnummer": OTHER_NUMBER, "referralId": f"{OTHER_REFERRAL}"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path, today=SEPTEMBER_1) as running:
        yield running


def consented(desk: Desk, grant: dict[str, Any]) -> tuple[str, str]:
    """Where the consent is, and the participant."""
    place = desk.post("/v1/consents", grant, agency=CITY).headers["location"]
    return place, desk.get(place, agency=CITY).json()["participantId"]


@pytest.fixture
def withdrawn(desk: Desk) -> str:
    """A participant whose only consent was withdrawn."""
    place, participant = consented(desk, GRANT)
    desk.post(f"{place}/revocation", ON, agency=CITY).raise_for_status()
    return participant


@pytest.fixture
def due(desk: Desk, withdrawn: str) -> str:
    """The erasure of that participant, which every agency has assessed."""
    place = desk.post(f"/v1/participants/{withdrawn}/erasures", ON, agency="af").headers["location"]
    for agency in desk.get(place, agency=KEEPER).json()["waitingFor"]:
        desk.post(f"{place}/assessments", {**ON, "ground": None}, agency=agency).raise_for_status()
    return place


def link(desk: Desk) -> None:
    desk.post("/v1/number-replacements", LINK, agency=KEEPER).raise_for_status()


def tick(desk: Desk) -> None:
    desk.process.application.execute(ExecuteErasures(as_of=SEPTEMBER_1))


def asked(desk: Desk, participant: str) -> Response:
    path, body = f"/v1/participants/{participant}/emergency-accesses", {"programme": "malmokraften"}
    first = signed_by(desk, FIRST.subject, "af")
    return desk.post(path, {**body, "reason": "Akut fara"}, agency="af", headers=first)


def test_a_consent_under_an_id_that_was_linked_meanwhile_refuses_the_erasure(desk: Desk, due: str) -> None:
    consented(desk, OTHER)
    link(desk)
    tick(desk)
    assert desk.get(due, agency=KEEPER).json()["state"] == "refused"


def test_no_emergency_access_is_opened_to_an_id_that_is_erased(desk: Desk, withdrawn: str, due: str) -> None:
    tick(desk)
    assert desk.get(due, agency=KEEPER).json()["state"] == "executed"
    assert asked(desk, withdrawn).status_code == 404


def test_emergency_access_is_opened_to_the_id_that_is_not(desk: Desk, due: str) -> None:
    place, participant = consented(desk, OTHER)
    link(desk)
    desk.post(f"{place}/revocation", ON, agency=CITY).raise_for_status()
    tick(desk)
    assert desk.get(due, agency=KEEPER).json()["state"] == "executed"
    place = asked(desk, participant).headers["location"]
    second = signed_by(desk, SECOND.subject, "af")
    confirmed = desk.post(f"{place}/confirmation", {}, agency="af", headers=second)
    assert (confirmed.status_code, bool(confirmed.json()["openedAt"])) == (200, True)
