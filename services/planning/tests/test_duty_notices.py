"""P-15: the duty notice is given in a language, with proof that it was read."""

from typing import Any

import pytest
from services.planning.tests.examples import (
    CITY,
    JANUARY_31,
    KEEPER,
    MARCH_14,
    MAY_2,
    PLAN,
    PLAN_OPENED,
    given,
)

from planning.duty_notices.duty_notice import DutyNoticeGiven, DutyNoticeRead, HowRead, NoticeIsRead
from planning.duty_notices.read_duty_notice import read
from planning.plan import Plan
from planning.plan.refusals import BeforeTheStart
from samplan.contracts.planning import records as published
from samplan.testing import given as specs
from samplan.testing.given import fact
from samplan.testing.harness import ServiceUnderTest

NEW = f"/v1/plans/{PLAN}/duty-notices"
GIVEN = fact(
    DutyNoticeGiven,
    plan_id=PLAN,
    agency=CITY,
    notice_version=1,
    sealed="x",
    occurred_on=MARCH_14,
    shared=True,
    published_under=None,
)
READ = fact(
    DutyNoticeRead,
    plan_id=PLAN,
    agency=CITY,
    how=HowRead.SIGNED,
    sealed="y",
    occurred_on=MAY_2,
    shared=True,
    published_under=None,
)
PROOF = {"how": "read_with_interpreter", "shownBy": "arbetsförmedlare", "occurredOn": "2022-03-14"}


def plan() -> Plan:
    found: Plan = given(*PLAN_OPENED, id=PLAN).aggregate(Plan)
    return found


class TestReadDutyNotice:
    def test_is_recorded_once(self) -> None:
        specs.given(GIVEN).when(read, plan(), HowRead.SIGNED, "y", MAY_2).then(READ)
        specs.given(GIVEN, READ).when(read, plan(), HowRead.SIGNED, "y", MAY_2).then_refused(NoticeIsRead)

    def test_is_not_dated_before_it_was_given(self) -> None:
        specs.given(GIVEN).when(read, plan(), HowRead.SIGNED, "y", JANUARY_31).then_refused(BeforeTheStart)


def give(service: ServiceUnderTest, **members: Any) -> Any:
    return service.post(NEW, {"language": "ar", "occurredOn": "2022-03-14", **members}, agency=CITY)


class TestOverHttp:
    def test_the_proof_says_how_when_and_by_whom(self, opened: ServiceUnderTest) -> None:
        made = give(opened)
        where, etag = made.headers["Location"], made.headers["ETag"]
        answer = opened.post(f"{where}/reading", PROOF, agency=CITY, if_match=etag)
        assert (answer.status_code, "arbetsf" in answer.text) == (200, False)
        seen = opened.get(where, agency=CITY).json()
        assert (seen["noticeVersion"], seen["language"], seen["readOn"]) == (1, "ar", "2022-03-14")
        assert (seen["how"], seen["shownBy"]) == ("read_with_interpreter", "arbetsförmedlare")
        assert opened.get(where, agency=KEEPER).status_code == 404

    def test_that_it_was_read_is_published_and_no_more(self, opened: ServiceUnderTest) -> None:
        made = give(opened)
        before = len(opened.published())
        reading = f"{made.headers['Location']}/reading"
        opened.post(reading, PROOF, agency=CITY, if_match=made.headers["ETag"]).raise_for_status()
        [told] = opened.published()[before:]
        assert isinstance(told, published.DutyNoticeRead)
        assert (told.plan_id, told.agency) == (PLAN, CITY)
        stored = b"".join(one.state for one in opened.database.notifications(0, 999))
        assert b"arbetsf" not in stored
        assert b'"ar"' not in stored

    @pytest.mark.parametrize("language", ["xx", "Arabic"])
    def test_is_refused_in_a_language_that_the_programme_lacks(
        self, opened: ServiceUnderTest, language: str
    ) -> None:
        assert give(opened, language=language).json()["code"] == "no_such_notice"
