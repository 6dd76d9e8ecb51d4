"""I24: while a parked record may have ended a consent, no other agency is shown the plans under it."""

from typing import Any

import msgspec
import pytest
from services.planning.tests.examples import (
    CARE,
    CITY,
    CONSENT,
    DAY_61,
    ENROLLED,
    GRANTED,
    KEEPER,
    MAY_2,
    OTHER_CONSENT,
    OTHER_REFERRAL,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    REFERRAL,
    REVOKED,
    UNKNOWN,
)
from services.planning.tests.test_api import COMMANDS, PATH

from planning.clock.notice_missed_deadlines import NoticeMissedDeadlines
from samplan.bus.reading.catch_up import StillCatchingUp
from samplan.bus.reading.discards import NeedsAnotherOperator
from samplan.bus.reading.parked import discard
from samplan.contracts.planning.plans import plan_id_of
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.harness import ServiceUnderTest

pytestmark = pytest.mark.slow

CONSENTS, REFERRALS = "finsam.consent.v1", "malmo-ifo.referral.v1"
KEY = str(CONSENT).encode()
OTHER_PLAN = plan_id_of(OTHER_REFERRAL)
OTHERS_GRANT = msgspec.structs.replace(
    GRANTED, consent_id=OTHER_CONSENT, referral_id=OTHER_REFERRAL, participant_id=UNKNOWN
)
OTHERS_ENROLMENT = msgspec.structs.replace(
    ENROLLED, referral_id=OTHER_REFERRAL, participant_id=UNKNOWN, consent_id=OTHER_CONSENT
)
LISTS = ["/v1/overdue-plans?asOf=2022-06-01", "/v1/plans-without-activity", "/v1/my-plans"]
ABOUT_THE_PLAN = [PATH, f"/v1/plans?referralId={REFERRAL}", f"/v1/plans?participantId={PARTICIPANT}"]


@pytest.fixture
def two_plans(opened: ServiceUnderTest) -> ServiceUnderTest:
    """The second is another participant's. The city coordinates both."""
    opened.receive(OTHERS_GRANT, OTHERS_ENROLMENT)
    for plan in (PLAN, OTHER_PLAN):
        coordinator = {"agency": CITY, "occurredOn": "2022-03-14"}
        asked = opened.post(f"/v1/plans/{plan}/coordinator", coordinator, agency=KEEPER, if_match=1)
        assert asked.status_code == 200
    return opened


@pytest.fixture
def closed(two_plans: ServiceUnderTest) -> ServiceUnderTest:
    """With an unreadable record under the first participant's consent."""
    two_plans.receive_raw(CONSENTS, KEY, b"{not json")
    return two_plans


def is_catching_up(answer: Any) -> bool:
    asked = (answer.status_code, answer.headers.get("Retry-After"), answer.json()["code"])
    return bool(asked == (503, "5", "catching_up"))


def sees_own_items_alone(answer: Any) -> bool:
    """The city coordinates the plan: it sees that it does, and nothing of others' (C-06)."""
    shown = answer.json()
    coordinators = [one["agency"] for one in shown["coordinators"]]
    return bool(shown["sharingIsClosed"] and (coordinators, shown["agencies"]) == ([CITY], []))


class TestAPlanUnderAClosedConsent:
    @pytest.mark.parametrize("path", ABOUT_THE_PLAN)
    @pytest.mark.parametrize("agency", [CITY, CARE])
    def test_is_shown_to_no_other_agency(self, closed: ServiceUnderTest, path: str, agency: str) -> None:
        answer = closed.get(path, agency=agency)
        assert sees_own_items_alone(answer) if (path, agency) == (PATH, CITY) else is_catching_up(answer)

    @pytest.mark.parametrize("path", [*ABOUT_THE_PLAN, *LISTS])
    def test_is_shown_to_its_keeper_as_before(self, two_plans: ServiceUnderTest, path: str) -> None:
        before = two_plans.get(path, agency=KEEPER)
        two_plans.receive_raw(CONSENTS, KEY, b"{not json")
        meanwhile = two_plans.get(path, agency=KEEPER)
        assert (meanwhile.status_code, meanwhile.json()) == (200, before.json())

    def test_is_denied_to_an_outsider_as_before(self, closed: ServiceUnderTest) -> None:
        assert closed.get(PATH, agency=OUTSIDER).status_code == 404
        assert closed.get(ABOUT_THE_PLAN[1], agency=OUTSIDER).json() == []

    @pytest.mark.parametrize("path", LISTS)
    def test_is_left_out_of_lists_that_still_show_the_others(
        self, closed: ServiceUnderTest, path: str
    ) -> None:
        paged = f"{path}{'&' if '?' in path else '?'}limit=1"
        assert [row["planId"] for row in closed.get(paged, agency=CITY).json()] == [str(OTHER_PLAN)]

    @pytest.mark.parametrize("agency", [KEEPER, CITY])
    def test_takes_no_command_since_its_fact_might_be_withheld(
        self, closed: ServiceUnderTest, agency: str
    ) -> None:
        before = closed.database.last_notification_id()
        assert is_catching_up(closed.post(f"{PATH}/track", COMMANDS["track"], agency=agency, if_match=2))
        assert closed.database.last_notification_id() == before

    def test_is_not_shown_in_an_earlier_answer(self, two_plans: ServiceUnderTest) -> None:
        sent: dict[str, Any] = {"agency": CITY, "key": "once", "if_match": 2}
        assert two_plans.post(f"{PATH}/track", COMMANDS["track"], **sent).status_code == 200
        two_plans.receive_raw(CONSENTS, KEY, b"{not json")
        assert is_catching_up(two_plans.post(f"{PATH}/track", COMMANDS["track"], **sent))

    def test_is_not_published_as_late_until_it_is_open_again(self, closed: ServiceUnderTest) -> None:
        notice = NoticeMissedDeadlines(as_of=DAY_61)
        assert closed.process.application.execute(notice) == 1
        assert discard(closed.database, closed.parked()[0].id)
        assert closed.process.application.execute(notice) == 1

    def test_is_open_again_when_the_record_is_discarded(self, closed: ServiceUnderTest) -> None:
        assert discard(closed.database, closed.parked()[0].id)
        assert closed.get(PATH, agency=CITY).status_code == 200

    def test_leaves_the_plans_of_others_open(self, closed: ServiceUnderTest) -> None:
        path = f"/v1/plans/{OTHER_PLAN}"
        assert closed.get(path, agency=CITY).status_code == 200
        assert closed.post(f"{path}/track", COMMANDS["track"], agency=CITY, if_match=2).status_code == 200
        assert closed.client.get("/health/ready").status_code == 200


class TestARevocationBehindAnUnreadableRecord:
    """K17."""

    def test_closes_the_plan_at_once(self, closed: ServiceUnderTest) -> None:
        closed.receive(REVOKED)
        assert closed.get(PATH, agency=CARE).status_code == 404
        own = closed.get(PATH, agency=CITY).json()
        assert (own["sharingIsClosed"], [one["agency"] for one in own["coordinators"]]) == (True, [CITY])
        assert closed.get(PATH, agency=KEEPER).status_code == 200
        assert [row.reason for row in closed.parked()] == ["missing_envelope"]

    def test_has_no_second_effect_when_it_is_redelivered(self, closed: ServiceUnderTest) -> None:
        batch = closed.receive(REVOKED)
        before = closed.database.last_notification_id()
        closed.redeliver(batch)
        assert closed.database.last_notification_id() == before

    def test_is_not_undone_by_a_grant_that_is_replayed_after_it(self, service: ServiceUnderTest) -> None:
        service.receive(ENROLLED)
        service.receive_raw(CONSENTS, KEY, b"{not json")
        service.receive(GRANTED, REVOKED)
        garbage, grant = service.parked()
        assert discard(service.database, garbage.id)
        assert service.replay(grant.id) == 1
        assert service.get(PATH, agency=CITY).status_code == 404
        assert service.get(PATH, agency=KEEPER).json()["sharingIsClosed"] is True


class TestAReferralInErrorThatCannotBeRead:
    def test_closes_the_plan_that_it_led_to(self, two_plans: ServiceUnderTest) -> None:
        [wrong] = two_plans.receive(ReferralEnteredInError(referral_id=UNKNOWN, occurred_on=MAY_2))
        stated = [header for header in wrong.headers if header[0] == "ce_effect"]
        two_plans.receive_raw(REFERRALS, str(REFERRAL).encode(), b"{not json", stated)
        assert sees_own_items_alone(two_plans.get(PATH, agency=CITY))
        assert is_catching_up(two_plans.get(PATH, agency=CARE))
        assert two_plans.get(f"/v1/plans/{OTHER_PLAN}", agency=CITY).json()["sharingIsClosed"] is False


class TestAnEnrolmentUnderAClosedConsent:
    def test_waits_and_opens_a_published_plan_when_it_is_replayed(self, service: ServiceUnderTest) -> None:
        service.receive(GRANTED)
        service.receive_raw(CONSENTS, KEY, b"{not json")
        service.receive(ENROLLED)
        garbage, enrolment = service.parked()
        assert (enrolment.reason, service.published()) == ("catching_up", [])
        assert discard(service.database, garbage.id)
        assert service.replay(enrolment.id) == 1
        assert [type(event).__name__ for event in service.published()] == ["PlanOpened"]

    def test_opens_a_plan_of_the_keeper_alone_when_the_consent_has_ended(
        self, service: ServiceUnderTest
    ) -> None:
        service.receive_raw(CONSENTS, KEY, b"{not json")
        service.receive(REVOKED, ENROLLED)
        assert [row.reason for row in service.parked()] == ["missing_envelope"]
        assert service.published() == []


class TestARecordWithoutASubject:
    def test_closes_every_plan_to_others_and_none_to_the_keeper(self, two_plans: ServiceUnderTest) -> None:
        two_plans.receive_raw(CONSENTS, None, b"{not json")
        for plan in (PLAN, OTHER_PLAN):
            assert sees_own_items_alone(two_plans.get(f"/v1/plans/{plan}", agency=CITY))
            assert is_catching_up(two_plans.get(f"/v1/plans/{plan}", agency=CARE))
            assert two_plans.get(f"/v1/plans/{plan}", agency=KEEPER).status_code == 200

    def test_closes_every_list_of_plans_to_others_and_none_to_the_keeper(
        self, two_plans: ServiceUnderTest
    ) -> None:
        two_plans.receive_raw(CONSENTS, None, b"{not json")
        for path in LISTS:
            assert is_catching_up(two_plans.get(path, agency=CITY))
            assert two_plans.get(path, agency=KEEPER).status_code == 200

    def test_lets_no_clock_publish_what_is_late(self, two_plans: ServiceUnderTest) -> None:
        two_plans.receive_raw(CONSENTS, None, b"{not json")
        with pytest.raises(StillCatchingUp):
            two_plans.process.application.execute(NoticeMissedDeadlines(as_of=DAY_61))

    def test_closes_none_of_them_once_two_operators_have_discarded_it(
        self, two_plans: ServiceUnderTest
    ) -> None:
        two_plans.receive_raw(CONSENTS, None, b"{not json")
        [row] = two_plans.parked()
        with pytest.raises(NeedsAnotherOperator):
            discard(two_plans.database, row.id, "astrid")
        assert discard(two_plans.database, row.id, "bo")
        assert two_plans.get(PATH, agency=CITY).status_code == 200
