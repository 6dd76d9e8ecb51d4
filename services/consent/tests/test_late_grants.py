"""A consent is recorded until its last day, and not later (K10)."""

from services.consent.tests.desk import Desk
from services.consent.tests.examples import A_YEAR_LATER, GRANT, LAST_DAY, OTHER_REFERRAL


def test_a_grant_is_refused_once_its_last_day_has_passed(service: Desk) -> None:
    service.today(LAST_DAY)
    assert service.post("/v1/consents", GRANT, agency="malmo-ifo").status_code == 201
    service.today(A_YEAR_LATER)
    again = {**GRANT, "referralId": str(OTHER_REFERRAL)}
    answer = service.post("/v1/consents", again, agency="malmo-ifo")
    assert (answer.status_code, answer.json()["code"]) == (422, "end_date_has_passed")
    assert len(service.published()) == 1
