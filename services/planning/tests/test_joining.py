"""C-14: enrolled by two referral services, a participant has one plan open at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import permutations
from uuid import UUID

import msgspec
import pytest
from eventsourcing.persistence import IntegrityError
from services.planning.tests.examples import (
    ACHIEVED,
    AUGUST_15,
    CARE,
    CITY,
    CONSENT,
    DAY_60,
    ENROLLED,
    ENROLLED_AGAIN,
    ENROLLED_ON,
    GRANTED,
    JANUARY_31,
    KEEPER,
    KEEPER_ASKS,
    MARCH_14,
    MAY_2,
    NAMED,
    NEXT_STEP,
    OTHER_CONSENT,
    OTHER_GRANT,
    OTHER_REFERRAL,
    OUTSIDER,
    PARTICIPANT,
    PLAN,
    PLAN_OPENED,
    REFERRAL,
    REVOKED,
    UNDER_ANOTHER,
    circle,
    given,
    joined,
)

from planning.ending.record_exit import RecordExit
from planning.ending.write_summary import WriteSummary
from planning.opening.enrolment_joined import join_plan
from planning.opening.open_plan import OpenPlan
from planning.plan import Plan
from samplan.contracts.codes import Agency, ExitClass, Mode
from samplan.contracts.event import ContractEvent
from samplan.contracts.planning.plans import EnrolmentJoined, PlanOpened, plan_id_of
from samplan.testing.harness import ServiceUnderTest

AT_ANOTHER = "/af/referral/0a1b2c3d"


def published_events(service: ServiceUnderTest, kind: type[ContractEvent]) -> list[ContractEvent]:
    return [event for event in service.published() if isinstance(event, kind)]


def found(service: ServiceUnderTest, query: str) -> list[tuple[str, str]]:
    """Each plan found, with the referral that it was found by."""
    rows = service.get(f"/v1/plans?{query}").json()
    return [(row["planId"], row["referralId"]) for row in rows]


@pytest.fixture
def enrolled_twice(opened: ServiceUnderTest) -> ServiceUnderTest:
    opened.receive(ENROLLED_AGAIN, source=AT_ANOTHER)
    return opened


class TestJoin:
    def test_is_recorded_under_its_consent(self) -> None:
        given(*PLAN_OPENED).when(join_plan, OTHER_REFERRAL, CONSENT, Mode.PROGRAMME, DAY_60, MARCH_14).then(
            joined()
        )

    def test_is_withheld_once_sharing_has_ended(self) -> None:
        (
            given(*PLAN_OPENED, under=circle(GRANTED, REVOKED))
            .when(join_plan, OTHER_REFERRAL, CONSENT, Mode.PROGRAMME, DAY_60, AUGUST_15)
            .then(joined(AUGUST_15, shared=False))
        )


class TestASecondEnrolment:
    def test_joins_the_open_plan(self, enrolled_twice: ServiceUnderTest) -> None:
        assert len(published_events(enrolled_twice, PlanOpened)) == 1
        assert published_events(enrolled_twice, EnrolmentJoined) == [
            EnrolmentJoined(plan_id=PLAN, referral_id=OTHER_REFERRAL, occurred_on=MARCH_14)
        ]

    def test_finds_the_plan_by_the_referral_that_is_asked_for(self, enrolled_twice: ServiceUnderTest) -> None:
        assert found(enrolled_twice, f"referralId={OTHER_REFERRAL}") == [(f"{PLAN}", f"{OTHER_REFERRAL}")]
        assert found(enrolled_twice, f"referralId={REFERRAL}") == [(f"{PLAN}", f"{REFERRAL}")]
        assert found(enrolled_twice, f"participantId={PARTICIPANT}") == [(f"{PLAN}", f"{REFERRAL}")]

    def test_has_one_effect_however_often_it_is_delivered(self, enrolled_twice: ServiceUnderTest) -> None:
        before = enrolled_twice.database.last_notification_id()
        enrolled_twice.redeliver(enrolled_twice.receive(ENROLLED_AGAIN, source="/af/referral/ffffffff"))
        assert enrolled_twice.database.last_notification_id() == before

    def test_has_no_further_effect_once_the_plan_has_ended(self, enrolled_twice: ServiceUnderTest) -> None:
        leave(enrolled_twice)
        before = enrolled_twice.database.last_notification_id()
        enrolled_twice.receive(ENROLLED_AGAIN, source="/af/referral/ffffffff")
        assert enrolled_twice.database.last_notification_id() == before

    def test_opens_another_plan_after_an_exit(self, opened: ServiceUnderTest) -> None:
        leave(opened)
        opened.receive(ENROLLED_AGAIN, source=AT_ANOTHER)
        assert [plan for plan, _ in found(opened, f"participantId={PARTICIPANT}")] == [
            f"{PLAN}",
            f"{plan_id_of(OTHER_REFERRAL)}",
        ]

    def test_joins_the_plan_under_a_new_consent_after_a_revocation(self, opened: ServiceUnderTest) -> None:
        """K2."""
        opened.receive(REVOKED)
        opened.receive(OTHER_GRANT, UNDER_ANOTHER)
        assert found(opened, f"referralId={OTHER_REFERRAL}") == [(f"{PLAN}", f"{OTHER_REFERRAL}")]
        assert len(published_events(opened, PlanOpened)) == 1

    def test_opens_another_plan_for_another_participant(self, opened: ServiceUnderTest) -> None:
        opened.receive(msgspec.structs.replace(OTHER_GRANT, participant_id=UUID(int=7)))
        opened.receive(msgspec.structs.replace(UNDER_ANOTHER, participant_id=UUID(int=7)), source=AT_ANOTHER)
        assert len(published_events(opened, PlanOpened)) == 2

    def test_opens_another_plan_in_another_programme(self, opened: ServiceUnderTest) -> None:
        elsewhere = msgspec.structs.replace(
            ENROLLED_AGAIN, programme="internationella-kvinnor", occurred_on=date(2016, 7, 1)
        )
        opened.receive(msgspec.structs.replace(OTHER_GRANT, covers_earlier=True))
        opened.receive(elsewhere, source=AT_ANOTHER)
        assert len(published_events(opened, PlanOpened)) == 2


@pytest.mark.slow
class TestEveryOrder:
    @pytest.mark.parametrize("order", [*permutations([ENROLLED, UNDER_ANOTHER, GRANTED, OTHER_GRANT])])
    def test_leads_to_one_plan_open_to_the_agencies_of_both_consents(
        self, service: ServiceUnderTest, order: tuple[ContractEvent, ...]
    ) -> None:
        for event in order:
            service.receive(event, **({"source": AT_ANOTHER} if event is UNDER_ANOTHER else {}))
        (plan,) = published_events(service, PlanOpened)
        assert len(published_events(service, EnrolmentJoined)) == 1
        for agency in (*NAMED, OUTSIDER):
            assert service.get(f"/v1/plans/{plan.subject_id}", agency=agency).is_success

    @pytest.mark.parametrize(
        ("ended", "seen_by"), [(CONSENT, (KEEPER, OUTSIDER)), (OTHER_CONSENT, (KEEPER, CITY, CARE))]
    )
    def test_leaves_the_plan_to_the_agencies_of_the_consent_that_still_holds(
        self, service: ServiceUnderTest, ended: UUID, seen_by: tuple[Agency, ...]
    ) -> None:
        """K6."""
        service.receive(GRANTED, OTHER_GRANT, ENROLLED)
        service.receive(UNDER_ANOTHER, source=AT_ANOTHER)
        service.receive(msgspec.structs.replace(REVOKED, consent_id=ended))
        asked = {agency: service.get(f"/v1/plans/{PLAN}", agency=agency) for agency in (*NAMED, OUTSIDER)}
        assert {agency for agency, answer in asked.items() if answer.is_success} == {*seen_by}


class TestTwoEnrolmentsAtOnce:
    def test_lead_to_one_plan(self, service: ServiceUnderTest) -> None:
        service.receive(GRANTED)
        application = service.process.application

        def enrol(number: int) -> UUID:
            asked = OpenPlan(
                plan_id=plan_id_of(UUID(int=number)),
                referral_id=UUID(int=number),
                participant_id=PARTICIPANT,
                consent_id=CONSENT,
                programme="malmokraften",
                mode=Mode.PROGRAMME,
                occurred_on=ENROLLED_ON if number % 2 else JANUARY_31,
            )
            for _ in range(20):  # as the inbox does: a conflicting write is retried
                try:
                    with service.on_business_date():
                        plan: Plan = application.execute(asked)
                except IntegrityError:
                    continue
                return plan.id
            raise AssertionError("still in conflict after 20 tries")

        with ThreadPoolExecutor(4) as pool:
            plans = set(pool.map(enrol, range(1, 9)))
        assert len(plans) == 1
        assert len(published_events(service, PlanOpened)) == 1
        assert len(published_events(service, EnrolmentJoined)) == 7


def leave(service: ServiceUnderTest) -> None:
    words = {"summary": ACHIEVED, "next_step": NEXT_STEP}
    service.process.application.execute(WriteSummary(**KEEPER_ASKS, **words, occurred_on=MAY_2))
    service.process.application.execute(
        RecordExit(**KEEPER_ASKS, exit_class=ExitClass.RETURNED_TO_REGULAR, occurred_on=MAY_2)
    )
