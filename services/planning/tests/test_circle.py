"""Who may know of a plan, and what is published of it, follows the participant's circle (K1-K6, C-03)."""

from datetime import date
from typing import Any

import msgspec
import pytest
from services.planning.tests.changes import (
    BLOCKED,
    CARE_LEFT,
    DECEASED,
    EMERGENCY,
    EMERGENCY_OVER,
    NARROWED,
    RENEWED,
    UNBLOCKED,
)
from services.planning.tests.examples import (
    AFTER_CONSENT,
    CARE,
    CITY,
    ENROLLED,
    EXPIRED,
    GRANTED,
    KEEPER,
    MAY_2,
    OTHER_CONSENT,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    PROGRAMME,
    REFERRAL,
    REVOKED,
)

from samplan.bus.reading.catch_up import report_behind
from samplan.contracts.codes import Agency
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import DisclosureMade, PlanOpened, TrackChosen
from samplan.testing.harness import ServiceUnderTest

PATH = f"/v1/plans/{PLAN}"
MAY_10 = date(2022, 5, 10)
CONSENTED_AGAIN = msgspec.structs.replace(
    GRANTED, consent_id=OTHER_CONSENT, occurred_on=MAY_10, valid_until=date(2024, 1, 1)
)
OF_THE_PROGRAMME = msgspec.structs.replace(GRANTED, programme=PROGRAMME)
TRACK = {"track": "work", "occurredOn": "2022-05-12"}
LATE = {"track": "work", "occurredOn": "2022-11-30"}


def sees(service: ServiceUnderTest, agency: Agency) -> bool:
    """The whole plan, by itself and by each list."""
    shown = service.get(PATH, agency=agency)
    listed = service.get("/v1/overdue-plans", agency=agency).json()
    is_whole: bool = shown.status_code == 200 and not shown.json()["sharingIsClosed"]
    assert bool(listed) is is_whole
    return is_whole


def choose(service: ServiceUnderTest, body: Any, agency: Agency = KEEPER) -> int:
    etag = service.get(PATH, agency=KEEPER).headers["ETag"]
    return service.post(f"{PATH}/track", body, agency=agency, if_match=etag).status_code


def published(service: ServiceUnderTest, kind: type[ContractEvent]) -> int:
    return sum(isinstance(event, kind) for event in service.published())


class TestAConsent:
    def test_that_is_renewed_goes_on_without_a_gap(self, opened: ServiceUnderTest) -> None:
        """K1."""
        opened.receive(RENEWED)
        opened.today(AFTER_CONSENT)
        assert sees(opened, CITY)
        assert (choose(opened, LATE), published(opened, TrackChosen)) == (200, 1)

    def test_beside_an_earlier_one_carries_the_plan_on(self, opened: ServiceUnderTest) -> None:
        """K1."""
        opened.receive(CONSENTED_AGAIN)
        opened.today(AFTER_CONSENT)
        opened.receive(EXPIRED)
        assert sees(opened, CITY)

    @pytest.mark.parametrize("end", [EXPIRED, REVOKED], ids=["expired", "revoked"])
    def test_granted_anew_opens_the_same_plan_to_others_again(
        self, opened: ServiceUnderTest, end: ContractEvent
    ) -> None:
        """K2."""
        opened.receive(end)
        assert not sees(opened, CITY)
        opened.receive(CONSENTED_AGAIN, ENROLLED)
        assert sees(opened, CITY)
        assert (choose(opened, TRACK), published(opened, TrackChosen)) == (200, 1)
        assert published(opened, PlanOpened) == 1
        assert len(opened.get(f"/v1/plans?participantId={PARTICIPANT}").json()) == 1

    def test_whose_printed_end_has_passed_is_over_though_no_expiry_was_received(
        self, opened: ServiceUnderTest
    ) -> None:
        """K5: also for a fact that is dated into the period."""
        opened.today(AFTER_CONSENT)
        assert not sees(opened, CITY)
        assert choose(opened, TRACK, CITY) == 404
        assert (choose(opened, TRACK), published(opened, TrackChosen)) == (200, 0)

    def test_that_is_narrowed_leaves_the_plan_to_the_agencies_that_remain(
        self, opened: ServiceUnderTest
    ) -> None:
        opened.receive(NARROWED)
        assert (sees(opened, CITY), sees(opened, CARE)) == (True, False)

    def test_serves_no_agency_after_its_last_day_in_the_programme(self, service: ServiceUnderTest) -> None:
        """C-04."""
        service.receive(OF_THE_PROGRAMME, ENROLLED)
        assert sees(service, CARE)
        service.receive(CARE_LEFT)
        assert (sees(service, CITY), sees(service, CARE)) == (True, False)


class TestABlock:
    def test_beats_the_consent_until_it_is_lifted(self, opened: ServiceUnderTest) -> None:
        opened.receive(BLOCKED)
        assert (sees(opened, CITY), sees(opened, CARE)) == (True, False)
        opened.receive(UNBLOCKED)
        assert sees(opened, CARE)


class TestEmergencyAccess:
    def test_opens_the_plan_for_reading_alone_until_it_closes(self, opened: ServiceUnderTest) -> None:
        opened.receive(EMERGENCY)
        assert opened.get(PATH, agency=OUTSIDER).status_code == 200
        assert choose(opened, TRACK, OUTSIDER) == 403
        opened.receive(EMERGENCY_OVER)
        assert opened.get(PATH, agency=OUTSIDER).status_code == 404

    def test_stays_open_while_nothing_is_heard_of_consents(self, opened: ServiceUnderTest) -> None:
        """C-06: it rests on no consent. A parked record about the participant closes it (I24)."""
        opened.receive(EMERGENCY)
        report_behind(opened.database)
        assert opened.get(PATH, agency=OUTSIDER).status_code == 200
        assert opened.get(PATH, agency=CARE).status_code == 503
        opened.receive_raw("finsam.consent.v1", str(PARTICIPANT).encode(), b"garbage")
        assert opened.get(PATH, agency=OUTSIDER).status_code == 503

    def test_is_over_after_its_hours(self, opened: ServiceUnderTest) -> None:
        opened.receive(msgspec.structs.replace(EMERGENCY, closes_at=EMERGENCY.opened_at))
        assert opened.get(PATH, agency=OUTSIDER).status_code == 404

    def test_is_told_to_the_participant_by_its_rule(self, opened: ServiceUnderTest) -> None:
        opened.receive(EMERGENCY)
        opened.get(PATH, agency=OUTSIDER)
        [disclosure] = [one for one in opened.published() if isinstance(one, DisclosureMade)]
        assert (disclosure.rule, disclosure.consent_id) == ("emergency_access", None)


class TestADeath:
    """C-16."""

    @pytest.mark.parametrize("first", [True, False], ids=["after the enrolment", "before it"])
    def test_ends_the_plan_and_all_sharing_whichever_is_received_first(
        self, service: ServiceUnderTest, first: bool
    ) -> None:
        service.receive(GRANTED, *((ENROLLED, DECEASED) if first else (DECEASED, ENROLLED)))
        plan = service.get(PATH, agency=KEEPER).json()
        assert (plan["exit"]["exitClass"], plan["exit"]["on"]) == ("deceased", MAY_2.isoformat())
        assert service.get(PATH, agency=CITY).status_code == 404
        assert [type(event) for event in service.published()] == [PlanOpened] * first

    def test_ends_the_activities_and_the_reminders(self, opened: ServiceUnderTest) -> None:
        started = {"kind": "swedish_studies", "occurredOn": "2022-03-21"}
        opened.post(f"{PATH}/activities", started, agency=CITY).raise_for_status()
        opened.receive(DECEASED)
        assert opened.get("/v1/my-activities", agency=CITY).json() == []
        assert opened.get("/v1/overdue-plans", agency=KEEPER).json() == []

    def test_has_one_effect_however_often_it_is_delivered(self, opened: ServiceUnderTest) -> None:
        records = opened.receive(DECEASED)
        before = opened.database.last_notification_id()
        opened.redeliver(records)
        opened.receive(DECEASED, source="/finsam/consent/ffffffff")
        opened.receive(ENROLLED, GRANTED)
        assert opened.database.last_notification_id() == before

    def test_leaves_a_plan_that_has_ended_as_it_was(
        self, opened: ServiceUnderTest, summarised: ServiceUnderTest
    ) -> None:
        left = {"exitClass": "moved", "occurredOn": "2022-04-01"}
        opened.post(f"{PATH}/exit", left, if_match=2).raise_for_status()
        opened.receive(DECEASED)
        assert opened.get(PATH).json()["exit"]["exitClass"] == "moved"


def test_a_participant_is_found_by_an_agency_of_the_consent_alone(opened: ServiceUnderTest) -> None:
    for agency, plans in ((CITY, 1), (OUTSIDER, 0)):
        assert len(opened.get(f"/v1/plans?referralId={REFERRAL}", agency=agency).json()) == plans
