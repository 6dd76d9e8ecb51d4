"""P-14: a CV is shared with one employer under a small consent of its own, which expires."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    JANUARY_31,
    KEEPER,
    MARCH_14,
    MAY_2,
    PARTICIPANT,
    PLAN,
    PLAN_ENDED,
    PLAN_OPENED,
    PROGRAMME,
    REVOKED,
    UNKNOWN,
    given,
)
from services.planning.tests.test_erasure import end_the_plan, words_of

from planning.cv_shares.cv_share import CvShare, CvShareGranted
from planning.cv_shares.grant_cv_share import GrantCvShare, SharedForTooLong
from planning.cv_shares.steps import CvShareRevoked
from planning.dates.period import EndsBeforeItStarts
from planning.plan.refusals import PlanHasEnded
from planning.service import SERVICE
from samplan.contracts.codes import Agency
from samplan.contracts.planning.plans import DisclosureMade
from samplan.testing import given as specs
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

EMPLOYER = UUID("c1f0a7e2-5b3d-4c6e-8f90-2a1b3c4d5e6f")
APRIL_14 = date(2022, 4, 14)
THE_CV = "Sju år i storkök, gaffeltruckkort"
GRANTED = fact(
    CvShareGranted,
    plan_id=PLAN,
    agency=CITY,
    employer_id=EMPLOYER,
    valid_until=APRIL_14,
    sealed="s",
    occurred_on=MARCH_14,
)


def grant(**changes: Any) -> GrantCvShare:
    asked = {"valid_until": APRIL_14, "occurred_on": MARCH_14, **changes}
    return GrantCvShare(plan_id=PLAN, employer_id=EMPLOYER, cv=THE_CV, by=CITY, **asked)


class TestTheConsent:
    def test_is_in_force_through_its_last_day_and_not_on_the_day_of_a_revocation(self) -> None:
        days = (JANUARY_31, MARCH_14, APRIL_14, date(2022, 4, 15))
        share: CvShare = specs.given(GRANTED).aggregate(CvShare)
        assert [share.is_in_force_on(day) for day in days] == [False, True, True, False]
        revoked = fact(CvShareRevoked, occurred_on=APRIL_14)
        share = specs.given(GRANTED, revoked).aggregate(CvShare)
        assert [share.is_in_force_on(day) for day in days] == [False, True, False, False]

    @pytest.mark.parametrize(
        ("facts", "changes", "refusal"),
        [
            (PLAN_OPENED, {"valid_until": MAY_2}, SharedForTooLong),
            (PLAN_OPENED, {"valid_until": JANUARY_31}, EndsBeforeItStarts),
            (PLAN_ENDED, {}, PlanHasEnded),
        ],
    )
    def test_lasts_no_longer_than_the_programme_and_the_plan_allow(
        self, facts: Any, changes: dict[str, Any], refusal: Any
    ) -> None:
        given(*facts).when(lambda plan: grant(**changes).granted(plan, 31, "s")).then_refused(refusal)


@pytest.fixture
def employer(opened: ServiceUnderTest) -> str:
    """Of the city."""
    form = {"programme": PROGRAMME, "name": "Bageriet", "occurredOn": "2022-03-14"}
    return str(opened.post("/v1/employers", form, agency=CITY).json()["employerId"])


@pytest.fixture
def share(opened: ServiceUnderTest, employer: str) -> str:
    """Until the last day of the year, recorded on 30 November 2022."""
    return str(ask(opened, employer).headers["Location"])


def ask(service: ServiceUnderTest, employer: str, agency: Agency = CITY, **changes: Any) -> Any:
    days = {"occurredOn": "2022-11-30", "validUntil": "2022-12-31"}
    body = {"planId": str(PLAN), "employerId": employer, "cv": THE_CV, **days, **changes}
    return service.post("/v1/cv-shares", body, agency=agency)


def step(service: ServiceUnderTest, share: str, path: str, agency: Agency = CITY) -> Any:
    return service.post(f"{share}/{path}", {"occurredOn": "2022-12-01"}, agency=agency)


def tick(service: ServiceUnderTest, on: date) -> None:
    assert SERVICE.tick is not None
    with service.on_business_date():
        SERVICE.tick(service.database, service.process.application, on)


def used(service: ServiceUnderTest, share: str) -> int:
    count: int = service.get(share, agency=CITY).json()["used"]
    return count


class TestOverHttp:
    def test_the_cv_is_shown_to_the_agency_that_may_share_it_alone(
        self, opened: ServiceUnderTest, share: str
    ) -> None:
        told = {who: opened.get(share, agency=who).json().get("cv") for who in (CITY, KEEPER, CARE)}
        assert told == {CITY: THE_CV, KEEPER: None, CARE: None}
        assert opened.get(share, agency=CARE).status_code == 404
        [line] = opened.get("/v1/cv-shares", agency=CITY).json()
        assert (line["validUntil"], line["used"]) == ("2022-12-31", 0)

    def test_each_sharing_joins_the_participants_log_and_nothing_else_is_published(
        self, opened: ServiceUnderTest, share: str
    ) -> None:
        before = len(opened.published())
        step(opened, share, "use").raise_for_status()
        [logged] = opened.published()[before:]
        assert isinstance(logged, DisclosureMade)
        assert (logged.participant_id, logged.agency, logged.what) == (PARTICIPANT, CITY, "planning.cv")
        assert used(opened, share) == 1
        facts = b"".join(one.state for one in opened.database.notifications(0, 999)).decode()
        answers = "".join(row["body"] for row in opened.database.query("SELECT body FROM idempotency"))
        assert THE_CV not in facts + answers

    @pytest.mark.parametrize("by", [CITY, KEEPER])
    def test_nothing_is_shared_once_it_is_revoked(
        self, opened: ServiceUnderTest, share: str, by: Agency
    ) -> None:
        step(opened, share, "revocation", by).raise_for_status()
        refused = step(opened, share, "use")
        assert (refused.json()["code"], refused.json()["status"]) == ("cv_share_not_in_force", 409)
        assert opened.get(share, agency=CITY).json()["cv"] is None
        assert opened.get("/v1/cv-shares", agency=CITY).json() == []
        assert step(opened, share, "revocation").json()["status"] == "revoked"  # again changes nothing

    def test_it_expires_by_the_clock_once(self, opened: ServiceUnderTest, share: str) -> None:
        tick(opened, date(2022, 12, 31))
        assert opened.get(share, agency=CITY).json()["status"] == "granted"
        for _ in range(2):
            tick(opened, date(2023, 1, 1))
        expired = opened.get(share, agency=CITY)
        assert (expired.json()["status"], expired.headers["ETag"]) == ("expired", '"2"')
        assert step(opened, share, "revocation").json()["status"] == "expired"

    def test_nothing_is_shared_after_the_consent_to_plan_together_or_the_plan_has_ended(
        self, opened: ServiceUnderTest, share: str
    ) -> None:
        opened.receive(REVOKED)
        assert step(opened, share, "use").status_code in (403, 404)
        assert opened.get(share, agency=CITY).json()["cv"] is None
        assert step(opened, share, "revocation").is_success

    def test_an_ended_plan_ends_the_sharing(self, opened: ServiceUnderTest, share: str) -> None:
        end_the_plan(opened)
        assert step(opened, share, "use").json()["code"] == "plan_has_ended"
        assert opened.get(share, agency=CITY).json()["cv"] is None
        assert opened.get("/v1/cv-shares", agency=CITY).json() == []

    def test_an_erasure_destroys_the_cv(self, opened: ServiceUnderTest, share: str) -> None:
        words_of(opened).erase(PARTICIPANT)
        assert opened.get(share, agency=CITY).json()["cv"] is None
        assert step(opened, share, "use").json()["code"] == "participant_erased"

    def test_it_is_for_an_employer_of_the_agency_itself(
        self, opened: ServiceUnderTest, employer: str, share: str
    ) -> None:
        assert ask(opened, employer, KEEPER).json()["code"] == "not_the_owner"
        assert ask(opened, employer, CARE).status_code == 404
        assert ask(opened, str(UNKNOWN)).status_code == 404
        assert step(opened, share, "use", KEEPER).json()["code"] == "not_the_owner"

    def test_nothing_is_shared_once_it_is_removed_who_the_employer_is(
        self, opened: ServiceUnderTest, employer: str, share: str
    ) -> None:
        step(opened, f"/v1/employers/{employer}", "removal").raise_for_status()
        assert step(opened, share, "use").json()["code"] == "employer_is_removed"
