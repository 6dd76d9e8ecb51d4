"""A plan opens under the circle of its participant, and waits until a consent to plan together is known."""

from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from services.planning.tests.examples import (
    AFTER_CONSENT,
    CONSENT,
    ENROLLED,
    ENROLLED_ON,
    ENROLMENT,
    GRANTED,
    IN_ERROR,
    KEEPER,
    NAMED,
    OUTSIDER,
    PLAN,
    PLAN_OPENED,
    REFERRAL,
    REVOKED,
    TODAY,
    circle,
    given,
    opened,
)

from planning.opening.plan_opened import open_plan
from planning.plan import Plan
from planning.service import SERVICE
from samplan.contracts.codes import Agency, ConsentKind, ConsentPurpose
from samplan.contracts.event import ContractEvent
from samplan.contracts.referral import ReferralEnteredInError
from samplan.testing.harness import ServiceUnderTest

MEDIA = msgspec.structs.replace(GRANTED, kind=ConsentKind.MEDIA)
FOR_MEDIA = msgspec.structs.replace(GRANTED, purpose=ConsentPurpose.MEDIA)
KEPT_BY_OUTSIDER = msgspec.structs.replace(ENROLLED, plan_keeper=OUTSIDER)
NAMES_OUTSIDER = msgspec.structs.replace(GRANTED, agencies=(*NAMED, OUTSIDER))
NUMBERED = msgspec.structs.replace(GRANTED, circle_version=3)


class TestOpenPlan:
    def test_is_shared_under_a_consent_in_force(self) -> None:
        outcome = given().when(open_plan, PLAN, circle=circle(GRANTED), on=ENROLLED_ON, **ENROLMENT)
        outcome.then(opened())

    def test_keeps_the_version_of_the_circle_that_it_was_published_under(self) -> None:
        outcome = given().when(open_plan, PLAN, circle=circle(NUMBERED), on=ENROLLED_ON, **ENROLMENT)
        assert outcome.events[0].published_under == 3

    @pytest.mark.parametrize(
        "now",
        [circle(), circle(GRANTED, REVOKED), circle(GRANTED, on=AFTER_CONSENT), circle(MEDIA)],
        ids=["unknown", "revoked", "past its end date", "for media"],
    )
    def test_is_withheld_under_any_other_circle(self, now: object) -> None:
        outcome = given().when(open_plan, PLAN, circle=now, on=ENROLLED_ON, **ENROLMENT)
        outcome.then(opened(shared=False))
        assert outcome.events[0].published_under is None


class TestWhoSeesAPlan:
    def seen_by(self, *events: ContractEvent) -> list[Agency]:
        plan = given(*PLAN_OPENED, under=circle(*events)).aggregate(Plan)
        return [agency for agency in (*NAMED, OUTSIDER) if plan.is_shown_to(agency)]

    def test_are_the_agencies_named_and_no_other(self) -> None:
        assert self.seen_by(GRANTED) == list(NAMED)

    def test_is_its_keeper_alone_without_a_consent_in_force(self) -> None:
        assert self.seen_by() == self.seen_by(GRANTED, REVOKED) == [KEEPER]


class TestAnEnrolment:
    @pytest.mark.parametrize("order", [*permutations([ENROLLED, GRANTED])])
    def test_opens_a_published_plan_in_either_order(
        self, service: ServiceUnderTest, order: tuple[ContractEvent, ...]
    ) -> None:
        service.receive(*order)
        assert [type(event).__name__ for event in service.published()] == ["PlanOpened"]
        assert service.get(f"/v1/plans/{PLAN}").status_code == 200

    @pytest.mark.parametrize("other", [MEDIA, FOR_MEDIA], ids=["kind", "purpose"])
    @pytest.mark.parametrize("is_first", [True, False])
    def test_opens_no_plan_under_a_consent_to_something_else(
        self, service: ServiceUnderTest, other: ContractEvent, is_first: bool
    ) -> None:
        """K3."""
        service.receive(*((other, ENROLLED) if is_first else (ENROLLED, other)))
        assert service.get(f"/v1/plans?referralId={REFERRAL}").json() == []
        assert (service.published(), service.parked()) == ([], [])

    def test_waits_for_a_consent_of_the_right_kind(self, service: ServiceUnderTest) -> None:
        service.receive(MEDIA, ENROLLED, msgspec.structs.replace(GRANTED, consent_id=PLAN))
        assert len(service.published()) == 1

    def test_that_waits_opens_one_plan_however_often_the_grant_is_delivered(
        self, service: ServiceUnderTest
    ) -> None:
        service.receive(ENROLLED, ENROLLED)
        service.redeliver(service.receive(GRANTED))
        service.receive(GRANTED, source="/finsam/consent/ffffffff")
        assert len(service.published()) == 1

    def test_that_waits_is_forgotten_when_its_referral_was_wrong(self, service: ServiceUnderTest) -> None:
        wrong = ReferralEnteredInError(referral_id=REFERRAL, occurred_on=ENROLLED_ON)
        service.receive(ENROLLED, wrong, GRANTED, IN_ERROR)
        assert service.get(f"/v1/plans?referralId={REFERRAL}").json() == []

    def test_of_a_programme_that_another_service_keeps_opens_no_plan(
        self, elsewhere: ServiceUnderTest
    ) -> None:
        """K13: `keeper` of the programme's planning rule."""
        elsewhere.receive(GRANTED, ENROLLED)
        assert elsewhere.get(f"/v1/plans?referralId={REFERRAL}", agency=OUTSIDER).json() == []
        assert (elsewhere.published(), elsewhere.parked()) == ([], [])

    @pytest.mark.parametrize("order", [*permutations([KEPT_BY_OUTSIDER, NAMES_OUTSIDER])])
    def test_that_states_the_keeper_opens_one_plan_there(
        self, service: ServiceUnderTest, of_a_group: ServiceUnderTest, order: tuple[ContractEvent, ...]
    ) -> None:
        """P-18: the agency that enrols decides it, by the target group that readers are not told."""
        for one in (service, of_a_group):
            one.redeliver(one.receive(*order))
        assert service.published() == []
        assert [type(event).__name__ for event in of_a_group.published()] == ["PlanOpened"]

    def test_waits_for_a_consent_that_names_the_keeper(self, of_a_group: ServiceUnderTest) -> None:
        of_a_group.receive(GRANTED, KEPT_BY_OUTSIDER)
        assert (of_a_group.published(), of_a_group.parked()) == ([], [])
        of_a_group.redeliver(of_a_group.receive(msgspec.structs.replace(NAMES_OUTSIDER, consent_id=PLAN)))
        assert [type(event).__name__ for event in of_a_group.published()] == ["PlanOpened"]

    def test_that_states_a_keeper_that_the_programme_does_not_name_is_parked(
        self, elsewhere: ServiceUnderTest
    ) -> None:
        """The file of the agency that enrols is another one."""
        elsewhere.receive(NAMES_OUTSIDER, KEPT_BY_OUTSIDER)
        assert elsewhere.published() == []
        assert [one.error for one in elsewhere.parked()] == ["NotAKeeper"]

    def test_that_waits_under_a_keeper_that_the_programme_no_longer_names_holds_up_no_consent(
        self, of_a_group: ServiceUnderTest, tmp_path: Path
    ) -> None:
        """The file has lost the group's row while the enrolment waited."""
        of_a_group.receive(KEPT_BY_OUTSIDER)
        with ServiceUnderTest(SERVICE, tmp_path / "of-a-group", today=TODAY, agency="fk") as restarted:
            restarted.redeliver(restarted.receive(NAMES_OUTSIDER))
            assert (restarted.published(), restarted.parked()) == ([], [])
            [waiting] = restarted.database.query("SELECT referral_id FROM waiting_enrolments")
            assert waiting["referral_id"] == str(REFERRAL)


def test_the_consent_of_the_examples_is_the_plans() -> None:
    assert ENROLLED.consent_id == CONSENT == GRANTED.consent_id
