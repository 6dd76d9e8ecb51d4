"""A consent that is asked for: known to the agency that asked until the participant answers (C-02, C-10)."""

from typing import Any

import pytest
from services.chassis.tests.problems import is_problem
from services.consent.tests.examples import CARE, CITY, GRANT, OUTSIDER

from samplan.testing.harness import ServiceUnderTest

PATH = "/v1/consent-requests"
ABOUT = {
    name: GRANT[name] for name in ("referralId", "programme", "agencies", "purpose", "kind", "occurredOn")
}
REFUSAL = {name: GRANT[name] for name in ("referralId", "occurredOn")}
WITHDRAWAL = {"occurredOn": "2020-02-18"}


def waiting(service: ServiceUnderTest, agency: str = CITY) -> list[str]:
    return [one["requestId"] for one in service.get(PATH, agency=agency).json()]


@pytest.fixture
def requested(service: ServiceUnderTest) -> Any:
    answer = service.post(PATH, ABOUT, agency=CITY)
    assert answer.status_code == 201
    return answer


class TestRequestConsent:
    def test_waits_for_the_answer(self, service: ServiceUnderTest, requested: Any) -> None:
        shown = service.get(requested.headers["location"], agency=CITY).json()
        assert shown["agencies"] == GRANT["agencies"]
        assert waiting(service) == [shown["requestId"]]

    def test_is_answered_by_a_grant(self, service: ServiceUnderTest, requested: Any) -> None:
        assert service.post("/v1/consents", GRANT, agency=CITY).status_code == 201
        assert waiting(service) == []

    def test_is_answered_by_a_refusal(self, service: ServiceUnderTest, requested: Any) -> None:
        assert service.post("/v1/consent-refusals", REFUSAL, agency=CITY).status_code == 201
        assert waiting(service) == []

    @pytest.mark.parametrize(
        ("path", "answer"),
        [("/v1/consents", {**GRANT, "agencies": ["af", "region-skane"]}), ("/v1/consent-refusals", REFUSAL)],
    )
    def test_is_not_answered_by_what_the_agency_may_not_know(
        self, service: ServiceUnderTest, requested: Any, path: str, answer: dict[str, Any]
    ) -> None:
        """C-02, I28: that it is gone would tell."""
        assert service.post(path, answer, agency="af").status_code == 201
        assert waiting(service) == [requested.json()["requestId"]]

    def test_is_answered_by_a_grant_that_another_agency_records(
        self, service: ServiceUnderTest, requested: Any
    ) -> None:
        assert service.post("/v1/consents", GRANT, agency="af").status_code == 201
        assert waiting(service) == []

    def test_is_not_answered_by_a_grant_for_another_purpose(
        self, service: ServiceUnderTest, requested: Any
    ) -> None:
        research = {**GRANT, "kind": "research", "purpose": "research"}
        assert service.post("/v1/consents", research, agency=CITY).status_code == 201
        assert waiting(service) == [requested.json()["requestId"]]

    def test_is_not_answered_by_a_consent_that_was_given_before(self, service: ServiceUnderTest) -> None:
        given = service.post("/v1/consents", GRANT, agency=CITY)
        later = service.post(PATH, {**ABOUT, "occurredOn": "2020-02-20"}, agency=CITY)
        revoked = service.post(
            f"/v1/consents/{given.json()['consentId']}/revocation",
            {"occurredOn": "2020-02-21"},
            agency=CITY,
        )
        assert revoked.status_code == 200
        assert waiting(service) == [later.json()["requestId"]]

    def test_is_refused_while_it_waits(self, service: ServiceUnderTest, requested: Any) -> None:
        again = service.post(PATH, ABOUT, agency=CITY)
        assert is_problem(again, 409, "consent_already_requested")
        assert again.json()["consentRequestId"] == requested.json()["requestId"]

    def test_is_refused_for_a_purpose_that_the_kind_cannot_have(self, service: ServiceUnderTest) -> None:
        asked = service.post(PATH, {**ABOUT, "purpose": "media"}, agency=CITY)
        assert is_problem(asked, 422, "purpose_not_of_kind")

    def test_is_refused_without_a_voucher_for_the_referral(self, service: ServiceUnderTest) -> None:
        asked = service.post(PATH, {**ABOUT, "voucher": "forged"}, agency=CITY)
        assert is_problem(asked, 403, "voucher_refused")


class TestOnlyTheAgencyThatAsked:
    @pytest.mark.parametrize("other", [CARE, OUTSIDER])
    def test_sees_and_withdraws_it(self, service: ServiceUnderTest, requested: Any, other: str) -> None:
        place = requested.headers["location"]
        assert waiting(service, other) == []
        assert service.get(place, agency=other).status_code == 404
        withdrawn = service.post(f"{place}/withdrawal", WITHDRAWAL, agency=other, if_match=1)
        assert withdrawn.status_code == 404


class TestWithdrawRequest:
    def test_lets_the_agency_ask_with_another_form(self, service: ServiceUnderTest, requested: Any) -> None:
        place = requested.headers["location"]
        withdrawn = service.post(f"{place}/withdrawal", WITHDRAWAL, agency=CITY, if_match=1)
        assert withdrawn.json()["withdrawnOn"] == WITHDRAWAL["occurredOn"]
        assert waiting(service) == []
        assert service.post(PATH, {**ABOUT, "agencies": ["af"]}, agency=CITY).status_code == 201

    def test_changes_nothing_the_second_time(self, service: ServiceUnderTest, requested: Any) -> None:
        place = requested.headers["location"]
        first = service.post(f"{place}/withdrawal", WITHDRAWAL, agency=CITY, if_match=1)
        again = service.post(f"{place}/withdrawal", WITHDRAWAL, agency=CITY, if_match=2)
        assert (again.status_code, again.headers["etag"]) == (200, first.headers["etag"])


def test_publishes_nothing(service: ServiceUnderTest, requested: Any) -> None:
    assert requested.status_code == 201
    assert service.published() == []
